"""Exports of monitors, desks and spreadsheets as those tools write them: read exactly, asked about, or left out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slawizard.agreement.metrics import LevelKind, Percentile, ServiceLevel
from slawizard.errors import SlaWizardError, TableFileError
from slawizard.evidence.imported import ImportAnswers, Imported, TableKind
from slawizard.evidence.importing import import_history
from slawizard.evidence.keeping import answered
from tests.evidence.test_importing import REPLY, UPTIME, agreement, values

DOWN_30 = "2026-01-03 10:00"
SOLVED = msgspec.structs.replace(
    UPTIME, id="solved", kind=LevelKind.RESOLUTION, statistic=Percentile(Decimal(95)), unit="minutes"
)


def brought(
    folder: Path, data: str | bytes, level: ServiceLevel = UPTIME, answers: ImportAnswers | None = None
) -> Imported:
    """The import of a file; its counts always add up."""
    path = folder / "export.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = import_history(agreement(level), level.id, path, answers)
    counts = found.counts
    assert counts.read == counts.used + counts.rejected + counts.blank
    return found


def january(minutes: float) -> dict[str, str]:
    return {"2026-01-01": f"{(44640 - minutes) / 446.4:.3f}"}


# Each has one outage of half an hour in January 2026, in Berlin, and what is none.
HALF_AN_HOUR: dict[str, str | bytes] = {
    "UptimeRobot": "Event,Date-Time,Reason,Duration,Duration (in mins.)\nDown,2026-01-03 10:00:00,Connection Timeout,"
    "0 hrs 30 mins,30\nUp,2026-01-03 10:30:00,OK,400 hrs 3 mins,24003\n",
    "UptimeRobot, US dates": '"Monitor","Event","Date-Time","Reason","Duration (in mins.)"\n"Site","Down",'
    '"01/13/2026 10:00:00","HTTP 500","30"\n"Site","Up","01/13/2026 10:30:00","OK","1000"\n',
    "StatusCake": 'Start,End,Duration\n"Jan 3rd 2026, 10:00:00","Jan 3rd 2026, 10:30:00",30 minutes\n',
    "Pingdom with unknown": '"Status","From","To","Duration"\n"Down","2026-01-03 10:00:00","2026-01-03 10:30:00",'
    '"0h 30m 00s"\n"Unknown","2026-01-04 10:00:00","2026-01-04 10:30:00","0h 30m 00s"\n',
    "Nagios": "Event Start Time,Event End Time,Event Duration,Event/State Type,Event/State Information\n"
    "01-03-2026 10:00:00,01-03-2026 10:30:00,0d 0h 30m 0s,HOST DOWN (HARD),CRITICAL\n"
    "01-13-2026 10:30:00,01-14-2026 10:30:00,1d 0h 0m 0s,HOST UP (HARD),OK\n",
    "Icinga": "hostname;start_time;end_time;state;output\nweb;1767430800;1767432600;CRITICAL;x\n"
    "web;1767432600;1767500000;OK;x\n",
    "Checkmk": "From,Until,Duration,State\n2026-01-03 10:00:00,2026-01-03 10:30:00,30 m,CRIT\n"
    "2026-01-03 10:30:00,2026-01-04 10:30:00,24 h,OK\n",
    "Zabbix": "Severity;Time;Recovery time;Status;Host;Problem;Duration\n"
    "High;2026-01-03 10:00:00;2026-01-03 10:30:00;RESOLVED;web;down;30m\n",
    "Zabbix with one that is open": "Severity;Time;Recovery time;Status;Host;Problem;Duration\n"
    "High;2026-01-03 10:00:00;2026-01-03 10:30:00;RESOLVED;web;down;30m\nHigh;2026-01-20 10:00:00;;PROBLEM;web;down;\n",
    "Grafana": '"Time","State","Duration"\n2026-01-03 10:00:00,Alerting,30m\n2026-01-03 10:30:00,Normal,40h\n',
    "Better Stack": "Started at,Resolved at,Cause,Length\n"
    '"Jan 3, 2026 at 10:00am CET","Jan 3, 2026 at 10:30am CET",500,30 minutes\n',
    "HetrixTools": '"Downtime Start","Downtime End","Duration"\n"2026-01-03 10:00:00","2026-01-03 10:30:00","30 min"\n',
    "Freshping": 'Start Time,End Time,Down Time\n"03 Jan 2026, 10:00 AM","03 Jan 2026, 10:30 AM",00h 30m 00s\n',
    "Site24x7": "From,To,Duration,Reason\n"
    '"Jan 3, 2026 10:00 AM CET","Jan 3, 2026 10:30 AM CET",30 Mins 0 Secs,timeout\n',
    "Datadog": 'Start,End\n"Jan 3, 2026, 10:00:00.000 am","Jan 3, 2026, 10:30:00.000 am"\n',
    "Jira dates": "Key,Start,End\nOPS-1,03/Jan/26 10:00 AM,03/Jan/26 10:30 AM\n",
    "a change calendar": "Planned start,Planned end,Actual start,Actual end\n"
    "2026-01-03 08:00,2026-01-03 12:00,2026-01-03 10:00,2026-01-03 10:30\n",
    "Excel in France": "Début;Fin\n13/01/2026 10:00;13/01/2026 10:30\n".encode("cp1252"),
    "Excel in Germany": "Beginn;Ende;Ursache\n03.01.2026 10:00;03.01.2026 10:30;Störung\n".encode("cp1252"),
    "Excel in the US, two figures": "Start,End\n1/13/26 10:00,1/13/26 10:30\n",
    "a thin space before AM": "Start,End\n1/13/2026 11:45:00\u202fAM,1/13/2026 12:15:00\u202fPM\n",
    "midnight by 12 hours": "Start,End\n1/13/2026 12:00 AM,1/13/2026 12:30 AM\n",
    "Google Sheets": "Start;End\n13/01/2026 10:00:00;13/01/2026 10:30:00\n",
    "Numbers": "Table 1\nStart,End\n2026-01-03 10:00,2026-01-03 10:30\n",
    "kept from a spreadsheet": 'start,end\n"=""2026-01-03 10:00""","=""2026-01-03 10:30"""\n',
    "an apostrophe in front": "start,end\n'2026-01-03 10:00,'2026-01-03 10:30\n",
    "a zone by its name": "start,end\n2026-01-03 10:00 Europe/Berlin,2026-01-03 04:30 America/New_York\n",
    "Java": "start,end\nSat Jan 03 10:00:00 CET 2026,Sat Jan 03 10:30:00 CET 2026\n",
    "JavaScript": 'start,end\n"Sat Jan 03 2026 10:00:00 GMT+0100 (Central European Standard Time)",'
    '"Sat Jan 03 2026 10:30:00 GMT+0100 (Central European Standard Time)"\n',
    "a web server": "start,end\n[03/Jan/2026:10:00:00 +0100],[03/Jan/2026:10:30:00 +0100]\n",
    "ISO without signs": "start,end\n20260103T100000,20260103T103000\n",
    "ISO without signs, UTC": "start,end\n20260103T090000Z,20260103T093000Z\n",
    "fourteen figures": "start,end\n20260103100000,20260103103000\n",
    "seconds with a part": "start_ts,end_ts\n1767430800.123,1767432600.123\n",
    "microseconds since 1970": "start_ts,end_ts\n1767430800000000,1767432600000000\n",
    "nanoseconds since 1970": "start_ts,end_ts\n1767430800000000000,1767432600000000000\n",
    "mixed offsets": "Start,End\n2026-01-03T10:00:00+01:00,2026-01-03T04:30:00-05:00\n",
    "French months": "Début;Fin\n3 janvier 2026 10:00;3 janvier 2026 10:30\n",
    "German months": "Beginn;Ende\n3. Januar 2026 10:00;3. Januar 2026 10:30 Uhr\n",
    "an end that never was": "start,end\n2026-01-03 10:00:00,2026-01-03 10:30:00\n"
    "2026-01-20 10:00:00,0000-00-00 00:00:00\n"
    "2026-01-21 10:00:00,1970-01-01 00:00:00\n2026-01-22 10:00:00,9999-12-31 23:59:59\n2026-01-23 10:00:00,-\n",
    "pandas": ",start,end\n0,2026-01-03 10:00:00,2026-01-03 10:30:00\n1,NaT,NaT\n",
    "totals below": "start,end,duration\n2026-01-03 10:00,2026-01-03 10:30,0:30:00\nAverage,,0:30:00\nSum,,0:30:00\n",
    "two header lines": "Outage,,Effect\nStart,End,Users\n2026-01-03 10:00,2026-01-03 10:30,5\n",
    "line breaks in the header": '"start\ntime","end\ntime"\n2026-01-03 10:00,2026-01-03 10:30\n',
    "comments among rows": "start,end\n# a comment\n2026-01-03 10:00,2026-01-03 10:30\n# maintenance,not counted\n",
    "an empty column in front": ",start,end\n,2026-01-03 10:00,2026-01-03 10:30\n",
    "UTF-16 with tabs": "start\tend\n2026-01-03 10:00\t2026-01-03 10:30\n".encode("utf-16"),
    "UTF-16 without a mark": "start,end\n2026-01-03 10:00,2026-01-03 10:30\n".encode("utf-16-be"),
    "zeros in a cell": b"start,end,text\n2026-01-03 10:00,2026-01-03 10:30,a\n2026-01-04 10:00,2026-01-04 10:30,a\0b\n",
    "an end of file of old": b"start,end\r\n2026-01-03 10:00,2026-01-03 10:30\r\n\x1a",
    "PostgreSQL": " start            | end\n------------------+------------------\n"
    " 2026-01-03 10:00 | 2026-01-03 10:30\n"
    "(1 row)\n",
    "MySQL": "+------------------+------------------+\n| start            | end              |\n"
    "+------------------+------------------+\n| 2026-01-03 10:00 | 2026-01-03 10:30 |\n"
    "+------------------+------------------+\n",
    "a file that was cut off": "start,end\n2026-01-03 10:00,2026-01-03 10:30\n2026-01-04 10:0",
    "milliseconds": "start,duration_ms\n2026-01-03 10:00,1800000\n",
    "two units": "start,duration\n2026-01-03 10:00,20 min\n2026-01-04 10:00,600 s\n",
}


