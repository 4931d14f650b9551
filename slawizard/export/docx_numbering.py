"""The lists of the DOCX: Word itself counts parts, clauses, paragraphs, schedules and annexes.

Each list is bound to styles, so that a clause added in Word gets its number from its style alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from slawizard.document.nodes import Clause, Document, PartKind

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LEVELS = 9
_ACCENT = "1F5F8B"
# (left, hanging) of headings that start with a word and a number, in twentieths of a point.
PART_HANG = (1134, 1134)
SCHEDULE_HANG = (1474, 1474)
ANNEX_HANG = (1191, 1191)


class ListKey(StrEnum):
    """The lists; each counts by itself."""

    PARTS = "parts"
    BODY = "body"
    SCHEDULES = "schedules"
    ANNEXES = "annexes"
    LOOSE = "loose"


LIST_OF_KIND = {
    PartKind.BODY: ListKey.BODY,
    PartKind.SCHEDULES: ListKey.SCHEDULES,
    PartKind.ANNEXES: ListKey.ANNEXES,
    PartKind.SIGNATURES: ListKey.LOOSE,
}
_IDS = {key: position for position, key in enumerate(ListKey, start=1)}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: Word's number format, the text around it, its style, and its hang in twentieths of a
    point; `color` of the number where it differs from its text."""

    format: str
    text: str
    style: str
    left: int = 0
    hanging: int = 0
    color: str = ""


def num_id(key: ListKey) -> int:
    """The w:numId of a list."""
    return _IDS[key]


def loose_num_id(position: int) -> int:
    """The w:numId for the numbered paragraphs of the signature part's n-th clause, counted from 0."""
    return len(_IDS) + 1 + position


def numbering_xml(document: Document) -> str:
    """word/numbering.xml; the words before the numbers ("Part", "Schedule") are those of the document."""
    lists = {
        ListKey.PARTS: (Level("upperLetter", _label(document, "Part"), "Heading1", *PART_HANG, _ACCENT),),
        ListKey.BODY: (Level("decimal", "%1", "Heading2", 680, 680), *_paragraph_levels("Clause", "%1.%2")),
        ListKey.SCHEDULES: (
            Level("decimal", _label(document, "Schedule"), "ScheduleHeading", *SCHEDULE_HANG, _ACCENT),
            *_paragraph_levels("Schedule", "%2"),
        ),
        ListKey.ANNEXES: (
            Level("upperLetter", _label(document, "Annex"), "AnnexHeading", *ANNEX_HANG, _ACCENT),
            *_paragraph_levels("Annex", "%2"),
        ),
        ListKey.LOOSE: (Level("none", "", ""), *_paragraph_levels("", "%2")),
    }
    abstract = "".join(_abstract_xml(num_id(key), levels) for key, levels in lists.items())
    instances = "".join(
        f'<w:num w:numId="{num_id(key)}"><w:abstractNumId w:val="{num_id(key)}"/></w:num>' for key in lists
    )
    loose = "".join(_restarted_xml(loose_num_id(position)) for position, _ in enumerate(_loose_clauses(document)))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering {_NAMESPACE}>'
        f"{abstract}{instances}{loose}</w:numbering>"
    )


def _paragraph_levels(style: str, first: str) -> tuple[Level, Level, Level]:
    names = [f"{style}{level}" if style else "" for level in (1, 2, 3)]
    return (
        Level("decimal", first, names[0], 680, 680),
        Level("lowerLetter", "(%3)", names[1], 1134, 454),
        Level("lowerRoman", "(%4)", names[2], 1588, 454),
    )


def _label(document: Document, fallback: str) -> str:
    """The text of a numbered heading with its count left open: "Schedule 2" is "Schedule %1"."""
    for found in _numbers(document, fallback):
        return re.sub(r"\w+$", "%1", found).replace(" ", "\u00a0")
    return f"{fallback}\u00a0%1"


def _numbers(document: Document, kind: str) -> Iterator[str]:
    if kind == "Part":
        yield from (part.number for part in document.parts if part.number)
        return
    wanted = PartKind.SCHEDULES if kind == "Schedule" else PartKind.ANNEXES
    yield from (clause.number for part in document.parts if part.kind is wanted for clause in part.clauses)


def _loose_clauses(document: Document) -> Iterator[Clause]:
    for part in document.parts:
        if part.kind is PartKind.SIGNATURES:
            yield from part.clauses


def _abstract_xml(id_: int, levels: tuple[Level, ...]) -> str:
    # All nine levels are written: Word fills the rest with levels of its own making otherwise.
    rest = [Level("none", "", "") for _ in range(_LEVELS - len(levels))]
    body = "".join(_level_xml(position, level) for position, level in enumerate((*levels, *rest)))
    return (
        f'<w:abstractNum w:abstractNumId="{id_}"><w:nsid w:val="{0x51A00000 + id_:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x51B00000 + id_:08X}"/>{body}</w:abstractNum>'
    )


def _level_xml(position: int, level: Level) -> str:
    style = f'<w:pStyle w:val="{level.style}"/>' if level.style else ""
    tab = f'<w:tabs><w:tab w:val="num" w:pos="{level.left}"/></w:tabs>' if level.hanging else ""
    color = f'<w:rPr><w:color w:val="{level.color}"/></w:rPr>' if level.color else ""
    indent = f'<w:ind w:left="{level.left}" w:hanging="{level.hanging}"/>'
    return (
        f'<w:lvl w:ilvl="{position}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>{style}'
        f'<w:lvlText w:val="{level.text}"/><w:lvlJc w:val="left"/><w:pPr>{tab}{indent}</w:pPr>{color}</w:lvl>'
    )


def _restarted_xml(id_: int) -> str:
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in (1, 2, 3)
    )
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{num_id(ListKey.LOOSE)}"/>{starts}</w:num>'
