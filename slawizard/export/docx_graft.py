"""The finished DOCX in a company's own dress: the styles, lists, theme, paper, heads and feet of its reference file.

Where the company has a style of the same name, the agreement uses it; where it has none, ours is added, without
typefaces, colours and line heights of its own, so that it follows the company's text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from slawizard.export.docx_package import HEADS, zipped
from slawizard.export.reference_file import Element, Part, R, Reference, W, picture_type, xml_bytes

_STYLED = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The order of paragraph properties (ECMA-376 part 1, 17.3.1.26).
_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
)  # fmt: skip
# Whoever is based on a numbered heading counts too, unless told not to.
_NO_NUMBER = etree.fromstring(
    '<w:numPr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:numId w:val="0"/></w:numPr>'
)
_KEPT_COLOURS = ("Missing",)


def graft(package: bytes, reference: Reference) -> bytes:
    """The package with what the reference brings; the words in it are the same."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    trees = {name: etree.fromstring(members[f"word/{name}.xml"]) for name in ("document", "styles", "numbering")}
    offsets = _offsets(reference.numbering)
    names = _merge_styles(trees["styles"], reference, offsets)
    for name in ("document", "numbering"):
        _rename(trees[name], names)
    for name in HEADS:
        head = etree.fromstring(members[f"word/{name}.xml"])
        _rename(head, names)
        members[f"word/{name}.xml"] = xml_bytes(head)
    for number in trees["document"].iter(f"{W}numId"):
        _shift(number, "val", offsets.number)
    members |= {
        "word/styles.xml": xml_bytes(reference.styles),
        "word/numbering.xml": xml_bytes(_merged_lists(trees["numbering"], reference, offsets)),
    }
    if reference.theme:
        members["word/theme.xml"] = reference.theme
    if reference.heads:
        _exchange_heads(members, trees["document"], reference)
    _exchange_paper(trees["document"], reference)
    _drop_fonts(members)
    _set_up(members, reference)
    members["word/document.xml"] = xml_bytes(trees["document"])
    return zipped(members)


# --- lists ------------------------------------------------------------------------------------------------------


class _Offsets(NamedTuple):
    """What is added to the numbers of our lists, so that they come after the company's."""

    abstract: int
    number: int


def _offsets(theirs: Element | None) -> _Offsets:
    if theirs is None:
        return _Offsets(0, 0)
    return _Offsets(_largest(theirs, "abstractNum", "abstractNumId"), _largest(theirs, "num", "numId"))


def _largest(theirs: Element, tag: str, attribute: str) -> int:
    return max((int(each.get(f"{W}{attribute}")) for each in theirs.iter(f"{W}{tag}")), default=0)


def _shift(element: Element, attribute: str, offset: int) -> None:
    element.set(f"{W}{attribute}", str(int(element.get(f"{W}{attribute}")) + offset))


def _merged_lists(ours: Element, reference: Reference, offsets: _Offsets) -> Element:
    """The company's lists with ours after them; a style that counts with ours no longer counts with theirs."""
    theirs = reference.numbering
    if theirs is None:
        return ours
    _drop_typefaces(ours.iter(f"{W}rPr"))  # a heading's number looks as its words do
    linked = {each.get(f"{W}val") for each in ours.iter(f"{W}pStyle")}
    # A bullet's picture does not come along.
    dropped = [*theirs.iter(f"{W}numPicBullet"), *theirs.iter(f"{W}lvlPicBulletId")]
    for each in dropped + [each for each in theirs.iter(f"{W}pStyle") if each.get(f"{W}val") in linked]:
        each.getparent().remove(each)
    first = theirs.find(f"{W}num")
    for each in ours.findall(f"{W}abstractNum"):
        _shift(each, "abstractNumId", offsets.abstract)
        theirs.append(each) if first is None else first.addprevious(each)
    last = theirs.find(f"{W}numIdMacAtCleanup")
    for each in ours.findall(f"{W}num"):
        _shift(each, "numId", offsets.number)
        _shift(each.find(f"{W}abstractNumId"), "val", offsets.abstract)
        theirs.append(each) if last is None else last.addprevious(each)
    return theirs


# --- styles -----------------------------------------------------------------------------------------------------


