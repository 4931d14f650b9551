"""How much the program adds to Qt on the disk: everything that running it needs, as the packages bring it."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from tests.bench.table import Row

_ROOT = Path(__file__).resolve().parents[2]
_QT = ("pyside6-essentials", "pyside6-pdf", "shiboken6")
_OWN = ("slawizard", "templates", "resources")
_MEBIBYTE = 1024 * 1024


def pinned() -> list[str]:
    """The names of all packages that running the program needs on some machine, each once.

    A package is pinned twice where older Pythons want an older version.
    """
    lock = (_ROOT / "packaging" / "requirements.txt").read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r"^([A-Za-z0-9._-]+)==", lock, flags=re.MULTILINE)))


def size_of(package: str) -> int:
    """Bytes of a package's files, without what Python compiled from them; 0 for one that this machine does not need."""
    try:
        found = distribution(package)
    except PackageNotFoundError:
        return 0
    return sum(_bytes(found, str(file)) for file in found.files or () if file.suffix != ".pyc")


def _bytes(found: Distribution, file: str) -> int:
    path = Path(str(found.locate_file(file)))
    return path.stat().st_size if path.is_file() else 0


def _own_size() -> int:
    files = (path for folder in _OWN for path in (_ROOT / folder).rglob("*"))
    return sum(path.stat().st_size for path in files if path.is_file() and path.suffix != ".pyc")


def rows() -> list[Row]:
    """The row of this file in the table of `make bench`."""
    qt = sum(size_of(package) for package in _QT)
    whole = sum(size_of(package) for package in pinned()) + _own_size()
    sizes = f"{whole / _MEBIBYTE:.0f} MiB with, {qt / _MEBIBYTE:.0f} MiB Qt alone"
    return [Row("installed size ÷ PySide6_Essentials + PySide6_Pdf", whole / qt, 1.6, 1.4, detail=sizes)]
