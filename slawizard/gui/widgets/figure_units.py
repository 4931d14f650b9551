"""The unit of a figure that has none of its own: found from the service level or the rule that it belongs to."""

from __future__ import annotations

import msgspec

from slawizard.agreement import edits
from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import CapUnit, CreditRule, CreditUnit, TerminationTrigger
from slawizard.agreement.credit_shapes import Bands, Increments, KeyedOn, LostTime, PerOccurrence
from slawizard.agreement.expectations import History
from slawizard.agreement.metrics import Alternative, ServiceLevel, Target
from slawizard.errors import EditError

_CREDIT_UNITS = {
    CreditUnit.PERCENT_OF_BASE: "percent",
    CreditUnit.MONEY: "money",
    CreditUnit.DAYS_OF_SERVICE: "days",
    CreditUnit.HOURS_OF_SERVICE: "hours",
    CreditUnit.POINTS: "score",
}
_CAP_UNITS = {CapUnit.PERCENT_OF_BASE: "percent", CapUnit.MONEY: "money", CapUnit.DAYS_OF_SERVICE: "days"}
_CREDIT_FIGURES = frozenset({"credit", "initial", "most"})


def unit_at(agreement: Agreement, path: str) -> str:
    """The code of the unit of the figure at `path`; "count" where nothing says it."""
    parts = path.split(".")
    owner = (parts[0], parts[1]) if len(parts) > 2 else ("", "")
    item = _item(agreement, parts)
    match owner:
        case ("metrics", "levels") if isinstance(item, ServiceLevel):
            return _unit_of_target(agreement, item, parts)
        case ("consequences", "rules") if isinstance(item, CreditRule):
            return _unit_in_rule(agreement, item, parts)
        case ("consequences", "caps"):
            return _CAP_UNITS.get(getattr(item, "unit", CapUnit.PERCENT_OF_BASE), "percent")
        case ("consequences", "termination") if isinstance(item, TerminationTrigger):
            return _unit_of(agreement, item.levels[0] if item.levels else "")
        case ("expectations", "evidence"):
            return _unit_of_history(agreement, parts)
        case ("consequences", "bonuses") | ("expectations", "positions"):
            return _unit_of(agreement, getattr(item, "level", ""))
    return "count"


def _item(agreement: Agreement, parts: list[str]) -> msgspec.Struct | None:
    try:
        found = edits.read(agreement, ".".join(parts[:3]))
    except EditError:
        return None
    return found if isinstance(found, msgspec.Struct) else None


def _unit_of(agreement: Agreement, level_id: str) -> str:
    level = agreement.level(level_id) or (agreement.metrics.levels[0] if agreement.metrics.levels else None)
    return target_unit(level) if level else "percent"


def _unit_of_history(agreement: Agreement, parts: list[str]) -> str:
    """The unit of the target that a history is of."""
    try:
        history = edits.read(agreement, ".".join(parts[:4]))
    except EditError:
        return "count"
    level = agreement.level(history.level) if isinstance(history, History) else None
    if level is None:
        return "count"
    target = next((each for each in level.targets if set(each.where) == set(history.where)), None)
    return (target.unit if target else "") or level.unit


def target_unit(level: ServiceLevel) -> str:
    """The unit of a level's first target."""
    return (level.targets[0].unit if level.targets else "") or level.unit


def _unit_of_target(agreement: Agreement, level: ServiceLevel, parts: list[str]) -> str:
    row = int(parts[4]) if len(parts) > 4 and parts[3] == "targets" and parts[4].isdigit() else None
    target = level.targets[row] if row is not None and row < len(level.targets) else Target()
    if "alternative" in parts and isinstance(target.alternative, Alternative):
        return target.alternative.unit
    if parts[-1] == "surcharge_percent":
        return "percent"
    if parts[-1] == "price":
        return "money"
    return target.unit or level.unit


def _unit_in_rule(agreement: Agreement, rule: CreditRule, parts: list[str]) -> str:
    if parts[-1] in _CREDIT_FIGURES and parts[-2:] != ["shape", "most"]:
        return _CREDIT_UNITS[rule.unit]
    return keyed_unit(agreement, rule) if parts[-1] != "most" else "count"


def keyed_unit(agreement: Agreement, rule: CreditRule) -> str:
    """The unit of the figure that a rule's shape looks at."""
    shape = rule.shape
    level_unit = _unit_of(agreement, rule.level)
    if isinstance(shape, LostTime):
        return "minutes"
    if isinstance(shape, Bands | Increments):
        if shape.keyed_on is KeyedOn.MISS_PERCENT:
            return "percent"
        return shape.unit or ("percentage_points" if _is_share(shape, level_unit) else level_unit)
    if isinstance(shape, PerOccurrence):
        return level_unit
    return level_unit


def _is_share(shape: Bands | Increments, level_unit: str) -> bool:
    return shape.keyed_on is KeyedOn.MISS and level_unit == "percent"


def credit_unit(rule: CreditRule) -> str:
    """The unit of what a rule gives."""
    return "hours" if isinstance(rule.shape, LostTime) else _CREDIT_UNITS[rule.unit]
