"""Single sentences: the words for one and for several, for what is given and for what is not."""

from __future__ import annotations

import re

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import FeeScope
from slawizard.agreement.edits import replace
from slawizard.agreement.expectations import Maintenance
from slawizard.agreement.flexibility import Exit
from slawizard.agreement.metrics import EventShare
from slawizard.agreement.parties import RenewalKind, Role
from slawizard.agreement.texts import Stance, Texts
from slawizard.clauses.assemble import assemble
from slawizard.document.visitor import clause_text, clauses_of
from tests.agreements import full, small


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
        (
            "extended",
            "Working Day means a day that has Support Hours: Monday to Saturday, without public holidays in Ireland.",
        ),
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


def test_a_remedy_names_its_service_levels_before_the_case() -> None:
    assert "(a) For Availability of the platform: if a Service Level is missed, the" in text_of(full(), "remedies")


def test_sites_that_hold_commas_are_told_apart() -> None:
    agreement = replace(full(), "objectives.sites", ("Leeds (hall 2, cage 4)", "York"))
    assert "at or for these sites: Leeds (hall 2, cage 4); York." in text_of(agreement, "users-and-sites")
    assert "at or for this site: York." in text_of(replace(full(), "objectives.sites", ("York",)), "users-and-sites")


def test_a_legal_form_with_brackets_stands_in_no_other_brackets() -> None:
    agreement = replace(full(), "frame.provider.legal_form", "private limited company (GmbH)")
    assert "Legal form: private limited company (GmbH). Registration:" in text_of(agreement, "parties")


def test_only_the_times_that_are_promised_are_defined() -> None:
    agreement = replace(full(), "metrics.levels", ())
    rows = tuple(msgspec.structs.replace(one, resolution=None) for one in agreement.metrics.severities)
    agreement = replace(agreement, "metrics.severities", rows)
    text = text_of(agreement, "response-and-resolution")
    assert "Response Time is the time" in text
    assert "Resolution Time" not in text
    assert "reopen" not in text
    assert text.splitlines()[0].endswith("Response")


def test_a_share_of_events_with_its_own_formula_is_that_formula() -> None:
    at = next(n for n, one in enumerate(full().metrics.levels) if isinstance(one.statistic, EventShare))
    told = replace(full(), f"metrics.levels.{at}.numerator", "pages without a fault")
    told = replace(told, f"metrics.levels.{at}.denominator", "all pages")
    clause = f"service-level-{told.metrics.levels[at].id}"
    assert "The numerator divided by the denominator, in percent." in text_of(told, clause)
    plain = replace(told, f"metrics.levels.{at}.denominator", "")
    assert "divided by the number of all events, in percent." in text_of(plain, clause)


@pytest.mark.parametrize("stance", list(Stance))
def test_a_duty_names_who_does_it_and_when(stance: Stance) -> None:
    agreement = replace(full(), "texts", Texts(stance=stance))
    at = next(n for n, one in enumerate(agreement.expectations.duties) if one.party is Role.CUSTOMER)
    agreement = replace(agreement, f"expectations.duties.{at}.answered_by", "Night shift")
    agreement = replace(agreement, f"expectations.duties.{at}.calendar", agreement.objectives.calendars[1].id)
    name = agreement.objectives.calendars[1].name
    assert f"(by: Night shift; in {name}, Schedule " in text_of(agreement, "customer-duties")


def test_a_unit_is_explained_only_where_a_sum_is_that_of_a_unit() -> None:
    rule = full().consequences.rules[0]
    base = msgspec.structs.replace(rule.base, scope=FeeScope.AFFECTED_UNIT)
    by_unit = replace(full(), "consequences.rules", (msgspec.structs.replace(rule, base=base),))
    assert "A unit is the single thing that" in text_of(by_unit, "credit-base")
    assert "A unit is" not in text_of(small(), "credit-base")


def test_a_group_looks_at_each_unit_by_itself_where_its_sums_are_those_of_units() -> None:
    rule = full().consequences.rules[0]
    by_unit = msgspec.structs.replace(rule.base, scope=FeeScope.AFFECTED_UNIT)
    one = msgspec.structs.replace(rule, group="Uptime", base=by_unit)
    whole = msgspec.structs.replace(one, base=msgspec.structs.replace(rule.base, scope=FeeScope.WHOLE_SERVICE))
    assert "for the same unit." in text_of(replace(full(), "consequences.rules", (one,)), "several-credits")
    assert "or unit" not in text_of(replace(full(), "consequences.rules", (whole,)), "several-credits")


@pytest.mark.parametrize("stance", list(Stance))
def test_parts_of_one_organisation_owe_each_other_no_money_and_go_to_no_court(stance: Stance) -> None:
    agreement = replace(replace(full(), "frame.same_organisation", True), "consequences.rules", ())
    agreement = replace(agreement, "texts", Texts(stance=stance))
    clauses = ("parties", "rounding", "precedence", "volumes", "breach", "disputes", "change", "termination-for-cause",
               "transition", "after-the-end", "changes-in-writing", "termination-by-notice")  # fmt: skip
    for clause in clauses:
        text = text_of(agreement, clause)
        assert text, clause
        assert not re.search(r"Fees|Sums of money|go to court|paid|price", text), clause
    assert "It is not a contract in law, gives nobody a claim to money," in text_of(agreement, "parties")
    assert "The decision is final." in text_of(agreement, "disputes")
    assert text_of(agreement, "governing-law") == ""


def test_parts_of_one_organisation_may_still_agree_service_credits() -> None:
    agreement = replace(full(), "frame.same_organisation", True)
    assert "Sums of money are in" in text_of(agreement, "rounding")
    assert "gives nobody a claim to money" not in text_of(agreement, "parties")


@pytest.mark.parametrize("stance", list(Stance))
def test_a_right_to_leave_in_part_ends_that_part_alone(stance: Stance) -> None:
    agreement = replace(replace(full(), "texts", Texts(stance)), "consequences.termination.0.part_only", True)
    text = text_of(agreement, "termination-for-misses")
    assert "the Customer may end the Agreement for the part, region or unit concerned." in text
    assert "For it, the Agreement ends " in text
    assert "Where the Agreement ends for a part only, it goes on for the rest." in text


def test_a_right_to_leave_in_part_names_the_unit_that_the_credits_name() -> None:
    agreement = replace(full(), "consequences.termination.0.part_only", True)
    agreement = replace(agreement, "consequences.termination.0.levels", ("temperature",))
    text = text_of(agreement, "termination-for-misses")
    assert "the Customer may end the Agreement for the cabinet concerned." in text
    assert "all Fees paid in advance for that cabinet, for the time after it." in text


@pytest.mark.parametrize("stance", list(Stance))
def test_a_right_to_leave_the_whole_says_nothing_of_parts(stance: Stance) -> None:
    text = text_of(replace(full(), "texts", Texts(stance)), "termination-for-misses")
    assert "the Customer may end the Agreement." in text
    assert "for a part only" not in text
    assert "Each case or unit that is judged by itself is counted by itself." in text
