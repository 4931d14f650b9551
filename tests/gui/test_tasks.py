"""Background work: its result and its error always come back on the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject

from slawizard.gui.tasks import close_door, on_window_thread, run_aside, run_in_background, while_there
from tests.drivers import settle, until


def test_the_result_arrives_on_the_windows_thread() -> None:
    arrived: list[tuple[int, threading.Thread]] = []

    run_in_background(lambda: 6 * 7, lambda result: arrived.append((result, threading.current_thread())))
    until(lambda: bool(arrived))

    assert arrived == [(42, threading.main_thread())]


def test_the_work_runs_on_another_thread() -> None:
    threads: list[threading.Thread] = []

    run_in_background(threading.current_thread, threads.append)
    until(lambda: bool(threads))

    assert threads[0] is not threading.main_thread()


def test_an_error_arrives_as_an_error_on_the_windows_thread() -> None:
    arrived: list[tuple[Exception, threading.Thread]] = []

    def fail() -> None:
        raise ValueError("broken")

    run_in_background(fail, lambda _result: None, lambda error: arrived.append((error, threading.current_thread())))
    until(lambda: bool(arrived))

    assert str(arrived[0][0]) == "broken"
    assert arrived[0][1] is threading.main_thread()


def test_an_error_that_nobody_handles_reaches_the_user(tidy: list[str]) -> None:
    def fail() -> None:
        raise ValueError("broken")

    run_in_background(fail, lambda _result: None)
    until(lambda: bool(tidy))

    assert tidy == ["ValueError: broken"]
    tidy.clear()


def test_a_cancelled_task_delivers_nothing() -> None:
    arrived: list[str] = []
    gate = threading.Event()

    task = run_in_background(lambda: gate.wait(10), lambda _result: arrived.append("cancelled"))
    task.cancel()
    gate.set()
    run_in_background(lambda: None, lambda _result: arrived.append("next"))
    until(lambda: "next" in arrived)
    close_door()

    assert arrived == ["next"]


def test_calls_from_other_threads_keep_their_order() -> None:
    arrived: list[int] = []
    note = on_window_thread(arrived.append)

    thread = threading.Thread(target=lambda: [note(number) for number in range(20)])
    thread.start()
    until(lambda: len(arrived) == 20)
    thread.join()

    assert arrived == list(range(20))


class Witness:
    """Notes the thread that it dies on."""

    def __init__(self, died_on: list[threading.Thread]) -> None:
        self._died_on = died_on

    def __del__(self) -> None:
        self._died_on.append(threading.current_thread())


def test_what_background_work_holds_is_let_go_of_on_the_windows_thread() -> None:
    died_on: list[threading.Thread] = []

    def begin(witness: Witness, fails: bool) -> None:
        def work() -> Witness:
            if fails:
                raise ValueError(witness)
            return witness

        run_in_background(work, lambda _result: witness, lambda _error: witness)

    for number in range(300):
        begin(Witness(died_on), fails=number % 2 == 0)
    until(lambda: len(died_on) == 300)

    assert {thread.name for thread in died_on} == {threading.main_thread().name}


def test_a_call_that_another_thread_lets_go_of_dies_on_the_windows_thread() -> None:
    died_on: list[threading.Thread] = []

    def call_of(witness: Witness) -> Callable[..., None]:
        return on_window_thread(lambda: witness)

    calls = [call_of(Witness(died_on))]
    thread = threading.Thread(target=calls.clear)
    thread.start()
    thread.join()
    until(lambda: bool(died_on))

    assert died_on == [threading.main_thread()]


def test_what_is_handed_in_after_the_door_has_closed_is_dropped() -> None:
    arrived: list[str] = []
    late = on_window_thread(arrived.append)
    close_door()

    late("late")
    on_window_thread(arrived.append)("in time")
    until(lambda: bool(arrived))

    assert arrived == ["in time"]


def test_what_comes_after_its_owner_is_gone_is_dropped() -> None:
    owner, heard = QObject(), list[object]()
    begun, may_end = threading.Event(), threading.Event()

    def work() -> str:
        begun.set()
        may_end.wait(20)
        return "late"

    run_aside(owner, work, heard.append, heard.append)
    begun.wait(20)
    owner.deleteLater()
    settle()
    may_end.set()
    later = QObject()
    run_aside(later, lambda: "later", heard.append, heard.append)
    until(lambda: "later" in heard)

    assert heard == ["later"]


def test_a_call_is_made_while_its_owner_is_there() -> None:
    owner, heard = QObject(), list[object]()
    while_there(owner, heard.append)("now")

    assert heard == ["now"]
