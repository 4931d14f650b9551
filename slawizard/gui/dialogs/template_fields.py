"""What becomes of each field of a draft in a template: kept, asked, locked or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.origin import Question
from slawizard.agreement.quantities import Duration, HoursSpan, Money
from slawizard.agreement.rows import anchored, resolved
from slawizard.errors import EditError, LibraryError
from slawizard.gui.pages import PAGES
from slawizard.gui.pages.base import Page
from slawizard.i18n import _
from slawizard.storage.library import DROPPED, Choices, suggested_questions
from slawizard.storage.library.questions import emptied, without
from slawizard.storage.library.words import field_words, own_name, value_words
from slawizard.wizard.steps import STEPS, step_of

_WHOLE = (Duration, Money, HoursSpan)
_HIDDEN = ("origin", "id")
_GROUPS = {"frame": _("Parties, term and law"), "texts": _("Clauses in words of its own"), "style": _("House style")}


class Fate(StrEnum):
    """What becomes of a field."""

    KEPT = "kept"
    ASKED = "asked"
    LOCKED = "locked"
    DROPPED = "dropped"


class Node(msgspec.Struct, frozen=True):
    """A field, or a group of them: its anchored path ("" for a step), its name, its value in words, what is in it."""

    path: str
    label: str
    value: str
    children: tuple[Node, ...] = ()


def field_tree(agreement: Agreement) -> tuple[Node, ...]:
    """All fields of a draft, step by step."""
    labels = _labels()
    roots = [name for name in Agreement.__struct_fields__ if name not in _HIDDEN]
    steps = [
        Node("", step.title, "", _flat(agreement, [root for root in roots if step_of(root) == step.key], labels))
        for step in STEPS
    ]
    rest = [root for root in roots if step_of(root) not in {step.key for step in STEPS}]
    return (*steps, Node("", _("Besides the steps"), "", _flat(agreement, rest, labels)))


class FieldFates:
    """The fates of all fields of a draft; one that has none of its own shares that of what it belongs to."""

    def __init__(self, agreement: Agreement, tree: tuple[Node, ...]) -> None:
        self._agreement = agreement
        self._nodes = {node.path: node for node in _walk(tree) if node.path}
        self._parents = {child.path: node.path for node in _walk(tree) for child in node.children}
        self._fates: dict[str, Fate] = {}
        self._words: dict[str, str] = {}
        self._begin()

    def _begin(self) -> None:
        """As the draft's own template had it, or else as is usual."""
        origin = self._agreement.origin
        bare = msgspec.structs.replace(self._agreement, origin=None)
        for path in DROPPED:
            self._fates[path] = Fate.DROPPED
        asked = origin.questions if origin is not None else suggested_questions(without(bare, DROPPED))
        for question in asked:
            place = resolved(bare, question.path)
            if place is not None:
                path = anchored(bare, place)
                self._fates[path] = Fate.ASKED
                self._words[path] = question.words or field_words(bare, path)
        for locked in origin.locked if origin is not None else ():
            if (place := resolved(bare, locked)) is not None:
                self._fates[anchored(bare, place)] = Fate.LOCKED

    def fate(self, path: str) -> Fate:
        """What becomes of the field at this anchored path."""
        while path:
            if path in self._fates:
                return self._fates[path]
            path = self._parents.get(path, path.rpartition(".")[0])
        return Fate.KEPT

    def words(self, path: str) -> str:
        """What is asked there."""
        return self._words.get(path, "")

    def set_words(self, path: str, words: str) -> None:
        """Ask in other words."""
        self._words[path] = words

    def possible(self, path: str) -> tuple[Fate, ...]:
        """What may become of the field: only what can be empty is asked, only whole parts are left out."""
        fates = [Fate.KEPT, Fate.LOCKED]
        place = resolved(self._agreement, path)
        if place is None:
            return (Fate.KEPT,)
        try:
            emptied(self._agreement, place)
            fates.append(Fate.ASKED)
        except (LibraryError, EditError):
            pass
        if resolved(Agreement(), path) is not None:
            fates.append(Fate.DROPPED)
        return tuple(fates)

    def decide(self, path: str, fate: Fate) -> None:
        """Let this become of the field. What it belongs to gives way: its other parts stay as they were."""
        if fate not in self.possible(path):
            return
        self._push_down(path)
        if fate is Fate.LOCKED and any(self._fates.get(each.path) is Fate.ASKED for each in self._inside(path)):
            for child in self._nodes[path].children:  # a question inside stays one; what is around it is locked
                if self._fates.get(child.path) is not Fate.ASKED:
                    self.decide(child.path, fate)
            return
        for each in self._inside(path):
            self._fates.pop(each.path, None)
        if fate is Fate.KEPT:
            self._fates.pop(path, None)
        else:
            self._fates[path] = fate
        if fate is Fate.ASKED and path not in self._words:
            self._words[path] = field_words(self._agreement, path)

    def _push_down(self, path: str) -> None:
        """Give the fate of what this field belongs to to all the other parts of it."""
        chain = [path]
        while parent := self._parents.get(chain[0], ""):
            chain.insert(0, parent)
        for outer, inner in pairwise(chain):
            if (fate := self._fates.pop(outer, None)) is not None and fate is not Fate.ASKED:
                for child in self._nodes[outer].children:
                    if child.path != inner and fate in self.possible(child.path):
                        self._fates[child.path] = fate
                self._fates[inner] = fate

    def _inside(self, path: str) -> Iterator[Node]:
        if path in self._nodes:
            yield from _walk(self._nodes[path].children)

    def paths(self, fate: Fate) -> tuple[str, ...]:
        """The fields that have this fate of their own."""
        return tuple(path for path, own in self._fates.items() if own is fate)

    def choices(self) -> Choices:
        """What the library is told."""
        asked = tuple(Question(path, self._words.get(path, "").strip()) for path in self.paths(Fate.ASKED))
        return Choices(self.paths(Fate.DROPPED), asked, self.paths(Fate.LOCKED))


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _flat(agreement: Agreement, roots: list[str], labels: dict[str, str]) -> tuple[Node, ...]:
    """The nodes of a step; a step of one root has that root's fields."""
    nodes = [_node(agreement, root, getattr(agreement, root), labels) for root in roots]
    return tuple(nodes)


