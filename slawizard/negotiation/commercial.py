"""The terms of an agreement that cost money or time, each in a line: credits, caps, term, notice, review."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Cap, CapUnit, CreditRule, CreditUnit, TerminationTrigger
from slawizard.agreement.credit_shapes import Bands, Increments, LostTime
from slawizard.agreement.parties import RenewalKind
from slawizard.agreement.quantities import Duration, Money
from slawizard.agreement.wording import date_words, duration_words, money_words, number_words, percent_words
from slawizard.analysis.fees import base_words

_RENEWAL = {
    RenewalKind.ENDS: "then it ends",
    RenewalKind.RENEWS: "then it renews",
    RenewalKind.INDEFINITE: "then it runs on until notice is given",
}


def commercial_terms(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Each term by its name, with its words; empty words for what is not settled."""
    frame, terms, flexibility = agreement.frame, agreement.consequences, agreement.flexibility
    yield "Start and term", _term(agreement)
    yield "Service credits", "\n".join(_credit_words(agreement, rule) for rule in terms.rules) or _no_credits(agreement)
    if terms.rules:
        yield "Caps on credits", "\n".join(cap_words(cap, frame.currency) for cap in terms.caps)
        yield "Claiming a credit", _claim(agreement)
        sole = {True: "Credits are the only remedy for a miss.", False: "Credits do not bar other remedies.", None: ""}
        yield "Other remedies", sole[terms.sole_remedy]
    yield "Termination for misses", "\n".join(_trigger(each) for each in terms.termination) or "No special right."
    yield "Notice by the Provider", _length(flexibility.exit.provider_notice)
    yield "Notice by the Customer", _length(flexibility.exit.customer_notice)
    yield "Review", f"Every {_length(flexibility.review.every)}" if flexibility.review.every is not None else ""
    yield "Governing law", frame.governing_law.strip()


def _length(duration: Duration | None) -> str:
    return "" if duration is None else duration_words(duration)


def _term(agreement: Agreement) -> str:
    frame = agreement.frame
    start = f"from {date_words(frame.start)}" if frame.start is not None else ""
    length = f"for {duration_words(frame.term)}" if frame.term is not None else ""
    after = _RENEWAL[frame.renewal] if frame.renewal is not None and (start or length) else ""
    if after and frame.renewal is RenewalKind.RENEWS and frame.renewal_term is not None:
        after = f"{after} for {duration_words(frame.renewal_term)} at a time"
    words = ", ".join(filter(None, (" ".join(filter(None, (start, length))), after)))
    return words[:1].upper() + words[1:]


def _no_credits(agreement: Agreement) -> str:
    reasons = [each.reason.strip().rstrip(".") for each in agreement.consequences.no_consequence if each.reason.strip()]
    return f"None: {'; '.join(dict.fromkeys(reasons))}." if reasons else ""


# --- credits and caps -------------------------------------------------------------------------------------------


def _credit_words(agreement: Agreement, rule: CreditRule) -> str:
    level = agreement.level(rule.level)
    name = (level.name or level.id) if level is not None else rule.level or "Any service level"
    where = ", ".join(each.value for each in rule.where)
    name = f"{name} ({where})" if where else name
    return f"{name}: {_amounts(rule, agreement.frame.currency)}"


def _amounts(rule: CreditRule, currency: str) -> str:
    shape = rule.shape
    if isinstance(shape, LostTime):
        times = "" if shape.multiplier == 1 else f"{number_words(shape.multiplier)} times "
        return f"{times}the price of the lost time"
    if isinstance(shape, Bands):
        found = sorted({band.credit for band in shape.bands if band.credit is not None})
        words = _range(found, rule, currency)
        return f"{words}, by how far it is missed" if len(found) > 1 else words
    if isinstance(shape, Increments):
        return f"{_range([shape.credit] if shape.credit is not None else [], rule, currency)} for each step of the miss"
    return _range([shape.credit] if shape.credit is not None else [], rule, currency)


def _range(found: list[Decimal], rule: CreditRule, currency: str) -> str:
    if not found:
        return "amount open"
    words = _credit(found[0], rule.unit, currency)
    if len(found) > 1:
        words = f"{words} to {_credit(found[-1], rule.unit, currency)}"
    return f"{words} of the {base_words(rule.base)}" if rule.unit is CreditUnit.PERCENT_OF_BASE else words


def _credit(amount: Decimal, unit: CreditUnit, currency: str) -> str:
    match unit:
        case CreditUnit.PERCENT_OF_BASE:
            return percent_words(amount)
        case CreditUnit.MONEY:
            return money_words(Money(amount, currency))
        case CreditUnit.DAYS_OF_SERVICE | CreditUnit.HOURS_OF_SERVICE | CreditUnit.POINTS:
            return f"{number_words(amount)}\u00a0{unit.value.replace('_', ' ')}"


def cap_words(cap: Cap, currency: str) -> str:
    """A cap in a line: "20 % of the monthly fee a month"; without an amount it is open."""
    if cap.amount is None:
        return "Amount open"
    match cap.unit:
        case CapUnit.PERCENT_OF_BASE:
            words = f"{percent_words(cap.amount)} of the {base_words(cap.base)}"
        case CapUnit.MONEY:
            words = money_words(Money(cap.amount, currency))
        case CapUnit.DAYS_OF_SERVICE:
            words = f"{number_words(cap.amount)} days of service"
    over = f"{cap.trailing_months} months back" if cap.period.value == "trailing" else cap.period.value
    return f"{words}, per {over}" if cap.period.value != "trailing" else f"{words}, over {over}"


def _claim(agreement: Agreement) -> str:
    terms = agreement.consequences
    if terms.rules and all(rule.automatic for rule in terms.rules):
        return "Not needed: credits are given without a claim."
    if terms.claim.within is None:
        return ""
    late = "; a late claim is lost" if terms.claim.forfeited_when_late else ""
    return f"Within {duration_words(terms.claim.within)} of the {terms.claim.anchor.value.replace('_', ' ')}{late}."


def _trigger(trigger: TerminationTrigger) -> str:
    found = []
    if trigger.misses is not None:
        within = f" within {trigger.windows} measurement windows" if trigger.windows is not None else ""
        found.append(f"{trigger.misses} misses{within}")
    if trigger.floor is not None:
        found.append(f"one window beyond {number_words(trigger.floor)}")
    words = " or ".join(found) or "conditions open"
    return words[:1].upper() + words[1:]
