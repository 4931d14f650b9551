"""Names for the files of a batch: by pattern, safe on every system, and no two the same anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from slawizard.errors import TableFileError

ROW = "row"
"""What stands for the row's number in a pattern."""

_PLACE = re.compile(r"\{([^{}]*)\}")
_NOT_ALLOWED = re.compile(r'[/\\:*?"<>|\u2044\u2215\uff0f\uff3c\ufe68]')
_BLANKS = re.compile(r"\s+")
# Windows keeps these for devices, whatever follows their first point.
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
_LONGEST_BYTES = 120
"""Of a stem, in UTF-8: with its number and ending it stays below what any system, and a deep folder, can take."""
_UNNAMED = "Agreement"


def places_of(pattern: str) -> tuple[str, ...]:
    """What a pattern names in braces, each once. Raises TableFileError for braces that do not pair."""
    if "{" in _PLACE.sub("", pattern) or "}" in _PLACE.sub("", pattern):
        raise TableFileError(
            f"The braces of “{pattern}” do not pair.", remedy="Write it like {frame.customer.legal_name} {row}."
        )
    return tuple(dict.fromkeys(name.strip() for name in _PLACE.findall(pattern)))


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern with a value for each of its places."""
    return _PLACE.sub(lambda found: values[found[1].strip()], pattern)


def safe_name(text: str) -> str:
    """A text as the stem of a file's name on Windows, macOS and Linux alike; never empty, never a part of a path."""
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(" " if each.isspace() else each for each in plain if each.isspace() or _is_seen(each))
    plain = _BLANKS.sub(" ", _NOT_ALLOWED.sub("_", plain))
    plain = _shortened(plain.lstrip(" .-~")).rstrip(" .")
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return plain if plain.strip("_ ") else _UNNAMED


def distinct_names(stems: Sequence[str], numbers: Sequence[int], taken: Collection[str] = ()) -> tuple[str, ...]:
    """The stems, with the row's number where several rows would share one; also where only case or accents' encoding
    differ, which many systems do not tell apart. `taken` are stems that no row may have.
    """
    counts = Counter(_key(stem) for stem in stems)
    reserved = {_key(stem) for stem in taken}
    used = reserved | {key for key, count in counts.items() if count == 1}
    settled = []
    for stem, number in zip(stems, numbers, strict=True):
        key = _key(stem)
        if counts[key] == 1 and key not in reserved:
            settled.append(stem)
            continue
        name, again = f"{stem} {number}", 2
        while _key(name) in used:
            name, again = f"{stem} {number} ({again})", again + 1
        used.add(_key(name))
        settled.append(name)
    return tuple(settled)


def _is_seen(character: str) -> bool:
    return not unicodedata.category(character).startswith("C")


def _shortened(text: str) -> str:
    data = text.encode("utf-8")
    if len(data) <= _LONGEST_BYTES:
        return text
    cut = data[:_LONGEST_BYTES].decode("utf-8", "ignore")
    # A letter is not parted from its accents.
    while len(cut) < len(text) and cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]
    return cut


def _key(stem: str) -> str:
    return unicodedata.normalize("NFKC", stem).casefold()
