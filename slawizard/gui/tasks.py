"""The one door for work off the window's thread: results and errors always come back on it.

Whatever a call for the window's thread holds, it lets go of there too. A widget or a timer whose last holder is another
thread dies on that thread, and Qt cannot stand it.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

ResultT = TypeVar("ResultT")

_THREADS = 2


class _Parcel:
    """A call on its way to the window's thread. Who sent it may hold it longer than who opened it: it is empty then."""

    def __init__(self, opening: int, call: Callable[..., object], *arguments: object) -> None:
        self._contents: tuple[int, Callable[..., object], tuple[object, ...]] | None = opening, call, arguments

    def open(self) -> None:
        """Make the call, unless the door it was meant for is closed."""
        contents, self._contents = self._contents, None
        if contents is not None and contents[0] == _opening:
            _opening_of, call, arguments = contents
            call(*arguments)


class _Doorway(QObject):
    """Lives on the window's thread and opens there what other threads send."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _on_arrived(self, parcel: _Parcel) -> None:
        parcel.open()


class _HandIn:
    """For any thread: runs its call on the window's thread, and is dropped there, wherever it is let go of."""

    def __init__(self, call: Callable[..., object]) -> None:
        self._call = call
        self._opening = _opening

    def __call__(self, *arguments: object) -> None:
        _send(_Parcel(self._opening, self._call, *arguments))

    def __del__(self) -> None:
        if threading.get_ident() != _window_thread:
            _send(_Parcel(_NEVER, self._call))


class Task:
    """Work under way; after `cancel` neither its result nor its error is delivered."""

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        """Drop the result. Work that has begun runs to its end unseen."""
        self.cancelled = True


class _Work:
    """What to do on another thread, and whom to tell; given up, with all that it holds, on the window's thread."""

    def __init__(
        self, task: Task, work: Callable[[], Any], done: Callable[[Any], object], failed: Callable[[Exception], object]
    ) -> None:
        self._task, self._opening = task, _opening
        self._parts: tuple[Callable[[], Any], Callable[[Any], object], Callable[[Exception], object]] | None
        self._parts = work, done, failed

    def run(self) -> None:
        """Do it, and send the outcome home together with everything that led to it."""
        parcel = self._outcome()
        _send(parcel)

    def _outcome(self) -> _Parcel:
        parts, self._parts = self._parts, None
        assert parts is not None, "work is done once"
        work, done, failed = parts
        try:
            return _Parcel(self._opening, self._deliver, work, done, work())
        except Exception as error:
            return _Parcel(self._opening, self._deliver, work, failed, error)

    def _deliver(self, _work: object, tell: Callable[[Any], object], outcome: object) -> None:
        if not self._task.cancelled:
            tell(outcome)


# No door has this number: what is sent to it is only let go of.
_NEVER = 0
_opening = 1
_window_thread = 0
_doorway: _Doorway | None = None
_pool: ThreadPoolExecutor | None = None


def open_door() -> None:
    """Make the window's thread the one that results come back on; called once, on that thread, after Qt is up."""
    global _doorway, _window_thread
    if _doorway is None:
        _doorway, _window_thread = _Doorway(), threading.get_ident()


def close_door() -> None:
    """Wait for the work under way and drop what has not begun; used when the program ends. Nothing arrives any more."""
    global _opening, _pool
    if _pool is not None:
        _pool.shutdown(wait=True, cancel_futures=True)
    _pool = None
    _opening += 1


def on_window_thread(call: Callable[..., object]) -> Callable[..., None]:
    """A function for any thread that runs `call`, with the same arguments, on the window's thread soon after."""
    open_door()
    return _HandIn(call)


def while_there(owner: QObject, call: Callable[..., object]) -> Callable[..., None]:
    """`call`, as long as `owner` is there: what a dialog waited for may come when it has been closed."""

    def take(*arguments: object) -> None:
        if isValid(owner):
            call(*arguments)

    return take


def run_in_background(
    work: Callable[[], ResultT],
    done: Callable[[ResultT], object],
    failed: Callable[[Exception], object] | None = None,
) -> Task:
    """Run `work` on another thread, then `done(result)` or `failed(error)` on the window's thread.

    Without `failed` an error goes to sys.excepthook, which tells the user.
    """
    global _pool
    open_door()
    task = Task()
    if _pool is None:
        from concurrent.futures import ThreadPoolExecutor  # not needed for the first paint

        _pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="slawizard")
    _pool.submit(_Work(task, work, done, failed or _tell).run)
    return task


def run_aside(
    owner: QObject,
    work: Callable[[], ResultT],
    done: Callable[[ResultT], object],
    failed: Callable[[Exception], object],
) -> None:
    """As `run_in_background`, on a thread of its own: a folder that never answers holds up nothing else.

    When `owner` is gone, nothing is delivered.
    """
    open_door()
    aside = _Work(Task(), work, while_there(owner, done), while_there(owner, failed))
    threading.Thread(target=aside.run, name="aside", daemon=True).start()


def _send(parcel: _Parcel) -> None:
    if _doorway is not None and isValid(_doorway):
        _doorway.arrived.emit(parcel)


def _tell(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
