"""Reads a template value as its reader sees it."""

from __future__ import annotations

from slawizard.document.marks import SLOT, slot_number, take_values


def seen(value: str) -> str:
    """The words of a context value, or of clause words mixed with values."""
    left, values = take_values(value)
    return SLOT.sub(lambda slot: values[slot_number(slot[0])].text, left)


def paths(value: str) -> list[str]:
    """The field paths that a context value carries."""
    return [one.path for one in take_values(value)[1]]
