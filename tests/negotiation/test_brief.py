"""The brief: one's own figures, limit and arguments, marked private, with nothing of the other side's notes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.parties import Role
from slawizard.agreement.private import PrivateNotes
from slawizard.negotiation.brief import brief, private_mark
from tests.negotiation.cases import notes, on_the_table, with_more_evidence
from tests.negotiation.words import rows_of, words_of


@pytest.mark.parametrize("side", Role)
def test_it_is_marked_private_for_its_side(side: Role) -> None:
    found = brief(on_the_table(), notes(side), side)
    assert found.reference == private_mark(side)
    assert "PRIVATE" in found.reference
    assert side.value.capitalize() in found.reference


def test_it_names_both_parties_from_ones_own_side() -> None:
    assert "Anvil Ltd (Provider) with Bellows plc" in words_of(brief(on_the_table(), notes(), Role.PROVIDER))
    assert "Bellows plc (Customer) with Anvil Ltd" in words_of(
        brief(on_the_table(), notes(Role.CUSTOMER), Role.CUSTOMER)
    )


def test_each_side_reads_the_others_figure_first() -> None:
    header, row = rows_of(brief(on_the_table(), notes(), Role.PROVIDER), "figures")
    assert header == ["Target", "They ask", "We offer", "In the draft", "Our limit", "Room left", "Comfortable"]
    assert [cell.splitlines()[0] for cell in row[:5]] == ["Uptime", "99.95 %", "99.9 %", "99.9 %", "99.93 %"]
    header, row = rows_of(brief(on_the_table(), notes(Role.CUSTOMER), Role.CUSTOMER), "figures")
    assert header[1:3] == ["They offer", "We ask"]
    assert [cell.splitlines()[0] for cell in row[1:3]] == ["99.9 %", "99.95 %"]


def test_a_figure_has_its_chance_and_its_credits_under_it() -> None:
    _, row = rows_of(brief(on_the_table(), notes(), Role.PROVIDER), "figures")
    figure, chance, credits_ = row[1].splitlines()
    assert (figure, chance) == ("99.95 %", "kept 58 %")
    assert credits_.startswith("EUR ")


@pytest.mark.parametrize(
    ("side", "limit", "words"),
    [
        (Role.PROVIDER, "99.93", "0.03 points\nTheirs is 0.02 points beyond it"),
        (Role.PROVIDER, "99.96", "0.06 points\nTheirs lies within it"),
        (Role.PROVIDER, "99.9", "None: we stand at it\nTheirs is 0.05 points beyond it"),
        (Role.PROVIDER, "99.8", "None: we stand 0.1 points beyond our limit\nTheirs is 0.15 points beyond it"),
        (Role.CUSTOMER, "99.9", "0.05 points\nTheirs lies within it"),
        (Role.CUSTOMER, "99.92", "0.03 points\nTheirs is 0.02 points beyond it"),
    ],
)
def test_the_room_is_told_with_where_the_other_side_stands(side: Role, limit: str, words: str) -> None:
    _, row = rows_of(brief(on_the_table(), notes(side, limit), side), "figures")
    assert row[5] == words


def test_what_is_agreed_needs_no_room_unless_it_went_too_far() -> None:
    agreed = on_the_table(is_agreed=True)
    assert rows_of(brief(agreed, notes(), Role.PROVIDER), "figures")[1][5] == "–"
    too_far = rows_of(brief(agreed, notes(limit="99.8"), Role.PROVIDER), "figures")[1][5]
    assert too_far == "Agreed 0.1 points beyond our limit"


def test_priority_reasons_and_trade_are_at_hand() -> None:
    found = brief(on_the_table(), notes(trade="A longer term"), Role.PROVIDER)
    assert rows_of(found, "figures")[1][0] == "Uptime\nMust have"
    assert rows_of(found, "talk")[1][2] == "No second site\nTrade: A longer term"
    words = words_of(found)
    assert "If we do not agree: Keep the old contract" in words
    assert "Remarks: Speak of price last" in words


def test_without_private_notes_nothing_of_them_is_asked_for() -> None:
    found = brief(on_the_table(), PrivateNotes(), Role.PROVIDER)
    assert rows_of(found, "talk")[0] == ["Target", "What decides it, and what we can say"]
    assert "If we do not agree" not in words_of(found)


def test_the_other_sides_notes_are_not_printed() -> None:
    found = words_of(brief(on_the_table(), notes(Role.CUSTOMER), Role.PROVIDER))
    for words in ("99.93", "No second site", "Keep the old contract", "Speak of price last"):
        assert words not in found


def test_what_the_other_side_must_do_is_listed_and_ones_own_is_not() -> None:
    terms = with_more_evidence(on_the_table())
    ours = words_of(brief(terms, notes(), Role.PROVIDER))
    assert "The Customer must: name a contact within 1 day of the signature." in ours
    assert "install updates" not in ours
    theirs = words_of(brief(terms, notes(Role.CUSTOMER), Role.CUSTOMER))
    assert "The Provider must: install updates." in theirs
    missing = words_of(brief(on_the_table(), notes(), Role.PROVIDER))
    assert "The Customer must: nothing by the draft." in missing


def test_the_exposure_is_one_line_in_each_sides_words() -> None:
    terms = on_the_table()
    assert "Credits: We pay EUR " in words_of(brief(terms, notes(), Role.PROVIDER))
    assert "Credits: We receive EUR " in words_of(brief(terms, notes(Role.CUSTOMER), Role.CUSTOMER))
    evidence = replace(terms.expectations.evidence, monthly_fee=None)
    unknown = replace(terms, expectations=replace(terms.expectations, evidence=evidence))
    assert "% of a year’s fees in credits in a mean year" in words_of(brief(unknown, notes(), Role.PROVIDER))


def test_an_empty_draft_says_that_there_is_nothing_to_negotiate() -> None:
    found = words_of(brief(Agreement(), PrivateNotes(), Role.PROVIDER))
    assert "The draft has no target that is a figure." in found
    assert "Credits: The agreement has no credits to price." in found


def test_no_field_of_the_draft_is_named_on_paper() -> None:
    terms = on_the_table()
    evidence = replace(terms.expectations.evidence, histories=())
    found = words_of(
        brief(replace(terms, expectations=replace(terms.expectations, evidence=evidence)), notes(), Role.PROVIDER)
    )
    assert "expectations." not in found
    assert "Decides: No evidence" not in found
    assert "No evidence is given yet." in found
