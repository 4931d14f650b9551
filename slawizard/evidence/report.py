"""What an import found, in words for people and as plain data for programs."""

from __future__ import annotations

from typing import Any

import msgspec

from slawizard.agreement.expectations import History, TicketLoad, TypicalIncidents
from slawizard.analysis.cells import cell_words
from slawizard.evidence.imported import Imported

_MOST_SHOWN = 10


def imported_data(imported: Imported) -> dict[str, Any]:
    """The whole of it as plain data: strings, whole numbers, lists; figures as text."""
    found = msgspec.to_builtins(imported)
    assert isinstance(found, dict)
    return found


def imported_words(imported: Imported) -> str:
    """The whole of it in lines: what was understood, what is kept, what was rejected."""
    counts = imported.counts
    lines = [f"{imported.source}, SHA-256 {imported.digest[:16]}…", *(f"  {each}" for each in imported.understood)]
    used = [f"{each.name} = {each.role}" for each in imported.columns if each.role]
    if used:
        lines.append(f"  Columns: {', '.join(used)}.")
    if counts.read:
        rejected, blank = f"{counts.rejected:,} rejected", f"{counts.blank:,} blank"
        lines += ["", f"Rows: {counts.read:,} read = {counts.used:,} used + {rejected} + {blank}."]
    for each in imported.rejected[:_MOST_SHOWN]:
        lines.append(f"  line {each.line}: {each.reason}  [{each.text[:60]}]")
    if counts.rejected > _MOST_SHOWN:
        lines.append(f"  … and {counts.rejected - _MOST_SHOWN:,} more.")
    lines += [f"Note: {each}" for each in imported.notes]
    for history in imported.histories:
        lines += ["", *_history_lines(history)]
    if imported.incidents is not None:
        lines.append(_incident_words(imported.incidents))
    lines += [_load_words(each) for each in imported.tickets]
    return "\n".join(lines)


def _history_lines(history: History) -> list[str]:
    values = [window.value for window in history.windows]
    name = f"{history.level}{f' ({cell_words(history.where)})' if history.where else ''}"
    kind = history.window.value.replace("_", " ")
    first, last = history.windows[0].start, history.windows[-1].start
    lines = [f"{name}: {len(values)} windows ({kind}) from {first} to {last}, {min(values):f} to {max(values):f}."]
    shown = history.windows[-_MOST_SHOWN:]
    if len(shown) < len(values):
        lines.append(f"  the last {len(shown)}:")
    return [*lines, *(f"  {window.start}  {window.value:f}" for window in shown)]


def _incident_words(incidents: TypicalIncidents) -> str:
    words = f"Outages a year: {incidents.a_year:f}"
    if incidents.usual_repair is not None and incidents.long_repair is not None:
        usual, long = incidents.usual_repair, incidents.long_repair
        words += f"; half are over within {usual.amount:f} {usual.unit}, nine in ten within {long.amount:f} {long.unit}"
    return words + "."


def _load_words(load: TicketLoad) -> str:
    words = f"Tickets of severity {load.severity}: {load.a_month:f} a month"
    if load.handling is not None:
        words += f", {load.handling.amount:f} {load.handling.unit} of work on each"
    return words + "."
