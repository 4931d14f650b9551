"""What a table is of, and what each of its columns is, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from slawizard.errors import TableFileError
from slawizard.evidence.imported import ROLES, ColumnRole, Role, TableKind
from slawizard.evidence.reading_form import parted
from slawizard.tables.answers import Choice, Question
from slawizard.tables.dates import orders_of, seconds_since_1970, split
from slawizard.tables.month_names import read_named_date
from slawizard.tables.numbers import read_number
from slawizard.tables.periods import read_period
from slawizard.tables.table import Column

KIND_WORDS = {
    TableKind.VALUES: "measured values, one for each window",
    TableKind.OUTAGES: "outages, with start and end",
    TableKind.TICKETS: "tickets, with opened, first response and resolved",
    TableKind.READINGS: "readings of a sensor, each with its time",
}
ROLE_WORDS = {
    Role.WINDOW: "the window or its first day",
    Role.VALUE: "the measured value",
    Role.START: "the start of the outage",
    Role.END: "the end of the outage, or how long it lasted",
    Role.OPENED: "the moment a ticket was opened",
    Role.RESPONDED: "the moment of the first response",
    Role.RESOLVED: "the moment a ticket was resolved",
    Role.SEVERITY: "the severity",
    Role.TIME: "the time of the reading",
    Role.READING: "the reading",
}

# Words in headers, in English, German, French and Spanish. The first role of a kind that fits a column has it.
_PATTERNS: dict[Role, str] = {
    Role.RESPONDED: r"respon|first.?(reply|answer|contact)|acknowledg|reaktion|erstantwort|antwort|réponse|respuesta",
    Role.RESOLVED: r"resol|closed|solved|fixed|done|gelöst|gelost|erledigt|geschlossen|behoben|résolu|fermé|cerrad",
    Role.OPENED: r"open|created|reported|received|submitted|logged|erstellt|gemeldet|eröffnet|ouvert|créé|abiert",
    Role.SEVERITY: r"sever|priorit|urgency|schwere|dringlich|gravité|gravedad|^p$|^prio$|^sev$",
    Role.HANDLING: r"handling|effort|work(ed|ing)?.?(time|minutes|hours)|time.?spent|aufwand|bearbeitungszeit",
    Role.PLANNED: r"planned|scheduled|maintenance|geplant|wartung|planifi|planificad",
    Role.AFFECTED: r"affected|impact(ed)?.?(share|percent|users|%)|betroffen|touché|afectad",
    Role.DURATION: r"durat|dauer|length|lasted|downtime|minutes.?down|ausfallzeit|durée|duración",
    Role.END: r"\bend|ended|until|\bto$|\bup( |$)|restored|recover|finish|ende|bis$|fin$|hasta|stop",
    Role.START: r"start|begin|began|from$|\bdown( |$|_at)|since|beginn|von$|anfang|début|inicio|desde|occurred",
    Role.WINDOW: r"month|period|window|quarter|week|date|\bday|year|monat|zeitraum|quartal|woche|datum|tag$|jahr|mois",
    Role.TIME: r"time|date|\bat\b|when|zeit|datum|uhr|heure|horodat|fecha|hora\b",
    Role.READING: r"reading|value|temp|humid|latenc|ping|rtt|response|°|celsius|fahrenheit|\bms\b|watt|volt|press|"
    r"level|mesure|valeur|messwert|wert|feucht|druck|valor",
    Role.SENSOR: r"sensor|probe|field|metric|parameter|series|\btag\b|device|location|\broom|channel|fühler|messstelle|"
    r"\braum\b|sonde|capteur",
    Role.VALUE: r"value|avail|uptime|percent|%|rate|score|result|measured|wert|verfügbar|ergebnis|valeur|dispon|valor",
}
# Of several columns that fit, those with these words come first: a ticket is closed days after it was resolved.
_FIRST: dict[Role, str] = {
    Role.RESOLVED: r"resol|solved|fixed|gelöst|gelost|behoben|résolu",
    Role.VALUE: r"avail|uptime|measured|actual|verfügbar|dispon|tillgäng|value|wert|valeur|valor",
}
_COUNTED = r"outage|incident|ticket|count|number|error|fail|anzahl|störung|ausfälle|nombre|panne|número"
_KINDS_OF_OUTAGE = frozenset(
    ("outage", "incident", "unplanned", "unscheduled", "maintenance", "planned", "scheduled", "störung", "wartung")
)
_OPPOSITE = (
    r"unavail|not avail|downtime|outage|(error|failure|fault|loss|miss)s?.?(rate|%|percent|share)|nicht ?verfüg|ausfall"
    r"|fehlerquote|indispon|taux d.erreur|no dispon"
)
"""Words of a share that is missing: 0.05 % of it is 99.95 % of the level's."""
_STRAIGHT = r"(?<!un)(?<!not )avail|uptime|(?<!nicht)(?<!nicht )verfüg"
_MOMENTS = (Role.START, Role.END, Role.OPENED, Role.RESPONDED, Role.RESOLVED)
_MEANT = r"planned|scheduled|expected|estimated|\bdue\b|target|\bsla\b|deadline|geplant|prévu|planifié"
"""Words of a column that tells when something was meant to happen, which is not when it did."""
_PROMISED = (
    r"target|goal|\bsla\b|\bslo\b|soll|ziel|objecti|commit|threshold|agreed|limit|minimum|vereinbart|zugesagt|cible"
    r"|set.?point|consigne"
)
"""Words of a column that tells what was promised, which is not what was measured."""


