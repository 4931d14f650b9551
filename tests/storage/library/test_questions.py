"""What a template asks by itself, what it can ask at all, and whom it still names."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Cap, CapUnit, Consequences, CreditRule
from slawizard.agreement.edits import read, replace
from slawizard.agreement.parties import Contact, ContactPurpose, Frame, Party, Role, Signatory
from slawizard.agreement.quantities import Money
from slawizard.agreement.rows import resolved
from slawizard.checks.agreement import is_empty
from slawizard.errors import LibraryError
from slawizard.storage.library.questions import DROPPED, check_path, emptied, mentions, suggested_questions, without
from tests.agreements import full
from tests.strategies import AGREEMENTS


def paths(agreement: Agreement) -> list[str]:
    """The paths of what is asked by default."""
    return [question.path for question in suggested_questions(agreement)]


def test_a_blank_agreement_is_asked_nothing() -> None:
    assert suggested_questions(Agreement()) == ()


def test_people_are_asked_for_by_what_they_are_for_and_never_by_their_names() -> None:
    contact = Contact(Role.CUSTOMER, ContactPurpose.EMERGENCY, "Ann Secret", phone="1")
    frame = Frame(provider=Party(signatories=(Signatory("Bo Secret"),)), contacts=(contact,))
    asked = suggested_questions(Agreement(frame=frame))
    assert [question.words for question in asked] == [
        "Provider's signatory: name",
        "Customer's contact for emergencies: name",
        "Customer's contact for emergencies: telephone number",
    ]


def test_every_sum_of_money_is_asked_for_and_no_percentage() -> None:
    caps = (Cap(Decimal(5)), Cap(Decimal(500), CapUnit.MONEY), Cap(base=Base(at_risk=Money(Decimal(9), "EUR"))))
    assert paths(Agreement(consequences=Consequences(caps=caps))) == [
        "consequences.caps.2.base.at_risk",
        "consequences.caps.1.amount",
    ]


def test_dates_of_a_rule_are_asked_for_by_its_id() -> None:
    rule = CreditRule("late", applies_from=dt.date(2027, 1, 1))
    assert paths(Agreement(consequences=Consequences(rules=(rule,)))) == ["consequences.rules.=late.applies_from"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(AGREEMENTS)
def test_whatever_is_suggested_can_be_emptied(agreement: Agreement) -> None:
    kept = without(agreement, DROPPED)
    for question in suggested_questions(kept):
        place = resolved(kept, question.path)
        assert place is not None
        kept = emptied(kept, place)
        assert is_empty(read(kept, place))


@pytest.mark.parametrize("path", ["metrics.levels.0", "metrics.levels.0.id", "frame.language", "frame.currency"])
def test_what_is_never_empty_cannot_be_asked_for(path: str) -> None:
    with pytest.raises(LibraryError):
        emptied(full(), path)


@pytest.mark.parametrize("path", ["frame.provider", "metrics.levels", "frame.term", "title", "frame.precedence"])
def test_a_group_a_list_and_a_value_can_be_emptied(path: str) -> None:
    emptied_value = read(emptied(full(), path), path)
    assert is_empty(emptied_value)


def test_a_path_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(LibraryError, match="no such field"):
        check_path(full(), "frame.nothing")


def test_whoever_is_still_named_is_found_however_it_is_written() -> None:
    agreement = Agreement(frame=Frame(provider=Party("Harbour Ledger Ltd", short_name="Harbour")))
    kept = replace(Agreement(), "objectives.service_name", "The HARBOUR desk")
    assert [(mention.path, mention.name) for mention in mentions(agreement, kept)] == [
        ("objectives.service_name", "Harbour")
    ]


def test_short_names_are_words_of_every_contract() -> None:
    agreement = Agreement(frame=Frame(provider=Party(short_name="The")))
    assert mentions(agreement, replace(Agreement(), "objectives.service_name", "The desk")) == ()
