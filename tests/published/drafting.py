"""What every published SLA is drafted with: parties, ladders, tables of targets, and what the text is silent on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from slawizard.agreement.agreement import Agreement, LeftOut
from slawizard.agreement.consequences import NoConsequence, Payment
from slawizard.agreement.credit_shapes import Band
from slawizard.agreement.edits import read
from slawizard.agreement.metrics import Coordinate, Dimension, MeasurementWindow, Target, WindowKind
from slawizard.agreement.parties import Frame, Party, Signatory
from slawizard.agreement.quantities import WEEKDAYS, HoursCalendar, HoursSpan
from slawizard.checks.agreement import is_empty
from tests.agreements.quantities import d

SILENT = "The published text is silent."
UNREAD = "The part of the published text that was read is silent."

ALWAYS = HoursCalendar("always", name="All hours", spans=(HoursSpan(WEEKDAYS, dt.time(0), dt.time(0)),))

CUSTOMER = Party(
    legal_name="Alder & Finch Trading Ltd",
    legal_form="private limited company",
    registration="England and Wales 07654321",
    address="12 Orchard Row, Norwich",
    short_name="Alder & Finch",
    signatories=(Signatory("Imogen Alder", "Managing Director"),),
)
"""Nobody: a customer made up for these drafts."""

CREDITED = Payment(paid_out_at_end=False)
"""A credit against invoices; no published text pays unused credit out in money."""

MONTH = MeasurementWindow(WindowKind.CALENDAR_MONTH)
BILLING_MONTH = MeasurementWindow(WindowKind.BILLING_MONTH)
QUARTER = MeasurementWindow(WindowKind.QUARTER)
YEAR = MeasurementWindow(WindowKind.YEAR)
EACH = MeasurementWindow(WindowKind.PER_INCIDENT)


def frame(provider: str, currency: str = "USD") -> Frame:
    """A published text names its provider and, at most, its currency."""
    return Frame(provider=Party(legal_name=provider), customer=CUSTOMER, currency=currency)


# --- tables -----------------------------------------------------------------------------------------------------

_ROW = re.compile(r"([\[(])(-|[\d.]+), ?(-|[\d.]+)([\])]) ([\d.]+)")


def ladder(*rows: str) -> tuple[Band, ...]:
    """Bands in the notation of intervals: "[99.0, 99.9) 10" includes 99.0 and excludes 99.9; "-" has no edge."""
    return tuple(_band(row) for row in rows)


def _band(row: str) -> Band:
    found = _ROW.fullmatch(row)
    if found is None:
        raise ValueError(row)
    opening, lower, upper, closing, credit = found.groups()
    return Band(
        lower=None if lower == "-" else d(lower),
        lower_inclusive=opening == "[" or lower == "-",
        upper=None if upper == "-" else d(upper),
        upper_inclusive=closing == "]",
        credit=d(credit),
    )


def at(dimension: str, value: str) -> tuple[Coordinate, ...]:
    """A cell named by one dimension."""
    return (Coordinate(dimension, value),)


def table(dimension: str, figures: dict[str, str], *, strict: bool = False) -> tuple[Target, ...]:
    """A target for each value of one dimension."""
    return tuple(Target(d(figure), where=at(dimension, value), strict=strict) for value, figure in figures.items())


def over(name: str, *values: str) -> tuple[Dimension, ...]:
    """The one dimension that a level's targets differ by."""
    return (Dimension(name, values),)


def nothing_follows(reason: str, *levels: str) -> tuple[NoConsequence, ...]:
    """Service levels of which the text says no consequence."""
    return tuple(NoConsequence(level, reason) for level in levels)


# --- what the text does not say ---------------------------------------------------------------------------------

