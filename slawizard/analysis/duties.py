"""What each side must do within a time: whether anybody is there to do it, and what time would be comfortable."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Duty
from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import Duration, HoursCalendar, TimeUnit
from slawizard.agreement.wording import duration_words
from slawizard.analysis.cover import late_share, minutes_words, promised_minutes, shifts_of, staffed_minutes
from slawizard.analysis.ticket_constraints import LONGEST_LIMIT
from slawizard.analysis.verdict import Constraint, Verdict, chance_words, verdict_of
from slawizard.analysis.week import DAY, MINUTES_A_DAY

SOURCE = "Set arithmetic on the 10,080 minutes of a week, in the time zone of the support hours"

_USUAL: dict[TimeUnit, tuple[int, ...]] = {
    TimeUnit.HOURS: (1, 2, 4, 8, 12, 16, 24, 36, 48, 64, 72, 96, 120, 168, 336),
    TimeUnit.SERVICE_HOURS: (1, 2, 4, 8, 12, 16, 24, 40, 80),
    TimeUnit.WORKING_DAYS: (1, 2, 3, 5, 10),
}
"""The usual times, from which the nearest comfortable one is taken."""

_KIN: dict[TimeUnit, TimeUnit] = {
    TimeUnit.SERVICE_MINUTES: TimeUnit.SERVICE_HOURS,
    TimeUnit.SERVICE_HOURS: TimeUnit.SERVICE_HOURS,
    TimeUnit.WORKING_DAYS: TimeUnit.WORKING_DAYS,
}
"""In which of the usual times another unit's nearest one is told; all others in hours."""


class DutyHours(msgspec.Struct, frozen=True):
    """When a duty is promised and when somebody is there for it, as bit sets of a week's minutes.

    `bare` are promised minutes that nobody of the party (or its team) works; `holiday_bare` those of a week of public
    holidays.
    """

    promised: int
    staffed: int
    bare: int
    holiday_bare: int


class AssessedDuty(msgspec.Struct, frozen=True):
    """What is said of one duty, in the words that targets are judged by.

    `chance` (0 to 1) is that somebody is there in time for a request that comes at any promised moment. `nearest` is
    the shortest of the usual times, no shorter than the one agreed, that is comfortable.
    """

    position: int
    duty: Duty
    verdict: Verdict
    chance: float | None
    constraint: Constraint | None
    nearest: Duration | None
    missing: str

    @property
    def path(self) -> str:
        """The duty's row."""
        return f"expectations.duties.{self.position}"


def assess_duties(agreement: Agreement) -> tuple[AssessedDuty, ...]:
    """Judge every duty that has a time limit, of both sides, in the order of the draft. Never raises."""
    return tuple(
        _assessed(agreement, position, duty)
        for position, duty in enumerate(agreement.expectations.duties)
        if duty.within is not None
    )


def duty_hours(agreement: Agreement, duty: Duty) -> DutyHours | None:
    """The hours of a duty against the shifts of its party; None where the party, or its team, has no shifts."""
    shifts = shifts_of(agreement, duty.party, duty.answered_by)
    if not shifts:
        return None
    calendar = calendar_of(agreement, duty)
    promised, staffed = promised_minutes(calendar), staffed_minutes(shifts)
    on_holiday = promised_minutes(calendar, on_holiday=True) & ~staffed_minutes(shifts, on_holiday=True)
    return DutyHours(promised, staffed, promised & ~staffed, on_holiday)


def calendar_of(agreement: Agreement, duty: Duty) -> HoursCalendar | None:
    """The hours in which a duty is promised: its own, else support hours where its time runs on them, else all."""
    if duty.calendar:
        return agreement.calendar(duty.calendar)
    if duty.within is not None and duty.within.unit.runs_on_service_hours:
        return agreement.calendar(agreement.objectives.support_hours)
    return None


# --- the verdict ------------------------------------------------------------------------------------------------


def _assessed(agreement: Agreement, position: int, duty: Duty) -> AssessedDuty:
    is_lost = bool(duty.calendar) and agreement.calendar(duty.calendar) is None
    found = None if is_lost else duty_hours(agreement, duty)
    limit = _limit(duty.within, found.promised) if found and duty.within else None
    if found is None or limit is None or not found.promised:
        missing = _missing(agreement, duty, found)
        return AssessedDuty(position, duty, Verdict.NOT_ENOUGH_EVIDENCE, None, None, None, missing)
    chance = 1 - _late(found, duty.within, limit)
    verdict = verdict_of(chance)
    constraint = _constraint(agreement, position, found, chance)
    nearest = duty.within if verdict is Verdict.COMFORTABLE else _nearest(duty, found, limit)
    return AssessedDuty(position, duty, verdict, chance, constraint, nearest, "")


