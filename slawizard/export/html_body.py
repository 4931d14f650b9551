"""The agreement's title page, contents and clauses as HTML, for the printed page and the HTML file alike."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from slawizard.document.nodes import (
    Cell,
    Chart,
    Clause,
    Document,
    Note,
    Paragraph,
    ParagraphStyle,
    Part,
    SignatureBlock,
    Table,
)
from slawizard.document.style import PLAIN_STYLE, HouseStyle, LogoPlace
from slawizard.document.visitor import plain
from slawizard.export.html_inline import Dialect, anchor_id, run_html
from slawizard.export.page_style import cover_logo_size

# A table of so few rows is kept on one page; a longer one may break between rows.
SHORT_TABLE_ROWS = 8


def body_html(document: Document, dialect: Dialect, style: HouseStyle = PLAIN_STYLE, logo: str = "") -> str:
    """Everything between <body> and </body>. `logo` is the address of the logo's picture, if the style shows one."""
    parts = [_part(part, dialect) for part in document.parts]
    contents = [_contents(document, dialect)] if style.contents else []
    return "\n".join([_cover(document, dialect, style, logo), *contents, *parts])


def running_title(document: Document) -> tuple[str, str]:
    """What the head of each page says: the title, and the reference with the version."""
    version = f"{document.words.get('version', '')} {document.version}".strip() if document.version else ""
    return document.title, " · ".join(filter(None, (document.reference, version)))


def keeps_with_next(clause: Clause, position: int) -> bool:
    """Whether the block leads into the next one: "must:" before its list, a sentence before a table or an example."""
    block = clause.blocks[position]
    following = clause.blocks[position + 1] if position + 1 < len(clause.blocks) else None
    if not isinstance(block, Paragraph):
        return False
    if isinstance(following, Paragraph):
        return following.style is ParagraphStyle.NUMBERED and following.level > max(block.level, 1)
    return isinstance(following, Table | Note | SignatureBlock)


def _cover(document: Document, dialect: Dialect, style: HouseStyle, logo: str) -> str:
    title, reference = running_title(document)
    lines = "".join(
        f'<div class="line"><p class="label">{escape(line.label)}</p><p>{run_html(line.inlines, dialect)}</p></div>'
        for line in document.cover
    )
    subtitle = f'<p class="subtitle">{run_html(document.subtitle, dialect)}</p>' if document.subtitle else ""
    data = {"title": title, "reference": reference, "version": document.version, "provider": document.author}
    data |= {"page": document.words["page"], "of": document.words["of"]}
    attributes = " ".join(f'data-{name}="{escape(words)}"' for name, words in data.items())
    return (
        f'<section class="cover {"whole" if style.cover else "short"}" {attributes}>{_logo(style, logo)}'
        f'<p class="reference">{escape(reference)}</p><h1>{escape(title)}</h1>{subtitle}{lines}</section>'
    )


def _logo(style: HouseStyle, address: str) -> str:
    if not (address and style.shows_logo(LogoPlace.COVER)):
        return ""
    height = f"height: {cover_logo_size(style)[1]}mm"
    return f'<img class="logo" src="{address}" alt="{escape(style.logo_words or style.name)}" style="{height}">'


def _contents(document: Document, dialect: Dialect) -> str:
    heading = f"<h2>{escape(document.words['contents'])}</h2>"
    return f'<nav class="contents">{heading}<ol>{"".join(_entries(document, dialect))}</ol></nav>'


def _entries(document: Document, dialect: Dialect) -> Iterator[str]:
    words_only = Dialect(value=lambda _, words: words, href=dialect.href)
    for part in document.parts:
        yield _entry("part", part.id, part.number, escape(part.title), dialect)
        for clause in part.clauses:
            if clause.number:
                yield _entry("clause", clause.id, clause.number, run_html(clause.title, words_only), dialect)


def _entry(kind: str, anchor: str, number: str, title: str, dialect: Dialect) -> str:
    words = f"{_number(number)}{title}"
    return f'<li class="{kind} {_length(number)}"><a href="{dialect.href(anchor)}">{words}</a></li>'


def _length(number: str) -> str:
    """A class for the width that a number needs: "4" and "Schedule 12" do not hang alike."""
    return "worded" if len(number) > 3 else "plain" if not number else "figure"


def _number(number: str) -> str:
    # The space is inside: a reader of the words needs it, and the line must not start with it.
    return f'<span class="number">{escape(number)} </span>' if number else ""


