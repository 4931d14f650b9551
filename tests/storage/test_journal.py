"""Unsaved work outlives the program, and recovering it never touches the original."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from slawizard.errors import DraftFileError
from slawizard.files import Fingerprint
from slawizard.storage.draft_file import load_draft, save_draft
from slawizard.storage.journal import Journal, RecoveredWork, journal_folder, recoverable
from tests.agreements import empty, full, small
from tests.storage.processes import other_program

RECORD = """
from pathlib import Path
from tests.agreements import small
from slawizard.files import Fingerprint
from slawizard.storage.journal import Journal
Journal().record(small(), Path(sys.argv[1]) if sys.argv[1:] else None, Fingerprint(5, "x"))
"""


def leave_behind(*draft: str) -> RecoveredWork:
    """The work of a program that was killed."""
    with other_program(RECORD, *draft) as other:
        other.kill()
        other.wait()
    (work,) = recoverable()
    return work


def test_the_work_of_a_killed_program_is_offered() -> None:
    work = leave_behind("/drafts/a.sladraft")
    assert work.agreement == small()
    assert work.draft == Path("/drafts/a.sladraft")
    assert work.fingerprint == Fingerprint(5, "x")
    assert work.trouble == ""


def test_work_that_was_never_saved_is_offered_too() -> None:
    work = leave_behind()
    assert work.draft is None
    assert work.agreement == small()


def test_the_work_of_a_living_program_is_not_offered() -> None:
    with other_program(RECORD):
        assert len(list(journal_folder().iterdir())) == 1
        assert recoverable() == ()


def test_the_last_state_that_was_recorded_is_kept() -> None:
    code = (
        f"{RECORD}\nfrom tests.agreements import full\nj = Journal()\nj.record(small(), None)\nj.record(full(), None)"
    )
    with other_program(code) as other:
        other.kill()
        other.wait()
    newest, older = recoverable()
    assert (newest.agreement, older.agreement) == (full(), small())
    assert newest.written > older.written


def test_recovering_does_not_touch_the_original(tmp_path: Path) -> None:
    draft = tmp_path / "a.sladraft"
    save_draft(empty(), draft, None)
    before = draft.read_bytes(), draft.stat().st_mtime_ns
    work = leave_behind(str(draft))
    Journal().adopt(work)
    assert work.agreement == small()
    assert (draft.read_bytes(), draft.stat().st_mtime_ns) == before
    assert load_draft(draft).agreement == empty()


def test_adopted_work_is_this_programs_own_and_offered_no_more() -> None:
    work = leave_behind("/drafts/a.sladraft")
    journal = Journal()
    journal.adopt(work)
    assert recoverable() == ()
    assert list(journal_folder().iterdir()) == [journal.path]


def test_discarded_work_is_gone() -> None:
    work = leave_behind()
    work.discard()
    work.discard()
    assert recoverable() == ()


def test_a_cleared_journal_leaves_nothing() -> None:
    journal = Journal()
    journal.clear()
    journal.record(small(), None)
    journal.clear()
    assert list(journal_folder().iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b"{\n", b"[" * 5000])
def test_a_damaged_journal_is_shown_and_kept(damage: bytes) -> None:
    work = leave_behind()
    work.journal.write_bytes(damage)
    (shown,) = recoverable()
    assert shown.agreement is None
    assert shown.trouble
    with pytest.raises(DraftFileError):
        Journal().adopt(shown)
    assert work.journal.read_bytes() == damage


def test_a_journal_whose_draft_is_damaged_says_so() -> None:
    work = leave_behind("/drafts/a.sladraft")
    work.journal.write_bytes(work.journal.read_bytes()[:-40])
    (shown,) = recoverable()
    assert shown.draft == Path("/drafts/a.sladraft")
    assert "breaks off" in shown.trouble


def test_a_draft_whose_name_is_no_text_is_recovered() -> None:
    name = os.fsdecode(b"/drafts/\xff.sladraft")
    assert leave_behind(name).draft == Path(name)


def test_a_journal_is_for_its_user_alone() -> None:
    Journal().record(small(), None)
    assert stat.S_IMODE(journal_folder().stat().st_mode) == 0o700


def test_without_journals_nothing_is_offered() -> None:
    assert recoverable() == ()


def test_calls_from_many_threads_leave_one_whole_journal() -> None:
    journal = Journal()
    agreements = [empty(), small(), full()] * 4
    threads = [threading.Thread(target=journal.record, args=(agreement, None)) for agreement in agreements]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(journal_folder().iterdir()) == [journal.path]
