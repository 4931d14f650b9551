"""The house style in Word's terms: colours without a hash, lengths in twentieths of a point, names of typefaces."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from slawizard.document.style import PAGE_MM, PLAIN_STYLE, HouseStyle
from slawizard.export.page_style import HEADING_FONT, TEXT_FONT, colours

_TWENTIETHS_PER_MM = Decimal(1440) / Decimal("25.4")
EDGE = -1
"""As a tab's position: the right edge of the text."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a DOCX looks. `colours` are "RRGGBB" by role, `fonts` families by role: "text" and "heading"."""

    style: HouseStyle
    colours: dict[str, str]
    fonts: dict[str, str]

    @property
    def text_width(self) -> int:
        """The width of the text: the paper less its margins, each rounded as Word has them."""
        return self.page[0] - twentieths(self.style.margins.left) - twentieths(self.style.margins.right)

    @property
    def page(self) -> tuple[int, int]:
        """Width and height of the paper."""
        width, height = PAGE_MM[self.style.page]
        return twentieths(width), twentieths(height)

    @property
    def own_fonts(self) -> frozenset[str]:
        """Those of the program's own families that are used, and so go along in the file."""
        return frozenset(self.fonts.values()) & {TEXT_FONT, HEADING_FONT}

    def scaled(self, length: int) -> int:
        """A length or size of the program's own style, as large as this style wants it."""
        return round_half_up(length * self.style.scale)


def look_of(style: HouseStyle) -> Look:
    """The house style in Word's terms."""
    written = {role: colour.removeprefix("#").upper() for role, colour in colours(style).items()}
    return Look(style, written, {"text": style.text_font or TEXT_FONT, "heading": style.heading_font or HEADING_FONT})


def twentieths(millimetres: Decimal) -> int:
    """A length in twentieths of a point."""
    return round_half_up(millimetres * _TWENTIETHS_PER_MM)


def round_half_up(value: Decimal) -> int:
    """The nearest whole number."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


PLAIN_LOOK = look_of(PLAIN_STYLE)
