"""Pictures of page one of starters and templates: drawn once by the render process, then kept in the state folder."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from slawizard import __version__
from slawizard.agreement.agreement import Agreement
from slawizard.gui.choice_card import PICTURE_SIZE
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.tasks import on_window_thread, run_in_background
from slawizard.paths import state_folder
from slawizard.worker.protocol import ExportJob, Job

# Sharp at a scale of 200 %.
_DRAWN_SIZE = PICTURE_SIZE * 2
_KEEP, _SMOOTH = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
_NOTHING = Agreement()

Run = Callable[[Callable[[], Any], Callable[[Any], object], Callable[[Exception], object]], object]
"""As `run_in_background`."""


class _Asked(NamedTuple):
    """A job that waits, and where its outcome goes."""

    job: Job
    done: Callable[..., object]
    failed: Callable[..., object]


class PictureLane:
    """A renderer for what nobody waits for: one job at a time, and none while somebody waits for something else."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._waiting: deque[_Asked] = deque()
        self._running: tuple[int, _Asked] | None = None
        self._turn = 0
        self._is_held = False

    def submit(
        self,
        job: Job,
        done: Callable[..., object],
        failed: Callable[..., object],
        progress: Callable[[float, str], object] | None = None,
    ) -> int:
        """Put a job at the end; a ticket is of no use here, for nothing is cancelled one by one."""
        self._waiting.append(_Asked(job, done, failed))
        self._go_on()
        return 0

    def cancel(self, ticket: int) -> None:
        """Nothing: see `hold`."""

    def hold(self) -> None:
        """Let the way free: what is being drawn is given up, and drawn anew later."""
        self._is_held = True
        if self._running is not None:
            ticket, asked = self._running
            self._running = None
            self._turn += 1
            self._waiting.appendleft(asked)
            self._renderer.cancel(ticket)

    def resume(self) -> None:
        """Go on drawing."""
        self._is_held = False
        self._go_on()

    def _go_on(self) -> None:
        if self._is_held or self._running is not None or not self._waiting:
            return
        asked, turn = self._waiting.popleft(), self._turn
        self._running = (0, asked)
        ticket = self._renderer.submit(
            asked.job,
            on_window_thread(lambda answer: self._end(turn, asked.done, answer)),
            on_window_thread(lambda error: self._end(turn, asked.failed, error)),
        )
        self._running = (ticket, asked)

    def _end(self, turn: int, deliver: Callable[..., object], outcome: object) -> None:
        if turn == self._turn:
            self._running = None
            deliver(outcome)
            self._go_on()


class StarterPictures(QObject):
    """Draws one picture after the other; `drawn` carries the key of what it is of, and its QPixmap."""

    drawn = Signal(str, QPixmap)

    def __init__(
        self,
        renderer: Renderer,
        load: Callable[[str], Agreement | bytes],
        parent: QObject | None = None,
        *,
        run: Run = run_in_background,
    ) -> None:
        """`load` gives the agreement of a key, or its picture as PNG where it has one; it is called by `run`."""
        super().__init__(parent)
        self._renderer = renderer
        self._load = load
        self._run = run
        self._waiting: deque[str] = deque()

    def draw(self, keys: Iterable[str]) -> None:
        """Draw the pictures of these keys. One that cannot be drawn is left out: its card says enough."""
        self._waiting = deque(keys)
        self._go_on()

    def _go_on(self) -> None:
        if not self._waiting:
            return
        key = self._waiting.popleft()
        self._run(lambda: self._look_up(key), self._on_looked_up, lambda _error: self._go_on())

    def _look_up(self, key: str) -> tuple[str, Agreement, Path, QImage]:
        loaded = self._load(key)
        if isinstance(loaded, bytes):
            # Foreign pictures may be large: none is kept larger than it is shown.
            whole = QImage.fromData(loaded)
            small = whole.scaled(_DRAWN_SIZE, _KEEP, _SMOOTH) if not whole.isNull() else whole
            return key, _NOTHING, Path(), small
        agreement = loaded
        # The picture is of these words in this program's layout: another of either has another name.
        digest = hashlib.sha256(msgspec.msgpack.encode(agreement) + __version__.encode()).hexdigest()[:24]
        path = state_folder() / "pictures" / f"{digest}.png"
        return key, agreement, path, QImage(str(path)) if path.exists() else QImage()

    def _on_looked_up(self, found: tuple[str, Agreement, Path, QImage]) -> None:
        key, agreement, path, picture = found
        if not picture.isNull() or agreement is _NOTHING:
            self._finish(key, picture)
            return
        take = on_window_thread(lambda data: self._take_document(key, path, data))
        job = ExportJob(agreement, "pdf", first_page=True)
        self._renderer.submit(job, take, on_window_thread(lambda _error: self._go_on()))

    def _take_document(self, key: str, path: Path, data: bytes) -> None:
        picture = draw_first_page(data)
        if not picture.isNull():
            run_in_background(lambda: _keep(picture, path), lambda _done: None, lambda _error: None)
        self._finish(key, picture)

    def _finish(self, key: str, picture: QImage) -> None:
        if not picture.isNull():
            self.drawn.emit(key, QPixmap.fromImage(picture))
        self._go_on()


def draw_first_page(pdf: bytes) -> QImage:
    """Page one of a PDF as a picture; an empty one when there is no page."""
    from PySide6.QtPdf import QPdfDocument  # comes after the first paint

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    picture = QImage()
    if document.pageCount():
        rendered = document.render(0, _DRAWN_SIZE)
        picture = QImage(rendered.size(), QImage.Format.Format_RGB32)
        picture.fill(0xFFFFFFFF)
        painter = QPainter(picture)
        painter.drawImage(0, 0, rendered)
        painter.end()
    document.close()
    return picture


def first_page_png(pdf: bytes) -> bytes:
    """Page one of a PDF as a small PNG; empty when there is no page."""
    picture = draw_first_page(pdf)
    if picture.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _keep(picture: QImage, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"part-{path.name}")
    picture.save(str(unfinished))
    unfinished.replace(path)
