"""The credits of each of many simulated years, for a chart; reckoned once for all that they depend on."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import lru_cache

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Expectations
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.parties import Frame
from slawizard.analysis.exposure import NOMINAL_FEE, drawn_year, why_unpriced, year_credits
from slawizard.analysis.possible_windows import SEED, pools_of, priced_terms
from slawizard.errors import SlaWizardError

YEARS = 2_000
"""Fewer than for the figures: a picture shows no more, and the live agreement must not wait for it."""


class SimulatedYears(msgspec.Struct, frozen=True):
    """The credits of each year, rising; `fees` are those of a year, a nominal sum unless `in_money`."""

    sums: tuple[Decimal, ...]
    fees: Decimal
    in_money: bool


def simulated_years(agreement: Agreement) -> SimulatedYears | None:
    """The credits of 2,000 years, as `exposure.simulate` draws them; None where they cannot be priced.

    What an agreement says besides levels, credits, evidence and hours does not matter, and costs nothing to change.
    """
    return _simulated(_what_counts(agreement))


def _what_counts(agreement: Agreement) -> Agreement:
    frame, hours, expectations = agreement.frame, agreement.objectives, agreement.expectations
    return Agreement(
        frame=Frame(start=frame.start, term=frame.term, currency=frame.currency),
        objectives=Objectives(
            calendars=hours.calendars, service_hours=hours.service_hours, support_hours=hours.support_hours
        ),
        expectations=Expectations(
            evidence=expectations.evidence,
            maintenance=expectations.maintenance,
            suppliers=expectations.suppliers,
            staffing=expectations.staffing,
        ),
        metrics=agreement.metrics,
        consequences=agreement.consequences,
    )


@lru_cache(maxsize=4)
def _simulated(agreement: Agreement) -> SimulatedYears | None:
    given = agreement.expectations.evidence.monthly_fee
    monthly = given.amount if given else NOMINAL_FEE
    if why_unpriced(agreement):
        return None
    terms = priced_terms(agreement)
    try:
        pools, limits = pools_of(terms, monthly)
    except (SlaWizardError, ArithmeticError, ValueError):
        return None
    if not pools:
        return None
    draws = [random.Random(SEED + 1000 + number) for number in range(len(pools))]
    sums = []
    for _ in range(YEARS):
        year = [drawn_year(pool, draw) for pool, draw in zip(pools, draws, strict=True)]
        sums.append(year_credits(terms, year, limits)[0])
    return SimulatedYears(tuple(sorted(sums)), monthly * 12, given is not None)
