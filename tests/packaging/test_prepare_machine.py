"""What the set-up does on a machine that lacks something, and that it does nothing on one that is ready."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import prepare_machine
import pytest

from slawizard import system_libraries
from slawizard.system_libraries import System, SystemLibrary

PANGO = SystemLibrary("Pango", "sets the lines", ("libpango.so",), {"debian": "libpango", "fedora": "pango"})


class Machine:
    """A machine that lacks Pango; its installer brings it, unless it is broken. Notes each command that is run."""

    def __init__(self) -> None:
        self.system = System("Debian", "debian")
        self.lacks_pango = True
        self.broken = False
        self.tools = {"apt-get", "dnf", "sudo"}
        self.user_id = 0
        self.commands: list[list[str]] = []

    def run(self, command: Sequence[str], **_options: object) -> subprocess.CompletedProcess[str]:
        self.commands.append(list(command))
        if "install" in command and not self.broken:
            self.lacks_pango = False
        return subprocess.CompletedProcess(command, 1 if self.broken else 0, stdout="the installer's own words\n")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(system_libraries, "this_system", lambda: machine.system)
    monkeypatch.setattr(system_libraries, "read_system_libraries", lambda _table: (PANGO,))
    monkeypatch.setattr(system_libraries, "missing_files", lambda lib: lib.files if machine.lacks_pango else ())
    monkeypatch.setattr(prepare_machine, "_can_make_environments", lambda: True)
    monkeypatch.setattr(subprocess, "run", machine.run)
    monkeypatch.setattr("shutil.which", lambda tool: tool if tool in machine.tools else None)
    monkeypatch.setattr(os, "geteuid", lambda: machine.user_id)
    return machine


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in (*prepare_machine.LOCKS.values(), prepare_machine.LIBRARY_TABLE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps of the set-up that were taken; none of them does anything."""
    steps: list[str] = []

    def libraries(_root: Path) -> bool:
        steps.append("libraries")
        return True

    def environment(root: Path) -> Path:
        steps.append("environment")
        return root / ".venv" / "bin" / "python"

    monkeypatch.setattr(prepare_machine, "ensure_system_libraries", libraries)
    monkeypatch.setattr(prepare_machine, "ensure_environment", environment)
    monkeypatch.setattr(prepare_machine, "install_packages", lambda *_: steps.append("packages"))
    monkeypatch.setattr(prepare_machine, "link_program", lambda *_: steps.append("link"))
    return steps


def test_a_machine_that_lacks_nothing_runs_no_installer(machine: Machine, tmp_path: Path) -> None:
    machine.lacks_pango = False

    assert prepare_machine.ensure_system_libraries(tmp_path)
    assert machine.commands == []


def test_on_debian_the_missing_package_is_installed_after_the_list_is_brought_up_to_date(
    machine: Machine, tmp_path: Path
) -> None:
    assert prepare_machine.ensure_system_libraries(tmp_path)

    update, install = machine.commands
    assert "update" in update
    assert {"install", "--no-install-recommends", "--yes", "libpango"} <= set(install)
    assert "sudo" not in install


def test_without_root_the_installer_is_run_by_sudo(machine: Machine, tmp_path: Path) -> None:
    machine.user_id = 1000

    prepare_machine.ensure_system_libraries(tmp_path)

    assert all(command[0] == "sudo" for command in machine.commands)


def test_on_fedora_dnf_installs_without_weak_dependencies(machine: Machine, tmp_path: Path) -> None:
    machine.system = System("Fedora", "fedora")

    assert prepare_machine.ensure_system_libraries(tmp_path)
    assert machine.commands == [["dnf", "install", "--setopt=install_weak_deps=False", "--assumeyes", "pango"]]


