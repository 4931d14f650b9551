"""Background work: its result and its error always come back on the window's thread."""

from __future__ import annotations

import threading

from slawizard.gui.tasks import close_door, on_window_thread, run_in_background
from tests.drivers import until


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
