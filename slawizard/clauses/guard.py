"""What a text that did not come with the program may cost: its length, its loops, and how much it may print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import nodes

from slawizard.clauses.front_matter import refuse_private
from slawizard.errors import ClauseError

# The longest clause that comes with the program has 12,000 characters, and prints 9,000.
LONGEST_TEXT = 50_000
MOST_PRINTED = 200_000
MOST_TAGS = 4_000
DEEPEST_TAGS = 12


def check_text(text: str, source: str) -> None:
    """Raises ClauseError for a text that is too long, or holds the program's own marks."""
    if len(text) > LONGEST_TEXT:
        raise ClauseError(f"A clause has at most {LONGEST_TEXT:,} characters.", where=f"{source}, line 1")
    if sum(map(text.count, ("{%", "{{", "{#"))) > MOST_TAGS:
        raise ClauseError(f"A clause has at most {MOST_TAGS:,} tags.", where=f"{source}, line 1")
    refuse_private(text, source)


def check_tree(tree: nodes.Template, source: str) -> None:
    """Raises ClauseError for the first of the `refusals`."""
    for refusal in refusals(tree, source):
        raise refusal


def refusals(tree: nodes.Template, source: str) -> Iterator[ClauseError]:
    """With the line of each: tags nested too deeply, and a loop inside a loop that does not go through a list of the
    outer one's item: with it, the work would grow with a power of the agreement's size.
    """
    waiting: list[tuple[nodes.Node, int, frozenset[str]]] = [(tree, 0, frozenset())]
    while waiting:
        node, depth, items = waiting.pop()
        if isinstance(node, nodes.For | nodes.If):
            depth += 1
        if depth > DEEPEST_TAGS:
            yield ClauseError("Conditions and loops are nested too deeply here.", where=f"{source}, line {node.lineno}")
            continue
        inner = items
        if isinstance(node, nodes.For):
            if items and _root(node.iter) not in items:
                what = "A loop inside another goes through a list of that loop’s item, and no other."
                yield ClauseError(what, where=f"{source}, line {node.lineno}")
            # Only the innermost item: two loops through the same item's lists would multiply again.
            inner = frozenset({node.target.name}) if isinstance(node.target, nodes.Name) else items
        waiting.extend((child, depth, inner) for child in node.iter_child_nodes())


def _root(node: nodes.Node) -> str:
    """The name that an expression begins with: "row" for row.cells; "" where it begins with none."""
    while isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Filter):
        inner = node.node
        if inner is None:
            return ""
        node = inner
    return node.name if isinstance(node, nodes.Name) else ""


def joined(pieces: Iterable[str], where: str) -> str:
    """What a template prints, piece by piece. Raises ClauseError as soon as it is too much."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MOST_PRINTED:
            raise ClauseError(f"The clause prints more than {MOST_PRINTED:,} characters.", where=where)
        kept.append(piece)
    return "".join(kept)
