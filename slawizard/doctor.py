"""Says in words what the program needs on this machine, what of it is missing, and how to get it."""

import importlib.metadata
import os
import platform
import re
import subprocess
import sys
import tempfile
import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TextIO

from slawizard import __version__, paths, system_libraries

PYTHON_FLOOR = (3, 11)
_IMPORT_LIMIT_S = 60
# Qt's platforms that draw nothing anyone can see, and those that need no display server.
_SCREENLESS_QT = frozenset({"offscreen", "minimal"})
_OWN_SCREEN_QT = frozenset({"eglfs", "linuxfb", "vkkhrdisplay", "vnc"})


class State(Enum):
    """How a finding stands; its value is the word printed before it."""

    PRESENT = "present"
    MISSING = "MISSING"
    ABSENT = "none"  # not there, and not needed: the text says what cannot be done without it


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for: its name, how it stands, what was seen, and how to get it when it is missing."""

    name: str
    state: State
    seen: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class PythonPackage:
    """A Python package by the module that shows it works, with the oldest version that will do."""

    distribution: str
    module: str
    floor: str
    purpose: str


PYTHON_PACKAGES = (
    PythonPackage("babel", "babel", "2.18", "words and formats of languages"),
    PythonPackage("charset-normalizer", "charset_normalizer", "3.5", "tells the encoding of tables"),
    PythonPackage("holidays", "holidays", "0.109", "public holidays in service hours"),
    PythonPackage("jinja2", "jinja2", "3.1.6", "fills the clauses"),
    PythonPackage("lxml", "lxml.etree", "6.1", "writes Word's tables"),
    PythonPackage("markdown-it-py", "markdown_it", "4.3", "reads the clauses"),
    PythonPackage("matplotlib", "matplotlib.ft2font", "3.11", "draws charts"),
    PythonPackage("msgspec", "msgspec", "0.22", "holds the agreement"),
    PythonPackage("platformdirs", "platformdirs", "4.14", "finds the user's folders"),
    PythonPackage("pyside6_essentials", "PySide6.QtWidgets", "6.12", "the window"),
    PythonPackage("pyside6_pdf", "PySide6.QtPdfWidgets", "6.12", "shows pages in the window"),
    PythonPackage("python-calamine", "python_calamine", "0.9", "reads workbooks"),
    PythonPackage("python-dateutil", "dateutil.parser", "2.9", "reads dates of tables"),
    PythonPackage("python-docx", "docx", "1.2.0", "writes Word documents"),
    PythonPackage("tzdata", "tzdata", "2026.6", "time zones"),
    PythonPackage("weasyprint", "weasyprint", "70.0", "writes the PDF"),
    PythonPackage("fontpkg-source-sans-3", "fontpkg_source_sans_3", "3.52", "font of headings and tables"),
    PythonPackage("fontpkg-source-serif-4", "fontpkg_source_serif_4", "4.4", "font of the text"),
)


def run_doctor(out: TextIO) -> int:
    """Write the report to `out`; return 0 when everything needed is there, otherwise 1."""
    system = system_libraries.this_system()
    out.write(f"SLA Wizard {__version__} on {system.name}, {platform.machine()}\n")
    findings: list[Finding] = []
    for title, look in _sections(system):
        rows = _look_without_failing(title, look)
        findings += rows
        out.write(f"\n{title}\n")
        width = max(len(row.name) for row in rows)
        out.writelines(f"  {row.state.value:<8} {row.name:<{width}}  {row.seen}\n" for row in rows)
    missing = [row for row in findings if row.state is State.MISSING]
    out.write("\n" + ("Everything that is needed is there.\n" if not missing else _how_to_get(missing)))
    return 1 if missing else 0


def _sections(system: system_libraries.System) -> Sequence[tuple[str, Callable[[], list[Finding]]]]:
    return (
        ("Python", look_at_python),
        ("System libraries", lambda: look_at_libraries(system)),
        ("Python packages", look_at_packages),
        ("Window", lambda: [look_at_window_plugin(), look_at_screen(os.environ)]),
        ("Files", look_at_files),
    )


def _look_without_failing(title: str, look: Callable[[], list[Finding]]) -> list[Finding]:
    """The doctor is called when things are broken: whatever breaks in here is a finding, not a traceback."""
    try:
        return look()
    except Exception as error:
        seen = f"could not be looked at: {type(error).__name__}: {error}"
        return [Finding(title, State.MISSING, seen, _repair_program())]


def _how_to_get(missing: Sequence[Finding]) -> str:
    remedies = dict.fromkeys(row.remedy for row in missing)
    lines = [f"Missing: {', '.join(row.name for row in missing)}.", "How to get it:"]
    return "\n".join([*lines, *(f"  {remedy}" for remedy in remedies)]) + "\n"


def look_at_python() -> list[Finding]:
    """See whether this Python is new enough."""
    version = platform.python_version()
    floor = ".".join(map(str, PYTHON_FLOOR))
    if sys.version_info[:2] >= PYTHON_FLOOR:
        return [Finding(f"Python {version}", State.PRESENT, sys.executable)]
    return [Finding(f"Python {version}", State.MISSING, f"{floor} is needed", f"install Python {floor} or newer")]


def look_at_libraries(system: system_libraries.System) -> list[Finding]:
    """See which system libraries load; the remedy of all missing ones is one command."""
    table = paths.resource_path(system_libraries.TABLE_NAME)
    libraries = system_libraries.read_system_libraries(table)
    if not libraries:
        return [Finding("none", State.PRESENT, f"the Python packages bring all that {system.name} needs")]
    missing = {library.name: system_libraries.missing_files(library) for library in libraries}
    remedy = _library_remedy(system, [library for library in libraries if missing[library.name]])
    return [
        Finding(library.name, State.MISSING, f"{', '.join(missing[library.name])}: {library.purpose}", remedy)
        if missing[library.name]
        else Finding(library.name, State.PRESENT, library.purpose)
        for library in libraries
    ]


def _library_remedy(system: system_libraries.System, absent: Sequence[system_libraries.SystemLibrary]) -> str:
    if system.family is not None:
        packages = system_libraries.packages_for(absent, system.family)
        return system_libraries.command_for_people(system.family, packages)
    files = ", ".join(name for library in absent for name in library.files)
    return f"install the packages of your system that hold: {files}"


def look_at_packages() -> list[Finding]:
    """See which Python packages are there, new enough, and can be imported, each in a process of its own.

    A library that takes its process down while it loads must not take the report with it.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return list(pool.map(look_at_package, PYTHON_PACKAGES))


