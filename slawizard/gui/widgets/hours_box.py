"""Weekly hours: typed in one line, or set by pressing weekdays and giving times."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.entry_hours import ROUND_THE_CLOCK
from slawizard.agreement.quantities import WEEKDAYS, HoursSpan, Weekday
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.context import MISSING
from slawizard.gui.widgets.flow_layout import FlowLayout
from slawizard.gui.widgets.typed_boxes import EntryBox
from slawizard.i18n import _

_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_OFFICE_HOURS = HoursSpan()


class HoursBox(EntryBox):
    """A line that is typed, with a row of weekday buttons for each stretch of hours below it."""

    def build_input(self) -> QWidget:
        """The line, the weekday buttons, and buttons for what is usual."""
        line = super().build_input()
        holder = QWidget()
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
        self._days: list[dict[Weekday, QPushButton]] = []
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
        spans: tuple[HoursSpan, ...] = () if value is MISSING else value
        if len(spans) != len(self._days):
            self._rebuild(len(spans))
        for buttons, span in zip(self._days, spans, strict=True):
            for day, button in buttons.items():
                button.setChecked(day in span.days)
        self._shown = spans

    def _rebuild(self, count: int) -> None:
        while len(self._days) > count:
            self._days.pop()
            item = self._rows.takeAt(self._rows.count() - 1)
            holder = item.widget() if item is not None else None
            if holder is not None:
                holder.hide()
                holder.deleteLater()
        while len(self._days) < count:
            self._days.append(self._build_days(len(self._days)))
        self._name_days()

    def _build_days(self, row: int) -> dict[Weekday, QPushButton]:
        holder = QWidget(self.input if hasattr(self, "input") else None)
        flow = FlowLayout(holder)
        buttons: dict[Weekday, QPushButton] = {}
        for day, name in zip(WEEKDAYS, _NAMES, strict=True):
            button = QPushButton(_(name), holder)
            button.setCheckable(True)
            button.setProperty("chip", True)
            button.clicked.connect(lambda _checked, day=day: self._on_day_clicked(row, day))
            flow.addWidget(button)
            buttons[day] = button
        self._rows.addWidget(holder)
        holder.show()
        return buttons

    def _name_days(self) -> None:
        for row, buttons in enumerate(self._days):
            for day, button in buttons.items():
                button.setObjectName(f"{self.path}.{row}.days:{day.value}")

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
