"""Fields that are not typed: one of several values, yes or no, several of a list of ids, and figures only shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from slawizard.agreement.entry import read_line
from slawizard.agreement.presets import new_level
from slawizard.errors import EntryError
from slawizard.gui.theme import SPACE
from slawizard.gui.widgets.context import MISSING
from slawizard.gui.widgets.field import Option
from slawizard.gui.widgets.field_box import FieldBox
from slawizard.gui.widgets.flow_layout import FlowLayout
from slawizard.gui.widgets.focus_order import chain_widgets, stop_before
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.gui.widgets.readers import refusal_sentence
from slawizard.i18n import _


class ChoiceBox(FieldBox):
    """One value of several, from a list that opens; `unset` in the field's row names the empty choice."""

    def build_input(self) -> QWidget:
        """A combo box that the wheel does not change by accident."""
        self._combo = QuietCombo()
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(4)
        self._combo.activated.connect(self._on_combo_activated)
        self._options: tuple[Option, ...] = ()
        return self._combo

    def show_value(self, value: Any) -> None:
        """Show the option of the value; one that is not on the list is shown as it is."""
        if value is MISSING:
            if self.field.create is None or self.field.options is None:
                return
            value = self.field.options(self.context.agreement, self.path)[0].value
        options = self._all_options(value)
        if options != self._options:
            self._options = options
            self._combo.clear()
            self._combo.addItems([option.words for option in options])
        place = next(place for place, option in enumerate(options) if option.value == value)
        if place != self._combo.currentIndex():
            self._combo.setCurrentIndex(place)
        self._combo.setToolTip(options[place].words)

    def _all_options(self, value: Any) -> tuple[Option, ...]:
        field = self.field
        offered = field.options(self.context.agreement, self.path) if field.options else ()
        options = [Option(option.value, _(option.words)) for option in offered]
        if field.unset:
            options.insert(0, Option(None, _(field.unset)))
        if not any(option.value == value for option in options):
            words = _("missing: {name}").format(name=value) if value else _("Not decided yet")
            options.insert(0, Option(value, words))
        return tuple(options)

    def _on_combo_activated(self, place: int) -> None:
        self.take(self._options[place].value)
        self.refresh()


class CheckBox(FieldBox):
    """Yes or no, with the question beside the box."""

    def build_input(self) -> QWidget:
        """A check box that carries the label itself."""
        self._check = QCheckBox()
        self.context.mnemonics.add(self._check, _(self.field.label), lambda: self._check)
        self._check.clicked.connect(self._on_check_clicked)
        return self._check

    def shows_label(self) -> bool:
        """The check box says it."""
        return False

    def show_value(self, value: Any) -> None:
        """Tick the box or not."""
        self._check.setChecked(value is True)

    def is_empty(self) -> bool:
        """A box is always answered."""
        return False

    def _on_check_clicked(self, checked: bool) -> None:
        self.take(checked)


class IdsBox(FieldBox):
    """Several of a list, each a button that stays pressed; service levels can be added by name on the spot."""

    def build_input(self) -> QWidget:
        """A row of buttons that breaks into lines."""
        holder = QWidget()
        self._flow = FlowLayout(holder)
        self._buttons: list[QPushButton] = []
        self._options: tuple[Option, ...] = ()
        self._new_name = QLineEdit()
        self._new_name.setPlaceholderText(_(self.field.add))
        self._new_name.setAccessibleName(_(self.field.add))
        self._new_name.setMinimumWidth(self._new_name.fontMetrics().averageCharWidth() * (len(self.field.add) + 6))
        self._new_name.returnPressed.connect(self._on_new_name_return_pressed)
        if not self.field.add:
            self._new_name.hide()
        self._flow.addWidget(self._new_name)
        self.watch(self._new_name)
        return holder

    def focus_target(self) -> QWidget:
        """The first button, or the line for a new name."""
        return self._buttons[0] if self._buttons else (self._new_name if self.field.add else self.input)

    def name_inputs(self) -> None:
        """The holder bears the path; each button the path and its id."""
        self.input.setObjectName(self.path)
        self.input.setAccessibleName(_(self.field.label))
        self._new_name.setObjectName(f"{self.path}:new")
        for button, option in zip(self._buttons, self._options, strict=True):
            button.setObjectName(f"{self.path}:{option.value}")

    def show_value(self, value: Any) -> None:
        """Press the buttons of the ids that are there."""
        chosen: tuple[str, ...] = () if value is MISSING else value
        offered = tuple(self.field.options(self.context.agreement, self.path)) if self.field.options else ()
        known = {option.value for option in offered}
        gone = tuple(Option(item, _("missing: {name}").format(name=item)) for item in chosen if item not in known)
        if (*offered, *gone) != self._options:
            self._rebuild((*offered, *gone))
        for button, option in zip(self._buttons, self._options, strict=True):
            button.setChecked(option.value in chosen)

    def _rebuild(self, options: tuple[Option, ...]) -> None:
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self._options = options
        self._buttons = [self._button(option) for option in options]
        self._flow.removeWidget(self._new_name)
        for button in self._buttons:
            self._flow.addWidget(button)
        self._flow.addWidget(self._new_name)
        chain_widgets(stop_before(self.input), (*self._buttons, self._new_name))
        self.name_inputs()
        self.input.updateGeometry()

    def _button(self, option: Option) -> QPushButton:
        button = QPushButton((_(option.words) or option.value).replace("&", "&&"), self.input)
        button.setCheckable(True)
        button.setProperty("chip", True)
        button.clicked.connect(lambda _checked, item=option.value: self._on_chip_clicked(item))
        self.watch(button)
        button.show()
        return button

    def _on_chip_clicked(self, item: str) -> None:
        value = self.context.value(self.path)
        chosen: tuple[str, ...] = () if value is MISSING else value
        order = [option.value for option in self._options]
        new = {*chosen} ^ {item}
        self.take(tuple(option for option in order if option in new))

    def _on_new_name_return_pressed(self) -> None:
        try:
            name = read_line(self._new_name.text(), _(self.field.label))
        except EntryError as refusal:
            self.refuse(refusal_sentence(refusal))
            return
        if not name:
            return
        new_item = new_level(self.context.agreement, name)
        self.context.store.insert("metrics.levels", len(self.context.agreement.metrics.levels), new_item)
        value = self.context.value(self.path)
        self._new_name.clear()
        self.take((*(() if value is MISSING else value), new_item.id))


class ShownBox(FieldBox):
    """A figure that follows from others, under its own label; nothing to type."""

    def build_input(self) -> QWidget:
        """A label for the figure."""
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setMinimumHeight(self._text.fontMetrics().height() + 3 * SPACE)
        return self._text

    def show_value(self, value: Any) -> None:
        """Show the figure as it follows now."""
        self._text.setText(self.field.derived(self.context.agreement, self.path) if self.field.derived else "")

    def show_derived(self, text: str) -> None:
        """It is shown already."""