@pytest.mark.parametrize("data", HALF_AN_HOUR.values(), ids=HALF_AN_HOUR)
def test_half_an_hour_is_half_an_hour_in_every_tools_words(tmp_path: Path, data: str | bytes) -> None:
    found = brought(tmp_path, data)

    assert found.questions == ()
    assert values(found) == january(30)


LENGTHS = {
    "1h 23m": 83,
    "1h23": 83,
    "1.5h": 90,
    "PT1H": 60,
    "PT1H30M": 90,
    "00:45:10": 45 + 10 / 60,
    '"1 day, 2:03:04"': 1440 + 123 + 4 / 60,
    "1 days 00:00:00.000000": 1440,
    "1d 02:00": 1560,
    "1.02:00:00": 1560,
    "1w 2d": 9 * 1440,
    "30m0s": 30,
    '"0,5 h"': 30,
}


@pytest.mark.parametrize(("text", "minutes"), LENGTHS.items(), ids=LENGTHS)
def test_lengths_are_read_as_they_were_meant(tmp_path: Path, text: str, minutes: float) -> None:
    found = brought(tmp_path, f"start,duration\n2026-01-03 10:00,{text}\n")

    assert values(found) == january(minutes)


@pytest.mark.parametrize(("header", "minutes"), [("duration (mm:ss)", 90), ("duration (hh:mm)", 90 * 60)])
def test_a_clock_in_a_header_says_what_its_figures_are(tmp_path: Path, header: str, minutes: int) -> None:
    assert values(brought(tmp_path, f"start,{header}\n2026-01-03 10:00,90:00\n")) == january(minutes)


