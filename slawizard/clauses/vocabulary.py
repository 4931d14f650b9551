"""Checks every name in a template against the words the context really has, in branches not taken too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import nodes

from slawizard.clauses.environment import LOOP_WORDS, ClauseText
from slawizard.errors import ClauseError

_LOOP = dict.fromkeys(LOOP_WORDS, True)
_NOTHING = object()


def check_words(text: ClauseText, specimen: Mapping[str, Any]) -> None:
    """Raises ClauseError, with file and line, for the first name that `specimen` does not have.

    In the specimen every list has at least one item, so that items can be looked into.
    """
    _Checker(text.source).visit(text.tree, dict(specimen))


def _first(items: Any) -> Any:
    return items[0] if isinstance(items, list) and items else _NOTHING


class _Checker:
    def __init__(self, source: str) -> None:
        self._source = source

    def visit(self, node: nodes.Node, names: dict[str, Any]) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, names)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self.value(node, names)
        else:
            for child in node.iter_child_nodes():
                self.visit(child, names)

    def _loop(self, node: nodes.For, names: dict[str, Any]) -> None:
        items = self.value(node.iter, names)
        if not isinstance(node.target, nodes.Name):
            raise self._error("A loop has one variable", node.lineno)
        if items is not _NOTHING and not isinstance(items, list):
            raise self._error("This is no list that could be repeated", node.lineno)
        inner = {**names, node.target.name: _first(items), "loop": _LOOP}
        for child in (*node.body, *([node.test] if node.test else [])):
            self.visit(child, inner)
        for child in node.else_:
            self.visit(child, names)

    def value(self, node: nodes.Node, names: dict[str, Any]) -> Any:
        """What an expression stands for in the specimen."""
        if isinstance(node, nodes.Name):
            return self._look_up(names, node.name, node.lineno)
        if isinstance(node, nodes.Getattr):
            return self._look_up(self.value(node.node, names), node.attr, node.lineno)
        if isinstance(node, nodes.Getitem):
            return self._item(node, names)
        self.visit(node, names)
        return _NOTHING

    def _item(self, node: nodes.Getitem, names: dict[str, Any]) -> Any:
        holder = self.value(node.node, names)
        if isinstance(node.arg, nodes.Const):
            return self._look_up(holder, node.arg.value, node.lineno)
        raise self._error("Only a fixed word may stand in brackets", node.lineno)

    def _look_up(self, holder: Any, name: Any, line: int) -> Any:
        if holder is _NOTHING:
            return _NOTHING
        if isinstance(holder, Mapping) and name in holder:
            return holder[name]
        raise self._error(f"There is no “{name}” here", line)

    def _error(self, what: str, line: int) -> ClauseError:
        return ClauseError(f"{what}; the template may be misspelt.", where=f"{self._source}, line {line}")
