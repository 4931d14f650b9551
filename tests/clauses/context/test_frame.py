"""Parties and frame in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from slawizard.agreement.edits import replace
from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.clauses.context.frame import day_before, frame_words, last_day, party_word
from slawizard.clauses.context.values import Writer
from slawizard.document.marks import take_values
from tests.agreements import full

WRITE = Writer("en", "EUR")


def months(amount: int) -> Duration:
    return Duration(Decimal(amount), TimeUnit.MONTHS)


def text(value: str) -> str:
    return take_values(value)[1][0].text


@pytest.mark.parametrize(
    ("start", "term", "last"),
    [
        (dt.date(2027, 1, 1), months(36), dt.date(2029, 12, 31)),
        (dt.date(2027, 3, 1), months(24), dt.date(2029, 2, 28)),
        (dt.date(2027, 3, 15), months(1), dt.date(2027, 4, 14)),
        (dt.date(2027, 1, 31), months(1), dt.date(2027, 2, 28)),
        (dt.date(2028, 2, 29), Duration(Decimal(1), TimeUnit.YEARS), dt.date(2029, 2, 28)),
        (dt.date(2027, 1, 1), Duration(Decimal(2), TimeUnit.WEEKS), dt.date(2027, 1, 14)),
        (dt.date(2027, 1, 1), Duration(Decimal("1.5"), TimeUnit.YEARS), None),
        (dt.date(2027, 1, 1), Duration(Decimal(5), TimeUnit.WORKING_DAYS), None),
        (dt.date(2027, 1, 1), Duration(Decimal(99999), TimeUnit.YEARS), None),
        (dt.date(9999, 1, 1), months(24), None),
        (None, months(1), None),
        (dt.date(2027, 1, 1), None, None),
    ],
)
def test_the_last_day_of_a_term(start: dt.date | None, term: Duration | None, last: dt.date | None) -> None:
    assert last_day(start, term) == last


def test_the_last_day_for_a_notice() -> None:
    assert day_before(dt.date(2029, 12, 31), months(6)) == dt.date(2029, 6, 30)
    assert day_before(dt.date(2029, 12, 31), Duration(Decimal(30), TimeUnit.DAYS)) == dt.date(2029, 12, 1)
    assert day_before(dt.date(2030, 4, 30), months(6)) == dt.date(2029, 10, 31)
    assert day_before(dt.date(2029, 2, 28), months(1)) == dt.date(2029, 1, 31)
    assert day_before(dt.date(2029, 2, 28), Duration(Decimal(90), TimeUnit.DAYS)) == dt.date(2028, 11, 30)
    assert day_before(dt.date.max, months(1)) is None
    assert day_before(None, months(6)) is None
    assert day_before(dt.date(2029, 12, 31), None) is None


def test_an_address_of_several_lines_fits_into_a_sentence() -> None:
    words = frame_words(full(), WRITE)
    assert text(words["provider"]["address"]) == "Uferstraße 12, 10115 Berlin, Germany"


def test_notices_go_to_the_contacts_for_notices() -> None:
    words = frame_words(full(), WRITE)
    assert [text(one) for one in words["notices"]["provider"]] == ["legal@brightwater.example"]
    assert [text(one) for one in words["notices"]["customer"]] == ["secretary@aldermoor.example"]


def test_a_party_without_signatories_still_signs() -> None:
    agreement = replace(full(), "frame.provider.signatories", ())
    assert len(frame_words(agreement, WRITE)["provider"]["signatories"]) == 1


def test_parties_have_their_names() -> None:
    assert [party_word(role) for role in Role] == ["Provider", "Customer"]
