"""The way through the steps: in order the first time, freely after that, and never closed by a finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.flexibility import Flexibility, Review
from slawizard.agreement.metrics import Metrics, ServiceLevel, Severity
from slawizard.agreement.objectives import Objectives
from slawizard.checks import findings
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.wizard.flow import Flow, StepStatus
from slawizard.wizard.steps import STEP_KEYS
from tests.agreements import empty, full, small


def still_open(field: str) -> Finding:
    """A finding that only says that a field is empty."""
    return Finding(code="OBJ-GAP", level=FindingLevel.ERROR, field=field, text="", why="", mend="")


def finding(field: str, level: FindingLevel = FindingLevel.ERROR) -> Finding:
    """A finding at a field."""
    return Finding(code="X-Y", level=level, field=field, text="", why="", mend="")


# --- where one may go -------------------------------------------------------------------------------------------


def test_a_new_draft_begins_at_the_first_step_with_only_the_next_open() -> None:
    flow = Flow()
    assert flow.current == "objectives"
    assert [key for key in STEP_KEYS if flow.may_open(key)] == ["objectives", "expectations"]


def test_a_new_draft_goes_through_all_steps_in_order_to_the_review() -> None:
    flow = Flow()
    assert [flow.current, *(flow.next() for _ in range(5))] == list(STEP_KEYS)
    assert not flow.can_go_on()
    assert flow.next() == "review"


def test_a_step_that_was_seen_can_be_gone_back_to_at_once() -> None:
    flow = Flow()
    for _ in range(3):
        flow.next()
    assert flow.go_to("objectives")
    assert flow.go_to("consequences")
    assert flow.current == "consequences"


def test_a_step_too_far_ahead_stays_closed_and_nothing_changes() -> None:
    flow = Flow()
    assert not flow.go_to("metrics")
    assert flow.current == "objectives"
    assert flow.seen == {"objectives"}


def test_back_goes_to_the_step_before_and_stops_at_the_first() -> None:
    flow = Flow()
    flow.next()
    assert flow.can_go_back()
    assert flow.previous() == "objectives"
    assert not flow.can_go_back()
    assert flow.previous() == "objectives"
    assert flow.seen == {"objectives", "expectations"}


def test_a_finding_leads_to_its_field_however_far_ahead() -> None:
    flow = Flow()
    assert flow.open_for("consequences.caps.0.amount") == "consequences"
    assert flow.may_open("flexibility")
    assert not flow.may_open("review")
    assert flow.seen == {"objectives", "expectations", "metrics", "consequences"}


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(KeyError):
        Flow().may_open("summary")
    with pytest.raises(KeyError):
        Flow(seen=["summary"])


@given(st.lists(st.one_of(st.sampled_from(["next", "previous"]), st.sampled_from(STEP_KEYS))))
def test_whatever_one_does_the_steps_seen_have_no_gap(moves: list[str]) -> None:
    flow = Flow()
    for move in moves:
        getattr(flow, move)() if move in ("next", "previous") else flow.go_to(move)
    assert flow.seen == set(STEP_KEYS[: len(flow.seen)])
    assert flow.current in flow.seen


@pytest.mark.parametrize(
    ("agreement", "seen"),
    [
        (empty(), 1),
        (Agreement(title="Hosting"), 1),
        (Agreement(objectives=Objectives(service_name="Ledger")), 1),
        (Agreement(flexibility=Flexibility(review=Review(agenda=("Figures",)))), 5),
        (small(), 5),
        (full(), 5),
    ],
)
def test_an_opened_draft_has_seen_the_steps_up_to_the_last_that_holds_something(
    agreement: Agreement, seen: int
) -> None:
    flow = Flow.for_opened(agreement)
    assert flow.seen == set(STEP_KEYS[:seen])
    assert flow.current == "objectives"


# --- how a step stands ------------------------------------------------------------------------------------------


def test_a_step_that_was_not_seen_is_unseen_whatever_is_found() -> None:
    assert Flow().status("metrics", [finding("metrics.levels")]) is StepStatus.UNSEEN


@pytest.mark.parametrize(
    ("levels", "status"),
    [
        ([], StepStatus.CLEAR),
        ([FindingLevel.NOTE], StepStatus.CLEAR),
        ([FindingLevel.NOTE, FindingLevel.WARNING], StepStatus.WARNINGS),
        ([FindingLevel.WARNING, FindingLevel.ERROR], StepStatus.ERRORS),
    ],
)
def test_a_step_stands_as_its_worst_finding(levels: list[FindingLevel], status: StepStatus) -> None:
    assert Flow().status("objectives", [finding("frame.courts", level) for level in levels]) is status


def test_findings_of_other_steps_do_not_count() -> None:
    assert Flow().status("objectives", [finding("metrics.levels")]) is StepStatus.CLEAR


def test_the_review_stands_as_the_whole_draft() -> None:
    flow = Flow(seen=STEP_KEYS, current="review")
    assert flow.status("review", [finding("metrics.levels")]) is StepStatus.ERRORS
    assert flow.status("review", []) is StepStatus.CLEAR


def test_errors_never_close_a_step() -> None:
    flow = Flow()
    assert flow.status("objectives", [finding("title")]) is StepStatus.ERRORS
    assert flow.next() == "expectations"


# --- its line of news -------------------------------------------------------------------------------------------


def test_a_step_that_was_not_seen_says_so() -> None:
    assert Flow().news("metrics", full(), []) == "Not started"


def test_what_stands_in_the_way_is_said_first() -> None:
    found = [finding("title"), finding("frame.start"), finding("frame.term", FindingLevel.WARNING)]
    assert Flow().news("objectives", small(), found) == "2 errors, 1 warning"


def test_a_blank_step_says_that_it_is_blank() -> None:
    assert Flow().news("objectives", empty(), []) == "Nothing filled in yet"


def test_a_step_says_what_it_holds() -> None:
    held = Metrics(levels=(ServiceLevel(id="a"), ServiceLevel(id="b")), severities=(Severity(id="1"),))
    agreement = Agreement(metrics=held)
    assert Flow.for_opened(agreement).news("metrics", agreement, []) == "2 service levels, 1 severity"


def test_a_step_with_no_lists_says_that_it_is_filled_in() -> None:
    assert Flow().news("objectives", Agreement(objectives=Objectives(users="Staff")), []) == "Filled in"


def test_the_review_tells_of_all_steps() -> None:
    found = [finding("title"), finding("metrics.levels", FindingLevel.WARNING)]
    assert Flow().news("review", small(), found) == "1 error, 1 warning"
    assert Flow().news("review", small(), []) == "Nothing stands in the way"


@pytest.mark.parametrize("key", STEP_KEYS)
def test_every_step_of_a_full_draft_has_news(key: str) -> None:
    assert Flow.for_opened(full()).news(key, full(), [])


# --- what is merely not filled in yet ---------------------------------------------------------------------------


def test_an_empty_field_is_work_to_do_and_no_mistake() -> None:
    found = [still_open("frame.start"), still_open("frame.term")]
    assert Flow().status("objectives", found) is StepStatus.UNFINISHED
    assert Flow().news("objectives", small(), found) == "2 still to fill in"


def test_a_mistake_is_told_before_what_is_still_empty() -> None:
    found = [still_open("frame.start"), finding("frame.term", FindingLevel.WARNING)]
    assert Flow().status("objectives", found) is StepStatus.WARNINGS
    assert Flow().news("objectives", small(), found) == "1 warning, 1 still to fill in"


def test_a_blank_draft_begins_without_a_single_mistake() -> None:
    found = findings(empty())
    assert found
    assert all(
        Flow(seen=STEP_KEYS).status(key, found) in (StepStatus.UNFINISHED, StepStatus.CLEAR) for key in STEP_KEYS
    )
