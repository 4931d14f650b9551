"""A table of tickets: what each window came to for the level, by the severity's times and hours, and the load."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import HistoryWindow, TicketLoad
from slawizard.agreement.metrics import (
    Count,
    LevelKind,
    Mean,
    Percentile,
    RollingMean,
    SeverityTime,
    ShareWithin,
    Target,
    Total,
    Worst,
)
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.analysis.items import judge_item
from slawizard.analysis.measured import Events, Item, MeasuredWindow, Reading
from slawizard.analysis.measurement import measured_value
from slawizard.analysis.rounding import half_up
from slawizard.analysis.setting import SEVERITY, Setting, find_severity, setting_of
from slawizard.analysis.windows import Span
from slawizard.errors import SlaWizardError, TableFileError
from slawizard.evidence.context import Context
from slawizard.evidence.imported import ImportAnswers, Role
from slawizard.evidence.instants import iso, micros_of
from slawizard.evidence.quick import QuickJudge
from slawizard.i18n import Plural
from slawizard.tables.answers import Choice, Question
from slawizard.tables.cells import CellError, shown, text_of
from slawizard.tables.rows import Row

NONE = -(2**63)
"""Stands for a moment that is not told."""
EVERY = "*"
"""Stands for the severity of every ticket, in a file that tells none."""

FoundT = TypeVar("FoundT")
_MOST_NAMES = 20
_MONTH_DAYS = Decimal("30.4375")


_OPEN = Plural(
    "{count} ticket is not done yet; it is judged neither way.",
    "{count} tickets are not done yet; they are judged neither way.",
)
_LACKING = Plural(
    "{count} window has no value by the level's definition:",
    "{count} windows have no value by the level's definition; the first:",
)
_OUTSIDE = Plural(
    "{count} ticket was opened outside the period and does not count.",
    "{count} tickets were opened outside the period and do not count.",
)


class TicketList(msgspec.Struct):
    """Tickets in little room: instants in microseconds (NONE: not told), and the severity (an index of `names`)."""

    opened: array[int]
    done: array[int]
    severity: array[int]
    names: list[str]
    handled: Counter[str]
    handling: Counter[str]


def read_tickets(context: Context) -> TicketList:
    """All tickets that can be used; the others are counted with their reasons."""
    found = TicketList(array("q"), array("q"), array("l"), [], Counter(), Counter())
    names = _Names(context.agreement, context.answers)
    event = event_of(context)
    for row in context.rows():
        try:
            opened = context.instant(Role.OPENED, row)
            if opened is None:
                raise CellError("the moment it was opened is missing")
            done = context.instant(event, row, after=opened)
            if done is not None and done < opened:
                raise CellError("it was done before it was opened")
            severity = names.of(row, context)
            handling = context.length(Role.HANDLING, row)
        except (CellError, OverflowError) as problem:
            context.tally.reject(row, str(problem))
            continue
        found.opened.append(opened)
        found.done.append(NONE if done is None else done)
        found.severity.append(names.place(severity))
        if handling is not None:
            found.handled[severity] += 1
            found.handling[severity] += handling
        context.tally.used += 1
    found.names = names.ids
    context.questions.extend(names.questions(context))
    return found


def event_of(context: Context) -> Role:
    """The moment at which a ticket is done with, for this level. Raises TableFileError where no column tells it."""
    level = context.level
    is_response = level.severity_time is SeverityTime.RESPONSE or (
        level.severity_time is None and level.kind is LevelKind.RESPONSE
    )
    event = Role.RESPONDED if is_response else Role.RESOLVED
    if event not in context.roles:
        words = "of the first response" if is_response else "at which a ticket was resolved"
        raise TableFileError(
            f"“{level.name or level.id}” needs the moment {words}, and no column tells it.",
            where=context.table.source,
            remedy=f"Name the column: NAME={event}.",
        )
    return event


class _Names:
    """The severities of the file, each as one of the agreement's."""

    def __init__(self, agreement: Agreement, answers: ImportAnswers) -> None:
        self._agreement = agreement
        self._told = {each.text.casefold(): each.severity for each in answers.severities}
        self._known: dict[str, str | None] = {}
        self.ids: list[str] = []
        self._open: list[str] = []

    def of(self, row: Row, context: Context) -> str:
        """The id of a row's severity; "" where the agreement has none. Raises CellError."""
        column = context.roles.get(Role.SEVERITY)
        if not self._agreement.metrics.severities or (column is None and not _needs_severity(context)):
            return ""
        text = EVERY if column is None else text_of(row.cells[column.place])
        if text not in self._known:
            if len(self._known) > 1000:
                self._known.clear()
            self._known[text] = self._find(text)
        found = self._known[text]
        if found is None:
            raise CellError(f"{shown(text)} is no severity of the agreement")
        if not found:
            raise CellError(f"tickets of severity {shown(text)} are left out, as you said")
        return found

    def _find(self, text: str) -> str | None:
        told = self._told.get(text.casefold())
        if told is not None:
            return told
        found = find_severity(self._agreement, text) or _like(self._agreement, text)
        if found is None and text and len(self._open) < _MOST_NAMES:
            self._open.append(text)
        return found if isinstance(found, str) or found is None else found.id

    def place(self, severity: str) -> int:
        """The place of a severity in the list of names."""
        if severity not in self.ids:
            self.ids.append(severity)
        return self.ids.index(severity)

    def questions(self, context: Context) -> Iterator[Question]:
        """Each name in the file that is none of the agreement's."""
        severities = self._agreement.metrics.severities
        choices = tuple(Choice(each.id, each.name or each.id) for each in severities)
        if context.roles.get(Role.SEVERITY) is None:
            if self._open:
                words = "The level's times depend on the severity, and no column tells it. Which one are these tickets?"
                yield Question(f"severity.{EVERY}", words, choices)
            return
        for text in self._open:
            words = f"Which severity of the agreement is “{text}”?"
            column = context.roles[Role.SEVERITY].name
            yield Question(f"severity.{text}", words, (*choices, Choice("", "none: leave these out")), column)