def _node(agreement: Agreement, path: str, value: Any, labels: dict[str, str]) -> Node:
    anchor = anchored(agreement, path)
    label = _label(path, value, labels)
    if isinstance(value, msgspec.Struct) and not isinstance(value, _WHOLE):
        names = [name for name in value.__struct_fields__ if name not in _HIDDEN]
        children = tuple(_node(agreement, f"{path}.{name}", getattr(value, name), labels) for name in names)
        return Node(anchor, label, "", children)
    if isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct) and not isinstance(value[0], _WHOLE):
        rows = tuple(_node(agreement, f"{path}.{at}", row, labels) for at, row in enumerate(value))
        return Node(anchor, label, str(len(rows)), rows)
    return Node(anchor, label, value_words(value))


def _label(path: str, value: Any, labels: dict[str, str]) -> str:
    last = path.rpartition(".")[2]
    if last.isdigit():
        return own_name(value) or _("Row {number}").format(number=int(last) + 1)
    pattern = re.sub(r"\.\d+(?=\.|$)", ".*", path)
    words = _GROUPS.get(pattern) or labels.get(pattern) or last.replace("_", " ")
    return words[:1].upper() + words[1:]


def _labels() -> dict[str, str]:
    """What the pages call their fields."""
    return {
        path: _(field.label)
        for step in STEPS
        if issubclass(page := PAGES[step.key], Page)
        for path, field in page.fields().items()
        if field.label
    }
