"""The styles of the DOCX: one table, from which styles.xml is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any

from slawizard.export.docx_look import EDGE, PLAIN_LOOK, Look
from slawizard.export.docx_numbering import ANNEX_HANG, HANGS, PART_HANG, SCHEDULE_HANG, ListKey, num_id

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

# Roles of the house style: its typeface for headings, and its colours.
SANS, NAVY, ACCENT, SOFT = "heading", "heading", "accent", "soft"
# Twentieths of a point.
HANG = 680


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Sizes are half-points, distances twentieths of a point; empty or zero: as its parent has it.

    `font`, `color` and `shade` are roles of the house style. `number` names the list and level that number it; `tabs`
    are (position, alignment, leader).
    """

    id: str
    name: str
    parent: str = "Normal"
    following: str = ""
    font: str = ""
    size: int = 0
    bold: bool = False
    color: str = ""
    before: int | None = None
    after: int | None = None
    line: int = 0
    left: int = 0
    hanging: int = 0
    right: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    number: tuple[ListKey, int] | None = None
    align: str = ""
    tabs: tuple[tuple[int, str, str], ...] = ()
    rule: str = ""
    shade: str = ""
    quick: bool = True
    break_before: bool = False


def level_styles(look: Look) -> tuple[Style, ...]:
    """The styles of numbered paragraphs of each list, and of what continues them."""
    hangs = HANGS[look.style.numbering]
    continued = [
        Style(f"Continued{level}", f"Continued {level}", left=left) for level, (left, _) in enumerate(hangs, 1)
    ]
    numbered = [
        Style(f"{name}{level}", f"{name} Level {level}", left=left, hanging=hanging, number=(key, level))
        for key, name in ((ListKey.BODY, "Clause"), (ListKey.SCHEDULES, "Schedule"), (ListKey.ANNEXES, "Annex"))
        for level, (left, hanging) in enumerate(hangs, start=1)
    ]
    return (*numbered, *continued)


# Distances stand before a paragraph only (Word and LibreOffice do not agree whether two that meet add up), lines are
# of exact height; all as in resources/page.css, so that pages break as they do in the PDF.
def _unnumbered(style: Style) -> Style:
    """The same heading without a number, for "Schedules" and "Signatures"."""
    name = f"Plain {style.name.capitalize()}"
    return replace(style, id=f"Plain{style.id}", name=name, following="Normal", number=None, left=0, hanging=0)


_HEADING1 = Style("Heading1", "heading 1", following="Normal", font=SANS, size=30, bold=True, color=NAVY, before=600,
                  line=380, left=PART_HANG[0], hanging=PART_HANG[1], keep_next=True, keep_lines=True, outline=0,
                  number=(ListKey.PARTS, 0), rule="bottom")  # fmt: skip
_HEADING2 = Style("Heading2", "heading 2", following="Clause1", font=SANS, size=23, bold=True, color=NAVY, before=340,
                  line=300, left=HANG, hanging=HANG, keep_next=True, keep_lines=True, outline=1,
                  number=(ListKey.BODY, 0))  # fmt: skip
