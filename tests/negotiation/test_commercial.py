"""The terms that cost money, each in one line."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import (
    Cap,
    CapPeriod,
    CapUnit,
    Claim,
    Consequences,
    CreditUnit,
    NoConsequence,
    TerminationTrigger,
)
from slawizard.agreement.credit_shapes import Flat, Increments, LostTime, PerOccurrence
from slawizard.agreement.metrics import Coordinate
from slawizard.agreement.parties import Frame, RenewalKind
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.negotiation.commercial import cap_words, commercial_terms
from tests.agreements.quantities import d
from tests.analysis.calculating import WHOLE, agreement, rule


def terms_of(found: Agreement) -> dict[str, str]:
    return {name: words.replace("\u00a0", " ") for name, words in commercial_terms(found)}


def with_consequences(**changes: Any) -> Agreement:
    terms = agreement(rules=(rule(),))
    return replace(terms, consequences=replace(terms.consequences, **changes))


@pytest.mark.parametrize(
    ("credit", "words"),
    [
        (rule(), "Uptime: 10 % to 50 % of the monthly fee, by how far it is missed"),
        (rule(Flat(d("5"))), "Uptime: 5 % of the monthly fee"),
        (rule(Flat()), "Uptime: amount open"),
        (rule(Flat(d("5")), unit=CreditUnit.MONEY), "Uptime: EUR 5.00"),
        (rule(Flat(d("2")), unit=CreditUnit.DAYS_OF_SERVICE), "Uptime: 2 days of service"),
        (rule(Increments(credit=d("1"))), "Uptime: 1 % of the monthly fee for each step of the miss"),
        (rule(LostTime()), "Uptime: the price of the lost time"),
        (rule(LostTime(d("10"))), "Uptime: 10 times the price of the lost time"),
        (rule(PerOccurrence(d("5"))), "Uptime: 5 % of the monthly fee"),
        (rule(Flat(d("5")), where=(Coordinate("plan", "Gold"),)), "Uptime (Gold): 5 % of the monthly fee"),
        (rule(Flat(d("5")), level="gone"), "gone: 5 % of the monthly fee"),
    ],
)
def test_every_shape_of_credit_has_a_line(credit: Any, words: str) -> None:
    found = terms_of(with_consequences(rules=(credit,)))["Service credits"]
    assert found == words


@pytest.mark.parametrize(
    ("cap", "words"),
    [
        (Cap(), "Amount open"),
        (Cap(d("20"), base=WHOLE), "20 % of the monthly fee, per month"),
        (Cap(d("20"), base=WHOLE, period=CapPeriod.TRAILING), "20 % of the monthly fee, over 12 months back"),
        (Cap(d("7"), CapUnit.DAYS_OF_SERVICE, period=CapPeriod.YEAR), "7 days of service, per year"),
    ],
)
def test_a_cap_is_told_with_its_period(cap: Cap, words: str) -> None:
    assert cap_words(cap, "EUR").replace("\u00a0", " ") == words


def test_a_cap_in_money_names_the_currency() -> None:
    found = cap_words(Cap(d("500"), CapUnit.MONEY), "EUR")
    assert found.replace("\u00a0", " ") == "EUR 500.00, per month"


def test_no_credits_need_a_reason() -> None:
    assert terms_of(Agreement())["Service credits"] == ""
    reasoned = Agreement(consequences=Consequences(no_consequence=(NoConsequence("uptime", "It is a trial."),)))
    assert terms_of(reasoned)["Service credits"] == "None: It is a trial."
    assert "Caps on credits" not in terms_of(reasoned)


def test_a_claim_is_told_with_its_deadline_or_as_not_needed() -> None:
    week = Duration(d("7"), TimeUnit.DAYS)
    assert terms_of(with_consequences())["Claiming a credit"] == ""
    late = terms_of(with_consequences(claim=Claim(week)))["Claiming a credit"]
    assert late == "Within 7 days of the window end; a late claim is lost."
    automatic = terms_of(with_consequences(rules=(rule(automatic=True),)))["Claiming a credit"]
    assert automatic == "Not needed: credits are given without a claim."


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (Frame(), ""),
        (Frame(term=Duration(d("2"), TimeUnit.YEARS), renewal=RenewalKind.ENDS), "For 2 years, then it ends"),
        (
            Frame(
                term=Duration(d("2"), TimeUnit.YEARS),
                renewal=RenewalKind.RENEWS,
                renewal_term=Duration(d("1"), TimeUnit.YEARS),
            ),
            "For 2 years, then it renews for 1 year at a time",
        ),
        (Frame(renewal=RenewalKind.INDEFINITE), ""),
    ],
)
def test_the_term_is_told_with_what_comes_after(frame: Frame, words: str) -> None:
    assert terms_of(Agreement(frame=frame))["Start and term"] == words


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        (TerminationTrigger(3, 6), "3 misses within 6 measurement windows"),
        (TerminationTrigger(floor=d("95")), "One window beyond 95"),
        (TerminationTrigger(3, floor=d("95")), "3 misses or one window beyond 95"),
        (TerminationTrigger(), "Conditions open"),
    ],
)
def test_a_right_to_terminate_is_told_with_its_conditions(trigger: TerminationTrigger, words: str) -> None:
    assert terms_of(with_consequences(termination=(trigger,)))["Termination for misses"] == words


def test_what_a_miss_leaves_open_besides_credits_is_said_or_open() -> None:
    assert terms_of(with_consequences())["Other remedies"] == ""
    assert terms_of(with_consequences(sole_remedy=True))["Other remedies"].startswith("Credits are the only")
    assert terms_of(with_consequences(sole_remedy=False))["Other remedies"].startswith("Credits do not bar")
