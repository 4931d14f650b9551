"""Readings of a sensor: how long a limit was passed, the share within it, the samples, and where some are missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slawizard.agreement.metrics import (
    Direction,
    EventShare,
    LevelKind,
    Mean,
    MeanOfRates,
    Measurement,
    MeasurementWindow,
    OutageRule,
    Percentile,
    ServiceLevel,
    ShareWithin,
    Target,
    WindowKind,
    Worst,
)
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.errors import TableFileError
from slawizard.evidence.imported import ImportAnswers, Imported, TableKind
from slawizard.evidence.keeping import answered
from tests.evidence.test_importing import read, values

COOL = ServiceLevel(
    "cool",
    kind=LevelKind.ENVIRONMENT,
    time_zone="UTC",
    window=MeasurementWindow(WindowKind.DAY),
    targets=(Target(value=Decimal(99)),),
)
FAST = ServiceLevel(
    "fast",
    kind=LevelKind.PERFORMANCE,
    unit="milliseconds",
    direction=Direction.LOWER,
    statistic=Percentile(Decimal(95)),
    time_zone="UTC",
    window=MeasurementWindow(WindowKind.DAY),
    targets=(Target(value=Decimal(200)),),
)
DAY = dt.datetime(2026, 1, 5)


def table(found: Sequence[tuple[int, str]], name: str = "Temperature") -> str:
    """A table of readings, each so many minutes after the day's beginning."""
    lines = (f"{DAY + dt.timedelta(minutes=minute):%Y-%m-%d %H:%M:%S},{value}" for minute, value in found)
    return f"Timestamp,{name}\n" + "\n".join(lines) + "\n"


def day_of(every: int, value: object = 20, *, days: int = 1) -> dict[int, str]:
    return {minute: str(value) for minute in range(0, 1440 * days, every)}


def told(*, above: str = "27", gaps: str = "") -> ImportAnswers:
    return ImportAnswers(above=Decimal(above), gaps=gaps)


def test_readings_are_known_by_their_times_and_the_limit_is_asked_for(tmp_path: Path) -> None:
    found = read(tmp_path, table(list(day_of(10).items())), COOL)

    assert found.kind is TableKind.READINGS
    assert [each.topic for each in found.questions] == ["limit"]
    assert found.histories == ()
    with pytest.raises(TableFileError, match="number"):
        answered(ImportAnswers(), found.questions[0], "27")


def test_a_limit_passed_for_two_readings_is_downtime_for_so_long(tmp_path: Path) -> None:
    readings = {**day_of(10), 600: "27.1", 610: "30", 620: "27"}

    found = read(tmp_path, table(list(readings.items())), COOL, told())

    assert values(found) == {"2026-01-05": f"{(1440 - 20) / 14.4:.3f}"}
    assert found.incidents is not None
    assert found.incidents.usual_repair == Duration(Decimal(20), TimeUnit.MINUTES)


def test_a_band_has_two_limits(tmp_path: Path) -> None:
    readings = {**day_of(10), 600: "28", 700: "17"}
    answers = ImportAnswers(above=Decimal(27), below=Decimal(18))

    assert values(read(tmp_path, table(list(readings.items())), COOL, answers)) == {"2026-01-05": f"{1420 / 14.4:.3f}"}
    with pytest.raises(TableFileError, match="more than the most"):
        read(tmp_path, table(list(readings.items())), COOL, ImportAnswers(above=Decimal(18), below=Decimal(27)))


@pytest.mark.parametrize(
    ("gaps", "value"),
    [("unknown", (1380 - 20) / 13.8), ("last", (1440 - 80) / 14.4), ("past", (1440 - 80) / 14.4)],
)
def test_what_a_gap_means_is_asked_and_then_said(tmp_path: Path, gaps: str, value: float) -> None:
    # Past the limit from 09:50 on; from 10:10 to 11:10 there is no reading.
    readings = {**day_of(10), 590: "28", 600: "28"}
    text = table([(minute, each) for minute, each in readings.items() if not 610 <= minute < 670])

    (question,) = read(tmp_path, text, COOL, told()).questions
    found = read(tmp_path, text, COOL, answered(told(), question, gaps))

    assert question.topic == "gaps"
    assert "from 2026-01-05 10:10 to 2026-01-05 11:10" in question.words
    assert values(found) == {"2026-01-05": f"{value:.3f}"}
    assert any("1\u00a0hour together" in note and "as you said" in note for note in found.notes)


