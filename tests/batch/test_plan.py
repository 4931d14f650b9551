"""The plan: what each row enters and is called, and what is wrong with it, before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from slawizard.agreement.edits import replace
from slawizard.agreement.origin import Question
from slawizard.batch.plan import Order, PlannedRow, make_plan
from slawizard.errors import ExportError, TableFileError
from slawizard.tables.answers import Answers
from tests.agreements import small
from tests.batch.conftest import NAME, REFERENCE, START, customers, plan_of, template, write_table
from tests.tables.workbooks import write_workbook


def rows_of(path: Path, *lines: str, order: Order | None = None) -> tuple[PlannedRow, ...]:
    """The rows planned from a table written as these lines."""
    path.write_text("\n".join(lines), encoding="utf-8")
    return make_plan(order or Order(template(), path)).rows


def test_every_row_enters_its_cells(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path / "t.csv", f"{NAME};{START}", "Alder GmbH;25.04.2027")

    assert [(answer.path, answer.text) for answer in row.answers] == [(NAME, "Alder GmbH"), (START, "2027-04-25")]
    assert (row.number, row.line, row.stem) == (1, 2, "Alder GmbH")


def test_an_empty_cell_leaves_the_field_as_the_template_has_it(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path / "t.csv", f"{NAME},{START}", "Alder GmbH,")

    assert [answer.path for answer in row.answers] == [NAME]


def test_a_bad_cell_names_its_column_and_stops_no_other_row(tmp_path: Path) -> None:
    bad, good = rows_of(tmp_path / "t.csv", f"{NAME},{START}", "Alder Ltd,soon", "Birch Ltd,2027-04-01")

    assert (bad.column, bad.stem, bad.answers) == (START, "", ())
    assert bad.problem
    assert good.problem == ""


def test_a_row_with_too_many_cells_is_told(tmp_path: Path) -> None:
    bad, good = rows_of(tmp_path / "t.csv", f"{NAME},{START}", "Alder,Ltd,2027-04-01,x", "Birch Ltd,2027-04-01")

    assert bad.problem
    assert good.line == 3


def test_empty_rows_are_passed_over_and_lines_still_count(tmp_path: Path) -> None:
    one, other = rows_of(tmp_path / "t.csv", f"{NAME},{START}", "Alder Ltd,", ",", "Birch Ltd,")

    assert [(one.number, one.line), (other.number, other.line)] == [(1, 2), (2, 4)]


def test_a_table_of_no_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableFileError):
        rows_of(tmp_path / "t.csv", f"{NAME},{START}")


def test_the_reference_names_the_file_before_the_customer_does(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path / "t.csv", f"{NAME},{REFERENCE}", "Alder Ltd,SLA/7")

    assert row.stem == "SLA_7"


def test_a_pattern_takes_fields_columns_and_the_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    order = Order(template(), path, pattern="{Region} {frame.customer.legal_name} {row}", ignored=("Region",))
    (row,) = rows_of(path, f"{NAME},Region", "Alder Ltd,North", order=order)

    assert row.stem == "North Alder Ltd 1"


def test_a_pattern_that_names_nothing_is_refused_with_the_nearest(tmp_path: Path) -> None:
    path = customers(tmp_path / "t.csv", "Alder Ltd")
    with pytest.raises(TableFileError, match="neither a field nor a column") as refused:
        make_plan(Order(template(), path, pattern="{rwo}"))

    assert "row" in refused.value.remedy


def test_rows_of_one_customer_get_names_of_their_own(tmp_path: Path) -> None:
    assert [row.stem for row in plan_of(tmp_path / "t.csv", "Alder Ltd", "Birch", "ALDER LTD").rows] == [
        "Alder Ltd 1",
        "Birch",
        "ALDER LTD 3",
    ]


def test_a_table_that_leaves_something_open_gives_questions_and_no_rows(tmp_path: Path) -> None:
    path = write_table(tmp_path / "t.csv", [[NAME, START], ["Alder Ltd", "03/04/2027"]])
    plan = make_plan(Order(template(), path))

    assert not plan.is_ready
    assert [question.topic for question in plan.questions] == ["dates"]
    assert plan.rows == ()
    assert make_plan(Order(template(), path, answers=Answers(dates="dmy"))).rows[0].answers[1].text == "2027-04-03"


def test_an_unknown_column_gives_no_rows(tmp_path: Path) -> None:
    path = write_table(tmp_path / "t.csv", [[NAME, "Colour"], ["Alder Ltd", "red"]])

    assert [one.column for one in make_plan(Order(template(), path)).unknown] == ["Colour"]
    assert make_plan(Order(template(), path, ignored=("colour",))).is_ready


def test_amounts_are_read_in_the_currency_of_their_own_row(tmp_path: Path) -> None:
    fee = "consequences.payment.least"
    rows = rows_of(tmp_path / "t.csv", f"{fee},frame.currency", "$ 1200,USD", "$ 1200,EUR")

    assert rows[0].problem == ""
    assert "several currencies" in rows[1].problem


def test_the_digest_tells_rows_apart_by_what_they_are_made_from(tmp_path: Path) -> None:
    path = customers(tmp_path / "t.csv", "Alder Ltd", "Birch Ltd")
    plain = make_plan(Order(template(), path))
    other_template = make_plan(Order(template(agreement=replace(small(), "title", "Other")), path))
    marked = make_plan(Order(template(), path, watermark="DRAFT"))
    other_format = make_plan(Order(template(), path, formats=("pdf",)))

    digests = {plan.rows[0].digest for plan in (plain, other_template, marked)} | {plain.rows[1].digest}
    assert len(digests) == 4
    assert other_format.rows[0].digest == plain.rows[0].digest


def test_a_format_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        make_plan(Order(template(), customers(tmp_path / "t.csv", "Alder Ltd"), ("odt",)))


def test_a_workbook_gives_typed_cells(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    heads = [NAME, "Start", "metrics.levels.0.targets.0.value"]
    write_workbook(path, {"Customers": [heads, ["Alder Ltd", 46478, 99.95]]}, dated=[1])
    (row,) = make_plan(Order(template(Question(START, "Start")), path)).rows

    assert [(answer.path, answer.text) for answer in row.answers] == [
        (NAME, "Alder Ltd"),
        (START, "2027-04-01"),
        ("metrics.levels.0.targets.0.value", "99.95"),
    ]
