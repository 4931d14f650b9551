"""The house style as the style sheet of the printed page: paper, heads and feet, colours, typefaces, sizes."""

from __future__ import annotations

import re
from decimal import Decimal

from slawizard.document.logo import logo_size
from slawizard.document.nodes import Numbering
from slawizard.document.style import PAGE_MM, HouseStyle, LogoPlace, Running, RunningField, running_pieces, tint
from slawizard.paths import resource_path

LOGO = "logo"
"""The name under which the page asks for the logo's picture."""

TEXT_FONT, HEADING_FONT = "Source Serif 4", "Source Sans 3"
SOFT, HAIRLINE, QUIET = "#5b6777", "#c3cad2", "#3a4653"
_WASH, _PALE = 0.09, 0.055
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")
_COUNTERS = {RunningField.PAGE: "counter(page)", RunningField.PAGES: "counter(pages)"}
_STRINGS = {
    RunningField.TITLE: "title",
    RunningField.REFERENCE: "reference",
    RunningField.VERSION: "version",
    RunningField.PROVIDER: "provider",
    RunningField.PAGE_WORD: "page-word",
    RunningField.OF_WORD: "of-word",
}
# What a head keeps free between the text and the edge of the paper, in millimetres.
_AROUND_HEAD = Decimal(17)
_COVER_TOP = Decimal(35)
_THINNEST = Decimal("0.1")
# "4.2.1.1" needs more room than "(a)".
_DECIMAL_HANGS = """
.level2 { padding-left: 68pt } .numbered.level2 { text-indent: -34pt } .numbered.level2 .number { width: 34pt }
.level3 { padding-left: 110pt } .numbered.level3 { text-indent: -42pt } .numbered.level3 .number { width: 42pt }
"""


def page_css(style: HouseStyle) -> str:
    """The whole style sheet of a printed page, without its fonts. Raises StyleError."""
    sheet = resource_path("page.css").read_text(encoding="utf-8")
    numbers = _DECIMAL_HANGS if style.numbering is Numbering.DECIMAL else ""
    return _scaled(f"{root_css(style)}\n{sheet}{numbers}", style.scale) + _paper(style)


def colours(style: HouseStyle) -> dict[str, str]:
    """The colours by their roles, "#rrggbb"."""
    return {
        "ink": style.ink,
        "heading": style.heading,
        "accent": style.accent,
        "soft": SOFT,
        "hairline": HAIRLINE,
        "quiet": QUIET,
        "wash": tint(style.accent, _WASH),
        "pale": tint(style.accent, _PALE),
    }


def cover_logo_size(style: HouseStyle) -> tuple[Decimal, Decimal]:
    """Width and height of the logo on the title page, in millimetres: as high as the style says, as far as the text is
    wide. Raises StyleError.
    """
    return _logo_within(style, style.logo_height, style.text_width_mm)


def head_logo_size(style: HouseStyle) -> tuple[Decimal, Decimal]:
    """The same in the head of a page, where the margin gives the height, and the words beside it have their place.

    Raises StyleError.
    """
    height = max(Decimal(5), min(style.logo_height, style.margins.top - _AROUND_HEAD))
    texts = _texts(style.header)
    share = Decimal(_widths(texts).get("left", 0)) / 100 or Decimal("0.6")
    return _logo_within(style, height, style.text_width_mm * share * (Decimal("0.5") if texts["left"] else 1))


def _logo_within(style: HouseStyle, height: Decimal, most: Decimal) -> tuple[Decimal, Decimal]:
    across, down = logo_size(style.logo)
    if height * across > most * down:
        height = max(_THINNEST, (most * down / across).quantize(_THINNEST))
    return max(_THINNEST, min(most, height * across / down).quantize(_THINNEST)), height


def root_css(style: HouseStyle) -> str:
    """The rule that gives a style sheet its colours and typefaces, as variables."""
    names = "; ".join(f"--{role}: {colour}" for role, colour in colours(style).items())
    text = _families(style.text_font, TEXT_FONT, "serif")
    heading = _families(style.heading_font, HEADING_FONT, "sans-serif")
    return f":root {{ {names}; --text-font: {text}; --heading-font: {heading} }}"


def _families(chosen: str, own: str, kind: str) -> str:
    return ", ".join([*([_quoted(chosen)] if chosen else []), _quoted(own), kind])


def _scaled(sheet: str, scale: Decimal) -> str:
    if scale == 1:
        return sheet
    return _POINTS.sub(lambda found: f"{(Decimal(found[1]) * scale).quantize(Decimal('0.01'))}pt", sheet)


def _paper(style: HouseStyle) -> str:
    width, height = PAGE_MM[style.page]
    margins = style.margins
    boxes = f"{_running('top', style.header, style)}{_running('bottom', style.footer, style)}"
    sheet = (
        f"\n@page {{ size: {width}mm {height}mm; "
        f"margin: {margins.top}mm {margins.right}mm {margins.bottom}mm {margins.left}mm;{boxes} }}"
    )
    if not style.cover:
        return sheet
    places = (f"{edge}-{place}" for edge in ("top", "bottom") for place in ("left", "center", "right"))
    nothing = " ".join(f"@{place} {{ content: none; border: none; background: none }}" for place in places)
    return f"{sheet}\n@page :first {{ margin-top: {margins.top + _COVER_TOP}mm; {nothing} }}"


def _running(edge: str, running: Running, style: HouseStyle) -> str:
    """The margin boxes of a head or foot; where one place says something, a head's rule runs through all."""
    texts = _texts(running)
    with_logo = edge == "top" and style.shows_logo(LogoPlace.PAGES)
    if not any(texts.values()) and not with_logo:
        return ""
    size = (8 * style.scale).quantize(Decimal("0.01"))
    look = f"font: {size}pt var(--heading-font); color: var(--soft);"
    look += " border-bottom: 0.4pt solid var(--hairline);" if edge == "top" else ""
    widths = _widths(texts)
    boxes = []
    for place, text in texts.items():
        if place not in widths:
            continue
        picture = _picture(style) if with_logo and place == "left" else ""
        said = f"content: {_content(text)}; width: {widths[place]}%;"
        boxes.append(f"\n@{edge}-{place} {{ {said} {look} {picture} }}")
    return "".join(boxes)


def _texts(running: Running) -> dict[str, str]:
    return {"left": running.left, "center": running.center, "right": running.right}


def _widths(texts: dict[str, str]) -> dict[str, int]:
    if texts["center"]:
        return {"left": 33, "center": 34, "right": 33}
    return {"left": 60, "right": 40} if texts["left"] or not texts["right"] else {"left": 40, "right": 60}


def _picture(style: HouseStyle) -> str:
    width, height = head_logo_size(style)
    return (
        f'background: url("asset:{LOGO}") no-repeat left 0 bottom 3mm / auto {height}mm; '
        f"padding-left: {width + 4}mm; min-height: {height}mm"
    )


def _content(text: str) -> str:
    pieces = [
        _quoted(piece) if not isinstance(piece, RunningField) else _COUNTERS.get(piece) or f"string({_STRINGS[piece]})"
        for piece in running_pieces(text)
    ]
    return " ".join(pieces) or '""'


def _quoted(words: str) -> str:
    """A string of CSS that says just these words."""
    return '"' + "".join(f"\\{ord(sign):x} " if sign in '"\\\n<' or ord(sign) < 32 else sign for sign in words) + '"'
