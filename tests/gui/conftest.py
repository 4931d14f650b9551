"""One program for all window tests, a home of its own for each, and nothing left behind by any of them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from slawizard.gui import tasks, theme
from slawizard.storage.draft_file import save_draft
from tests.agreements.examples import small
from tests.drivers import settle
from tests.gui.desk import Desk


@pytest.fixture(scope="session", autouse=True)
def app() -> QApplication:
    """The one QApplication, dressed as the program dresses it."""
    os.environ["LC_ALL"] = "en_GB.UTF-8"
    running = QApplication.instance() or QApplication(["tests"])
    assert isinstance(running, QApplication)
    theme.apply(running, "light")
    return running


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that settings, journals and recent drafts of this test go to."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("SLAWIZARD_HOME", str(folder))
    return folder


# What the screenless platform says of itself, whatever the window does.
_OF_NO_CONCERN = ("This plugin does not support",)


@pytest.fixture(autouse=True)
def tidy(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Fails a test in which a slot raised or Qt complained, and takes its windows and threads away."""
    troubles: list[str] = []

    def listen(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not message.startswith(_OF_NO_CONCERN):
            troubles.append(f"Qt: {message}")

    def note(kind: type[BaseException], error: BaseException, trace: object) -> None:
        troubles.append(f"{kind.__name__}: {error}")

    monkeypatch.setattr(sys, "excepthook", note)
    qInstallMessageHandler(listen)
    yield troubles
    tasks.close_door()
    for widget in QApplication.topLevelWidgets():
        widget.hide()
        # Menus and lists that drop down go with whom they belong to; a completer's list has no parent to say so.
        if widget.parent() is None and widget.windowType() is not Qt.WindowType.Popup:
            widget.deleteLater()
    settle()
    gc.collect(1)  # on this thread, as in the program; what a test leaves is never older
    qInstallMessageHandler(None)
    assert troubles == [], "a slot raised an exception, or Qt complained"


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.window._may_close = True
    made.window.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.sladraft"
    save_draft(small(), path, None)
    return path