TICKETS: dict[str, str] = {
    "ServiceNow": "Number,Opened,Closed,Resolved\nI1,2026-01-03 10:00:00,2026-01-10 12:00:00,2026-01-03 12:00:00\n",
    "ServiceNow, dates by another column": "number,opened_at,resolved_at\nI1,03-01-2026 10:00:00,03-01-2026 12:00:00\n"
    "I2,23-01-2026 10:00:00,\n",
    "Jira in German": "Vorgangsschlüssel;Erstellt;Erledigt\nA-1;03.Jan.26 10:00;03.Jan.26 12:00\n",
    "Zendesk": "Id,Priority,Created at,Solved at\n1,Urgent,2026-01-03 10:00:00 +0100,2026-01-03 12:00:00 +0100\n",
    "Opsgenie": "Id,Message,CreatedAt,ClosedAt,Priority\n1,db down,1767430800000,1767438000000,P1\n",
    "a due date": "opened,due date,resolved\n2026-01-03 10:00,2026-01-03 11:00,2026-01-03 12:00\n",
    "the target beside it": "opened,Resolution SLA target,resolved\n"
    "2026-01-03 10:00,2026-01-03 11:00,2026-01-03 12:00\n",
    "last touched later": "created,updated,resolved\n2026-01-03 10:00,2026-01-05 11:00,2026-01-03 12:00\n",
}


