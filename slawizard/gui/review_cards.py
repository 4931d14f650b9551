"""What the review page is made of: an answer to one quality with its findings, what every agreement needs, and what is
let stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement, Waiver
from slawizard.agreement.rows import resolved
from slawizard.checks import Item, ItemState, QualityAnswer
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.gui import theme
from slawizard.gui.panel.finding_rows import LEVEL_WORDS, Waived, paint_level, paint_settled
from slawizard.gui.theme import SIZES, SPACE, Role, scaled_font, set_role
from slawizard.i18n import Plural, _

# So many findings stand on a card; the others are in the list of checks.
_MOST_LINKS = 4


class FieldLink(QAbstractButton):
    """A line that leads to a field: a sign in front, the words wrapped, operated like a button."""

    def __init__(
        self, words: str, spoken: str, paint_sign: Callable[[QPainter, QRectF], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._paint_sign = paint_sign
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(policy.Policy.Ignored)
        policy.setVerticalPolicy(policy.Policy.Minimum)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        return theme.wrapped_height(self.text(), self.font(), self._words_width(width)) + 2 * SPACE

    def sizeHint(self) -> QSize:
        """One line, until the width is known."""
        return QSize(0, self.heightForWidth(max(self.width(), 1)) if self.width() > 8 * SPACE else 6 * SPACE)

    def words_left(self) -> int:
        """Where the words begin, in pixels from the edge."""
        return self.fontMetrics().height() - 1 + 3 * SPACE

    def _words_width(self, width: int) -> int:
        return width - self.fontMetrics().height() - 4 * SPACE

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sign and the words; underlined under the mouse, ringed with the focus."""
        look = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.fontMetrics().height() - 1
        words = QRectF(self.words_left(), SPACE, self._words_width(self.width()), self.height() - 2 * SPACE)
        sign = QRectF(SPACE, SPACE, side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            words.moveRight(self.width() - words.left())
            sign.moveRight(self.width() - SPACE)
        self._paint_sign(painter, sign)
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(QColor(look.ink))
        painter.drawText(words, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the link as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Underline."""
        self.update()
        super().enterEvent(event)


class Line(NamedTuple):
    """A line of a card: the field that it leads to, its link, and what the button beside it says and is about."""

    path: str
    link: FieldLink
    act: str = ""
    about: object = None


class ReviewCard(QFrame):
    """A card with a title, an answer beside it, and links to fields. `field_chosen` carries a link's path, `act_chosen`
    what the button beside a link is about; `more_chosen` tells that what is not shown here is asked for.
    """

    field_chosen = Signal(str)
    act_chosen = Signal(object)
    more_chosen = Signal()

    def __init__(self, name: str, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        set_role(self, Role.CARD)
        self._answer = _label(f"{name}.answer", "", Role.GOOD)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 4 * SPACE)
        self._column.setSpacing(SPACE)
        self._column.addWidget(_label(f"{name}.title", title, Role.CARD_TITLE))
        self._sentence = _label(f"{name}.sentence", sentence, Role.SOFT)
        if not sentence:
            self._sentence.hide()
        self._column.addWidget(self._sentence)
        self._column.addWidget(self._answer)
        self._links = QVBoxLayout()
        self._said: list[tuple[str, str, str]] = []
        self._links.setSpacing(0)
        self._more = QPushButton()
        self._more.setObjectName(f"{name}.more")
        self._more.setProperty("leading", True)
        self._more.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(self._more, Role.LINK)
        self._more.clicked.connect(lambda _checked=False: self.more_chosen.emit())
        self._more.hide()
        self._column.addLayout(self._links)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addStretch(1)

    def show_answer(self, words: str, role: Role) -> None:
        """Show the answer; its words say the state that its colour shows."""
        self._answer.setText(words)
        set_role(self._answer, role)

    def show_links(self, lines: Iterable[Line]) -> None:
        """Show these lines in place of the ones before; the same ones stay, with the focus on them."""
        lines = list(lines)
        said = [(line.path, line.link.text(), f"{line.link.accessibleName()} {line.act}") for line in lines]
        if said == self._said:
            return
        self._said = said
        while (item := self._links.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # or the show that its layout has put off would make a window of it
                widget.setParent(None)
                widget.deleteLater()
        for number, line in enumerate(lines):
            self._links.addWidget(self._row(f"{self.objectName()}.link.{number}", line))

    def _row(self, name: str, line: Line) -> QWidget:
        line.link.setObjectName(name)
        line.link.clicked.connect(lambda _checked=False: self.field_chosen.emit(line.path))
        if not line.act:
            return line.link
        button = QPushButton(line.act)
        button.setObjectName(f"{name}.act")
        button.setAccessibleDescription(line.link.text())
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(button, Role.LINK)
        button.clicked.connect(lambda _checked=False: self.act_chosen.emit(line.about))
        holder = QWidget()
        below = QHBoxLayout()
        below.setContentsMargins(line.link.words_left(), 0, 0, 2 * SPACE)
        below.addWidget(button)
        below.addStretch(1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line.link)
        column.addLayout(below)
        return holder


class QualityCard(ReviewCard):
    """Whether the agreement has one quality, and the findings that speak against it. `act_chosen` carries the finding
    that is to stand.
    """

    def show_quality(self, answer: QualityAnswer, *, may_change: bool = True) -> None:
        """Show the question, its answer, and the findings behind it, the worst first."""
        levels = {finding.level for finding in answer.findings}
        self._sentence.setText(answer.question)
        self._sentence.show()
        if FindingLevel.ERROR in levels:
            self.show_answer(f"✗ {answer.answer}", Role.BAD)
        elif FindingLevel.WARNING in levels:
            self.show_answer(f"! {answer.answer}", Role.WARN)
        else:
            self.show_answer(f"✓ {answer.answer}", Role.GOOD)
        self.show_links(
            Line(finding.field, _finding_link(finding), _act(finding) if may_change else "", finding)
            for finding in answer.findings[:_MOST_LINKS]
        )
        rest = len(answer.findings) - _MOST_LINKS
        self._more.setVisible(rest > 0)
        self._more.setText(Plural("{count} more under Checks", "{count} more under Checks").of(rest))


class NeedsCard(ReviewCard):
    """What one step must hold: how much of it is there, and a link to each item that is open or was left out; to those
    that are filled in too, where they are asked for.
    """

    def __init__(self, name: str, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, title, sentence, parent)
        self._items: list[Item] = []
        self._all = QPushButton()
        self._all.setObjectName(f"{name}.all")
        self._all.setCheckable(True)
        self._all.setCursor(Qt.CursorShape.PointingHandCursor)
        self._all.setProperty("leading", True)
        set_role(self._all, Role.LINK)
        self._all.toggled.connect(lambda _shown: self.show_items(self._items))
        self._column.insertWidget(self._column.count() - 1, self._all, 0, Qt.AlignmentFlag.AlignLeading)

    def show_items(self, items: list[Item]) -> None:
        """Show these items of one step."""
        self._items = items
        there = sum(item.state is not ItemState.MISSING for item in items)
        filled = sum(item.state is ItemState.FILLED for item in items)
        show, hide = _("Show what is filled in ({count})"), _("Hide what is filled in ({count})")
        self._all.setText((hide if self._all.isChecked() else show).format(count=filled))
        self._all.setVisible(bool(filled))
        whole = there == len(items)
        words = _("✓ All {count} answered") if whole else _("{there} of {count} answered")
        self.show_answer(words.format(there=there, count=len(items)), Role.GOOD if whole else Role.WARN)
        shown = [item for item in items if self._all.isChecked() or item.state is not ItemState.FILLED]
        self.show_links(Line(item.path, _item_link(item)) for item in shown)


class LetStandCard(ReviewCard):
    """What is let stand, each with its reason. `act_chosen` carries the waiver that is to be taken back."""

    def show_waived(self, agreement: Agreement, waived: tuple[Waived, ...], *, may_change: bool) -> None:
        """Show every waiver of the draft; `waived` are those that let a finding stand now."""
        findings = {waiver: finding for finding, waiver in waived}
        number = len(agreement.waived)
        self.setVisible(bool(number))
        count = Plural("{count} finding, for a reason.", "{count} findings, each for a reason.").of(number)
        self.show_answer(count, Role.SOFT)
        act = _("Take back") if may_change else ""
        self.show_links(
            Line(_place_of(agreement, waiver, findings.get(waiver)), _waiver_link(waiver, findings), act, waiver)
            for waiver in agreement.waived
        )

    def focus_line(self, number: int) -> bool:
        """Put the focus on one line, or on the last; False where there is none."""
        links = self.findChildren(FieldLink)
        if links and self.isVisible():
            links[min(number, len(links) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(links) and self.isVisible()


def _act(finding: Finding) -> str:
    return _("Take back") if finding.field.startswith("waived.") else _("Let it stand…")


def _place_of(agreement: Agreement, waiver: Waiver, finding: Finding | None) -> str:
    """The field that a waiver is about; the review itself where that is no more."""
    if finding is not None:
        return finding.field
    return resolved(agreement, waiver.field) or "waived"


def _waiver_link(waiver: Waiver, findings: dict[Waiver, Finding]) -> FieldLink:
    finding = findings.get(waiver)
    text = finding.text if finding is not None else waiver.said or waiver.code
    words = _("{text}\nBecause: {reason}").format(text=text, reason=waiver.reason.strip() or "…")
    if finding is None and waiver.reason.strip():
        words += "\n" + _("Nothing of this is found any more.")
    return FieldLink(words, _("Let stand: {words}").format(words=words), paint_settled)


def _finding_link(finding: Finding) -> FieldLink:
    return FieldLink(
        finding.text,
        f"{LEVEL_WORDS[finding.level]}: {finding.text}",
        lambda painter, area: paint_level(painter, area, finding.level),
    )


def _item_link(item: Item) -> FieldLink:
    if item.state is ItemState.LEFT_OUT:
        words = _("{name}: left out on purpose, because: {reason}").format(name=item.name, reason=item.reason or "…")
        return FieldLink(words, words, _paint_left_out)
    if item.state is ItemState.FILLED:
        return FieldLink(item.name, _("Filled in: {name}").format(name=item.name), paint_settled)
    return FieldLink(item.name, _("Open: {name}").format(name=item.name), _paint_open)


def _paint_open(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(QColor(theme.colours().warn), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), 2, 2)


def _paint_left_out(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(QColor(theme.colours().soft_ink), 1.5))
    painter.setFont(scaled_font(SIZES.label))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "–")


def _label(name: str, text: str, role: Role) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label
