"""Tables as people and their tools write them: each is read exactly, asked about, or left out with a reason."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from slawizard.agreement.metrics import Percentile
from slawizard.evidence.imported import ImportAnswers
from slawizard.evidence.importing import import_history
from tests.evidence.test_importing import UPTIME, agreement, read, values

TWO = {"2026-01-01": "99.950", "2026-02-01": "99.900"}
VALUES = {
    "German Excel": "Monat;Verfügbarkeit\nJan 26;99,95 %\nFeb 26;99,90 %\n",
    "French Excel": "Mois;Disponibilité\njanv.-26;99,95 %\nfévr.-26;99,90 %\n",
    "Swedish Excel": "Månad;Tillgänglighet\njan-26;99,95 %\nfeb-26;99,90 %\n",
    "US Excel": "Month,Uptime %\nJan-26,99.95%\nFeb-26,99.90%\n",
    "title block": "Report,,\nBy ops on 2026-04-01,,\n,,\nMonth,Availability,Note\n2026-01,99.95,ok\n2026-02,99.90,\n",
    "total below": "Month,Availability\n2026-01,99.95\n2026-02,99.90\nTotal,99.93\n",
    "line for Excel": "sep=;\nMonth;Availability\n2026-01;99,95\n2026-02;99,90\n",
    "comments above": "# exported\n# v1\nMonth,Availability\n2026-01,99.95\n2026-02,99.90\n",
    "empty columns": "Month,Availability,,,\n2026-01,99.95,,,\n2026-02,99.90,,,\n",
    "target first": "Month,Target %,Actual %\n2026-01,99.5,99.95\n2026-02,99.5,99.90\n",
    "target named alike": "Month,Availability target,Availability\n2026-01,99.5,99.95\n2026-02,99.5,99.90\n",
    "mixed line ends": "Month,Availability\r\n2026-01,99.95\n2026-02,99.90\r",
    "mark inside": "Month,Availability\n2026-01,99.95\n\ufeff2026-02,99.90\n",
    "thin spaces": "Month;Availability\n2026-01;99,95\u202f%\n2026-02;99,90\u2009%\n",
    "Markdown": "| Month | Availability |\n|---|---|\n| 2026-01 | 99.95 |\n| 2026-02 | 99.9 |\n",
    "months without a sign": "Month,Availability\n202601,99.95\n202602,99.90\n",
    "three decimals": "Monat;Verfügbarkeit\n01.2026;99,950\n02.2026;99,900\n",
    "last days": "Date;Value\n31/01/2026;99,95\n28/02/2026;99,9\n",
    "first and last days": "period_start,period_end,availability\n2026-01-01,2026-01-31,99.95\n"
    "2026-02-01,2026-02-28,99.9\n",
    "seconds since 1970": "time,value\n1767225600,99.95\n1769904000,99.9\n",
    "a share among percentages": "Month,Availability\n2026-01,99.95\n2026-02,99.90\n2026-03,0.9995\n",
}


@pytest.mark.parametrize("text", VALUES.values(), ids=VALUES)
def test_values_are_read_as_their_tool_meant_them(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)

    assert found.questions == ()
    assert values(found) == TWO


HALF_AN_HOUR = f"{(44640 - 30) / 446.4:.3f}"
OUTAGES = {
    "monitor": "Status,From,To\ndown,2026-01-03 10:00:00,2026-01-03 10:30:00\n"
    "up,2026-01-03 10:30:00,2026-01-20 02:00:00\n",
    "zone by letters": "Start,End\n2026-01-03 10:00 CET,2026-01-03 10:30 CET\n",
    "zone far away": "Start,End\n2026-01-03 10:00 EST,2026-01-03 10:30 EST\n",
    "12 hours": "Start,End\n1/13/2026 11:45 AM,1/13/2026 12:15 P.M.\n",
    "Spanish 12 hours": "Inicio;Fin\n13/01/2026 11:45 a. m.;13/01/2026 12:15 p. m.\n",
    "Uhr": "Beginn;Ende\n03.01.2026, 10:00 Uhr;03.01.2026, 10:30 Uhr\n23.01.2026, 10:00 Uhr;23.01.2026, 10:00 Uhr\n",
    "French hours": "Début;Fin\n13/01/2026 10h00;13/01/2026 10h30\n",
    "points in times": "Start;End\n2026-01-03 10.00;2026-01-03 10.30\n",
    "months by name": "Start,End\nSat 3 Jan 2026 10:00,Sat 3 Jan 2026 10:30\n",
    "mail headers": 'Start,End\n"Sat, 03 Jan 2026 10:00:00 +0100","Sat, 03 Jan 2026 10:30:00 +0100"\n',
    "ISO lengths": "Start,Duration\n2026-01-03 10:00,PT30M\n",
    "long lengths": "Start,Duration\n2026-01-03 10:00,0:29:30\n2026-01-04 10:00,0:00:30\n",
    "lengths in words": "Start,Duration\n2026-01-03 10:00,0h 29m 30s\n2026-01-04 10:00,30 sec\n",
    "German lengths": "Beginn;Dauer\n03.01.2026 10:00;0 Std. 28 Min.\n20.01.2026 10:00;2 Minuten\n",
    "milliseconds since 1970": "start,end\n1767434400000,1767436200000\n",
    "kinds of rows": "Type,Start,End\nOutage,2026-01-03 10:00,2026-01-03 10:30\n"
    "Maintenance,2026-01-04 10:00,2026-01-04 10:30\n",
    "slip of a century": "start,end\n2026-01-03 10:00,2026-01-03 10:30\n2026-01-04 10:00,2126-01-04 10:10\n",
    "backslashes": 'Start,End,Text\n2026-01-03 10:00,2026-01-03 10:30,"a \\"b\\", c"\n',
}


@pytest.mark.parametrize("text", OUTAGES.values(), ids=OUTAGES)
def test_half_an_hour_of_downtime_is_read_as_its_tool_meant_it(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)

    assert found.questions == ()
    assert values(found) == {"2026-01-01": HALF_AN_HOUR}


ASKED = {
    "a count": ("Month,Outages\n2026-01,3\n2026-02,0\n", "role.value"),
    "shares": ("Month,Availability\n2026-01,0.9995\n2026-02,0.999\n", "scale"),
    "header over two columns": (
        ";Availability;;Latency;\nMonth;Mail;Web;Mail;Web\n2026-01;99,9;99,8;1;2\n2026-02;99,9;99,8;1;2\n",
        "role.value",
    ),
    "zone in a header": ("Start (UTC),End (UTC)\n2026-01-03 10:00,2026-01-03 10:10\n", "time_zone"),
    "zone in a column": ("start,end,timezone\n2026-01-03 10:00,2026-01-03 10:10,America/New_York\n", "time_zone"),
    "order of dates": ("start,end\n01/03/2026 10:00,01/03/2026 10:10\n", "dates"),
    "minutes or hours": ("Start,Duration\n2026-01-03 10:00,05:30\n", "unit"),
    "a column for each month": ("Service,Jan 2026,Feb 2026\nMail,99.9,99.8\nWeb,99.9,99.8\n", "kind"),
}


@pytest.mark.parametrize(("text", "topic"), ASKED.values(), ids=ASKED)
def test_what_can_mean_two_things_is_asked(tmp_path: Path, text: str, topic: str) -> None:
    found = read(tmp_path, text)

    assert topic in [each.topic for each in found.questions]
    assert found.histories == ()


LEFT_OUT = {
    "two services": ("Service,Month,Availability\nMail,2026-01,99.9\nWeb,2026-01,99.8\n", 2, "several values"),
    "letters of two zones": ("Start,End\n2026-01-03 10:00 IST,2026-01-03 10:30 IST\n", 1, "no time of day"),
    "not over": ("start,end\n2026-01-20 10:00,ongoing\n2026-01-21 10:00,2026-01-21 09:00\n", 2, "no date"),
}


@pytest.mark.parametrize(("text", "count", "reason"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_cannot_be_told_is_left_out_with_its_reason(tmp_path: Path, text: str, count: int, reason: str) -> None:
    found = read(tmp_path, text)

    assert found.counts.rejected == count
    assert reason in found.rejected[0].reason


def test_an_answer_on_the_zone_is_kept(tmp_path: Path) -> None:
    text = "Start (UTC),End (UTC)\n2026-01-31 23:30,2026-02-01 00:30\n"

    found = read(tmp_path, text, answers=ImportAnswers(time_zone="UTC"))

    assert found.questions == ()
    assert list(values(found)) == ["2026-02-01"]


def test_letters_of_a_zone_are_told(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Start,End\n2026-07-03 10:00 CEST,2026-07-03 10:30 CEST\n", encoding="utf-8")

    found = import_history(agreement(UPTIME), "uptime", path)

    assert "CEST is taken for UTC+02:00." in found.understood


def test_outages_of_several_services_are_told(tmp_path: Path) -> None:
    text = "Service,Start,End\nmail,2026-01-03 10:00,2026-01-03 10:10\nweb,2026-01-03 10:05,2026-01-03 10:20\n"

    assert any("more than one" in note for note in read(tmp_path, text).notes)


def test_times_and_lengths_that_differ_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "Start,End,Duration (min)\n2026-01-03 10:00,2026-01-03 10:30,90\n")

    assert any("the times count" in note for note in found.notes)
    assert values(found) == {"2026-01-01": HALF_AN_HOUR}


@pytest.mark.parametrize(
    ("header", "value"), [("P95 (hours)", "120.000"), ("P95 in seconds", "0.033"), ("P95", "2.000")]
)
def test_values_are_kept_in_the_levels_unit(tmp_path: Path, header: str, value: str) -> None:
    level = msgspec.structs.replace(UPTIME, statistic=Percentile(Decimal(95)), unit="minutes")

    found = read(tmp_path, f"Month,{header}\n2026-01,2\n", level)

    assert values(found) == {"2026-01-01": value}