def assign(
    columns: Sequence[Column], kind: TableKind | None, told: Iterable[ColumnRole], where: str
) -> tuple[TableKind | None, dict[Role, Column], Question | None]:
    """The kind of a table, the column of each role, and the question that stays open.

    Raises TableFileError for a column or role that there is none of.
    """
    fixed = _told(columns, told, where)
    found, complete = _fitted(columns, kind, fixed)
    if kind is None:
        if len(complete) != 1:
            choices = tuple(Choice(each, KIND_WORDS[each]) for each in complete or TableKind)
            return None, {}, Question("kind", "What are the rows of this table?", choices)
        kind = complete[0]
    asked = _several(columns, fixed, kind)
    if asked is not None:
        return kind, found[kind], asked
    lacking = missing(kind, found[kind])
    if lacking is None:
        return kind, found[kind], None
    taken = {column.place for column in found[kind].values()}
    choices = tuple(Choice(each.name, _sample(each)) for each in columns if each.place not in taken)
    return kind, found[kind], Question(f"role.{lacking}", f"Which column is {ROLE_WORDS[lacking]}?", choices)


def _fitted(
    columns: Sequence[Column], kind: TableKind | None, fixed: Mapping[int, str]
) -> tuple[dict[TableKind, dict[Role, Column]], list[TableKind]]:
    """The columns of each kind's roles, by their names and then by their cells, and the kinds that lack none."""
    found = {each: _match(columns, each, fixed) for each in TableKind}

    def whole() -> list[TableKind]:
        return [each for each, roles in found.items() if missing(each, roles) is None]

    complete = whole()
    if kind is TableKind.VALUES or not complete:
        _by_cells(columns, fixed, found[TableKind.VALUES], (Role.WINDOW, Role.VALUE))
    _planned_by_cells(columns, fixed, found[TableKind.OUTAGES])
    if {Role.DURATION, Role.END} & found[TableKind.OUTAGES].keys() and (kind is TableKind.OUTAGES or not complete):
        _by_cells(columns, fixed, found[TableKind.OUTAGES], (Role.START,))
    if kind is TableKind.READINGS or (not complete and Role.READING in found[TableKind.READINGS]):
        _by_cells(columns, fixed, found[TableKind.READINGS], (Role.TIME, Role.READING))
    if kind is not None or not complete:
        complete = whole()
    if kind is TableKind.OUTAGES:
        _from_tickets(found)
    return found, _likelier(complete, found)


def _from_tickets(found: Mapping[TableKind, dict[Role, Column]]) -> None:
    """Tools for incidents say "created" and "resolved" of what began and ended: so they are, where nothing else is."""
    outages, tickets = found[TableKind.OUTAGES], found[TableKind.TICKETS]
    for role, other in ((Role.START, Role.OPENED), (Role.END, Role.RESOLVED)):
        if role not in outages and other in tickets and tickets[other] not in outages.values():
            outages[role] = tickets[other]


