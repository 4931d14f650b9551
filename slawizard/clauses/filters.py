"""The few filters that a clause template may use: lists become prose."""

from __future__ import annotations

from collections.abc import Sequence

from slawizard.document.marks import capitalise


def series(items: Sequence[str]) -> str:
    """A list as prose: "a, b and c"."""
    return _joined(items, "and")


def choice(items: Sequence[str]) -> str:
    """A list of which one is enough: "a, b or c"."""
    return _joined(items, "or")


def capital(text: str) -> str:
    """The text with its first letter in upper case; what a user entered is left as it is."""
    return capitalise(text)


def several(items: Sequence[object]) -> bool:
    """Whether a list has more than one item."""
    return len(items) > 1


def wanted(value: object) -> bool:
    """Whether the text speaks of a value: it was entered, or is still to be; not where it was left out on purpose."""
    return not getattr(value, "left_out", False)


def _joined(items: Sequence[str], word: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


FILTERS = {"series": series, "choice": choice, "capital": capital, "several": several, "wanted": wanted}
"""Every filter by the name templates use."""
