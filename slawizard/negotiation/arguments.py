"""What one's own side can say about a target: sentences made from the evidence, each with its figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import islice

import msgspec

from slawizard.agreement.metrics import Direction
from slawizard.agreement.parties import Role
from slawizard.analysis.constraints import history_of, is_share_of_time, mean_allowance, repairs_of
from slawizard.analysis.downtime import time_words
from slawizard.analysis.history import windows_met
from slawizard.analysis.target_curve import CurvePoint, target_curve
from slawizard.analysis.target_pricing import moved
from slawizard.analysis.verdict import Promise, Verdict
from slawizard.errors import SlaWizardError
from slawizard.negotiation.standing import Standing

FEW_TARGETS = 3
"""Up to so many targets, each has room on the page for two arguments more."""

GOOD = frozenset({Verdict.COMFORTABLE, Verdict.LIKELY})


def most_arguments(targets: int) -> int:
    """How many arguments each of so many targets is given, so that a usual brief stays on one page."""
    return 4 if targets <= FEW_TARGETS else 2


def arguments(standing: Standing, most: int) -> tuple[str, ...]:
    """What one's own side can say for its figure, in whole sentences, the strongest first; at most `most` of them."""
    if standing.promise.level.direction is Direction.BAND:
        return ()
    sources = _FOR_PROVIDER if standing.side is Role.PROVIDER else _FOR_CUSTOMER
    return tuple(islice((sentence for source in sources if (sentence := source(standing))), most))


# --- facts ------------------------------------------------------------------------------------------------------


class Record(msgspec.Struct, frozen=True):
    """How many of the windows of the past met a figure."""

    met: int
    seen: int


def record_at(promise: Promise, value: Decimal) -> Record | None:
    """What the history would have met at `value`; None without a history of the agreed kind of window."""
    found = history_of(promise)
    if found is None or found[1].window is not promise.level.window.kind or not found[1].windows:
        return None
    values = [window.value for window in found[1].windows]
    target = msgspec.structs.replace(promise.target, value=value)
    return Record(windows_met(promise.level, target, values), len(values))


def downtime_at(promise: Promise, value: Decimal) -> Decimal | None:
    """The minutes that a window may be down at `value`; None for a target that is not a share of time."""
    other = moved(promise, value)
    try:
        allowed = mean_allowance(other) if is_share_of_time(other) else None
    except SlaWizardError:
        return None
    return None if allowed is None else allowed.minutes


def _supplier_share(standing: Standing) -> str:
    """What the suppliers owe together, where that is less than the figure asked for; else empty."""
    for each in standing.assessed.constraints:
        if each.kind == "suppliers" and each.verdict is not None:
            return dict(each.figures).get("owed by all suppliers together", "")
    return ""


def _ask(standing: Standing) -> CurvePoint:
    return standing.asked or standing.current


def _offer(standing: Standing) -> CurvePoint:
    return standing.offered or standing.current


def _record_words(record: Record, many: str) -> str:
    return f"{record.met} of {record.seen} {many}"


def best_comfortable(standing: Standing) -> Decimal | None:
    """The strictest figure of the curve that the evidence calls comfortable; None where none is."""
    promise = standing.promise
    points = target_curve(promise.agreement, promise.level.id, promise.row).points
    found = [point.target for point in points if point.verdict is Verdict.COMFORTABLE]
    pick = max if promise.level.direction is Direction.HIGHER else min
    return pick(found) if found else None


# --- the provider's ---------------------------------------------------------------------------------------------


def _provider_record(standing: Standing) -> str:
    ask, offer = _ask(standing), _offer(standing)
    asked, offered = (record_at(standing.promise, each.target) for each in (ask, offer))
    if asked is None or offered is None:
        return ""
    if ask.target == offer.target:
        return f"In the past we met {standing.bound_words(ask.target)} in {_record_words(asked, 'windows')}."
    return (
        f"In the past we would have met {standing.bound_words(ask.target)} in {_record_words(asked, 'windows')}, "
        f"and {standing.bound_words(offer.target)} in {offered.met}."
    )


def _provider_repair(standing: Standing) -> str:
    usual, ask = repairs_of(standing.promise), _ask(standing)
    allowed = downtime_at(standing.promise, ask.target)
    if usual is None or allowed is None or Decimal(usual[1].mean) <= allowed / 2:
        return ""
    mean = time_words(Decimal(usual[1].mean))
    return f"{standing.bound_words(ask.target)} allows {time_words(allowed)} a window; one repair alone takes {mean}."


