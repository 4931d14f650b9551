"""What one side keeps to itself while it negotiates: its limits, its reasons, and what it would rather do than agree.

It is kept apart from the agreement, in a file of its own, so that no document and no shared draft can ever hold it.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import msgspec

from slawizard.agreement.metrics import Coordinate
from slawizard.agreement.parties import Role


class Priority(StrEnum):
    """How much a target matters to one's own side."""

    MUST_HAVE = "must_have"
    WANTED = "wanted"
    MAY_GIVE = "may_give"


class PrivatePosition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one's own side keeps to itself about one target of the service level with the id `level`.

    `where` narrows it to a row of the table of targets; empty: the first. `limit`, in the target's unit, is the last
    figure that one's own side would still sign. `trade` says what is to be had for giving way, or offered in return.
    """

    level: str
    where: tuple[Coordinate, ...] = ()
    limit: Decimal | None = None
    reasons: str = ""
    priority: Priority = Priority.WANTED
    trade: str = ""


class PrivateNotes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The private notes of one side (`side`) on one draft. `alternative` is what it does if no agreement is reached."""

    side: Role = Role.PROVIDER
    positions: tuple[PrivatePosition, ...] = ()
    alternative: str = ""
    remarks: str = ""

    def position(self, level: str, where: tuple[Coordinate, ...], *, is_first: bool) -> PrivatePosition | None:
        """What is noted of one row of a level; a note without `where` belongs to the level's first row."""
        wanted = frozenset(where)
        mine = [each for each in self.positions if each.level == level]
        exact = next((each for each in mine if each.where and frozenset(each.where) == wanted), None)
        return exact or next((each for each in mine if is_first and not each.where), None)

    def with_position(self, old: PrivatePosition | None, new: PrivatePosition) -> PrivateNotes:
        """The notes with `new` in place of `old`, or behind the others where there was none.

        A position that says nothing is not kept.
        """
        says_something = new != PrivatePosition(new.level, new.where)
        kept: list[PrivatePosition] = []
        for each in self.positions:
            if each is not old:
                kept.append(each)
            elif says_something:
                kept.append(new)
        if old is None and says_something:
            kept.append(new)
        return msgspec.structs.replace(self, positions=tuple(kept))
