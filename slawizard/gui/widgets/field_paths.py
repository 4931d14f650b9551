"""Every field of a card with its path, however deep it lies in tables and variants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from slawizard.gui.widgets.field import Card, Field


def fields_of(card: Card) -> Iterator[tuple[str, Field]]:
    """The fields of a card by their paths, `*` standing for the number of a row."""
    if card.picker is not None:
        yield from _walk("", card.picker)
    prefix = f"{card.list_path}.*." if card.list_path else ""
    for field in (*card.fields, *card.more):
        yield from _walk(prefix, field)


def _walk(prefix: str, field: Field) -> Iterator[tuple[str, Field]]:
    path = prefix + re.sub(r"\.\d+(?=\.|$)", ".*", field.path)
    yield path, field
    for column in field.columns:
        yield from _walk(f"{path}.*.", column)
    for variant in field.variants:
        for inner in variant.fields:
            yield from _walk(f"{path}.", inner)
    for inner in field.inside:
        yield from _walk(field.inside_of or prefix, inner)
