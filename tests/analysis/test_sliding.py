"""Tests of sliding windows: the worst place, against trying every one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from slawizard.analysis.sliding import worst_place

STRETCHES = st.sets(st.integers(0, 80), max_size=50)


@given(STRETCHES, st.integers(1, 90), st.integers(0, 20), st.integers(0, 90))
def test_the_worst_place_is_the_worst_of_all(down: set[int], length: int, first: int, last: int) -> None:
    stretches: list[tuple[int, int]] = []
    for second in sorted(down):
        if stretches and stretches[-1][1] == second:
            stretches[-1] = (stretches[-1][0], second + 1)
        else:
            stretches.append((second, second + 1))

    found = worst_place(stretches, length, first, last)

    lost = [len(down & set(range(at, at + length))) for at in range(first, last - length + 1)]
    if not lost:
        assert found is None
    else:
        assert found is not None
        assert found.lost == max(lost)
        assert lost[found.start - first] == found.lost
