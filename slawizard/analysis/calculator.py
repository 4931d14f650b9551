"""The whole calculation: a measured file against an agreement, from each reading to what is paid and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.analysis.bookings import BookedPrice, price_of_bookings
from slawizard.analysis.caps import CapResult, Claimable, apply_caps, claimables_of, too_little
from slawizard.analysis.cells import cell_words
from slawizard.analysis.dues import Due, Ledger, dues_of, points_dues, stack
from slawizard.analysis.later import Adjustment, bonuses_of, earned_back
from slawizard.analysis.measured import MeasuredFile, MeasuredWindow
from slawizard.analysis.miss import ZERO
from slawizard.analysis.outcomes import Outcome, outcomes_of
from slawizard.analysis.plausible import Seen, check_file, check_reading
from slawizard.analysis.rolling import History
from slawizard.analysis.rounding import to_minor_unit
from slawizard.analysis.setting import Setting, setting_of
from slawizard.analysis.slid import laid, place_step
from slawizard.analysis.termination import Judgement, TerminationRight, termination_rights
from slawizard.errors import CalculationError, MeasuredFileError


class WindowResult(msgspec.Struct, frozen=True, gc=False):
    """One window of the file: its judgements, its credits with what is left of each, and the total as paid.

    `total` is rounded half up to the currency's minor unit, once; `withheld` says why a total is not paid.
    """

    start: str
    judgements: tuple[Judgement, ...]
    credits: tuple[Due, ...]
    total: Decimal
    withheld: str = ""


class AccruedResult(msgspec.Struct, frozen=True):
    """A credit from before the file's windows, as it came and as the caps leave it, rounded."""

    rule: str
    window: str
    amount: Decimal
    payable: Decimal


class Calculation(msgspec.Struct, frozen=True):
    """Everything that follows from a measured file. Sums are in `currency`; `total` is all that is paid.

    `clauses` maps a field's path to the number of the clause that says it.
    """

    agreement: Agreement
    currency: str
    windows: tuple[WindowResult, ...]
    accrued: tuple[AccruedResult, ...]
    caps: tuple[CapResult, ...]
    earned_back: tuple[Adjustment, ...]
    bonuses: tuple[Adjustment, ...]
    termination: tuple[TerminationRight, ...]
    price: BookedPrice | None
    total: Decimal
    clauses: Mapping[str, str]


def calculate(agreement: Agreement, measured: MeasuredFile, clauses: Mapping[str, str] | None = None) -> Calculation:
    """Compute everything. `clauses` gives clause numbers by the path of a field they show.

    Raises MeasuredFileError for a file that does not fit the agreement: unknown names, a missing fee, a value that
    cannot be. Nothing is guessed, and nothing is computed of a file that is wrong in one place.
    """
    try:
        return _calculation(agreement, measured, clauses or {})
    except ArithmeticError as problem:
        raise MeasuredFileError("A figure is too large to calculate with.", where="measured file") from problem


def _calculation(agreement: Agreement, measured: MeasuredFile, clauses: Mapping[str, str]) -> Calculation:
    check_file(agreement, measured)
    _check_accrued(agreement, measured)
    seen, history = Seen(), History()
    judged = [_judgements(agreement, window, number, seen, history) for number, window in enumerate(measured.windows)]
    dues = _dues(agreement, measured, judged)
    claimables = claimables_of(measured, dues)
    caps = apply_caps(agreement, measured, claimables)
    windows = _window_results(agreement, measured, judged, claimables)
    accrued = _accrued_results(agreement, claimables)
    flat = [judgement for window in judged for judgement in window]
    back = earned_back(agreement, flat, windows_credits(windows))
    total = sum((each.total for each in windows), ZERO) + sum((each.payable for each in accrued), ZERO)
    return Calculation(
        agreement=agreement,
        currency=agreement.frame.currency,
        windows=windows,
        accrued=accrued,
        caps=tuple(caps),
        earned_back=back,
        bonuses=bonuses_of(agreement, flat, measured.fees),
        termination=termination_rights(agreement, flat, measured),
        price=price_of_bookings(agreement, measured),
        total=total - sum((each.sum for each in back), ZERO),
        clauses=clauses,
    )


