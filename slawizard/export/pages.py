"""A laid-out document: its PDF, and where on which page each value and block stands."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class PlaceKind(StrEnum):
    """What stands at a place."""

    VALUE = "value"
    HEADING = "heading"
    BLOCK = "block"


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A rectangle of a page and what it shows. `page` counts from 1; the rest are points from the page's top left.

    `path` is the field to go to; `clause` is the id of the clause it stands in (empty on the title page). A value that
    runs over two lines has a place for each line.
    """

    page: int
    x: float
    y: float
    width: float
    height: float
    kind: PlaceKind
    path: str
    clause: str

    def holds(self, x: float, y: float) -> bool:
        """Whether the point (in points from the top left of its page) lies inside."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


class Pages(msgspec.Struct, frozen=True):
    """The PDF; its places, values before the blocks that hold them; and the page on which each clause and part begins.

    `starts` maps the id of a part or clause to a page counted from 1; `count` is the number of pages.
    """

    pdf: bytes
    places: tuple[Place, ...]
    starts: dict[str, int]
    count: int

    def place_at(self, page: int, x: float, y: float) -> Place | None:
        """The innermost place at a point of a page (points from its top left), or None."""
        return next((place for place in self.places if place.page == page and place.holds(x, y)), None)
