"""Tests of the judgement of a whole agreement, and of how it is told."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Evidence, Supplier, TypicalIncidents
from slawizard.agreement.metrics import Direction, Target
from slawizard.analysis.assessment import Assessed, assess
from slawizard.analysis.assessment_report import assessment_data, assessment_words
from slawizard.analysis.verdict import SEVERITY_OF_VERDICT, Verdict
from tests.agreements.quantities import d, hours, minutes
from tests.analysis.calculating import agreement, uptime
from tests.analysis.evidence import months, with_expectations, with_history
from tests.analysis.test_any_agreement import SLOW
from tests.strategies import AGREEMENTS, structs

YEAR = ("99.97", "99.95", "99.93", "99.85", "100", "99.99", "99.96", "99.94", "99.98", "99.92", "99.91", "99.9")
VALUES = st.lists(st.decimals(98, 100, places=2).map(str), min_size=6, max_size=24)


def judged(terms: Agreement) -> Assessed:
    """What is said of the only target."""
    (found,) = assess(terms)
    return found


def at(target: str, *values: str, **more: Any) -> Assessed:
    """What a history says of an availability target."""
    return judged(with_history(*months(*values), level=uptime(targets=(Target(d(target)),)), **more))


@pytest.mark.parametrize(
    ("target", "verdict"),
    [("99.8", "comfortable"), ("99.9", "likely"), ("99.95", "stretch"), ("99.98", "unrealistic")],
)
def test_one_history_gives_each_verdict_at_its_target(target: str, verdict: str) -> None:
    assert at(target, *YEAR).verdict == verdict


def test_the_nearest_comfortable_target_is_named_and_is_comfortable() -> None:
    found = at("99.95", *YEAR)
    assert found.nearest == d("99.85")
    assert at("99.85", *YEAR).verdict is Verdict.COMFORTABLE


def test_a_comfortable_target_is_its_own_nearest() -> None:
    assert at("99.5", *YEAR).nearest == d("99.5")


def test_suppliers_alone_give_no_good_verdict() -> None:
    terms = with_expectations(agreement(uptime()), suppliers=(Supplier("a", availability=d("99.99")),))
    found = judged(terms)
    assert found.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert "expectations.evidence.incidents" in found.missing


def test_suppliers_that_owe_too_little_decide_alone() -> None:
    terms = with_expectations(agreement(uptime()), suppliers=(Supplier("a", availability=d("99.85")),))
    found = judged(terms)
    assert (found.verdict, found.chance) == (Verdict.STRETCH, None)
    assert found.decided_by is not None
    assert found.decided_by.kind == "suppliers"


def test_the_worst_of_several_kinds_of_evidence_decides() -> None:
    found = at("99.8", *YEAR, suppliers=(Supplier("a", availability=d("99.5")),))
    assert found.verdict is Verdict.LIKELY
    assert [each.kind for each in found.constraints] == ["history", "suppliers"]


def test_where_lower_is_better_the_nearest_is_higher() -> None:
    level = uptime(unit="minutes", direction=Direction.LOWER, targets=(Target(d("20")),))
    found = judged(with_history(*months(*["10", "30"] * 6), level=level))
    assert (found.verdict, found.nearest) == (Verdict.STRETCH, d("30"))


def test_an_unknown_time_zone_is_said_and_ends_nothing() -> None:
    evidence = Evidence(incidents=(TypicalIncidents("uptime", d("6"), minutes(20), hours(2)),))
    found = judged(with_expectations(agreement(uptime(time_zone="Mars/Olympus")), evidence=evidence))
    assert found.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert "no time zone called “Mars/Olympus”" in found.constraints[0].words


@settings(deadline=None)
@given(VALUES, st.decimals(98, 100, places=2), st.decimals(0, 2, places=2))
def test_a_tighter_target_never_has_a_better_verdict(values: list[str], target: Decimal, more: Decimal) -> None:
    stricter = min(target + more, d("100"))
    loose, tight = (SEVERITY_OF_VERDICT[at(str(each), *values).verdict] for each in (target, stricter))
    assert tight >= loose


@SLOW
@given(AGREEMENTS | structs(Evidence).map(lambda evidence: with_expectations(agreement(uptime()), evidence=evidence)))
def test_any_agreement_is_judged(terms: Agreement) -> None:
    found = assess(terms)
    assert json.loads(json.dumps(assessment_data(terms, found)))["targets"] is not None
    assert assessment_words(found, "EUR")


# --- words ------------------------------------------------------------------------------------------------------


def test_managers_read_verdict_chance_reason_and_way_out() -> None:
    words = assessment_words((at("99.95", *YEAR),), "EUR").splitlines()
    assert words[0] == "Uptime: at least 99.95\u00a0%"
    assert words[1].startswith("  STRETCH, kept with a chance of 50\u00a0%.")
    assert words[2].startswith("  Decided by history: The target was met in 6 of 12 windows.")
    assert words[3] == "  Nearest comfortable target: at least 99.85\u00a0%"
    assert "    at least 99.9\u00a0%: 11 windows met, chance of the next 88\u00a0%" in words


def test_a_draft_without_figures_has_nothing_to_judge() -> None:
    assert "nothing to judge" in assessment_words(assess(Agreement()), "EUR")


def test_a_band_is_told_with_both_edges() -> None:
    level = uptime(unit="celsius", direction=Direction.BAND, targets=(Target(d("18"), upper=d("24")),))
    found = judged(with_history(*months(*["20"] * 12), level=level))
    assert found.verdict is Verdict.COMFORTABLE
    assert assessment_words((found,), "EUR").startswith("Uptime: 18\u00a0°C to 24\u00a0°C")


def test_the_nearest_band_is_wider_on_both_sides() -> None:
    level = uptime(unit="celsius", direction=Direction.BAND, targets=(Target(d("18"), upper=d("24")),))
    found = judged(with_history(*months(*["20"] * 8, *["17", "25"] * 2), level=level))
    assert found.verdict is Verdict.STRETCH
    assert (found.nearest, found.nearest_upper) == (d("16.8"), d("25.2"))
    assert "Nearest comfortable target: 16.8\u00a0°C to 25.2\u00a0°C" in assessment_words((found,), "EUR")
    (data,) = assessment_data(Agreement(), (found,))["targets"]
    assert (data["nearest_comfortable"], data["nearest_comfortable_upper"]) == ("16.8", "25.2")


def test_the_data_names_every_field_the_words_rest_on() -> None:
    (target,) = assessment_data(Agreement(), (at("99.95", *YEAR),))["targets"]
    assert target["field"] == "metrics.levels.0.targets.0.value"
    assert target["nearest_comfortable"] == "99.85"
    assert all(each["field"] and each["says"] for each in target["evidence"])
    assert {each["target"] for each in target["history_at_other_targets"]} >= {"99.9", "99.95", "99.99"}


def test_a_long_history_is_thinned_and_still_finds_the_nearest() -> None:
    values = [f"99.{number:03}" for number in range(300, 900)] + ["99.95"] * 60
    found = at("99.9", *values)
    assert found.verdict is Verdict.UNREALISTIC
    assert found.nearest is not None
    assert at(str(found.nearest), *values).verdict is Verdict.COMFORTABLE
