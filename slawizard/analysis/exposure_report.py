"""The price of an agreement's promises as data for programs and as words for managers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.quantities import Money
from slawizard.agreement.wording import money_words, percent_words
from slawizard.analysis.credits import is_of_a_place
from slawizard.analysis.exposure import YEARS, Exposure, Simulated
from slawizard.analysis.possible_windows import Pool
from slawizard.analysis.rounding import HUNDRED, half_up
from slawizard.analysis.verdict import chance_words

Data = dict[str, Any]

ASSUMPTIONS = (
    "Every credit is claimed and every miss notified in time; no fault of the customer stands in the way.",
    "A year is made of windows drawn at random from those known, independent of each other; it begins without a miss.",
    "Credit rules are those in force when the term begins; the grace period at its start is over.",
    "A cap over a trailing period or the whole term is held against each year by itself.",
)
WHOLE_FEE = (
    "A share of the fee of the affected unit or region is taken of the whole fee, as if everything were affected: "
    "these credits are too high where the fee is that of several."
)
OF_TICKETS = (
    "Tickets come at random, as many a month as the evidence says, and wait for people as in a queue (Erlang C); those "
    "that come when nobody is on duty wait until somebody is."
)
SOURCE = "Bootstrap: B. Efron, Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7 (1979)"


def assumptions(agreement: Agreement) -> tuple[str, ...]:
    """What the figures of an agreement take for granted."""
    of_a_place = any(is_of_a_place(rule) for rule in agreement.consequences.rules)
    return (*ASSUMPTIONS, WHOLE_FEE) if of_a_place else ASSUMPTIONS


def _assumed(agreement: Agreement, exposure: Exposure) -> tuple[str, ...]:
    found = assumptions(agreement)
    return (*found, OF_TICKETS) if any(pool.of_tickets for pool in exposure.pools) else found


def exposure_data(agreement: Agreement, exposure: Exposure) -> Data:
    """The whole exposure as plain data: sums as text in the agreement's currency (None without a fee), and percent of
    a year's fees; chances from 0 to 1.
    """
    simulated, replay = exposure.simulated, exposure.replay
    found: Data = {
        "unpriced": exposure.unpriced,
        "currency": agreement.frame.currency if exposure.in_money else None,
        "yearly_fees": str(exposure.fees) if exposure.in_money else None,
        "based_on": [_pool(pool) for pool in exposure.pools],
        "replay": None,
        "year": None,
        "left_out": list(exposure.left_out),
        "assumptions": list(_assumed(agreement, exposure)),
        "formula": SOURCE,
    }
    if replay is not None:
        found["replay"] = {
            "credits": _sum(exposure, replay.total),
            "windows": [{"start": start, **_sum(exposure, total)} for start, total in replay.windows],
            "caps_that_cut": [f"consequences.caps.{position}" for position in replay.cut_by],
            "termination": [f"consequences.termination.{position}" for position in replay.termination],
        }
    if simulated is not None:
        found["year"] = {
            "simulated_years": YEARS,
            **{name: _sum(exposure, amount) for name, amount in _figures(simulated)},
            "chance_without_credit": simulated.without_credit,
            "caps": {f"consequences.caps.{position}": share for position, share in simulated.cut_by},
            "termination": {f"consequences.termination.{position}": share for position, share in simulated.termination},
        }
    return found


def _figures(simulated: Simulated) -> tuple[tuple[str, Decimal], ...]:
    return (
        ("expected", simulated.expected),
        ("median", simulated.median),
        ("one_in_20", simulated.one_in_20),
        ("highest", simulated.highest),
    )


def _sum(exposure: Exposure, amount: Decimal) -> Data:
    share = str(half_up(amount * HUNDRED / exposure.fees, 2))
    return {"sum": str(amount) if exposure.in_money else None, "percent_of_yearly_fees": share}


# --- words ------------------------------------------------------------------------------------------------------

_NAMES = {
    "expected": "Expected a year",
    "median": "In the middle year of all",
    "one_in_20": "In the worst year of 20",
    "highest": "In the worst year of all",
}


def exposure_words(agreement: Agreement, exposure: Exposure) -> str:
    """The exposure as lines of text, for both sides."""
    if exposure.unpriced:
        return exposure.unpriced
    return "\n".join(_lines(agreement, exposure))


def _lines(agreement: Agreement, exposure: Exposure) -> Iterator[str]:
    for pool in exposure.pools:
        yield f"Based on {len(pool.windows)} {_origin(pool)}: {', '.join(pool.levels)}."
    if exposure.replay is not None:
        many = len(exposure.replay.windows)
        yield f"\nThe past {many} windows would have earned {_words(agreement, exposure, exposure.replay.total)}."
        for start, total in exposure.replay.windows:
            if total:
                yield f"  window of {start}: {_words(agreement, exposure, total)}"
        for position in exposure.replay.termination:
            yield f"  They would have given the right to terminate.  [consequences.termination.{position}]"
    if exposure.simulated is not None:
        yield from _year_lines(agreement, exposure, exposure.simulated)
    if exposure.left_out:
        yield "\nNot in these figures:"
        yield from (f"  {each}" for each in exposure.left_out)
    yield "\nAssumed:"
    yield from (f"  {each}" for each in _assumed(agreement, exposure))
    yield f"Source: {SOURCE}"


def _pool(pool: Pool) -> Data:
    return {
        "levels": list(pool.levels),
        "windows": len(pool.windows),
        "history": pool.from_history,
        "tickets": pool.of_tickets,
        "a_year": pool.a_year,
    }


def _origin(pool: Pool) -> str:
    if pool.of_tickets:
        return "windows drawn from the tickets that come"
    return "windows of the past" if pool.from_history else "windows drawn from the usual outages"


def _year_lines(agreement: Agreement, exposure: Exposure, found: Simulated) -> Iterator[str]:
    yield f"\nCredits in {YEARS:,} simulated years (paid by the provider, received by the customer):"
    for name, amount in _figures(found):
        yield f"  {_NAMES[name]}: {_words(agreement, exposure, amount)}"
    yield f"  Years without any credit: {chance_words(found.without_credit)}"
    for position, share in found.cut_by:
        yield f"  Years in which cap {position + 1} bites: {_share(share)}  [consequences.caps.{position}]"
    for position, share in found.termination:
        path = f"consequences.termination.{position}"
        yield f"  Years that give the customer the right to terminate: {_share(share)}  [{path}]"
    expected = _words(agreement, exposure, found.expected)
    yield f"\nFor the provider: calculate {expected} into the price, and keep the worst year of 20 in reserve."
    yield f"For the customer: this is what misses bring back, {expected}; weigh it against what a miss costs you."


def _share(share: float) -> str:
    return "none" if not share else chance_words(share)


def _words(agreement: Agreement, exposure: Exposure, amount: Decimal) -> str:
    share = f"{percent_words(half_up(amount * HUNDRED / exposure.fees, 2))} of a year's fees"
    if not exposure.in_money:
        return share
    return f"{money_words(Money(amount, agreement.frame.currency))} ({share})"
