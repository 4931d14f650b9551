"""An import from end to end: a file and a level in, what the draft would keep out, or what is still to be asked."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import History, HistoryWindow, TypicalIncidents
from slawizard.agreement.metrics import Coordinate, EventShare, MeanOfRates, ServiceLevel, Target, TimeShare
from slawizard.analysis.setting import SEVERITY, hours_of, normal, zone_name_of
from slawizard.analysis.windows import zone_of
from slawizard.errors import TableFileError
from slawizard.evidence.context import Context
from slawizard.evidence.imported import ColumnSeen, ImportAnswers, Imported, Role, TableKind
from slawizard.evidence.outages import outage_windows, read_outages
from slawizard.evidence.reading_windows import import_readings
from slawizard.evidence.roles import KIND_WORDS, assign, rivals
from slawizard.evidence.tickets import event_of, read_tickets, ticket_windows
from slawizard.evidence.values import read_values
from slawizard.evidence.zones import ask_about_zone, letters_told
from slawizard.i18n import Plural
from slawizard.tables.answers import Choice, Question, Topic
from slawizard.tables.dates import read_time
from slawizard.tables.source import Progress, no_progress
from slawizard.tables.table import Column, Table, open_table

_SERVICE = re.compile(r"service|component|monitor|host|server|system|application|\bsite\b|dienst|komponente|composant")
_OF_SEVERAL = {
    TableKind.OUTAGES: "the outages of all of them count",
    TableKind.VALUES: "keep the rows of the one that the level is of",
}
Roles = dict[Role, Column]
_DAYS = Plural(
    "{count} row tells the day and no time of day: it is taken from the day's beginning, which changes nothing where "
    "all hours count.",
    "{count} rows tell the day and no time of day: they are taken from the day's beginning, which changes nothing "
    "where all hours count.",
)
_OFFSETS = Plural("{count} time has an offset of its own.", "{count} times have an offset of their own.")


def import_history(
    agreement: Agreement,
    level_id: str,
    path: Path,
    answers: ImportAnswers | None = None,
    progress: Progress = no_progress,
) -> Imported:
    """Read a file as the history of a service level. Nothing is guessed: what is open stands in `questions`.

    Raises TableFileError for a file that is no such table, and for a level that the agreement does not have;
    FileAccessError when the file cannot be read; CalculationError where the level cannot be reckoned with.
    """
    answers = answers or ImportAnswers()
    level = agreement.level(level_id)
    if level is None:
        known = ", ".join(each.id for each in agreement.metrics.levels) or "none"
        raise TableFileError(
            f"The agreement has no service level “{level_id}”.",
            where=path.name,
            remedy=f"Its service levels are: {known}.",
        )
    with open_table(path, answers.table, lambda share, words: progress(share * 0.1, words)) as table:
        _check_columns(table)
        kind, roles, asked = assign(table.columns, answers.kind, answers.columns, table.source)
        if kind is TableKind.TICKETS and asked is None and not _is_of_tickets(level):
            kind, asked = _no_tickets(level, answers, table.source)
        start = Imported(level_id, table.source, table.digest, kind, table.understood, sheets=table.sheets)
        open_ = [each for each in table.questions if each.topic != Topic.ENCODING]
        if kind is None or asked is not None or open_:
            # Whoever must say which sheet or delimiter is meant cannot be asked about its columns yet.
            questions = [*table.questions, *([asked] if asked and not open_ else [])]
            columns = _columns_seen(table, roles)
            return msgspec.structs.replace(start, columns=columns, questions=tuple(questions))
        target, where_question = _target(agreement, level, kind, answers)
        context = _context(agreement, level, target, table, roles, answers, progress)
        context.questions += [each for each in (where_question,) if each is not None]
        _ask_about_letters(context)
        return _read(context, start, kind)


def _is_of_tickets(level: ServiceLevel) -> bool:
    """Whether a level's statistic can be taken of tickets."""
    return not isinstance(level.statistic, TimeShare | MeanOfRates | EventShare)