def _merge_styles(ours: Element, reference: Reference, offsets: _Offsets) -> dict[tuple[str, str], str]:
    """Add what the company's styles lack; the ids to use for ours, by (type, id)."""
    theirs = reference.styles
    if not len(theirs):  # a file without styles: text without any would have no defaults to follow
        theirs.append(deepcopy(ours.find(f"{W}docDefaults")))
    if not reference.heads:  # then our own stay, with tab stops that the company's styles know nothing of
        for style in ours.iter(f"{W}style"):
            if _name(style) in ("header", "footer"):
                style.find(f"{W}name").set(f"{W}val", f"Agreement {_name(style)}")
    for number in ours.iter(f"{W}numId"):
        _shift(number, "val", offsets.number)
    known = {(each.get(f"{W}type"), _name(each)): each for each in theirs.iter(f"{W}style")}
    taken = {each.get(f"{W}styleId") for each in theirs.iter(f"{W}style")}
    names: dict[tuple[str, str], str] = {}
    added = []
    for style in ours.iter(f"{W}style"):
        kind, id_ = style.get(f"{W}type"), style.get(f"{W}styleId")
        same = known.get((kind, _name(style)))
        if same is not None:
            names[kind, id_] = same.get(f"{W}styleId")
            _number_alike(same, style)
        else:
            names[kind, id_] = _free(id_, taken)
            added.append(deepcopy(style))
    for style in added:
        style.set(f"{W}styleId", names[style.get(f"{W}type"), style.get(f"{W}styleId")])
        style.attrib.pop(f"{W}default", None)
        _follow_the_company(style)
        theirs.append(style)
    _rename_within(added, names)
    return names


def _name(style: Element) -> str:
    name = style.find(f"{W}name")
    return name.get(f"{W}val", "").casefold() if name is not None else ""


def _free(id_: str, taken: set[str]) -> str:
    name, number = id_, 2
    while name in taken:
        name, number = f"{id_}{number}", number + 1
    taken.add(name)
    return name


def _number_alike(theirs: Element, ours: Element) -> None:
    """Count with our lists, on which the agreement's references rest, and keep together what must stay together."""
    if theirs.get(f"{W}type") != "paragraph" or _name(theirs) == "normal":
        return
    properties = theirs.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        run = theirs.find(f"{W}rPr")
        theirs.append(properties) if run is None else run.addprevious(properties)
    wanted = {name: ours.find(f"{W}pPr/{W}{name}") for name in ("numPr", "keepNext", "pageBreakBefore", "outlineLvl")}
    number, indent = wanted["numPr"], ours.find(f"{W}pPr/{W}ind")
    wanted["numPr"] = _NO_NUMBER if number is None else number
    if number is not None and properties.find(f"{W}ind") is not None:
        wanted["ind"] = indent
    for name, property_ in wanted.items():
        if property_ is not None:
            _set_property(properties, name, property_)


def _set_property(properties: Element, name: str, property_: Element) -> None:
    """Put a paragraph property where the schema wants it, in the place of one that is there."""
    for old in properties.findall(f"{W}{name}"):
        properties.remove(old)
    before = {f"{W}{each}" for each in _ORDER[: _ORDER.index(name)]}
    properties.insert(sum(each.tag in before for each in properties), deepcopy(property_))


def _follow_the_company(style: Element) -> None:
    """Take typefaces, colours and line heights out of a style of ours; what is left is size, weight and distance."""
    if style.get(f"{W}styleId") not in _KEPT_COLOURS:
        _drop_typefaces(style.findall(f"{W}rPr"))
    for spacing in style.iter(f"{W}spacing"):
        spacing.attrib.pop(f"{W}line", None)
        spacing.attrib.pop(f"{W}lineRule", None)


def _drop_typefaces(properties: Iterable[Element]) -> None:
    for each in properties:
        for old in each.findall(f"{W}rFonts") + each.findall(f"{W}color"):
            each.remove(old)


def _rename_within(added: list[Element], names: dict[tuple[str, str], str]) -> None:
    for style in added:
        kind = style.get(f"{W}type")
        for tag in ("basedOn", "next", "link"):
            for each in style.findall(f"{W}{tag}"):
                each.set(f"{W}val", names.get((kind, each.get(f"{W}val")), each.get(f"{W}val")))


def _rename(tree: Element, names: dict[tuple[str, str], str]) -> None:
    for tag, kind in _STYLED.items():
        for each in tree.iter(f"{W}{tag}"):
            each.set(f"{W}val", names.get((kind, each.get(f"{W}val")), each.get(f"{W}val")))


# --- paper, heads and feet --------------------------------------------------------------------------------------


def _exchange_paper(document: Element, reference: Reference) -> None:
    section = document.find(f"{W}body/{W}sectPr")
    for name in ("pgSz", "pgMar"):
        theirs, ours = reference.section.find(f"{W}{name}"), section.find(f"{W}{name}")
        if theirs is not None:
            section.replace(ours, deepcopy(theirs))


