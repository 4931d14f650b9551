"""A company's own Word file, read as what a stranger sent: its styles, lists, theme, heads, feet and paper.

Only these are taken, after a look at everything that could reach outside the file.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from slawizard.errors import ExportError
from slawizard.export.docx_look import Paper
from slawizard.export.reference_parts import Element, R, Relations, W, mend_head, mend_lists, mend_styles

__all__ = ["Element", "Part", "R", "Reference", "W", "picture_type", "read_reference", "refuse", "xml_bytes"]

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DOCUMENT_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_MOST_MEMBERS, _MOST_BYTES = 2_000, 100_000_000
_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "emf": "image/x-emf",
             "wmf": "image/x-wmf", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff"}  # fmt: skip
# What a head or foot may compute: nothing that reads another file or talks to another program.
_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "STYLEREF", "TITLE", "SUBJECT", "AUTHOR", "DOCPROPERTY",
           "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "REF", "SEQ", "IF", "QUOTE", "SYMBOL",
           "="}  # fmt: skip
_FOREIGN = ("object", "altChunk", "subDoc", "control")
_NO_WORD_FILE = "it is no Word document (.docx or .dotx)."
_LAST = "Choose another Word file, or take this out of it."
_COMPOUND = b"\xd0\xcf\x11\xe0"
_STRICT = "{http://purl.oclc.org/ooxml/"
_AS_DOCX = "Save it in Word as “Word Document (*.docx)”, without a password."


@dataclass(frozen=True, slots=True)
class Part:
    """A head or foot: its tree, and what it relates to, by relationship id: (type, target, is it outside the file)."""

    name: str
    tree: Element
    relations: Relations


@dataclass(frozen=True, slots=True)
class Reference:
    """What is taken from a reference file. `section` is the last section's own properties.

    `heads` are heads and feet by the relationship ids in `section`; `pictures` the pictures they show, by their names.
    """

    styles: Element
    numbering: Element | None
    theme: bytes
    section: Element
    heads: dict[str, Part]
    pictures: dict[str, bytes] = field(default_factory=dict)
    even_and_odd: bool = False

    @property
    def paper(self) -> Paper:
        """The paper and margins of the last section."""
        size, margins = self.section.find(f"{W}pgSz"), self.section.find(f"{W}pgMar")
        return Paper(
            *(_length(size, name, usual) for name, usual in (("w", 11906), ("h", 16838))),
            *(_length(margins, name, 1417) for name in ("top", "right", "bottom", "left")),
        )


def read_reference(data: bytes) -> Reference:
    """What is taken from a Word file. Raises ExportError for a file that is none, or that reaches outside itself."""
    members = _members(data)
    main = _main_part(members)
    related = _relations(members, main)
    section = _last_section(members, main)
    heads = dict(_heads(members, section, related))
    return Reference(
        styles=_styles(members, _target(related, "styles")),
        numbering=_lists(members, _target(related, "numbering")),
        theme=_theme(members, _target(related, "theme")),
        section=section,
        heads=heads,
        pictures={name: members[name] for head in heads.values() for name in _pictures(head, members)},
        even_and_odd=_has_facing_pages(members, _target(related, "settings")),
    )


def refuse(what: str, where: str = "", remedy: str = _LAST) -> ExportError:
    """The refusal of a reference file."""
    return ExportError(f"The reference file cannot be used: {what}", where=where, remedy=remedy)


def _styles(members: dict[str, bytes], name: str) -> Element:
    styles = _tree(members, name) if name else etree.Element(f"{W}styles")
    mend_styles(styles)
    return styles


def _lists(members: dict[str, bytes], name: str) -> Element | None:
    numbering = _tree(members, name) if name else None
    if numbering is not None:
        mend_lists(numbering)
    return numbering


def _has_facing_pages(members: dict[str, bytes], name: str) -> bool:
    """Whether left and right pages have heads of their own."""
    found = _tree(members, name).find(f"{W}evenAndOddHeaders") if name in members else None
    return found is not None and found.get(f"{W}val", "true") not in ("0", "false", "off")


# --- the package ------------------------------------------------------------------------------------------------


def _members(data: bytes) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    room = _MOST_BYTES
    if data.startswith(_COMPOUND):
        raise refuse("it is an old Word document (.doc), or one with a password.", remedy=_AS_DOCX)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_MEMBERS or len({info.filename.casefold() for info in infos}) != len(infos):
                raise refuse("its parts are too many, or two of them have the same name.")
            for info in infos:
                with archive.open(info) as member:
                    members[info.filename] = member.read(room + 1)
                room -= len(members[info.filename])
                if room < 0:
                    raise refuse("it holds more than 100 MB.")
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        zlib.error,
    ) as problem:
        raise refuse(_NO_WORD_FILE) from problem
    except MemoryError:
        raise refuse("it needs too much memory.") from None
    return members


def _main_part(members: dict[str, bytes]) -> str:
    """The name of the document itself, proved to be one without macros."""
    main = _target(_relations(members, ""), "officeDocument")
    overrides = _tree(members, "[Content_Types].xml").iter(f"{_TYPES}Override")
    kind = next((each.get("ContentType", "") for each in overrides if each.get("PartName") == f"/{main}"), "")
    if "macroEnabled" in kind:
        raise refuse("it holds macros.")
    if kind not in _DOCUMENT_TYPES:
        raise refuse(_NO_WORD_FILE)
    return main


def _target(related: Relations, kind: str) -> str:
    """The part of the file that a relationship of this kind leads to; empty: there is none."""
    return next((target for found, target, outside in related.values() if found == kind and not outside), "")


def _tree(members: dict[str, bytes], name: str) -> Element:
    if name not in members:
        raise refuse("a part is missing.", name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(members[name], parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise refuse("a part is damaged.", name) from problem
    if tree.getroottree().docinfo.doctype:
        raise refuse("a part declares a document type of its own.", name)
    return tree


def _relations(members: dict[str, bytes], part: str) -> Relations:
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in members:
        return {}
    found = {}
    for each in _tree(members, rels).iter(f"{_RELATED}Relationship"):
        outside = each.get("TargetMode") == "External"
        target = each.get("Target", "")
        place = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if not outside and place not in members:
            place = unquote(place)
        found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], place, outside)
    return found


def _theme(members: dict[str, bytes], name: str) -> bytes:
    if not name:
        return b""
    tree = _tree(members, name)
    for each in [each for each in tree.iter() if any(attribute.startswith(R) for attribute in each.attrib)]:
        # A theme's pictures fill shapes, of which an agreement has none.
        each.getparent().remove(each)
    return xml_bytes(tree)


def xml_bytes(tree: Element) -> bytes:
    """A tree as a part of a package."""
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


# --- the last section, its heads and feet -----------------------------------------------------------------------


def _last_section(members: dict[str, bytes], main: str) -> Element:
    """The last section's properties, with the heads and feet that it takes over from the sections before it."""
    tree = _tree(members, main)
    if tree.tag.startswith(_STRICT):
        raise refuse("it is a “Strict Open XML Document”.", remedy=_AS_DOCX)
    body = tree.find(f"{W}body")
    section = body.find(f"{W}sectPr") if body is not None else None
    if section is None:
        section = etree.Element(f"{W}sectPr")
    heads: dict[tuple[str, str], Element] = {}
    for each in tree.iter(f"{W}headerReference", f"{W}footerReference"):
        if next(each.iterancestors(f"{W}sectPrChange"), None) is None:
            heads[each.tag, each.get(f"{W}type", "default")] = each
    for position, each in enumerate(heads.values()):
        section.insert(position, each)
    return section


