"""Two texts compared for the eye: what is new is underlined, what went is struck through; never by colour alone."""

from __future__ import annotations

import html
from collections.abc import Iterable

from slawizard.clauses.comparison import Piece, PieceKind, compare_words
from slawizard.gui import theme


def changes_html(pieces: Iterable[Piece]) -> str:
    """Both texts in one: what went struck through, what came underlined and bold."""
    look = theme.colours()
    marks = {
        PieceKind.SAME: "{}",
        PieceKind.REMOVED: f'<s style="color:{look.bad}">{{}}</s>',
        PieceKind.ADDED: f'<u style="color:{look.good}"><b>{{}}</b></u>',
    }
    return _paragraphs(marks[piece.kind].format(_escaped(piece.text)) for piece in pieces)


def differing_html(text: str, others: Iterable[str]) -> str:
    """`text` with the words underlined that one of the others does not have there."""
    same = [True] * len(text)
    for other in others:
        place = 0
        for piece in compare_words(other, text):
            if piece.kind is PieceKind.REMOVED:
                continue
            if piece.kind is PieceKind.ADDED:
                same[place : place + len(piece.text)] = [False] * len(piece.text)
            place += len(piece.text)
    look, parts, start = theme.colours(), [], 0
    while start < len(text):
        end = next((at for at in range(start, len(text)) if same[at] != same[start]), len(text))
        words = _escaped(text[start:end])
        mark = f'<u style="background-color:{look.accent_wash}"><b>{words}</b></u>'
        parts.append(words if same[start] or not text[start:end].strip() else mark)
        start = end
    return _paragraphs(parts)


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _paragraphs(parts: Iterable[str]) -> str:
    return f'<div style="white-space:pre-wrap">{"".join(parts)}</div>'
