"""Step 5, first half: reviews, changes, and what reopens the talks."""

from __future__ import annotations

from slawizard.agreement.flexibility import RenegotiationTrigger, ScalingBand, TriggerKind
from slawizard.gui.widgets.field import Card, Field, Kind, choices

TRIGGERS = choices({
    TriggerKind.VOLUME: "Volume out of band", TriggerKind.LAW: "Change of law", TriggerKind.PRICE_INDEX: "Price index",
    TriggerKind.TECHNOLOGY: "Technology", TriggerKind.REPEATED_MISS: "Repeated misses",
    TriggerKind.OVER_PERFORMANCE: "Steady over-performance", TriggerKind.OTHER: "Something else",
})  # fmt: skip

# fmt: off
REVIEW_CARD = Card("Regular review", "Look at the figures together before anyone is angry about them.", (
    Field("flexibility.review.every", "Review every", Kind.DURATION, "How often both sides meet about the service.",
          "An agreement that is never read is soon out of date.", "3 months", width=3, required=True),
    Field("flexibility.review.minutes_within", "Minutes within", Kind.DURATION, "How soon the minutes are sent.",
          "What was said must not be disputed later.", "5 working days", width=3),
    Field("flexibility.review.participants", "Who takes part", Kind.LINES, "Roles, one on each line.",
          "Those who can decide should be there.", "Service manager of the provider", width=6, required=True),
    Field("flexibility.review.agenda", "Agenda", Kind.LINES, "What is always discussed, one point on each line.",
          "A standing agenda keeps the hard points from being skipped.", "Service levels of the period", width=12,
          required=True),
))

CHANGE_CARD = Card("Change procedure", "How a change is asked for, answered and made.", (
    Field("flexibility.change.request_to", "Requests go to", Kind.TEXT, "Where a change is asked for.",
          "A request that reaches nobody has no deadline.", "The service manager of the other side", required=True),
    Field("flexibility.change.answer_within", "Answered within", Kind.DURATION, "The time for a first answer.",
          "Silence is not consent, unless you say so.", "10 working days", width=3, required=True),
    Field("flexibility.change.agree_within", "Agreed within", Kind.DURATION, "The time for the talks.",
          "Talks without an end never end.", "30 days", width=3),
    Field("flexibility.change.effective_after", "Holds after", Kind.DURATION, "When an agreed change takes effect.",
          "Measuring and staffing must be able to follow.", "1 month", width=3, required=True),
    Field("flexibility.change.if_not_agreed", "If you do not agree", Kind.PROSE, "What stands when the talks fail.",
          "Usually everything stays as it was, or someone may leave.", width=9, required=True),
))

TRIGGERS_CARD = Card("What reopens the talks", "Changes after which either side may ask for new terms.", (
    Field("flexibility.triggers", "Triggers", Kind.TABLE, "Each event, in figures where there are any.",
          "Circumstances change; a bent agreement is better than a broken one.", required=True, width=12,
          add="Add a trigger", empty="No triggers yet. Add what would make the present terms unfair.",
          new=lambda _: RenegotiationTrigger(), columns=(
              Field("kind", "What", Kind.CHOICE, "The kind of event.", options=TRIGGERS, width=5),
              Field("condition", "When exactly", Kind.PROSE, "The event, so that both can tell whether it happened.",
                    "",
                    "Tickets exceed 150 a month for three months running", width=9),
              Field("talks_within", "Talks within", Kind.DURATION, "How soon talks begin.", "", "15 working days",
                    width=4),
          )),
))

SCALING_CARD = Card("Growing and shrinking", "What more or less use costs, and how soon it can be had.", (
    Field("flexibility.scaling.unit", "Counted in", Kind.NAME, "What use is counted in.",
          "Bands and prices are per this unit.", "users", width=4, required=True),
    Field("flexibility.scaling.agreed", "Agreed number", Kind.NUMBER, "How many there are at the start.",
          "More, less and peaks are counted from it.", "220", width=4),
    Field("flexibility.scaling.least_commitment", "Never below", Kind.NUMBER, "The least that is paid for.",
          "It is what the provider invests on.", "100", width=4, required=True),
    Field("flexibility.scaling.up_lead_time", "More within", Kind.DURATION, "The lead time for growing.",
          "Servers and people take time.", "10 working days", width=6, required=True),
    Field("flexibility.scaling.down_notice", "Less after", Kind.DURATION, "The notice for shrinking.",
          "Growth that cannot be undone is not flexible.", "1 month", width=6, required=True),
    Field("flexibility.scaling.bands", "Bands", Kind.TABLE, "From how much to how much: the price, and the targets.",
          "A price per band makes growth foreseeable.", required=True, width=12, add="Add a band",
          empty="No bands yet. Add the first: up to how many units, at what price?", new=lambda _: ScalingBand(),
          columns=(
              Field("lower", "From", Kind.NUMBER, "Where the band begins.", "", "0", width=3),
              Field("upper", "up to", Kind.NUMBER, "Where it ends; empty for no limit.", "", "500", width=3),
              Field("unit_price", "Price per unit", Kind.MONEY, "The price of one unit in this band.", "", "EUR 4.50",
                    width=4),
              Field("targets", "Targets", Kind.TEXT, "What the service levels promise here.", "", "As in part C",
                    width=7),
          )),
), more=(
    Field("flexibility.scaling.peak_percent", "Peaks up to", Kind.PERCENT,
          "How far use may exceed the band for a while.",
          "A busy week should not cost a year.", "20 %", width=3, most=None),
    Field("flexibility.scaling.peak_at_most", "for at most", Kind.DURATION, "How long a peak may last.", "", "2 weeks",
          width=3),
))
