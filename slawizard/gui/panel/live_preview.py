"""Asks the render process for the clause being edited at once, and for the pages when the hands rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from slawizard.errors import WorkerError
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.tasks import on_window_thread
from slawizard.worker.protocol import Job, Pages, PagesJob, Preview, PreviewJob

# The pages are laid out this long after the last edit; half a second of layout is not spent between two keys.
REST_MS = 350
_TEXTS = "texts"


class Renderer(Protocol):
    """What the preview needs of the render process; `done` and `failed` may be called on any thread."""

    def submit(
        self,
        job: Job,
        done: Callable[..., object],
        failed: Callable[..., object],
        progress: Callable[[float, str], object] | None = None,
    ) -> int:
        """Send a job and return its ticket; `progress` is told a share of long work, and what is being done."""

    def cancel(self, ticket: int) -> None:
        """Nobody awaits this ticket any more."""


class LivePreview(QObject):
    """Keeps clause and pages current. A result for an older agreement never follows one for a newer."""

    clause_arrived = Signal(object)
    pages_arrived = Signal(object)
    pages_outdated = Signal()
    failed = Signal(object)

    def __init__(self, store: DraftStore, renderer: Renderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._renderer = renderer
        self._waiting: PreviewJob | None = None
        self._clause_under_way = False
        self._pages_ticket: int | None = None
        self._pages_turn = 0
        self._tried_again = -1
        self._is_held = False
        self._shown_path = ""
        self._shown_clause = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._ask_for_pages)
        self._on_clause = on_window_thread(self._take_clause)
        self._on_clause_failed = on_window_thread(self._take_clause_failure)
        self._on_pages = on_window_thread(self._take_pages)
        self._on_pages_failed = on_window_thread(self._take_pages_failure)
        store.changed.connect(self._on_store_changed)

    def refresh(self) -> None:
        """Ask for everything anew, as after opening a draft."""
        self._on_store_changed("")

    def hold(self) -> None:
        """Ask for nothing until `resume`, because nobody sees it: what is asked elsewhere is answered sooner."""
        self._is_held = True
        self._drop_pages()

    def resume(self) -> None:
        """Show the draft as it has become."""
        self._is_held = False
        self._on_store_changed(_TEXTS)

    def show_field(self, path: str) -> None:
        """Show the clause that the field at `path` belongs to."""
        if path != self._shown_path:
            self._shown_path = path
            self._ask_for_clause(PreviewJob(self._store.agreement, edited_path=path))

    def show_clause(self, clause_id: str) -> None:
        """Show this clause."""
        self._shown_path = ""
        self._ask_for_clause(PreviewJob(self._store.agreement, clause_id=clause_id))

    def _on_store_changed(self, path: str) -> None:
        if self._is_held:
            self.pages_outdated.emit()
            return
        if path == _TEXTS:  # no field of a clause: the one that is shown stays, in the words that it has now
            job = PreviewJob(self._store.agreement, edited_path=self._shown_path, clause_id=self._shown_clause)
        else:
            self._shown_path = path or self._shown_path
            job = PreviewJob(self._store.agreement, edited_path=self._shown_path)
        self._ask_for_clause(job)
        self._drop_pages()
        self.pages_outdated.emit()
        self._rest.start(REST_MS if path else 0)

    def _drop_pages(self) -> None:
        self._rest.stop()
        if self._pages_ticket is not None:
            self._renderer.cancel(self._pages_ticket)
            self._pages_ticket = None
        self._pages_turn += 1

    # One clause job at a time, the newest wish next: a fast typist never builds a queue.

    def _ask_for_clause(self, job: PreviewJob) -> None:
        self._waiting = job
        if not self._clause_under_way:
            self._send_waiting()

    def _send_waiting(self) -> None:
        job, self._waiting = self._waiting, None
        if job is not None:
            self._clause_under_way = True
            self._renderer.submit(job, self._on_clause, self._on_clause_failed)

    def _take_clause(self, preview: Preview) -> None:
        self._clause_under_way = False
        self._shown_clause = preview.clause_id
        self.clause_arrived.emit(preview)
        self._send_waiting()

    def _take_clause_failure(self, error: Exception) -> None:
        self._clause_under_way = False
        self.failed.emit(error)
        self._send_waiting()

    def _ask_for_pages(self) -> None:
        turn = self._pages_turn
        self._pages_ticket = self._renderer.submit(
            PagesJob(self._store.agreement),
            lambda pages: self._on_pages(turn, pages),
            lambda error: self._on_pages_failed(turn, error),
        )

    def _take_pages(self, turn: int, pages: Pages) -> None:
        if turn == self._pages_turn:
            self._pages_ticket = None
            self.pages_arrived.emit(pages)

    def _take_pages_failure(self, turn: int, error: Exception) -> None:
        if turn != self._pages_turn:
            return
        self._pages_ticket = None
        if isinstance(error, WorkerError) and self._tried_again != turn:
            self._tried_again = turn  # nobody can press anything to have them laid out again
            self._ask_for_pages()
        else:
            self.failed.emit(error)
