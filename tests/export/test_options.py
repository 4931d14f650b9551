"""What dates a file."""

from __future__ import annotations

import datetime as dt

import pytest

from slawizard.export.options import ExportOptions

_MOMENT = dt.datetime(2027, 3, 1, 12, 0, 0, 500, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def test_without_anything_a_file_has_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert ExportOptions().dated() is None


def test_source_date_epoch_dates_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert ExportOptions().dated() == dt.datetime(1970, 1, 2, tzinfo=dt.UTC)


def test_a_moment_that_is_given_wins_and_is_told_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert ExportOptions(moment=_MOMENT).dated() == dt.datetime(2027, 3, 1, 11, tzinfo=dt.UTC)


@pytest.mark.parametrize("words", ["", "yesterday", "-1"])
def test_a_source_date_epoch_that_is_none_is_as_if_it_were_not_there(
    monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", words)
    assert ExportOptions().dated() is None