def _likelier(complete: Sequence[TableKind], found: Mapping[TableKind, Mapping[Role, Column]]) -> list[TableKind]:
    """Outages and tickets have times as readings have; the name of a window has none."""
    window = found[TableKind.VALUES].get(Role.WINDOW)
    kinds = list(complete)
    if window is not None and _are_moments(window.examples) and len(kinds) > 1:
        kinds = [each for each in kinds if each is not TableKind.VALUES]
    others: list[TableKind] = [each for each in kinds if each is not TableKind.READINGS]
    return others if TableKind.VALUES not in others and others else kinds


def _sample(column: Column) -> str:
    return f"{column.name}: {', '.join(column.examples[:3])}" if column.examples else column.name


def _several(columns: Sequence[Column], fixed: Mapping[int, str], kind: TableKind) -> Question | None:
    """The question which of several columns that are named as the value it is, where it takes someone to choose."""
    role = {TableKind.VALUES: Role.VALUE, TableKind.READINGS: Role.READING}.get(kind)
    if role is None or role in fixed.values():
        return None
    fitting = _fitting(role, [each for each in columns if each.place not in fixed])
    if role is Role.READING:
        fitting = [each for each in fitting if not all(_is_date(text, may_be_period=False) for text in each.examples)]
    if len(fitting) < 2:
        return None
    choices = tuple(Choice(each.name, _sample(each)) for each in fitting)
    return Question(f"role.{role}", f"Which column is {ROLE_WORDS[role]}?", choices)


def _fitting(role: Role, columns: Iterable[Column]) -> list[Column]:
    """The columns whose names and cells fit a role; only the better ones, where some are, and not those of plans."""
    found = [each for each in columns if re.search(_PATTERNS[role], each.name.casefold()) and _can_be(role, each)]
    better = [each for each in found if role in _FIRST and re.search(_FIRST[role], each.name.casefold())]
    found = better or found
    done = [each for each in found if not re.search(_MEANT, each.name.casefold().replace("_", " "))]
    return (done or found) if role in _MOMENTS else found


def rivals(columns: Sequence[Column], roles: Mapping[Role, Column]) -> list[str]:
    """Sentences on the columns that could have a role as well as the one that has it."""
    found = []
    for role in _MOMENTS:
        own = roles.get(role)
        others = [each.name for each in _fitting(role, columns) if each not in roles.values()]
        if own is not None and others and own in _fitting(role, columns):
            shown = ", ".join(f"“{name}”" for name in others[:3])
            found.append(f"“{own.name}” is taken for {ROLE_WORDS[role]}; {shown} could be it, too.")
    return found


def is_named_as_time(column: Column) -> bool:
    """Whether a column's name speaks of a length of time."""
    return re.search(rf"{_PATTERNS[Role.DURATION]}|minut|hour|second|stunde|sekund", column.name.casefold()) is not None


def is_named_as_opposite(column: Column) -> bool:
    """Whether a column's name speaks of what was missing, not of what was there."""
    name = column.name.casefold()
    return re.search(_OPPOSITE, name) is not None and re.search(_STRAIGHT, name) is None


def is_named_as_count(column: Column) -> bool:
    """Whether a column's name speaks of a number of things, and of no measured value."""
    name = column.name.casefold()
    return re.search(_COUNTED, name) is not None and re.search(_PATTERNS[Role.VALUE], name) is None


def missing(kind: TableKind, roles: Mapping[Role, Column]) -> Role | None:
    """The role that a table of this kind still needs a column for."""
    match kind:
        case TableKind.VALUES:
            needed: tuple[Role, ...] = (Role.WINDOW, Role.VALUE)
        case TableKind.OUTAGES:
            needed = (Role.START,) if Role.DURATION in roles else (Role.START, Role.END)
        case TableKind.READINGS:
            needed = (Role.TIME, Role.READING)
        case TableKind.TICKETS:
            needed = (Role.OPENED,) if Role.RESPONDED in roles else (Role.OPENED, Role.RESOLVED)
    return next((role for role in needed if role not in roles), None)


