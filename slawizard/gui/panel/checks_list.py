"""What a careful reader would stop at: each finding with its level, its words, why it matters and how to mend it; and
at the end those that are let stand, each with the reason.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.agreement import Waiver
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.gui.panel.finding_rows import FINDING, LEVEL_WORDS, WAIVER, FindingDelegate, Waived
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.i18n import Plural, _
from slawizard.wizard.steps import STEPS, step_of

_LET_STAND = Plural("{count} finding is let stand", "{count} findings are let stand")


class _FindingView(QListView):
    """A list whose rows are measured anew when it becomes wider or narrower, as by its own scroll bar."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class ChecksList(QWidget):
    """The findings, worst first, then those that are let stand. `field_chosen` carries the path of the finding that was
    clicked or entered, `let_stand_requested` and `take_back_requested` the finding that the button is about.
    """

    field_chosen = Signal(str)
    let_stand_requested = Signal(object)
    take_back_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._waived: tuple[Waived, ...] = ()
        self._may_change = True
        self._filter = QComboBox()
        self._count = QLabel()
        self._model = QStandardItemModel(self)
        self._list = _FindingView()
        self._empty = QLabel(_("Nothing to mend here."))
        self._act = QPushButton()
        self._build()

    def _build(self) -> None:
        self._filter.setObjectName("checks.filter")
        self._filter.setAccessibleName(_("Show the findings of"))
        self._filter.addItem(_("All steps"), "")
        for step in STEPS:
            self._filter.addItem(step.title, step.key)
        self._filter.currentIndexChanged.connect(lambda _row: self._fill())
        self._count.setObjectName("checks.count")
        set_role(self._count, Role.DERIVED)
        self._build_list()
        self._empty.setObjectName("checks.empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self._empty, Role.SOFT)
        self._act.setObjectName("checks.let_stand")
        self._act.clicked.connect(self._on_act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_bar(self._filter, self._count))
        column.addWidget(self._list, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(_bar(None, self._act))
        self._fill()

    def _build_list(self) -> None:
        self._list.setObjectName("checks.list")
        self._list.setAccessibleName(_("Findings"))
        self._list.setFrameShape(QListView.Shape.NoFrame)
        set_role(self._list, Role.PAPER)
        self._list.setModel(self._model)
        self._list.setItemDelegate(FindingDelegate(self._list))
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setUniformItemSizes(False)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._on_chosen)
        self._list.activated.connect(self._on_chosen)
        self._list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_act())

    def show_findings(self, findings: tuple[Finding, ...], waived: tuple[Waived, ...] = ()) -> None:
        """Show what was found, and what of it is let stand; what was selected stays so where it is still there."""
        self._findings, self._waived = findings, waived
        self._fill()

    def allow_changes(self, may_change: bool) -> None:
        """Whether a finding of this draft can be let stand."""
        self._may_change = may_change
        self._show_act()

    def _fill(self) -> None:
        chosen = self._list.currentIndex().data(FINDING)
        position = self._list.verticalScrollBar().value()
        step = self._filter.currentData()
        shown = [finding for finding in self._findings if not step or step_of(finding.field) == step]
        waived = [each for each in self._waived if not step or step_of(each[0].field) == step]
        self._model.clear()
        for finding in shown:
            self._add(_row(finding), chosen)
        if waived:
            self._add(_heading(_LET_STAND.of(len(waived))), None)
        for finding, waiver in waived:
            self._add(_row(finding, waiver), chosen)
        self._list.verticalScrollBar().setValue(position)
        self._list.setVisible(bool(shown or waived))
        self._empty.setVisible(not shown and not waived)
        self._count.setText(count_words(shown))
        self._show_act()

    def _add(self, item: QStandardItem, chosen: Finding | None) -> None:
        self._model.appendRow(item)
        finding: Finding | None = item.data(FINDING)
        if chosen is not None and finding is not None and (finding.code, finding.field) == (chosen.code, chosen.field):
            self._list.setCurrentIndex(item.index())

    def _on_chosen(self, index: QModelIndex) -> None:
        finding: Finding | None = index.data(FINDING)
        if finding is not None:
            self.field_chosen.emit(finding.field)

    # --- letting stand -----------------------------------------------------------------------------------------

    def _show_act(self) -> None:
        """The button says what it would do to the finding that is selected."""
        finding: Finding | None = self._list.currentIndex().data(FINDING)
        self._act.setVisible(bool(self._model.rowCount()))
        self._act.setText(_("Take back") if self._is_let_stand() else _("Let it stand…"))
        self._act.setEnabled(self._may_change and finding is not None)
        self._act.setAccessibleDescription(finding.text if finding is not None else "")

    def _is_let_stand(self) -> bool:
        """Whether what is selected is let stand already, or is a finding about such an entry."""
        index = self._list.currentIndex()
        finding: Finding | None = index.data(FINDING)
        return index.data(WAIVER) is not None or (finding is not None and finding.field.startswith("waived."))

    def _on_act(self) -> None:
        finding = self._list.currentIndex().data(FINDING)
        (self.take_back_requested if self._is_let_stand() else self.let_stand_requested).emit(finding)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the lines anew when the type changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._list.doItemsLayout()


def _bar(left: QWidget | None, right: QWidget) -> QHBoxLayout:
    bar = QHBoxLayout()
    bar.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
    bar.setSpacing(3 * SPACE)
    if left is None:
        bar.addStretch(1)
        bar.addWidget(right)
    else:
        bar.addWidget(left, 1)
        bar.addWidget(right, 1)
    return bar


def _row(finding: Finding, waiver: Waiver | None = None) -> QStandardItem:
    item = QStandardItem(finding.text)
    item.setData(finding, FINDING)
    item.setData(waiver, WAIVER)
    item.setData(_spoken(finding, waiver), Qt.ItemDataRole.AccessibleTextRole)
    return item


def _heading(words: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def count_words(findings: list[Finding] | tuple[Finding, ...]) -> str:
    """How many of each level: "1 error, 2 warnings"."""
    words = {
        FindingLevel.ERROR: Plural("{count} error", "{count} errors"),
        FindingLevel.WARNING: Plural("{count} warning", "{count} warnings"),
        FindingLevel.NOTE: Plural("{count} note", "{count} notes"),
    }
    levels = [finding.level for finding in findings]
    return ", ".join(plural.of(levels.count(level)) for level, plural in words.items() if level in levels)


def _spoken(finding: Finding, waiver: Waiver | None) -> str:
    if waiver is not None:
        return _("Let stand. {text} Because: {reason}").format(text=finding.text, reason=waiver.reason)
    return " ".join(
        part for part in (LEVEL_WORDS[finding.level] + ".", finding.text, finding.why, finding.mend) if part
    )
