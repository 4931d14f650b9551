"""Names the system libraries that the program stands on, sees which of them load, and how to get the others.

Only the standard library is used, because the set-up of a fresh machine runs this before anything is installed.
"""

import ctypes
import platform
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

TABLE_NAME = "system_libraries.toml"

# Homebrew's folders, which the loader of macOS does not search by itself.
_HOMEBREW_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib")

_INSTALLERS = {
    "debian": ("apt-get", "install", "--no-install-recommends", "--yes"),
    "fedora": ("dnf", "install", "--setopt=install_weak_deps=False", "--assumeyes"),
    "homebrew": ("brew", "install"),
}
_FAMILIES = {"debian": {"debian", "ubuntu"}, "fedora": {"fedora", "rhel"}}


@dataclass(frozen=True, slots=True)
class SystemLibrary:
    """A library by its files on this platform, with the package that brings it for each family of systems."""

    name: str
    purpose: str
    files: tuple[str, ...]
    packages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class System:
    """The system the program runs on; `family` is a key of the package tables, or None where nothing is known."""

    name: str
    family: str | None


def read_system_libraries(table: Path, platform_name: str = sys.platform) -> tuple[SystemLibrary, ...]:
    """Return the libraries wanted on a platform (a value of `sys.platform`), in the order of the table.

    Raises OSError when the table cannot be read and tomllib.TOMLDecodeError when it is damaged.
    """
    files_key = "macos" if platform_name == "darwin" else platform_name
    rows = tomllib.loads(table.read_text(encoding="utf-8"))["library"]
    return tuple(
        SystemLibrary(
            name=row["name"],
            purpose=row["purpose"],
            files=tuple(row[files_key]),
            packages={family: row[family] for family in _INSTALLERS if family in row},
        )
        for row in rows
        if files_key in row
    )


def missing_files(library: SystemLibrary) -> tuple[str, ...]:
    """Return those files of the library that this process cannot load; empty when the library is there."""
    return tuple(name for name in library.files if not _loads(name))


def _loads(file_name: str) -> bool:
    candidates = [file_name]
    if sys.platform == "darwin":
        candidates += [f"{folder}/{file_name}" for folder in _HOMEBREW_FOLDERS]
    for candidate in candidates:
        try:
            ctypes.CDLL(candidate)
        except OSError:
            continue
        return True
    return False


def this_system(os_release: Path = Path("/etc/os-release"), platform_name: str = sys.platform) -> System:
    """Return the system's own name and its family, taken from os-release on Linux."""
    if platform_name == "darwin":
        return System(f"macOS {platform.mac_ver()[0]}".strip(), "homebrew")
    facts = _read_os_release(os_release)
    kin = {facts.get("ID", ""), *facts.get("ID_LIKE", "").split()}
    family = next((name for name, members in _FAMILIES.items() if members & kin), None)
    return System(facts.get("PRETTY_NAME") or platform.system() or platform_name, family)


def _read_os_release(os_release: Path) -> dict[str, str]:
    try:
        lines = os_release.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def packages_for(libraries: Iterable[SystemLibrary], family: str) -> tuple[str, ...]:
    """Return the packages that bring the libraries on a family of systems: each once, in order."""
    names = (library.packages[family] for library in libraries if family in library.packages)
    return tuple(dict.fromkeys(names))


def install_command(family: str, packages: Iterable[str]) -> tuple[str, ...]:
    """Return the command, without sudo, that installs packages on a family of systems and asks nothing."""
    return (*_INSTALLERS[family], *packages)


def command_for_people(family: str, packages: Iterable[str]) -> str:
    """Return the command as a person would type it, who then answers the installer's own question."""
    words = [word for word in _INSTALLERS[family] if word not in ("--yes", "--assumeyes")]
    if family != "homebrew":
        words.insert(0, "sudo")
    return " ".join([*words, *packages])
