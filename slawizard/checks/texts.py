"""Checks of the texts that an agreement has of its own: what names no clause, stands twice, or says nothing.

Whether a text can be shown as written is found when the agreement is put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from slawizard.agreement.agreement import Agreement
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Quality, Rulebook, Spot
from slawizard.checks.words import quoted
from slawizard.i18n import _
from slawizard.paths import template_path

BOOK = Rulebook("TXT")

_SUFFIX = ".md.j2"


@cache
def library_ids() -> frozenset[str]:
    """The ids of the clauses that come with the program: a clause's file is called by its id."""
    files = template_path("clauses", "en").glob(f"*/*{_SUFFIX}")
    return frozenset(path.name.removesuffix(_SUFFIX).partition(".")[0] for path in files)


@BOOK.rule("TXT-CHOICE-UNKNOWN", FindingLevel.WARNING, Quality.CLEAR)
def choice_for_no_clause(agreement: Agreement) -> Iterator[Spot]:
    """A stance is chosen for a clause that the library does not have."""
    for number, choice in enumerate(agreement.texts.choices):
        if choice.clause not in library_ids():
            yield Spot(
                f"texts.choices.{number}.clause",
                _("A wording is chosen for the clause {clause}, which the library does not have.").format(
                    clause=quoted(choice.clause)
                ),
                _("The choice changes nothing, and whoever made it may think that it does."),
                _("Take the choice away, or choose for the clause that was meant."),
            )


@BOOK.rule("TXT-EDIT-UNKNOWN", FindingLevel.ERROR, Quality.CLEAR)
def edit_of_no_clause(agreement: Agreement) -> Iterator[Spot]:
    """A clause is edited that the library does not have."""
    for number, edit in enumerate(agreement.texts.edits):
        if edit.clause not in library_ids():
            yield Spot(
                f"texts.edits.{number}.clause",
                _("There is a text for the clause {clause}, which the library does not have.").format(
                    clause=quoted(edit.clause)
                ),
                _("The text stands nowhere in the agreement."),
                _("Add it as a clause of your own, or take it away."),
            )


@BOOK.rule("TXT-EDIT-TWICE", FindingLevel.ERROR, Quality.CLEAR)
def clause_edited_twice(agreement: Agreement) -> Iterator[Spot]:
    """One clause has two texts, of which the first stands."""
    seen: set[str] = set()
    for number, edit in enumerate(agreement.texts.edits):
        if edit.clause in seen:
            yield Spot(
                f"texts.edits.{number}.clause",
                _("The clause {clause} has two texts of your own.").format(clause=quoted(edit.clause)),
                _("Only the first of them stands in the agreement."),
                _("Take one of them away."),
            )
        seen.add(edit.clause)


@BOOK.rule("TXT-ID-TAKEN", FindingLevel.ERROR, Quality.CLEAR)
def own_clause_with_an_id_that_is_taken(agreement: Agreement) -> Iterator[Spot]:
    """An own clause has the id of another one."""
    taken = set(library_ids())
    for number, own in enumerate(agreement.texts.own):
        if own.id in taken:
            yield Spot(
                f"texts.own.{number}.id",
                _("The clause {title} has the id {id}, which another clause has.").format(
                    title=quoted(own.title), id=quoted(own.id)
                ),
                _("What refers to this id leads to the other clause."),
                _("Give it another id, and check what refers to it."),
            )
        taken.add(own.id)


@BOOK.rule("TXT-NO-TITLE", FindingLevel.ERROR, Quality.CLEAR)
def own_clause_without_a_title(agreement: Agreement) -> Iterator[Spot]:
    """An own clause has no title."""
    for number, own in enumerate(agreement.texts.own):
        if not own.title.strip():
            yield Spot(
                f"texts.own.{number}.title",
                _("A clause of your own has no title."),
                _("It would stand in the agreement and in its contents as “Without a title”."),
                _("Enter a title that says what the clause settles."),
            )


@BOOK.rule("TXT-EMPTY", FindingLevel.ERROR, Quality.CLEAR)
def text_that_says_nothing(agreement: Agreement) -> Iterator[Spot]:
    """A clause was edited or added, and says nothing."""
    texts = agreement.texts
    found = [(f"texts.edits.{number}.text", one.clause, one.text) for number, one in enumerate(texts.edits)]
    found += [(f"texts.own.{number}.text", one.title or one.id, one.text) for number, one in enumerate(texts.own)]
    for path, name, text in found:
        if not text.strip():
            yield Spot(
                path,
                _("The clause {name} has no text.").format(name=quoted(name)),
                _("A heading without words leaves it open what was agreed."),
                _("Write its text, or take it away."),
            )
