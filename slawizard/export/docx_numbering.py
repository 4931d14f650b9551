"""The lists of the DOCX: Word itself counts parts, clauses, paragraphs, schedules and annexes.

Each list is bound to styles, so that a clause added in Word gets its number from its style alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from slawizard.document.nodes import Clause, Document, Numbering, PartKind
from slawizard.export.docx_look import PLAIN_LOOK, Look

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LEVELS = 9
# (left, hanging) of headings that start with a word and a number, in twentieths of a point; "Schedule 10" has room.
PART_HANG = (1134, 1134)
SCHEDULE_HANG = (1620, 1620)
ANNEX_HANG = (1191, 1191)
# The same of the three levels of numbered paragraphs.
HANGS: dict[Numbering, tuple[tuple[int, int], ...]] = {
    Numbering.CLASSIC: ((680, 680), (1134, 454), (1588, 454)),
    Numbering.DECIMAL: ((680, 680), (1360, 680), (2200, 840)),
}


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
    point; `accented`: the number has the accent's colour."""

    format: str
    text: str
    style: str
    left: int = 0
    hanging: int = 0
    accented: bool = False


def num_id(key: ListKey) -> int:
    """The w:numId of a list."""
    return _IDS[key]


def loose_num_id(position: int) -> int:
    """The w:numId for the numbered paragraphs of the signature part's n-th clause, counted from 0."""
    return len(_IDS) + 1 + position


def numbering_xml(document: Document, look: Look = PLAIN_LOOK) -> str:
    """word/numbering.xml; the words before the numbers ("Part", "Schedule") are those of the document."""
    kind = document.numbering
    lists = {
        ListKey.PARTS: (Level("upperLetter", _label(document, "Part"), "Heading1", *PART_HANG, True),),
        ListKey.BODY: (Level("decimal", "%1", "Heading2", 680, 680), *_paragraph_levels("Clause", "%1.", kind)),
        ListKey.SCHEDULES: (
            Level("decimal", _label(document, "Schedule"), "ScheduleHeading", *SCHEDULE_HANG, True),
            *_paragraph_levels("Schedule", "", kind),
        ),
        ListKey.ANNEXES: (
            Level("upperLetter", _label(document, "Annex"), "AnnexHeading", *ANNEX_HANG, True),
            *_paragraph_levels("Annex", "", kind),
        ),
        ListKey.LOOSE: (Level("none", "", ""), *_paragraph_levels("", "", kind)),
    }
    abstract = "".join(_abstract_xml(num_id(key), levels, look) for key, levels in lists.items())
    instances = "".join(
        f'<w:num w:numId="{num_id(key)}"><w:abstractNumId w:val="{num_id(key)}"/></w:num>' for key in lists
    )
    loose = "".join(_restarted_xml(loose_num_id(position)) for position, _ in enumerate(_loose_clauses(document)))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering {_NAMESPACE}>'
        f"{abstract}{instances}{loose}</w:numbering>"
    )


def _paragraph_levels(style: str, lead: str, numbering: Numbering) -> list[Level]:
    names = [f"{style}{level}" if style else "" for level in (1, 2, 3)]
    formats = _FORMATS[numbering]
    return [
        Level(kind, text.replace("^", lead), name, left, hanging)
        for (kind, text), name, (left, hanging) in zip(formats, names, HANGS[numbering], strict=True)
    ]


# Word's format and text of each level; "^" stands for the number of the clause where paragraphs carry it.
_FORMATS: dict[Numbering, tuple[tuple[str, str], ...]] = {
    Numbering.CLASSIC: (("decimal", "^%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)")),
    Numbering.DECIMAL: (("decimal", "^%2"), ("decimal", "^%2.%3"), ("decimal", "^%2.%3.%4")),
}


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


def _abstract_xml(id_: int, levels: tuple[Level, ...], look: Look) -> str:
    # All nine levels are written: Word fills the rest with levels of its own making otherwise.
    rest = [Level("none", "", "") for _ in range(_LEVELS - len(levels))]
    body = "".join(_level_xml(position, level, look) for position, level in enumerate((*levels, *rest)))
    return (
        f'<w:abstractNum w:abstractNumId="{id_}"><w:nsid w:val="{0x51A00000 + id_:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x51B00000 + id_:08X}"/>{body}</w:abstractNum>'
    )


def _level_xml(position: int, level: Level, look: Look) -> str:
    left, hanging = look.scaled(level.left), look.scaled(level.hanging)
    style = f'<w:pStyle w:val="{level.style}"/>' if level.style else ""
    tab = f'<w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>' if hanging else ""
    color = f'<w:rPr><w:color w:val="{look.colours["accent"]}"/></w:rPr>' if level.accented else ""
    indent = f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
    return (
        f'<w:lvl w:ilvl="{position}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>{style}'
        f'<w:lvlText w:val="{level.text}"/><w:lvlJc w:val="left"/><w:pPr>{tab}{indent}</w:pPr>{color}</w:lvl>'
    )


def _restarted_xml(id_: int) -> str:
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in (1, 2, 3)
    )
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{num_id(ListKey.LOOSE)}"/>{starts}</w:num>'
