"""What is mended in the parts of a reference file before they are taken over: leftovers of writing, dangling ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

Element = Any
Relations = dict[str, tuple[str, str, bool]]
"""By the id of a relationship: its kind, its target, and whether that lies outside the file."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_MOST_NUMBER = 2**31 - 1 - 1_000_000
# Accepted changes: what was put in stays, what was struck out goes, and so does every record of it.
_UNWRAPPED = ("ins", "moveTo", "smartTag", "customXml")
_DROPPED = (
    "del", "moveFrom", "rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
    "tblGridChange", "sectPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge", "smartTagPr", "customXmlPr",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "commentRangeStart",
    "commentRangeEnd", "commentReference", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "proofErr",
)  # fmt: skip
# Content controls that show the document's own title or author; every other one shows what the company filled in.
_OWN_PROPERTIES = re.compile("core-properties|extended-properties")


def mend_styles(styles: Element) -> None:
    """Take out styles that nobody can name, or of whose name there are two, and the records of changes."""
    _drop(styles, _DROPPED)
    seen: set[str] = set()
    for style in list(styles.iter(f"{W}style")):
        id_ = style.get(f"{W}styleId", "")
        if not id_ or id_ in seen:
            _remove(style)
        seen.add(id_)
    for number in list(styles.iter(f"{W}numId")):
        if _number(number, "val") is None:
            _remove(number)


def mend_lists(numbering: Element) -> None:
    """Take out lists without a number of their own, and what counts with a list that there is not."""
    _drop(numbering, _DROPPED)
    kinds = _numbered(numbering.iter(f"{W}abstractNum"), "abstractNumId")
    _numbered(numbering.iter(f"{W}num"), "numId")
    for each in list(numbering.iter(f"{W}num")):
        kind = each.find(f"{W}abstractNumId")
        if kind is None or _number(kind, "val") not in kinds:
            _remove(each)


def mend_head(head: Element, relations: Relations) -> Relations:
    """Accept changes, undo content controls, and take out what leads nowhere; the relationships that are left."""
    _drop(head, _DROPPED)
    for mark in list(head.iter(f"{W}rPr")):
        _drop(mark, _UNWRAPPED)  # of a paragraph's end: it holds nothing
    for each in list(head.iter(f"{W}sdt")):
        binding = each.find(f"{W}sdtPr/{W}dataBinding")
        if binding is None or not _OWN_PROPERTIES.search(binding.get(f"{W}prefixMappings", "")):
            content = each.find(f"{W}sdtContent")
            _put_in_place(each, [] if content is None else list(content))
    for each in list(head.iter(*(f"{W}{name}" for name in _UNWRAPPED))):
        _put_in_place(each, list(each))
    kept = {id_: one for id_, one in relations.items() if not _leads_nowhere(one)}
    for each in [each for each in head.iter() if set(_ids(each)) - kept.keys()]:
        _detach(each)
    return kept


def _leads_nowhere(relation: tuple[str, str, bool]) -> bool:
    """Whether a relationship is one that is left out: an insecure link, or the drawing of which there is a picture."""
    kind, target, outside = relation
    insecure = outside and kind == "hyperlink" and target.lower().startswith("http://")
    drawing = not outside and (kind == "hdphoto" or (kind == "image" and target.lower().endswith(".svg")))
    return insecure or drawing


def _ids(element: Element) -> list[str]:
    """The relationships that an element names."""
    return [value for name, value in element.attrib.items() if name.startswith(R) and value]


def _detach(element: Element) -> None:
    """Take out what names a relationship that there is not; the words of a link stay."""
    if element.tag == f"{W}hyperlink":
        _put_in_place(element, list(element))
        return
    extension = next(element.iterancestors("{*}ext"), None)
    name = etree.QName(element).localname
    if extension is not None and name != "blip":
        _remove(extension)
    elif name.startswith("hlink"):
        _remove(element)
    else:
        _remove(next(element.iterancestors(f"{W}drawing", f"{W}pict"), element))


def _numbered(elements: Iterable[Element], attribute: str) -> set[int | None]:
    """The numbers of elements, of which those without one, and every second one of the same, are taken out."""
    seen: set[int | None] = set()
    for each in list(elements):
        number = _number(each, attribute)
        if number is None or number in seen:
            _remove(each)
        seen.add(number)
    return seen - {None}


def _number(element: Element, attribute: str) -> int | None:
    text = element.get(f"{W}{attribute}", "")
    return int(text) if re.fullmatch(r"[0-9]{1,10}", text) and int(text) <= _MOST_NUMBER else None


def _drop(tree: Element, names: Iterable[str]) -> None:
    for each in list(tree.iter(*(f"{W}{name}" for name in names))):
        _remove(each)


def _put_in_place(element: Element, children: list[Element]) -> None:
    """Let the children of an element stand where it stood itself."""
    for child in children:
        element.addprevious(child)
    _remove(element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
