"""The main window: menus that work, a title that tells the truth, and no draft left without a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.private import PrivateNotes
from slawizard.gui.main_window import MainWindow
from slawizard.gui.menus import MENUS, SEPARATOR
from slawizard.settings import Settings
from slawizard.storage.draft_file import load_draft, save_draft
from slawizard.storage.locks import DraftLock
from slawizard.storage.private_file import private_path, save_notes
from tests.agreements.examples import small
from tests.drivers import Answers, Heard, activate, find, press, read, settle, until
from tests.gui.desk import Desk


def where(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """Answer the dialog that asks where to save."""
    monkeypatch.setattr("slawizard.gui.draft_files.ask_where_to_save", lambda window, proposal: path)


# --- start ------------------------------------------------------------------------------------------------------


def test_the_window_begins_with_the_start_screen_and_its_starters(desk: Desk) -> None:
    assert desk.is_at_start()
    assert desk.window.windowTitle() == "SLA Wizard"
    find(desk.window, QWidget, "start.starter.saas")


def test_what_is_offered_comes_right_after_the_first_paint() -> None:
    window = MainWindow(Settings(), lambda _window: None)  # type: ignore[arg-type,return-value]
    empty = [child.objectName() for child in window.findChildren(QAction)]
    painted, completed = Heard(window.first_painted), Heard(window.completed)
    activate(window)
    until(lambda: completed)
    window.close()

    assert "file.new" not in empty
    assert len(painted) == len(completed) == 1
    find(window, QWidget, "start.starter.saas")
    assert window.findChild(QAction, "file.new") is not None


def test_a_blank_draft_opens_on_the_first_step(desk: Desk) -> None:
    press(desk.window, "start.blank")
    settle()

    assert not desk.is_at_start()
    assert desk.wizard.flow.current == "objectives"
    assert desk.store.agreement == Agreement()


def test_a_starter_is_seen_first_and_opens_with_its_words(desk: Desk) -> None:
    press(desk.window, "start.starter.saas")
    until(lambda: find(desk.window, QWidget, "preview.use").isEnabled())
    assert "many users share" in read(desk.window, "preview.words")
    press(desk.window, "preview.use")
    until(lambda: not desk.is_at_start())

    assert desk.store.agreement.frame.provider.legal_name


def test_without_a_draft_only_what_needs_none_is_enabled(desk: Desk) -> None:
    for _title, items in MENUS:
        for item in items:
            action = desk.window.findChild(QAction, item.name) if item != SEPARATOR else None
            if action is not None:
                assert action.isEnabled() is not item.needs_draft, item.name


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("file.new", "Ctrl+N"),
        ("file.open", "Ctrl+O"),
        ("file.save", "Ctrl+S"),
        ("file.save_as", "Ctrl+Shift+S"),
        ("file.print", "Ctrl+P"),
        ("file.export", "Ctrl+E"),
        ("edit.undo", "Ctrl+Z"),
        ("edit.redo", "Ctrl+Y"),
        ("draft.next", "Alt+Right"),
        ("draft.back", "Alt+Left"),
        ("draft.step.objectives", "Ctrl+1"),
        ("draft.step.flexibility", "Ctrl+5"),
        ("help.guide", "F1"),
    ],
)
def test_the_shortcuts_are_those_of_the_platform(desk: Desk, name: str, keys: str) -> None:
    assert desk.action(name).shortcut() == QKeySequence(keys)


def test_every_menu_item_stands_for_something(desk: Desk) -> None:
    own = {"file.quit", "help.about", *(f"view.theme.{choice}" for choice in ("system", "light", "dark"))}
    names = {item.name for _title, items in MENUS for item in items if item != SEPARATOR}

    assert names - own == set(desk.bench._actions)


def test_no_two_menu_items_share_a_shortcut(desk: Desk) -> None:
    keys = [
        action.shortcut().toString() for action in desk.window.findChildren(QAction) if not action.shortcut().isEmpty()
    ]

    assert len(keys) == len(set(keys))


def test_the_guide_comes_up_without_taking_the_keyboard_from_the_field(desk: Desk, file: Path) -> None:
    desk.open(file)
    field = find(desk.window, QWidget, "frame.provider.legal_name")
    field.setFocus()
    desk.action("help.guide").trigger()
    settle()

    assert desk.wizard.panel.tab() == "guide"
    assert field.hasFocus()


# --- title and foot ---------------------------------------------------------------------------------------------


def test_the_title_names_the_file_and_marks_what_is_unsaved(desk: Desk, file: Path) -> None:
    desk.open(file)
    assert desk.window.windowTitle() == "harbour.sladraft[*] – SLA Wizard"
    assert not desk.window.isWindowModified()

    desk.store.edit("title", "Other")

    assert desk.window.isWindowModified()
    assert read(desk.window, "draft.saved").startswith("Changed")


def test_the_foot_says_when_the_draft_was_saved(desk: Desk, file: Path) -> None:
    desk.open(file)
    desk.store.edit("title", "Other")
    desk.action("file.save").trigger()
    until(lambda: not desk.store.is_dirty)

    assert desk.session.saved_at is not None
    assert read(desk.window, "draft.saved") == f"Saved {desk.session.saved_at:%H:%M} · works offline"


def test_a_new_draft_says_that_it_is_not_saved_yet(desk: Desk) -> None:
    press(desk.window, "start.blank")

    assert read(desk.window, "draft.saved") == "Not saved yet · works offline"


# --- saving and leaving -----------------------------------------------------------------------------------------


def test_saving_a_new_draft_asks_where_and_writes_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(desk.window, "start.blank")
    desk.store.edit("title", "Mine")
    where(monkeypatch, tmp_path / "mine.sladraft")
    desk.action("file.save").trigger()
    until(lambda: not desk.store.is_dirty)

    assert load_draft(tmp_path / "mine.sladraft").agreement.title == "Mine"


def test_closing_with_unsaved_changes_asks_and_cancel_stays(desk: Desk, file: Path) -> None:
    desk.open(file)
    desk.store.edit("title", "Other")
    with Answers("answer.cancel") as answers:
        desk.window.close()

    assert desk.window.isVisible()
    assert "Save the changes to “harbour.sladraft”?" in answers.said[0]


def test_closing_with_save_writes_the_draft_and_then_closes(desk: Desk, file: Path) -> None:
    desk.open(file)
    desk.store.edit("title", "Other")
    with Answers("answer.save"):
        desk.window.close()
        until(lambda: not desk.window.isVisible())

    assert load_draft(file).agreement.title == "Other"


def test_closing_without_saving_leaves_the_file_and_no_journal(desk: Desk, file: Path, home: Path) -> None:
    desk.open(file)
    desk.store.edit("title", "Other")
    desk.session.autosave.flush()
    with Answers("answer.discard"):
        desk.window.close()

    assert not desk.window.isVisible()
    assert load_draft(file).agreement == small()
    assert list((home / "journals").glob("*")) == []


def test_an_untouched_draft_is_left_without_a_question(desk: Desk, file: Path) -> None:
    desk.open(file)
    with Answers() as answers:
        desk.window.close()

    assert answers.said == []
    assert not desk.window.isVisible()


def test_a_draft_changed_by_someone_else_can_be_saved_elsewhere(
    desk: Desk, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(file)
    desk.store.edit("title", "Mine")
    save_draft(Agreement(title="Theirs"), file, None)
    where(monkeypatch, tmp_path / "mine.sladraft")
    with Answers("answer.save_as"):
        desk.action("file.save").trigger()
        until(lambda: not desk.store.is_dirty)

    assert load_draft(file).agreement.title == "Theirs"
    assert load_draft(tmp_path / "mine.sladraft").agreement.title == "Mine"


def test_a_draft_changed_by_someone_else_can_be_read_anew(desk: Desk, file: Path) -> None:
    desk.open(file)
    desk.store.edit("title", "Mine")
    save_draft(Agreement(title="Theirs"), file, None)
    with Answers("answer.reload"):
        desk.action("file.save").trigger()
        until(lambda: desk.store.agreement.title == "Theirs")

    assert not desk.store.is_dirty


def test_a_damaged_file_is_refused_in_words_and_the_start_screen_stays(desk: Desk, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.sladraft"
    wrong.write_text("{")
    with Answers() as answers:
        desk.bench.files.open(wrong)
        until(lambda: answers.said)

    assert str(wrong) in answers.said[0]
    assert desk.is_at_start()


def test_a_draft_open_elsewhere_is_offered_to_read_or_as_a_copy(desk: Desk, file: Path) -> None:
    other = DraftLock(file)
    other.acquire()
    with Answers("answer.copy") as answers:
        desk.open(file)

    assert "is open in another window" in answers.said[0]
    assert "private notes" not in answers.said[0]
    assert not desk.store.is_read_only
    assert desk.session.path is None


def test_a_copy_says_that_it_takes_the_private_notes_along(desk: Desk, file: Path) -> None:
    save_notes(PrivateNotes(remarks="Ours alone"), private_path(file), None)
    other = DraftLock(file)
    other.acquire()
    with Answers("answer.copy") as answers:
        desk.open(file)

    assert "A copy takes the private notes along, those in “" in answers.said[0]
    assert desk.session.notes_path.exists()


def test_a_draft_that_was_open_is_offered_at_the_next_start(desk: Desk, file: Path) -> None:
    desk.open(file)
    from slawizard.storage.recent import recent_drafts

    until(recent_drafts)
    desk.action("file.new").trigger()
    settle()

    assert desk.is_at_start()
    heard = Heard(desk.bench.files.opened)
    press(desk.window, "start.recent.0")
    until(lambda: len(heard) == 1)


def test_a_recent_draft_that_is_gone_is_told_and_forgotten(desk: Desk, file: Path) -> None:
    desk.open(file)
    from slawizard.storage.recent import recent_drafts

    until(recent_drafts)
    desk.action("file.new").trigger()
    file.unlink()
    with Answers() as answers:
        press(desk.window, "start.recent.0")
        until(lambda: answers.said)
        until(lambda: not recent_drafts())

    assert "There is no such file." in answers.said[0]


def test_enter_presses_the_button_that_has_the_keyboard_on_a_page_and_in_a_dialog(desk: Desk, file: Path) -> None:
    desk.open(file)
    desk.wizard.go_to_step("objectives")
    until(desk.wizard.current_page().is_built, "the page")
    settle()
    add = find(desk.window, QPushButton, "frame.provider.signatories:add")
    add.setFocus()
    settle()
    before = len(desk.store.agreement.frame.provider.signatories)
    QTest.keyClick(add, Qt.Key.Key_Return)
    settle()
    assert len(desk.store.agreement.frame.provider.signatories) == before + 1

    desk.action("help.about").trigger()
    settle()
    dialog = desk.window.findChild(QDialog)
    assert dialog is not None
    other = QPushButton("Other", dialog)
    other.setAutoDefault(False)
    pressed = Heard(other.clicked)
    other.show()
    other.setFocus()
    settle()
    QTest.keyClick(other, Qt.Key.Key_Enter)
    assert len(pressed) == 1
    dialog.reject()
