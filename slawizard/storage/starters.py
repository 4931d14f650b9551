"""What a new draft can start from: the examples that come with the program."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import msgspec

from slawizard.errors import DraftFileError
from slawizard.files import read_file
from slawizard.paths import template_path

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement

_TABLE = "starters.toml"
_LARGEST_TABLE_BYTES = 1_000_000


class Starter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An example to start from: its key, title, what it holds in one or two sentences, and whom it suits.

    `tags` are single words in small letters that a search finds it by, beside those of its title.
    """

    key: str
    title: str
    summary: str
    suits: str = ""
    tags: tuple[str, ...] = ()


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file starters.toml: one [[starter]] for each draft beside it, in the order in which they are offered."""

    starter: tuple[Starter, ...]


def list_starters() -> tuple[Starter, ...]:
    """The starters in the order in which they are offered. Raises FileAccessError or DraftFileError."""
    path = template_path("starters", _TABLE)
    try:
        table = tomllib.loads(read_file(path, _LARGEST_TABLE_BYTES).data.decode())
        return msgspec.convert(table, _Table).starter
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as problem:
        raise DraftFileError(
            f"The list of starters is damaged ({problem}).", where=str(path), remedy="Install the program again."
        ) from problem


def load_starter(key: str) -> Agreement:
    """The agreement of a starter. Raises DraftFileError for an unknown key, with the keys that there are."""
    # The model and its reader are not needed to list what there is, which is all that the first paint does.
    from difflib import get_close_matches

    from slawizard.storage.draft_file import LARGEST_BYTES, SUFFIX, decode_draft

    keys = [starter.key for starter in list_starters()]
    if key not in keys:
        close = get_close_matches(key, keys, n=1)
        remedy = f"Did you mean “{close[0]}”? " if close else ""
        raise DraftFileError(f"There is no starter “{key}”.", remedy=f"{remedy}The starters are: {', '.join(keys)}.")
    path = template_path("starters", f"{key}{SUFFIX}")
    return decode_draft(read_file(path, LARGEST_BYTES).data, str(path))
