"""What one can start from: found by words and tags, gone through by arrows, told in words where there is nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from slawizard.gui.choice_card import ChoiceCard
from slawizard.gui.start_gallery import Offer, Shelf, StartGallery
from tests.drivers import Heard, activate, enter, find, press, read, settle, until

STARTERS = (
    Offer("saas", "Software as a service", "Uptime.", "A hosted application.", ("uptime", "credits")),
    Offer("network", "Network", "Latency and jitter.", "A carrier.", ("jitter", "credits")),
    Offer("field", "Field service", "People on sites.", "Repairs.", ("orders",)),
)
OURS = Shelf("start.template", "Your templates", (Offer("/t/one", "Our terms", "For carriers.", "", ("ours",)),))


@pytest.fixture
def gallery() -> StartGallery:
    view = StartGallery()
    view.resize(900, 700)
    view.show_shelves((Shelf("start.starter", "Examples", STARTERS),), first=False)
    view.show_shelves((OURS,), first=True)
    activate(view)
    settle()
    return view


def shown(gallery: StartGallery) -> list[str]:
    """The titles that are to be seen."""
    return [card.text() for card in gallery.findChildren(ChoiceCard) if card.isVisible()]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("network", {"Network"}),
        ("carrier", {"Network", "Our terms"}),
        ("LATENCY jitter", {"Network"}),
        ("ours", {"Our terms"}),
    ],
    ids=["title", "whom it suits, and a note", "every word", "tag"],
)
def test_a_search_finds_words_wherever_they_stand(gallery: StartGallery, words: str, titles: set[str]) -> None:
    enter(gallery, "start.search", words)
    settle()

    assert set(shown(gallery)) == titles


def test_a_search_in_vain_says_so_and_leads_back(gallery: StartGallery) -> None:
    enter(gallery, "start.search", "zebra")
    settle()
    assert shown(gallery) == []
    assert "zebra" in read(gallery, "start.nothing")
    press(gallery, "start.show_all")
    settle()

    assert len(shown(gallery)) == 4


def test_tags_that_several_have_are_offered_and_filter(gallery: StartGallery) -> None:
    press(gallery, "start.tag.credits")
    settle()

    assert set(shown(gallery)) == {"Software as a service", "Network"}
    assert gallery.findChild(QWidget, "start.tag.orders") is None


def test_return_chooses_the_only_one_that_was_found(gallery: StartGallery) -> None:
    heard = Heard(gallery.chosen)
    enter(gallery, "start.search", "field")
    QTest.keyClick(find(gallery, QLineEdit, "start.search"), Qt.Key.Key_Return)

    assert heard.calls == [("start.starter", "field")]


def test_arrows_go_from_card_to_card_as_they_stand(gallery: StartGallery) -> None:
    QTest.keyClick(find(gallery, QLineEdit, "start.search"), Qt.Key.Key_Down)
    assert find(gallery, ChoiceCard, "start.template./t/one").hasFocus()
    QTest.keyClick(find(gallery, ChoiceCard, "start.template./t/one"), Qt.Key.Key_Down)
    assert find(gallery, ChoiceCard, "start.starter.saas").hasFocus()
    QTest.keyClick(find(gallery, ChoiceCard, "start.starter.saas"), Qt.Key.Key_Right)

    assert find(gallery, ChoiceCard, "start.starter.network").hasFocus()


def test_a_missing_folder_is_told_in_words_and_hides_nothing(gallery: StartGallery) -> None:
    gallery.show_shelves((OURS, Shelf("start.template.team", "Team", (), "The folder is not there.")), first=True)
    settle()

    assert read(gallery, "start.template.team:trouble") == "The folder is not there."
    assert len(shown(gallery)) == 4


def test_templates_that_change_are_shown_anew_above_the_examples(gallery: StartGallery) -> None:
    gallery.show_shelves((Shelf("start.template", "Yours", (Offer("/t/two", "Newer", ""),)),), first=True)
    settle()
    until(lambda: "Our terms" not in shown(gallery))
    newer, saas = (find(gallery, ChoiceCard, f"start.{name}") for name in ("template./t/two", "starter.saas"))

    assert newer.mapTo(gallery, newer.pos()).y() < saas.mapTo(gallery, saas.pos()).y()


def test_a_long_name_makes_no_card_wider(gallery: StartGallery) -> None:
    before = gallery.minimumSizeHint().width()
    gallery.show_shelves((Shelf("start.template", "Yours", (Offer("/t/long", "x" * 300, "y" * 300),)),), first=True)
    settle()

    assert gallery.minimumSizeHint().width() <= before + 40
