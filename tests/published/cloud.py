"""Published agreements of clouds: machines, platforms and interfaces."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import (
    Anchor,
    CapPeriod,
    Claim,
    Consequences,
    Fee,
    FeeScope,
    Flat,
    LostTime,
    Overlap,
    Payment,
    PaymentForm,
    Stacking,
)
from slawizard.agreement.expectations import Maintenance
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    EventShare,
    ExcludedTime,
    LevelKind,
    Measurement,
    MeasurementWindow,
    Metrics,
    OutageRule,
    Total,
    WindowKind,
)
from slawizard.agreement.quantities import HoursCalendar, HoursSpan, TimeUnit
from tests.published.parts import (
    BILLING_MONTH,
    INCIDENT,
    MONTH,
    QUARTER,
    agreement,
    bands,
    base,
    cap,
    cell,
    dimension,
    during,
    level,
    rule,
    target,
)

NO_CASH = Payment(form=PaymentForm.NEXT_INVOICE, paid_out_at_end=False)


def aws_ec2() -> Agreement:
    """Two percentages by the month, and hours that are not charged."""
    region = level(
        "region",
        "Region-level monthly uptime",
        target("99.99", condition="instances run at the same time in two or more zones of a region"),
        window=BILLING_MONTH,
        scope="each region",
        eligibility=("All running instances are spread over at least two availability zones of the region.",),
    )
    instance = level("instance", "Instance-level monthly uptime", target("99.5"), window=BILLING_MONTH)
    hourly = level(
        "hourly",
        "Unavailable minutes in a clock hour",
        target("6"),
        unit="minutes",
        direction=Direction.LOWER,
        statistic=Total(),
        window=MeasurementWindow(WindowKind.CLOCK_HOUR),
    )
    deeper = (("95", "99", "30"), (None, "95", "100"))
    by_region = base(scope=FeeScope.AFFECTED_REGION, excludes=("one-time payments",))
    rules = (
        rule("region-credit", "region", bands(("99", "99.99", "10"), *deeper), base=by_region),
        rule(
            "instance-credit",
            "instance",
            bands(("99", "99.5", "10"), *deeper),
            base=base(scope=FeeScope.AFFECTED_UNIT),
        ),
        rule(
            "hour-not-charged",
            "hourly",
            Flat(Decimal(100)),
            base=base(Fee.HOURLY_FEE, FeeScope.AFFECTED_UNIT),
            automatic=True,
        ),
    )
    consequences = Consequences(
        rules=rules,
        claim=Claim(anchor=Anchor.SECOND_BILLING_CYCLE, channel="a support case", evidence=("SLA Credit Request",)),
        payment=NO_CASH,
    )
    return agreement("Amazon Web Services", "Amazon Compute", Metrics((region, instance, hourly)), consequences)


def google_vertex_search() -> Agreement:
    """Error rates make bad minutes, and ten of them in a row an outage."""
    uptime = level(
        "uptime",
        "Monthly uptime",
        target("99.9"),
        scope="each project in each region",
        exclusions=(
            "features before general availability",
            "factors outside the provider's control",
            "the customer's or others' software and hardware",
            "abuse",
            "quotas",
        ),
        measurement=Measurement(
            source="error rates seen by the servers",
            least_sample=2000,
            outage=OutageRule(least=during("10", TimeUnit.MINUTES), error_rate_percent=Decimal(10)),
            excluded_time=ExcludedTime.COUNTS_AS_UP,
        ),
    )
    regional = base(scope=FeeScope.AFFECTED_REGION)
    consequences = Consequences(
        rules=(
            rule(
                "credit", "uptime", bands(("99", "99.9", "10"), ("95", "99", "25"), (None, "95", "50")), base=regional
            ),
        ),
        caps=(cap("50", base=regional),),
        claim=Claim(during("30", TimeUnit.DAYS), Anchor.ELIGIBILITY, evidence=("log files of the downtime",)),
        payment=Payment(within=during("60", TimeUnit.DAYS), paid_out_at_end=False),
        sole_remedy=True,
    )
    return agreement("Google Cloud", "Vertex AI Search for commerce", Metrics((uptime,)), consequences)


def azure_fhir() -> Agreement:
    """A share of requests, and thresholds of which the deepest counts."""
    uptime = level(
        "uptime",
        "Monthly uptime",
        target("99.9"),
        statistic=EventShare(),
        window=BILLING_MONTH,
        numerator="transaction attempts that did not fail",
        denominator="all transaction attempts",
        scope="each account of each subscription",
        exclusions=("retries repeated within five minutes of the first error", "use beyond quotas", "previews"),
    )
    consequences = Consequences(
        rules=(
            rule(
                "credit",
                "uptime",
                bands((None, "99.9", "10"), (None, "99", "25"), overlap=Overlap.DEEPEST_WINS),
                eligibility=("Every licence is paid for.",),
            ),
        ),
        caps=(cap("100", base=base()),),
        stacking=Stacking.CUSTOMER_CHOOSES,
        claim=Claim(
            during("2", TimeUnit.MONTHS),
            Anchor.WINDOW_END,
            evidence=("description", "time and duration", "users affected", "attempts to resolve"),
            decided_within=during("45", TimeUnit.DAYS),
        ),
        sole_remedy=True,
    )
    return agreement("Microsoft", "Azure API for FHIR", Metrics((uptime,)), consequences)


def tencent_cvm() -> Agreement:
    """Durability, availability, and orders on a working-hours clock."""
    hours = HoursCalendar(
        "hong-kong",
        "Working hours",
        "Asia/Hong_Kong",
        (HoursSpan(start=dt.time(9), end=dt.time(18)),),
        holidays_of="HK",
    )
    persistence = level(
        "persistence", "Data storage persistence", target("99.999"), statistic=EventShare(), kind=LevelKind.DATA
    )
    availability = level(
        "availability",
        "Service availability",
        target("99.95"),
        scope="each account and region",
        measurement=Measurement(
            outage=OutageRule(least=during("5", TimeUnit.MINUTES)), excluded_time=ExcludedTime.COUNTS_AS_DOWN
        ),
    )
    expansion = level(
        "expansion",
        "Expansion request completion",
        target("10", where=cell(size="fewer than 50 instances")),
        target("60", where=cell(size="fewer than 200 instances"), condition="at most 50 % of the capacity is used"),
        unit="service_minutes",
        kind=LevelKind.DELIVERY,
        direction=Direction.LOWER,
        window=INCIDENT,
        dimensions=(dimension("size", "fewer than 50 instances", "fewer than 200 instances"),),
        clock=Clock(ClockStart.ORDER, calendar="hong-kong"),
        exclusions=("200 instances and more", "requests not made as a manual expansion"),
    )
    deeper, whole = (("95", "99", "25"), (None, "95", "50")), base(scope=FeeScope.WHOLE_SERVICE)
    consequences = Consequences(
        rules=(
            rule("persistence-credit", "persistence", bands(("99", "99.999", "10"), *deeper), base=whole),
            rule("availability-credit", "availability", bands(("99", "99.95", "10"), *deeper), base=whole),
            rule("expansion-credit", "expansion", Flat(Decimal(10)), base=base(scope=FeeScope.AFFECTED_UNIT)),
        )
    )
    return agreement(
        "Tencent Cloud",
        "Cloud Virtual Machine",
        Metrics((persistence, availability, expansion)),
        consequences,
        objectives={"calendars": (hours,)},
        expectations={"maintenance": Maintenance(counts_as_downtime=True)},
    )


def upcloud() -> Agreement:
    """Fifty times the price of each interruption."""
    interruption = level(
        "interruption",
        "Server and network availability",
        target("0"),
        unit="hours",
        direction=Direction.LOWER,
        statistic=Total(),
        window=INCIDENT,
        measurement=Measurement(outage=OutageRule(least=during("5", TimeUnit.MINUTES), least_exclusive=True)),
    )
    trailing = base(Fee.TRAILING_FEE)
    consequences = Consequences(
        rules=(rule("fifty-times", "interruption", LostTime(Decimal(50)), base=base(Fee.HOURLY_FEE)),),
        caps=(cap("100", base=trailing, period=CapPeriod.INCIDENT),),
        claim=Claim(during("15", TimeUnit.DAYS), Anchor.INCIDENT_END),
        payment=NO_CASH,
    )
    maintenance = Maintenance(notice=during("24", TimeUnit.HOURS))
    return agreement(
        "UpCloud",
        "Virtual servers and network",
        Metrics((interruption,)),
        consequences,
        "EUR",
        expectations={"maintenance": maintenance},
    )


def ibm_cloud() -> Agreement:
    """Two columns of thresholds beside one column of credits."""
    ha, other = "high availability in a public environment", "other"
    availability = level(
        "availability",
        "Availability",
        target("99.99", where=cell(environment=ha)),
        target("99.9", where=cell(environment=other)),
        window=MONTH,
        dimensions=(dimension("environment", ha, other),),
        clock=Clock(ClockStart.PROOF, start_words="when the customer can prove the loss with logs"),
    )
    consequences = Consequences(
        rules=tuple(
            rule(
                f"credit-{name}",
                "availability",
                bands((None, first, "10"), (None, second, "25"), overlap=Overlap.DEEPEST_WINS),
                where=cell(environment=where),
            )
            for name, where, first, second in (("ha", ha, "99.99", "99.9"), ("other", other, "99.9", "99"))
        ),
        sole_remedy=True,
    )
    return agreement("IBM", "IBM Cloud platform services", Metrics((availability,)), consequences)


def slack() -> Agreement:
    """A multiple of the price of the lost time; the multiple and the window changed between versions."""
    weighted = Measurement(outage=OutageRule(weighted_by_affected=True))
    common = (
        "slowness of single features",
        "third-party apps",
        "pilots and betas",
        "external network problems",
        "scheduled downtime",
    )
    uptime = level("uptime", "Uptime", target("99.99"), window=QUARTER, exclusions=common)
    before = level("uptime-before", "Uptime (earlier terms)", target("99.99"), exclusions=common, measurement=weighted)
    hourly, changed = base(Fee.HOURLY_FEE), dt.date(2024, 6, 14)
    consequences = Consequences(
        rules=(
            rule("ten-times", "uptime", LostTime(Decimal(10)), base=hourly, applies_from=changed),
            rule(
                "hundred-times",
                "uptime-before",
                LostTime(Decimal(100)),
                base=hourly,
                applies_until=changed - dt.timedelta(days=1),
            ),
        ),
        claim=Claim(channel="e-mail with the workspace's address and number"),
    )
    maintenance = Maintenance(notice=during("48", TimeUnit.HOURS), most_hours=Decimal(10), most_hours_per="year")
    return agreement(
        "Slack",
        "Slack Business+",
        Metrics((uptime, before)),
        consequences,
        expectations={"maintenance": maintenance},
    )


CLOUD = {
    "01-aws-ec2": aws_ec2,
    "05-google-vertex-search": google_vertex_search,
    "07-azure-api-for-fhir": azure_fhir,
    "09-tencent-cvm": tencent_cvm,
    "13-upcloud": upcloud,
    "18-slack": slack,
    "38-ibm-cloud": ibm_cloud,
}
