"""Weekly hours: typed in one line, or set by pressing weekdays and giving times."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.entry_hours import ROUND_THE_CLOCK
from slawizard.agreement.quantities import WEEKDAYS, HoursSpan, Weekday
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.context import MISSING
from slawizard.gui.widgets.field import Field, Kind
from slawizard.gui.widgets.flow_layout import FlowLayout
from slawizard.gui.widgets.typed_boxes import EntryBox
from slawizard.i18n import _

_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_OFFICE_HOURS = HoursSpan()
_TIMES = (
    Field("start", "From", Kind.TIME, "When these hours begin.", "", "09:00", is_titled=True),
    Field("end", "To", Kind.TIME, "When they end; 24:00 is the end of the day.", "", "17:00", is_titled=True),
)


class _SpanRow(NamedTuple):
    """The widgets of one stretch of hours."""

    holder: QWidget
    days: dict[Weekday, QPushButton]
    times: tuple[EntryBox, ...]


class HoursBox(EntryBox):
    """A line that is typed, with weekday buttons and two times for each stretch of hours below it."""

    def build_input(self) -> QWidget:
        """The line, the weekday buttons, and buttons for what is usual."""
        line = super().build_input()
        self._holder = holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(line)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE)
        column.addLayout(self._rows)
        column.addLayout(self._build_usual())
        self.watch(line)
        self._shown: tuple[HoursSpan, ...] = ()
        self._spans: list[_SpanRow] = []
        return holder

    def _build_usual(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._usual: dict[str, QPushButton] = {}
        for name, words, spans in (
            ("round_the_clock", _("24 × 7"), (ROUND_THE_CLOCK,)),
            ("office", _("Mon–Fri 09:00–17:00"), (_OFFICE_HOURS,)),
        ):
            button = QPushButton(words)
            set_role(button, Role.QUIET)
            button.clicked.connect(lambda _checked, spans=spans: self._set(spans))
            self._usual[name] = button
            row.addWidget(button)
        more = QPushButton(_("+ Add hours"))
        set_role(more, Role.QUIET)
        more.clicked.connect(self._on_more_clicked)
        self._usual["add"] = more
        row.addWidget(more)
        row.addStretch(1)
        return row

    def focus_target(self) -> QWidget:
        """The line."""
        return self._line

    def name_inputs(self) -> None:
        """The line bears the path, the buttons the path and what they do."""
        super().name_inputs()
        for name, button in self._usual.items():
            button.setObjectName(f"{self.path}:{name}")
        self._name_days()

    def show_value(self, value: Any) -> None:
        """Show the hours in the line and on the weekday buttons."""
        super().show_value(value)
        if self.path in self.context.pending:
            return  # in the middle of typing the rows below stay as they are
        spans: tuple[HoursSpan, ...] = () if value is MISSING else value
        if len(spans) != len(self._spans):
            self._rebuild(len(spans))
        for number, (row, span) in enumerate(zip(self._spans, spans, strict=True)):
            for day, button in row.days.items():
                button.setChecked(day in span.days)
            for box in row.times:
                box.bind(f"{self.path}.{number}.{box.field.path}")
        self._shown = spans

    def _rebuild(self, count: int) -> None:
        while len(self._spans) > count:
            gone = self._spans.pop().holder
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._spans) < count:
            self._spans.append(self._build_span(len(self._spans)))
        self._name_days()

    def _build_span(self, number: int) -> _SpanRow:
        holder = QWidget(self._holder)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        chips = QWidget()
        flow = FlowLayout(chips)
        days: dict[Weekday, QPushButton] = {}
        for day, name in zip(WEEKDAYS, _NAMES, strict=True):
            button = QPushButton(_(name))
            button.setCheckable(True)
            button.setProperty("chip", True)
            button.clicked.connect(lambda _checked, day=day: self._on_day_clicked(number, day))
            flow.addWidget(button)
            days[day] = button
        times = tuple(EntryBox(self.context, field) for field in _TIMES)
        row.addWidget(chips, 1)
        for box in times:
            box.setFixedWidth(text_width(12))
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(holder)
        holder.show()
        return _SpanRow(holder, days, times)

    def _name_days(self) -> None:
        for number, row in enumerate(self._spans):
            for day, button in row.days.items():
                button.setObjectName(f"{self.path}.{number}.days:{day.value}")

    def _set(self, spans: tuple[HoursSpan, ...]) -> None:
        self.take(spans)
        self.refresh()

    def _on_more_clicked(self) -> None:
        used = {day for span in self._shown for day in span.days}
        days = tuple(day for day in WEEKDAYS if day not in used) or WEEKDAYS
        self._set((*self._shown, HoursSpan(days, dt.time(9), dt.time(17))))

    def _on_day_clicked(self, row: int, day: Weekday) -> None:
        span = self._shown[row]
        chosen = {*span.days} ^ {day}
        if not chosen:  # hours on no day are no hours
            self._set((*self._shown[:row], *self._shown[row + 1 :]))
            return
        new = HoursSpan(tuple(one for one in WEEKDAYS if one in chosen), span.start, span.end)
        self._set((*self._shown[:row], new, *self._shown[row + 1 :]))
