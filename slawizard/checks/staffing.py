"""Checks of the staff in step 2: whether somebody is on duty in every hour that the agreement promises."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Severity
from slawizard.agreement.wording import number_words, percent_words
from slawizard.analysis.cover import shifts_of
from slawizard.analysis.week import MINUTES_A_WEEK, WHOLE_WEEK, week_minutes
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Quality, Rulebook, Spot
from slawizard.checks.words import quoted, row_name, severity_name
from slawizard.i18n import _

BOOK = Rulebook("EXP")


@BOOK.rule("EXP-STAFF-NOBODY", FindingLevel.WARNING, Quality.REALISTIC)
def shift_without_people(agreement: Agreement) -> Iterator[Spot]:
    """A shift that says nothing of how many people work it, or says none."""
    for position, shift in enumerate(agreement.expectations.staffing):
        if shift.people is not None and shift.people < 1:
            yield Spot(
                f"expectations.staffing.{position}.people",
                _("{shift} has nobody on duty.").format(shift=row_name(_("Shift"), position, shift.team)),
                _("A response in these hours would have nobody to give it."),
                _("Enter how many people work at the same time, or remove the shift."),
            )


@BOOK.rule("EXP-STAFF-COVER", FindingLevel.WARNING, Quality.REALISTIC)
def support_hours_without_staff(agreement: Agreement) -> Iterator[Spot]:
    """Support hours in which no shift is on duty."""
    hours = agreement.calendar(agreement.objectives.support_hours)
    if hours is None or not shifts_of(agreement):
        return
    promised = week_minutes(hours.spans)
    bare = (promised & ~_staffed(agreement)).bit_count()
    if bare:
        yield Spot(
            "expectations.staffing",
            _(
                "Nobody of the provider is on duty in {bare} of the {promised} support hours a week ({share}, {hours})."
            ).format(
                bare=_hours_words(bare),
                promised=_hours_words(promised.bit_count()),
                share=_share_words(bare, promised.bit_count()),
                hours=quoted(hours.name or hours.id),
            ),
            _("A promise that nobody is there to keep is missed on the first night."),
            _("Add shifts or an on-call duty for these hours, or promise shorter support hours."),
        )


@BOOK.rule("EXP-STAFF-ROUND-THE-CLOCK", FindingLevel.WARNING, Quality.REALISTIC)
def round_the_clock_answers_without_staff(agreement: Agreement) -> Iterator[Spot]:
    """A severity whose response time runs at every hour, with staff for part of the week."""
    if not shifts_of(agreement):
        return
    bare = (WHOLE_WEEK & ~_staffed(agreement)).bit_count()
    severity = next((item for item in agreement.metrics.severities if _runs_always(agreement, item)), None)
    if bare and severity is not None:
        yield Spot(
            "expectations.staffing",
            _(
                "{severity} is answered at any hour, but nobody of the provider is on duty in {bare} of 168 hours a "
                "week ({share})."
            ).format(
                severity=severity_name(severity),
                bare=_hours_words(bare),
                share=_share_words(bare, MINUTES_A_WEEK),
            ),
            _("A clock that runs at night with nobody there will pass its limit."),
            _("Add an on-call duty, or let the time for this severity run in support hours only."),
        )


def _staffed(agreement: Agreement) -> int:
    return week_minutes(shift.hours for shift in shifts_of(agreement) if shift.people)


def _runs_always(agreement: Agreement, severity: Severity) -> bool:
    if severity.after_hours_response is not None:
        return not severity.after_hours_response.unit.runs_on_service_hours
    if severity.response is None or severity.response.unit.runs_on_service_hours:
        return False
    hours = agreement.calendar(severity.calendar)
    return hours is None or hours.is_continuous


def _hours_words(minutes: int) -> str:
    return number_words((Decimal(minutes) / 60).quantize(Decimal("0.1")))


def _share_words(part: int, whole: int) -> str:
    return percent_words((Decimal(part) * 100 / whole).quantize(Decimal(1)))
