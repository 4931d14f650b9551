"""A list of one item is no list: it is read as the end of the sentence before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from slawizard.document.nodes import Block, Paragraph, ParagraphStyle, Text

_UNNAMED = re.compile(r".*\.b\d+")


def join_single_items(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with each item that stands alone under its paragraph put at that paragraph's end.

    An item with a name of its own stays, since a reference may lead to it; so does one with more under it.
    """
    joined: list[Block] = []
    for place, block in enumerate(blocks):
        above = joined[-1] if joined else None
        if isinstance(above, Paragraph) and isinstance(block, Paragraph) and _stands_alone(blocks, place, above):
            words = (*above.inlines, Text(" "), *block.inlines)
            joined[-1] = msgspec.structs.replace(above, inlines=words)
        else:
            joined.append(block)
    return tuple(joined)


def _stands_alone(blocks: Sequence[Block], place: int, above: Paragraph) -> bool:
    """Whether the item at `place` is the only one under the numbered paragraph right above it."""
    item, *after = blocks[place : place + 2]
    if not (_is_item(item) and isinstance(item, Paragraph) and above is blocks[place - 1]):
        return False
    if (
        above.style is not ParagraphStyle.NUMBERED
        or above.level != item.level - 1
        or not _UNNAMED.fullmatch(item.anchor)
    ):
        return False
    return not any(isinstance(one, Paragraph) and one.level >= item.level for one in after)


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style is ParagraphStyle.NUMBERED and block.level > 1
