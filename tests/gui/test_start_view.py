"""The start screen: everything on it can be chosen by keyboard, and foreign text stays text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from slawizard.gui.choice_card import ChoiceCard
from slawizard.gui.start_view import Offer, StartView
from tests.drivers import Heard, find, press, settle


@pytest.fixture
def start() -> StartView:
    view = StartView()
    view.resize(1000, 700)
    view.show_starters([Offer("saas", "SaaS agreement", "Uptime."), Offer("it", "Managed IT", "Severities.")])
    view.show()
    return view


def test_a_starter_is_chosen_by_its_card(start: StartView) -> None:
    heard = Heard(start.starter_chosen)
    press(start, "start.starter.it")

    assert heard.last == "it"


def test_enter_chooses_as_space_does(start: StartView) -> None:
    heard = Heard(start.starter_chosen)
    QTest.keyClick(find(start, ChoiceCard, "start.starter.saas"), Qt.Key.Key_Return)

    assert heard.last == "saas"


def test_blank_and_open_are_offered(start: StartView) -> None:
    blank, opened = Heard(start.blank_chosen), Heard(start.open_chosen)
    press(start, "start.blank")
    press(start, "start.open")

    assert (len(blank), len(opened)) == (1, 1)


def test_recent_drafts_are_offered_by_their_path(start: StartView) -> None:
    heard = Heard(start.recent_chosen)
    start.show_recent([Offer("/a.sladraft", "A", "~/a.sladraft"), Offer("/b.sladraft", "B", "~/b.sladraft")])
    press(start, "start.recent.1")

    assert heard.last == "/b.sladraft"


def test_recovered_work_can_be_opened_and_thrown_away(start: StartView) -> None:
    opened, thrown = Heard(start.recovered_chosen), Heard(start.recovered_discarded)
    start.show_recovered([Offer("j1", "Hosting", "Changed 14:03")])
    press(start, "start.recovered.0")
    press(start, "start.discard.0")

    assert (opened.last, thrown.last) == ("j1", "j1")


def test_recovered_work_that_is_gone_is_offered_no_more(start: StartView) -> None:
    start.show_recovered([Offer("j1", "Hosting", "Changed 14:03")])
    start.show_recovered([])
    settle()

    assert start.findChildren(ChoiceCard, "start.recovered.0") == []


def test_a_picture_lands_on_its_card(start: StartView) -> None:
    picture = QPixmap(208, 294)
    picture.fill(QColor("red"))
    start.show_picture("it", picture)

    card = find(start, ChoiceCard, "start.starter.it")
    assert not find(card, QLabel, "picture").pixmap().isNull()
    assert find(find(start, ChoiceCard, "start.starter.saas"), QLabel, "picture").pixmap().isNull()


def test_titles_are_shown_as_plain_text(start: StartView) -> None:
    start.show_recent([Offer("/a", "<b>Foo</b>", "<i>x</i>")])

    labels = find(start, ChoiceCard, "start.recent.0").findChildren(QLabel)
    assert {label.textFormat() for label in labels if label.text()} == {Qt.TextFormat.PlainText}


def test_every_choice_has_a_name_for_a_screen_reader(start: StartView) -> None:
    assert all(card.accessibleName() and card.accessibleDescription() for card in start.findChildren(ChoiceCard))
