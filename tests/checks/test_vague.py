"""Tests of the check for words that cannot be measured."""

import pytest

from tests.checks.cases import Case, at, changed, check_found, check_spared, fields_of, parametrized

UPTIME = "metrics.levels.0"
CASES = (
    at(f"{UPTIME}.numerator", "MET-VAGUE-WORDS", "time that is generally up", "time that is up"),
    at(f"{UPTIME}.scope", "MET-VAGUE-WORDS", "all systems, where possible", "all systems in the list"),
    at(
        f"{UPTIME}.exclusions",
        "MET-VAGUE-WORDS",
        ("work that is usually short",),
        ("work of up to 5 minutes",),
        found=f"{UPTIME}.exclusions.0",
    ),
    at(
        f"{UPTIME}.targets.0.condition",
        "MET-VAGUE-WORDS",
        "the Customer answers promptly",
        "the Customer answers in time",
    ),
    at(f"{UPTIME}.measurement.source", "MET-VAGUE-WORDS", "probes at reasonable efforts", "reasonably placed probes"),
    at("metrics.levels.1.clock.stops", "MET-VAGUE-WORDS", "work starts as soon as practicable", "work starts"),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


@pytest.mark.parametrize("words", ["As soon as possible", "best endeavours", "ASAP", "within a reasonable time"])
def test_the_usual_ways_of_saying_nothing_are_known(words: str) -> None:
    assert fields_of("MET-VAGUE-WORDS", changed(((f"{UPTIME}.scope", words),))) == [f"{UPTIME}.scope"]


def test_a_level_without_credits_may_be_vague() -> None:
    assert fields_of("MET-VAGUE-WORDS", changed((("metrics.levels.3.clock.stops", "it is usually done"),))) == []


def test_a_severity_on_which_credits_depend_may_not_be_vague() -> None:
    edits = (("metrics.severities.0.definition", "The service is generally unusable."),)
    assert fields_of("MET-VAGUE-WORDS", changed(edits, "saas")) == ["metrics.severities.0.definition"]
    assert fields_of("MET-VAGUE-WORDS", changed(edits)) == []
