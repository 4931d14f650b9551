"""What fields offer from the agreement itself (its levels, hours, severities, rules) and from the world."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import TypeVar
from zoneinfo import available_timezones

import msgspec

from slawizard.agreement import edits
from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import CreditRule
from slawizard.agreement.metrics import Coordinate, ServiceLevel
from slawizard.agreement.units import UNITS
from slawizard.errors import EditError
from slawizard.gui.widgets.field import Option, Options
from slawizard.gui.widgets.readers import unit_words
from slawizard.i18n import _

StructT = TypeVar("StructT", bound=msgspec.Struct)
_MOST_CELLS = 60


def row_of(agreement: Agreement, path: str, kind: type[StructT]) -> StructT | None:
    """The list item that a field path runs through, where it is of this kind."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = edits.read(agreement, ".".join(parts[:length]))
        except EditError:
            continue
        if isinstance(found, kind):
            return found
    return None


def level_options(agreement: Agreement, _path: str) -> Sequence[Option]:
    """All service levels."""
    return [Option(level.id, level.name or level.id) for level in agreement.metrics.levels]


def other_level_options(agreement: Agreement, path: str) -> Sequence[Option]:
    """None, or a service level other than the one the field belongs to."""
    own = row_of(agreement, path, ServiceLevel)
    others = [level for level in agreement.metrics.levels if level is not own]
    return [Option("", _("None")), *(Option(level.id, level.name or level.id) for level in others)]


def chosen_level_options(agreement: Agreement, path: str) -> Sequence[Option]:
    """No level yet, or one of all."""
    return [Option("", _("Choose a service level")), *level_options(agreement, path)]


def hours_options(empty: str) -> Options:
    """The hours of step 1, after the words for none."""

    def options(agreement: Agreement, _path: str) -> Sequence[Option]:
        return [Option("", empty), *(Option(one.id, one.name or one.id) for one in agreement.objectives.calendars)]

    return options


def severity_options(agreement: Agreement, _path: str) -> Sequence[Option]:
    """All severities, after none."""
    return [Option("", "—"), *(Option(one.id, one.name or one.id) for one in agreement.metrics.severities)]


def rule_name(agreement: Agreement, rule: CreditRule) -> str:
    """A credit rule by its service level, with its cell of the table of targets."""
    level = agreement.level(rule.level)
    name = (level.name or level.id) if level else rule.id
    return name + "".join(f" · {coordinate.value}" for coordinate in rule.where)


def rule_options(agreement: Agreement, _path: str) -> Sequence[Option]:
    """All credit rules."""
    return [Option(rule.id, rule_name(agreement, rule)) for rule in agreement.consequences.rules]


def cell_options(agreement: Agreement, path: str) -> Sequence[Option]:
    """Every target of a rule's level, or only those of one cell of its table."""
    rule = row_of(agreement, path, CreditRule)
    level = agreement.level(rule.level) if rule else None
    options = [Option((), _("All its targets"))]
    dimensions = [one for one in level.dimensions if one.values] if level else []
    cells: list[tuple[Coordinate, ...]] = [(Coordinate(one.name, value),) for one in dimensions for value in one.values]
    if len(dimensions) > 1:
        values = product(*(one.values for one in dimensions))
        cells += [tuple(Coordinate(d.name, v) for d, v in zip(dimensions, row, strict=True)) for row in values]
    for cell in cells[:_MOST_CELLS]:
        options.append(Option(cell, ", ".join(f"{at.dimension}: {at.value}" for at in cell)))
    return options


@cache
def time_zones() -> Sequence[str]:
    """The names of all time zones, looked up once."""
    return tuple(sorted(name for name in available_timezones() if "/" in name or name == "UTC"))


def units() -> Sequence[str]:
    """The units that the program knows, by their words."""
    return [unit_words(code) for code in UNITS]


def currencies() -> Sequence[str]:
    """The currencies that are asked for most; any other code may be typed."""
    return ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "INR", "JPY", "SGD", "ZAR")


def languages() -> Sequence[str]:
    """The languages that the clauses are written in."""
    return ("en",)


def periods() -> Sequence[str]:
    """Periods that volumes and hours are counted over."""
    return ("day", "week", "month", "quarter", "year")
