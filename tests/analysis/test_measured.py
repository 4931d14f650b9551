"""Tests of reading a measured file."""

from __future__ import annotations

import json
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.analysis.measured import MOST_BYTES, Reading, decode_measured, encode_measured, kind_of, measured_schema
from slawizard.errors import MeasuredFileError
from tests.analysis.calculating import measured, window


def refusal(data: bytes) -> str:
    with pytest.raises(MeasuredFileError) as caught:
        decode_measured(data, "m.json")
    return str(caught.value)


def test_a_figure_may_be_a_number_or_text_and_keeps_every_decimal() -> None:
    file = decode_measured(b'{"windows":[{"start":"2026-04-01","readings":[{"level":"a","value":1.1667}]}]}')
    same = decode_measured(b'{"windows":[{"start":"2026-04-01","readings":[{"level":"a","value":"1.1667"}]}]}')
    assert file == same
    assert file.windows[0].readings[0].value == Decimal("1.1667")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[]", "not a measured file"),
        (b'{"windows":[{"start":"2026-04-01","reading":[]}]}', "m.json, windows[0]"),
        (b'{"windows":[{"start":"2026-04-01","readings":[{"level":"a","valu":1}]}]}', "unknown field `valu`"),
        (b'{"windows":[{"readings":[]}]}', "missing required field `start`"),
        (b'{"fees":[{"fee":"monthly_fee","amount":null}]}', "not filled in yet"),
        (b'{"fees":[{"fee":"weekly_fee","amount":1}]}', "weekly_fee"),
        (b'{"version":2}', "version 2"),
        (b'{"version":2,"version":1}', "\u201cversion\u201d stands twice in the same place, with its values 2 and 1"),
        (
            b'{"windows":[{"start":"2026-04-01","readings":[{"level":"a","value":1,"value":99.5}]}]}',
            "\u201cvalue\u201d stands twice in the same place, with its values 1 and 99.5",
        ),
        (b'{"windows":[],"windows":[]}', "with its values \u2026 and \u2026"),
        (b'{"fees":[{"fee":"monthly_fee","amount":"NaN"}]}', "no figures"),
        (b'{"fees":[{"fee":"monthly_fee","amount":"-Infinity"}]}', "no figures"),
        (b"[" * 100_000, "not a measured file"),
    ],
)
def test_what_is_no_measured_file_gets_a_sentence(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_a_file_that_is_far_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_BYTES > 1_000_000
    monkeypatch.setattr("slawizard.analysis.measured.MOST_BYTES", 10)
    assert "larger than" in refusal(b'{"version": 1}')


def test_a_file_written_reads_back_the_same() -> None:
    file = measured(window({"level": "uptime", "value": "99.5"}), accrued=[])
    assert decode_measured(encode_measured(file)) == file


def test_the_kind_of_figures_is_told() -> None:
    assert kind_of(Reading("a", samples=())) == "samples"
    assert kind_of(Reading("a")) == ""


def test_the_schema_takes_what_is_read_and_refuses_what_is_not() -> None:
    schema = measured_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    file = {"windows": [window({"level": "uptime", "value": 99.5, "fees": [{"fee": "monthly_fee", "amount": "1"}]})]}
    assert check.is_valid(file)
    assert not check.is_valid({"windows": [{"readings": []}]})
    assert not check.is_valid({"fee": []})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["windows", "start", "fees"]), inner),
    max_leaves=8,
)


def words_of(data: bytes) -> str:
    """Why the file is refused; "read" where it is not."""
    try:
        decode_measured(data)
    except MeasuredFileError as problem:
        return problem.what
    return "read"


@given(json_values)
def test_whatever_json_is_read_or_refused_with_a_sentence(value: object) -> None:
    assert words_of(json.dumps(value).encode())


@given(st.binary(max_size=60))
def test_whatever_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    assert words_of(data)
