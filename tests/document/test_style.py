"""The house style: what may be in one, and the words that refuse the rest."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.document.style import (
    PLAIN_STYLE,
    HouseStyle,
    LogoPlace,
    Margins,
    Running,
    RunningField,
    check_style,
    contrast,
    logo_kind,
    running_pieces,
    tint,
)
from slawizard.errors import StyleError

_WRONG = {
    "a foot with a NUL": (HouseStyle(footer=Running(left="a\x00b")), "footer.left", r"U\+0000"),
    "a head that turns round": (HouseStyle(header=Running(right="\u202e5%")), "header.right", r"U\+202E"),
    "a name with a command": (HouseStyle(name="\x1b[2J"), "name", r"U\+001B"),
    "a bell in the logo's words": (HouseStyle(logo_words="\x07"), "logo_words", r"U\+0007"),
    "no colour": (HouseStyle(accent="blue"), "accent", "no colour"),
    "a pale colour": (HouseStyle(heading="#ffcc00"), "heading", "too pale"),
    "a typeface with a quote": (HouseStyle(text_font='Arial"; @import'), "text_font", "name of a typeface"),
    "letters too small": (HouseStyle(text_size=Decimal(6)), "text_size", "not between"),
    "a margin too small": (HouseStyle(margins=Margins(left=Decimal(3))), "margins.left", "not between"),
    "margins that meet": (HouseStyle(margins=Margins(left=Decimal(65), right=Decimal(65))), "margins", "90 mm"),
    "an unknown field": (HouseStyle(header=Running(left="{author}")), "header.left", "no field"),
    "two lines in a foot": (HouseStyle(footer=Running(center="a\nb")), "footer.center", "one line"),
    "a logo that is none": (HouseStyle(logo=b"<svg/>"), "logo", "neither a PNG nor a JPEG"),
    "a huge logo": (HouseStyle(logo=b"\x89PNG\r\n\x1a\n" + bytes(2_000_001)), "logo", "larger than 2 MB"),
}


def test_the_programs_own_style_is_right() -> None:
    check_style(PLAIN_STYLE)


@pytest.mark.parametrize("case", _WRONG, ids=str)
def test_what_no_page_can_be_made_of_is_refused_with_its_field(case: str) -> None:
    style, field, words = _WRONG[case]
    with pytest.raises(StyleError, match=words) as caught:
        check_style(style)
    assert caught.value.where == field


def test_a_running_text_is_cut_at_its_fields() -> None:
    assert running_pieces("{page word} {page}/{pages}") == (
        RunningField.PAGE_WORD,
        " ",
        RunningField.PAGE,
        "/",
        RunningField.PAGES,
    )


@given(st.text(alphabet=st.characters(exclude_characters="{}")))
def test_a_text_without_fields_stays_whole(text: str) -> None:
    assert "".join(map(str, running_pieces(text))) == text


def test_contrast_with_paper_runs_from_1_to_21() -> None:
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#000000") == pytest.approx(21)
    # WebAIM's contrast checker gives 4.54 for this grey.
    assert contrast("#767676") == pytest.approx(4.54, abs=0.005)


def test_a_tint_lies_between_white_and_the_colour() -> None:
    assert (tint("#1f5f8b", 0), tint("#1f5f8b", 1)) == ("#ffffff", "#1f5f8b")


def test_the_logo_stands_where_the_style_says() -> None:
    style = HouseStyle(logo=b"\xff\xd8\xff", logo_place=LogoPlace.PAGES)
    assert style.shows_logo(LogoPlace.PAGES)
    assert not style.shows_logo(LogoPlace.COVER)
    assert not HouseStyle(logo_place=LogoPlace.BOTH).shows_logo(LogoPlace.COVER)


def test_the_kind_of_a_logo_is_read_from_its_first_bytes() -> None:
    assert logo_kind(b"\xff\xd8\xff\xe0") == "image/jpeg"
    assert logo_kind(b"\x89PNG\r\n\x1a\n") == "image/png"


def test_a_style_survives_being_written_and_read() -> None:
    style = HouseStyle(name="House", logo=b"\xff\xd8\xff\x00", text_size=Decimal("11.5"))
    assert msgspec.json.decode(msgspec.json.encode(style), type=HouseStyle) == style
