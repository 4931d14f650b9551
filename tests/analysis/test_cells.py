"""Tests of cells."""

from __future__ import annotations

from slawizard.agreement.metrics import Coordinate
from slawizard.analysis.cells import agrees, cell_words, lies_in

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
