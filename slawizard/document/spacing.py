"""Keeps together what a line's end must not part: a figure and its unit, a date, money, a word and its number."""

from __future__ import annotations

import re
from functools import lru_cache

_KEPT = 8192
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBERED = (
    "clauses?|paragraphs?|sections?|articles?|Clauses?|Paragraphs?|Sections?|Articles?|Schedules?|Annex(?:es)?|Parts?|"
    "Steps?|No\\.|no\\.|class|version|Version|zone|Zone|row|page"
)
_COUNTED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety"
_TIMES = "(?:second|minute|hour|day|week|month|quarter|year)s?\\b|Working |calendar |working "
_LOOSE = (
    "a|after|an|and|are|as|at|be|before|below|but|by|each|for|from|if|in|is|it|less|more|must|nor|not|of|on|or|out|per|"
    "so|than|that|the|then|to|until|was|when|where|which|while|with"
)
"""Words after a figure that are not what it counts."""
_JOINTS = re.compile(
    rf"\b(?:{_NUMBERED}) (?:\d[\d.]*|[A-Z]\b)"
    rf"|\b(?:{_MONTHS}) (?=\d{{4}}\b)"
    rf"|\b(?:{_COUNTED}) (?={_TIMES})"
    r"|(?:\b[A-Z]{3}|[€£$]) (?=\d)"
    rf"|\d (?=%|[°€£$×]|(?!(?:{_LOOSE})\b)[^\W\d_])"
)


@lru_cache(_KEPT)
def keep_together(text: str) -> str:
    """`text` with no-break spaces where a line must not end: "30 days", "1 March 2027", "EUR 5.00", "clause 4"."""
    if " " not in text:
        return text
    return _JOINTS.sub(lambda found: found[0].replace(" ", "\u00a0"), text)
