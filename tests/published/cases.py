"""For each published agreement: where the inputs of its cases stand in a measured file."""

from __future__ import annotations

from typing import Any

from tests.published.routes import (
    QUARTER_OF_90_DAYS,
    Entry,
    Place,
    Route,
    Table,
    cell,
    choose,
    every,
    fee,
    item,
    outage,
    put,
    window,
)
from tests.published.sla_09_tencent_cvm import SIZE, SMALL
from tests.published.sla_28_blunix import BOOKED, OPTION, TIME_WINDOW, WINDOWS
from tests.published.sla_29_packetfabric import DESIGN, DIVERSE, REGION, SINGLE
from tests.published.sla_30_verizon import CIRCUIT
from tests.published.sla_38_ibm_cloud import ENVIRONMENT, HIGH, OTHER
from tests.published.sla_47_safepoint import AFTER, ARRIVAL, BUSINESS

WHOLE, SERVICE, REGIONAL, UNIT = "whole_service", "affected_service", "affected_region", "affected_unit"
MONTH_LENGTHS = window({43200: "2026-04-01", 44640: "2026-05-01"})
"""Months by their minutes: one of 30 days, one of 31."""
WEEK = {
    "Monday": "2026-04-13T12:00",
    "Wednesday": "2026-04-15",
    "Thursday": "2026-04-16",
    "Friday": "2026-04-17",
    "Wednesday 20:00": "2026-04-15T20:00",
    "Wednesday 23:00": "2026-04-15T23:00",
}
"""An ordinary week without a holiday. A day alone is a day; a fault is reported at some time of it."""
MISSED = {"Jan": ("2026-01-01", "2026-02-05"), "Mar": ("2026-03-01", "2026-04-05"), "Apr": ("2026-04-01", "2026-05-05")}
"""Months of one year, and a day in the seven days after each."""


def _accrued(entry: Entry, amount: Any) -> None:
    entry.more["accrued"] = [{"rule": "uptime-credit", "amount": amount, "window": "2026-03-01"}]


def _missed_months(entry: Entry, months: list[str]) -> None:
    for month in months:
        reading = {"level": "uptime", "missed": True}
        entry.windows.append({"start": MISSED[month][0], "readings": [reading]})


def _notified(entry: Entry, in_time: bool) -> None:
    days = dict(MISSED.values())
    for each in entry.windows if in_time else ():
        each["readings"][0]["notified_on"] = days[each["start"]]


def _booked(entry: Entry, prices: list[int]) -> None:
    cells = {int(price): {TIME_WINDOW: name, BOOKED: "2 hours"} for name, (_key, _span, price) in WINDOWS.items()}
    entry.more["booked"] = [{"level": "emergency-response", "where": cells[price]} for price in prices]


def _hourly_error(entry: Entry, hours: int) -> None:
    entry.reading()["rates"] = [{"count": hours, "percent": 50}]


_QUARTER_MINUTES: Route = every(window({129600: QUARTER_OF_90_DAYS}), put("service_minutes"))
_AMERICA = {REGION: "North America"}

