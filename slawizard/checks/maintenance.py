"""Checks of planned maintenance in step 2: whether it fits the month, its own windows, the service and the target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Maintenance
from slawizard.agreement.quantities import WEEKDAYS, HoursSpan, Weekday
from slawizard.agreement.wording import duration_words, number_words, percent_words
from slawizard.analysis.week import span_minutes, week_minutes
from slawizard.checks.durations import certainly_as_long
from slawizard.checks.finding import FindingLevel
from slawizard.checks.objectives import has_holidays
from slawizard.checks.rulebook import Quality, Rulebook, Spot
from slawizard.checks.suppliers import availability_targets
from slawizard.checks.words import level_name, quoted
from slawizard.i18n import _

BOOK = Rulebook("EXP")

_LONGEST_HOURS = {"day": 25, "week": 169, "month": 745, "quarter": 2209, "year": 8784}
"""Hours in the longest period of each name, the hour that a change of clocks adds included."""


@BOOK.rule("EXP-MAINTENANCE-BEYOND-PERIOD", FindingLevel.ERROR, Quality.CLEAR)
def more_maintenance_than_time(agreement: Agreement) -> Iterator[Spot]:
    """More hours of maintenance than the period has."""
    maintenance = agreement.expectations.maintenance
    longest = _LONGEST_HOURS.get(maintenance.most_hours_per.strip().lower())
    if maintenance.most_hours is not None and longest is not None and maintenance.most_hours > longest:
        yield Spot(
            "expectations.maintenance.most_hours",
            _("Maintenance may take {hours} hours a {period}, but the longest {period} has {longest}.").format(
                hours=number_words(maintenance.most_hours), period=maintenance.most_hours_per, longest=longest
            ),
            _("The limit limits nothing: the service could be in maintenance all the time."),
            _("Enter the most hours in which the service may be down for maintenance."),
        )


@BOOK.rule("EXP-MAINTENANCE-BEYOND-WINDOWS", FindingLevel.WARNING, Quality.CLEAR)
def more_maintenance_than_its_windows_hold(agreement: Agreement) -> Iterator[Spot]:
    """More hours of maintenance than the weekly windows can hold."""
    maintenance = agreement.expectations.maintenance
    room = _room_in_windows(maintenance)
    if maintenance.most_hours is not None and room is not None and maintenance.most_hours > room:
        yield Spot(
            "expectations.maintenance.most_hours",
            _("Maintenance may take {hours} hours a {period}, but its windows hold at most {room}.").format(
                hours=number_words(maintenance.most_hours), period=maintenance.most_hours_per, room=number_words(room)
            ),
            _("A reader cannot tell whether work outside the windows is allowed."),
            _("Lower the hours, or add the windows that the work really needs."),
        )


def _room_in_windows(maintenance: Maintenance) -> Decimal | None:
    """The most hours that the weekly windows can hold in the period; None where that is unknown."""
    days = {"week": 7, "month": 31, "quarter": 92, "year": 366}.get(maintenance.most_hours_per.strip().lower())
    if days is None or not maintenance.windows:
        return None
    starts = [span for span in maintenance.windows if span.days]
    by_day = [
        sum(week_minutes([_only_on(span, day)]).bit_count() for span in starts if day in span.days) for day in WEEKDAYS
    ]
    weeks, rest = divmod(days, 7)
    most = weeks * sum(by_day) + sum(sorted(by_day, reverse=True)[:rest])
    return (Decimal(most) / 60).quantize(Decimal("0.1"))


def _only_on(span: HoursSpan, day: Weekday) -> HoursSpan:
    return msgspec.structs.replace(span, days=(day,))


@BOOK.rule("EXP-MAINTENANCE-BEYOND-ALLOWANCE", FindingLevel.WARNING, Quality.REALISTIC)
def maintenance_that_eats_the_target(agreement: Agreement) -> Iterator[Spot]:
    """Maintenance counts as downtime and may take more of it than the target leaves."""
    maintenance = agreement.expectations.maintenance
    per = maintenance.most_hours_per.strip().lower()
    if not maintenance.counts_as_downtime or maintenance.most_hours is None or per not in _LONGEST_HOURS:
        return
    for _path, level, target in availability_targets(agreement):
        allowed = (100 - target) / 100 * _LONGEST_HOURS[per]
        if maintenance.most_hours > allowed:
            yield Spot(
                "expectations.maintenance.most_hours",
                _(
                    "Maintenance counts as downtime and may take {hours} hours a {period}; "
                    "{target} for {level} leaves {allowed}."
                ).format(
                    hours=number_words(maintenance.most_hours),
                    period=per,
                    target=percent_words(target),
                    level=level_name(level),
                    allowed=number_words(allowed.quantize(Decimal("0.01"))),
                ),
                _("The provider could miss the target by keeping to the maintenance plan."),
                _("Let announced maintenance not count as downtime, allow fewer hours, or lower the target."),
            )
            return


@BOOK.rule("EXP-MAINTENANCE-IN-SERVICE-HOURS", FindingLevel.NOTE, Quality.REALISTIC)
def maintenance_while_people_work(agreement: Agreement) -> Iterator[Spot]:
    """A maintenance window lies within service hours that are not round the clock."""
    maintenance = agreement.expectations.maintenance
    hours = agreement.calendar(agreement.objectives.service_hours)
    if hours is None or hours.is_continuous or (maintenance.time_zone or hours.time_zone) != hours.time_zone:
        return
    busy = week_minutes(hours.spans)
    if not busy or busy.bit_count() == 7 * 1440:
        return
    for position, window in enumerate(maintenance.windows):
        shared = (span_minutes(window) & busy).bit_count()
        if shared:
            yield Spot(
                f"expectations.maintenance.windows.{position}",
                _("Maintenance window {number} covers {hours} of the {name} each week.").format(
                    number=position + 1,
                    hours=_("{number} hours").format(number=number_words(_in_hours(shared))),
                    name=quoted(hours.name or hours.id),
                ),
                _("The service would be taken down while its users are promised that it runs."),
                _("Move the window outside these hours, where the work allows it."),
            )


def _in_hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))


@BOOK.rule("EXP-MAINTENANCE-EMERGENCY-NOTICE", FindingLevel.WARNING, Quality.CLEAR)
def emergency_announced_longer_ahead(agreement: Agreement) -> Iterator[Spot]:
    """Emergency work needs as much notice as planned work, or more."""
    maintenance = agreement.expectations.maintenance
    notice, emergency = maintenance.notice, maintenance.emergency_notice
    if notice and emergency and certainly_as_long(emergency, notice):
        yield Spot(
            "expectations.maintenance.emergency_notice",
            _("Emergency maintenance needs {emergency} notice, planned maintenance only {notice}.").format(
                emergency=duration_words(emergency), notice=duration_words(notice)
            ),
            _("An emergency leaves less time than a plan; the two figures may have been swapped."),
            _("Check both figures; make the notice of emergency work the shorter one."),
        )


@BOOK.rule("EXP-MAINTENANCE-HOLIDAYS", FindingLevel.ERROR, Quality.MEASURABLE)
def maintenance_on_holidays_of_nowhere(agreement: Agreement) -> Iterator[Spot]:
    """Maintenance as on Sundays on the public holidays of a place that the holiday tables do not have."""
    place = agreement.expectations.maintenance.holidays_of.strip()
    if place and not has_holidays(place):
        yield Spot(
            "expectations.maintenance.holidays_of",
            _("The public holidays of {country}, on which maintenance is as on Sundays, are not known.").format(
                country=quoted(place)
            ),
            _("Nobody could say on which days the provider may work."),
            _("Enter a country as two letters, with its region where needed (“DE”, “DE-BE”), or clear the field."),
        )
