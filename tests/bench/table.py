"""One line of the table of goals, and the clock that fills it: ours and the peer in turns, the least of several."""

from __future__ import annotations

import contextlib
import gc
import os
import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TURNS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, its figure (less is better), the first rung and the goal, and the unit of all three.

    `figure` is None where it could not be measured; `detail` then says what was missing, otherwise what stands behind
    the figure.
    """

    what: str
    figure: float | None
    rung: float
    goal: float
    unit: str = "×"
    detail: str = ""


Clock = Callable[[], float]


def seconds(work: Callable[[], object], clock: Clock = time.perf_counter) -> float:
    """How long `work` takes, by default by the clock on the wall."""
    gc.collect()
    begin = clock()
    work()
    return clock() - begin


def seconds_in_child(work: Callable[[], object], nice: int, clock: Clock = time.perf_counter) -> Callable[[], float]:
    """The same, in a fork of this process at another priority: the priority that our own jobs run at. What only
    reckons is best timed by `time.process_time`, which other programs on the machine lengthen far less.
    """

    def measure() -> float:
        read_fd, write_fd = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.nice(nice)
                os.write(write_fd, struct.pack("d", seconds(work, clock)))
            finally:
                os._exit(0)
        os.close(write_fd)
        answer = os.read(read_fd, 8)
        os.close(read_fd)
        os.waitpid(child, 0)
        if len(answer) != 8:
            raise RuntimeError("the measured work failed")
        taken: float = struct.unpack("d", answer)[0]
        return taken

    return measure


def tree_processor_s() -> float:
    """The time of the processor that this process, those it has started, and those that have ended have used."""
    used = sum(_used_ticks(process) for process in _descendants(os.getpid()))
    return used / os.sysconf("SC_CLK_TCK")


def _descendants(process: int) -> Iterator[int]:
    yield process
    with contextlib.suppress(FileNotFoundError):  # it has just ended
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _descendants(int(child))


def _used_ticks(process: int) -> int:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0
    return sum(int(field) for field in fields[11:15])  # its own and its ended children's, in and outside the system


def in_turns(*measures: Callable[[], float], turns: int = TURNS) -> tuple[float, ...]:
    """The least of each measure, taken in turns, so that what slows the machine slows all of them."""
    taken = [[measure() for measure in measures] for _ in range(turns)]
    return tuple(min(column) for column in zip(*taken, strict=True))
