"""An agreement built by hand, without templates, with everything in it that makes a writer stumble."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from slawizard.document.nodes import (
    Align,
    Block,
    Cell,
    Clause,
    CoverLine,
    CrossRef,
    Document,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Paragraph,
    ParagraphStyle,
    Part,
    PartKind,
    SignatureBlock,
    Table,
    Term,
    Text,
    Value,
)
from slawizard.document.numbering import number

HOSTILE = 'Foo *Ltd* <b>&"quoted" [x](javascript:alert(1)) `code` | pipe'
LONG_NAME = ("Vereinigte Donaudampfschifffahrts" * 7)[:200]
ARABIC = "شركة النور للاتصالات"
HEBREW = "חברת התקשורת"
EMOJI = "Rocket 🚀 Services 👩‍💻"

_TEXT = Path(__file__).with_name("sample.txt").read_text(encoding="utf-8").splitlines()
_ROWS_START = _TEXT.index("# rows of a service level's definition")


def _body() -> dict[str, list[tuple[str, str, list[str]]]]:
    """Each part's title with its clauses: id, title, lines."""
    parts: dict[str, list[tuple[str, str, list[str]]]] = {}
    for line in filter(None, _TEXT[:_ROWS_START]):
        if line.startswith("# "):
            clauses = parts.setdefault(line[2:], [])
        elif line.startswith("## "):
            id_, title = line[3:].split(" ", 1)
            clauses.append((id_, title, []))
        else:
            clauses[-1][2].append(line)
    return parts


_BODY = _body()
_ROWS = [tuple(line.split(" | ", 1)) for line in _TEXT[_ROWS_START + 1 :]]

_MARK = re.compile(
    r"«(?P<value>[^|»]*)\|(?P<path>[^»]*)»|‹(?P<term>[^›]*)›|\[\[(?P<ref>[^\]]*)\]\]"
    r"|\*\*(?P<strong>[^*]*)\*\*|_(?P<soft>[^_]*)_|<(?P<url>https://[^>]*)>|(?P<br>⏎)"
)


def inlines(text: str) -> Inlines:
    """`text` with «value|path», ‹Term›, [[anchor]], **strong**, _soft_, <https://…> and ⏎ made into inlines."""
    return tuple(_inlines(text))


def _inlines(text: str) -> Iterator[Inline]:
    end = 0
    for found in _MARK.finditer(text):
        if found.start() > end:
            yield Text(text[end : found.start()])
        yield _inline(found)
        end = found.end()
    if end < len(text):
        yield Text(text[end:])


def _inline(found: re.Match[str]) -> Inline:
    match found.lastgroup:
        case "path":
            words = found["value"]
            return Value(words, found["path"], missing=words.startswith("["))
        case "term":
            return Term(found["term"], "definitions")
        case "ref":
            return CrossRef(found["ref"])
        case "strong":
            return Text(found["strong"], strong=True)
        case "soft":
            return Text(found["soft"], emphasis=True)
        case "url":
            return Link("the status page", found["url"])
        case _:
            return LineBreak()


def clause(id_: str, title: str, items: Sequence[str | Block], step: str = "objectives") -> Clause:
    """A clause from lines: "1 " numbered, "a ", "i " below it, "~ ", "~1 " plain, "= " definition; or ready blocks."""
    blocks = tuple(
        _paragraph(item, id_, f"{id_}-{position}") if isinstance(item, str) else item
        for position, item in enumerate(items, start=1)
    )
    return Clause(id_, id_, inlines(title), step, f"{step}.{id_}", blocks)


def _paragraph(line: str, id_: str, anchor: str) -> Paragraph:
    mark, _, text = line.partition(" ")
    levels = {"1": 1, "a": 2, "i": 3}
    if mark in levels:
        return Paragraph(inlines(text), id_, anchor, ParagraphStyle.NUMBERED, levels[mark])
    if mark == "=":
        return Paragraph(inlines(text), id_, anchor, ParagraphStyle.DEFINITION)
    return Paragraph(inlines(text), id_, anchor, ParagraphStyle.PLAIN, int(mark[1:] or 0))


