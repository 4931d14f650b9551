"""The columns of a batch's table: what stands in each, which field it fills, and what the table leaves open."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.gui.dialogs.batch_planning import BatchLook, ColumnLook
from slawizard.gui.dialogs.table_questions import TableQuestions
from slawizard.gui.theme import SPACE, Role, plain_tip, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _

OPEN, LEFT_OUT, OTHER = "", "\0left out", "\0other"
_COLUMN, _EXAMPLES, _FILLS, _TROUBLE = range(4)
_MOST_MISSING = 4
_AT_A_TIME = 4


class BatchColumns(QWidget):
    """Shows the columns. `decided` carries a column and the path that it fills, LEFT_OUT, or OTHER for one that is to
    be asked for; `answered` a question about the table and the value of the choice.
    """

    decided = Signal(str, str)
    answered = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions = TableQuestions("batch")
        self._table = QTableWidget(0, 4)
        self._understood = plain_label(role=Role.SOFT, wraps=True)
        self._missing = plain_label(role=Role.WARN, wraps=True)
        self._shown: tuple[ColumnLook, ...] = ()
        self._pending: list[int] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._show_some)
        self._build()

    def _build(self) -> None:
        self._table.setObjectName("batch.columns")
        self._table.setAccessibleName(_("The columns of the table, and the fields that they fill"))
        self._table.setHorizontalHeaderLabels([_("Column"), _("First cells"), _("Fills the field"), _("To be settled")])
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._table.setTabKeyNavigation(False)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.verticalHeader().hide()
        self._table.setWordWrap(False)
        self._table.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        for place, width in ((_COLUMN, 20), (_EXAMPLES, 26), (_FILLS, 36)):
            self._table.setColumnWidth(place, text_width(width))
        self._understood.setObjectName("batch.understood")
        self._missing.setObjectName("batch.missing")
        self._questions.chosen.connect(self.answered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3 * SPACE, 0, 0)
        column.setSpacing(2 * SPACE)
        for widget in (self._questions, self._understood, self._missing):
            column.addWidget(widget)
            widget.hide()
        column.addWidget(self._table, 1)

    def show_look(self, look: BatchLook) -> None:
        """Show the columns as they are understood."""
        self._questions.show_open(look.questions)
        self._say(self._understood, " ".join(look.understood))
        missing = [one.words for one in look.plan.missing] if look.plan is not None else []
        more = len(missing) - _MOST_MISSING
        named = "; ".join(missing[:_MOST_MISSING]) + (_("; and {count} more").format(count=more) if more > 0 else "")
        words = _("No column answers: {questions}. It stays open in every agreement.").format(questions=named)
        self._say(self._missing, words if missing else "")
        self._missing.setToolTip(plain_tip("; ".join(missing)))
        if look.columns or not look.questions:
            self._show_columns(look.columns)
        if look.questions:
            self._questions.focus_first()

    def _show_columns(self, columns: tuple[ColumnLook, ...]) -> None:
        """Only what is different is made anew: the focus stays where it is."""
        if [one.name for one in columns] != [one.name for one in self._shown]:
            self._shown = ()
            self._pending = []
            self._table.setRowCount(0)
            self._table.setRowCount(len(columns))
        different = [row for row, look in enumerate(columns) if self._shown[row : row + 1] != (look,)]
        self._pending = sorted({*self._pending, *different})
        self._shown = columns
        self._show_some()

    def _show_some(self) -> None:
        """A few at a time, so that a table of many columns never holds the window up."""
        rows, self._pending = self._pending[:_AT_A_TIME], self._pending[_AT_A_TIME:]
        for row in rows:
            self._show_column(row, self._shown[row])
        if self._pending:
            self._rest.start()

    def _show_column(self, row: int, look: ColumnLook) -> None:
        trouble = _open_words(look)
        for place, text in ((_COLUMN, look.name), (_EXAMPLES, " · ".join(look.examples)), (_TROUBLE, trouble)):
            item = QTableWidgetItem(text.replace("\n", " "))
            item.setToolTip(plain_tip(text[:500]))
            self._table.setItem(row, place, item)
        combo = self._table.cellWidget(row, _FILLS)
        if not isinstance(combo, QComboBox):
            combo = self._make_combo(row, look.name)
        _fill_combo(combo, look)

    def _make_combo(self, row: int, name: str) -> QComboBox:
        combo = QuietCombo()
        combo.setObjectName(f"batch.column.{row}")
        combo.setAccessibleName(_("The field that “{column}” fills").format(column=name))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.activated.connect(lambda _row: self._on_activated(row, combo))
        self._table.setCellWidget(row, _FILLS, combo)
        self._table.setRowHeight(row, combo.sizeHint().height() + 2)
        return combo

    def _on_activated(self, row: int, combo: QComboBox) -> None:
        chosen, look = str(combo.currentData()), self._shown[row]
        if chosen == OTHER:
            _fill_combo(combo, look)  # until a field is chosen it stays as it was
        if chosen not in (OPEN, look.path or (LEFT_OUT if look.is_ignored else OPEN)) or look.trouble:
            self.decided.emit(look.name, chosen)

    @staticmethod
    def _say(label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))


def _open_words(look: ColumnLook) -> str:
    if look.trouble or not look.is_open:
        return look.trouble
    if look.near:
        return _("Perhaps “{field}”? Choose it, or leave the column out.").format(field=look.near[0][1])
    return _("Choose a field, or leave the column out.")


def _fill_combo(combo: QComboBox, look: ColumnLook) -> None:
    """What it fills now, what may have been meant, and the ways to say otherwise."""
    combo.clear()
    choices: list[tuple[str, str]] = []
    if look.path:
        choices.append((look.words, look.path))
    elif not look.is_ignored:
        choices.append((_("– nothing yet –"), OPEN))
    choices += [(words, path) for path, words in look.near]
    choices += [(_("Leave out"), LEFT_OUT), (_("Another field…"), OTHER)]
    for words, value in choices:
        combo.addItem(words.replace("\n", " "), value)
        combo.setItemData(combo.count() - 1, plain_tip(value if "\0" not in value else ""), Qt.ItemDataRole.ToolTipRole)
    combo.setCurrentIndex(combo.findData(LEFT_OUT) if look.is_ignored else 0)
    combo.setToolTip(plain_tip(f"{look.words}\n{look.path}" if look.path else ""))
