"""Every document that the window asks for is made in its draft's style."""

from __future__ import annotations

import msgspec
import pytest

from slawizard.document.nodes import Numbering
from slawizard.document.style import PLAIN_STYLE, HouseStyle
from slawizard.gui.house_styles import HouseStyles, StyledRenderer
from slawizard.storage.styles import save_style
from slawizard.worker.protocol import ExportJob, PagesJob, PreviewJob
from tests.agreements import small
from tests.drivers import until
from tests.gui.desk import Desk
from tests.gui.renderers import HeldRenderer

_STYLE = HouseStyle(name="Cedarline", accent="#7a1f3d", numbering=Numbering.DECIMAL)
_DRAFT = msgspec.structs.replace(small(), style="cedarline")


@pytest.fixture
def styles() -> HouseStyles:
    save_style(_STYLE)
    made = HouseStyles()
    made.read()
    until(lambda: bool(made.saved))
    return made


def test_a_style_is_found_by_name_and_no_name_is_the_programs_own(styles: HouseStyles) -> None:
    assert styles.named("Cedarline") == _STYLE
    assert styles.named("") == PLAIN_STYLE
    assert styles.named("Unknown") is None


def test_pages_exports_and_clauses_are_made_in_the_drafts_style(styles: HouseStyles) -> None:
    held = HeldRenderer()
    renderer = StyledRenderer(held, styles)
    for job in (PagesJob(_DRAFT), ExportJob(_DRAFT, "pdf"), PreviewJob(_DRAFT)):
        renderer.submit(job, print, print)
    pages, export, preview = (sent.job for sent in held.sent)
    assert isinstance(pages, PagesJob)
    assert isinstance(export, ExportJob)
    assert isinstance(preview, PreviewJob)
    assert (pages.style, export.style, preview.numbering) == (_STYLE, _STYLE, Numbering.DECIMAL)


def test_a_style_that_is_given_on_purpose_stays(styles: HouseStyles) -> None:
    held = HeldRenderer()
    given = HouseStyle(name="Being edited", cover=False)
    StyledRenderer(held, styles).submit(PagesJob(_DRAFT, style=given), print, print)
    assert held.sent[0].job == PagesJob(_DRAFT, style=given)


def test_a_style_that_is_not_here_is_the_programs_own(styles: HouseStyles) -> None:
    held = HeldRenderer()
    stranger = msgspec.structs.replace(small(), style="Elsewhere")
    StyledRenderer(held, styles).submit(PagesJob(stranger), print, print)
    assert held.sent[0].job == PagesJob(stranger)


def test_pages_are_laid_out_anew_when_their_style_changed(desk: Desk) -> None:
    desk.window.workbench().files.new(_DRAFT)
    until(lambda: desk.window.workbench().wizard is not None)
    save_style(_STYLE)
    desk.window.workbench().styles.read()
    until(lambda: Numbering.DECIMAL in _numberings(desk), "a clause in the numbers of the style")


def _numberings(desk: Desk) -> set[Numbering]:
    jobs = (sent.job for sent in desk.renderer.previews())
    return {job.numbering for job in jobs if isinstance(job, PreviewJob)}
