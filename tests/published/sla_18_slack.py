"""Slack: the price of the lost time, ten times today and a hundred times in the older text."""

from __future__ import annotations

import datetime as dt

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Claim, Consequences, CreditRule, CreditUnit, Fee, FeeScope
from slawizard.agreement.credit_shapes import LostTime
from slawizard.agreement.expectations import Expectations, Maintenance
from slawizard.agreement.flexibility import Flexibility, Revision
from slawizard.agreement.metrics import (
    Measurement,
    MeasurementWindow,
    Measurer,
    Metrics,
    OutageRule,
    ServiceLevel,
    Target,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d, hours
from tests.published.drafting import CREDITED, MONTH, QUARTER, frame, say_silent

VERSION, CURRENT_FROM = "2024-06-14", dt.date(2024, 6, 14)
EXCLUSIONS = (
    "slowness of single features",
    "applications of third parties and connections to other organisations",
    "pilots and betas",
    "problems of networks outside the Provider's own",
    "scheduled downtime",
)


def build() -> Agreement:
    """The agreement as published, with the older terms beside the current ones."""
    agreement = Agreement(
        title="Service Level Agreement for Slack",
        frame=msgspec.structs.replace(frame("Slack"), version=VERSION),
        objectives=Objectives(
            service_name="Slack",
            service_description="Slack carries the messages of the Customer's teams.",
            in_scope=("the plans Business+ and above",),
        ),
        expectations=Expectations(
            maintenance=Maintenance(notice=hours(48), most_hours=d("10"), most_hours_per="year"),
        ),
        metrics=Metrics(
            levels=(
                _uptime("uptime", "Uptime", QUARTER, "on or after 14 June 2024", weighted=False),
                _uptime("uptime-older", "Uptime, older text", MONTH, "before 14 June 2024", weighted=True),
            )
        ),
        consequences=_consequences(),
        flexibility=_flexibility(),
    )
    return say_silent(agreement, partly_read=True)


def _uptime(key: str, name: str, window: MeasurementWindow, begun: str, *, weighted: bool) -> ServiceLevel:
    share = ", each weighed by the share of customers affected" if weighted else ""
    return ServiceLevel(
        key,
        name=name,
        numerator=f"minutes of the window less the minutes in which Slack was unavailable{share}",
        denominator="minutes of the window",
        window=window,
        scope=f"windows that begin {begun}",
        targets=(Target(d("99.99")),),
        exclusions=EXCLUSIONS,
        measurement=Measurement(
            source="the server's error rate, and tests by ping, web server, TCP port and website",
            tool="the Provider's monitoring and status page",
            measured_by=Measurer.PROVIDER,
            outage=OutageRule(weighted_by_affected=weighted),
        ),
    )


def _consequences() -> Consequences:
    paid = Base(Fee.HOURLY_FEE, FeeScope.WHOLE_SERVICE)
    unit = CreditUnit.HOURS_OF_SERVICE
    plan = ("the workspace has the plan Business+ or a higher one",)
    return Consequences(
        rules=(
            CreditRule(
                "uptime-credit",
                "uptime",
                shape=LostTime(multiplier=d("10")),
                unit=unit,
                base=paid,
                eligibility=plan,
                from_date_note="The text of 2019 measured by the fiscal quarter, the older one by the month.",
                applies_from=CURRENT_FROM,
            ),
            CreditRule(
                "older-credit",
                "uptime-older",
                shape=LostTime(multiplier=d("100")),
                unit=unit,
                base=paid,
                eligibility=plan,
                applies_until=CURRENT_FROM - dt.timedelta(days=1),
            ),
        ),
        claim=Claim(
            channel="the Provider’s support, by e-mail",
            evidence=("the address of the workspace", "its team ID"),
        ),
        payment=CREDITED,
    )


def _flexibility() -> Flexibility:
    return Flexibility(
        revisions=(
            Revision(
                VERSION, CURRENT_FROM, summary="Ten times the price of the lost time in place of a hundred times it."
            ),
        )
    )
