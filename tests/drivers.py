"""Drives the window as a person would: finds widgets by object name, types, presses, reads, and waits for events."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QMessageBox, QWidget

WidgetT = TypeVar("WidgetT", bound=QWidget)

LONGEST_WAIT_S = 20.0


class Heard:
    """Everything a signal has carried since it was listened to; one entry an emission, a tuple of its arguments."""

    def __init__(self, signal: SignalInstance) -> None:
        self.calls: list[tuple[Any, ...]] = []
        signal.connect(lambda *arguments: self.calls.append(arguments))

    @property
    def last(self) -> Any:
        """The only argument of the last emission."""
        return self.calls[-1][0]

    def __len__(self) -> int:
        return len(self.calls)


def until(condition: Callable[[], object], what: str = "", longest_s: float = LONGEST_WAIT_S) -> None:
    """Let the window work until `condition` holds; each event is waited for, never a length of time.

    Raises AssertionError, naming `what`, when it does not come to hold in time.
    """
    deadline = time.monotonic() + longest_s
    alarm = QTimer()
    alarm.start(round(longest_s * 1000))  # brings the last event, should no other come
    while not condition():
        assert time.monotonic() < deadline, f"waited {longest_s} s in vain for {what or 'the condition'}"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def settle() -> None:
    """Let the window do what is due at once: layouts, repaints, deletions, calls put off to the next turn."""
    for _turn in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def activate(window: QWidget) -> None:
    """Bring a window to the front, where it gets the keyboard."""
    window.show()
    window.activateWindow()
    until(window.isActiveWindow, "the window to become active")


def find(root: QObject, kind: type[WidgetT], name: str) -> WidgetT:
    """The widget of this class and object name under `root`. Raises LookupError when there is none."""
    if isinstance(root, kind) and root.objectName() == name:
        return root
    found = root.findChild(kind, name)
    if found is None:
        names = sorted({child.objectName() for child in root.findChildren(kind) if child.objectName()})
        raise LookupError(f"no {kind.__name__} called {name!r}; there are {names}")
    return found


def press(root: QObject, name: str) -> None:
    """Press a button with the keyboard, as anyone can who has no mouse."""
    button = find(root, QAbstractButton, name)
    assert button.isEnabled(), f"{name} cannot be pressed"
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def read(root: QObject, name: str) -> str:
    """What a label, field or button says."""
    widget = find(root, QWidget, name)
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        return widget.text()
    raise LookupError(f"{name} is a {type(widget).__name__}, which says nothing")


def enter(root: QObject, name: str, text: str) -> None:
    """Replace what a field holds by typing."""
    field = find(root, QLineEdit, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


class Answers:
    """Answers message boxes as they open: each with the next of the given button names; keeps what they said."""

    def __init__(self, *names: str) -> None:
        self.said: list[str] = []
        self._names = list(names)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(0)

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox) or not box.isVisible():
            return
        self.said.append(f"{box.text()}\n{box.informativeText()}")
        if self._names:
            find(box, QAbstractButton, self._names.pop(0)).click()
        else:
            box.reject()

    def stop(self) -> None:
        """Answer no more. Raises AssertionError when a box that was expected never came."""
        self._timer.stop()
        assert not self._names, f"no question came for {self._names}"

    def __enter__(self) -> Answers:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._timer.stop()
        if kind is None:
            self.stop()
