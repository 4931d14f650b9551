"""The sums a measured file gives for the bases of credits and caps; a missing sum is an error, never a guess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from slawizard.agreement.consequences import Base, Fee, FeeScope
from slawizard.analysis.credits import Price
from slawizard.analysis.fees import FEE_WINDOWS, MONTHS_OF_FEE, base_words, days_of_fee, hours_of_fee, share_of
from slawizard.analysis.measured import FeeGiven
from slawizard.analysis.miss import ZERO
from slawizard.analysis.setting import Setting
from slawizard.analysis.windows import Span, add_months, local_midnight
from slawizard.errors import MeasuredFileError

TWELVE = 12


def price_of(base: Base, setting: Setting, file_fees: tuple[FeeGiven, ...], *, by_time: bool = True) -> Price:
    """The sum of a base for a reading's window, pro rata for a window the service ran in only in part.

    The reading's own fees come first, then the window's, then the file's. Without `by_time` the price has no days and
    hours: a percentage needs none. Raises MeasuredFileError where no fee fits.
    """
    consequences, currency = setting.agreement.consequences, setting.agreement.frame.currency
    if base.fee is Fee.AT_RISK_AMOUNT and base.at_risk is not None:
        _same_at_risk(base, base.at_risk.amount, setting, file_fees)
        return Price(share_of(base, base.at_risk.amount), base.at_risk.currency, words=base_words(base))
    fees = (*setting.reading.fees, *setting.window.fees, *file_fees)
    amount = share_of(base, find_sum(base, fees, setting.place))
    days = hours = ZERO
    covers = setting.level.window.kind in FEE_WINDOWS.get(base.fee, ())
    if by_time:
        days = days_of_fee(base, setting.span.start.date(), setting.span.days, consequences.days_in_month)
        if covers and consequences.days_in_month is None:
            # A quarter or a year of the level's own is not that of the calendar.
            days = setting.span.days
        hours = _hours(base, setting, days)
    if consequences.prorate_part_periods and covers:
        share = setting.share_of_window
        amount, days, hours = amount * share, days * share, hours * share
    return Price(amount, currency, days, hours, base_words(base))


def _hours(base: Base, setting: Setting, days: Decimal) -> Decimal:
    """The hours a fee is paid for: those of the service time for just the window, else all hours of its days, which a
    change of the clocks makes one fewer or one more.
    """
    fixed, fee = setting.agreement.consequences.days_in_month, base.fee
    if fixed is not None or (fee is not Fee.WINDOW_FEE and fee not in MONTHS_OF_FEE):
        return hours_of_fee(base, days)
    if fee is Fee.WINDOW_FEE:
        return setting.whole_minutes() / 60
    if setting.level.window.kind in FEE_WINDOWS.get(fee, ()):
        return setting.span.minutes / 60
    months, first = MONTHS_OF_FEE[fee], setting.span.start.date()
    start = first.replace(month=(first.month - 1) // months * months + 1, day=1)
    span = Span(local_midnight(start, setting.zone), local_midnight(add_months(start, months), setting.zone))
    return span.minutes / 60


def file_price(base: Base, fees: tuple[FeeGiven, ...], currency: str, first_day: dt.date, month: int | None) -> Price:
    """The sum of a base that belongs to no reading: for credits that accrued before the file's windows."""
    if base.fee is Fee.AT_RISK_AMOUNT and base.at_risk is not None:
        return Price(share_of(base, base.at_risk.amount), base.at_risk.currency, words=base_words(base))
    days = days_of_fee(base, first_day, ZERO, month)
    return Price(
        share_of(base, find_sum(base, fees, "fees")), currency, days, hours_of_fee(base, days), base_words(base)
    )


def find_sum(base: Base, fees: Iterable[FeeGiven], place: str) -> Decimal:
    """The first sum given for a base. Raises MeasuredFileError where none is, or where it is negative."""
    for fee in fees:
        if fee.scope is not base.scope or (fee.name and fee.name != base.name):
            continue
        if fee.fee is not base.fee and not _is_annual_for_twelfth(fee, base):
            continue
        if fee.amount < 0 or not fee.amount.is_finite():
            raise MeasuredFileError(f"A fee cannot be {fee.amount}.", where=place)
        return fee.amount / TWELVE if fee.fee is not base.fee else fee.amount
    scope = "" if base.scope is FeeScope.WHOLE_SERVICE else f', "scope": "{base.scope.value}"'
    raise MeasuredFileError(
        f"The {base_words(msgspec.structs.replace(base, share_percent=None))} is missing.",
        where=place,
        remedy=f'Add {{"fee": "{base.fee.value}"{scope}, "amount": …}} to the fees of the reading, window or file.',
    )


def _is_annual_for_twelfth(fee: FeeGiven, base: Base) -> bool:
    return base.fee is Fee.ANNUAL_TWELFTH and fee.fee is Fee.ANNUAL_FEE


def _same_at_risk(base: Base, agreed: Decimal, setting: Setting, file_fees: tuple[FeeGiven, ...]) -> None:
    for fee in (*setting.reading.fees, *setting.window.fees, *file_fees):
        if fee.fee is Fee.AT_RISK_AMOUNT and fee.name in ("", base.name) and fee.amount != agreed:
            raise MeasuredFileError(f"The file puts {fee.amount} at risk, the agreement {agreed}.", where=setting.place)
