"""One clause as the simple HTML that Qt's text browser shows well: for the window, beside the form, at every key."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from slawizard.document.nodes import (
    Align,
    Chart,
    Clause,
    Document,
    Note,
    Paragraph,
    ParagraphStyle,
    SignatureBlock,
    Table,
    Value,
)
from slawizard.document.visitor import chart_table, clauses_of
from slawizard.errors import ExportError
from slawizard.export.html_inline import Dialect, run_html

_INDENT = {0: 0, 1: 0, 2: 40, 3: 68}
_NUMBER_WIDTH = {1: 40, 2: 28, 3: 28}


def clause_fragment(document: Document, clause_id: str) -> str:
    """The clause as HTML without a page around it; a value links to `field:PATH`, its heading, references and terms
    to `clause:ID`. Raises ExportError when there is no such clause.
    """
    clause = next((clause for clause in clauses_of(document) if clause.id == clause_id), None)
    if clause is None:
        raise ExportError("The agreement has no such clause now.", where=clause_id)
    dialect = _dialect(document)
    title = f"{escape(clause.number)}&nbsp;&nbsp; " if clause.number else ""
    plain_title = Dialect(value=lambda _, words: words, href=dialect.href)
    heading = f'<h3><a href="clause:{quote(clause.id)}">{title}{run_html(clause.title, plain_title)}</a></h3>'
    return heading + "\n".join(_blocks(clause, dialect))


def _dialect(document: Document) -> Dialect:
    owners = {block.anchor: clause.id for clause in clauses_of(document) for block in clause.blocks}

    def href(anchor: str) -> str:
        return f"clause:{quote(owners.get(anchor, anchor))}"

    return Dialect(value=_value, href=href)


def _value(value: Value, words: str) -> str:
    if value.missing:
        words = (
            f'<span class="missing" style="font-weight: 600; text-decoration: underline">{escape(value.text)}</span>'
        )
    return f'<a href="field:{quote(value.path, safe=".")}">{words}</a>' if value.path else words


def _blocks(clause: Clause, dialect: Dialect) -> list[str]:
    written = []
    for block in clause.blocks:
        match block:
            case Paragraph():
                written.append(_paragraph(block, dialect))
            case Table():
                written.append(_table(block, dialect))
            case Note():
                words = "".join(f"<p>{run_html(run, dialect)}</p>" for run in block.paragraphs)
                written.append(f"<blockquote>{words}</blockquote>")
            case SignatureBlock():
                written.append(_signature(block, dialect))
            case Chart():
                written.append(_chart(block))
    return written


def _paragraph(block: Paragraph, dialect: Dialect) -> str:
    """A paragraph; one with a number is a table of one row, since Qt's text browser knows no hanging number."""
    words = run_html(block.inlines, dialect)
    indent = _INDENT[block.level]
    if block.style is not ParagraphStyle.NUMBERED:
        left = indent + _NUMBER_WIDTH.get(block.level, 0)
        return f'<p style="margin-left: {left}px">{words}</p>'
    space = f'<td width="{indent}"></td>' if indent else ""
    number = f'<td width="{_NUMBER_WIDTH[block.level]}">{escape(block.number)}</td>'
    return f'<table width="100%" cellspacing="0" cellpadding="3"><tr>{space}{number}<td>{words}</td></tr></table>'


def _table(block: Table, dialect: Dialect) -> str:
    align = {Align.START: "left", Align.END: "right", Align.CENTER: "center"}
    rows = []
    for row, tag in [*((row, "th") for row in block.header), *((row, "td") for row in block.rows)]:
        cells = [
            f'<{tag} width="{width}%" align="{align[side]}">{run_html(cell.inlines, dialect)}</{tag}>'
            for cell, width, side in zip(row, block.widths, block.aligns, strict=True)
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = f"<p><b>{run_html(block.caption, dialect)}</b></p>" if block.caption else ""
    look = 'border="1" style="border-collapse: collapse" cellspacing="0" cellpadding="5"'
    return f'{caption}<table width="100%" {look}>{"".join(rows)}</table>'


def _signature(block: SignatureBlock, dialect: Dialect) -> str:
    lines = "".join(
        f'<tr><td width="30%">{escape(label)}</td><td>{run_html(words, dialect) or "______________________"}</td></tr>'
        for label, words in block.lines
    )
    return f'<p><b>{run_html(block.party, dialect)}</b></p><table width="100%" cellpadding="4">{lines}</table>'


def _chart(block: Chart) -> str:
    """What the chart says, and its figures: Qt's text browser draws none."""
    head, *rows = chart_table(block)
    lines = [("th", head), *(("td", row) for row in rows)]
    cells = "".join(f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in row)}</tr>" for tag, row in lines)
    look = 'border="1" style="border-collapse: collapse" cellspacing="0" cellpadding="5"'
    words = f"<p><b>{escape(block.title)}</b></p><p>{escape(block.alternative)}</p>"
    return f'{words}<table width="100%" {look}>{cells}</table>'
