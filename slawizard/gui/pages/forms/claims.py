"""Step 4, middle: several credits at once, claim and payment, and service levels that earn nothing."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement import consequences as c
from slawizard.gui.pages.forms import sources
from slawizard.gui.pages.forms.bases import base_fields, more_base_fields
from slawizard.gui.pages.forms.credits import STACKINGS
from slawizard.gui.widgets.field import Card, Field, Kind, choices

ANCHORS = choices({
    c.Anchor.WINDOW_END: "the end of the window", c.Anchor.INCIDENT_START: "the start of the incident",
    c.Anchor.INCIDENT_END: "the end of the incident", c.Anchor.TICKET_CLOSED: "the closing of the ticket",
    c.Anchor.REPORT: "the report", c.Anchor.ELIGIBILITY: "the day the credit is due",
    c.Anchor.SECOND_BILLING_CYCLE: "the end of the second billing cycle",
})  # fmt: skip
PAYMENTS = choices({
    c.PaymentForm.NEXT_INVOICE: "Taken off the next invoice", c.PaymentForm.REFUND: "Paid out",
    c.PaymentForm.SERVICE_TIME: "Given as service time", c.PaymentForm.CUSTOMER_CHOICE: "As the customer chooses",
})  # fmt: skip

POINTS_PERIODS = choices({
    c.PointsPeriod.MONTH: "a month", c.PointsPeriod.QUARTER: "a quarter", c.PointsPeriod.YEAR: "a year",
    c.PointsPeriod.TERM: "the whole term",
})  # fmt: skip

# fmt: off
STACKING_CARD = Card("Several credits at once, and rounding", "", (
    Field("consequences.stacking", "Several at once", Kind.CHOICE,
          "What happens when several credits fall due.",
          "One bad night can miss four levels.", options=STACKINGS, width=4, required=True),
    Field("consequences.days_in_month", "A month has, in days", Kind.WHOLE,
          "A fixed length for every month; empty: its real one.",
          "A day's fee is a thirtieth or a thirty-first.", "30", width=4, least=Decimal(1), most=Decimal(31)),
    Field("consequences.prorate_part_periods", "Fees of part periods count in proportion", Kind.CHECK,
          "Whether a credit in a part month is of the part fee. Sums are rounded half up, once, at the end.",
          width=12),
), more=(
    Field("consequences.year_starts", "Years begin in month", Kind.WHOLE,
          "The first month of the quarters and years that caps and points are counted over: 1 is January.",
          "A fiscal year, or the year of the contract.", "1", width=4, least=Decimal(1), most=Decimal(12)),
    Field("consequences.points_table", "Points", Kind.TABLE, "What the points of a window are worth.",
          "Credits in points add up over many levels.", width=12, add="Add a step", empty="No points are used.",
          new=lambda _: c.PointsStep(Decimal(1), Decimal(1)), columns=(
              Field("points", "From points", Kind.NUMBER, "From this many points.", "", "10", width=6),
              Field("percent", "Share of the fee", Kind.PERCENT, "This share of the fee.", "", "5 %", width=6),
          )),
    Field("consequences.points_period", "Points are added up over", Kind.CHOICE,
          "Over what the points of all service levels are added up.", "Ten points a year are not ten a month.",
          options=POINTS_PERIODS, width=4),
    *base_fields("consequences.points_base", "Points are worth a share of"),
    *more_base_fields("consequences.points_base"),
))

CLAIM_CARD = Card("Claim", "How a credit is asked for, where it is not paid by itself.", (
    Field("consequences.claim.within", "Claimed within", Kind.DURATION, "The deadline for asking.",
          "A deadline without an anchor is no deadline.", "30 days", width=3, required=True),
    Field("consequences.claim.anchor", "counted from", Kind.CHOICE, "From when the deadline counts.", "",
          options=ANCHORS,
          width=5, required=True),
    Field("consequences.claim.decided_within", "Decided within", Kind.DURATION, "How soon the provider answers.",
          "A claim nobody answers is nobody's.", "10 working days", width=4),
    Field("consequences.claim.channel", "Sent to", Kind.TEXT, "Where the claim goes.", "", "The support portal",
          width=6,
          required=True),
    Field("consequences.claim.evidence", "Evidence", Kind.LINES, "What must come with it, one on each line.",
          "What need not be shown cannot be doubted.", "Ticket numbers", width=6, required=True),
    Field("consequences.claim.forfeited_when_late", "A late claim is lost", Kind.CHECK,
          "Whether lateness ends the right.",
          width=12),
), more=(
    Field("consequences.claim.ticket_within", "A ticket must be opened within", Kind.DURATION,
          "A first step before the claim, where there is one.", "", "72 h", width=6),
))

PAYMENT_CARD = Card("Payment", "How and when the customer gets it.", (
    Field("consequences.payment.form", "How", Kind.CHOICE, "How the credit reaches the customer.",
          "Credit on a future invoice is worth nothing to one who leaves.", options=PAYMENTS, width=5, required=True),
    Field("consequences.payment.within", "Within", Kind.DURATION, "How soon.", "", "60 days", width=3, required=True),
    Field("consequences.payment.expires_after", "Unused credit lapses after", Kind.DURATION,
          "When unused credit is lost.",
          "Empty: never.", "12 months", width=4, required=True),
    Field("consequences.payment.paid_out_at_end", "What is left at the end is paid out", Kind.CHECK,
          "What happens to credit that could not be used.", width=12),
), more=(
    Field("consequences.payment.least", "Nothing is paid below", Kind.MONEY, "The least that is paid.", "", "EUR 1.00",
          width=4),
))

NO_CONSEQUENCE_CARD = Card("Service levels without a consequence", "On purpose, with the reason.", (
    Field("consequences.no_consequence", "Without consequence", Kind.TABLE, "Levels whose miss costs nothing, and why.",
          "A reader should see that nobody forgot it.", width=12, add="Add a level and its reason",
          empty="None. Every binding service level should earn a credit, or stand here.",
          new=lambda _: c.NoConsequence(""), columns=(
              Field("level", "Service level", Kind.CHOICE, "Which level.", options=sources.chosen_level_options,
                    width=4),
              Field("reason", "Because", Kind.TEXT, "Why both want it so.", "", "It is new and still on trial",
                    width=8),
          )),
))
