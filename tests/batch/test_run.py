"""Carrying a plan out: every row once, whatever happens to the others, to the crew, or to the program."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

import pytest

from slawizard.batch import folder as batch_folder
from slawizard.batch.crew import Event
from slawizard.batch.folder import BatchFolder
from slawizard.batch.journal import Journal
from slawizard.batch.plan import Order, Plan, make_plan
from slawizard.batch.run import Outcome, Progress, Summary, run_batch
from slawizard.errors import WorkerError
from slawizard.files import Fingerprint, write_atomic
from tests.batch.conftest import NAME, FakeCrew, plan_of, template, write_table

NAMES = tuple(f"Customer {number:02}" for number in range(1, 13))


def carry_out(plan: Plan, out: Path, crew: FakeCrew) -> Summary:
    """Run the plan into the folder."""
    with BatchFolder(out) as folder:
        return run_batch(plan, folder, lambda: crew)


def outcomes(summary: Summary) -> list[str]:
    """What became of each row."""
    return [str(row.outcome) for row in summary.rows]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return plan_of(tmp_path / "t.csv", *NAMES, formats=("md", "html"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_every_row_gives_its_files(plan: Plan, out: Path, crew: FakeCrew) -> None:
    summary = carry_out(plan, out, crew)

    assert summary.count(Outcome.WRITTEN) == len(NAMES)
    assert {path.name for path in out.glob("[!.]*")} == {f"{name}.{end}" for name in NAMES for end in ("md", "html")}
    assert summary.rows[3].files[0].digest == Fingerprint.of((out / "Customer 04.md").read_bytes()).digest
    assert crew.is_closed


def test_a_second_run_does_nothing_and_hires_nobody(plan: Plan, out: Path, crew: FakeCrew) -> None:
    carry_out(plan, out, crew)
    with BatchFolder(out) as folder:
        again = run_batch(plan, folder, lambda: pytest.fail("there is no work"))

    assert set(outcomes(again)) == {"unchanged"}
    assert again.rows[0].findings == carry_out(plan, out, crew).rows[0].findings != ()


def test_only_a_changed_row_is_done_again(tmp_path: Path, plan: Plan, out: Path, crew: FakeCrew) -> None:
    carry_out(plan, out, crew)
    table = (tmp_path / "t.csv").read_text(encoding="utf-8")
    (tmp_path / "t.csv").write_text(table.replace("Customer 05,Customer", "Customer 05,Client"), encoding="utf-8")
    second = FakeCrew()
    changed = make_plan(Order(template(), tmp_path / "t.csv", ("md", "html")))
    summary = carry_out(changed, out, second)

    assert second.done == Counter({5: 1})
    assert summary.count(Outcome.UNCHANGED) == len(NAMES) - 1
    assert "Client" in (out / "Customer 05.md").read_text(encoding="utf-8")


def test_a_bad_row_is_reported_and_stops_no_other(tmp_path: Path, out: Path, crew: FakeCrew) -> None:
    path = write_table(tmp_path / "t.csv", [[NAME, "frame.start"], ["Alder", "soon"], ["Birch", "2027-04-01"]])
    summary = carry_out(make_plan(Order(template(), path, ("md",))), out, crew)

    assert outcomes(summary) == ["failed", "written"]
    assert (summary.rows[0].column, summary.rows[0].line) == ("frame.start", 2)


def test_what_fails_in_the_render_process_names_row_column_and_remedy(plan: Plan, out: Path, crew: FakeCrew) -> None:
    crew.fails = {2}
    row = carry_out(plan, out, crew).rows[1]

    assert (row.outcome, row.column, row.remedy) == (Outcome.FAILED, NAME, "Mend it.")


def test_a_failed_row_is_tried_again_by_the_next_run(plan: Plan, out: Path, crew: FakeCrew) -> None:
    crew.fails = {2}
    carry_out(plan, out, crew)
    second = FakeCrew()

    assert set(outcomes(carry_out(plan, out, second))) == {"unchanged", "written"}
    assert second.done == Counter({2: 1})


def test_errors_left_are_reported_and_nothing_is_written_for_them(plan: Plan, out: Path, crew: FakeCrew) -> None:
    crew.refuses = {3}
    summary = carry_out(plan, out, crew)

    assert summary.rows[2].outcome is Outcome.ERRORS
    assert summary.rows[2].findings
    assert not list(out.glob("Customer 03*"))
    assert outcomes(carry_out(plan, out, FakeCrew()))[2] == "errors left"


def test_an_older_file_of_a_row_that_has_errors_by_now_is_told(
    tmp_path: Path, plan: Plan, out: Path, crew: FakeCrew
) -> None:
    carry_out(plan, out, crew)
    worse = FakeCrew()
    worse.refuses = {1}
    changed = make_plan(Order(template(), tmp_path / "t.csv", ("md",), watermark="X"))

    assert "Customer 01.md" in carry_out(changed, out, worse).rows[0].reason


def test_a_row_that_kills_its_process_costs_itself_alone(plan: Plan, out: Path, crew: FakeCrew) -> None:
    crew.dies_at = {4}
    summary = carry_out(plan, out, crew)

    assert summary.rows[3].outcome is Outcome.FAILED
    assert "memory" in summary.rows[3].reason
    assert summary.count(Outcome.WRITTEN) == len(NAMES) - 1
    assert crew.done == Counter({number: 1 for number in range(1, 13) if number != 4})


def test_a_row_whose_process_was_killed_once_is_done_after_all(plan: Plan, out: Path, crew: FakeCrew) -> None:
    crew.dies_once_at = {4, 9}
    summary = carry_out(plan, out, crew)

    assert not crew.dies_once_at
    assert summary.count(Outcome.WRITTEN) == len(NAMES)


def test_a_crew_that_only_dies_ends_the_batch_with_its_reason(plan: Plan, out: Path, crew: FakeCrew) -> None:
    crew.dies_at = set(range(1, 13))
    summary = carry_out(plan, out, crew)

    assert summary.trouble is not None
    assert "memory" in str(summary.trouble)
    assert summary.count(Outcome.NOT_DONE) > 0


def test_many_rows_that_kill_their_process_do_not_stop_the_rest(plan: Plan, out: Path, crew: FakeCrew) -> None:
    crew.dies_at = set(range(2, 12))
    summary = carry_out(plan, out, crew)

    assert summary.trouble is None
    assert (summary.count(Outcome.WRITTEN), summary.count(Outcome.FAILED)) == (2, 10)


def test_a_crew_that_is_lost_ends_the_batch(plan: Plan, out: Path, crew: FakeCrew) -> None:
    crew.events.put(Event(0, problem=WorkerError("The connection was lost."), is_final=True))
    summary = carry_out(plan, out, crew)

    assert str(summary.trouble) == "The connection was lost."
    assert not summary.stopped


def test_a_batch_that_is_stopped_keeps_what_is_done_and_goes_on_later(plan: Plan, out: Path, crew: FakeCrew) -> None:
    stop = threading.Event()

    def stop_at_five(progress: Progress) -> None:
        if progress.done == 5:
            stop.set()

    with BatchFolder(out) as folder:
        first = run_batch(plan, folder, lambda: crew, tell=stop_at_five, stop=stop)
    second = carry_out(plan, out, FakeCrew())

    assert first.stopped
    assert first.count(Outcome.WRITTEN) == 5
    assert (second.count(Outcome.UNCHANGED), second.count(Outcome.WRITTEN)) == (5, 7)


def test_progress_counts_every_row_once(plan: Plan, out: Path, crew: FakeCrew) -> None:
    told: list[Progress] = []
    crew.fails = {1}
    with BatchFolder(out) as folder:
        run_batch(plan, folder, lambda: crew, tell=told.append)

    assert [progress.done for progress in told] == list(range(1, 13))
    assert told[-1].counts == {Outcome.FAILED: 1, Outcome.WRITTEN: 11}
    assert told[-1].seconds_left == 0


def test_jobs_are_long_in_the_middle_and_short_towards_the_end(tmp_path: Path, out: Path) -> None:
    slow = FakeCrew(width=1)
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("slawizard.batch.run.time.monotonic", clock)
        carry_out(plan_of(tmp_path / "t.csv", *(f"Customer {number}" for number in range(200))), out, slow)

    assert sum(slow.sizes) == 200
    assert slow.sizes[0] == 1
    assert slow.sizes[-1] < max(slow.sizes) / 4


class Clock:
    """A clock that goes on by a tenth of a second whenever someone looks at it."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        self.now += 0.1
        return self.now


