"""The price of the promises: credits of simulated years, reckoned on another thread, for both sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from slawizard.agreement.agreement import Agreement
from slawizard.gui.tasks import on_window_thread
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets import exposure_words as words
from slawizard.gui.widgets.field_box import FieldBox, plain_label
from slawizard.gui.widgets.judgement import judged_part
from slawizard.gui.widgets.latest import Latest
from slawizard.gui.widgets.years_view import Mark, YearsView, bars_of
from slawizard.i18n import _

if TYPE_CHECKING:
    from slawizard.analysis.exposure import Exposure

_DELAY_MS = 600


class StoppedError(Exception):
    """The simulation was stopped by hand, or its draft is no longer the newest."""


class ExposureBox(FieldBox):
    """Simulates the draft as it stands whenever it rests, shows how far it is, and can be stopped."""

    def build_input(self) -> QWidget:
        """The progress, the figures, the histogram and what they mean."""
        holder = QWidget()
        self._latest = Latest(_DELAY_MS, self)
        self._latest.arrived.connect(self._on_arrived)
        self._run: _Run | None = None
        self._stopped: Agreement | None = None
        self._none = plain_label(role=Role.SENTENCE, wraps=True)
        self._figures = QWidget()
        self._table = QGridLayout(self._figures)
        self._table.setContentsMargins(0, 0, 0, 0)
        self._table.setHorizontalSpacing(4 * SPACE)
        self._table.setVerticalSpacing(SPACE)
        self._table.setColumnStretch(1, 1)
        self._chart = YearsView()
        self._meaning = plain_label(role=Role.SENTENCE, wraps=True)
        self._basis = plain_label(role=Role.DERIVED, wraps=True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addLayout(self._build_progress())
        for widget in (self._none, self._figures, self._chart, self._meaning, self._basis):
            column.addWidget(widget)
            widget.hide()
        return holder

    def _build_progress(self) -> QHBoxLayout:
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setAccessibleName(_("Simulated years"))
        self._bar.setFormat(_("Simulating the years: %p %"))
        self._stop = QPushButton(_("Stop"))
        self._again = QPushButton(_("Simulate the years"))
        for button, act in ((self._stop, self._on_stop), (self._again, self._on_again)):
            set_role(button, Role.QUIET)
            button.clicked.connect(lambda _checked, act=act: act())
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        row.addWidget(self._again)
        row.addStretch(1)
        for widget in (self._bar, self._stop, self._again):
            widget.hide()
        return row

    def name_inputs(self) -> None:
        """The parts bear the path and what they are."""
        self.input.setObjectName(self.path)
        for widget, name in (
            (self._bar, "progress"),
            (self._stop, "stop"),
            (self._again, "again"),
            (self._chart, "years"),
            (self._meaning, "meaning"),
            (self._none, "none"),
            (self._basis, "basis"),
        ):
            widget.setObjectName(f"{self.path}:{name}")

    def focus_target(self) -> QWidget:
        """There is nothing to type."""
        return self._again

    def is_current(self) -> bool:
        """Whether the figures are those of the draft as it stands."""
        return self._latest.is_current

    # --- following the draft -----------------------------------------------------------------------------------

    def show_value(self, value: Any) -> None:
        """Ask for the figures of the draft as it stands now."""
        part = judged_part(self.context.agreement)
        if part == self._stopped:
            return
        self._stopped = None
        self._want(part)

    def _want(self, part: Agreement) -> None:
        self._again.hide()
        if self._run is not None and self._run.agreement != part:
            self._run.stop()  # its result would be dropped: the threads are for the newest draft
        if self._run is None or self._run.is_stopped or self._run.agreement != part:
            self._run = _Run(part, on_window_thread(self._on_progress))
        self._latest.want(part, self._run.price)

    def _on_progress(self, run: _Run, share: float) -> None:
        if isValid(self) and run is self._run and not run.is_stopped and not self._latest.is_current:
            self._bar.setValue(round(share * 100))
            self._bar.show()
            self._stop.show()

    def _on_stop(self) -> None:
        if self._run is not None:
            self._run.stop()
            self._stopped = self._run.agreement
        self._latest.drop()
        self._show_busy(False)
        self._again.show()
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_again(self) -> None:
        self._stopped = None
        self._want(judged_part(self.context.agreement))

    def _show_busy(self, busy: bool) -> None:
        self._bar.setVisible(busy)
        self._stop.setVisible(busy)

    def _on_arrived(self) -> None:
        exposure: Exposure | None = self._latest.result
        self._show_busy(False)
        if exposure is None:  # it was stopped for a newer draft, which then became this one again
            self._latest.drop()
            self._on_again()
            return
        found, agreement = exposure.simulated, self.context.agreement
        self._none.setText(words.why_not(exposure))
        self._none.setVisible(bool(exposure.unpriced))
        for widget in (self._figures, self._chart, self._meaning, self._basis):
            widget.setVisible(found is not None)
        if found is None:
            return
        self._show_figures(list(words.figures(agreement, exposure)))
        self._meaning.setText(words.both_sides(agreement, exposure))
        self._basis.setText(words.basis(exposure))
        marks = [
            Mark(found.median, _("middle year")),
            Mark(found.one_in_20, _("worst of 20")),
        ]
        bars = bars_of(found.every_year)
        ends = (_("no credit"), words.short_sum(agreement, exposure, found.highest))
        self._chart.show_years(bars, marks, ends, "; ".join(f"{a}: {b}" for a, b in words.figures(agreement, exposure)))

    def _show_figures(self, rows: list[tuple[str, str]]) -> None:
        labels: list[QLabel] = list(self._figures.findChildren(QLabel))
        while len(labels) < 2 * len(rows):
            place = len(labels)
            is_name = place % 2 == 0
            label = plain_label(role=Role.LABEL if is_name else Role.SENTENCE, wraps=not is_name)
            label.setParent(self._figures)
            self._table.addWidget(label, place // 2, place % 2)
            labels.append(label)
        texts = [text for row in rows for text in row]
        for number, label in enumerate(labels):
            label.setText(texts[number] if number < len(texts) else "")
            label.setVisible(number < len(texts))


class _Run:
    """One simulation under way."""

    def __init__(self, agreement: Agreement, tell: Callable[..., None]) -> None:
        self.agreement = agreement
        self.is_stopped = False
        self._tell = tell

    def stop(self) -> None:
        """End it at the next step."""
        self.is_stopped = True

    def price(self) -> Any:
        """The exposure; None where it was stopped. Runs on another thread."""
        from slawizard.analysis.exposure import price

        try:
            return price(self.agreement, progress=self._on_progress)
        except StoppedError:
            return None

    def _on_progress(self, share: float) -> None:
        if self.is_stopped:
            raise StoppedError
        self._tell(self, share)
