"""Where the program's own files lie (resources, templates) and where it keeps the user's state."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _bundled(kind: str) -> Path:
    installed = _PACKAGE / "_data" / kind
    return installed if installed.is_dir() else _PACKAGE.parent / kind


def resource_path(*parts: str) -> Path:
    """A file or folder under resources/."""
    return _bundled("resources").joinpath(*parts)


def template_path(*parts: str) -> Path:
    """A file or folder under templates/."""
    return _bundled("templates").joinpath(*parts)


def state_folder() -> Path:
    """Where journals, recent files and window state are kept; SLAWIZARD_HOME overrides it (tests, portable use)."""
    override = os.environ.get("SLAWIZARD_HOME")
    if override:
        return Path(override)
    from platformdirs import user_state_path

    return user_state_path("slawizard", appauthor=False)


def config_folder() -> Path:
    """Where settings are kept; SLAWIZARD_HOME overrides it."""
    override = os.environ.get("SLAWIZARD_HOME")
    if override:
        return Path(override)
    from platformdirs import user_config_path

    return user_config_path("slawizard", appauthor=False)


def data_folder() -> Path:
    """Where the user's own library is kept: saved templates, address book; SLAWIZARD_HOME overrides it."""
    override = os.environ.get("SLAWIZARD_HOME")
    if override:
        return Path(override)
    from platformdirs import user_data_path

    return user_data_path("slawizard", appauthor=False)