STYLES: tuple[Style, ...] = (
    Style("Title", "Title", following="Subtitle", font=SANS, size=60, bold=True, color=NAVY, line=680,
          keep_next=True, rule="title"),
    Style("Subtitle", "Subtitle", size=27, color="quiet", before=560, after=440, line=380),
    Style("CoverReference", "Cover Reference", font=SANS, size=19, bold=True, color=ACCENT, before=1980, after=240,
          line=260),
    Style("CoverLabel", "Cover Label", font=SANS, size=17, bold=True, color=SOFT, before=360, line=260,
          keep_next=True),
    Style("CoverText", "Cover Text", size=23, before=0, line=320, keep_lines=True),
    _HEADING1,
    _HEADING2,
    _unnumbered(_HEADING1),
    _unnumbered(_HEADING2),
    Style("ScheduleHeading", "Schedule Heading", parent="Heading2", following="Schedule1", size=27, before=600,
          line=360, left=SCHEDULE_HANG[0], hanging=SCHEDULE_HANG[1], number=(ListKey.SCHEDULES, 0)),
    Style("AnnexHeading", "Annex Heading", parent="Heading2", following="Annex1", size=27, before=600,
          line=360, left=ANNEX_HANG[0], hanging=ANNEX_HANG[1], number=(ListKey.ANNEXES, 0)),
    Style("TOCHeading", "TOC Heading", font=SANS, size=34, bold=True, color=NAVY, before=0, line=440,
          keep_next=True, break_before=True),
    Style("TOC1", "toc 1", font=SANS, size=18, bold=True, color=NAVY, before=140, line=240, keep_next=True,
          tabs=((900, "left", ""), (EDGE, "right", "dot")), quick=False),
    Style("TOC2", "toc 2", font=SANS, size=18, before=30, line=240, left=240, quick=False,
          tabs=((900, "left", ""), (EDGE, "right", "dot"))),
    Style("Definition", "Definition", left=HANG),
    Style("Caption", "caption", font=SANS, size=18, bold=True, color=NAVY, before=180, after=90, line=244,
          keep_next=True, keep_lines=True),
    Style("TableText", "Table Text", font=SANS, size=18, before=60, after=60, line=244),
    Style("TableHeading", "Table Heading", parent="TableText", bold=True, color=NAVY, keep_next=True),
    Style("AfterTable", "After Table", size=4, before=0, line=60, quick=False),
    Style("Note", "Note", size=19, left=HANG + 240, right=240, before=120, line=264, keep_lines=True,
          rule="left", shade="pale"),
    Style("SignatureParty", "Signature Party", font=SANS, size=21, bold=True, before=480, keep_next=True),
    Style("SignatureText", "Signature Text", font=SANS, size=19, before=340, line=260, keep_next=True),
    Style("Header", "header", font=SANS, size=16, color=SOFT, before=0, line=220, rule="hair", quick=False),
    Style("Footer", "footer", font=SANS, size=16, color=SOFT, before=0, line=220, quick=False),
    Style("FirstHeader", "First Header", font=SANS, size=16, before=0, quick=False),
)  # fmt: skip

# Where the agreement begins under its title at once, the title is no larger than it need be.
_WITHOUT_COVER: dict[str, dict[str, Any]] = {
    "Title": {"size": 44, "line": 520},
    "Subtitle": {"size": 23, "before": 160, "after": 80, "line": 320},
    "CoverLabel": {"before": 160},
}
# The rules beside or under a paragraph: the side, its thickness in eighths of a point, its distance, its colour's role.
_RULES = {
    "title": ("bottom", 10, 12, "accent"),
    "bottom": ("bottom", 8, 4, "accent"),
    "hair": ("bottom", 4, 8, "hairline"),
    "left": ("left", 16, 10, "accent"),
}
_BUILT_IN = {"Title", "Subtitle", "heading 1", "heading 2", "TOC Heading", "toc 1", "toc 2", "caption", "header",
             "footer"}  # fmt: skip
_CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)


