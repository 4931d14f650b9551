"""The writers' output, kept as files that a lawyer could read: a change in a contract shows as a change in them.

After a change that is meant: SLAWIZARD_UPDATE_REFERENCE=1 python -m pytest tests/export/test_reference.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from lxml import etree  # type: ignore[import-untyped]

from slawizard.document.nodes import Document
from slawizard.document.numbering import number
from slawizard.export import docx, html, markdown, pdf
from slawizard.export.options import ExportOptions
from tests.export.pdf_reader import TaggedPdf
from tests.export.sample import brief
from tests.export.word_reader import WordFile

_FOLDER = Path(__file__).resolve().parents[1] / "reference" / "export"
_STARTS = 3


@pytest.fixture(scope="module")
def short() -> Document:
    return number(brief())


def _docx_parts(document: Document) -> Iterator[tuple[str, str]]:
    starts = {part.id: _STARTS for part in document.parts}
    starts |= {clause.id: _STARTS for part in document.parts for clause in part.clauses}
    written = docx.write(document, ExportOptions(watermark="DRAFT", pages=starts))
    for name, data in sorted(WordFile(written).parts.items()):
        if not name.endswith(".odttf"):
            tree = etree.fromstring(data)
            etree.indent(tree)
            yield f"docx/{name.replace('/', '.')}", etree.tostring(tree, encoding="unicode") + "\n"


def written(document: Document) -> dict[str, str]:
    """Each reference file's name and what it should hold."""
    options = ExportOptions(watermark="DRAFT")
    return {
        **dict(_docx_parts(document)),
        "agreement.html": html.write(document, options).decode(),
        "agreement.md": markdown.write(document, options).decode(),
        "agreement.pdf.txt": TaggedPdf(pdf.write(document, options)).words(),
    }


def test_every_writer_writes_what_it_wrote(short: Document) -> None:
    now = written(short)
    if os.environ.get("SLAWIZARD_UPDATE_REFERENCE"):
        for name, words in now.items():
            (_FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
            (_FOLDER / name).write_text(words, encoding="utf-8")

    kept = {path.relative_to(_FOLDER).as_posix() for path in _FOLDER.rglob("*") if path.is_file()}
    assert kept == set(now)
    changed = [name for name, words in now.items() if (_FOLDER / name).read_text(encoding="utf-8") != words]
    assert changed == []


def test_a_changed_word_would_be_noticed(short: Document) -> None:
    other = msgspec.structs.replace(short, title="Another Agreement")

    kept = {path.name: path.read_text(encoding="utf-8") for path in _FOLDER.glob("agreement.*")}
    assert all(written(other)[name] != words for name, words in kept.items())
