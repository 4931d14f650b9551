"""Reading and editing an agreement by field path; every edit gives a new agreement and leaves the old one as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from slawizard.errors import EditError

StructT = TypeVar("StructT", bound=msgspec.Struct)


def read(root: msgspec.Struct, path: str) -> Any:
    """The value at `path`. Raises EditError where the path leads nowhere."""
    node: Any = root
    for step in _steps(path):
        node = _child(node, step, path)
    return node


def replace(root: StructT, path: str, value: Any) -> StructT:
    """A copy of `root` with `value` at `path`. Raises EditError for a wrong path or a value of a wrong type."""
    changed: StructT = _rebuild(root, _steps(path), lambda _: value, path)
    fitting = read(_validated(root, changed, path), path)
    if fitting != value:  # a float, or a list where rows are a tuple: it converts, but it is not what the model holds
        raise EditError("This value does not fit here.", where=path)
    if type(fitting) is not type(value):
        changed = _rebuild(root, _steps(path), lambda _: fitting, path)
    return changed


def insert(root: StructT, list_path: str, position: int, item: Any) -> StructT:
    """A copy with `item` inserted into the list at `list_path`, before `position`."""
    return replace(root, list_path, (*read(root, list_path)[:position], item, *read(root, list_path)[position:]))


def remove(root: StructT, list_path: str, position: int) -> StructT:
    """A copy without the list item at `position`. Raises EditError when there is none."""
    items = read(root, list_path)
    if not 0 <= position < len(items):
        raise EditError("There is no such row.", where=f"{list_path}.{position}")
    return replace(root, list_path, items[:position] + items[position + 1 :])


def move(root: StructT, list_path: str, position: int, new_position: int) -> StructT:
    """A copy with one list item at another position."""
    items = list(read(root, list_path))
    if not (0 <= position < len(items) and 0 <= new_position < len(items)):
        raise EditError("There is no such row.", where=f"{list_path}.{position}")
    items.insert(new_position, items.pop(position))
    return replace(root, list_path, tuple(items))


def _steps(path: str) -> list[str]:
    if not path:
        raise EditError("A field's path is missing.")
    return path.split(".")


def _child(node: Any, step: str, path: str) -> Any:
    if isinstance(node, tuple):
        if step.isascii() and step.isdigit() and int(step) < len(node):
            return node[int(step)]
    elif isinstance(node, msgspec.Struct) and step in node.__struct_fields__:
        return getattr(node, step)
    raise EditError("This agreement has no such field.", where=path)


def _rebuild(node: Any, steps: list[str], change: Callable[[Any], Any], path: str) -> Any:
    if not steps:
        return change(node)
    first, rest = steps[0], steps[1:]
    inner = _rebuild(_child(node, first, path), rest, change, path)
    if isinstance(node, tuple):
        index = int(first)
        return (*node[:index], inner, *node[index + 1 :])
    return msgspec.structs.replace(node, **{first: inner})


def _validated(root: StructT, changed: StructT, path: str) -> StructT:
    """A copy of `changed` in its declared types: structs do not check what `replace` puts into them."""
    try:
        return msgspec.convert(msgspec.to_builtins(changed), type(root))
    except (msgspec.ValidationError, TypeError) as problem:
        raise EditError(f"This value does not fit here ({problem}).", where=path) from problem
