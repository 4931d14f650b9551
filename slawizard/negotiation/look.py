"""How a paper for the negotiating table looks: small, on as few pages as it can, and red where it is private."""

from __future__ import annotations

from decimal import Decimal

from slawizard.document.style import HouseStyle, Margins, PageSize, Running

PRIVATE_ACCENT = "#9a1b1b"
"""The colour of a paper that must not be left lying about: it looks like none of the others."""


def sheet_style(mark: str, page: PageSize = PageSize.A4) -> HouseStyle:
    """How a sheet looks: small, without title page and contents; `mark` stands in the head and foot of every page."""
    head = Running(left=f"{mark} · {{title}}" if mark else "{title}", right="" if mark else "{reference}")
    foot = Running(left=mark, right="{page word} {page} {of word} {pages}")
    margins = Margins(Decimal(18), Decimal(16), Decimal(16), Decimal(16))
    accent = PRIVATE_ACCENT if mark else HouseStyle().accent
    return HouseStyle(
        accent=accent,
        text_size=Decimal("8.5"),
        page=page,
        margins=margins,
        header=head,
        footer=foot,
        cover=False,
        contents=False,
    )
