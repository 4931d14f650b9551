"""What the doctor says of a machine where all is well, and of one where something is missing."""

import importlib.metadata
import io
import re
import subprocess
import sys
import tomllib
import zoneinfo
from pathlib import Path

import pytest

from slawizard import doctor, paths, system_libraries
from slawizard.doctor import Finding, PythonPackage, State
from slawizard.system_libraries import System, SystemLibrary

DEBIAN = System("Debian", "debian")
ELSEWHERE = System("Elsewhere", None)


def _say_that_all_is_well(monkeypatch: pytest.MonkeyPatch, *others: Finding) -> None:
    findings = [Finding("thing", State.PRESENT, "seen"), *others]
    monkeypatch.setattr(doctor, "_sections", lambda _system: [("Section", lambda: findings)])


def _lack_every_library(monkeypatch: pytest.MonkeyPatch) -> None:
    library = SystemLibrary("Pango", "sets the lines", ("libpango.so", "libpangoft2.so"), {"debian": "libpango"})
    monkeypatch.setattr(system_libraries, "read_system_libraries", lambda _table: (library,))
    monkeypatch.setattr(system_libraries, "missing_files", lambda found: found.files)


def test_where_everything_is_there_the_doctor_says_so_and_returns_0(monkeypatch: pytest.MonkeyPatch) -> None:
    _say_that_all_is_well(monkeypatch)
    out = io.StringIO()

    assert doctor.run_doctor(out) == 0
    assert out.getvalue().endswith("Everything that is needed is there.\n")


def test_what_is_missing_is_named_at_the_end_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    _say_that_all_is_well(monkeypatch, Finding("Pango", State.MISSING, "libpango.so", "install libpango"))
    out = io.StringIO()

    assert doctor.run_doctor(out) == 1
    assert out.getvalue().endswith("Missing: Pango.\nHow to get it:\n  install libpango\n")


