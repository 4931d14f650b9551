"""Where a draft came from: the saved template and its version, what it still asks, and what it does not let change."""

from __future__ import annotations

import msgspec


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field that whoever uses the template must answer: its path, and what is asked, in words (empty: its label)."""

    path: str
    words: str = ""


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The template a draft was made from: its id, its title then, and its version (1 and up).

    `questions` are what the template asks; one is open as long as its field is empty. `locked` are paths of fields that
    the template keeps as they are: everything at or below them. Both name rows by their ids, as `agreement.rows` says.
    """

    template: str
    title: str = ""
    version: int = 1
    questions: tuple[Question, ...] = ()
    locked: tuple[str, ...] = ()
