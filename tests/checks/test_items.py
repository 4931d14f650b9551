"""Tests of what every agreement needs: the list, and the finding for each item that is missing."""

from typing import Any

import pytest

from slawizard.agreement.agreement import Agreement, LeftOut
from slawizard.agreement.consequences import NoConsequence
from slawizard.agreement.edits import read, replace
from slawizard.agreement.metrics import EventShare
from slawizard.agreement.parties import RenewalKind
from slawizard.checks import FindingLevel, ItemState, completeness, findings
from slawizard.checks.gaps import empty_in_text
from slawizard.checks.needs import NEEDS, Need
from tests.agreements import empty, full, small
from tests.checks.cases import changed, sound

OWN_FORMULA = replace(replace(sound(), "metrics.levels.0.statistic", EventShare()), "metrics.levels.0.survey", None)


def _without(need: Need) -> tuple[Agreement, str]:
    """A sound agreement in which the item is missing, and the item's path."""
    base = replace(OWN_FORMULA if need.code == "MET-NEEDS-FORMULA" else sound(), "left_out", ())
    if need.code == "CON-NEEDS-CREDITS":
        base = replace(base, "consequences.no_consequence", ())
    path = need.path.replace("*", "1" if need.code == "MET-NEEDS-CLOCK" else "0")
    return replace(base, path, _blank(read(base, path))), path


def _blank(value: Any) -> Any:
    if type(value) is str:
        return " "
    return () if isinstance(value, tuple) else None


def _ids(need: Need) -> str:
    return need.code


@pytest.mark.parametrize("need", NEEDS, ids=_ids)
def test_a_missing_item_is_found_where_it_is_entered(need: Need) -> None:
    agreement, path = _without(need)
    codes = {finding.code for finding in findings(agreement) if finding.field == path}
    is_gap = path in {gap for gap, _name in empty_in_text(agreement)}
    assert need.code in codes or (is_gap and any(code.endswith("-GAP") for code in codes))
    assert (path, ItemState.MISSING) in {(item.path, item.state) for item in completeness(agreement)}


@pytest.mark.parametrize("need", NEEDS, ids=_ids)
def test_an_item_left_out_on_purpose_is_not_missed(need: Need) -> None:
    agreement, path = _without(need)
    agreement = replace(agreement, "left_out", (LeftOut(path, "Both parties agree."),))
    assert need.code not in {finding.code for finding in findings(agreement) if finding.field == path}
    item = next(item for item in completeness(agreement) if item.path == path and item.state is ItemState.LEFT_OUT)
    assert item.reason == "Both parties agree."


@pytest.mark.parametrize("need", NEEDS, ids=_ids)
def test_nothing_that_is_filled_is_missed(need: Need) -> None:
    assert need.code not in {finding.code for finding in findings(sound())}


def test_a_blank_draft_has_errors_only_for_what_is_missing() -> None:
    errors = [finding for finding in findings(empty()) if finding.level is FindingLevel.ERROR]
    missing = {item.path for item in completeness(empty()) if item.state is ItemState.MISSING}
    assert errors
    assert {finding.field for finding in errors} <= missing
    assert all("-NEEDS-" in finding.code for finding in findings(empty()))


def test_items_come_in_the_order_of_the_steps() -> None:
    order = ["objectives", "expectations", "metrics", "consequences", "flexibility"]
    steps = [order.index(item.step) for item in completeness(full())]
    assert steps == sorted(steps)


def test_a_row_says_which_row_it_is() -> None:
    names = {item.name for item in completeness(small())}
    assert "Purpose of the service level (First response)" in names
    assert "Resolution time (Severity 2)" in names


def test_leaving_out_a_group_leaves_out_what_is_in_it() -> None:
    agreement = changed(
        (
            ("flexibility.scaling", type(sound().flexibility.scaling)()),
            ("left_out", (LeftOut("flexibility.scaling", "The number of workplaces is fixed."),)),
        )
    )
    assert {item.state for item in completeness(agreement) if item.path.startswith("flexibility.scaling")} == {
        ItemState.LEFT_OUT
    }


def test_an_indefinite_agreement_needs_no_term() -> None:
    agreement = changed((("frame.renewal", RenewalKind.INDEFINITE), ("frame.term", None)))
    assert "frame.term" not in {item.path for item in completeness(agreement)}


def test_parts_of_one_organisation_need_no_register_no_law_and_no_courts() -> None:
    two = {item.path for item in completeness(empty())}
    one = {item.path for item in completeness(replace(empty(), "frame.same_organisation", True))}
    assert two - one == {
        "frame.provider.legal_form",
        "frame.provider.registration",
        "frame.customer.legal_form",
        "frame.customer.registration",
        "frame.master_agreement",
        "frame.governing_law",
        "frame.courts",
    }


def test_levels_that_are_all_without_consequence_need_no_credits() -> None:
    free = tuple(NoConsequence(level.id, "Agreed.") for level in sound().metrics.levels)
    agreement = changed((("consequences.rules", ()), ("consequences.no_consequence", free)))
    state = next(item.state for item in completeness(agreement) if item.path == "consequences.rules")
    assert state is ItemState.FILLED


def test_without_credits_nothing_is_asked_of_claims_and_caps() -> None:
    paths = {item.path for item in completeness(changed((("consequences.rules", ()),)))}
    assert not paths & {"consequences.caps", "consequences.claim.within", "consequences.payment.within"}
