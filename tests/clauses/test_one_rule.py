"""Where two clauses touch the same matter, one of them settles it and the other leads to it."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.credit_shapes import PerOccurrence
from slawizard.agreement.edits import replace
from slawizard.agreement.flexibility import RenegotiationTrigger, TriggerKind
from slawizard.agreement.metrics import ClockStart, EventShare, PriorityMatrix, ShareWithin
from slawizard.agreement.texts import Stance
from tests.agreements import full
from tests.agreements.quantities import hours
from tests.clauses.test_leftovers import by, text_of


def with_severities(agreement: Agreement, **fields: object) -> Agreement:
    rows = tuple(msgspec.structs.replace(one, **fields) for one in agreement.metrics.severities)
    return replace(agreement, "metrics.severities", rows)


# --- volumes, busy times, scaling -----------------------------------------------------------------------------------


def test_busy_times_and_scaling_leave_the_targets_to_the_clause_on_volumes() -> None:
    assert "is settled in clause 19.2 alone." in text_of(full(), "peaks")
    assert "For the Targets, clause 19.2 applies." in text_of(full(), "scaling")
    rule = text_of(full(), "volumes")
    assert "The Targets apply as long as no actual volume is above its tolerance." in rule
    assert "In a busy time, what clause 15 expects of a volume takes the place of its figure" in rule


def test_without_volumes_the_targets_simply_apply() -> None:
    plain = replace(full(), "expectations.volumes", ())
    assert "The Targets apply in them as at any other time." in text_of(plain, "peaks")
    assert "The Targets apply unchanged." in text_of(plain, "scaling")
    assert "In a busy time" not in text_of(replace(full(), "objectives.seasonal_peaks", ()), "volumes")


def test_talks_on_a_volume_are_asked_for_in_one_clause() -> None:
    talks = RenegotiationTrigger(TriggerKind.VOLUME, "a volume lies outside its tolerance")
    assert "three calendar months" not in text_of(replace(full(), "flexibility.triggers", (talks,)), "volumes")
    assert "three calendar months" in text_of(replace(full(), "flexibility.triggers", ()), "volumes")


def test_the_agreed_number_is_stated() -> None:
    stated = text_of(full(), "scaling")
    assert "The agreed number of named users is 750 on the Start Date." in stated
    assert "the volumes in clause 19 that depend on it change in the same proportion" in stated
    without = text_of(replace(full(), "flexibility.scaling.agreed", None), "scaling")
    assert "is at first the one for which the Fees are agreed on the Start Date." in without
    assert "lower the agreed number of named users" in text_of(full(), "scaling-down")
    more = replace(full(), "flexibility.scaling.agreed", Decimal("1200"))
    assert "is 1,200 on the Start Date" in text_of(more, "scaling")


# --- time -----------------------------------------------------------------------------------------------------------


def test_a_period_before_an_event_is_counted_back_by_a_rule() -> None:
    text = text_of(full(), "counting-time")
    assert "A period before an event (“at least 30 days before”) is counted back in the same way" in text
    assert "The end of a term counts as an event on the day after it." in text
    assert "This lengthens no Measurement Window, no period that is counted back," in text
    assert "or may use a right, is a Saturday" in text


def test_a_notice_that_arrives_on_the_last_day_is_in_time() -> None:
    assert "For a time limit, it is enough that a notice arrives by the end of the last day." in text_of(
        full(), "notices"
    )


def test_what_runs_within_hours_is_told_apart_from_service_hours() -> None:
    text = text_of(full(), "customer-duties") + text_of(full(), "counting-time")
    assert "4 Working Hours" in text
    assert "service hours" not in text


def test_a_report_through_a_channel_that_nobody_staffs_counts_later() -> None:
    waits = "A report through a channel that is not staffed at that moment counts as received when"
    assert waits in text_of(full(), "support")
    always = tuple(msgspec.structs.replace(one, calendar="always") for one in full().objectives.channels)
    continuous = next(one for one in full().objectives.calendars if one.is_continuous)
    always = tuple(msgspec.structs.replace(one, calendar=continuous.id) for one in always)
    assert waits not in text_of(replace(full(), "objectives.channels", always), "support")


def test_the_times_of_shifts_are_in_a_zone_that_is_named() -> None:
    assert "Times are in the time zone Europe/Dublin." in text_of(full(), "staffing")


# --- incidents ------------------------------------------------------------------------------------------------------


def test_a_time_for_a_workaround_is_a_duty_and_does_not_end_resolution() -> None:
    with_time = text_of(with_severities(full(), workaround=hours(2)), "response-and-resolution")
    assert "states a time for a workaround, the Provider must give the Customer, within that time" in with_time
    assert "only the end for good ends Resolution Time" in with_time
    without = text_of(with_severities(full(), workaround=None), "response-and-resolution")
    assert "states a time for a workaround" not in without
    assert "for good or by a workaround that the Customer can reasonably be expected to use" in without


def test_a_clock_that_a_ticket_starts_also_starts_when_the_provider_notices_first() -> None:
    number = next(n for n, one in enumerate(full().metrics.levels) if one.id == "single-response")
    told = replace(full(), f"metrics.levels.{number}.clock.start", ClockStart.TICKET)
    told = replace(told, f"metrics.levels.{number}.clock.start_words", "")
    assert (
        "When the report is received through a support channel, or when the Provider notices the Incident if that is "
        "earlier" in text_of(told, "service-level-single-response")
    )
    order = next(n for n, one in enumerate(full().metrics.levels) if one.id == "activation")
    told = replace(full(), f"metrics.levels.{order}.clock.start", ClockStart.TICKET)
    told = replace(told, f"metrics.levels.{order}.clock.start_words", "")
    assert "notices the Incident" not in text_of(told, "service-level-activation")


def test_the_matrix_decides_where_there_is_one() -> None:
    assert "where they would give another Severity, Schedule " in text_of(full(), "incidents")
    assert "The Severity follows the definitions in" in text_of(replace(full(), "metrics.matrices", ()), "incidents")


def test_grades_that_say_nothing_by_themselves_are_explained() -> None:
    bare = replace(full(), "metrics.matrices", (PriorityMatrix(),))
    assert "Impact is “High” if" in text_of(bare, "priority-matrix")
    spoken = PriorityMatrix(impacts=("A whole site", "One user"), urgencies=("Work stops", "Work goes on"))
    assert "Impact is" not in text_of(replace(full(), "metrics.matrices", (spoken,)), "priority-matrix")


# --- disputes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stance", list(Stance))
def test_the_steps_of_a_dispute_have_a_beginning_and_an_end(stance: Stance) -> None:
    text = text_of(by(full(), stance), "disputes")
    assert "The first begins with the receipt of that statement" in text
    assert "Each is over after 20 days" in text
    one = replace(by(full(), stance), "consequences.dispute_steps", ("the managers talk",))
    assert "in this step, within 20 days of the receipt of that statement: the managers talk." in text_of(
        one, "disputes"
    )


def test_a_final_figure_is_not_disputed_again() -> None:
    assert "A figure that is final under clause 35 is not disputed again." in text_of(full(), "disputes")


def test_a_change_may_be_made_otherwise_where_the_agreement_says_so() -> None:
    assert "unless the Agreement lets one party make it, or someone else decide it, in writing." in text_of(
        full(), "changes-in-writing"
    )


def test_a_time_limit_that_a_miss_starts_runs_from_the_report() -> None:
    assert "for a missed Service Level, from the time at which the report on the Measurement Window is due." in text_of(
        full(), "remedies"
    )


def test_steps_under_a_target_in_percent_count_the_time_that_was_lost() -> None:
    rules = full().consequences.rules
    number = next(n for n, one in enumerate(rules) if one.id == "throughput-linear")
    level = next(n for n, one in enumerate(full().metrics.levels) if one.id == rules[number].level)
    percent = replace(full(), f"metrics.levels.{level}.unit", "percent")
    timed = replace(percent, f"consequences.rules.{number}.shape.unit", "minutes")
    assert "The figure that counts is the Downtime beyond what the Target allows" in text_of(
        timed, "credit-throughput-linear"
    )
    assert "The figure that counts is the distance between" in text_of(percent, "credit-throughput-linear")


def test_a_sum_for_each_late_item_is_owed_only_where_the_share_misses_its_target() -> None:
    rules, levels = full().consequences.rules, full().metrics.levels
    number = next(n for n, one in enumerate(rules) if isinstance(one.shape, PerOccurrence) and one.shape.free)
    for kind, words in (
        (ShareWithin, "item that was not done within its time limit, in a Measurement Window that does not meet the"),
        (EventShare, "event that makes the Measured Value worse, in a Measurement Window that does not meet the"),
    ):
        share = next(one for one in levels if isinstance(one.statistic, kind))
        told = replace(full(), f"consequences.rules.{number}.level", share.id)
        assert f"for each {words} Target." in text_of(told, f"credit-{rules[number].id}")
