"""How many windows and periods a year has on average."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from slawizard.agreement.metrics import MeasurementWindow, WindowKind
from slawizard.analysis.windows import DEFAULT_FIXED_DAYS, MONTHS_IN

MEAN_YEAR_MINUTES = Decimal("365.2425") * 24 * 60
"""The mean Gregorian year: 97 leap years in 400."""

DAYS_A_YEAR = MEAN_YEAR_MINUTES / 1440
PERIODS_A_YEAR: dict[str, Decimal] = {
    "day": DAYS_A_YEAR,
    "week": DAYS_A_YEAR / 7,
    "month": Decimal(12),
    "quarter": Decimal(4),
    "year": Decimal(1),
}
FIRST_YEAR = 2027
"""The year whose hours are counted where the agreement has no start."""


def windows_a_year(window: MeasurementWindow) -> Decimal | None:
    """How many windows a year has on average; None for a kind that has no fixed number."""
    if window.kind in MONTHS_IN:
        return Decimal(12) / MONTHS_IN[window.kind]
    if window.kind in (WindowKind.DAY, WindowKind.WEEK):
        return PERIODS_A_YEAR[window.kind.value]
    if window.kind is WindowKind.FIXED_DAYS:
        seconds = window.length.seconds if window.length else Decimal(DEFAULT_FIXED_DAYS * 86400)
        return DAYS_A_YEAR * 86400 / seconds if seconds else None
    return None


def first_year(start: dt.date | None) -> int:
    """The year whose hours are counted for averages: that in which the agreement starts."""
    return start.year if start and start.year < dt.MAXYEAR else FIRST_YEAR
