"""An agreement built by hand, numbered by hand, with everything in it that makes a writer stumble."""

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


BODY_BY_PART = _body()
SCHEDULE_ROWS = [tuple(line.split(" | ", 1)) for line in _TEXT[_ROWS_START + 1 :]]
_BODY_CLAUSES = sum(len(clauses) for clauses in BODY_BY_PART.values())

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


class _Numbers:
    """Numbers as the tree has them: 4, 4.2, (a), (i) in the body; Schedule 1, 1, (a), (i) in a schedule."""

    def __init__(self) -> None:
        self.counts = [0, 0, 0]

    def paragraph(self, level: int, body_number: str) -> str:
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (3 - level)
        count = self.counts[level - 1]
        if level == 1:
            return f"{body_number}.{count}" if body_number else str(count)
        return f"({chr(96 + count)})" if level == 2 else f"({('i', 'ii', 'iii', 'iv', 'v')[count - 1]})"


def clause(id_: str, title: str, items: Sequence[str | Block], number: str, step: str = "objectives") -> Clause:
    """A clause from lines: "1 " numbered, "a ", "i " below it, "~ ", "~1 " plain, "= " definition; or ready blocks."""
    numbers = _Numbers()
    body_number = number if number[:1].isdigit() else ""
    blocks: list[Block] = []
    for position, item in enumerate(items):
        anchor = f"{id_}-{position + 1}"
        blocks.append(_paragraph(item, id_, anchor, numbers, body_number) if isinstance(item, str) else item)
    return Clause(id_, id_, inlines(title), step, f"{step}.{id_}", tuple(blocks), number)


def _paragraph(line: str, id_: str, anchor: str, numbers: _Numbers, body_number: str) -> Paragraph:
    mark, _, text = line.partition(" ")
    levels = {"1": 1, "a": 2, "i": 3}
    if mark in levels:
        number = numbers.paragraph(levels[mark], body_number)
        return Paragraph(inlines(text), id_, anchor, ParagraphStyle.NUMBERED, levels[mark], number)
    if mark == "=":
        return Paragraph(inlines(text), id_, anchor, ParagraphStyle.DEFINITION)
    return Paragraph(inlines(text), id_, anchor, ParagraphStyle.PLAIN, int(mark[1:] or 0))


def table(id_: str, anchor: str, caption: str, rows: Sequence[Sequence[str]], widths: tuple[int, ...]) -> Table:
    """A table whose first row is its header and whose last column holds figures."""
    aligns = (*[Align.START] * (len(widths) - 1), Align.END)
    header, *body = rows
    return Table(
        inlines(caption),
        widths,
        aligns,
        (tuple(Cell(inlines(cell)) for cell in header),),
        tuple(tuple(Cell(inlines(cell), heading=column == 0) for column, cell in enumerate(row)) for row in body),
        id_,
        anchor,
    )


def _schedule(position: int, name: str, target: str) -> Clause:
    id_ = f"level-{position}"
    definition = table(
        id_,
        f"{id_}-definition",
        f"Definition of «{name}|metrics.levels.{position}.name»",
        [
            ("Item", "What is agreed"),
            *[(label, text.format(name=name, target=target)) for label, text in SCHEDULE_ROWS],
        ],
        (28, 72),
    )
    definition = msgspec.structs.replace(definition, aligns=(Align.START, Align.START))
    bands = table(
        id_,
        f"{id_}-credits",
        "‹Service Credit› for each month",
        [
            ("Measured result", "Also counts as a breach", "Credit, per cent of the Monthly Fee"),
            (f"at or above «{target}|metrics.levels.{position}.targets.0.value»", "no", "0"),
            ("below target, at or above 99.0 %", "yes", "5"),
            ("below 99.0 %, at or above 95.0 %", "yes", "10"),
            ("below 95.0 %", "yes, material", "25"),
        ],
        (44, 28, 28),
    )
    note = Note(
        (
            inlines(
                f"**Worked example.** In a month of 43,200 minutes, «{name}|metrics.levels.{position}.name» was 98.7 %."
            ),
            inlines(
                "The result is in the band from 95.0 % to 99.0 %: the credit is 10 % of EUR 4,000.00, so EUR 400.00."
            ),
        ),
        id_,
        f"{id_}-note",
    )
    lines: list[str | Block] = [
        f"1 This Schedule defines «{name}|metrics.levels.{position}.name»; [[credits]] says what follows from a miss.",
        definition,
        "1 The Provider must measure it as follows:",
        "a from outside the Provider's own network; and",
        "a once in each minute, where",
        "i a check that gets no answer within ten seconds has failed; and",
        "i three failed checks in a row are one outage.",
        "1 The credits in this table apply.",
        bands,
        note,
    ]
    return clause(id_, f"«{name}|metrics.levels.{position}.name»", lines, f"Schedule {position + 1}", "metrics")


def _signatures() -> Clause:
    def block(party: str, anchor: str, name: str) -> SignatureBlock:
        lines: tuple[tuple[str, Inlines], ...] = (
            ("Signature", ()),
            ("Name", inlines(name)),
            ("Title", inlines("«Director|frame.provider.signatory.role»")),
            ("Date", ()),
        )
        return SignatureBlock(inlines(party), lines, "signatures", anchor)

    return clause(
        "signatures",
        "Signatures",
        [
            "~ The parties have signed this Agreement on the dates below.",
            block(
                "«Nordlicht Hosting GmbH|frame.provider.name»",
                "sign-provider",
                "«Ada Lindqvist|frame.provider.signatory.name»",
            ),
            block(
                "«Foo Ltd|frame.customer.name»",
                "sign-customer",
                "«[customer's signatory]|frame.customer.signatory.name»",
            ),
        ],
        "",
        "flexibility",
    )


