"""One thing that every agreement needs: its field, its name, how badly it is missed, and why it matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Quality


def _always(_agreement: Agreement) -> bool:
    return True


def _every_row(_row: Any) -> bool:
    return True


class Need(msgspec.Struct, frozen=True):
    """One item. `path` may hold ``.*.`` for each row of a list. ERROR: without it the text has a hole where a promise
    or a party should be.

    `applies` says whether this agreement needs it, `applies_to_row` whether a row does; `is_filled` replaces the test
    for an empty field.
    """

    code: str
    path: str
    name: str
    level: FindingLevel
    quality: Quality
    why: str
    applies: Callable[[Agreement], bool] = _always
    applies_to_row: Callable[[Any], bool] = _every_row
    is_filled: Callable[[Agreement, str], bool] | None = None

    @property
    def step(self) -> str:
        """The key of the step that asks for it; the frame belongs to the first."""
        root = self.path.split(".")[0]
        return "objectives" if root == "frame" else root
