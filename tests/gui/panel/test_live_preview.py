"""The live preview: at once for the clause, at rest for the pages, and never an older result over a newer one."""

from __future__ import annotations

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import Stance, Texts
from slawizard.errors import WorkerError
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.panel import live_preview
from slawizard.gui.panel.live_preview import LivePreview
from slawizard.worker.protocol import PagesJob, PreviewJob
from tests.drivers import Heard, settle, until
from tests.gui.renderers import HeldRenderer, ReadyRenderer, laid_out, preview


@pytest.fixture
def store() -> DraftStore:
    return DraftStore(find_findings=lambda agreement: ())


@pytest.fixture
def renderer() -> HeldRenderer:
    return HeldRenderer()


@pytest.fixture
def live(store: DraftStore, renderer: HeldRenderer) -> LivePreview:
    return LivePreview(store, renderer)


def test_an_edit_asks_for_its_clause_before_anything_else_happens(
    store: DraftStore, renderer: HeldRenderer, live: LivePreview
) -> None:
    store.edit("title", "Hosting")

    assert [sent.job for sent in renderer.sent] == [PreviewJob(store.agreement, edited_path="title")]


def test_a_fast_typist_builds_no_queue_and_gets_the_newest(
    store: DraftStore, renderer: HeldRenderer, live: LivePreview
) -> None:
    for text in ("H", "Ho", "Hos", "Host"):
        store.edit("title", text)
    assert len(renderer.previews()) == 1

    renderer.previews()[0].done(preview("H"))
    until(lambda: len(renderer.previews()) == 2)

    newest = renderer.previews()[1].job
    assert isinstance(newest, PreviewJob)
    assert newest.agreement.title == "Host"


def test_a_clause_that_failed_does_not_stop_the_next(
    store: DraftStore, renderer: HeldRenderer, live: LivePreview
) -> None:
    heard = Heard(live.failed)
    store.edit("title", "H")
    store.edit("title", "Ho")
    renderer.previews()[0].failed(WorkerError("It died."))
    until(lambda: len(renderer.previews()) == 2)

    assert str(heard.last) == "It died."


def test_the_pages_are_asked_for_when_the_hands_rest(
    store: DraftStore, renderer: HeldRenderer, live: LivePreview
) -> None:
    store.edit("title", "Hosting")
    assert renderer.layouts() == []

    until(lambda: len(renderer.layouts()) == 1)

    assert renderer.layouts()[0].job == PagesJob(store.agreement)


def test_the_next_key_cancels_the_layout_under_way(
    store: DraftStore, renderer: HeldRenderer, live: LivePreview
) -> None:
    live.refresh()
    until(lambda: len(renderer.layouts()) == 1)
    ticket = renderer.sent.index(renderer.layouts()[0])

    store.edit("title", "Hosting")

    assert renderer.cancelled == [ticket]


def test_pages_of_an_older_agreement_are_never_shown(
    store: DraftStore, renderer: HeldRenderer, live: LivePreview
) -> None:
    heard = Heard(live.pages_arrived)
    live.refresh()
    until(lambda: len(renderer.layouts()) == 1)
    store.edit("title", "Hosting")
    until(lambda: len(renderer.layouts()) == 2)
    newest = laid_out()
    renderer.layouts()[1].done(newest)
    renderer.layouts()[0].done(laid_out())
    until(lambda: len(heard) >= 1)
    live.show_clause("purpose")
    renderer.previews()[0].done(preview("x"))
    until(lambda: len(renderer.previews()) >= 2)

    assert heard.calls == [(newest,)]


def test_the_failure_of_an_older_layout_is_not_shown(
    store: DraftStore, renderer: HeldRenderer, live: LivePreview
) -> None:
    failures, pages = Heard(live.failed), Heard(live.pages_arrived)
    live.refresh()
    until(lambda: len(renderer.layouts()) == 1)
    store.edit("title", "Hosting")
    renderer.layouts()[0].failed(WorkerError("Cancelled."))
    until(lambda: len(renderer.layouts()) == 2)
    renderer.layouts()[1].done(laid_out())
    until(lambda: len(pages) == 1)

    assert len(failures) == 0


def test_another_draft_is_laid_out_without_waiting(
    store: DraftStore, renderer: HeldRenderer, live: LivePreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_preview, "REST_MS", 10**6)
    store.replace_all(Agreement(title="Other"))

    until(lambda: len(renderer.layouts()) == 1)


def test_a_field_with_the_focus_shows_its_clause_once(
    store: DraftStore, renderer: HeldRenderer, live: LivePreview
) -> None:
    live.show_field("title")
    live.show_field("title")
    renderer.previews()[0].done(preview("x"))
    heard = Heard(live.clause_arrived)
    until(lambda: len(heard) == 1)

    assert len(renderer.previews()) == 1


def test_a_layout_whose_process_died_is_asked_for_once_more_and_no_more(
    store: DraftStore, renderer: HeldRenderer, live: LivePreview
) -> None:
    failures = Heard(live.failed)
    live.refresh()
    until(lambda: len(renderer.layouts()) == 1)
    renderer.layouts()[0].failed(WorkerError("It died."))
    until(lambda: len(renderer.layouts()) == 2, "the second try")
    assert len(failures) == 0
    renderer.layouts()[1].failed(WorkerError("It died again."))
    until(lambda: len(failures) == 1)

    assert len(renderer.layouts()) == 2


def test_a_change_of_words_keeps_the_clause_that_is_shown() -> None:
    store, renderer = DraftStore(), ReadyRenderer()
    shown = LivePreview(store, renderer)
    shown.show_clause("credits")
    settle()
    store.edit("texts", Texts(stance=Stance.PROVIDER))
    settle()
    job = renderer.previews()[-1].job
    assert isinstance(job, PreviewJob)
    assert (job.clause_id, job.agreement.texts.stance) == ("credits", Stance.PROVIDER)


def test_while_it_is_held_nothing_is_asked_and_then_the_newest(
    store: DraftStore, renderer: HeldRenderer, live: LivePreview
) -> None:
    live.hold()
    outdated = Heard(live.pages_outdated)
    store.edit("title", "H")
    store.edit("title", "Ho")
    asked_meanwhile = list(renderer.sent)
    live.resume()
    until(renderer.layouts, "the pages to be asked for")

    assert asked_meanwhile == []
    assert outdated
    assert [sent.job for sent in renderer.previews()] == [PreviewJob(store.agreement, edited_path="")]
    assert [sent.job for sent in renderer.layouts()] == [PagesJob(store.agreement)]
