"""An empty measured file for an agreement: every level, cell and fee it asks for, with nothing filled in."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, CapUnit, CreditUnit, Fee, FeeScope
from slawizard.agreement.credit_shapes import LostTime
from slawizard.agreement.metrics import MeasurementWindow, ServiceLevel, Standing, Target, WindowKind
from slawizard.agreement.quantities import TimeUnit
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.analysis.measured import MEASURED_VERSION
from slawizard.analysis.setting import SEVERITY
from slawizard.analysis.windows import MONTHS_IN

Data = dict[str, Any]
WHOLE_TERM = (Fee.TERM_FEE, Fee.ANNUAL_FEE, Fee.ANNUAL_TWELFTH, Fee.ORDER_VALUE)
"""Fees that stay the same in every window; they stand at the head of the file."""


def measured_template(agreement: Agreement) -> bytes:
    """An empty measured file as indented JSON: null where a figure belongs, one window of each kind.

    Filled in as it is, it is a measured file; left empty in one place, it is refused with that place named.
    """
    bases = _bases(agreement)
    levels = [level for level in agreement.metrics.levels if level.standing is Standing.BINDING]
    kinds: dict[MeasurementWindow, list[ServiceLevel]] = {}
    for level in levels:
        kinds.setdefault(level.window, []).append(level)
    data = {
        "version": MEASURED_VERSION,
        "fees": [_fee(base) for base in bases if base.fee in WHOLE_TERM],
        "windows": [
            {
                "start": first_start(agreement, window),
                "fees": [_fee(base) for base in bases if base.fee not in WHOLE_TERM],
                "readings": [reading for level in found for reading in _readings(agreement, level)],
            }
            for window, found in kinds.items()
        ],
    }
    # Half a character, which a draft may hold, stays what it is: JSON has a way to write it.
    return json.dumps(data, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _bases(agreement: Agreement) -> list[Base]:
    """Every base that a credit, cap or bonus asks for, once for each fee and scope; but no agreed amount."""
    consequences = agreement.consequences
    rules = [
        rule.base
        for rule in consequences.rules
        if isinstance(rule.shape, LostTime) or rule.unit not in (CreditUnit.MONEY, CreditUnit.POINTS)
    ]
    caps = [cap.base for cap in consequences.caps if cap.unit is not CapUnit.MONEY and cap.amount is not None]
    points = [consequences.points_base] if consequences.points_table else []
    bonuses = [bonus.base for bonus in consequences.bonuses]
    found: dict[tuple[Fee, FeeScope], Base] = {}
    for base in (*rules, *caps, *points, *bonuses):
        if base.fee is not Fee.AT_RISK_AMOUNT or base.at_risk is None:
            found.setdefault((base.fee, base.scope), base)
    return list(found.values())


def _fee(base: Base) -> Data:
    return {"fee": base.fee.value, "scope": base.scope.value, "amount": None}


def first_start(agreement: Agreement, window: MeasurementWindow) -> str:
    """Where the first window of the term begins; empty where no start is agreed."""
    start = agreement.frame.start
    if start is None:
        return ""
    if window.kind is WindowKind.CLOCK_HOUR:
        return f"{start}T00:00"
    if window.kind is WindowKind.BILLING_MONTH:
        return str(start.replace(day=min(max(window.starts_on, 1), 28)))
    if window.kind is WindowKind.WEEK:
        return str(start - dt.timedelta(days=start.weekday()))
    if window.kind in MONTHS_IN:
        back = (start.month - window.year_starts) % MONTHS_IN[window.kind]
        month = start.year * 12 + start.month - 1 - back
        return str(dt.date(month // 12, month % 12 + 1, 1))
    return str(start)


def _readings(agreement: Agreement, level: ServiceLevel) -> list[Data]:
    """A reading for each row of the table of targets, or one for a level whose items have severities."""
    if level.window.kind is WindowKind.PER_INCIDENT or level.severity_time is not None:
        return [_incidents(agreement, level)]
    return [_reading(level, target) for target in level.targets or (Target(),)]


def _reading(level: ServiceLevel, target: Target) -> Data:
    found: Data = {"level": level.id}
    if target.where:
        found["where"] = {each.dimension: each.value for each in target.where}
    if target.value is None and not target.words and not target.due_date:
        found["target"] = None
    return {**found, "value": None}


def _time_unit(agreement: Agreement, level: ServiceLevel) -> str:
    """The unit of what an item took: the level's own, or that of the first severity's time where it has none."""
    time = level.severity_time
    if time is None or find_unit(level.unit).kind is UnitKind.TIME:
        return level.unit
    limits = (getattr(severity, time.value) for severity in agreement.metrics.severities)
    return next((limit.unit.value for limit in limits if limit is not None), TimeUnit.HOURS.value)


def _incidents(agreement: Agreement, level: ServiceLevel) -> Data:
    item: Data = {"taken": None, "unit": _time_unit(agreement, level)}
    names = [dimension.name for dimension in level.dimensions if dimension.name.lower() != SEVERITY]
    if names:
        item["where"] = dict.fromkeys(names, "")
    if level.severity_time is not None or len(names) < len(level.dimensions):
        item["severity"] = ""
    return {"level": level.id, "items": [item]}