def windows_credits(windows: tuple[WindowResult, ...]) -> list[Due]:
    """Every credit of every window, in order."""
    return [due for window in windows for due in window.credits]


def _judgements(
    agreement: Agreement, window: MeasuredWindow, number: int, seen: Seen, history: History
) -> tuple[Judgement, ...]:
    place = f"windows[{number}]"
    found = []
    for position, reading in enumerate(window.readings):
        where = f"{place}.readings[{position}]"
        try:
            setting = laid(setting_of(agreement, window, reading, where, place))
            seen.add(setting)
            check_reading(setting)
            setting = history.with_previous(setting)
            found.append(Judgement(setting, _with_place(setting, outcomes_of(setting))))
        except CalculationError as problem:
            raise MeasuredFileError(problem.what, where=where, remedy=problem.remedy) from problem
    return tuple(found)


def _with_place(setting: Setting, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    placed = place_step(setting)
    if not placed:
        return outcomes
    return tuple(msgspec.structs.replace(each, steps=(*placed, *each.steps)) for each in outcomes)


def _dues(agreement: Agreement, measured: MeasuredFile, judged: list[tuple[Judgement, ...]]) -> list[Due]:
    ledger = Ledger(measured.fees)
    if any(rule.repeat_factor is not None for rule in agreement.consequences.rules):
        ledger.note_misses(each for window in judged for each in window)
    found: list[list[Due]] = []
    for number, window in enumerate(judged):
        found.append([])
        for position, judgement in enumerate(window):
            found[number] += dues_of(judgement.setting, judgement.outcomes, number, position, ledger)
    for points in points_dues(agreement, [due for dues in found for due in dues], ledger):
        found[points.window].append(points)
    return [
        due
        for number, dues in enumerate(found)
        for due in stack(agreement, _in_order(agreement, dues), measured.windows[number].chosen, f"windows[{number}]")
    ]


def _in_order(agreement: Agreement, dues: list[Due]) -> list[Due]:
    """The credits of a window in the order of the agreement's rules and of their cells, whatever the file's order is:
    of equal ones the first is paid, and it is first under a cap.
    """
    places = {rule.id: place for place, rule in enumerate(agreement.consequences.rules)}
    return sorted(dues, key=lambda due: (places.get(due.rule.id, len(places)), cell_words(due.setting.cell)))


def _window_results(
    agreement: Agreement, measured: MeasuredFile, judged: list[tuple[Judgement, ...]], claimables: list[Claimable]
) -> tuple[WindowResult, ...]:
    of_window: list[list[Due]] = [[] for _ in measured.windows]
    for each in claimables:
        if each.due is not None:
            of_window[each.due.window].append(msgspec.structs.replace(each.due, payable=each.payable))
    totals = [to_minor_unit(sum((due.payable for due in dues), ZERO), agreement.frame.currency) for dues in of_window]
    withheld = too_little(agreement, [window.start[:7] for window in measured.windows], totals)
    withheld = [reason or _suspended(window) for reason, window in zip(withheld, measured.windows, strict=True)]
    return tuple(
        WindowResult(window.start, judged[number], tuple(of_window[number]), ZERO if reason else totals[number], reason)
        for number, (window, reason) in enumerate(zip(measured.windows, withheld, strict=True))
    )


def _suspended(window: MeasuredWindow) -> str:
    return f"The consequences are suspended: {window.suspended}." if window.suspended else ""


def _accrued_results(agreement: Agreement, claimables: list[Claimable]) -> tuple[AccruedResult, ...]:
    return tuple(
        AccruedResult(
            each.rule, str(each.day), each.accrued.amount, to_minor_unit(each.payable, agreement.frame.currency)
        )
        for each in claimables
        if each.accrued is not None
    )


def _check_accrued(agreement: Agreement, measured: MeasuredFile) -> None:
    known = {rule.id for rule in agreement.consequences.rules}
    for number, each in enumerate(measured.accrued):
        place = f"accrued[{number}]"
        if each.rule not in known:
            raise MeasuredFileError(
                f"The agreement has no credit rule “{each.rule}”.",
                where=f"{place}.rule",
                remedy=f"It has: {', '.join(sorted(known)) or 'none'}.",
            )
        if each.amount < 0:
            raise MeasuredFileError("A credit cannot be negative.", where=f"{place}.amount")