def _exchange_heads(members: dict[str, bytes], document: Element, reference: Reference) -> None:
    """The company's heads and feet in the place of ours, with their pictures; our watermark goes along."""
    mark = _watermark(members)
    for name in HEADS:
        members.pop(f"word/{name}.xml", None)
        members.pop(f"word/_rels/{name}.xml.rels", None)
    section = document.find(f"{W}body/{W}sectPr")
    for each in section.findall(f"{W}headerReference") + section.findall(f"{W}footerReference"):
        section.remove(each)
    relations = _without_heads(etree.fromstring(members["word/_rels/document.xml.rels"]))
    types = _without_heads(etree.fromstring(members["[Content_Types].xml"]))
    references = [each for each in reference.section if each.get(f"{R}id") in reference.heads]
    for position, each in enumerate(references):
        kind = "header" if each.tag == f"{W}headerReference" else "footer"
        name = f"reference-{kind}{position + 1}"
        head = reference.heads[each.get(f"{R}id")]
        _store_head(members, name, head, _picture_names(reference), mark if kind == "header" else None)
        copy = deepcopy(each)
        copy.set(f"{R}id", f"rReference{position + 1}")
        section.insert(position, copy)
        attributes = {"Id": f"rReference{position + 1}", "Type": f"{_RELATIONS}/{kind}", "Target": f"{name}.xml"}
        etree.SubElement(relations, f"{{{_RELATED}}}Relationship", attributes)
        etree.SubElement(
            types, f"{_TYPES}Override", {"PartName": f"/word/{name}.xml", "ContentType": f"{_CONTENT}.{kind}+xml"}
        )
    _store_pictures(members, types, reference)
    _title_page(section, reference)
    members["word/_rels/document.xml.rels"] = xml_bytes(relations)
    members["[Content_Types].xml"] = xml_bytes(types)


def _without_heads(tree: Element) -> Element:
    for each in list(tree):
        place = each.get("Target", each.get("PartName", "")).rpartition("/")[2]
        if place.removesuffix(".xml") in HEADS:
            tree.remove(each)
    return tree


def _watermark(members: dict[str, bytes]) -> Element | None:
    head = etree.fromstring(members["word/header1.xml"])
    picture = next(head.iter(f"{W}pict"), None)
    return picture.getparent() if picture is not None else None


def _store_head(
    members: dict[str, bytes], name: str, head: Part, pictures: dict[str, str], mark: Element | None
) -> None:
    tree = deepcopy(head.tree)
    if mark is not None:
        paragraph = next(tree.iter(f"{W}p"), None)
        (paragraph if paragraph is not None else etree.SubElement(tree, f"{W}p")).append(deepcopy(mark))
    members[f"word/{name}.xml"] = xml_bytes(tree)
    if head.relations:
        relations = etree.Element(f"{{{_RELATED}}}Relationships", nsmap={None: _RELATED})
        for id_, (kind, target, outside) in head.relations.items():
            place = target if outside or kind != "image" else f"media/{pictures[target]}"
            attributes = {"Id": id_, "Type": f"{_RELATIONS}/{kind}", "Target": place}
            etree.SubElement(
                relations, f"{{{_RELATED}}}Relationship", attributes | ({"TargetMode": "External"} if outside else {})
            )
        members[f"word/_rels/{name}.xml.rels"] = xml_bytes(relations)


def _picture_names(reference: Reference) -> dict[str, str]:
    """How each picture of the company is called among ours: in one folder, whatever its own name holds."""
    endings = ((target, target.rpartition(".")[2].lower()) for target in reference.pictures)
    return {target: f"reference-{number}.{ending}" for number, (target, ending) in enumerate(endings, 1)}


def _store_pictures(members: dict[str, bytes], types: Element, reference: Reference) -> None:
    names = _picture_names(reference)
    known = {each.get("Extension", "").lower() for each in types.iter(f"{_TYPES}Default")}
    for target, data in reference.pictures.items():
        name = names[target]
        members[f"word/media/{name}"] = data
        ending = name.rpartition(".")[2].lower()
        if ending not in known:
            known.add(ending)
            kind = picture_type(name) or "application/octet-stream"
            types.insert(0, etree.Element(f"{_TYPES}Default", {"Extension": ending, "ContentType": kind}))


def _title_page(section: Element, reference: Reference) -> None:
    """A first page of its own, and pages that face each other, as the company has them."""
    own, theirs = section.find(f"{W}titlePg"), reference.section.find(f"{W}titlePg")
    if own is not None and theirs is None:
        section.remove(own)
    elif own is None and theirs is not None:
        section.append(deepcopy(theirs))


def _drop_fonts(members: dict[str, bytes]) -> None:
    """Our typefaces do not go along where nothing is set in them."""
    for name in [name for name in members if name.startswith("word/fonts/")]:
        del members[name]
    members.pop("word/_rels/fontTable.xml.rels", None)
    table = etree.fromstring(members["word/fontTable.xml"])
    for each in list(table):
        table.remove(each)
    members["word/fontTable.xml"] = xml_bytes(table)


def _set_up(members: dict[str, bytes], reference: Reference) -> None:
    settings = etree.fromstring(members["word/settings.xml"])
    for name in ("embedTrueTypeFonts", "saveSubsetFonts"):
        for each in settings.findall(f"{W}{name}"):
            settings.remove(each)
    if reference.even_and_odd and reference.heads:
        settings.find(f"{W}defaultTabStop").addnext(etree.Element(f"{W}evenAndOddHeaders"))
    members["word/settings.xml"] = xml_bytes(settings)
