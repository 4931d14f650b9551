"""Errors in the words that people see."""

from __future__ import annotations

from slawizard.errors import FileAccessError, shortly


def test_an_error_in_short_says_what_happened_and_what_to_do() -> None:
    error = FileAccessError("There is no such file.", where="a.csv", remedy="Choose another.")

    assert shortly(error) == "There is no such file. Choose another."
    assert shortly(FileAccessError("There is no such file.")) == "There is no such file."


def test_an_error_of_another_kind_says_what_it_says_itself() -> None:
    assert shortly(ValueError("three")) == "three"
