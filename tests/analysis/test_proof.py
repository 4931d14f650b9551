"""Tests of what is proved of a rule in its agreement."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from slawizard.agreement.consequences import Cap, CapUnit, StartsBelow
from slawizard.agreement.credit_shapes import Band, Bands, Flat, IncrementRounding, Increments, KeyedOn, LostTime, Shape
from slawizard.agreement.metrics import Coordinate, Direction, Measurement, Rounding, ServiceLevel, Target
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import HoursCalendar, HoursSpan
from slawizard.analysis.bands import FaultKind
from slawizard.analysis.proof import first_paying, lowest_cap, prove_rule
from tests.agreements.quantities import d
from tests.analysis.calculating import LADDER, WHOLE, agreement, rule, uptime


def test_a_sound_rule_has_no_fault() -> None:
    assert prove_rule(agreement(rules=(rule(),)), rule()) == ()


def test_a_rule_is_proved_against_each_target_it_is_for() -> None:
    level = uptime(
        targets=(
            Target(d("99.9"), where=(Coordinate("plan", "a"),)),
            Target(d("99.95"), where=(Coordinate("plan", "b"),)),
        )
    )
    (fault,) = prove_rule(agreement(level), rule())
    assert (fault.kind, fault.lower, fault.upper) == (FaultKind.GAP, d("99.9"), d("99.95"))
    assert prove_rule(agreement(level), rule(where=(Coordinate("plan", "a"),))) == ()


def test_credits_from_the_minimum_level_are_proved_from_there() -> None:
    level = uptime(targets=(Target(d("99.9"), minimum=d("99.5")),), measurement=Measurement(rounding=Rounding(2)))
    shape = Bands((Band(d("99"), True, d("99.49"), True, d("10")), Band(None, True, d("98.99"), True, d("25"))))
    assert prove_rule(agreement(level), rule(shape, starts_below=StartsBelow.MINIMUM)) == ()
    assert prove_rule(agreement(level), rule(shape))


def test_the_lowest_cap_in_the_rules_own_terms_is_set_beside_its_bands() -> None:
    caps = (Cap(d("30"), base=WHOLE), Cap(d("5"), CapUnit.MONEY), Cap(d("1"), base=WHOLE, rules=("other",)))
    terms = agreement(rules=(rule(),), caps=caps)
    assert lowest_cap(terms, rule()) == 30
    assert [fault.kind for fault in prove_rule(terms, rule())] == [FaultKind.CAP_SWALLOWS]
    assert lowest_cap(terms, rule(most=d("20"))) == 20


def test_bands_of_downtime_are_proved_as_times() -> None:
    sound = Bands((Band(None, True, d("1"), False, d("5")), Band(d("1"), True, None, True, d("10"))), unit="hours")
    assert prove_rule(agreement(), rule(sound)) == ()
    open_ = Bands((Band(d("1"), True, None, True, d("10")),), unit="hours")
    (fault,) = prove_rule(agreement(), rule(open_))
    assert (fault.kind, fault.lower, fault.upper) == (FaultKind.GAP, d("0.744"), d("1"))


def test_bands_of_downtime_begin_where_the_target_of_every_window_ends() -> None:
    """99.9 % allow 40.32 minutes of 28 days and 44.64 of 31."""

    def found(first: str) -> list[tuple[FaultKind, Decimal | None, Decimal | None]]:
        rows = Bands((Band(d(first), True, d("90"), True, d("5")), Band(d("90"), False, None, True, d("9"))))
        shape = msgspec.structs.replace(rows, unit="minutes")
        return [(fault.kind, fault.lower, fault.upper) for fault in prove_rule(agreement(), rule(shape))]

    assert found("44") == []
    assert found("60") == [(FaultKind.GAP, d("44.64"), d("60"))]
    assert found("30") == [(FaultKind.PAYS_ON_TARGET, d("30"), d("40.32"))]


def test_bands_of_downtime_past_the_allowance_begin_at_nothing() -> None:
    rows = (Band(d("0"), False, d("60"), True, d("5")), Band(d("60"), False, None, True, d("9")))
    assert prove_rule(agreement(), rule(Bands(rows, KeyedOn.MISS, unit="minutes"))) == ()


def test_bands_of_downtime_in_office_hours_may_begin_anywhere() -> None:
    level = ServiceLevel("uptime", targets=(Target(d("99.9")),), hours="office")
    office = HoursCalendar("office", spans=(HoursSpan(),))
    terms = agreement(level)
    terms = msgspec.structs.replace(terms, objectives=Objectives(calendars=(office,)))
    rows = (Band(d("12"), False, d("60"), True, d("5")), Band(d("60"), False, None, True, d("9")))
    assert prove_rule(terms, rule(Bands(rows, unit="minutes"))) == ()


def test_a_rule_without_a_level_or_bands_has_nothing_to_prove() -> None:
    assert prove_rule(agreement(), rule(level="gone")) == ()
    assert prove_rule(agreement(), rule(Flat(d("1")))) == ()


LATENCY = ServiceLevel("uptime", unit="milliseconds", direction=Direction.LOWER)


@pytest.mark.parametrize(
    ("level", "shape", "value", "reached", "never"),
    [
        (uptime(), Increments(d("1"), d("5")), "98.9", True, False),
        (uptime(), Increments(d("1"), d("5"), rounding=IncrementRounding.STARTED), "99.9", False, False),
        (uptime(), Increments(d("1"), d("5"), grace=d("99")), "-0.1", True, True),
        (LATENCY, Increments(d("1"), d("5"), keyed_on=KeyedOn.MISS_PERCENT), "100.899", True, False),
        (LATENCY, Flat(d("5")), "99.9", False, False),
        (LATENCY, LostTime(), "99.9", False, False),
    ],
)
def test_the_first_miss_that_pays_is_told(
    level: ServiceLevel, shape: Shape, value: str, reached: bool, never: bool
) -> None:
    found = first_paying(rule(shape), level, Target(d("99.9")))
    assert found is not None
    assert found.value == d(value)
    assert (found.is_reached, found.never) == (reached, never)


def test_what_bands_tell_already_or_cannot_be_told_is_not_told() -> None:
    assert first_paying(rule(LADDER), uptime(), Target(d("99.9"))) is None
    assert first_paying(rule(Flat()), uptime(), Target()) is None
    assert first_paying(rule(LostTime(d("0"))), uptime(), Target(d("99.9"))) is None
