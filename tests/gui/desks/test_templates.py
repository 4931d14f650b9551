"""The desk for templates: saving, beginning with one, its questions and locks, what it changed, managing, folders."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QTreeWidget, QTreeWidgetItemIterator, QWidget

from slawizard.agreement.edits import replace
from slawizard.files import write_atomic
from slawizard.gui.choice_card import ChoiceCard
from slawizard.gui.desks.templates import TemplatesDesk
from slawizard.storage.draft_file import save_draft
from slawizard.storage.library import (
    Choices,
    OpenedTemplate,
    add_template,
    add_version,
    list_templates,
    new_template,
    save_template,
    use_version,
)
from tests.agreements.examples import small
from tests.drivers import Answers, enter, find, press, read, settle, until
from tests.gui.desk import Desk


@pytest.fixture
def saved() -> OpenedTemplate:
    """A template in the user's own library that asks for names and locks the credits."""
    choices = Choices(locked=("consequences.caps",))
    return add_template(new_template(small(), "Our terms", choices, note="For carriers.", tags=("freight",)))


def templates(desk: Desk) -> TemplatesDesk:
    """The desk itself."""
    return next(one for one in desk.bench.desks if isinstance(one, TemplatesDesk))


def known(desk: Desk, count: int = 1) -> None:
    """Wait until the window knows so many templates."""
    templates(desk).saved.read_again()
    until(lambda: sum(len(one.entries) for one in templates(desk).saved.contents) == count, "the library to be read")
    settle()


def open_from(desk: Desk, opened: OpenedTemplate, tmp_path: Path) -> None:
    """Open a draft that was made from a template."""
    path = tmp_path / "from.sladraft"
    save_draft(use_version(opened.template), path, None)
    known(desk)
    desk.open(path)


def dialog(desk: Desk, name: str) -> QDialog:
    """A dialog, once it is open."""
    until(lambda: desk.window.findChild(QDialog, name) is not None, f"the dialog {name}")
    return find(desk.window, QDialog, name)


def rows(tree: QTreeWidget) -> list[list[str]]:
    """Every row of a tree, column by column."""
    found, walk = [], QTreeWidgetItemIterator(tree)
    while item := walk.value():
        found.append([item.text(column) for column in range(tree.columnCount())])
        walk += 1
    return found


# --- beginning --------------------------------------------------------------------------------------------------


def test_a_saved_template_stands_on_the_start_screen(desk: Desk, saved: OpenedTemplate) -> None:
    known(desk)
    card = find(desk.window, ChoiceCard, f"start.template.{saved.path}")

    assert card.text() == "Our terms"
    assert "For carriers." in card.accessibleDescription()
    assert "freight" in card.accessibleDescription()


def test_a_template_is_seen_before_it_is_taken_and_then_asks(desk: Desk, saved: OpenedTemplate) -> None:
    known(desk)
    press(desk.window, f"start.template.{saved.path}")
    until(lambda: find(desk.window, QWidget, "preview.use").isEnabled())
    assert "For carriers." in read(desk.window, "preview.words")
    press(desk.window, "preview.use")
    until(lambda: not desk.is_at_start())

    origin = desk.store.agreement.origin
    assert origin is not None
    assert origin.template == saved.template.id
    assert desk.store.agreement.frame.customer.legal_name == ""


def test_a_preview_that_is_cancelled_begins_nothing(desk: Desk, saved: OpenedTemplate) -> None:
    known(desk)
    press(desk.window, f"start.template.{saved.path}")
    until(lambda: find(desk.window, QWidget, "preview.use").isEnabled())
    press(desk.window, "preview.cancel")
    settle()

    assert desk.is_at_start()


def test_a_template_that_is_gone_is_told_in_the_preview(desk: Desk, saved: OpenedTemplate) -> None:
    known(desk)
    saved.path.unlink()
    press(desk.window, f"start.template.{saved.path}")
    until(lambda: "no such file" in read(desk.window, "preview.state"))

    assert not find(desk.window, QWidget, "preview.use").isEnabled()


def test_a_missing_team_folder_is_told_on_the_start_screen(desk: Desk, tmp_path: Path) -> None:
    desk.action("library.folders").trigger()
    open_dialog = dialog(desk, "folders")
    enter(open_dialog, "folders.path", str(tmp_path / "nowhere"))
    press(open_dialog, "folders.add")
    until(lambda: desk.window.findChild(QLabel, "start.template.nowhere:trouble") is not None)

    assert "is not there" in read(desk.window, "start.template.nowhere:trouble")


