"""What follows from the draft but takes a moment to reckon: asked for often, reckoned elsewhere, newest wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from slawizard.gui.tasks import Task, run_in_background


class Latest(QObject):
    """The result for the newest key that was asked for, kept until another key is asked for.

    One reckoning at a time is under way: a newer question waits for it and drops its result, so that an older answer
    never stands over a newer one and the threads are never crowded with questions nobody asks any more.
    """

    arrived = Signal()

    def __init__(self, delay_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self.result: Any = None
        self._key: Any = None
        self._has_result = False
        self._under_way: tuple[Any, Task] | None = None
        self._wanted: tuple[Any, Callable[[], Any]] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self._start)

    @property
    def is_current(self) -> bool:
        """Whether `result` answers the newest question."""
        return self._has_result and self._wanted is None and self._under_way is None

    def want(self, key: Any, work: Callable[[], Any]) -> None:
        """Ask for the result of `work`, which depends on nothing but what `key` says."""
        if self._under_way is not None:
            is_answered = self._under_way[0] == key
        else:
            is_answered = self._has_result and self._key == key
        if is_answered:
            self._wanted = None
            self._timer.stop()
        elif self._wanted is None or self._wanted[0] != key:
            self._wanted = (key, work)
            self._timer.start()

    def drop(self) -> None:
        """Let go of the result and of what is under way; the next question is answered anew."""
        self._wanted, self._key, self._has_result, self.result = None, None, False, None
        self._timer.stop()
        if self._under_way is not None:
            self._under_way[1].cancel()
            self._under_way = None

    def _start(self) -> None:
        if self._wanted is None or self._under_way is not None:
            return
        key, work = self._wanted
        self._wanted = None
        self._under_way = key, run_in_background(work, self._on_done, self._on_failed)

    def _on_done(self, result: Any) -> None:
        if not isValid(self) or self._under_way is None:  # the page that asked is gone
            return
        key, self._under_way = self._under_way[0], None
        if self._wanted is not None:
            if not self._timer.isActive():
                self._start()
            return
        self._key, self.result, self._has_result = key, result, True
        self.arrived.emit()

    def _on_failed(self, error: Exception) -> None:
        self._under_way = None
        if isValid(self) and self._wanted is not None:
            self._start()
        raise error
