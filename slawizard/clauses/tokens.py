"""A clause's text in pieces that an author moves and deletes as one: values, tags, references; nothing is lost."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec


class TokenKind(StrEnum):
    """What a piece of a clause's text is."""

    PLAIN = "plain"
    VALUE = "value"
    TAG = "tag"
    REMARK = "remark"
    REFERENCE = "reference"
    HIDDEN = "hidden"


class Token(msgspec.Struct, frozen=True):
    """A piece as it stands in the text. HIDDEN is one character that cannot be seen, and that no editor would keep."""

    kind: TokenKind
    source: str

    @property
    def inner(self) -> str:
        """What stands between the marks: "claim.within" of {{ claim.within }}."""
        if self.kind in (TokenKind.PLAIN, TokenKind.HIDDEN):
            return self.source
        return self.source[2:-2].strip(" \t\n-+")

    @property
    def name(self) -> str:
        """The name of the value that is printed, without its filters; empty for what prints none."""
        return self.inner.partition("|")[0].strip() if self.kind is TokenKind.VALUE else ""


HIDDEN_CHARACTERS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0\ufdd1\ufffc"
"""A class for a regular expression: what ends lines without being "\\n", and what a text editor keeps for itself."""
_TOKEN = re.compile(
    r"(?P<value>\{\{.*?\}\})|(?P<tag>\{%.*?%\})|(?P<remark>\{#.*?#\})"
    rf"|(?P<reference>\[\[[^\[\]\n]+\]\])|(?P<hidden>[{HIDDEN_CHARACTERS}])",
    re.DOTALL,
)
_LOOP = re.compile(r"for\s+(\w+)\s+in\s+([\w.]+)")


def tokens(text: str) -> tuple[Token, ...]:
    """The pieces of `text`; their sources joined are `text` again, whatever it holds."""
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            found.append(Token(TokenKind.PLAIN, text[end : match.start()]))
        found.append(Token(TokenKind(match.lastgroup or "plain"), match[0]))
        end = match.end()
    if end < len(text):
        found.append(Token(TokenKind.PLAIN, text[end:]))
    return tuple(found)


def open_loops(text: str) -> dict[str, str]:
    """The loops that are open at the end of `text`: the name of each one's item, and the list that it goes through."""
    loops: list[tuple[str, str]] = []
    for token in tokens(text):
        if token.kind is TokenKind.TAG:
            started = _LOOP.match(token.inner)
            if started:
                loops.append((started[1], started[2]))
            elif token.inner == "endfor" and loops:
                loops.pop()
    return dict(loops)


def all_loops(text: str) -> dict[str, str]:
    """Every loop of `text`, open or not."""
    found = (_LOOP.match(token.inner) for token in tokens(text) if token.kind is TokenKind.TAG)
    return {match[1]: match[2] for match in found if match}
