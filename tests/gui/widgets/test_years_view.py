"""The histogram of simulated years."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from slawizard.gui.widgets.years_view import Mark, YearsView, bars_of
from tests.drivers import activate, settle

SUMS = [Decimal(each) for each in (0, 0, 0, 100, 100, 200, 500)]


@given(st.lists(st.decimals(0, 10**9, places=2), min_size=1, max_size=60))
def test_every_year_is_counted_once(sums: list[Decimal]) -> None:
    bars = bars_of(sums)

    assert abs(sum(bar.share for bar in bars) - 1) < 1e-9
    assert bars[-1].high == max(sums) or not max(sums) or abs(bars[-1].high - max(sums)) < Decimal("0.0001")


def test_it_paints_bars_and_marks_in_both_directions_of_reading() -> None:
    seen = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        view = YearsView()
        view.setLayoutDirection(direction)
        view.show_years(
            bars_of(SUMS), [Mark(Decimal(100), "middle"), Mark(Decimal(500), "worst")], ("none", "500"), "words"
        )
        view.resize(400, view.sizeHint().height())
        activate(view)
        settle()
        assert view.accessibleDescription() == "words"
        image = view.grab().toImage()
        foot = image.height() * 3 // 4
        seen.append([image.pixelColor(x, foot).name() for x in range(5, image.width() - 5)])

    assert len(set(seen[0])) > 1
    assert seen[0] != seen[1], "mirrored"


def test_years_without_any_credit_are_no_picture() -> None:
    view = YearsView()
    view.show_years(bars_of([Decimal(0)] * 3), (), ("none", "0"), "no credit")

    assert view.isHidden()