def _told(columns: Sequence[Column], told: Iterable[ColumnRole], where: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for each in told:
        column = _named(columns, each.column)
        if column is None:
            known = ", ".join(one.name for one in columns)
            raise TableFileError(f"There is no column “{each.column}”.", where=where, remedy=f"There are: {known}.")
        if each.role and each.role not in set(Role):
            raise TableFileError(
                f"“{each.role}” is no role of a column.", where=where, remedy=f"Use: {', '.join(Role)}."
            )
        found[column.place] = each.role
    return found


def _named(columns: Sequence[Column], name: str) -> Column | None:
    wanted = name.strip().casefold()
    if wanted.startswith("#") and wanted[1:].isdecimal() and 0 < int(wanted[1:]) <= len(columns):
        return columns[int(wanted[1:]) - 1]
    return next((each for each in columns if each.name.casefold() == wanted), None)


def _match(columns: Sequence[Column], kind: TableKind, fixed: Mapping[int, str]) -> dict[Role, Column]:
    roles = set(ROLES[kind])
    found = {Role(fixed[each.place]): each for each in columns if fixed.get(each.place) in roles}
    for role in _PATTERNS:
        if role not in roles or role in found:
            continue
        free = [each for each in columns if each.place not in fixed and each not in found.values()]
        fitting = _fitting(role, free)
        if fitting:
            found[role] = fitting[0]
    return found


def _by_cells(
    columns: Sequence[Column], fixed: Mapping[int, str], found: dict[Role, Column], roles: Sequence[Role]
) -> None:
    """Where one column alone can have a role that no column is named for, it has it."""
    free = [each for each in columns if each.place not in fixed and each not in found.values()]
    for role in roles:
        fitting = [each for each in free if each.examples and _can_be(role, each)]
        if role not in found and len(fitting) == 1:
            found[role] = fitting[0]
            free.remove(fitting[0])


def _planned_by_cells(columns: Sequence[Column], fixed: Mapping[int, str], found: dict[Role, Column]) -> None:
    """A column that says of each row whether it was an outage or maintenance, whatever its name is."""
    for column in columns:
        words = {each.casefold() for each in column.examples}
        free = column.place not in fixed and column not in found.values()
        if Role.PLANNED not in found and free and words and words <= _KINDS_OF_OUTAGE:
            found[Role.PLANNED] = column


def _can_be(role: Role, column: Column) -> bool:
    """Whether the first cells of a column can be what the role needs."""
    if role in (Role.VALUE, Role.READING) and re.search(_PROMISED, column.name.casefold()):
        return False
    if not column.examples:
        return True
    if role is Role.TIME:
        return _are_moments(column.examples)
    if role in (Role.OPENED, Role.RESPONDED, Role.RESOLVED, Role.START, Role.END, Role.WINDOW):
        return any(_is_date(text, may_be_period=role is Role.WINDOW) for text in column.examples)
    if role in (Role.DURATION, Role.HANDLING, Role.PLANNED, Role.SEVERITY):
        return not all(_is_date(text, may_be_period=False) for text in column.examples)
    if role is Role.READING:
        return any(read_number(parted(text)[0], sign) is not None for text in column.examples for sign in ".,")
    if role in (Role.VALUE, Role.AFFECTED):
        return any(read_number(text, ".") is not None or read_number(text, ",") is not None for text in column.examples)
    return True


def _are_moments(examples: Sequence[str]) -> bool:
    """Whether these are times within days: not the days, or one time of them all, that windows are named by."""
    found = [split(text) for text in examples if _is_date(text, may_be_period=False)]
    clocks = {clock[:8] for _, clock in found}
    since_1970 = sorted(each for text in examples if (each := seconds_since_1970(text)) is not None)
    within_days = any(0 < after - before < 86_400 for before, after in pairwise(since_1970))
    return within_days or len(clocks - {""}) > 1


def _is_date(text: str, *, may_be_period: bool) -> bool:
    day = split(text)[0]
    if orders_of(day) or read_named_date(day) is not None or seconds_since_1970(text) is not None:
        return True
    return may_be_period and read_period(text) is not None
