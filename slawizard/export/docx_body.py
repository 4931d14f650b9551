"""The body of the DOCX: title page, contents, parts, clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from slawizard.document.nodes import (
    Block,
    Chart,
    Clause,
    Document,
    Note,
    Paragraph,
    ParagraphStyle,
    Part,
    PartKind,
    SignatureBlock,
    Table,
)
from slawizard.document.style import LogoPlace, logo_kind
from slawizard.document.visitor import plain
from slawizard.export.docx_inline import Writer, field, paragraph, run
from slawizard.export.docx_numbering import LIST_OF_KIND, ListKey, loose_num_id
from slawizard.export.docx_tables import note_xml, signatures_xml, table_xml
from slawizard.export.html_body import has_heading, is_one_clause, keeps_with_next, running_title
from slawizard.export.page_style import cover_logo_size

# "24" fits before the first tab stop of the contents, "Schedule 2" does not.
_NARROW_NUMBER = 4
_PARAGRAPH_STYLES = {
    ListKey.BODY: "Clause",
    ListKey.SCHEDULES: "Schedule",
    ListKey.ANNEXES: "Annex",
    ListKey.LOOSE: "Annex",
}
_CLAUSE_STYLES = {
    PartKind.BODY: "Heading2",
    PartKind.SCHEDULES: "ScheduleHeading",
    PartKind.ANNEXES: "AnnexHeading",
    PartKind.SIGNATURES: "PlainHeading2",
}
_NEW_PAGE = "<w:pageBreakBefore/>"
_UNDER_TITLE = '<w:spacing w:before="340"/>'  # the distance above a schedule is for one that follows another
_AT_TOP = '<w:spacing w:before="0"/>'  # the distance above a part is for one that begins further down
# A line of exact height would cut the picture off.
_LINE_OF_PICTURE = '<w:spacing w:line="240" w:lineRule="auto"/>'
_ON_NEW_PAGE = (PartKind.SCHEDULES, PartKind.ANNEXES)


def body_xml(document: Document, pages: Mapping[str, int], writer: Writer) -> str:
    """Everything in w:body but the section's own properties. `pages`: where parts and clauses begin, if known."""
    style = writer.look.style
    parts = [*_cover(document, writer), *([_contents(document, pages, writer)] if style.contents else [])]
    loose = 0
    for position, part in enumerate(document.parts):
        first = position == 0 and (style.cover or style.contents)
        parts += _part(part, loose, writer, first=first)
        loose += len(part.clauses) if part.kind is PartKind.SIGNATURES else 0
    return "".join(parts)


def _cover(document: Document, writer: Writer) -> Iterator[str]:
    title, reference = running_title(document)
    style = writer.look.style
    room = "" if style.cover else _AT_TOP
    if style.shows_logo(LogoPlace.COVER):
        yield paragraph("CoverReference", _logo(writer), room + _LINE_OF_PICTURE)
        room = _AT_TOP
    yield paragraph("CoverReference", run(reference), room)
    yield paragraph("Title", run(title))
    if document.subtitle:
        yield paragraph("Subtitle", writer.runs(document.subtitle))
    for line in document.cover:
        yield paragraph("CoverLabel", run(line.label))
        yield paragraph("CoverText", writer.runs(line.inlines))


def _logo(writer: Writer) -> str:
    style = writer.look.style
    width, height = cover_logo_size(style)
    words = style.logo_words or style.name
    return writer.pictures.draw(style.logo, logo_kind(style.logo), width, height, words)


