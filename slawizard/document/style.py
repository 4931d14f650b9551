"""The house style: how a finished agreement looks, apart from what it says."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

import msgspec

from slawizard.document.nodes import Numbering
from slawizard.errors import StyleError

LARGEST_LOGO_BYTES = 2_000_000
"""The largest logo that a style may hold."""

_COLOUR = re.compile("#[0-9a-fA-F]{6}").fullmatch
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]").search
_FAMILY = re.compile(r"[\w .&'-]{0,80}").fullmatch
_PIECE = re.compile(r"\{([^{}]*)\}")
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_LONGEST_RUNNING_TEXT = 200
_LEAST_CONTRAST = 4.5
_LEAST_TEXT_MM = Decimal(90)


class PageSize(StrEnum):
    """The paper."""

    A4 = "a4"
    LETTER = "letter"


PAGE_MM: dict[PageSize, tuple[Decimal, Decimal]] = {
    PageSize.A4: (Decimal(210), Decimal(297)),
    PageSize.LETTER: (Decimal("215.9"), Decimal("279.4")),
}
"""Width and height of the paper in millimetres."""


class LogoPlace(StrEnum):
    """Where the logo stands: on the title page, in the head of the other pages, or on all of them."""

    COVER = "cover"
    PAGES = "pages"
    BOTH = "both"


class RunningField(StrEnum):
    """What a head or foot can say besides its own words, written in braces: "{page} of {pages}"."""

    TITLE = "title"
    REFERENCE = "reference"
    VERSION = "version"
    PROVIDER = "provider"
    PAGE_WORD = "page word"
    OF_WORD = "of word"
    PAGE = "page"
    PAGES = "pages"


_FIELDS = {field.value: field for field in RunningField}


class Margins(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The paper's margins in millimetres, each from 12 to 70."""

    top: Decimal = Decimal(27)
    bottom: Decimal = Decimal(25)
    left: Decimal = Decimal(27)
    right: Decimal = Decimal(25)


