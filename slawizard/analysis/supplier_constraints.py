"""What the suppliers' own promises say of one target: on average, and in the worst of windows."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement.wording import join_words, percent_words
from slawizard.analysis.constraints import history_constraint, is_share_of_time
from slawizard.analysis.downtime import time_words
from slawizard.analysis.rounding import half_up
from slawizard.analysis.supplier_windows import SOURCE as WINDOW_SOURCE
from slawizard.analysis.supplier_windows import Spread, longer_windows, together_at_worst, unread_windows
from slawizard.analysis.suppliers import SOURCE as SUPPLIER_SOURCE
from slawizard.analysis.suppliers import promised_together
from slawizard.analysis.verdict import Constraint, Promise, Verdict
from slawizard.analysis.yearly import DAYS_A_YEAR, windows_a_year

PATH = "expectations.suppliers"


def supplier_constraint(promise: Promise) -> Constraint | None:
    """Whether the suppliers owe together as much as the target promises.

    Below it, a measured history leaves room for *likely*; without one, for *stretch*, and for *unrealistic* only where
    their downtime would be twice what the target allows. Above it on average, but below it when all that a longer
    window allows is lost in one of ours, the room is *likely* without a history.
    """
    if not is_share_of_time(promise):
        return None
    suppliers, target = promise.agreement.expectations.suppliers, promise.target.value or Decimal(0)
    if any(supplier.availability is not None and not 0 <= supplier.availability <= 100 for supplier in suppliers):
        return Constraint("suppliers", "A supplier's promise is no percentage.", PATH)
    together = promised_together(suppliers)
    if together is None:
        return None
    shown = percent_words(half_up(together, 4))
    figures = [("owed by all suppliers together", shown)]
    spread, worst = _at_worst(promise, together)
    figures += [(_spread_name(each), time_words(each.minutes)) for each in spread]
    if spread:
        figures.append(("owed together in such a window", percent_words(half_up(worst, 4))))
    verdict, words = None, f"The suppliers together owe {shown}, which is enough for the target."
    if together < target:
        words = f"The suppliers together owe only {shown}; the rest is the provider's own risk."
        verdict = _below(promise, together, target)
    elif worst < target:
        words = _spread_words(shown, spread, worst)
        verdict = None if _is_measured(promise) else Verdict.LIKELY
    return Constraint(
        "suppliers",
        words,
        PATH,
        verdict,
        figures=tuple(figures),
        assumptions=_assumptions(promise),
        source=f"{SUPPLIER_SOURCE}. {WINDOW_SOURCE}" if spread else SUPPLIER_SOURCE,
    )


def _at_worst(promise: Promise, together: Decimal) -> tuple[tuple[Spread, ...], Decimal]:
    """The suppliers with longer windows, and what is owed when they lose all at once; without any, as on average."""
    count, suppliers = windows_a_year(promise.level.window), promise.agreement.expectations.suppliers
    if count is None:
        return (), together
    our_days = DAYS_A_YEAR / count
    worst = together_at_worst(suppliers, our_days)
    return longer_windows(suppliers, our_days), together if worst is None else worst


def _below(promise: Promise, together: Decimal, target: Decimal) -> Verdict:
    if _is_measured(promise):
        return Verdict.LIKELY
    return Verdict.UNREALISTIC if 100 - together >= 2 * (100 - target) else Verdict.STRETCH


def _is_measured(promise: Promise) -> bool:
    history = history_constraint(promise)
    return history is not None and history.chance is not None


def _name(each: Spread) -> str:
    return each.supplier.name or each.supplier.id


def _spread_name(each: Spread) -> str:
    return f"downtime that {_name(each)} may have at once ({each.supplier.window.strip()})"


def _spread_words(shown: str, spread: tuple[Spread, ...], worst: Decimal) -> str:
    worst_one = min(spread, key=lambda each: each.left)
    names = join_words([_name(each) for each in spread])
    return (
        f"The suppliers together owe {shown} on average, but {names} may use up the downtime of a longer window at "
        f"once: the {time_words(worst_one.minutes)} that {_name(worst_one)} may be down may all fall into one window, "
        f"which leaves {percent_words(half_up(worst, 4))} of it."
    )


def _assumptions(promise: Promise) -> tuple[str, ...]:
    found = ["Suppliers fail independently of each other and deliver what they owe, no more."]
    unread = unread_windows(promise.agreement.expectations.suppliers)
    if unread:
        found.append(f"No window is told, or none that is understood, for {join_words(list(unread))}: any will do.")
    return tuple(found)
