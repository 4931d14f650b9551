"""Tests of findings that are let stand."""

from __future__ import annotations

import msgspec

from slawizard.agreement.agreement import Agreement, Waiver
from slawizard.agreement.edits import move
from slawizard.agreement.expectations import StaffShift
from slawizard.checks import CODES, Finding, FindingLevel, findings, qualities, waived_findings, waiver_for
from tests.checks.cases import Case, changed, check_found, check_spared, fields_of, parametrized

DUTY = "expectations.duties.1.text"
EMPTY_DUTY = ((DUTY, ""),)
REASON = "Both sides know it from the order."
CASES = (
    Case(
        "AGR-WAIVER-NO-REASON",
        "waived.0.reason",
        (*EMPTY_DUTY, ("waived", (Waiver("EXP-DUTY-EMPTY", DUTY, " "),))),
        (*EMPTY_DUTY, ("waived", (Waiver("EXP-DUTY-EMPTY", DUTY, REASON),))),
    ),
    Case(
        "AGR-WAIVER-STALE",
        "waived.0",
        (("waived", (Waiver("EXP-DUTY-EMPTY", DUTY, REASON),)),),
        (*EMPTY_DUTY, ("waived", (Waiver("EXP-DUTY-EMPTY", DUTY, REASON),))),
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


def waiving(agreement: Agreement, *codes: str, reason: str = REASON) -> Agreement:
    """The agreement with the only finding of each code let stand."""
    waived = tuple(waiver_for(agreement, only(code, agreement), reason) for code in codes)
    return msgspec.structs.replace(agreement, waived=waived)


def test_an_error_that_is_let_stand_is_no_finding_and_is_told_with_its_reason() -> None:
    agreement = changed(EMPTY_DUTY)
    assert only("EXP-DUTY-EMPTY", agreement).level is FindingLevel.ERROR
    waived = waiving(agreement, "EXP-DUTY-EMPTY")
    assert fields_of("EXP-DUTY-EMPTY", waived) == []
    ((finding, waiver),) = waived_findings(waived)
    assert (finding.code, finding.field, waiver.reason) == ("EXP-DUTY-EMPTY", DUTY, REASON)
    assert findings(waived) == findings(changed(()))


def test_a_waiver_without_a_reason_lets_nothing_stand() -> None:
    waived = waiving(changed(EMPTY_DUTY), "EXP-DUTY-EMPTY", reason="  ")
    assert fields_of("EXP-DUTY-EMPTY", waived) == [DUTY]
    assert waived_findings(waived) == ()


def test_a_waiver_follows_its_row_when_rows_move() -> None:
    waived = waiving(changed(EMPTY_DUTY), "EXP-DUTY-EMPTY")
    moved = move(waived, "expectations.duties", 1, 3)
    assert [finding.field for finding, _waiver in waived_findings(moved)] == ["expectations.duties.3.text"]
    assert fields_of("AGR-WAIVER-STALE", moved) == []


def test_a_waiver_by_position_lets_no_other_row_stand_in_its_place() -> None:
    shifts = (StaffShift("Desk", 0), StaffShift("Night", 0), StaffShift("Weekend", 1))
    agreement = changed((("expectations.staffing", shifts),))
    first = next(finding for finding in findings(agreement) if finding.code == "EXP-STAFF-NOBODY")
    waived = msgspec.structs.replace(agreement, waived=(waiver_for(agreement, first, REASON),))
    assert fields_of("EXP-STAFF-NOBODY", waived) == ["expectations.staffing.1.people"]
    swapped = move(waived, "expectations.staffing", 1, 0)
    assert waived_findings(swapped) == ()
    assert fields_of("AGR-WAIVER-STALE", swapped) == ["waived.0"]


def test_a_waiver_of_another_code_or_field_covers_nothing() -> None:
    for waiver in (
        Waiver("EXP-DUTY-NO-TIME", DUTY, REASON),
        Waiver("EXP-DUTY-EMPTY", "expectations.duties.2.text", REASON),
    ):
        agreement = changed((*EMPTY_DUTY, ("waived", (waiver,))))
        assert fields_of("EXP-DUTY-EMPTY", agreement) == [DUTY]
        assert fields_of("AGR-WAIVER-STALE", agreement) == ["waived.0"]


def test_findings_about_waivers_cannot_be_waived_away() -> None:
    stale = Waiver("AGR-WAIVER-STALE", "waived.0", REASON)
    assert fields_of("AGR-WAIVER-STALE", changed((("waived", (stale,)),))) == ["waived.0"]


def test_what_is_let_stand_weighs_on_none_of_the_four_words() -> None:
    waived = waiving(changed(EMPTY_DUTY), "EXP-DUTY-EMPTY")
    behind = {finding.code for answer in qualities(findings(waived)) for finding in answer.findings}
    assert "EXP-DUTY-EMPTY" not in behind
    assert behind <= set(CODES)
