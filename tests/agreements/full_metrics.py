"""Step three of the full example: every statistic, window, clock and kind of target."""

from __future__ import annotations

from slawizard.agreement.metrics import Alternative as OtherLimit
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Coordinate,
    Count,
    Dimension,
    Direction,
    EventShare,
    LevelKind,
    MatrixCell,
    Mean,
    MeanOfRates,
    MeasurementWindow,
    Metrics,
    Percentile,
    PriorityMatrix,
    RollingMean,
    ServiceLevel,
    Severity,
    SeverityTime,
    ShareWithin,
    Standing,
    Survey,
    Target,
    TimeShare,
    Total,
    WindowKind,
    Worst,
)
from tests.agreements.full_measurement import (
    AVAILABILITY_MEASUREMENT,
    LATENCY_MEASUREMENT,
    REQUEST_MEASUREMENT,
    ROOM_MEASUREMENT,
    SURVEY_MEASUREMENT,
    TICKET_MEASUREMENT,
)
from tests.agreements.quantities import d, days, hours, minutes, service_hours, working_days

ZONE = "Europe/Dublin"


def full_metrics() -> Metrics:
    """Service levels, severities, a priority matrix for production and another for test."""
    return Metrics(
        levels=(*_service(), *_tickets(), *_speed(), *_deliveries(), *_rooms()),
        severities=_severities(),
        matrices=(_matrix(""), _matrix("the test environment")),
        report_contents="the measured values, every Excluded Event relied on, and the trend over six windows",
    )


def _service() -> tuple[ServiceLevel, ...]:
    plan = Dimension("Plan", ("Standard", "Premium"))
    return (
        ServiceLevel(
            "availability",
            name="Availability of the platform",
            purpose="It shows whether claims can be filed and assessed.",
            statistic=TimeShare(),
            numerator="the minutes of Agreed Service Time without Downtime",
            denominator="the minutes of Agreed Service Time",
            time_zone=ZONE,
            hours="always",
            scope="the web portal and the programming interface",
            dimensions=(plan,),
            targets=(
                Target(d("99.9"), minimum=d("99.5"), where=(Coordinate("Plan", "Standard"),)),
                Target(
                    d("99.95"),
                    minimum=d("99.9"),
                    where=(Coordinate("Plan", "Premium"),),
                    condition="the Customer runs the programming interface in both data centres",
                    surcharge_percent=d("15"),
                    price=d("450"),
                ),
            ),
            eligibility=("the Customer has paid all undisputed invoices that are due",),
            exclusions=("a denial-of-service attack above 40 Gbit/s",),
            measurement=AVAILABILITY_MEASUREMENT,
        ),
        ServiceLevel(
            "requests",
            name="Requests answered",
            purpose="It shows whether the programming interface does what it is asked.",
            statistic=EventShare(),
            numerator="requests answered without a server error",
            denominator="all valid requests",
            window=MeasurementWindow(WindowKind.QUARTER, year_starts=4),
            time_zone=ZONE,
            targets=(Target(d("99.9")),),
            measurement=REQUEST_MEASUREMENT,
        ),
        ServiceLevel(
            "rates",
            name="Mean error-free rate",
            statistic=MeanOfRates(hours(1)),
            window=MeasurementWindow(WindowKind.BILLING_MONTH, starts_on=15),
            time_zone=ZONE,
            targets=(Target(d("99.95")),),
            measurement=REQUEST_MEASUREMENT,
        ),
        ServiceLevel(
            "outage",
            name="Cumulative power outage",
            unit="minutes",
            direction=Direction.LOWER,
            statistic=Total(),
            window=MeasurementWindow(WindowKind.FIXED_DAYS, length=days(30)),
            time_zone=ZONE,
            targets=(Target(d("0")),),
            measurement=ROOM_MEASUREMENT,
        ),
        ServiceLevel(
            "survey",
            name="User satisfaction",
            kind=LevelKind.SATISFACTION,
            standing=Standing.INFORMATIONAL,
            statistic=EventShare(),
            window=MeasurementWindow(WindowKind.YEAR),
            time_zone=ZONE,
            targets=(Target(d("80")),),
            measurement=SURVEY_MEASUREMENT,
            survey=Survey("How content are you with the platform?", 1, 5, 4, 50, "every March"),
        ),
    )


def _tickets() -> tuple[ServiceLevel, ...]:
    clock = Clock(ClockStart.TICKET, stops="a person answers", pauses=("the Customer has been asked",), calendar="")
    return (
        ServiceLevel(
            "response",
            name="Response within time",
            kind=LevelKind.RESPONSE,
            statistic=ShareWithin(),
            severity_time=SeverityTime.RESPONSE,
            time_zone=ZONE,
            clock=clock,
            targets=(Target(d("95"), minimum=d("90")),),
            measurement=TICKET_MEASUREMENT,
        ),
        ServiceLevel(
            "single-response",
            name="Response to one ticket",
            kind=LevelKind.RESPONSE,
            unit="minutes",
            direction=Direction.LOWER,
            statistic=Worst(),
            window=MeasurementWindow(WindowKind.PER_INCIDENT),
            time_zone=ZONE,
            clock=clock,
            targets=(Target(d("15"), strict=True),),
            measurement=TICKET_MEASUREMENT,
        ),
        ServiceLevel(
            "resolution",
            name="Resolution of one ticket",
            kind=LevelKind.RESOLUTION,
            unit="hours",
            direction=Direction.LOWER,
            statistic=Worst(),
            window=MeasurementWindow(WindowKind.PER_INCIDENT),
            time_zone=ZONE,
            clock=Clock(ClockStart.PREVIOUS_STAGE, stops="the Service works again", after="single-response"),
            targets=(Target(d("24"), range_from=d("8"), alternative=OtherLimit(d("8"), "service_hours")),),
            measurement=TICKET_MEASUREMENT,
        ),
        ServiceLevel(
            "restore",
            name="Restoration after a disaster",
            kind=LevelKind.RECOVERY,
            unit="hours",
            direction=Direction.LOWER,
            statistic=Worst(),
            window=MeasurementWindow(WindowKind.TERM),
            time_zone=ZONE,
            targets=(Target(words="as soon as practically possible"),),
            measurement=ROOM_MEASUREMENT,
        ),
    )


