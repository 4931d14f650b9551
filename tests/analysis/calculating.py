"""Small agreements and measured files for tests of the calculation, and its answer as plain data."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Cap, Consequences, CreditRule, FeeScope
from slawizard.agreement.credit_shapes import Band, Bands
from slawizard.agreement.metrics import Metrics, ServiceLevel, Severity, Target
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import HoursCalendar
from slawizard.analysis.calculator import calculate
from slawizard.analysis.measured import MeasuredFile, Reading, decode_measured
from slawizard.analysis.report import report
from slawizard.analysis.setting import Setting, setting_of
from tests.agreements.quantities import d

WHOLE = Base(scope=FeeScope.WHOLE_SERVICE)
MONTHLY_1000 = {"fee": "monthly_fee", "amount": "1000"}
LADDER = Bands(
    (
        Band(d("99"), True, d("99.9"), False, d("10")),
        Band(d("95"), True, d("99"), False, d("25")),
        Band(None, True, d("95"), False, d("50")),
    )
)


def uptime(**more: Any) -> ServiceLevel:
    """A service level of 99.9 % availability a month."""
    return msgspec.structs.replace(ServiceLevel("uptime", name="Uptime", targets=(Target(d("99.9")),)), **more)


def rule(shape: Any = LADDER, level: str = "uptime", **more: Any) -> CreditRule:
    """A credit rule, of the whole monthly fee."""
    return msgspec.structs.replace(CreditRule("credit", level, shape=shape, base=WHOLE), **more)


def agreement(
    *levels: ServiceLevel,
    rules: tuple[CreditRule, ...] = (),
    caps: tuple[Cap, ...] = (),
    severities: tuple[Severity, ...] = (),
    calendars: tuple[HoursCalendar, ...] = (),
    support_hours: str = "",
    **consequences: Any,
) -> Agreement:
    """An agreement of these levels, and of 99.9 % uptime where none is given."""
    return Agreement(
        objectives=Objectives(calendars=calendars, support_hours=support_hours),
        metrics=Metrics(levels=levels or (uptime(),), severities=severities),
        consequences=Consequences(rules=rules, caps=caps, **consequences),
    )


def measured(*windows: dict[str, Any], **more: Any) -> MeasuredFile:
    """A measured file, read as from disk."""
    return decode_measured(json.dumps({"windows": windows, **more}, default=str).encode())


def window(*readings: dict[str, Any], start: str = "2026-04-01", **more: Any) -> dict[str, Any]:
    """A window of April 2026 (30 days) with a monthly fee of 1,000."""
    return {"start": start, "readings": list(readings), "fees": [MONTHLY_1000], **more}


def answer(terms: Agreement, *windows: dict[str, Any], **more: Any) -> Any:
    """The whole answer, as it is written as JSON."""
    return json.loads(json.dumps(report(calculate(terms, measured(*windows, **more)))))


def only_outcome(found: Any) -> Any:
    """The one outcome of the one level of the one window."""
    ((level,),) = (each["levels"] for each in found["windows"])
    (outcome,) = level["outcomes"]
    return outcome


def setting(terms: Agreement, reading: dict[str, Any], start: str = "2026-04-01") -> Setting:
    """Where a single reading stands."""
    file = measured(window(reading, start=start))
    found: Reading = file.windows[0].readings[0]
    return setting_of(terms, file.windows[0], found, "windows[0].readings[0]", "windows[0]")
