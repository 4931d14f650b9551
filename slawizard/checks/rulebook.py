"""How a check is written down: what it looks for, under which code, how bad that is, and which quality it speaks to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.checks.finding import Finding, FindingLevel


class Quality(StrEnum):
    """What the finished agreement should be; every finding counts against one of these."""

    CLEAR = "clear"
    REALISTIC = "realistic"
    MEASURABLE = "measurable"
    FLEXIBLE = "flexible"


class Code(msgspec.Struct, frozen=True):
    """A finding's stable code, its level, and the quality it counts against."""

    code: str
    level: FindingLevel
    quality: Quality


class Spot(msgspec.Struct, frozen=True):
    """One place where a rule applies: the field's path and the three sentences. `code` may stay empty in a rule of
    one code.
    """

    field: str
    text: str
    why: str
    mend: str
    code: str = ""


Look = Callable[[Agreement], Iterable[Spot]]


class Rule(msgspec.Struct, frozen=True):
    """One look at the agreement, and the codes it can find."""

    codes: tuple[Code, ...]
    look: Look

    def findings(self, agreement: Agreement) -> Iterator[Finding]:
        """What this rule finds in the agreement."""
        by_code = {code.code: code for code in self.codes}
        for spot in self.look(agreement):
            code = by_code[spot.code] if spot.code else self.codes[0]
            yield Finding(code.code, code.level, spot.field, spot.text, spot.why, spot.mend)


class Rulebook:
    """The rules of one file, in the order in which they are written."""

    def __init__(self, *prefixes: str) -> None:
        self._prefixes = tuple(f"{prefix}-" for prefix in prefixes)
        self.rules: list[Rule] = []

    def rule(self, code: str, level: FindingLevel, quality: Quality) -> Callable[[Look], Look]:
        """Marks a function as the rule that finds `code`."""
        return self.family(Code(code, level, quality))

    def family(self, *codes: Code) -> Callable[[Look], Look]:
        """Marks a function as one look that can find several codes; its spots name theirs."""
        for code in codes:
            if not code.code.startswith(self._prefixes):
                raise ValueError(f"{code.code} does not belong into this file")

        def record(look: Look) -> Look:
            self.rules.append(Rule(codes, look))
            return look

        return record