@pytest.mark.parametrize("text", TICKETS.values(), ids=TICKETS)
def test_two_hours_are_two_hours_in_every_desks_words(tmp_path: Path, text: str) -> None:
    found = brought(tmp_path, text, SOLVED)

    assert found.questions == ()
    assert values(found) == {"2026-01-01": "120.000"}


ASKED: dict[str, tuple[str, str]] = {
    "thousands or thousandths": ('start,minutes down\n2026-01-03 10:00,"1,500"\n2026-01-10 10:00,30\n', "decimal"),
    "thousands before a unit": ('start,duration\n2026-01-03 10:00,"1,500 min"\n', "decimal"),
    "thousands with points before a unit": ("start;duration\n2026-01-03 10:00;1.500 min\n", "decimal"),
    "some lengths without a unit": ("start,duration\n2026-01-03 10:00,20 min\n2026-01-04 10:00,600\n", "unit"),
    "an offset in a column": ("Start,End,UTC offset\n2026-01-03 04:00,2026-01-03 04:30,-05:00\n", "time_zone"),
    "zones in a column": ("Start,End,TZ\n2026-01-03 10:00,2026-01-03 10:30,CET\n", "time_zone"),
    "UTC under the header": ("start,end\n(UTC),(UTC)\n2026-01-03 09:00,2026-01-03 09:30\n", "time_zone"),
    "what was missing": ("Month,Unavailability %\n2026-01,2.5\n", "scale"),
    "errors": ("Month,Error rate %\n2026-01,0.05\n", "scale"),
    "last year's beside it": ("Month,Availability,Availability previous year\n2026-01,99.95,98\n", "role.value"),
    "months beside each other": ("Month,Jan 2026,Feb 2026\nAvailability,99.95,99.9\n", "kind"),
    "incidents of PagerDuty": (
        "id,description,created_on,resolved_on,seconds_to_resolve\n"
        "P1,x,2026-01-03T10:00:00+01:00,2026-01-03T10:30:00+01:00,1800\n",
        "kind",
    ),
    "incidents of Statuspage": (
        "Incident Name,Created At,Resolved At,Impact\n"
        "x,2026-01-03T10:00:00.123+01:00,2026-01-03T10:30:00.123+01:00,major\n",
        "kind",
    ),
    "a state without words": ('"Time";"Value"\n1767430800000;1\n1767432600000;0\n', "limit"),
}