def _late(found: DutyHours, within: Duration | None, limit: int) -> float:
    on_service = within is not None and within.unit.runs_on_service_hours
    return late_share(found.promised, found.staffed, limit, service_clock=on_service)


def _limit(within: Duration, promised: int) -> int | None:
    """The time in minutes; a working day is at least the shortest day of the hours. None for a negative one.

    Months and years are longer than any gap in a week.
    """
    if within.amount < 0 or not within.amount.is_finite():
        return None
    if within.unit is TimeUnit.WORKING_DAYS:
        days = [(promised >> day * MINUTES_A_DAY & DAY).bit_count() for day in range(7)]
        shortest = min((minutes for minutes in days if minutes), default=0)
        return int(min(within.amount * shortest, Decimal(LONGEST_LIMIT)))
    seconds = within.seconds
    return LONGEST_LIMIT if seconds is None else int(min(seconds / 60, Decimal(LONGEST_LIMIT)))


def _nearest(duty: Duty, found: DutyHours, limit: int) -> Duration | None:
    unit = _KIN.get(duty.within.unit, TimeUnit.HOURS) if duty.within else TimeUnit.HOURS
    for amount in _USUAL[unit]:
        within = Duration(Decimal(amount), unit)
        minutes = _limit(within, found.promised) or 0
        if minutes > limit and verdict_of(1 - _late(found, within, minutes)) is Verdict.COMFORTABLE:
            return within
    return None


def _constraint(agreement: Agreement, position: int, found: DutyHours, chance: float) -> Constraint:
    duty = agreement.expectations.duties[position]
    who = who_words(duty)
    words = f"Somebody of {who} is there in time, whenever the request comes."
    if chance < 1:
        words = (
            f"{chance_words(1 - chance)} of the requests come when nobody of {who} will be there in time; "
            f"nobody is there {minutes_words(found.bare)}."
        )
    figures = [("hours in which nobody is there", minutes_words(found.bare) or "none")]
    if found.holiday_bare & ~found.bare:
        figures.append(("nobody on call on a public holiday", minutes_words(found.holiday_bare)))
    return Constraint(
        "cover",
        words,
        "expectations.staffing",
        verdict_of(chance),
        chance,
        tuple(figures),
        _assumptions(agreement, duty),
        SOURCE,
    )


def _assumptions(agreement: Agreement, duty: Duty) -> tuple[str, ...]:
    found = ["Requests come evenly over the promised hours; whoever is there acts at once."]
    own, support = calendar_of(agreement, duty), agreement.calendar(agreement.objectives.support_hours)
    zones = [each.time_zone for each in (own, support) if each is not None and each.time_zone]
    if len(set(zones)) > 1:
        found.append(f"The hours in {zones[0]} are laid over shifts in {zones[1]} as if both clocks showed the same.")
    return tuple(found)


def _missing(agreement: Agreement, duty: Duty, found: DutyHours | None) -> str:
    if duty.calendar and agreement.calendar(duty.calendar) is None:
        return "The hours of this duty are not defined (objectives.calendars)."
    if found is None:
        return f"Enter the hours in which somebody of {who_words(duty)} is there (expectations.staffing)."
    return "The duty's time or its hours cannot be laid on a week."


def who_words(duty: Duty) -> str:
    """Who does it: "the customer", "the customer's team “Site managers”"."""
    party = "the provider" if duty.party is Role.PROVIDER else "the customer"
    return f"{party}'s team “{duty.answered_by.strip()}”" if duty.answered_by.strip() else party


def duty_words(duty: Duty) -> str:
    """A duty in a line: who must do what within which time."""
    who = "The provider" if duty.party is Role.PROVIDER else "The customer"
    within = f" within {duration_words(duty.within)}" if duty.within else ""
    counted = f" of {duty.counted_from.strip()}" if duty.counted_from.strip() and within else ""
    return f"{who}: {duty.text.strip() or duty.id}{within}{counted}"
