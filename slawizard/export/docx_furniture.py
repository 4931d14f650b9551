"""What stands around the text on every page of the DOCX: head, foot, and the watermark behind it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from slawizard.document.nodes import Document
from slawizard.document.style import HouseStyle, LogoPlace, Running, RunningField, logo_kind, running_pieces
from slawizard.export.docx_inline import field, paragraph, run
from slawizard.export.docx_look import Look
from slawizard.export.docx_picture import Pictures
from slawizard.export.html_body import running_title
from slawizard.export.options import ExportOptions
from slawizard.export.page_style import head_logo_size


@dataclass(frozen=True, slots=True)
class Furniture:
    """The content of the running head and foot, and of those of the title page, by the names of their parts.

    `pictures` are those of the running head.
    """

    parts: dict[str, str]
    pictures: Pictures


def furniture(document: Document, options: ExportOptions, look: Look) -> Furniture:
    """What stands around the text. Raises StyleError."""
    pictures = Pictures("head")
    mark = _watermark(options.watermark) if options.watermark else ""
    runs = _RunningRuns(document, options)
    logo = _head_logo(look.style, pictures) if look.style.shows_logo(LogoPlace.PAGES) else ""
    head = _line("Header", look.style.header, runs, look, before=logo, after=mark)
    foot = _line("Footer", look.style.footer, runs, look)
    first = (paragraph("FirstHeader", mark), paragraph("Footer", "")) if look.style.cover else (head, foot)
    parts = {"header1": head, "header2": first[0], "footer1": foot, "footer2": first[1]}
    return Furniture(parts, pictures)


class _RunningRuns:
    """Writes the texts of a head or foot with their fields filled in."""

    def __init__(self, document: Document, options: ExportOptions) -> None:
        title, reference = running_title(document)
        pages = str(max(options.pages.values(), default=2))
        self._written = {
            RunningField.TITLE: run(title),
            RunningField.REFERENCE: run(reference),
            RunningField.VERSION: run(document.version),
            RunningField.PROVIDER: run(document.author),
            RunningField.PAGE_WORD: run(document.words["page"]),
            RunningField.OF_WORD: run(document.words["of"]),
            RunningField.PAGE: field("PAGE", run("2")),
            RunningField.PAGES: field("NUMPAGES", run(pages)),
        }

    def of(self, text: str) -> str:
        """The runs of one text."""
        pieces = running_pieces(text)
        return "".join(self._written[piece] if isinstance(piece, RunningField) else run(piece) for piece in pieces)


def _line(style: str, running: Running, runs: _RunningRuns, look: Look, *, before: str = "", after: str = "") -> str:
    """A head or foot: its three texts, with as many tab stops as they need."""
    left, center, right = runs.of(running.left), runs.of(running.center), runs.of(running.right)
    stops = [("center", look.text_width // 2)] if center else []
    stops += [("right", look.text_width)] if right else []
    tabs = "".join(f'<w:tab w:val="{align}" w:pos="{position}"/>' for align, position in stops)
    properties = f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
    # A line of exact height would cut the picture off.
    properties += '<w:spacing w:line="240" w:lineRule="auto"/>' if before else ""
    gap = run("  ") if before and left else ""
    words = "<w:r><w:tab/></w:r>".join([left, *([center] if center else []), *([right] if right else [])])
    if not words and not before:
        return paragraph("FirstHeader" if style == "Header" else style, after)
    return paragraph(style, f"{before}{gap}{words}{after}", properties)


def _head_logo(style: HouseStyle, pictures: Pictures) -> str:
    width, height = head_logo_size(style)
    return pictures.draw(style.logo, logo_kind(style.logo), width, height, style.logo_words or style.name)


def _watermark(words: str) -> str:
    """The words across the page, as Word's own watermark command draws them (VML, in the head of the page)."""
    width = min(440, 96 * max(len(words), 1))
    height = round(width / max(len(words), 1) * 1.55)
    shape_type = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
        '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
        '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
    )
    return (
        f'<w:r><w:pict>{shape_type}<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" '
        f'alt="" style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:306;'
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#f3d9d7" '
        'stroked="f"><v:fill opacity=".6"/>'
        '<v:textpath style="font-family:&quot;Source Sans 3&quot;;font-size:1pt;font-weight:bold" '
        f'string="{escape(words)}"/>'
        "</v:shape></w:pict></w:r>"
    )