@pytest.mark.parametrize(("text", "topic"), ASKED.values(), ids=ASKED)
def test_what_can_be_two_things_is_asked(tmp_path: Path, text: str, topic: str) -> None:
    found = brought(tmp_path, text)

    assert topic in [each.topic for each in found.questions]
    assert found.histories == ()
    assert all(each.words.endswith("?") for each in found.questions if each.topic != "limit")


@pytest.mark.parametrize(("scale", "value"), [("rest", "99.950"), ("rest_of_one", "95.000"), ("percent", "0.050")])
def test_what_was_missing_is_turned_around_when_someone_says_so(tmp_path: Path, scale: str, value: str) -> None:
    text = "Month,Unavailability\n2026-01,0.05\n"
    (question,) = brought(tmp_path, text).questions

    assert scale in [each.value for each in question.choices]
    assert values(brought(tmp_path, text, answers=answered(ImportAnswers(), question, scale))) == {"2026-01-01": value}


def test_incidents_are_outages_when_someone_says_so(tmp_path: Path) -> None:
    text = "Incident Name,Created At,Resolved At\nx,2026-01-03 10:00,2026-01-03 10:30\n"
    (question,) = brought(tmp_path, text).questions

    assert values(brought(tmp_path, text, answers=answered(ImportAnswers(), question, "outages"))) == january(30)
    with pytest.raises(TableFileError, match="not measured by tickets"):
        brought(tmp_path, text, answers=ImportAnswers(kind=TableKind.TICKETS))


REFUSED: dict[str, tuple[str, str]] = {
    "a web page that calls itself a table": ("<table><tr><td>start</td></tr></table>\n", "web page"),
    "JSON": ('[{"start":"2026-01-03T10:00","end":"2026-01-03T10:30"}]\n', "JSON"),
    "JSON, a line each": ('{"start":"2026-01-03T10:00"}\n{"start":"2026-01-04T10:00"}\n', "JSON"),
    "a document": ("%PDF-1.7\nstart,end\n", "document"),
    "columns of fixed width": ("start               end\n2026-01-03 10:00    2026-01-03 10:30\n", "one column"),
    "a sign that nobody uses": ("start^end\n2026-01-03 10:00^2026-01-03 10:30\n", "one column"),
    "quarters for months": ("Quarter,Availability\nQ1/26,99.95\n", "each quarter"),
    "a line of a million characters": (
        "start,end,text\n2026-01-03,2026-01-03," + "x" * 1_200_000 + "\n",
        "longer than",
    ),
}


