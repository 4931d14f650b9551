"""Working on a draft from the menus: undo across everything, moving about, and what is kept for the next start."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from slawizard.agreement.origin import Origin
from slawizard.gui import theme
from slawizard.gui.panel.page_view import PageView
from slawizard.settings import load_settings
from tests.agreements.examples import small
from tests.drivers import Answers, find, press, settle, until
from tests.gui.desk import Desk
from tests.gui.renderers import HeldRenderer


def test_undo_takes_an_edit_back_and_goes_to_its_field(desk: Desk, file: Path) -> None:
    desk.open(file)
    desk.store.edit("consequences.claim.channel", "the portal")
    desk.action("edit.undo").trigger()
    settle()

    assert desk.store.agreement == small()
    assert desk.wizard.flow.current == "consequences"


def test_undo_stays_on_the_page_where_a_field_of_another_step_was_changed(desk: Desk, file: Path) -> None:
    desk.open(file)
    desk.wizard.go_to_step("expectations")
    desk.store.edit("metrics.levels.0.targets.0.value", Decimal("99.99"))
    desk.action("edit.undo").trigger()
    settle()
    assert desk.wizard.flow.current == "expectations", "the target stands on this page, too"
    desk.action("edit.redo").trigger()
    settle()
    assert desk.wizard.flow.current == "expectations"
    focused = desk.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "metrics.levels.0.targets.0.value"


def test_ctrl_z_in_a_text_field_undoes_in_the_whole_draft(desk: Desk, file: Path) -> None:
    desk.open(file)
    desk.store.edit("objectives.users", "All staff")
    field = find(desk.window, QLineEdit, "frame.provider.legal_name")
    field.setFocus()
    settle()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()

    assert desk.store.agreement == small()


def test_undo_and_redo_are_enabled_when_there_is_something_to_do(desk: Desk, file: Path) -> None:
    desk.open(file)
    assert not desk.action("edit.undo").isEnabled()
    desk.store.edit("title", "Other")
    assert desk.action("edit.undo").isEnabled()
    desk.store.undo()

    assert desk.action("edit.redo").isEnabled()


def test_alt_right_and_ctrl_numbers_lead_through_the_steps(desk: Desk) -> None:
    press(desk.window, "start.blank")
    wizard = desk.wizard
    assert not desk.action("draft.step.metrics").isEnabled()
    desk.action("draft.next").trigger()
    assert wizard.flow.current == "expectations"
    desk.action("draft.step.metrics").trigger()
    assert wizard.flow.current == "metrics"
    desk.action("draft.back").trigger()

    assert wizard.flow.current == "expectations"


def test_f1_brings_the_guide_to_the_front(desk: Desk, file: Path) -> None:
    desk.open(file)
    desk.action("help.guide").trigger()
    settle()

    assert desk.wizard.panel.tab() == "guide"


def test_dark_is_chosen_in_the_menu_and_kept(desk: Desk) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        desk.action("view.theme.dark").trigger()
        assert theme.is_dark()
        until(lambda: load_settings().theme == "dark")
    finally:
        theme.apply(app, "light")


def test_what_the_window_looked_like_is_kept_for_the_next_start(desk: Desk, file: Path) -> None:
    desk.open(file)
    desk.wizard.set_panel_width(333)
    desk.wizard.fold_panel(True)
    desk.window.close()

    kept = load_settings()
    assert kept.panel_width == 333
    assert not kept.panel_open
    assert kept.window_geometry
    assert kept.last_folder == str(file.parent)


def test_f9_folds_the_panel_and_shows_it_as_folded(desk: Desk, file: Path) -> None:
    desk.open(file)
    assert desk.action("view.panel").isChecked()
    desk.action("view.panel").trigger()
    settle()

    assert desk.wizard.is_panel_folded()
    assert not desk.action("view.panel").isChecked()


def test_a_row_that_the_template_keeps_is_not_removed_and_a_box_says_why(desk: Desk) -> None:
    draft = msgspec.structs.replace(small(), origin=Origin("hosting", locked=("metrics.levels",)))
    desk.store.replace_all(draft)
    with Answers() as answers:
        desk.store.remove("metrics.levels", 0)

    assert desk.store.agreement == draft
    assert "The template of this draft keeps this as it is." in answers.said[0]


def test_while_another_draft_is_laid_out_no_page_of_the_one_before_is_shown(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(file)
    until(lambda: desk.window.findChild(PageView) is not None, "the pages")
    pages = find(desk.window, PageView, "agreement.pages")
    until(lambda: pages.pages is not None, "the pages of the first draft")
    held = HeldRenderer()
    monkeypatch.setattr(desk.renderer, "submit", held.submit)
    desk.action("file.new").trigger()
    press(desk.window, "start.blank")
    settle()

    assert pages.pages is None
