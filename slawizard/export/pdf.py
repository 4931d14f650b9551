"""The document as pages: the only place that lays out, and the only user of WeasyPrint.

A document is laid out once: the bytes that the preview shows are the bytes that are exported.
"""

from __future__ import annotations

import atexit
import ctypes.util
import datetime as dt
import sys
from contextlib import contextmanager
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from slawizard.document.nodes import Chart, Document, Value
from slawizard.document.style import PAGE_MM, HouseStyle, check_style, logo_kind
from slawizard.document.visitor import charts_of, plain
from slawizard.errors import ExportError
from slawizard.export.faces import cut, faces
from slawizard.export.html_body import body_html, running_title
from slawizard.export.html_inline import Dialect, anchor_id
from slawizard.export.options import ExportOptions
from slawizard.export.page_style import LOGO, page_css
from slawizard.export.pages import Pages
from slawizard.export.printable import refuse_unprintable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ASSET = "asset:"
# The libraries by the names that WeasyPrint 70 asks for. Without this, each of its questions starts ldconfig, gcc and
# ld where they exist: a third of its import time.
_LIBRARIES = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "fontconfig": "libfontconfig.so.1",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
}


def write(document: Document, options: ExportOptions) -> bytes:
    """The document as PDF/UA-1. Raises ExportError."""
    return write_pages(document, options).pdf


def write_pages(document: Document, options: ExportOptions) -> Pages:
    """The document as PDF, with the place of each value and block on its pages. Raises ExportError."""
    from slawizard.export.pdf_places import places_of, starts_of
    from slawizard.export.pdf_repair import repair

    refuse_unprintable(document)
    check_style(options.style)
    with _refusals_in_words():
        laid_out = _lay_out(document, options)
        pdf = laid_out.write_pdf(finisher=repair, pdf_variant="pdf/ua-1", pdf_identifier=True)
    return Pages(pdf, places_of(laid_out), starts_of(laid_out, document), len(laid_out.pages))


def load() -> None:
    """Import WeasyPrint and read the fonts now, so that the first document need not wait for it."""
    _kit()


def page_html(document: Document, options: ExportOptions) -> str:
    """The HTML that is laid out; its style is resources/page.css with what the house style says."""
    title, _ = running_title(document)
    moment = options.dated()
    metadata = {
        "author": document.author,
        "description": plain(document.subtitle),
        "generator": "SLA Wizard",
        "dcterms.created": _w3c(moment),
        "dcterms.modified": _w3c(moment),
    }
    head = "".join(f'<meta name="{name}" content="{escape(words)}">' for name, words in metadata.items() if words)
    body = body_html(document, _DIALECT, options.style, _ASSET + LOGO)
    return (
        f'<!DOCTYPE html><html lang="{escape(document.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>{head}</head><body>{body}</body></html>"
    )


def _w3c(moment: dt.datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _value(value: Value, words: str) -> str:
    return f'<span data-path="{escape(value.path)}">{words}</span>' if value.path else words


# WeasyPrint 70 forgets a space at the end of a line when an element follows, and breaks the line at its first word.
_DIALECT = Dialect(
    value=_value,
    href=lambda anchor: f"#{anchor_id(anchor)}",
    picture=lambda chart: _ASSET + anchor_id(chart.anchor),
    loose_spaces=True,
)


def _lay_out(document: Document, options: ExportOptions) -> Any:
    import weasyprint

    fonts, faces_sheet = _kit()
    assets: dict[str, tuple[str, bytes]] = {}
    sheets = [faces_sheet, _sheet(options.style)]
    if options.style.logo:
        assets[LOGO] = (logo_kind(options.style.logo), options.style.logo)
    for chart in charts_of(document):
        assets[anchor_id(chart.anchor)] = ("image/svg+xml", _drawn(chart))
    if options.watermark:
        assets["watermark"] = ("image/svg+xml", _watermark_svg(options.watermark, options.style).encode())
        sheets.append(weasyprint.CSS(string=f'@page {{ background: url("{_ASSET}watermark") no-repeat 0 0 }}'))
    html = weasyprint.HTML(string=page_html(document, options), url_fetcher=_fetcher(assets))
    return html.render(font_config=fonts, stylesheets=sheets)


def _drawn(chart: Chart) -> bytes:
    # Loaded only now: most agreements have no chart.
    from slawizard.export.charts import svg

    return svg(chart)


def _watermark_svg(words: str, style: HouseStyle) -> str:
    """One page in millimetres with the words across it, as large as they fit on the diagonal (some 297 mm)."""
    width, height = PAGE_MM[style.page]
    across, down = float(width) / 2, float(height) / 2
    size = min(62.0, 400 / max(len(words), 1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">'
        f'<text x="{across}" y="{down + size / 3:.1f}" transform="rotate(-54 {across} {down})" '
        f'text-anchor="middle" font-family="Source Sans 3" font-weight="700" font-size="{size:.1f}" fill="#b3261e" '
        f'fill-opacity="0.09">{escape(words)}</text></svg>'
    )


@lru_cache(maxsize=8)
def _sheet(style: HouseStyle) -> Any:
    import weasyprint

    return weasyprint.CSS(string=page_css(style), url_fetcher=_fetcher({LOGO: ("image/png", style.logo)}))


@lru_cache(maxsize=1)
def _kit() -> tuple[Any, Any]:
    """Fonts and their style sheet, read once for the life of the process."""
    with _library_names_known():
        try:
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration
        except OSError as problem:
            raise ExportError(
                "A PDF cannot be made: a library for laying out text is missing.",
                where=str(problem).split(":", maxsplit=1)[0],
                remedy="Run “slawizard doctor”: it names the library and how to get it.",
            ) from problem
    fonts = FontConfiguration()
    atexit.register(_kit.cache_clear)  # it cleans up after itself, which must not wait until modules are torn down
    rules, assets = _font_rules()
    return fonts, weasyprint.CSS(string=rules, font_config=fonts, url_fetcher=_fetcher(assets))


def _font_rules() -> tuple[str, dict[str, tuple[str, bytes]]]:
    """The @font-face rules of the page, and the font files they name."""
    rules, assets = [], {}
    for name, face in faces().items():
        # Without HarfBuzz 6 the variable font itself will do: it is slower to embed, and looks the same.
        assets[name] = ("font/ttf", cut(name) or face.file.read_bytes())
        style = "italic" if face.italic else "normal"
        rules.append(
            f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {style};'
            f' src: url("{_ASSET}{name}") }}'
        )
    return "\n".join(rules), assets


def _fetcher(assets: Mapping[str, tuple[str, bytes]]) -> Any:
    """A fetcher that hands out what is held in memory; any other address ends the export with a sentence."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc]
        """Answers `asset:NAME`; nothing else, above all no file and no network address."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            del headers
            name = url.removeprefix(_ASSET)
            if name == url or name not in assets:
                raise FatalURLFetchingError(url)
            kind, body = assets[name]
            return URLFetcherResponse(url, body, {"Content-Type": kind})

    return Assets()


@contextmanager
def _refusals_in_words() -> Iterator[None]:
    _kit()
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as refused:
        raise ExportError(
            "The text asks for something from another address, which no agreement may do.",
            where=str(refused),
            remedy="Take the address out of the text.",
        ) from refused


@contextmanager
def _library_names_known() -> Iterator[None]:
    find = ctypes.util.find_library
    if sys.platform == "linux":
        setattr(ctypes.util, "find_library", _LIBRARIES.get)  # noqa: B010  (mypy: its type is that of a function)
    try:
        yield
    finally:
        setattr(ctypes.util, "find_library", find)  # noqa: B010