def look_at_package(package: PythonPackage) -> Finding:
    """See whether one package is there, new enough, and can be imported."""
    remedy = _repair_program()
    try:
        version = importlib.metadata.version(package.distribution)
    except importlib.metadata.PackageNotFoundError:
        return Finding(package.distribution, State.MISSING, f"not installed: {package.purpose}", remedy)
    if _as_numbers(version) < _as_numbers(package.floor):
        seen = f"{version} is too old, {package.floor} is needed: {package.purpose}"
        return Finding(package.distribution, State.MISSING, seen, remedy)
    trouble = _trouble_running(f"import {package.module}")
    if trouble:
        seen = f"{version} cannot be used: {trouble}"
        return Finding(package.distribution, State.MISSING, seen, f"get the system libraries first, then {remedy}")
    return Finding(package.distribution, State.PRESENT, f"{version}, {package.purpose}")


def _as_numbers(version: str) -> tuple[int, ...]:
    """The release part alone: a trailing `.post1` or `rc1` never decides about a floor here."""
    release = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(part) for part in release.group().split(".")) if release else ()


def _trouble_running(code: str) -> str:
    """Return what went wrong with a piece of Python in a process of its own, in one line; empty if nothing did."""
    command = [sys.executable, "-c", code]
    with tempfile.TemporaryDirectory() as passing:
        # matplotlib makes a folder where the user keeps things as soon as it is imported, unless it is told another.
        environment = {**os.environ, "MPLCONFIGDIR": passing}
        try:
            done = subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=_IMPORT_LIMIT_S,
                env=environment,
            )
        except subprocess.TimeoutExpired:
            return f"it did not answer within {_IMPORT_LIMIT_S} seconds"
    if done.returncode == 0:
        return ""
    lines = done.stderr.strip().splitlines()
    return lines[-1].strip() if lines else f"the process ended with code {done.returncode}"


