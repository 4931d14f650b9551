"""The right to end the agreement: so many misses in so many windows in a row, or one window beyond a floor."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import TerminationTrigger
from slawizard.agreement.metrics import Direction, Standing, WindowKind
from slawizard.analysis.cells import cell_words
from slawizard.analysis.claims import accepted_until, deadline_after
from slawizard.analysis.measured import MeasuredFile
from slawizard.analysis.miss import ZERO
from slawizard.analysis.outcomes import Outcome
from slawizard.analysis.rounding import to_minor_unit
from slawizard.analysis.setting import Cell, Setting, in_grace
from slawizard.analysis.steps import Figure, Step, money, plain
from slawizard.analysis.windows import MONTHS_IN
from slawizard.errors import MeasuredFileError


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """One reading with its outcomes."""

    setting: Setting
    outcomes: tuple[Outcome, ...]

    @property
    def is_missed(self) -> bool:
        """Whether anything in it was missed."""
        return any(outcome.miss.is_missed for outcome in self.outcomes)


class TerminationRight(msgspec.Struct, frozen=True):
    """Whether a trigger gave the right, on which level, since the end of which window, and how long it can be used.

    `refund`: what of the fees paid in advance is paid back, rounded, where the file says when the agreement ended.
    """

    position: int
    is_given: bool
    level: str = ""
    cell: Cell = ()
    since: dt.date | None = None
    use_until: dt.date | None = None
    refund_prepaid: bool = False
    refund: Decimal | None = None
    steps: tuple[Step, ...] = ()


def termination_rights(
    agreement: Agreement, judgements: list[Judgement], measured: MeasuredFile
) -> tuple[TerminationRight, ...]:
    """What each trigger of the agreement comes to; the earliest right each gives, and the refund it brings."""
    rights = [
        _right(agreement, trigger, position, judgements)
        for position, trigger in enumerate(agreement.consequences.termination)
    ]
    return tuple(_with_refund(agreement, right, measured) for right in rights)


def _with_refund(agreement: Agreement, right: TerminationRight, measured: MeasuredFile) -> TerminationRight:
    """The right with the fees for the days after the end, each sum spread evenly over the days it was paid for."""
    if not (right.is_given and right.refund_prepaid and measured.ended_on and measured.prepaid):
        return right
    total, steps, currency = ZERO, list(right.steps), agreement.frame.currency
    for number, sum_ in enumerate(measured.prepaid):
        days = Decimal((sum_.end - sum_.start).days + 1)
        if days <= 0 or sum_.amount < 0:
            raise MeasuredFileError("The prepaid time ends before it starts.", where=f"prepaid[{number}]")
        left = Decimal(max(0, min((sum_.end - measured.ended_on).days, int(days))))
        total += sum_.amount * left / days
        parts = (plain(left), plain(days), money(sum_.amount, currency))
        steps.append(Step("{} of {} days of the {} paid in advance lie after the end.", parts))
    refund = to_minor_unit(total, currency)
    steps.append(Step("Paid back: {}.", (money(refund, currency),)))
    return msgspec.structs.replace(right, refund=refund, steps=tuple(steps))


def _right(
    agreement: Agreement, trigger: TerminationTrigger, position: int, judgements: list[Judgement]
) -> TerminationRight:
    series: dict[tuple[str, Cell], list[Judgement]] = {}
    for each in judgements:
        level = each.setting.level
        if in_grace(each.setting) or each.setting.window.suspended or level.standing is not Standing.BINDING:
            continue
        if not trigger.levels or level.id in trigger.levels:
            series.setdefault((level.id, each.setting.cell), []).append(each)
    found = [right for line in series.values() for right in _rights_of(trigger, position, line)]
    if not found:
        return TerminationRight(position, False, steps=(Step("No service level fulfils it."),))
    return min(found, key=lambda right: right.since or dt.date.max)


def _rights_of(trigger: TerminationTrigger, position: int, line: list[Judgement]) -> list[TerminationRight]:
    line = sorted(line, key=lambda each: each.setting.span.start)
    found = [_floor_right(trigger, position, each) for each in line]
    found.append(_count_right(trigger, position, line))
    return [right for right in found if right is not None]


def _given(trigger: TerminationTrigger, position: int, last: Judgement, step: Step) -> TerminationRight:
    end = last.setting.span.end
    until = None
    if trigger.use_within is not None:
        until = (deadline_after(end, trigger.use_within, last.setting.calendar) - dt.timedelta(microseconds=1)).date()
    cell = last.setting.cell
    since = (end - dt.timedelta(microseconds=1)).date()
    return TerminationRight(
        position, True, last.setting.level.id, cell, since, until, trigger.refund_prepaid, steps=(step,)
    )


def _floor_right(trigger: TerminationTrigger, position: int, each: Judgement) -> TerminationRight | None:
    if trigger.floor is None:
        return None
    values = [outcome.miss.value for outcome in each.outcomes if outcome.miss.value is not None]
    higher = each.setting.level.direction is Direction.HIGHER
    beyond = [value for value in values if (value < trigger.floor if higher else value > trigger.floor)]
    if not beyond or not _is_noticed(trigger, each):
        return None
    parts = (Figure(beyond[0], each.setting.unit), Figure(trigger.floor, each.setting.unit), each.setting.window.start)
    return _given(trigger, position, each, Step("{} is beyond the floor of {} in the window of {}.", parts))


def _count_right(trigger: TerminationTrigger, position: int, line: list[Judgement]) -> TerminationRight | None:
    """The first run of `windows` windows that holds `misses` misses; a window not in the file is no miss."""
    if trigger.misses is None or trigger.misses < 1:
        return None
    missed = [each for each in line if each.is_missed and _is_noticed(trigger, each)]
    reach = trigger.windows or trigger.misses
    for number in range(len(missed) - trigger.misses + 1):
        first, last = missed[number], missed[number + trigger.misses - 1]
        if ordinal(last.setting) - ordinal(first.setting) < reach:
            starts = ", ".join(each.setting.window.start for each in missed[number : number + trigger.misses])
            of = cell_words(last.setting.cell)
            name = last.setting.level.id + (f" ({of})" if of else "")
            parts = (name, starts, str(trigger.misses), str(reach))
            return _given(trigger, position, last, Step("{} was missed in {}: {} of {} windows in a row.", parts))
    return None


def _is_noticed(trigger: TerminationTrigger, each: Judgement) -> bool:
    """Whether the miss was notified in time, where each must be."""
    if not trigger.needs_notice_of_each:
        return True
    noticed, setting = each.setting.reading.notified_on, each.setting
    if noticed is None or trigger.notify_within is None:
        return noticed is not None
    limit = deadline_after(setting.span.end, trigger.notify_within, setting.calendar)
    return noticed <= accepted_until((limit - dt.timedelta(microseconds=1)).date())


def ordinal(setting: Setting) -> Decimal:
    """The number of a window among all of its kind: that of the next one is larger by one."""
    start, kind = setting.span.start, setting.level.window.kind
    if kind in MONTHS_IN:
        return Decimal(start.year * 12 + start.month) // MONTHS_IN[kind]
    if kind in (WindowKind.CLOCK_HOUR, WindowKind.SLIDING):
        length = setting.span.minutes or Decimal(1)
        return Decimal(int(start.timestamp()) // 60) / length
    days = setting.span.days or Decimal(1)
    return Decimal(start.toordinal()) / days
