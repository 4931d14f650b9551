"""Checks every name in a template against the words the context really has, in branches not taken too."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

import msgspec
from jinja2 import nodes

from slawizard.clauses.environment import LOOP_WORDS, ClauseText
from slawizard.clauses.problem import Problem
from slawizard.errors import ClauseError

_LOOP = dict.fromkeys(LOOP_WORDS, True)
_NOTHING = object()


class Unknown(msgspec.Struct, frozen=True):
    """A name that a template uses and the context does not have, or a use that it cannot have.

    `known` are the names that could have stood in its place.
    """

    line: int
    name: str
    reason: str
    known: tuple[str, ...] = ()


def check_words(text: ClauseText, specimen: Mapping[str, Any]) -> None:
    """Raises ClauseError, with file and line, for the first name that `specimen` does not have.

    In the specimen every list has at least one item, so that items can be looked into.
    """
    for one in find_unknown(text.tree, specimen):
        what = f"{one.reason}; the template may be misspelt."
        raise ClauseError(what, where=f"{text.source}, line {one.line}")


def problems_in(text: ClauseText, specimen: Mapping[str, Any]) -> list[Problem]:
    """All of them as problems of the text. Raises ClauseError for what cannot be read at all."""
    return [problem_with(one) for one in find_unknown(text.tree, specimen)]


def problem_with(unknown: Unknown) -> Problem:
    """An unknown name as a problem of the text, with the name that was perhaps meant."""
    suggestion = closest(unknown.name, unknown.known) if unknown.name else ""
    return Problem(unknown.line, 0, f"{unknown.reason}.", suggestion)


def closest(name: str, known: Collection[str]) -> str:
    """The known name that `name` was perhaps meant to be; empty where none is like it."""
    return next(iter(get_close_matches(name, list(known), 1)), "")


def find_unknown(tree: nodes.Template, specimen: Mapping[str, Any]) -> list[Unknown]:
    """All of them, in the order of the text."""
    checker = _Checker()
    checker.visit(tree, dict(specimen))
    return sorted(checker.found, key=lambda one: one.line)


def _first(items: Any) -> Any:
    return items[0] if isinstance(items, list) and items else _NOTHING


class _Checker:
    def __init__(self) -> None:
        self.found: list[Unknown] = []

    def visit(self, node: nodes.Node, names: dict[str, Any]) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, names)
        elif isinstance(node, nodes.Output):
            self._output(node, names)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self.value(node, names)
        else:
            for child in node.iter_child_nodes():
                self.visit(child, names)

    def _output(self, node: nodes.Output, names: dict[str, Any]) -> None:
        for child in node.nodes:
            if not isinstance(child, nodes.Name | nodes.Getattr | nodes.Getitem):
                self.visit(child, names)
                continue
            value = self.value(child, names)
            if isinstance(value, list):
                self._note("A list cannot be printed as it is: repeat it, or join it with “|series”", child.lineno)
            elif isinstance(value, Mapping):
                self._note("This is a group of values: name one of them after a dot", child.lineno, tuple(value))

    def _loop(self, node: nodes.For, names: dict[str, Any]) -> None:
        items = self.value(node.iter, names)
        if not isinstance(node.target, nodes.Name):
            self._note("A loop has one variable", node.lineno)
            return
        if items is not _NOTHING and not isinstance(items, list):
            self._note("This is no list that could be repeated", node.lineno)
            items = _NOTHING
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
        self._note("Only a fixed word may stand in brackets", node.lineno)
        return _NOTHING

    def _look_up(self, holder: Any, name: Any, line: int) -> Any:
        if holder is _NOTHING:
            return _NOTHING
        if isinstance(holder, Mapping) and name in holder:
            return holder[name]
        known = tuple(str(one) for one in holder) if isinstance(holder, Mapping) else ()
        self.found.append(Unknown(line, str(name), f"There is no “{name}” here", known))
        return _NOTHING

    def _note(self, reason: str, line: int, known: tuple[str, ...] = ()) -> None:
        self.found.append(Unknown(line, "", reason, known))
