"""The document as Markdown (CommonMark with pipe tables): for version control, e-mail and other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from slawizard.document.nodes import (
    Align,
    Block,
    Chart,
    CrossRef,
    Document,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Part,
    SignatureBlock,
    Table,
    Term,
    Text,
    Value,
)
from slawizard.document.visitor import chart_table
from slawizard.export.html_body import has_heading, is_one_clause, running_title
from slawizard.export.html_inline import may_link
from slawizard.export.options import ExportOptions
from slawizard.export.printable import refuse_unprintable

# Every sign that could mean something to a reader of Markdown; a backslash before it makes it plain (CommonMark 2.4).
_SIGNS = re.compile(r"([\\`*_\[\]<>|~#&$])")
# What opens a list or a heading only at the start of a line.
_OPENERS = re.compile(r"^(\s*)(?:([-+=])|(\d{1,9})([.)]))(?=\s|$)", re.MULTILINE)
_RULES = {Align.START: ":---", Align.END: "---:", Align.CENTER: ":---:"}
_BLANK_LINE = "\\_" * 24


def write(document: Document, options: ExportOptions) -> bytes:
    """The document as UTF-8 Markdown. Raises ExportError."""
    refuse_unprintable(document)
    mark = [f"**{escaped(options.watermark)}**"] if options.watermark else []
    return ("\n\n".join([*mark, *_cover(document), *_contents(document), *_parts(document)]) + "\n").encode()


def escaped(words: str) -> str:
    """Words that Markdown shows as they are."""
    # Its lines are not broken: a no-break space would only be in a search's way.
    plain = _SIGNS.sub(r"\\\1", words.replace("\u00a0", " "))
    return _OPENERS.sub(lambda found: f"{found[1]}{found[3] or ''}\\{found[2] or found[4]}", plain)


def _cover(document: Document) -> Iterator[str]:
    title, reference = running_title(document)
    yield f"# {escaped(title)}"
    if reference:
        yield escaped(reference)
    if document.subtitle:
        yield _words(document.subtitle)
    for line in document.cover:
        yield f"**{escaped(line.label)}**  \n{_words(line.inlines)}"


def _contents(document: Document) -> Iterator[str]:
    yield f"## {escaped(document.words['contents'])}"
    entries = []
    for part in document.parts:
        entries.append(f"- {escaped(f'{part.number} {part.title}'.strip())}")
        if not is_one_clause(part):
            entries += [f"  - {escaped(clause.number)} {_words(clause.title)}" for clause in part.clauses]
    yield "\n".join(entries)


def _parts(document: Document) -> Iterator[str]:
    for part in document.parts:
        if has_heading(part):
            yield f"## {escaped(f'{part.number} {part.title}'.strip())}"
        yield from _clauses(part)


def _clauses(part: Part) -> Iterator[str]:
    mark = "##" if is_one_clause(part) else "###"
    for clause in part.clauses:
        yield f"{mark} {escaped(clause.number)} {_words(clause.title)}".replace("#  ", "# ")
        for block in clause.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            # Numbers are written, not left to a list: a list would be counted anew by whoever shows it.
            number = f"{escaped(block.number)} " if block.number else ""
            yield _indented(number + _words(block.inlines), max(block.level - 1, 0))
        case Table():
            yield from _table(block)
        case Note():
            yield "\n>\n".join(f"> {_words(run)}".replace("\n", "\n> ") for run in block.paragraphs)
        case SignatureBlock():
            lines = [f"{escaped(label)}: {_words(run) or _BLANK_LINE}" for label, run in block.lines]
            yield "  \n".join([f"**{_words(block.party)}**", *lines])
        case Chart():
            yield f"**{escaped(block.title)}**"
            yield escaped(block.alternative)
            yield _chart_table(block)


def _indented(words: str, depth: int) -> str:
    # Non-breaking spaces: four ordinary ones would make it a block of code.
    return "\u00a0" * (4 * depth) + words


def _table(block: Table) -> Iterator[str]:
    if block.caption:
        yield f"**{_words(block.caption)}**"
    header, *more = block.header or ((),)
    lines = [header, *more, *block.rows]
    written = [f"| {' | '.join(_words(cell.inlines, in_cell=True) for cell in line)} |" for line in lines]
    rule = f"| {' | '.join(_RULES[align] for align in block.aligns)} |"
    yield "\n".join([written[0], rule, *written[1:]])


def _chart_table(block: Chart) -> str:
    head, *rows = chart_table(block)
    written = [f"| {' | '.join(map(escaped, row))} |" for row in (head, *rows)]
    rule = f"| {' | '.join([_RULES[Align.START]] + [_RULES[Align.END]] * (len(head) - 1))} |"
    return "\n".join([written[0], rule, *written[1:]])


def _words(inlines: Inlines, *, in_cell: bool = False) -> str:
    return "".join(_inline(inline, in_cell) for inline in inlines)


def _inline(inline: Inline, in_cell: bool) -> str:
    line_break = "<br>" if in_cell else "  \n"
    match inline:
        case Text() | Term() | Value():
            return _styled(escaped(inline.text).replace("\n", line_break), inline.strong, inline.emphasis)
        case CrossRef():
            return escaped(inline.prefix + inline.number)
        case Link():
            words = escaped(inline.text)
            return f"[{words}](<{inline.url}>)" if _is_safe(inline.url) else words
        case LineBreak():
            return line_break


def _is_safe(url: str) -> bool:
    return may_link(url) and not re.search(r"[<>\s\\]", url)


def _styled(words: str, strong: bool, emphasis: bool) -> str:
    """Marks stand against the words, not against the spaces around them, or they would not count."""
    mark = ("**" if strong else "") + ("*" if emphasis else "")
    inner = words.strip()
    if not mark or not inner:
        return words
    start, end = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{start}{mark}{inner}{mark[::-1]}{end}"
