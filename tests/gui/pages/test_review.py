"""The review page: the four words answered, what is open and what was left out, and every button of it."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractButton, QPushButton

from slawizard.agreement.agreement import LeftOut, Waiver
from slawizard.checks import CODES, Finding, FindingLevel, Quality, completeness
from slawizard.export.formats import FORMATS
from slawizard.gui.dialogs.let_stand_dialog import LetStandDialog
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.pages.review import ReviewPage
from slawizard.gui.review_cards import FieldLink, LetStandCard, NeedsCard
from tests.agreements.examples import empty, small
from tests.drivers import Heard, activate, find, press, read, settle, until

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

    def effects() -> int:
        dialogs = [each for each in page.findChildren(LetStandDialog) if each.isVisible()]
        opened = [each for each in page.findChildren(QPushButton) if each.isChecked()]
        return len(chosen) + len(exported) + len(dialogs) + len(opened)

    buttons.sort(key=lambda button: button.objectName().endswith(".all"))  # they bring other links
    for button in buttons:
        before = effects()
        press(page, button.objectName())
        assert effects() == before + 1, button.objectName()
        for dialog in page.findChildren(LetStandDialog):
            dialog.reject()
        settle()

    assert len(buttons) > len(FORMATS)


def test_on_a_narrow_page_the_cards_stand_under_one_another(page: ReviewPage) -> None:
    beside = find(page, QPushButton, "review.export.pdf").isVisible()
    page.resize(360, 900)
    settle()

    assert beside
    assert page._columns == 1
    assert page._qualities["realistic"].y() > page._qualities["clear"].y()  # type: ignore[index]


# --- what is let stand ------------------------------------------------------------------------------------------

KNOWN = Waiver(ODD.code, ODD.field, "It is what both want.", ODD.text)
GONE = Waiver("CON-BAND-GAP", "consequences.rules", "Mended since.", "There was a gap.")


@pytest.fixture
def standing() -> ReviewPage:
    agreement = msgspec.structs.replace(small(), waived=(KNOWN, GONE))
    held = DraftStore(agreement, find_findings=lambda _draft: (GAP,), find_waived=lambda _draft: ((ODD, KNOWN),))
    held.check_soon()
    until(lambda: held.findings)
    made = ReviewPage(held)
    made.resize(700, 900)
    made.show()
    settle()
    return made


def test_without_anything_let_stand_there_is_no_card_for_it(page: ReviewPage) -> None:
    assert not find(page, LetStandCard, "review.let_stand").isVisible()


def test_what_is_let_stand_is_listed_with_its_reason_and_leads_to_its_field(standing: ReviewPage) -> None:
    heard = Heard(standing.field_chosen)
    press(standing, "review.let_stand.link.0")

    assert read(standing, "review.let_stand.link.0") == "Odd.\nBecause: It is what both want."
    assert heard.last == ODD.field
    assert read(standing, "review.measurable.answer").startswith("✓")


def test_an_entry_whose_finding_is_gone_says_so(standing: ReviewPage) -> None:
    assert read(standing, "review.let_stand.link.1").endswith("Nothing of this is found any more.")


def test_an_entry_is_taken_back_by_keyboard(standing: ReviewPage) -> None:
    press(standing, "review.let_stand.link.0.act")

    assert standing.store.agreement.waived == (GONE,)


def test_a_finding_about_an_entry_leads_to_it(standing: ReviewPage) -> None:
    activate(standing)

    assert standing.focus_field("waived.1")
    assert standing.focusWidget() is find(standing, FieldLink, "review.let_stand.link.1")
    assert not standing.focus_field("title")


def test_in_a_draft_to_read_only_nothing_can_be_let_stand(store: DraftStore) -> None:
    store.replace_all(small(), read_only=True)
    until(lambda: store.findings)
    made = ReviewPage(store)
    made.show()
    settle()

    assert not [each for each in made.findChildren(QPushButton) if each.objectName().endswith(".act")]


def test_every_item_that_an_agreement_needs_can_be_listed(page: ReviewPage) -> None:
    items = [item for item in completeness(page.store.agreement) if item.step == "metrics"]
    press(page, "review.needs.metrics.all")
    settle()
    card = find(page, NeedsCard, "review.needs.metrics")
    names = [link.text() for link in card.findChildren(FieldLink)]

    assert len(names) == len(items)
    assert all(any(words.startswith(item.name) for words in names) for item in items)
    press(page, "review.needs.metrics.all")
    assert len(card.findChildren(FieldLink)) <= len(items)
