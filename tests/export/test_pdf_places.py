"""A click on a page finds the field that made what is seen there."""

from __future__ import annotations

from slawizard.document.nodes import Document, Value
from slawizard.document.visitor import clauses_of, every_inline
from slawizard.export.pages import Pages, Place, PlaceKind


def of_kind(pages: Pages, kind: PlaceKind) -> list[Place]:
    return [place for place in pages.places if place.kind is kind]


def test_every_value_of_the_tree_has_a_place(document: Document, pages: Pages) -> None:
    paths = {inline.path for inline in every_inline(document) if isinstance(inline, Value)}

    assert paths <= {place.path for place in of_kind(pages, PlaceKind.VALUE)}


def test_every_clause_has_a_heading_and_blocks(document: Document, pages: Pages) -> None:
    for clause in clauses_of(document):
        places = [place for place in pages.places if place.clause == clause.id]
        heading = next(place for place in places if place.kind is PlaceKind.HEADING)
        assert heading.page == pages.starts[clause.id]
        assert heading.path == clause.path
        assert any(place.kind is PlaceKind.BLOCK for place in places)


def test_the_middle_of_a_value_leads_to_its_field_and_beside_it_to_its_clause(pages: Pages) -> None:
    value = next(place for place in pages.places if place.path == "consequences.cap.percent")
    found = pages.place_at(value.page, value.x + value.width / 2, value.y + value.height / 2)
    beside = pages.place_at(value.page, value.x + value.width + 40, value.y + value.height / 2)

    assert found == value
    assert beside is not None
    assert (beside.kind, beside.clause) == (PlaceKind.BLOCK, "credits")


def test_nothing_stands_in_the_margin(pages: Pages) -> None:
    assert pages.place_at(3, 10, 10) is None


def test_places_lie_on_the_page(pages: Pages) -> None:
    for place in pages.places:
        assert 1 <= place.page <= pages.count
        assert 0 <= place.x <= place.x + place.width <= 596
        assert 0 <= place.y <= place.y + place.height <= 842


def test_a_value_over_two_lines_has_a_place_for_each(pages: Pages) -> None:
    long = [
        place
        for place in of_kind(pages, PlaceKind.VALUE)
        if place.clause == "hostile" and place.path == "frame.customer.name" and place.page == pages.starts["hostile"]
    ]

    assert len({place.y for place in long}) > 4


def test_parts_begin_where_their_first_clause_does(document: Document, pages: Pages) -> None:
    for part in document.parts:
        assert pages.starts[part.id] == pages.starts[part.clauses[0].id]
