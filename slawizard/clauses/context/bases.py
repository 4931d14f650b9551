"""The sums that credits and caps are shares of, in the words of the clauses."""

from __future__ import annotations

import re

from slawizard.agreement.consequences import Base, Fee, FeeScope
from slawizard.clauses.context.values import Words, Writer

_FEES = {
    Fee.MONTHLY_FEE: "the Monthly Fee",
    Fee.WINDOW_FEE: "the Fees for the Measurement Window",
    Fee.QUARTERLY_FEE: "the Fees for the calendar quarter concerned",
    Fee.ANNUAL_FEE: "the Fees for the calendar year concerned",
    Fee.ANNUAL_TWELFTH: "one twelfth of the Fees for the calendar year concerned",
    Fee.TERM_FEE: "all Fees for the term of the Agreement",
    Fee.TRAILING_FEE: "the Fees for the last {} days before the miss",
    Fee.NEXT_BILL: "the Fees on the first invoice after the miss",
    Fee.HOURLY_FEE: "the Fees for the clock hour concerned",
    Fee.ONE_OFF_CHARGE: "the one-off charge",
    Fee.ORDER_VALUE: "the value of the order",
}
_SCOPES = {
    FeeScope.WHOLE_SERVICE: "the whole Service",
    FeeScope.AFFECTED_SERVICE: "the part of the Service concerned",
    FeeScope.AFFECTED_REGION: "the region concerned",
    FeeScope.AFFECTED_UNIT: "the unit concerned",
}


def base_words(base: Base, path: str, write: Writer, year_starts: int = 1) -> Words:
    """A base: `words` ("the Monthly Fee for the whole Service"), the sum at risk, and the charges left out.

    `year_starts` is the month in which the years of a limit begin: only those from January on are of the calendar.
    """
    at_risk = base.fee is Fee.AT_RISK_AMOUNT
    if at_risk:
        money = write.money(base.at_risk, f"{path}.at_risk", "amount")
        words = f"the At-Risk Amount of {money}" + (f" ({write.line(base.name, f'{path}.name')})" if base.name else "")
    else:
        fee = (
            f"{_article(base.name)}{write.line(base.name, f'{path}.name')}"
            if base.name
            else write.words(_fee_words(base, year_starts), f"{path}.fee")
        )
        words = f"{fee} for {_scope_words(base, path, write)}"
    if base.share_percent is not None:
        words = f"{write.percent(base.share_percent, f'{path}.share_percent')} of {words}"
    return {
        "words": words,
        "at_risk": at_risk,
        "excludes": write.phrases(base.excludes, f"{path}.excludes"),
    }


def _scope_words(base: Base, path: str, write: Writer) -> str:
    """What the sum is for: "the whole Service", or one unit by the name that the parties give it."""
    if base.scope is FeeScope.AFFECTED_UNIT and base.unit_name.strip():
        return f"the {write.line(base.unit_name, f'{path}.unit_name')} concerned"
    return write.words(_SCOPES[base.scope], f"{path}.scope")


def _fee_words(base: Base, year_starts: int) -> str:
    words = _FEES[base.fee].format(base.trailing_days)
    return words if year_starts == 1 else re.sub(r"calendar (?=quarter|year)", "", words)


def _article(name: str) -> str:
    """What a charge's own name lacks to stand in a sentence: "the installation charge", but "all charges"."""
    begins_with_one = name.split(maxsplit=1)[:1] in (["the"], ["all"], ["each"], ["any"], ["a"], ["an"])
    return "" if begins_with_one else "the "
