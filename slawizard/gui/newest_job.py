"""One kind of question to the render process, asked at every key: one under way, and the newest next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.tasks import on_window_thread
from slawizard.worker.protocol import Job


class NewestJob(QObject):
    """`arrived` carries the answer and the job that it answers; an older answer never follows a newer one."""

    arrived = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, renderer: Renderer, parent: QObject) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._under_way: Job | None = None
        self._ticket = -1
        self._turn = 0
        self._waiting: Job | None = None

    def ask(self, job: Job) -> None:
        """Ask as soon as the question before is answered; a question that still waited is dropped."""
        if job == self._under_way:
            self._waiting = None
            return
        self._waiting = job
        if self._under_way is None:
            self._send()

    def drop(self) -> None:
        """Nobody wants to know any more."""
        self._turn += 1
        self._waiting = None
        if self._under_way is not None:
            self._renderer.cancel(self._ticket)
            self._under_way = None

    def _send(self) -> None:
        job, self._waiting = self._waiting, None
        if job is None:
            return
        turn, self._under_way = self._turn, job
        ticket = self._renderer.submit(
            job,
            on_window_thread(lambda answer: self._take(turn, job, answer, None)),
            on_window_thread(lambda error: self._take(turn, job, None, error)),
        )
        self._ticket = ticket

    def _take(self, turn: int, job: Job, answer: object, error: Exception | None) -> None:
        if turn != self._turn:
            return
        self._under_way = None
        if self._waiting is None and error is not None:
            self.failed.emit(error, job)
        elif self._waiting is None or error is None:
            self.arrived.emit(answer, job)
        self._send()
