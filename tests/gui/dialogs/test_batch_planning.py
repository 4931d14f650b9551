"""What a batch will do, found out while it is put together."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.batch.folder import BatchFolder
from slawizard.batch.plan import MOST_ROWS, Order
from slawizard.batch.run import Outcome, Progress, run_batch
from slawizard.checks.finding import FindingLevel
from slawizard.gui.dialogs.batch_planning import BatchLook, ColumnLook, look_at
from slawizard.tables.held import hold
from slawizard.tables.table import open_table
from tests.batch.conftest import NAME, REFERENCE, START, FakeCrew, template, write_table


def _table(path: Path, *heads: str) -> Path:
    return write_table(path, [heads, ["Harbour Ledger"] * len(heads)])


def _look(order: Order, folder: Path | None = None) -> BatchLook:
    with open_table(order.table, order.answers) as table:
        return look_at(order, folder, hold(table, MOST_ROWS))


def _columns(order: Order) -> dict[str, ColumnLook]:
    return {column.name: column for column in _look(order).columns}


def test_every_column_has_its_field_or_is_open(tmp_path: Path) -> None:
    columns = _columns(Order(template(), _table(tmp_path / "a.csv", NAME, "Shoe size", "Left"), ignored=("Left",)))

    assert columns[NAME].path == NAME
    assert columns[NAME].examples == ("Harbour Ledger",)
    assert columns["Shoe size"].is_open
    assert columns["Left"].is_ignored
    assert not columns["Left"].is_open


def test_of_two_columns_for_one_field_the_second_says_who_has_it(tmp_path: Path) -> None:
    columns = _columns(Order(template(), _table(tmp_path / "a.csv", NAME, "Client"), columns={"Client": NAME}))

    assert not columns[NAME].is_open
    assert columns["Client"].trouble == f"“{NAME}” fills this field already."


def test_a_column_for_a_locked_field_says_so_and_the_others_stay(tmp_path: Path) -> None:
    order = Order(template(locked=(REFERENCE,)), _table(tmp_path / "a.csv", NAME, REFERENCE))
    columns = _columns(order)

    assert "keeps it as it is" in columns[REFERENCE].trouble
    assert columns[NAME].path == NAME


def test_what_was_said_of_a_column_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    order = Order(template(), _table(tmp_path / "a.csv", NAME), columns={"Old": NAME}, ignored=("Older",))

    assert _look(order).plan is not None


def test_the_first_rows_are_filled_in_and_checked(tmp_path: Path) -> None:
    empty = msgspec.structs.replace(template(), agreement=Agreement())
    look = _look(Order(empty, _table(tmp_path / "b.csv", "title")))

    assert any(finding.level is FindingLevel.ERROR for finding in look.found[1])


def test_a_table_with_two_meanings_leaves_a_question(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [[NAME, START], ["A", "01/02/2027"], ["B", "03/04/2027"]])
    look = _look(Order(template(), path))

    assert [question.topic for question in look.questions] == ["dates"]
    assert look.plan is None


def test_rows_that_were_done_in_the_folder_are_counted_and_the_folder_is_left_alone(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [[NAME], ["A"], ["B"], ["C"]])
    order, folder = Order(template(), path, ("md",)), tmp_path / "out"
    look = _look(order, folder)
    assert look.plan is not None
    assert look.done_before is None
    assert not folder.exists(), "looking makes no folder"
    stop = Event()

    def hear(progress: Progress) -> None:
        if progress.done == 2:
            stop.set()

    with BatchFolder(folder) as kept:
        summary = run_batch(look.plan, kept, lambda: FakeCrew(width=1), tell=hear, stop=stop)
    before = sorted(path.name for path in folder.iterdir())

    assert _look(order, folder).done_before == summary.count(Outcome.WRITTEN) == 2
    assert sorted(path.name for path in folder.iterdir()) == before