def _hostile() -> Clause:
    lines = [
        *(
            Paragraph(
                (Value(name, "frame.customer.name"), Text(" is the Customer.")),
                "hostile",
                f"hostile-{position}",
                ParagraphStyle.NUMBERED,
                1,
                f"{_BODY_CLAUSES + 1}.{position + 1}",
            )
            for position, name in enumerate((HOSTILE, LONG_NAME, EMOJI, ARABIC, HEBREW))
        ),
    ]
    wide = Table(
        (Text("Names in "), Text("cells", strong=True)),
        (30, 70),
        (Align.START, Align.CENTER),
        ((Cell((Text("Name"),)), Cell((Text("Also known as"),))),),
        (
            (
                Cell((Value(LONG_NAME, "frame.customer.name"),), heading=True),
                Cell((Value(HOSTILE, "x.y"), LineBreak(), Text("second line"))),
            ),
        ),
        "hostile",
        "hostile-table",
    )
    return Clause(
        "hostile",
        "hostile",
        (Text("Names: "), Value(HOSTILE, "frame.customer.name")),
        "objectives",
        "frame.customer.name",
        (*lines, wide),
        str(_BODY_CLAUSES + 1),
    )


def _annex() -> Clause:
    rows = [
        ("Purpose", "Name and channel", "Hours"),
        ("Daily", "«service.desk@example.com|frame.contacts.0.email»", "Mon–Fri 08:00–18:00"),
        ("Escalation", "Bo Ek⏎+46 8 000 000", "24 × 7"),
        ("Emergency", "«[emergency contact]|frame.contacts.2.name»", "24 × 7"),
    ]
    return clause(
        "contacts",
        "Contacts",
        [
            "1 Each party must keep its contacts up to date.",
            table("contacts", "contacts-table", "Contacts by purpose", rows, (25, 50, 25)),
        ],
        "Annex A",
        "objectives",
    )


def _resolve(document: Document) -> Document:
    numbers: dict[str, str] = {}
    for part in document.parts:
        for item in part.clauses:
            numbers[item.id] = item.number
            numbers.update({block.anchor: block.number for block in item.blocks if isinstance(block, Paragraph)})

    def words(run: Inlines) -> Inlines:
        return tuple(
            CrossRef(
                inline.target,
                "" if numbers[inline.target].startswith(("S", "A")) else "clause ",
                numbers[inline.target],
            )
            if isinstance(inline, CrossRef)
            else inline
            for inline in run
        )

    def resolved(block: Block) -> Block:
        return msgspec.structs.replace(block, inlines=words(block.inlines)) if isinstance(block, Paragraph) else block

    parts = tuple(
        msgspec.structs.replace(
            part,
            clauses=tuple(
                msgspec.structs.replace(item, blocks=tuple(resolved(block) for block in item.blocks))
                for item in part.clauses
            ),
        )
        for part in document.parts
    )
    return msgspec.structs.replace(document, parts=parts)


def sample(levels: int = 4, times: int = 1) -> Document:
    """The agreement; `levels` schedules; `times` repeats each schedule's tables' rows to measure growth."""
    names = ("Availability", "Response time to incidents", "Resolution time", "Satisfaction")
    parts: list[Part] = []
    count = 0
    for letter, (title, clauses) in zip("ABCDE", BODY_BY_PART.items(), strict=True):
        done = []
        for id_, clause_title, items in clauses:
            count += 1
            done.append(clause(id_, clause_title, items, str(count)))
        if letter == "E":
            done.append(_hostile())
        parts.append(Part(f"part-{letter.lower()}", PartKind.BODY, title, tuple(done), f"Part {letter}"))
    schedules = tuple(
        _grown(_schedule(position, f"{names[position % 4]}{'' if position < 4 else f' {position}'}", "99.9 %"), times)
        for position in range(levels)
    )
    parts.append(Part("signature-page", PartKind.SIGNATURES, "Signatures", (_signatures(),)))
    parts.append(Part("schedules", PartKind.SCHEDULES, "Schedules", schedules))
    parts.append(Part("annexes", PartKind.ANNEXES, "Annexes", (_annex(),)))
    return _resolve(
        Document(
            title="Service Level Agreement",
            subtitle=inlines(
                "for «Managed Hosting|objectives.service.name» between «Nordlicht Hosting GmbH|frame.provider.name»"
                " and «Foo Ltd|frame.customer.name»"
            ),
            language="en-GB",
            reference="SLA-2026-017",
            version="1.2",
            cover=(
                CoverLine(
                    "Provider",
                    inlines(
                        "«Nordlicht Hosting GmbH|frame.provider.name»⏎"
                        "«Hafenstraße 12, 20457 Hamburg|frame.provider.address»"
                    ),
                ),
                CoverLine(
                    "Customer", inlines("«Foo Ltd|frame.customer.name»⏎«[customer's address]|frame.customer.address»")
                ),
                CoverLine("Effective date", inlines("«1 March 2027|frame.start»")),
            ),
            parts=tuple(parts),
            words={"contents": "Contents", "page": "Page", "of": "of", "draft": "DRAFT"},
            author="Nordlicht Hosting GmbH",
        )
    )


def _grown(item: Clause, times: int) -> Clause:
    def grow(block: Block) -> Block:
        return msgspec.structs.replace(block, rows=block.rows * times) if isinstance(block, Table) else block

    return msgspec.structs.replace(item, blocks=tuple(grow(block) for block in item.blocks))