# --- questions and locks ----------------------------------------------------------------------------------------


def test_the_next_question_is_gone_to_one_after_the_other(desk: Desk, saved: OpenedTemplate, tmp_path: Path) -> None:
    open_from(desk, saved, tmp_path)
    passed = [desk.wizard.focused_path]
    for _time in range(2):
        desk.action("draft.next_question").trigger()
        settle()
        passed.append(desk.wizard.focused_path)

    names = ("legal_name", "legal_form", "address")
    assert passed == [f"frame.provider.{name}" for name in names]


def test_a_draft_without_a_template_has_no_questions_to_go_to(desk: Desk, file: Path) -> None:
    desk.open(file)

    assert not desk.action("draft.next_question").isEnabled()
    assert not desk.action("library.unlock").isEnabled()
    assert not desk.action("library.changes").isEnabled()


def test_what_is_locked_is_listed_and_unlocked_as_one_edit(desk: Desk, saved: OpenedTemplate, tmp_path: Path) -> None:
    open_from(desk, saved, tmp_path)
    desk.action("library.unlock").trigger()
    locks = dialog(desk, "locks")
    find(locks, QListWidget, "locks.list").item(0).setCheckState(Qt.CheckState.Checked)
    press(locks, "locks.unlock")
    origin = desk.store.agreement.origin
    assert origin is not None
    assert origin.locked == ()
    press(locks, "locks.close")
    desk.store.undo()

    assert desk.store.agreement.origin is not None
    assert desk.store.agreement.origin.locked == ("consequences.caps",)


# --- saving -----------------------------------------------------------------------------------------------------


def open_save(desk: Desk) -> QDialog:
    """The dialog that saves, with its fields read."""
    desk.action("library.save_template").trigger()
    found = dialog(desk, "save_template")
    until(lambda: find(found, QWidget, "save_template.save").isEnabled(), "the fields to be read")
    return found


def test_a_draft_becomes_a_template_that_asks_what_is_usual(desk: Desk, file: Path) -> None:
    known(desk, 0)
    desk.open(file)
    saving = open_save(desk)
    enter(saving, "save_template.title", "Harbour terms")
    enter(saving, "save_template.tags", "harbour, ships")
    press(saving, "save_template.save")
    until(lambda: "Saved as version 1" in read(saving, "save_template.note_line"), "the word where it lies")
    (entry,) = list_templates()[0].entries

    assert (entry.title, entry.tags, entry.picture) == ("Harbour terms", ("harbour", "ships"), True)
    assert entry.questions > 0
    assert entry.path in read(saving, "save_template.note_line")


def test_a_template_without_a_title_is_not_saved(desk: Desk, file: Path) -> None:
    desk.open(file)
    saving = open_save(desk)
    enter(saving, "save_template.title", " ")
    press(saving, "save_template.save")

    assert "title" in read(saving, "save_template.note_line")
    assert list_templates()[0].entries == ()


def test_a_field_can_be_kept_or_locked_instead_of_asked(desk: Desk, file: Path) -> None:
    desk.open(file)
    saving = open_save(desk)
    tree = find(saving, QTreeWidget, "fields.tree")
    for path, button in (("frame.provider.legal_name", "kept"), ("frame.governing_law", "locked")):
        tree.clearSelection()
        walk = QTreeWidgetItemIterator(tree)
        while item := walk.value():
            item.setSelected(item.data(0, Qt.ItemDataRole.UserRole) == path)
            walk += 1
        press(saving, f"fields.{button}")
    press(saving, "save_template.save")
    until(lambda: "Saved as version 1" in read(saving, "save_template.note_line"))
    known(desk)
    entry, folder = templates(desk).saved.find(list_templates()[0].entries[0].path) or (None, None)
    assert entry is not None
    assert folder is not None
    from slawizard.storage.library import open_entry

    newest = open_entry(entry, folder).template.newest
    assert newest.agreement.frame.provider.legal_name == small().frame.provider.legal_name
    assert newest.locked == ("frame.governing_law",)


def test_a_draft_from_a_template_is_saved_as_its_next_version(
    desk: Desk, saved: OpenedTemplate, tmp_path: Path
) -> None:
    open_from(desk, saved, tmp_path)
    desk.store.edit("objectives.business_purpose", "To sail on time.")
    saving = open_save(desk)
    press(saving, "save_template.save")
    assert "what changed" in read(saving, "save_template.note_line")
    enter(saving, "save_template.change", "A clearer purpose")
    press(saving, "save_template.save")
    until(lambda: "Saved as version 2" in read(saving, "save_template.note_line"))

    assert list_templates()[0].entries[0].version == 2


