"""Tests of the checks of step 1."""

import datetime as dt

from slawizard.agreement.consequences import NoConsequence, Remedy
from slawizard.agreement.metrics import Standing
from slawizard.agreement.objectives import Consent, SeasonalPeak
from slawizard.agreement.quantities import WORKWEEK, HoursCalendar, HoursSpan, Weekday
from tests.checks.cases import Add, Case, at, changed, check_found, check_spared, fields_of, parametrized

STEP = "objectives"
FIRST = "objectives.objectives.0"
DESK = "objectives.calendars.1"
EVENINGS = HoursSpan((Weekday.MON,), dt.time(18), dt.time(20))
NIGHTS = HoursSpan(WORKWEEK, dt.time(18, 30), dt.time(7, 30))
FREE = tuple(NoConsequence(level, "Agreed.") for level in ("response", "resolution"))

CASES = (
    at(f"{FIRST}.levels", "OBJ-NO-METRIC", (), ("availability",)),
    at(f"{FIRST}.levels", "OBJ-INFORMATIONAL-ONLY", ("satisfaction",), ("satisfaction", "availability")),
    at(f"{FIRST}.sentence", "OBJ-SENTENCE-EMPTY", "  ", "Clinics work."),
    at(f"{FIRST}.owner", "OBJ-NO-OWNER", "", "Head of IT"),
    at(f"{FIRST}.customer_consent", "OBJ-NOT-ACCEPTED", Consent.OPEN, Consent.ACCEPTED),
    at(
        "objectives.objectives.1.sentence",
        "OBJ-DUPLICATE",
        "clinicians CAN open the patient record whenever a clinic sees patients.",
        "Clinicians can open it.",
    ),
    at(f"{STEP}.out_of_scope.0", "OBJ-SCOPE-CONTRADICTS", "a service desk  for all Users", "a service desk for guests"),
    at(f"{DESK}.spans", "OBJ-HOURS-EMPTY", (), (EVENINGS,)),
    at(f"{DESK}.spans", "OBJ-HOURS-EMPTY", (HoursSpan(()),), (EVENINGS,)),
    Case(
        "OBJ-HOURS-OVERLAP", f"{DESK}.spans.2", ((f"{DESK}.spans", Add(EVENINGS)),), ((f"{DESK}.spans", Add(NIGHTS)),)
    ),
    Case(
        "OBJ-HOURS-UNUSED",
        f"{STEP}.calendars.2",
        ((f"{STEP}.calendars", Add(HoursCalendar("nights", "Nights", spans=(NIGHTS,)))),),
        (
            (f"{STEP}.calendars", Add(HoursCalendar("nights", "Nights", spans=(NIGHTS,)))),
            ("metrics.severities.0.calendar", "nights"),
        ),
    ),
    at(f"{DESK}.holidays_of", "OBJ-HOLIDAYS-UNKNOWN", "XX", "DE-BE"),
    at(f"{DESK}.holidays_of", "OBJ-HOLIDAYS-UNKNOWN", "DE-XX", ""),
    at(f"{DESK}.holidays_of", "OBJ-HOLIDAYS-UNKNOWN", "gb", "NL"),
    at(f"{STEP}.service_hours", "OBJ-CRITICAL-BY-DAY", "desk", ""),
    at(f"{STEP}.channels.0.address", "OBJ-CHANNEL-NO-ADDRESS", " ", "0117 496 0111"),
    at(f"{STEP}.seasonal_peaks.0.end", "OBJ-PEAK-DATES", dt.date(2027, 11, 14), dt.date(2027, 11, 15)),
    Case(
        "OBJ-DATA-NOWHERE",
        f"{STEP}.data_locations",
        ((f"{STEP}.data_locations", ()),),
        ((f"{STEP}.data_locations", ()), (f"{STEP}.data_processed", "")),
    ),
    Case(
        "OBJ-MUST-WITHOUT-CREDIT",
        f"{FIRST}.priority",
        ((f"{FIRST}.levels", ("response",)),),
        ((f"{FIRST}.levels", ("response", "availability")),),
    ),
    Case(
        "OBJ-MUST-WITHOUT-CREDIT",
        f"{FIRST}.priority",
        ((f"{FIRST}.levels", ("response",)),),
        ((f"{FIRST}.levels", ("response",)), ("consequences.remedies", Add(Remedy(levels=("response",))))),
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_both_parties_are_named_when_both_are_still_open() -> None:
    from slawizard.checks import findings

    agreement = changed(((f"{FIRST}.customer_consent", Consent.OPEN), (f"{FIRST}.provider_consent", Consent.OPEN)))
    made = next(finding for finding in findings(agreement) if finding.code == "OBJ-NOT-ACCEPTED")
    assert "the provider and the customer" in made.text


def test_an_informational_level_that_becomes_binding_settles_the_objective() -> None:
    before = changed((("objectives.objectives.3.levels", ("satisfaction",)),))
    after = changed((("metrics.levels.4.standing", Standing.BINDING),))
    assert fields_of("OBJ-INFORMATIONAL-ONLY", before) == ["objectives.objectives.3.levels"]
    assert fields_of("OBJ-INFORMATIONAL-ONLY", after) == []


def test_a_peak_without_its_dates_is_no_contradiction() -> None:
    agreement = changed(((f"{STEP}.seasonal_peaks", (SeasonalPeak("Easter"),)),))
    assert fields_of("OBJ-PEAK-DATES", agreement) == []
