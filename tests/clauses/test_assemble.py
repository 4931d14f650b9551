"""An agreement is put together: conditions first, then text, then definitions and numbers."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import replace
from slawizard.clauses import assemble as module
from slawizard.clauses.assemble import Assembler, assemble
from slawizard.clauses.library import bundled_library, load_templates
from slawizard.document.markup import Parsed, parse_clause
from slawizard.document.nodes import Document, Paragraph, Value
from slawizard.document.terms import TermIndex
from slawizard.document.visitor import clause_text, clauses_of, every_inline, plain
from slawizard.errors import ClauseError
from tests.agreements import empty, full, small
from tests.clauses.small_library import clause, files

PLAIN = st.text(st.characters(exclude_categories=("Cc", "Co", "Cs")), min_size=1).filter(str.strip)


def assembled(agreement: Agreement | None = None, **more: bytes) -> Document:
    return assemble(agreement or Agreement(), load_templates(files(**more)))


def texts(document: Document) -> list[str]:
    return [clause_text(each) for each in clauses_of(document)]


def words_of(document: Document, clause_id: str) -> str:
    return next(clause_text(each) for each in clauses_of(document) if each.id == clause_id)


# --- clauses ------------------------------------------------------------------------------------------------------


def test_clauses_that_do_not_apply_drop_out_and_numbers_close_up() -> None:
    never = clause("Never.", "never", when='"left_out"', order="1")
    document = assembled(never=never, last=clause("Last.", "last"))
    assert [(each.id, each.number) for each in clauses_of(document)] == [
        ("parties", "1"),
        ("definitions", "2"),
        ("last", "3"),
    ]


def test_a_clause_knows_which_others_apply_before_any_is_rendered() -> None:
    body = "{% if clauses['later'] %}It is there.{% endif %}{% if clauses['never'] %}Never.{% endif %}"
    never = clause("x", "never", when='"left_out"')
    document = assembled(asking=clause(body, "asking", order="0"), later=clause("x", "later"), never=never)
    assert words_of(document, "asking") == "1 Extra\n1.1 It is there."


def test_a_repeated_clause_stands_once_for_each_item() -> None:
    repeated = clause("{{ item.purpose }}", "level", repeat='"levels"', title='"Level {{ item.name }}"')
    document = assembled(small(), level=repeated)
    found = [each for each in clauses_of(document) if each.template == "level"]
    assert [(each.id, plain(each.title), each.path) for each in found] == [
        ("level-availability", "Level Availability", "metrics.levels.0"),
        ("level-response", "Level First response", "metrics.levels.1"),
    ]


def test_ids_of_users_become_anchors_that_differ() -> None:
    levels = small().metrics.levels
    odd = tuple(msgspec.structs.replace(level, id=name) for level, name in zip(levels, ("A b", "a B"), strict=True))
    agreement = replace(small(), "metrics.levels", odd)
    document = assembled(agreement, level=clause("x", "level", repeat='"levels"'))
    assert [each.id for each in clauses_of(document) if each.template == "level"] == ["level-a-b", "level-a-b-2"]


def test_an_unknown_reference_is_refused_with_file_and_line() -> None:
    with pytest.raises(ClauseError) as caught:
        assembled(x=clause("One.\n\nSee\n[[prtaies]]."))
    assert caught.value.where == "objectives/x.md.j2, line 10"


def test_a_reference_to_a_clause_that_dropped_out_is_refused() -> None:
    with pytest.raises(ClauseError, match="leads to no clause"):
        assembled(x=clause("See [[never]]."), never=clause("x", "never", when='"left_out"'))


def test_a_reference_in_a_definition_is_refused_with_its_own_line() -> None:
    text = files()["definitions.toml"].replace(b"[[parties]]", b"[[prtaies]]")
    library = load_templates({**files(x=clause("The Service.")), "definitions.toml": text})
    with pytest.raises(ClauseError) as caught:
        assemble(Agreement(), library)
    assert caught.value.where == "definitions.toml, line 3"


def test_two_clauses_never_share_an_id_and_a_note_tells_of_it() -> None:
    clash = clause("Other.", "level-availability", order="8")
    document = assembled(small(), level=clause("x", "level", repeat='"levels"'), clash=clash)
    assert [each.id for each in clauses_of(document)][2:] == [
        "level-availability",
        "level-availability-2",
        "level-response",
    ]
    assert "Two clauses have the id “level-availability”." in words_of(document, "level-availability-2")


def test_two_service_levels_with_one_id_are_both_shown() -> None:
    level = msgspec.structs.replace(small().metrics.levels[0], name="Twin")
    document = assemble(replace(small(), "metrics.levels", (*small().metrics.levels, level)))
    twin = next(each for each in clauses_of(document) if plain(each.title) == "Service Level: Twin")
    assert "[Two clauses have the id" in clause_text(twin)
    assert "Definition: Twin" in clause_text(twin)


def test_a_credit_named_like_a_clause_of_the_library_keeps_its_own_schedule() -> None:
    agreement = replace(full(), "consequences.rules.0.id", "caps")
    schedules = [each.id for each in clauses_of(assemble(agreement)) if each.template == "credit"]
    assert "credit-caps-2" in schedules


# --- definitions --------------------------------------------------------------------------------------------------


def defined(document: Document) -> list[str]:
    found = next(each for each in clauses_of(document) if each.id == "definitions")
    return [block.anchor for block in found.blocks if isinstance(block, Paragraph) and not block.number]


def test_only_terms_in_use_are_defined() -> None:
    assert defined(assembled()) == []
    assert defined(assembled(x=clause("The Service."))) == ["term-service"]


def test_terms_that_a_definition_uses_are_defined_too() -> None:
    assert defined(assembled(x=clause("Service Credits."))) == ["term-service", "term-credit"]


def test_a_users_words_use_no_term() -> None:
    agreement = replace(Agreement(), "frame.provider.legal_name", "Moon Service Ltd")
    assert defined(assembled(agreement)) == []


# --- the document -------------------------------------------------------------------------------------------------


def test_the_title_page_says_what_is_known() -> None:
    document = assembled(replace(small(), "title", "Two\nlines"))
    assert (document.title, plain(document.subtitle)) == ("Two lines", "Harbour Ledger")
    assert [(line.label, plain(line.inlines)) for line in document.cover] == [
        ("Provider", "Harbour Software Ltd"),
        ("Reference", "HS-2027-014"),
    ]


def test_a_language_of_another_kind_falls_back_to_that_of_the_clauses() -> None:
    assert assembled(replace(small(), "frame.language", "en-US")).language == "en-US"
    assert assembled(replace(small(), "frame.language", "de")).language == "en"


def test_the_same_agreement_always_gives_the_same_document() -> None:
    assert Assembler(bundled_library()).assemble(full()) == assemble(full())


def test_an_edit_parses_again_only_what_it_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    assemble(full())
    parsed: list[str] = []

    def counting(text: str, clause_id: str, terms: TermIndex, *, source: str) -> Parsed:
        parsed.append(clause_id)
        return parse_clause(text, clause_id, terms, source=source)

    monkeypatch.setattr(module, "parse_clause", counting)
    document = assemble(replace(full(), "consequences.claim.channel", "another desk"))
    assert parsed == ["credit-claim"]
    assert "another desk" in words_of(document, "credit-claim")


def test_an_edit_never_shows_an_older_text() -> None:
    changed = replace(full(), "metrics.levels.0.name", "Uptime")
    assert assemble(changed) == Assembler(bundled_library()).assemble(changed)


@given(PLAIN)
@settings(deadline=None)
def test_whatever_a_user_types_comes_back_as_values_and_changes_nothing_else(text: str) -> None:
    line = " ".join(text.split())
    before = assemble(replace(small(), "frame.provider.legal_name", "Foo"))
    after = assemble(replace(small(), "frame.provider.legal_name", line))
    assert [each.id for each in clauses_of(after)] == [each.id for each in clauses_of(before)]
    assert [type(one) for one in every_inline(after)] == [type(one) for one in every_inline(before)]
    shown = {one.text for one in every_inline(after) if isinstance(one, Value) and one.path == PROVIDER}
    assert shown == {line}


PROVIDER = "frame.provider.legal_name"


def test_a_missing_value_prints_its_placeholder_with_its_path() -> None:
    missing = [one for one in every_inline(assemble(empty())) if isinstance(one, Value) and one.missing]
    assert ("[provider’s legal name]", PROVIDER) in [(one.text, one.path) for one in missing]
