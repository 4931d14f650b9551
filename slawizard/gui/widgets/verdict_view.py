"""The verdict on one target: badge, chance, what decides, what would be comfortable, and all the evidence behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets import verdict_words as words
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.flow_layout import FlowLayout
from slawizard.i18n import _

if TYPE_CHECKING:
    from slawizard.analysis.assessment import Assessed


class VerdictView(QWidget):
    """Shows one verdict; nothing while there is none. `use_requested` carries the figure that would be comfortable,
    `go_requested` the path of the field that decides.
    """

    use_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessed: Assessed | None = None
        self._badge = plain_label(role=Role.BADGE_SOFT)
        self._headline = plain_label(role=Role.SOFT, wraps=True)
        self._reason = plain_label(role=Role.SENTENCE, wraps=True)
        self._nearest = plain_label(role=Role.LABEL)
        self._use = _button(_("Use it"))
        self._go = _button("")
        self._all = QToolButton()
        self._evidence: QWidget | None = None
        self._build()
        self.hide()

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(2 * SPACE)
        first.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._headline, 1)
        self._use.clicked.connect(self._on_use)
        self._go.clicked.connect(self._on_go)
        self._all.setText(_("All the evidence"))
        self._all.setCheckable(True)
        self._all.setProperty("more", True)
        self._all.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._all.setArrowType(Qt.ArrowType.RightArrow)
        self._all.toggled.connect(lambda _open: self._show_evidence())
        row = QWidget()
        self._flow = FlowLayout(row)
        for widget in (self._nearest, self._use, self._go, self._all):
            self._flow.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self._column.addLayout(first)
        self._column.addWidget(self._reason)
        self._column.addWidget(row)

    def add_action(self, button: QWidget) -> None:
        """One more thing to press beside the others."""
        self._flow.addWidget(button)

    def name_after(self, path: str) -> None:
        """Name the labels and buttons after the target they are about."""
        named: tuple[tuple[QWidget, str], ...] = (
            (self._badge, "verdict"),
            (self._headline, "chance"),
            (self._reason, "reason"),
            (self._nearest, "nearest"),
            (self._use, "use"),
            (self._go, "go"),
            (self._all, "evidence"),
        )
        for widget, name in named:
            widget.setObjectName(f"{path}:{name}")

    def show_verdict(self, assessed: Assessed | None, *, is_current: bool = True) -> None:
        """Show this verdict; one that is not current is kept, but grey, until the newer one is there."""
        self.setVisible(assessed is not None)
        if assessed is None:
            return
        look = words.look_of(assessed)
        set_role(self._badge, look.badge if is_current else Role.BADGE_SOFT)
        set_role(self._headline, look.text if is_current else Role.SOFT)
        if assessed is self._assessed:
            return
        self._assessed = assessed
        self._badge.setText(f"{look.sign}\u2002{_(look.word)}")
        self._badge.setAccessibleName(_("Verdict: {word}").format(word=_(look.word)))
        self._headline.setText(words.headline(assessed))
        self._headline.setToolTip(_(look.meaning))
        self._reason.setText(words.reason(assessed))
        self._show_actions(assessed)
        self._show_evidence()

    def _show_actions(self, assessed: Assessed) -> None:
        nearest = words.nearest_words(assessed)
        self._nearest.setText(nearest)
        self._nearest.setVisible(bool(nearest))
        self._use.setVisible(bool(nearest) and assessed.nearest is not None)
        if assessed.nearest is not None:
            value = words.quantity_of(assessed, assessed.nearest)
            self._use.setAccessibleName(_("Use {value} as the target").format(value=value))
        high = self._all.sizeHint().height()
        for widget in (self._nearest, self._use, self._go):
            widget.setMinimumHeight(high)  # so that all stand on one line
        decides = assessed.decided_by
        self._go.setVisible(decides is not None)
        if decides is not None:
            self._go.setText(_("Go to: {what}").format(what=_(decides.kind)))
            self._go.setAccessibleName(_("Go to the field that decides: {what}").format(what=_(decides.kind)))
        self._all.setVisible(bool(assessed.constraints))
        level = assessed.promise.level
        self._all.setAccessibleName(_("All the evidence: {level}").format(level=level.name or level.id))

    def _show_evidence(self) -> None:
        is_open = self._all.isChecked()
        self._all.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        if self._evidence is not None:
            self._column.removeWidget(self._evidence)
            self._evidence.hide()
            self._evidence.deleteLater()
            self._evidence = None
        if not is_open or self._assessed is None:
            return
        self._evidence = QWidget(self)
        column = QVBoxLayout(self._evidence)
        column.setContentsMargins(3 * SPACE, 0, 0, 0)
        column.setSpacing(SPACE)
        for title, lines in words.evidence_lines(self._assessed):
            column.addWidget(plain_label(title))
            text = plain_label(lines, Role.SENTENCE, wraps=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(text)
        self._column.addWidget(self._evidence)
        self._evidence.show()

    def _on_use(self) -> None:
        if self._assessed is not None and self._assessed.nearest is not None:
            self.use_requested.emit(self._assessed.nearest)

    def _on_go(self) -> None:
        if self._assessed is not None and self._assessed.decided_by is not None:
            self.go_requested.emit(self._assessed.decided_by.path)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    set_role(button, Role.QUIET)
    return button
