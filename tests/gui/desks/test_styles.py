"""The desk for house styles."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton

from slawizard.document.style import HouseStyle
from slawizard.gui.dialogs.style_dialog import StyleDialog
from slawizard.storage.styles import save_style
from tests.drivers import find, settle, until
from tests.gui.desk import Desk


def _dialog(desk: Desk) -> StyleDialog:
    desk.action("library.styles").trigger()
    until(lambda: desk.window.findChild(StyleDialog) is not None, "the window of house styles")
    settle()
    found = desk.window.findChild(StyleDialog)
    assert isinstance(found, StyleDialog)
    return found


def test_the_draft_is_put_into_the_style_that_is_chosen_and_back_by_undo(desk: Desk, file: Path) -> None:
    save_style(HouseStyle(name="Cedarline"))
    desk.open(file)
    desk.bench.styles.read()
    until(lambda: bool(desk.bench.styles.saved))
    dialog = _dialog(desk)
    dialog._list.setCurrentIndex(1)
    dialog._list.activated.emit(1)
    find(dialog, QPushButton, "styles.use").click()
    assert desk.store.agreement.style == "Cedarline"
    dialog.close()
    desk.store.undo()
    assert desk.store.agreement.style == ""


def test_without_a_draft_styles_are_shown_on_an_example(desk: Desk) -> None:
    dialog = _dialog(desk)
    assert not find(dialog, QPushButton, "styles.use").isVisible()
    dialog.close()