def _provider_suppliers(standing: Standing) -> str:
    owed = _supplier_share(standing)
    return f"Our suppliers together owe us only {owed}: all above that is our own risk." if owed else ""


def _provider_people(standing: Standing) -> str:
    decided = standing.assessed.decided_by
    if decided is None or decided.kind not in ("cover", "staffing") or decided.verdict in GOOD:
        return ""
    return f"{decided.words} More needs more people, at a price."


def _provider_price(standing: Standing) -> str:
    ask, offer = _ask(standing), _offer(standing)
    if ask.target == offer.target or ask.yearly_credits is None or offer.yearly_credits is None:
        return ""
    if ask.yearly_credits <= offer.yearly_credits:
        return ""
    dearer = msgspec.structs.replace(ask, yearly_credits=ask.yearly_credits - offer.yearly_credits)
    return f"Your figure costs us {standing.credits_words(dearer)} more in credits a year: that belongs in the price."


def _provider_nearest(standing: Standing) -> str:
    """The comfortable figure, where it gives the other side more than what is offered now."""
    best, ask, offer = best_comfortable(standing), _ask(standing), _offer(standing)
    if best is None or (standing.way_given(offer.target, best) or 0) <= 0:
        return ""
    if (standing.way_given(best, ask.target) or 0) <= 0:
        return f"{standing.bound_words(ask.target)} can be kept by all the evidence: what is it worth to you?"
    return f"{standing.bound_words(best)} is a figure that we can keep, and that you can build on."


# --- the customer's ---------------------------------------------------------------------------------------------


def _customer_record(standing: Standing) -> str:
    ask = _ask(standing)
    record = record_at(standing.promise, ask.target)
    if record is None:
        return ""
    words = f"Your own record meets {standing.bound_words(ask.target)} in {_record_words(record, 'windows')}"
    if ask.verdict in GOOD:
        return f"{words}: we ask for what you deliver already."
    return f"{words}: what will you change, and by when?"


def _customer_downtime(standing: Standing) -> str:
    offered, asked = _offer(standing), _ask(standing)
    allowed = downtime_at(standing.promise, offered.target)
    if allowed is None:
        return ""
    words = f"{standing.bound_words(offered.target)} lets the service fail for {time_words(allowed)} a window"
    wanted = downtime_at(standing.promise, asked.target)
    if wanted is None or asked.target == offered.target:
        return f"{words} before anything is due."
    return f"{words}, where we asked for {time_words(wanted)} at most."


def _customer_credits(standing: Standing) -> str:
    offer = _offer(standing)
    if offer.yearly_credits is None:
        return ""
    if not offer.yearly_credits:
        return f"At {standing.bound_words(offer.target)} no credit is to be expected: the remedy stands on paper only."
    return f"At {standing.bound_words(offer.target)} misses bring back {standing.credits_words(offer)} a year, no more."


def _customer_suppliers(standing: Standing) -> str:
    owed = _supplier_share(standing)
    return f"Your suppliers together owe you only {owed}: how is the rest covered?" if owed else ""


def _customer_best(standing: Standing) -> str:
    best, offer = best_comfortable(standing), _offer(standing)
    if best is None or (standing.way_given(best, offer.target) or Decimal(0)) <= 0:
        return ""
    return f"The evidence would carry {standing.bound_words(best)} comfortably: there is room above your offer."


def _customer_people(standing: Standing) -> str:
    decided = standing.assessed.decided_by
    if decided is None or decided.kind not in ("cover", "staffing") or decided.verdict in GOOD:
        return ""
    return f"{decided.words} Who will be there then?"


Source = Callable[[Standing], str]
_FOR_PROVIDER: tuple[Source, ...] = (
    _provider_record,
    _provider_repair,
    _provider_people,
    _provider_price,
    _provider_suppliers,
    _provider_nearest,
)
_FOR_CUSTOMER: tuple[Source, ...] = (
    _customer_record,
    _customer_best,
    _customer_people,
    _customer_downtime,
    _customer_credits,
    _customer_suppliers,
)


def deciding_words(standing: Standing) -> tuple[str, str, str]:
    """The verdict on the draft's own figure, the kind of evidence that decides it, and what that says.

    The last is empty for a history, which the arguments quote, and says what is missing where nothing decides.
    """
    assessed, decided = standing.assessed, standing.assessed.decided_by
    verdict = assessed.verdict.value.capitalize()
    if decided is None:
        return verdict, "", "No evidence is given yet." if assessed.missing else ""
    return verdict, decided.kind, "" if decided.kind == "history" else decided.words
