"""The price of the options booked: rows of a table of targets that cost a sum, or a surcharge on the base fee."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, FeeScope
from slawizard.analysis.cells import cell_words
from slawizard.analysis.measured import Booked, MeasuredFile
from slawizard.analysis.miss import ZERO
from slawizard.analysis.pricing import find_sum
from slawizard.analysis.rounding import HUNDRED, to_minor_unit
from slawizard.analysis.setting import cell_of, pick_target
from slawizard.analysis.steps import Step, money, percent
from slawizard.errors import MeasuredFileError

BASE_FEE = Base(scope=FeeScope.WHOLE_SERVICE)


class BookedPrice(msgspec.Struct, frozen=True):
    """The sum of all options booked, a month, rounded to the currency's minor unit."""

    amount: Decimal
    steps: tuple[Step, ...]


def price_of_bookings(agreement: Agreement, measured: MeasuredFile) -> BookedPrice | None:
    """What the options booked cost a month; None where none is. Raises MeasuredFileError for one without a price."""
    if not measured.booked:
        return None
    total, steps = ZERO, []
    for number, booked in enumerate(measured.booked):
        amount, step = _price(agreement, measured, booked, f"booked[{number}]")
        total += amount
        steps.append(step)
    rounded = to_minor_unit(total, agreement.frame.currency)
    steps.append(Step("Together {} a month.", (money(rounded, agreement.frame.currency),)))
    return BookedPrice(rounded, tuple(steps))


def _price(agreement: Agreement, measured: MeasuredFile, booked: Booked, place: str) -> tuple[Decimal, Step]:
    level = agreement.level(booked.level)
    if level is None:
        raise MeasuredFileError(f"The agreement has no service level “{booked.level}”.", where=f"{place}.level")
    cell = cell_of(agreement, level, booked.where, place)
    row = pick_target(agreement, level, cell, place)
    name, currency = f"{level.name or level.id} ({cell_words(cell)})", agreement.frame.currency
    if row is not None and row.price is not None:
        return row.price, Step("{}: {}.", (name, money(row.price, currency)))
    if row is None or row.surcharge_percent is None:
        raise MeasuredFileError(f"{name} has no price in the agreement.", where=place)
    fees = (*measured.fees, *(fee for window in measured.windows for fee in window.fees))
    fee = find_sum(BASE_FEE, fees, place)
    amount = fee * row.surcharge_percent / HUNDRED
    parts = (name, percent(row.surcharge_percent), money(fee, currency), money(amount, currency))
    return amount, Step("{}: {} of the monthly fee, {}: {}.", parts)
