"""A process is recognised again, and it is known whether it still lives."""

from __future__ import annotations

import os
import shutil

import msgspec
import pytest

from slawizard.storage import process
from slawizard.storage.process import Life, this_process
from tests.storage.processes import other_program

replace = msgspec.structs.replace


def test_this_process_is_alive() -> None:
    assert this_process().life() is Life.ALIVE


def test_another_process_is_alive_until_it_is_killed() -> None:
    with other_program("") as other:
        seen = replace(this_process(), pid=other.pid, started=process._started(other.pid) or "")
        assert seen.life() is Life.ALIVE
        other.kill()
        other.wait()
        assert seen.life() is Life.GONE


def test_a_killed_process_that_nobody_has_asked_about_is_gone() -> None:
    with other_program("") as other:
        seen = replace(this_process(), pid=other.pid, started=process._started(other.pid) or "")
        other.kill()
        # It has ended, and stays in the table because nobody has taken note of it.
        os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
        assert seen.life() is Life.GONE


def test_a_later_process_with_the_same_number_is_another_one() -> None:
    assert replace(this_process(), started="1").life() is Life.GONE


def test_a_process_from_before_the_machine_was_started_is_gone() -> None:
    assert replace(this_process(), boot="another").life() is Life.GONE


def test_a_process_on_another_machine_cannot_be_known() -> None:
    assert replace(this_process(), boot="another", host="elsewhere").life() is Life.UNKNOWN


def test_a_machine_that_was_renamed_is_still_the_same() -> None:
    assert replace(this_process(), host="elsewhere").life() is Life.ALIVE


def test_a_process_in_another_container_cannot_be_known() -> None:
    assert replace(this_process(), space="pid:[1]").life() is Life.UNKNOWN


def test_without_a_mark_of_the_boot_another_host_cannot_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_boot", lambda: "")
    process._identify.cache_clear()
    try:
        assert this_process().life() is Life.ALIVE
        assert replace(this_process(), host="elsewhere").life() is Life.UNKNOWN
    finally:
        process._identify.cache_clear()


@pytest.mark.skipif(not shutil.which("ps"), reason="there is no ps here")
def test_without_proc_the_start_is_asked_of_ps() -> None:
    with other_program("") as other:
        started = process._started_by_ps(other.pid)
        assert started
        assert process._started_by_ps(other.pid) == started
    assert process._started_by_ps(other.pid) == ""


def test_where_nothing_can_be_asked_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_started", lambda _pid: None)
    assert replace(this_process(), started="1").life() is Life.UNKNOWN