def test_without_root_and_sudo_nothing_is_run_and_the_command_to_type_is_told(
    machine: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.user_id, machine.tools = 1000, {"apt-get"}

    assert not prepare_machine.ensure_system_libraries(tmp_path)
    assert machine.commands == []
    told = capsys.readouterr().err
    assert "Pango: libpango.so (sets the lines)" in told
    assert "sudo apt-get install --no-install-recommends libpango\n" in told


def test_an_unknown_system_is_told_the_files_that_are_missing(
    machine: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.system = System("Elsewhere", None)

    assert not prepare_machine.ensure_system_libraries(tmp_path)
    assert machine.commands == []
    assert "missing on Elsewhere:\n  Pango: libpango.so" in capsys.readouterr().err


def test_an_installer_that_fails_is_heard_and_the_command_to_type_is_told(
    machine: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.broken = True

    assert not prepare_machine.ensure_system_libraries(tmp_path)
    told = capsys.readouterr().err
    assert "the installer's own words" in told
    assert "Install them with:" in told


def test_on_debian_the_part_of_python_that_makes_environments_is_installed_too(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.lacks_pango = False
    monkeypatch.setattr(prepare_machine, "_can_make_environments", lambda: False)

    prepare_machine.ensure_system_libraries(tmp_path)

    assert any(word.endswith("-venv") for word in machine.commands[-1])


def test_without_that_part_the_set_up_ends_with_the_package_to_install(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare_machine, "_can_make_environments", lambda: False)

    with pytest.raises(prepare_machine.SetupError, match=r"apt-get install python3\.\d+-venv"):
        prepare_machine.ensure_environment(project)


def test_an_environment_made_for_another_python_is_made_anew(machine: Machine, project: Path) -> None:
    (project / ".venv" / "bin" / "python").touch()
    (project / ".venv" / "lib" / "python2.7" / "site-packages" / "pip").mkdir(parents=True)

    prepare_machine.ensure_environment(project)

    assert machine.commands[0][1:] == ["-m", "venv", "--clear", str(project / ".venv")]


def test_packages_are_installed_only_as_files_whose_digests_are_known(machine: Machine, project: Path) -> None:
    prepare_machine.install_packages(project, project / "python", "run")

    (command,) = machine.commands
    assert {"--require-hashes", "--only-binary=:all:"} <= set(command)
    assert command[-1] == str(project / "packaging" / "requirements.txt")


def test_packages_that_cannot_be_had_end_the_set_up_with_what_to_do(machine: Machine, project: Path) -> None:
    machine.broken = True

    with pytest.raises(prepare_machine.SetupError, match="PIP_FIND_LINKS"):
        prepare_machine.install_packages(project, project / "python", "test")


def test_a_set_up_that_was_done_is_ready(project: Path, done: list[str]) -> None:
    assert not prepare_machine.is_ready(project, "run")

    prepare_machine.prepare(project, "run")

    assert done == ["libraries", "environment", "packages", "link"]
    assert prepare_machine.is_ready(project, "run")


@pytest.mark.usefixtures("done")
def test_what_is_ready_for_tests_is_ready_to_run_and_not_the_other_way_round(project: Path) -> None:
    prepare_machine.prepare(project, "run")
    assert not prepare_machine.is_ready(project, "test")

    (project / ".venv" / "ready-to-run").unlink()
    prepare_machine.prepare(project, "test")
    assert prepare_machine.is_ready(project, "run")
    assert prepare_machine.is_ready(project, "test")


@pytest.mark.usefixtures("done")
@pytest.mark.parametrize("changed", [prepare_machine.LOCKS["run"], prepare_machine.LIBRARY_TABLE])
def test_a_change_of_what_it_was_made_from_makes_a_set_up_stale(project: Path, changed: str) -> None:
    prepare_machine.prepare(project, "run")

    (project / changed).write_text("changed\n", encoding="utf-8")

    assert not prepare_machine.is_ready(project, "run")


@pytest.mark.usefixtures("done")
def test_a_project_that_was_moved_is_set_up_again(project: Path) -> None:
    prepare_machine.prepare(project, "run")

    moved = project.rename(project.with_name("moved"))

    assert not prepare_machine.is_ready(moved, "run")


def test_while_libraries_are_missing_every_start_asks_for_them_again_and_installs_no_package_twice(
    project: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare_machine, "ensure_system_libraries", lambda _root: done.append("asked"))

    prepare_machine.prepare(project, "run")
    assert not prepare_machine.is_ready(project, "run")

    prepare_machine.prepare(project, "run")
    assert done == ["asked", "environment", "packages", "link", "asked"]


def test_what_stands_in_the_way_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_root: Path, _purpose: str) -> None:
        raise prepare_machine.SetupError("There is no room on the disk.")

    monkeypatch.setattr(prepare_machine, "is_ready", lambda _root, _purpose: False)
    monkeypatch.setattr(prepare_machine, "prepare", fail)

    assert prepare_machine.main(["run"]) == 1
    assert capsys.readouterr().err == "\nThere is no room on the disk.\n"


def test_the_program_can_be_imported_and_called_from_the_environment(project: Path) -> None:
    python = project / ".venv" / "bin" / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = project / ".venv" / "lib" / version / "site-packages"
    packages.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    python.chmod(0o755)

    prepare_machine.link_program(project, python)

    assert (packages / "slawizard.pth").read_text(encoding="utf-8") == f"{project}\n"
    called = subprocess.run([python.with_name("slawizard"), "check", "a b"], capture_output=True, text=True, check=True)
    assert called.stdout == "-m slawizard check a b\n"
