"""The one door for work off the window's thread: results and errors always come back on it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

ResultT = TypeVar("ResultT")

_THREADS = 2


class _Doorway(QObject):
    """Lives on the window's thread and calls there what other threads hand in."""

    handed_in = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.handed_in.connect(self._on_handed_in, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _on_handed_in(self, call: Callable[[], object]) -> None:
        call()


class Task:
    """Work under way; after `cancel` neither its result nor its error is delivered."""

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        """Drop the result. Work that has begun runs to its end unseen."""
        self.cancelled = True


_doorway: _Doorway | None = None
_pool: ThreadPoolExecutor | None = None


def open_door() -> None:
    """Make the window's thread the one that results come back on; called once, on that thread, after Qt is up."""
    global _doorway
    if _doorway is None:
        _doorway = _Doorway()


def close_door() -> None:
    """Wait for the work under way and drop what has not begun; used when the program ends."""
    global _doorway, _pool
    if _pool is not None:
        _pool.shutdown(wait=True, cancel_futures=True)
    _doorway = _pool = None


def on_window_thread(call: Callable[..., object]) -> Callable[..., None]:
    """A function for any thread that runs `call`, with the same arguments, on the window's thread soon after."""
    open_door()

    def hand_in(*arguments: Any) -> None:
        doorway = _doorway
        if doorway is not None:
            doorway.handed_in.emit(lambda: call(*arguments))

    return hand_in


def run_in_background(
    work: Callable[[], ResultT],
    done: Callable[[ResultT], object],
    failed: Callable[[Exception], object] | None = None,
) -> Task:
    """Run `work` on another thread, then `done(result)` or `failed(error)` on the window's thread.

    Without `failed` an error goes to sys.excepthook, which tells the user.
    """
    global _pool
    task = Task()

    def finish(call: Callable[[Any], object], outcome: Any) -> None:
        if not task.cancelled:
            call(outcome)

    deliver = on_window_thread(finish)

    def run() -> None:
        try:
            result = work()
        except Exception as error:
            deliver(failed or _tell, error)
        else:
            deliver(done, result)

    if _pool is None:
        from concurrent.futures import ThreadPoolExecutor  # not needed for the first paint

        _pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="slawizard")
    _pool.submit(run)
    return task


def _tell(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
