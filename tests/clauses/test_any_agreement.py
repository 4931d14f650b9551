"""Whatever is filled in and whatever is not: the document holds together, and its sentences end as sentences do."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read, replace
from slawizard.agreement.texts import Stance, Texts
from slawizard.clauses.assemble import assemble
from slawizard.document.nodes import CrossRef, Document, Paragraph, ParagraphStyle, Table, Value
from slawizard.document.visitor import clauses_of, every_inline, inlines_of, plain
from tests.agreements import full, small
from tests.clauses.test_bundled_texts import thinned

SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.6)
SLIPS = re.compile(r"\.\.(?!\.)|\.[;,:]|,[,.]|;[;.]|:\.|\s[.,;](?!\d)|\( |\(\)")
"""Two marks in a row, a blank before one, an empty pair of brackets."""


def drafts(seeds: range) -> Iterator[Agreement]:
    """Agreements with more or less left out, in the words of each stance in turn; the same one for the same seed."""
    for seed in seeds:
        chance = random.Random(seed)
        agreement = thinned(full() if seed % 4 else small(), chance, chance.choice(SHARES))
        yield replace(agreement, "texts", Texts(list(Stance)[seed % len(Stance)]))


@pytest.fixture(
    scope="module",
    params=[pytest.param(range(120), id="some"), pytest.param(range(120, 1500), id="many", marks=pytest.mark.soak)],
)
def documents(request: pytest.FixtureRequest) -> list[Document]:
    return [assemble(one) for one in drafts(request.param)]


def test_no_clause_is_empty_and_no_anchor_is_taken_twice(documents: list[Document]) -> None:
    for document in documents:
        clauses = list(clauses_of(document))
        assert [one.id for one in clauses if not one.blocks] == []
        paragraphs = (block for one in clauses for block in one.blocks if isinstance(block, Paragraph))
        taken = Counter([*(one.id for one in clauses), *(one.anchor for one in paragraphs if one.anchor)])
        assert [anchor for anchor, times in taken.items() if times > 1] == []


def test_something_leads_to_every_schedule_and_annex(documents: list[Document]) -> None:
    for document in documents:
        named = {one.target for one in every_inline(document) if isinstance(one, CrossRef)}
        outside = (
            one for part in document.parts if part.kind.value in ("schedules", "annexes") for one in part.clauses
        )
        assert [one.id for one in outside if one.id not in named] == []


def test_every_table_has_rows_and_every_cell_has_words(documents: list[Document]) -> None:
    for document in documents:
        for clause in clauses_of(document):
            for block in clause.blocks:
                if isinstance(block, Table):
                    assert block.rows, clause.id
                    assert all(plain(cell.inlines).strip() for row in block.rows for cell in row), clause.id


def test_what_announces_a_list_has_one_and_what_goes_on_goes_on(documents: list[Document]) -> None:
    for document in documents:
        for clause in clauses_of(document):
            for block, after in zip(clause.blocks, [*clause.blocks[1:], None], strict=True):
                if not isinstance(block, Paragraph) or block.style is not ParagraphStyle.NUMBERED:
                    continue
                text, level = plain(block.inlines), after.level if isinstance(after, Paragraph) else 0
                if text.endswith(":") and not isinstance(after, Table):
                    assert level == block.level + 1, (clause.id, text)
                if text.endswith(";"):
                    assert level == block.level, (clause.id, text)


def runs_of(document: Document) -> Iterator[tuple[str, str]]:
    for clause in clauses_of(document):
        for run in (clause.title, *(run for block in clause.blocks for run in inlines_of(block))):
            # A placeholder is no sentence yet.
            if not any(isinstance(one, Value) and one.missing for one in run):
                yield clause.id, plain(run)


def test_no_marks_collide_where_something_is_missing(documents: list[Document]) -> None:
    found = [(where, text) for one in documents for where, text in runs_of(one) if SLIPS.search(text)]
    assert found == []


NO_PROSE = {"id", "dimension", "calendar", "level", "unit", "time_zone", "holidays_of", "group", "currency", "language"}
NAMES = {"legal_name"}
"""What may end in an abbreviation before a comma ("Acme Inc., 5 High Street")."""


def texts(node: Any, path: str = "") -> Iterator[str]:
    """The paths of all words that a user typed."""
    if isinstance(node, tuple):
        for position, one in enumerate(node):
            yield from [f"{path}.{position}"] if type(one) is str else texts(one, f"{path}.{position}")
    elif isinstance(node, msgspec.Struct):
        for name in node.__struct_fields__:
            own, value = f"{path}.{name}" if path else name, getattr(node, name)
            if type(value) is str and value and name not in NO_PROSE | NAMES:
                yield own
            elif type(value) is not str:
                yield from texts(value, own)


def test_a_full_stop_typed_at_the_end_of_any_text_is_not_doubled() -> None:
    done: set[str] = set()
    slips = []
    for path in texts(full()):
        kind = re.sub(r"\d+", "*", path)
        if kind in done or path.startswith(("consequences.termination.0.levels", "left_out.0.path")):
            continue
        done.add(kind)
        changed = replace(full(), path, read(full(), path).rstrip(".") + ".")
        slips += [(path, where, text) for where, text in runs_of(assemble(changed)) if SLIPS.search(text)]
    assert slips == []
