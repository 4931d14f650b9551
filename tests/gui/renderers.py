"""A render process that answers when the test says so, for tests of what waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from slawizard.errors import SlaWizardError
from slawizard.tables.held import hold
from slawizard.tables.table import open_table
from slawizard.worker.protocol import (
    CheckTextJob,
    Job,
    OutlineEntry,
    Pages,
    PagesJob,
    Place,
    Preview,
    PreviewJob,
    TableJob,
)


class Sent(NamedTuple):
    """One job that was sent, and where its answer goes."""

    job: Job
    done: Callable[..., object]
    failed: Callable[..., object]
    progress: Callable[[float, str], object] | None = None


class HeldRenderer:
    """Keeps every job; `sent` in order. `cancelled` holds tickets."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.cancelled: list[int] = []

    def submit(
        self,
        job: Job,
        done: Callable[..., object],
        failed: Callable[..., object],
        progress: Callable[[float, str], object] | None = None,
    ) -> int:
        self.sent.append(Sent(job, done, failed, progress))
        return len(self.sent) - 1

    def cancel(self, ticket: int) -> None:
        self.cancelled.append(ticket)

    def previews(self) -> list[Sent]:
        return [sent for sent in self.sent if isinstance(sent.job, PreviewJob)]

    def layouts(self) -> list[Sent]:
        return [sent for sent in self.sent if isinstance(sent.job, PagesJob)]


class ReadyRenderer(HeldRenderer):
    """Answers previews at once with the agreement's title, finds no text wrong, and answers all else with `pdf`."""

    def __init__(self, pdf: bytes = b"") -> None:
        super().__init__()
        self.pdf = pdf

    def submit(
        self,
        job: Job,
        done: Callable[..., object],
        failed: Callable[..., object],
        progress: Callable[[float, str], object] | None = None,
    ) -> int:
        ticket = super().submit(job, done, failed, progress)
        if isinstance(job, PreviewJob):
            done(preview(job.agreement.title, job.clause_id or "purpose"))
        elif isinstance(job, PagesJob):
            done(Pages(self.pdf, (), {}, 1))
        elif isinstance(job, CheckTextJob):
            done(())
        else:
            done(self.pdf)
        return ticket


class ReadingRenderer(HeldRenderer):
    """Reads tables in a thread of its own, and holds all else."""

    def submit(
        self,
        job: Job,
        done: Callable[..., object],
        failed: Callable[..., object],
        progress: Callable[[float, str], object] | None = None,
    ) -> int:
        ticket = super().submit(job, done, failed, progress)
        if isinstance(job, TableJob):
            threading.Thread(target=_read, args=(job, done, failed), daemon=True).start()
        return ticket


def _read(job: TableJob, done: Callable[..., object], failed: Callable[..., object]) -> None:
    try:
        with open_table(Path(job.path), job.answers) as table:
            done(hold(table, job.most_rows))
    except SlaWizardError as error:
        failed(error)


def preview(words: str, clause_id: str = "purpose") -> Preview:
    """A clause that says `words`."""
    outline = (
        OutlineEntry("purpose", "1", "Purpose", "objectives", "objectives.business_purpose"),
        OutlineEntry("credits", "2", "Service Credits", "consequences", "consequences.rules"),
    )
    return Preview(clause_id, f'<p><a href="field:title">{words}</a></p>', outline)


def two_pages() -> bytes:
    """A PDF of two empty A4 pages."""
    import io

    import pikepdf

    pdf = pikepdf.new()
    for _page in range(2):
        pdf.add_blank_page(page_size=(595.28, 841.89))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def laid_out(*places: Place) -> Pages:
    """Two empty pages with these places on them."""
    return Pages(two_pages(), places, {}, 2)
