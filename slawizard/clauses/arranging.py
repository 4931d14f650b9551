"""Changes to the words of an agreement: stances chosen, clauses edited, own ones added, moved and removed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import ClauseChoice, ClauseEdit, OwnClause, Stance, Texts
from slawizard.clauses.catalogue import list_clauses
from slawizard.clauses.comparison import edit_of, library_text, make_edit, own_clause
from slawizard.clauses.front_matter import is_id
from slawizard.clauses.library import library_for
from slawizard.document.nodes import PartKind

_LONGEST_ID = 40


def with_stance(texts: Texts, stance: Stance) -> Texts:
    """The whole agreement by a stance; what was chosen for single clauses stays."""
    return msgspec.structs.replace(texts, stance=stance)


def with_choice(texts: Texts, clause: str, stance: Stance | None) -> Texts:
    """One clause by a stance of its own, or (None) as the whole agreement."""
    kept = tuple(one for one in texts.choices if one.clause != clause)
    chosen = () if stance is None else (ClauseChoice(clause, stance),)
    return msgspec.structs.replace(texts, choices=(*kept, *chosen))


def with_text(agreement: Agreement, clause: str, text: str) -> Texts:
    """A clause in these words. What the library says letter for letter is no edit any more; an edit that is edited
    again stays based on the text that it was based on.
    """
    texts = agreement.texts
    own = own_clause(agreement, clause)
    if own is not None:
        return _with_own(texts, clause, msgspec.structs.replace(own, text=text))
    if text == library_text(agreement, clause):
        return without_edit(texts, clause)
    before = edit_of(agreement, clause)
    if before is None:
        return msgspec.structs.replace(texts, edits=(*texts.edits, make_edit(agreement, clause, text)))
    return _with_edit(texts, before, msgspec.structs.replace(before, text=text))


def without_edit(texts: Texts, clause: str) -> Texts:
    """A clause as the library has it."""
    return msgspec.structs.replace(texts, edits=tuple(one for one in texts.edits if one.clause != clause))


def keeping_edit(agreement: Agreement, clause: str) -> Texts:
    """An edit that stays although the library's text changed: from now on it is based on that of today."""
    before = edit_of(agreement, clause)
    if before is None:
        return agreement.texts
    return _with_edit(agreement.texts, before, make_edit(agreement, clause, before.text))


def own_named(texts: Texts, clause: str, *, title: str) -> Texts:
    """An own clause under another title; its id, which others refer to, stays."""
    before = next(one for one in texts.own if one.id == clause)
    return _with_own(texts, clause, msgspec.structs.replace(before, title=title))


def own_added(texts: Texts, title: str, text: str, step: str, after: str = "") -> tuple[Texts, str]:
    """One more own clause, right after the clause `after` or at the end of its step; with its id."""
    clause = _free_id(texts, title)
    order = step_order(texts, step)
    place = order.index(after) + 1 if after in order else len(order)
    added = msgspec.structs.replace(texts, own=(*texts.own, OwnClause(clause, step, title, text)))
    return _arranged(added, step, [*order[:place], clause, *order[place:]]), clause


def own_removed(texts: Texts, clause: str) -> Texts:
    """Without an own clause; those that followed it keep their places."""
    step = next(one.step for one in texts.own if one.id == clause)
    order = [one for one in step_order(texts, step) if one != clause]
    kept = msgspec.structs.replace(texts, own=tuple(one for one in texts.own if one.id != clause))
    return _arranged(kept, step, order)


def own_moved(texts: Texts, clause: str, step: str, after: str) -> Texts:
    """An own clause right after another of a step, or ("") at the end of it."""
    before = next(one for one in texts.own if one.id == clause)
    rest = own_removed(texts, clause)
    order = step_order(rest, step)
    place = order.index(after) + 1 if after in order else len(order)
    moved = msgspec.structs.replace(before, step=step)
    added = msgspec.structs.replace(rest, own=(*rest.own, moved))
    return _arranged(added, step, [*order[:place], clause, *order[place:]])


def can_move(texts: Texts, clause: str, by: int) -> bool:
    """Whether an own clause can go a place up (-1) or down (1): before the first clause of the library none can."""
    own = next((one for one in texts.own if one.id == clause), None)
    order = step_order(texts, own.step) if own else ()
    return clause in order and 1 <= order.index(clause) + by < len(order)


def own_shifted(texts: Texts, clause: str, by: int) -> Texts:
    """An own clause a place up (-1) or down (1) in its step."""
    step = next(one.step for one in texts.own if one.id == clause)
    order = list(step_order(texts, step))
    place = order.index(clause)
    order.insert(place + by, order.pop(place))
    return _arranged(texts, step, order)


def step_order(texts: Texts, step: str) -> tuple[str, ...]:
    """The ids of a step's clauses in the body of the agreement, own ones among them, in their order."""
    templates = library_for(places_only(texts)).templates
    return tuple(one.front.id for one in templates if one.front.step == step and one.front.part is PartKind.BODY)


def places_only(texts: Texts) -> Texts:
    """The same clauses at the same places without anyone's own words, which then need not be compiled to know it."""
    own = tuple(msgspec.structs.replace(one, title="", text="") for one in texts.own)
    return msgspec.structs.replace(texts, edits=(), own=own)


def _arranged(texts: Texts, step: str, order: Sequence[str]) -> Texts:
    """The own clauses of a step, each after the one before it, so that they stand in `order`."""
    mine = {one.id: one for one in texts.own if one.step == step}
    chained = []
    for place, clause in enumerate(order):
        if clause in mine:
            after = order[place - 1] if place else ""
            chained.append(msgspec.structs.replace(mine.pop(clause), after=after))
    others = (one for one in texts.own if one.step != step)
    return msgspec.structs.replace(texts, own=(*others, *chained, *mine.values()))


def _with_own(texts: Texts, clause: str, new: OwnClause) -> Texts:
    return msgspec.structs.replace(texts, own=tuple(new if one.id == clause else one for one in texts.own))


def _with_edit(texts: Texts, before: ClauseEdit, new: ClauseEdit) -> Texts:
    return msgspec.structs.replace(texts, edits=tuple(new if one is before else one for one in texts.edits))


def _free_id(texts: Texts, title: str) -> str:
    """An id made of the title that no other clause has."""
    stem = re.sub(r"[^a-z0-9]+", "-", title.lower())[:_LONGEST_ID].strip("-")
    stem = stem if is_id(stem) else "own"
    taken = {one.id for one in list_clauses()} | {one.id for one in texts.own}
    return next(
        name
        for number in range(1, len(taken) + 2)
        if (name := stem if number == 1 else f"{stem}-{number}") not in taken
    )