def styles_xml(language: str, look: Look = PLAIN_LOOK) -> str:
    """word/styles.xml with the proofing language of all text."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {NAMESPACE}>'
        f"{_defaults_xml(language, look)}"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        f"{paragraph_styles_xml(look)}{_character_styles_xml(look)}{_table_styles_xml(look)}</w:styles>"
    )


def paragraph_styles_xml(look: Look) -> str:
    """Every paragraph style of STYLES."""
    writer = _StyleWriter(look)
    styles = (
        STYLES if look.style.cover else tuple(replace(style, **_WITHOUT_COVER.get(style.id, {})) for style in STYLES)
    )
    return "".join(writer.style(style) for style in (*styles, *level_styles(look)))


def _defaults_xml(language: str, look: Look) -> str:
    size = look.scaled(21)
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(look.fonts["text"])}<w:color w:val="{look.colours["ink"]}"/>'
        f'<w:kern w:val="8"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="{look.scaled(120)}" w:after="0" '
        f'w:line="{look.scaled(300)}" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _character_styles_xml(look: Look) -> str:
    return (
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
        f'<w:rPr><w:color w:val="{look.colours["accent"]}"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="Missing"><w:name w:val="Missing"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
        '<w:rPr><w:color w:val="6B4500"/><w:u w:val="dash" w:color="B26A00"/>'
        '<w:shd w:val="clear" w:color="auto" w:fill="FDF0C8"/></w:rPr></w:style>'
    )


def _table_styles_xml(look: Look) -> str:
    hairline, accent, wash = (look.colours[role] for role in ("hairline", "accent", "wash"))
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_CELL_MARGINS}</w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="AgreementTable"><w:name w:val="Agreement Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{hairline}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{hairline}"/></w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{accent}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{wash}"/></w:tcPr></w:tblStylePr></w:style>'
    )


class _StyleWriter:
    """Writes styles as a house wants them."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def style(self, style: Style) -> str:
        """One paragraph style."""
        custom = ' w:customStyle="1"' if style.name not in _BUILT_IN else ""
        following = f'<w:next w:val="{style.following}"/>' if style.following else ""
        quick = "<w:qFormat/>" if style.quick else ""
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{escape(style.name)}"/>'
            f'<w:basedOn w:val="{style.parent}"/>{following}{quick}'
            f"<w:pPr>{self._paragraph(style)}</w:pPr><w:rPr>{self._run(style)}</w:rPr></w:style>"
        )

    def _paragraph(self, style: Style) -> str:
        """Paragraph properties in the order that the schema asks for."""
        shade = self._look.colours.get(style.shade)
        parts = [
            "<w:keepNext/>" if style.keep_next else "",
            "<w:keepLines/>" if style.keep_lines else "",
            "<w:pageBreakBefore/>" if style.break_before else "",
            _number_xml(style.number),
            self._rule(style.rule),
            f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "",
            self._tabs(style.tabs),
            self._spacing(style),
            self._indent(style),
            f'<w:jc w:val="{style.align}"/>' if style.align else "",
            f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
        ]
        return "".join(parts)

    def _rule(self, rule: str) -> str:
        if not rule:
            return ""
        side, thickness, distance, role = _RULES[rule]
        colour = self._look.colours[role]
        line = f'<w:{side} w:val="single" w:sz="{thickness}" w:space="{distance}" w:color="{colour}"/>'
        return f"<w:pBdr>{line}</w:pBdr>"

    def _tabs(self, tabs: tuple[tuple[int, str, str], ...]) -> str:
        stops = "".join(
            f'<w:tab w:val="{align}" w:leader="{leader or "none"}" w:pos="{self._position(position)}"/>'
            for position, align, leader in tabs
        )
        return f"<w:tabs>{stops}</w:tabs>" if stops else ""

    def _position(self, position: int) -> int:
        return self._look.text_width if position == EDGE else self._look.scaled(position)

    def _spacing(self, style: Style) -> str:
        pairs = {"before": style.before, "after": style.after, "line": style.line or None}
        written = "".join(
            f' w:{name}="{self._look.scaled(value)}"' for name, value in pairs.items() if value is not None
        )
        rule = ' w:lineRule="exact"' if style.line else ""
        return f"<w:spacing{written}{rule}/>" if written else ""

    def _indent(self, style: Style) -> str:
        pairs = {"left": style.left, "right": style.right, "hanging": style.hanging}
        written = "".join(f' w:{name}="{self._look.scaled(value)}"' for name, value in pairs.items() if value)
        return f"<w:ind{written}/>" if written else ""

    def _run(self, style: Style) -> str:
        size = self._look.scaled(style.size)
        parts = [
            _fonts(self._look.fonts[style.font]) if style.font else "",
            "<w:b/><w:bCs/>" if style.bold else "",
            f'<w:color w:val="{self._look.colours[style.color]}"/>' if style.color else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
        ]
        return "".join(parts)


def _number_xml(number: tuple[ListKey, int] | None) -> str:
    if number is None:
        return ""
    key, level = number
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id(key)}"/></w:numPr>'


def _fonts(name: str) -> str:
    written = escape(name)
    return f'<w:rFonts w:ascii="{written}" w:hAnsi="{written}" w:eastAsia="{written}" w:cs="{written}"/>'
