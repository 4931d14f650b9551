"""Runs the program unchanged and answers questions about what its window shows: `python -m tests.e2e.launch [FILE]`.

One question a line of standard input, one answer a line of standard output, both JSON. It only looks: what is done to
the window comes as events from the screen, as from a person.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QImage, QKeyEvent, QTextCursor, QTextDocument, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QTableView,
    QTextEdit,
    QWidget,
)

_ASK_AGAIN_MS = 10
_GRID = 8
_EDGE = 14
_STILL_S = 0.4
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


def _find(name: str) -> QWidget | None:
    """The widget that is shown under this name; the one with the focus where a cell and a field share it."""
    shown = [each for each in QApplication.allWidgets() if each.objectName() == name and each.isVisible()]
    shown.sort(key=lambda each: (not each.hasFocus(), bool(each.property("cell"))))
    return shown[0] if shown else None


def is_shown(name: str) -> bool:
    """Whether a widget of this name is to be seen, or would be after scrolling."""
    return _find(name) is not None


def is_enabled(name: str) -> bool | None:
    """Whether a button, field or menu item can be used; None: there is none."""
    widget = _find(name)
    if widget is not None:
        return widget.isEnabled()
    actions = [action for window in QApplication.topLevelWidgets() for action in window.findChildren(QAction, name)]
    return actions[0].isEnabled() if actions else None


def is_checked(name: str) -> bool | None:
    """Whether a box or a choice is ticked."""
    widget = _find(name)
    return widget.isChecked() if isinstance(widget, QAbstractButton) else None


def text(name: str) -> str | None:
    """What a widget says; of a table its cells, one row a line; of a question its two sentences."""
    widget = _find(name)
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        return widget.text()
    if isinstance(widget, QAbstractItemView):
        return "\n".join(_rows(widget))
    return None


def _rows(view: QAbstractItemView) -> list[str]:
    model = view.model()
    columns = range(model.columnCount() if isinstance(view, QTableView) else 1)
    return [" | ".join(str(model.index(row, at).data() or "") for at in columns) for row in range(model.rowCount())]


def beside(name: str) -> str | None:
    """Every label that is shown with a field: its name, what was understood, what is wrong."""
    from slawizard.gui.widgets.field_box import FieldBox

    box: QWidget | None = _find(name)
    while box is not None and not isinstance(box, FieldBox):
        box = box.parentWidget()
    return None if box is None else "\n".join(each.text() for each in box.findChildren(QLabel) if each.isVisible())


def focused() -> str:
    """The name of what has the keyboard, or of the nearest thing around it that has one."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and (not widget.objectName() or widget.objectName().startswith("qt_")):
        widget = widget.parentWidget()
    return widget.objectName() if widget else ""


