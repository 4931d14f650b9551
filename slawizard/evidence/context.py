"""What every kind of import works with: the level and its row of targets, its zone, the table and its columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from zoneinfo import ZoneInfo

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import ServiceLevel, Target
from slawizard.agreement.quantities import HoursCalendar
from slawizard.analysis.measurement import SHARES
from slawizard.evidence.grid import Grid, check_window, grid, start_of
from slawizard.evidence.imported import ImportAnswers, Role
from slawizard.evidence.instants import Instants, moment
from slawizard.evidence.lengths import LengthForm
from slawizard.evidence.reading_form import ReadingForm
from slawizard.tables.answers import Question, Topic
from slawizard.tables.cells import CellError, is_blank
from slawizard.tables.dates import DateForm
from slawizard.tables.numbers import NumberForm
from slawizard.tables.rows import Row, Tally
from slawizard.tables.source import Progress
from slawizard.tables.table import Column, Table

Form = DateForm | NumberForm | LengthForm | ReadingForm
DATE_ROLES = (Role.WINDOW, Role.START, Role.END, Role.OPENED, Role.RESPONDED, Role.RESOLVED, Role.TIME)
NUMBER_ROLES = (Role.VALUE, Role.AFFECTED)
LENGTH_ROLES = (Role.DURATION, Role.HANDLING)
_HUNDRED = Decimal(100)
_MIXED = (
    "“COLUMN” holds dates, and texts that look like dates. A spreadsheet makes such a column of dates in another order "
    "than its own: then it has taken days for months where it could. Compare some rows with where they came from."
)
STEP = 20_000
"""After so many rows the progress is told."""


@dataclass
class Context:
    """One import under way. `target` is the row of the level's table that is measured; `zone` that of local times."""

    agreement: Agreement
    level: ServiceLevel
    target: Target | None
    calendar: HoursCalendar | None
    zone: ZoneInfo
    window_zone: ZoneInfo
    table: Table
    roles: Mapping[Role, Column]
    answers: ImportAnswers
    progress: Progress
    forms: dict[Role, Form] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    understood: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    row_count: int = 0
    day_count: int = 0
    differing: int = 0

    def __post_init__(self) -> None:
        self.instants = Instants(self.zone)

    @property
    def unit(self) -> str:
        """The unit of values: that of the target, or else the level's."""
        return (self.target.unit if self.target else "") or self.level.unit

    def find_forms(self) -> None:
        """Go through the whole table once, to learn how each column that is used is written."""
        for role, column in self.roles.items():
            if role in DATE_ROLES:
                self.forms[role] = DateForm()
            elif role in NUMBER_ROLES:
                self.forms[role] = NumberForm()
            elif role is Role.READING:
                self.forms[role] = ReadingForm()
            elif role in LENGTH_ROLES:
                self.forms[role] = LengthForm(column.name)
        takers = [(self.roles[role].place, form.take) for role, form in self.forms.items()]
        for row in self._counted("Finding how the columns are written", 0.0):
            if row.cells:
                for place, take in takers:
                    take(row.cells[place])
        for role, form in self.forms.items():
            self._settle(form, role)
        self._settle_alike()

    def _settle(self, form: Form, role: Role) -> None:
        column = self.roles[role].name
        answers = self.answers.table
        if isinstance(form, LengthForm):
            said, open_ = form.settle(answers.decimal, self.answers.unit)
        elif isinstance(form, ReadingForm):
            said, open_ = form.settle(answers.decimal, column)
        else:
            if isinstance(form, DateForm):
                words, question = form.settle(answers.dates, column)
                if form.is_mixed:
                    self.notes.append(_MIXED.replace("COLUMN", column))
            else:
                is_percent = role is Role.AFFECTED or (
                    self.unit == "percent" and isinstance(self.level.statistic, SHARES)
                )
                words, question = form.settle(answers.decimal, column, _HUNDRED if is_percent else None)
            said, open_ = ((words,) if words else ()), ((question,) if question else ())
        self.understood.extend(said)
        self.questions.extend(open_)

    def _settle_alike(self) -> None:
        """Dates that one column leaves open are in the order that another column settles: one program wrote both."""
        forms = {self.roles[role].name: form for role, form in self.forms.items() if isinstance(form, DateForm)}
        open_ = {each.column for each in self.questions if each.topic == Topic.DATES}
        sure = {form.order: name for name, form in forms.items() if name not in open_ and form.order in ("dmy", "mdy")}
        if not open_ or len(sure) != 1:
            return
        ((order, like),) = sure.items()
        for name in open_ & forms.keys():
            said, question = forms[name].settle(order, name)
            if question is None:
                self.understood.append(said.removesuffix(", as you said.") + f", as in “{like}”.")
        self.questions = [each for each in self.questions if each.topic != Topic.DATES]

    def _counted(self, words: str, start: float) -> Iterator[Row]:
        total, number = self.row_count, 0
        for number, row in enumerate(self.table.rows(), 1):
            if number % STEP == 0:
                self.progress(start + 0.5 * (min(number / total, 1.0) if total else 0.5), words)
            yield row
        self.row_count = number

    def rows(self) -> Iterator[Row]:
        """The rows that can be used; blank ones and those that are no rows are counted here."""
        for row in self._counted("Reading the rows", 0.4):
            if row.cells:
                yield row
            elif row.problem:
                self.tally.reject(row, row.problem)
            else:
                self.tally.blank += 1

    def instant(self, role: Role, row: Row, after: int | None = None, *, day_will_do: bool = False) -> int | None:
        """The instant in a column of dates, in microseconds; None for an empty cell. Raises CellError.

        `day_will_do`: a day without a time is taken from its beginning.
        """
        column, form = self.roles.get(role), self.forms.get(role)
        if column is None or not isinstance(form, DateForm) or is_blank(row.cells[column.place]):
            return None
        dated = form.read(row.cells[column.place])
        if dated.is_day and day_will_do:
            self.day_count += 1
        elif dated.is_day:
            raise CellError(f"the time of day is missing in “{column.name}”")
        return self.instants.of(dated, after)

    def length(self, role: Role, row: Row) -> int | None:
        """The length in a column, in microseconds; None for an empty cell. Raises CellError."""
        column, form = self.roles.get(role), self.forms.get(role)
        if column is None or not isinstance(form, LengthForm) or is_blank(row.cells[column.place]):
            return None
        return form.read(row.cells[column.place])

    def windows(self, first_micros: int, last_micros: int) -> Grid:
        """The level's windows over the time that the file covers: the one told, or else from the first row's window to
        the last row's.
        """
        where, window = self.table.source, self.level.window
        check_window(window, where)
        first = self.answers.first or start_of(window, moment(first_micros, self.window_zone).date())
        last = self.answers.last or moment(last_micros, self.window_zone).date()
        told = self.answers.first is not None and self.answers.last is not None
        found = grid(window, self.window_zone, first, last, whole=told, where=where)
        start, end = found.spans[0].start.date(), found.spans[-1].end.date() - dt.timedelta(days=1)
        if told:
            self.understood.append(f"Period: {start} to {end}, the whole windows of the time that you named.")
        else:
            self.notes.append(
                f"The period is taken to be {start} to {end}: from the window of the first row to that of the last, "
                "each of them whole. If the file covers another time, give its first and last day."
            )
        return found
