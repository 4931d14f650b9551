"""The table of a batch, read in the render process: only what was asked for last is answered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from slawizard.batch.plan import MOST_ROWS
from slawizard.errors import SlaWizardError
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.tasks import on_window_thread, while_there
from slawizard.tables.answers import Answers
from slawizard.tables.held import HeldTable
from slawizard.worker.protocol import TableJob


class BatchReading(QObject):
    """Has tables read. `read` carries a HeldTable, or the SlaWizardError that says why there is none; `progressed` a
    share from 0 to 1.
    """

    read = Signal(object)
    progressed = Signal(float)

    def __init__(self, renderer: Renderer, parent: QObject) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._asked: TableJob | None = None
        self._ticket = 0
        self._turn = 0

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked is not None

    def want(self, path: Path, answers: Answers) -> None:
        """Have this file read, so; what was asked for before is dropped, unless it is the same."""
        job = TableJob(str(path.absolute()), answers, MOST_ROWS)
        if job == self._asked:
            return
        self.drop()
        self._asked, turn = job, self._turn
        self._ticket = self._renderer.submit(
            job,
            on_window_thread(while_there(self, lambda table: self._on_answer(turn, table))),
            on_window_thread(while_there(self, lambda error: self._on_answer(turn, error))),
            on_window_thread(while_there(self, lambda share, _words: self._on_progress(turn, share))),
        )

    def drop(self) -> None:
        """Nobody waits for an answer any more."""
        self._turn += 1
        if self._asked is not None:
            self._asked = None
            self._renderer.cancel(self._ticket)

    def _on_progress(self, turn: int, share: float) -> None:
        if turn == self._turn:
            self.progressed.emit(share)

    def _on_answer(self, turn: int, answer: HeldTable | SlaWizardError) -> None:
        if turn == self._turn:
            self._asked = None
            self.read.emit(answer)
