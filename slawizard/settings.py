"""What the program remembers of this person's window; losing it costs nothing but a little comfort."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from slawizard.errors import FileAccessError
from slawizard.files import describe_os_error, read_file, write_atomic
from slawizard.paths import config_folder

_LARGEST_BYTES = 1_000_000


class Theme(StrEnum):
    """How the window looks; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TeamFolder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A folder of templates that a team shares: its path, how it is shown, and whether templates may be saved there."""

    path: str
    name: str = ""
    writable: bool = False


class BatchMemory(msgspec.Struct, frozen=True):
    """What was chosen for the last batch: the key of its template, its table, how that was read, what was written."""

    template: str = ""
    table: str = ""
    reading: dict[str, str] = {}
    columns: dict[str, str] = {}
    ignored: tuple[str, ...] = ()
    pattern: str = ""
    folder: str = ""
    formats: tuple[str, ...] = ("docx",)
    draft: bool = False
    page_numbers: bool = True


class Settings(msgspec.Struct, frozen=True):
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
        found = json.loads(read_file(settings_path(), _LARGEST_BYTES).data)
    except (FileAccessError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    return Settings(**{field.name: _sound(found, field) for field in msgspec.structs.fields(Settings)})


def save_settings(settings: Settings) -> None:
    """Keep the settings. Raises FileAccessError."""
    path = settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise describe_os_error(error, path, writing=True) from error
    # Not by msgspec: the name of a folder may hold bytes that are no text, and this keeps them.
    write_atomic(path, json.dumps(msgspec.to_builtins(settings), indent=2).encode() + b"\n")


def settings_path() -> Path:
    """Where the settings are kept."""
    return config_folder() / "settings.json"


def _sound(found: dict[str, Any], field: msgspec.structs.FieldInfo) -> Any:
    try:
        return msgspec.convert(found[field.name], field.type)
    except (KeyError, msgspec.ValidationError):
        return field.default
