"""The curve beside a target: reckoned on another thread, dragged by hand, and what it says in words below it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.wording import percent_words, quantity_words
from slawizard.gui.theme import SPACE, Role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.judgement import judged_part
from slawizard.gui.widgets.latest import Latest
from slawizard.gui.widgets.target_curve_view import Mark, TargetCurveView
from slawizard.i18n import _, interface_locale

if TYPE_CHECKING:  # the arithmetic is not needed to show a page
    from slawizard.analysis.target_curve import TargetCurve

_DELAY_MS = 250


class CurveBox(QWidget):
    """Shows the curve of one target. `chosen` carries the target that the handle was let go at. `hint` says what
    dragging the handle is for.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latest = Latest(_DELAY_MS, self)
        self._latest.arrived.connect(self._on_arrived)
        self._curve: TargetCurve | None = None
        self._rest: Decimal | None = None
        self.hint = _("Drag the handle, or move it with the arrow keys, to try another target.")
        self.view = TargetCurveView(self)
        self._caption = plain_label(role=Role.DERIVED, wraps=True)
        self._caption.setParent(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.view)
        column.addWidget(self._caption)
        self.view.moved.connect(lambda _point: self._show_caption())
        self.view.chosen.connect(self.chosen)

    def name_after(self, path: str) -> None:
        """Name the curve after the target it is about."""
        self.view.setObjectName(f"{path}:curve")
        self._caption.setObjectName(f"{path}:curve_words")

    def look(
        self,
        agreement: Agreement,
        level_id: str,
        row: int,
        *,
        marks: tuple[Mark, ...] = (),
        rest: Decimal | None = None,
    ) -> None:
        """Show the curve of this target as the draft stands now, as soon as it is reckoned.

        The figures of `marks` are among its points and are pointed out; the handle rests at `rest`, which is one of
        them, or at the draft's own target.
        """
        self.view.show_marks(marks)
        if rest != self._rest:
            self._rest = rest
            if self._latest.result is not None:
                self._on_arrived()
        stands = tuple(each for each in agreement.expectations.positions if each.level == level_id)
        part = judged_part(agreement)
        part = msgspec.structs.replace(part, expectations=msgspec.structs.replace(part.expectations, positions=stands))
        also = tuple(sorted({mark.target for mark in marks}))
        self._latest.want((part, level_id, row, also), lambda: _reckon(part, level_id, row, also))

    @property
    def is_current(self) -> bool:
        """Whether the curve shown is that of the draft that was looked at last."""
        return self._latest.is_current

    def _on_arrived(self) -> None:
        curve: TargetCurve | None = self._latest.result
        self._curve = curve
        known = curve is not None and any(point.chance is not None for point in curve.points)
        if curve is None or not known:
            self.view.hide()
            self._caption.setText(_("The curve appears as soon as there is a history, or usual outages."))
            return
        labels = [
            quantity_words(point.target, curve.unit, interface_locale(), curve.currency) for point in curve.points
        ]
        sums = [_short_sum(point.yearly_credits, in_money=curve.in_money) for point in curve.points]
        currency = curve.currency if curve.in_money else ""
        self.view.show_points(curve.points, self._resting(curve), labels, sums if any(sums) else (), currency)
        self._show_caption()

    def _resting(self, curve: TargetCurve) -> Decimal:
        """The figure that the handle rests at; one that is not reckoned yet waits."""
        is_there = any(point.target == self._rest for point in curve.points)
        return self._rest if self._rest is not None and is_there else curve.agreed

    def _show_caption(self) -> None:
        curve = self._curve
        if curve is None:
            return
        held = self.view.held
        at = self._resting(curve) if held is None else held.target
        place = next(place for place, point in enumerate(curve.points) if point.target == at)
        words = [self.view.words(place) + "."]
        if held is None:
            words.append(self.hint)
        if self.view.has_credits():
            unit = curve.currency if curve.in_money else _("percent of a year's fees")
            words.append(_("Bars and lowest figures: credits expected in a year, in {unit}.").format(unit=unit))
        self._caption.setText(" ".join(words))


def _short_sum(amount: Decimal | None, *, in_money: bool) -> str:
    if amount is None:
        return ""
    if not in_money:
        return percent_words(amount.quantize(Decimal("0.1")))
    return f"{amount:,.0f}" if amount >= 100 or amount == amount.to_integral_value() else f"{amount:,.2f}"


def _reckon(agreement: Agreement, level_id: str, row: int, also: tuple[Decimal, ...]) -> Any:
    # Imported here, on the background thread, because nothing is reckoned before the first paint.
    from slawizard.analysis.target_curve import chance_at, target_curve
    from slawizard.errors import CalculationError

    try:
        curve = target_curve(agreement, level_id, row)
        known = {point.target for point in curve.points}
        more = [chance_at(agreement, level_id, row, target) for target in also if target not in known]
        points = tuple(sorted((*curve.points, *more), key=lambda point: point.target))
        return msgspec.structs.replace(curve, points=points) if more else curve
    except CalculationError:  # the target went, or is no figure any more
        return None
