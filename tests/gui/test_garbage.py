"""Garbage is collected on the window's thread, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject

import slawizard.gui
from slawizard.gui.garbage import GarbageCollector


class Knot(QObject):
    """A Qt object that holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_the_window_turns_pythons_own_collector_off() -> None:
    assert slawizard.gui is not None
    assert not gc.isenabled()


def test_a_thread_that_makes_much_garbage_collects_none() -> None:
    knot = weakref.ref(Knot())
    thread = threading.Thread(target=lambda: [[] for _number in range(100_000)])
    thread.start()
    thread.join()

    assert knot() is not None


def test_what_is_due_is_collected_on_the_windows_thread() -> None:
    owner = QObject()
    collector = GarbageCollector(owner)
    gc.unfreeze()
    knot = weakref.ref(Knot())
    kept: list[list[int]] = [[] for _number in range(10 * gc.get_threshold()[0])]
    collector.collect_due()

    assert kept
    assert knot() is None
