"""Whether a measured file fits together: no sum and no window twice, no figure that its service level does not read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Fee, FeeScope, Stacking
from slawizard.agreement.metrics import Count, RollingMean, WindowKind
from slawizard.analysis.measured import KINDS, FeeGiven, Item, MeasuredFile
from slawizard.analysis.moments import parse_moment
from slawizard.analysis.setting import Setting
from slawizard.errors import MeasuredFileError

# --- the file as a whole ----------------------------------------------------------------------------------------


def check_file(agreement: Agreement, measured: MeasuredFile) -> None:
    """Raises MeasuredFileError where sums contradict each other, or a choice or a prepaid time cannot be."""
    _check_fees(measured.fees, "fees")
    for number, window in enumerate(measured.windows):
        if window.fees:
            _check_fees(window.fees, f"windows[{number}].fees")
        if window.suspended and not agreement.consequences.suspension:
            raise MeasuredFileError(
                "The agreement does not let the provider suspend the consequences.",
                where=f"windows[{number}].suspended",
            )
        if window.observed_until and not any(_slides(agreement, reading.level) for reading in window.readings):
            raise MeasuredFileError(
                "No service level of this window is measured over windows that slide.",
                where=f"windows[{number}].observed_until",
            )
        if window.chosen:
            _check_choice(agreement, window.chosen, f"windows[{number}].chosen")
    for number, sum_ in enumerate(measured.prepaid):
        if sum_.end < sum_.start or sum_.amount < 0:
            raise MeasuredFileError(
                "The prepaid time ends before it starts, or its sum is negative.",
                where=f"prepaid[{number}]",
            )


def _slides(agreement: Agreement, level_id: str) -> bool:
    level = agreement.level(level_id)
    return level is not None and level.window.kind is WindowKind.SLIDING


def _check_fees(fees: tuple[FeeGiven, ...], place: str) -> None:
    seen: dict[tuple[Fee, FeeScope, str], Decimal] = {}
    for number, fee in enumerate(fees):
        before = seen.setdefault((fee.fee, fee.scope, fee.name), fee.amount)
        if fee.amount < 0:
            raise MeasuredFileError(f"A fee cannot be {fee.amount}.", where=f"{place}[{number}].amount")
        if before != fee.amount:
            raise MeasuredFileError(
                f"The {fee.fee.value} is given as {before} and as {fee.amount}.",
                where=f"{place}[{number}]",
                remedy="Tell charges apart by scope or name.",
            )


def _check_choice(agreement: Agreement, chosen: str, place: str) -> None:
    names = [rule.id for rule in agreement.consequences.rules]
    if agreement.consequences.stacking is not Stacking.CUSTOMER_CHOOSES:
        raise MeasuredFileError("The agreement does not let the customer choose a credit.", where=place)
    if chosen not in names:
        raise MeasuredFileError(
            f"The agreement has no credit rule “{chosen}”.", where=place, remedy=f"It has: {', '.join(names)}."
        )


# --- a reading --------------------------------------------------------------------------------------------------


def check_reading(setting: Setting) -> None:
    """Raises MeasuredFileError where a reading gives two kinds of figures, or figures that its level does not read."""
    reading, place = setting.reading, setting.place
    kinds = [kind for kind in KINDS if getattr(reading, kind) is not None]
    if len(kinds) > 1:
        raise MeasuredFileError(
            f"The reading gives {' and '.join(kinds)}; one kind of figures is enough.",
            where=place,
            remedy="Keep the one that counts.",
        )
    if reading.fees:
        _check_fees(reading.fees, f"{place}.fees")
    if reading.previous and not isinstance(setting.level.statistic, RollingMean):
        raise MeasuredFileError(f"“{setting.level.id}” is no rolling mean.", where=f"{place}.previous")
    if reading.excluded and kinds and kinds[0] in ("value", "missed", "violations"):
        raise MeasuredFileError(
            "Time that does not count needs the outages; a measured value is without it already.",
            where=f"{place}.excluded",
        )
    if reading.sample_size is not None and reading.sample_size < 0:
        raise MeasuredFileError("A sample cannot have fewer than no measurements.", where=f"{place}.sample_size")
    if reading.items:
        _check_items(reading.items, place, needs_time=not isinstance(setting.level.statistic, Count))
        if not setting.is_per_incident:
            _check_dates(setting)


def _check_items(items: tuple[Item, ...], place: str, *, needs_time: bool) -> None:
    seen: set[str] = set()
    for number, item in enumerate(items):
        if item.id and item.id in seen:
            raise MeasuredFileError(f"“{item.id}” is in the reading twice.", where=f"{place}.items[{number}].id")
        seen.add(item.id)
        tells_severity = item.impact or item.urgency
        if needs_time and item.taken is None and not (item.opened or item.promised or item.excluded or tells_severity):
            raise MeasuredFileError(
                "The item tells no time.",
                where=f"{place}.items[{number}]",
                remedy="Give taken, or opened (or promised) and done.",
            )


def _check_dates(setting: Setting) -> None:
    """Refuse an item that was opened, due and done all before or all after the window it is counted in."""
    for number, item in enumerate(setting.reading.items or ()):
        told = [moment for moment in (item.opened, item.promised, item.done) if moment]
        if not told:
            continue
        place = f"{setting.place}.items[{number}]"
        moments = [parse_moment(moment, setting.zone, place).at for moment in told]
        if max(moments) < setting.part.start or min(moments) >= setting.part.end:
            raise MeasuredFileError("The item lies outside its window.", where=place)


class Seen:
    """The windows that a file has told so far, to find one that it tells twice."""

    def __init__(self) -> None:
        self._ends: dict[tuple[str, object], list[tuple[dt.datetime, dt.datetime]]] = {}
        self._starts: set[tuple[str, object, dt.datetime]] = set()

    def add(self, setting: Setting) -> None:
        """Raises MeasuredFileError where the same window of the same level and case was told before."""
        kind = setting.level.window.kind
        if setting.is_per_incident:
            return
        start = setting.part.start.astimezone(dt.UTC)
        key = (setting.level.id, setting.cell, start)
        if key in self._starts:
            raise MeasuredFileError(f"“{setting.level.id}” is measured twice in this window.", where=setting.place)
        self._starts.add(key)
        if kind in (WindowKind.FIXED_DAYS, WindowKind.TERM) or setting.part != setting.span:
            self._check_overlap(setting, start)

    def _check_overlap(self, setting: Setting, start: dt.datetime) -> None:
        told = self._ends.setdefault((setting.level.id, setting.cell), [])
        end = setting.part.end.astimezone(dt.UTC)
        if any(start < other_end and end > other_start for other_start, other_end in told):
            raise MeasuredFileError(
                f"The window of “{setting.level.id}” begins before another one is over.", where=setting.place
            )
        told.append((start, end))
