"""The live clause: what a click leads to."""

from __future__ import annotations

import re

import pytest

from slawizard.document.nodes import Document
from slawizard.document.visitor import clause_text, clauses_of
from slawizard.errors import ExportError
from slawizard.export.clause_view import clause_fragment
from tests.export.same_words import normalised
from tests.export.test_same_words import page_words


def links(fragment: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', fragment)


def test_a_value_leads_to_its_field_and_the_heading_to_its_clause(document: Document) -> None:
    found = links(clause_fragment(document, "parties"))

    assert found[0] == "clause:parties"
    assert "field:frame.provider.name" in found


def test_a_reference_leads_to_the_clause_that_holds_its_target(document: Document) -> None:
    assert "clause:breach" in links(clause_fragment(document, "termination"))


def test_every_clause_says_its_words(document: Document) -> None:
    for clause in clauses_of(document):
        shown = normalised(page_words(f"<body>{clause_fragment(document, clause.id)}").replace("_", ""))
        for line in clause_text(clause).splitlines():
            assert normalised(line) in shown, clause.id


def test_a_clause_that_is_not_there_is_named(document: Document) -> None:
    with pytest.raises(ExportError, match="no-such"):
        clause_fragment(document, "no-such")


def test_foreign_words_stay_words(document: Document) -> None:
    fragment = clause_fragment(document, "hostile")

    assert "Foo *Ltd* &lt;b&gt;&amp;&quot;quoted&quot;" in fragment
    assert "<b>&" not in fragment
