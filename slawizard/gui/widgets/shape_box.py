"""The shape of a credit: chosen by a picture, with its few fields, its curve, and what a measured value would pay."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from slawizard.agreement.consequences import CreditRule
from slawizard.agreement.entry_levels import read_quantity
from slawizard.errors import EntryError
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.context import MISSING
from slawizard.gui.widgets.credit_answers import Question, answer, credit_for, curve_of, question_of
from slawizard.gui.widgets.credit_curve import CreditCurve
from slawizard.gui.widgets.field import Variant
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.readers import refusal_sentence
from slawizard.gui.widgets.shape_pictures import ShapeChooser
from slawizard.gui.widgets.variant_box import VariantBox
from slawizard.i18n import _


class ShapeBox(VariantBox):
    """Pictures, the sentence and fields of the chosen shape, the curve and the question below it."""

    def build_input(self) -> QWidget:
        """Chooser and fields, then the curve."""
        holder = super().build_input()
        self._curve = CreditCurve()
        self._column.addWidget(self._curve)
        self._column.addWidget(self._build_question())
        return holder

    def build_chooser(self) -> QWidget:
        """A picture for each shape, and the sentence of the chosen one."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        self._chooser = ShapeChooser(self._on_picture_clicked)
        for variant in self.field.variants:
            name, __, sentence = _(variant.words).partition(": ")
            self.watch(self._chooser.add(variant.kind, name, sentence))
        self._sentence = plain_label(role=Role.DERIVED, wraps=True)
        column.addWidget(self._chooser)
        column.addWidget(self._sentence)
        return holder

    def _build_question(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        self._asked = QLineEdit()
        self._asked.setFixedWidth(text_width(22))
        self._asked.setAccessibleName(_("A measured value, to see what it would pay"))
        self._asked.textEdited.connect(lambda _text: self._show_answer())
        before = QLabel()
        self.context.mnemonics.add(before, _("What would"), lambda: self._asked)
        before.setBuddy(self._asked)
        after = QLabel(_("pay?"))
        self._answer = plain_label(role=Role.DERIVED, wraps=True)
        for label in (before, after):
            set_role(label, Role.LABEL)
        for widget in (before, self._asked, after):
            row.addWidget(widget)
        row.addWidget(self._answer, 1)
        self._question_row = holder
        return holder

    def watch(self, widget: QWidget) -> None:
        """Each picture is watched when it is made."""
        if hasattr(self, "input") and widget is self.input:
            return
        widget.installEventFilter(self)

    def _on_picture_clicked(self, shape: type) -> None:
        self.choose(next(variant for variant in self.field.variants if variant.kind is shape))

    def focus_target(self) -> QWidget:
        """The picture that is chosen, or the first."""
        pictures = self._chooser.pictures.values()
        return next((picture for picture in pictures if picture.isChecked()), next(iter(pictures)))

    def last_of_chooser(self) -> QWidget:
        """The last picture."""
        return [*self._chooser.pictures.values()][-1]

    def name_inputs(self) -> None:
        """The chooser bears the path, each picture the path and its shape."""
        self._chooser.setObjectName(self.path)
        self._chooser.setAccessibleName(_(self.field.label))
        for shape, picture in self._chooser.pictures.items():
            picture.setObjectName(f"{self.path}:{shape.__name__}")
        self._asked.setObjectName(f"{self.path}:asked")
        self._answer.setObjectName(f"{self.path}:answer")

    def forget(self) -> None:
        """The question was about another rule."""
        self._asked.clear()

    def show_chosen(self, variant: Variant) -> None:
        """Press its picture and say what it means."""
        self._chooser.show_chosen(variant.kind)
        self._sentence.setText(_(variant.words).partition(": ")[2])

    def show_value(self, value: Any) -> None:
        """Fields, then the curve and the answer as they follow now."""
        super().show_value(value)
        if value is not MISSING:
            self._show_answer()

    def _question(self) -> Question | None:
        rule = self.context.value(self.path.rpartition(".")[0])
        return question_of(self.context.agreement, rule) if isinstance(rule, CreditRule) else None

    def _show_answer(self) -> None:
        question = self._question()
        self._question_row.setVisible(question is not None)
        self._curve.setVisible(question is not None)
        if question is None:
            return
        currency = self.context.agreement.frame.currency
        asked, words = self._read_asked(question)
        credit = None if asked is None else credit_for(question, asked)
        curve = curve_of(question)
        shown = asked is not None and curve.points[0][0] <= asked <= curve.points[-1][0]
        dot = (asked, credit) if asked is not None and credit is not None and shown else None
        self._curve.show_curve(curve, currency, dot)
        self._curve.setAccessibleDescription(words)
        self._answer.setText(words)

    def _read_asked(self, question: Question) -> tuple[Decimal | None, str]:
        text = self._asked.text()
        self._asked.setPlaceholderText(_("items missed") if question.unit == "count" else _("a measured value"))
        if not text.strip():
            return None, ""
        try:
            value = read_quantity(
                text, question.unit, self.context.language, currency=self.context.agreement.frame.currency
            )
        except EntryError as refusal:
            return None, refusal_sentence(refusal)
        return value, answer(question, value)
