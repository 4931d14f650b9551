"""Lists to choose from: every entry is to be seen when they open."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from slawizard.gui.widgets.quiet_combo import QuietCombo
from tests.drivers import activate, settle


@pytest.mark.parametrize("count", [2, 4, 12])
def test_an_open_list_shows_its_last_entry_whole(count: int) -> None:
    page = QWidget()
    combo = QuietCombo()
    combo.addItems([f"Entry {number}" for number in range(count)])
    column = QVBoxLayout(page)
    column.addWidget(combo)
    activate(page)
    combo.setFocus()
    settle()
    combo.showPopup()
    settle()
    view = combo.view()
    last = view.visualRect(view.model().index(count - 1, 0))

    assert last.height() > view.fontMetrics().height()
    assert last.bottom() < view.viewport().height()
    assert view.verticalScrollBar().maximum() == 0
    combo.hidePopup()
