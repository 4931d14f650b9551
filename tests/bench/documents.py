"""PDF, DOCX and preview against the same libraries used plainly: `python -m tests.bench.documents`."""

from __future__ import annotations

import math
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.document.nodes import Document
from slawizard.export import docx, markdown, pdf
from slawizard.export.options import ExportOptions
from slawizard.worker.client import RenderWorker
from slawizard.worker.engine import Engine
from slawizard.worker.limits import _NICE_JOB, _NICE_WORKER
from slawizard.worker.protocol import ExportJob, PagesJob, PreviewJob
from tests.agreements import small
from tests.bench.table import Row, in_turns, seconds, seconds_in_child, tree_processor_s
from tests.export.sample import sample

_PLAIN = ExportOptions()
_GROWN = 64


def rows() -> list[Row]:
    """The rows of `make bench` that are about documents."""
    worker = RenderWorker()
    worker.start()
    try:
        return [*_worker_rows(worker), *_tagging_rows(), *_docx_rows(), *_growth_rows()]
    finally:
        worker.close()


def _editions() -> Iterator[Agreement]:
    """One agreement after another, each with another title: what was laid out before is of no use to it."""
    agreement = small()
    for number in count():
        yield msgspec.structs.replace(agreement, title=f"Service Level Agreement, edition {number}")


def _worker_rows(worker: RenderWorker) -> list[Row]:
    editions = _editions()
    agreement = next(editions)
    document = Engine().assemble(agreement)
    pages = worker.call(PagesJob(agreement))
    while seconds(lambda: worker.call(PreviewJob(next(editions)))) > 0.1:
        pass  # the process is still loading
    _bare_pdf(document, "pdf/ua-1")  # loads all that it needs
    bare_work, nice = partial(_bare_pdf, document, "pdf/ua-1"), _NICE_WORKER + _NICE_JOB

    def edited() -> None:
        worker.call(PreviewJob(next(editions), "frame.provider.legal_name"))

    # The system shares a busy machine out by sessions: by the clock, the peer in another one may wait far longer.
    fresh, fresh_bare, bare_s, shown, edit, whole = in_turns(
        lambda: seconds(lambda: worker.call(ExportJob(next(editions), "pdf")), tree_processor_s),
        seconds_in_child(bare_work, nice, time.process_time),
        seconds_in_child(bare_work, nice),
        lambda: seconds(lambda: worker.call(ExportJob(agreement, "pdf"))),
        lambda: seconds(edited),
        lambda: seconds(lambda: worker.call(PagesJob(next(editions)))),
    )
    size = f"{pages.count} pages; "
    return [
        Row("PDF, button to file, warm ÷ bare write_pdf of the same HTML", fresh / fresh_bare, 1.15, 1.03,
            detail=size + _milliseconds(fresh, fresh_bare) + " of the processor"),
        Row("export of what the preview shows ÷ bare write_pdf", shown / bare_s, 0.1, 0.02,
            detail=_milliseconds(shown, bare_s)),
        Row("edit to the edited section ÷ full render", edit / whole, 0.3, 0.15, detail=_milliseconds(edit, whole)),
    ]  # fmt: skip


def _bare_pdf(document: Document, variant: str | None) -> bytes:
    """WeasyPrint by itself, warm: the same HTML, the same style and fonts, no repairs, no places."""
    import weasyprint

    fonts, faces = pdf._kit()
    html = weasyprint.HTML(string=pdf.page_html(document, _PLAIN), url_fetcher=pdf._fetcher({}))
    sheets = [faces, pdf._sheet(_PLAIN.style)]
    written: bytes = html.write_pdf(font_config=fonts, stylesheets=sheets, pdf_variant=variant)
    return written


def _tagging_rows() -> list[Row]:
    document = Engine().assemble(small())
    pdf.write_pages(document, _PLAIN)  # loads all that either needs
    ours, untagged = in_turns(
        seconds_in_child(partial(pdf.write_pages, document, _PLAIN), 0, time.process_time),
        seconds_in_child(partial(_bare_pdf, document, None), 0, time.process_time),
    )
    detail = _milliseconds(ours, untagged) + " of the processor"
    return [Row("PDF/UA-1 with our repairs ÷ untagged", ours / untagged, 1.35, 1.22, detail=detail)]


def _docx_rows() -> list[Row]:
    document = sample()
    starts = pdf.write_pages(document, _PLAIN).starts
    options = ExportOptions(pages=starts)
    docx.write(document, options)
    what = "DOCX, warm ÷ pandoc markdown → DOCX, cold"
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        return [Row(what, None, 0.8, 0.5, detail="pandoc is not installed"), _docx_rows_row()]
    with TemporaryDirectory() as folder:
        text = markdown.write(document, _PLAIN)
        command = [pandoc, "--from", "markdown", "--to", "docx", "--output", f"{folder}/peer.docx"]
        peer: Callable[[], Any] = partial(subprocess.run, command, input=text, check=True)
        ours, theirs = in_turns(lambda: seconds(partial(docx.write, document, options)), lambda: seconds(peer))
    return [Row(what, ours / theirs, 0.8, 0.5, detail=_milliseconds(ours, theirs)), _docx_rows_row()]


def _docx_rows_row() -> Row:
    one, grown = sample(), sample(times=_GROWN, only="credits")
    single, many = in_turns(
        lambda: seconds(partial(docx.write, one, _PLAIN)), lambda: seconds(partial(docx.write, grown, _PLAIN))
    )
    detail = f"16 rows and {16 * _GROWN}; " + _milliseconds(many, single)
    return Row("DOCX, 64 × the rows ÷ 1 ×", many / single, 4, 2, detail=detail)


def _growth_rows() -> list[Row]:
    one, grown = sample(), sample(times=_GROWN)
    (docx_one, docx_many) = in_turns(
        lambda: seconds(partial(docx.write, one, _PLAIN)),
        lambda: seconds(partial(docx.write, grown, _PLAIN)),
        turns=3,
    )
    short, long = pdf.write_pages(one, _PLAIN).count, 0
    (pdf_one,) = in_turns(lambda: seconds(partial(pdf.write_pages, one, _PLAIN)), turns=3)
    pdf_many = seconds(lambda: pdf.write_pages(grown, _PLAIN))
    long = pdf.write_pages(grown, _PLAIN).count
    grown_by = long / short
    return [
        Row("growth exponent of PDF, × 1 to × 64 the rows", math.log(pdf_many / pdf_one, grown_by), 1.2, 1.05, "",
            f"{short} and {long} pages; " + _milliseconds(pdf_many, pdf_one)),
        Row("growth exponent of DOCX, × 1 to × 64 the rows", math.log(docx_many / docx_one, grown_by), 1.2, 1.05, "",
            _milliseconds(docx_many, docx_one)),
    ]  # fmt: skip


def _milliseconds(ours: float, theirs: float) -> str:
    return f"{ours * 1000:,.0f} ms and {theirs * 1000:,.0f} ms"


if __name__ == "__main__":
    from tests.bench.__main__ import show

    show(rows())
