"""The assessment as data for programs and as words for managers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Direction
from slawizard.agreement.wording import duration_words, quantity_words
from slawizard.analysis.assessment import Assessed
from slawizard.analysis.cells import cell_words
from slawizard.analysis.constraint_report import constraint_data, constraint_lines, rounded
from slawizard.analysis.cover import uncovered_hours
from slawizard.analysis.duties import AssessedDuty, assess_duties
from slawizard.analysis.duties_report import duties_data, duties_words
from slawizard.analysis.nearest_times import NearestTime
from slawizard.analysis.verdict import RANGES, Promise, Verdict, chance_words

Data = dict[str, Any]

_MEANING: dict[Verdict, str] = {
    Verdict.COMFORTABLE: "It can be signed as it stands.",
    Verdict.LIKELY: "It is usually kept; expect a miss now and then.",
    Verdict.STRETCH: "It is a gamble; agree on what must change first.",
    Verdict.UNREALISTIC: "It will be missed more often than kept.",
    Verdict.NOT_ENOUGH_EVIDENCE: "Nobody can tell yet.",
}


def assessment_data(agreement: Agreement, assessed: Sequence[Assessed]) -> Data:
    """The whole assessment as plain data; chances are shares from 0 to 1 with four decimals.

    `uncovered_minutes` are those of each hour of a week, from Monday, that the support hours promise and nobody works.
    """
    return {
        "ranges": {verdict.value: least for verdict, least in RANGES},
        "targets": [_target_data(each) for each in assessed],
        "duties": duties_data(assess_duties(agreement)),
        "uncovered_minutes": {
            "ordinary_week": uncovered_hours(agreement),
            "public_holidays": uncovered_hours(agreement, on_holiday=True),
        },
    }


def _target_data(each: Assessed) -> Data:
    promise = each.promise
    return {
        "level": promise.level.id,
        "name": promise.level.name,
        "where": {coordinate.dimension: coordinate.value for coordinate in promise.target.where},
        "field": promise.path,
        "target": str(promise.target.value),
        "unit": promise.unit,
        "verdict": each.verdict.value,
        "chance": rounded(each.chance),
        "binding_constraint": None if each.decided_by is None else each.decided_by.kind,
        "nearest_comfortable": None if each.nearest is None else str(each.nearest),
        "nearest_comfortable_upper": None if each.nearest_upper is None else str(each.nearest_upper),
        "nearest_times": [_time_data(time) for time in each.nearest_times],
        "missing": each.missing,
        "evidence": [constraint_data(constraint) for constraint in each.constraints],
        "history_at_other_targets": [
            {"target": str(other.target), "met": other.met, "chance": rounded(other.chance)} for other in each.others
        ],
    }


def _time_data(each: NearestTime) -> Data:
    return {
        "severity": each.severity,
        "agreed": duration_words(each.agreed).replace("\u00a0", " "),
        "nearest_comfortable": None if each.nearest is None else duration_words(each.nearest).replace("\u00a0", " "),
    }


# --- words ------------------------------------------------------------------------------------------------------


def assessment_words(assessed: Sequence[Assessed], currency: str, duties: Sequence[AssessedDuty] = ()) -> str:
    """The assessment as lines of text: per target the verdict, what decides it, and everything it stands on; then the
    duties in the same way.
    """
    parts = ["\n".join(_target_lines(each, currency)) for each in assessed]
    parts = parts or ["The draft has no target that is a figure: there is nothing to judge."]
    if duties:
        parts += ["Duties", duties_words(duties)]
    return "\n\n".join(parts)


def _target_lines(each: Assessed, currency: str) -> Iterator[str]:
    promise = each.promise
    where = cell_words(promise.target.where)
    name = (promise.level.name or promise.level.id) + (f" ({where})" if where else "")
    chance = "" if each.chance is None else f", kept with a chance of {chance_words(each.chance)}"
    yield f"{name}: {_bound_words(promise, promise.target.value, currency)}"
    yield f"  {each.verdict.value.upper()}{chance}. {_MEANING[each.verdict]}"
    if each.decided_by is not None:
        yield f"  Decided by {each.decided_by.kind}: {each.decided_by.words}  [{each.decided_by.path}]"
    if each.missing:
        yield f"  {each.missing}"
    if each.verdict not in (Verdict.COMFORTABLE, Verdict.NOT_ENOUGH_EVIDENCE):
        yield f"  Nearest comfortable target: {_nearest_words(each, currency)}"
        yield from (_time_words(promise, time) for time in each.nearest_times)
    for constraint in sorted(each.constraints, key=lambda one: one is not each.decided_by):
        yield from constraint_lines(constraint, is_decisive=constraint is each.decided_by)
    if each.others:
        seen = next((dict(found.figures).get("windows met", "") for found in each.constraints), "")
        yield "  The same history at other targets:" + (f" (windows seen: {seen.split()[-1]})" if seen else "")
    for other in each.others:
        words = _bound_words(promise, other.target, currency)
        met = "1 window" if other.met == 1 else f"{other.met} windows"
        yield f"    {words}: {met} met, chance of the next {chance_words(other.chance)}"


def _nearest_words(each: Assessed, currency: str) -> str:
    if each.nearest is None:
        return "none of the usual figures"
    return _bound_words(each.promise, each.nearest, currency, each.nearest_upper)


def _time_words(promise: Promise, time: NearestTime) -> str:
    severity = promise.agreement.severity(time.severity)
    name = severity.name or severity.id if severity else time.severity
    if time.nearest == time.agreed:
        return f"    {name}: {duration_words(time.agreed)} would be kept"
    nearest = "no usual time" if time.nearest is None else duration_words(time.nearest)
    return f"    {name}: {nearest} would be comfortable, {duration_words(time.agreed)} is agreed"


def _bound_words(promise: Promise, value: Decimal | None, currency: str, upper: Decimal | None = None) -> str:
    if value is None:
        return ""
    words = quantity_words(value, promise.unit, "en", currency)
    if promise.level.direction is Direction.BAND and promise.target.upper is not None:
        return f"{words} to {quantity_words(upper or promise.target.upper, promise.unit, 'en', currency)}"
    is_higher = promise.level.direction is not Direction.LOWER
    strict = ("more than", "less than") if promise.target.strict else ("at least", "at most")
    return f"{strict[0] if is_higher else strict[1]} {words}"
