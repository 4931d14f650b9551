"""What is mended in the tagged PDF, seen in the file as a reader's software sees it."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest

from slawizard.export.pages import Pages
from tests.export.pdf_reader import TaggedPdf


@pytest.fixture(scope="module")
def tagged(pages: Pages) -> TaggedPdf:
    return TaggedPdf(pages.pdf)


def of_type(tagged: TaggedPdf, kind: str) -> list[Any]:
    return [element for found, element in tagged.elements() if found == kind]


def test_every_header_cell_says_what_it_heads(tagged: TaggedPdf) -> None:
    for cell in of_type(tagged, "/TH"):
        in_head = str(cell.P.P.S) == "/THead"
        assert str(cell.A.Scope) == ("/Column" if in_head else "/Row")


def test_running_heads_and_feet_are_artifacts(tagged: TaggedPdf) -> None:
    for number, loose in enumerate(tagged.artifacts[1:], start=2):
        assert loose.startswith("Service Level Agreement") or f"Page {number} of" in loose
    assert "Page 3 of" not in tagged.words()


def test_every_marked_piece_belongs_to_an_element_that_is_in_the_tree(tagged: TaggedPdf) -> None:
    held = {element.objgen for _, element in tagged.elements()}
    nums = list(tagged.file.Root.StructTreeRoot.ParentTree.Nums)[1::2]
    owners = [owner for each in nums for owner in (each if isinstance(each, pikepdf.Array) else [each])]

    assert len(owners) > 1000
    assert all(owner is None or owner.objgen in held for owner in owners)


def test_every_link_annotation_is_held_by_a_link_and_says_its_words(tagged: TaggedPdf) -> None:
    nums = list(tagged.file.Root.StructTreeRoot.ParentTree.Nums)
    owner_of = dict(zip([int(number) for number in nums[::2]], nums[1::2], strict=True))
    annotations = [annotation for page in tagged.file.pages for annotation in page.obj.get("/Annots", [])]

    assert len(annotations) > 60
    for annotation in annotations:
        assert str(owner_of[int(annotation.StructParent)].S) == "/Link"
        assert int(annotation.F) == 4
    said = {str(annotation.Contents) for annotation in annotations}
    assert "the status page" in said
    assert {"clause 16", "Part A The Agreement", "10 Suppliers"} <= said


def test_each_table_has_its_caption_and_head(tagged: TaggedPdf) -> None:
    tables = of_type(tagged, "/Table")

    assert len(tables) >= 10
    for table in tables:
        kinds = [str(kid.S) for kid in table.K]
        assert "/Caption" in kinds
        assert "/THead" in kinds
