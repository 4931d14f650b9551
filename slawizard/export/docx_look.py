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
class Paper:
    """The paper and its margins."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int


@dataclass(frozen=True, slots=True)
class Look:
    """How a DOCX looks. `colours` are "RRGGBB" by role, `fonts` families by role: "text" and "heading"."""

    style: HouseStyle
    colours: dict[str, str]
    fonts: dict[str, str]
    paper: Paper

    @property
    def text_width(self) -> int:
        """The width of the text."""
        return self.paper.width - self.paper.left - self.paper.right

    @property
    def own_fonts(self) -> frozenset[str]:
        """Those of the program's own families that are used, and so go along in the file."""
        return frozenset(self.fonts.values()) & {TEXT_FONT, HEADING_FONT}

    def scaled(self, length: int) -> int:
        """A length or size of the program's own style, as large as this style wants it."""
        return round_half_up(length * self.style.scale)


def look_of(style: HouseStyle, paper: Paper | None = None) -> Look:
    """The house style in Word's terms, on its own paper or another."""
    written = {role: colour.removeprefix("#").upper() for role, colour in colours(style).items()}
    own, margins = PAGE_MM[style.page], style.margins
    lengths = (*own, margins.top, margins.right, margins.bottom, margins.left)
    fonts = {"text": style.text_font or TEXT_FONT, "heading": style.heading_font or HEADING_FONT}
    return Look(style, written, fonts, paper or Paper(*map(twentieths, lengths)))


def twentieths(millimetres: Decimal) -> int:
    """A length in twentieths of a point."""
    return round_half_up(millimetres * _TWENTIETHS_PER_MM)


def round_half_up(value: Decimal) -> int:
    """The nearest whole number."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


PLAIN_LOOK = look_of(PLAIN_STYLE)
