"""What the table of system libraries says, and how it becomes a list of packages for this system."""

import ctypes
import dataclasses
from pathlib import Path

import pytest

from slawizard import paths, system_libraries
from slawizard.system_libraries import SystemLibrary

TABLE = paths.resource_path(system_libraries.TABLE_NAME)

PANGO = SystemLibrary("Pango", "text", ("libpango.so",), {"debian": "libpango", "fedora": "pango"})
PANGO_FREETYPE = dataclasses.replace(PANGO, name="Pango with FreeType")
CURSOR = SystemLibrary("cursor", "pointer", ("libcursor.so",), {"debian": "libcursor0"})


def test_every_library_wanted_on_linux_has_a_debian_and_a_fedora_package() -> None:
    for library in system_libraries.read_system_libraries(TABLE, "linux"):
        assert {"debian", "fedora"} <= library.packages.keys(), library.name


def test_every_library_wanted_on_macos_has_a_homebrew_package() -> None:
    wanted = system_libraries.read_system_libraries(TABLE, "darwin")

    assert wanted
    assert all("homebrew" in library.packages for library in wanted)


def test_the_libraries_that_only_x11_wants_are_not_wanted_on_macos() -> None:
    names = {library.name for library in system_libraries.read_system_libraries(TABLE, "darwin")}

    assert "Pango" in names
    assert "xcb-cursor" not in names


def test_a_system_that_the_table_does_not_know_wants_no_library() -> None:
    assert system_libraries.read_system_libraries(TABLE, "win32") == ()


def test_a_library_that_loads_has_no_missing_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())

    assert system_libraries.missing_files(PANGO) == ()


def test_a_file_that_no_system_has_is_named_as_missing() -> None:
    library = dataclasses.replace(PANGO, files=("libno-system-has-this.so.7",))

    assert system_libraries.missing_files(library) == ("libno-system-has-this.so.7",)


def test_on_macos_a_library_is_looked_for_in_homebrews_folders_too(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def load(name: str) -> object:
        tried.append(name)
        if not name.startswith("/opt/homebrew/"):
            raise OSError(name)
        return object()

    monkeypatch.setattr(ctypes, "CDLL", load)
    monkeypatch.setattr("sys.platform", "darwin")

    assert system_libraries.missing_files(PANGO) == ()
    assert tried == ["libpango.so", "/opt/homebrew/lib/libpango.so"]


def test_a_package_that_brings_two_libraries_is_named_once_and_in_order() -> None:
    packages = system_libraries.packages_for([CURSOR, PANGO, PANGO_FREETYPE], "debian")

    assert packages == ("libcursor0", "libpango")


@pytest.mark.parametrize(
    ("facts", "family"),
    [
        ("ID=debian\n", "debian"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', "debian"),
        ("ID=fedora\n", "fedora"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("ID=arch\n", None),
        ("# nothing is known\n", None),
    ],
)
def test_the_family_of_a_system_is_taken_from_what_it_says_of_itself(
    tmp_path: Path, facts: str, family: str | None
) -> None:
    os_release = tmp_path / "os-release"
    os_release.write_text(facts, encoding="utf-8")

    assert system_libraries.this_system(os_release, "linux").family == family


def test_a_system_is_called_by_its_own_name_without_the_quotes(tmp_path: Path) -> None:
    os_release = tmp_path / "os-release"
    os_release.write_text('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', encoding="utf-8")

    assert system_libraries.this_system(os_release, "linux").name == "Debian GNU/Linux 12 (bookworm)"


def test_a_system_that_says_nothing_of_itself_has_a_name_and_no_family(tmp_path: Path) -> None:
    system = system_libraries.this_system(tmp_path / "no-such-file", "linux")

    assert system.name
    assert system.family is None


def test_macos_is_of_the_homebrew_family() -> None:
    assert system_libraries.this_system(platform_name="darwin").family == "homebrew"


def test_the_installer_is_told_to_ask_nothing_and_to_bring_nothing_it_was_not_asked_for() -> None:
    command = system_libraries.install_command("debian", ["libpango"])

    assert command == ("apt-get", "install", "--no-install-recommends", "--yes", "libpango")


def test_a_person_is_given_the_command_with_sudo_and_answers_the_installer_themselves() -> None:
    command = system_libraries.command_for_people("fedora", ["pango", "dbus-libs"])

    assert command == "sudo dnf install --setopt=install_weak_deps=False pango dbus-libs"


def test_homebrew_is_never_run_with_sudo() -> None:
    assert system_libraries.command_for_people("homebrew", ["pango"]) == "brew install pango"
