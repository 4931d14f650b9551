"""Tests of the answer as plain data."""

from __future__ import annotations

import json

import pytest

from slawizard.agreement.consequences import NoConsequence, Payment, Remedy, RemedyKind
from slawizard.agreement.metrics import Alternative, Target
from slawizard.analysis.report import exact, target_words, text
from tests.agreements.quantities import d, days
from tests.analysis.calculating import agreement, answer, only_outcome, rule, uptime, window


def test_figures_are_text_with_every_decimal() -> None:
    found = only_outcome(answer(agreement(), window({"level": "uptime", "outages": [{"lasted": 60}]})))
    assert found["value"].startswith("99.8611111111")
    assert found["lost_minutes"] == "60"


def test_a_level_tells_value_target_verdict_and_allowance() -> None:
    found = answer(agreement(rules=(rule(),)), window({"level": "uptime", "value": "99"}))["windows"][0]["levels"][0]
    assert (found["met"], found["total"]) == (False, "100.00")
    (outcome,) = found["outcomes"]
    assert outcome["target_words"] == "99.9\u00a0%"
    assert outcome["allowed_downtime"] == {
        "minutes": "43.2",
        "clock": "43:12",
        "words": "43\u00a0min 12\u00a0s",
        "of_minutes": "43200",
    }
    assert outcome["missed_by"] == "0.9"


def test_steps_are_sentences() -> None:
    found = answer(agreement(rules=(rule(),)), window({"level": "uptime", "value": "99"}))
    (credit,) = found["windows"][0]["levels"][0]["credits"]
    assert credit["steps"] == [
        "The measured value is 99\u00a0%.",
        "That is in the band at least 99\u00a0% and below 99.9\u00a0%: 10\u00a0%.",
        "10\u00a0% of the monthly fee, EUR\u00a01,000.00: EUR\u00a0100.00.",
    ]


def test_the_answer_is_plain_json() -> None:
    found = answer(agreement(rules=(rule(),)), window({"level": "uptime", "value": "99"}))
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target(d("2")), "2\u00a0hours"),
        (Target(d("22"), upper=d("26")), "22\u00a0hours to 26\u00a0hours"),
        (Target(words="at once"), "at once"),
        (Target(due_date=True), "the date named in the order"),
        (Target(d("24"), alternative=Alternative(d("8"), "service_hours")), "24\u00a0hours or 8\u00a0service hours"),
        (Target(), None),
        (None, None),
    ],
)
def test_a_target_reads_as_it_is(target: Target | None, words: str | None) -> None:
    assert target_words(target, "hours") == words


def test_exact_figures_have_no_zeros_at_the_end_and_no_exponent() -> None:
    assert exact(d("1E+3")) == "1000"
    assert exact(d("1.500")) == "1.5"
    assert text(d("1.50")) == "1.50"
    assert exact(None) is text(None) is None


def test_a_miss_tells_what_else_follows() -> None:
    remedies = (
        Remedy(RemedyKind.ROOT_CAUSE_REPORT, "any miss", days(5)),
        Remedy(RemedyKind.IMPROVEMENT_PLAN, levels=("other",)),
    )
    none = NoConsequence("uptime", "It is new.")
    terms = agreement(remedies=remedies, no_consequence=(none,), payment=Payment(expires_after=days(90)))
    found = answer(terms, window({"level": "uptime", "value": "99"}))
    (level,) = found["windows"][0]["levels"]
    (remedy,) = level["remedies"]
    assert (remedy["kind"], remedy["within"]) == ("root_cause_report", "5\u00a0days")
    assert level["no_consequence"] == "It is new."
    assert found["payment"]["expires_after"] == "90\u00a0days"
    kept = answer(terms, window({"level": "uptime", "value": "100"}))
    assert kept["windows"][0]["levels"][0]["remedies"] == []


def test_an_undecided_level_is_listed() -> None:
    found = answer(
        agreement(uptime(targets=(Target(words="as good as it gets"),))), window({"level": "uptime", "value": 1})
    )
    assert found["windows"][0]["levels"][0]["met"] is None
    assert "as good as it gets" in found["undecided"][0]