def table(id_: str, anchor: str, caption: str, rows: Sequence[Sequence[str]], widths: tuple[int, ...]) -> Table:
    """A table whose first row is its header, whose first column names the rows, whose last column holds figures."""
    header, *body = rows
    return Table(
        inlines(caption),
        widths,
        (*[Align.START] * (len(widths) - 1), Align.END),
        (tuple(Cell(inlines(cell)) for cell in header),),
        tuple(tuple(Cell(inlines(cell), heading=column == 0) for column, cell in enumerate(row)) for row in body),
        id_,
        anchor,
    )


def _schedule(position: int, name: str, target: str) -> Clause:
    id_ = f"level-{position}"
    path = f"metrics.levels.{position}"
    named = f"«{name}|{path}.name»"
    rows = [("Item", "What is agreed"), *[(label, text.format(name=name, target=target)) for label, text in _ROWS]]
    definition = table(id_, f"{id_}-definition", f"Definition of {named}", rows, (28, 72))
    bands = [
        ("Measured result", "Also counts as a breach", "Credit, per cent of the Monthly Fee"),
        (f"at or above «{target}|{path}.targets.0.value»", "no", "0"),
        ("below target, at or above 99.0 %", "yes", "5"),
        ("below 99.0 %, at or above 95.0 %", "yes", "10"),
        ("below 95.0 %", "yes, material", "25"),
    ]
    example = (
        inlines(f"**Worked example.** In a month of 43,200 minutes, {named} was 98.7 %."),
        inlines("The result is in the band from 95.0 % to 99.0 %: the credit is 10 % of EUR 4,000.00, so EUR 400.00."),
    )
    lines: list[str | Block] = [
        f"1 This Schedule defines {named}; [[credits]] says what follows from a miss.",
        msgspec.structs.replace(definition, aligns=(Align.START, Align.START)),
        "1 The Provider must measure it as follows:",
        "a from outside the Provider's own network; and",
        "a once in each minute, where",
        "i a check that gets no answer within ten seconds has failed; and",
        "i three failed checks in a row are one outage, as [[level-0-5]] and [[level-0-7]] say.",
        "1 The credits in this table apply.",
        table(id_, f"{id_}-credits", "‹Service Credit› for each month", bands, (44, 28, 28)),
        Note(example, id_, f"{id_}-note"),
    ]
    return clause(id_, named, lines, "metrics")


def _signatures() -> Clause:
    def block(party: str, anchor: str, name: str) -> SignatureBlock:
        title = inlines("«Director|frame.provider.signatory.role»")
        lines = (("Signature", ()), ("Name", inlines(name)), ("Title", title), ("Date", ()))
        return SignatureBlock(inlines(party), lines, "signatures", anchor)

    lines: list[str | Block] = [
        "~ The parties have signed this Agreement on the dates below.",
        block(
            "«Nordlicht Hosting GmbH|frame.provider.name»",
            "sign-provider",
            "«Ada Lindqvist|frame.provider.signatory.name»",
        ),
        block("«Foo Ltd|frame.customer.name»", "sign-customer", "«[customer's signatory]|frame.customer.signatory»"),
    ]
    return clause("signatures", "Signatures", lines, "flexibility")


def _hostile() -> Clause:
    def words(*inlines: Inline) -> Cell:
        return Cell(inlines)

    path = "frame.customer.name"
    paragraphs = tuple(
        Paragraph(
            (Value(name, path), Text(" is the Customer.")), "hostile", f"hostile#{n}/ü ?", ParagraphStyle.NUMBERED, 1
        )
        for n, name in enumerate((HOSTILE, LONG_NAME, EMOJI, ARABIC, HEBREW))
    )
    wide = Table(
        (Text("Names in "), Text("cells", strong=True)),
        (30, 70),
        (Align.START, Align.CENTER),
        ((words(Text("Name")), words(Text("Also known as"))),),
        ((Cell((Value(LONG_NAME, path),), heading=True), words(Value(HOSTILE, path), LineBreak(), Text("or so"))),),
        "hostile",
        "hostile-table",
    )
    return Clause(
        "hostile", "hostile", (Text("Names: "), Value(HOSTILE, path)), "objectives", path, (*paragraphs, wide)
    )


