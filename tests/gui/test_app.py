"""The program as a whole: what it loads before its first paint, what it does with an error that nobody foresaw."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from slawizard.errors import FileAccessError
from slawizard.gui.app import NoScreenError, Program, run
from slawizard.storage.draft_file import load_draft
from tests.drivers import Answers, until

NOT_YET = (
    "weasyprint",
    "docx",
    "jinja2",
    "matplotlib",
    "lxml",
    "pikepdf",
    "holidays",
    "babel",
    "msgspec",
    "tomllib",
    "hashlib",
    "PySide6.QtPdf",
    "PySide6.QtPdfWidgets",
    "PySide6.QtPrintSupport",
    "slawizard.agreement",
    "slawizard.checks.registry",
    "slawizard.commands",
    "slawizard.gui.choice_card",
    "slawizard.gui.pages",
    "slawizard.storage",
    "slawizard.worker",
)
# Loading a module costs about a third of a millisecond; a bare window has some 150 of them, our start some forty more.
MOST_MODULES = 205


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The modules that are there at the first paint."""
    folder = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SLAWIZARD_HOME": str(folder)}
    command = [sys.executable, "-m", "tests.bench.window_probe", "modules"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=60)
    names: list[str] = json.loads(done.stdout)
    return names


@pytest.mark.parametrize("name", NOT_YET)
def test_nothing_heavy_is_loaded_before_the_first_paint(loaded: list[str], name: str) -> None:
    assert [each for each in loaded if each == name or each.startswith(f"{name}.")] == []


def test_the_first_paint_loads_few_modules(loaded: list[str]) -> None:
    assert len(loaded) <= MOST_MODULES


@pytest.fixture
def program(app: QApplication) -> Iterator[Program]:
    """A started program with its workbench ready, and its render process."""
    made = Program(app)
    made.start()
    until(lambda: made.window._workbench is not None, "the workbench")
    yield made
    made.window._may_close = True
    made.window.close()
    made.close()


def fail(program: Program, error: Exception) -> None:
    """Let an error come up as from a slot."""
    try:
        raise error
    except Exception as caught:
        program.catch(type(caught), caught, caught.__traceback__)


def test_an_unforeseen_error_is_told_after_the_work_was_kept(
    program: Program, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.window.workbench().new_blank()
    program.window.workbench().store.edit("title", "Unsaved")
    with Answers() as answers:
        fail(program, ZeroDivisionError("division by zero"))
        kept = [journal.read_bytes() for journal in (home / "journals").glob("*.journal")]
        until(lambda: answers.said)

    assert any(b"Unsaved" in data for data in kept)
    assert "did not foresee" in answers.said[0]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_an_error_worded_for_people_is_told_without_a_trace(
    program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    with Answers() as answers:
        fail(program, FileAccessError("The disk is full.", remedy="Free some space."))
        until(lambda: answers.said)

    assert answers.said == ["The disk is full.\nFree some space."]
    assert capsys.readouterr().err == ""


def test_many_errors_at_once_open_one_box(program: Program) -> None:
    with Answers() as answers:
        for _paint in range(5):
            fail(program, FileAccessError("The disk is full."))
        until(lambda: answers.said)
        until(lambda: not program._telling)

    assert len(answers.said) == 1


def test_a_draft_named_on_the_command_line_is_opened(app: QApplication, tmp_path: Path) -> None:
    from slawizard.storage.draft_file import save_draft
    from tests.agreements.examples import small

    path = tmp_path / "harbour.sladraft"
    save_draft(small(), path, None)
    made = Program(app)
    made.start(path)
    until(lambda: made.window._workbench is not None and made.window._workbench.session.path == path)

    assert made.window.workbench().store.agreement == load_draft(path).agreement
    made.window.close()
    made.close()


def test_without_a_screen_the_reason_is_said_and_qt_is_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux can be without a screen")

    with pytest.raises(NoScreenError, match="no screen"):
        run()
