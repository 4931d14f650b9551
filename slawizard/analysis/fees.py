"""The sums that credits and caps are shares of: their names in words, and the time each is paid for."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from slawizard.agreement.consequences import Base, Fee, FeeScope
from slawizard.agreement.metrics import WindowKind
from slawizard.analysis.miss import ZERO
from slawizard.analysis.rounding import HUNDRED

HOURS_IN_DAY = Decimal(24)
MONTHS_OF_FEE: dict[Fee, int] = {
    Fee.MONTHLY_FEE: 1,
    Fee.ANNUAL_TWELFTH: 1,
    Fee.NEXT_BILL: 1,
    Fee.QUARTERLY_FEE: 3,
    Fee.ANNUAL_FEE: 12,
}
"""The months that a periodic fee is paid for."""

FEE_WORDS: dict[Fee, str] = {
    Fee.MONTHLY_FEE: "monthly fee",
    Fee.WINDOW_FEE: "fee for the measurement window",
    Fee.QUARTERLY_FEE: "quarterly fee",
    Fee.ANNUAL_FEE: "annual fee",
    Fee.ANNUAL_TWELFTH: "twelfth of the annual fee",
    Fee.TERM_FEE: "fees of the whole term",
    Fee.TRAILING_FEE: "charges of the previous {} days",
    Fee.NEXT_BILL: "next bill",
    Fee.HOURLY_FEE: "hourly charge",
    Fee.ONE_OFF_CHARGE: "one-off charge",
    Fee.ORDER_VALUE: "value of the order",
    Fee.AT_RISK_AMOUNT: "amount at risk",
}

SCOPE_WORDS: dict[FeeScope, str] = {
    FeeScope.WHOLE_SERVICE: "",
    FeeScope.AFFECTED_SERVICE: " of the affected service",
    FeeScope.AFFECTED_REGION: " in the affected region",
    FeeScope.AFFECTED_UNIT: " of the affected unit",
}


def base_words(base: Base) -> str:
    """A base in words, without an article: "monthly fee of the affected service"; a named charge by its own name."""
    own = base.name.removeprefix("the ")
    if base.share_percent is not None:
        return f"{base.share_percent:f}\u00a0% of the {base_words(replace(base, share_percent=None))}"
    if base.fee is Fee.AT_RISK_AMOUNT:
        return own or FEE_WORDS[base.fee]
    name = own or FEE_WORDS[base.fee].format(base.trailing_days)
    return name + SCOPE_WORDS[base.scope]


def days_of_fee(base: Base, first_day: dt.date, window_days: Decimal, days_in_month: int | None) -> Decimal:
    """The days a fee is paid for, from the day the window starts; zero for a sum that is for no period.

    `days_in_month` fixes the length of every month (30: a day is a thirtieth of the monthly fee); None: real months.
    """
    fee = base.fee
    if fee is Fee.WINDOW_FEE:
        return window_days
    if fee is Fee.TRAILING_FEE:
        return Decimal(base.trailing_days)
    if fee is Fee.HOURLY_FEE:
        return 1 / HOURS_IN_DAY
    if fee not in MONTHS_OF_FEE:
        return ZERO
    if days_in_month is not None:
        return Decimal(days_in_month * MONTHS_OF_FEE[fee])
    return _real_days(first_day.year, first_day.month, MONTHS_OF_FEE[fee])


def share_of(base: Base, amount: Decimal) -> Decimal:
    """The part of a fee that is the base: all of it, or the share that the base names."""
    return amount if base.share_percent is None else amount * base.share_percent / HUNDRED


def hours_of_fee(base: Base, days: Decimal) -> Decimal:
    """The hours a fee is paid for, all hours counted, from the days it is paid for."""
    return Decimal(1) if base.fee is Fee.HOURLY_FEE else days * HOURS_IN_DAY


FEE_WINDOWS: dict[Fee, tuple[WindowKind, ...]] = {
    Fee.MONTHLY_FEE: (WindowKind.CALENDAR_MONTH, WindowKind.BILLING_MONTH),
    Fee.ANNUAL_TWELFTH: (WindowKind.CALENDAR_MONTH, WindowKind.BILLING_MONTH),
    Fee.QUARTERLY_FEE: (WindowKind.QUARTER,),
    Fee.ANNUAL_FEE: (WindowKind.YEAR,),
}
"""The windows that a periodic fee is paid for as a whole."""


@lru_cache(maxsize=4096)
def _real_days(year: int, month: int, months: int) -> Decimal:
    """Days in the calendar month, quarter or year that holds a month of a year."""
    first_month = (month - 1) // months * months + 1
    return Decimal(sum(calendar.monthrange(year, first_month + step)[1] for step in range(months)))
