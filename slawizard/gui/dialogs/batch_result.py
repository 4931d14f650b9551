"""What became of each row of a batch: a table to look through, and beside it what was found in the row chosen."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from slawizard.batch.run import Outcome, RowReport
from slawizard.checks.finding import FindingLevel
from slawizard.gui.theme import SPACE, colours, plain_tip, text_width
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import Plural, _

OUTCOMES = {
    Outcome.WRITTEN: _("written"),
    Outcome.UNCHANGED: _("done before"),
    Outcome.ERRORS: _("errors left"),
    Outcome.CHANGED: _("changed by hand"),
    Outcome.FAILED: _("failed"),
    Outcome.NOT_DONE: _("not done"),
}
_GOOD = (Outcome.WRITTEN, Outcome.UNCHANGED)
_LEVELS = {FindingLevel.ERROR: _("Error"), FindingLevel.WARNING: _("Warning"), FindingLevel.NOTE: _("Note")}
_ROW, _NAME, _STATE, _FINDINGS, _REASON = range(5)
_ALL, _TROUBLED = "all", "troubled"
_MANY = 200
"""More rows than these are faster listed anew than put in one by one."""

_Index = QModelIndex | QPersistentModelIndex


class ResultModel(QAbstractTableModel):
    """The rows that are shown, as Qt's views read them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[RowReport] = []

    def show_rows(self, rows: Iterable[RowReport]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def add_rows(self, rows: Iterable[RowReport]) -> None:
        """Show these too, each at its place in the order of the table."""
        for row in sorted(rows, key=_number):
            place = bisect(self._rows, row.row, key=_number)
            self.beginInsertRows(QModelIndex(), place, place)
            self._rows.insert(place, row)
            self.endInsertRows()

    def place_of(self, number: int) -> int:
        """Where the row with this number is shown; -1: nowhere."""
        place = bisect(self._rows, number, key=_number) - 1
        return place if place >= 0 and self._rows[place].row == number else -1

    def report(self, index: _Index) -> RowReport | None:
        """The row at an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See QAbstractTableModel."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Row"), _("Name"), _("State"), _("Found"), _("Reason"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See QAbstractTableModel."""
        report = self.report(index)
        if report is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(report, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_cell(report, index.column()))
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _STATE:
            look = colours()
            left = look.soft_ink if report.outcome is Outcome.NOT_DONE else look.bad
            return QColor(look.good if report.outcome in _GOOD else left)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _ROW:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class BatchResult(QWidget):
    """Shows reports, as they come or all at once. A row is opened by Enter or a double click; what was found in it is
    shown below at once.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._rows: list[RowReport] = []
        self._is_chosen = False
        self._model = ResultModel(self)
        self._show = QuietCombo()
        self._table = QTableView()
        self._details = QPlainTextEdit()
        self._open = QPushButton(_("Open the &file"))
        self._build()

    def _build(self) -> None:
        self._show.setObjectName("batch.show")
        self._show.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToContents)  # the counts grow
        self._show.addItem(_("All rows"), _ALL)
        self._show.addItem(_("Rows that were not written"), _TROUBLED)
        self._show.activated.connect(lambda _row: self._on_chosen())
        self._open.setObjectName("batch.open_file")
        self._open.setAutoDefault(False)
        self._open.clicked.connect(self._on_open)
        label = QLabel(_("Sho&w"))
        label.setBuddy(self._show)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self._show)
        top.addStretch(1)
        top.addWidget(self._open)
        self._details.setObjectName("batch.details")
        self._details.setAccessibleName(_("What was found in the row that is chosen"))
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._build_table())
        halves.addWidget(self._details)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addLayout(top)
        column.addWidget(halves, 1)

    def _build_table(self) -> QTableView:
        table = self._table
        table.setObjectName("batch.rows")
        table.setAccessibleName(_("What became of each row"))
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        for place, width in ((_ROW, 8), (_NAME, 34), (_STATE, 17), (_FINDINGS, 22)):
            table.setColumnWidth(place, text_width(width))
        table.activated.connect(lambda _index: self._on_open())
        table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_current())
        return table

    # --- showing -----------------------------------------------------------------------------------------------

    def begin(self, folder: Path) -> None:
        """Show no rows yet; the files of those that come lie in this folder."""
        self._rows, self._folder, self._is_chosen = [], folder, False
        self._show.setCurrentIndex(0)
        self._count()
        self._list()

    def add_rows(self, rows: Iterable[RowReport]) -> None:
        """Show what became of these rows, too."""
        rows = list(rows)
        self._rows += rows
        self._count()
        if len(rows) > _MANY:
            self._list()
        else:
            self._model.add_rows(filter(self._is_listed, rows))

    def show_rows(self, rows: Iterable[RowReport]) -> None:
        """Show what became of these rows, which are all: those that were not written, if there are any and nothing else
        was chosen meanwhile.
        """
        self._rows = list(rows)
        troubled = self._count()
        if not self._is_chosen:
            self._show.setCurrentIndex(1 if troubled else 0)
        self._list()

    def _count(self) -> int:
        """Say how many rows there are, and how many were not written; these are the result."""
        troubled = sum(row.outcome not in _GOOD for row in self._rows)
        self._show.setItemText(0, _("All rows ({count})").format(count=f"{len(self._rows):,}"))
        self._show.setItemText(1, _("Rows that were not written ({count})").format(count=f"{troubled:,}"))
        return troubled

    def focus_rows(self) -> None:
        """Put the focus on the table."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self) -> None:
        self._is_chosen = True
        self._list()

    def _is_listed(self, row: RowReport) -> bool:
        return self._show.currentData() != _TROUBLED or row.outcome not in _GOOD

    def _list(self) -> None:
        """List the rows that are asked for; the one that was looked at stays, where it is among them."""
        before = self._current()
        self._model.show_rows(sorted(filter(self._is_listed, self._rows), key=_number))
        if self._model.rowCount():
            self._table.selectRow(max(self._model.place_of(before.row), 0) if before is not None else 0)
        self._show_current()

    def _current(self) -> RowReport | None:
        return self._model.report(self._table.currentIndex())

    def _show_current(self) -> None:
        report = self._current()
        self._open.setEnabled(report is not None and bool(report.files))
        self._details.setPlainText(details(report) if report is not None else "")

    def _on_open(self) -> None:
        """Open the row's first file; a row without one shows its findings, which stand below."""
        report = self._current()
        if report is None:
            return
        if report.files:
            path = self._folder / report.files[0].name
            self.opened.emit(path)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        else:
            self._details.setFocus(Qt.FocusReason.OtherFocusReason)


def _number(report: RowReport) -> int:
    return report.row


def details(report: RowReport) -> str:
    """All that is known of a row."""
    place = _("Row {row}, line {line} of the table").format(row=f"{report.row:,}", line=f"{report.line:,}")
    column = _("Column “{column}”").format(column=report.column) if report.column else ""
    lines = [f"{report.stem}\n{place}" if report.stem else place, column, f"{report.reason} {report.remedy}".strip()]
    if report.files:
        lines.append(_("Files: {names}").format(names=", ".join(file.name for file in report.files)))
    lines += [f"{_LEVELS[finding.level]}: {finding.text}" for finding in report.findings]
    return "\n".join(line for line in lines if line)


def _cell(report: RowReport, place: int) -> str:
    if place == _FINDINGS:
        return _findings_words(report)
    if place == _REASON:
        where = _("Column “{column}”: ").format(column=report.column) if report.column else ""
        return f"{where}{report.reason}".replace("\n", " ") if report.reason else ""
    return (f"{report.row:,}", report.stem, OUTCOMES[report.outcome])[place]


def _findings_words(report: RowReport) -> str:
    levels = [finding.level for finding in report.findings]
    words = (
        (FindingLevel.ERROR, Plural("{count} error", "{count} errors")),
        (FindingLevel.WARNING, Plural("{count} warning", "{count} warnings")),
        (FindingLevel.NOTE, Plural("{count} note", "{count} notes")),
    )
    return ", ".join(plural.of(levels.count(level)) for level, plural in words if level in levels)
