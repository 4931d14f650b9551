"""What a new draft can start from: the examples that come with the program."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from slawizard.errors import DraftFileError
from slawizard.files import read_bytes, read_file
from slawizard.paths import template_path

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement

_TABLE = "starters.toml"
_LARGEST_TABLE_BYTES = 1_000_000


class Starter(NamedTuple):
    """An example to start from: its key, title, what it holds in one or two sentences, and whom it suits.

    `tags` are single words in small letters that a search finds it by, beside those of its title.
    """

    key: str
    title: str
    summary: str
    suits: str = ""
    tags: tuple[str, ...] = ()


def list_starters() -> tuple[Starter, ...]:
    """The starters in the order in which they are offered. Raises FileAccessError or DraftFileError."""
    path = template_path("starters", _TABLE)
    data = read_bytes(path, _LARGEST_TABLE_BYTES)
    try:
        # By hand: the start screen waits for this list, and msgspec takes longer to load than all of it to be read.
        return tuple(_starter(entry) for entry in tomllib.loads(data.decode())["starter"])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as problem:
        raise DraftFileError(
            f"The list of starters is damaged ({problem}).", where=str(path), remedy="Install the program again."
        ) from problem


def _starter(entry: dict[str, Any]) -> Starter:
    """A starter from its entry in the table. Raises TypeError where that is not as the table's first line says."""
    starter = Starter(**entry)
    words = (*starter[:-1], *starter.tags)
    if not isinstance(starter.tags, (list, tuple)) or not all(isinstance(word, str) for word in words):
        raise TypeError(f"starter “{starter.key}”")
    return starter._replace(tags=tuple(starter.tags))


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
