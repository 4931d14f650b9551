"""The render process writes papers that are no agreements, and draws charts."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from slawizard.agreement.agreement import Agreement
from slawizard.errors import ExportError
from slawizard.negotiation.look import sheet_style
from slawizard.negotiation.term_sheet import term_sheet
from slawizard.worker.client import RenderWorker
from slawizard.worker.engine import DrawChart, Engine
from slawizard.worker.protocol import ChartJob, DocumentJob, ExportJob
from tests.agreements.examples import small
from tests.export.chart_sample import HISTORY


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RenderWorker]:
    """The real render process, with a state folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SLAWIZARD_HOME", str(tmp_path_factory.mktemp("state")))
        started = RenderWorker()
        started.start()
        yield started
        started.close()


def test_a_paper_is_written_in_its_own_style(worker: RenderWorker) -> None:
    job = DocumentJob(term_sheet(Agreement()), "pdf", style=sheet_style(""))
    assert worker.call(job).startswith(b"%PDF")
    assert worker.call(DocumentJob(job.document, "docx", style=job.style)).startswith(b"PK")


def test_a_chart_comes_back_as_svg(worker: RenderWorker) -> None:
    assert b"<svg" in worker.call(ChartJob(HISTORY))


def test_a_format_that_there_is_none_of_is_refused(worker: RenderWorker) -> None:
    with pytest.raises(ExportError, match="no format"):
        worker.call(DocumentJob(term_sheet(Agreement()), "odt"))


def test_what_draws_is_loaded_only_for_a_task_that_draws(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path))
    loaded: list[str] = []
    monkeypatch.setattr("slawizard.export.charts.load", lambda: loaded.append("charts"))
    from slawizard.export.options import ExportOptions
    from slawizard.worker.engine import WriteFile

    Engine().prepare(WriteFile(term_sheet(Agreement()), "docx", ExportOptions()))
    assert loaded == []
    Engine().prepare(DrawChart(HISTORY))
    assert loaded == ["charts"]


def test_a_first_page_alone_reads_as_it_does_among_all_pages(worker: RenderWorker) -> None:
    alone = PdfReader(BytesIO(worker.call(ExportJob(small(), "pdf", first_page=True))))
    all_pages = PdfReader(BytesIO(worker.call(ExportJob(small(), "pdf"))))

    assert len(alone.pages) == 1 < len(all_pages.pages)
    assert alone.pages[0].extract_text() == all_pages.pages[0].extract_text()
