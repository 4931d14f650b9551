"""Arguments are made of figures, each for its own side, and none is made where nothing is known."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from slawizard.agreement.expectations import Evidence
from slawizard.agreement.metrics import Direction, WindowKind
from slawizard.agreement.parties import Role
from slawizard.negotiation.arguments import (
    FEW_TARGETS,
    arguments,
    best_comfortable,
    deciding_words,
    downtime_at,
    most_arguments,
    record_at,
)
from tests.agreements.quantities import d
from tests.negotiation.cases import on_the_table, standing, with_more_evidence

MANY = 10


def said(side: Role, *, more: bool = False, **terms: object) -> list[str]:
    """All arguments of a side, with plain spaces."""
    found = on_the_table(**terms)  # type: ignore[arg-type]
    found = with_more_evidence(found) if more else found
    return [words.replace("\u00a0", " ") for words in arguments(standing(found, side), MANY)]


def test_the_provider_sets_both_figures_against_the_past() -> None:
    assert "In the past we would have met 99.95 % in 7 of 12 windows, and 99.9 % in 11." in said(Role.PROVIDER)


def test_the_provider_does_not_say_one_figure_twice() -> None:
    assert said(Role.PROVIDER, asked="99.9")[0] == "In the past we met 99.9 % in 11 of 12 windows."


def test_the_provider_prices_the_difference() -> None:
    (price,) = [words for words in said(Role.PROVIDER) if "price" in words]
    assert price.startswith("Your figure costs us EUR ")


def test_the_provider_holds_one_repair_against_the_downtime_allowed() -> None:
    (repair,) = [words for words in said(Role.PROVIDER, more=True) if "repair" in words]
    assert repair.startswith("99.95 % allows 21 min 54 s a window; one repair alone takes 1 h")


def test_suppliers_that_owe_less_are_an_argument_for_both() -> None:
    assert "Our suppliers together owe us only 99.5 %: all above that is our own risk." in said(
        Role.PROVIDER, more=True
    )
    assert "Your suppliers together owe you only 99.5 %: how is the rest covered?" in said(Role.CUSTOMER, more=True)


def test_the_provider_never_argues_for_less_than_it_offers() -> None:
    # Nothing as strict as the offer is comfortable here.
    assert not [words for words in said(Role.PROVIDER) if "build on" in words]


def test_a_record_that_keeps_the_figure_is_turned_against_the_provider() -> None:
    past = ("99.99",) * 12
    assert said(Role.CUSTOMER, past=past)[0] == (
        "Your own record meets 99.95 % in 12 of 12 windows: we ask for what you deliver already."
    )
    best = "The evidence would carry 99.99 % comfortably: there is room above your offer."
    assert best in said(Role.CUSTOMER, past=past)


def test_a_record_that_misses_the_figure_becomes_a_question() -> None:
    assert said(Role.CUSTOMER)[0].endswith("in 7 of 12 windows: what will you change, and by when?")


def test_the_customer_says_what_the_offer_lets_fail_and_what_it_brings_back() -> None:
    found = said(Role.CUSTOMER)
    assert "99.9 % lets the service fail for 43 min 48 s a window, where we asked for 21 min 54 s at most." in found
    assert any(words.startswith("At 99.9 % misses bring back EUR ") for words in found)


def test_a_credit_that_is_never_due_is_called_so() -> None:
    found = said(Role.CUSTOMER, past=("99.99",) * 12)
    assert "At 99.9 % no credit is to be expected: the remedy stands on paper only." in found


@pytest.mark.parametrize("side", Role)
def test_without_evidence_only_what_follows_from_the_figures_is_said(side: Role) -> None:
    terms = on_the_table()
    terms = replace(terms, expectations=replace(terms.expectations, evidence=Evidence()))
    found = arguments(standing(terms, side), MANY)
    assert len(found) == (0 if side is Role.PROVIDER else 1)


@pytest.mark.parametrize("side", Role)
def test_a_band_is_argued_by_people(side: Role) -> None:
    terms = on_the_table()
    level = replace(terms.metrics.levels[0], direction=Direction.BAND)
    assert arguments(standing(replace(terms, metrics=replace(terms.metrics, levels=(level,))), side), MANY) == ()


def test_many_targets_have_fewer_arguments_each() -> None:
    assert most_arguments(FEW_TARGETS) > most_arguments(FEW_TARGETS + 1)
    assert len(arguments(standing(on_the_table()), 1)) == 1


def test_a_history_of_other_windows_is_no_record() -> None:
    terms = on_the_table()
    (history,) = terms.expectations.evidence.histories
    evidence = Evidence((replace(history, window=WindowKind.WEEK),))
    promise = standing(replace(terms, expectations=replace(terms.expectations, evidence=evidence))).promise
    assert record_at(promise, d("99.9")) is None


def test_only_a_share_of_time_allows_downtime() -> None:
    terms = on_the_table()
    level = replace(terms.metrics.levels[0], unit="minutes")
    promise = standing(replace(terms, metrics=replace(terms.metrics, levels=(level,)))).promise
    assert downtime_at(promise, d("99.9")) is None


def test_the_best_comfortable_figure_may_be_stricter_than_the_target() -> None:
    assert best_comfortable(standing(on_the_table(past=("99.99",) * 12))) == d("99.99")
    assert best_comfortable(standing(on_the_table(past=("90",) * 12))) is None


def test_what_decides_is_named_unless_the_arguments_quote_it() -> None:
    assert deciding_words(standing(on_the_table())) == ("Likely", "history", "")
    verdict, kind, why = deciding_words(standing(with_more_evidence(on_the_table())))
    assert (verdict, kind) == ("Stretch", "repair time")
    assert why


def test_what_nobody_can_tell_says_so() -> None:
    terms = on_the_table()
    terms = replace(terms, expectations=replace(terms.expectations, evidence=Evidence()))
    assert deciding_words(standing(terms)) == ("Not enough evidence", "", "No evidence is given yet.")
