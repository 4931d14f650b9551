"""What is wrong with a clause's text, and where: for people who write their own."""

from __future__ import annotations

import re

import msgspec

from slawizard.errors import ClauseError

_LINE = re.compile(r"line (\d+)$")


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong with a text: its line and column, both from 1 (0: no place can be named), the reason as a
    sentence, and what was perhaps meant instead.

    A warning keeps nothing from being shown: the text reads, but perhaps not as it was meant.
    """

    line: int
    column: int
    reason: str
    suggestion: str = ""
    is_warning: bool = False

    def __str__(self) -> str:
        """As one sentence: “Line 3: There is no “claim.wihtin” here. Perhaps “claim.within” was meant.”"""
        place = f"Line {self.line}: " if self.line else ""
        return f"{'Warning: ' if self.is_warning else ''}{place}{self.reason}" + (
            f" Perhaps “{self.suggestion}” was meant." if self.suggestion else ""
        )


class TextProblem(msgspec.Struct, frozen=True):
    """A clause of an agreement that cannot be shown as written: its id and title, the field that holds its text."""

    clause: str
    title: str
    field: str
    problem: Problem

    def __str__(self) -> str:
        """As one sentence that names the clause."""
        return f"The clause “{self.title}” cannot be shown as written. {self.problem}"


def problem_of(error: ClauseError) -> Problem:
    """What an error says, with the line out of its `where`."""
    found = _LINE.search(error.where)
    return Problem(int(found[1]) if found else 0, 0, error.what)
