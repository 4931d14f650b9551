"""Step 3: the statistics and windows that a service level can be measured by."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement import metrics as m
from slawizard.gui.widgets.field import Field, Kind, Variant, choices

# fmt: off
STATISTICS = (
    Variant(m.TimeShare, "Share of the time up", m.TimeShare),
    Variant(m.EventShare, "Share of good events", m.EventShare),
    Variant(m.ShareWithin, "Share done within a time", m.ShareWithin, (
        Field("limit", "Within", Kind.DURATION, "The time that counts as in time; empty: the severity's own time.",
              "“95 % within 4 h” is two numbers; both must be there.", "4 h", width=4),
    )),
    Variant(m.Mean, "Mean", m.Mean),
    Variant(m.Percentile, "Percentile", m.Percentile, (
        Field("p", "Percentile", Kind.NUMBER, "Which percentile: 95 means that 95 of 100 samples are no worse.",
              "A mean hides the bad tenth; a percentile shows it.", "95", width=4, least=Decimal("0.001"),
              most=Decimal("99.999")),
    )),
    Variant(m.Worst, "Worst sample", m.Worst),
    Variant(m.Total, "Sum", m.Total),
    Variant(m.Count, "Number of events", m.Count),
    Variant(m.MeanOfRates, "Mean of error rates", m.MeanOfRates, (
        Field("interval", "Intervals of", Kind.DURATION,
              "The length of each interval; one without events counts as perfect.",
              "Short intervals make a quiet night count as much as a busy day.", "1 h", width=4),
    )),
    Variant(m.RollingMean, "Rolling mean", m.RollingMean, (
        Field("windows", "Windows", Kind.WHOLE, "How many windows, this one included.",
              "It smooths a single bad month.", "2", width=4, least=Decimal(2), most=Decimal(60)),
    )),
)

SURVEY = (
    Variant(type(None), "Not a survey", lambda: None),
    Variant(m.Survey, "Answers to a survey", m.Survey, (
        Field("question", "Question", Kind.TEXT, "The question as it is asked.", "Another question is another figure.",
              "How satisfied are you with the answer?", width=12),
        Field("scale_from", "Scale from", Kind.WHOLE, "The lowest answer.", "", "1", width=2),
        Field("scale_to", "to", Kind.WHOLE, "The highest answer.", "", "5", width=2),
        Field("satisfied_from", "Satisfied from", Kind.WHOLE, "The answer from which someone counts as satisfied.",
              "", "4", width=3),
        Field("least_responses", "Least answers", Kind.WHOLE, "With fewer, the figure does not count.",
              "Three answers are an anecdote.", "30", width=3),
        Field("held", "Held", Kind.TEXT, "When, and among whom.", "", "In March and September, among all users",
              width=12),
    )),
)

WINDOWS = choices({
    m.WindowKind.CALENDAR_MONTH: "Calendar month", m.WindowKind.BILLING_MONTH: "Billing month",
    m.WindowKind.QUARTER: "Quarter", m.WindowKind.YEAR: "Year", m.WindowKind.WEEK: "Week", m.WindowKind.DAY: "Day",
    m.WindowKind.CLOCK_HOUR: "Clock hour", m.WindowKind.FIXED_DAYS: "Fixed number of days",
    m.WindowKind.SLIDING: "Sliding: any stretch of a length", m.WindowKind.PER_INCIDENT: "Each incident or ticket",
    m.WindowKind.TERM: "The whole term",
})
DIRECTIONS = choices({
    m.Direction.HIGHER: "higher", m.Direction.LOWER: "lower",
        m.Direction.BAND: "within a band",
})
KINDS = choices({
    m.LevelKind.AVAILABILITY: "Availability", m.LevelKind.RESPONSE: "Response", m.LevelKind.RESOLUTION: "Resolution",
    m.LevelKind.DELIVERY: "Delivery", m.LevelKind.PERFORMANCE: "Performance", m.LevelKind.QUALITY: "Quality",
    m.LevelKind.SATISFACTION: "Satisfaction", m.LevelKind.SECURITY: "Security", m.LevelKind.DATA: "Data",
    m.LevelKind.RECOVERY: "Recovery", m.LevelKind.ENVIRONMENT: "Environment", m.LevelKind.OTHER: "Something else",
})
STANDINGS = choices({
    m.Standing.BINDING: "Binding", m.Standing.INFORMATIONAL: "Only reported",
})
CLOCK_STARTS = choices({
    m.ClockStart.FAILURE: "The failure itself", m.ClockStart.DETECTION: "When monitoring sees it",
    m.ClockStart.TICKET: "When the ticket arrives", m.ClockStart.PROOF: "When the customer proves it",
    m.ClockStart.ORDER: "When the order arrives", m.ClockStart.PROMISED_DATE: "The promised date",
    m.ClockStart.PREVIOUS_STAGE: "When another level's clock stops",
})
SEVERITY_TIMES = choices({
    m.SeverityTime.RESPONSE: "its response time", m.SeverityTime.UPDATE: "its time between updates",
    m.SeverityTime.WORKAROUND: "its workaround time", m.SeverityTime.RESOLUTION: "its resolution time",
})
MEASURERS = choices({
    m.Measurer.PROVIDER: "The provider", m.Measurer.CUSTOMER: "The customer", m.Measurer.BOTH: "Both",
    m.Measurer.THIRD_PARTY: "A third party",
})
INTERVALS = choices({
    m.IntervalRule.THROUGHOUT: "down throughout it", m.IntervalRule.ANY_PART: "down at any moment of it",
})
EXCLUDED = choices({
    m.ExcludedTime.LEAVES_DENOMINATOR: "is taken out",
        m.ExcludedTime.COUNTS_AS_UP: "counts as up",
    m.ExcludedTime.COUNTS_AS_DOWN: "counts as down",
})
