"""The answer of a calculation in words, for the terminal: level by level, then caps, totals, rights and deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Data = dict[str, Any]


def report_words(answer: Data) -> str:
    """The data of `report` as lines of text. Figures and steps are those of the data; nothing is computed here."""
    return "\n".join(_lines(answer))


def _lines(answer: Data) -> Iterator[str]:
    currency = answer["currency"]
    yield answer["agreement"]
    for window in answer["windows"]:
        yield f"\nWindow of {window['start']}"
        for level in window["levels"]:
            yield from _level_lines(level, currency)
        yield f"  Total: {currency} {window['total']}" + (f"  ({window['withheld']})" if window["withheld"] else "")
    yield from _accrued_lines(answer, currency)
    yield from _cap_lines(answer, currency)
    for name, title in (("earned_back", "Earned back"), ("bonuses", "Bonus")):
        for each in answer[name]:
            yield f"\n{title}: {each['level']}, window of {each['window']}: {currency} {each['sum']}"
            yield from _steps(each["steps"], "  ")
    yield from _right_lines(answer)
    if answer["monthly_price"]:
        yield f"\nOptions booked: {currency} {answer['monthly_price']['amount']} a month"
        yield from _steps(answer["monthly_price"]["steps"], "  ")
    for text in answer["undecided"]:
        yield f"\nNot decided: {text}"
    yield f"\nTotal: {currency} {answer['total']}"


def _steps(steps: list[str], indent: str) -> Iterator[str]:
    for step in steps:
        yield f"{indent}{step}"


def _clause(number: str) -> str:
    return f"  [{number if not number[:1].isdigit() else f'clause {number}'}]" if number else ""


_MET = {True: "met", False: "MISSED", None: "not decided"}


def _level_lines(level: Data, currency: str) -> Iterator[str]:
    where = "".join(f", {name} {value}" for name, value in level["where"].items())
    yield f"  {level['name'] or level['level']}{where}: {_MET[level['met']]}{_clause(level['clause'])}"
    for outcome in level["outcomes"]:
        yield from _outcome_lines(outcome)
    for credit in level["credits"]:
        amount = "not decided" if credit["credit"] is None else f"{currency} {credit['credit']}"
        payable = f", payable {currency} {credit['payable']}" if credit["payable"] != credit["credit"] else ""
        yield f"    Credit {credit['rule']}: {amount}{payable}{_clause(credit['clause'])}"
        yield from _steps(credit["steps"], "      ")
        yield from _claim_lines(credit)
    yield from _remedy_lines(level)


def _remedy_lines(level: Data) -> Iterator[str]:
    for remedy in level["remedies"]:
        within = f", within {remedy['within']}" if remedy["within"] else ""
        when = f": {remedy['trigger']}" if remedy["trigger"] else ""
        yield f"    Also follows: {remedy['kind'].replace('_', ' ')}{within}{when}{_clause(remedy['clause'])}"
    if level["met"] is False and level["no_consequence"]:
        yield f"    No consequence: {level['no_consequence']}"


def _outcome_lines(outcome: Data) -> Iterator[str]:
    parts = [outcome["of"]] if outcome["of"] else []
    if outcome["severity_name"]:
        parts.append(f"severity {outcome['severity_name']}")
    if outcome["value_words"]:
        parts.append(f"measured {outcome['value_words']}")
    if outcome["target_words"]:
        parts.append(f"target {outcome['target_words']}")
    parts.append(_MET[outcome["met"]])
    yield f"    {', '.join(parts)}"
    yield from _steps(outcome["steps"], "      ")
    allowed = outcome["allowed_downtime"]
    if allowed:
        minutes = f"{allowed['minutes']} of {allowed['of_minutes']} minutes"
        yield f"      The target allows {allowed['words']} of downtime ({minutes})."
    if outcome["note"]:
        yield f"      {outcome['note']}"
    for item in outcome["items"]:
        yield from (f"  {line}" for line in _outcome_lines(item))


def _claim_lines(credit: Data) -> Iterator[str]:
    if credit["automatic"]:
        yield "      It needs no claim."
    elif credit["claim_until"]:
        yield f"      To be claimed by {credit['claim_until']}.{_clause(credit['claim_clause'])}"
    elif credit["claim_counts_from"]:
        event = credit["claim_counts_from"].replace("_", " ")
        yield f"      To be claimed in time from: {event}; the file does not say when that was."
    for condition in credit["conditions"]:
        yield f"      Only if: {condition}"


def _accrued_lines(answer: Data, currency: str) -> Iterator[str]:
    for each in answer["accrued"]:
        yield f"\nAccrued before, {each['rule']}, {each['window']}: {currency} {each['amount']}"
        yield f"  payable {currency} {each['payable']}"


def _cap_lines(answer: Data, currency: str) -> Iterator[str]:
    for cap in answer["caps"]:
        verdict = "bites" if cap["bites"] else "is not reached"
        limit = f"{currency} {cap['limit']}"
        yield f"\nCap for {cap['of']} ({cap['period']}): {limit} {verdict}{_clause(cap['clause'])}"
        yield from _steps(cap["steps"], "  ")
        if cap["bites"]:
            yield f"  {currency} {cap['before']} are cut to {currency} {cap['after']}."


def _right_lines(answer: Data) -> Iterator[str]:
    for right in answer["termination"]:
        verdict = "the customer may end the agreement" if right["right"] else "no right to end the agreement"
        since = f", since {right['since']}" if right["since"] else ""
        until = f", until {right['use_until']}" if right["use_until"] else ""
        yield f"\nTermination: {verdict}{since}{until}{_clause(right['clause'])}"
        yield from _steps(right["steps"], "  ")
    if answer["sole_remedy"]["applies"]:
        yield f"\nThese consequences are the only remedy.{_clause(answer['sole_remedy']['clause'])}"