@pytest.mark.parametrize(("text", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_such_table_is_refused_in_words_that_help(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(TableFileError) as refused:
        brought(tmp_path, text)

    assert words in refused.value.what
    assert refused.value.remedy


LEFT_OUT: dict[str, tuple[str, int, str]] = {
    "an empty clock": ("start,duration\n2026-01-03 10:00,-30 min\n", 1, "no length of time"),
    "about": ("start,duration\n2026-01-03 10:00,~30 min\n", 1, "no length of time"),
    "a half": ("start,duration\n2026-01-03 10:00,½ hour\n", 1, "no length of time"),
    "a cell of a million characters": (
        f"start,end,text\n{DOWN_30},{DOWN_30},{'x' * 900_000}\n",
        1,
        "a cell of this row is",
    ),
    "days of a spreadsheet": (
        "start,end\n2026-01-03 10:00,2026-01-03 10:00\n2026-01-04 10:00,46025.4\n",
        2,
        "a spreadsheet counts days",
    ),
    "words for planned": ("start,end,maintenance\n2026-01-03 10:00,2026-01-03 10:30,No (emergency)\n", 1, "planned"),
    "before it began": ("Start,End\n1/13/2026 11:45 PM,1/13/2026 12:15 AM\n", 1, "ends before it starts"),
    "days for months": ("Date,Availability\n2026-01-01,99.9\n2026-01-02,99.8\n", 2, "other days"),
    "no percentage": ("Month,Availability\n2026-01,9995\n", 1, "no percentage"),
}


@pytest.mark.parametrize(("text", "count", "reason"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_cannot_be_told_is_left_out_and_says_why(tmp_path: Path, text: str, count: int, reason: str) -> None:
    found = brought(tmp_path, text)

    assert found.counts.rejected == count
    assert any(reason in each.reason.lower() for each in found.rejected)
    assert found.histories == () or values(found) == {}


TOLD: dict[str, tuple[str, str]] = {
    "two columns for the start": (
        "start,start,end\n2026-01-03 10:00,2026-01-03 10:10,2026-01-03 10:30\n",
        "could be it",
    ),
    "rows that stand twice": ("start,end\n" + "2026-01-03 10:00,2026-01-03 10:30\n" * 2, "same start and end"),
    "states in unknown words": (
        "start,end,status\n2026-01-03 10:00,2026-01-03 10:30,amber\n2026-01-04 10:00,2026-01-04 10:00,violet\n",
        "is not used",
    ),
    "values of several services": ("Month,Service,Availability\n2026-01,A,99.95\n,B,99.90\n", "names more than one"),
    "days and times apart": (
        "Start date,Start time,End date,End time\n2026-01-03,10:00,2026-01-03,10:30\n",
        "into one column",
    ),
    "days for months": ("Date,Availability\n2026-01-01,99.9\n2026-01-02,99.8\n", "several days"),
}


@pytest.mark.parametrize(("text", "note"), TOLD.values(), ids=TOLD)
def test_what_a_reader_should_mind_is_told(tmp_path: Path, text: str, note: str) -> None:
    assert any(note in each for each in brought(tmp_path, text).notes)


def test_a_report_of_last_moments_is_of_months_and_no_readings(tmp_path: Path) -> None:
    found = brought(tmp_path, "Date,Availability\n2026-01-31 23:59:59,99.95\n2026-02-28 23:59:59,99.9\n")

    assert found.kind is TableKind.VALUES
    assert values(found) == {"2026-01-01": "99.950", "2026-02-01": "99.900"}


def test_a_severity_with_more_words_is_the_one_of_its_figure(tmp_path: Path) -> None:
    text = "opened,first_response,priority\n2026-01-05 10:00,2026-01-05 10:20,P1 - Urgent\n"

    assert values(brought(tmp_path, text, REPLY)) == {"2026-01-01": "100.000"}


def test_an_availability_without_downtime_in_its_name_is_what_it_says(tmp_path: Path) -> None:
    text = "Month,Availability (without failure rate)\n2026-01,99.95\n"

    assert values(brought(tmp_path, text)) == {"2026-01-01": "99.950"}


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 8), st.sampled_from((*'",;\n\t09-.:% =(', "\u00a0", "NaN", "1e9"))),
    max_size=5,
)
WHOLE = tuple(
    data if isinstance(data, bytes) else data.encode() for data in (*HALF_AN_HOUR.values(), *TICKETS.values())
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(WHOLE), EDITS, st.sampled_from((None, *TableKind)), st.sampled_from((UPTIME, REPLY, SOLVED)))
def test_a_damaged_export_is_rows_or_a_sentence(
    tmp_path: Path,
    data: bytes,
    edits: list[tuple[float, int, str]],
    kind: TableKind | None,
    level: ServiceLevel,
) -> None:
    for share, gone, text in edits:
        place = int(share * len(data))
        data = data[:place] + text.encode() + data[place + gone :]
    answers = ImportAnswers(kind=kind, above=Decimal(27), gaps="unknown")

    try:
        found = brought(tmp_path, data, level, answers)
    except SlaWizardError:
        return
    assert not (found.questions and found.histories)
