"""Numbers parts, clauses and paragraphs, and writes those numbers into every cross-reference."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from slawizard.document.nodes import (
    Block,
    Cell,
    Chart,
    Clause,
    CrossRef,
    Document,
    Inlines,
    Note,
    Numbering,
    Paragraph,
    ParagraphStyle,
    Part,
    PartKind,
    SignatureBlock,
    Table,
)
from slawizard.errors import ClauseError

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ALPHABET = 26


class Place(msgspec.Struct, frozen=True):
    """Where a cross-reference leads: the anchor there, and the words that name it."""

    anchor: str
    prefix: str
    number: str


def number(document: Document, numbering: Numbering = Numbering.CLASSIC) -> Document:
    """The document with every number in place; one that has numbers gets them anew.

    Body clauses are numbered 1, 2, 3 straight through the parts A, B, C; their paragraphs 4.1, (a), (i), or 4.1, 4.1.1,
    4.1.1.1, as `numbering` says. Schedules are Schedule 1, 2, 3 and annexes Annex A, B, C; their paragraphs are
    numbered 1, 2, 3 afresh. The signature part has no numbers. Raises ClauseError for a reference that leads nowhere.
    """
    document = msgspec.structs.replace(document, numbering=numbering)
    parts = tuple(_numbered_parts(document))
    places = index_places(parts, document.words, numbering)
    return msgspec.structs.replace(document, parts=tuple(_resolved_part(part, places) for part in parts))


def letter(position: int) -> str:
    """1 is "a", 26 is "z", 27 is "aa", 28 is "bb", as Word letters them (ECMA-376 part 1, 17.18.59)."""
    repeats, place = divmod(position - 1, _ALPHABET)
    return chr(ord("a") + place) * (repeats + 1)


def roman(position: int) -> str:
    """1 is "i", 4 is "iv", 90 is "xc"."""
    text = ""
    for size, sign in _ROMAN:
        while position >= size:
            text += sign
            position -= size
    return text


# --- numbers ----------------------------------------------------------------------------------------------------


def _numbered_parts(document: Document) -> Iterator[Part]:
    words = document.words
    body_parts = clauses = schedules = annexes = 0
    for part in document.parts:
        if part.kind is PartKind.BODY:
            body_parts += 1
            numbered = [
                _numbered_clause(clause, str(clauses + place), document.numbering, in_body=True)
                for place, clause in enumerate(part.clauses, 1)
            ]
            clauses += len(numbered)
            title_number = f"{words.get('part', 'Part')} {letter(body_parts).upper()}"
        else:
            title_number = ""
            numbered = []
            for clause in part.clauses:
                if part.kind is PartKind.SCHEDULES:
                    schedules += 1
                    name = f"{words.get('schedule', 'Schedule')} {schedules}"
                elif part.kind is PartKind.ANNEXES:
                    annexes += 1
                    name = f"{words.get('annex', 'Annex')} {letter(annexes).upper()}"
                else:
                    name = ""
                numbered.append(_numbered_clause(clause, name, document.numbering, in_body=False))
        yield msgspec.structs.replace(part, number=title_number, clauses=tuple(numbered))


def _numbered_clause(clause: Clause, clause_number: str, numbering: Numbering, *, in_body: bool) -> Clause:
    counters = [0, 0, 0]
    blocks: list[Block] = []
    for block in clause.blocks:
        if isinstance(block, Paragraph) and block.style is ParagraphStyle.NUMBERED:
            counters[block.level - 1] += 1
            counters[block.level :] = [0] * (len(counters) - block.level)
            lead = f"{clause_number}." if in_body else ""
            shown = _paragraph_number(counters[: block.level], lead, numbering)
            block = msgspec.structs.replace(block, number=shown)
        blocks.append(block)
    return msgspec.structs.replace(clause, number=clause_number, blocks=tuple(blocks))


def _paragraph_number(counters: list[int], lead: str, numbering: Numbering) -> str:
    if len(counters) == 1 or numbering is Numbering.DECIMAL:
        return lead + ".".join(map(str, counters))
    return f"({letter(counters[1])})" if len(counters) == 2 else f"({roman(counters[2])})"


# --- references -------------------------------------------------------------------------------------------------


def index_places(
    parts: tuple[Part, ...], words: dict[str, str], numbering: Numbering = Numbering.CLASSIC
) -> dict[str, Place]:
    """Every place a reference may name: a clause's id, "id#2" for its second paragraph, "id#label", any anchor; a part
    by its id.
    """
    places: dict[str, Place] = {}
    for part in parts:
        if part.kind is PartKind.BODY:
            places[part.id] = Place(part.id, "", part.number.replace(" ", "\u00a0"))
        for clause in part.clauses:
            body = part.kind is PartKind.BODY
            prefix = f"{words.get('clause', 'clause')}\u00a0" if body else ""
            places[clause.id] = Place(clause.id, prefix, clause.number.replace(" ", "\u00a0"))
            _index_paragraphs(clause, body, words, numbering, places)
    return places


def _index_paragraphs(
    clause: Clause, body: bool, words: dict[str, str], numbering: Numbering, places: dict[str, Place]
) -> None:
    lead = f"{words.get('clause', 'clause')}\u00a0"
    if not body:
        lead = f"{clause.number}, {words.get('paragraph', 'paragraph')}\u00a0".lstrip(", ")
    above = [lead, "", ""]
    count = 0
    for block in clause.blocks:
        if not isinstance(block, Paragraph) or block.style is not ParagraphStyle.NUMBERED:
            continue
        place = Place(block.anchor, above[block.level - 1], block.number)
        if block.level < len(above):
            # "4.2.1" says all of it; "(a)" needs the number above it.
            above[block.level] = lead if numbering is Numbering.DECIMAL else above[block.level - 1] + block.number
        if block.level == 1:
            count += 1
            places[f"{clause.id}#{count}"] = place
        places[block.anchor] = place
        places[f"{clause.id}#{block.anchor.removeprefix(clause.id + '.')}"] = place


def _resolved_part(part: Part, places: dict[str, Place]) -> Part:
    return msgspec.structs.replace(part, clauses=tuple(_resolved_clause(clause, places) for clause in part.clauses))


def _resolved_clause(clause: Clause, places: dict[str, Place]) -> Clause:
    blocks = tuple(_resolved_block(block, places) for block in clause.blocks)
    return msgspec.structs.replace(clause, blocks=blocks)


def _resolved_block(block: Block, places: dict[str, Place]) -> Block:
    match block:
        case Paragraph():
            inlines = _resolved(block.inlines, places, block.clause)
            return block if inlines is block.inlines else msgspec.structs.replace(block, inlines=inlines)
        case Note():
            runs = tuple(_resolved(run, places, block.clause) for run in block.paragraphs)
            return msgspec.structs.replace(block, paragraphs=runs)
        case Table():
            return msgspec.structs.replace(
                block,
                caption=_resolved(block.caption, places, block.clause),
                header=_resolved_rows(block.header, places, block.clause),
                rows=_resolved_rows(block.rows, places, block.clause),
            )
        case SignatureBlock() | Chart():
            return block


def _resolved_rows(
    rows: tuple[tuple[Cell, ...], ...], places: dict[str, Place], clause: str
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_resolved_cell(cell, places, clause) for cell in row) for row in rows)


def _resolved_cell(cell: Cell, places: dict[str, Place], clause: str) -> Cell:
    inlines = _resolved(cell.inlines, places, clause)
    return cell if inlines is cell.inlines else msgspec.structs.replace(cell, inlines=inlines)


def _resolved(inlines: Inlines, places: dict[str, Place], clause: str) -> Inlines:
    if not any(type(inline) is CrossRef for inline in inlines):
        return inlines
    return tuple(_filled(inline, places, clause) if isinstance(inline, CrossRef) else inline for inline in inlines)


def _filled(reference: CrossRef, places: dict[str, Place], clause: str) -> CrossRef:
    place = places.get(reference.target)
    if place is None:
        raise ClauseError(f"The reference [[{reference.target}]] leads to no clause of this agreement.", where=clause)
    return CrossRef(place.anchor, place.prefix, place.number)
