"""Collects garbage on the window's thread alone: a Qt object that dies on another takes the program with it."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2000


class GarbageCollector(QObject):
    """Does what Python's own collector does, at the same thresholds.

    Python collects on whichever thread happens to allocate. A timer or widget that is part of a cycle would then be
    destroyed off its thread, and leave its entry in the window's list of timers behind. The package's __init__ turns
    Python's collector off.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # What loading has left is there to stay, and is not looked through again and again.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start(_EVERY_MS)

    def collect_due(self) -> None:
        """Collect the oldest generation whose count is above its threshold."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
