"""What a rule pays for a value, and the curve of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Consequences, CreditRule, StartsBelow
from slawizard.agreement.credit_shapes import (
    Band,
    Bands,
    Flat,
    IncrementRounding,
    Increments,
    KeyedOn,
    LostTime,
    PerOccurrence,
    Shape,
)
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.gui.widgets.credit_answers import (
    Question,
    answer,
    credit_for,
    curve_of,
    downtime_of_band,
    question_of,
    rough_words,
)
from slawizard.gui.widgets.credit_curve import _nice_top, _ticks
from tests.gui.pages.two_rows import AVAILABILITY, BANDS, LATENCY


def ask(shape: Shape, level: ServiceLevel = AVAILABILITY, **rule: object) -> Question:
    """A rule of this shape for a level."""
    one = CreditRule("r", level.id, shape=shape, **rule)  # type: ignore[arg-type]
    agreement = Agreement(metrics=Metrics((level,)), consequences=Consequences(rules=(one,)))
    question = question_of(agreement, one)
    assert question is not None
    return question


@pytest.mark.parametrize(
    ("value", "credit"), [("100", 0), ("99.9", 0), ("99.89", 10), ("99.5", 10), ("99.42", 25), ("98", 30)]
)
def test_bands_pay_by_the_value(value: str, credit: int) -> None:
    assert credit_for(ask(BANDS), Decimal(value)) == credit


def test_lost_time_is_counted_over_an_average_month() -> None:
    # A mean month has 43,829.1 minutes: 99 % loses 438.291 minutes, which is 7.30485 hours.
    assert credit_for(ask(LostTime(Decimal(10))), Decimal(99)) == Decimal("73.0485")


def test_a_credit_that_begins_at_the_minimum_pays_nothing_above_it() -> None:
    question = ask(Flat(Decimal(10)), starts_below=StartsBelow.MINIMUM)

    assert credit_for(question, Decimal("99.6")) == 0
    assert credit_for(question, Decimal("99.4")) == 10


def test_a_rule_that_does_not_decide_says_so() -> None:
    assert credit_for(ask(Flat()), Decimal(90)) is None
    assert answer(ask(Flat()), Decimal(90)).startswith("The rule does not decide this yet.")


def test_cases_are_counted_not_measured() -> None:
    question = ask(PerOccurrence(Decimal(5), free=2))

    assert question.unit == "count"
    assert [credit_for(question, Decimal(count)) for count in (0, 2, 4)] == [0, 0, 10]


def test_a_rule_without_level_or_figure_has_no_question() -> None:
    agreement = Agreement(metrics=Metrics((ServiceLevel("a", targets=(Target(words="soon"),)),)))

    assert question_of(agreement, CreditRule("r", "a")) is None
    assert question_of(agreement, CreditRule("r", "gone")) is None


def test_the_curve_of_bands_steps_at_their_edges_and_ends_at_a_hundred() -> None:
    curve = curve_of(ask(BANDS))

    assert curve.points[-1] == (Decimal(100), Decimal(0))
    assert {amount for _value, amount in curve.points} == {Decimal(0), Decimal(10), Decimal(25), Decimal(30)}
    assert (curve.unit, curve.credit_unit, curve.targets) == ("percent", "percent", (Decimal("99.9"),))


def test_the_curve_of_a_table_with_a_gap_says_nothing_there() -> None:
    overlapping = Bands((Band(Decimal(0), True, Decimal(99), False, Decimal(5)), Band(None, True, Decimal(98), False)))

    assert None in {amount for _value, amount in curve_of(ask(overlapping)).points}


@pytest.mark.parametrize(
    "shape",
    [
        Flat(Decimal(10)),
        Increments(Decimal(10), Decimal(1)),
        Increments(Decimal(10), Decimal(1), KeyedOn.MISS_PERCENT, IncrementRounding.PRO_RATA, most=Decimal(3)),
        Bands((Band(Decimal(10), True, Decimal(50), False, Decimal(5)),), KeyedOn.MISS_PERCENT),
    ],
)
def test_where_lower_is_better_the_credit_grows_to_the_right(shape: Shape) -> None:
    points = curve_of(ask(shape, LATENCY)).points

    assert points[0][0] < 400 < points[-1][0]
    assert points[0][1] == 0
    assert (points[-1][1] or 0) >= 0
    assert max(amount or 0 for _value, amount in points) > 0


def test_the_downtime_of_a_band_is_told_for_availabilities_only() -> None:
    assert downtime_of_band(ask(BANDS), Band(Decimal("99.9"), True, None)) == "up to 44\u00a0min"
    assert downtime_of_band(ask(BANDS), Band()) == "—"
    assert downtime_of_band(ask(Bands(), LATENCY), Band(Decimal(1), True, Decimal(2))) == "—"
    assert downtime_of_band(None, Band(Decimal(1))) == "—"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        ("0", "0 s"),
        ("0.5", "30 s"),
        ("43.829", "43 min 50 s"),
        ("60", "1 h"),
        ("219.1", "3 h 39 min"),
        ("8765.8", "6 d 2 h"),
    ],
)
def test_lengths_of_downtime_are_told_as_people_would(minutes: str, words: str) -> None:
    assert rough_words(Decimal(minutes)).replace("\u00a0", " ") == words


@pytest.mark.parametrize(("highest", "top"), [(30, 40), (10, 20), (0.5, 0.8), (0, 4), (100, 200)])
def test_the_scale_has_round_lines(highest: float, top: float) -> None:
    assert _nice_top(highest)[0] == pytest.approx(top)


def test_the_axis_has_few_round_values_inside_its_ends() -> None:
    assert _ticks(98.6, 100.0) == [Decimal("99.00"), Decimal("99.50"), Decimal("100.00")]
    assert all(350 <= value <= 700 for value in _ticks(350, 700))


def test_a_curve_knows_that_its_line_is_the_minimum_level() -> None:
    level = ServiceLevel("a", targets=(Target(Decimal("99.9"), minimum=Decimal("99.5")),))
    bands = Bands((Band(upper=Decimal("99.5"), credit=Decimal(10)),))
    for starts, bound in ((StartsBelow.MINIMUM, "99.5"), (StartsBelow.TARGET, "99.9")):
        question = question_of(
            Agreement(metrics=Metrics((level,))), CreditRule("r", "a", shape=bands, starts_below=starts)
        )
        assert question is not None
        curve = curve_of(question)
        assert curve.is_minimum is (starts is StartsBelow.MINIMUM)
        assert curve.targets == (Decimal(bound),)
