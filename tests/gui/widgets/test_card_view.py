"""Cards: simple first, More options for the rest, and following the chosen row of a list."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from slawizard.agreement.agreement import Agreement
from slawizard.gui.pages.base import Page
from slawizard.gui.widgets.card_view import CardView
from slawizard.gui.widgets.list_box import RowTable
from tests.drivers import enter, find, press, settle
from tests.gui.pages.page_fixtures import make_store, show_page
from tests.gui.pages.two_rows import TWO_ROWS


def card(page: Page, title: str) -> CardView:
    """The card whose title begins like this."""
    return next(view for view in page.card_views() if view.card.title.startswith(title))


def test_more_options_open_and_close() -> None:
    page = show_page("objectives", make_store(TWO_ROWS))
    view = card(page, "Term and law")
    more = find(view, QToolButton, "more:Term and law")
    assert not any(line.objectName() == "frame.document_date" for line in page.findChildren(QLineEdit))
    press(view, "more:Term and law")
    assert find(view, QLineEdit, "frame.document_date").isVisible()
    press(view, "more:Term and law")

    assert not find(view, QLineEdit, "frame.document_date").isVisible()
    assert more.accessibleName() == "More options: Term and law"


def test_going_to_a_folded_field_opens_what_hides_it() -> None:
    page = show_page("objectives", make_store(TWO_ROWS))

    assert page.focus_field("frame.document_date")
    assert find(page, QLineEdit, "frame.document_date").hasFocus()


def test_looking_for_a_field_does_not_open_other_cards() -> None:
    page = show_page("consequences", make_store(TWO_ROWS))
    page.focus_field("consequences.suspension")

    opened = [button.objectName() for button in page.findChildren(QToolButton) if button.isChecked()]
    assert opened == ["more:Liability and disputes"]


def test_the_cards_of_a_list_follow_its_chosen_row() -> None:
    page = show_page("metrics", make_store(TWO_ROWS))
    table = find(page, RowTable, "metrics.levels")
    table.setCurrentIndex(table.model().index(2, 0))
    settle()

    titles = [label.text() for label in card(page, "{name}: the promise").findChildren(QLabel)]
    assert "Page time: the promise" in titles
    assert find(page, QLineEdit, "metrics.levels.2.purpose").isVisible()


def test_a_list_without_rows_hides_the_cards_that_follow_it() -> None:
    page = show_page("metrics", make_store(Agreement()))

    assert not card(page, "{name}: the promise").isVisible()
    press(page, "metrics.levels:add")
    settle()
    assert card(page, "{name}: the promise").isVisible()


def test_a_refused_entry_is_there_again_when_its_row_is_chosen_again() -> None:
    page = show_page("metrics", make_store(TWO_ROWS))
    enter(page, "metrics.levels.0.measurement.report_within", "soon")
    for row in (1, 0):
        page.context.select("metrics.levels", row)
        settle()

    assert find(page, QLineEdit, "metrics.levels.0.measurement.report_within").text() == "soon"
    assert page.store.value("metrics.levels.0.measurement.report_within") is None


def test_a_refused_entry_is_there_again_after_going_back() -> None:
    page = show_page("flexibility", make_store(TWO_ROWS))
    enter(page, "flexibility.review.every", "now and then")
    page.hide()
    settle()
    page.store.edit("title", "Another title")
    page.show()
    settle()

    assert find(page, QLineEdit, "flexibility.review.every").text() == "now and then"


def test_another_draft_starts_clean() -> None:
    page = show_page("flexibility", make_store(TWO_ROWS))
    enter(page, "flexibility.review.every", "now and then")
    page.store.replace_all(Agreement())

    assert find(page, QLineEdit, "flexibility.review.every").text() == ""
    assert page.context.pending == {}
