"""Tests of the checks that span steps."""

from slawizard.agreement.agreement import LeftOut
from slawizard.agreement.edits import replace
from tests.agreements import small
from tests.agreements.quantities import days, euro, working_days
from tests.checks.cases import Add, Case, at, changed, check_found, check_spared, fields_of, parametrized, sound

MAINTENANCE = "expectations.maintenance"
CASES = (
    at("objectives.calendars.1.holidays_of", "AGR-WORKING-DAY-HOLIDAYS", "", "CA-ON", "saas"),
    Case(
        "AGR-ID-DUPLICATE",
        "metrics.levels.2.id",
        (("metrics.levels.2.id", "availability"),),
        (("metrics.levels.2.id", "availability-2"),),
    ),
    Case("AGR-ID-DUPLICATE", "objectives.calendars.1.id", (("objectives.calendars.1.id", "always"),), ()),
    Case(
        "AGR-ID-DUPLICATE",
        "consequences.rules.1.id",
        (("consequences.rules.1.id", "p2-credit"), ("consequences.rules.0.id", "p2-credit")),
        (),
    ),
    Case(
        "AGR-ID-EMPTY",
        "metrics.severities.0.id",
        (("metrics.severities.0.id", " "),),
        (("metrics.severities.0.id", "1"),),
    ),
    Case(
        "AGR-TIME-ZONE-UNKNOWN",
        "metrics.levels.0.time_zone",
        (("metrics.levels.0.time_zone", "Europe/Londn"),),
        (("metrics.levels.0.time_zone", "UTC"),),
    ),
    Case(
        "AGR-TIME-ZONE-UNKNOWN",
        "metrics.levels.0.time_zone",
        (("metrics.levels.0.time_zone", "../etc/passwd"),),
        (("metrics.levels.0.time_zone", ""),),
    ),
    Case(
        "AGR-TIME-ZONE-UNKNOWN",
        "objectives.calendars.0.time_zone",
        (("objectives.calendars.0.time_zone", "Europe"),),
        (("objectives.calendars.0.time_zone", "Asia/Kathmandu"),),
    ),
    Case(
        "AGR-TIME-ZONE-UNKNOWN",
        f"{MAINTENANCE}.time_zone",
        ((f"{MAINTENANCE}.time_zone", "GMT+25"),),
        ((f"{MAINTENANCE}.time_zone", "Etc/GMT+5"),),
    ),
    Case(
        "AGR-CURRENCY-MIXED",
        "consequences.payment.least",
        (("consequences.payment.least", euro("5")),),
        (("consequences.payment.least", None),),
    ),
    Case(
        "AGR-CURRENCY-MIXED",
        "flexibility.scaling.bands.0.unit_price",
        (("frame.currency", "USD"),),
        (("frame.currency", "GBP"),),
    ),
    Case(
        "AGR-DURATION-ZERO",
        "consequences.payment.within",
        (("consequences.payment.within", days(0)),),
        (("consequences.payment.within", days(1)),),
    ),
    Case(
        "AGR-DURATION-NEGATIVE",
        "consequences.payment.within",
        (("consequences.payment.within", days(-1)),),
        (("consequences.payment.within", days(0)),),
    ),
    Case(
        "AGR-LEFT-OUT-NO-REASON",
        "left_out.0.reason",
        (("left_out", (LeftOut("frame.master_agreement", ""),)),),
        (("left_out", (LeftOut("frame.master_agreement", "There is none."),)),),
    ),
    Case(
        "AGR-LEFT-OUT-FILLED",
        "left_out.0.path",
        (("left_out", (LeftOut("frame.governing_law", "No."),)),),
        (("left_out", (LeftOut("consequences.earn_back", "Not wanted."),)),),
    ),
    Case(
        "AGR-LEFT-OUT-FILLED",
        "left_out.0.path",
        (("left_out", (LeftOut("frame.nowhere", "Gone."),)),),
        (("left_out", (LeftOut("consequences.bonuses", "Not wanted."),)),),
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_without_working_days_holidays_do_not_matter() -> None:
    agreement = replace(small(), "objectives.calendars.0.holidays_of", "")
    assert fields_of("AGR-WORKING-DAY-HOLIDAYS", agreement) == []
    counted = replace(agreement, "consequences.payment.within", working_days(5))
    assert fields_of("AGR-WORKING-DAY-HOLIDAYS", counted) == ["objectives.calendars.0.holidays_of"]


def test_round_the_clock_support_leaves_no_holidays_out_by_right() -> None:
    assert fields_of("AGR-WORKING-DAY-HOLIDAYS", changed((("objectives.calendars.1.holidays_of", ""),))) == []


def test_a_group_left_out_may_keep_its_presets() -> None:
    agreement = changed(
        (
            ("expectations.continuity", type(sound().expectations.continuity)()),
            ("left_out", Add(LeftOut("expectations.continuity", "The service may wait."))),
        )
    )
    assert fields_of("AGR-LEFT-OUT-FILLED", agreement) == []
