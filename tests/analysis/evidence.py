"""Agreements with evidence, for tests of verdicts and prices."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Evidence, Expectations, History, HistoryWindow
from slawizard.agreement.metrics import ServiceLevel
from slawizard.agreement.quantities import Money
from slawizard.analysis.windows import add_months
from tests.agreements.quantities import d
from tests.analysis.calculating import agreement, rule, uptime

FIRST = dt.date(2025, 1, 1)


def month(number: int, value: str) -> HistoryWindow:
    """The window of a month, counted from January 2025."""
    return HistoryWindow(add_months(FIRST, number), d(value))


def months(*values: str) -> tuple[HistoryWindow, ...]:
    """The windows of months in a row."""
    return tuple(month(number, value) for number, value in enumerate(values))


def with_expectations(terms: Agreement, **expectations: Any) -> Agreement:
    """The agreement with these expectations and no others."""
    return msgspec.structs.replace(terms, expectations=Expectations(**expectations))


def with_history(
    *windows: HistoryWindow, fee: str = "", level: ServiceLevel | None = None, terms: Any = None, **more: Any
) -> Agreement:
    """An agreement of 99.9 % a month that pays for misses, with a history of its level."""
    promised = level or uptime()
    history = History(promised.id, source="reports", window=promised.window.kind, windows=windows)
    evidence = Evidence(histories=(history,), monthly_fee=Money(d(fee), "EUR") if fee else None)
    return with_expectations(terms or agreement(promised, rules=(rule(),)), evidence=evidence, **more)
