"""The figures of a history, twelve windows at a time: typed one by one, or pasted from a column of a spreadsheet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.expectations import History, HistoryWindow
from slawizard.errors import EntryError
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.context import MISSING
from slawizard.gui.widgets.field import Field, Kind
from slawizard.gui.widgets.field_box import FieldBox, mark_wrong, plain_label
from slawizard.gui.widgets.flow_layout import FlowLayout
from slawizard.gui.widgets.readers import Place, read_entry, refusal_sentence, show_entry
from slawizard.gui.widgets.window_dates import first_day, last_run, moved, run_of, window_name
from slawizard.i18n import Plural, _

SHOWN = 12
_VALUE = Field("value", "Value", Kind.QUANTITY, "What was measured in this window.")


def is_finer(history: History) -> bool:
    """Whether several windows share a line (hours, spans of days), so that typing over one would lose the others."""
    return len({first_day(history.window, each.start) for each in history.windows}) < len(history.windows)


class PasteLine(QLineEdit):
    """A line that hands on what is pasted, when it is more than fits into one line."""

    pasted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Several values pasted at once go into this line and those after it."""
        text = QApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if len(text.split()) > 1 and ("\n" in text.strip() or "\t" in text.strip()):
            self.pasted.emit(text)
        else:
            super().keyPressEvent(event)


class _Cell(NamedTuple):
    """One window: its name above the line that holds its value."""

    holder: QWidget
    label: QLabel
    line: PasteLine


