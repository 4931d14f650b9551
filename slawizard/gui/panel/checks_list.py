"""What a careful reader would stop at: each finding with its level, its words, why it matters and how to mend it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.checks.finding import Finding, FindingLevel
from slawizard.gui import theme
from slawizard.gui.theme import SIZES, SPACE, Role, scaled_font, set_role
from slawizard.i18n import Plural, _
from slawizard.wizard.steps import STEPS, find_step, step_of

_FINDING = Qt.ItemDataRole.UserRole
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
_MARK = 4 * SPACE
_EDGE = 3 * SPACE

LEVEL_WORDS = {
    FindingLevel.ERROR: _("Error"),
    FindingLevel.WARNING: _("Warning"),
    FindingLevel.NOTE: _("Note"),
}


def level_colour(level: FindingLevel, look: theme.Colours) -> str:
    """The colour of a level; always beside its shape and word, never alone."""
    return {FindingLevel.ERROR: look.bad, FindingLevel.WARNING: look.warn, FindingLevel.NOTE: look.accent}[level]


def paint_level(painter: QPainter, area: QRectF, level: FindingLevel) -> None:
    """The sign of a level: a disc for an error, a triangle for a warning, a ring for a note."""
    look = theme.colours()
    colour = QColor(level_colour(level, look))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour if level is FindingLevel.ERROR else Qt.BrushStyle.NoBrush)
    inner = area.adjusted(1, 1, -1, -1)
    if level is FindingLevel.WARNING:
        painter.drawPolygon(
            QPolygonF([QPointF(inner.center().x(), inner.top()), inner.bottomRight(), inner.bottomLeft()])
        )
    else:
        painter.drawEllipse(inner)
    painter.setPen(QColor(look.paper) if level is FindingLevel.ERROR else colour)
    painter.setFont(scaled_font(SIZES.small * 0.86, semibold=True))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "i" if level is FindingLevel.NOTE else "!")
    painter.restore()


class _FindingDelegate(QStyledItemDelegate):
    """Paints one finding: sign and word of its level with the step, then text, why and mend, wrapped to the width."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = option.widget.viewport().width() if isinstance(option.widget, QListView) else option.rect.width()
        height = sum(area.height() for area, *_rest in self._lines(index.data(_FINDING), QRect(0, 0, width, 0)))
        return QSize(width, height + 2 * _EDGE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.colours()
        finding: Finding = index.data(_FINDING)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(look.accent_wash))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.setPen(QColor(look.hairline))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        for place, (area, text, font, colour) in enumerate(self._lines(finding, option.rect)):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(area, _WRAP, text)
            if place == 0:
                side = area.height() - 2
                left = option.rect.left() + _EDGE
                if option.direction == Qt.LayoutDirection.RightToLeft:
                    left = option.rect.right() - _EDGE - side
                paint_level(painter, QRectF(left, area.top() + 1, side, side), finding.level)
        painter.restore()

    def _lines(self, finding: Finding, within: QRect) -> list[tuple[QRect, str, QFont, str]]:
        """Where each line of a finding stands, and its words, font and colour."""
        look = theme.colours()
        small, strong = scaled_font(SIZES.label), scaled_font(SIZES.label, semibold=True)
        place = find_step(step_of(finding.field)).title
        wanted = [
            (f"{LEVEL_WORDS[finding.level]} · {place}", strong, level_colour(finding.level, look)),
            (finding.text, scaled_font(1.0), look.ink),
            (finding.why, small, look.soft_ink),
            (_("To mend it: {mend}").format(mend=finding.mend) if finding.mend else "", small, look.soft_ink),
        ]
        left, width = within.left() + _EDGE + _MARK + 2 * SPACE, within.width() - 2 * _EDGE - _MARK - 2 * SPACE
        top, lines = within.top() + _EDGE, []
        for text, font, colour in wanted:
            if text:
                height = theme.wrapped_height(text, font, width) + SPACE
                lines.append((QRect(left, top, width, height), text, font, colour))
                top += height
        return lines


class _FindingView(QListView):
    """A list whose rows are measured anew when it becomes wider or narrower, as by its own scroll bar."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class ChecksList(QWidget):
    """The findings, worst first. `field_chosen` carries the path of the finding that was clicked or entered."""

    field_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._filter = QComboBox()
        self._count = QLabel()
        self._model = QStandardItemModel(self)
        self._list = _FindingView()
        self._empty = QLabel(_("Nothing to mend here."))
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
        self._list.setObjectName("checks.list")
        self._list.setAccessibleName(_("Findings"))
        self._list.setFrameShape(QListView.Shape.NoFrame)
        set_role(self._list, Role.PAPER)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_FindingDelegate(self._list))
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setUniformItemSizes(False)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._on_chosen)
        self._list.activated.connect(self._on_chosen)
        self._empty.setObjectName("checks.empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self._empty, Role.SOFT)
        bar = QHBoxLayout()
        bar.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        bar.setSpacing(3 * SPACE)
        bar.addWidget(self._filter, 1)
        bar.addWidget(self._count, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._list, 1)
        column.addWidget(self._empty, 1)
        self._fill()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what the checks found; what was selected stays selected where it is still there."""
        self._findings = findings
        self._fill()

    def _fill(self) -> None:
        chosen = self._list.currentIndex().data(_FINDING)
        position = self._list.verticalScrollBar().value()
        step = self._filter.currentData()
        shown = [finding for finding in self._findings if not step or step_of(finding.field) == step]
        self._model.clear()
        for finding in shown:
            item = QStandardItem(finding.text)
            item.setData(finding, _FINDING)
            item.setData(_spoken(finding), Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
            if chosen is not None and (finding.code, finding.field) == (chosen.code, chosen.field):
                self._list.setCurrentIndex(item.index())
        self._list.verticalScrollBar().setValue(position)
        self._list.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        self._count.setText(count_words(shown))

    def _on_chosen(self, index: QModelIndex) -> None:
        finding: Finding = index.data(_FINDING)
        self.field_chosen.emit(finding.field)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the lines anew when the type changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._list.doItemsLayout()


def count_words(findings: list[Finding] | tuple[Finding, ...]) -> str:
    """How many of each level: "1 error, 2 warnings"."""
    words = {
        FindingLevel.ERROR: Plural("{count} error", "{count} errors"),
        FindingLevel.WARNING: Plural("{count} warning", "{count} warnings"),
        FindingLevel.NOTE: Plural("{count} note", "{count} notes"),
    }
    levels = [finding.level for finding in findings]
    return ", ".join(plural.of(levels.count(level)) for level, plural in words.items() if level in levels)


def _spoken(finding: Finding) -> str:
    return " ".join(
        part for part in (LEVEL_WORDS[finding.level] + ".", finding.text, finding.why, finding.mend) if part
    )
