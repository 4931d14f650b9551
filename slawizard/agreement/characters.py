"""Characters that no writing needs: what files cannot hold, and what cannot be seen or turns the reading around."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from slawizard.i18n import _

LOOKALIKE_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Scripts whose letters look like those of each other."""

_JOINERS = "\u200c\u200d"
_INVISIBLE = frozenset("\u00ad\u2028\u2029\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def is_control(char: str) -> bool:
    """Whether no file can hold the character, or only one typeface knows it; line ends and tabs are none of these."""
    if unicodedata.category(char) == "Cn":  # not assigned: either not yet, or never to be
        return "\ufdd0" <= char <= "\ufdef" or ord(char) & 0xFFFE == 0xFFFE
    return char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cs", "Co")


def is_hidden(text: str, position: int) -> bool:
    """Whether the character at this place cannot be seen, and does not shape the one before it either."""
    char = text[position]
    if char in _JOINERS:  # they shape words in Persian and the Indic scripts, and emoji; after plain letters they hide
        return position == 0 or text[position - 1].isascii() or script_of(text[position - 1]) in LOOKALIKE_SCRIPTS
    return char in _INVISIBLE or unicodedata.category(char) == "Cf"


def script_of(char: str) -> str:
    """The first word of a character's name, which for a letter names its script."""
    return unicodedata.name(char, "").split(" ")[0]


def named(characters: Iterable[str]) -> str:
    """Each character by its name and number: “right-to-left override (U+202E)”."""
    return ", ".join(
        f"{unicodedata.name(char, _('control character')).lower()} (U+{ord(char):04X})" for char in characters
    )
