"""Step 4, first half: breaches, credits, caps, claims and payment."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement import consequences as c
from slawizard.agreement.agreement import Agreement
from slawizard.agreement.presets import fresh_id
from slawizard.gui.pages.forms import sources
from slawizard.gui.pages.forms.bases import FEES, SCOPES, base_fields, more_base_fields
from slawizard.gui.pages.forms.shapes import SHAPES
from slawizard.gui.widgets.field import Card, Field, Kind, choices
from slawizard.gui.widgets.shape_box import ShapeBox

CREDIT_UNITS = choices({
    c.CreditUnit.PERCENT_OF_BASE: "a share of a fee", c.CreditUnit.MONEY: "a fixed sum",
    c.CreditUnit.DAYS_OF_SERVICE: "days of service", c.CreditUnit.HOURS_OF_SERVICE: "hours of service",
    c.CreditUnit.POINTS: "points",
})  # fmt: skip
CAP_UNITS = choices({
    c.CapUnit.PERCENT_OF_BASE: "a share of a fee", c.CapUnit.MONEY: "a fixed sum",
        c.CapUnit.DAYS_OF_SERVICE: "days of service",
})  # fmt: skip
PERIODS = choices({
    c.CapPeriod.MONTH: "a month", c.CapPeriod.WINDOW: "a window", c.CapPeriod.INCIDENT: "an incident",
    c.CapPeriod.QUARTER: "a quarter", c.CapPeriod.YEAR: "a year", c.CapPeriod.TRAILING: "the months before",
    c.CapPeriod.TERM: "the whole term",
})  # fmt: skip
STACKINGS = choices({
    c.Stacking.ADD: "They add up", c.Stacking.HIGHEST: "Only the highest counts",
        c.Stacking.CUSTOMER_CHOOSES: "The customer chooses one",
})  # fmt: skip
STARTS = choices({c.StartsBelow.TARGET: "the target", c.StartsBelow.MINIMUM: "the minimum level"})


def _new_rule(agreement: Agreement) -> c.CreditRule:
    covered = {rule.level for rule in agreement.consequences.rules}
    free = next((level.id for level in agreement.metrics.levels if level.id not in covered), "")
    taken = [rule.id for rule in agreement.consequences.rules]
    return c.CreditRule(fresh_id(f"credit-{free}" if free else "credit", taken), free)


# fmt: off
BREACH_CARD = Card("What counts as a breach", "So that both can tell one from a bad day.", (
    Field("consequences.single_breach", "A single breach", Kind.PROSE, "When one miss is a breach.",
          "Everything below follows from it.", "A binding service level misses its target in a window", required=True),
    Field("consequences.repeated_breach", "A repeated breach", Kind.PROSE, "When misses count as repeated.",
          "Once is bad luck; three times is a pattern.", "Three misses of one level within six months", required=True),
))

RULES_CARD = Card("Service credits",
"What a miss earns. Every service level needs a consequence, or a stated reason for none.",
    picker=Field("consequences.rules", "Credits", Kind.TABLE, "One rule for each service level that earns a credit.",
                 "A promise whose breach costs nothing is advertising.", required=True, width=12, add="Add a credit",
                 empty="No credits yet. Add one for the service level that matters most.", new=_new_rule, columns=(
                     Field("level", "For", Kind.CHOICE, "The service level.", options=sources.chosen_level_options,
                           width=4),
                     Field("where", "Which targets", Kind.CHOICE, "All its targets, or one cell of its table.",
                           options=sources.cell_options, width=4),
                     Field("unit", "Paid as", Kind.CHOICE, "What the figures mean.", options=CREDIT_UNITS, width=4),
                     Field("automatic", "Automatic", Kind.CHECK, "Whether it is paid without a claim.", width=4),
                 )))

CREDIT_CARD = Card("Credit for {name}", "", follows="consequences.rules", fields=(
    Field("shape", "How it grows", Kind.CUSTOM, "How the credit grows with the miss.",
          "Choose the picture that fits; the curve below shows what it pays.", width=12, build=ShapeBox,
          variants=SHAPES),
    Field("unit", "Paid as", Kind.CHOICE, "What the figures mean.", "", options=CREDIT_UNITS, width=4),
    *base_fields("base", "Of"),
    Field("automatic", "Paid without a claim", Kind.CHECK, "Whether the customer need not ask for it.",
          "Credits that must be claimed are often lost.", width=6),
), more=(
    Field("starts_below", "A miss counts from", Kind.CHOICE, "Where credits begin.", options=STARTS, width=4),
    Field("most", "This rule pays at most", Kind.QUANTITY, "The most that this rule pays for one window.", "", width=4),
    Field("repeat_factor", "Times, when missed again", Kind.NUMBER, "The factor where it was also missed before.", "",
          "2", width=4),
    Field("repeat_within", "within, windows", Kind.WHOLE, "How many windows before this one are looked at.", "", "1",
          width=4, least=Decimal(1)),
    Field("group", "Group", Kind.NAME, "Rules with the same word here: only one of them pays.", "", "uptime", width=4),
    *more_base_fields("base"),
    Field("eligibility", "Only if", Kind.LINES, "What must be true for a credit, one on each line.", "",
          "The account is paid up", width=6),
    Field("from_date_note", "Note on dates", Kind.TEXT, "Why it begins or ends then.", "", "As in version 2", width=6),
    Field("applies_from", "Holds from", Kind.DATE, "The first day it covers.", "", "1 January 2028", width=3),
    Field("applies_until", "until", Kind.DATE, "The last day it covers.", "", "31 December 2028", width=3),
))

CAPS_CARD = Card("Caps", "The most that credits can reach, and what happens when several fall due.",
    picker=Field("consequences.caps", "Caps", Kind.TABLE, "The most that is paid, for one or several rules.",
                 "A provider that could lose a year's fee in a day will not sign.", required=True, width=12,
                 add="Add a cap",
                 empty="No cap yet: credits are unlimited. Add one.", new=lambda _: c.Cap(), columns=(
                     Field("amount", "At most", Kind.QUANTITY, "The most that is paid.", width=3),
                     Field("unit", "as", Kind.CHOICE, "What it means.", options=CAP_UNITS, width=4),
                     Field("base.fee", "of", Kind.CHOICE, "The fee it is a share of.", options=FEES, width=5),
                     Field("period", "in", Kind.CHOICE, "Over what it is counted.", options=PERIODS, width=4),
                     Field("rules", "for", Kind.IDS, "The rules it covers; none ticked: all together.",
                           options=sources.rule_options, unset="All together", width=4),
                 )),
    more=(
        Field("base.scope", "Fee", Kind.CHOICE, "Which part of the service the fee belongs to.", options=SCOPES,
              width=4),
        *(field for field in base_fields("base", "Of")[2:]),
        Field("trailing_months", "Months before", Kind.WHOLE, "For a cap over the months before: how many.", "", "12",
              width=4,
              least=Decimal(1)),
        *more_base_fields("base"),
    ))
