"""The judgement of duties as data for programs and as words for managers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from slawizard.agreement.wording import duration_words
from slawizard.analysis.constraint_report import constraint_data, constraint_lines, rounded
from slawizard.analysis.duties import AssessedDuty, duty_words
from slawizard.analysis.verdict import Verdict, chance_words

_MEANING: dict[Verdict, str] = {
    Verdict.COMFORTABLE: "Somebody is nearly always there in time.",
    Verdict.LIKELY: "Somebody is usually there in time; agree on what happens when nobody is.",
    Verdict.STRETCH: "Often nobody is there in time; agree on other hours or a longer time.",
    Verdict.UNREALISTIC: "Mostly nobody is there in time.",
    Verdict.NOT_ENOUGH_EVIDENCE: "Nobody can tell yet.",
}


def duties_data(assessed: Sequence[AssessedDuty]) -> list[dict[str, Any]]:
    """The duties as plain data, with the same names as targets have."""
    return [_duty_data(each) for each in assessed]


def _duty_data(each: AssessedDuty) -> dict[str, Any]:
    duty, nearest = each.duty, each.nearest
    return {
        "duty": duty.id,
        "party": duty.party.value,
        "text": duty.text,
        "answered_by": duty.answered_by,
        "field": each.path,
        "within": None if duty.within is None else duration_words(duty.within).replace("\u00a0", " "),
        "verdict": each.verdict.value,
        "chance": rounded(each.chance),
        "binding_constraint": None if each.constraint is None else each.constraint.kind,
        "nearest_comfortable": None if nearest is None else duration_words(nearest).replace("\u00a0", " "),
        "missing": each.missing,
        "evidence": [] if each.constraint is None else [constraint_data(each.constraint)],
    }


def duties_words(assessed: Sequence[AssessedDuty]) -> str:
    """The duties as lines of text; empty without any."""
    return "\n\n".join("\n".join(_lines(each)) for each in assessed)


def _lines(each: AssessedDuty) -> Iterator[str]:
    chance = "" if each.chance is None else f", somebody there in time with a chance of {chance_words(each.chance)}"
    yield duty_words(each.duty)
    yield f"  {each.verdict.value.upper()}{chance}. {_MEANING[each.verdict]}"
    if each.constraint is not None:
        yield f"  Decided by {each.constraint.kind}: {each.constraint.words}  [{each.constraint.path}]"
    if each.missing:
        yield f"  {each.missing}"
    if each.verdict not in (Verdict.COMFORTABLE, Verdict.NOT_ENOUGH_EVIDENCE):
        nearest = "none of the usual times" if each.nearest is None else duration_words(each.nearest)
        yield f"  Nearest comfortable time: {nearest}"
    if each.constraint is not None:
        yield from constraint_lines(each.constraint, is_decisive=True)
