"""The first rows of a batch: what will stand in each field, what each file will be called, and each row's trouble."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from slawizard.batch.plan import Plan, PlannedRow
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.gui.dialogs.batch_planning import BatchLook
from slawizard.gui.theme import SPACE, Role, colours, plain_tip, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _

_FIRST_ROWS = 20
_MOST_TROUBLES = 200
_WIDEST, _WIDEST_TROUBLE = 34, 56
_TROUBLE = 2
_ERRORS = Plural("{count} error left", "{count} errors left")
_WARNINGS = Plural("{count} warning", "{count} warnings")


class BatchPreview(QWidget):
    """A row each: its number, the name of its files, its trouble, then field by field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = plain_label(role=Role.SENTENCE, wraps=True)
        self._summary.setObjectName("batch.preview_summary")
        self._table = QTableWidget()
        self._table.setObjectName("batch.preview")
        self._table.setAccessibleName(_("The first rows, and those that cannot be written"))
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.setWordWrap(False)
        self._table.verticalHeader().hide()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._table.horizontalHeader().setDefaultAlignment(left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3 * SPACE, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._summary)
        column.addWidget(self._table, 1)

    def show_look(self, look: BatchLook, with_errors: bool) -> None:
        """Show the rows; `with_errors`: agreements with errors are written too."""
        self._table.clear()
        self._table.setRowCount(0)
        self._table.setColumnCount(0)
        if look.plan is None:
            self._summary.setText(_("Nothing can be shown until it is clear what each column fills."))
            return
        plan, shown = look.plan, _shown(look.plan)
        self._summary.setText(_summary(plan, len(shown)))
        self._table.setColumnCount(3 + len(plan.uses))
        self._table.setHorizontalHeaderLabels(
            [_("Row"), _("Name of the file"), _("Trouble"), *(use.words for use in plan.uses)]
        )
        self._table.setRowCount(len(shown))
        for place, row in enumerate(shown):
            self._show_row(place, row, plan, look.found.get(row.number), with_errors)
        self._table.resizeColumnsToContents()
        for place in range(1, self._table.columnCount()):
            widest = text_width(_WIDEST_TROUBLE if place == _TROUBLE else _WIDEST)
            self._table.setColumnWidth(place, min(self._table.columnWidth(place), widest))

    def _show_row(
        self, place: int, row: PlannedRow, plan: Plan, found: tuple[Finding, ...] | None, with_errors: bool
    ) -> None:
        trouble, tip, is_bad = _trouble(row, found, with_errors)
        typed = {answer.path: answer.text for answer in row.answers}
        cells = [str(row.number), row.stem, trouble]
        for at, use in enumerate(plan.uses):
            cells.append(typed.get(use.path) or (row.shows[at] if row.problem and at < len(row.shows) else ""))
        for at, text in enumerate(cells):
            is_kept = at >= 3 and not text and not row.problem
            item = QTableWidgetItem(_("as in the template") if is_kept else text.replace("\n", " "))
            item.setToolTip(plain_tip(tip if at == _TROUBLE else text[:1000]))
            look = colours()
            if at == _TROUBLE and trouble:
                item.setForeground(QColor(look.bad if is_bad else look.warn))
            elif is_kept:
                item.setForeground(QColor(look.soft_ink))
            if at == 0:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._table.setItem(place, at, item)


def _shown(plan: Plan) -> list[PlannedRow]:
    """The first rows, and all those with a trouble as long as there are not too many."""
    troubled = [row for row in plan.rows[_FIRST_ROWS:] if row.problem]
    return [*plan.rows[:_FIRST_ROWS], *troubled[:_MOST_TROUBLES]]


def _summary(plan: Plan, shown: int) -> str:
    bad = sum(bool(row.problem) for row in plan.rows)
    total = Plural("{count} row", "{count} rows").of(len(plan.rows))
    words = _("{rows}, and each can be written as far as can be seen now.").format(rows=total)
    if bad:
        cannot = Plural("{count} of them cannot be written.", "{count} of them cannot be written.").of(bad)
        words = f"{total}. {cannot}"
    if shown < len(plan.rows):
        words += " " + _("The first {count} and those with a trouble are shown.").format(count=_FIRST_ROWS)
    return words


def _trouble(row: PlannedRow, found: tuple[Finding, ...] | None, with_errors: bool) -> tuple[str, str, bool]:
    """What is wrong with a row: in short, in full, and whether it keeps the row from being written."""
    if row.problem:
        where = f"“{row.column}”: " if row.column else ""
        return f"{where}{row.problem}", f"{row.problem} {row.remedy}".strip(), True
    errors = [one for one in found or () if one.level is FindingLevel.ERROR]
    warnings = [one for one in found or () if one.level is FindingLevel.WARNING]
    said = [words.of(len(ones)) for words, ones in ((_ERRORS, errors), (_WARNINGS, warnings)) if ones]
    if errors and not with_errors:
        said.append(_("not written unless as a draft"))
    tip = "\n".join(f"– {one.text}" for one in (*errors, *warnings))
    return ", ".join(said), tip, bool(errors)