def _needs_severity(context: Context) -> bool:
    """Whether what is measured of a ticket depends on its severity."""
    names = {each.dimension.lower() for target in context.level.targets for each in target.where}
    return context.level.severity_time is not None or SEVERITY in names


def _like(agreement: Agreement, text: str) -> str | None:
    """The one severity whose id or name is the same but for capitals, or has the same single figure."""
    wanted = text.casefold()
    severities = agreement.metrics.severities
    found = {each.id for each in severities if wanted in (each.id.casefold(), each.name.casefold())}
    figure = "".join(each for each in text if each.isdigit())
    if not found and len(figure) == 1:
        found = {each.id for each in severities if "".join(c for c in each.id if c.isdigit()) == figure}
    return found.pop() if len(found) == 1 else None


# --- windows ----------------------------------------------------------------------------------------------------


def ticket_windows(
    context: Context, tickets: TicketList, targets: tuple[Target | None, ...]
) -> tuple[tuple[tuple[Target | None, tuple[HistoryWindow, ...]], ...], tuple[TicketLoad, ...]]:
    """For each row of the level's table of targets, the value of each window, and the load of the period.

    A ticket lies in the window it was opened in. There is at least one ticket.
    """
    order = sorted(range(len(tickets.opened)), key=tickets.opened.__getitem__)
    spans = context.windows(tickets.opened[order[0]], tickets.opened[order[-1]]).spans
    context.understood.append("Each ticket counts in the window in which it was opened.")
    found: list[list[HistoryWindow]] = [[] for _ in targets]
    inside: list[int] = []
    judges = [QuickJudge(tickets.opened[order[0]], max(tickets.done)) for _ in targets]
    lacking: list[str] = []
    still_open = position = 0
    for number, span in enumerate(spans):
        context.progress(0.9 + 0.1 * number / len(spans), "Reckoning the windows")
        start, end = micros_of(span.start), micros_of(span.end)
        places = []
        while position < len(order) and tickets.opened[order[position]] < end:
            if tickets.opened[order[position]] >= start:
                places.append(order[position])
            position += 1
        inside += places
        still_open += sum(tickets.done[place] == NONE for place in places)
        for row, target in enumerate(targets):
            value = _value(context, span, target, places, tickets, judges[row], lacking)
            if value is not None:
                found[row].append(HistoryWindow(span.start.date(), value))
    if lacking:
        context.notes.append(f"{_LACKING.of(len(lacking))} {lacking[0]}")
    if still_open:
        context.notes.append(_OPEN.of(still_open))
    if len(inside) < len(order):
        context.notes.append(_OUTSIDE.of(len(order) - len(inside)))
    days = (spans[-1].end.date() - spans[0].start.date()).days
    histories = tuple((target, tuple(windows)) for target, windows in zip(targets, found, strict=True))
    return histories, _loads(context, tickets, inside, days)