class Running(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The three places of a head or foot. Their texts may name fields: "{title}", "{page}" (see RunningField)."""

    left: str = ""
    center: str = ""
    right: str = ""


class HouseStyle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How every document of a house looks; what is given here by default is the program's own style.

    `text_font` and `heading_font` are families installed on the machine; empty: the program's own. `text_size` is in
    points, 8.5 to 12.5; everything else grows with it. Colours are written "#rrggbb". `logo` holds a PNG or a JPEG,
    printed `logo_height` millimetres high (6 to 40); `logo_words` say what it shows, for whoever cannot see it.
    """

    name: str = ""
    logo: bytes = b""
    logo_words: str = ""
    logo_place: LogoPlace = LogoPlace.COVER
    logo_height: Decimal = Decimal(16)
    text_font: str = ""
    heading_font: str = ""
    text_size: Decimal = Decimal("10.5")
    ink: str = "#14191f"
    heading: str = "#16324a"
    accent: str = "#1f5f8b"
    page: PageSize = PageSize.A4
    margins: Margins = Margins()
    header: Running = Running(left="{title}", right="{reference}")
    footer: Running = Running(right="{page word} {page} {of word} {pages}")
    numbering: Numbering = Numbering.CLASSIC
    cover: bool = True
    contents: bool = True

    @property
    def text_width_mm(self) -> Decimal:
        """How wide the text is, in millimetres."""
        return PAGE_MM[self.page][0] - self.margins.left - self.margins.right

    @property
    def scale(self) -> Decimal:
        """How much larger than in the program's own style the text is; 1 for the same."""
        return self.text_size / _OWN_TEXT_SIZE

    def shows_logo(self, place: LogoPlace) -> bool:
        """Whether there is a logo on the title page (COVER) or on the other pages (PAGES)."""
        return bool(self.logo) and self.logo_place in (place, LogoPlace.BOTH)


_OWN_TEXT_SIZE = HouseStyle().text_size
PLAIN_STYLE = HouseStyle()
"""The program's own style."""


def running_pieces(text: str) -> tuple[str | RunningField, ...]:
    """A head's or foot's text, cut at its fields. Raises StyleError for a field that there is none of."""
    pieces: list[str | RunningField] = []
    for position, piece in enumerate(_PIECE.split(text)):
        if position % 2 == 0:
            pieces += [piece] if piece else []
        elif piece in _FIELDS:
            pieces.append(_FIELDS[piece])
        else:
            names = ", ".join(f"{{{name}}}" for name in _FIELDS)
            raise StyleError(f"There is no field “{{{piece}}}” for a head or foot.", remedy=f"There are: {names}.")
    return tuple(pieces)


@lru_cache(maxsize=8)
def check_style(style: HouseStyle) -> None:
    """Raises StyleError, with the field, for the first thing in a style that no page can be made of."""
    for name in ("name", "logo_words"):
        _check_printable(name, getattr(style, name))
    for name in ("ink", "heading", "accent"):
        _check_colour(name, getattr(style, name))
    for name in ("text_font", "heading_font"):
        if not _FAMILY(getattr(style, name)):
            raise StyleError("This is not the name of a typeface.", where=name, remedy="Choose one from the list.")
    _check_between("text_size", style.text_size, "8.5", "12.5", "pt")
    _check_between("logo_height", style.logo_height, "6", "40", "mm")
    for side in ("top", "bottom", "left", "right"):
        _check_between(f"margins.{side}", getattr(style.margins, side), "12", "70", "mm")
    if style.text_width_mm < _LEAST_TEXT_MM:
        raise StyleError(
            "The margins leave less than 90 mm for the text.", where="margins", remedy="Make them smaller."
        )
    for furniture in ("header", "footer"):
        for place in ("left", "center", "right"):
            _check_running(f"{furniture}.{place}", getattr(getattr(style, furniture), place))
    _check_logo(style.logo)


def contrast(colour: str) -> float:
    """The contrast of a colour "#rrggbb" with white paper, from 1 to 21 (WCAG 2.2, relative luminance)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def tint(colour: str, share: float) -> str:
    """The colour "#rrggbb" thinned with white: a `share` of 0 is white, one of 1 the colour itself."""
    channels = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in channels)


def logo_kind(logo: bytes) -> str:
    """The media type of a logo: "image/png" or "image/jpeg". Raises StyleError for anything else."""
    if logo.startswith(_PNG):
        return "image/png"
    if logo.startswith(_JPEG):
        return "image/jpeg"
    raise StyleError("The logo is neither a PNG nor a JPEG picture.", where="logo", remedy="Save it as PNG.")


def _check_colour(name: str, colour: str) -> None:
    if not _COLOUR(colour):
        raise StyleError(f"“{colour}” is no colour.", where=name, remedy="Write it like “#1f5f8b”.")
    if contrast(colour) < _LEAST_CONTRAST:
        raise StyleError(
            f"The colour {colour} is too pale to be read on white paper.", where=name, remedy="Choose a darker one."
        )


def _check_between(name: str, value: Decimal, least: str, most: str, unit: str) -> None:
    if not Decimal(least) <= value <= Decimal(most):
        raise StyleError(f"{value} {unit} is not between {least} and {most} {unit}.", where=name)


def _check_printable(name: str, text: str) -> None:
    """Refuse what Word cannot hold, and what turns the direction in which the words around it are read."""
    if found := _UNPRINTABLE(text):
        what = f"The text holds a character that cannot be printed (U+{ord(found.group()):04X})."
        raise StyleError(what, where=name, remedy="Type it anew.")


def _check_running(name: str, text: str) -> None:
    if len(text) > _LONGEST_RUNNING_TEXT or "\n" in text:
        raise StyleError(f"A head or foot is one line of up to {_LONGEST_RUNNING_TEXT} characters.", where=name)
    _check_printable(name, text)
    try:
        running_pieces(text)
    except StyleError as problem:
        raise StyleError(problem.what, where=name, remedy=problem.remedy) from None


def _check_logo(logo: bytes) -> None:
    if len(logo) > LARGEST_LOGO_BYTES:
        raise StyleError("The logo is larger than 2 MB.", where="logo", remedy="Save it smaller.")
    if logo:
        logo_kind(logo)
