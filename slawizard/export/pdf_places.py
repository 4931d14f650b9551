"""Where on the laid-out pages each value, heading and block stands, so that a click on the page finds its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slawizard.document.nodes import Document
from slawizard.export.html_inline import anchor_id
from slawizard.export.pages import Place, PlaceKind

# CSS pixels are 1/96 inch, points 1/72.
_POINTS = 0.75
_HEADINGS = ("h2", "h3")
_ORDER = {PlaceKind.VALUE: 0, PlaceKind.HEADING: 1, PlaceKind.BLOCK: 2}


def places_of(laid_out: Any) -> tuple[Place, ...]:
    """The places of all pages, page by page, values before the headings and blocks that hold them."""
    return tuple(
        place
        for number, page in enumerate(laid_out.pages, start=1)
        for place in sorted(_places(page._page_box, number, ""), key=lambda place: _ORDER[place.kind])
    )


def starts_of(laid_out: Any, document: Document) -> dict[str, int]:
    """On which page, counted from 1, each part and clause begins."""
    pages: dict[str, int] = {}
    for number, page in enumerate(laid_out.pages, start=1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)
    wanted = [name for part in document.parts for name in (part.id, *(clause.id for clause in part.clauses))]
    return {name: pages[anchor_id(name)] for name in wanted if anchor_id(name) in pages}


def _places(box: Any, page: int, clause: str) -> Iterator[Place]:
    # The text inside an element, its ::after and the anonymous boxes around it all point at the element too: only its
    # own boxes carry its tag and no text.
    element = box.element
    if element is not None and (box.element_tag != element.tag or hasattr(box, "text")):
        element = None
    if element is not None:
        clause = element.get("data-clause", clause)
        path = element.get("data-path")
        if path is not None:
            yield _place(box, page, _kind(element), path, clause)
    for child in box.all_children():
        yield from _places(child, page, clause)


def _kind(element: Any) -> PlaceKind:
    if element.get("data-clause") is None:
        return PlaceKind.VALUE
    return PlaceKind.HEADING if element.tag in _HEADINGS else PlaceKind.BLOCK


def _place(box: Any, page: int, kind: PlaceKind, path: str, clause: str) -> Place:
    x, y, width, height = (round(float(side) * _POINTS, 2) for side in box.hit_area())
    return Place(page, x, y, width, height, kind, path, clause)
