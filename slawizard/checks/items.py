"""What every agreement needs: each item filled, missing or left out on purpose; a finding for each that is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read
from slawizard.checks.agreement import is_empty, left_out_reason
from slawizard.checks.finding import Finding
from slawizard.checks.gaps import BOOK as GAPS
from slawizard.checks.gaps import empty_in_text
from slawizard.checks.needs import NEEDS, Need
from slawizard.checks.rulebook import Code, Rulebook, Spot
from slawizard.checks.templates import BOOK as TEMPLATES
from slawizard.i18n import _

BOOK = Rulebook("OBJ", "EXP", "MET", "CON", "FLX")


class ItemState(StrEnum):
    """Whether an item is there."""

    FILLED = "filled"
    MISSING = "missing"
    LEFT_OUT = "left_out"


class Item(msgspec.Struct, frozen=True):
    """One thing that every agreement needs: the path of its field, what it is called, the step it belongs to, its
    state, and the reason where it was left out on purpose.
    """

    path: str
    name: str
    step: str
    state: ItemState
    reason: str = ""


def completeness(agreement: Agreement) -> tuple[Item, ...]:
    """Every item that this agreement needs, in the order of the steps; items that do not apply are not listed."""
    return tuple(item for _need, item in _items(agreement))


def _items(agreement: Agreement) -> Iterator[tuple[Need, Item]]:
    for need in NEEDS:
        if not need.applies(agreement):
            continue
        for path, subject in _places(agreement, need):
            name = f"{need.name} ({subject})" if subject else need.name
            reason = left_out_reason(agreement, path)
            if need.is_filled(agreement, path) if need.is_filled else not is_empty(read(agreement, path)):
                state, reason = ItemState.FILLED, None
            else:
                state = ItemState.MISSING if reason is None else ItemState.LEFT_OUT
            yield need, Item(path, name, need.step, state, reason or "")


def _places(agreement: Agreement, need: Need) -> Iterable[tuple[str, str]]:
    """The paths of a need with the name of the row it is about: one, or one for each row of a list."""
    if "*" not in need.path:
        return [(need.path, "")]
    list_path, field = need.path.split(".*.")
    return [
        (f"{list_path}.{position}.{field}", row.name or row.id)
        for position, row in enumerate(read(agreement, list_path))
        if need.applies_to_row(row)
    ]


@BOOK.family(*dict.fromkeys(Code(need.code, need.level, need.quality) for need in NEEDS))
def missing_items(agreement: Agreement) -> Iterator[Spot]:
    """Each item that is neither filled nor left out on purpose, and is not found as a gap in the text already."""
    gaps = {path for path, _name in empty_in_text(agreement)}
    for need, item in _items(agreement):
        if item.state is ItemState.MISSING and item.path not in gaps:
            yield Spot(
                item.path,
                _("Still open: {name}.").format(name=item.name),
                need.why,
                _("Fill it in, or leave it out on purpose and say why."),
                need.code,
            )


_OPEN_CODES = frozenset(code.code for book in (BOOK, GAPS, TEMPLATES) for rule in book.rules for code in rule.codes)


def is_still_open(finding: Finding) -> bool:
    """Whether a finding only says that something has not been filled in yet: no mistake, but work to do."""
    return finding.code in _OPEN_CODES
