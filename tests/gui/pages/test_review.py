"""The review page: the four words answered, what is open and what was left out, and every button of it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QPushButton

from slawizard.agreement.agreement import LeftOut
from slawizard.checks import CODES, Finding, FindingLevel, Quality
from slawizard.export.formats import FORMATS
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.pages.review import ReviewPage
from slawizard.gui.review_cards import FieldLink
from tests.agreements.examples import empty, small
from tests.drivers import Heard, find, press, read, settle, until

GAP = Finding("CON-BAND-GAP", FindingLevel.ERROR, "consequences.rules.0.shape", "99 to 99.01 is in no band.", "", "")
VAGUE = next(
    code for code in CODES.values() if (code.level, code.quality) == (FindingLevel.WARNING, Quality.MEASURABLE)
)
ODD = Finding(VAGUE.code, FindingLevel.WARNING, "metrics.levels.0.direction", "Odd.", "", "")


@pytest.fixture
def store() -> DraftStore:
    held = DraftStore(find_findings=lambda agreement: (GAP, ODD) if agreement == small() else ())
    held.replace_all(small())
    until(lambda: held.findings)
    return held


@pytest.fixture
def page(store: DraftStore) -> ReviewPage:
    made = ReviewPage(store)
    made.resize(700, 900)
    made.show()
    settle()
    return made


def test_each_of_the_four_words_is_answered_by_its_findings(page: ReviewPage) -> None:
    assert read(page, "review.clear.answer").startswith("✗")
    assert read(page, "review.measurable.answer").startswith("!")
    assert read(page, "review.realistic.answer").startswith("✓")
    assert read(page, "review.flexible.answer").startswith("✓")


def test_a_finding_behind_a_word_leads_to_its_field(page: ReviewPage) -> None:
    heard = Heard(page.field_chosen)
    press(page, "review.clear.link.0")

    assert heard.last == GAP.field
    assert find(page, FieldLink, "review.clear.link.0").accessibleName() == "Error: 99 to 99.01 is in no band."


def test_what_is_open_is_listed_and_leads_to_its_field(page: ReviewPage, store: DraftStore) -> None:
    store.replace_all(empty())
    settle()
    heard = Heard(page.field_chosen)
    press(page, "review.needs.objectives.link.0")

    assert "answered" in read(page, "review.needs.objectives.answer")
    assert heard.last.startswith(("frame.", "objectives.", "title"))


def test_what_was_left_out_counts_as_answered_and_shows_its_reason(page: ReviewPage, store: DraftStore) -> None:
    store.replace_all(empty())
    settle()
    open_before = len(page.findChildren(FieldLink))
    store.edit("left_out", (LeftOut("objectives.sites", "There are no sites."),))
    settle()

    words = [link.text() for link in page.findChildren(FieldLink)]
    assert any("There are no sites." in text for text in words)
    assert len(words) <= open_before


@pytest.mark.parametrize("key", list(FORMATS))
def test_every_export_button_asks_for_its_format(page: ReviewPage, key: str) -> None:
    heard = Heard(page.export_requested)
    press(page, f"review.export.{key}")

    assert heard.last == key


def test_every_button_of_the_page_does_something(page: ReviewPage) -> None:
    chosen, exported = Heard(page.field_chosen), Heard(page.export_requested)
    buttons = [button for button in page.findChildren(QAbstractButton) if button.isVisible()]
    for button in buttons:
        before = len(chosen) + len(exported)
        press(page, button.objectName())
        assert len(chosen) + len(exported) == before + 1, button.objectName()

    assert len(buttons) > len(FORMATS)


def test_on_a_narrow_page_the_cards_stand_under_one_another(page: ReviewPage) -> None:
    beside = find(page, QPushButton, "review.export.pdf").isVisible()
    page.resize(360, 900)
    settle()

    assert beside
    assert page._columns == 1
    assert page._qualities["realistic"].y() > page._qualities["clear"].y()  # type: ignore[index]
