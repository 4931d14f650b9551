"""What the parties left out on purpose: a finished text reads as if nobody had thought of it, and never has a gap."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement, LeftOut
from slawizard.agreement.consequences import NoConsequence
from slawizard.agreement.edits import read, replace
from slawizard.agreement.quantities import Duration, Money
from slawizard.agreement.texts import Stance, Texts
from slawizard.checks import FindingLevel, findings
from slawizard.checks.items import completeness
from slawizard.clauses.assemble import assemble
from slawizard.document.nodes import Document, Inlines, Value
from slawizard.document.visitor import clause_text, clauses_of, inlines_of, plain
from slawizard.errors import EditError
from slawizard.storage.draft_file import load_draft
from slawizard.storage.starters import list_starters, load_starter
from tests.agreements import full, small
from tests.published.catalogue import PUBLISHED, draft_path


@cache
def small_and_settled() -> Agreement:
    """The small example without its one error."""
    return replace(small(), "consequences.no_consequence", (NoConsequence("response", "Both want to learn first."),))


EXAMPLES = {"full": full, "small": small_and_settled}
FIRST_ROWS = 2
"""How many rows of a long list are looked into: they are alike."""


def runs_of(document: Document) -> Iterator[tuple[str, Inlines]]:
    """Every run of words of a document, with the clause it stands in."""
    yield "subtitle", document.subtitle
    for line in document.cover:
        yield f"cover: {line.label}", line.inlines
    for clause in clauses_of(document):
        yield clause.id, clause.title
        for block in clause.blocks:
            for run in inlines_of(block):
                yield clause.id, run


def gaps_of(agreement: Agreement) -> list[tuple[str, str]]:
    """Where the text has a placeholder: the clause, and the words around it."""
    return [
        (place, plain(run))
        for place, run in runs_of(assemble(agreement))
        if any(one.missing if isinstance(one, Value) else "[" in getattr(one, "text", "") for one in run)
    ]


def has_errors(agreement: Agreement) -> bool:
    return any(one.level is FindingLevel.ERROR for one in findings(agreement))


def without(agreement: Agreement, path: str) -> Agreement | None:
    """The agreement with a field as it is in a blank one; None where that is no different."""
    holder, _, name = path.rpartition(".")
    parent = read(agreement, holder) if holder else agreement
    field = next(one for one in msgspec.structs.fields(parent) if one.name == name)
    blank: Any = "" if field.required else field.default
    if blank is msgspec.NODEFAULT:
        blank = field.default_factory()
    if read(agreement, path) == blank:
        return None
    try:
        return replace(agreement, path, blank)
    except EditError:
        return None


def left_out(agreement: Agreement, path: str) -> Agreement:
    return replace(agreement, "left_out", (*agreement.left_out, LeftOut(path, "Both parties can do without it.")))


@cache
def item_paths(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.path for one in completeness(EXAMPLES[name]())))


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_agreement_without_errors_has_no_gap(name: str) -> None:
    agreement = load_draft(draft_path(name)).agreement
    assert has_errors(agreement) or gaps_of(agreement) == []


@pytest.mark.parametrize("key", [one.key for one in list_starters()])
def test_a_starter_has_no_gap(key: str) -> None:
    assert gaps_of(load_starter(key)) == []


@pytest.mark.parametrize(("name", "path"), [(name, path) for name in EXAMPLES for path in item_paths(name)])
def test_an_item_left_out_on_purpose_leaves_no_gap(name: str, path: str) -> None:
    agreement = left_out(without(EXAMPLES[name](), path) or EXAMPLES[name](), path)
    assert has_errors(agreement) or gaps_of(agreement) == []


@pytest.mark.parametrize("stance", [Stance.PROVIDER, Stance.CUSTOMER])
@pytest.mark.parametrize("path", item_paths("full"))
def test_an_item_left_out_on_purpose_leaves_no_gap_in_the_words_of_a_side(path: str, stance: Stance) -> None:
    agreement = replace(left_out(without(full(), path) or full(), path), "texts", Texts(stance))
    assert has_errors(agreement) or gaps_of(agreement) == []


@pytest.mark.parametrize("stance", Stance)
@pytest.mark.parametrize("name", EXAMPLES)
def test_all_items_left_out_together_leave_no_gap(name: str, stance: Stance) -> None:
    agreement = replace(EXAMPLES[name](), "texts", Texts(stance))
    for path in reversed(item_paths(name)):
        try:
            agreement = left_out(without(agreement, path) or agreement, path)
        except EditError:
            continue
    assert has_errors(agreement) or gaps_of(agreement) == []


def leaves(node: Any, path: str = "") -> Iterator[str]:
    """The paths of all fields that hold something, lists and groups of fields too."""
    if isinstance(node, tuple):
        rows = node if path == "consequences.rules" else node[:FIRST_ROWS]
        for position, one in enumerate(rows):
            yield from leaves(one, f"{path}.{position}")
    elif isinstance(node, msgspec.Struct) and not isinstance(node, Duration | Money):
        for name in node.__struct_fields__:
            own = f"{path}.{name}" if path else name
            yield own
            yield from leaves(getattr(node, name), own)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_single_empty_field_leaves_a_gap_that_the_checks_do_not_see(name: str) -> None:
    agreement = EXAMPLES[name]()
    assert not has_errors(agreement)
    unseen = [
        path
        for path in leaves(agreement)
        if (emptied := without(agreement, path)) is not None and gaps_of(emptied) and not has_errors(emptied)
    ]
    assert unseen == []


def test_a_field_that_is_still_open_shows_a_placeholder() -> None:
    emptied = replace(full(), "frame.courts", "")
    assert [place for place, _ in gaps_of(emptied)] == ["governing-law"]


# --- what the text says instead -----------------------------------------------------------------------------------


def text_without(path: str, clause_id: str) -> str:
    agreement = left_out(without(full(), path) or full(), path)
    return next((clause_text(one) for one in clauses_of(assemble(agreement)) if one.id == clause_id), "")


@pytest.mark.parametrize(
    ("path", "clause_id", "words"),
    [
        ("frame.provider.address", "parties", "is Brightwater Cloud GmbH. Legal form:"),
        ("frame.customer.legal_name", "parties", "The Customer is the party that signs the Agreement as the Customer."),
        ("frame.start", "term", "begins at the start of the day on which the last of the parties signs it"),
        ("frame.term", "term", "The Agreement has no fixed term. It continues until a party ends it under clause"),
        ("frame.renewal", "term", "The parties have agreed no renewal."),
        ("frame.courts", "governing-law", "The law of Ireland governs the Agreement."),
        ("objectives.support_hours", "support", "The parties have agreed no Support Hours."),
        ("metrics.levels.1.measurement.source", "service-level-requests", "Source\nLogbook"),
        ("consequences.claim.within", "credit-claim", "The parties have agreed no time limit for a Claim."),
        ("flexibility.review.every", "review", "when one of them asks for it in writing"),
    ],
)
def test_the_text_reads_without_what_was_left_out(path: str, clause_id: str, words: str) -> None:
    assert words in text_without(path, clause_id).replace("\u00a0", " ")


def test_the_same_field_of_several_rows_left_out_for_one_reason_is_one_matter() -> None:
    agreement = full()
    for row, reason in enumerate(("Nobody asked for it.", "Nobody asked for it.", "It is too early.")):
        agreement = replace(
            agreement,
            "left_out",
            (*agreement.left_out, LeftOut(f"metrics.severities.{row}.workaround", reason)),
        )
    text = next(clause_text(one) for one in clauses_of(assemble(agreement)) if one.id == "left-out")
    assert (
        "Severity 1 and Severity 2: time to a workaround\nNobody asked for it.\nSeverity 3: time to a workaround\nIt"
        in text
    )
