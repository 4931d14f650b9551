"""What the command says of itself, how it opens the window, and how it ends."""

from __future__ import annotations

import json
import os
import pkgutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest

from slawizard import __version__
from slawizard.__main__ import main as program
from slawizard.agreement.agreement import Agreement
from slawizard.commands.line import COMMANDS
from slawizard.storage.draft_file import encode_draft
from tests.cli.conftest import Terminal
from tests.cli.programs import ROOT, run_program

# --- schema, doctor, version, help --------------------------------------------------------------------------------


def test_the_schema_describes_drafts(slawizard: Terminal, draft: Path) -> None:
    code, out, err = slawizard("schema")
    assert (code, err) == (0, "")
    jsonschema.Draft202012Validator(json.loads(out)).validate(json.loads(draft.read_bytes()))


def test_the_doctor_is_asked(slawizard: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slawizard.doctor.run_doctor", lambda out: out.write("All is well.\n") and 1)
    assert slawizard("doctor") == (1, "All is well.\n", "")


def test_the_version_is_told(slawizard: Terminal) -> None:
    assert slawizard("--version") == (0, f"SLA Wizard {__version__}\n", "")


def test_help_lists_every_command(slawizard: Terminal) -> None:
    code, out, _err = slawizard("--help")
    assert code == 0
    for command in COMMANDS:
        assert f"  {command.name} " in out
        assert command.summary in out


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_help(slawizard: Terminal, command: str) -> None:
    code, out, _err = slawizard(command, "--help")
    assert code == 0
    assert f"slawizard {command}" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["new"],
        ["new", "harbour"],
        ["check"],
        ["export", "a.sladraft"],
        ["schema", "cats"],
        ["--frob"],
        ["check", "a", "b"],
    ],
)
def test_a_wrong_command_line_is_answered_with_its_usage(slawizard: Terminal, arguments: list[str]) -> None:
    code, out, err = slawizard(*arguments)
    assert (code, out) == (2, "")
    assert "usage: slawizard" in err


@pytest.mark.parametrize("arguments", [["chekc"], ["chekc", "mine.sladraft"]])
def test_a_misspelt_command_is_recognised(slawizard: Terminal, arguments: list[str]) -> None:
    code, _out, err = slawizard(*arguments)
    assert code == 2
    assert "“check”" in err


# --- the window ---------------------------------------------------------------------------------------------------


def without_screen() -> dict[str, str]:
    """An environment with no screen in it."""
    return {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


def test_without_a_screen_the_window_says_so_and_what_works(draft: Path) -> None:
    for arguments in ([], [draft]):
        done = run_program(arguments, environment=without_screen(), capture_output=True)
        assert (done.returncode, done.stdout) == (3, "")
        assert "There is no screen here" in done.stderr
        for command in COMMANDS:
            assert f"slawizard {command.name}" in done.stderr


def test_a_draft_that_does_not_exist_is_named_before_the_window_opens(slawizard: Terminal, tmp_path: Path) -> None:
    code, _out, err = slawizard(tmp_path / "missing.sladraft")
    assert code == 2
    assert "There is no such file" in err


def test_the_window_opens_with_the_draft(slawizard: Terminal, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert slawizard(draft).code == 0
    assert slawizard().code == 0
    assert slawizard.opened == [draft, None]


def test_a_window_that_cannot_load_says_who_knows_more(slawizard: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    slawizard.window_trouble = ImportError("libEGL.so.1: cannot open shared object file")
    code, _out, err = slawizard()
    assert code == 3
    assert "libEGL.so.1" in err
    assert "slawizard doctor" in err


def test_the_command_and_the_module_open_the_same_window() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert pkgutil.resolve_name(scripts["slawizard"]) is program


HEAVY = ("PySide6", "weasyprint", "docx", "jinja2", "lxml", "pikepdf")


@pytest.mark.parametrize("arguments", [["schema"], ["starters"], ["--version"], ["check", "DRAFT"]])
def test_no_command_loads_what_it_does_not_need(draft: Path, arguments: list[str]) -> None:
    code = "import sys; from slawizard.__main__ import main; main(); print(*sys.modules, file=sys.stderr)"
    given = [str(draft) if word == "DRAFT" else word for word in arguments]
    done = subprocess.run(
        [sys.executable, "-c", code, *given], cwd=ROOT, check=False, text=True, capture_output=True, timeout=60
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "slawizard" in loaded
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize("arguments", [[], ["DRAFT"]])
def test_the_window_opens_without_the_commands(draft: Path, arguments: list[str]) -> None:
    code = "import sys; from slawizard.cli import main; main(sys.argv[1:], lambda draft: print(draft, *sys.modules))"
    given = [str(draft) if word == "DRAFT" else word for word in arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code, *given],
        cwd=ROOT, env=environment, check=True, text=True, capture_output=True, timeout=60,
    )  # fmt: skip
    opened, *loaded = done.stdout.split()
    assert opened == (str(draft) if arguments else "None")
    assert {name for name in loaded if name.startswith(("slawizard.commands", "argparse", "msgspec"))} == set()


# --- terminals, pipes and interruptions ---------------------------------------------------------------------------


def test_a_reader_that_leaves_early_is_no_mistake() -> None:
    read, write = os.pipe()
    os.close(read)
    done = run_program(["schema"], stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", [["schema"], ["--version"], ["--help"]])
def test_output_that_does_not_fit_is_told(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = run_program(arguments, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_closed_output_is_told() -> None:
    script = f"exec {sys.executable} -m slawizard schema >&-"
    done = subprocess.run(["sh", "-c", script], cwd=ROOT, check=False, text=True, capture_output=True, timeout=60)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "could not be written" in done.stderr


def test_a_terminal_of_few_letters_still_shows_the_findings(draft: Path) -> None:
    path = draft.with_name("blank.sladraft")
    path.write_bytes(encode_draft(Agreement(title="Ünïcode ≥ 99,9 %")))
    done = run_program(["check", path], environment={"PYTHONIOENCODING": "ascii"}, capture_output=True)
    assert done.returncode == 1
    assert done.stderr == ""


def test_ctrl_c_stops_without_a_word_too_many(draft: Path) -> None:
    code = (
        "import os, signal, sys\n"
        "import slawizard.storage.draft_file as drafts\n"
        "drafts.decode_draft = lambda *given: os.kill(os.getpid(), signal.SIGINT)\n"
        "from slawizard.__main__ import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(draft)],
        cwd=ROOT,
        check=False,
        text=True,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 128 + signal.SIGINT
    assert done.stderr == "Stopped.\n"
