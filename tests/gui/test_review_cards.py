"""The cards of the review: answers, and links that stay where they are while nothing about them changes."""

from __future__ import annotations

import pytest

from slawizard.checks import Quality, qualities
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.gui.review_cards import FieldLink, QualityCard
from tests.drivers import Heard, activate, find, settle

FIRST = Finding("OBJ-NEEDS-CONTACTS", FindingLevel.WARNING, "frame.contacts", "Nobody is named.", "Why.", "Mend.")
SECOND = Finding("OBJ-NEEDS-START", FindingLevel.WARNING, "frame.start", "It never starts.", "Why.", "Mend.")


def show(card: QualityCard, *findings: Finding) -> None:
    """Show what these findings mean for clearness."""
    card.show_quality(next(answer for answer in qualities(findings) if answer.quality is Quality.CLEAR))
    settle()


@pytest.fixture
def card() -> QualityCard:
    shown = QualityCard("review.clear", "Clear")
    activate(shown)
    show(shown, FIRST, SECOND)
    return shown


def test_a_link_keeps_the_keyboard_when_the_checks_find_the_same_again(card: QualityCard) -> None:
    link = find(card, FieldLink, "review.clear.link.1")
    link.setFocus()
    show(card, FIRST, SECOND)

    assert card.focusWidget() is link


def test_links_change_with_what_is_found(card: QualityCard) -> None:
    show(card, SECOND)
    heard = Heard(card.field_chosen)
    find(card, FieldLink, "review.clear.link.0").click()

    assert heard.last == SECOND.field
    assert len(card.findChildren(FieldLink)) == 1
