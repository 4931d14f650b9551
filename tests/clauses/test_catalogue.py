"""The clauses as someone sees them who looks through them."""

from __future__ import annotations

from slawizard.agreement.texts import Stance
from slawizard.clauses.catalogue import defined_terms, find_clause, list_clauses, reference_targets
from slawizard.clauses.template import FALLBACK

LEAST_CLAUSES, LEAST_WITH_STANCES = 80, 25


def test_there_are_enough_clauses_and_enough_with_three_stances() -> None:
    entries = list_clauses()
    assert len(entries) >= LEAST_CLAUSES
    assert sum(set(one.stances) == set(Stance) for one in entries) >= LEAST_WITH_STANCES


def test_every_clause_says_when_it_applies() -> None:
    for one in list_clauses():
        assert one.applies.endswith("."), one.id
        assert one.applies[0].isupper(), one.id


def test_titles_are_readable_without_an_agreement() -> None:
    titles = {one.id: one.title for one in list_clauses()}
    assert titles["service-level"] == "Service Level: …"
    assert titles["users-and-sites"] == "Users and sites"
    assert not [title for title in titles.values() if "{" in title or "\ue000" in title or not title]


def test_each_stance_has_words_of_its_own_and_says_what_it_favours() -> None:
    for entry in list_clauses():
        assert len({one.digest for one in entry.texts}) == len(entry.texts)
        for one in entry.texts:
            if one.stance is Stance.BALANCED:
                continue
            assert one.note.startswith(f"Favours the {one.stance}: "), entry.id
            other = "customer" if one.stance is Stance.PROVIDER else "provider"
            assert f"The {other} will object" in one.note, entry.id


def test_a_clause_without_a_stance_falls_back_in_order() -> None:
    parties = find_clause("parties")
    assert parties is not None
    assert parties.text_for(Stance.CUSTOMER).stance is Stance.BALANCED
    assert FALLBACK[Stance.PROVIDER] == (Stance.PROVIDER, Stance.BALANCED, Stance.CUSTOMER)


def test_references_lead_to_clauses_and_to_their_named_paragraphs() -> None:
    targets = {one.target: one.title for one in reference_targets()}
    assert targets["credit-claim#deadline"] == "Claiming Service Credits: deadline"
    assert "service-level" not in targets


def test_the_defined_terms_have_their_forms() -> None:
    assert defined_terms()["claim"] == ("Claim", "Claims")


def test_there_is_no_clause_of_another_name() -> None:
    assert find_clause("nothing") is None
