"""The kinds of fields that a house style has: words, lengths, typefaces, colours, choices, a picture."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from slawizard.document.style import LARGEST_LOGO_BYTES, logo_kind
from slawizard.errors import SlaWizardError
from slawizard.files import read_file
from slawizard.gui import alerts
from slawizard.gui.dialogs.files import ask_for_picture
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _

Choices = tuple[tuple[StrEnum, str], ...]
_LOGO_PIXELS = 36
_SWATCH_PIXELS = 16


class StyleEditor(QWidget):
    """One field. `edited` comes when the user changed it; `field` is the widget that takes the keyboard."""

    edited = Signal()

    def __init__(self, choices: Choices = ()) -> None:
        super().__init__()
        self._choices = choices
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * SPACE)
        self.field: QWidget = self
        self._build()

    def _build(self) -> None:
        """Put the field's widgets into the row."""

    def value(self) -> Any:
        """What the field holds now."""

    def show_value(self, value: Any) -> None:
        """Show another value; this is no edit."""

    def _take(self, widget: QWidget, stretch: int = 1) -> None:
        self._row.addWidget(widget, stretch)
        if self.field is self:
            self.field = widget
            self.setFocusProxy(widget)


class WordsEditor(StyleEditor):
    """One line of words."""

    def _build(self) -> None:
        self._line = QLineEdit()
        self._line.textEdited.connect(self.edited)
        self._take(self._line)

    def value(self) -> str:
        """The words."""
        return self._line.text()

    def show_value(self, value: str) -> None:
        """Show other words."""
        if value != self._line.text():
            self._line.setText(value)


class LengthEditor(StyleEditor):
    """A length to a tenth, in `_unit`."""

    _unit, _least, _most, _step = " mm", 5.0, 80.0, 1.0

    def _build(self) -> None:
        self._spin = QDoubleSpinBox()
        self._spin.setDecimals(1)
        self._spin.setRange(self._least, self._most)
        self._spin.setSingleStep(self._step)
        self._spin.setSuffix(self._unit)
        self._spin.setKeyboardTracking(False)
        self._spin.lineEdit().setTextMargins(2 * SPACE, 0, 0, 0)  # the style sheet's padding does not reach it
        self._spin.valueChanged.connect(self.edited)
        self._take(self._spin, 0)
        self._row.addStretch(1)

    def value(self) -> Decimal:
        """The length."""
        return Decimal(str(round(self._spin.value(), 1)))

    def show_value(self, value: Decimal) -> None:
        """Show another length."""
        self._spin.setValue(float(value))


class PointsEditor(LengthEditor):
    """A size of letters."""

    _unit, _least, _most, _step = " pt", 8.5, 12.5, 0.5


class TypefaceEditor(StyleEditor):
    """A family installed on this machine, or none."""

    def _build(self) -> None:
        self._combo = QuietCombo()
        self._combo.setEditable(True)
        self._combo.setInsertPolicy(QuietCombo.InsertPolicy.NoInsert)
        self._combo.setMinimumContentsLength(12)
        self._combo.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line = self._combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("the program’s own"))
        self._combo.addItem("")
        self._combo.addItems([name for name in QFontDatabase.families() if QFontDatabase.isSmoothlyScalable(name)])
        self._combo.currentTextChanged.connect(self.edited)
        self._take(self._combo)

    def value(self) -> str:
        """The family; empty: the program's own."""
        return self._combo.currentText().strip()

    def show_value(self, value: str) -> None:
        """Show another family, also one that is not installed here."""
        self._combo.setCurrentText(value)


class ColourEditor(StyleEditor):
    """A colour, written or picked."""

    def _build(self) -> None:
        self._line = QLineEdit()
        self._line.setMaxLength(7)
        self._line.textEdited.connect(self._on_edited)
        self._pick = QPushButton(_("Pick…"))
        self._pick.setAccessibleName(_("Pick a colour"))
        self._pick.clicked.connect(self._on_pick)
        self._take(self._line)
        self._take(self._pick, 0)

    def value(self) -> str:
        """The colour, "#rrggbb" when it is one."""
        return self._line.text().strip()

    def show_value(self, value: str) -> None:
        """Show another colour."""
        if value != self._line.text():
            self._line.setText(value)
        picture = QPixmap(_SWATCH_PIXELS, _SWATCH_PIXELS)
        picture.fill(QColor(value) if QColor.isValidColorName(value) else Qt.GlobalColor.transparent)
        self._pick.setIcon(QIcon(picture))

    def _on_edited(self) -> None:
        self.show_value(self._line.text())
        self.edited.emit()

    def _on_pick(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.value()), self)
        if chosen.isValid():
            self.show_value(chosen.name())
            self.edited.emit()


class ChoiceEditor(StyleEditor):
    """One of a few."""

    def _build(self) -> None:
        self._combo = QuietCombo()
        for value, words in self._choices:
            self._combo.addItem(words, value.value)
        self._combo.currentIndexChanged.connect(self.edited)
        self._take(self._combo)

    def value(self) -> StrEnum:
        """What is chosen."""
        return self._choices[self._combo.currentIndex()][0]

    def show_value(self, value: StrEnum) -> None:
        """Choose another."""
        self._combo.setCurrentIndex([each for each, _words in self._choices].index(value))


class CheckEditor(StyleEditor):
    """Yes or no."""

    def _build(self) -> None:
        self._box = QCheckBox()
        self._box.toggled.connect(self.edited)
        self._take(self._box)

    def value(self) -> bool:
        """Whether it is checked."""
        return self._box.isChecked()

    def show_value(self, value: bool) -> None:
        """Check it or not."""
        self._box.setChecked(value)


class PictureEditor(StyleEditor):
    """A picture from a file."""

    def _build(self) -> None:
        self._data = b""
        self._shown = QLabel()
        self._shown.setMinimumHeight(_LOGO_PIXELS)
        set_role(self._shown, Role.SOFT)
        self._choose = QPushButton(_("Choose…"))
        self._choose.clicked.connect(self._on_choose)
        self._remove = QPushButton(_("Remove"))
        self._remove.clicked.connect(self._on_remove)
        self._row.addWidget(self._shown, 1)
        self._take(self._choose, 0)
        self._take(self._remove, 0)

    def value(self) -> bytes:
        """The file's bytes; none: no picture."""
        return self._data

    def show_value(self, value: bytes) -> None:
        """Show another picture, or none."""
        self._data = value
        self._remove.setEnabled(bool(value))
        if not value:
            self._shown.setText(_("none"))
            return
        picture = QPixmap.fromImage(QImage.fromData(value))
        scale = self.devicePixelRatioF()
        picture = picture.scaledToHeight(round(_LOGO_PIXELS * scale), Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(scale)
        self._shown.setPixmap(picture)

    def _on_choose(self) -> None:
        path = ask_for_picture(self)
        if path is None:
            return
        try:
            data = read_file(path, LARGEST_LOGO_BYTES).data
            logo_kind(data)
        except SlaWizardError as problem:
            alerts.show_error(problem, self)
            return
        self.show_value(data)
        self.edited.emit()

    def _on_remove(self) -> None:
        self.show_value(b"")
        self._choose.setFocus()
        self.edited.emit()


MakeEditor = Callable[[Choices], StyleEditor]
