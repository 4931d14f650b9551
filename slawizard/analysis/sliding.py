"""The worst position of a window that slides: where most of so long a time was lost, wherever the window begins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple


class WorstPlace(NamedTuple):
    """Where a sliding window begins when most is lost in it, and how much that is, in the unit of the stretches."""

    start: int
    lost: int


def worst_place(stretches: Sequence[tuple[int, int]], length: int, first: int, last: int) -> WorstPlace | None:
    """The window of `length` inside `first` to `last` in which most of the stretches lies; the earliest of equals.

    `stretches` are in order and do not touch. None where no window fits. What is lost changes its slope only where an
    edge of the window passes an edge of a stretch, so that the most is reached where the window begins with a stretch
    or ends with one.
    """
    if length <= 0 or last - first < length:
        return None
    starts, ends = [start for start, _ in stretches], [end for _, end in stretches]
    before = [0, *accumulate(end - start for start, end in stretches)]

    def until(at: int) -> int:
        place = bisect_right(starts, at)
        return before[place] - max(0, ends[place - 1] - at if place else 0)

    latest = last - length
    tried = {first, latest, *starts, *(end - length for end in ends)}
    fitting = sorted(tried)
    fitting = fitting[bisect_left(fitting, first) : bisect_right(fitting, latest)]
    lost, start = max((until(at + length) - until(at), -at) for at in fitting)
    return WorstPlace(-start, lost)