class HistoryBox(FieldBox):
    """Twelve lines for the windows of one history, with buttons to earlier and later ones."""

    def build_input(self) -> QWidget:
        """Buttons, the twelve lines, and what is known in all."""
        holder = QWidget()
        self._first: dict[str, dt.date] = {}
        self._starts: tuple[dt.date, ...] = ()
        self._refused: dict[dt.date, tuple[str, str]] = {}
        self._last_line = 0
        cells = QWidget()
        flow = FlowLayout(cells)
        flow.setSpacing(2 * SPACE)
        self._cells = [self._build_cell(number) for number in range(SHOWN)]
        for cell in self._cells:
            flow.addWidget(cell.holder)
        self._known = plain_label(role=Role.DERIVED, wraps=True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addLayout(self._build_buttons())
        column.addWidget(cells)
        column.addWidget(self._known)
        return holder

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._range = plain_label(role=Role.LABEL)
        self._buttons: dict[str, QPushButton] = {}
        for name, words, spoken, act in (
            ("earlier", "◂", _("Earlier windows"), lambda: self._turn(-SHOWN)),
            ("later", "▸", _("Later windows"), lambda: self._turn(SHOWN)),
            ("paste", _("Paste a column"), _("Paste a column of values from a spreadsheet"), self.paste),
        ):
            button = QPushButton(words)
            set_role(button, Role.QUIET)
            button.setToolTip(spoken)
            button.setAccessibleName(spoken)
            button.clicked.connect(lambda _checked, act=act: act())
            self._buttons[name] = button
        for widget in (self._buttons["earlier"], self._range, self._buttons["later"]):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._buttons["paste"])
        return row

    def _build_cell(self, number: int) -> _Cell:
        holder, label, line = QWidget(), plain_label(), PasteLine()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(label)
        column.addWidget(line)
        holder.setFixedWidth(text_width(14))
        label.setBuddy(line)
        line.textEdited.connect(lambda text: self._on_edited(number, text))
        line.pasted.connect(lambda text: self._on_pasted(number, text))
        self.watch(line)
        return _Cell(holder, label, line)

    # --- what is shown -----------------------------------------------------------------------------------------

    def history(self) -> History | None:
        """The history whose windows these are."""
        found = self.context.value(self.path.rpartition(".")[0])
        return found if isinstance(found, History) else None

    def forget(self) -> None:
        """Another history."""
        self._refused.clear()
        self._starts = ()

    def show_value(self, value: Any) -> None:
        """Show the twelve windows that were looked at last, at first the newest."""
        history = self.history()
        if value is MISSING or history is None:
            return
        known = [window.start for window in history.windows]
        start = self._first.setdefault(self.path, last_run(history.window, known, dt.date.today(), SHOWN))
        start = first_day(history.window, start)
        starts = run_of(history.window, start, SHOWN)
        if starts != self._starts:
            self._starts = starts
            self._name_cells(history)
        finer = is_finer(history)
        for cell, day in zip(self._cells, starts, strict=True):
            cell.line.setReadOnly(finer)
            self._show_cell(cell, history, day)
        self._buttons["paste"].setEnabled(not finer)
        self._show_known(history)
        self._show_refusal()

    def _name_cells(self, history: History) -> None:
        for cell, day in zip(self._cells, self._starts, strict=True):
            name = window_name(history.window, day)
            cell.label.setText(name)
            cell.line.setAccessibleName(name)
            cell.line.setObjectName(f"{self.path}:{day.isoformat()}")
        ends = [window_name(history.window, day) for day in (self._starts[0], self._starts[-1])]
        self._range.setText(" – ".join(ends))

    def _show_cell(self, cell: _Cell, history: History, day: dt.date) -> None:
        if day in self._refused:
            text = self._refused[day][0]
        else:
            value = self._value_at(history, day)
            text = "" if value is None else show_entry(value, self._place())
            if cell.line.hasFocus() and self._reads_as(cell.line.text(), value):
                text = cell.line.text()
        if cell.line.text() != text:
            cell.line.setText(text)
        mark_wrong(cell.line, day in self._refused)

    def _reads_as(self, text: str, value: Decimal | None) -> bool:
        try:
            return bool(read_entry(text, self._place()) == value)
        except EntryError:
            return False

    def _show_known(self, history: History) -> None:
        if not history.windows:
            self._known.setText(
                _("Type what was measured in each window, or paste a column. Six windows are the least.")
            )
            return
        values = [window.value for window in history.windows]
        ends = [show_entry(value, self._place()) for value in (min(values), max(values))]
        many = Plural("{count} window is known", "{count} windows are known").of(len(values))
        words = _("{many}: from {low} to {high}.").format(many=many, low=ends[0], high=ends[1])
        if is_finer(history):
            words += " " + _("They are shorter than the lines here: each shows the first, and none can be typed over.")
        self._known.setText(words)

    def _place(self) -> Place:
        return Place(_VALUE, f"{self.path}.0.value", self.context.agreement, self.context.language)

    def _value_at(self, history: History, day: dt.date) -> Decimal | None:
        return next((each.value for each in history.windows if first_day(history.window, each.start) == day), None)

    def _turn(self, by: int) -> None:
        history = self.history()
        if history is not None:
            self._first[self.path] = moved(history.window, self._starts[0], by)
            self._refused.clear()
            self.refresh()

    # --- what is typed -----------------------------------------------------------------------------------------

    def _on_edited(self, number: int, text: str) -> None:
        day = self._starts[number]
        self._refused.pop(day, None)
        try:
            value = read_entry(text, self._place())
        except EntryError as refusal:
            self._refused[day] = (text, refusal_sentence(refusal))
            mark_wrong(self._cells[number].line, True)
            self._show_refusal()
            return
        self._put({day: value})
        self._show_refusal()

    def _put(self, values: dict[dt.date, Decimal | None]) -> None:
        """Put values at windows, None taking one away. Figures changed by hand are no longer those of a file."""
        history = self.history()
        if history is None or is_finer(history):
            return
        kept = [each for each in history.windows if first_day(history.window, each.start) not in values]
        new = [HistoryWindow(day, value) for day, value in values.items() if value is not None]
        windows = tuple(sorted((*kept, *new), key=lambda each: each.start))
        if windows != history.windows:
            changed = msgspec.structs.replace(history, windows=windows, digest="typed")
            self.context.store.edit(self.path.rpartition(".")[0], changed)

    def _show_refusal(self) -> None:
        shown = [day for day in self._starts if day in self._refused]
        sentence = self._refused[shown[0]][1] if shown else ""
        if sentence != self._refusal:
            self.refuse(sentence)

    def paste(self) -> None:
        """Fill the lines from the one typed in last with what lies on the clipboard."""
        self._on_pasted(self._last_line, QApplication.clipboard().text())

    def _on_pasted(self, number: int, text: str) -> None:
        history = self.history()
        if history is None:
            return
        try:
            values = self._read_column(text)
        except EntryError as refusal:
            self.refuse(refusal_sentence(refusal))
            self.show_refusal_now()
            return
        days = run_of(history.window, self._starts[number], len(values))
        for day in days:
            self._refused.pop(day, None)
        self.context.store.end_burst()
        self._put({day: value for day, value in zip(days, values, strict=True) if value is not None})
        self.context.store.end_burst()
        self.refresh()

    def _read_column(self, text: str) -> list[Decimal | None]:
        """The values of a column, or of a row, None for an empty cell. Raises EntryError for what is no figure."""
        lines = text.strip("\r\n").splitlines()
        if len(lines) > 1 and any("\t" in line for line in lines):
            raise EntryError(_("These are several columns."), remedy=_("Copy the column of values alone, or import."))
        cells = [cell.strip() for cell in (lines if len(lines) > 1 else text.split("\t"))]
        if len(cells) > 1 and not any(letter.isdigit() for letter in cells[0]):
            cells = cells[1:]  # the heading of the column
        if not any(cells):
            raise EntryError(_("There is nothing to paste."), remedy=_("Copy a column of values first."))
        values: list[Decimal | None] = []
        for row, cell in enumerate(cells, start=1):
            try:
                values.append(read_entry(cell, self._place()))
            except EntryError as refusal:
                where = _("Nothing was pasted: row {row}, “{text}”. ").format(row=row, text=cell[:30])
                raise EntryError(where + refusal.what, remedy=refusal.remedy) from refusal
        return values

    # --- focus -------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember the line that was typed in last."""
        if event.type() == QEvent.Type.FocusIn:
            self._last_line = next((at for at, cell in enumerate(self._cells) if cell.line is watched), 0)
        return super().eventFilter(watched, event)

    def focus_target(self) -> QWidget:
        """The first of the lines."""
        return self._cells[0].line

    def watch(self, widget: QWidget) -> None:
        """The lines' focus is this field's."""
        if isinstance(widget, PasteLine):
            super().watch(widget)

    def name_inputs(self) -> None:
        """The holder bears the path, each button the path and what it does."""
        self.input.setObjectName(self.path)
        for name, button in self._buttons.items():
            button.setObjectName(f"{self.path}:{name}")

    def reveal(self, path: str, *, exact: bool) -> bool:
        """The line of a window, where the path is one's."""
        history = self.history()
        row = path.removeprefix(f"{self.path}.").partition(".")[0]
        if not self.isHidden() and history is not None and path.startswith(f"{self.path}.") and row.isdigit():
            if int(row) >= len(history.windows):
                return False
            day = first_day(history.window, history.windows[int(row)].start)
            self._first[self.path] = last_run(history.window, [day], day, 1)
            self.refresh()
            self.focus_target().setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return super().reveal(path, exact=exact)