def _contents(document: Document, pages: Mapping[str, int], writer: Writer) -> str:
    """The contents as Word's own field, filled in.

    Page numbers stand in PAGEREF fields, which is how Word writes them itself; where no layout is known, the field is
    told to leave page numbers out, rather than to show wrong ones.
    """
    code = 'TOC \\o "1-2" \\h \\z \\u' if pages else 'TOC \\o "1-2" \\n \\h \\z \\u'
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines: list[str] = []
    for entry in _entries(document):
        lines.append(_entry_xml(entry, "" if lines else start, pages, writer))
    lines.append(paragraph("AfterTable", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    heading = paragraph("TOCHeading", run(document.words["contents"]))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{heading}{''.join(lines)}</w:sdtContent></w:sdt>"
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents."""

    style: str
    id: str
    number: str
    title: str


def _entries(document: Document) -> Iterator[_Entry]:
    for part in document.parts:
        only = is_one_clause(part)
        if not only:
            yield _Entry("TOC1", part.id, part.number, part.title)
        for clause in part.clauses:
            # Word drops bold and marks when it makes the contents anew: the words alone are what stays.
            yield _Entry("TOC1" if only else "TOC2", clause.id, clause.number, plain(clause.title))


def _entry_xml(entry: _Entry, start: str, pages: Mapping[str, int], writer: Writer) -> str:
    name = writer.bookmarks.name(entry.id, "_Toc")
    number = f"{run(entry.number)}<w:r><w:tab/></w:r>" if entry.number else ""
    page = ""
    if entry.id in pages:
        page = "<w:r><w:tab/></w:r>" + field(f"PAGEREF {name} \\h", run(str(pages[entry.id])))
    link = f'<w:hyperlink w:anchor="{name}" w:history="1">{number}{run(entry.title)}{page}</w:hyperlink>'
    return paragraph(entry.style, start + link, _entry_tabs(entry))


def _entry_tabs(entry: _Entry) -> str:
    """What an entry changes in the tab stops of its style, as Word itself does entry by entry."""
    if not entry.number:
        return '<w:tabs><w:tab w:val="clear" w:pos="900"/></w:tabs>'
    if entry.style == "TOC2" and len(entry.number) > _NARROW_NUMBER:
        return '<w:tabs><w:tab w:val="clear" w:pos="900"/><w:tab w:val="left" w:pos="1700"/></w:tabs>'
    return ""


def _part(part: Part, loose: int, writer: Writer, *, first: bool) -> Iterator[str]:
    on_new_page = first or part.kind in _ON_NEW_PAGE
    if has_heading(part):
        words = writer.bookmarks.around(run(part.title), part.id, in_contents=True)
        style = "Heading1" if part.number else "PlainHeading1"
        yield paragraph(style, words, _NEW_PAGE + _AT_TOP if on_new_page else "")
    for position, clause in enumerate(part.clauses):
        yield _clause_heading(part, clause, position, writer)
        for block_position in range(len(clause.blocks)):
            yield _block(part, clause, block_position, loose + position, writer)


def _clause_heading(part: Part, clause: Clause, position: int, writer: Writer) -> str:
    words = writer.bookmarks.around(writer.runs(clause.title), clause.id, in_contents=True)
    if is_one_clause(part):
        return paragraph("PlainHeading1", words)
    style = _CLAUSE_STYLES[part.kind] if clause.number else "PlainHeading2"
    leads = part.kind in _ON_NEW_PAGE and position == 0
    return paragraph(style, words, _UNDER_TITLE if leads else "")


def _block(part: Part, clause: Clause, position: int, loose: int, writer: Writer) -> str:
    block: Block = clause.blocks[position]
    match block:
        case Paragraph():
            return _paragraph(part, block, loose, writer, leads=keeps_with_next(clause, position))
        case Table():
            return table_xml(block, writer)
        case Note():
            return note_xml(block, writer)
        case SignatureBlock():
            if position and isinstance(clause.blocks[position - 1], SignatureBlock):
                return ""  # the first of several holds them all
            following = takewhile(lambda each: isinstance(each, SignatureBlock), clause.blocks[position:])
            return signatures_xml([each for each in following if isinstance(each, SignatureBlock)], writer)
        case Chart():
            return _chart(block, writer)


def _chart(block: Chart, writer: Writer) -> str:
    """The chart's title, kept with its picture; the picture carries what it shows in words."""
    from slawizard.export.charts import HEIGHT_MM, WIDTH_MM, png

    title = paragraph("Caption", writer.bookmarks.around(run(block.title), block.anchor))
    width = min(WIDTH_MM, writer.look.style.text_width_mm)
    picture = writer.pictures.draw(png(block), "image/png", width, HEIGHT_MM * width / WIDTH_MM, block.alternative)
    return title + paragraph("", picture, _LINE_OF_PICTURE)


def _paragraph(part: Part, block: Paragraph, loose: int, writer: Writer, *, leads: bool) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if leads else ""
    words = writer.bookmarks.around(writer.runs(block.inlines), block.anchor)
    if block.style is ParagraphStyle.NUMBERED:
        key = LIST_OF_KIND[part.kind]
        number = ""
        if key is ListKey.LOOSE:
            number = f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="{loose_num_id(loose)}"/></w:numPr>'
        return paragraph(f"{_PARAGRAPH_STYLES[key]}{block.level}", words, keep + number)
    if block.style is ParagraphStyle.DEFINITION:
        return paragraph("Definition", words, keep)
    return paragraph(f"Continued{block.level}" if block.level else "", words, keep)
