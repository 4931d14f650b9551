"""Tests of cells."""

from __future__ import annotations

from slawizard.agreement.consequences import CreditRule
from slawizard.agreement.metrics import Coordinate, Dimension, ServiceLevel, Target
from slawizard.analysis.cells import agrees, cell_words, lies_in, targets_of_rule

EU, US, P1 = Coordinate("region", "EU"), Coordinate("region", "US"), Coordinate("severity", "P1")


def test_rows_agree_that_do_not_contradict() -> None:
    assert agrees((EU,), (P1,))
    assert agrees((EU,), (EU, P1))
    assert not agrees((EU,), (US,))


def test_a_cell_lies_in_a_row_when_it_names_all_of_it() -> None:
    assert lies_in((), (EU,))
    assert lies_in((EU,), (EU, P1))
    assert not lies_in((EU, P1), (EU,))


def test_a_cell_reads_as_its_coordinates() -> None:
    assert cell_words((P1, EU)) == "severity P1, region EU"


def table_of(*rows: tuple[Coordinate, ...]) -> ServiceLevel:
    regions = Dimension("region", ("EU", "US"))
    return ServiceLevel("uptime", dimensions=(regions,), targets=tuple(Target(where=row) for row in rows))


def rows_of(level: ServiceLevel, *where: Coordinate) -> list[tuple[Coordinate, ...]]:
    return [target.where for target in targets_of_rule(level, CreditRule("credit", level="uptime", where=where))]


def test_a_row_for_all_cases_gives_way_where_narrower_rows_hold_every_case() -> None:
    assert rows_of(table_of((), (EU,), (US,))) == [(EU,), (US,)]
    assert rows_of(table_of((), (EU,))) == [(), (EU,)]


def test_a_rule_for_one_case_is_for_the_row_that_names_the_case() -> None:
    level = table_of((), (EU,))
    assert rows_of(level, EU) == [(EU,)]
    assert rows_of(level, US) == [()]


def test_a_dimension_without_a_list_of_values_has_others_than_the_rows_name() -> None:
    assert rows_of(table_of((), (P1,))) == [(), (P1,)]
