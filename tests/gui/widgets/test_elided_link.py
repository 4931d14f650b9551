"""A link that gives way where room is short."""

from __future__ import annotations

from slawizard.gui.widgets.elided_link import ElidedLink
from tests.drivers import activate, settle


def test_the_words_are_cut_in_the_middle_and_whole_in_the_tip() -> None:
    link = ElidedLink()
    link.show_words("History: reports & figures of the year 2026.csv, 12 windows")
    link.resize(160, 24)
    activate(link)
    settle()

    assert link.text().startswith("Hist")
    assert link.text().endswith("windows")
    assert "…" in link.text()
    assert "reports &amp; figures" in link.toolTip()


def test_with_room_enough_all_of_it_is_shown_and_no_sign_is_lost() -> None:
    link = ElidedLink()
    link.show_words("A & B")
    link.resize(link.sizeHint())
    activate(link)
    settle()

    assert link.text() == "A && B"
    assert link.words == "A & B"
    assert link.minimumSizeHint().width() <= link.sizeHint().width()
