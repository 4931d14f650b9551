"""A calculation as plain data, ready for JSON: figures as text, and every step in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from slawizard.agreement.consequences import StartsBelow
from slawizard.agreement.metrics import Standing, Target
from slawizard.agreement.quantities import Duration
from slawizard.agreement.wording import duration_words, join_words
from slawizard.analysis.calculator import Calculation, WindowResult
from slawizard.analysis.caps import CapResult
from slawizard.analysis.claims import claim_deadline, ticket_deadline
from slawizard.analysis.downtime import Allowance, clock_words, time_words
from slawizard.analysis.dues import Due
from slawizard.analysis.later import Adjustment
from slawizard.analysis.miss import Miss
from slawizard.analysis.outcomes import Outcome
from slawizard.analysis.rounding import to_minor_unit
from slawizard.analysis.setting import Cell, Setting
from slawizard.analysis.steps import Figure, Step
from slawizard.analysis.termination import Judgement, TerminationRight

Data = dict[str, Any]


def report(calculation: Calculation) -> Data:
    """The whole answer. Sums are text in the currency's minor unit; other figures are text with all their decimals."""
    agreement, currency = calculation.agreement, calculation.currency
    return {
        "agreement": agreement.title,
        "version": agreement.frame.version,
        "currency": currency,
        "windows": [_window(window, calculation) for window in calculation.windows],
        "accrued": [
            {"rule": each.rule, "window": each.window, "amount": text(each.amount), "payable": text(each.payable)}
            for each in calculation.accrued
        ],
        "caps": [_cap(cap, calculation) for cap in calculation.caps],
        "earned_back": [_adjustment(each, calculation) for each in calculation.earned_back],
        "bonuses": [_adjustment(each, calculation) for each in calculation.bonuses],
        "termination": [_termination(right, calculation) for right in calculation.termination],
        "monthly_price": _price(calculation),
        "sole_remedy": {
            "applies": agreement.consequences.sole_remedy,
            "except": list(agreement.consequences.sole_remedy_exceptions),
            "clause": calculation.clauses.get("consequences.sole_remedy", ""),
        },
        "payment": _payment(calculation),
        "undecided": _undecided(calculation),
        "total": text(to_minor_unit(calculation.total, currency)),
    }


def text(number: Decimal | None) -> str | None:
    """A figure as text, without an exponent, with the decimals it has."""
    return None if number is None else f"{number:f}"


def exact(number: Decimal | None) -> str | None:
    """A figure as text without trailing zeros."""
    if number is None:
        return None
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _words(steps: tuple[Step, ...], language: str) -> list[str]:
    return [step.words(language) for step in steps]


def _where(cell: Cell) -> dict[str, str]:
    return {each.dimension: each.value for each in cell}


