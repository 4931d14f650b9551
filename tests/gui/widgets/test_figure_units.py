"""The unit of a figure that has none of its own."""

from __future__ import annotations

import pytest

from slawizard.gui.widgets.figure_units import unit_at
from tests.agreements.examples import full
from tests.gui.pages.two_rows import TWO_ROWS


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        ("metrics.levels.0.targets.0.value", "percent"),
        ("metrics.levels.2.targets.0.minimum", "milliseconds"),
        ("metrics.levels.0.targets.9.value", "percent"),
        ("metrics.levels.0.targets.0.price", "money"),
        ("metrics.levels.0.targets.0.surcharge_percent", "percent"),
        ("expectations.positions.0.customer_asks", "percent"),
        ("consequences.rules.0.shape.bands.0.lower", "percent"),
        ("consequences.rules.0.shape.bands.0.credit", "percent"),
        ("consequences.rules.1.shape.every", "milliseconds"),
        ("consequences.rules.1.shape.grace", "milliseconds"),
        ("consequences.rules.1.shape.credit", "percent"),
        ("consequences.rules.1.most", "percent"),
        ("consequences.caps.0.amount", "percent"),
        ("consequences.termination.0.floor", "percent"),
        ("consequences.bonuses.1.above", "milliseconds"),
        ("consequences.rules.9.most", "count"),
        ("nowhere", "count"),
    ],
)
def test_a_figure_is_in_the_unit_of_what_it_belongs_to(path: str, unit: str) -> None:
    assert unit_at(TWO_ROWS, path) == unit


def test_a_miss_of_a_share_is_in_points_and_one_of_the_target_in_percent() -> None:
    from slawizard.agreement import edits
    from slawizard.agreement.credit_shapes import Bands, KeyedOn

    for keyed_on, unit in ((KeyedOn.MISS, "percentage_points"), (KeyedOn.MISS_PERCENT, "percent")):
        agreement = edits.replace(TWO_ROWS, "consequences.rules.0.shape", Bands(keyed_on=keyed_on))
        assert unit_at(agreement, "consequences.rules.0.shape.bands.0.lower") == unit


def test_a_second_limit_has_its_own_unit() -> None:
    levels = full().metrics.levels
    row = next(at for at, level in enumerate(levels) if level.targets and level.targets[0].alternative)

    assert unit_at(full(), f"metrics.levels.{row}.targets.0.alternative.value") == "service_hours"
