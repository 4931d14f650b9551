"""What the list of clauses knows of each: its place, its mark, and what a search finds in it."""

from __future__ import annotations

import msgspec

from slawizard.agreement.texts import ClauseEdit, OwnClause, Texts
from slawizard.clauses.catalogue import list_clauses
from slawizard.gui.dialogs.clause_rows import Filter, clause_rows, count_differing, stance_words
from slawizard.worker.protocol import OutlineEntry
from tests.agreements.examples import small


def _entry(clause: str, number: str) -> OutlineEntry:
    return OutlineEntry(clause, number, "", "", "")


def test_every_clause_of_the_library_is_a_row_and_none_twice() -> None:
    ids = [row.id for row in clause_rows(small())]
    assert ids == [one.id for one in list_clauses()]


def test_a_repeated_clause_is_one_row_with_all_its_numbers() -> None:
    outline = [_entry("credit-a1", "Schedule 1"), _entry("credit-a2", "Schedule 2"), _entry("credit-claim", "7")]
    rows = {row.id: row for row in clause_rows(small(), outline)}
    assert [one.number for one in rows["credit"].shown] == ["Schedule 1", "Schedule 2"]
    assert rows["credit-claim"].number == "7"


def test_own_edited_and_outdated_clauses_are_marked_and_counted() -> None:
    texts = Texts(edits=(ClauseEdit("disputes", "Mine.", "0" * 64),), own=(OwnClause("tea", "metrics", "Tea", "x"),))
    agreement = msgspec.structs.replace(small(), texts=texts)
    rows = {row.id: row for row in clause_rows(agreement, problems={"tea"})}
    assert (rows["disputes"].mark, rows["tea"].mark) == ("library changed", "problem")
    assert count_differing(agreement) == (2, 1)
    assert stance_words(agreement, rows["disputes"]).startswith("Your words stand")


def test_a_search_wants_all_words_wherever_they_stand() -> None:
    row = next(row for row in clause_rows(small()) if row.id == "credit-claim")
    assert row.passes(Filter.ALL, "CLAIMING channel")
    assert not row.passes(Filter.ALL, "claiming aardvark")
    assert row.passes(Filter.STANCES, "")
    assert not row.passes(Filter.IN_DRAFT, "")
