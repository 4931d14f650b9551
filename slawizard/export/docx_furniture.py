"""What stands around the text on every page of the DOCX: head, foot, and the watermark behind it."""

from __future__ import annotations

from html import escape

from slawizard.document.nodes import Document
from slawizard.export.docx_inline import field, paragraph, run
from slawizard.export.html_body import running_title
from slawizard.export.options import ExportOptions


def furniture_xml(document: Document, options: ExportOptions) -> dict[str, str]:
    """The content of the running head and foot, and of those of the title page."""
    title, reference = running_title(document)
    mark = _watermark(options.watermark) if options.watermark else ""
    page = f"{run(document.words['page'] + ' ')}{field('PAGE', run('2'))}{run(' ' + document.words['of'] + ' ')}"
    return {
        "header1": paragraph("Header", f"{run(title)}<w:r><w:tab/></w:r>{run(reference)}{mark}"),
        "header2": paragraph("FirstHeader", mark),
        "footer1": paragraph("Footer", page + field("NUMPAGES", run(str(max(options.pages.values(), default=2))))),
        "footer2": paragraph("Footer", ""),
    }


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
