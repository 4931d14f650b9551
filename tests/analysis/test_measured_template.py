"""Tests of the empty measured file."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import msgspec
import pytest

from slawizard.agreement.consequences import Base, Cap, CapPeriod, Fee, FeeScope
from slawizard.agreement.metrics import (
    Coordinate,
    Dimension,
    MeasurementWindow,
    ServiceLevel,
    Severity,
    SeverityTime,
    ShareWithin,
    Standing,
    Target,
    WindowKind,
)
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.analysis.measured import decode_measured
from slawizard.analysis.measured_template import measured_template
from slawizard.errors import MeasuredFileError
from tests.agreements import full, small
from tests.agreements.quantities import d
from tests.analysis.calculating import agreement, answer, rule, uptime


def template(terms: Any) -> Any:
    return json.loads(measured_template(terms))


def test_every_cell_has_a_reading_and_every_base_a_fee() -> None:
    level = uptime(
        dimensions=(Dimension("region", ("EU", "US")),),
        targets=tuple(Target(d("99"), where=(Coordinate("region", name),)) for name in ("EU", "US")),
    )
    term = Cap(d("8"), base=Base(Fee.TERM_FEE, FeeScope.WHOLE_SERVICE), period=CapPeriod.TERM)
    found = template(agreement(level, rules=(rule(),), caps=(term,)))
    assert found["fees"] == [{"fee": "term_fee", "scope": "whole_service", "amount": None}]
    (window,) = found["windows"]
    assert window["fees"] == [{"fee": "monthly_fee", "scope": "whole_service", "amount": None}]
    assert [each["where"]["region"] for each in window["readings"]] == ["EU", "US"]


def test_a_template_filled_in_is_a_measured_file() -> None:
    terms = agreement(rules=(rule(),))
    found = template(terms)
    found["windows"][0] |= {"start": "2026-04-01"}
    found["windows"][0]["fees"][0]["amount"] = 1000
    found["windows"][0]["readings"][0]["value"] = 99
    assert answer(terms, *found["windows"])["total"] == "100.00"


@pytest.mark.parametrize("left", ["fees", "readings", "start"])
def test_a_template_left_empty_in_one_place_is_refused(left: str) -> None:
    found = template(agreement(rules=(rule(),)))["windows"][0]
    if left != "start":
        found["start"] = "2026-04-01"
    if left != "fees":
        found["fees"][0]["amount"] = 1
    if left != "readings":
        found["readings"][0]["value"] = 99
    with pytest.raises(MeasuredFileError):
        answer(agreement(rules=(rule(),)), found)


def test_each_kind_of_window_begins_with_the_first_of_the_term() -> None:
    kinds = {
        WindowKind.CALENDAR_MONTH: "2026-05-01",
        WindowKind.QUARTER: "2026-04-01",
        WindowKind.YEAR: "2026-01-01",
        WindowKind.WEEK: "2026-05-11",
        WindowKind.BILLING_MONTH: "2026-05-01",
        WindowKind.DAY: "2026-05-15",
        WindowKind.CLOCK_HOUR: "2026-05-15T00:00",
    }
    levels = [uptime(id=kind.value, window=MeasurementWindow(kind)) for kind in kinds]
    terms = agreement(*levels)
    terms = msgspec.structs.replace(terms, frame=msgspec.structs.replace(terms.frame, start=dt.date(2026, 5, 15)))
    assert [window["start"] for window in template(terms)["windows"]] == list(kinds.values())


def test_tickets_ask_for_their_severity_and_informational_levels_for_nothing() -> None:
    response = ServiceLevel("response", unit="minutes", severity_time=SeverityTime.RESPONSE)
    found = template(agreement(response, uptime(standing=Standing.INFORMATIONAL), severities=(Severity("p1"),)))
    (reading,) = found["windows"][0]["readings"]
    assert reading == {"level": "response", "items": [{"taken": None, "unit": "minutes", "severity": ""}]}


def test_a_share_of_tickets_asks_for_a_time_and_not_for_a_percentage() -> None:
    response = uptime(id="response", statistic=ShareWithin(), severity_time=SeverityTime.RESPONSE)
    severities = (Severity("p0"), Severity("p1", response=Duration(d("2"), TimeUnit.SERVICE_HOURS)))
    for rows, unit in ((severities, "service_hours"), ((), "hours")):
        (reading,) = template(agreement(response, severities=rows))["windows"][0]["readings"]
        assert reading["items"] == [{"taken": None, "unit": unit, "severity": ""}]


def test_a_target_left_open_is_asked_for() -> None:
    (reading,) = template(agreement(uptime(targets=(Target(),))))["windows"][0]["readings"]
    assert reading == {"level": "uptime", "target": None, "value": None}


@pytest.mark.parametrize("terms", [small(), full()])
def test_the_template_of_any_agreement_has_the_form_of_a_measured_file(terms: Any) -> None:
    found = template(terms)
    for each in (*found["fees"], *(fee for window in found["windows"] for fee in window["fees"])):
        each["amount"] = 1
    assert decode_measured(json.dumps(found).encode()).windows
