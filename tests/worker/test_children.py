"""A job's own process, both ways of making one."""

from __future__ import annotations

import os
import sys

import msgspec
import pytest

from slawizard.errors import ExportError
from slawizard.export.options import ExportOptions
from slawizard.worker.children import Child, ForkedChild, SpawnedChild, answer, write_all
from slawizard.worker.engine import Engine, WriteFile
from slawizard.worker.protocol import Done, Failed, Frames, Reply
from tests.export.sample import sample


def outcome(child: Child) -> Reply:
    frames: Frames[Reply] = Frames(Reply)
    replies: list[Reply] = []
    while data := os.read(child.fd, 1 << 16):
        replies += frames.feed(data)
    os.close(child.fd)
    assert child.wait() == 0
    (reply,) = replies
    return reply


def words(reply: Reply) -> bytes:
    assert isinstance(reply, Done)
    return msgspec.msgpack.decode(reply.result, type=bytes)


def test_a_spawned_interpreter_writes_what_this_one_writes() -> None:
    task = WriteFile(sample(), "md", ExportOptions())

    assert words(outcome(SpawnedChild(task))) == Engine().perform(task)


def test_a_spawned_interpreter_tells_what_is_wrong() -> None:
    reply = outcome(SpawnedChild(WriteFile(sample(), "odt", ExportOptions())))

    assert isinstance(reply, Failed)
    assert (reply.kind, reply.what) == ("ExportError", "There is no format called “odt”.")


def test_a_spawned_interpreter_can_be_killed() -> None:
    child = SpawnedChild(WriteFile(sample(), "pdf", ExportOptions()))
    child.kill()

    assert child.wait() == -9
    os.close(child.fd)


@pytest.mark.skipif(sys.platform != "linux", reason="jobs are forked on Linux only")
def test_a_fork_writes_what_this_process_writes() -> None:
    task = WriteFile(sample(), "md", ExportOptions(watermark="DRAFT"))

    assert words(outcome(ForkedChild(Engine(), task, ()))) == Engine().perform(task)


def test_whatever_goes_wrong_becomes_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse() -> None:
        raise ExportError("No.", where="here", remedy="Do this.")

    def fail() -> None:
        raise KeyError("a fault")

    assert answer(3, refuse) == Failed(3, "ExportError", "No.", "here", "Do this.")
    fault = answer(4, fail)
    assert isinstance(fault, Failed)
    assert "fault in the program" in fault.what
    assert "KeyError" in capsys.readouterr().err


def test_everything_is_written_however_small_the_pipe() -> None:
    read_fd, write_fd = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_fd)
        write_all(write_fd, b"x" * 1_000_000)
        os._exit(0)
    os.close(write_fd)
    received = 0
    while data := os.read(read_fd, 1 << 16):
        received += len(data)
    os.close(read_fd)
    os.waitpid(child, 0)

    assert received == 1_000_000
