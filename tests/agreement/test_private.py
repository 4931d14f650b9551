"""A private note finds the row of the table of targets that it is about."""

from __future__ import annotations

import msgspec

from slawizard.agreement.metrics import Coordinate
from slawizard.agreement.private import PrivateNotes, PrivatePosition

GOLD, SILVER = (Coordinate("plan", "Gold"),), (Coordinate("plan", "Silver"),)


def test_a_note_without_a_row_is_about_the_first() -> None:
    note = PrivatePosition("uptime")
    notes = PrivateNotes(positions=(note,))
    assert notes.position("uptime", GOLD, is_first=True) is note
    assert notes.position("uptime", SILVER, is_first=False) is None


def test_a_note_on_a_row_goes_before_one_without() -> None:
    general, gold = PrivatePosition("uptime"), PrivatePosition("uptime", GOLD)
    notes = PrivateNotes(positions=(general, gold))
    assert notes.position("uptime", GOLD, is_first=True) is gold


def test_the_order_of_coordinates_does_not_matter() -> None:
    both = (*GOLD, Coordinate("region", "EU"))
    note = PrivatePosition("uptime", both)
    assert PrivateNotes(positions=(note,)).position("uptime", both[::-1], is_first=False) is note


def test_a_note_on_another_level_is_not_found() -> None:
    assert PrivateNotes(positions=(PrivatePosition("uptime"),)).position("speed", (), is_first=True) is None


def test_a_position_takes_the_place_of_the_one_it_was_made_from() -> None:
    first, second = PrivatePosition("a", reasons="One."), PrivatePosition("b", reasons="Two.")
    notes = PrivateNotes(positions=(first, second))
    changed = msgspec.structs.replace(first, reasons="Other.")

    assert notes.with_position(first, changed).positions == (changed, second)


def test_a_position_that_says_nothing_is_not_kept() -> None:
    first = PrivatePosition("a", reasons="One.")
    notes = PrivateNotes(positions=(first,))

    assert notes.with_position(first, PrivatePosition("a")).positions == ()
    assert notes.with_position(None, PrivatePosition("b")) == notes
    assert notes.with_position(None, PrivatePosition("b", trade="Time.")).positions[1].level == "b"