def _heads(members: dict[str, bytes], section: Element, related: Relations) -> Iterator[tuple[str, Part]]:
    for each in section:
        if each.tag not in (f"{W}headerReference", f"{W}footerReference"):
            continue
        id_ = each.get(f"{R}id", "")
        kind, target, outside = related.get(id_, ("", "", True))
        if outside or kind not in ("header", "footer"):
            raise refuse("a head or foot is missing.")
        tree = _tree(members, target)
        relations = mend_head(tree, _relations(members, target))
        _refuse_reach(tree, relations, target)
        yield id_, Part(target, tree, relations)


def _refuse_reach(tree: Element, relations: Relations, name: str) -> None:
    """Refuse a head or foot that holds, or fetches, anything but words and pictures of its own."""
    for tag in _FOREIGN:
        if next(tree.iter(f"{{*}}{tag}"), None) is not None:
            raise refuse("a head or foot holds an object of another program.", name)
    for code in _field_codes(tree):
        word = re.match(r"\s*(=|[A-Za-z]+)", code)
        if word and word[1].upper() not in _FIELDS:
            raise refuse(f"a head or foot holds the field {word[1].upper()}.", name)
    for kind, target, outside in relations.values():
        if outside and not (kind == "hyperlink" and target.lower().startswith(("https://", "mailto:"))):
            raise refuse(f"a head or foot asks for something from another place ({target[:80]}).", name)
        if not outside and kind not in ("image", "hyperlink"):
            raise refuse(f"a head or foot brings along something else than pictures ({kind}).", name)


def _field_codes(tree: Element) -> list[str]:
    """The code of each field, put together from its runs; nested fields each for itself."""
    codes: list[str] = [each.get(f"{W}instr", "") for each in tree.iter(f"{W}fldSimple")]
    open_fields: list[list[str]] = []
    for each in tree.iter(f"{W}fldChar", f"{W}instrText", f"{W}delInstrText"):
        if each.tag == f"{W}fldChar":
            kind = each.get(f"{W}fldCharType")
            if kind == "begin":
                open_fields.append([])
            elif open_fields and kind == "separate":
                codes.append("".join(open_fields[-1]))
            elif open_fields and kind == "end":
                codes.append("".join(open_fields.pop()))
        elif open_fields:
            open_fields[-1].append(each.text or "")
        else:
            codes.append(each.text or "")
    return codes + ["".join(pieces) for pieces in open_fields]


def _pictures(head: Part, members: dict[str, bytes]) -> Iterator[str]:
    for kind, target, _outside in head.relations.values():
        if kind == "image":
            if target not in members or picture_type(target) is None:
                raise refuse("a head or foot shows a picture of an unknown kind.", target)
            yield target


def picture_type(name: str) -> str | None:
    """The media type of a picture by the ending of its name, or None."""
    return _PICTURES.get(name.rpartition(".")[2].lower())


def _length(element: Element | None, name: str, usual: int) -> int:
    text = element.get(f"{W}{name}", "") if element is not None else ""
    number = re.fullmatch(r"-?\d{1,6}(?:\.\d+)?", text)
    return abs(round(float(text))) if number else usual
