"""What a desk is: the menu items that it answers to, beside an open draft or without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from slawizard.gui.main_window import MainWindow
    from slawizard.gui.workbench import Workbench


class Desk(QObject):
    """One subject. `state_changed` tells that `enabled` may be different."""

    state_changed = Signal()

    def __init__(self, bench: Workbench, window: MainWindow) -> None:
        super().__init__(bench)
        self.bench = bench
        self.window = window

    def actions(self) -> dict[str, Callable[[], object]]:
        """What its menu items do, by their names."""
        return {}

    def enabled(self) -> dict[str, bool]:
        """Which of its menu items can be chosen now, where that depends on more than an open draft."""
        return {}
