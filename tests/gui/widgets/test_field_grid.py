"""Fields side by side, and under one another where it is narrow."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.parties import Frame, RenewalKind
from slawizard.gui.pages.forms.parties import FRAME_CARD
from slawizard.gui.theme import text_width
from tests.drivers import find, settle
from tests.gui.widgets.form_fixtures import Form, form

SIX = tuple(field for field in FRAME_CARD.fields if field.path in ("frame.governing_law", "frame.courts"))
TERM = tuple(field for field in FRAME_CARD.fields if field.path in ("frame.start", "frame.renewal_term", "frame.term"))


def tops(shown: Form, *paths: str) -> list[int]:
    """How far down each field begins."""
    return [
        find(shown, QLineEdit, path).mapTo(shown, find(shown, QLineEdit, path).rect().topLeft()).y() for path in paths
    ]


@pytest.mark.parametrize(("characters", "side_by_side"), [(110, True), (50, False)])
def test_a_narrow_card_sets_fields_under_one_another(characters: int, side_by_side: bool) -> None:
    shown = form(*SIX)
    shown.resize(text_width(characters), 500)
    settle()
    first, second = tops(shown, "frame.governing_law", "frame.courts")

    assert (first == second) is side_by_side


def test_columns_are_equally_wide() -> None:
    shown = form(*SIX)
    widths = {find(shown, QLineEdit, field.path).width() for field in SIX}

    assert max(widths) - min(widths) <= 1


def test_a_field_that_does_not_apply_leaves_no_hole() -> None:
    shown = form(*TERM)
    assert not find(shown, QLineEdit, TERM[0].path).isHidden()
    assert not any(
        line.objectName() == "frame.renewal_term" for line in shown.findChildren(QLineEdit) if line.isVisible()
    )
    shown.store.edit("frame.renewal", RenewalKind.RENEWS)
    settle()

    assert find(shown, QLineEdit, "frame.renewal_term").isVisible()


def test_a_field_that_applies_from_the_start_is_there() -> None:
    shown = form(*TERM, agreement=Agreement(frame=Frame(renewal=RenewalKind.RENEWS)))

    assert find(shown, QLineEdit, "frame.renewal_term").isVisible()
