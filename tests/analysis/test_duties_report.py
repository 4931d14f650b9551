"""Tests of the judgement of duties as data and as words."""

from __future__ import annotations

import json

from slawizard.agreement.expectations import Duty
from slawizard.analysis.assessment import assess
from slawizard.analysis.assessment_report import assessment_data, assessment_words
from slawizard.analysis.duties import assess_duties
from slawizard.analysis.duties_report import duties_data, duties_words
from tests.agreements.quantities import hours
from tests.analysis.calculating import agreement
from tests.analysis.evidence import with_expectations
from tests.analysis.test_duties import SITE

DUTY = Duty("answer", text="answer questions", within=hours(4), counted_from="the question")
TERMS = with_expectations(agreement(), duties=(DUTY,), staffing=(SITE,))


def test_a_duty_has_the_same_names_as_a_target() -> None:
    (found,) = duties_data(assess_duties(TERMS))
    target = assessment_data(TERMS, assess(TERMS))["targets"][0]
    shared = {"field", "verdict", "chance", "binding_constraint", "nearest_comfortable", "missing", "evidence"}
    assert shared <= set(found) & set(target)
    assert (found["verdict"], found["within"], found["nearest_comfortable"]) == ("unrealistic", "4 hours", "64 hours")
    assert found["evidence"][0]["assumptions"]
    assert found["evidence"][0]["formula"]


def test_a_manager_reads_who_is_missing_and_what_would_do() -> None:
    lines = duties_words(assess_duties(TERMS)).splitlines()
    assert lines[0] == "The customer: answer questions within 4\u00a0hours of the question"
    assert lines[1].startswith("  UNREALISTIC, somebody there in time with a chance of 36\u00a0%.")
    assert "nobody of the customer will be there in time" in lines[2]
    assert lines[3] == "  Nearest comfortable time: 64\u00a0hours"


def test_duties_stand_after_the_targets() -> None:
    words = assessment_words(assess(TERMS), "EUR", assess_duties(TERMS))
    assert words.index("Uptime") < words.index("\n\nDuties\n\n") < words.index("answer questions")
    assert json.dumps(assessment_data(TERMS, assess(TERMS))["duties"])