def _annex() -> Clause:
    rows = [
        ("Purpose", "Name and channel", "Hours"),
        ("Daily", "«service.desk@example.com|frame.contacts.0.email»", "Mon–Fri 08:00–18:00"),
        ("Escalation", "Bo Ek⏎+46 8 000 000", "24 × 7"),
        ("Emergency", "«[emergency contact]|frame.contacts.2.name»", "24 × 7"),
    ]
    by_purpose = table("contacts", "contacts-table", "Contacts by purpose", rows, (25, 50, 25))
    return clause("contacts", "Contacts", ["1 Each party must keep its contacts up to date.", by_purpose])


_LEVEL_NAMES = ("Availability", "Response time to incidents", "Resolution time", "Satisfaction")


def sample(levels: int = 4, times: int = 1, only: str = "") -> Document:
    """The agreement. `levels`: how many schedules; `times`: how often the rows of their tables are repeated, or of the
    tables whose anchor ends with `only`.
    """
    names = [_LEVEL_NAMES[n % 4] + (f" {n}" if n >= 4 else "") for n in range(max(levels, 4))]
    schedules = tuple(_grown(_schedule(n, name, "99.9 %"), times, only) for n, name in enumerate(names))
    parts = [
        Part(f"part-{n}", PartKind.BODY, title, tuple(clause(*each) for each in clauses))
        for n, (title, clauses) in enumerate(_BODY.items())
    ]
    parts[-1] = msgspec.structs.replace(parts[-1], clauses=(*parts[-1].clauses, _hostile()))
    parts += [
        Part("signature-page", PartKind.SIGNATURES, "Signatures", (_signatures(),)),
        Part("schedules", PartKind.SCHEDULES, "Schedules", schedules),
        Part("annexes", PartKind.ANNEXES, "Annexes", (_annex(),)),
    ]
    return number(msgspec.structs.replace(_FRONT, parts=tuple(parts)))


def brief() -> Document:
    """A few clauses with one of everything, not yet numbered: small enough to be read as reference files."""
    whole = sample()
    wanted = {"parties", "definitions", "service", "maintenance", "hostile", "signatures", "level-0", "contacts"}
    wanted |= {"changes", "credits"}
    parts = (
        msgspec.structs.replace(part, clauses=tuple(item for item in part.clauses if item.id in wanted))
        for part in whole.parts
    )
    return msgspec.structs.replace(whole, parts=tuple(part for part in parts if part.clauses))


def _grown(item: Clause, times: int, only: str) -> Clause:
    def grow(block: Block) -> Block:
        if isinstance(block, Table) and block.anchor.endswith(only):
            return msgspec.structs.replace(block, rows=block.rows * times)
        return block

    return msgspec.structs.replace(item, blocks=tuple(grow(block) for block in item.blocks))


_PROVIDER, _CUSTOMER = "«Nordlicht Hosting GmbH|frame.provider.name»", "«Foo Ltd|frame.customer.name»"
_FRONT = Document(
    title="Service Level Agreement",
    subtitle=inlines(f"for «Managed Hosting|objectives.service.name» between {_PROVIDER} and {_CUSTOMER}"),
    language="en-GB",
    reference="SLA-2026-017",
    version="1.2",
    cover=(
        CoverLine("Provider", inlines(f"{_PROVIDER}⏎«Hafenstraße 12, 20457 Hamburg|frame.provider.address»")),
        CoverLine("Customer", inlines(f"{_CUSTOMER}⏎«[customer's address]|frame.customer.address»")),
        CoverLine("Effective date", inlines("«1 March 2027|frame.start»")),
    ),
    parts=(),
    words={"contents": "Contents", "page": "Page", "of": "of", "draft": "DRAFT"},
    author="Nordlicht Hosting GmbH",
)
