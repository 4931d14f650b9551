"""Checks of targets, asks and offers against what the evidence says of them, and of the evidence itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Expectations
from slawizard.agreement.metrics import Direction, Metrics, Target
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.parties import Frame
from slawizard.analysis.assessment import judge, nearest_target, verdict_on
from slawizard.analysis.cells import cell_words
from slawizard.analysis.supplier_constraints import supplier_constraint
from slawizard.analysis.supplier_windows import longer_windows
from slawizard.analysis.verdict import Constraint, Promise, Verdict, binding, chance_words
from slawizard.analysis.yearly import DAYS_A_YEAR, windows_a_year
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import level_name, quoted, row_name, value_words
from slawizard.i18n import _

BOOK = Rulebook("EXP", "MET")

_FOUND_ELSEWHERE = frozenset(("suppliers", "maintenance"))
"""Kinds of evidence with findings of their own."""


class Judged(msgspec.Struct, frozen=True):
    """A target that the evidence calls a stretch or worse, and the nearest comfortable one where that was asked for."""

    position: int
    row: int
    verdict: Verdict
    decided: Constraint
    nearest: Target | None


# --- what everything here depends on, and nothing else ----------------------------------------------------------


def _basis(agreement: Agreement) -> Agreement:
    """The agreement without all that no verdict depends on: edits of these find the verdicts already known."""
    objectives, step = agreement.objectives, agreement.expectations
    return Agreement(
        frame=Frame(start=agreement.frame.start, currency=agreement.frame.currency),
        objectives=Objectives(
            calendars=objectives.calendars,
            service_hours=objectives.service_hours,
            support_hours=objectives.support_hours,
        ),
        expectations=Expectations(
            staffing=step.staffing, suppliers=step.suppliers, maintenance=step.maintenance, evidence=step.evidence
        ),
        metrics=Metrics(levels=agreement.metrics.levels, severities=agreement.metrics.severities),
    )


@lru_cache(maxsize=16)
def _judged(basis: Agreement) -> tuple[Judged, ...]:
    found = []
    for position, level in enumerate(basis.metrics.levels):
        for row, target in enumerate(level.targets):
            if target.value is None:
                continue
            promise = Promise(basis, level, position, row, target)
            constraints = judge(promise)
            decided, verdict = binding(constraints), verdict_on(constraints)
            if decided is not None and verdict in (Verdict.UNREALISTIC, Verdict.STRETCH):
                found.append(Judged(position, row, verdict, decided, nearest_target(promise, verdict)))
    return tuple(found)


@lru_cache(maxsize=64)
def _at(basis: Agreement, position: int, value: Decimal) -> tuple[Verdict, Constraint | None]:
    """The verdict on another figure for the first target of a level."""
    level = basis.metrics.levels[position]
    target = msgspec.structs.replace(level.targets[0], value=value)
    constraints = judge(Promise(basis, level, position, 0, target))
    return verdict_on(constraints), binding(constraints)


# --- targets ----------------------------------------------------------------------------------------------------


@BOOK.family(
    Code("MET-TARGET-UNREALISTIC", FindingLevel.WARNING, Quality.REALISTIC),
    Code("MET-TARGET-STRETCH", FindingLevel.NOTE, Quality.REALISTIC),
)
def targets_beyond_the_evidence(agreement: Agreement) -> Iterator[Spot]:
    """Targets that the evidence in the draft calls unrealistic, or a stretch."""
    for each in _judged(_basis(agreement)):
        if each.decided.kind in _FOUND_ELSEWHERE:
            continue
        level = agreement.metrics.levels[each.position]
        target = level.targets[each.row]
        where = cell_words(target.where)
        is_worse = each.verdict is Verdict.UNREALISTIC
        text = _("By {evidence}, {target} for {level} is unrealistic: {words}")
        if not is_worse:
            text = _("By {evidence}, {target} for {level} is a stretch: {words}")
        yield Spot(
            f"metrics.levels.{each.position}.targets.{each.row}.value",
            text.format(
                evidence=each.decided.kind,
                target=_target_words(agreement, each, target),
                level=level_name(level) + (f" ({where})" if where else ""),
                words=each.decided.words,
            ),
            _chance_sentence(each.decided),
            _mend(agreement, each),
            "MET-TARGET-UNREALISTIC" if is_worse else "MET-TARGET-STRETCH",
        )


def _target_words(agreement: Agreement, each: Judged, target: Target) -> str:
    level = agreement.metrics.levels[each.position]
    words = value_words(agreement, level, target.value or Decimal(0), target)
    if level.direction is Direction.BAND and target.upper is not None:
        return _("{low} to {high}").format(low=words, high=value_words(agreement, level, target.upper, target))
    return words


def _chance_sentence(decided: Constraint) -> str:
    if decided.chance is None:
        return _("A promise that the evidence speaks against will be missed, and paid for.")
    return _("It would be kept with a chance of {chance}; what is missed has to be paid for.").format(
        chance=chance_words(decided.chance)
    )


def _mend(agreement: Agreement, each: Judged) -> str:
    if each.nearest is None:
        return _("No usual figure would be comfortable as things are: change what stands behind it first.")
    return _("Agree on {nearest}, which would be comfortable, or change what stands behind it first.").format(
        nearest=_target_words(agreement, each, each.nearest)
    )


# --- asks and offers --------------------------------------------------------------------------------------------


@BOOK.family(
    Code("EXP-POSITION-OFFER-UNREALISTIC", FindingLevel.WARNING, Quality.REALISTIC),
    Code("EXP-POSITION-ASK-UNREALISTIC", FindingLevel.NOTE, Quality.REALISTIC),
)
def positions_beyond_the_evidence(agreement: Agreement) -> Iterator[Spot]:
    """What one side asks for or offers, against what the evidence says can be kept."""
    places = {level.id: place for place, level in reversed(list(enumerate(agreement.metrics.levels)))}
    for number, stand in enumerate(agreement.expectations.positions):
        place = places.get(stand.level)
        if place is None or not agreement.metrics.levels[place].targets:
            continue
        level, agreed = agreement.metrics.levels[place], agreement.metrics.levels[place].targets[0].value
        for name, value in (("provider_offers", stand.provider_offers), ("customer_asks", stand.customer_asks)):
            if value is None or value == agreed:
                continue
            verdict, decided = _at(_basis(agreement), place, value)
            if verdict is not Verdict.UNREALISTIC or decided is None or decided.kind in _FOUND_ELSEWHERE:
                continue
            is_offer = name == "provider_offers"
            text = _("The provider offers {figure} for {level}, which {evidence} calls unrealistic: {words}")
            if not is_offer:
                text = _("The customer asks for {figure} for {level}, which {evidence} calls unrealistic: {words}")
            yield Spot(
                f"expectations.positions.{number}.{name}",
                text.format(
                    figure=value_words(agreement, level, value),
                    level=level_name(level),
                    evidence=decided.kind,
                    words=decided.words,
                ),
                _chance_sentence(decided),
                _("Settle on a figure that the evidence supports, or name what will change before it applies."),
                "EXP-POSITION-OFFER-UNREALISTIC" if is_offer else "EXP-POSITION-ASK-UNREALISTIC",
            )


# --- suppliers' windows and the evidence itself -----------------------------------------------------------------


@BOOK.rule("EXP-SUPPLIER-WINDOW", FindingLevel.WARNING, Quality.REALISTIC)
def supplier_with_a_longer_window(agreement: Agreement) -> Iterator[Spot]:
    """A supplier keeps its promise over a longer window, in which one of ours may be lost."""
    suppliers = agreement.expectations.suppliers
    for position, level in enumerate(agreement.metrics.levels):
        count = windows_a_year(level.window)
        for row, target in enumerate(level.targets if count else ()):
            promise = Promise(agreement, level, position, row, target)
            found = supplier_constraint(promise) if target.value is not None else None
            spread = longer_windows(suppliers, DAYS_A_YEAR / count) if found and count else ()
            if found is None or found.verdict is not Verdict.LIKELY or not spread:
                continue
            worst = min(spread, key=lambda each: each.left)
            yield Spot(
                f"expectations.suppliers.{worst.position}.window",
                _("{supplier} is measured over a longer window ({window}) than {level}. {words}").format(
                    supplier=row_name(_("Supplier"), worst.position, worst.supplier.name),
                    window=worst.supplier.window.strip(),
                    level=level_name(level),
                    words=found.words,
                ),
                _("The provider may miss its target and pay, while its supplier owes it nothing."),
                _("Ask the supplier for the same window, or measure this service level over the longer one."),
            )
            return


@BOOK.rule("EXP-HISTORY-WINDOW", FindingLevel.WARNING, Quality.REALISTIC)
def history_of_other_windows(agreement: Agreement) -> Iterator[Spot]:
    """A history measured over another kind of window than its level's."""
    for position, history in enumerate(agreement.expectations.evidence.histories):
        level = agreement.level(history.level)
        if level is not None and history.window is not level.window.kind:
            yield Spot(
                f"expectations.evidence.histories.{position}.window",
                _("The history of {level} is by the {own}, the level is measured by the {other}.").format(
                    level=level_name(level),
                    own=history.window.value.replace("_", " "),
                    other=level.window.kind.value.replace("_", " "),
                ),
                _("A short window is missed more easily than a long one: the past says nothing of this target."),
                _("Give the past figures by the windows that are agreed, or agree on those of the past."),
            )


@BOOK.rule("EXP-EVIDENCE-UNKNOWN", FindingLevel.WARNING, Quality.CLEAR)
def evidence_of_nothing(agreement: Agreement) -> Iterator[Spot]:
    """Evidence for a service level or a severity that the agreement does not have."""
    evidence = agreement.expectations.evidence
    levels = {level.id for level in agreement.metrics.levels}
    severities = {severity.id for severity in agreement.metrics.severities}
    named = [
        *((f"histories.{place}.level", each.level, levels) for place, each in enumerate(evidence.histories)),
        *((f"incidents.{place}.level", each.level, levels) for place, each in enumerate(evidence.incidents)),
        *((f"tickets.{place}.severity", each.severity, severities) for place, each in enumerate(evidence.tickets)),
    ]
    for path, name, known in named:
        if name not in known:
            yield Spot(
                f"expectations.evidence.{path}",
                _("There is evidence for {name}, which the agreement does not have.").format(name=quoted(name)),
                _("It judges nothing, and whoever gave it believes that it does."),
                _("Choose what it is about, or remove it."),
            )
