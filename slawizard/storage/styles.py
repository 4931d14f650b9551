"""House styles that are kept: one file each in the user's own library, found by the style's name."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from pathlib import Path

import msgspec

from slawizard.document.logo import logo_size
from slawizard.document.style import PLAIN_STYLE, HouseStyle, check_style
from slawizard.errors import SlaWizardError, StyleError
from slawizard.files import ABSENT, Fingerprint, delete_file, make_folder, read_file, write_atomic
from slawizard.paths import data_folder
from slawizard.storage.envelope import FileKind, decode_file, encode_file

SUFFIX = ".slastyle"
"""How the name of a style's file ends."""

KIND = FileKind("SLA Wizard house style", "a house style", "style", 1, 4_000_000)

_LONGEST_NAME = 80
_NOT_IN_A_FILE_NAME = re.compile(r"[^\w-]+")


class SavedStyle(msgspec.Struct, frozen=True):
    """A style that is kept: where, and the file as it was read. `trouble` says why it cannot be used; empty: it can."""

    name: str
    path: Path
    style: HouseStyle = PLAIN_STYLE
    fingerprint: Fingerprint | None = None
    trouble: str = ""


def encode_style(style: HouseStyle) -> bytes:
    """The file of a style. Raises StyleError for a style without a name, or that no page can be made of."""
    if not style.name.strip() or len(style.name) > _LONGEST_NAME:
        raise StyleError(f"A style needs a name of up to {_LONGEST_NAME} characters.", where="name")
    _check(style)
    return encode_file(KIND, style)


def decode_style(data: bytes, where: str) -> HouseStyle:
    """The style in a file. Raises DraftFileError or StyleError for everything that is not wholly right."""
    style = decode_file(data, where, KIND, HouseStyle)
    if len(style.name) > _LONGEST_NAME:
        raise StyleError(f"The name of a style has up to {_LONGEST_NAME} characters.", where=f"{where}, name")
    _check(style)
    return style


def _check(style: HouseStyle) -> None:
    """Raises StyleError for a style that no page can be made of; a logo is looked at as a picture too."""
    check_style(style)
    if style.logo:
        logo_size(style.logo)


def list_styles() -> tuple[SavedStyle, ...]:
    """Every style that is kept, by name; one that cannot be read is listed with its trouble."""
    folder = _folder()
    paths = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    return tuple(sorted((_listed(path) for path in paths), key=lambda one: one.name.casefold()))


def find_style(name: str) -> HouseStyle:
    """The style with this name, or in the file of this path; "" is the program's own.

    Raises StyleError when there is none, FileAccessError or DraftFileError when it cannot be read.
    """
    if not name:
        return PLAIN_STYLE
    if name.endswith(SUFFIX) and Path(name).is_file():
        return decode_style(read_file(Path(name), KIND.largest).data, name)
    saved = list_styles()
    found = next((one for one in saved if one.name.casefold() == name.casefold()), None)
    if found is None:
        close = get_close_matches(name, [one.name for one in saved], n=1)
        names = ", ".join(f"“{one.name}”" for one in saved) or "none yet"
        remedy = f"Did you mean “{close[0]}”?" if close else f"There are: {names}."
        raise StyleError(f"There is no house style “{name}” on this machine.", remedy=remedy)
    if found.trouble:
        raise StyleError(found.trouble, where=str(found.path))
    return found.style


def save_style(style: HouseStyle, *, replaces: SavedStyle | None = None) -> SavedStyle:
    """Keep a style under its name, in the place of `replaces` if that is given.

    Raises StyleError when another style has the name, FileChangedError when someone else changed the file since it was
    read, or FileAccessError; what was there is then as it was.
    """
    data = encode_style(style)
    same = next((one for one in list_styles() if one.name.casefold() == style.name.casefold()), None)
    if same is not None and (replaces is None or same.path != replaces.path):
        raise StyleError(f"There is a style “{same.name}” already.", where="name", remedy="Choose another name.")
    path = replaces.path if replaces is not None else _free_path(style.name)
    make_folder(path.parent)
    expected = replaces.fingerprint if replaces is not None else None
    fingerprint = write_atomic(path, data, expected=expected or ABSENT)
    return SavedStyle(style.name, path, style, fingerprint)


def delete_style(saved: SavedStyle) -> None:
    """Take a style away. Raises FileAccessError, or FileChangedError when someone else changed it since."""
    delete_file(saved.path, saved.fingerprint or read_file(saved.path, KIND.largest).fingerprint)


def _folder() -> Path:
    return data_folder() / "styles"


def _listed(path: Path) -> SavedStyle:
    try:
        content = read_file(path, KIND.largest)
        style = decode_style(content.data, str(path))
    except SlaWizardError as problem:
        return SavedStyle(path.stem, path, trouble=str(problem))
    return SavedStyle(style.name, path, style, content.fingerprint)


def _free_path(name: str) -> Path:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = _NOT_IN_A_FILE_NAME.sub("-", plain).strip("-").lower() or "style"
    number = 1
    while (path := _folder() / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}").exists():
        number += 1
    return path
