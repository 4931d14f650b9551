"""Tests of the windows over which suppliers keep their promises."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.expectations import Supplier
from slawizard.analysis.supplier_windows import longer_windows, together_at_worst, unread_windows, window_days
from slawizard.analysis.suppliers import promised_together
from tests.agreements.quantities import d

YEAR = d("365.2425")
MONTH = YEAR / 12


def supplier(availability: str, window: str, **more: object) -> Supplier:
    """A supplier that promises this over that."""
    return Supplier("s", "Stonebank", availability=d(availability), window=window, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("month", MONTH),
        ("Calendar month", MONTH),
        ("monthly", MONTH),
        ("per billing month", MONTH),
        ("quarter", MONTH * 3),
        ("Quarterly", MONTH * 3),
        ("each contract year", YEAR),
        ("annually", YEAR),
        ("per annum", YEAR),
        ("12 months", YEAR),
        ("twelve months", YEAR),
        ("30 days", d("30")),
        ("rolling 30-day window", d("30")),
        ("half year", YEAR / 2),
        ("a week", d("7")),
        ("24 hours", d("1")),
    ],
)
def test_usual_windows_are_understood(words: str, found: Decimal) -> None:
    assert window_days(words) == found


@pytest.mark.parametrize("words", ["", "  ", "term", "as agreed", "12", "0 days", "fiscal period"])
def test_other_windows_are_not_guessed(words: str) -> None:
    assert window_days(words) is None


def test_three_nines_of_a_year_are_8_hours_46_that_may_fall_into_one_month() -> None:
    (found,) = longer_windows((supplier("99.9", "year"),), MONTH)
    assert found.minutes == YEAR * 1440 / 1000
    assert found.left == 100 - d("1.2")


@pytest.mark.parametrize("window", ["month", "30 days", "31 days", "week", "", "who knows"])
def test_a_window_like_ours_or_shorter_or_unknown_changes_nothing(window: str) -> None:
    assert longer_windows((supplier("99.9", window),), MONTH) == ()
    assert together_at_worst((supplier("99.9", window),), MONTH) == d("99.9")


def test_a_promise_that_allows_more_than_our_window_leaves_nothing_of_it() -> None:
    assert together_at_worst((supplier("90", "year"),), MONTH) == 0


def test_a_spare_beside_it_still_stands() -> None:
    pair = (supplier("90", "year", group="g"), supplier("99", "month", group="g"))
    assert together_at_worst(pair, MONTH) == 99


def test_windows_that_are_not_understood_are_named() -> None:
    assert unread_windows((supplier("99", "term"), supplier("99", "year"), Supplier("n", "Silent"))) == ("Stonebank",)


WINDOWS = st.sampled_from(["day", "week", "month", "quarter", "year", "", "2 years"])
SUPPLIERS = st.builds(
    Supplier,
    st.just("s"),
    availability=st.decimals(0, 100, places=2),
    window=WINDOWS,
    group=st.sampled_from(["", "a", "b"]),
    needed=st.integers(1, 3),
)


@given(st.lists(SUPPLIERS, min_size=1, max_size=5), st.sampled_from([d("1"), d("7"), MONTH, YEAR]))
def test_the_worst_is_never_better_than_the_average(suppliers: list[Supplier], ours: Decimal) -> None:
    worst, mean = together_at_worst(suppliers, ours), promised_together(suppliers)
    assert worst is not None
    assert mean is not None
    assert worst <= mean + d("1e-20")
