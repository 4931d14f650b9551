"""Tests of the curve "target against chance of keeping it, and yearly credits"."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Evidence, Position, Supplier, TypicalIncidents
from slawizard.agreement.metrics import Direction, Target
from slawizard.analysis.assessment import assess
from slawizard.analysis.target_curve import chance_at, target_curve, targets_around
from slawizard.analysis.verdict import Promise, Verdict
from slawizard.errors import CalculationError
from tests.agreements.quantities import d, hours, minutes
from tests.analysis.calculating import agreement, rule, uptime
from tests.analysis.evidence import months, with_expectations, with_history
from tests.analysis.test_any_agreement import SLOW
from tests.strategies import AGREEMENTS, structs

YEAR = ("99.97", "99.95", "99.93", "99.85", "100", "99.99", "99.96", "99.94", "99.98", "99.92", "99.91", "99.9")


def around(value: str, **level: object) -> list[str]:
    """The figures looked at around a target."""
    promised = uptime(targets=(Target(d(value)),), **level)
    found = targets_around(Promise(agreement(promised), promised, 0, 0, promised.targets[0]))
    assert list(found) == sorted(found)
    return [str(each) for each in found]


def test_the_agreed_target_tells_what_the_assessment_tells() -> None:
    terms = with_history(*months(*YEAR), fee="1000")
    (assessed,) = assess(terms)
    point = next(point for point in target_curve(terms, "uptime", 0).points if point.target == d("99.9"))
    assert (point.chance, point.verdict, point.decided_by) == (assessed.chance, assessed.verdict, "history")
    assert point.yearly_credits == d("100.00")


def test_a_stricter_target_is_never_likelier_and_never_cheaper() -> None:
    points = target_curve(with_history(*months(*YEAR), fee="1000"), "uptime", 0).points
    for loose, strict in pairwise(points):
        assert loose.target < strict.target
        assert (loose.chance or 0) >= (strict.chance or 0)
        assert (loose.yearly_credits or 0) <= (strict.yearly_credits or 0)


def test_one_more_target_is_the_same_point() -> None:
    terms = with_history(*months(*YEAR), fee="1000")
    curve = target_curve(terms, "uptime", 0)
    assert [chance_at(terms, "uptime", 0, point.target) for point in curve.points] == list(curve.points)


def test_without_a_fee_credits_are_told_in_percent_of_a_years_fees() -> None:
    curve = target_curve(with_history(*months(*YEAR)), "uptime", 0)
    assert not curve.in_money
    # One month of twelve earns 10 % of a month's fee: 0.83 % of a year's.
    assert next(point for point in curve.points if point.target == curve.agreed).yearly_credits == d("0.83")


def test_without_evidence_it_says_what_is_missing() -> None:
    curve = target_curve(agreement(uptime(), rules=(rule(),)), "uptime", 0)
    assert {point.chance for point in curve.points} == {None}
    assert "expectations.evidence.incidents" in curve.undecided
    assert "six windows" in curve.unpriced


def test_evidence_without_a_chance_still_decides_the_verdict() -> None:
    evidence = Evidence(incidents=(TypicalIncidents("uptime", d("2"), minutes(2), minutes(4)),))
    terms = with_expectations(agreement(uptime()), evidence=evidence, suppliers=(Supplier("a", availability=d("99")),))
    point = chance_at(terms, "uptime", 0, d("99.9"))
    assert point.verdict is Verdict.UNREALISTIC
    assert point.decided_by == "suppliers"
    assert (point.chance or 0) > 0.9


def test_an_unknown_time_zone_ends_nothing() -> None:
    evidence = Evidence(incidents=(TypicalIncidents("uptime", d("6"), minutes(20), hours(2)),))
    terms = with_expectations(agreement(uptime(time_zone="Mars/Olympus"), rules=(rule(),)), evidence=evidence)
    assert "no time zone called" in target_curve(terms, "uptime", 0).unpriced


@pytest.mark.parametrize(("level", "row"), [("mail", 0), ("uptime", 1), ("uptime", -1), ("words", 0)])
def test_a_target_that_is_not_there_is_refused(level: str, row: int) -> None:
    terms = agreement(uptime(), uptime(id="words", targets=(Target(words="soon"),)))
    with pytest.raises(CalculationError):
        target_curve(terms, level, row)


# --- the figures ------------------------------------------------------------------------------------------------


def test_nines_are_looked_at_around_an_availability() -> None:
    assert {"99", "99.5", "99.9", "99.95", "99.99", "99.999"} <= set(around("99.9"))
    assert around("99.9")[-1] == "99.999"


def test_multiples_are_looked_at_in_other_units_and_written_short() -> None:
    assert {"7.5", "15", "22.5", "30", "60"} <= set(around("15", unit="minutes", direction=Direction.LOWER))
    assert "120000" in around("80000", unit="minutes", direction=Direction.LOWER)


def test_counts_stay_whole_and_none_is_compared_with_a_few() -> None:
    assert around("0", unit="count", direction=Direction.LOWER) == ["0", "1", "2", "3", "4", "5"]
    assert all("." not in each for each in around("3", unit="count", direction=Direction.LOWER))


def test_a_share_stays_between_none_and_all() -> None:
    assert all(0 <= Decimal(each) <= 100 for each in around("60", direction=Direction.LOWER))
    assert all(0 <= Decimal(each) <= 100 for each in around("30"))


def test_the_lower_edge_of_a_band_stays_under_the_upper_one() -> None:
    level = uptime(unit="celsius", direction=Direction.BAND, targets=(Target(d("18"), upper=d("28")),))
    found = targets_around(Promise(agreement(level), level, 0, 0, level.targets[0]))
    assert (found[0], found[-1]) == (d("8"), d("27"))


def test_what_both_sides_ask_and_offer_is_among_the_points() -> None:
    stand = Position("uptime", customer_asks=d("99.97"), provider_offers=d("99.75"))
    terms = with_expectations(agreement(uptime()), positions=(stand,))
    assert {d("99.97"), d("99.75")} <= {point.target for point in target_curve(terms, "uptime", 0).points}


@SLOW
@given(AGREEMENTS | structs(Evidence).map(lambda evidence: with_expectations(agreement(uptime()), evidence=evidence)))
def test_any_agreement_has_a_curve_of_each_figure(terms: Agreement) -> None:
    for level in terms.metrics.levels:
        for row, target in enumerate(level.targets):
            first = next(each for each in terms.metrics.levels if each.id == level.id)
            if target.value is not None and first is level:
                curve = target_curve(terms, level.id, row)
                assert msgspec.json.encode(curve)
                assert target.value in [point.target for point in curve.points]
