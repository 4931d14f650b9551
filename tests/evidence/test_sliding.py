"""Windows that slide, in an import: their worst place is told."""

from __future__ import annotations

from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.metrics import MeasurementWindow, WindowKind
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.evidence.sliding import joined, without
from tests.agreements.quantities import d
from tests.evidence.test_importing import UPTIME, read

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda each: (each[0], sum(each))), max_size=9)
WINDOW = MeasurementWindow(WindowKind.SLIDING, Duration(d("30"), TimeUnit.DAYS))
OUTAGES = (
    "start,end\n2026-01-01 00:00,2026-01-01 00:10\n"
    "2026-01-30 12:00,2026-01-30 13:00\n2026-02-01 12:00,2026-02-01 13:00\n"
)


def seconds(spans: list[tuple[int, int]]) -> set[int]:
    return {second for start, end in spans for second in range(start, end)}


@given(SPANS, SPANS)
def test_what_is_left_is_in_the_spans_and_in_no_hole(
    spans: list[tuple[int, int]], holes: list[tuple[int, int]]
) -> None:
    assert seconds(without(joined(spans), joined(holes))) == seconds(spans) - seconds(holes)


def test_the_worst_place_of_a_sliding_window_is_told(tmp_path: Path) -> None:
    level = msgspec.structs.replace(UPTIME, window=WINDOW)

    found = read(tmp_path, OUTAGES, level)

    assert any("end to end" in note for note in found.notes)
    assert any("120.00 minutes, from 2026-01-02 13:00" in note for note in found.notes)
