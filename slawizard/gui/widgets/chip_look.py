"""How a chip looks in a clause's text: a box with the words of what it stands for, told by shape as well as colour."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from slawizard.clauses.conditions import Asked, Condition, loop_list, read_condition
from slawizard.clauses.tokens import Token, TokenKind, tokens
from slawizard.gui import theme
from slawizard.gui.theme import SPACE
from slawizard.i18n import _

CHIP_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1
SOURCE = QTextFormat.Property.UserProperty.value + 1
_MOST_CHARACTERS = 44
_FILTERS = {
    "series": _("a, b and c"),
    "choice": _("a, b or c"),
    "capital": _("with a capital"),
}
_ASKED = {"": "{label}", "wanted": _("{label} is wanted"), "several": _("several: {label}")}
_OF_LOOPS = {"loop.first": _("it is the first"), "loop.last": _("it is the last")}
_ENDS = {"endif": _("end of “if”"), "endfor": _("end of “for each”"), "else": _("otherwise")}


class Value(NamedTuple):
    """What is known of a value that chips stand for: its words, and what it is in this draft."""

    label: str
    example: str = ""


class ChipWords:
    """Says what a token stands for. `values` are known by their names, `targets` of references by theirs; `wrong` are
    the names that were found to be no names, or parts of them.
    """

    def __init__(
        self,
        values: Mapping[str, Value] | None = None,
        targets: Mapping[str, str] | None = None,
        wrong: Collection[str] = (),
    ) -> None:
        self._values = values or {}
        self._targets = targets or {}
        self._wrong = frozenset(wrong)

    def says_the_same(self, other: ChipWords) -> bool:
        """Whether every chip says the same with the other's words."""
        mine, theirs = (self._values, self._targets, self._wrong), (other._values, other._targets, other._wrong)
        return mine == theirs

    def is_known(self, token: Token) -> bool:
        """Whether there is such a thing, as far as is known."""
        condition = read_condition(token.source)
        if condition is not None:
            return all(self._is_name(one.name) for one in condition.asked)
        return self._is_name(token.name) if token.kind is TokenKind.VALUE else token.inner not in self._wrong

    def _is_name(self, name: str) -> bool:
        return name in self._values or self._wrong.isdisjoint((name, *name.split(".")))

    def words(self, token: Token) -> str:
        """What stands on the chip."""
        if token.kind is TokenKind.VALUE:
            filters = [_FILTERS[one] for each in token.inner.split("|")[1:] if (one := each.strip()) in _FILTERS]
            return ", ".join([self._label(token.name, token.inner), *filters])
        if token.kind is TokenKind.REFERENCE:
            return "→ " + self._targets.get(token.inner, token.inner)
        if token.kind is TokenKind.HIDDEN:
            return f"U+{ord(token.source):04X}"
        if token.kind is TokenKind.REMARK:
            return f"# {' '.join(token.inner.split())}"
        condition = read_condition(token.source)
        if condition is not None:
            return self.condition(condition)
        name = loop_list(token.source)
        if name:
            return _("for each of: {list}").format(list=self._label(name, name))
        return _ENDS.get(token.inner) or _tag(" ".join(token.inner.split()))

    def condition(self, condition: Condition) -> str:
        """A whole condition in words: "if Time to claim and not Claim is lost"."""
        begin = _("if {words}") if condition.word == "if" else _("otherwise if {words}")
        between = _(" or ") if condition.is_any else _(" and ")
        return begin.format(words=between.join(map(self.asked, condition.asked)))

    def asked(self, asked: Asked) -> str:
        """One thing that a condition asks, in words."""
        if asked.clause:
            words = _("the clause “{title}” stands").format(title=self._targets.get(asked.clause, asked.clause))
        else:
            label = self._label(asked.name, asked.name)
            words = _ASKED.get(asked.filter, f"{{label}}|{asked.filter}").format(label=label)
        return _("not {words}").format(words=words) if asked.negated else words

    def _label(self, name: str, written: str) -> str:
        """The words of a value; without any, a name as near to words as it gets, and anything else as it is written."""
        if name in self._values or name in _OF_LOOPS:
            return _OF_LOOPS.get(name) or self._values[name].label
        if not name.replace(".", "").isidentifier():
            return written
        words = name.replace("_", " ").replace(".", ": ")
        return words[:1].upper() + words[1:]

    def told(self, token: Token) -> str:
        """What the chip stands for, in full: for a tool tip, and for who cannot see it."""
        source = token.source if token.kind is not TokenKind.HIDDEN else _("a character that cannot be seen")
        words = f"{self.words(token)} – {source}"
        if not self.is_known(token):
            return _("There is nothing of this name: {source}").format(source=token.source)
        known = self._values.get(token.name) if token.kind is TokenKind.VALUE else None
        return f"{words} – " + _("here: {example}").format(example=known.example) if known and known.example else words


class ChipPainter(QPyTextObject):
    """Paints the chips of one document."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.words = ChipWords()

    def intrinsicSize(self, document: QTextDocument, position: int, shape: QTextFormat) -> QSizeF:
        """Room for its words, and no higher than a line."""
        metrics = QFontMetricsF(document.defaultFont())
        width = metrics.horizontalAdvance(self._shown(_token(shape))) + 3 * SPACE
        return QSizeF(width, metrics.height() + 2)

    def drawObject(
        self, painter: QPainter, area: QRectF | QRect, document: QTextDocument, position: int, shape: QTextFormat
    ) -> None:
        """A filled box for a value, a frame for a tag, a dashed one for what is not known."""
        look, token = theme.colours(), _token(shape)
        known = self.words.is_known(token)
        is_value = token.kind in (TokenKind.VALUE, TokenKind.REFERENCE)
        line = look.bad if not known else look.accent if is_value else look.field_line
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(line), 1.2, Qt.PenStyle.SolidLine if known else Qt.PenStyle.DashLine))
        painter.setBrush(QColor(look.accent_wash if is_value and known else look.ground))
        box = QRectF(area).adjusted(1, 0.5, -1, -0.5)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(document.defaultFont())
        painter.setPen(QColor(look.bad if not known else look.ink if is_value else look.soft_ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._shown(token))
        painter.restore()

    def _shown(self, token: Token) -> str:
        words = self.words.words(token)
        words = words if len(words) <= _MOST_CHARACTERS else words[: _MOST_CHARACTERS - 1] + "…"
        return words if self.words.is_known(token) else f"? {words}"


def _tag(inner: str) -> str:
    """A tag with its first word in words: "for each one in levels", "otherwise if …"."""
    first, space, rest = inner.partition(" ")
    return {"for": _("for each"), "elif": _("otherwise if")}.get(first, first) + space + rest


def chip_format(source: str) -> QTextCharFormat:
    """The format of the one character that stands for a chip."""
    shape = QTextCharFormat()
    shape.setObjectType(CHIP_TYPE)
    shape.setProperty(SOURCE, source)
    shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBottom)
    return shape


def _token(shape: QTextFormat) -> Token:
    return tokens(str(shape.property(SOURCE)))[0]
