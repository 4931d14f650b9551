"""Tests of the right to end the agreement."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from slawizard.agreement.consequences import TerminationTrigger
from slawizard.agreement.metrics import MeasurementWindow, ServiceLevel, Standing, Target, WindowKind
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d, days, months
from tests.analysis.calculating import agreement, answer, uptime, window

TWO_OF_THREE = TerminationTrigger(misses=2, windows=3)


def right(trigger: TerminationTrigger, *missed: str, level: ServiceLevel | None = None, **reading: Any) -> Any:
    windows = [window({"level": "uptime", "missed": True, **reading}, start=f"2026-{name}-01") for name in missed]
    (found,) = answer(agreement(level or uptime(), termination=(trigger,)), *windows)["termination"]
    return found


@pytest.mark.parametrize(
    ("missed", "given"),
    [(("01", "03"), True), (("01", "04"), False), (("01",), False), (("04", "03"), True), ((), False)],
)
def test_so_many_misses_in_so_many_windows_give_the_right(missed: tuple[str, ...], given: bool) -> None:
    assert right(TWO_OF_THREE, *missed)["right"] is given


def test_the_right_begins_with_the_window_that_completes_the_case_and_ends_in_time() -> None:
    found = right(msgspec.structs.replace(TWO_OF_THREE, use_within=days(30)), "01", "03")
    assert (found["since"], found["use_until"]) == ("2026-03-31", "2026-04-30")
    assert "2026-01-01, 2026-03-01" in found["steps"][0]


def test_fees_paid_in_advance_for_the_time_after_the_end_are_paid_back() -> None:
    windows = [window({"level": "uptime", "missed": True}, start=f"2026-{name}-01") for name in ("01", "02")]
    year = {"amount": 36500, "start": "2026-01-01", "end": "2026-12-31"}
    terms = agreement(termination=(TWO_OF_THREE,))
    (found,) = answer(terms, *windows, prepaid=[year], ended_on="2026-03-31")["termination"]
    assert found["refund"] == "27500.00"
    (kept,) = answer(terms, windows[0], prepaid=[year], ended_on="2026-03-31")["termination"]
    assert kept["refund"] is None


def test_prepaid_time_that_ends_before_it_starts_is_told() -> None:
    windows = [window({"level": "uptime", "missed": True}, start=f"2026-{name}-01") for name in ("01", "02")]
    wrong = {"amount": 1, "start": "2026-12-31", "end": "2026-01-01"}
    with pytest.raises(MeasuredFileError, match="ends before it starts"):
        answer(agreement(termination=(TWO_OF_THREE,)), *windows, prepaid=[wrong], ended_on="2026-03-31")


def test_misses_in_a_row_need_no_number_of_windows() -> None:
    assert right(TerminationTrigger(misses=2), "01", "02")["right"]
    assert not right(TerminationTrigger(misses=2), "01", "03")["right"]


# The seventh of February 2026 is a Saturday: what must be told by then can still be told on Monday.
@pytest.mark.parametrize(
    ("within", "noticed", "given"),
    [
        (5, "2026-02-05", True),
        (5, "2026-02-06", False),
        (7, "2026-02-07", True),
        (7, "2026-02-09", True),
        (7, "2026-02-10", False),
        (7, None, False),
    ],
)
def test_a_miss_counts_only_if_it_was_notified_in_time(within: int, noticed: str | None, given: bool) -> None:
    trigger = TerminationTrigger(misses=1, windows=1, needs_notice_of_each=True, notify_within=days(within))
    told: dict[str, Any] = {"notified_on": noticed} if noticed else {}
    assert right(trigger, "01", **told)["right"] is given


@pytest.mark.parametrize(("value", "given"), [("94.99", True), ("95", False)])
def test_a_value_beyond_the_floor_gives_the_right_at_once(value: str, given: bool) -> None:
    terms = agreement(termination=(TerminationTrigger(floor=d("95")),))
    (found,) = answer(terms, window({"level": "uptime", "value": value}))["termination"]
    assert found["right"] is given


def test_levels_are_counted_apart() -> None:
    other = ServiceLevel("other", targets=(Target(d("99")),))
    windows = [
        window({"level": "uptime", "missed": True}, start="2026-01-01"),
        window({"level": "other", "missed": True}, start="2026-02-01"),
    ]
    (found,) = answer(agreement(uptime(), other, termination=(TWO_OF_THREE,)), *windows)["termination"]
    assert not found["right"]


def test_only_the_levels_named_count() -> None:
    assert not right(msgspec.structs.replace(TWO_OF_THREE, levels=("other",)), "01", "02")["right"]


def test_a_level_for_information_gives_no_right() -> None:
    assert not right(TWO_OF_THREE, "01", "02", level=uptime(standing=Standing.INFORMATIONAL))["right"]


def test_misses_in_the_grace_at_the_start_do_not_count() -> None:
    terms = agreement(termination=(TWO_OF_THREE,), grace_period=months(1))
    terms = msgspec.structs.replace(terms, frame=msgspec.structs.replace(terms.frame, start=dt.date(2026, 1, 1)))
    windows = [window({"level": "uptime", "missed": True}, start=f"2026-{name}-01") for name in ("01", "02")]
    (found,) = answer(terms, *windows)["termination"]
    assert not found["right"]


@pytest.mark.parametrize(
    ("kind", "first", "second", "given"),
    [
        (WindowKind.QUARTER, "2026-01-01", "2026-04-01", True),
        (WindowKind.QUARTER, "2026-01-01", "2026-07-01", False),
        (WindowKind.DAY, "2026-01-01", "2026-01-02", True),
        (WindowKind.DAY, "2026-01-01", "2026-01-03", False),
        (WindowKind.CLOCK_HOUR, "2026-01-01T23:00", "2026-01-02T00:00", True),
        (WindowKind.CLOCK_HOUR, "2026-01-01T22:00", "2026-01-02T00:00", False),
    ],
)
def test_windows_of_any_length_follow_one_another(kind: WindowKind, first: str, second: str, given: bool) -> None:
    level = uptime(window=MeasurementWindow(kind))
    windows = [window({"level": "uptime", "missed": True}, start=start) for start in (first, second)]
    (found,) = answer(agreement(level, termination=(TerminationTrigger(misses=2, windows=2),)), *windows)["termination"]
    assert found["right"] is given