def _date(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


# --- windows ----------------------------------------------------------------------------------------------------


def _window(window: WindowResult, calculation: Calculation) -> Data:
    return {
        "start": window.start,
        "levels": [
            _level(judgement, position, window, calculation) for position, judgement in enumerate(window.judgements)
        ],
        "total": text(window.total),
        "withheld": window.withheld,
    }


def _level(judgement: Judgement, position: int, window: WindowResult, calculation: Calculation) -> Data:
    setting, agreement = judgement.setting, calculation.agreement
    index = agreement.metrics.levels.index(setting.level)
    credits_ = [due for due in window.credits if due.reading == position]
    return {
        "level": setting.level.id,
        "name": setting.level.name,
        "clause": calculation.clauses.get(f"metrics.levels.{index}", ""),
        "where": _where(setting.cell),
        "from": setting.part.start.isoformat(),
        "until": setting.part.end.isoformat(),
        "met": _met(judgement.outcomes),
        "outcomes": [
            _outcome(outcome, agreement.frame.language) | _claim(outcome, setting) for outcome in judgement.outcomes
        ],
        "credits": [_credit(due, calculation) for due in credits_],
        "remedies": _remedies(judgement, calculation),
        "no_consequence": next(
            (each.reason for each in agreement.consequences.no_consequence if each.level == setting.level.id), ""
        ),
        "total": text(to_minor_unit(sum((due.payable for due in credits_), Decimal(0)), calculation.currency)),
    }


def _remedies(judgement: Judgement, calculation: Calculation) -> list[Data]:
    """What else follows from a miss, in the agreement's own words."""
    level = judgement.setting.level
    if not judgement.is_missed or level.standing is Standing.INFORMATIONAL:
        return []
    return [
        {
            "kind": remedy.kind.value,
            "trigger": remedy.trigger,
            "within": _duration(remedy.within, calculation),
            "details": remedy.details,
            "clause": calculation.clauses.get("consequences.remedies", ""),
        }
        for remedy in calculation.agreement.consequences.remedies
        if not remedy.levels or level.id in remedy.levels
    ]


def _duration(duration: Duration | None, calculation: Calculation) -> str | None:
    return None if duration is None else duration_words(duration, calculation.agreement.frame.language)


def _met(outcomes: tuple[Outcome, ...]) -> bool | None:
    """Whether all was kept; None where something is not decided and nothing was missed."""
    missed = [outcome.miss.is_missed for outcome in outcomes]
    if any(missed):
        return False
    return None if None in missed else True


def _outcome(outcome: Outcome, language: str) -> Data:
    miss = outcome.miss
    return {
        "of": outcome.label,
        "value": exact(miss.value),
        "unit": miss.unit,
        "value_words": _figure(miss.value, miss, language),
        "target": exact(outcome.target.value) if outcome.target else None,
        "target_words": target_words(outcome.target, miss.unit, language),
        "met": None if miss.is_missed is None else not miss.is_missed,
        "missed_by": exact(miss.by),
        "missed_by_percent": exact(miss.percent),
        "lost_minutes": exact(miss.lost_minutes),
        "allowed_downtime": _allowance(outcome.allowance),
        "violations": outcome.violations,
        "where": _where(outcome.cell),
        "severity": outcome.severity.id if outcome.severity else None,
        "severity_name": (outcome.severity.name or outcome.severity.id) if outcome.severity else None,
        "deadline": outcome.deadline.isoformat() if outcome.deadline else None,
        "days_late": exact(miss.late_days),
        "note": outcome.note,
        "steps": _words(outcome.steps, language),
        "items": [_outcome(item, language) for item in outcome.items],
    }


def _claim(outcome: Outcome, setting: Setting) -> Data:
    """Until when what a miss earns can be claimed, and when the first step of the claim must have been taken."""
    if not outcome.miss.is_missed or setting.level.standing is Standing.INFORMATIONAL:
        return {"claim_until": None, "ticket_until": None}
    deadline, ticket = claim_deadline(setting, outcome), ticket_deadline(setting, outcome)
    return {
        "claim_until": _date(deadline.last_day) if deadline else None,
        "ticket_until": ticket.isoformat() if ticket else None,
    }


def _figure(number: Decimal | None, miss: Miss, language: str) -> str | None:
    return None if number is None else Figure(number, miss.unit).words(language)


def target_words(target: Target | None, unit: str, language: str = "en") -> str | None:
    """A target in words: its figure or figures with their unit, its own words, or the date in the order."""
    if target is None:
        return None
    if target.due_date:
        return "the date named in the order"
    if target.value is None:
        return target.words or None
    found = [Figure(target.value, unit).words(language)]
    if target.upper is not None:
        found.append(Figure(target.upper, unit).words(language))
    words = " to ".join(found)
    if target.alternative is not None:
        words += f" or {Figure(target.alternative.value, target.alternative.unit).words(language)}"
    return words


def _allowance(allowance: Allowance | None) -> Data | None:
    if allowance is None:
        return None
    return {
        "minutes": exact(allowance.minutes),
        "clock": clock_words(allowance.minutes),
        "words": time_words(allowance.minutes),
        "of_minutes": exact(allowance.agreed_minutes),
    }


def _credit(due: Due, calculation: Calculation) -> Data:
    agreement, language = calculation.agreement, calculation.agreement.frame.language
    rules = [rule.id for rule in agreement.consequences.rules]
    path = f"consequences.rules.{rules.index(due.rule.id)}" if due.rule.id in rules else "consequences.points_table"
    deadline = due.deadline
    return {
        "rule": due.rule.id,
        "clause": calculation.clauses.get(path, ""),
        "of": due.label,
        "amount": exact(due.amount),
        "unit": due.unit.value,
        "counts_from": "minimum" if due.rule.starts_below is StartsBelow.MINIMUM else "target",
        "credit": None if due.sum is None else text(to_minor_unit(due.sum, calculation.currency)),
        "payable": text(to_minor_unit(due.payable, calculation.currency)),
        "automatic": due.rule.automatic,
        "claim_until": _date(deadline.last_day) if deadline else None,
        "claim_accepted_until": _date(deadline.accepted_until) if deadline else None,
        "claim_counts_from": deadline.anchor.value if deadline else None,
        "claim_clause": "" if due.rule.automatic else calculation.clauses.get("consequences.claim.within", ""),
        "conditions": [*due.rule.eligibility, *due.setting.level.eligibility],
        "steps": _words(due.steps, language),
    }


# --- what spans windows -----------------------------------------------------------------------------------------


def _cap(cap: CapResult, calculation: Calculation) -> Data:
    currency = calculation.currency
    return {
        "clause": calculation.clauses.get("consequences.caps", ""),
        "period": cap.period.value,
        "of": cap.label,
        "limit": text(to_minor_unit(cap.limit, currency)),
        "before": text(to_minor_unit(cap.before, currency)),
        "after": text(to_minor_unit(cap.after, currency)),
        "bites": cap.after < cap.before,
        "steps": _words(cap.steps, calculation.agreement.frame.language),
    }


def _adjustment(each: Adjustment, calculation: Calculation) -> Data:
    return {
        "level": each.level,
        "window": each.window,
        "sum": text(each.sum),
        "steps": _words(each.steps, calculation.agreement.frame.language),
    }


def _termination(right: TerminationRight, calculation: Calculation) -> Data:
    return {
        "clause": calculation.clauses.get("consequences.termination", ""),
        "right": right.is_given,
        "level": right.level,
        "where": _where(right.cell),
        "since": _date(right.since),
        "use_until": _date(right.use_until),
        "refund_prepaid": right.refund_prepaid,
        "refund": text(right.refund),
        "steps": _words(right.steps, calculation.agreement.frame.language),
    }


def _price(calculation: Calculation) -> Data | None:
    price = calculation.price
    if price is None:
        return None
    return {"amount": text(price.amount), "steps": _words(price.steps, calculation.agreement.frame.language)}


def _payment(calculation: Calculation) -> Data:
    payment = calculation.agreement.consequences.payment
    return {
        "form": payment.form.value,
        "within": _duration(payment.within, calculation),
        "expires_after": _duration(payment.expires_after, calculation),
        "paid_out_at_end": payment.paid_out_at_end,
        "clause": calculation.clauses.get("consequences.payment.form", ""),
    }


def _undecided(calculation: Calculation) -> list[str]:
    """What the agreement does not decide, one sentence each: bands that contradict each other, targets in words."""
    found = []
    language = calculation.agreement.frame.language
    for window in calculation.windows:
        for due in window.credits:
            if due.sum is None:
                last = due.steps[-1].words(language) if due.steps else ""
                found.append(f"{window.start}, {due.rule.level}: {last}")
        for judgement in window.judgements:
            notes = {outcome.note for outcome in judgement.outcomes if outcome.note}
            if notes:
                found.append(f"{window.start}, {judgement.setting.level.id}: {join_words(sorted(notes))}")
    return found
