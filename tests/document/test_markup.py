"""A clause's text becomes blocks; every wrong mark is told with file and line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.document.marks import LINE_BREAK, clean, mark_line, mark_value
from slawizard.document.markup import Parsed, parse_clause, parse_title
from slawizard.document.nodes import (
    Align,
    CrossRef,
    Inline,
    LineBreak,
    Link,
    Note,
    Paragraph,
    ParagraphStyle,
    SignatureBlock,
    Table,
    Term,
    Text,
    Value,
)
from slawizard.document.spacing import keep_together
from slawizard.document.terms import TermIndex
from slawizard.document.visitor import inlines_of, plain
from slawizard.errors import ClauseError

TERMS = TermIndex({"Service": "service", "Service Credit": "service-credit"})
TABLE = "| A | B |\n|---|---|\n"


def parse(text: str) -> Parsed:
    return parse_clause(text, "clause", TERMS, source="clause.md.j2")


def only(text: str) -> Paragraph:
    (block,) = parse(text).blocks
    assert isinstance(block, Paragraph)
    return block


def shapes(parsed: Parsed) -> list[tuple[object, ...]]:
    """The structure without the words of values: what no user text may change."""
    return [
        (type(block), getattr(block, "level", None), [[type(one) for one in run if not isinstance(one, LineBreak)]])
        for block in parsed.blocks
        for run in inlines_of(block)
    ]


def test_a_paragraph_is_a_numbered_sub_clause() -> None:
    block = only("The Provider must act.")
    assert (block.style, block.level, block.anchor) == (ParagraphStyle.NUMBERED, 1, "clause.1")


def test_a_wave_makes_a_paragraph_plain() -> None:
    block = only("~ Not numbered.")
    assert (block.style, block.level, plain(block.inlines)) == (ParagraphStyle.PLAIN, 0, "Not numbered.")


def test_a_label_names_a_paragraph() -> None:
    block = only("[#deadline] The Customer must claim.")
    assert (block.anchor, plain(block.inlines)) == ("clause.deadline", "The Customer must claim.")


def test_lists_go_two_levels_deep() -> None:
    blocks = parse("Both must:\n1. one;\n   1. first;\n   1. second;\n1. two.").blocks
    assert [block.level for block in blocks if isinstance(block, Paragraph)] == [1, 2, 3, 3, 2]


def test_a_second_paragraph_of_an_item_is_plain_at_its_level() -> None:
    blocks = parse("Both must:\n\n1. one.\n\n   More.\n").blocks
    last = blocks[-1]
    assert isinstance(last, Paragraph)
    assert (last.style, last.level) == (ParagraphStyle.PLAIN, 2)


def test_words_in_stars_are_strong_or_emphatic() -> None:
    assert only("**must** *not*").inlines == (
        Text("must", strong=True),
        Text(" "),
        Text("not", emphasis=True),
    )


def test_a_term_broken_by_a_lines_end_is_found() -> None:
    assert only("a Service\nCredit").inlines == (Text("a "), Term("Service Credit", "term-service-credit"))


def test_quotation_marks_become_typographic() -> None:
    assert plain(only('the Provider\'s "must"').inlines) == "the Provider’s “must”"


def test_a_cross_reference_is_told_with_its_line() -> None:
    parsed = parse(f"{mark_line(7)}See\n{mark_line(8)}[[credit-claim#2]].")
    assert [(one.target, one.line) for one in parsed.references] == [("credit-claim#2", 8)]
    (block,) = parsed.blocks
    assert isinstance(block, Paragraph)
    assert CrossRef("credit-claim#2") in block.inlines


def test_links_go_to_https_and_mail() -> None:
    assert Link("the site", "https://example.org/") in only("[the site](https://example.org/)").inlines


def test_a_table_has_its_caption_widths_and_alignment() -> None:
    (table,) = parse(f'@table caption="Some *words*" widths="30,70" align="start,end"\n{TABLE}| x | y |').blocks
    assert isinstance(table, Table)
    assert (plain(table.caption), table.widths, table.aligns) == ("Some words", (30, 70), (Align.START, Align.END))
    assert [[plain(cell.inlines) for cell in row] for row in table.rows] == [["x", "y"]]
    assert [cell.heading for cell in table.rows[0]] == [True, False]


def test_widths_that_are_not_given_add_up() -> None:
    (table,) = parse("@table\n| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |").blocks
    assert isinstance(table, Table)
    assert table.widths == (34, 33, 33)


def test_a_table_may_have_no_row_headings() -> None:
    (table,) = parse(f'@table headings="none"\n{TABLE}| x | y |').blocks
    assert isinstance(table, Table)
    assert not any(cell.heading for cell in table.rows[0])


def test_a_line_break_of_the_template_breaks_a_line() -> None:
    (table,) = parse(f"@table\n{TABLE}| x{LINE_BREAK}y | z |").blocks
    assert isinstance(table, Table)
    assert table.rows[0][0].inlines == (Text("x"), LineBreak(), Text("y"))


def test_a_quotation_is_a_note() -> None:
    (note,) = parse("> Worked example.\n>\n> Step 1").blocks
    assert isinstance(note, Note)
    assert [plain(run) for run in note.paragraphs] == ["Worked example.", "Step\u00a01"]


def test_a_signature_block_has_a_party_and_lines() -> None:
    (block,) = parse("@signature\n| For the Provider | |\n|---|---|\n| Name | Ann |\n| Date | |").blocks
    assert isinstance(block, SignatureBlock)
    assert plain(block.party) == "For the Provider"
    assert [(label, plain(value)) for label, value in block.lines] == [("Name", "Ann"), ("Date", "")]


def test_a_definition_does_not_refer_to_itself() -> None:
    block = only("@definition service-credit **Service Credit** means a part of the Service Credit.")
    assert (block.style, block.anchor) == (ParagraphStyle.DEFINITION, "term-service-credit")
    assert block.inlines[0] == Text("Service Credit", strong=True)
    assert Term("Service Credit", "term-service-credit") in block.inlines


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Heading", "heading"),
        ("* bullet", "bullets"),
        ("- bullet", "bullets"),
        ("`code`", "Code"),
        ("```\ncode\n```", "Code"),
        ("    too far", "indented"),
        ("---", "ruler"),
        ("a <b>bold</b>", "HTML"),
        ("<div>x</div>", "HTML"),
        ("![picture](x.png)", "mark"),
        ("[link](ftp://example.org)", "https"),
        ("[link](javascript:alert)", "https"),
        ("See [[Wrong_Target]].", "cross-reference"),
        ("See [[target.", "cross-reference"),
        ("@tabel", "no mark"),
        ('@table colour="red"\n' + TABLE, "colour"),
        ("@table caption=words\n" + TABLE, "cannot be read"),
        ('@table widths="50,60"\n' + TABLE, "add up to 100"),
        ('@table widths="100"\n' + TABLE, "widths"),
        ('@table align="left,right"\n' + TABLE, "alignment"),
        (TABLE, "@table"),
        ("@table\n\nWords.", "right above a table"),
        ("@table", "right above a table"),
        ("@definition Service words", "definition"),
        ("@signature\n| A |\n|---|\n| b |", "two columns"),
        ("> 1. list", "paragraphs only"),
        ("1. a\n   1. b\n      1. c", "two levels"),
    ],
)
def test_a_wrong_mark_is_refused_with_file_and_line(text: str, words: str) -> None:
    marked = "\n".join(mark_line(number) + line if line else "" for number, line in enumerate(text.split("\n"), 11))
    with pytest.raises(ClauseError) as caught:
        parse(f"{mark_line(10)}First.\n\n{marked}")
    assert words in caught.value.what
    assert caught.value.where.startswith("clause.md.j2, line 1")


def test_the_line_of_a_wrong_mark_is_that_of_the_template() -> None:
    with pytest.raises(ClauseError) as caught:
        parse(f"{mark_line(20)}One.\n\n{mark_line(33)}# Two")
    assert caught.value.where == "clause.md.j2, line 33"


# --- user text ----------------------------------------------------------------------------------------------------

NASTY = [
    "Foo *Ltd*",
    "{{ 7*7 }}",
    "[[x]]",
    "| a |",
    "@table",
    "1. x",
    "> q",
    "# h",
    "- b",
    "    deep",
    "<b>x</b>",
    "\\",
    "`c`",
    "~ x",
    "[#label] x",
    "[a](https://b.c)",
    "&amp;",
    "Service Credit",
    "\"q\" 'r'",
]
THREE = "one\ntwo\n\nthree"
FRAMES = [
    "{}",
    "Before {} after.",
    "**{}**",
    "~ {}",
    "> {}",
    "1. {}",
    "@table\n| A |\n|---|\n| {} |",
    '@table caption="{}"\n| A |\n|---|\n| b |',
    "@signature\n| {} | |\n|---|---|\n| Name | {} |",
]


def values_in(parsed: Parsed) -> list[str]:
    texts: list[str] = []
    for block in parsed.blocks:
        runs: list[Inline] = [one for run in inlines_of(block) for one in run]
        texts += [one.text for one in runs if isinstance(one, Value)]
    return texts


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("text", NASTY)
def test_a_users_marks_stay_words(frame: str, text: str) -> None:
    plain_parse = parse(frame.replace("{}", mark_value("words", "title")))
    parsed = parse(frame.replace("{}", mark_value(text, "title")))
    assert shapes(parsed) == shapes(plain_parse)
    assert set(values_in(parsed)) == {text}


@given(st.text(), st.sampled_from(FRAMES))
def test_no_user_text_changes_the_structure(text: str, frame: str) -> None:
    line = " ".join(clean(text).split("\n"))
    parsed = parse(frame.replace("{}", mark_value(line, "title")))
    assert shapes(parsed) == shapes(parse(frame.replace("{}", mark_value("words", "title"))))
    assert set(values_in(parsed)) == {line}


@given(st.text())
def test_text_of_several_lines_comes_back_line_by_line(text: str) -> None:
    parsed = parse(f"Before {mark_value(text, 'title')} after.")
    lines = [keep_together(line) for line in clean(text).split("\n") if line]
    assert [line for line in values_in(parsed) if line] == lines


def test_an_empty_line_in_a_value_makes_a_new_paragraph() -> None:
    blocks = parse(f"It is {mark_value(THREE, 'title')}.").blocks
    assert [plain(block.inlines) for block in blocks if isinstance(block, Paragraph)] == ["It is one\ntwo", "three."]


def test_a_value_knows_its_path_and_whether_it_is_missing() -> None:
    parsed = parse(mark_value("[title]", "title", missing=True))
    (block,) = parsed.blocks
    assert isinstance(block, Paragraph)
    assert block.inlines == (Value("[title]", "title", missing=True),)
    assert parsed.missing == {"title"}


def test_a_link_holds_no_value() -> None:
    with pytest.raises(ClauseError, match="fixed words"):
        parse(f"[{mark_value('x', 'title')}](https://example.org)")
    with pytest.raises(ClauseError, match="fixed words"):
        parse(f"[x](https://example.org/{mark_value('x', 'title')})")


def test_a_broken_reference_is_told_with_its_own_line() -> None:
    with pytest.raises(ClauseError, match=r"line 3: A cross-reference"):
        parse(f"{mark_line(1)}One line,\n{mark_line(2)}and another\n{mark_line(3)}with [[…]] in it.")


# --- titles -------------------------------------------------------------------------------------------------------


def test_a_title_has_values_and_no_terms() -> None:
    title = parse_title(f"Service: {mark_value('Foo *Ltd*', 'title')}", source="c.md.j2")
    assert title == (Text("Service: "), Value("Foo *Ltd*", "title"))


def test_a_title_holds_no_cross_reference() -> None:
    with pytest.raises(ClauseError, match=r"c\.md\.j2, line 3: A title"):
        parse_title("See [[parties]]", source="c.md.j2", line=3)
