"""Turns the agreement of an older draft into one of this program's, one version at a time."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from slawizard.errors import DraftFileError

Plain = dict[str, Any]
Migration = Callable[[Plain], Plain]

SCHEMA_VERSION = 2
"""The version of the draft file that this program writes."""


def _from_1(agreement: Plain) -> Plain:
    """Version 2 only adds: waived findings, texts, style, origin and more evidence, all of them empty before."""
    return agreement


MIGRATIONS: Mapping[int, Migration] = {1: _from_1}
"""From each older version the way to the next. A migration is a pure function of the "agreement" part of the file.

Whoever raises SCHEMA_VERSION adds one here and a draft of the version left behind to the tests.
"""


def migrate(
    agreement: Plain,
    version: int,
    *,
    to: int = SCHEMA_VERSION,
    migrations: Mapping[int, Migration] = MIGRATIONS,
) -> Plain:
    """The same agreement as version `to` writes it; `agreement` itself is not touched.

    Raises DraftFileError when there is no way from `version`, or the old content does not fit its own version.
    """
    current = copy.deepcopy(agreement) if version != to else agreement
    for step in range(version, to):
        if step not in migrations:
            raise DraftFileError(f"Drafts of version {step} cannot be read.", remedy="Open it with an older program.")
        try:
            current = migrations[step](current)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
            raise DraftFileError(
                f"The draft says it is of version {step}, but its content is not.", remedy="Use a copy of the draft."
            ) from problem
    return current