def _part(part: Part, dialect: Dialect) -> str:
    title = f"{_number(part.number)}{escape(part.title)}"
    heading = "" if not has_heading(part) else f'<h2 class="{_length(part.number)}">{title}</h2>'
    clauses = "\n".join([_clause(part, clause, dialect) for clause in part.clauses])
    return f'<section class="part {part.kind.value}" id="{anchor_id(part.id)}">{heading}\n{clauses}\n</section>'


def has_heading(part: Part) -> bool:
    """Whether a part has a heading of its own; the only part of a sheet has no title."""
    return bool(part.title) and not is_one_clause(part)


def is_one_clause(part: Part) -> bool:
    """Whether a part is a single clause of the same title (the signature page), whose heading is then said once."""
    only = part.clauses[0] if len(part.clauses) == 1 else None
    return only is not None and not only.number and not part.number and plain(only.title) == part.title


def _clause(part: Part, clause: Clause, dialect: Dialect) -> str:
    blocks = "\n".join([_block(clause, position, dialect) for position in range(len(clause.blocks))])
    tag = "h2" if is_one_clause(part) else "h3"
    title = f"{_number(clause.number)}{run_html(clause.title, dialect)}"
    heading = f'<{tag} class="{_length(clause.number)}" {clause_data(clause)}>{title}</{tag}>'
    return f'<section class="clause" id="{anchor_id(clause.id)}">{heading}\n{blocks}</section>'


def clause_data(clause: Clause) -> str:
    """The attributes by which the places of a laid-out page are found again."""
    return f'data-clause="{escape(clause.id)}" data-path="{escape(clause.path)}"'


def _block(clause: Clause, position: int, dialect: Dialect) -> str:
    block = clause.blocks[position]
    data = f'id="{anchor_id(block.anchor)}" {clause_data(clause)}'
    match block:
        case Paragraph():
            return _paragraph(block, keeps_with_next(clause, position), data, dialect)
        case Table():
            return _table(block, data, dialect)
        case Note():
            paragraphs = "".join(f"<p>{run_html(run, dialect)}</p>" for run in block.paragraphs)
            return f'<div class="note" {data}>{paragraphs}</div>'
        case SignatureBlock():
            return _signature(block, data, dialect)
        case Chart():
            return _chart(block, data, dialect)


def _paragraph(block: Paragraph, leads: bool, data: str, dialect: Dialect) -> str:
    kind = f"{block.style.value} level{block.level}" + (" leads" if leads else "")
    return f'<p class="{kind}" {data}>{_number(block.number)}{run_html(block.inlines, dialect)}</p>'


def _table(block: Table, data: str, dialect: Dialect) -> str:
    columns = "".join(f'<col style="width: {width}%">' for width in block.widths)
    head = "".join(_row(block, row, dialect, header=True) for row in block.header)
    rows = "".join(_row(block, row, dialect, header=False) for row in block.rows)
    short = " short" if len(block.rows) <= SHORT_TABLE_ROWS else ""
    caption = f"<caption>{run_html(block.caption, dialect)}</caption>" if block.caption else ""
    body = f"<colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{rows}</tbody>"
    return f'<div class="frame{short}"><table {data}>{caption}{body}</table></div>'


def _row(block: Table, row: tuple[Cell, ...], dialect: Dialect, *, header: bool) -> str:
    cells = []
    for cell, align in zip(row, block.aligns, strict=True):
        words = run_html(cell.inlines, dialect)
        if header:
            cells.append(f'<th scope="col" class="{align.value}">{words}</th>')
        elif cell.heading:
            cells.append(f'<th scope="row" class="{align.value}">{words}</th>')
        else:
            cells.append(f'<td class="{align.value}">{words}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _chart(block: Chart, data: str, dialect: Dialect) -> str:
    picture = f'<img src="{dialect.picture(block)}" alt="{escape(block.alternative)}">'
    return f'<div class="chart" {data}><p class="title">{escape(block.title)}</p>{picture}</div>'


def _signature(block: SignatureBlock, data: str, dialect: Dialect) -> str:
    lines = "".join(
        f'<p class="line"><span class="label">{escape(label)}</span> '
        f'<span class="entry">{run_html(run, dialect)}</span></p>'
        for label, run in block.lines
    )
    return f'<div class="signature" {data}><p class="party">{run_html(block.party, dialect)}</p>{lines}</div>'
