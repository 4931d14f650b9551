"""What the window of clauses lists: each clause of library and draft, with what a reader looks for in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import OwnClause, Stance
from slawizard.clauses.arranging import places_only
from slawizard.clauses.catalogue import ClauseEntry, list_clauses
from slawizard.clauses.comparison import differs_from_library, edit_of, library_text, stance_of, updated_in_library
from slawizard.clauses.library import library_for
from slawizard.document.nodes import PartKind
from slawizard.i18n import _
from slawizard.wizard.steps import find_step
from slawizard.worker.protocol import OutlineEntry

PART_WORDS = {
    PartKind.SCHEDULES: _("Schedules"),
    PartKind.ANNEXES: _("Annexes"),
    PartKind.SIGNATURES: _("Signatures"),
}
STANCE_WORDS = {
    Stance.BALANCED: _("Balanced"),
    Stance.PROVIDER: _("Provider’s"),
    Stance.CUSTOMER: _("Customer’s"),
}
"""How the stances are called."""


class Filter(StrEnum):
    """Which clauses are listed."""

    ALL = "all"
    IN_DRAFT = "in-draft"
    NOT_IN_DRAFT = "not-in-draft"
    STANCES = "stances"
    DIFFERS = "differs"
    UPDATED = "updated"
    PROBLEMS = "problems"


class ClauseRow(msgspec.Struct, frozen=True):
    """One clause. `entry` is the library's; None for an own clause, which `own` is then. `text` is as written."""

    id: str
    title: str
    step: str
    group: str
    text: str
    entry: ClauseEntry | None = None
    own: OwnClause | None = None
    differs: bool = False
    updated: bool = False
    shown: tuple[OutlineEntry, ...] = ()
    has_problem: bool = False

    @property
    def number(self) -> str:
        """The number that it has in the draft; empty where it does not stand there."""
        return self.shown[0].number if self.shown else ""

    @property
    def mark(self) -> str:
        """What is to be noticed of it, in a word."""
        if self.has_problem:
            return _("problem")
        if self.updated:
            return _("library changed")
        if self.own is not None:
            return _("your own")
        return _("your words") if self.differs else ""

    def passes(self, chosen: Filter, words: str) -> bool:
        """Whether a filter and the words of a search let it through."""
        if not {
            Filter.ALL: True,
            Filter.IN_DRAFT: bool(self.shown),
            Filter.NOT_IN_DRAFT: not self.shown,
            Filter.STANCES: self.entry is not None and len(self.entry.texts) > 1,
            Filter.DIFFERS: self.differs,
            Filter.UPDATED: self.updated,
            Filter.PROBLEMS: self.has_problem,
        }[chosen]:
            return False
        applies = self.entry.applies if self.entry else ""
        searched = f"{self.number} {self.title} {self.id} {applies} {self.text} {self.mark}".casefold()
        return all(word in searched for word in words.casefold().split())


def clause_rows(
    agreement: Agreement, outline: Iterable[OutlineEntry] = (), problems: Collection[str] = ()
) -> tuple[ClauseRow, ...]:
    """All clauses in the order of the agreement; `outline` is what stands in it, `problems` the ids of what cannot."""
    standing = tuple(outline)
    entries = {one.id: one for one in list_clauses()}
    own = {one.id: one for one in agreement.texts.own}
    known = entries.keys() | own.keys()
    rows = []
    for template in library_for(places_only(agreement.texts)).templates:
        clause, part = template.front.id, PartKind(template.front.part)
        entry = entries.get(clause)
        shown = tuple(one for one in standing if _is_of(one.id, clause, entry, known))
        edit = edit_of(agreement, clause) if entry else None
        mine = own.get(clause) if entry is None else None
        rows.append(
            ClauseRow(
                clause,
                entry.title if entry else (mine.title.strip() if mine else "") or _("Without a title"),
                template.front.step,
                PART_WORDS.get(part) or find_step(template.front.step).title,
                mine.text if mine else edit.text if edit else library_text(agreement, clause),
                entry,
                mine,
                differs_from_library(agreement, clause),
                edit is not None and updated_in_library(edit),
                shown,
                any(_is_of(one, clause, entry, known) for one in problems),
            )
        )
    return tuple(rows)


def count_differing(agreement: Agreement) -> tuple[int, int]:
    """How many clauses differ from the library, and how many of those the library has changed since."""
    rows = clause_rows(agreement)
    return sum(row.differs for row in rows), sum(row.updated for row in rows)


def stance_words(agreement: Agreement, row: ClauseRow) -> str:
    """By which stance a clause of the library stands, and where another was wanted, that it was not to be had."""
    if row.entry is None:
        return ""
    wanted = stance_of(agreement, row.id)
    used = row.entry.text_for(wanted).stance
    if row.differs:
        return _("Your words stand in place of the {stance} text.").format(stance=STANCE_WORDS[used].lower())
    if len(row.entry.texts) == 1:
        return _("One text, whoever proposes it.")
    if used is wanted:
        return _("The {stance} text is used.").format(stance=STANCE_WORDS[used].lower())
    words = _("There is no {wanted} text; the {used} one is used.")
    return words.format(wanted=STANCE_WORDS[wanted].lower(), used=STANCE_WORDS[used].lower())


def _is_of(shown: str, clause: str, entry: ClauseEntry | None, known: Collection[str]) -> bool:
    """Whether a clause of the agreement is this one, or one of those that it is repeated as."""
    if shown == clause:
        return True
    return bool(entry and entry.repeat) and shown.startswith(f"{clause}-") and shown not in known
