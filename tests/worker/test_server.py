"""The render process: who waits for what, and that nothing is laid out twice."""

from __future__ import annotations

import os
import subprocess
import sys

import msgspec

from slawizard.document.style import PLAIN_STYLE
from slawizard.worker.client import JobCancelledError, RenderWorker
from slawizard.worker.protocol import ExportJob, PagesJob, PreviewJob
from tests.worker.conftest import FAKE_COMMAND, Diary
from tests.worker.test_client import Outcomes, assert_gone, titled


def test_exporting_what_the_preview_shows_copies_it(worker: RenderWorker, diary: Diary) -> None:
    pages = worker.call(PagesJob(titled("Ours")))

    assert worker.call(ExportJob(titled("Ours"), "pdf")) == pages.pdf
    assert diary.entries() == ["LayOut Ours"]


def test_another_watermark_is_another_layout(worker: RenderWorker, diary: Diary) -> None:
    worker.call(PagesJob(titled("Ours")))

    assert worker.call(ExportJob(titled("Ours"), "pdf", "DRAFT")) == b"%PDF Ours DRAFT"
    assert diary.entries() == ["LayOut Ours", "LayOut Ours"]


def test_a_word_file_takes_its_pages_from_the_layout_that_is_shown(worker: RenderWorker, diary: Diary) -> None:
    worker.call(PagesJob(titled("Ours")))

    assert worker.call(ExportJob(titled("Ours"), "docx", "DRAFT")) == b"docx Ours DRAFT {'one': 5}"
    assert diary.entries() == ["LayOut Ours", "WriteFile Ours"]


def test_a_word_file_is_the_same_whether_pages_were_shown_or_not(worker: RenderWorker, diary: Diary) -> None:
    assert worker.call(ExportJob(titled("Ours"), "docx")) == b"docx Ours  {'one': 5}"


def test_of_a_first_page_nothing_else_is_laid_out(worker: RenderWorker, diary: Diary) -> None:
    worker.call(ExportJob(titled("Ours"), "pdf", first_page=True))

    assert diary.entries() == ["WriteFile Ours"]


def test_a_first_page_that_is_no_title_page_of_its_own_is_one_of_all_pages(worker: RenderWorker, diary: Diary) -> None:
    short = msgspec.structs.replace(PLAIN_STYLE, cover=False)
    worker.call(ExportJob(titled("Ours"), "pdf", style=short, first_page=True))

    assert diary.entries() == ["LayOut Ours"]


def test_an_export_joins_the_layout_under_way(worker: RenderWorker, diary: Diary) -> None:
    outcomes = Outcomes()
    outcomes.submit(worker, PagesJob(titled("Ours")), "pages")
    outcomes.submit(worker, ExportJob(titled("Ours"), "pdf"), "pdf")

    assert {outcomes.next()[0], outcomes.next()[0]} == {"pages done", "pdf done"}
    assert diary.entries() == ["LayOut Ours"]


def test_newer_pages_replace_older_ones(worker: RenderWorker, diary: Diary) -> None:
    outcomes = Outcomes()
    outcomes.submit(worker, PagesJob(titled("wait")), "old")
    begun = diary.process_of("LayOut wait")
    outcomes.submit(worker, PagesJob(titled("Ours")), "new")

    assert [outcomes.next()[0], outcomes.next()[0]] == ["old", "new done"]
    assert_gone([begun])


def test_pages_that_were_replaced_say_so_in_a_class_of_their_own(worker: RenderWorker) -> None:
    outcomes = Outcomes()
    outcomes.submit(worker, PagesJob(titled("wait")), "old")
    outcomes.submit(worker, PagesJob(titled("Ours")), "new")

    assert isinstance(outcomes.next()[1], JobCancelledError)


def test_a_layout_that_an_export_waits_for_is_not_replaced(worker: RenderWorker, diary: Diary) -> None:
    outcomes = Outcomes()
    outcomes.submit(worker, ExportJob(titled("Ours"), "pdf"), "export")
    outcomes.submit(worker, PagesJob(titled("Ours")), "old")
    outcomes.submit(worker, PagesJob(titled("Newer")), "new")

    arrived = dict(outcomes.next() for _ in range(3))
    assert arrived["export done"] == b"%PDF Ours "
    assert "new done" in arrived


def test_a_failed_layout_fails_all_that_wait_for_it(worker: RenderWorker) -> None:
    outcomes = Outcomes()
    outcomes.submit(worker, ExportJob(titled("die"), "pdf"), "pdf")
    outcomes.submit(worker, ExportJob(titled("die"), "docx"), "docx")

    assert {outcomes.next()[0], outcomes.next()[0]} == {"pdf", "docx"}


def test_many_exports_at_once_are_all_written(worker: RenderWorker) -> None:
    outcomes = Outcomes()
    for number in range(8):
        outcomes.submit(worker, ExportJob(titled(f"Number {number}"), "html"))

    assert {outcomes.next()[1] for _ in range(8)} == {f"html Number {number}  {{}}".encode() for number in range(8)}


def test_the_process_ends_when_the_program_that_started_it_is_gone(diary: Diary) -> None:
    read_end, write_end = os.pipe()
    process = subprocess.Popen(FAKE_COMMAND, stdin=read_end, stdout=subprocess.DEVNULL)
    os.close(read_end)
    os.close(write_end)

    assert process.wait(20) == 0


def test_garbage_from_the_program_ends_the_process_without_a_word(diary: Diary) -> None:
    ended = subprocess.run(FAKE_COMMAND, input=b"nonsense", capture_output=True, timeout=20, check=False)

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def test_what_a_library_prints_does_not_get_among_the_messages(diary: Diary) -> None:
    program = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.worker.fake_process import FakeEngine, main\n"
        "class Chatty(FakeEngine):\n"
        "    def preview(self, job):\n"
        "        print('chatter', flush=True); return super().preview(job)\n"
        "main(Chatty())"
    )
    worker = RenderWorker((sys.executable, "-c", program))
    try:
        assert worker.call(PreviewJob(titled("Ours"))).clause_id == "one"
    finally:
        worker.close()


def test_only_the_last_few_layouts_are_kept(worker: RenderWorker, diary: Diary) -> None:
    for number in range(6):
        worker.call(PagesJob(titled(f"Number {number}")))
    worker.call(PagesJob(titled("Number 5")))
    worker.call(PagesJob(titled("Number 0")))

    assert diary.entries().count("LayOut Number 5") == 1
    assert diary.entries().count("LayOut Number 0") == 2
