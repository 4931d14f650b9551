"""Imports from end to end: what each kind of table comes to, and what is asked instead of guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import HistoryWindow
from slawizard.agreement.metrics import (
    Coordinate,
    Count,
    Dimension,
    LevelKind,
    Measurement,
    MeasurementWindow,
    Metrics,
    OutageRule,
    Percentile,
    ServiceLevel,
    Severity,
    SeverityTime,
    ShareWithin,
    Target,
    Total,
    WindowKind,
    Worst,
)
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.analysis.calculator import calculate
from slawizard.analysis.measured import MeasuredFile, MeasuredWindow, Outage, Reading
from slawizard.errors import TableFileError
from slawizard.evidence.imported import ColumnRole, ImportAnswers, Imported, SeverityName, TableKind
from slawizard.evidence.importing import import_history
from slawizard.evidence.keeping import answered, with_evidence

UPTIME = ServiceLevel("uptime", time_zone="Europe/Berlin", targets=(Target(value=Decimal("99.9")),))
REPLY = ServiceLevel(
    "reply",
    kind=LevelKind.RESPONSE,
    statistic=ShareWithin(),
    severity_time=SeverityTime.RESPONSE,
    time_zone="Europe/Berlin",
    targets=(Target(value=Decimal(90)),),
)
SEVERITIES = (
    Severity("p1", "Urgent", response=Duration(Decimal(30), TimeUnit.MINUTES)),
    Severity("p2", "Normal", response=Duration(Decimal(4), TimeUnit.HOURS)),
)


def agreement(*levels: ServiceLevel) -> Agreement:
    return Agreement(metrics=Metrics(levels=levels, severities=SEVERITIES))


def read(folder: Path, text: str, level: ServiceLevel = UPTIME, answers: ImportAnswers | None = None) -> Imported:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return import_history(agreement(level), level.id, path, answers)


def values(found: Imported) -> dict[str, str]:
    return {window.start.isoformat(): f"{window.value:.3f}" for window in found.histories[0].windows}


@pytest.mark.parametrize(
    ("kind", "cells", "starts"),
    [
        (WindowKind.CALENDAR_MONTH, ("2026-01", "Feb 2026", "03/2026"), ("2026-01-01", "2026-02-01", "2026-03-01")),
        (WindowKind.CALENDAR_MONTH, ("2026-01-31", "2026-02-28"), ("2026-01-01", "2026-02-01")),
        (WindowKind.QUARTER, ("2026-Q1", "Q2 2026"), ("2026-01-01", "2026-04-01")),
        (WindowKind.WEEK, ("2026-W01", "KW 2 2026"), ("2025-12-29", "2026-01-05")),
        (WindowKind.YEAR, ("2025", "2026"), ("2025-01-01", "2026-01-01")),
        (WindowKind.DAY, ("2026-01-01", "2026-01-02"), ("2026-01-01", "2026-01-02")),
    ],
)
def test_windows_are_known_by_name_or_day(
    tmp_path: Path, kind: WindowKind, cells: tuple[str, ...], starts: tuple[str, ...]
) -> None:
    level = msgspec.structs.replace(UPTIME, window=MeasurementWindow(kind))
    text = "Period,Availability\n" + "".join(f"{cell},99.9\n" for cell in cells)

    found = read(tmp_path, text, level)

    assert found.questions == ()
    assert tuple(values(found)) == starts


def test_values_of_other_windows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableFileError, match="each quarter"):
        read(tmp_path, "Period,Availability\n2026-Q1,99.9\n")


def test_days_inside_a_month_are_rejected_not_taken_for_the_month(tmp_path: Path) -> None:
    found = read(tmp_path, "Date,Availability\n2026-01-05,99.9\n2026-01-06,99.9\n")

    assert found.histories == ()
    assert found.counts.rejected == 2


def test_shares_of_one_are_asked_about(tmp_path: Path) -> None:
    text = "Month,Availability\n2026-01,0.9995\n2026-02,1\n"

    found = read(tmp_path, text)

    (question,) = found.questions
    assert question.topic == "scale"
    assert found.histories == ()
    again = read(tmp_path, text, answers=answered(ImportAnswers(), question, "share"))
    assert values(again) == {"2026-01-01": "99.950", "2026-02-01": "100.000"}


def test_minutes_are_not_taken_for_a_percentage(tmp_path: Path) -> None:
    found = read(tmp_path, "Month,Downtime minutes\n2026-01,12\n2026-02,0\n")

    assert found.histories == ()
    assert [question.topic for question in found.questions] == ["role.value"]


OUTAGES = """start,end,planned
2026-01-10 08:00,2026-01-10 10:00,no
2026-01-10 09:00,2026-01-10 11:00,no
2026-01-31 23:30,2026-02-01 00:30,
2026-03-29 01:30,2026-03-29 03:30,no
2026-04-05 02:00,2026-04-05 06:00,yes
"""


def test_outages_come_to_what_the_calculator_says(tmp_path: Path) -> None:
    found = read(tmp_path, OUTAGES)

    windows = []
    for start, outages in {
        "2026-01-01": [("2026-01-10T08:00", "2026-01-10T10:00"), ("2026-01-10T09:00", "2026-01-10T11:00"), LAST],
        "2026-02-01": [LAST],
        "2026-03-01": [("2026-03-29T01:30", "2026-03-29T03:30")],
    }.items():
        listed = tuple(Outage(start=first, end=last) for first, last in outages)
        windows.append(MeasuredWindow(start, (Reading("uptime", outages=listed),)))
    maintenance = (Outage(start="2026-04-05T02:00", end="2026-04-05T06:00", excluded="planned"),)
    windows.append(MeasuredWindow("2026-04-01", (Reading("uptime", outages=maintenance),)))
    reckoned = calculate(agreement(UPTIME), MeasuredFile(windows=tuple(windows)))
    expected = {
        dt.date.fromisoformat(window.start): window.judgements[0].outcomes[0].miss.value for window in reckoned.windows
    }
    assert {window.start: window.value for window in found.histories[0].windows} == expected


LAST = ("2026-01-31T23:30", "2026-02-01T00:30")


def test_an_hour_that_the_clocks_skip_is_no_downtime_and_months_differ(tmp_path: Path) -> None:
    found = read(tmp_path, OUTAGES)

    assert values(found) == {
        "2026-01-01": f"{100 - 210 * 100 / 44640:.3f}",
        "2026-02-01": f"{100 - 30 * 100 / 40320:.3f}",
        "2026-03-01": f"{100 - 60 * 100 / 44580:.3f}",
        "2026-04-01": "100.000",
    }
    assert found.incidents is not None
    assert found.incidents.usual_repair == Duration(Decimal("60.00"), TimeUnit.MINUTES)
    assert found.incidents.long_repair == Duration(Decimal("120.00"), TimeUnit.MINUTES)


def test_windows_without_outages_are_filled_over_the_period_told(tmp_path: Path) -> None:
    answers = ImportAnswers(first=dt.date(2025, 12, 15), last=dt.date(2026, 6, 30))

    found = read(tmp_path, OUTAGES, answers=answers)

    assert next(iter(values(found))) == "2026-01-01", "December is not covered whole"
    assert list(values(found))[-1] == "2026-06-01"
    assert not any("period is taken" in note for note in found.notes)


def test_the_period_that_nobody_told_is_said_plainly(tmp_path: Path) -> None:
    assert any("2026-01-01 to 2026-04-30" in note for note in read(tmp_path, OUTAGES).notes)


def test_short_outages_do_not_count_by_the_levels_own_rule(tmp_path: Path) -> None:
    rule = OutageRule(least=Duration(Decimal(5), TimeUnit.MINUTES))
    level = msgspec.structs.replace(UPTIME, measurement=Measurement(outage=rule))

    found = read(tmp_path, "start,end\n2026-01-10 08:00,2026-01-10 08:04\n2026-01-11 08:00,2026-01-11 08:05\n", level)

    assert values(found) == {"2026-01-01": f"{100 - 5 * 100 / 44640:.3f}"}


@pytest.mark.parametrize(("statistic", "unit", "value"), [(Total(), "minutes", "11.000"), (Count(), "count", "2.000")])
def test_other_statistics_of_outages_are_reckoned_too(
    tmp_path: Path, statistic: Total | Count, unit: str, value: str
) -> None:
    level = msgspec.structs.replace(UPTIME, statistic=statistic, unit=unit)

    found = read(tmp_path, "start,duration (min)\n2026-01-10 08:00,4\n2026-01-11 08:00,7\n", level)

    assert values(found) == {"2026-01-01": value}


def test_a_time_that_comes_twice_and_one_that_never_comes_are_counted(tmp_path: Path) -> None:
    text = "start,end\n2026-10-25 02:30,2026-10-25 02:10\n2026-03-29 02:30,2026-03-29 05:00\n"

    found = read(tmp_path, text)

    assert found.counts.used == 2
    assert any("come twice" in note for note in found.notes)
    assert any("does not exist" in note for note in found.notes)
    by_month = values(found)
    assert by_month["2026-10-01"] == f"{100 - 40 * 100 / 44700:.3f}"
    assert by_month["2026-03-01"] == f"{100 - 90 * 100 / 44580:.3f}"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-01-10 08:00,", "the end is missing"),
        (",2026-01-10 08:00", "the start is missing"),
        ("2026-01-10 08:00,2026-01-10 07:00", "ends before it starts"),
        ("2026-01-10 08:00,2026-01-10 08:00", "ends when it starts"),
        ("2026-01-10,2026-01-11", "time of day is missing"),
        ("soon,later", "is no date"),
    ],
)
def test_a_row_that_is_no_outage_is_rejected_with_its_reason(tmp_path: Path, row: str, reason: str) -> None:
    found = read(tmp_path, f"start,end\n2026-01-01 08:00,2026-01-01 09:00\n{row}\n\n")

    (rejected,) = found.rejected
    assert reason in rejected.reason.lower()
    assert rejected.line == 3
    assert (found.counts.read, found.counts.used, found.counts.blank) == (3, 1, 1)


TICKETS = """opened,first response,resolved,severity
2026-01-05 09:00,2026-01-05 09:30,2026-01-05 12:00,p1
2026-01-06 09:00,2026-01-06 09:31,2026-01-06 12:00,Urgent
2026-01-07 09:00,2026-01-07 12:00,2026-01-09 12:00,P2
2026-01-08 09:00,,,p2
2026-02-08 09:00,2026-02-08 10:00,2026-02-08 11:00,p2
"""


def test_tickets_come_to_the_share_within_their_severitys_time(tmp_path: Path) -> None:
    found = read(tmp_path, TICKETS, REPLY)

    assert values(found) == {"2026-01-01": "66.667", "2026-02-01": "100.000"}
    assert any("1 ticket is not done" in note for note in found.notes)
    assert {load.severity: load.a_month for load in found.tickets} == {"p1": Decimal("1.03"), "p2": Decimal("1.55")}


def test_a_percentile_by_severity_has_a_history_for_each_row(tmp_path: Path) -> None:
    level = ServiceLevel(
        "fix",
        kind=LevelKind.RESOLUTION,
        statistic=Percentile(Decimal(90)),
        unit="hours",
        dimensions=(Dimension("severity", ("p1", "p2")),),
        targets=tuple(Target(value=Decimal(8), where=(Coordinate("severity", each),)) for each in ("p1", "p2")),
    )

    found = read(tmp_path, TICKETS, level)

    assert {history.where[0].value: history.windows[0].value for history in found.histories} == {
        "p1": Decimal(3),
        "p2": Decimal(51),
    }


def test_a_severity_that_the_agreement_lacks_is_asked_about(tmp_path: Path) -> None:
    text = TICKETS.replace("Urgent", "Blocker")

    found = read(tmp_path, text, REPLY)

    assert [question.topic for question in found.questions] == ["severity.Blocker"]
    again = read(tmp_path, text, REPLY, ImportAnswers(severities=(SeverityName("Blocker", "p1"),)))
    assert again.questions == ()
    assert again.counts.used == 5


def test_a_table_that_can_be_two_kinds_is_asked_about(tmp_path: Path) -> None:
    found = read(tmp_path, "a,b\nx,y\n")

    (question,) = found.questions
    assert question.topic == "kind"
    assert {choice.value for choice in question.choices} == set(TableKind)


def test_columns_can_be_named(tmp_path: Path) -> None:
    text = "a,b,c\n2026-01-01 10:00,2026-01-01 11:00,x\n"
    columns = (ColumnRole("a", "start"), ColumnRole("#2", "end"))

    found = read(tmp_path, text, answers=ImportAnswers(columns=columns))

    assert found.kind is TableKind.OUTAGES
    assert found.counts.used == 1


def test_what_is_kept_replaces_only_when_told_to(tmp_path: Path) -> None:
    found = read(tmp_path, "Month,Availability\n2026-01,99.9\n")
    kept = with_evidence(agreement(UPTIME), found)

    (history,) = kept.expectations.evidence.histories
    assert history.windows == (HistoryWindow(dt.date(2026, 1, 1), Decimal("99.9")),)
    assert (history.source, len(history.digest)) == ("table.csv", 64)
    with pytest.raises(TableFileError, match="already"):
        with_evidence(kept, found)
    assert with_evidence(kept, found, replace=True) == kept


def test_an_unknown_level_is_named_with_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(TableFileError, match="uptime"):
        import_history(agreement(UPTIME), "nothing", path)


def test_a_level_judged_by_incidents_keeps_each_of_them(tmp_path: Path) -> None:
    window = MeasurementWindow(WindowKind.PER_INCIDENT)
    level = msgspec.structs.replace(UPTIME, statistic=Worst(), unit="minutes", window=window)

    found = read(tmp_path, "start,end\n2026-01-10 08:00,2026-01-10 08:04\n2026-01-31 23:58,2026-02-01 00:05\n", level)

    assert values(found) == {"2026-01-10": "4.000", "2026-01-31": "7.000"}


@pytest.mark.parametrize("kind", [WindowKind.CLOCK_HOUR, WindowKind.TERM])
def test_windows_that_a_history_cannot_keep_are_refused(tmp_path: Path, kind: WindowKind) -> None:
    level = msgspec.structs.replace(UPTIME, window=MeasurementWindow(kind))

    with pytest.raises(TableFileError, match="measured over"):
        read(tmp_path, OUTAGES, level)


def test_a_file_without_severities_is_asked_which_one_its_tickets_have(tmp_path: Path) -> None:
    text = "opened,responded\n2026-01-05 10:00,2026-01-05 10:20\n2026-01-06 10:00,2026-01-06 11:00\n"
    found = read(tmp_path, text, REPLY)

    (question,) = found.questions
    assert [choice.value for choice in question.choices] == ["p1", "p2"]

    told = answered(ImportAnswers(), question, "p1")
    assert values(read(tmp_path, text, REPLY, told)) == {"2026-01-01": "50.000"}
    assert read(tmp_path, text, REPLY, told).tickets[0].severity == "p1"


def test_windows_with_too_few_tickets_are_told(tmp_path: Path) -> None:
    level = msgspec.structs.replace(REPLY, measurement=Measurement(least_sample=2))
    text = "opened,responded,severity\n2026-01-05 10:00,2026-01-05 10:20,p1\n"

    found = read(tmp_path, text, level)

    assert found.histories == ()
    assert any("1 window has no value" in note and "2 are the least" in note for note in found.notes)
