"""Tables: what is found of a file, what is asked, what is refused, and that no row is lost."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.errors import TableFileError
from slawizard.tables.answers import Answers, Topic
from slawizard.tables.cells import clean
from slawizard.tables.rows import Row, Tally
from slawizard.tables.table import open_table

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), min_size=1, max_size=12
)


def write(folder: Path, data: bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@settings(deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(0, 10**6), WORDS, WORDS), min_size=2, max_size=20),
    delimiter=st.sampled_from(",;\t|"),
    newline=st.sampled_from(("\n", "\r\n")),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
)
def test_what_was_written_is_read(
    folder: Path, rows: list[tuple[int, str, str]], delimiter: str, newline: str, encoding: str
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline, quoting=csv.QUOTE_ALL)
    writer.writerow(["number", "one", "other"])
    writer.writerows(rows)
    path = write(folder, text.getvalue().encode(encoding))

    with open_table(path, Answers(delimiter=delimiter, encoding=encoding, header=True)) as table:
        found = list(table.rows())

    assert [column.name for column in table.columns] == ["number", "one", "other"]
    assert [list(row.cells) for row in found] == [[str(cell) for cell in row] for row in rows]


@settings(deadline=None)
@given(data=st.binary(max_size=2000))
def test_bytes_of_any_kind_are_rows_or_a_sentence(folder: Path, data: bytes) -> None:
    tally, number = Tally(), 0
    try:
        with open_table(write(folder, data)) as table:
            for row in table.rows():
                number += 1
                count(tally, row)
    except TableFileError as problem:
        refused = problem.what
    else:
        refused = ""
    assert refused or tally.counts.read == number


def count(tally: Tally, row: Row) -> None:
    if row.problem:
        tally.reject(row, row.problem)
    elif row.is_blank:
        tally.blank += 1
    else:
        tally.used += 1


def test_an_encoding_with_two_good_readings_is_asked_for(tmp_path: Path) -> None:
    with open_table(write(tmp_path, "Monat;Ausfälle\n2026-01;5\n".encode("cp1252"))) as table:
        question = table.questions[0]

    assert question.topic == Topic.ENCODING
    assert {choice.value for choice in question.choices} >= {"cp1252", "cp850"}
    assert "Ausfälle" in question.choices[0].words


def test_an_encoding_that_was_named_is_not_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, "Monat;Ausfälle\n2026-01;5\n".encode("cp850"))
    with open_table(path, Answers(encoding="cp850")) as table:
        assert table.questions == ()
        assert table.columns[1].name == "Ausfälle"


def test_two_delimiters_that_fit_are_asked_for(tmp_path: Path) -> None:
    with open_table(write(tmp_path, b"a,b;c,d\n1,2;3,4\n5,6;7,8\n")) as table:
        assert [question.topic for question in table.questions] == [Topic.DELIMITER]


def test_a_decimal_comma_does_not_make_a_column(tmp_path: Path) -> None:
    with open_table(write(tmp_path, b"month;value\n2026-01;99,9\n2026-02;99,8\n")) as table:
        assert [list(row.cells) for row in table.rows()] == [["2026-01", "99,9"], ["2026-02", "99,8"]]
        assert table.questions == ()


def test_a_quotation_mark_that_swallows_rows_costs_its_own_row_alone(tmp_path: Path) -> None:
    with open_table(write(tmp_path, b'a,b\n1,2\n"3,4\n5,6\n7,"8"\n9,10\n')) as table:
        found = list(table.rows())

    assert [row.line for row in found if row.problem] == [3]
    assert [list(row.cells) for row in found if row.cells] == [["1", "2"], ["5", "6"], ["7", "8"], ["9", "10"]]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_alone(tmp_path: Path) -> None:
    rows = "".join(f"{number},x\n" for number in range(50_000))
    with open_table(write(tmp_path, ('a,b\n"1,2\n' + rows).encode())) as table:
        found = list(table.rows())

    assert "is not closed" in found[0].problem
    assert len(found) == 50_001
    assert sum(bool(row.cells) for row in found) == 50_000


def test_quotation_marks_without_sense_end_the_reading(tmp_path: Path) -> None:
    rows = "".join(f'{number},"x"y\n' for number in range(500))
    path = write(tmp_path, ("a,b\n1,2\n3,4\n5,6\n" + rows).encode())

    with open_table(path, Answers(delimiter=",")) as table, pytest.raises(TableFileError, match="quotation marks"):
        list(table.rows())


def test_a_closed_quotation_mark_over_whole_rows_is_rejected(tmp_path: Path) -> None:
    with open_table(write(tmp_path, b'a,b,c\n1,2,3\n4,5,"6\n7,8,9\n10,11,12"\n13,14,15\n')) as table:
        found = list(table.rows())

    assert [row.problem != "" for row in found] == [False, True, False]


def test_a_cell_of_several_lines_is_one_row(tmp_path: Path) -> None:
    with open_table(write(tmp_path, b'id,text,n\n1,"one\ntwo",3\n2,x,4\n')) as table:
        assert [list(row.cells) for row in table.rows()] == [["1", "one\ntwo", "3"], ["2", "x", "4"]]


def test_a_backslash_before_a_quotation_mark_is_understood(tmp_path: Path) -> None:
    with open_table(write(tmp_path, b'id,text\n1,"a \\"b\\" c"\n2,"d"\n')) as table:
        assert [list(row.cells) for row in table.rows()] == [["1", 'a "b" c'], ["2", "d"]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        (b"\x00\x01\x02\x03" * 100, "no text"),
        (b"x" * 3_000_000, "longer than"),
        (b"a," * 400_000 + b"\n" + b"1," * 400_000 + b"\n", "columns"),
        (b"PK\x03\x04 and nothing more", "no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "no workbook"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(TableFileError, match=words):
        open_table(write(tmp_path, data))


@pytest.mark.parametrize(
    "answers", [Answers(encoding="no such"), Answers(encoding="zlib"), Answers(delimiter=",,"), Answers(decimal="x")]
)
def test_an_answer_that_cannot_be_is_refused(tmp_path: Path, answers: Answers) -> None:
    with pytest.raises(TableFileError):
        open_table(write(tmp_path, "a,b\nä,1\n".encode("cp1252")), answers)


def test_columns_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    with open_table(write(tmp_path, b"a,a,,a\n1,2,3,4\n")) as table:
        assert [column.name for column in table.columns] == ["a", "a (2)", "Column 3", "a (3)"]
        assert table.column("#3") is table.columns[2]


def test_rows_with_characters_that_no_text_has_are_rejected(tmp_path: Path) -> None:
    with open_table(write(tmp_path, "a,b\n1,2\x00\n3,\u202e4\n5,6\n".encode())) as table:
        assert [bool(row.problem) for row in table.rows()] == [True, True, False]


def test_a_tally_keeps_a_hundred_and_counts_all() -> None:
    tally = Tally()
    for line in range(250):
        tally.reject(Row(line, ["x" * 1000, Decimal(1)]), "it is odd")

    assert len(tally.kept) == 100
    assert tally.counts.rejected == tally.counts.read == 250
    assert tally.kept[0].reason == "It is odd."
    assert len(tally.kept[0].text) == 200


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="0042"', "0042"),
        ("'0042", "0042"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("'t Hart", "'t Hart"),
        ("=", "="),
    ],
)
def test_what_guards_a_number_is_left_out_and_a_name_keeps_its_apostrophe(cell: str, text: str) -> None:
    assert clean(cell) == text
