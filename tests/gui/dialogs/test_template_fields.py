"""What becomes of a draft's fields in a template: kept, asked, locked, left out; a part gives way to what is in it."""

from __future__ import annotations

import pytest

from slawizard.gui.dialogs.template_fields import Fate, FieldFates, field_tree
from tests.agreements.examples import full


@pytest.fixture
def fates() -> FieldFates:
    agreement = full()
    return FieldFates(agreement, field_tree(agreement))


def test_a_field_that_is_no_part_of_another_can_be_locked(fates: FieldFates) -> None:
    fates.decide("title", Fate.LOCKED)

    assert fates.fate("title") is Fate.LOCKED
    assert "title" in (fates.choices().locked or ())


def test_every_field_can_be_given_every_fate_that_is_possible_for_it(fates: FieldFates) -> None:
    for path in list(fates._nodes):
        for fate in fates.possible(path):
            fates.decide(path, fate)
            inside = [fates.fate(each.path) for each in fates._inside(path)]
            assert fates.fate(path) is fate or (fate is Fate.LOCKED and Fate.ASKED in inside), (path, fate)


def test_what_is_taken_out_of_a_locked_part_leaves_the_rest_of_it_locked(fates: FieldFates) -> None:
    fates.decide("flexibility.review", Fate.LOCKED)
    fates.decide("flexibility.review.every", Fate.ASKED)

    assert fates.fate("flexibility.review.every") is Fate.ASKED
    assert fates.fate("flexibility.review.agenda") is Fate.LOCKED
