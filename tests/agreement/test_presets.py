"""New service levels, and what their kind brings."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import (
    Direction,
    LevelKind,
    Mean,
    MeasurementWindow,
    Metrics,
    Percentile,
    ServiceLevel,
    Target,
    WindowKind,
)
from slawizard.agreement.presets import PRESETS, as_kind, fresh_id, new_level


@pytest.mark.parametrize(
    ("name", "made"),
    [("Support response", "support-response"), ("Größe & Güte", "groe-gute"), ("可用性", "item"), ("--", "item")],
)
def test_an_id_is_made_of_the_name(name: str, made: str) -> None:
    assert fresh_id(name, ()) == made


@given(st.text(max_size=60), st.sets(st.sampled_from(("item", "item-2", "a")), max_size=3))
def test_an_id_is_never_taken_and_always_plain(name: str, taken: set[str]) -> None:
    made = fresh_id(name, taken)

    assert made not in taken
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_new_level_has_an_open_target() -> None:
    agreement = Agreement(metrics=Metrics((ServiceLevel("uptime"),)))

    assert new_level(agreement, "Uptime") == ServiceLevel("uptime-2", "Uptime", targets=(Target(),))


def test_every_kind_has_its_preset() -> None:
    assert set(PRESETS) == set(LevelKind)


def test_a_new_kind_brings_statistic_unit_direction_and_window() -> None:
    level = as_kind(new_level(Agreement()), LevelKind.RECOVERY)

    assert (level.unit, level.direction, level.window) == (
        "hours", Direction.LOWER, MeasurementWindow(WindowKind.PER_INCIDENT),
    )  # fmt: skip


def test_what_was_chosen_by_hand_stays() -> None:
    level = msgspec.structs.replace(new_level(Agreement()), statistic=Mean(), unit="seconds")
    changed = as_kind(level, LevelKind.PERFORMANCE)

    assert (changed.statistic, changed.unit, changed.direction) == (Mean(), "seconds", Direction.LOWER)


def test_a_figure_does_not_survive_its_unit() -> None:
    level = msgspec.structs.replace(new_level(Agreement()), targets=(Target(Decimal("99.9"), condition="c"),))

    assert as_kind(level, LevelKind.PERFORMANCE).targets == (Target(condition="c"),)
    assert as_kind(level, LevelKind.QUALITY).targets == level.targets


@given(st.lists(st.sampled_from(LevelKind), max_size=6))
def test_going_back_to_a_kind_brings_its_preset_again(kinds: list[LevelKind]) -> None:
    level = new_level(Agreement())
    for kind in (*kinds, LevelKind.PERFORMANCE):
        level = as_kind(level, kind)

    assert (level.statistic, level.unit, level.direction) == (Percentile(), "milliseconds", Direction.LOWER)
