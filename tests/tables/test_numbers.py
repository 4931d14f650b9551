"""Numbers in cells: decimal comma and point by the whole column."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.tables.answers import Topic
from slawizard.tables.cells import CellError
from slawizard.tables.numbers import NumberForm, read_number


def form(*cells: object, answer: str = "") -> NumberForm:
    found = NumberForm()
    for cell in cells:
        found.take(cell)  # type: ignore[arg-type]
    found.settle(answer, "value")
    return found


@settings(deadline=None)
@given(st.decimals(-(10**9), 10**9, places=3, allow_nan=False))
def test_a_number_is_read_as_it_was_written(number: Decimal) -> None:
    assert read_number(f"{number:,.3f}", ".") == number
    assert read_number(f"{number:,.3f}".translate(str.maketrans(",.", ".,")), ",") == number
    assert read_number(f"{number:,.3f}".replace(",", "\u202f").replace(".", ","), ",") == number


@pytest.mark.parametrize(
    "text",
    ["1_000", "NaN", "Infinity", "١٢", "0x10", "1,23,456", "1.2.3", "--5", "", "%", "1e9999", "-E2", "e5", ".", "-.e1"],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text, ".") is None


def test_a_column_of_thousands_or_thousandths_is_asked_about() -> None:
    found = NumberForm()
    for text in ("1,234", "2,500", "17"):
        found.take(text)

    _, question = found.settle("", "value")

    assert question is not None
    assert question.topic == Topic.DECIMAL
    assert {choice.words for choice in question.choices} == {"“1,234” is 1234", "“1,234” is 1.234"}


@pytest.mark.parametrize(("sure", "value"), [("1.234,5", "1.234"), ("0,5", "1.234"), ("12,75", "1.234")])
def test_one_sure_cell_settles_the_column(sure: str, value: str) -> None:
    assert form("1,234", sure).read("1,234") == Decimal(value)


def test_an_answer_settles_the_column() -> None:
    assert form("1,234", answer=".").read("1,234") == 1234


def test_a_cell_that_does_not_fit_its_column_is_rejected() -> None:
    found = form(*["1.5"] * 50, "1,5")

    with pytest.raises(CellError, match="decimal point"):
        found.read("1,5")


def test_a_column_half_of_each_is_asked_about() -> None:
    found = NumberForm()
    for text in ("1.5", "1,5", "2.5", "2,5"):
        found.take(text)

    assert found.settle("", "value")[1] is not None


def test_a_number_of_a_workbook_is_what_was_typed() -> None:
    assert form().read(99.95) == Decimal("99.95")


@pytest.mark.parametrize("cell", [True, ""])
def test_what_a_workbook_holds_instead_of_a_number_is_rejected(cell: object) -> None:
    with pytest.raises(CellError):
        form().read(cell)  # type: ignore[arg-type]
