"""Defined terms are found in clause words."""

from __future__ import annotations

from slawizard.document.terms import TermIndex, term_anchor

TERMS = TermIndex({"Service": "service", "Service Credit": "credit", "Service Credits": "credit", "Day": "day"})


def pieces(text: str) -> list[tuple[str, str]]:
    return list(TERMS.split(text))


def test_the_longest_term_wins() -> None:
    assert pieces("a Service Credit") == [("a ", ""), ("Service Credit", "credit")]


def test_another_form_belongs_to_the_same_term() -> None:
    assert pieces("Service Credits.") == [("Service Credits", "credit"), (".", "")]


def test_a_term_inside_a_word_is_no_term() -> None:
    assert pieces("Services, Daylight, All-Day") == [("Services, Daylight, All-Day", "")]


def test_a_possessive_is_still_the_term() -> None:
    assert pieces("Service’s") == [("Service", "service"), ("’s", "")]


def test_small_letters_make_no_term() -> None:
    assert pieces("a service credit") == [("a service credit", "")]


def test_a_no_break_space_does_not_hide_a_term() -> None:
    assert pieces("Service\u00a0Credit") == [("Service\u00a0Credit", "credit")]


def test_an_index_without_terms_finds_none() -> None:
    assert list(TermIndex({}).split("Service")) == [("Service", "")]


def test_the_anchor_of_a_definition_is_made_from_its_key() -> None:
    assert term_anchor("service-credit") == "term-service-credit"
