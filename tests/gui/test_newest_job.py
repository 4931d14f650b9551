"""One question under way and the newest next: no queue, and no older answer over a newer one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from slawizard.agreement.agreement import Agreement
from slawizard.errors import WorkerError
from slawizard.gui.newest_job import NewestJob
from slawizard.worker.protocol import PreviewJob
from tests.drivers import Heard, settle
from tests.gui.renderers import HeldRenderer


def _job(title: str) -> PreviewJob:
    return PreviewJob(Agreement(title=title))


@pytest.fixture
def renderer() -> HeldRenderer:
    return HeldRenderer()


def test_of_many_questions_the_first_and_the_last_are_asked(renderer: HeldRenderer) -> None:
    parent = QObject()
    newest = NewestJob(renderer, parent)
    heard = Heard(newest.arrived)
    for title in ("a", "b", "c"):
        newest.ask(_job(title))
    assert [sent.job for sent in renderer.sent] == [_job("a")]
    renderer.sent[0].done("first")
    settle()
    assert [sent.job for sent in renderer.sent] == [_job("a"), _job("c")]
    renderer.sent[1].done("last")
    settle()
    assert heard.calls[-1] == ("last", _job("c"))


def test_a_failure_is_told_unless_something_newer_is_asked(renderer: HeldRenderer) -> None:
    parent = QObject()
    newest = NewestJob(renderer, parent)
    failed = Heard(newest.failed)
    newest.ask(_job("a"))
    newest.ask(_job("b"))
    renderer.sent[0].failed(WorkerError("No."))
    settle()
    assert len(failed) == 0
    renderer.sent[1].failed(WorkerError("No."))
    settle()
    assert len(failed) == 1


def test_what_was_dropped_is_cancelled_and_its_answer_not_heard(renderer: HeldRenderer) -> None:
    parent = QObject()
    newest = NewestJob(renderer, parent)
    heard = Heard(newest.arrived)
    newest.ask(_job("a"))
    newest.drop()
    renderer.sent[0].done("late")
    settle()
    assert renderer.cancelled == [0]
    assert len(heard) == 0
