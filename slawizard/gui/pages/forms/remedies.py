"""Step 4, second half: what follows beside money, when the agreement may end, and disputes."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement import consequences as c
from slawizard.agreement.agreement import Agreement
from slawizard.gui.pages.forms import sources
from slawizard.gui.pages.forms.bases import base_fields
from slawizard.gui.widgets.field import Card, Field, Kind, Variant, choices
from slawizard.gui.widgets.variant_box import VariantBox

REMEDIES = choices({
    c.RemedyKind.ROOT_CAUSE_REPORT: "Root-cause report", c.RemedyKind.IMPROVEMENT_PLAN: "Improvement plan",
    c.RemedyKind.ESCALATION: "Escalation", c.RemedyKind.EXTRA_RESOURCE: "Extra people",
    c.RemedyKind.RE_PERFORMANCE: "Doing it again", c.RemedyKind.DISASTER_DECLARATION: "Declaring a disaster",
})  # fmt: skip
SOLE = choices({True: "Yes, they are the only remedy", False: "No, other rights remain"})
CAPPED = choices({True: "Yes, they use it up", False: "No, they come on top"})


def _new_bonus(agreement: Agreement) -> c.Bonus:
    levels = agreement.metrics.levels
    return c.Bonus(levels[0].id if levels else "")


# fmt: off
REMEDIES_CARD = Card("Other remedies", "What the provider does so that it does not happen again.", (
    Field("consequences.remedies", "Remedies", Kind.TABLE, "Reports, plans, extra people: what, when, how soon.",
          "Money does not repair anything.", required=True, width=12, add="Add a remedy",
          empty="No other remedies yet. A root-cause report after each breach is usual.", new=lambda _: c.Remedy(),
          columns=(
              Field("kind", "What", Kind.CHOICE, "The remedy.", options=REMEDIES, width=5),
              Field("trigger", "When", Kind.TEXT, "What sets it off.", "", "every breach", width=5),
              Field("within", "Within", Kind.DURATION, "How soon.", "", "5 working days", width=4),
              Field("details", "What exactly", Kind.PROSE, "What it holds.", "", "Cause, effect, and what changes",
                    width=6),
              Field("levels", "For", Kind.IDS, "The service levels; none ticked: every binding one.",
                    options=sources.level_options, unset="All binding", width=4),
          )),
    Field("consequences.escalation", "Escalation ladder", Kind.TABLE, "After how long whom to call, on each side.",
          "It says who must pick up the telephone.", required=True, width=12, add="Add a rung",
          empty="No ladder yet. Add the first rung: after how long is whose manager called?",
          new=lambda _: c.EscalationStep(), columns=(
              Field("after", "Open for", Kind.DURATION, "How long it has been open.", "", "4 h", width=3),
              Field("provider_role", "Provider", Kind.TEXT, "Who at the provider.", "", "Service manager", width=5),
              Field("customer_role", "Customer", Kind.TEXT, "Who at the customer.", "", "Head of IT", width=5),
          )),
))

TERMINATION_CARD = Card("If it keeps happening", "When the customer may leave.",
    picker=Field("consequences.termination", "Termination", Kind.TABLE,
    "So many misses in so many windows, or one far too deep.",
                 "Credits must not be a licence to fail.", required=True, width=12, add="Add a trigger",
                 empty="No right to leave yet. Add when repeated misses end the agreement.",
                 new=lambda _: c.TerminationTrigger(), columns=(
                     Field("misses", "Misses", Kind.WHOLE, "How many misses of one level.", "", "3", width=3,
                           least=Decimal(1)),
                     Field("windows", "in windows", Kind.WHOLE, "In how many windows in a row.", "", "6", width=3,
                           least=Decimal(1)),
                     Field("floor", "or one below", Kind.QUANTITY, "One window this bad is enough.", width=3),
                     Field("notice", "Notice", Kind.DURATION, "The notice of leaving.", "", "30 days", width=3),
                     Field("levels", "Of", Kind.IDS, "The levels; none ticked: any binding one.",
                           options=sources.level_options,
                           unset="Any binding", width=4),
                 )),
    fields=(
        Field("refund_prepaid", "Prepaid fees are refunded", Kind.CHECK, "Whether money for the time left comes back.",
              width=6),
        Field("part_only", "Only the part that was missed can be left", Kind.CHECK,
              "Whether the rest of the service goes on.", "One bad site of fifty ends that site, not the contract.",
              width=6),
    ), more=(
        Field("use_within", "Used within", Kind.DURATION, "How long the right can be used.", "", "60 days", width=4),
        Field("notify_within", "Each miss notified within", Kind.DURATION, "How soon each miss must be told.", "",
              "10 days", width=4),
        Field("needs_notice_of_each", "Each miss must have been notified", Kind.CHECK, "Whether silent misses count.",
              width=6),
    ))

LIABILITY_CARD = Card("Liability and disputes",
"How credits stand to other rights, and what happens when you disagree.", (
    Field("consequences.sole_remedy", "Are credits the only remedy?", Kind.CHOICE,
          "Whether other rights remain beside credits.",
          "“Sole remedy” can mean that a disaster costs ten percent of a month.", options=SOLE, unset="Not decided yet",
          required=True),
    Field("consequences.sole_remedy_exceptions", "except for", Kind.LINES, "Where other rights remain all the same.",
          "Termination and gross negligence usually do.", "Termination", when=lambda a,
          _: a.consequences.sole_remedy is True),
    Field("consequences.counts_toward_liability_cap", "Do they count towards the liability cap?", Kind.CHOICE,
          "Whether credits use up the cap on liability.", "The cap stands in the master agreement.", options=CAPPED,
          unset="Not decided yet", required=True),
    Field("consequences.dispute_within", "Disputes raised within", Kind.DURATION, "How long one may object.",
          "After that the matter rests.", "30 days", width=3, required=True),
    Field("consequences.dispute_steps", "Steps", Kind.LINES, "How a dispute is settled, one step on each line.",
          "Talking comes before courts.", "The service managers talk", width=9, required=True),
), more=(
    Field("consequences.grace_period", "No credits in the first", Kind.DURATION, "A time at the start without credits.",
          "A new service needs to settle.", "3 months", width=4),
    Field("consequences.suspension", "When the promises rest", Kind.PROSE, "When the provider may suspend them.", "",
          "While fees are overdue by more than 60 days", width=8),
    Field("consequences.earn_back", "Earn-back", Kind.CUSTOM, "Whether good months give credits back.", width=12,
          build=VariantBox, variants=(
              Variant(type(None), "Credits stay paid", lambda: None),
              Variant(c.EarnBack, "Credits are given back after good windows", c.EarnBack, (
                  Field("windows", "Good windows", Kind.WHOLE, "How many in a row.", "", "3", width=3,
                        least=Decimal(1)),
                  Field("share_percent", "Share given back", Kind.PERCENT, "How much of the credit.", "", "50 %",
                        width=3),
                  Field("levels", "For", Kind.IDS, "Which levels; none: all.", options=sources.level_options, width=6),
              )),
          )),
    Field("consequences.bonuses", "Bonus", Kind.TABLE, "What the provider earns for doing better.",
          "Only worth it where better is worth money.", width=12, add="Add a bonus", empty="No bonus.", new=_new_bonus,
          columns=(
              Field("level", "For", Kind.CHOICE, "The service level.", options=sources.chosen_level_options, width=4),
              Field("above", "Better than", Kind.QUANTITY, "The value from which it is earned.", width=3),
              Field("or_equal", "or equal", Kind.CHECK, "Whether the value itself earns it too.", width=2),
              Field("percent", "Bonus", Kind.PERCENT, "In percent of the fee.", "", "2 %", width=3),
              Field("amount", "or a sum", Kind.MONEY, "A fixed sum instead of a share.", "", "EUR 500.00", width=3),
              Field("despite_misses", "Despite misses", Kind.CHECK,
                    "Whether it is earned in a window in which another level was missed.", width=2),
              *(field for field in base_fields("base", "of")[:1]),
          )),
))
