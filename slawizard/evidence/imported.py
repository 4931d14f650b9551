"""What an import is asked for, and what it gives: what was understood, what is open, and what the draft would keep."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import msgspec

from slawizard.agreement.expectations import History, TicketLoad, TypicalIncidents
from slawizard.agreement.metrics import Coordinate
from slawizard.tables.answers import Answers, Counts, Question, Rejected


class TableKind(StrEnum):
    """What the rows of a table are."""

    VALUES = "values"
    OUTAGES = "outages"
    TICKETS = "tickets"
    READINGS = "readings"


class Role(StrEnum):
    """What a column is taken for."""

    WINDOW = "window"
    VALUE = "value"
    START = "start"
    END = "end"
    DURATION = "duration"
    AFFECTED = "affected"
    PLANNED = "planned"
    OPENED = "opened"
    RESPONDED = "responded"
    RESOLVED = "resolved"
    SEVERITY = "severity"
    HANDLING = "handling"
    TIME = "time"
    READING = "reading"
    SENSOR = "sensor"


ROLES: dict[TableKind, tuple[Role, ...]] = {
    TableKind.VALUES: (Role.WINDOW, Role.VALUE),
    TableKind.OUTAGES: (Role.START, Role.END, Role.DURATION, Role.AFFECTED, Role.PLANNED),
    TableKind.TICKETS: (Role.OPENED, Role.RESPONDED, Role.RESOLVED, Role.SEVERITY, Role.HANDLING),
    TableKind.READINGS: (Role.TIME, Role.READING, Role.SENSOR),
}
"""The roles that columns of each kind of table can have."""


class ColumnRole(msgspec.Struct, frozen=True):
    """A column, by its name, and the Role that it is to have; "" for none."""

    column: str
    role: str


class SeverityName(msgspec.Struct, frozen=True):
    """A severity as the file writes it ("*": every ticket, where no column tells it), and the id of the agreement's
    that is meant; "" for none.
    """

    text: str
    severity: str


class ImportAnswers(msgspec.Struct, frozen=True):
    """How a file is to be understood, where someone has said so; what is empty is found, or asked.

    `time_zone` (IANA) is that of local times; empty: the level's. `first` and `last` are the days, both included,
    that the file covers. `unit` is that of a bare number in a column of durations (a TimeUnit). `scale`: "percent"
    or "share" (0.9995 for 99.95 %), or what is missing: "rest" (0.05) or "rest_of_one" (0.0005). `where` is the row
    of the level's table of targets. `severities` translate names.

    Of readings: a reading counts against the level when it is more than `above` or less than `below`, in the file's
    unit; `gaps` says what the time without readings is ("unknown", "last" or "past"), `marks` what figures like
    -999 are ("none" or "real"); `sensor` whose readings are meant.
    """

    table: Answers = Answers()
    kind: TableKind | None = None
    columns: tuple[ColumnRole, ...] = ()
    time_zone: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    unit: str = ""
    scale: str = ""
    where: tuple[Coordinate, ...] = ()
    severities: tuple[SeverityName, ...] = ()
    above: Decimal | None = None
    below: Decimal | None = None
    gaps: str = ""
    marks: str = ""
    sensor: str = ""


class ColumnSeen(msgspec.Struct, frozen=True):
    """A column of the file: its name, the Role it was given ("": none), its first cells, and how it was read."""

    name: str
    role: str
    examples: tuple[str, ...]
    read_as: str = ""


class Imported(msgspec.Struct, frozen=True):
    """What an import found. Nothing is to be kept while `questions` are open: `histories` is empty then.

    `understood` are sentences: encoding, delimiter, dates, numbers, time zone, period. `notes` are what the reader
    should mind. `histories` has one for each row of the table of targets that was measured; `incidents` comes of
    outages, `tickets` of tickets. `digest` is the SHA-256 of the file, `source` its name without its folder.
    """

    level: str
    source: str
    digest: str
    kind: TableKind | None = None
    understood: tuple[str, ...] = ()
    columns: tuple[ColumnSeen, ...] = ()
    questions: tuple[Question, ...] = ()
    counts: Counts = Counts()
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()
    histories: tuple[History, ...] = ()
    incidents: TypicalIncidents | None = None
    tickets: tuple[TicketLoad, ...] = ()
    sheets: tuple[str, ...] = ()
