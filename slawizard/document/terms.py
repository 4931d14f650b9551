"""Finds defined terms in a clause's own words: the longest that fits, never inside a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping


class TermIndex:
    """The forms of all defined terms ("Service Credit", "Service Credits") and the term each belongs to.

    `forms` maps a form to the key of its term. Matching is by whole words and exact case, the longest form first.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._keys = dict(forms)
        longest_first = sorted(self._keys, key=len, reverse=True)
        words = "|".join(r"[ \u00a0]".join(map(re.escape, form.split(" "))) for form in longest_first)
        self._pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])") if words else None

    def split(self, text: str) -> Iterator[tuple[str, str]]:
        """The text in pieces: (words, "") outside a term, (words, key of the term) inside one."""
        if self._pattern is None:
            yield text, ""
            return
        end = 0
        for match in self._pattern.finditer(text):
            if match.start() > end:
                yield text[end : match.start()], ""
            yield match[0], self._keys[match[0].replace("\u00a0", " ")]
            end = match.end()
        if end < len(text):
            yield text[end:], ""


def term_anchor(key: str) -> str:
    """The anchor of a term's definition."""
    return f"term-{key}"
