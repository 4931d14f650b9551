"""The figures behind the charts of the evidence, each with sentences that say what the chart shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import HistoryWindow
from slawizard.agreement.metrics import Direction, WindowKind
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.parties import Frame
from slawizard.agreement.quantities import WEEKDAYS, Money
from slawizard.agreement.wording import money_words, number_words, percent_words, quantity_words
from slawizard.analysis.assessment import judge, verdict_on
from slawizard.analysis.cells import cell_words
from slawizard.analysis.chart_years import SimulatedYears, simulated_years
from slawizard.analysis.constraints import history_of
from slawizard.analysis.cover import hours_of_week, minutes_words, promised_minutes, staffed_minutes
from slawizard.analysis.history import windows_met
from slawizard.analysis.rounding import HUNDRED, half_up
from slawizard.analysis.target_curve import targets_around
from slawizard.analysis.target_pricing import moved
from slawizard.analysis.verdict import RANGES, Promise, Verdict, chance_words

Values = tuple[Decimal | None, ...]
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHLY = (WindowKind.CALENDAR_MONTH, WindowKind.BILLING_MONTH, WindowKind.QUARTER)


class ChartFigures(msgspec.Struct, frozen=True):
    """What a chart shows. `kind` is history, chance, cover or credits; each series has a value for each category.

    `across` and `upward` name the categories and the values; `alternative` says in sentences what is to be seen.
    `marked` is the place of the category that stands out.
    """

    kind: str
    title: str
    alternative: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, Values], ...]
    across: str
    upward: str
    marked: int | None = None


def promises_of(agreement: Agreement) -> Iterator[Promise]:
    """Every target that is a figure, in the order of the agreement."""
    for position, level in enumerate(agreement.metrics.levels):
        for row, target in enumerate(level.targets):
            if target.value is not None:
                yield Promise(agreement, level, position, row, target)


def _name(promise: Promise) -> str:
    where = cell_words(promise.target.where)
    return (promise.level.name or promise.level.id) + (f" ({where})" if where else "")


def _words(promise: Promise, value: Decimal) -> str:
    return quantity_words(value, promise.unit, "en", promise.agreement.frame.currency)


# --- history against target -------------------------------------------------------------------------------------


def history_figures(promise: Promise) -> ChartFigures | None:
    """Each window of the past against the target; None without a history, and for a band."""
    found, target = history_of(promise), promise.target.value
    if found is None or target is None or promise.level.direction is Direction.BAND or not found[1].windows:
        return None
    windows = sorted(found[1].windows, key=lambda window: window.start)
    is_met = [windows_met(promise.level, promise.target, [window.value]) == 1 for window in windows]
    met: Values = tuple(window.value if kept else None for window, kept in zip(windows, is_met, strict=True))
    missed: Values = tuple(None if kept else window.value for window, kept in zip(windows, is_met, strict=True))
    return ChartFigures(
        "history",
        f"{_name(promise)}: the past against the target",
        _history_words(promise, windows, sum(is_met)),
        tuple(_window_label(window.start, found[1].window) for window in windows),
        (("met", met), ("missed", missed), (f"target {_words(promise, target)}", (target,) * len(windows))),
        found[1].window.value.replace("_", " ").capitalize(),
        _unit_label(promise),
    )


def _history_words(promise: Promise, windows: Sequence[HistoryWindow], met: int) -> str:
    is_higher = promise.level.direction is Direction.HIGHER
    values = [window.value for window in windows]
    worst = (min if is_higher else max)(windows, key=lambda window: window.value)
    best = (max if is_higher else min)(values)
    first, last = (_window_label(window.start, promise.level.window.kind) for window in (windows[0], windows[-1]))
    return (
        f"From {first} to {last}, {met} of {len(windows)} windows met the target of "
        f"{_words(promise, promise.target.value or Decimal(0))}. The best value was {_words(promise, best)}, the worst "
        f"{_words(promise, worst.value)} ({_window_label(worst.start, promise.level.window.kind)})."
    )


def _window_label(start: dt.date, kind: WindowKind) -> str:
    if kind in _MONTHLY:
        return f"{start:%b %Y}"
    return f"{start:%Y}" if kind is WindowKind.YEAR else f"{start.day} {start:%b %Y}"


def _unit_label(promise: Promise) -> str:
    if promise.unit == "percent":
        return "Percent"
    return _words(promise, Decimal(2)).partition("\u00a0")[2].capitalize() or "Value"


# --- chance by target -------------------------------------------------------------------------------------------


class _Chance(NamedTuple):
    """How likely one target is kept (0 to 1), and what all the evidence says of it."""

    target: Decimal
    chance: float
    verdict: Verdict


def chance_figures(promise: Promise) -> ChartFigures | None:
    """The chance of keeping each target around the agreed one; None where no evidence tells one."""
    points = _chances(_what_chances_need(promise.agreement), promise.position, promise.row)
    if not points:
        return None
    bounds = [(verdict.value, half_up(Decimal(least) * HUNDRED, 0)) for verdict, least in RANGES if least]
    return ChartFigures(
        "chance",
        f"{_name(promise)}: the chance of keeping each target",
        _chance_sentence(promise, points),
        tuple(_words(promise, point.target) for point in points),
        (
            ("chance", tuple(_percent(point.chance) for point in points)),
            *((f"{word} from {number_words(least)}\u00a0%", (least,) * len(points)) for word, least in bounds),
        ),
        "Target",
        "Chance that a window keeps it, %",
        next((place for place, point in enumerate(points) if point.target == promise.target.value), None),
    )


def _what_chances_need(agreement: Agreement) -> Agreement:
    """The agreement without what no verdict looks at, so that typing elsewhere costs nothing."""
    frame, hours = agreement.frame, agreement.objectives
    return Agreement(
        frame=Frame(start=frame.start, currency=frame.currency),
        objectives=Objectives(
            calendars=hours.calendars, service_hours=hours.service_hours, support_hours=hours.support_hours
        ),
        expectations=agreement.expectations,
        metrics=agreement.metrics,
    )


@lru_cache(maxsize=64)
def _chances(agreement: Agreement, position: int, row: int) -> tuple[_Chance, ...]:
    level = agreement.metrics.levels[position]
    promise = Promise(agreement, level, position, row, level.targets[row])
    found = []
    for value in targets_around(promise):
        constraints = judge(moved(promise, value))
        chances = [each.chance for each in constraints if each.chance is not None]
        if chances:
            found.append(_Chance(value, min(chances), verdict_on(constraints)))
    return tuple(found)


def _percent(chance: float) -> Decimal:
    return half_up(Decimal(chance) * HUNDRED, 1)


def _chance_sentence(promise: Promise, points: Sequence[_Chance]) -> str:
    told = [f"{_words(promise, point.target)} is kept with {chance_words(point.chance)}" for point in points]
    comfortable = [point.target for point in points if point.verdict is Verdict.COMFORTABLE]
    pick = max if promise.level.direction is Direction.HIGHER else min
    best = (
        f" Comfortable up to {_words(promise, pick(comfortable))}."
        if comfortable
        else " The evidence as a whole calls none of them comfortable."
    )
    return f"{'; '.join(told)}.{best}"


# --- cover of the week ------------------------------------------------------------------------------------------


def cover_figures(agreement: Agreement) -> ChartFigures | None:
    """Each hour of an ordinary week: promised or not, and for how many minutes nobody works.

    None without support hours or shifts.
    """
    hours, shifts = agreement.calendar(agreement.objectives.support_hours), agreement.expectations.staffing
    if hours is None or not shifts:
        return None
    promised = promised_minutes(hours)
    bare = promised & ~staffed_minutes(shifts)
    week, lacking = hours_of_week(promised), hours_of_week(bare)
    series = tuple(
        (
            _DAYS[day],
            tuple(Decimal(lacking[day][hour]) if week[day][hour] else None for hour in range(24)),
        )
        for day in range(len(WEEKDAYS))
    )
    total = half_up(Decimal(bare.bit_count()) / 60, 1)
    alternative = (
        f"Nobody works in {number_words(total)} of the {number_words(half_up(Decimal(promised.bit_count()) / 60, 1))} "
        f"promised hours of a week: {minutes_words(bare)}."
        if bare
        else "Somebody works in every promised hour of an ordinary week."
    )
    return ChartFigures(
        "cover",
        "Support hours: who works when",
        alternative,
        tuple(f"{hour:02}:00" for hour in range(24)),
        series,
        f"Hour of the day ({hours.time_zone or 'UTC'})",
        "Minutes of the hour that nobody works",
    )


# --- credits of simulated years ---------------------------------------------------------------------------------

BARS = 10
"""The years with credits are sorted into so many steps of equal width."""


def credits_figures(agreement: Agreement) -> ChartFigures | None:
    """How the credits of simulated years spread; None where they cannot be priced."""
    found = simulated_years(agreement)
    if found is None:
        return None
    edges = _edges(found)
    counts = [0] * (len(edges) + 1)
    for amount in found.sums:
        counts[_bar(amount, edges)] += 1
    shares = tuple(half_up(Decimal(count) * HUNDRED / len(found.sums), 1) for count in counts)
    return ChartFigures(
        "credits",
        f"Service Credits of {len(found.sums):,} simulated years",
        _credits_words(agreement, found),
        ("none", *(f"to {_short(found, edge)}" for edge in edges)),
        (("share of years", shares),),
        f"Credits of a year, {agreement.frame.currency}" if found.in_money else "Credits of a year, % of its fees",
        "Years, %",
    )


def _edges(found: SimulatedYears) -> list[Decimal]:
    """The upper ends of the bars: round figures, the last at or above the highest sum."""
    highest = found.sums[-1]
    if not highest:
        return []
    step = _round_up(highest / BARS)
    edges = [step]
    while edges[-1] < highest:
        edges.append(edges[-1] + step)
    return edges


def _round_up(value: Decimal) -> Decimal:
    """The next of 1, 2, 2.5, 5 or 10 times a power of ten."""
    size = Decimal(10) ** value.adjusted()
    return next(size * each for each in map(Decimal, ("1", "2", "2.5", "5", "10")) if size * each >= value)


def _bar(amount: Decimal, edges: Sequence[Decimal]) -> int:
    if not amount:
        return 0
    return next(place for place, edge in enumerate(edges, 1) if amount <= edge)


def _short(found: SimulatedYears, amount: Decimal) -> str:
    if found.in_money:
        return number_words(half_up(amount, 0))
    return number_words(half_up(amount * HUNDRED / found.fees, 2))


def _credits_words(agreement: Agreement, found: SimulatedYears) -> str:
    count = len(found.sums)
    none = sum(not each for each in found.sums) / count
    middle, high = found.sums[-(-count // 2) - 1], found.sums[-(-count * 19 // 20) - 1]
    years = f"{chance_words(none)} of the years pass without a credit." if none else "No year passes without a credit."
    return (
        f"{years} Half of the years cost {_amount(agreement, found, middle)} or less, "
        f"one year of 20 {_amount(agreement, found, high)} or more."
    )


def _amount(agreement: Agreement, found: SimulatedYears, amount: Decimal) -> str:
    if found.in_money:
        return money_words(Money(amount, agreement.frame.currency))
    return f"{percent_words(half_up(amount * HUNDRED / found.fees, 2))} of the fees"
