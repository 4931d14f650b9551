"""The downtime that an availability target allows, in words: on average, and exactly in the window that runs now."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import ServiceLevel, TimeShare, WindowKind
from slawizard.agreement.quantities import HoursCalendar
from slawizard.analysis.downtime import allowance
from slawizard.errors import SlaWizardError
from slawizard.gui.widgets.credit_answers import average_minutes, rough_words
from slawizard.i18n import _, format_date, interface_locale

_WINDOW_WORDS = {
    WindowKind.CLOCK_HOUR: "an hour",
    WindowKind.DAY: "a day",
    WindowKind.WEEK: "a week",
    WindowKind.CALENDAR_MONTH: "a month",
    WindowKind.BILLING_MONTH: "a month",
    WindowKind.QUARTER: "a quarter",
    WindowKind.YEAR: "a year",
}


def allowed_short(agreement: Agreement, level: ServiceLevel, target: Decimal | None) -> str:
    """The average alone; "—" for none."""
    if target is None or not _is_availability(level):
        return "—"
    average = average_minutes(agreement, level, target)
    return "—" if average is None else rough_words(average)


def allowed_words(agreement: Agreement, level: ServiceLevel, target: Decimal | None) -> str:
    """The average and the exact figure of the present window: "Allows 43 min 50 s a month on average; …"."""
    if target is None or not _is_availability(level):
        return ""
    window = _(_WINDOW_WORDS.get(level.window.kind, ""))
    average = average_minutes(agreement, level, target)
    exact = _exact_minutes(agreement, level, target)
    parts = []
    if average is not None:
        parts.append(_("Allows {time} {window} on average").format(time=rough_words(average), window=window))
    if exact is not None:
        start = format_date(_first_day(agreement, level), interface_locale())
        parts.append(_("exactly {time} in the one from {start}").format(time=rough_words(exact), start=start))
    return "; ".join(parts) + "." if parts else ""


def _is_availability(level: ServiceLevel) -> bool:
    return isinstance(level.statistic, TimeShare) and level.unit == "percent"


def _exact_minutes(agreement: Agreement, level: ServiceLevel, target: Decimal) -> Decimal | None:
    if level.window.kind not in _WINDOW_WORDS or level.window.kind is WindowKind.BILLING_MONTH:
        return None
    try:
        return allowance(level, target, _hours(agreement, level), _first_day(agreement, level)).minutes
    except SlaWizardError:
        return None


def _hours(agreement: Agreement, level: ServiceLevel) -> HoursCalendar | None:
    """The level's own hours; without them those of the service, as the clauses have it."""
    return agreement.calendar(level.hours or agreement.objectives.service_hours)


def _first_day(agreement: Agreement, level: ServiceLevel) -> dt.date:
    """The first day of the present window, or of the agreement's first one while it has not begun."""
    day = max(dt.date.today(), agreement.frame.start or dt.date.min)
    return window_start(level.window.kind, day, level.window.year_starts)


def window_start(kind: WindowKind, day: dt.date, year_starts: int = 1) -> dt.date:
    """The first day of the window of this kind that `day` lies in."""
    if kind is WindowKind.WEEK:
        return day - dt.timedelta(days=day.weekday())
    if kind in (WindowKind.CALENDAR_MONTH, WindowKind.BILLING_MONTH):
        return day.replace(day=1)
    months = {WindowKind.QUARTER: 3, WindowKind.YEAR: 12}.get(kind)
    if months is None:
        return day
    since = (day.month - year_starts) % months
    year, month = divmod(day.year * 12 + day.month - 1 - since, 12)
    return dt.date(year, month + 1, 1)