TABLES: dict[str, Table] = {
    "01-aws-ec2": Table(
        {
            "sla": choose(
                {
                    "region": Place("region-uptime"),
                    "instance": Place("instance-uptime"),
                    "hourly": Place("clock-hour", start="2026-04-01T10:00"),
                }
            ),
            "uptime_percent": put("value"),
            "unavailable_minutes_in_clock_hour": put("value"),
            "monthly_fee": fee("monthly_fee", REGIONAL, UNIT),
            "hourly_charge": fee("hourly_fee", UNIT),
        }
    ),
    "05-google-vertex-search": Table(
        {
            "month_minutes": every(MONTH_LENGTHS, put("service_minutes")),
            "outages_minutes": outage(),
            "uptime_percent": put("value"),
            "monthly_fee": fee("monthly_fee", REGIONAL),
        },
        level="uptime",
    ),
    "07-azure-api-for-fhir": Table(
        {
            "attempts": put("events.total"),
            "failed": put("events.bad"),
            "monthly_fee": fee("monthly_fee", SERVICE),
        },
        level="uptime",
    ),
    "09-tencent-cvm": Table(
        {
            "metric": choose(
                {
                    "availability": Place("availability"),
                    "persistence": Place("persistence"),
                    "expansion": Place("expansion", {SIZE: SMALL}),
                }
            ),
            "percent": put("value"),
            "missed": put("missed"),
            "monthly_fee": fee("monthly_fee", WHOLE),
            "expanded_resource_monthly_charge": fee("monthly_fee", UNIT),
        }
    ),
    "13-upcloud": Table(
        {
            "interruption_hours": outage(unit="hours"),
            "interruption_minutes": outage(unit="minutes"),
            "hourly_rate": fee("hourly_fee", UNIT),
            "charges_previous_30_days": fee("trailing_fee", WHOLE),
        },
        level="availability",
    ),
    "16-github-enterprise": Table(
        {
            "feature": choose(
                {
                    "Issues": Place("features", {"Feature": "Issues"}),
                    "Actions": Place("actions"),
                    "Packages": Place("packages"),
                }
            ),
            "hours": window({2160: QUARTER_OF_90_DAYS}),
            "uptime_percent": put("value"),
            "triggered": put("events.total"),
            "unavailable": put("events.bad"),
            "hours_with_50pct_error": _hourly_error,
            "quarterly_fee": fee("quarterly_fee", SERVICE),
        },
        start=QUARTER_OF_90_DAYS,
    ),
    "18-slack": Table(
        {
            "version": choose({"older": Place("uptime-older", start="2024-04-01")}),
            "quarter_minutes": _QUARTER_MINUTES,
            "month_minutes": put("service_minutes"),
            "downtime_minutes": outage(affected_percent=100),
            "fee_per_hour": fee("hourly_fee", WHOLE),
        },
        level="uptime",
    ),
    "23-zonos": Table(
        {
            "uptime_percent": put("value", "uptime"),
            "p95_seconds": put("value", "response-time"),
            "monthly_fee": fee("monthly_fee", WHOLE),
        }
    ),
    "25-common-paper-sla": Table(
        {
            "subscription_fees": fee("term_fee", WHOLE),
            "accrued_credits": _accrued,
            "month_minutes": every(MONTH_LENGTHS, put("service_minutes")),
            "excluded_minutes": outage("excluded"),
            "scheduled_downtime": outage("excluded"),
            "downtime_minutes": outage(),
            "target": put("target"),
            "months_missed": _missed_months,
            "notified_within_7_days": _notified,
        },
        level="uptime",
    ),
    "28-blunix-managed-linux": Table(
        {
            "target": cell(OPTION, {99.75: "99.75"}),
            "month": every(
                window(
                    {
                        "April": "2026-04-01",
                        "February (28 days)": "2026-02-01",
                        "March with DST (44,580 min)": "2026-03-01",
                    }
                ),
                lambda entry, _name: entry.reading().update(outages=[]),
            ),
            "month_minutes": every(MONTH_LENGTHS, put("service_minutes")),
            "outage_minutes": outage(),
            "booked_windows": _booked,
        },
        level="availability",
    ),
    "29-packetfabric": Table(
        {
            "metric": choose(
                {
                    "core": Place("core"),
                    "component": Place("component"),
                    "jitter": Place("jitter", _AMERICA),
                    "packet loss": Place("packet-loss", _AMERICA),
                    "latency": Place("latency"),
                }
            ),
            "diverse": cell(DESIGN, {True: DIVERSE, False: SINGLE}),
            "availability_percent": put("value"),
            "target_ms": put("target"),
            "measured_ms": put("value"),
            "target_percent": put("target"),
            "measured_percent": put("value"),
            "monthly_fee": fee("monthly_fee", SERVICE),
        }
    ),
    "30-verizon-internet-dedicated": Table(
        {
            "metric": choose({"installation": Place("installation", {CIRCUIT: "T1"})}),
            "days_in_month": window({30: "2026-04-01"}),
            "unavailable_hours": put("value"),
            "late": put("missed"),
            "mrc": fee("monthly_fee", SERVICE),
            "billed_installation_charge": fee("one_off_charge", UNIT),
        },
        level="availability",
    ),
    "31-allstream-mpls-latency": Table(
        {
            "guarantee_ms": put("target"),
            "measured_ms": put("value"),
            "mrc": fee("monthly_fee", SERVICE),
        },
        level="latency",
    ),
    "33-level3-colo-power": Table(
        {"outage_hms": outage(length="clock"), "mrc": fee("monthly_fee", UNIT)},
        level="power",
    ),
    "35-edge-centres-colo": Table(
        {
            "restoration_hours": put("value", "restoration"),
            "temperature_c": put("value", "temperature"),
            "relative_humidity": put("value", "humidity"),
            "base_fee": fee("monthly_fee", WHOLE),
        }
    ),
    "38-ibm-cloud": Table(
        {
            "environment": cell(ENVIRONMENT, {"ha": HIGH, "other": OTHER}),
            "month_minutes": every(MONTH_LENGTHS, put("service_minutes")),
            "downtime_minutes": outage(),
            "availability_percent": put("value"),
            "monthly_fee": fee("monthly_fee", SERVICE),
        },
        level="availability",
    ),
    "39-nashua-member-call-centre": Table(
        {
            "metric": choose({"ASA": Place("speed-to-answer"), "abandonment": Place("abandonment")}),
            "class": cell("Accounts", {"local": "local", "national": "national"}),
            "seconds": put("value"),
            "percent": put("value"),
            "at_risk": fee("at_risk_amount", WHOLE),
        },
        start="2026-01-01",
    ),
    "43-state-saas-rfq": Table(
        {
            "window": choose({"core": Place("core"), "non-core": Place("non-core")}),
            "availability_percent": put("value"),
            "T": put("service_minutes"),
            "M": outage("excluded"),
            "D": outage(),
            "quarterly_fee": fee("quarterly_fee", WHOLE),
        },
        level="core",
        start=QUARTER_OF_90_DAYS,
    ),
    "46-cu-boulder-service-levels": Table(
        {
            "level": cell("Service Level", {1: "1", 2: "2", 3: "3"}),
            "downtime_minutes_per_year": outage(level="availability", unit="minutes"),
            "downtime_hours_per_year": outage(level="availability", unit="hours"),
            "user_incident_response_minutes_business": put("value", "user-response"),
        },
        start="2026-01-01",
    ),
    "47-safepoint-it-msp": Table(
        {
            "after_hours": cell(ARRIVAL, {True: AFTER, False: BUSINESS}),
            "priority": item("severity"),
            "impact": item("impact"),
            "urgency": item("urgency"),
            "environment": item("environment"),
            "response_minutes": item("taken", unit="minutes"),
        },
        level="response",
        where={ARRIVAL: BUSINESS},
    ),
    "48-mspowerhouse-msp": Table(
        {
            "availability_percent": put("value", "availability", {}),
            "p1_violations": put("violations", "response", {"severity": "P1"}),
            "p2_violations": put("violations", "response", {"severity": "P2"}),
            "monthly_fee": fee("monthly_fee", WHOLE),
        }
    ),
    "50-ucla-facilities": Table(
        {
            "class": cell("Class", {name: name for name in ("Emergency", "Urgent", "Routine")}),
            "response_hours": put("value", "response", unit="hours"),
            "mitigation_hours": put("value", "mitigation", unit="hours"),
            "completion_calendar_days": put("value", "completion", unit="days"),
        }
    ),
    "51-ee-automatic-compensation": Table(
        {
            "promised": every(choose(dict.fromkeys(WEEK, Place("activation"))), item("promised", WEEK)),
            "activated": item("done", WEEK),
            "fault_reported": every(choose(dict.fromkeys(WEEK, Place("repair"))), item("opened", WEEK)),
            "fixed": item("done", WEEK),
        }
    ),
    "52-nemt-county-transport": Table(
        {
            "metric": choose(
                {"on-time": Place("on-time"), "missed": Place("missed"), "satisfaction": Place("satisfaction")}
            ),
            "arrival_offset_minutes": put("value"),
            "count": put("value"),
            "percent": put("value"),
        }
    ),
}
"""By the name of the agreement's draft file."""
