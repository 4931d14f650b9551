"""Tests of the shapes of credit."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.consequences import CreditRule, CreditUnit
from slawizard.agreement.credit_shapes import (
    Band,
    Bands,
    Flat,
    IncrementRounding,
    Increments,
    KeyedOn,
    LostTime,
    Overlap,
    PerOccurrence,
    Shape,
)
from slawizard.agreement.metrics import Direction, Target
from slawizard.analysis.credits import (
    Price,
    effective_unit,
    in_money,
    is_past_threshold,
    occurrence_credit,
    shape_credit,
)
from slawizard.analysis.miss import Miss, compare
from tests.agreements.quantities import d, minutes
from tests.analysis.calculating import LADDER

PERCENT = CreditUnit.PERCENT_OF_BASE


def lower(by: str, bound: str = "10", unit: str = "milliseconds") -> Miss:
    """A miss of a target that is an upper bound, by so much."""
    return compare(d(bound) + d(by), Target(d(bound)), Direction.LOWER, unit)


def amount(shape: Shape, miss: Miss, **more: object) -> Decimal | None:
    return shape_credit(CreditRule("credit", shape=shape, **more), miss).amount  # type: ignore[arg-type]


def uptime(value: str) -> Miss:
    return compare(d(value), Target(d("99.9")), Direction.HIGHER, "percent")


@pytest.mark.parametrize(("value", "credit"), [("99.89", "10"), ("99", "10"), ("98.999", "25"), ("94", "50")])
def test_the_band_that_holds_the_value_pays(value: str, credit: str) -> None:
    assert amount(LADDER, uptime(value)) == d(credit)


def test_the_deepest_of_overlapping_thresholds_pays() -> None:
    rows = (Band(upper=d("99.9"), credit=d("10")), Band(upper=d("99"), credit=d("25")))
    assert amount(Bands(rows, overlap=Overlap.DEEPEST_WINS), uptime("98")) == 25
    assert amount(Bands(rows, overlap=Overlap.DEEPEST_WINS), uptime("99")) == 10


def test_two_bands_that_hold_the_value_decide_nothing() -> None:
    rows = (Band(upper=d("99.9"), credit=d("10")), Band(upper=d("99"), credit=d("25")))
    found = shape_credit(CreditRule("credit", shape=Bands(rows)), uptime("98"))
    assert found.amount is None
    assert "more than one band" in found.steps[-1].words()


def test_a_value_in_no_band_earns_nothing_and_says_so() -> None:
    found = shape_credit(CreditRule("credit", shape=Bands((Band(upper=d("99"), credit=d("25")),))), uptime("99.5"))
    assert found.amount == 0
    assert "No band holds" in found.steps[-1].words()


def test_bands_of_the_miss_in_percent_are_of_the_target() -> None:
    rows = (Band(d("10"), True, d("20"), False, d("10")), Band(d("20"), True, None, False, d("20")))
    assert amount(Bands(rows, KeyedOn.MISS_PERCENT), lower("1.5")) == 10


def test_bands_in_a_unit_of_their_own_convert_the_value() -> None:
    rows = (Band(d("1"), True, None, True, d("5")),)
    assert amount(Bands(rows, KeyedOn.MISS, unit="seconds"), lower("1000")) == 5
    assert amount(Bands(rows, KeyedOn.MISS, unit="celsius"), lower("1000")) is None


def test_a_band_without_a_credit_decides_nothing() -> None:
    assert amount(Bands((Band(upper=d("99.9")),)), uptime("99")) is None


def test_a_flat_credit_is_the_same_for_any_miss() -> None:
    assert amount(Flat(d("10")), lower("0.001")) == amount(Flat(d("10")), lower("99")) == 10
    assert amount(Flat(), lower("1")) is None


def lost(time: str, allowed: str | None = None) -> Miss:
    return Miss(True, lost_minutes=d(time), allowed_minutes=None if allowed is None else d(allowed))


@pytest.mark.parametrize(
    ("shape", "miss", "priced_hours"),
    [
        (LostTime(), lost("120"), "2"),
        (LostTime(d("50")), lost("120"), "100"),
        (LostTime(grace=minutes(30)), lost("120"), "1.5"),
        (LostTime(beyond_allowance=True), lost("120", "43.2"), "1.28"),
        (LostTime(grace=minutes(30), beyond_allowance=True), lost("50", "43.2"), "0"),
    ],
)
def test_lost_time_is_hours_after_allowance_and_grace_times_the_multiplier(
    shape: LostTime, miss: Miss, priced_hours: str
) -> None:
    assert amount(shape, miss) == d(priced_hours)


def test_lost_time_is_always_hours_of_service() -> None:
    assert effective_unit(CreditRule("credit", shape=LostTime())) is CreditUnit.HOURS_OF_SERVICE


def test_lost_time_that_is_not_told_decides_nothing() -> None:
    assert amount(LostTime(), Miss(True)) is None
    assert amount(LostTime(beyond_allowance=True), lost("1")) is None


@pytest.mark.parametrize(
    ("shape", "by", "credit"),
    [
        (Increments(d("1"), d("5")), "2.9", "10"),
        (Increments(d("1"), d("5"), rounding=IncrementRounding.STARTED), "2.1", "15"),
        (Increments(d("1"), d("5"), rounding=IncrementRounding.PRO_RATA), "2.5", "12.5"),
        (Increments(d("1"), d("5"), grace=d("1")), "3.5", "10"),
        (Increments(d("1"), d("5"), grace=d("4")), "3.5", "0"),
        (Increments(d("1"), d("5"), initial=d("20")), "0.5", "20"),
        (Increments(d("1"), d("5"), most=d("3")), "9", "15"),
        (Increments(d("10"), d("1"), keyed_on=KeyedOn.MISS_PERCENT), "3", "3"),
        (Increments(d("5"), d("1"), keyed_on=KeyedOn.VALUE), "1", "2"),
    ],
)
def test_increments_are_counted_as_agreed(shape: Increments, by: str, credit: str) -> None:
    assert amount(shape, lower(by)) == d(credit)


def test_an_availability_counts_in_time_as_its_downtime_or_what_is_past_the_allowance() -> None:
    down = Miss(True, d("99.5"), d("99.9"), d("0.4"), lost_minutes=d("216"), allowed_minutes=d("43.2"))
    each_half_hour = Increments(d("30"), d("5"), unit="minutes")
    assert amount(each_half_hour, down) == 25
    assert amount(msgspec.structs.replace(each_half_hour, keyed_on=KeyedOn.VALUE), down) == 35
    rows = (Band(d("1"), True, d("4"), False, d("10")), Band(d("4"), True, None, True, d("20")))
    assert amount(Bands(rows, unit="hours"), down) == 10
    thresholds = (Band(d("1"), credit=d("10")), Band(d("3"), credit=d("20")))
    assert amount(Bands(thresholds, unit="hours", overlap=Overlap.DEEPEST_WINS), down) == 20


def test_days_late_are_counted_after_a_target_in_working_days() -> None:
    miss = Miss(True, d("3"), d("2"), d("1"), "working_days", Direction.LOWER, late_days=d("3"))
    assert amount(Increments(d("1"), d("9.76"), unit="days"), miss) == d("29.28")


@pytest.mark.parametrize(
    ("free", "count", "words"),
    [
        (1, 3, "The first one earns nothing: 2 count."),
        (1, 2, "The first one earns nothing: one counts."),
        (3, 2, "The first 3 earn nothing: none counts."),
    ],
)
def test_free_occurrences_are_told_in_plain_words(free: int, count: int, words: str) -> None:
    steps = occurrence_credit(PerOccurrence(d("5"), free=free), count, PERCENT).steps
    assert words in [step.words() for step in steps]


def test_occurrences_past_the_free_ones_pay() -> None:
    assert occurrence_credit(PerOccurrence(d("5"), free=1), 3, PERCENT).amount == 10
    assert occurrence_credit(PerOccurrence(d("5"), free=9), 3, PERCENT).amount == 0
    assert occurrence_credit(PerOccurrence(), 3, PERCENT).amount is None


def test_a_threshold_of_its_own_decides_which_items_count() -> None:
    shape = PerOccurrence(d("5"), threshold=d("30"))
    assert not is_past_threshold(shape, lower("10", "15", "minutes"), "minutes")
    assert is_past_threshold(shape, lower("16", "15", "minutes"), "minutes")
    assert is_past_threshold(shape, lower("0.6", "0.1", "hours"), "minutes")


def test_a_rule_gives_no_more_than_its_most() -> None:
    assert amount(Increments(d("1"), d("5")), lower("9"), most=d("20")) == 20


PRICE = Price(d("3000"), "EUR", d("30"), d("720"), "monthly fee")


@pytest.mark.parametrize(
    ("figure", "unit", "sum_"),
    [
        ("10", PERCENT, "300"),
        ("2", CreditUnit.DAYS_OF_SERVICE, "200"),
        ("12", CreditUnit.HOURS_OF_SERVICE, "50"),
        ("6.10", CreditUnit.MONEY, "6.10"),
    ],
)
def test_each_unit_becomes_money(figure: str, unit: CreditUnit, sum_: str) -> None:
    found = in_money(d(figure), unit, PRICE)
    assert found is not None
    assert found[0] == d(sum_)


def test_a_day_of_a_one_off_charge_has_no_price() -> None:
    assert in_money(d("1"), CreditUnit.DAYS_OF_SERVICE, Price(d("500"), "EUR")) is None


# --- properties -------------------------------------------------------------------------------------------------

figures = st.decimals("0.1", 100, places=1)
increments = st.builds(
    Increments,
    every=figures,
    credit=figures,
    keyed_on=st.sampled_from([KeyedOn.MISS, KeyedOn.MISS_PERCENT, KeyedOn.VALUE]),
    rounding=st.sampled_from(IncrementRounding),
    grace=st.decimals(0, 20, places=1),
    initial=st.decimals(0, 20, places=1),
    most=st.none() | figures,
)
lost_time = st.builds(LostTime, multiplier=figures, beyond_allowance=st.booleans())
rising_edges = st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=5, unique=True).map(sorted)


@st.composite
def ladders(draw: st.DrawFn) -> Bands:
    """Bands of the miss that leave no gap, each paying at least what the one before does."""
    edges = draw(rising_edges)
    credits_ = sorted(draw(st.lists(figures, min_size=len(edges), max_size=len(edges))))
    uppers = [*edges[1:], None]
    rows = [Band(low, True, high, False, credit) for low, high, credit in zip(edges, uppers, credits_, strict=True)]
    return Bands(tuple(rows), KeyedOn.MISS)


monotone_shapes = increments | lost_time | ladders() | st.builds(Flat, figures)


def miss_of(by: Decimal) -> Miss:
    found = compare(by + 10, Target(d("10")), Direction.LOWER, "minutes")
    return msgspec.structs.replace(found, lost_minutes=by, allowed_minutes=d("5"))


@given(monotone_shapes, st.decimals("0.1", 200, places=1), st.decimals(0, 200, places=1))
def test_a_deeper_miss_never_earns_less(shape: Shape, by: Decimal, more: Decimal) -> None:
    less, greater = amount(shape, miss_of(by)), amount(shape, miss_of(by + more))
    assert less is not None
    assert greater is not None
    assert less <= greater


@given(monotone_shapes, st.decimals("0.1", 500, places=1), figures)
def test_a_credit_is_never_negative_nor_above_its_most(shape: Shape, by: Decimal, most: Decimal) -> None:
    found = amount(shape, miss_of(by), most=most)
    assert found is not None
    assert 0 <= found <= most
