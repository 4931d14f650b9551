"""Tables, worked examples and signature blocks of the DOCX, each as one string of WordprocessingML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from slawizard.document.nodes import Align, Cell, Note, SignatureBlock, Table
from slawizard.document.visitor import plain
from slawizard.export.docx_inline import Writer, paragraph, run
from slawizard.export.html_body import SHORT_TABLE_ROWS

_ALIGN = {Align.START: "", Align.END: '<w:jc w:val="right"/>', Align.CENTER: '<w:jc w:val="center"/>'}
_KEEP = "<w:keepNext/>"
_SIGNATURE_WIDTHS = (2300, 5400)


def table_xml(table: Table, writer: Writer) -> str:
    """A caption that stays with its table; header rows that repeat; rows that do not split; no row alone on a page."""
    caption = paragraph("Caption", writer.bookmarks.around(writer.runs(table.caption), table.anchor))
    widths = _widths(table.widths, writer.text_width)
    keep_all = len(table.rows) <= SHORT_TABLE_ROWS
    rows = [_row_xml(table, row, widths, writer, header=True, keep=True) for row in table.header]
    last = len(table.rows) - 1
    for position, row in enumerate(table.rows):
        keep = position < last and (keep_all or position in (0, last - 1))
        rows.append(_row_xml(table, row, widths, writer, header=False, keep=keep))
    title = f'<w:tblCaption w:val="{escape(plain(table.caption))}"/>' if table.caption else ""
    properties = (
        f'<w:tblStyle w:val="AgreementTable"/><w:tblW w:w="{writer.text_width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/>{title}'
    )
    # Without a caption, a heading right above would touch the table.
    above = caption if table.caption else paragraph("AfterTable", "")
    return above + _table(properties, widths, "".join(rows)) + paragraph("AfterTable", "")


def _widths(percentages: tuple[int, ...], text_width: int) -> tuple[int, ...]:
    """Column widths in twentieths of a point; the last takes what rounding leaves."""
    widths = [text_width * percentage // 100 for percentage in percentages]
    widths[-1] += text_width - sum(widths)
    return tuple(widths)


def _table(properties: str, widths: tuple[int, ...], rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _row_xml(
    table: Table, row: tuple[Cell, ...], widths: tuple[int, ...], writer: Writer, *, header: bool, keep: bool
) -> str:
    cells = []
    for cell, width, align in zip(row, widths, table.aligns, strict=True):
        style = "TableHeading" if header or cell.heading else "TableText"
        # A row's own heading must not be glued to the next row as the style of column headings is.
        glue = _KEEP if keep else '<w:keepNext w:val="0"/>' if cell.heading else ""
        words = paragraph(style, writer.runs(cell.inlines), glue + _ALIGN[align])
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{words}</w:tc>')
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def note_xml(note: Note, writer: Writer) -> str:
    """A passage set off by a rule; its paragraphs stay together."""
    last = len(note.paragraphs) - 1
    paragraphs = [
        paragraph("Note", writer.runs(words), _KEEP if position < last else "")
        for position, words in enumerate(note.paragraphs)
    ]
    return "".join(paragraphs) + paragraph("AfterTable", "")


def signatures_xml(blocks: Sequence[SignatureBlock], writer: Writer) -> str:
    """The parties' names and the lines to sign on, in one table: LibreOffice does not glue one table to the next."""
    rows = []
    for number, block in enumerate(blocks):
        last = len(block.lines) - 1 if number == len(blocks) - 1 else None
        rows.append(_party_row(paragraph("SignatureParty", writer.runs(block.party), _let_go(last == -1))))
        rows += [
            _signature_row(label, writer.runs(words), keep=position != last)
            for position, (label, words) in enumerate(block.lines)
        ]
    properties = f'<w:tblW w:w="{sum(_SIGNATURE_WIDTHS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    return _table(properties, _SIGNATURE_WIDTHS, "".join(rows)) + paragraph("AfterTable", "")


def _let_go(is_last: bool) -> str:
    """What ends the chain of rows that stay on one page; the styles themselves keep with what follows."""
    return '<w:keepNext w:val="0"/>' if is_last else ""


def _party_row(words: str) -> str:
    width = f'<w:tcW w:w="{sum(_SIGNATURE_WIDTHS)}" w:type="dxa"/><w:gridSpan w:val="2"/>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>{width}</w:tcPr>{words}</w:tc></w:tr>"


def _signature_row(label: str, words: str, *, keep: bool) -> str:
    glue = _let_go(not keep)
    rule = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="5B6777"/></w:tcBorders>'
    cells = [(run(label), ""), (words, rule)]
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{border}<w:vAlign w:val="bottom"/></w:tcPr>'
        f"{paragraph('SignatureText', content, glue)}</w:tc>"
        for (content, border), width in zip(cells, _SIGNATURE_WIDTHS, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{written}</w:tr>"
