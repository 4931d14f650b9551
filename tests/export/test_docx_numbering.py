"""Word counts for itself: what it shows must be what the tree says."""

from __future__ import annotations

import msgspec

from slawizard.document.nodes import (
    Clause,
    Document,
    Paragraph,
    ParagraphStyle,
    Part,
    PartKind,
    Text,
)
from slawizard.document.numbering import number
from slawizard.document.visitor import clauses_of
from slawizard.export.docx import write
from slawizard.export.options import ExportOptions
from tests.export.word_reader import WordFile


def numbers_of_the_tree(document: Document) -> list[str]:
    """Every number in reading order: of parts, clauses and paragraphs."""
    found = []
    for part in document.parts:
        found.append(part.number)
        for clause in part.clauses:
            found.append(clause.number)
            found += [block.number for block in clause.blocks if isinstance(block, Paragraph)]
    return [each for each in found if each]


def numbers_word_shows(word_file: bytes) -> list[str]:
    shown = [paragraph.number.replace("\u00a0", " ") for paragraph in WordFile(word_file).paragraphs()]
    return [each for each in shown if each]


def test_word_shows_the_numbers_of_the_tree(document: Document, word_file: bytes) -> None:
    assert numbers_word_shows(word_file) == numbers_of_the_tree(document)


def test_numbers_are_words_nowhere(document: Document, word_file: bytes) -> None:
    """A number that is typed would stay as it is when a clause is added before it."""
    headings = {shown.words for shown in WordFile(word_file).paragraphs() if shown.style == "Heading2"}

    assert "Parties" in headings
    assert not [words for words in headings if words[:1].isdigit()]


def test_paragraphs_of_the_signature_page_begin_anew_in_each_clause(document: Document) -> None:
    def signed(id_: str) -> Clause:
        blocks = tuple(Paragraph((Text("Signed."),), id_, f"{id_}-{n}", ParagraphStyle.NUMBERED, 1) for n in range(2))
        return Clause(id_, id_, (Text(id_),), "flexibility", "x", blocks)

    part = Part("end", PartKind.SIGNATURES, "Signatures", (signed("first"), signed("second")))
    changed = number(msgspec.structs.replace(document, parts=(part,)))

    assert numbers_word_shows(write(changed, ExportOptions())) == numbers_of_the_tree(changed)
    assert [block.number for block in changed.parts[0].clauses[1].blocks if isinstance(block, Paragraph)] == ["1", "2"]


def test_words_before_a_number_are_those_of_the_agreement(document: Document) -> None:
    german = {"part": "Teil", "schedule": "Anhang", "annex": "Anlage"}
    changed = number(msgspec.structs.replace(document, words={**document.words, **german}))

    shown = numbers_word_shows(write(changed, ExportOptions()))

    assert "Teil A" in shown
    assert "Anhang 2" in shown
    assert "Anlage A" in shown


def test_each_level_is_bound_to_a_style(word_file: bytes) -> None:
    levels = WordFile(word_file).xml("word/numbering.xml").iterfind(".//{*}lvl/{*}pStyle")
    bound = {style.get(style.keys()[0]) for style in levels}

    assert {"Heading1", "Heading2", "Clause1", "Clause2", "Clause3", "ScheduleHeading", "AnnexHeading"} <= bound


def test_more_than_26_points_are_lettered_as_word_letters_them(document: Document) -> None:
    lines = tuple(
        Paragraph((Text("point"),), "long", f"long-{n}", ParagraphStyle.NUMBERED, 1 if n == 0 else 2) for n in range(31)
    )
    long = Clause("long", "long", (Text("Long"),), "metrics", "x", lines)
    part = Part("p", PartKind.BODY, "Only", (long,))
    changed = number(msgspec.structs.replace(document, parts=(part,)))

    assert [each.id for each in clauses_of(changed)] == ["long"]
    assert numbers_word_shows(write(changed, ExportOptions())) == numbers_of_the_tree(changed)
