"""What `make run` does with a screen, and without one."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import run_program

STARTERS = '[{"key": "first", "title": "The first one", "summary": ""}, {"key": "second", "title": "", "summary": ""}]'


class Program:
    """Stands in for the program: notes how it was called, writes what it is asked to, and fails where it is told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, ...]] = []
        self.status_of: dict[str, int] = {}

    def __call__(self, *arguments: str, output: int | None = None) -> subprocess.CompletedProcess[str]:
        self.calls.append(arguments)
        verb = arguments[0] if arguments else "window"
        if "-o" in arguments:
            Path(arguments[-1]).write_text("written", encoding="utf-8")
        return subprocess.CompletedProcess(arguments, self.status_of.get(verb, 0), stdout=STARTERS)

    @property
    def verbs(self) -> list[str]:
        """What it was asked to do, in order; the window has no verb of its own."""
        return [call[0] if call else "window" for call in self.calls]


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    program = Program()
    monkeypatch.setattr(run_program, "slawizard", program)
    monkeypatch.setattr(run_program, "ROOT", tmp_path)
    monkeypatch.setattr(run_program, "OUT", tmp_path / "out")
    return program


@pytest.fixture
def set_screen(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    def set_it(screen: str | None) -> None:
        monkeypatch.setattr(run_program, "find_screen", lambda _environment: screen)

    return set_it


def test_with_a_screen_the_window_opens_and_nothing_else_happens(
    program: Program, set_screen: Callable[[str | None], None]
) -> None:
    set_screen("DISPLAY=:0")

    assert run_program.main() == 0
    assert program.verbs == ["window"]


def test_without_a_screen_the_example_is_drafted_checked_and_exported_twice(
    program: Program, set_screen: Callable[[str | None], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_screen(None)

    assert run_program.main() == 0
    assert program.verbs == ["starters", "new", "check", "export", "export"]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"first.sladraft", "first.docx", "first.pdf"}
    assert capsys.readouterr().out.startswith("There is no screen here")


def test_a_window_that_cannot_start_gives_way_to_the_example(
    program: Program, set_screen: Callable[[str | None], None]
) -> None:
    set_screen("DISPLAY=:99")
    program.status_of["window"] = -6

    assert run_program.main() == 0
    assert program.verbs[:2] == ["window", "starters"]


def test_a_window_that_fails_later_is_a_failure_and_no_reason_for_the_example(
    program: Program, set_screen: Callable[[str | None], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_screen("DISPLAY=:0")
    program.status_of["window"] = -11
    monkeypatch.setattr(run_program, "_STARTING_S", -1)

    assert run_program.main() == 1
    assert program.verbs == ["window"]


def test_a_window_that_is_interrupted_at_the_terminal_is_not_replaced_by_the_example(
    program: Program, set_screen: Callable[[str | None], None]
) -> None:
    set_screen("DISPLAY=:0")
    program.status_of["window"] = -2

    assert run_program.main() == 1
    assert program.verbs == ["window"]


@pytest.mark.parametrize("verb", ["starters", "new", "check", "export"])
def test_a_step_that_fails_ends_the_example_with_a_failure(
    program: Program, set_screen: Callable[[str | None], None], verb: str
) -> None:
    set_screen(None)
    program.status_of[verb] = 1

    assert run_program.main() == 1
    assert program.verbs[-1] == verb


def test_a_draft_from_an_earlier_run_is_kept(
    program: Program, set_screen: Callable[[str | None], None], tmp_path: Path
) -> None:
    set_screen(None)
    (tmp_path / "out").mkdir()
    draft = tmp_path / "out" / "first.sladraft"
    draft.write_text("somebody's work", encoding="utf-8")

    assert run_program.main() == 0
    assert draft.read_text(encoding="utf-8") == "somebody's work"
    assert "new" not in program.verbs
