"""Tests of the checks of step 5."""

import datetime as dt

from slawizard.agreement.flexibility import LegalRider, Revision, ScalingBand, TriggerKind
from slawizard.agreement.parties import RenewalKind
from slawizard.agreement.quantities import Money
from tests.agreements.quantities import d, days, months, working_days
from tests.checks.cases import Add, Case, at, changed, check_found, check_spared, fields_of, parametrized

STEP = "flexibility"
BANDS = f"{STEP}.scaling.bands"
FIRST = f"{STEP}.triggers.0"
ENDS = ("frame.renewal", RenewalKind.ENDS)
NO_NOTICE = (f"{STEP}.renewal_notice", None)
NO_LENGTH = ("frame.renewal_term", None)


def _band(lower: str, upper: str | None, price: str = "31.50") -> ScalingBand:
    return ScalingBand(d(lower), d(upper) if upper else None, Money(d(price), "GBP"), "as agreed")


CASES = (
    Case("FLX-RENEWAL-TERM-MISSING", "frame.renewal_term", (NO_LENGTH,), (NO_LENGTH, ENDS)),
    Case("FLX-RENEWAL-TERM-UNUSED", "frame.renewal_term", (ENDS,), (ENDS, NO_LENGTH)),
    Case("FLX-RENEWAL-NOTICE-UNUSED", f"{STEP}.renewal_notice", (ENDS,), (ENDS, NO_NOTICE)),
    at(f"{STEP}.renewal_notice", "FLX-RENEWAL-NOTICE-BEYOND-TERM", months(12), months(11)),
    Case(
        "FLX-RENEWAL-NOTICE-BEYOND-TERM",
        f"{STEP}.renewal_notice",
        (("frame.term", months(5)),),
        (("frame.term", months(7)),),
    ),
    at(f"{STEP}.review.every", "FLX-REVIEW-RARE", months(36), months(18)),
    at(f"{STEP}.change.agree_within", "FLX-CHANGE-ORDER", working_days(9), working_days(10)),
    at(f"{STEP}.change.if_not_agreed", "FLX-CHANGE-DEADLOCK", "", "nothing changes"),
    at(f"{FIRST}.condition", "FLX-TRIGGER-EMPTY", "", "the volume doubles"),
    at(f"{FIRST}.condition", "FLX-TRIGGER-NO-FIGURE", "the volume changes a lot", "the volume doubles twice"),
    at(f"{FIRST}.talks_within", "FLX-TRIGGER-NO-TIME", None, days(1)),
    Case(
        "FLX-TRIGGER-NO-VOLUME",
        f"{FIRST}.kind",
        (("expectations.volumes", ()),),
        (("expectations.volumes", ()), (f"{FIRST}.kind", TriggerKind.OTHER)),
    ),
    at(f"{BANDS}.0.upper", "FLX-SCALING-EDGES", d("500"), d("750")),
    at(f"{BANDS}.1.lower", "FLX-SCALING-GAP", d("751"), d("750")),
    at(f"{BANDS}.1.lower", "FLX-SCALING-OVERLAP", d("749"), d("750")),
    at(f"{BANDS}.0.upper", "FLX-SCALING-OVERLAP", None, d("750"), found=f"{BANDS}.1.lower"),
    at(f"{BANDS}.1.unit_price", "FLX-SCALING-DEARER", Money(d("32"), "GBP"), Money(d("31.50"), "GBP")),
    at(f"{STEP}.scaling.least_commitment", "FLX-LEAST-COMMITMENT", d("499"), d("500")),
    at(f"{STEP}.scaling.peak_at_most", "FLX-PEAK-OPEN", None, months(1)),
    at(f"{STEP}.exit.customer_notice", "FLX-EXIT-NOTICE-BEYOND-TERM", months(37), months(36)),
    at(f"{STEP}.exit.data_deletion_within", "FLX-DELETION-BEFORE-RETURN", days(29), days(30)),
    at(f"{STEP}.exit.transition_period", "FLX-TRANSITION-OPEN", None, months(1)),
    at(f"{STEP}.revisions.1.date", "FLX-REVISION-ORDER", dt.date(2027, 1, 28), dt.date(2027, 1, 29)),
    at("frame.version", "FLX-VERSION-UNLISTED", "1.1", "0.9"),
    Case(
        "FLX-REVISION-TWICE",
        f"{STEP}.revisions.3.version",
        ((f"{STEP}.revisions", Add(Revision("1.0", dt.date(2027, 3, 1)))),),
        ((f"{STEP}.revisions", Add(Revision("1.1", dt.date(2027, 3, 1)))),),
    ),
    Case(
        "FLX-RIDER-EMPTY",
        f"{STEP}.riders.0.text",
        ((f"{STEP}.riders", Add(LegalRider("Scotland", ""))),),
        ((f"{STEP}.riders", Add(LegalRider("Scotland", "Scots law applies."))),),
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_an_indefinite_agreement_may_need_long_notice() -> None:
    edits = (("frame.renewal", RenewalKind.INDEFINITE), (f"{STEP}.exit.customer_notice", months(40)))
    assert fields_of("FLX-EXIT-NOTICE-BEYOND-TERM", changed(edits)) == []


def test_a_law_that_changes_needs_no_figure() -> None:
    assert fields_of("FLX-TRIGGER-NO-FIGURE", changed(((f"{STEP}.triggers.1.condition", "a law changes"),))) == []


def test_bands_that_meet_are_in_order() -> None:
    edits = ((BANDS, (_band("1", "600", "31.50"), _band("600", "900", "30"), _band("900", None, "29"))),)
    agreement = changed(edits)
    for code in ("FLX-SCALING-GAP", "FLX-SCALING-OVERLAP", "FLX-SCALING-EDGES", "FLX-SCALING-DEARER"):
        assert fields_of(code, agreement) == []
