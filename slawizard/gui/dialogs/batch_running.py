"""A batch under way, off the window's thread: told to begin and to stop, heard of a few times a second."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from slawizard.gui.tasks import run_aside

if TYPE_CHECKING:
    from slawizard.batch.crew import Crew
    from slawizard.batch.plan import Plan
    from slawizard.batch.run import Progress, Summary

_LOOK_MS = 100


class BatchRun(QObject):
    """Writes a plan. `progressed` carries the newest Progress and the RowReports that came since the last time; `ended`
    the Summary and the names of the reports, or `failed` an error with which nothing could be begun.
    """

    progressed = Signal(object, object)
    ended = Signal(object, object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._heard: deque[Progress] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether something is under way."""
        return self._timer.isActive()

    def start(self, plan: Plan, folder: Path, hire: Callable[[], Crew]) -> None:
        """Begin, or go on with what was begun in the folder."""
        stop = self._stop = threading.Event()
        heard = self._heard = deque()
        self._timer.start()
        run_aside(
            self,
            lambda: _write(plan, folder, hire, heard.append, stop),
            self._on_ended,
            self._on_failed,
        )

    def stop(self) -> None:
        """End soon; what is done is kept."""
        self._stop.set()

    def _look(self) -> None:
        reports = []
        while self._heard:
            progress = self._heard.popleft()
            reports.append(progress.report)
        if reports:
            self.progressed.emit(progress, tuple(filter(None, reports)))

    def _on_ended(self, made: tuple[Summary, tuple[str, ...]]) -> None:
        self._end()
        self.ended.emit(*made)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._timer.stop()
        self._look()


def _write(
    plan: Plan, path: Path, hire: Callable[[], Crew], tell: Callable[[Progress], None], stop: threading.Event
) -> tuple[Summary, tuple[str, ...]]:
    from slawizard.batch.folder import BatchFolder
    from slawizard.batch.report import write_reports
    from slawizard.batch.run import run_batch

    with BatchFolder(path) as folder:
        summary = run_batch(plan, folder, hire, tell=tell, stop=stop)
        return summary, write_reports(summary, folder)
