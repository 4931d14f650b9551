"""Columns find their fields by path, by question and by name; what does not fit is told with its nearest."""

from __future__ import annotations

import datetime as dt

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.answers import can_be_typed
from slawizard.agreement.edits import replace
from slawizard.agreement.origin import Question
from slawizard.batch.columns import Matched, fillable_fields, headings, match_columns, unknown_words, with_same_for_all
from slawizard.errors import LibraryError, TableFileError
from slawizard.storage.starters import load_starter
from slawizard.tables.table import Column
from tests.batch.conftest import NAME, REFERENCE, START, template

ASKED = (Question(NAME, "Who is the customer?"), Question(START, "First day"))


def matched(*names: str, agreement: Agreement | None = None, told: dict[str, str] | None = None) -> Matched:
    """The columns of these names, matched."""
    columns = [Column(name, place, ()) for place, name in enumerate(names)]
    return match_columns(agreement or template(*ASKED).agreement, columns, told or {}, (), "customers.csv")


@pytest.mark.parametrize(
    ("column", "path"),
    [
        (NAME, NAME),
        ("who is the CUSTOMER", NAME),
        ("Customer legal name", NAME),
        ("first_day", START),
        ("Start date", START),
        ("metrics.levels.=availability.name", "metrics.levels.0.name"),
    ],
)
def test_a_column_is_known_by_path_question_and_name(column: str, path: str) -> None:
    assert [use.path for use in matched(column).uses] == [path]


def test_a_column_that_fills_nothing_names_the_nearest_field_and_both_ways_out() -> None:
    found = matched(NAME, "Custmer address")

    assert [one.column for one in found.unknown] == ["Custmer address"]
    assert '--column "Custmer address=frame.customer.address"' in unknown_words(found.unknown)
    assert '--ignore "Custmer address"' in unknown_words(found.unknown)


def test_a_field_can_be_named_for_a_column() -> None:
    assert matched("Kunde", told={"kunde": NAME}).uses[0].path == NAME
    assert matched("Kunde", told={"Kunde": "First day"}).uses[0].path == START


def test_a_question_that_no_column_answers_is_told() -> None:
    agreement = replace(template(*ASKED).agreement, START, None)

    assert [(one.path, one.words) for one in matched(NAME, agreement=agreement).missing] == [(START, "First day")]


def test_an_answered_question_is_not_missing() -> None:
    assert matched("First day").missing == ()


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"Kunde": "frame.customer.leagl_name"}, "no field"),
        ({"Kundin": NAME}, "no column"),
        ({"Kunde": "frame.customer"}, "more than one text"),
        ({"Kunde": "style"}, "more than one text"),
        ({"Kunde": "metrics.levels"}, "more than one text"),
    ],
)
def test_what_cannot_be_filled_is_refused(told: dict[str, str], message: str) -> None:
    with pytest.raises(TableFileError, match=message):
        matched("Kunde", told=told)


def test_a_locked_field_is_not_filled() -> None:
    with pytest.raises(TableFileError, match="keeps"):
        matched(NAME, agreement=template(*ASKED, locked=("frame.customer",)).agreement)


def test_two_columns_for_one_field_are_refused() -> None:
    with pytest.raises(TableFileError, match="both fill"):
        matched(NAME, "Who is the customer?")


def test_a_name_that_several_fields_have_is_not_guessed() -> None:
    found = matched("Contact Lena Whitcombe: email", agreement=load_starter("saas"))

    assert len(found.unknown[0].near) == 2
    assert "could be any of" in unknown_words(found.unknown)


def test_an_answer_for_all_rows_is_found_by_path_and_by_question() -> None:
    empty = replace(template(*ASKED).agreement, START, None)
    answered = with_same_for_all(empty, {"First day": "1 April 2027", "frame.provider.short_name": "Provider"})

    assert answered.frame.start == dt.date(2027, 4, 1)
    assert matched(NAME, agreement=answered).missing == ()


@pytest.mark.parametrize("field", ["frame.custmer.legal_name", "frame.customer", "texts", "frame.provider.address"])
def test_an_answer_to_what_cannot_be_answered_is_refused(field: str) -> None:
    locked = template(*ASKED, locked=("frame.provider.address",)).agreement
    with pytest.raises(LibraryError):
        with_same_for_all(locked, {field: "x"})


def test_a_new_table_has_a_column_that_is_found_again_for_each_question() -> None:
    twins = (Question("frame.contacts.6.email", "E-mail"), Question("frame.contacts.8.email", "E-mail"))
    agreement = template(Question(NAME, "Who?"), *twins, agreement=load_starter("saas")).agreement

    assert headings(agreement) == ("Who?", "frame.contacts.6.email", "frame.contacts.8.email")
    assert [use.path for use in matched(*headings(agreement), agreement=agreement).uses] == [
        NAME,
        "frame.contacts.6.email",
        "frame.contacts.8.email",
    ]


def test_a_new_table_for_a_draft_has_what_is_usually_asked() -> None:
    columns = headings(load_starter("saas"))

    assert "Customer's legal name" in columns
    assert matched(*columns, agreement=load_starter("saas")).unknown == ()


def test_the_fields_that_a_column_can_fill_begin_with_what_is_asked_and_hold_nothing_locked() -> None:
    source = template(Question(START, "First day?"), locked=(REFERENCE,))
    fields = fillable_fields(source.agreement)

    assert fields[0] == (START, "First day?")
    assert REFERENCE not in dict(fields)
    assert NAME in dict(fields)
    assert all(can_be_typed(source.agreement, path) for path, _words in fields)
