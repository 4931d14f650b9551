"""Buttons and lines of a dialog that tests and assistants find by name: made in one way, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QLineEdit, QPushButton

from slawizard.gui.theme import Role, set_role
from slawizard.i18n import _


class NamedButtons(dict[str, QPushButton]):
    """A dialog's buttons by their names; a button's object name is the dialog's, a point, and its own.

    None of them is pressed by Enter in a field: only the one that has the keyboard is.
    """

    def __init__(self, dialog: str) -> None:
        super().__init__()
        self._dialog = dialog

    def add(self, name: str, words: str, act: Callable[[], object]) -> QPushButton:
        """A button that says `words` and does `act`."""
        button = self[name] = QPushButton(words)
        button.setObjectName(f"{self._dialog}.{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button


def accept_or_cancel(dialog: QDialog, name: str, words: str) -> tuple[QDialogButtonBox, QPushButton]:
    """The row of buttons that ends a dialog, and the first of them: it is called `name`, says `words`, and accepts."""
    buttons = QDialogButtonBox()
    accept = buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    accept.setObjectName(name)
    accept.setDefault(True)
    set_role(accept, Role.PRIMARY)
    buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons, accept


def add_lines(
    grid: QGridLayout,
    dialog: str,
    lines: Mapping[str, QLineEdit],
    words: Mapping[str, str],
    edited: Callable[[], object],
) -> None:
    """Put lines under each other, each with its words before it; `edited` is called when one is typed into."""
    for row, (name, line) in enumerate(lines.items()):
        label = QLabel(words[name])
        label.setBuddy(line)
        line.setObjectName(f"{dialog}.{name}")
        line.textEdited.connect(lambda _text: edited())
        grid.addWidget(label, row, 0)
        grid.addWidget(line, row, 1)