# --- what changed -----------------------------------------------------------------------------------------------


def change_template(saved: OpenedTemplate) -> None:
    """Someone saves a second version, with another purpose and other users."""
    changed = replace(use_version(saved.template), "objectives.business_purpose", "Theirs")
    changed = replace(changed, "objectives.service_name", "Their service")
    save_template(saved, add_version(saved.template, changed, "Plainer words"))


def open_changes(desk: Desk) -> QDialog:
    """The dialog, with its comparison."""
    until(lambda: desk.action("library.changes").isEnabled())
    desk.action("library.changes").trigger()
    found = dialog(desk, "changes")
    until(lambda: "newest is version" in read(found, "changes.words"), "the comparison")
    return found


def test_changes_of_the_template_are_taken_over_as_one_edit(desk: Desk, saved: OpenedTemplate, tmp_path: Path) -> None:
    open_from(desk, saved, tmp_path)
    change_template(saved)
    known(desk)
    press(open_changes(desk), "changes.take")
    settle()
    assert desk.store.agreement.objectives.business_purpose == "Theirs"
    assert desk.store.agreement.origin is not None
    assert desk.store.agreement.origin.version == 2
    desk.store.undo()

    assert desk.store.agreement.objectives.business_purpose == small().objectives.business_purpose


def test_a_conflict_is_shown_apart_and_not_ticked(desk: Desk, saved: OpenedTemplate, tmp_path: Path) -> None:
    open_from(desk, saved, tmp_path)
    desk.store.edit("objectives.business_purpose", "Ours")
    change_template(saved)
    known(desk)
    changes = open_changes(desk)
    titles = [row[0] for row in rows(find(changes, QTreeWidget, "changes.tree"))]
    assert any(title.startswith("Changed in both") for title in titles)
    press(changes, "changes.take")
    settle()

    assert desk.store.agreement.objectives.business_purpose == "Ours"
    assert desk.store.agreement.objectives.service_name == "Their service"


def test_leaving_all_changes_offers_them_no_more(desk: Desk, saved: OpenedTemplate, tmp_path: Path) -> None:
    open_from(desk, saved, tmp_path)
    change_template(saved)
    known(desk)
    before = msgspec.structs.replace(desk.store.agreement, origin=None)
    press(open_changes(desk), "changes.leave")
    settle()

    assert msgspec.structs.replace(desk.store.agreement, origin=None) == before
    assert "nothing to take over" in read(open_changes(desk), "changes.words")


# --- managing ---------------------------------------------------------------------------------------------------


def open_manage(desk: Desk) -> QDialog:
    known(desk)
    desk.action("library.templates").trigger()
    return dialog(desk, "templates")


def test_a_template_gets_another_title(desk: Desk, saved: OpenedTemplate) -> None:
    managing = open_manage(desk)
    enter(managing, "templates.title", "Better terms")
    press(managing, "templates.rename")
    until(lambda: read(managing, "templates.said") == "Saved.")

    assert list_templates()[0].entries[0].title == "Better terms"


def test_a_template_is_duplicated(desk: Desk, saved: OpenedTemplate) -> None:
    managing = open_manage(desk)
    press(managing, "templates.duplicate")
    until(lambda: "copy" in read(managing, "templates.said"))

    assert {entry.title for entry in list_templates()[0].entries} == {"Our terms", "Our terms (copy)"}


def test_a_template_is_deleted_only_after_a_question(desk: Desk, saved: OpenedTemplate) -> None:
    managing = open_manage(desk)
    with Answers("answer.cancel"):
        press(managing, "templates.delete")
    assert saved.path.exists()
    with Answers("answer.discard"):
        press(managing, "templates.delete")
        until(lambda: not saved.path.exists())


def test_what_someone_else_changed_is_seen_while_running(desk: Desk, saved: OpenedTemplate) -> None:
    known(desk)
    other = new_template(small(), "A colleague's")
    add_template(other)
    known(desk, 2)

    assert any(card.text() == "A colleague's" for card in desk.window.findChildren(ChoiceCard))


def test_a_damaged_template_is_told_and_hides_no_other(desk: Desk, saved: OpenedTemplate) -> None:
    write_atomic(saved.path.with_name("broken.slatemplate"), b"{")
    known(desk)
    until(lambda: desk.window.findChild(QLabel, "start.template:trouble") is not None)

    assert "broken.slatemplate" in read(desk.window, "start.template:trouble")
    find(desk.window, ChoiceCard, f"start.template.{saved.path}")
