"""Dialogs fit on the screen that they open on."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.theme import text_width


def test_a_dialog_has_the_size_that_it_likes() -> None:
    dialog = QDialog()
    open_at(dialog, 40, 30)

    assert (dialog.width(), dialog.height()) == (text_width(40), text_width(30))


def test_a_dialog_is_never_larger_than_the_screen_with_its_frame() -> None:
    dialog = QDialog()
    open_at(dialog, 4_000, 3_000)
    room = dialog.screen().availableSize()

    assert dialog.width() < room.width()
    assert dialog.height() < room.height()
