"""Words of a paragraph as WordprocessingML: runs, links, bookmarks, and references that Word keeps up to date."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator
from html import escape

from slawizard.document.nodes import (
    CrossRef,
    Document,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    ParagraphStyle,
    PartKind,
    Term,
    Text,
    Value,
)
from slawizard.document.visitor import clauses_of, every_inline
from slawizard.export.docx_look import PLAIN_LOOK, Look
from slawizard.export.docx_picture import Pictures
from slawizard.export.html_inline import may_link

_RIGHT_TO_LEFT = {"R", "AL"}


class Bookmarks:
    """A bookmark for every anchor that a reference or the contents lead to.

    Names are made from the anchor itself, so that they stay the same from one version of an agreement to the next;
    they begin with an underscore, which hides them from Word's list of bookmarks.
    """

    def __init__(self, document: Document) -> None:
        self._wanted = {inline.target for inline in every_inline(document) if isinstance(inline, CrossRef)}
        self._names: dict[str, str] = {}
        self._count = 0
        self.lineage = dict(_lineages(document))
        for anchors in self.lineage.values():
            if anchors[-1][0] in self._wanted:
                self._wanted |= {anchor for anchor, _ in anchors}

    def name(self, anchor: str, family: str = "_Ref") -> str:
        """The bookmark's name; the family is _Ref for references and _Toc for the contents, as Word names its own."""
        key = family + anchor
        if key not in self._names:
            number = zlib.crc32(anchor.encode()) % 1_000_000_000
            taken = set(self._names.values())
            while f"{family}{number:09d}" in taken:
                number += 1
            self._names[key] = f"{family}{number:09d}"
        return self._names[key]

    def around(self, words: str, anchor: str, *, in_contents: bool = False) -> str:
        """The runs of a paragraph with the bookmarks that somebody leads to put around them."""
        names = [self.name(anchor, "_Toc")] if in_contents else []
        names += [self.name(anchor)] if anchor in self._wanted else []
        for name in names:
            self._count += 1
            start = f'<w:bookmarkStart w:id="{self._count}" w:name="{name}"/>'
            words = f'{start}{words}<w:bookmarkEnd w:id="{self._count}"/>'
        return words


def _lineages(document: Document) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """For each numbered anchor: itself and the numbered things above it, outermost first, as (anchor, number).

    A body paragraph "4.2" holds its clause's number already; a schedule's "2" does not.
    """
    kinds = {clause.id: part.kind for part in document.parts for clause in part.clauses}
    for clause in clauses_of(document):
        above = ((clause.id, clause.number),)
        yield clause.id, above
        chain: list[tuple[str, str]] = [] if kinds[clause.id] is PartKind.BODY else [*above]
        depth = len(chain)
        for block in clause.blocks:
            if isinstance(block, Paragraph) and block.style is ParagraphStyle.NUMBERED:
                del chain[depth + block.level - 1 :]
                chain.append((block.anchor, block.number))
                yield block.anchor, tuple(chain)


class Writer:
    """Writes runs; `relate` gives the relationship id of an outside address, `pictures` holds those that were drawn."""

    def __init__(
        self,
        bookmarks: Bookmarks,
        relate: Callable[[str], str],
        look: Look = PLAIN_LOOK,
        pictures: Pictures | None = None,
    ) -> None:
        self.bookmarks = bookmarks
        self.look = look
        self.pictures = pictures or Pictures()
        self._relate = relate

    @property
    def text_width(self) -> int:
        """The width of the text in twentieths of a point."""
        return self.look.text_width

    def runs(self, inlines: Iterable[Inline]) -> str:
        """A run of inlines."""
        return "".join([self._inline(inline) for inline in inlines])

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text() | Term():
                return run(inline.text, inline.strong, inline.emphasis)
            case Value():
                return run(inline.text, inline.strong, inline.emphasis, "Missing" if inline.missing else "")
            case LineBreak():
                return "<w:r><w:br/></w:r>"
            case Link():
                return self._link(inline)
            case CrossRef():
                return self._reference(inline)

    def _link(self, link: Link) -> str:
        if not may_link(link.url):
            return run(link.text)
        words = run(link.text, style="Hyperlink")
        return f'<w:hyperlink r:id="{self._relate(link.url)}" w:history="1">{words}</w:hyperlink>'

    def _reference(self, reference: CrossRef) -> str:
        """The words before the number as they are; each number in them, and the number itself, as a REF field."""
        lineage = self.bookmarks.lineage.get(reference.target, ())
        written, rest = "", reference.prefix
        for anchor, number in lineage[:-1]:
            before, found, after = _split_at(rest, number)
            if found:
                written += run(before) + self._field(anchor, found)
                rest = after
        return written + run(rest) + self._field(reference.target, reference.number)

    def _field(self, anchor: str, words: str) -> str:
        if not words:
            return ""
        # The same space as in the numbering: "Schedule" and its number stay on one line.
        return field(f"REF {self.bookmarks.name(anchor)} \\n \\h", run(words.replace(" ", "\u00a0")))


def _split_at(words: str, number: str) -> tuple[str, str, str]:
    """`words` before a number, the number as it stands there (its space may be a fixed one), and what follows."""
    if not number:
        return words, "", ""
    position = words.replace("\u00a0", " ").find(number.replace("\u00a0", " "))
    if position < 0:
        return words, "", ""
    end = position + len(number)
    return words[:position], words[position:end], words[end:]


def run(words: str, strong: bool = False, emphasis: bool = False, style: str = "") -> str:
    """One run of plain words."""
    if not words:
        return ""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += "<w:b/><w:bCs/>" if strong else ""
    properties += "<w:i/><w:iCs/>" if emphasis else ""
    properties += "<w:rtl/>" if _is_right_to_left(words) else ""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = words.replace("\t", " ").split("\n")
    body = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in lines)
    return f"<w:r>{head}{body}</w:r>"


def _is_right_to_left(words: str) -> bool:
    """Whether the words hold letters that run from right to left and none that run from left to right."""
    if words.isascii():
        return False
    directions = {unicodedata.bidirectional(sign) for sign in words}
    return bool(directions & _RIGHT_TO_LEFT) and "L" not in directions


def field(code: str, result: str) -> str:
    """A field with its result already in place, so that nothing needs updating on first opening."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, words: str, properties: str = "") -> str:
    """A paragraph; `properties` are those that differ from its style, in the schema's order."""
    head = f'<w:pStyle w:val="{style}"/>' if style else ""
    head += properties
    return f"<w:p><w:pPr>{head}</w:pPr>{words}</w:p>" if head else f"<w:p>{words}</w:p>"