def _no_tickets(level: ServiceLevel, answers: ImportAnswers, where: str) -> tuple[TableKind | None, Question]:
    """The question whether what looks like tickets are outages. Raises TableFileError where someone said otherwise."""
    name = level.name or level.id
    if answers.kind is TableKind.TICKETS or not isinstance(level.statistic, TimeShare):
        raise TableFileError(
            f"“{name}” is not measured by tickets: how long they took does not tell it.",
            where=where,
            remedy="Choose the level that the tickets are of, or bring outages or measured values.",
        )
    words = f"The rows look like tickets, and “{name}” is measured by outages. Was the service down all the while?"
    choices = (Choice(TableKind.OUTAGES, "yes: each row is an outage, from when it was opened until it was resolved"),)
    return None, Question("kind", words, choices)


def _check_columns(table: Table) -> None:
    if len(table.columns) < 2 and not table.questions:
        raise TableFileError(
            f"Only one column was found in the table, “{table.columns[0].name[:60]}”: nothing that stands "
            "between its cells tells them apart.",
            where=table.source,
            remedy="Export it as CSV, or name the sign between the columns.",
        )


def _context(
    agreement: Agreement,
    level: ServiceLevel,
    target: Target | None,
    table: Table,
    roles: Roles,
    answers: ImportAnswers,
    progress: Progress,
) -> Context:
    calendar = hours_of(agreement, level, target)
    named = zone_name_of(agreement, level, calendar)
    zone = zone_of(answers.time_zone or named)
    context = Context(agreement, level, target, calendar, zone, zone_of(named), table, roles, answers, progress)
    context.understood += [*table.understood]
    return context


def _target(
    agreement: Agreement, level: ServiceLevel, kind: TableKind, answers: ImportAnswers
) -> tuple[Target | None, Question | None]:
    """The row of the table of targets that is measured, or the question which one is meant."""
    rows = level.targets
    if answers.where:
        wanted = set(normal(agreement, answers.where))
        found = next((each for each in rows if set(normal(agreement, each.where)) == wanted), None)
        if found is None:
            words = ", ".join(f"{each.dimension}={each.value}" for each in answers.where)
            raise TableFileError(f"“{level.id}” has no target for {words}.")
        return found, None
    if len(rows) <= 1 or (kind is TableKind.TICKETS and _by_severity(level)):
        return (rows[0] if len(rows) == 1 else None), None
    plain = next((each for each in rows if not each.where), None)
    if plain is not None:
        return plain, None
    choices = tuple(Choice(_cell_text(each.where), _cell_text(each.where)) for each in rows)
    return rows[0], Question("where", "Which row of the level's targets is this the history of?", choices)


def _by_severity(level: ServiceLevel) -> bool:
    return all({each.dimension.lower() for each in row.where} <= {SEVERITY} for row in level.targets)


def _cell_text(where: tuple[Coordinate, ...]) -> str:
    return ", ".join(f"{each.dimension}={each.value}" for each in where)


def _ask_about_letters(context: Context) -> None:
    """The encoding is asked for only where it can change what is kept: dates and figures are the same in all."""
    severity = context.roles.get(Role.SEVERITY)
    for question in context.table.questions:
        if question.topic != Topic.ENCODING:
            continue
        if severity is not None and not all(text.isascii() for text in severity.examples):
            context.questions.append(question)
        else:
            context.notes.append("Some letters of the file can be read in two ways; none of them is in what is kept.")


