"""Until when a credit can be claimed: the agreed time from its anchor, and whether it was kept."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from slawizard.agreement.consequences import Anchor
from slawizard.agreement.quantities import Duration, HoursCalendar, TimeUnit
from slawizard.analysis.outcomes import Outcome
from slawizard.analysis.service_time import ONE_DAY, add_duration, working_week
from slawizard.analysis.setting import Setting, named_calendar
from slawizard.analysis.windows import add_calendar, add_months, local_midnight

SATURDAY = 5
WHOLE_DAYS = (TimeUnit.DAYS, TimeUnit.WEEKS, TimeUnit.MONTHS, TimeUnit.YEARS)


class ClaimDeadline(msgspec.Struct, frozen=True, gc=False):
    """The last moment of a claim, and the last day of it. Both None where the file does not tell the anchor's date.

    `accepted_until`: the next Monday where the last day is a Saturday or Sunday; public holidays at the customer's
    place may move it further. `is_missed`: the claim came later still, and lateness forfeits the credit.
    """

    until: dt.datetime | None
    last_day: dt.date | None
    anchor: Anchor
    accepted_until: dt.date | None = None
    is_missed: bool = False


def claim_deadline(setting: Setting, outcome: Outcome) -> ClaimDeadline | None:
    """When a credit must be claimed; None where the agreement sets no time."""
    claim = setting.agreement.consequences.claim
    within = claim.within
    if within is None and claim.anchor is Anchor.SECOND_BILLING_CYCLE:
        within = Duration(Decimal(0), TimeUnit.DAYS)
    if within is None:
        return None
    anchor = _anchor_moment(claim.anchor, setting, outcome)
    if anchor is None:
        return ClaimDeadline(None, None, claim.anchor)
    until = deadline_after(anchor, within, _calendar(setting, within))
    last_day = (until - dt.timedelta(microseconds=1)).date()
    claimed = setting.reading.claimed_on
    accepted = accepted_until(last_day)
    is_late = claim.forfeited_when_late and claimed is not None and claimed > accepted
    return ClaimDeadline(until, last_day, claim.anchor, accepted, is_late)


def accepted_until(last_day: dt.date) -> dt.date:
    """The day until which something is still in time: the next Monday, where its last day lies on a weekend."""
    return last_day + ONE_DAY * max(0, 7 - last_day.weekday()) if last_day.weekday() >= SATURDAY else last_day


def ticket_deadline(setting: Setting, outcome: Outcome) -> dt.datetime | None:
    """Until when the failure itself must have been reported, counted from its start; None where that is not told."""
    within = setting.agreement.consequences.claim.ticket_within
    if within is None or outcome.incident_start is None:
        return None
    return deadline_after(outcome.incident_start, within, _calendar(setting, within))


def deadline_after(event: dt.datetime, within: Duration, calendar: HoursCalendar | None) -> dt.datetime:
    """The end of a time limit after an event. Days and longer are counted from the day after the event, and the last of
    them counts to its end; shorter times run from the event itself; working days end with their hours.
    """
    if within.unit is TimeUnit.WORKING_DAYS and event.time() == dt.time(0):
        # Midnight ends a day: the first working day after it is the very next one.
        event -= dt.timedelta(microseconds=1)
    if within.unit not in WHOLE_DAYS:
        return add_duration(event, within, calendar)
    first = event if event.time() == dt.time(0) else _next_midnight(event)
    return add_calendar(first, within)


def _next_midnight(event: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(event.date() + ONE_DAY, dt.time(0), event.tzinfo)


def _calendar(setting: Setting, within: Duration) -> HoursCalendar | None:
    if not within.unit.runs_on_service_hours:
        return None
    if within.unit is TimeUnit.WORKING_DAYS:
        return working_week(setting.agreement)
    objectives = setting.agreement.objectives
    name = objectives.support_hours or objectives.service_hours
    return named_calendar(setting.agreement, name) if name else None


def _anchor_moment(anchor: Anchor, setting: Setting, outcome: Outcome) -> dt.datetime | None:
    """When the anchor happened; a date in the file is the end of that day's events: its whole day passes first."""
    reading, end = setting.reading, setting.part.end
    if anchor is Anchor.WINDOW_END:
        return end
    if anchor is Anchor.SECOND_BILLING_CYCLE:
        # The end of the second billing cycle after the one of the incident: the time itself then has no length.
        return local_midnight(add_months(end.date(), 2), setting.zone)
    if anchor is Anchor.INCIDENT_START:
        return outcome.incident_start
    if anchor is Anchor.INCIDENT_END:
        return outcome.incident_end
    days = {
        Anchor.TICKET_CLOSED: reading.ticket_closed_on,
        Anchor.REPORT: reading.reported_on,
        Anchor.ELIGIBILITY: reading.eligible_on,
    }
    day = days[anchor]
    if day is not None:
        return local_midnight(day + ONE_DAY, setting.zone)
    if anchor is Anchor.REPORT and setting.level.measurement.report_within is not None:
        within = setting.level.measurement.report_within
        return deadline_after(end, within, _calendar(setting, within))
    # A credit is earned, where nothing else is said, when its window is over.
    return end if anchor is Anchor.ELIGIBILITY else None
