"""What is said of a target: how likely it is kept, by the evidence, in five words with stated ranges."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import ServiceLevel, Target


class Verdict(StrEnum):
    """Whether a target can be kept, from the best to the worst; the last says that nobody can tell yet."""

    COMFORTABLE = "comfortable"
    LIKELY = "likely"
    STRETCH = "stretch"
    UNREALISTIC = "unrealistic"
    NOT_ENOUGH_EVIDENCE = "not enough evidence"


RANGES: tuple[tuple[Verdict, float], ...] = (
    (Verdict.COMFORTABLE, 0.95),
    (Verdict.LIKELY, 0.80),
    (Verdict.STRETCH, 0.50),
    (Verdict.UNREALISTIC, 0.0),
)
"""The least chance (0 to 1) that a window is kept, for each verdict."""

SEVERITY_OF_VERDICT: dict[Verdict, int] = {verdict: place for place, (verdict, _) in enumerate(RANGES)}


def verdict_of(chance: float) -> Verdict:
    """The verdict on a target that is kept in a window with this chance (0 to 1)."""
    return next(verdict for verdict, least in RANGES if chance >= least)


class Constraint(msgspec.Struct, frozen=True):
    """What one kind of evidence says of a target.

    `chance` (0 to 1) is that a window is kept; without one, `verdict` is the best that this evidence leaves room for,
    and with neither it only tells something. `words` is one sentence, `path` the field it stands on. `figures` are
    names with values as read.
    """

    kind: str
    words: str
    path: str
    verdict: Verdict | None = None
    chance: float | None = None
    figures: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()
    source: str = ""


class Promise(msgspec.Struct, frozen=True):
    """One target of one service level, `position` and `row` its places in the agreement."""

    agreement: Agreement
    level: ServiceLevel
    position: int
    row: int
    target: Target

    @property
    def path(self) -> str:
        """The field that holds the target."""
        return f"metrics.levels.{self.position}.targets.{self.row}.value"

    @property
    def unit(self) -> str:
        """The unit of the target's figure."""
        return self.target.unit or self.level.unit


def binding(constraints: tuple[Constraint, ...]) -> Constraint | None:
    """The evidence that decides: the worst verdict, and of equal ones the lowest chance. None where none decides."""
    decided = [each for each in constraints if each.verdict is not None]
    return max(decided, key=_weight, default=None)


def _weight(each: Constraint) -> tuple[int, float]:
    place = SEVERITY_OF_VERDICT[each.verdict] if each.verdict is not None else -1
    return place, 1.0 - (1.0 if each.chance is None else each.chance)


def chance_words(chance: float) -> str:
    """A chance as read: "96 %", never 0 % or 100 %."""
    if chance > 0.99:
        return "over 99\u00a0%"
    if chance < 0.01:
        return "under 1\u00a0%"
    return f"{chance * 100:.0f}\u00a0%"
