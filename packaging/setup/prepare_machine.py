"""Gets a machine ready to run or to test SLA Wizard: system libraries, the virtual environment, the pinned packages.

Only the standard library is used: this runs before anything is installed. What was done is remembered as a key of
everything it was done from, so that a second run finds its key and returns at once.
"""

import argparse
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from slawizard import system_libraries  # noqa: E402  (the line above makes it importable)

LOCKS = {"run": "packaging/requirements.txt", "test": "packaging/requirements-dev.txt"}
LIBRARY_TABLE = f"resources/{system_libraries.TABLE_NAME}"

# By way of the shell, because a first line that names a long path, or one with a space, does not work everywhere.
_LAUNCHER = """#!/bin/sh
exec {python} -m slawizard "$@"
"""


class SetupError(Exception):
    """The machine cannot be got ready; the text says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Get the machine ready for one purpose; return 0, or 1 after saying what stands in the way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("purpose", choices=sorted(LOCKS), help="what the machine is to be ready for")
    purpose = parser.parse_args(arguments).purpose
    if is_ready(ROOT, purpose):
        return 0
    try:
        prepare(ROOT, purpose)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def is_ready(root: Path, purpose: str) -> bool:
    """Return whether an earlier run got the libraries and packages of this very state, by its stamps."""
    return _is_stamped(_library_stamp(root), library_key(root)) and _is_stamped(
        _package_stamp(root, purpose), package_key(root, purpose)
    )


def library_key(root: Path) -> str:
    """Return a digest of what decides which system libraries are wanted and how they are looked for."""
    return _digest(root / LIBRARY_TABLE, Path(__file__), Path(system_libraries.__file__))


def package_key(root: Path, purpose: str) -> str:
    """Return a digest of what the environment is made from: the lock, this code, the Python and the place."""
    return _digest(root / LOCKS[purpose], Path(__file__)) + f" {sys.version_info[:2]} {root}"


def prepare(root: Path, purpose: str) -> None:
    """Do what is left of the set-up, and stamp what is done; raise SetupError when it cannot be done."""
    libraries_are_there = _is_stamped(_library_stamp(root), library_key(root)) or ensure_system_libraries(root)
    if not _is_stamped(_package_stamp(root, purpose), package_key(root, purpose)):
        python = ensure_environment(root)
        install_packages(root, python, purpose)
        link_program(root, python)
        # What serves for tests serves for running too: the test lock holds the other one whole.
        for served in ("run", "test") if purpose == "test" else ("run",):
            _package_stamp(root, served).write_text(package_key(root, served), encoding="utf-8")
    if libraries_are_there:
        _library_stamp(root).write_text(library_key(root), encoding="utf-8")


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_stamped(stamp: Path, key: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == key


def _package_stamp(root: Path, purpose: str) -> Path:
    return root / ".venv" / f"ready-to-{purpose}"


def _library_stamp(root: Path) -> Path:
    return root / ".venv" / "libraries-are-there"


def ensure_system_libraries(root: Path) -> bool:
    """Install what is missing, or say exactly what is; return whether all of it is there at the end."""
    system = system_libraries.this_system()
    wanted = system_libraries.read_system_libraries(root / LIBRARY_TABLE)
    missing = [library for library in wanted if system_libraries.missing_files(library)]
    packages = _packages(system, missing)
    if not missing and not packages:
        return True
    if packages and _may_install(system) and _install(system, packages):
        missing = [library for library in missing if system_libraries.missing_files(library)]
    if missing:
        _tell_what_is_missing(system, missing)
    return not missing


def _packages(system: system_libraries.System, missing: Sequence[system_libraries.SystemLibrary]) -> list[str]:
    if system.family is None:
        return []
    packages = list(system_libraries.packages_for(missing, system.family))
    if system.family == "debian" and not _can_make_environments():
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return packages


def _can_make_environments() -> bool:
    """Debian and Ubuntu keep `ensurepip` out of their Python package."""
    return importlib.util.find_spec("ensurepip") is not None


def _may_install(system: system_libraries.System) -> bool:
    installer = {"debian": "apt-get", "fedora": "dnf", "homebrew": "brew"}[system.family or ""]
    if shutil.which(installer) is None:
        return False
    return system.family == "homebrew" or os.geteuid() == 0 or shutil.which("sudo") is not None


def _install(system: system_libraries.System, packages: Sequence[str]) -> bool:
    family = system.family or ""
    print(f"Installing for {system.name}: {' '.join(packages)}", flush=True)
    if family == "debian":
        _run_as_root(["apt-get", "update", "-q"], family)
    return _run_as_root(system_libraries.install_command(family, packages), family)


def _run_as_root(command: Sequence[str], family: str) -> bool:
    words = list(command)
    if family == "debian":
        # Another installer may be at work, as on a machine that has just been started.
        words = ["env", "DEBIAN_FRONTEND=noninteractive", *words, "-o", "DPkg::Lock::Timeout=120", "-q"]
    if family != "homebrew" and os.geteuid() != 0:
        # Without a terminal nobody can type a password: sudo must then refuse, not wait.
        words = ["sudo", *([] if sys.stderr.isatty() else ["--non-interactive"]), *words]
    # What the installer says is of interest when it fails; sudo asks at the terminal itself.
    done = subprocess.run(
        words, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode != 0:
        print(done.stdout, end="", file=sys.stderr)
    return done.returncode == 0


def _tell_what_is_missing(system: system_libraries.System, missing: Sequence[system_libraries.SystemLibrary]) -> None:
    print(f"\nThese system libraries are missing on {system.name}:", file=sys.stderr)
    for library in missing:
        files = ", ".join(system_libraries.missing_files(library))
        print(f"  {library.name}: {files} ({library.purpose})", file=sys.stderr)
    if system.family is not None:
        packages = system_libraries.packages_for(missing, system.family)
        command = system_libraries.command_for_people(system.family, packages)
        print(f"They could not be installed from here. Install them with:\n  {command}", file=sys.stderr)
    else:
        print("Install the packages of your system that hold these files.", file=sys.stderr)
    print("Going on without them: what needs them will say so.\n", file=sys.stderr)


def ensure_environment(root: Path) -> Path:
    """Return the Python of `.venv`, made anew when it is not there or was made for another Python."""
    folder = root / ".venv"
    python = folder / "bin" / "python"
    packages = folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    if python.exists() and (packages / "pip").is_dir():
        return python
    if not _can_make_environments():
        raise SetupError(
            "This Python cannot make virtual environments. On Debian and Ubuntu install them with:\n"
            f"  sudo apt-get install python{sys.version_info.major}.{sys.version_info.minor}-venv"
        )
    print("Making the virtual environment in .venv", flush=True)
    # Seen from inside an environment, sys.executable is the one that is about to be replaced.
    maker = getattr(sys, "_base_executable", sys.executable)
    if subprocess.run([maker, "-m", "venv", "--clear", str(folder)], check=False).returncode != 0:
        raise SetupError("The virtual environment could not be made; the lines above say why.")
    return python


def install_packages(root: Path, python: Path, purpose: str) -> None:
    """Install the pinned packages into the environment; every file must have a digest that the lock names."""
    lock = root / LOCKS[purpose]
    count = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    print(f"Installing {count} pinned Python packages into .venv (a minute or two the first time)", flush=True)
    # Twice quiet: a warning about a folder that somebody's pip is set up to look in says nothing about this program.
    options = [
        "--quiet",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        "--require-hashes",
        "--only-binary=:all:",
        # Python compiles what it imports, when it does: a tenth less on the disk than compiling everything.
        "--no-compile",
    ]
    command = [str(python), "-m", "pip", "install", *options, "--requirement", str(lock)]
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode != 0:
        raise SetupError(
            "The Python packages could not be installed; pip's lines above say why. Without a connection to a\n"
            "package index, give pip a folder that holds them: PIP_FIND_LINKS=FOLDER PIP_NO_INDEX=1."
        )


def link_program(root: Path, python: Path) -> None:
    """Let the environment import the program from this folder, and put the command `slawizard` beside its Python."""
    base = str(root / ".venv")
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": base, "platbase": base}))
    (packages / "slawizard.pth").write_text(f"{root}\n", encoding="utf-8")
    launcher = python.parent / "slawizard"
    launcher.write_text(_LAUNCHER.format(python=shlex.quote(str(python))), encoding="utf-8")
    launcher.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main())
