"""A change in a clause is a change that a lawyer can read."""

from __future__ import annotations

import pytest

from tests.clauses.reference import EXAMPLES, path_of, text_of


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_agreement_reads_as_it_did(name: str) -> None:
    """Where the change is meant, `python -m tests.clauses.reference` writes the texts anew."""
    assert text_of(EXAMPLES[name]()) == path_of(name).read_text(encoding="utf-8")