def test_one_remedy_for_two_missing_things_is_given_once(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = [Finding(name, State.MISSING, "", "install both") for name in ("Pango", "HarfBuzz")]
    _say_that_all_is_well(monkeypatch, *absent)
    out = io.StringIO()

    doctor.run_doctor(out)

    assert out.getvalue().count("install both") == 1


def test_what_is_absent_but_not_needed_does_not_fail_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    _say_that_all_is_well(monkeypatch, Finding("screen", State.ABSENT, "no window here"))

    assert doctor.run_doctor(io.StringIO()) == 0


def test_the_columns_of_a_section_are_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    _say_that_all_is_well(monkeypatch, Finding("a longer name", State.MISSING, "seen", "get it"))
    out = io.StringIO()

    doctor.run_doctor(out)

    rows = [line for line in out.getvalue().splitlines() if line.endswith("seen")]
    assert len(rows) == 2
    assert len({row.index("seen") for row in rows}) == 1


def test_a_look_that_breaks_is_a_finding_and_the_report_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def look() -> list[Finding]:
        raise RuntimeError("the disk is gone")

    well = [Finding("thing", State.PRESENT, "seen")]
    monkeypatch.setattr(doctor, "_sections", lambda _system: [("Broken", look), ("Well", lambda: well)])
    out = io.StringIO()

    assert doctor.run_doctor(out) == 1
    assert "could not be looked at: RuntimeError: the disk is gone" in out.getvalue()
    assert "present  thing" in out.getvalue()


def test_the_whole_report_of_this_machine_has_every_section() -> None:
    out = io.StringIO()

    status = doctor.run_doctor(out)

    titles = [line for line in out.getvalue().splitlines()[1:] if re.fullmatch(r"[A-Z][A-Za-z ]+", line)]
    assert titles == ["Python", "System libraries", "Python packages", "Window", "Files"]
    assert status == (1 if "  MISSING" in out.getvalue() else 0)


def test_importing_the_doctor_imports_no_heavy_library() -> None:
    heavy = "{'PySide6', 'weasyprint', 'docx', 'jinja2', 'msgspec', 'platformdirs'}"
    code = f"import sys, slawizard.doctor; print(sorted({heavy} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_every_package_that_the_program_depends_on_is_looked_at_with_its_floor() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    looked_at = {f"{package.distribution}>={package.floor}" for package in doctor.PYTHON_PACKAGES}

    assert looked_at == set(project["dependencies"])


def test_the_floor_of_python_is_the_projects_own() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["requires-python"] == f">={'.'.join(map(str, doctor.PYTHON_FLOOR))}"


def test_a_library_that_is_missing_is_named_by_its_files_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _lack_every_library(monkeypatch)

    (finding,) = doctor.look_at_libraries(DEBIAN)

    assert finding.state is State.MISSING
    assert finding.seen == "libpango.so, libpangoft2.so: sets the lines"
    assert finding.remedy == "sudo apt-get install --no-install-recommends libpango"


def test_on_a_system_without_a_known_installer_the_missing_files_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    _lack_every_library(monkeypatch)

    (finding,) = doctor.look_at_libraries(ELSEWHERE)

    assert finding.remedy == "install the packages of your system that hold: libpango.so, libpangoft2.so"


def test_a_package_that_imports_and_is_new_enough_is_present() -> None:
    finding = doctor.look_at_package(PythonPackage("msgspec", "msgspec", "0.1", "holds the agreement"))

    assert finding.state is State.PRESENT
    assert finding.seen == f"{importlib.metadata.version('msgspec')}, holds the agreement"


def test_a_package_that_is_not_installed_is_missing() -> None:
    finding = doctor.look_at_package(PythonPackage("no-such-distribution", "no_such", "1", "nothing"))

    assert finding.state is State.MISSING
    assert finding.seen == "not installed: nothing"


def test_a_package_under_its_floor_is_missing_and_both_versions_are_named() -> None:
    finding = doctor.look_at_package(PythonPackage("msgspec", "msgspec", "999.1", "holds the agreement"))

    assert finding.state is State.MISSING
    assert "999.1 is needed" in finding.seen


def test_a_package_that_is_there_but_does_not_import_is_missing_with_the_cause() -> None:
    finding = doctor.look_at_package(PythonPackage("msgspec", "msgspec.no_such_part", "0.1", ""))

    assert finding.state is State.MISSING
    assert "No module named 'msgspec.no_such_part'" in finding.seen


@pytest.mark.parametrize(
    ("older", "newer"), [("3.1.5", "3.1.6"), ("9.2", "10.0"), ("1.2", "1.2.0.post1"), ("69.9", "70.0")]
)
def test_versions_are_compared_as_numbers(older: str, newer: str) -> None:
    assert doctor._as_numbers(older) < doctor._as_numbers(newer)


def test_code_that_takes_its_process_down_is_told_by_how_it_ended() -> None:
    trouble = doctor._trouble_running("import os; os._exit(3)")

    assert trouble == "the process ended with code 3"


def test_code_that_never_ends_is_stopped_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_IMPORT_LIMIT_S", 0.2)

    assert doctor._trouble_running("import threading; threading.Event().wait()").startswith("it did not answer")


@pytest.mark.parametrize(
    ("environment", "screen"),
    [
        ({}, None),
        ({"DISPLAY": ""}, None),
        ({"DISPLAY": ":0"}, "DISPLAY=:0"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "WAYLAND_DISPLAY=wayland-0"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, None),
        ({"QT_QPA_PLATFORM": "xcb"}, None),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, "QT_QPA_PLATFORM=vnc:size=800x600"),
    ],
)
def test_a_screen_is_known_by_what_the_desktop_sets(environment: dict[str, str], screen: str | None) -> None:
    assert doctor.find_screen(environment, "linux") == screen


def test_macos_is_taken_to_have_a_screen() -> None:
    assert doctor.find_screen({}, "darwin") is not None


def test_no_screen_is_no_fault_and_the_way_without_one_is_named() -> None:
    finding = doctor.look_at_screen({}, "linux")

    assert finding.state is State.ABSENT
    assert "export" in finding.seen


def test_a_folder_that_is_not_there_yet_is_tried_where_it_would_be_made(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"

    assert doctor.look_at_folder("settings", folder).state is State.PRESENT
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_missing_with_the_cause(tmp_path: Path) -> None:
    in_the_way = tmp_path / "a-file"
    in_the_way.touch()

    finding = doctor.look_at_folder("settings", in_the_way)

    assert finding.state is State.MISSING
    assert "cannot be written: Not a directory" in finding.seen


def test_the_users_folder_is_the_one_that_the_program_uses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path))

    assert any(finding.seen == f"{tmp_path} can be written" for finding in doctor.look_at_files())


def test_an_empty_folder_of_clauses_is_missing(tmp_path: Path) -> None:
    assert doctor.look_at_bundled("clauses", tmp_path).state is State.MISSING


def test_without_time_zone_data_the_time_zones_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(key: str) -> zoneinfo.ZoneInfo:
        raise zoneinfo.ZoneInfoNotFoundError(key)

    monkeypatch.setattr(zoneinfo, "ZoneInfo", refuse)

    assert doctor.look_at_time_zones().state is State.MISSING


def test_in_the_source_tree_the_remedy_for_the_program_is_make_run() -> None:
    assert doctor._repair_program().startswith("run `make run`")


def test_an_installed_program_is_repaired_by_pip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "resource_path", lambda: tmp_path / "resources")

    assert "-m pip install --force-reinstall slawizard==" in doctor._repair_program()
