"""Paths that name rows by their ids, so that they still mean the same row after others were added, moved or removed.

In such an *anchored* path, ``=uptime`` stands in the place of a row's position: ``metrics.levels.=uptime.name``. Rows
of lists without ids keep their positions.
"""

from __future__ import annotations

from typing import Any

import msgspec

ANCHOR = "="
"""What a part of a path begins with when it names a row by its id."""


def anchored(root: msgspec.Struct, path: str) -> str:
    """The same path with ids for positions, where the rows have ids that a path can hold and that no other row has.

    From where the path leads nowhere, it stays as it is.
    """
    node: Any = root
    steps: list[str] = []
    for step in path.split("."):
        inner, position = _child(node, step)
        own = _row_id(node, position) if position is not None else ""
        steps.append(f"{ANCHOR}{own}" if own else step)
        node = inner
    return ".".join(steps)


def resolved(root: msgspec.Struct, path: str) -> str | None:
    """The same path with positions for ids; None where it leads nowhere in this agreement."""
    node: Any = root
    steps: list[str] = []
    for step in path.split(".") if path else ():
        node, position = _child(node, step)
        if node is _NOWHERE:
            return None
        steps.append(step if position is None else str(position))
    return ".".join(steps) or None


def ids_of(rows: Any) -> tuple[str, ...] | None:
    """The ids of a list's rows; None when it has none, or they cannot tell the rows apart."""
    if not isinstance(rows, tuple) or not all(isinstance(row, msgspec.Struct) for row in rows):
        return None
    ids = tuple(getattr(row, "id", "") for row in rows)
    return ids if all(map(_fits_a_path, ids)) and len(set(ids)) == len(ids) else None


_NOWHERE: Any = object()


def _child(node: Any, step: str) -> tuple[Any, int | None]:
    """What `step` leads to, and the position of the row when it is one."""
    if isinstance(node, tuple):
        position = _position(node, step)
        return (_NOWHERE, None) if position is None else (node[position], position)
    if isinstance(node, msgspec.Struct) and step in node.__struct_fields__:
        return getattr(node, step), None
    return _NOWHERE, None


def _position(rows: tuple[Any, ...], step: str) -> int | None:
    if step.startswith(ANCHOR):
        ids = [getattr(row, "id", None) for row in rows]
        return ids.index(step[1:]) if step[1:] in ids else None
    if step.isascii() and step.isdigit() and len(step) < 10 and int(step) < len(rows):
        return int(step)
    return None


def _row_id(rows: tuple[Any, ...], position: int) -> str:
    own = getattr(rows[position], "id", "")
    twins = sum(getattr(row, "id", "") == own for row in rows)
    return own if _fits_a_path(own) and twins == 1 else ""


def _fits_a_path(row_id: Any) -> bool:
    return isinstance(row_id, str) and bool(row_id) and "." not in row_id
