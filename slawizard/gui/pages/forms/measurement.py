"""Step 3, second half: clocks, sources, reports, exclusions and severities."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import ClockStart, LevelKind, ServiceLevel, Severity
from slawizard.agreement.presets import fresh_id
from slawizard.gui.pages.forms import statistics as words
from slawizard.gui.pages.forms.sources import hours_options, other_level_options, row_of
from slawizard.gui.widgets.field import Card, Field, Kind
from slawizard.gui.widgets.matrix_box import MATRICES
from slawizard.gui.widgets.variant_box import VariantBox


def _new_severity(agreement: Agreement) -> Severity:
    return Severity(fresh_id(f"p{len(agreement.metrics.severities) + 1}", [s.id for s in agreement.metrics.severities]))


def _is_availability(agreement: Agreement, path: str) -> bool:
    level = row_of(agreement, path, ServiceLevel)
    return level is not None and level.kind in (LevelKind.AVAILABILITY, LevelKind.OTHER)


def _is_chained(agreement: Agreement, path: str) -> bool:
    level = row_of(agreement, path, ServiceLevel)
    return level is not None and level.clock.start is ClockStart.PREVIOUS_STAGE


# fmt: off
CLOCK_CARD = Card("{name}: the clock", "When time starts to count, when it stops, and when it stands still.",
    follows="metrics.levels", fields=(
    Field("clock.start", "Starts with", Kind.CHOICE, "The event that starts the clock.",
          "Four hours from the failure and four hours from the ticket are two promises.", options=words.CLOCK_STARTS,
          width=4, required=True),
    Field("clock.stops", "Stops when", Kind.TEXT, "The event that stops it.", "“Answered” by a machine is no answer.",
          "An engineer has written back", width=8, required=True),
    Field("clock.pauses", "Stands still while", Kind.LINES, "When it is paused, one reason on each line.",
          "Waiting for the customer should not cost the provider.", "The customer owes an answer", width=8,
          required=True),
    Field("clock.after", "After the clock of", Kind.CHOICE, "The level whose end starts this one.",
          options=other_level_options, width=4, when=_is_chained),
    Field("severity_time", "Each ticket's limit", Kind.CHOICE,
          "The time of its severity that a ticket is held against.",
          "Then the limits stand in one table, the severities'.", options=words.SEVERITY_TIMES,
          unset="None of them",
          width=4),
), more=(
    Field("clock.start_words", "Start in other words", Kind.TEXT, "The start, where the list does not say it.",
          "", "The first missed heartbeat", width=8),
    Field("clock.calendar", "Runs in these hours", Kind.CHOICE, "The hours in which the clock runs.",
          options=hours_options("All hours"), width=4),
))

SOURCE_CARD = Card("{name}: source and report", "Who measures, with what, and what happens when you disagree.",
    follows="metrics.levels", fields=(
    Field("measurement.source", "Source", Kind.TEXT, "Where the figures come from.",
          "A figure that only one side can see is a claim.", "Ticket system, field “first answer”", required=True),
    Field("measurement.tool", "Tool", Kind.NAME, "What measures it.", "Two tools give two figures.", "Uptime probe",
          width=3, required=True),
    Field("measurement.measured_by", "Measured by", Kind.CHOICE, "Who measures.", "Who measures can be wrong.",
          options=words.MEASURERS, unset="Not decided yet", width=3, required=True),
    Field("measurement.sampling", "Sampling", Kind.TEXT, "How often, and from where.",
          "An outage between two samples never happened.", "Every minute from three places", required=True),
    Field("measurement.rounding.places", "Rounded to decimals", Kind.WHOLE,
          "Decimals of the figure; empty: not rounded.",
          "99.899 is below 99.9, unless it is rounded first.", "2", width=3, most=Decimal(6), required=True),
    Field("measurement.least_sample", "Least samples", Kind.WHOLE, "With fewer, the figure does not count.",
          "A percentile of four tickets means nothing.", "30", width=3),
    Field("measurement.report_within", "Reported within", Kind.DURATION, "How soon after the window.",
          "Claims are counted from it.", "5 working days", width=3, required=True),
    Field("measurement.report_to", "to", Kind.TEXT, "Who receives the report.", "", "The customer's service manager",
          width=3, required=True),
    Field("measurement.dispute_within", "Disputed within", Kind.DURATION, "How long the figure can be doubted.",
          "After that it stands.", "10 working days", width=3, required=True),
    Field("measurement.dispute_how", "how", Kind.TEXT, "What happens then.", "", "Both compare their raw data", width=3,
          required=True),
), more=(
    Field("survey", "Survey", Kind.CUSTOM, "Whether the figure comes from a survey.", "", width=12, build=VariantBox,
          variants=words.SURVEY),
))

COUNTS_CARD = Card("{name}: what counts", "What is left out, and what is downtime.", follows="metrics.levels", fields=(
    Field("exclusions", "Does not count", Kind.LINES, "What is left out of the figure, one on each line.",
          "Every exclusion that was forgotten becomes a quarrel.", "Planned maintenance as announced", width=8,
          required=True),
    Field("measurement.excluded_time", "Excluded time", Kind.CHOICE, "What happens to time that does not count.",
          "Taken out or counted as up: the figures differ.", options=words.EXCLUDED, width=4, when=_is_availability),
), more=(
    Field("measurement.outage.least", "Shortest outage that counts", Kind.DURATION, "Shorter ones are not downtime.",
          "Blinks of a second are noise.", "5 min", width=4),
    Field("measurement.outage.least_exclusive", "It must last longer than that", Kind.CHECK,
          "Whether an outage of exactly that length does not count yet.", width=12),
    Field("measurement.outage.error_rate_percent", "A minute is down above", Kind.PERCENT,
          "The error rate above which a minute counts as down.", "", "5 %", width=4),
    Field("measurement.outage.interval", "Counted in intervals of", Kind.DURATION,
          "Downtime is counted in whole intervals of this length; empty: to the second.", "", "5 min", width=4),
    Field("measurement.outage.interval_when", "An interval is down when", Kind.CHOICE,
          "Which intervals count as downtime.", options=words.INTERVALS, width=4),
    Field("measurement.outage.failed_probes", "Failed probes in a row", Kind.WHOLE, "How many start an outage.", "",
          "3",
          width=4),
    Field("measurement.outage.good_probes", "Good ones end it", Kind.WHOLE,
          "How many good probes in a row end an outage.", "", "2", width=4, least=Decimal(1)),
    Field("measurement.outage.probe_every", "Probed every", Kind.DURATION, "The time between probes.", "", "1 min",
          width=4),
    Field("measurement.outage.weighted_by_affected", "Counts by the share of users affected", Kind.CHECK,
          "An outage for a tenth of the users counts a tenth.", width=12),
    Field("measurement.outage.degraded_counts", "Slow service counts as down", Kind.CHECK, "Whether slow is down.",
          width=12),
    Field("measurement.outage.degraded_when", "Slow means", Kind.TEXT, "When the service is slow.", "",
          "Pages take longer than 10 s", width=8),
))

SEVERITIES_CARD = Card("Severities",
"How bad a fault is, and how fast each side of it must move. The worst comes first.",
    picker=Field("metrics.severities", "Severities", Kind.TABLE, "Three to five degrees of severity.",
                 "Without definitions every ticket is critical.", required=True, width=12, add="Add a severity",
                 empty="No severities yet. Add the worst first: what does it mean, how fast must someone answer?",
                 new=_new_severity, columns=(
                     Field("name", "Severity", Kind.NAME, "Its name.", "", "1 Critical", width=4),
                     Field("definition", "Meaning", Kind.PROSE, "When a fault has this severity.", "",
                           "Service down for all users", width=8),
                     Field("response", "Respond", Kind.DURATION, "Time to the first answer.", "", "15 min",
                           width=4),
                     Field("update", "Update", Kind.DURATION, "Time between reports.", "", "1 h", width=4),
                     Field("resolution", "Resolve", Kind.DURATION, "Time to the end of the fault.", "", "4 h",
                           width=4),
                 )),
    fields=(
        Field("impact", "Impact", Kind.TEXT, "Who is hit, how hard.", "Impact and urgency together give the severity.",
              "All users", width=6, required=True),
        Field("urgency", "Urgency", Kind.TEXT, "How long it can wait.", "A fault can be wide and still wait.",
              "At once",
              width=6, required=True),
    ), more=(
        Field("calendar", "Times run in", Kind.CHOICE, "The hours in which these times run.",
              options=hours_options("All hours"), width=4),
        Field("after_hours_response", "Respond outside them", Kind.DURATION,
              "Response to a ticket that arrives outside.",
              "", "4 h", width=4),
        Field("workaround", "Workaround within", Kind.DURATION, "Time to a way around the fault.", "", "2 h", width=4),
    ))

REPORT_CARD = Card("Reports", "What the regular report shows.", (
    Field("metrics.report_contents", "Contents of the report", Kind.PROSE, "What every report holds.",
          "A report that leaves out the bad month is no report.",
          "Every service level with its target, its figure and its trend", width=12, required=True),
), more=(MATRICES,))
