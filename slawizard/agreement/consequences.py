"""Step 4, consequences: what a miss costs, how it is claimed and paid, and what follows when misses go on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import msgspec

from slawizard.agreement.credit_shapes import Bands, Shape
from slawizard.agreement.metrics import Coordinate
from slawizard.agreement.quantities import Duration, Money

# --- what a credit is paid in, and of what ----------------------------------------------------------------------


class CreditUnit(StrEnum):
    """What the figures of a credit rule mean."""

    PERCENT_OF_BASE = "percent_of_base"
    MONEY = "money"
    DAYS_OF_SERVICE = "days_of_service"
    HOURS_OF_SERVICE = "hours_of_service"
    POINTS = "points"


class Fee(StrEnum):
    """A charge that a credit, or a cap, is a share of. The measured file gives fees by these names."""

    MONTHLY_FEE = "monthly_fee"
    WINDOW_FEE = "window_fee"
    QUARTERLY_FEE = "quarterly_fee"
    ANNUAL_FEE = "annual_fee"
    ANNUAL_TWELFTH = "annual_twelfth"
    TERM_FEE = "term_fee"
    TRAILING_FEE = "trailing_fee"
    NEXT_BILL = "next_bill"
    HOURLY_FEE = "hourly_fee"
    ONE_OFF_CHARGE = "one_off_charge"
    ORDER_VALUE = "order_value"
    AT_RISK_AMOUNT = "at_risk_amount"


class FeeScope(StrEnum):
    """Which part of the service the fee belongs to."""

    WHOLE_SERVICE = "whole_service"
    AFFECTED_SERVICE = "affected_service"
    AFFECTED_REGION = "affected_region"
    AFFECTED_UNIT = "affected_unit"


class Base(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sum a percentage is taken of. `at_risk` fixes the sum for AT_RISK_AMOUNT; `trailing_days` belongs to
    TRAILING_FEE.

    `name` says a named charge in words ("installation charge of the late circuit"). `excludes` lists charge lines
    left out. `share_percent`: the base is only this share of it. `unit_name` says what an AFFECTED_UNIT is ("circuit");
    empty: what the service level's scope names.
    """

    fee: Fee = Fee.MONTHLY_FEE
    scope: FeeScope = FeeScope.AFFECTED_SERVICE
    name: str = ""
    at_risk: Money | None = None
    trailing_days: int = 30
    excludes: tuple[str, ...] = ()
    share_percent: Decimal | None = None
    unit_name: str = ""


# --- caps -------------------------------------------------------------------------------------------------------


class CapPeriod(StrEnum):
    """Over what a cap is counted."""

    INCIDENT = "incident"
    WINDOW = "window"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TRAILING = "trailing"
    TERM = "term"


class CapUnit(StrEnum):
    """What a cap's amount means."""

    PERCENT_OF_BASE = "percent_of_base"
    MONEY = "money"
    DAYS_OF_SERVICE = "days_of_service"


class Cap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The most that credits can reach in a period. `rules` lists ids of rules it covers; empty: all of them together.
    `trailing_months` belongs to TRAILING.
    """

    amount: Decimal | None = None
    unit: CapUnit = CapUnit.PERCENT_OF_BASE
    base: Base = Base(scope=FeeScope.WHOLE_SERVICE)
    period: CapPeriod = CapPeriod.MONTH
    rules: tuple[str, ...] = ()
    trailing_months: int = 12


# --- rules ------------------------------------------------------------------------------------------------------


class StartsBelow(StrEnum):
    """From which bound a miss is counted."""

    TARGET = "target"
    MINIMUM = "minimum"


class CreditRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What missing one service level (`level`: its id) earns. `where` narrows the rule to some targets of that level.

    Without `automatic`, the credit must be claimed as `Claim` says. `group` joins rules of which only one pays.
    `applies_from` and `applies_until` (the last day) bound the windows it covers, by their first day: terms that change
    over time are several rules. `repeat_factor` multiplies the credit where the target was also missed in one of the
    `repeat_within` windows before.
    """

    id: str
    level: str = ""
    where: tuple[Coordinate, ...] = ()
    shape: Shape = Bands()
    unit: CreditUnit = CreditUnit.PERCENT_OF_BASE
    base: Base = Base()
    starts_below: StartsBelow = StartsBelow.TARGET
    automatic: bool = False
    most: Decimal | None = None
    group: str = ""
    eligibility: tuple[str, ...] = ()
    from_date_note: str = ""
    applies_from: dt.date | None = None
    applies_until: dt.date | None = None
    repeat_factor: Decimal | None = None
    repeat_within: int = 1


class Stacking(StrEnum):
    """What happens when several credits fall due for the same window or incident."""

    ADD = "add"
    HIGHEST = "highest"
    CUSTOMER_CHOOSES = "customer_chooses"


class PointsPeriod(StrEnum):
    """Over what credit points are added up before the table turns them into a percentage."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TERM = "term"


class PointsStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From this many points in a period, this percentage of the base."""

    points: Decimal
    percent: Decimal


# --- claim and payment ------------------------------------------------------------------------------------------


