"""The agreement beside the form: what is shown, what a click leads to, and that nothing jumps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QTextBrowser

from slawizard.errors import WorkerError
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.panel.agreement_view import AgreementView
from slawizard.gui.panel.live_preview import LivePreview
from slawizard.gui.panel.page_view import PageView
from slawizard.worker.protocol import Place, PlaceKind, PreviewJob
from tests.drivers import Heard, find, read, settle, until
from tests.gui.renderers import HeldRenderer, laid_out, preview

VALUE = Place(2, 100, 200, 80, 12, PlaceKind.VALUE, "title", "purpose")
BLOCK = Place(2, 50, 190, 400, 40, PlaceKind.BLOCK, "objectives.business_purpose", "purpose")


class Bench:
    """An agreement view with a preview that the test feeds."""

    def __init__(self) -> None:
        self.renderer = HeldRenderer()
        self.live = LivePreview(DraftStore(find_findings=lambda agreement: ()), self.renderer)
        self.view = AgreementView(self.live)
        self.chosen = Heard(self.view.field_chosen)
        self.view.resize(420, 700)
        self.view.show()

    @property
    def pages(self) -> PageView:
        return find(self.view, PageView, "agreement.pages")


@pytest.fixture
def bench() -> Bench:
    return Bench()


def asked_for(bench: Bench) -> str:
    """The clause that was asked for last."""
    job = bench.renderer.previews()[-1].job
    assert isinstance(job, PreviewJob)
    return job.clause_id


def test_the_clause_is_shown_as_text(bench: Bench) -> None:
    bench.live.clause_arrived.emit(preview("Harbour Ledger"))

    assert find(bench.view, QTextBrowser, "agreement.clause").toPlainText() == "Harbour Ledger"


def test_a_word_wider_than_the_panel_is_broken_and_not_cut(bench: Bench) -> None:
    bench.live.clause_arrived.emit(preview("Donaudampfschifffahrtsgesellschaft" * 6))
    settle()

    assert find(bench.view, QTextBrowser, "agreement.clause").horizontalScrollBar().maximum() == 0


def test_a_click_on_a_value_leads_to_its_field(bench: Bench) -> None:
    bench.live.clause_arrived.emit(preview("x"))
    find(bench.view, QTextBrowser, "agreement.clause").anchorClicked.emit(
        QUrl("field:metrics.levels.0.targets.0.value")
    )

    assert bench.chosen.last == "metrics.levels.0.targets.0.value"


def test_a_click_on_the_heading_of_the_clause_leads_to_its_field(bench: Bench) -> None:
    bench.live.clause_arrived.emit(preview("x", "purpose"))
    find(bench.view, QTextBrowser, "agreement.clause").anchorClicked.emit(QUrl("clause:purpose"))

    assert bench.chosen.last == "objectives.business_purpose"


def test_a_click_on_a_reference_shows_that_clause(bench: Bench) -> None:
    bench.live.clause_arrived.emit(preview("x", "purpose"))
    find(bench.view, QTextBrowser, "agreement.clause").anchorClicked.emit(QUrl("clause:credits"))

    assert asked_for(bench) == "credits"
    assert len(bench.chosen) == 0


def test_a_foreign_link_in_the_text_is_not_followed(bench: Bench) -> None:
    bench.live.clause_arrived.emit(preview("x"))
    find(bench.view, QTextBrowser, "agreement.clause").anchorClicked.emit(QUrl("file:///etc/passwd"))

    assert len(bench.chosen) == 0
    assert find(bench.view, QTextBrowser, "agreement.clause").toPlainText() == "x"


def test_the_contents_lead_to_a_clause(bench: Bench) -> None:
    bench.live.clause_arrived.emit(preview("x"))
    contents = find(bench.view, QComboBox, "agreement.contents")
    contents.setCurrentIndex(1)
    contents.activated.emit(1)

    assert contents.itemText(1) == "2  Service Credits"
    assert asked_for(bench) == "credits"


def test_the_number_of_pages_is_told(bench: Bench) -> None:
    bench.live.pages_arrived.emit(laid_out())

    assert read(bench.view, "agreement.state") == "2 pages"


def test_a_failure_is_told_in_words_and_the_old_pages_stay(bench: Bench) -> None:
    old = laid_out()
    bench.live.pages_arrived.emit(old)
    bench.live.failed.emit(WorkerError("The render process ran out of time.", remedy="Try again."))

    assert read(bench.view, "agreement.state") == "The render process ran out of time. Try again."
    assert bench.pages.pages is old


def test_the_words_about_the_state_are_plain_text(bench: Bench) -> None:
    assert find(bench.view, QLabel, "agreement.state").textFormat() == Qt.TextFormat.PlainText


def test_new_pages_keep_the_scroll_position(bench: Bench) -> None:
    bench.live.pages_arrived.emit(laid_out())
    settle()
    bench.pages.verticalScrollBar().setValue(321)

    bench.live.pages_arrived.emit(laid_out())
    settle()

    assert bench.pages.verticalScrollBar().value() == 321


def test_going_on_to_another_clause_shows_its_page_and_typing_moves_none(bench: Bench) -> None:
    far = Place(2, 50, 400, 400, 40, PlaceKind.HEADING, "consequences.rules", "credits")
    bench.live.pages_arrived.emit(laid_out(far))
    settle()
    bench.live.clause_arrived.emit(preview("x", "credits"))
    position = bench.pages.verticalScrollBar().value()
    bench.pages.verticalScrollBar().setValue(7)
    bench.live.clause_arrived.emit(preview("xy", "credits"))

    assert position > 300
    assert bench.pages.verticalScrollBar().value() == 7


def test_a_new_text_of_the_same_clause_keeps_the_scroll_position(bench: Bench) -> None:
    long = "<br>".join(["line"] * 300)
    bench.live.clause_arrived.emit(preview(long))
    settle()
    text = find(bench.view, QTextBrowser, "agreement.clause")
    text.verticalScrollBar().setValue(200)

    bench.live.clause_arrived.emit(preview(long + " more"))

    assert text.verticalScrollBar().value() == 200


def test_the_pages_are_drawn_anew_in_the_width_that_they_have(bench: Bench) -> None:
    bench.live.pages_arrived.emit(laid_out())
    settle()
    modes = Heard(bench.pages.zoomModeChanged)
    bench.pages.verticalScrollBar().setValue(bench.pages.verticalScrollBar().maximum())
    bench.view.resize(600, 700)
    until(lambda: len(modes) == 2)

    assert bench.pages.zoomMode() == PageView.ZoomMode.FitToWidth
    assert bench.pages.verticalScrollBar().value() == bench.pages.verticalScrollBar().maximum()


def click_at(pages: PageView, page: int, x: float, y: float) -> None:
    """Click a point of a page (points from its top left), scrolled into view."""
    area, scale = pages._page_area(page - 1)
    pages.verticalScrollBar().setValue(round(area.top() + y * scale) - 50)
    point = area.topLeft() + QPoint(round(x * scale), round(y * scale))
    point -= QPoint(pages.horizontalScrollBar().value(), pages.verticalScrollBar().value())
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def test_a_click_on_a_page_leads_to_the_field_of_the_innermost_place(bench: Bench) -> None:
    bench.live.pages_arrived.emit(laid_out(VALUE, BLOCK))
    settle()
    click_at(bench.pages, 2, 110, 205)
    click_at(bench.pages, 2, 400, 205)

    assert [path for (path,) in bench.chosen.calls] == ["title", "objectives.business_purpose"]


def test_a_click_beside_everything_leads_nowhere(bench: Bench) -> None:
    bench.live.pages_arrived.emit(laid_out(VALUE, BLOCK))
    settle()
    click_at(bench.pages, 2, 300, 600)
    click_at(bench.pages, 1, 110, 205)

    assert len(bench.chosen) == 0


def test_where_a_page_stands_is_where_the_view_paints_it(bench: Bench) -> None:
    bench.live.pages_arrived.emit(laid_out())
    settle()
    view = bench.pages
    last, _scale = view._page_area(1)

    bottom = last.bottom() + 1 + view.documentMargins().bottom()
    assert view.verticalScrollBar().maximum() + view.viewport().height() == pytest.approx(
        bottom, abs=view.pageSpacing() + 1
    )


def test_nothing_of_the_draft_before_is_shown_once_another_is_open(bench: Bench) -> None:
    bench.live.clause_arrived.emit(preview("Theirs"))
    bench.live.pages_arrived.emit(laid_out(VALUE))
    assert bench.pages.document().pageCount() == 2
    bench.view.forget()

    assert bench.pages.pages is None
    assert bench.pages.document().pageCount() == 0
    assert "Theirs" not in find(bench.view, QTextBrowser, "agreement.clause").toPlainText()
    assert find(bench.view, QComboBox, "agreement.contents").count() == 0
    bench.live.pages_arrived.emit(laid_out(VALUE))
    assert bench.pages.document().pageCount() == 2, "the pages of the other draft"
