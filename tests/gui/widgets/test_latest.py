"""What is reckoned elsewhere: the newest question wins, and one reckoning at a time."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject

from slawizard.gui.widgets.latest import Latest
from tests.drivers import Heard, settle, until


def test_the_result_of_a_question_arrives_and_is_kept() -> None:
    parent = QObject()
    latest = Latest(0, parent)
    heard = Heard(latest.arrived)
    latest.want("a", lambda: 1)
    assert not latest.is_current
    until(lambda: latest.is_current)
    latest.want("a", lambda: 2)
    settle()

    assert latest.result == 1
    assert len(heard) == 1


def test_an_older_result_never_stands_over_a_newer_question() -> None:
    parent, gate = QObject(), threading.Event()
    latest = Latest(0, parent)
    heard = Heard(latest.arrived)
    began = threading.Event()

    def slow() -> str:
        began.set()
        gate.wait(20)
        return "old"

    latest.want("old", slow)
    until(began.is_set)
    latest.want("new", lambda: "new")
    gate.set()
    until(lambda: latest.is_current)

    assert latest.result == "new"
    assert len(heard) == 1, "the older result was not even told"


def test_going_back_to_the_question_under_way_takes_its_result() -> None:
    parent, gate, asked = QObject(), threading.Event(), []
    latest = Latest(0, parent)

    def slow() -> str:
        asked.append("a")
        gate.wait(20)
        return "a"

    latest.want("a", slow)
    until(lambda: asked)
    latest.want("b", lambda: asked.append("b"))
    latest.want("a", slow)
    gate.set()
    until(lambda: latest.is_current)

    assert (latest.result, asked) == ("a", ["a"])


def test_a_question_that_failed_is_told_and_the_next_is_answered(tidy: list[str]) -> None:
    parent = QObject()
    latest = Latest(0, parent)
    latest.want("a", lambda: 1 // 0)
    until(lambda: tidy)
    assert tidy == ["ZeroDivisionError: integer division or modulo by zero"]
    tidy.clear()

    latest.want("b", lambda: 2)
    until(lambda: latest.is_current)
    assert latest.result == 2


def test_what_was_dropped_is_asked_anew() -> None:
    parent = QObject()
    latest = Latest(0, parent)
    latest.want("a", lambda: 1)
    until(lambda: latest.is_current)
    latest.drop()
    assert not latest.is_current
    latest.want("a", lambda: 2)
    until(lambda: latest.is_current)

    assert latest.result == 2
