"""Tests of the starters that come with the program: complete, in order, and finished contracts when exported."""

import re

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import PriorityMatrix
from slawizard.checks import FindingLevel, ItemState, completeness, findings
from slawizard.clauses.assemble import assemble
from slawizard.document.nodes import Value
from slawizard.document.visitor import every_inline
from slawizard.paths import template_path
from slawizard.storage.draft_file import SUFFIX, encode_draft
from slawizard.storage.starters import list_starters, load_starter

KEYS = [starter.key for starter in list_starters()]
ORDER = (
    "saas",
    "managed-it",
    "cloud",
    "network",
    "colocation",
    "contact-centre",
    "field-service",
    "logistics",
    "internal-ola",
    "public-body",
)
"""In which starters are offered: services over a network first, then those of people and places."""
FICTION = re.compile(r"(\+1 \d{3} 555 01|0(113|114|116|117|121|161) 496 0|\+353 20 91|\+49 (69 90009|40 66969) )\d")
"""Telephone numbers that the authorities of North America, the United Kingdom, Ireland and Germany keep for fiction."""


def test_the_table_names_just_the_drafts_beside_it() -> None:
    drafts = {path.name.removesuffix(SUFFIX) for path in template_path("starters").glob(f"*{SUFFIX}")}
    assert sorted(KEYS) == sorted(drafts)
    assert [key for key in ORDER if key in drafts] == KEYS
    assert drafts <= set(ORDER)


def test_every_starter_says_what_it_holds_and_whom_it_suits() -> None:
    for starter in list_starters():
        assert starter.title
        assert starter.summary.endswith(".")
        assert starter.suits.endswith(".")


def test_every_starter_is_found_by_single_words_in_small_letters() -> None:
    for starter in list_starters():
        assert starter.tags
        assert [tag for tag in starter.tags if " " in tag or tag != tag.lower()] == []
        assert len(set(starter.tags)) == len(starter.tags)


@pytest.mark.parametrize("key", KEYS)
def test_a_starter_has_no_errors_and_no_warnings(key: str) -> None:
    made = findings(load_starter(key))
    assert [finding for finding in made if finding.level is not FindingLevel.NOTE] == []


@pytest.mark.parametrize("key", KEYS)
def test_a_starter_has_every_item_that_an_agreement_needs(key: str) -> None:
    assert [item.name for item in completeness(load_starter(key)) if item.state is ItemState.MISSING] == []


@pytest.mark.parametrize("key", KEYS)
def test_a_starter_is_written_as_the_program_writes_drafts(key: str) -> None:
    data = template_path("starters", f"{key}{SUFFIX}").read_bytes()
    written = encode_draft(load_starter(key))
    assert _without_program(data) == _without_program(written)


def _without_program(data: bytes) -> list[bytes]:
    """The lines but the one that names the version of the program."""
    return [line for line in data.splitlines() if not line.startswith(b'  "program"')]


@pytest.mark.parametrize("key", KEYS)
def test_a_starter_prints_no_gap(key: str) -> None:
    values = [inline for inline in every_inline(assemble(load_starter(key))) if isinstance(inline, Value)]
    assert len(values) > 300
    assert [value.path for value in values if value.missing] == []


@pytest.mark.parametrize("key", KEYS)
def test_the_addresses_of_a_starter_belong_to_nobody(key: str) -> None:
    for contact in load_starter(key).frame.contacts:
        assert contact.email.endswith(("@example.com", "@example.org"))
        assert FICTION.match(contact.phone), contact.phone


def _matrices() -> tuple[PriorityMatrix, PriorityMatrix]:
    standard, clinical = load_starter("managed-it").metrics.matrices
    return standard, clinical


@pytest.mark.parametrize(
    ("matrix", "impact", "urgency", "severity"),
    [
        (0, "A site, a main system or patient data", "Work is held up", "p2"),
        (0, "Part of a site, or several users", "Work goes on", "p4"),
        (1, "A site, a main system or patient data", "Work goes on", "p1"),
    ],
)
def test_the_matrices_decide_as_their_published_example_does(
    matrix: int, impact: str, urgency: str, severity: str
) -> None:
    cells = {(cell.impact, cell.urgency): cell.severity for cell in _matrices()[matrix].cells}
    assert cells[impact, urgency] == severity


def test_the_saas_starter_caps_credits_over_the_term() -> None:
    agreement: Agreement = load_starter("saas")
    assert [(str(cap.amount), cap.period.value) for cap in agreement.consequences.caps] == [("8", "term")]
