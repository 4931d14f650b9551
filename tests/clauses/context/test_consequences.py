"""The fourth step in words."""

from __future__ import annotations

import pytest

from slawizard.agreement.consequences import Anchor, TerminationTrigger
from slawizard.agreement.edits import replace
from slawizard.clauses.context.consequences import consequences_words
from slawizard.clauses.context.values import Writer
from tests.agreements import full, small
from tests.clauses.context.words import seen

WRITE = Writer("en", "EUR")


def test_every_anchor_of_a_claim_has_its_own_words() -> None:
    agreements = [replace(full(), "consequences.claim.anchor", anchor) for anchor in Anchor]
    found = {seen(consequences_words(agreement, WRITE)["claim"]["anchor"]) for agreement in agreements}
    assert len(found) == len(Anchor)


def test_the_second_billing_period_is_a_time_limit_by_itself() -> None:
    agreement = replace(full(), "consequences.claim.anchor", Anchor.SECOND_BILLING_CYCLE)
    assert not consequences_words(agreement, WRITE)["claim"]["until_anchor"]
    alone = replace(agreement, "consequences.claim.within", None)
    assert consequences_words(alone, WRITE)["claim"]["until_anchor"]


def test_rules_of_one_group_are_named_together() -> None:
    (group,) = consequences_words(full(), WRITE)["credits"]["groups"]
    assert [seen(name) for name in group["members"]] == [
        "Availability of the platform (Plan: Standard)",
        "Availability of the platform (Plan: Premium)",
    ]


def test_a_binding_level_without_a_credit_is_told_with_its_reason() -> None:
    (one,) = consequences_words(small(), WRITE)["unpriced"]
    assert (seen(one["name"]), seen(one["reason"])) == ("First response", "[reason]")


@pytest.mark.parametrize(
    ("misses", "windows", "in_a_row", "once"),
    [(3, 6, False, False), (3, 3, True, False), (3, None, True, False), (1, 1, True, True), (1, None, True, True)],
)
def test_a_count_of_misses_is_read_as_the_calculator_reads_it(
    misses: int, windows: int | None, in_a_row: bool, once: bool
) -> None:
    agreement = replace(full(), "consequences.termination", (TerminationTrigger(misses=misses, windows=windows),))
    (found,) = consequences_words(agreement, WRITE)["terminations"]
    assert (found["in_a_row"], found["once"]) == (in_a_row, once)


def test_points_are_told_in_rising_order() -> None:
    steps = full().consequences.points_table
    agreement = replace(full(), "consequences.points_table", tuple(reversed(steps)))
    found = consequences_words(agreement, WRITE)["points"]["steps"]
    assert [seen(step["points"]) for step in found] == ["2", "5"]
