"""An empty DOCX of our own making, built in memory, and its last form: every part in order, no clock in it.

python-docx brings a template with parts that schema checkers refuse and with dates of 2013; this one has nothing but
what an agreement uses.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from slawizard.export.docx_fonts import SUBSTITUTES, EmbeddedFont, embedded_fonts
from slawizard.export.docx_furniture import Furniture
from slawizard.export.docx_look import Look
from slawizard.export.docx_picture import Pictures
from slawizard.export.docx_theme import theme_xml

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_THEME = "application/vnd.openxmlformats-officedocument.theme"
# The first moment a ZIP member can carry; the same bytes for the same agreement, whenever it is written.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

_FONT_TYPE = b'<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
_SLOTS = ("Regular", "Bold", "Italic", "BoldItalic")
_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "fontTable": "fontTable",
    "theme": "theme",
    "header1": "header",
    "header2": "header",
    "footer1": "footer",
    "footer2": "footer",
}
HEADS = ("header1", "header2", "footer1", "footer2")
"""The parts with heads and feet."""


@dataclass(frozen=True, slots=True)
class Words:
    """The content of w:body, the outside addresses in it by the ids of their relationships, and its pictures."""

    body: str
    links: Mapping[str, str]
    pictures: Pictures


def first_package(words: Words, styles: str, numbering: str, furniture: Furniture, language: str, look: Look) -> bytes:
    """A DOCX without fonts and without properties. `furniture` holds the content of header1 (running), header2 (first
    page), footer1 and footer2.

    The body is in it from the start: blocks that are moved into a tree of lxml afterwards are copied one by one.
    """
    fonts = _fonts_of(look)
    members = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "docProps/app.xml": f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>SLA Wizard</Application><DocSecurity>0</DocSecurity></Properties>',
        "docProps/core.xml": f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
        "word/_rels/document.xml.rels": _document_relations(words),
        "word/document.xml": f"{_HEAD}<w:document {_W} {_R}><w:body>{words.body}{_section(look)}</w:body></w:document>",
        "word/styles.xml": styles,
        "word/numbering.xml": numbering,
        "word/settings.xml": _settings(language, embeds=bool(fonts)),
        "word/fontTable.xml": _font_table(fonts, look),
        "word/theme.xml": theme_xml(look),
    }
    for name, content in furniture.parts.items():
        tag = "hdr" if name.startswith("header") else "ftr"
        members[f"word/{name}.xml"] = f"{_HEAD}<w:{tag} {_W} {_R} {_V}>{content}</w:{tag}>"
        if "r:embed" in content:
            members[f"word/_rels/{name}.xml.rels"] = _relations(_picture_relations(furniture.pictures))
    written = {name: content.encode() for name, content in members.items()}
    for pictures in (words.pictures, furniture.pictures):
        written |= {f"word/media/{picture.name}": picture.data for picture in pictures.stored.values()}
    return zipped(written, zipfile.ZIP_STORED)


def finished_package(package: bytes, look: Look) -> bytes:
    """The same package with the fonts in it, fixed dates, and its members in a fixed order.

    The fonts come last: python-docx would read and write them for nothing.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    fonts = _fonts_of(look)
    if fonts:
        members |= {f"word/fonts/font{position}.odttf": font.data for position, font in enumerate(fonts, start=1)}
        members["word/_rels/fontTable.xml.rels"] = _font_relations(fonts).encode()
        types = members["[Content_Types].xml"]
        members["[Content_Types].xml"] = types.replace(b"<Default ", _FONT_TYPE + b"<Default ", 1)
    return zipped(members)


