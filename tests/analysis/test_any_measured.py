"""Whatever was measured: what holds of every calculation under a sensible agreement, however its figures are told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import (
    Cap,
    CapPeriod,
    CapUnit,
    CreditRule,
    CreditUnit,
    PointsPeriod,
    PointsStep,
    Stacking,
)
from slawizard.agreement.credit_shapes import (
    Band,
    Bands,
    Flat,
    IncrementRounding,
    Increments,
    KeyedOn,
    LostTime,
    PerOccurrence,
    Shape,
)
from slawizard.agreement.metrics import (
    Direction,
    Measurement,
    MeasurementWindow,
    OutageRule,
    ServiceLevel,
    Target,
    Total,
    WindowKind,
    Worst,
)
from slawizard.agreement.quantities import WEEKDAYS, HoursCalendar, HoursSpan
from tests.agreements.quantities import d, minutes
from tests.analysis.calculating import MONTHLY_1000, WHOLE, agreement, answer

MONTHS = ("2026-03-01", "2026-04-01", "2026-05-01")
PERCENTS = st.integers(1, 40).map(Decimal)
Window = tuple[int, list[int], list[int]]
"""The number of a month, the lengths of its outages in minutes, and what its tickets took in minutes."""


def bands_of(edges: list[int], keyed_on: KeyedOn, unit: str) -> Bands:
    """A table whose deeper bands pay more, from nothing to the end."""
    rows = []
    for number, (low, high) in enumerate(zip([0, *edges], [*edges, None], strict=True), start=1):
        rows.append(Band(Decimal(low), False, None if high is None else Decimal(high), True, Decimal(5 * number)))
    return Bands(tuple(rows), keyed_on, unit=unit)


EDGES = st.lists(st.integers(1, 3000), min_size=1, max_size=3, unique=True).map(sorted)
STEPS = st.builds(
    Increments,
    st.integers(1, 300).map(Decimal),
    PERCENTS,
    st.sampled_from((KeyedOn.VALUE, KeyedOn.MISS)),
    st.sampled_from(IncrementRounding),
    st.integers(0, 60).map(Decimal),
    st.integers(0, 5).map(Decimal),
    st.none() | st.integers(1, 9).map(Decimal),
    st.just("minutes"),
)
DOWNTIME_SHAPES: st.SearchStrategy[Shape] = st.one_of(
    st.builds(Flat, PERCENTS),
    st.builds(bands_of, EDGES, st.sampled_from((KeyedOn.VALUE, KeyedOn.MISS)), st.just("minutes")),
    STEPS,
    st.builds(LostTime, st.integers(1, 50).map(Decimal), st.none() | st.integers(0, 60).map(minutes), st.booleans()),
)
TICKET_SHAPES: st.SearchStrategy[Shape] = st.one_of(
    st.builds(Flat, PERCENTS),
    st.builds(PerOccurrence, PERCENTS, st.none() | st.integers(60, 200).map(Decimal), st.integers(0, 2)),
    STEPS,
)
CAPS = st.builds(
    Cap,
    st.integers(1, 80).map(Decimal),
    st.sampled_from((CapUnit.PERCENT_OF_BASE, CapUnit.MONEY, CapUnit.DAYS_OF_SERVICE)),
    st.just(WHOLE),
    st.sampled_from(CapPeriod),
    st.sampled_from(((), ("down",), ("tickets",))),
    st.integers(1, 3),
)
UNITS = st.sampled_from((CreditUnit.PERCENT_OF_BASE, CreditUnit.MONEY, CreditUnit.DAYS_OF_SERVICE, CreditUnit.POINTS))
WINDOWS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.lists(st.integers(1, 4000), max_size=4),
        st.lists(st.integers(1, 400), max_size=4),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda each: each[0],
)


def levels(target: str = "99.9", **more: Any) -> tuple[ServiceLevel, ServiceLevel]:
    """Availability by the month, and tickets of which each has an hour."""
    uptime = ServiceLevel("uptime", targets=(Target(d(target)),), time_zone="UTC")
    tickets = ServiceLevel(
        "tickets", unit="minutes", direction=Direction.LOWER, statistic=Worst(), targets=(Target(d("60")),),
        window=MeasurementWindow(WindowKind.PER_INCIDENT),
    )  # fmt: skip
    return msgspec.structs.replace(uptime, **more), tickets


@st.composite
def terms(draw: st.DrawFn) -> Agreement:
    """An agreement whose credits never fall while a miss grows.

    Of several credits the highest is chosen before the caps cut it: a cap of its own could leave less than another one
    would have paid, so that caps of single rules stand beside credits that add up only.
    """
    stacking = draw(st.sampled_from((Stacking.ADD, Stacking.HIGHEST)))
    groups = st.just("") if stacking is Stacking.ADD else st.sampled_from(("", "one"))
    rules = tuple(
        CreditRule(
            key, level, shape=draw(shapes), unit=draw(UNITS), base=WHOLE, automatic=True,
            most=draw(st.none() | st.integers(1, 60).map(Decimal)), group=draw(groups),
        )
        for key, level, shapes in (
            ("down", "uptime", DOWNTIME_SHAPES), ("more", "uptime", DOWNTIME_SHAPES),
            ("tickets", "tickets", TICKET_SHAPES),
        )
    )  # fmt: skip
    return agreement(
        *levels(),
        rules=rules,
        caps=tuple(
            cap if stacking is Stacking.ADD else msgspec.structs.replace(cap, rules=())
            for cap in draw(st.lists(CAPS, max_size=3))
        ),
        stacking=stacking,
        points_table=(PointsStep(d("4"), d("3")), PointsStep(d("20"), d("9"))),
        points_base=WHOLE,
        points_period=draw(st.sampled_from(PointsPeriod)),
        days_in_month=30,
    )


def told(found: list[Window], *, backwards: bool = False) -> list[dict[str, Any]]:
    """The windows of a measured file; `backwards`: windows, readings, outages and tickets in the other order."""
    turn = -1 if backwards else 1
    windows = []
    for month, outages, tickets in found:
        readings = [
            {"level": "uptime", "outages": [{"lasted": each} for each in outages][::turn]},
            {"level": "tickets", "items": [{"taken": each} for each in tickets][::turn]},
        ]
        windows.append({"start": MONTHS[month], "readings": readings[::turn], "fees": [MONTHLY_1000]})
    return windows[::turn]


def total(found: Agreement, windows: list[dict[str, Any]]) -> Decimal:
    """All that is paid."""
    return Decimal(answer(found, *windows)["total"])


@settings(max_examples=120, deadline=None)
@given(terms(), WINDOWS)
def test_nothing_is_negative_and_nothing_is_above_its_cap(found: Agreement, windows: list[Window]) -> None:
    data = answer(found, *told(windows))
    assert Decimal(data["total"]) >= 0
    for cap in data["caps"]:
        assert 0 <= Decimal(cap["after"]) <= min(Decimal(cap["limit"]), Decimal(cap["before"]))
    for window in data["windows"]:
        credits_ = [credit for level in window["levels"] for credit in level["credits"]]
        for credit in credits_:
            assert credit["credit"] is None or Decimal(credit["credit"]) >= Decimal(credit["payable"]) >= 0
        assert Decimal(window["total"]) >= 0
    assert sum(Decimal(window["total"]) for window in data["windows"]) == Decimal(data["total"])


@settings(max_examples=120, deadline=None)
@given(terms(), WINDOWS)
def test_the_order_in_which_things_are_told_changes_nothing(found: Agreement, windows: list[Window]) -> None:
    there, back = answer(found, *told(windows)), answer(found, *told(windows, backwards=True))
    assert there["total"] == back["total"]
    one, other = ({each["start"]: each["total"] for each in data["windows"]} for data in (there, back))
    assert one == other


@settings(max_examples=120, deadline=None)
@given(terms(), WINDOWS, st.integers(1, 2000), st.data())
def test_a_worse_month_never_pays_less(found: Agreement, windows: list[Window], more: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(windows) - 1))
    month, outages, tickets = windows[place]
    worse_tickets = [each + more for each in tickets[:1]] + tickets[1:]
    worse = [*windows[:place], (month, [*outages, more], worse_tickets), *windows[place + 1 :]]
    # Each window's total is rounded by itself: what a cap leaves is a cent more or less in two parts than in one.
    assert total(found, told(worse)) >= total(found, told(windows)) - d("0.01") * len(windows)


# --- the same figures told in another way -----------------------------------------------------------------------

STARTS = st.integers(0, 40_000)
SPANS = st.lists(st.tuples(STARTS, st.integers(1, 2000)), max_size=4)


def timed(spans: list[tuple[int, int]], zone: str = "", **more: Any) -> list[dict[str, Any]]:
    """Outages of March from so many minutes after its beginning, in local time, or with their offset in a zone."""
    found = []
    for start, length in spans:
        first = dt.datetime(2026, 3, 1, tzinfo=ZoneInfo(zone or "UTC")).astimezone(dt.UTC) + dt.timedelta(minutes=start)
        last = first + dt.timedelta(minutes=length)
        ends = [each.astimezone(ZoneInfo(zone or "UTC")).isoformat(timespec="minutes") for each in (first, last)]
        found.append({"start": ends[0], "end": ends[1], **more})
    return found


def of_outages(level: ServiceLevel, outages: list[dict[str, Any]], shape: Shape) -> Any:
    """The answer of March for one level with one rule."""
    terms_ = agreement(level, rules=(CreditRule("down", "uptime", shape=shape, base=WHOLE, automatic=True),))
    window = {"start": "2026-03-01", "readings": [{"level": "uptime", "outages": outages}], "fees": [MONTHLY_1000]}
    return answer(terms_, window)


@settings(max_examples=80, deadline=None)
@given(DOWNTIME_SHAPES, SPANS, st.booleans(), st.booleans(), st.data())
def test_an_outage_in_two_adjoining_parts_is_one(
    shape: Shape, spans: list[tuple[int, int]], weighted: bool, in_intervals: bool, data: st.DataObject
) -> None:
    rule = OutageRule(weighted_by_affected=weighted, interval=minutes(5) if in_intervals and not weighted else None)
    level = levels(measurement=Measurement(outage=rule))[0]
    parts = []
    for start, length in spans:
        cut = data.draw(st.integers(0, length))
        parts += [(start, cut), (start + cut, length - cut)] if 0 < cut < length else [(start, length)]
    whole, apart = (of_outages(level, timed(each, affected_percent=40), shape) for each in (spans, parts))
    assert whole["total"] == apart["total"]
    assert (
        whole["windows"][0]["levels"][0]["outcomes"][0]["value"]
        == (apart["windows"][0]["levels"][0]["outcomes"][0]["value"])
    )


@settings(max_examples=80, deadline=None)
@given(EDGES, st.integers(1, 600), st.lists(st.integers(1, 4000), max_size=4), st.sampled_from(("seconds", "hours")))
def test_another_unit_throughout_changes_nothing(edges: list[int], target: int, lost: list[int], unit: str) -> None:
    scale = Decimal(60) if unit == "seconds" else 1 / Decimal(60)

    def of_unit(named: str, factor: Decimal) -> Any:
        level = ServiceLevel(
            "uptime", unit=named, direction=Direction.LOWER, statistic=Total(), targets=(Target(target * factor),)
        )
        shape = bands_of(edges, KeyedOn.VALUE, "")
        rows = tuple(
            msgspec.structs.replace(
                row,
                lower=None if row.lower is None else row.lower * factor,
                upper=None if row.upper is None else row.upper * factor,
            )
            for row in shape.bands
        )
        return of_outages(level, [{"lasted": each} for each in lost], msgspec.structs.replace(shape, bands=rows))

    # A third of an hour has no end in decimals: an edge that is met exactly is met in minutes only.
    if unit == "hours" and (sum(lost) in (*edges, target)):
        return
    assert of_unit("minutes", Decimal(1))["total"] == of_unit(unit, scale)["total"]


@settings(max_examples=60, deadline=None)
@given(SPANS, st.sampled_from(("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")))
def test_times_with_their_offset_are_the_same_instants_in_every_zone(spans: list[tuple[int, int]], zone: str) -> None:
    """March has a change of the clocks in three of them; what is lost is counted in real time."""
    level = levels(time_zone=zone)[0]
    shape = Flat(d("10"))
    own = of_outages(level, timed(spans, zone), shape)
    as_utc = []
    for each in timed(spans, zone):
        ends = (dt.datetime.fromisoformat(each[key]).astimezone(dt.UTC).isoformat() for key in ("start", "end"))
        as_utc.append(dict(zip(("start", "end"), ends, strict=True)))
    assert own == of_outages(level, as_utc, shape)


@settings(max_examples=60, deadline=None)
@given(SPANS, st.sampled_from(("Europe/Berlin", "America/New_York", "Australia/Sydney")))
def test_the_same_clock_on_the_wall_is_the_same_in_every_zone_away_from_its_changes(
    spans: list[tuple[int, int]], zone: str
) -> None:
    """June has no change of the clocks: local times, hours and windows move together."""
    office = HoursSpan(WEEKDAYS, dt.time(8), dt.time(20))

    def of_zone(name: str) -> Any:
        calendar = HoursCalendar("core", time_zone=name, spans=(office,))
        level = levels(time_zone=name, hours="core")[0]
        found = []
        for start, length in spans:
            first = dt.datetime(2026, 6, 1) + dt.timedelta(minutes=start)
            found.append({"start": first.isoformat(), "end": (first + dt.timedelta(minutes=length)).isoformat()})
        terms_ = agreement(level, calendars=(calendar,))
        return answer(terms_, {"start": "2026-06-01", "readings": [{"level": "uptime", "outages": found}]})

    one, other = (of_zone(name)["windows"][0]["levels"][0]["outcomes"][0] for name in ("UTC", zone))
    assert one["value"] == other["value"]
    assert one["lost_minutes"] == other["lost_minutes"]