class Anchor(StrEnum):
    """From when a deadline counts."""

    INCIDENT_START = "incident_start"
    INCIDENT_END = "incident_end"
    TICKET_CLOSED = "ticket_closed"
    WINDOW_END = "window_end"
    REPORT = "report"
    ELIGIBILITY = "eligibility"
    SECOND_BILLING_CYCLE = "second_billing_cycle"


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a credit is claimed: deadline and anchor, an optional first step, evidence, channel, cost of lateness."""

    within: Duration | None = None
    anchor: Anchor = Anchor.WINDOW_END
    ticket_within: Duration | None = None
    evidence: tuple[str, ...] = ()
    channel: str = ""
    forfeited_when_late: bool = True
    decided_within: Duration | None = None


class PaymentForm(StrEnum):
    """How a credit reaches the customer."""

    NEXT_INVOICE = "next_invoice"
    REFUND = "refund"
    SERVICE_TIME = "service_time"
    CUSTOMER_CHOICE = "customer_choice"


class Payment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When and how a credit is paid, the least paid, when unused credit lapses, and if it is paid out at the end."""

    form: PaymentForm = PaymentForm.NEXT_INVOICE
    within: Duration | None = None
    least: Money | None = None
    expires_after: Duration | None = None
    paid_out_at_end: bool = True


# --- beyond money -----------------------------------------------------------------------------------------------


class RemedyKind(StrEnum):
    """A remedy that is not money."""

    ROOT_CAUSE_REPORT = "root_cause_report"
    IMPROVEMENT_PLAN = "improvement_plan"
    ESCALATION = "escalation"
    EXTRA_RESOURCE = "extra_resource"
    RE_PERFORMANCE = "re_performance"
    DISASTER_DECLARATION = "disaster_declaration"


class Remedy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A remedy, what triggers it, and within how long. `levels`: ids; empty: every binding service level."""

    kind: RemedyKind = RemedyKind.ROOT_CAUSE_REPORT
    trigger: str = ""
    within: Duration | None = None
    details: str = ""
    levels: tuple[str, ...] = ()


class EscalationStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rung: after how long open, to whom at each side."""

    after: Duration | None = None
    provider_role: str = ""
    customer_role: str = ""


class TerminationTrigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`misses` of one level within `windows` windows in a row, or one window beyond `floor` (level's unit), end the
    agreement.

    `levels`: ids; empty: any binding service level. `needs_notice_of_each`: each miss must have been notified in time.
    `part_only`: only the part, region or unit that was missed can be left (a site, a cabinet), not the whole service.
    """

    misses: int | None = None
    windows: int | None = None
    floor: Decimal | None = None
    levels: tuple[str, ...] = ()
    needs_notice_of_each: bool = False
    notify_within: Duration | None = None
    notice: Duration | None = None
    use_within: Duration | None = None
    refund_prepaid: bool = True
    part_only: bool = False


class EarnBack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Credits are given back when the level is met in the `windows` windows after the miss; `share_percent` of them."""

    windows: int | None = None
    share_percent: Decimal | None = None
    levels: tuple[str, ...] = ()


class Bonus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the provider earns for doing better than `above` (level's unit): a percentage of the base, or `amount`.

    `or_equal`: the figure itself earns it too. Without `despite_misses`, nothing is earned in a window in which a
    binding service level was missed. Of several for one level, each that is reached is earned.
    """

    level: str
    above: Decimal | None = None
    percent: Decimal | None = None
    base: Base = Base()
    amount: Money | None = None
    or_equal: bool = False
    despite_misses: bool = False


class NoConsequence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A service level without a consequence, and why both parties want it so."""

    level: str
    reason: str = ""


class Consequences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that follows from a miss. `repeated_breach` says in words when misses count as repeated; `year_starts`
    is the month (1 to 12) with which the years of caps and of points begin. `points_period`: over what the points of
    all levels are added up.
    """

    single_breach: str = ""
    repeated_breach: str = ""
    rules: tuple[CreditRule, ...] = ()
    caps: tuple[Cap, ...] = ()
    stacking: Stacking = Stacking.ADD
    points_table: tuple[PointsStep, ...] = ()
    points_base: Base = Base(scope=FeeScope.WHOLE_SERVICE)
    points_period: PointsPeriod = PointsPeriod.MONTH
    claim: Claim = Claim()
    payment: Payment = Payment()
    prorate_part_periods: bool = True
    days_in_month: int | None = None
    remedies: tuple[Remedy, ...] = ()
    escalation: tuple[EscalationStep, ...] = ()
    termination: tuple[TerminationTrigger, ...] = ()
    sole_remedy: bool | None = None
    sole_remedy_exceptions: tuple[str, ...] = ()
    counts_toward_liability_cap: bool | None = None
    dispute_within: Duration | None = None
    dispute_steps: tuple[str, ...] = ()
    grace_period: Duration | None = None
    earn_back: EarnBack | None = None
    bonuses: tuple[Bonus, ...] = ()
    no_consequence: tuple[NoConsequence, ...] = ()
    suspension: str = ""
    year_starts: int = 1