def _beside() -> Iterator[QWidget]:
    """The windows that stand open beside the main one, and leave it free."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible() and not each.isModal():
            yield each


def front() -> dict[str, Any]:
    """The window that the keyboard belongs to: its number on the screen, its name, and whether it has the keyboard."""
    window = QApplication.activeModalWidget() or next(_beside(), None)
    if window is None:
        mains = [each for each in QApplication.topLevelWidgets() if each.objectName() == "main" and each.isVisible()]
        if not mains:
            return {}
        window = mains[0]
    words = f"{window.text()}\n{window.informativeText()}" if isinstance(window, QMessageBox) else ""
    return {
        "id": int(window.winId()),
        "name": window.objectName() or type(window).__name__,
        "title": window.windowTitle(),
        "changed": window.isWindowModified(),
        "words": words,
        "active": window.isActiveWindow() or QApplication.activePopupWidget() is not None,
        "width": window.width(),
        "height": window.height(),
    }


def _point(widget: QWidget, area: QRect) -> list[int] | None:
    """The middle of what is seen of `area`, on the screen; None while it is scrolled away."""
    seen = widget.visibleRegion().boundingRect() & area
    if seen.width() < min(_EDGE, area.width()) or seen.height() < min(_EDGE, area.height()):
        return None
    middle = widget.mapToGlobal(seen.center())
    return [middle.x(), middle.y()]


def place(name: str) -> list[int] | None:
    """Where to click on a widget; None while it is not to be seen."""
    widget = _find(name)
    if widget is None:
        return None
    area = widget.rect()
    if isinstance(widget, QRadioButton | QCheckBox):  # only sign and words take a click
        area.setWidth(min(area.width(), widget.sizeHint().width()))
    return _point(widget, area)


def place_of_row(name: str, words: str) -> list[int] | None:
    """Where to click on the first row of a list or table that holds these words."""
    view = _find(name)
    if not isinstance(view, QAbstractItemView):
        return None
    rows = [number for number, row in enumerate(_rows(view)) if words in row]
    return _point(view.viewport(), view.visualRect(view.model().index(rows[0], 0))) if rows else None


def place_of_words(name: str, words: str) -> list[int] | None:
    """Where to click on words of a text, as on a link."""
    view = _find(name)
    if not isinstance(view, QTextEdit):
        return None
    found = view.document().find(words, 0, QTextDocument.FindFlag.FindCaseSensitively)
    if found.isNull():
        return None
    start = QTextCursor(found)
    start.setPosition(found.selectionStart() + len(words) // 2)
    return _point(view.viewport(), view.cursorRect(start).adjusted(-2, 2, 2, -2))


def place_on_pages(path: str) -> list[int] | None:
    """Where to click on the pages for the value of a field."""
    from slawizard.gui.panel.page_view import PageView

    view = _find("agreement.pages")
    if not isinstance(view, PageView):
        return None
    area = view.viewport().rect()
    for y in range(_GRID, area.height(), _GRID):
        for x in range(_GRID, area.width(), _GRID):
            found = view.place_at(QPoint(x, y))
            if found is not None and found.path == path:
                at = view.viewport().mapToGlobal(QPoint(x, y))
                return [at.x(), at.y()]
    return None


def has_pages(name: str) -> bool:
    """Whether this view shows pages."""
    from slawizard.gui.panel.page_view import PageView

    view = _find(name)
    return isinstance(view, PageView) and view.pages is not None


class KeysReceived(QObject):
    """Counts the keys that have reached the window, so that a question can wait for what was typed before it."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt calls it so)
        """Every key comes as this event first, whether a shortcut takes it or a field."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(watched, QWindow)
            and isinstance(event, QKeyEvent)
            and event.key() not in _MODIFIERS
        ):
            self.count += 1
        return False


_keys = KeysReceived()


def keys_received() -> int:
    """How many keys have reached the window, those that only change others not counted."""
    return _keys.count


def is_kept(folder: str, words: str) -> bool:
    """Whether a finished journal in this folder holds these words."""
    return any(words.encode() in each.read_bytes() for each in Path(folder).glob("*.journal"))


def has_picture(name: str) -> bool:
    """Whether a picture is shown in this widget."""
    widget = _find(name)
    return widget is not None and any(not each.pixmap().isNull() for each in widget.findChildren(QLabel))


class Stillness:
    """Knows since when the screen has looked the same."""

    def __init__(self) -> None:
        self._last = QImage()
        self._since_s = 0.0

    def lasts(self) -> bool:
        """Whether nothing has changed for a while; a cursor that blinks does so less often."""
        now = QApplication.primaryScreen().grabWindow(0).toImage()
        if now != self._last:
            self._last, self._since_s = now, time.monotonic()
        return time.monotonic() - self._since_s > _STILL_S


_stillness = Stillness()


def is_still() -> bool:
    """Whether nothing moves on the screen."""
    return _stillness.lasts()


def picture(path: str) -> bool:
    """Write the whole screen as it looks into a file."""
    return QApplication.primaryScreen().grabWindow(0).save(path)


def popup() -> bool:
    """Whether a list that drops down, as of suggestions, is open."""
    return QApplication.activePopupWidget() is not None


def open_questions() -> int:
    """How many questions of its template the open draft has left."""
    from slawizard.checks.templates import open_questions as still_open
    from slawizard.gui.main_window import MainWindow

    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    return len(still_open(windows[0].workbench().store.agreement))


QUESTIONS: dict[str, Callable[..., Any]] = {
    each.__name__: each
    for each in (
        is_shown,
        is_enabled,
        is_checked,
        text,
        beside,
        focused,
        popup,
        open_questions,
        front,
        place,
        place_of_row,
        place_of_words,
        place_on_pages,
        has_pages,
        keys_received,
        is_kept,
        has_picture,
        is_still,
        picture,
    )
}
CONDITIONS: dict[str, Callable[[Any, Any], bool]] = {
    "is": lambda answer, wanted: bool(answer == wanted),
    "is_not": lambda answer, wanted: bool(answer != wanted),
    "has": lambda answer, wanted: (
        answer is not None and all(answer.get(key) == value for key, value in wanted.items())
        if isinstance(wanted, dict)
        else answer is not None and wanted in answer
    ),
    "at_least": lambda answer, wanted: bool(answer >= wanted),
    "lacks": lambda answer, wanted: answer is not None and wanted not in answer,
}


class Answerer(QObject):
    """Answers on the window's thread; a question with a condition is asked again until it holds or time is up."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Read questions until there are no more; for a thread of its own."""
        with open(0, "rb", buffering=0, closefd=False) as questions:
            for line in questions:
                self.asked.emit(line.decode())

    def _on_asked(self, line: str) -> None:
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(_keys)  # moved to the front when it is there already
        question = json.loads(line)
        self._answer(question, time.monotonic() + question.get("within_s", 0.0))

    def _answer(self, question: dict[str, Any], deadline: float) -> None:
        answer = QUESTIONS[question["ask"]](*question["of"])
        held = all(
            holds(answer, question[condition]) for condition, holds in CONDITIONS.items() if condition in question
        )
        if held or time.monotonic() > deadline:
            os.write(1, json.dumps({"answer": answer, "held": held}).encode() + b"\n")
        else:
            QTimer.singleShot(_ASK_AGAIN_MS, self, lambda: self._answer(question, deadline))


def main() -> int:
    """Run the program as its command does, with an ear for questions."""
    from slawizard.__main__ import main as program

    answerer = Answerer()
    threading.Thread(target=answerer.listen, name="questions", daemon=True).start()
    sys.argv[0] = "slawizard"
    return program()


if __name__ == "__main__":
    sys.exit(main())
