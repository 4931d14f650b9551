"""Step 4: the fields of a sum that credits and caps are shares of."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement import consequences as c
from slawizard.gui.pages.forms import sources
from slawizard.gui.widgets.field import Field, Kind, choices

FEES = choices({
    c.Fee.MONTHLY_FEE: "the monthly fee", c.Fee.WINDOW_FEE: "the fee for the window",
        c.Fee.QUARTERLY_FEE: "the quarterly fee",
    c.Fee.ANNUAL_FEE: "the annual fee", c.Fee.ANNUAL_TWELFTH: "a twelfth of the annual fee",
        c.Fee.TERM_FEE: "all fees of the term",
    c.Fee.TRAILING_FEE: "the charges of the last days", c.Fee.NEXT_BILL: "the next bill",
        c.Fee.HOURLY_FEE: "the hourly charge",
    c.Fee.ONE_OFF_CHARGE: "a one-off charge", c.Fee.ORDER_VALUE: "the value of the order",
    c.Fee.AT_RISK_AMOUNT: "an amount at risk",
})  # fmt: skip
SCOPES = choices({
    c.FeeScope.WHOLE_SERVICE: "of the whole service", c.FeeScope.AFFECTED_SERVICE: "of the affected service",
    c.FeeScope.AFFECTED_REGION: "of the affected region", c.FeeScope.AFFECTED_UNIT: "of the affected unit",
})  # fmt: skip


def base_fields(prefix: str, label: str) -> tuple[Field, ...]:
    """The fields of a base: which fee, of what; and what only some fees need."""

    def fee_is(*fees: c.Fee):  # type: ignore[no-untyped-def]
        return lambda agreement, path: getattr(sources.row_of(agreement, path, c.Base), "fee", None) in fees

    return (
        Field(f"{prefix}.fee", label, Kind.CHOICE, "The sum that a percentage is taken of.",
              "Ten percent of the month and ten percent of the year are two promises.", options=FEES, width=4),
        Field(f"{prefix}.scope", "of which part", Kind.CHOICE, "Which part of the service the fee belongs to.",
              options=SCOPES, width=4),
        Field(f"{prefix}.at_risk", "Amount at risk", Kind.MONEY, "The sum set aside.", "", "EUR 10000.00", width=4,
              when=fee_is(c.Fee.AT_RISK_AMOUNT)),
        Field(f"{prefix}.trailing_days", "Days", Kind.WHOLE, "How many days back the charges are counted.", "", "30",
              width=2,
              least=Decimal(1), when=fee_is(c.Fee.TRAILING_FEE)),
    )  # fmt: skip


def more_base_fields(prefix: str) -> tuple[Field, ...]:
    """A charge's own name, and what is left out of it."""
    return (
        Field(f"{prefix}.name", "Charge by its own name", Kind.TEXT, "The charge as the price list calls it.", "",
              "installation charge of the late circuit", width=6),
        Field(f"{prefix}.unit_name", "Such a unit is a", Kind.NAME, "What the affected unit is.",
              "Without it, nobody can tell whose fee is meant.", "circuit", width=6,
              when=lambda agreement, path: getattr(sources.row_of(agreement, path, c.Base), "scope", None)
              is c.FeeScope.AFFECTED_UNIT),
        Field(f"{prefix}.share_percent", "Only this share of it", Kind.PERCENT, "The part of the fee that is the base.",
              "Outsourcers put a share of their fee at risk.", "12 %", width=6),
        Field(f"{prefix}.excludes", "Without these lines", Kind.LINES, "Charge lines that are left out of it.", "",
              "Licences of third parties", width=6),
    )  # fmt: skip