def _speed() -> tuple[ServiceLevel, ...]:
    ends = ("Dublin", "Frankfurt")
    grid = tuple(
        Target(d(value), where=(Coordinate("From", start), Coordinate("To", end)))
        for start, end, value in (
            ("Dublin", "Dublin", "5"),
            ("Dublin", "Frankfurt", "30"),
            ("Frankfurt", "Dublin", "30"),
            ("Frankfurt", "Frankfurt", "5"),
        )
    )
    return (
        ServiceLevel(
            "latency",
            name="Latency",
            kind=LevelKind.PERFORMANCE,
            unit="milliseconds",
            direction=Direction.LOWER,
            statistic=Percentile(d("95")),
            window=MeasurementWindow(),
            time_zone=ZONE,
            dimensions=(Dimension("From", ends), Dimension("To", ends)),
            targets=grid,
            external_table="the route table in the order form",
            measurement=LATENCY_MEASUREMENT,
        ),
        ServiceLevel(
            "throughput",
            name="Throughput",
            kind=LevelKind.PERFORMANCE,
            unit="per_second",
            statistic=RollingMean(3),
            window=MeasurementWindow(WindowKind.WEEK),
            time_zone=ZONE,
            targets=(Target(d("500")),),
            measurement=LATENCY_MEASUREMENT,
        ),
        ServiceLevel(
            "waiting",
            name="Average speed to answer",
            unit="seconds",
            direction=Direction.LOWER,
            statistic=Mean(),
            window=MeasurementWindow(WindowKind.YEAR, year_starts=7),
            time_zone=ZONE,
            targets=(Target(d("45")),),
            measurement=TICKET_MEASUREMENT,
        ),
    )


def _deliveries() -> tuple[ServiceLevel, ...]:
    return (
        ServiceLevel(
            "activation",
            name="Activation on the promised date",
            kind=LevelKind.DELIVERY,
            unit="days",
            direction=Direction.LOWER,
            statistic=Worst(),
            window=MeasurementWindow(WindowKind.PER_INCIDENT),
            time_zone=ZONE,
            clock=Clock(ClockStart.PROMISED_DATE, start_words="the date named in the order", stops="the line works"),
            targets=(Target(d("0"), due_date=True),),
            measurement=TICKET_MEASUREMENT,
        ),
        ServiceLevel(
            "missed",
            name="Missed calls back",
            kind=LevelKind.QUALITY,
            unit="count",
            direction=Direction.LOWER,
            statistic=Count(),
            window=MeasurementWindow(WindowKind.CALENDAR_MONTH),
            time_zone=ZONE,
            targets=(Target(d("3")),),
            measurement=TICKET_MEASUREMENT,
        ),
    )


def _rooms() -> tuple[ServiceLevel, ...]:
    return (
        ServiceLevel(
            "temperature",
            name="Temperature in the data centre",
            kind=LevelKind.ENVIRONMENT,
            unit="celsius",
            direction=Direction.BAND,
            statistic=Worst(),
            window=MeasurementWindow(WindowKind.SLIDING, length=minutes(15)),
            time_zone=ZONE,
            targets=(Target(d("18"), upper=d("27")),),
            measurement=ROOM_MEASUREMENT,
        ),
        ServiceLevel(
            "hourly",
            name="Unavailable minutes in a clock hour",
            unit="minutes",
            direction=Direction.LOWER,
            statistic=Total(),
            window=MeasurementWindow(WindowKind.CLOCK_HOUR),
            time_zone=ZONE,
            targets=(Target(d("6")),),
            measurement=ROOM_MEASUREMENT,
        ),
    )


def _severities() -> tuple[Severity, ...]:
    return (
        Severity(
            "s1",
            "Severity 1",
            "The platform is down or claims are lost.",
            "All users",
            "At once",
            "always",
            minutes(15),
            minutes(30),
            hours(1),
            hours(4),
            hours(8),
        ),
        Severity(
            "s2",
            "Severity 2",
            "A main function fails and there is no way round it.",
            "Many users",
            "Today",
            "extended",
            service_hours(1),
            hours(8),
            service_hours(4),
            service_hours(8),
            working_days(2),
        ),
        Severity("s3", "Severity 3", "Anything else.", "Few users", "Soon", "extended", service_hours(8)),
    )


def _matrix(environment: str) -> PriorityMatrix:
    grades = ("High", "Medium", "Low")
    cells = tuple(
        MatrixCell(impact, urgency, f"s{min(3, 1 + row + column)}")
        for row, impact in enumerate(grades)
        for column, urgency in enumerate(grades)
    )
    return PriorityMatrix(environment, cells=cells)
