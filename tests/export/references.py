"""Word files as three different companies might have them, made here so that nobody's own file is needed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image


def picture(colour: str = "#0a5c36", size: tuple[int, int] = (240, 80)) -> bytes:
    """A PNG of one colour."""
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


def plain_house() -> bytes:
    """Word's own styles in other typefaces, a logo in the head, page numbers in the foot."""
    file = Document()
    for name, size in (("Normal", 11), ("Heading 1", 20), ("Heading 2", 14), ("Title", 32)):
        style = file.styles[name]
        style.font.name, style.font.size = "Georgia", Pt(size)
    file.styles["Heading 1"].font.color.rgb = RGBColor(0x0A, 0x5C, 0x36)
    section = file.sections[0]
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()), height=Mm(10))
    _add_field(section.footer.paragraphs[0], "PAGE")
    return _saved(file)


def german_house() -> bytes:
    """Style ids as a German Word writes them, headings that count with lists of their own, Letter, a first page."""
    file = Document()
    for name, id_ in (("Heading 1", "berschrift1"), ("Heading 2", "berschrift2"), ("Title", "Titel")):
        style = file.styles[name]
        style.element.set(qn("w:styleId"), id_)
        style.font.name = "Verdana"
    for style in file.styles:
        for tag in ("basedOn", "next", "link"):
            for each in style.element.findall(qn(f"w:{tag}")):
                names = {"Heading1": "berschrift1", "Heading2": "berschrift2", "Title": "Titel"}
                each.set(qn("w:val"), names.get(each.get(qn("w:val")), each.get(qn("w:val"))))
    numbering = file.part.numbering_part.element
    own = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="berschrift1"/>'
        '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, own)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    properties = file.styles["Heading 1"].element.get_or_add_pPr()
    properties.insert(0, parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="91"/></w:numPr>'))
    section = file.sections[0]
    section.page_width, section.page_height, section.orientation = Mm(215.9), Mm(279.4), WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(20)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Musterhaus GmbH"
    section.header.paragraphs[0].text = "Musterhaus GmbH · vertraulich"
    _add_field(section.footer.paragraphs[0], "NUMPAGES")
    return _saved(file)


def bare_house() -> bytes:
    """A file with a style of its own for tables and captions, facing pages, and neither head nor foot."""
    file = Document()
    file.styles.add_style("Agreement Table", WD_STYLE_TYPE.TABLE)
    file.styles["Caption"].font.italic = True
    file.settings.odd_and_even_pages_header_footer = True
    return _saved(file)


def _add_field(paragraph: object, code: str) -> None:
    element = paragraph._p  # type: ignore[attr-defined]
    element.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


def _saved(file: Docx) -> bytes:
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


_LETTERHEAD = Path(__file__).with_name("letterhead.xml")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def letter_house() -> bytes:
    """A letterhead as it grows in years: a content control, tracked changes, a text box, an insecure link, a logo as
    SVG beside the PNG, and a last section that takes its head over from the one before it.
    """
    file = Document()
    file.sections[0].header.paragraphs[0].text = "x"
    file.add_section()
    parts = unzipped(_saved(file))
    name = next(name for name in parts if name.startswith("word/header"))
    parts[name] = _LETTERHEAD.read_bytes()
    relation = '<Relationship Id="{}" Type="' + _OFFICE + '/{}" Target="{}"{}/>'
    parts[f"word/_rels/{name.removeprefix('word/')}.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relation.format("rWeb", "hyperlink", "http://www.harbour.example/", ' TargetMode="External"')
        + relation.format("rPng", "image", "media/our%20logo.png", "")
        + relation.format("rSvg", "image", "media/logo.svg", "")
        + "</Relationships>"
    ).encode()
    parts["word/media/our logo.png"] = picture()
    parts["word/media/logo.svg"] = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    kinds = (("png", "image/png"), ("svg", "image/svg+xml"))
    known = "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in kinds)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"<Default", f"{known}<Default".encode(), 1)
    return rezipped(parts)


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezipped(parts: dict[str, bytes]) -> bytes:
    """A package of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


HOUSES: dict[str, Callable[[], bytes]] = {
    "plain": plain_house,
    "german": german_house,
    "bare": bare_house,
    "letter": letter_house,
}