def _value(
    context: Context,
    span: Span,
    target: Target | None,
    places: list[int],
    tickets: TicketList,
    judge: QuickJudge,
    lacking: list[str],
) -> Decimal | None:
    """The value of a window; None for one with no tickets that could be judged, or too few: `lacking` is told why."""
    where = {each.dimension: each.value for each in target.where} if target else {}
    wanted = next((value for name, value in where.items() if name.lower() == SEVERITY), "")
    severity = find_severity(context.agreement, wanted) if wanted else None
    mine = [each for each in places if severity is None or tickets.names[tickets.severity[each]] == severity.id]
    finished = [each for each in mine if tickets.done[each] != NONE]
    if not finished:
        return None
    reading = Reading(context.level.id, where, items=())
    window = MeasuredWindow(span.start.date().isoformat(), (reading,))
    place_words = f"the window from {window.start}"
    try:
        setting = setting_of(context.agreement, window, reading, place_words, place_words)
        known = _quickly(setting, finished, tickets, judge)
        if known is not None:
            setting = msgspec.structs.replace(setting, reading=known)
        else:
            items = tuple(_item(place, tickets) for place in finished)
            setting = msgspec.structs.replace(setting, reading=msgspec.structs.replace(reading, items=items))
            if not isinstance(context.level.statistic, ShareWithin | Count):
                setting = _with_times(setting)
        value = measured_value(setting)
    except SlaWizardError as problem:
        raise TableFileError(
            f"The window from {window.start} cannot be reckoned: {problem.what}", remedy=problem.remedy
        ) from problem
    if value.number is None and value.note:
        lacking.append(value.note)
    return value.number


def _quickly(setting: Setting, places: list[int], tickets: TicketList, judge: QuickJudge) -> Reading | None:
    """What a window's tickets came to; None where they must be judged one by one."""
    statistic, reading = setting.level.statistic, setting.reading
    told = ((tickets.names[tickets.severity[each]], tickets.opened[each], tickets.done[each]) for each in places)
    if isinstance(statistic, ShareWithin):
        kept = _all_of(judge.kept(*each, setting) for each in told)
        events = Events(len(places), kept.count(False)) if kept is not None else None
        return None if events is None else msgspec.structs.replace(reading, items=None, events=events)
    if isinstance(statistic, Total | Mean | Percentile | Worst | RollingMean):
        taken = _all_of(judge.taken(*each, setting) for each in told)
        return None if taken is None else msgspec.structs.replace(reading, items=None, samples=tuple(taken))
    if isinstance(statistic, Count):
        return msgspec.structs.replace(reading, items=None, samples=(Decimal(0),) * len(places))
    return None


def _all_of(found: Iterable[FoundT | None]) -> list[FoundT] | None:
    """Everything found; None where one is missing."""
    kept: list[FoundT] = []
    for each in found:
        if each is None:
            return None
        kept.append(each)
    return kept


def _item(place: int, tickets: TicketList) -> Item:
    name = tickets.names[tickets.severity[place]]
    return Item(opened=iso(tickets.opened[place]), done=iso(tickets.done[place]), severity=name)


def _with_times(setting: Setting) -> Setting:
    """The setting with the time that each ticket took, as percentiles and means need it."""
    taken = []
    for item in setting.reading.items or ():
        judged = judge_item(item, setting, setting.place)
        if judged.miss.value is None:
            raise TableFileError(judged.note or "The time that a ticket took cannot be told.", where=setting.place)
        taken.append(msgspec.structs.replace(item, taken=judged.miss.value, opened="", done=""))
    reading = msgspec.structs.replace(setting.reading, items=tuple(taken))
    return msgspec.structs.replace(setting, reading=reading)


def _loads(context: Context, tickets: TicketList, inside: list[int], days: int) -> tuple[TicketLoad, ...]:
    """How many tickets of each severity a month brings, and the mean working time where a column tells it."""
    counts = Counter(tickets.names[tickets.severity[place]] for place in inside)
    found = []
    for severity in context.agreement.metrics.severities:
        if not counts[severity.id]:
            continue
        handling = None
        if tickets.handled[severity.id]:
            minutes = Decimal(tickets.handling[severity.id]) / tickets.handled[severity.id] / 60_000_000
            handling = Duration(half_up(minutes, 2), TimeUnit.MINUTES)
        a_month = half_up(counts[severity.id] * _MONTH_DAYS / days, 2)
        found.append(TicketLoad(severity.id, a_month, handling))
    return tuple(found)