def _read(context: Context, start: Imported, kind: TableKind) -> Imported:
    context.understood.append(f"The rows are {KIND_WORDS[kind]}.")
    context.find_forms()
    histories: tuple[History, ...] = ()
    incidents: TypicalIncidents | None = None
    found = start
    if not context.questions:
        match kind:
            case TableKind.VALUES:
                histories = _histories(context, [(context.target, read_values(context))])
            case TableKind.OUTAGES:
                outages = read_outages(context)
                _tell_weights(context)
                windows, incidents = outage_windows(context, outages)
                histories = _histories(context, [(context.target, windows)])
            case TableKind.READINGS:
                windows, incidents = import_readings(context)
                histories = _histories(context, [(context.target, windows)])
            case TableKind.TICKETS:
                found, histories = _read_tickets(context, start)
    ask_about_zone(context)
    _tell_zone(context)
    _tell_services(context, kind)
    _tell_times_apart(context)
    if not any(each.role for each in context.answers.columns):
        context.notes += rivals(context.table.columns, context.roles)
    if context.questions:
        histories, incidents = (), None
        found = msgspec.structs.replace(found, tickets=())
    return msgspec.structs.replace(
        found,
        understood=tuple(context.understood),
        columns=_columns_seen(context.table, dict(context.roles)),
        questions=tuple(context.questions),
        counts=context.tally.counts,
        rejected=tuple(context.tally.kept),
        notes=(*context.instants.notes(), *context.notes),
        histories=histories,
        incidents=incidents,
    )


def _read_tickets(context: Context, start: Imported) -> tuple[Imported, tuple[History, ...]]:
    event_of(context)
    tickets = read_tickets(context)
    if context.questions or not tickets.opened:
        return start, ()
    targets: tuple[Target | None, ...] = (context.target,)
    if context.target is None and context.level.targets:
        targets = context.level.targets
    windows, loads = ticket_windows(context, tickets, targets)
    return msgspec.structs.replace(start, tickets=loads), _histories(context, list(windows))


def _histories(context: Context, found: list[tuple[Target | None, tuple[HistoryWindow, ...]]]) -> tuple[History, ...]:
    return tuple(
        History(
            context.level.id,
            target.where if target else (),
            context.table.source,
            context.table.digest,
            context.level.window.kind,
            windows,
        )
        for target, windows in found
        if windows
    )


def _tell_weights(context: Context) -> None:
    if context.level.measurement.outage.weighted_by_affected and Role.AFFECTED not in context.roles:
        context.notes.append(
            "The level weighs outages by the users affected; the file does not tell them, so each is full."
        )
    if Role.PLANNED in context.roles:
        counts = context.agreement.expectations.maintenance.counts_as_downtime
        words = "counts as downtime, as agreed" if counts else "does not count as downtime"
        context.understood.append(f"Planned maintenance {words}.")


def _tell_zone(context: Context) -> None:
    if context.day_count:
        context.notes.append(_DAYS.of(context.day_count))
    if context.instants.local:
        said = ", as you said" if context.answers.time_zone else ""
        context.understood.append(f"Times without an offset are in {context.zone.key}{said}.")
    if context.instants.with_offset:
        context.understood.append(_OFFSETS.of(context.instants.with_offset))
    context.understood += letters_told(context)


def _tell_services(context: Context, kind: TableKind) -> None:
    """Outages of several services are told as such: for the level they all count."""
    for column in context.table.columns:
        if _SERVICE.search(column.name.casefold()) and len(set(column.examples)) > 1 and kind in _OF_SEVERAL:
            context.notes.append(f"“{column.name}” names more than one; {_OF_SEVERAL[kind]}.")


def _tell_times_apart(context: Context) -> None:
    """Times of day in a column of their own are not joined with their days: that is said."""
    apart = [
        column.name
        for column in context.table.columns
        if column.examples and all(read_time(text) is not None for text in column.examples)
    ]
    counts = context.tally.counts
    if apart and counts.rejected > counts.used:
        context.notes.append(
            f"Times of day stand in columns of their own ({', '.join(apart)}). Put day and time into one column, and "
            "import the table again."
        )


def _columns_seen(table: Table, roles: Roles) -> tuple[ColumnSeen, ...]:
    role_of = {column.place: role.value for role, column in roles.items()}
    return tuple(ColumnSeen(each.name, role_of.get(each.place, ""), each.examples) for each in table.columns)
