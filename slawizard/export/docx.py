"""The document as DOCX with real Word structure; the only user of python-docx.

The body is written as one string and parsed once: python-docx's own way of filling tables is quadratic.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx

from slawizard.document.nodes import Document
from slawizard.document.style import check_style
from slawizard.document.visitor import plain
from slawizard.export.docx_body import body_xml
from slawizard.export.docx_furniture import furniture
from slawizard.export.docx_graft import graft
from slawizard.export.docx_inline import Bookmarks, Writer
from slawizard.export.docx_look import Look, look_of
from slawizard.export.docx_numbering import numbering_xml
from slawizard.export.docx_package import Words, finished_package, first_package
from slawizard.export.docx_styles import styles_xml
from slawizard.export.options import NO_DATE, ExportOptions
from slawizard.export.printable import refuse_unprintable
from slawizard.export.reference_file import read_reference
from slawizard.i18n import babel_locale

if TYPE_CHECKING:
    from docx.document import Document as Docx


def write(document: Document, options: ExportOptions) -> bytes:
    """The document as DOCX; the same document and options always give the same bytes. Raises ExportError."""
    refuse_unprintable(document)
    check_style(options.style)
    language = proofing_language(document.language)
    reference = read_reference(options.reference) if options.reference else None
    look = look_of(options.style, reference.paper if reference else None)
    first = first_package(
        _words(document, options, look),
        styles_xml(language, look),
        numbering_xml(document, look),
        furniture(document, options, look),
        language,
        look,
    )
    package = docx.Document(io.BytesIO(first))
    _set_properties(package, document, options, language)
    target = io.BytesIO()
    package.save(target)
    finished = finished_package(target.getvalue(), look)
    return graft(finished, reference) if reference else finished


def proofing_language(tag: str) -> str:
    """A language tag with a region, as Word's proofing wants it: "en" is "en-GB"."""
    return tag if "-" in tag else babel_locale(tag).replace("_", "-")


def _words(document: Document, options: ExportOptions, look: Look) -> Words:
    related: dict[str, str] = {}

    def relate(url: str) -> str:
        return related.setdefault(url, f"rLink{len(related) + 1}")

    writer = Writer(Bookmarks(document), relate, look)
    body = body_xml(document, options.pages, writer)
    return Words(body, {id_: url for url, id_ in related.items()}, writer.pictures)


def _set_properties(package: Docx, document: Document, options: ExportOptions, language: str) -> None:
    """Every core property: nothing of python-docx, of the clock, or of the machine."""
    properties = package.core_properties
    moment = (options.dated() or NO_DATE).replace(tzinfo=None)
    properties.title = document.title[:255]
    properties.subject = plain(document.subtitle)[:255]
    properties.author = properties.last_modified_by = (document.author or "SLA Wizard")[:255]
    properties.category = "Service level agreement"
    properties.keywords = document.reference[:255]
    properties.identifier = document.reference[:255]
    properties.version = document.version[:255]
    properties.comments = ""
    properties.content_status = options.watermark[:255]
    properties.language = language
    properties.revision = 1
    properties.created = properties.modified = moment
