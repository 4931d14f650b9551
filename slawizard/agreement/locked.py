"""What a template keeps as it is: which fields of a draft are locked, and taking a lock away on purpose."""

from __future__ import annotations

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read
from slawizard.agreement.rows import resolved


def locked_paths(agreement: Agreement) -> tuple[str, ...]:
    """The paths that are locked, as positions stand now; those that lead nowhere any more are left out."""
    if agreement.origin is None:
        return ()
    paths = (resolved(agreement, path) for path in agreement.origin.locked)
    return tuple(path for path in paths if path is not None)


def is_locked(agreement: Agreement, path: str) -> bool:
    """Whether the template keeps the field at `path` as it is: it is locked itself, or what it belongs to is."""
    return any(_covers(locked, path) for locked in locked_paths(agreement))


def unlock(agreement: Agreement, path: str) -> Agreement:
    """A copy in which the field at `path` may be changed: every lock on it, around it and inside it is taken away."""
    if agreement.origin is None:
        return agreement
    kept = tuple(
        locked
        for locked in agreement.origin.locked
        if (place := resolved(agreement, locked)) is None or not (_covers(place, path) or _covers(path, place))
    )
    origin = msgspec.structs.replace(agreement.origin, locked=kept)
    return msgspec.structs.replace(agreement, origin=origin)


def locked_change(before: Agreement, after: Agreement) -> str | None:
    """The path, in `before`, of the first locked field that `after` changes; None when it changes none."""
    if before.origin is None:
        return None
    for locked in before.origin.locked:
        old, new = resolved(before, locked), resolved(after, locked)
        if old is not None and (new is None or read(before, old) != read(after, new)):
            return old
    return None


def _covers(outer: str, path: str) -> bool:
    return path == outer or path.startswith(f"{outer}.")
