"""Words of a paragraph as HTML; the few things in which page, screen and live clause differ are handed in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from urllib.parse import quote

from slawizard.document.nodes import Chart, CrossRef, Inline, Inlines, LineBreak, Link, Term, Text, Value

_ALLOWED_LINKS = ("https://", "mailto:")

_ENDLESS = re.compile(r"\S{1000,}")
_BREAK_AFTER = 200


@dataclass(frozen=True, slots=True)
class Dialect:
    """`value` wraps a value's escaped words; `href` makes the escaped address of an anchor inside the document.

    `picture` makes the escaped address of a chart's picture. `loose_spaces`: a space before an element stands in an
    element of its own.
    """

    value: Callable[[Value, str], str]
    href: Callable[[str], str]
    term: Callable[[Term, str], str] = lambda _, words: words
    picture: Callable[[Chart], str] = lambda _: ""
    loose_spaces: bool = False


def anchor_id(anchor: str) -> str:
    """An anchor as an HTML id and as the fragment that leads to it: the same letters in both, none to be escaped."""
    return quote(anchor, safe="").replace("%", "_")


def mark_missing(words: str) -> str:
    """A placeholder for something not yet entered, so that nobody can overlook it."""
    return f'<mark class="missing">{words}</mark>'


def escaped(words: str) -> str:
    """Words as HTML shows them. In a word without end, places to break it: looking for them takes long by itself."""
    if not _ENDLESS.search(words):
        return escape(words)
    pieces = (words[start : start + _BREAK_AFTER] for start in range(0, len(words), _BREAK_AFTER))
    return "<wbr>".join(map(escape, pieces))


def run_html(inlines: Inlines, dialect: Dialect) -> str:
    """A run of inlines as HTML."""
    pieces = [inline_html(inline, dialect) for inline in inlines]
    if dialect.loose_spaces:
        for position, (piece, following) in enumerate(pairwise(pieces)):
            if piece.endswith(" ") and following.startswith("<"):
                pieces[position] = f"{piece[:-1]}<span> </span>"
    return "".join(pieces)


def inline_html(inline: Inline, dialect: Dialect) -> str:
    """One inline as HTML; foreign words are escaped, foreign addresses limited to https and mailto."""
    match inline:
        case Text():
            return _styled(escaped(inline.text), inline)
        case Value():
            words = escaped(inline.text)
            return _styled(dialect.value(inline, mark_missing(words) if inline.missing else words), inline)
        case Term():
            return _styled(dialect.term(inline, escaped(inline.text)), inline)
        case CrossRef():
            words = escape(inline.prefix + inline.number)
            return f'<a href="{dialect.href(inline.target)}">{words}</a>'
        case Link():
            words = escaped(inline.text)
            return f'<a href="{escape(inline.url)}">{words}</a>' if may_link(inline.url) else words
        case LineBreak():
            return "<br>"


def may_link(url: str) -> bool:
    """Whether an address may stand in a document as a link."""
    return url.lower().startswith(_ALLOWED_LINKS)


def _styled(words: str, inline: Text | Value | Term) -> str:
    if inline.emphasis:
        words = f"<em>{words}</em>"
    return f"<strong>{words}</strong>" if inline.strong else words
