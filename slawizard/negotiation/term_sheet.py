"""The term sheet: for both sides, what is asked, offered and agreed, what is open, and the terms that cost money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Position, PositionStatus
from slawizard.agreement.metrics import Direction, ServiceLevel, Standing, Target
from slawizard.agreement.wording import date_words, quantity_words
from slawizard.analysis.cells import cell_words
from slawizard.document.nodes import Clause, Document, Inlines
from slawizard.negotiation.commercial import commercial_terms
from slawizard.negotiation.sheet import lines, paragraph, section, sheet, table, text


def term_sheet(agreement: Agreement) -> Document:
    """The term sheet of an agreement, neutral between the sides. Never raises for what a draft says."""
    frame = agreement.frame
    return sheet(
        f"Term sheet: {agreement.title}",
        text(_between(agreement)),
        frame.reference,
        frame.version,
        (_levels(agreement), _terms(agreement), _open_points(agreement), _standing_of_sheet()),
    )


def _between(agreement: Agreement) -> str:
    frame = agreement.frame
    words = (
        f"{frame.provider.legal_name or 'The Provider'} (Provider) and {frame.customer.legal_name or 'the Customer'} "
    )
    service = agreement.objectives.service_name.strip()
    return f"{words}(Customer)" + (f", on {service}" if service else "") + _dated(agreement)


def _dated(agreement: Agreement) -> str:
    day = agreement.frame.document_date
    return f", {date_words(day)}" if day is not None else ""


# --- service levels ---------------------------------------------------------------------------------------------


def _levels(agreement: Agreement) -> Clause:
    rows = [
        tuple(_level_row(agreement, level, row, target))
        for level in agreement.metrics.levels
        for row, target in enumerate(level.targets)
    ]
    if not rows:
        return section("levels", "Service levels", paragraph("levels", 1, text("No service level is proposed yet.")))
    header = ("Service level", "Target in the draft", "Measured over", "Customer asks", "Provider offers", "Status")
    return section("levels", "Service levels", table("levels", 1, (26, 18, 16, 14, 14, 12), header, rows))


def _level_row(agreement: Agreement, level: ServiceLevel, row: int, target: Target) -> Iterator[Inlines]:
    said = position_of(agreement, level) if row == 0 else None
    where = cell_words(target.where)
    name = (level.name or level.id) + (f" ({where})" if where else "")
    told = "For information" if level.standing is Standing.INFORMATIONAL else ""
    yield lines(text(name), text(told, emphasis=True))
    yield text(_target_words(agreement, level, target))
    yield text(level.window.kind.value.replace("_", " ").capitalize())
    yield text(_figure(agreement, level, target, said.customer_asks if said else None))
    yield text(_figure(agreement, level, target, said.provider_offers if said else None))
    yield text(_status(position_of(agreement, level)))


def position_of(agreement: Agreement, level: ServiceLevel) -> Position | None:
    """What both sides say about a level's first target; None where neither has said anything."""
    return next((each for each in agreement.expectations.positions if each.level == level.id), None)


def _status(said: Position | None) -> str:
    return "Agreed" if said is not None and said.status is PositionStatus.AGREED else "Open"


def _target_words(agreement: Agreement, level: ServiceLevel, target: Target) -> str:
    if target.value is None:
        return target.words.strip() or ("The date in each order" if target.due_date else "Open")
    words = _figure(agreement, level, target, target.value)
    if level.direction is Direction.BAND and target.upper is not None:
        return f"{words} to {_figure(agreement, level, target, target.upper)}"
    if level.direction is Direction.LOWER:
        return f"{'less than' if target.strict else 'at most'} {words}"
    return f"{'more than' if target.strict else 'at least'} {words}"


def _figure(agreement: Agreement, level: ServiceLevel, target: Target, value: Decimal | None) -> str:
    if value is None:
        return ""
    return quantity_words(value, target.unit or level.unit, "en", agreement.frame.currency)


# --- terms and open points --------------------------------------------------------------------------------------


def _terms(agreement: Agreement) -> Clause:
    rows = [(text(name), text(words)) for name, words in commercial_terms(agreement) if words]
    return section("terms", "Key commercial terms", table("terms", 1, (26, 74), ("Term", "As drafted"), rows))


def _open_points(agreement: Agreement) -> Clause:
    points = [text(words) for words in open_points(agreement)]
    return section("open", "Open points", paragraph("open", 1, lines(*points) or text("None.")))


def open_points(agreement: Agreement) -> Iterator[str]:
    """What the sides have still to settle, one sentence each."""
    for level in agreement.metrics.levels:
        said = position_of(agreement, level)
        if level.targets and _status(said) == "Open":
            yield _level_point(agreement, level, said)
    for name, words in commercial_terms(agreement):
        if not words:
            yield f"{name}: open."


def _level_point(agreement: Agreement, level: ServiceLevel, said: Position | None) -> str:
    name, target = level.name or level.id, level.targets[0]
    asked = _figure(agreement, level, target, said.customer_asks if said else None)
    offered = _figure(agreement, level, target, said.provider_offers if said else None)
    if asked and offered and asked != offered:
        return f"{name}: the Customer asks {asked}, the Provider offers {offered}."
    if asked and offered:
        return f"{name}: both name {asked}; to be confirmed."
    if asked or offered:
        who, other = ("Customer asks", "Provider") if asked else ("Provider offers", "Customer")
        return f"{name}: the {who} {asked or offered}; the {other} has yet to answer."
    return f"{name}: neither side has named a figure."


def _standing_of_sheet() -> Clause:
    words = "This sheet sums up the draft for the negotiation. It binds nobody; only the signed agreement does."
    return section("standing", "Standing of this sheet", paragraph("standing", 1, text(words)))
