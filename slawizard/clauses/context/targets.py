"""A service level's targets as templates see them: one sentence, a table over its dimensions, or a grid of two."""

from __future__ import annotations

from slawizard.agreement.metrics import Coordinate, Direction, ServiceLevel, SeverityTime, ShareWithin, Target
from slawizard.clauses.context.objectives import Calendars
from slawizard.clauses.context.values import ContextValue, Words, Writer

SEVERITY_TIMES = {
    SeverityTime.RESPONSE: "Response Time",
    SeverityTime.UPDATE: "time between updates",
    SeverityTime.WORKAROUND: "time to a workaround",
    SeverityTime.RESOLUTION: "Resolution Time",
}
"""The times of a severity in words; two of them are defined terms."""
_FEW = 4
"""So many targets still fit into the table of all service levels."""


def targets_words(level: ServiceLevel, path: str, calendars: Calendars, write: Writer) -> Words:
    """`target` is the promise in a few words; `targets` its rows; `grid` its table where two dimensions are all."""
    rows = [_row(level, target, f"{path}.targets.{n}", calendars, write) for n, target in enumerate(level.targets)]
    if not rows:
        rows = [_row(level, Target(), f"{path}.targets", calendars, write)]
    names = [one.name for one in level.dimensions]
    has_terms = any(row["has_terms"] for row in rows)
    has_minimum = any(target.minimum is not None for target in level.targets)
    columns = max(1, len(names)) + 1 + has_minimum + has_terms
    return {
        "target": rows[0]["target"],
        "target_wanted": not lacks_target(level, path, write),
        "minimum": rows[0]["minimum"],
        "single": len(rows) == 1,
        "few": 1 < len(rows) <= _FEW and bool(names),
        "needs_direction": any(target.value is None for target in level.targets) or not level.targets,
        "targets": rows,
        "dimensions": [write.line(n, f"{path}.dimensions.{i}.name", "dimension") for i, n in enumerate(names)],
        "has_minimum": has_minimum,
        "has_terms": has_terms,
        "widths": _widths(columns, has_terms),
        "grid": _grid(level, path, rows, write),
    }


def lacks_target(level: ServiceLevel, path: str, write: Writer) -> bool:
    """Whether the parties agreed on purpose that the level has no target, here or elsewhere."""
    elsewhere = level.external_table.strip() or (level.severity_time and not isinstance(level.statistic, ShareWithin))
    return not level.targets and not elsewhere and write.is_left_out(f"{path}.targets")


def _widths(columns: int, has_terms: bool) -> str:
    if not has_terms:
        return _even(columns, 100)
    return f"{_even(columns - 1, 64)},36"


def _even(columns: int, total: int) -> str:
    each = total // columns
    return ",".join(map(str, (total - each * (columns - 1), *[each] * (columns - 1))))


def _row(level: ServiceLevel, target: Target, path: str, calendars: Calendars, write: Writer) -> Words:
    unit = target.unit or level.unit
    alternative = target.alternative
    beside = (
        target.alternative, target.condition, target.range_from, target.surcharge_percent, target.price, target.calendar
    )  # fmt: skip
    return {
        "where": [_coordinate(level, one.name, target, path, write) for one in level.dimensions],
        "target": target_phrase(level, target, path, write),
        "minimum": write.quantity(target.minimum, unit, f"{path}.minimum", "minimum level"),
        "has_terms": any(one not in (None, "") for one in beside),
        "alternative": write.quantity(
            alternative.value if alternative else None, alternative.unit if alternative else unit, f"{path}.alternative"
        ),
        "range_from": write.quantity(target.range_from, unit, f"{path}.range_from"),
        "bound": write.quantity(target.value, unit, f"{path}.value"),
        "hours": calendars.find(target.calendar, f"{path}.calendar"),
        "condition": write.phrase(target.condition, f"{path}.condition"),
        "surcharge": write.percent(target.surcharge_percent, f"{path}.surcharge_percent"),
        "price": write.sum(target.price, f"{path}.price"),
    }


def _coordinate(level: ServiceLevel, dimension: str, target: Target, path: str, write: Writer) -> ContextValue:
    found = next((one.value for one in target.where if one.dimension == dimension), "")
    return write.phrase(found or "any", f"{path}.where")


def target_phrase(level: ServiceLevel, target: Target, path: str, write: Writer) -> str:
    """The promise: "at least 99.9 %", "less than 30 ms", "from 18 °C to 27 °C", or the words of a target without a
    figure, or where the figure stands: in another document, or with the severities.
    """
    if target.due_date:
        return "by the due date"
    if target.value is None and target.words:
        return write.phrase(target.words, f"{path}.words")
    if target.value is None and level.external_table.strip():
        return f"as stated in {write.phrase(level.external_table, f'{_level_path(path)}.external_table')}"
    if target.value is None and level.severity_time is not None and not isinstance(level.statistic, ShareWithin):
        time = write.words(SEVERITY_TIMES[level.severity_time], f"{_level_path(path)}.severity_time")
        return f"within the {time} of the ticket’s Severity"
    unit = target.unit or level.unit
    figure = write.quantity(target.value, unit, f"{path}.value", "target")
    if level.direction is Direction.BAND:
        upper = write.quantity(target.upper, unit, f"{path}.upper", "upper edge")
        words = "more than {} and less than {}" if target.strict else "from {} to {}"
        return words.format(figure, upper)
    words = {
        (Direction.HIGHER, False): "at least {}",
        (Direction.HIGHER, True): "more than {}",
        (Direction.LOWER, False): "at most {}",
        (Direction.LOWER, True): "less than {}",
    }[level.direction, target.strict]
    return words.format(figure)


def _level_path(path: str) -> str:
    return path.partition(".targets")[0]


def _grid(level: ServiceLevel, path: str, rows: list[Words], write: Writer) -> Words:
    """Targets over exactly two dimensions with nothing but figures; `given` is false for any other table."""
    nothing: Words = {
        "given": False,
        "corner": "",
        "columns": [""],
        "rows": [{"name": "", "cells": [""]}],
        "widths": "",
    }
    if len(level.dimensions) != 2 or any(row["has_terms"] for row in rows) or not level.targets:
        return nothing
    if not all(dimension.values for dimension in level.dimensions):
        return nothing
    if any(target.minimum is not None or len(target.where) != 2 for target in level.targets):
        return nothing
    down, across = level.dimensions
    cells = {frozenset(target.where): row["target"] for target, row in zip(level.targets, rows, strict=True)}
    return {
        "given": True,
        "corner": write.text(f"{down.name} / {across.name}", f"{path}.dimensions"),
        "columns": write.texts(across.values, f"{path}.dimensions.1.values"),
        "rows": [
            {
                "name": write.text(value, f"{path}.dimensions.0.values.{number}"),
                "cells": [
                    cells.get(frozenset((Coordinate(down.name, value), Coordinate(across.name, other))), "–")
                    for other in across.values
                ],
            }
            for number, value in enumerate(down.values)
        ],
        "widths": _even(len(across.values) + 1, 100),
    }
