"""The words of this agreement where they differ from the library's: stances chosen, clauses edited, clauses added."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Stance(StrEnum):
    """Whom a clause's wording favours."""

    BALANCED = "balanced"
    PROVIDER = "provider"
    CUSTOMER = "customer"


class ClauseChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The stance chosen for one clause of the library, by the clause's id; it overrides the agreement's own stance."""

    clause: str
    stance: Stance = Stance.BALANCED


class ClauseEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clause of the library in words of one's own: `text` takes the place of its body, written as clauses are.

    `based_on` is the SHA-256 of the library's text that it replaced, so that a later change there can be told.
    """

    clause: str
    text: str = ""
    based_on: str = ""


class OwnClause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clause that the library does not have, in one of the five steps.

    `step` is the key of a step. `after` is the id of the clause it follows; empty, or unknown: it ends its step.
    """

    id: str
    step: str = "objectives"
    title: str = ""
    text: str = ""
    after: str = ""


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which words the agreement is written in. `stance` holds for every clause that has it and is not in `choices`."""

    stance: Stance = Stance.BALANCED
    choices: tuple[ClauseChoice, ...] = ()
    edits: tuple[ClauseEdit, ...] = ()
    own: tuple[OwnClause, ...] = ()
