"""What is said on a terminal is shown, not obeyed, and a terminal that is not there is told."""

from __future__ import annotations

import io
import json
import sys

import pytest

from slawizard.commands.line import Parser
from slawizard.terminal import show, show_json, show_numbers_of_unknown_characters, tell


@pytest.mark.parametrize("said", ["\x1b[2J", "\u202etxet", "\x07", "\x9b31m", "\u200b", "\r", "\ud83d"])
def test_what_a_terminal_would_obey_is_shown_as_its_number(capsys: pytest.CaptureFixture[str], said: str) -> None:
    show(said)
    tell(said)
    out, err = capsys.readouterr()
    assert out == err == f"\\u{ord(said[0]):04x}{said[1:]}\n"


def test_ordinary_text_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    show("99,9\u00a0% ≥ “target”\n\tÜber")
    assert capsys.readouterr().out == "99,9\u00a0% ≥ “target”\n\tÜber\n"


def test_results_for_programs_are_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"text": "€\u202e"})
    out = capsys.readouterr().out
    assert out.isascii()
    assert json.loads(out) == {"text": "€\u202e"}


def test_a_terminal_of_few_letters_shows_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    show_numbers_of_unknown_characters()
    show("€")
    sys.stdout.flush()
    assert raw.getvalue() == b"\\u20ac\n"


def test_a_result_without_an_output_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OSError, match="Bad file"):
        show("x")
    with pytest.raises(OSError, match="Bad file"):
        show_json([])


def test_a_message_that_nobody_can_hear_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    class Deaf(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", Deaf())
    tell("x")


def test_help_that_cannot_be_written_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(OSError, match="No space"):
        Parser(prog="x").print_help()


def test_a_message_is_lost_where_there_is_no_standard_error_and_never_goes_among_the_results(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", None)
    tell("Lost.")
    assert capsys.readouterr().out == ""
