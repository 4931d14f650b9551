"""Severities and matrices in words."""

from __future__ import annotations

from slawizard.agreement.edits import replace
from slawizard.clauses.context.objectives import Calendars
from slawizard.clauses.context.severities import severities_words
from slawizard.clauses.context.values import Words, Writer
from tests.agreements import full, small
from tests.clauses.context.words import paths, seen

WRITE = Writer("en", "EUR")


def words_of_full() -> Words:
    return severities_words(full(), Calendars(full(), WRITE), WRITE)


def test_only_times_that_some_severity_has_get_a_column() -> None:
    found = severities_words(small(), Calendars(small(), WRITE), WRITE)
    assert [found[name] for name in ("response", "update", "workaround", "resolution")] == [True, True, False, True]
    assert found["widths"] == "24,18,18,18,22"


def test_a_matrix_names_the_severity_of_each_cell() -> None:
    first = words_of_full()["matrices"][0]
    assert [seen(cell) for cell in first["rows"][0]["cells"]] == ["Severity 1", "Severity 2", "Severity 3"]
    assert first["widths"] == "25,25,25,25"


def test_a_cell_without_a_severity_is_a_gap() -> None:
    agreement = replace(full(), "metrics.matrices.0.cells", ())
    found = severities_words(agreement, Calendars(agreement, WRITE), WRITE)
    assert seen(found["matrices"][0]["rows"][0]["cells"][0]) == "[severity]"


def test_a_case_that_no_cell_decides_leads_to_the_cells_not_to_another_one() -> None:
    agreement = replace(full(), "metrics.matrices.0.impacts", ("Unheard of",))
    found = severities_words(agreement, Calendars(agreement, WRITE), WRITE)
    assert paths(found["matrices"][0]["rows"][0]["cells"][0]) == ["metrics.matrices.0.cells"]
