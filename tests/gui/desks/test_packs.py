"""The desk for packs: making one, looking into one, taking what was chosen; what is refused says why."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from slawizard.agreement.texts import OwnClause, Texts
from slawizard.gui.desks.templates import TemplatesDesk
from slawizard.storage.draft_file import save_draft
from slawizard.storage.library import add_template, list_templates, new_template
from slawizard.storage.packs.building import build_pack, bundle_source, template_source
from slawizard.storage.packs.clause_bundle import ClauseBundle
from slawizard.storage.packs.inspecting import load_pack
from tests.agreements.examples import small
from tests.drivers import enter, find, press, read, settle, until
from tests.gui.desk import Desk

OWN = OwnClause("night-watch", "expectations", "Night watch", "Someone is awake.")
TEMPLATE = new_template(small(), "Our terms", note="For carriers.")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with a template and a bundle of one clause."""
    bundle = ClauseBundle("night-1234", "Night clauses", "At night.", own=(OWN,))
    path = tmp_path / "theirs.slapack"
    path.write_bytes(build_pack("Their terms", [template_source(TEMPLATE), bundle_source(bundle)], author="Someone"))
    return path


def known(desk: Desk, count: int) -> None:
    """Wait until the window has read so many templates."""
    saved = next(one for one in desk.bench.desks if isinstance(one, TemplatesDesk)).saved
    saved.read_again()
    until(lambda: saved.contents and sum(len(one.entries) for one in saved.contents) == count)


def drop(desk: Desk, path: Path) -> None:
    """Drop a file on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    desk.window.dropEvent(event)  # Qt sends one only after a drag that it has seen coming


def open_pack(desk: Desk, path: Path) -> QDialog:
    """The dialog that shows a pack, once it has been read."""
    drop(desk, path)
    until(lambda: desk.window.findChild(QDialog, "open_pack") is not None)
    found = find(desk.window, QDialog, "open_pack")
    until(lambda: "Looking" not in read(found, "open_pack.words"), "the pack to be read")
    settle()
    return found


def items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """Every row of a tree."""
    found, walk = [], QTreeWidgetItemIterator(tree)
    while item := walk.value():
        found.append(item)
        walk += 1
    return found


def choose(dialog: QDialog, tree: str, words: str) -> None:
    """Go to the row that holds these words, and tick it."""
    shown = find(dialog, QTreeWidget, tree)
    item = next(each for each in items(shown) if words in each.text(0))
    shown.setCurrentItem(item)
    item.setCheckState(0, Qt.CheckState.Checked)
    settle()


def test_a_dropped_pack_is_shown_before_anything_is_taken(desk: Desk, pack: Path) -> None:
    known(desk, 0)
    dialog = open_pack(desk, pack)
    assert "made by Someone, as it says itself" in read(dialog, "open_pack.words")
    titles = [item.text(0) for item in items(find(dialog, QTreeWidget, "open_pack.parts"))]
    assert titles == ["Template: Our terms", "Clauses: Night clauses"]

    assert "For carriers." in read(dialog, "open_pack.about")
    assert list_templates()[0].entries == ()


def test_the_texts_of_clauses_are_shown(desk: Desk, pack: Path) -> None:
    dialog = open_pack(desk, pack)
    choose(dialog, "open_pack.parts", "Night")
    from PySide6.QtWidgets import QPlainTextEdit

    assert "Someone is awake." in find(dialog, QPlainTextEdit, "open_pack.text").toPlainText()


def test_what_is_ticked_is_taken_and_nothing_else(desk: Desk, pack: Path, home: Path) -> None:
    known(desk, 0)
    dialog = open_pack(desk, pack)
    choose(dialog, "open_pack.parts", "Our terms")
    press(dialog, "open_pack.take")
    until(lambda: "Taken" in read(dialog, "open_pack.meets"))

    assert [entry.title for entry in list_templates()[0].entries] == ["Our terms"]
    assert list((home / "clauses").glob("*")) == []


def test_what_is_there_already_is_asked_about_and_can_become_a_version(desk: Desk, pack: Path) -> None:
    add_template(msgspec.structs.replace(TEMPLATE, title="Our terms, changed"))
    known(desk, 1)
    dialog = open_pack(desk, pack)
    assert "in the library already" in read(dialog, "open_pack.meets")
    decision = find(dialog, QComboBox, "open_pack.decision")
    decision.setCurrentIndex(1)
    decision.activated.emit(1)
    choose(dialog, "open_pack.parts", "Our terms")
    press(dialog, "open_pack.take")
    until(lambda: "Taken" in read(dialog, "open_pack.meets"))
    (entry,) = list_templates()[0].entries

    assert (entry.title, entry.version) == ("Our terms, changed", 2)


def test_a_damaged_pack_is_refused_with_its_reason(desk: Desk, pack: Path) -> None:
    data = bytearray(pack.read_bytes())
    data[len(data) // 2] ^= 0xFF
    pack.write_bytes(bytes(data))
    dialog = open_pack(desk, pack)

    assert "Nothing of it was taken." in read(dialog, "open_pack.words")
    assert not find(dialog, QWidget, "open_pack.take").isEnabled()


def test_clauses_of_a_pack_go_into_the_open_draft_as_one_edit(desk: Desk, pack: Path, file: Path) -> None:
    desk.open(file)
    dialog = open_pack(desk, pack)
    choose(dialog, "open_pack.parts", "Night")
    press(dialog, "open_pack.into_draft")
    settle()
    assert [clause.id for clause in desk.store.agreement.texts.own] == [OWN.id]
    desk.store.undo()

    assert not desk.store.agreement.texts.own


def test_a_dropped_draft_is_opened(desk: Desk, file: Path) -> None:
    drop(desk, file)
    until(lambda: desk.session.path == file)

    assert desk.store.agreement == small()


def test_a_pack_is_made_of_what_was_ticked(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_template(TEMPLATE)
    path, target = tmp_path / "own.sladraft", tmp_path / "ours.slapack"
    save_draft(msgspec.structs.replace(small(), texts=Texts(own=(OWN,))), path, None)
    desk.open(path)
    known(desk, 1)
    monkeypatch.setattr("slawizard.gui.dialogs.pack_build.ask_where_to_put_pack", lambda parent, proposal: target)
    desk.action("library.pack").trigger()
    until(lambda: desk.window.findChild(QDialog, "pack") is not None)
    making = find(desk.window, QDialog, "pack")
    enter(making, "pack.title", "Ours")
    assert not find(making, QWidget, "pack.save").isEnabled()
    for words in ("Our terms", "Clauses of"):
        choose(making, "pack.parts", words)
    press(making, "pack.save")
    until(lambda: "Written" in read(making, "pack.note_line"))
    made = load_pack(target)

    assert made.manifest.title == "Ours"
    assert [(seen.member.kind.value, bool(seen.clauses)) for seen in made.members] == [
        ("template", False),
        ("clauses", True),
    ]
