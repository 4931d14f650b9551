"""What a batch will do, found out while it is put together: each column's field, each row's trouble, what is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from pathlib import Path

import msgspec

from slawizard.agreement.answers import with_answers
from slawizard.batch.columns import match_columns
from slawizard.batch.folder import BatchFolder
from slawizard.batch.journal import NAME as JOURNAL_NAME
from slawizard.batch.plan import Order, Plan, PlannedRow, make_plan
from slawizard.batch.source import BatchSource
from slawizard.checks import findings
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.errors import SlaWizardError, TableFileError
from slawizard.i18n import _
from slawizard.tables.answers import Question
from slawizard.tables.held import HeldTable
from slawizard.tables.table import Column

_CHECKED_ROWS = 5
"""So many of the first rows are filled in and checked; all of them when they are written."""


class BatchOffer(msgspec.Struct, frozen=True):
    """A template to choose: a key that stays the same, its words, the shelf it stands on, and how it is read."""

    key: str
    words: str
    shelf: str
    load: Callable[[], BatchSource]


class ColumnLook(msgspec.Struct, frozen=True):
    """A column: the field that it fills, or none and those that may be meant, or why it cannot fill what it should."""

    name: str
    examples: tuple[str, ...] = ()
    path: str = ""
    words: str = ""
    near: tuple[tuple[str, str], ...] = ()
    is_ignored: bool = False
    trouble: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something must be said of it before anything can be written."""
        return bool(self.trouble) or not (self.path or self.is_ignored)


class BatchLook(msgspec.Struct, frozen=True):
    """What an order gives. `plan` is None where something is open or wrong; `problem` is what is wrong with the whole.

    `found` holds the findings of the first rows by their number. `done_before` counts the rows that an earlier batch
    has done in the folder; None where there was none.
    """

    columns: tuple[ColumnLook, ...] = ()
    questions: tuple[Question, ...] = ()
    understood: tuple[str, ...] = ()
    plan: Plan | None = None
    found: dict[int, tuple[Finding, ...]] = {}
    done_before: int | None = None
    problem: SlaWizardError | None = None

    @property
    def open_columns(self) -> int:
        """How many columns something must be said of."""
        return sum(column.is_open for column in self.columns)


def look_at(order: Order, folder: Path | None, table: HeldTable) -> BatchLook:
    """Find out what the order gives for this table; nothing is written. Every SlaWizardError is in the result."""
    look = BatchLook(questions=table.questions, understood=table.understood)
    if table.questions:
        return look
    try:
        order = _without_gone(order, {column.name for column in table.columns})
        look = msgspec.structs.replace(look, columns=_columns(order, table.columns, table.source))
        if look.open_columns:
            return look
        plan = make_plan(order, table)
        look = msgspec.structs.replace(look, questions=plan.questions, understood=plan.understood)
        if not plan.is_ready:
            return look
        look = msgspec.structs.replace(look, plan=plan, found=_found(plan))
        return msgspec.structs.replace(look, done_before=_done_before(plan, folder))
    except SlaWizardError as problem:
        return msgspec.structs.replace(look, problem=problem)


def _without_gone(order: Order, names: Set[str]) -> Order:
    """What was said of a column that the table has no more is forgotten."""
    told = {name: path for name, path in order.columns.items() if name in names}
    ignored = tuple(name for name in order.ignored if name in names)
    return msgspec.structs.replace(order, columns=told, ignored=ignored)


def _columns(order: Order, columns: Sequence[Column], where: str) -> tuple[ColumnLook, ...]:
    """Each column by itself, so that one that cannot be used says so and leaves the others as they are."""
    ignored = order.ignored
    try:
        matched = match_columns(order.source.agreement, columns, order.columns, ignored, where)
    except TableFileError:
        looks = [_alone(order, column, column.name in ignored, where) for column in columns]
        return _without_twins(looks)
    uses = {use.column: use for use in matched.uses}
    near = {one.column: one.near for one in matched.unknown}
    return tuple(
        ColumnLook(
            column.name,
            column.examples,
            uses[column.name].path if column.name in uses else "",
            uses[column.name].words if column.name in uses else "",
            near.get(column.name, ()),
            column.name in ignored,
        )
        for column in columns
    )


def _alone(order: Order, column: Column, ignored: bool, where: str) -> ColumnLook:
    look = ColumnLook(column.name, column.examples, is_ignored=ignored)
    if ignored:
        return look
    own = {name: path for name, path in order.columns.items() if name == column.name}
    try:
        matched = match_columns(order.source.agreement, (column,), own, (), where)
    except TableFileError as problem:
        return msgspec.structs.replace(look, trouble=problem.what)
    if matched.unknown:
        return msgspec.structs.replace(look, near=matched.unknown[0].near)
    return msgspec.structs.replace(look, path=matched.uses[0].path, words=matched.uses[0].words)


def _without_twins(looks: Sequence[ColumnLook]) -> tuple[ColumnLook, ...]:
    """Of columns that fill the same field, the first has it."""
    seen: dict[str, str] = {}
    kept = []
    for look in looks:
        first = seen.setdefault(look.path, look.name) if look.path else look.name
        if first != look.name:
            words = _("“{column}” fills this field already.").format(column=first)
            look = msgspec.structs.replace(look, trouble=words)
        kept.append(look)
    return tuple(kept)


def _found(plan: Plan) -> dict[int, tuple[Finding, ...]]:
    return {row.number: _findings(plan, row) for row in plan.rows[:_CHECKED_ROWS] if not row.problem}


def _findings(plan: Plan, row: PlannedRow) -> tuple[Finding, ...]:
    try:
        return findings(with_answers(plan.job.agreement, ((one.path, one.text) for one in row.answers)))
    except SlaWizardError as problem:  # the row will say so itself when it is written
        return (Finding("", FindingLevel.ERROR, problem.where, problem.what, "", problem.remedy),)


def _done_before(plan: Plan, folder: Path | None) -> int | None:
    """How many rows are noted as done in the folder; a folder that no batch has filled is not touched."""
    if folder is None or not (folder / JOURNAL_NAME).is_file():
        return None
    with BatchFolder(folder) as kept:
        return sum((note := kept.note_of(row)) is not None and note.input == row.digest for row in plan.rows)