def test_a_plan_with_open_questions_is_not_carried_out(tmp_path: Path, out: Path, crew: FakeCrew) -> None:
    path = write_table(tmp_path / "t.csv", [[NAME, "Colour"], ["Alder", "red"]])
    with pytest.raises(ValueError, match="open questions"):
        carry_out(make_plan(Order(template(), path)), out, crew)


class Crash(BaseException):
    """The program ends here."""


class Fuse:
    """Ends the program at the given step, of those that change the disk; counts the files that were written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
        self.left = step
        self.blown = False
        self.written: Counter[str] = Counter()
        note = Journal._write

        def noting(journal: Journal, *args: object) -> None:
            self._burn()
            note(journal, *args)  # type: ignore[arg-type]
            self._burn()

        def writing(path: Path, data: bytes, *, expected: Fingerprint | None = None) -> Fingerprint:
            self._burn()
            found = write_atomic(path, data, expected=expected)
            self.written[path.name] += 1
            self._burn()
            return found

        monkeypatch.setattr(Journal, "_write", noting)
        monkeypatch.setattr(batch_folder, "write_atomic", writing)

    def _burn(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.blown = True
            raise Crash


@pytest.mark.parametrize("step", range(1, 21))
def test_killed_at_any_step_no_file_is_written_twice_and_none_is_lost(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    plan = plan_of(tmp_path / "t.csv", *NAMES[:3], formats=("md", "html"))
    fuse = Fuse(monkeypatch, step)
    with pytest.raises(Crash):
        carry_out(plan, out, FakeCrew())
    assert fuse.blown
    summary = carry_out(plan, out, FakeCrew())

    assert set(outcomes(summary)) <= {"written", "unchanged"}
    assert fuse.written == Counter({f"{name}.{end}": 1 for name in NAMES[:3] for end in ("md", "html")})
    for row in summary.rows:
        for file in row.files:
            assert Fingerprint.of((out / file.name).read_bytes()) == file.fingerprint
