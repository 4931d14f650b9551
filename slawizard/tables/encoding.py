"""Which encoding a text is in: by its mark, by its bytes, by charset-normalizer; where readings differ, it is asked."""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache

from slawizard.errors import TableFileError
from slawizard.tables.answers import Choice, Question, Topic
from slawizard.tables.source import Survey

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What programs for tables write where they do not write Unicode, the more usual first.
_CANDIDATES = (
    *("cp1252", "iso8859-15", "cp1250", "iso8859-2", "cp1251", "koi8-r", "cp1253", "cp1254", "cp1257", "cp1255"),
    *("cp1256", "cp850", "mac-roman", "cp932", "gb18030", "big5", "cp949", "cp874"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
    "utf-32": "UTF-32",
    "ascii": "ASCII",
    "cp1252": "Western (Windows-1252)",
    "iso8859-15": "Western (ISO 8859-15)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp850": "Western (DOS 850)",
    "mac-roman": "Western (Mac Roman)",
    "cp932": "Japanese (Shift JIS)",
}
_CLEARLY = 0.1
"""How much less chaos, or how much more of a language, charset-normalizer must see for its word to be taken."""


def encoding_name(codec: str) -> str:
    """A codec's name for people."""
    return _NAMES.get(codec, codec)


def find_encoding(seen: Survey, answer: str, where: str) -> tuple[str, Question | None]:
    """The codec to read a text with, and the question that stays open, when what it says depends on it.

    Raises TableFileError for a codec nobody knows, and for bytes that are no text.
    """
    if answer:
        return _checked(answer, seen, where), None
    marked = next((codec for mark, codec in _MARKS if seen.head.startswith(mark)), "")
    if marked:
        return marked, None
    wide = _wide(seen.head)
    if wide:
        return wide, None
    if seen.head.count(0) > max(10, len(seen.head) // 100):
        raise TableFileError("This is no text and no workbook.", where=where, remedy="Export it as CSV or XLSX.")
    if seen.is_utf8:
        return "utf-8", None
    return _by_reading(seen.high, where)


def _checked(name: str, seen: Survey, where: str) -> str:
    try:
        codec = codecs.lookup(name)
        b"x\n".decode(name)
    except (LookupError, UnicodeError, ValueError, TypeError) as problem:
        raise TableFileError(
            f"There is no encoding called “{name}”.", where=where, remedy="Use a name such as utf-8 or cp1252."
        ) from problem
    if codec.name == "utf-8" and seen.head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return codec.name


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of a text in Latin letters and figures is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half < 2:
        return ""
    codec = "utf-16-le" if odd > even else "utf-16-be"
    if max(odd, even) < half * 0.4 or min(odd, even) > half * 0.05:
        return ""
    text = head[: half * 2].decode(codec, "ignore")
    strange = sum(unicodedata.category(each) in ("Cc", "Cn", "Co") and each not in "\t\r\n" for each in text)
    return codec if strange <= len(text) * 0.05 else ""


def _by_reading(high: bytes, where: str) -> tuple[str, Question | None]:
    readings: dict[str, str] = {}
    for codec in _CANDIDATES:
        text = _decoded(high, codec)
        if text is not None and text not in readings.values() and _is_plausible(text):
            readings[codec] = text
    if len(readings) > 1:
        readings = _ranked(high, readings)
    if not readings:
        raise TableFileError(
            "No encoding was found in which the file is text.",
            where=where,
            remedy="Save it once more as “CSV UTF-8”, or name its encoding.",
        )
    best = next(iter(readings))
    return best, _question(readings) if len(readings) > 1 else None


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _is_plausible(text: str) -> bool:
    """Whether a text has no characters that no text has, no words in two scripts, and no signs or capitals in words."""
    if any(unicodedata.category(each) in ("Cc", "Co", "Cn", "Cs") for each in set(text) - {"\n", "\t"}):
        return False
    for before, here, after in zip(text, text[1:], text[2:] + "\n", strict=False):
        one, other = _script(before), _script(here)
        if other == _SIGN and one and one != _SIGN and _script(after) not in ("", _SIGN):
            return False
        if _SIGN in (one, other) or not (one and other):
            continue
        if one != other and {one, other} not in _SAME_SCRIPT:
            return False
        if before.islower() and here.isupper() and not (before.isascii() and here.isascii()):
            return False
    return True


_SIGN = "sign"
_SAME_SCRIPT = ({"CJK", "HIRAGANA"}, {"CJK", "KATAKANA"}, {"HIRAGANA", "KATAKANA"}, {"CJK", "HANGUL"})
_SIGNS = ("So", "Sk", "Sm", "Sc", "No", "Lm", "Po", "Ps", "Pe", "Pi", "Pd")


@cache
def _script(character: str) -> str:
    """The script of a letter; "sign" for another character above ASCII; "" for all others."""
    if character.isalpha() and unicodedata.category(character) != "Lm":
        name = unicodedata.name(character, "").partition(" ")[0]
        return {"HALFWIDTH": "KATAKANA", "FULLWIDTH": "CJK"}.get(name, name)
    is_sign = not character.isascii() and unicodedata.category(character) in _SIGNS
    return _SIGN if is_sign and character not in "ー’·" else ""


def _ranked(high: bytes, readings: dict[str, str]) -> dict[str, str]:
    """Of several readings, the one that charset-normalizer is sure of; else all, the best first."""
    from charset_normalizer import from_bytes

    wanted = [codec.replace("-", "_") for codec in readings]
    found = from_bytes(high, cp_isolation=wanted, preemptive_behaviour=False, threshold=1.0)
    judged = sorted((match.chaos, -match.coherence, match.encoding) for match in found if match.encoding)
    text_of = {codecs.lookup(codec).name: (codec, text) for codec, text in readings.items()}
    ranked = [
        (chaos, -minus, text_of[name])
        for chaos, minus, encoding in judged
        if (name := codecs.lookup(encoding).name) in text_of
    ]
    if not ranked:
        return readings
    if len(ranked) == len(readings):
        (chaos, coherence, best), (next_chaos, next_coherence, _) = ranked[0], ranked[1]
        if next_chaos - chaos > _CLEARLY or (next_chaos >= chaos and coherence - next_coherence > _CLEARLY):
            return dict([best])
    order = [codec for _, _, (codec, _) in ranked]
    return {codec: readings[codec] for codec in [*order, *(each for each in readings if each not in order)]}


def _question(readings: dict[str, str]) -> Question:
    lines = [text.split("\n") for text in readings.values()]
    sample = next(number for number, same in enumerate(zip(*lines, strict=False)) if len(set(same)) > 1)
    choices = tuple(
        Choice(codec, f"{encoding_name(codec)}: “{_excerpt(own[sample])}”")
        for codec, own in zip(readings, lines, strict=True)
    )
    return Question(
        Topic.ENCODING, "The letters of the file can be read in more than one way. Which is right?", choices
    )


def _excerpt(line: str) -> str:
    place = next((number for number, each in enumerate(line) if not each.isascii()), 0)
    return line[max(0, place - 20) : place + 20].strip()
