"""Step 3, metrics: each service level's definition, its targets, and the severities that targets may depend on."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import msgspec

from slawizard.agreement.quantities import Duration, TimeUnit


class LevelKind(StrEnum):
    """What a service level is about; it chooses the wording, never the arithmetic."""

    AVAILABILITY = "availability"
    RESPONSE = "response"
    RESOLUTION = "resolution"
    DELIVERY = "delivery"
    PERFORMANCE = "performance"
    QUALITY = "quality"
    SATISFACTION = "satisfaction"
    SECURITY = "security"
    DATA = "data"
    RECOVERY = "recovery"
    ENVIRONMENT = "environment"
    OTHER = "other"


class Standing(StrEnum):
    """Whether missing the level is a breach, or the figure is only told."""

    BINDING = "binding"
    INFORMATIONAL = "informational"


class Direction(StrEnum):
    """Which side of the target is good; BAND: between two edges."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"


# --- statistic: how samples of one window become one measured value -------------------------------------------------


class TimeShare(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="time_share"):
    """Percent of the agreed time that is not downtime: the availability formula."""


class Total(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="total"):
    """Sum of the samples (cumulative outage minutes, days late)."""


class Mean(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="mean"):
    """Arithmetic mean of the samples."""


class Percentile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="percentile"):
    """The p-th percentile by the nearest-rank rule; 0 < p < 100."""

    p: Decimal = Decimal(95)


class EventShare(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="event_share"):
    """Percent of all events that are good (requests answered, deliveries complete)."""


class MeanOfRates(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="mean_of_rates"):
    """100 % less the mean of each interval's error rate; an interval without events counts as 0 % errors."""

    interval: Duration = Duration(Decimal(1), TimeUnit.HOURS)


class ShareWithin(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="share_within"):
    """Percent of items done within a time. Without `limit`,
    the limit is the severity's own time (see `severity_time`).
    """

    limit: Duration | None = None


class Count(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="count"):
    """Number of events in the window."""


class Worst(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="worst"):
    """The worst single sample: largest where lower is better, smallest where higher is."""


class RollingMean(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="rolling_mean"):
    """Mean of this window's and the previous `windows` - 1 windows' values; `windows` is 2 or more."""

    windows: int = 2


Statistic = TimeShare | Total | Mean | Percentile | EventShare | MeanOfRates | ShareWithin | Count | Worst | RollingMean


# --- measurement window -----------------------------------------------------------------------------------------


class WindowKind(StrEnum):
    """The stretch of time over which one value is measured."""

    CLOCK_HOUR = "clock_hour"
    DAY = "day"
    WEEK = "week"
    CALENDAR_MONTH = "calendar_month"
    BILLING_MONTH = "billing_month"
    FIXED_DAYS = "fixed_days"
    QUARTER = "quarter"
    YEAR = "year"
    SLIDING = "sliding"
    PER_INCIDENT = "per_incident"
    TERM = "term"


class MeasurementWindow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A window. `length` belongs to FIXED_DAYS (days) and SLIDING; `starts_on` to BILLING_MONTH (day of month, 1 to
    28).

    `year_starts` (month 1 to 12) shifts quarters and years for fiscal calendars. `counts_as`: every window's service
    time is taken to be this long, whatever the calendar says (a month of 30 days). `part_counts_whole`: a window in
    which the service ran only in part has the service time of a whole one, and was without downtime for the rest.
    """

    kind: WindowKind = WindowKind.CALENDAR_MONTH
    length: Duration | None = None
    starts_on: int = 1
    year_starts: int = 1
    counts_as: Duration | None = None
    part_counts_whole: bool = False


# --- clocks -----------------------------------------------------------------------------------------------------


class ClockStart(StrEnum):
    """The event that starts a level's clock."""

    FAILURE = "failure"
    DETECTION = "detection"
    TICKET = "ticket"
    PROOF = "proof"
    ORDER = "order"
    PROMISED_DATE = "promised_date"
    PREVIOUS_STAGE = "previous_stage"


class Clock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a level's time starts, stops and pauses. `calendar` is the id of the hours that count; empty: all hours.

    `stops` and the `pauses` are sentences. `after` names the level whose end starts this clock (PREVIOUS_STAGE).
    """

    start: ClockStart = ClockStart.FAILURE
    start_words: str = ""
    stops: str = ""
    pauses: tuple[str, ...] = ()
    calendar: str = ""
    after: str = ""


# --- targets ----------------------------------------------------------------------------------------------------


class Dimension(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something targets differ by (severity, plan, region, time of day), and the values it takes."""

    name: str = ""
    values: tuple[str, ...] = ()


