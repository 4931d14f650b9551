"""Mends what WeasyPrint leaves wrong in a tagged PDF, on its objects just before they are written.

Four things (WeasyPrint 70): header cells say no /Scope; running heads and feet are marked as content though no
structure holds them, so that a reader's software trips over them: they become pagination artifacts; the /Contents
of a link (ISO 14289-1, 7.18.5) is the name of its target instead of the words that are clicked; and a box inside a
link has a link annotation of its own, which no /Link element holds (7.18.5 again).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

ARTIFACT = "/Artifact"
_PRINT = 4  # the annotation is there on paper as on the screen (ISO 32000-1, table 165)


def repair(document: Any, pdf: Any) -> None:
    """A `finisher` for weasyprint's write_pdf: takes the laid-out document and the pydyf.PDF, changes the latter."""
    by_number: dict[int, Any] = {item.number: item for item in pdf.objects if isinstance(item, pydyf.Dictionary)}
    root = by_number.get(_number(pdf.catalog.get("StructTreeRoot")))
    if root is None:
        return
    held = {item.number for item in _structure(root, by_number)}
    for item in list(by_number.values()):
        if item.get("S") == "/TH":
            _set_scope(item, by_number)
        elif "S" in item and _holds_link(item, by_number):
            item["S"] = "/Link"
    _make_running_heads_artifacts(pdf, by_number[_number(root["ParentTree"])], held, by_number)
    _describe_links(document)


def _number(reference: Any) -> int:
    """The number in an indirect reference such as b"12 0 R"; -1 for anything else."""
    words = reference.split() if isinstance(reference, bytes) else []
    return int(words[0]) if len(words) == 3 else -1


def _structure(root: Any, by_number: dict[int, Any]) -> Iterator[Any]:
    """Every structure element that can be reached from the root."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        for kid in element.get("K", ()):
            child = by_number.get(_number(kid))
            if child is not None and "S" in child:
                waiting.append(child)


def _set_scope(cell: Any, by_number: dict[int, Any]) -> None:
    row = by_number[_number(cell["P"])]
    group = by_number[_number(row["P"])]
    cell["A"]["Scope"] = "/Column" if group.get("S") == "/THead" else "/Row"


def _holds_link(element: Any, by_number: dict[int, Any]) -> bool:
    kids = (by_number.get(_number(kid)) for kid in element.get("K", ()))
    annotations = (by_number.get(_number(kid["Obj"])) for kid in kids if kid is not None and "Obj" in kid)
    return any(annotation is not None and annotation.get("Subtype") == "/Link" for annotation in annotations)


def _make_running_heads_artifacts(pdf: Any, parent_tree: Any, held: set[int], by_number: dict[int, Any]) -> None:
    nums = parent_tree["Nums"]
    pages = [by_number[number] for number in pdf.pages["Kids"][::3]]
    streams = {item.number: item for item in pdf.objects if isinstance(item, pydyf.Stream)}
    for page in pages:
        position = nums.index(page["StructParents"]) + 1
        orphans = {mcid for mcid, owner in enumerate(nums[position]) if _number(owner) not in held}
        nums[position] = pydyf.Array(b"null" if mcid in orphans else owner for mcid, owner in enumerate(nums[position]))
        _unmark(streams[_number(page["Contents"])].stream, orphans)


def _unmark(operators: list[Any], orphans: set[int]) -> None:
    """Turn `/Span <</MCID 3>> BDC` into an artifact for each orphan."""
    for position in range(1, len(operators) - 1):
        operand = operators[position]
        if operators[position + 1] == b"BDC" and isinstance(operand, dict) and operand.get("MCID") in orphans:
            operators[position - 1] = ARTIFACT
            operators[position] = pydyf.Dictionary({"Type": "/Pagination"})


def _describe_links(document: Any) -> None:
    for page in document.pages:
        for _, target, _, box in page.links:
            if box.link_annotation is not None:
                words = " ".join("".join(box.element.itertext()).split()) if box.element is not None else ""
                box.link_annotation["Contents"] = pydyf.String(words or target)
                box.link_annotation["F"] = _PRINT
