"""None and True outlive any number of calls into Qt."""

from __future__ import annotations

import subprocess
import sys

MANY_CALLS = """
import slawizard.gui
from PySide6.QtCore import QObject, QTimer, Signal

class Bell(QObject):
    rung = Signal(bool)

bell, timer = Bell(), QTimer()
bell.rung.connect(lambda loud: True)
for number in range(50_000):
    timer.setInterval(number)
    bell.rung.emit(True)
    timer.isActive()
print("alive")
"""


def test_the_program_survives_very_many_calls_into_qt() -> None:
    done = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, timeout=60, check=False)

    assert done.stdout == "alive\n", done.stderr
    assert done.returncode == 0
