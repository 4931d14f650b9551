"""The document as one HTML file that fetches nothing."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from slawizard.document.nodes import Chart, Document, Term
from slawizard.document.style import check_style, logo_kind
from slawizard.document.visitor import plain
from slawizard.export.clause_view import clause_fragment
from slawizard.export.html_body import body_html
from slawizard.export.html_inline import Dialect, anchor_id
from slawizard.export.options import ExportOptions
from slawizard.export.page_style import root_css
from slawizard.export.printable import refuse_unprintable
from slawizard.paths import resource_path

__all__ = ["clause_fragment", "write"]

# What a browser may do with the file: show it, with the picture that is in it. No script, no other machine's address.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write(document: Document, options: ExportOptions) -> bytes:
    """The document as a page of UTF-8 HTML with its style inside. Raises ExportError."""
    refuse_unprintable(document)
    check_style(options.style)
    style = f"{root_css(options.style)}\n{resource_path('screen.css').read_text(encoding='utf-8')}"
    mark = f'<div class="watermark" aria-hidden="true"><span>{escape(options.watermark)}</span></div>\n'
    metadata = {"author": document.author, "description": plain(document.subtitle), "generator": "SLA Wizard"}
    head = "".join(f'<meta name="{name}" content="{escape(words)}">\n' for name, words in metadata.items() if words)
    body = body_html(document, _DIALECT, options.style, _logo(options.style.logo))
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n{head}<style>\n{style}</style>\n</head>\n<body>\n"
        f"{mark if options.watermark else ''}{body}\n</body>\n</html>\n"
    )
    return page.encode()


def _logo(logo: bytes) -> str:
    return f"data:{logo_kind(logo)};base64,{b64encode(logo).decode()}" if logo else ""


def _term(term: Term, words: str) -> str:
    return f'<a class="term" href="#{anchor_id(term.target)}">{words}</a>'


def _picture(chart: Chart) -> str:
    # Loaded only now: most agreements have no chart.
    from slawizard.export.charts import svg

    return f"data:image/svg+xml;base64,{b64encode(svg(chart)).decode()}"


_DIALECT = Dialect(
    value=lambda _, words: words, href=lambda anchor: f"#{anchor_id(anchor)}", term=_term, picture=_picture
)
