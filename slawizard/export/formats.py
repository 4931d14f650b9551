"""The formats that an agreement can be written in: one table, from which command line, window and worker all choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from slawizard.document.nodes import Document
from slawizard.errors import ExportError
from slawizard.export.options import ExportOptions

Write = Callable[[Document, ExportOptions], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format. `title` and `suffix` are for people; `paginated`: its pages are laid out by us; `wants_pages`: its
    contents name pages, which a layout must tell first.
    """

    key: str
    title: str
    suffix: str
    paginated: bool = False
    wants_pages: bool = False

    def write(self, document: Document, options: ExportOptions) -> bytes:
        """The document in this format. The writer, with whatever heavy it imports, is loaded only now."""
        writer: Write = import_module(f"slawizard.export.{_MODULES[self.key]}").write
        return writer(document, options)


_MODULES = {"docx": "docx", "pdf": "pdf", "html": "html", "md": "markdown"}
FORMATS: dict[str, Format] = {
    each.key: each
    for each in (
        Format("docx", "Word document", ".docx", wants_pages=True),
        Format("pdf", "PDF document", ".pdf", paginated=True),
        Format("html", "Web page", ".html"),
        Format("md", "Markdown text", ".md"),
    )
}


def format_named(key: str) -> Format:
    """The format with this key. Raises ExportError for another one."""
    if key not in FORMATS:
        raise ExportError(f"There is no format called “{key}”.", remedy=f"There are: {', '.join(FORMATS)}.")
    return FORMATS[key]
