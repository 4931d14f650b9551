"""How one finding is painted in the list of checks: one that counts, one that is let stand, and their heading."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from slawizard.agreement.agreement import Waiver
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.gui import theme
from slawizard.gui.theme import SIZES, SPACE, scaled_font
from slawizard.i18n import _
from slawizard.wizard.steps import find_step, step_of

FINDING = Qt.ItemDataRole.UserRole
"""The finding that a row shows; a row without one is a heading."""

WAIVER = FINDING + 1
"""The waiver that lets the finding of a row stand; None: it counts."""

Waived = tuple[Finding, Waiver]

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


def paint_settled(painter: QPainter, area: QRectF) -> None:
    """The sign of what is settled, as a finding that is let stand: a hook, in no colour of any level."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(theme.colours().soft_ink), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    wide, high = area.width(), area.height()
    hook = [(0.15, 0.55), (0.4, 0.8), (0.85, 0.2)]
    painter.drawPolyline(QPolygonF([QPointF(area.left() + x * wide, area.top() + y * high) for x, y in hook]))
    painter.restore()


class FindingDelegate(QStyledItemDelegate):
    """Paints one finding: sign and word of its level with the step, then text, why and mend, wrapped to the width; of
    one that is let stand the reason, and all of it quietly. A row without a finding is a heading.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = option.widget.viewport().width() if isinstance(option.widget, QListView) else option.rect.width()
        height = sum(area.height() for area, *_rest in self._lines(index, QRect(0, 0, width, 0)))
        return QSize(width, height + 2 * _EDGE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.colours()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(look.accent_wash))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.setPen(QColor(look.hairline))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        for place, (area, text, font, colour) in enumerate(self._lines(index, option.rect)):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(area, _WRAP, text)
            if place == 0:
                self._paint_sign(painter, option, index, area)
        painter.restore()

    @staticmethod
    def _paint_sign(
        painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, first: QRect
    ) -> None:
        finding: Finding | None = index.data(FINDING)
        if finding is None:
            return
        side = first.height() - 2
        left = option.rect.left() + _EDGE
        if option.direction == Qt.LayoutDirection.RightToLeft:
            left = option.rect.right() - _EDGE - side
        area = QRectF(left, first.top() + 1, side, side)
        if index.data(WAIVER) is None:
            paint_level(painter, area, finding.level)
        else:
            paint_settled(painter, area)

    @staticmethod
    def _lines(index: QModelIndex | QPersistentModelIndex, within: QRect) -> list[tuple[QRect, str, QFont, str]]:
        """Where each line of a row stands, and its words, font and colour."""
        left, width = within.left() + _EDGE + _MARK + 2 * SPACE, within.width() - 2 * _EDGE - _MARK - 2 * SPACE
        if index.data(FINDING) is None:
            left, width = within.left() + _EDGE, within.width() - 2 * _EDGE
        top, lines = within.top() + _EDGE, []
        for text, font, colour in _wanted(index):
            if text:
                height = theme.wrapped_height(text, font, width) + SPACE
                lines.append((QRect(left, top, width, height), text, font, colour))
                top += height
        return lines


def _wanted(index: QModelIndex | QPersistentModelIndex) -> tuple[tuple[str, QFont, str], ...]:
    """The lines of a row: words, font and colour."""
    look = theme.colours()
    small, strong = scaled_font(SIZES.label), scaled_font(SIZES.label, semibold=True)
    finding: Finding | None = index.data(FINDING)
    waiver: Waiver | None = index.data(WAIVER)
    if finding is None:
        return ((str(index.data()), scaled_font(SIZES.card_title, semibold=True), look.ink),)
    place = find_step(step_of(finding.field)).title
    head = f"{LEVEL_WORDS[finding.level]} · {place}"
    if waiver is not None:
        return (
            (_("Let stand: {finding}").format(finding=head), strong, look.soft_ink),
            (finding.text, scaled_font(1.0), look.soft_ink),
            (_("Because: {reason}").format(reason=waiver.reason), small, look.ink),
        )
    return (
        (head, strong, level_colour(finding.level, look)),
        (finding.text, scaled_font(1.0), look.ink),
        (finding.why, small, look.soft_ink),
        (_("To mend it: {mend}").format(mend=finding.mend) if finding.mend else "", small, look.soft_ink),
    )