def _fonts_of(look: Look) -> tuple[EmbeddedFont, ...]:
    """The program's own cuts that the look uses; a house's own typefaces are not ours to hand on."""
    return tuple(font for font in embedded_fonts() if font.family in look.own_fonts)


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these members, in an order and with dates that are always the same."""
    target = io.BytesIO()
    first = ["[Content_Types].xml", "_rels/.rels"]
    with zipfile.ZipFile(target, "w") as archive:
        for name in (*first, *sorted(set(members) - set(first))):
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = method
            info.external_attr = 0o600 << 16
            archive.writestr(info, members[name])
    return target.getvalue()


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_THEME if kind == "theme" else f"{_WORD}.{kind}"}+xml"/>'
        for name, kind in _PARTS.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _package_relations() -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_RELATIONS}/extended-properties" Target="docProps/app.xml"/></Relationships>'
    )


def _document_relations(words: Words) -> str:
    relations = "".join(
        f'<Relationship Id="rId{position}" Type="{_RELATIONS}/{kind}" Target="{name}.xml"/>'
        for position, (name, kind) in enumerate(_PARTS.items(), start=1)
    )
    relations += "".join(
        f'<Relationship Id="{id_}" Type="{_RELATIONS}/hyperlink" Target="{escape(url)}" TargetMode="External"/>'
        for id_, url in words.links.items()
    )
    return _relations(relations + _picture_relations(words.pictures))


def _picture_relations(pictures: Pictures) -> str:
    return "".join(
        f'<Relationship Id="{id_}" Type="{_RELATIONS}/image" Target="media/{picture.name}"/>'
        for id_, picture in pictures.stored.items()
    )


def _relations(relations: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _relation(name: str) -> str:
    return f"rId{list(_PARTS).index(name) + 1}"


def _section(look: Look) -> str:
    """The paper and margins of the PDF; a title page has heads and feet of its own."""
    paper = look.paper
    title_page = "<w:titlePg/>" if look.style.cover else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{_relation("header1")}"/>'
        f'<w:headerReference w:type="first" r:id="{_relation("header2")}"/>'
        f'<w:footerReference w:type="default" r:id="{_relation("footer1")}"/>'
        f'<w:footerReference w:type="first" r:id="{_relation("footer2")}"/>'
        f'<w:pgSz w:w="{paper.width}" w:h="{paper.height}"/>'
        f'<w:pgMar w:top="{paper.top}" w:right="{paper.right}" w:bottom="{paper.bottom}" w:left="{paper.left}" '
        f'w:header="{min(794, paper.top // 2)}" w:footer="{min(737, paper.bottom // 2)}" w:gutter="0"/>'
        f"{title_page}</w:sectPr>"
    )


def _settings(language: str, *, embeds: bool) -> str:
    """Nothing here asks Word to update fields: every result is in place already, and Word would ask the reader."""
    embed = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if embeds else ""
    compatibility = {"compatibilityMode": "15", "overrideTableStyleFontSizeAndJustification": "1"}
    written = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in compatibility.items()
    )
    return (
        f'{_HEAD}<w:settings {_W}><w:zoom w:percent="100"/>{embed}<w:defaultTabStop w:val="454"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{written}</w:compat>'
        f'<w:themeFontLang w:val="{escape(language)}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _font_table(fonts: Sequence[EmbeddedFont], look: Look) -> str:
    written = ""
    for family, (substitute, kind) in SUBSTITUTES.items():
        if family not in look.own_fonts:
            continue
        # The schema wants the slots in the order Regular, Bold, Italic, BoldItalic.
        embedded = "".join(
            f'<w:embed{font.slot} r:id="rId{position}" w:fontKey="{font.key}"/>'
            for position, font in sorted(enumerate(fonts, start=1), key=lambda pair: _SLOTS.index(pair[1].slot))
            if font.family == family
        )
        written += (
            f'<w:font w:name="{family}"><w:altName w:val="{substitute}"/><w:charset w:val="00"/>'
            f'<w:family w:val="{kind}"/><w:pitch w:val="variable"/>{embedded}</w:font>'
        )
    return f"{_HEAD}<w:fonts {_W} {_R}>{written}</w:fonts>"


def _font_relations(fonts: Sequence[EmbeddedFont]) -> str:
    written = "".join(
        f'<Relationship Id="rId{position}" Type="{_RELATIONS}/font" Target="fonts/font{position}.odttf"/>'
        for position, _ in enumerate(fonts, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'
