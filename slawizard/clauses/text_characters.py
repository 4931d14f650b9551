"""Characters that no clause's text should hold: what no file can keep, what cannot be seen, stray braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from slawizard.agreement.characters import is_control, is_hidden, named
from slawizard.clauses.problem import Problem

_LOST = "\ufffd"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_UNCLOSED = re.compile(r"\{[{%#]")
_BRACE = re.compile(r"[{}]+|%\}|#\}")


def character_problems(text: str) -> Iterator[Problem]:
    """Each character that does not belong, once a line: an error for what no file can hold, else a warning."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isascii() or not line.isprintable():
            yield from _in_line(line, number)
    yield from _stray_braces(text)


def printable(text: str) -> str:
    """The text with a sign in the place of what no file can hold, so that the rest of it can be looked at."""
    return text if text.isascii() and text.isprintable() else "".join(_LOST if is_control(c) else c for c in text)


def _in_line(line: str, number: int) -> Iterator[Problem]:
    for char in dict.fromkeys(line):
        at = line.index(char)
        if is_control(char):
            kind = "private-use character" if char >= "\ue000" else "control character"
            yield Problem(number, at + 1, f"There is a {kind} on this line, which no file can hold: U+{ord(char):04X}.")
        elif char == _LOST:
            yield Problem(
                number, at + 1, f"There is a sign on this line for a character that was lost: {char} (U+FFFD)."
            )
    hidden: dict[str, int] = {}
    for at, char in enumerate(line):
        if not char.isascii() and not is_control(char) and is_hidden(line, at):
            hidden.setdefault(char, at)
    for char, at in hidden.items():
        reason = f"There is a character on this line that cannot be seen: {named(char)}."
        yield Problem(number, at + 1, reason, is_warning=True)


def _stray_braces(text: str) -> Iterator[Problem]:
    """Braces outside of tags, which are printed as they are typed; a text with a tag that is never closed has none."""
    bare = _TAG.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    if _UNCLOSED.search(bare):
        return
    for number, line in enumerate(bare.split("\n"), 1):
        for found in _BRACE.finditer(line):
            reason = f"“{found[0]}” is printed as it stands here; a value stands between {{{{ and }}}}."
            yield Problem(number, found.start() + 1, reason, is_warning=True)
