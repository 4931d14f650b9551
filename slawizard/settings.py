"""What the program remembers of this person's window; losing it costs nothing but a little comfort."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from slawizard.errors import FileAccessError
from slawizard.files import describe_os_error, read_bytes, write_atomic
from slawizard.paths import config_folder

_LARGEST_BYTES = 1_000_000


class Theme(StrEnum):
    """How the window looks; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


# Plain tuples with names: msgspec would cost the first paint more than all that is read here.
class TeamFolder(NamedTuple):
    """A folder of templates that a team shares: its path, how it is shown, and whether templates may be saved there."""

    path: str
    name: str = ""
    writable: bool = False


class BatchMemory(NamedTuple):
    """What was chosen for the last batch: the key of its template, its table, how that was read, what was written."""

    template: str = ""
    table: str = ""
    reading: dict[str, str] = {}  # noqa: RUF012 (nobody changes what is remembered)
    columns: dict[str, str] = {}  # noqa: RUF012
    ignored: tuple[str, ...] = ()
    pattern: str = ""
    folder: str = ""
    formats: tuple[str, ...] = ("docx",)
    draft: bool = False
    page_numbers: bool = True


class Settings(NamedTuple):
    """The window's memory. `window_geometry` and `window_state` are what Qt gives, in hexadecimal.

    `reference_docx` is the path of the Word file whose styles an export takes over; empty: none.
    `panel_width` is in pixels without the screen's scale; None: as the program thinks best.
    """

    theme: Theme = Theme.SYSTEM
    last_folder: str = ""
    export_folder: str = ""
    export_format: str = "pdf"
    reference_docx: str = ""
    window_geometry: str = ""
    window_state: str = ""
    panel_open: bool = True
    panel_tab: str = "agreement"
    panel_width: int | None = None
    team_folders: tuple[TeamFolder, ...] = ()
    batch: BatchMemory = BatchMemory()


def load_settings() -> Settings:
    """The settings; each one that is missing or damaged has its default, and nothing is ever reported."""
    try:
        found = json.loads(read_bytes(settings_path(), _LARGEST_BYTES))
    except (FileAccessError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    return Settings()._replace(**_sound(found, Settings._field_defaults))


def save_settings(settings: Settings) -> None:
    """Keep the settings. Raises FileAccessError."""
    path = settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise describe_os_error(error, path, writing=True) from error
    plain = settings._asdict() | {
        "team_folders": [folder._asdict() for folder in settings.team_folders],
        "batch": settings.batch._asdict(),
    }
    # The name of a folder may hold bytes that are no text: this keeps them.
    write_atomic(path, json.dumps(plain, indent=2).encode() + b"\n")


def settings_path() -> Path:
    """Where the settings are kept."""
    return config_folder() / "settings.json"


def _sound(found: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """Of what was found, all that is as its default is."""
    sound = {}
    for name, default in defaults.items():
        with contextlib.suppress(KeyError, ValueError):
            sound[name] = _read(name, found[name], default)
    return sound


def _read(name: str, value: Any, default: Any) -> Any:
    """A value as a setting of this name and default has it. Raises ValueError."""
    if isinstance(default, Theme):
        return Theme(value)
    if name == "team_folders":
        return tuple(_team_folder(each) for each in _of_kind(value, list))
    if isinstance(default, BatchMemory):
        return BatchMemory(**_sound(_of_kind(value, dict), BatchMemory._field_defaults))
    if isinstance(default, tuple):
        return tuple(_texts(_of_kind(value, list)))
    if isinstance(default, dict):
        return dict(zip(value, _texts(_of_kind(value, dict).values()), strict=True))
    if default is None and value is None:
        return None
    return _of_kind(value, int if default is None else type(default))


def _team_folder(value: Any) -> TeamFolder:
    """A folder with its path, and nothing that such a folder has not."""
    found = _of_kind(value, dict)
    sound = _sound(found, {"path": "", **TeamFolder._field_defaults})
    if "path" not in sound or sound.keys() != found.keys():
        raise ValueError(value)
    return TeamFolder(**sound)


def _texts(values: Iterable[Any]) -> Iterable[str]:
    return (_of_kind(value, str) for value in values)


def _of_kind(value: Any, kind: type) -> Any:
    # Not isinstance: to Python, True is a number.
    if type(value) is not kind:
        raise ValueError(value)
    return value