class Coordinate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One value of one dimension."""

    dimension: str
    value: str


class Alternative(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A second limit beside the target; meeting either one is enough."""

    value: Decimal
    unit: str


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One promised value, in the level's unit or its own. `where` narrows it to a cell of the table of dimensions.

    `value` is the bound; for a band it is the lower edge and `upper` the upper one. `strict`: the bound itself misses.
    `minimum` is the level under which (or above which) credits begin, where that is not the target. `range_from` is the
    first figure of a target printed as a range ("1 to 2 working days"); the bound is `value`. `words` holds a target
    that is
    not a number. `due_date`: the bound is the date named in each order.
    """

    value: Decimal | None = None
    upper: Decimal | None = None
    minimum: Decimal | None = None
    strict: bool = False
    where: tuple[Coordinate, ...] = ()
    unit: str = ""
    calendar: str = ""
    range_from: Decimal | None = None
    alternative: Alternative | None = None
    words: str = ""
    due_date: bool = False
    condition: str = ""
    surcharge_percent: Decimal | None = None
    price: Decimal | None = None


# --- measurement ------------------------------------------------------------------------------------------------


class ExcludedTime(StrEnum):
    """What happens to time that does not count."""

    LEAVES_DENOMINATOR = "leaves_denominator"
    COUNTS_AS_UP = "counts_as_up"
    COUNTS_AS_DOWN = "counts_as_down"


class IntervalRule(StrEnum):
    """When an interval in which downtime is counted is down: wholly without service, or at any moment of it."""

    THROUGHOUT = "throughout"
    ANY_PART = "any_part"


class OutageRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts as downtime.

    `least` is the shortest outage that counts; `least_exclusive`: it must last longer than that.
    `error_rate_percent`: a minute
    is down when its error rate is above this. `failed_probes` of `probe_every` in a row start an outage, from the first
    of them; `good_probes` in a row (None: as many) end it, at the first of them.
    `weighted_by_affected`:
    each outage counts by the share of users affected. `degraded_counts`: slow service counts as down, as
    `degraded_when` says. `interval`: downtime is counted in whole intervals of this length, the first from the
    window's beginning; `interval_when` says which of them are down. An error rate is then that of an interval.
    """

    least: Duration | None = None
    least_exclusive: bool = False
    error_rate_percent: Decimal | None = None
    failed_probes: int | None = None
    good_probes: int | None = None
    probe_every: Duration | None = None
    weighted_by_affected: bool = False
    degraded_counts: bool = False
    degraded_when: str = ""
    interval: Duration | None = None
    interval_when: IntervalRule = IntervalRule.THROUGHOUT


class Rounding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the measured value is rounded before it is compared: half up to `places` decimals; None: not at all."""

    places: int | None = None


class Measurer(StrEnum):
    """Who measures."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    BOTH = "both"
    THIRD_PARTY = "third_party"


class Measurement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where figures come from, how often, who takes them, and how they are reported and disputed."""

    source: str = ""
    tool: str = ""
    measured_by: Measurer | None = None
    sampling: str = ""
    least_sample: int | None = None
    rounding: Rounding = Rounding()
    excluded_time: ExcludedTime = ExcludedTime.LEAVES_DENOMINATOR
    outage: OutageRule = OutageRule()
    report_within: Duration | None = None
    report_to: str = ""
    dispute_within: Duration | None = None
    dispute_how: str = ""


class Survey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A satisfaction survey: question, scale, which answers count as satisfied, and the least number of responses."""

    question: str = ""
    scale_from: int = 1
    scale_to: int = 5
    satisfied_from: int = 4
    least_responses: int | None = None
    held: str = ""


class SeverityTime(StrEnum):
    """A time of the severity table that a level measures against."""

    RESPONSE = "response"
    UPDATE = "update"
    WORKAROUND = "workaround"
    RESOLUTION = "resolution"


class ServiceLevel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One service level: what is measured, how, over what window, and what is promised.

    `unit` is a code of `agreement.units.UNITS` or a word of one's own. `numerator` and `denominator` are the formula
    in words.
    `severity_time`: each ticket's limit is that time of its severity. `time_zone` is an IANA name.
    """

    id: str
    name: str = ""
    kind: LevelKind = LevelKind.AVAILABILITY
    standing: Standing = Standing.BINDING
    purpose: str = ""
    unit: str = "percent"
    direction: Direction = Direction.HIGHER
    statistic: Statistic = TimeShare()
    numerator: str = ""
    denominator: str = ""
    window: MeasurementWindow = MeasurementWindow()
    time_zone: str = ""
    hours: str = ""
    scope: str = ""
    clock: Clock = Clock()
    severity_time: SeverityTime | None = None
    dimensions: tuple[Dimension, ...] = ()
    targets: tuple[Target, ...] = ()
    external_table: str = ""
    eligibility: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    measurement: Measurement = Measurement()
    survey: Survey | None = None


# --- severities -------------------------------------------------------------------------------------------------


class Severity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A severity level: its definition and times; the most severe comes first.

    Times without a unit on the service clock run all hours, unless `calendar` (an id of hours) narrows them.
    `after_hours_response` applies when a ticket arrives outside `calendar`.
    """

    id: str
    name: str = ""
    definition: str = ""
    impact: str = ""
    urgency: str = ""
    calendar: str = ""
    response: Duration | None = None
    after_hours_response: Duration | None = None
    update: Duration | None = None
    workaround: Duration | None = None
    resolution: Duration | None = None


class MatrixCell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The severity (its id) of one impact at one urgency."""

    impact: str
    urgency: str
    severity: str


class PriorityMatrix(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Impact × urgency gives the severity; `environment` narrows the matrix to where it applies (empty:
    everywhere else).
    """

    environment: str = ""
    impacts: tuple[str, ...] = ("High", "Medium", "Low")
    urgencies: tuple[str, ...] = ("High", "Medium", "Low")
    cells: tuple[MatrixCell, ...] = ()


class Metrics(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All service levels and severities, and how reports are made."""

    levels: tuple[ServiceLevel, ...] = ()
    severities: tuple[Severity, ...] = ()
    matrices: tuple[PriorityMatrix, ...] = ()
    report_contents: str = ""
