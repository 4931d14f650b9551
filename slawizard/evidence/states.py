"""Logs of monitors, in which a row says whether the service was up or down from then on."""

from __future__ import annotations

import re

from slawizard.evidence.context import Context
from slawizard.tables.cells import CellError, shown, text_of
from slawizard.tables.rows import Row
from slawizard.tables.table import Column

_UP = frozenset(
    """up|ok|okay|operational|recovered|available|online|success|normal|healthy|running|passing|passed|responding|connected
    |alive|green|host up|service up|verfügbar|in ordnung|erreichbar|disponible|en ligne""".replace("\n    ", "").split(
        "|"
    )
)
_DOWN = frozenset(
    """down|critical|crit|unreachable|outage|failed|failure|error|offline|major outage|partial outage|alerting|firing
    |alarm|problem|unhealthy|not responding|unavailable|disconnected|dead|red|host down|service down|nicht erreichbar
    |nicht verfügbar|ausfall|gestört|indisponible|hors ligne""".replace("\n    ", "").split("|")
)
_PROGRESS = frozenset(
    """resolved|closed|open|new|acknowledged|in progress|pending|on hold|investigating|identified|monitoring|completed
    |gelöst|geschlossen|offen|erledigt|résolu|fermé|ouvert""".replace("\n    ", "").split("|")
)
"""How far an incident has come, which does not say whether the service was up."""
_NAMED = re.compile(r"\b(status|state|event|zustand|ereignis|état|estado)\b")


def state_column(context: Context) -> Column | None:
    """The column that says of each row whether the service was up or down; None where there is none.

    A column that is named for it and has other words is told: its rows all count.
    """
    found, unknown = _found(context)
    if found is not None:
        context.understood.append(f"Rows in which “{found.name}” says that the service was up are no outages.")
        return found
    for column in unknown:
        words = ", ".join(dict.fromkeys(column.examples))
        context.notes.append(f"“{column.name}” ({words}) is not used: rows count whatever it says.")
    return None


def state_of_readings(context: Context) -> Column | None:
    """The column that says of each reading whether the service was up; None where there is none."""
    found, _unknown = _found(context)
    if found is not None:
        context.understood.append(f"Rows in which “{found.name}” says that the service was down are no readings.")
    return found


def check_reading(row: Row, column: Column | None) -> None:
    """Raise CellError for a row in which the service was down: what stands there was not measured."""
    if column is not None and text_of(row.cells[column.place]).casefold() in _DOWN:
        raise CellError(f"{shown(text_of(row.cells[column.place]))}: nothing was measured")


def _found(context: Context) -> tuple[Column | None, list[Column]]:
    """The column of states, and those that are named so and have other words."""
    told = {each.column.casefold() for each in context.answers.columns}
    unknown: list[Column] = []
    for column in context.table.columns:
        words = {each.casefold() for each in column.examples}
        is_free = column.name.casefold() not in told and column not in context.roles.values()
        if not words or not is_free:
            continue
        is_named = _NAMED.search(column.name.casefold().replace("_", " ")) is not None and not words & _PROGRESS
        if words <= _UP | _DOWN or (is_named and words & (_UP | _DOWN)):
            return column, []
        if is_named and len(words) > 1:
            unknown.append(column)
    return None, unknown


def check_state(row: Row, column: Column | None) -> None:
    """Raise CellError for a row in which the service was not down."""
    if column is None:
        return
    word = text_of(row.cells[column.place])
    if word.casefold() in _UP:
        raise CellError(f"{shown(word)}: the service was up")
    if word.casefold() not in _DOWN:
        raise CellError(f"{shown(word)} does not say whether the service was down")