FIELDS = (
    "frame.provider.address",
    "frame.provider.legal_form",
    "frame.provider.registration",
    "frame.provider.signatories",
    "frame.contacts",
    "frame.start",
    "frame.term",
    "frame.renewal",
    "frame.master_agreement",
    "frame.precedence",
    "frame.governing_law",
    "frame.courts",
    "objectives.business_purpose",
    "objectives.criticality",
    "objectives.users",
    "objectives.sites",
    "objectives.in_scope",
    "objectives.out_of_scope",
    "objectives.service_hours",
    "objectives.support_hours",
    "objectives.channels",
    "objectives.objectives",
    "expectations.duties",
    "expectations.volumes",
    "expectations.staffing",
    "expectations.suppliers",
    "expectations.maintenance.windows",
    "expectations.maintenance.notice",
    "expectations.maintenance.most_hours",
    "expectations.known_limits",
    "expectations.exclusions",
    "expectations.positions",
    "metrics.severities",
    "consequences.single_breach",
    "consequences.repeated_breach",
    "consequences.rules",
    "consequences.caps",
    "consequences.claim.within",
    "consequences.payment.within",
    "consequences.remedies",
    "consequences.escalation",
    "consequences.termination",
    "consequences.sole_remedy",
    "consequences.counts_toward_liability_cap",
    "consequences.dispute_steps",
    "consequences.dispute_within",
    "flexibility.review.every",
    "flexibility.review.participants",
    "flexibility.review.agenda",
    "flexibility.change.request_to",
    "flexibility.change.answer_within",
    "flexibility.change.agree_within",
    "flexibility.triggers",
    "flexibility.scaling.bands",
    "flexibility.scaling.up_lead_time",
    "flexibility.scaling.down_notice",
    "flexibility.scaling.least_commitment",
    "flexibility.scaling.peak_percent",
    "flexibility.level_changes.how_to_add",
    "flexibility.level_changes.how_to_retire",
    "flexibility.level_changes.trial_period",
    "flexibility.renewal_notice",
    "flexibility.exit.customer_notice",
    "flexibility.exit.provider_notice",
    "flexibility.exit.transition_period",
    "flexibility.exit.data_return_within",
    "flexibility.exit.data_return_format",
    "flexibility.revisions",
    "flexibility.approvals",
    "consequences.claim.evidence",
    "consequences.claim.channel",
    "consequences.claim.decided_within",
    "consequences.payment.expires_after",
    "flexibility.change.effective_after",
)
"""What the program asks every draft for."""

LEVEL_FIELDS = (
    "purpose",
    "numerator",
    "targets",
    "time_zone",
    "clock.stops",
    "measurement.source",
    "measurement.tool",
    "measurement.measured_by",
    "measurement.report_within",
    "measurement.report_to",
    "measurement.dispute_within",
    "measurement.dispute_how",
    "measurement.sampling",
    "exclusions",
)
"""What it asks of every service level."""

SEVERITY_FIELDS = ("definition", "response", "update", "resolution")
"""What it asks of every severity."""


def say_silent(agreement: Agreement, *, partly_read: bool, why: dict[str, str] | None = None) -> Agreement:
    """The draft with a reason at every field that the published text leaves empty, or at the whole group of fields.

    `why` has reasons of its own by path.
    """
    reasons = why or {}
    usual = UNREAD if partly_read else SILENT
    silent = [path for path in _asked(agreement) if is_empty(read(agreement, path)) and path not in reasons]
    paths = dict.fromkeys(_widest(agreement, path) for path in silent)
    left_out = (*(LeftOut(path, usual) for path in paths), *(LeftOut(path, reasons[path]) for path in reasons))
    return msgspec.structs.replace(agreement, left_out=left_out)


def _asked(agreement: Agreement) -> Iterator[str]:
    yield from FIELDS
    for position in range(len(agreement.metrics.levels)):
        yield from (f"metrics.levels.{position}.{field}" for field in LEVEL_FIELDS)
    for position in range(len(agreement.metrics.severities)):
        yield from (f"metrics.severities.{position}.{field}" for field in SEVERITY_FIELDS)


def _widest(agreement: Agreement, path: str) -> str:
    """The widest group of fields around a path that is as empty as the field itself."""
    outer = path.rpartition(".")[0]
    if outer and isinstance(read(agreement, outer), msgspec.Struct) and is_empty(read(agreement, outer)):
        return _widest(agreement, outer)
    return path
