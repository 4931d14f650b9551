"""Single sentences: the words for one and for several, for what is given and for what is not."""

from __future__ import annotations

import re

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import replace
from slawizard.agreement.expectations import Maintenance
from slawizard.agreement.flexibility import Exit
from slawizard.agreement.parties import RenewalKind
from slawizard.clauses.assemble import assemble
from slawizard.document.visitor import clause_text, clauses_of
from tests.agreements import full


def text_of(agreement: Agreement, clause_id: str) -> str:
    found = next((clause_text(one) for one in clauses_of(assemble(agreement)) if one.id == clause_id), "")
    return found.replace("\u00a0", " ")


def test_a_breach_that_is_not_mended_ends_the_agreement_also_where_no_notice_was_agreed() -> None:
    agreement = replace(replace(full(), "flexibility.exit", Exit()), "frame.renewal", RenewalKind.ENDS)
    assert text_of(agreement, "termination-by-notice") == ""
    assert "does not mend the breach within 30 days" in text_of(agreement, "termination-for-cause")


@pytest.mark.parametrize("sole", [True, False])
def test_a_miss_gives_no_right_to_end_for_a_breach_where_credits_are_the_only_remedy(sole: bool) -> None:
    text = text_of(replace(full(), "consequences.sole_remedy", sole), "termination-for-cause")
    assert ("A missed Service Level gives no right to end the Agreement under this clause." in text) is sole


@pytest.mark.parametrize("name", ["Support Hours", "service  hours", "Office hours"])
def test_hours_are_not_said_to_be_themselves(name: str) -> None:
    agreement = replace(full(), "objectives.calendars.1.name", name)
    agreement = replace(agreement, "objectives.support_hours", agreement.objectives.calendars[1].id)
    first = text_of(agreement, "support").split("\n")[1]
    named = " (Office hours)" if name == "Office hours" else ""
    assert re.fullmatch(rf"\d+\.1 Support Hours are the hours in Schedule \d+{re.escape(named)}\.", first)


@pytest.mark.parametrize("tag", ["en", "en-US", "de"])
def test_the_language_is_that_of_the_text(tag: str) -> None:
    assert "The Agreement is in English." in text_of(replace(full(), "frame.language", tag), "interpretation")


def test_an_agreement_without_a_fixed_term_is_ended_by_notice_at_any_time() -> None:
    agreement = replace(replace(full(), "frame.renewal", RenewalKind.INDEFINITE), "frame.term", None)
    assert "has no fixed term. It continues until a party ends it under" in text_of(agreement, "term")
    assert "initial term" not in text_of(agreement, "termination-by-notice")
    assert text_of(agreement, "renewal-notice") == ""


@pytest.mark.parametrize(
    ("support", "words"),
    [
        ("extended", "Working Day means a day that has Support Hours."),
        ("always", "Working Day means a day from Monday to Friday that is no public holiday in Ireland."),
        ("", "Working Day means a day from Monday to Friday that is no public holiday in Ireland."),
    ],
)
def test_working_days_are_counted_as_the_calculator_counts_them(support: str, words: str) -> None:
    agreement = replace(full(), "objectives.support_hours", support)
    assert words in text_of(agreement, "definitions")
    if support == "":
        assert "it runs only within Service Hours." in text_of(agreement, "counting-time")


def test_a_list_of_one_is_no_list() -> None:
    text = text_of(full(), "credit-caps")
    assert "the Service Credits for Cumulative power outage, for one Measurement Window" in text
    assert "Resolution of one ticket together, for one Incident" in text
    assert text_of(full(), "earn-back").split("\n")[1].endswith("the Service Credits for that miss.")
    assert "If Requests answered is missed and" in text_of(full(), "earn-back")


def test_maintenance_with_one_condition_speaks_of_one() -> None:
    bare = Maintenance(notice=full().expectations.maintenance.notice)
    text = text_of(replace(full(), "expectations.maintenance", bare), "planned-maintenance")
    assert "only so far as this holds:" in text


def test_hours_that_nothing_runs_in_have_no_schedule() -> None:
    calendars = full().objectives.calendars
    unused = msgspec.structs.replace(calendars[1], id="unused", name="Hours of nothing")
    agreement = replace(full(), "objectives.calendars", (*calendars, unused))
    assert text_of(agreement, "hours-extended")
    assert not text_of(agreement, "hours-unused")
