"""How large a dialog opens: as it likes, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from slawizard.gui.theme import text_width

_SHARE_OF_SCREEN = 0.92
"""What is left of a screen beside the frame of a window and its title."""


def open_at(dialog: QWidget, wide: int, high: int) -> None:
    """Give a dialog a width and a height in average characters' widths; on a small screen, less."""
    dialog.resize(QSize(text_width(wide), text_width(high)).boundedTo(room_of(dialog)))


def room_of(dialog: QWidget) -> QSize:
    """The largest size that a dialog should open at on its screen."""
    return dialog.screen().availableSize() * _SHARE_OF_SCREEN
