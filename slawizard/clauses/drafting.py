"""The clauses of one agreement while it is being put together: which apply, what they say, still without numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from slawizard.clauses.library import DEFINITIONS
from slawizard.clauses.template import ClauseTemplate
from slawizard.document.markup import Parsed, Reference
from slawizard.document.nodes import Block, Clause, Inlines, Note, Paragraph, ParagraphStyle, PartKind, Value
from slawizard.errors import ClauseError

DEFINITIONS_CLAUSE = "definitions"


class Draft(msgspec.Struct, frozen=True):
    """A clause with its blocks, still without a number, the template that made it, and its text as rendered."""

    template: ClauseTemplate
    id: str
    path: str
    title: Inlines
    parsed: Parsed
    text: str = ""
    definitions: tuple[Parsed, ...] = ()


class Defined(msgspec.Struct, frozen=True):
    """A definition's text with its values in place, and what it uses."""

    text: str
    parsed: Parsed


class Use(msgspec.Struct, frozen=True):
    """A template that applies, with the item it is repeated for. `taken`: the id it would have, and another has."""

    template: ClauseTemplate
    id: str
    path: str
    context: dict[str, Any]
    taken: str = ""


def part_of(template: ClauseTemplate) -> tuple[str, PartKind]:
    part = template.front.part
    return (template.front.step if part is PartKind.BODY else part.value), part


def clause_of(draft: Draft) -> Clause:
    front = draft.template.front
    return Clause(draft.id, front.id, draft.title, front.step, draft.path, draft.parsed.blocks)


def instances(template: ClauseTemplate, context: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each clause a template makes: its id, the path of its heading, and its own context."""
    front = template.front
    if not front.repeat:
        yield front.id, front.path, dict(context)
        return
    if front.repeat not in context:
        raise ClauseError(
            f"There is no list “{front.repeat}” to repeat this clause for.",
            where=f"{template.source}, line {front.line_of('repeat')}",
        )
    for item in context[front.repeat]:
        yield f"{front.id}-{item['anchor']}", item["path"], {**context, "item": item}


def closure(wanted: frozenset[str], texts: dict[str, Defined]) -> frozenset[str]:
    used: set[str] = set()
    waiting = set(wanted)
    while waiting:
        term = waiting.pop()
        if term not in used:
            used.add(term)
            waiting |= texts[term].parsed.terms
    return frozenset(used)


def refusal_note(clause: str, words: str, path: str) -> Note:
    """A note in brackets, marked like a gap, that leads to the field to mend."""
    return Note(((Value(f"[{words}]", path, strong=True, missing=True),),), clause, f"{clause}.refused")


def with_note(parsed: Parsed, note: Note) -> Parsed:
    blocks: tuple[Block, ...] = (note, *parsed.blocks)
    return msgspec.structs.replace(parsed, blocks=blocks)


def twin_note(use: Use) -> Note:
    words = f"Two clauses have the id “{use.taken}”. What refers to it leads to the first. Give one of them another id."
    return refusal_note(use.id, words, use.path)


def check_defining(template: ClauseTemplate, parsed: Parsed) -> None:
    """Raises ClauseError for a definition outside the clause that holds them all: each term would have two."""
    if template.front.id == DEFINITIONS_CLAUSE:
        return
    for block in parsed.blocks:
        if isinstance(block, Paragraph) and block.style is ParagraphStyle.DEFINITION:
            what = "A term is defined in the clause of definitions alone; here, put the new word in bold."
            raise ClauseError(what, where=f"{template.source}, line 1")


def defined_in(draft: Draft) -> set[str]:
    """The anchors of the terms that a clause defines."""
    blocks = (block for block in draft.parsed.blocks if isinstance(block, Paragraph))
    return {block.anchor for block in blocks if block.style is ParagraphStyle.DEFINITION}


def references_of(draft: Draft) -> Iterator[tuple[str, Reference]]:
    for parsed in draft.definitions:
        yield from ((DEFINITIONS, one) for one in parsed.references)
    yield from ((draft.template.source, one) for one in draft.parsed.references)


NOWHERE = "The reference [[{}]] leads to no clause of this agreement."
