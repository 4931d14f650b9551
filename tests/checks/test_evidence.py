"""Tests of the checks of targets, asks and offers against the evidence."""

import datetime as dt

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Evidence, History, HistoryWindow, TicketLoad, TypicalIncidents
from slawizard.agreement.metrics import WindowKind
from slawizard.analysis import assessment
from slawizard.checks import Finding, evidence, findings
from tests.agreements.quantities import d, hours, minutes
from tests.checks.cases import Case, at, changed, check_found, check_spared, fields_of, parametrized, sound

STEP = "expectations"
TARGET = "metrics.levels.0.targets.0.value"


def past(*values: str, level: str = "uptime", **more: object) -> Evidence:
    """Evidence of months with these values."""
    windows = tuple(
        HistoryWindow(dt.date(2025 + number // 12, number % 12 + 1, 1), d(each)) for number, each in enumerate(values)
    )
    return Evidence(histories=(History(level, windows=windows, **more),))  # type: ignore[arg-type]


GOOD = past(*["99.99"] * 12)
CASES = (
    at(f"{STEP}.evidence", "MET-TARGET-UNREALISTIC", past(*["99.99"] * 4, *["99.5"] * 8), GOOD, "saas", TARGET),
    at(f"{STEP}.evidence", "MET-TARGET-STRETCH", past(*["99.99"] * 8, *["99.5"] * 4), GOOD, "saas", TARGET),
    Case(
        "EXP-POSITION-OFFER-UNREALISTIC",
        f"{STEP}.positions.0.provider_offers",
        ((f"{STEP}.evidence", GOOD), (f"{STEP}.positions.0.provider_offers", d("99.999"))),
        ((f"{STEP}.evidence", GOOD), (f"{STEP}.positions.0.provider_offers", d("99.95"))),
        "saas",
    ),
    Case(
        "EXP-POSITION-ASK-UNREALISTIC",
        f"{STEP}.positions.0.customer_asks",
        ((f"{STEP}.evidence", GOOD), (f"{STEP}.positions.0.customer_asks", d("99.999"))),
        ((f"{STEP}.evidence", GOOD), (f"{STEP}.positions.0.customer_asks", d("99.98"))),
        "saas",
    ),
    Case(
        "EXP-SUPPLIER-WINDOW",
        f"{STEP}.suppliers.2.window",
        (
            (f"{STEP}.evidence", Evidence()),
            (f"{STEP}.suppliers.2.window", "year"),
            (f"{STEP}.suppliers.2.availability", d("99.97")),
        ),
        (
            (f"{STEP}.evidence", Evidence()),
            (f"{STEP}.suppliers.2.window", "month"),
            (f"{STEP}.suppliers.2.availability", d("99.97")),
        ),
        "saas",
    ),
    at(
        f"{STEP}.evidence",
        "EXP-HISTORY-WINDOW",
        past("99.9", window=WindowKind.QUARTER),
        past("99.9"),
        "saas",
        f"{STEP}.evidence.histories.0.window",
    ),
    at(
        f"{STEP}.evidence",
        "EXP-EVIDENCE-UNKNOWN",
        past("99.9", level="gone"),
        past("99.9"),
        "saas",
        f"{STEP}.evidence.histories.0.level",
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def only(code: str, agreement: Agreement) -> Finding:
    """The only finding of a code."""
    (found,) = [finding for finding in findings(agreement) if finding.code == code]
    return found


def test_the_mend_names_the_nearest_comfortable_target_and_the_reason_its_chance() -> None:
    terms = changed(((f"{STEP}.evidence", past(*["99.99"] * 4, *["99.5"] * 8)),), "saas")
    found = only("MET-TARGET-UNREALISTIC", terms)
    assert "99.9\u00a0%" in found.text
    assert "met in 4 of 12 windows" in found.text
    assert "a chance of 35\u00a0%" in found.why
    assert "Agree on 99.5\u00a0%" in found.mend


def test_where_nothing_would_be_comfortable_no_figure_is_named() -> None:
    often = Evidence(incidents=(TypicalIncidents("uptime", d("500"), hours(40), hours(200)),))
    assert "No usual figure" in only("MET-TARGET-UNREALISTIC", changed(((f"{STEP}.evidence", often),), "saas")).mend


def test_evidence_of_nothing_is_found_in_each_kind() -> None:
    lost = Evidence(
        histories=(History("a"),), incidents=(TypicalIncidents("b"),), tickets=(TicketLoad("c", d("1"), minutes(1)),)
    )
    assert fields_of("EXP-EVIDENCE-UNKNOWN", changed(((f"{STEP}.evidence", lost),), "saas")) == [
        f"{STEP}.evidence.histories.0.level",
        f"{STEP}.evidence.incidents.0.level",
        f"{STEP}.evidence.tickets.0.severity",
    ]


def test_edits_that_no_verdict_depends_on_judge_nothing_anew() -> None:
    terms = changed(((f"{STEP}.evidence", past(*["99.99"] * 4, *["99.5"] * 8)),), "saas")
    before = findings(terms)
    known = evidence._judged.cache_info().misses, evidence._at.cache_info().misses
    again = msgspec.structs.replace(terms, title="Another title", consequences=sound("managed-it").consequences)
    assert only("MET-TARGET-UNREALISTIC", again) in before
    assert (evidence._judged.cache_info().misses, evidence._at.cache_info().misses) == known


def test_what_the_check_says_is_what_the_assessment_says() -> None:
    terms = changed(((f"{STEP}.evidence", past(*["99.99"] * 4, *["99.5"] * 8)),), "saas")
    (assessed,) = [each for each in assessment.assess(terms) if each.promise.path == TARGET]
    assert assessed.verdict == "unrealistic"
    assert assessed.nearest == d("99.5")
    assert fields_of("MET-TARGET-UNREALISTIC", terms) == [TARGET]
