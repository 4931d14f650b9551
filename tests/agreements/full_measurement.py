"""How the full example's service levels are measured: every source, outage rule and treatment of excluded time."""

from __future__ import annotations

from slawizard.agreement.metrics import ExcludedTime, Measurement, Measurer, OutageRule, Rounding
from tests.agreements.quantities import d, days, minutes, working_days

AVAILABILITY_MEASUREMENT = Measurement(
    source="probes of the sign-in page and of the programming interface",
    tool="Lighthouse Monitor",
    measured_by=Measurer.PROVIDER,
    sampling="every minute from three cities",
    rounding=Rounding(3),
    excluded_time=ExcludedTime.LEAVES_DENOMINATOR,
    outage=OutageRule(
        least=minutes(3),
        least_exclusive=True,
        error_rate_percent=d("5"),
        failed_probes=3,
        probe_every=minutes(1),
        weighted_by_affected=True,
        degraded_counts=True,
        degraded_when="a page takes longer than 10 seconds",
    ),
    report_within=working_days(5),
    report_to="the service owner",
    dispute_within=working_days(10),
    dispute_how="It sends its own figures with the raw data behind them.",
)
REQUEST_MEASUREMENT = Measurement(
    source="the access log",
    tool="Logbook",
    measured_by=Measurer.BOTH,
    least_sample=2000,
    rounding=Rounding(2),
    excluded_time=ExcludedTime.COUNTS_AS_UP,
    report_within=days(10),
)
TICKET_MEASUREMENT = Measurement(
    source="the ticket system", measured_by=Measurer.CUSTOMER, rounding=Rounding(0), report_within=days(5)
)
LATENCY_MEASUREMENT = Measurement(
    source="round trips between the data centres",
    measured_by=Measurer.THIRD_PARTY,
    sampling="every five minutes",
    least_sample=1000,
    rounding=Rounding(1),
)
ROOM_MEASUREMENT = Measurement(
    source="the sensors of the data centre",
    measured_by=Measurer.PROVIDER,
    excluded_time=ExcludedTime.COUNTS_AS_DOWN,
)
SURVEY_MEASUREMENT = Measurement(source="the survey", measured_by=Measurer.BOTH)