def test_a_day_of_which_less_than_half_is_known_is_left_out(tmp_path: Path) -> None:
    readings = [(minute, "20") for minute in range(0, 1440 * 2, 10) if not 300 <= minute < 1440]

    found = read(tmp_path, table(readings), COOL, told(gaps="unknown"))

    assert list(values(found)) == ["2026-01-06"]
    assert any("1 window is left out" in note for note in found.notes)


def test_time_before_the_first_reading_and_after_the_last_belongs_to_no_window(tmp_path: Path) -> None:
    readings = [(minute, "28" if minute < 400 else "20") for minute in range(360, 1200, 10)]

    assert values(read(tmp_path, table(readings), COOL, told(gaps="past"))) == {"2026-01-05": f"{800 / 8.4:.3f}"}


def test_short_excursions_do_not_count_where_the_level_says_so(tmp_path: Path) -> None:
    rule = OutageRule(least=Duration(Decimal(15), TimeUnit.MINUTES))
    level = msgspec.structs.replace(COOL, measurement=Measurement(outage=rule))
    readings = {**day_of(10), 300: "28", 600: "28", 610: "28"}

    assert values(read(tmp_path, table(list(readings.items())), level, told())) == {"2026-01-05": f"{1420 / 14.4:.3f}"}


def test_the_longest_stretch_is_a_level_of_its_own(tmp_path: Path) -> None:
    level = msgspec.structs.replace(COOL, statistic=Worst(), unit="minutes", direction=Direction.LOWER)
    readings = {**day_of(10), 300: "28", 600: "28", 610: "28"}

    assert values(read(tmp_path, table(list(readings.items())), level, told())) == {"2026-01-05": "20.000"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(1, 40), st.sampled_from(("20", "28"))), min_size=3, max_size=40),
    st.sampled_from(("unknown", "last", "past")),
)
def test_every_minute_is_within_past_or_unknown(tmp_path: Path, steps: list[tuple[int, str]], gaps: str) -> None:
    readings: list[tuple[int, str]] = []
    at = 0
    for step, value in steps:
        readings.append((at, value))
        at += step
    distances = sorted(step for step, _ in steps[:-1])
    usual = distances[(len(distances) - 1) // 2]
    minutes: dict[int, str] = {}
    for place, (at, value) in enumerate(readings):
        after = readings[place + 1][0] if place + 1 < len(readings) else at + usual
        is_gap = (after - at) * 2 > usual * 3
        for minute in range(at, after):
            is_told = not is_gap or minute < at + usual or gaps == "last"
            minutes[minute] = value if is_told else {"past": "28", "unknown": ""}[gaps]
    known = [each for minute, each in minutes.items() if each and minute < 1440]
    level = msgspec.structs.replace(COOL, window=MeasurementWindow(WindowKind.CALENDAR_MONTH))
    answers = msgspec.structs.replace(told(gaps=gaps), first=dt.date(2026, 1, 1), last=dt.date(2026, 1, 31))

    found = read(tmp_path, table(readings), level, answers)

    # A month is not half known by these; what it came to is told by the incidents and by a day.
    day = read(tmp_path, table(readings), COOL, told(gaps=gaps))
    if len(known) * 2 >= 1440:
        share = known.count("20") * 100 / len(known)
        assert values(day)["2026-01-05"] == f"{share:.3f}"
    assert found.histories == ()
    assert found.counts.read == found.counts.used == len(readings)


def test_readings_of_one_moment_that_differ_are_left_out(tmp_path: Path) -> None:
    readings = [*day_of(10).items(), (600, "28"), (700, "20")]

    found = read(tmp_path, table(readings), COOL, told(gaps="last"))

    assert found.counts.rejected == 2
    assert found.counts.read == found.counts.used + found.counts.rejected
    assert "another" in found.rejected[0].reason.lower()
    assert any("several sensors" in note for note in found.notes)


def test_several_sensors_are_asked_about(tmp_path: Path) -> None:
    lines = [f"2026-01-05 {hour:02}:00,{name},{20 if name == 'A' else 30}" for hour in range(24) for name in "AB"]
    text = "Time,Sensor,Temperature\n" + "\n".join(lines) + "\n"

    (question,) = read(tmp_path, text, COOL, told()).questions
    found = read(tmp_path, text, COOL, answered(told(), question, "B"))

    assert [each.value for each in question.choices] == ["A", "B"]
    assert values(found) == {"2026-01-05": "0.000"}
    assert (found.counts.used, found.counts.rejected) == (24, 24)


def test_the_percentile_of_latencies_is_that_of_all_samples(tmp_path: Path) -> None:
    readings = [(minute, str(minute / 10)) for minute in range(1000)]

    assert values(read(tmp_path, table(readings, "Latency (ms)"), FAST)) == {"2026-01-05": "94.900"}
    assert values(read(tmp_path, table(readings, "Latency (s)"), FAST)) == {"2026-01-05": "94900.000"}
    mean = msgspec.structs.replace(FAST, statistic=Mean())
    assert values(read(tmp_path, table(readings, "Latency (ms)"), mean)) == {"2026-01-05": "49.950"}


def test_the_share_of_samples_within_the_levels_own_limit(tmp_path: Path) -> None:
    level = msgspec.structs.replace(
        FAST, unit="percent", statistic=ShareWithin(Duration(Decimal(2), TimeUnit.SECONDS)), direction=Direction.HIGHER
    )
    readings = [(minute, str(1900 + minute)) for minute in range(200)]

    assert values(read(tmp_path, table(readings, "Latency (ms)"), level)) == {"2026-01-05": "50.500"}
    (question,) = read(tmp_path, table(readings, "Latency"), level).questions
    assert question.topic == "unit"
    found = read(tmp_path, table(readings, "Latency"), level, answered(ImportAnswers(), question, "milliseconds"))
    assert values(found) == {"2026-01-05": "50.500"}


def test_the_share_of_samples_within_a_limit_that_is_told(tmp_path: Path) -> None:
    level = msgspec.structs.replace(COOL, statistic=EventShare())
    readings = [(minute, "28" if minute % 4 == 0 else "20") for minute in range(400)]

    assert [each.topic for each in read(tmp_path, table(readings), level).questions] == ["limit"]
    assert values(read(tmp_path, table(readings), level, told())) == {"2026-01-05": "75.000"}


def test_the_worst_place_of_a_sliding_share_is_told(tmp_path: Path) -> None:
    window = MeasurementWindow(WindowKind.SLIDING, Duration(Decimal(1), TimeUnit.DAYS))
    level = msgspec.structs.replace(COOL, statistic=EventShare(), window=window)
    readings = [(minute, "28" if 1430 <= minute <= 1450 else "20") for minute in range(0, 2880, 10)]

    found = read(tmp_path, table(readings), level, told())

    assert any("3 of 144 readings past the limit (2.083 %)" in note for note in found.notes)


def test_the_worst_place_of_a_sliding_window_of_stretches_is_told(tmp_path: Path) -> None:
    window = MeasurementWindow(WindowKind.SLIDING, Duration(Decimal(1), TimeUnit.DAYS))
    level = msgspec.structs.replace(COOL, window=window)
    readings = [(minute, "28" if 1430 <= minute <= 1450 else "20") for minute in range(0, 2880, 10)]

    found = read(tmp_path, table(readings), level, told())

    assert any("the most downtime in one is 30.00 minutes" in note for note in found.notes)


def test_the_hour_that_comes_twice_is_told_apart_by_the_order_of_the_readings(tmp_path: Path) -> None:
    first = dt.datetime(2026, 10, 24, 22, tzinfo=dt.UTC)
    lines = []
    for number in range(25 * 6):  # the day in Berlin on which the clocks go back
        at = (first + dt.timedelta(minutes=10 * number)).astimezone(dt.timezone(dt.timedelta(hours=2)))
        local = at if number < 3 * 6 else at - dt.timedelta(hours=1)
        lines.append(f"{local:%Y-%m-%d %H:%M},20")
    level = msgspec.structs.replace(COOL, time_zone="Europe/Berlin")

    found = read(tmp_path, "Time,Temperature\n" + "\n".join(lines) + "\n", level, told())

    assert found.counts.rejected == 0
    assert found.questions == ()
    assert values(found) == {"2026-10-25": "100.000"}


def refused(folder: Path, level: ServiceLevel) -> Imported:
    return read(folder, table(list(day_of(10).items())), level, told())


def test_levels_that_readings_do_not_tell_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(TableFileError, match="mean of error rates"):
        refused(tmp_path, msgspec.structs.replace(COOL, statistic=MeanOfRates()))
    with pytest.raises(TableFileError, match="single incidents"):
        refused(tmp_path, msgspec.structs.replace(FAST, window=MeasurementWindow(WindowKind.PER_INCIDENT)))


def test_the_values_of_windows_are_still_no_readings(tmp_path: Path) -> None:
    text = "Date,Value\n2026-01-05 00:00:00,99.9\n2026-01-06 00:00:00,99.8\n"

    assert read(tmp_path, text, COOL).kind is TableKind.VALUES


def day(cell: str = "VALUE", header: str = "Time,Temp") -> str:
    """A day of readings every ten minutes: one hour of 28 degrees, else 20.5."""
    moments = (DAY + dt.timedelta(minutes=10 * number) for number in range(144))
    rows = (f"{at:%Y-%m-%d %H:%M}," + cell.replace("VALUE", "28" if at.hour == 5 else "20.5") for at in moments)
    return f"{header}\n" + "\n".join(rows) + "\n"


ONE_HOUR = {"2026-01-05": f"{1380 / 14.4:.3f}"}


@pytest.mark.parametrize(
    ("cell", "header"),
    [
        ("VALUE °C", "Time,Temp"),
        ("VALUE°C", "Time,Temp"),
        ("VALUE,27", "Time,Temp,Alarm limit"),
        ("21,VALUE", "Time,Setpoint temp,Actual temp"),
        ("VALUE,ok", "Time,Temp,Status"),
        ("VALUE,temp", "_time,_value,_field"),
    ],
)
def test_readings_are_read_as_loggers_write_them(tmp_path: Path, cell: str, header: str) -> None:
    found = read(tmp_path, day(cell, header), COOL, told())

    assert found.questions == ()
    assert values(found) == ONE_HOUR


def test_several_columns_of_readings_are_asked_about(tmp_path: Path) -> None:
    text = day("VALUE,55", "Time,Temp °C,Humidity %")
    (question,) = read(tmp_path, text, COOL, told()).questions

    assert [each.value for each in question.choices] == ["Temp °C", "Humidity %"]
    assert values(read(tmp_path, text, COOL, answered(told(), question, "Temp °C"))) == ONE_HOUR


def test_figures_that_stand_for_no_reading_are_asked_about(tmp_path: Path) -> None:
    text = day().replace("2026-01-05 09:00,20.5", "2026-01-05 09:00,-127")
    (question,) = read(tmp_path, text, COOL, told()).questions
    left_out = read(tmp_path, text, COOL, answered(told(gaps="unknown"), question, "none"))

    assert question.topic == "marks"
    assert (left_out.counts.used, left_out.counts.rejected) == (143, 1)
    assert values(left_out) == {"2026-01-05": f"{(1430 - 60) / 14.3:.3f}"}
    assert values(read(tmp_path, text, COOL, answered(told(), question, "real"))) == ONE_HOUR


def test_a_reading_that_may_be_a_mark_but_is_among_the_others_is_a_reading(tmp_path: Path) -> None:
    readings = [(minute, str(90 + minute % 20)) for minute in range(0, 1440, 10)]

    assert read(tmp_path, table([*readings, (1441, "99")]), COOL, told(gaps="last")).questions == ()


def test_units_of_time_after_readings_are_turned_into_one(tmp_path: Path) -> None:
    lines = [f"2026-01-05 00:{number:02},{f'{number} ms' if number % 2 else '1.2 s'}" for number in range(60)]
    level = msgspec.structs.replace(FAST, statistic=Worst())

    found = read(tmp_path, "Time,Latency\n" + "\n".join(lines) + "\n", level)

    assert found.questions == ()
    assert values(found) == {"2026-01-05": "1200.000"}


def test_other_units_among_readings_are_left_out(tmp_path: Path) -> None:
    text = day("VALUE °C").replace("2026-01-05 09:00,20.5 °C", "2026-01-05 09:00,69 °F")

    assert "another unit" in read(tmp_path, text, COOL, told(gaps="last")).rejected[0].reason


def test_what_was_not_measured_while_the_service_was_down_is_no_reading(tmp_path: Path) -> None:
    lines = [f"2026-01-05 00:{number:02},{'down,0' if number < 30 else f'up,{number}'}" for number in range(60)]

    found = read(tmp_path, "time,status,latency ms\n" + "\n".join(lines) + "\n", FAST)

    assert found.counts.rejected == 30
    assert values(found) == {"2026-01-05": "58.000"}


def test_degrees_of_another_kind_are_refused(tmp_path: Path) -> None:
    level = msgspec.structs.replace(COOL, statistic=Worst(), unit="celsius", direction=Direction.LOWER)

    with pytest.raises(TableFileError, match="Fahrenheit"):
        read(tmp_path, day(header="Time,Temp (°F)"), level)
    assert values(read(tmp_path, day(header="Time,Temp (°C)"), level)) == {"2026-01-05": "28.000"}
