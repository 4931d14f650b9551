"""Tests of the units of service levels."""

import pytest

from slawizard.agreement.quantities import TimeUnit
from slawizard.agreement.units import UNITS, UnitKind, find_unit


@pytest.mark.parametrize("unit", TimeUnit)
def test_every_unit_of_time_can_be_measured_in(unit: TimeUnit) -> None:
    assert find_unit(unit).kind is UnitKind.TIME


def test_a_code_stands_for_itself_in_the_table() -> None:
    assert all(code == unit.code for code, unit in UNITS.items())


def test_a_word_of_ones_own_reads_as_itself() -> None:
    pallets = find_unit("pallets")
    assert (pallets.one, pallets.many, pallets.sign, pallets.kind) == ("pallets", "pallets", "pallets", UnitKind.OTHER)


def test_percent_and_points_of_percent_are_of_one_kind() -> None:
    assert find_unit("percent").kind is find_unit("percentage_points").kind is UnitKind.PERCENT
