"""What the program is, its version and licence, and the libraries it stands on."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from slawizard import __version__
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.i18n import _

_LIBRARIES = ("PySide6_Essentials", "WeasyPrint", "python-docx", "Jinja2", "msgspec")


class AboutDialog(QDialog):
    """Shown from the Help menu; Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("About SLA Wizard"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 6 * SPACE, 6 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(_line(_("SLA Wizard"), Role.PAGE_TITLE))
        column.addWidget(_line(_("Version {version}").format(version=__version__), Role.SOFT))
        column.addWidget(_line(_("Service level agreements that can be kept, priced and read without a gap.")))
        column.addWidget(
            _line(
                _("Apache License 2.0. The clause texts may be used in any agreement, without attribution."), Role.SOFT
            )
        )
        form = QFormLayout()
        for name in _LIBRARIES:
            form.addRow(_line(name, Role.LABEL), _line(metadata.version(name)))
        column.addLayout(form)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)


def _line(text: str, role: Role | None = None) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role is not None:
        set_role(label, role)
    return label
