"""What a draft's template changed since: theirs, ours and where both differ, to be taken over one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.errors import SlaWizardError
from slawizard.gui import alerts
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.tasks import run_aside
from slawizard.gui.theme import SPACE, Role, colours, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _
from slawizard.storage.library import (
    Change,
    ChangeKind,
    Comparison,
    SavedTemplate,
    caught_up,
    compare_with_template,
    take_over,
)

_CHANGE = Qt.ItemDataRole.UserRole
_TAKE = Plural("&Take over {count} change", "&Take over {count} changes")
_KINDS = {
    ChangeKind.VALUE: "",
    ChangeKind.ADDED: _("added"),
    ChangeKind.REMOVED: _("removed"),
    ChangeKind.ORDER: _("in another order"),
}


class ChangesDialog(QDialog):
    """The template's changes, ticked unless the draft has something of its own there; then what the draft changed."""

    def __init__(self, store: DraftStore, template: SavedTemplate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._template = template
        self._words = plain_label(_("Comparing…"), Role.SENTENCE, wraps=True)
        self._notes = plain_label("", Role.SOFT, wraps=True)
        self._tree = QTreeWidget()
        self._take = QPushButton()
        self._leave = QPushButton(_("&Leave them all"))
        self._theirs: list[QTreeWidgetItem] = []
        self._build()
        agreement = store.agreement
        run_aside(self, lambda: compare_with_template(agreement, template), self._show, self._on_failed)

    def _build(self) -> None:
        self.setObjectName("changes")
        self.setWindowTitle(_("What changed in the template"))
        open_at(self, 132, 80)
        self._words.setObjectName("changes.words")
        self._notes.hide()
        tree = self._tree
        tree.setObjectName("changes.tree")
        tree.setAccessibleName(_("Changes"))
        tree.setHeaderLabels([_("Field"), _("Before"), _("Now")])
        tree.setWordWrap(True)
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        tree.itemChanged.connect(lambda _item, _column: self._show_state())
        set_role(self._take, Role.PRIMARY)
        self._take.setObjectName("changes.take")
        self._take.clicked.connect(self._on_take)
        self._leave.setObjectName("changes.leave")
        self._leave.setToolTip(_("The draft stays as it is, and these changes are not offered again."))
        self._leave.clicked.connect(lambda: self._finish(()))
        close = QPushButton(_("Decide later"))
        close.setObjectName("changes.close")
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(close)
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self._take)
        for button in (close, self._leave):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        for widget in (self._words, self._notes):
            column.addWidget(widget)
        column.addWidget(tree, 1)
        column.addLayout(row)
        self._show_state()

    # --- showing -----------------------------------------------------------------------------------------------

    def _show(self, found: Comparison) -> None:
        words = _("The draft was made from version {base} of “{title}”; the newest is version {newest}.")
        self._words.setText(words.format(base=found.base, title=self._template.title, newest=found.newest))
        newer = [one for one in self._template.versions if one.number > found.base and one.change]
        self._notes.setText("\n".join(f"{one.number}: {one.change}" for one in newer))
        self._notes.setVisible(bool(newer))
        conflicts = tuple(change for change in found.theirs if change.conflict)
        theirs = tuple(change for change in found.theirs if not change.conflict)
        self._tree.blockSignals(True)
        self._add_group(_("Changed in the template"), theirs, ticked=True)
        self._add_group(_("Changed in both: taking it over replaces what is in the draft"), conflicts, ticked=False)
        self._add_group(_("Changed in the draft only; it stays"), found.ours, ticked=None)
        self._tree.blockSignals(False)
        if not found.theirs:
            self._words.setText(self._words.text() + " " + _("There is nothing to take over."))
        self._leave.setEnabled(found.newest != found.base)
        self._show_state()
        group = self._tree.topLevelItem(0)
        first = group.child(0) if group is not None else None
        if first is not None:
            self._tree.setCurrentItem(first)
            self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_group(self, title: str, changes: tuple[Change, ...], *, ticked: bool | None) -> None:
        if not changes:
            return
        group = QTreeWidgetItem([f"{title} ({len(changes)})"])
        self._tree.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        for change in changes:
            kind = _KINDS[change.kind]
            label = f"{change.label} ({kind})" if kind else change.label
            item = QTreeWidgetItem([label, change.old, change.new])
            item.setData(0, _CHANGE, change)
            for column, text in enumerate((label, change.old, change.new)):
                item.setToolTip(column, text)
            if ticked is None:
                item.setForeground(0, QBrush(QColor(colours().soft_ink)))
            else:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                self._theirs.append(item)
            group.addChild(item)
        group.setExpanded(ticked is not None)

    def _chosen(self) -> tuple[Change, ...]:
        ticked = (item for item in self._theirs if item.checkState(0) == Qt.CheckState.Checked)
        return tuple(item.data(0, _CHANGE) for item in ticked)

    def _show_state(self) -> None:
        count = len(self._chosen())
        self._take.setText(_TAKE.of(count) if count else _("&Take over"))
        self._take.setEnabled(count > 0)

    # --- taking over -------------------------------------------------------------------------------------------

    def _on_take(self) -> None:
        self._finish(self._chosen())

    def _finish(self, chosen: tuple[Change, ...]) -> None:
        try:
            changed = caught_up(take_over(self._store.agreement, chosen), self._template)
        except SlaWizardError as problem:
            alerts.show_error(problem, self)
            return
        self._store.take_over(changed)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        set_role(self._words, Role.BAD)
        self._words.setText(str(error))