def look_at_window_plugin() -> Finding:
    """See whether the part of Qt that opens windows on X11 loads: its own message names the wrong library."""
    if not sys.platform.startswith("linux"):
        return Finding("Qt's window", State.PRESENT, "comes with the Python packages")
    code = (
        "import ctypes, pathlib, PySide6.QtGui\n"
        "qt = pathlib.Path(PySide6.QtGui.__file__).parent / 'Qt'\n"
        "ctypes.CDLL(str(qt / 'plugins' / 'platforms' / 'libqxcb.so'))\n"
    )
    trouble = _trouble_running(code)
    if trouble:
        remedy = "install the system libraries named above, or the package that holds the file named there"
        return Finding("Qt on X11", State.MISSING, trouble, remedy)
    return Finding("Qt on X11", State.PRESENT, "its libraries load")


def look_at_screen(environment: Mapping[str, str], platform_name: str = sys.platform) -> Finding:
    """See whether there is a screen; none is needed for `new`, `check` and `export`."""
    screen = find_screen(environment, platform_name)
    if screen is None:
        seen = "the window cannot open here; `slawizard new`, `check` and `export` work without it"
        return Finding("screen", State.ABSENT, seen)
    return Finding("screen", State.PRESENT, screen)


def find_screen(environment: Mapping[str, str], platform_name: str = sys.platform) -> str | None:
    """Return what says that there is a screen, or None. Only on Linux can it be told that there is none."""
    if not platform_name.startswith("linux"):
        return "this system's own"
    qt_platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if qt_platform in _SCREENLESS_QT:
        return None
    names = ("WAYLAND_DISPLAY", "DISPLAY") if qt_platform not in _OWN_SCREEN_QT else ("QT_QPA_PLATFORM",)
    return next((f"{name}={environment[name]}" for name in names if environment.get(name)), None)


def look_at_files() -> list[Finding]:
    """See whether the program finds its own files, may write where it must, and knows the time zones."""
    folders = {
        "settings": paths.config_folder(),
        "unsaved work": paths.state_folder(),
        "temporary files": Path(tempfile.gettempdir()),
    }
    bundled = {"clauses": paths.template_path("clauses"), "starters": paths.template_path("starters")}
    found = [look_at_bundled(name, folder) for name, folder in bundled.items()]
    return [*found, *(look_at_folder(name, folder) for name, folder in folders.items()), look_at_time_zones()]


def look_at_bundled(name: str, folder: Path) -> Finding:
    """See whether a folder of the program's own files is there and holds something."""
    if folder.is_dir() and any(folder.iterdir()):
        return Finding(name, State.PRESENT, str(folder))
    remedy = f"get the program again, whole: {folder} is a part of it"
    return Finding(name, State.MISSING, "not there, or empty", remedy)


def look_at_folder(name: str, folder: Path) -> Finding:
    """See whether files can be written in a folder, or in the nearest folder above it that exists."""
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        seen = f"{folder} cannot be written: {error.strerror or error}"
        return Finding(name, State.MISSING, seen, f"make {nearest} writable, or free some space there")
    return Finding(name, State.PRESENT, f"{folder} can be written")


def look_at_time_zones() -> Finding:
    """See whether service hours in a named time zone can be reckoned."""
    try:
        zoneinfo.ZoneInfo("Europe/Amsterdam")
    except (zoneinfo.ZoneInfoNotFoundError, OSError, ValueError):
        return Finding("time zones", State.MISSING, "no time-zone data", _repair_program())
    return Finding("time zones", State.PRESENT, "time-zone data is there")


def _repair_program() -> str:
    source = paths.resource_path().parent
    if (source / "packaging" / "setup" / "start").is_file():
        return f"run `make run` in {source}, which installs the pinned packages"
    return f"{sys.executable} -m pip install --force-reinstall slawizard=={__version__}"
