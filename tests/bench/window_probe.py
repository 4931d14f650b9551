"""One measurement of a window in a process of its own: `python -m tests.bench.window_probe KIND [DRAFT]`; JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QTextBrowser

    from slawizard.gui.main_window import MainWindow
    from slawizard.gui.wizard_view import WizardView

KEYS = 40
STEPS = 6
_KEPT: list[object] = []


def memory_kib() -> int:
    """This process's own share of memory (Pss)."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise LookupError("no Pss in smaps_rollup")


def say(**figures: float) -> None:
    """Print the result and end at once: closing is not measured."""
    print(json.dumps(figures), flush=True)
    os._exit(0)


def bare() -> None:
    """A PySide6 window with one label in its middle, as Qt for Python's own first example has it."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Bare(QMainWindow):
        def paintEvent(self, event: object) -> None:  # noqa: N802 (Qt calls it so)
            QTimer.singleShot(0, lambda: say(painted_s=time.time(), memory_kib=memory_kib()))

    app = QApplication([])
    window = Bare()
    label = QLabel("A window")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    window.setCentralWidget(label)
    window.resize(1360, 860)
    window.show()
    app.exec()


def ours() -> None:
    """The program as its command starts it, up to its first paint."""
    _start(lambda window: window.first_painted, _say_painted)


def complete() -> None:
    """The same, up to the paint that shows all that the start screen offers, but for the pictures on its cards."""
    _start(lambda window: window.completed, _say_painted)


def opened(draft: str) -> None:
    """The same with a draft, up to the paint that shows the first step of it whole."""

    def look(window: MainWindow) -> None:
        bench = window._workbench
        if bench is None or bench.wizard is None or not bench.wizard.current_page().is_built():
            return
        bench.wizard.repaint()
        say(painted_s=time.time(), memory_kib=memory_kib())

    def watch(window: MainWindow) -> None:
        from PySide6.QtCore import QTimer

        timer = QTimer(window)
        timer.timeout.connect(lambda: look(window))
        timer.start(0)

    _start(lambda window: window.completed, watch, draft)


def modules() -> None:
    """All modules that are loaded at the first paint."""

    def tell(_window: MainWindow) -> None:
        print(json.dumps(sorted(sys.modules)), flush=True)
        os._exit(0)

    _start(lambda window: window.first_painted, tell)


def _say_painted(_window: MainWindow) -> None:
    say(painted_s=time.time(), memory_kib=memory_kib())


def _start(when: Callable[[MainWindow], SignalInstance], then: Callable[[MainWindow], object], *arguments: str) -> None:
    """Run the command, and do something when its window says so."""
    from slawizard import __main__, cli

    def open_window(draft: Path | None) -> int:
        from slawizard.gui import app

        begin = app.Program.start

        def start(program: app.Program, file: Path | None = None) -> None:
            when(program.window).connect(lambda: then(program.window))
            begin(program, file)

        app.Program.start = start  # type: ignore[method-assign,assignment]
        return __main__._open_window(draft)

    cli.main(arguments, open_window)


def keys(draft: str) -> None:
    """From a key in a field to the clause view that shows it, over and over, with the real render process."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit, QTextBrowser

    from tests.drivers import find, until

    window, _wizard = _open(draft)
    field = find(window, QLineEdit, "frame.provider.legal_name")
    clause = find(window, QTextBrowser, "agreement.clause")
    field.setFocus()
    field.end(False)
    waits_ms = []
    for number in range(KEYS):
        wanted = field.text() + "xyz"[number % 3]
        began = time.perf_counter()
        QTest.keyClicks(field, wanted[-1])
        until(partial(_shows, clause, wanted), "the clause to follow")
        waits_ms.append((time.perf_counter() - began) * 1000)
        if number % 3 == 2:
            QTest.keyClick(field, Qt.Key.Key_Backspace)
    waits_ms.sort()
    say(p95_ms=waits_ms[round(len(waits_ms) * 0.95) - 1], median_ms=waits_ms[len(waits_ms) // 2])


def clause_keys(draft: str) -> None:
    """From a key in the text of a clause to the clause as it reads then, in the window of clauses."""
    from PySide6.QtGui import QTextCursor
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QTextBrowser

    from slawizard.gui.desks.clauses import ClausesDesk
    from slawizard.gui.dialogs.clause_window import ClausesDialog
    from slawizard.gui.widgets.chip_editor import ChipEditor
    from tests.drivers import find, until

    window, _wizard = _open(draft)
    desk = next(desk for desk in window.workbench().desks if isinstance(desk, ClausesDesk))
    desk.open_clauses("remedies")
    until(lambda: window.findChild(ClausesDialog), "the window of clauses", longest_s=60)
    text = find(window, ChipEditor, "clauses.text")
    clause = find(window, QTextBrowser, "clauses.reading")
    until(clause.toPlainText, "the clause", longest_s=60)
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    wanted, waits_ms = "z", []
    QTest.keyClicks(text, " z")
    until(partial(_shows, clause, wanted), "the clause to follow", longest_s=60)
    for number in range(KEYS):
        wanted += "xyz"[number % 3]
        began = time.perf_counter()
        QTest.keyClicks(text, wanted[-1])
        until(partial(_shows, clause, wanted), "the clause to follow")
        waits_ms.append((time.perf_counter() - began) * 1000)
    waits_ms.sort()
    say(p95_ms=waits_ms[round(len(waits_ms) * 0.95) - 1], median_ms=waits_ms[len(waits_ms) // 2])


class Pulse:
    """Beats whenever the window's thread is free, and keeps the longest pause while each thing was done."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.longest_ms: dict[str, float] = {}
        self._doing = ""
        self._last_s = time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(0)

    def _beat(self) -> None:
        now_s = time.thread_time()
        pause_ms = (now_s - self._last_s) * 1000
        self.longest_ms[self._doing] = max(self.longest_ms.get(self._doing, 0.0), round(pause_ms, 1))
        self._last_s = now_s

    def during(self, doing: str, act: Callable[[], object], rest_s: float) -> None:
        """Do something from the event loop, and let the window work for a while."""
        from PySide6.QtCore import QTimer

        from tests.drivers import until

        self._doing = doing
        QTimer.singleShot(0, act)
        end_s = time.perf_counter() + rest_s
        until(lambda: time.perf_counter() > end_s)


def holds(draft: str) -> None:
    """The longest time for which the window's thread answered nothing while one works: steps forth and back, typing.

    Counted in processor time of that thread, which other programs on the machine do not lengthen.
    """
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from tests.drivers import find

    window, wizard = _open(draft)
    pulse = Pulse()
    for number in range(2, STEPS + 1):
        pulse.during(f"step {number}", wizard.go_on, 0.8)
    for number in range(1, STEPS):
        pulse.during(f"back {number}", wizard.go_back, 0.3)
    field = find(window, QLineEdit, "frame.provider.legal_name")
    field.setFocus()
    for letter in "hold":
        pulse.during("typing", partial(QTest.keyClicks, field, letter), 0.15)
    pulse.during("pages", lambda: None, 3.0)
    say(longest_ms=max(pulse.longest_ms.values()), **{f"{name} ms": value for name, value in pulse.longest_ms.items()})


def _shows(clause: QTextBrowser, words: str) -> bool:
    return words in clause.toPlainText()


def _open(draft: str) -> tuple[MainWindow, WizardView]:
    """The program with a draft open and laid out."""
    from PySide6.QtWidgets import QApplication

    from slawizard.gui.app import Program
    from tests.drivers import Heard, activate, until

    program = Program(QApplication([]))
    _KEPT.append(program)
    program.start(Path(draft))
    until(lambda: program.window.workbench().wizard, "the draft to open")
    activate(program.window)
    wizard = program.window.workbench().wizard
    assert wizard is not None
    pages = Heard(wizard.preview.pages_arrived)
    until(lambda: len(pages) >= 1, "the pages", longest_s=120)
    return program.window, wizard


if __name__ == "__main__":
    kind, *arguments = sys.argv[1:]
    measure: dict[str, Callable[..., None]] = {
        "bare": bare,
        "ours": ours,
        "complete": complete,
        "opened": opened,
        "modules": modules,
        "keys": keys,
        "clause_keys": clause_keys,
        "holds": holds,
    }
    measure[kind](*arguments)
