"""Message boxes: plain words, plain text, and an answer for every way out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from slawizard.errors import FileAccessError, FileChangedError
from slawizard.gui import alerts
from slawizard.gui.alerts import Answer
from tests.drivers import Answers

ERROR = FileAccessError("The disk is full.", where="/tmp/<b>a</b>.sladraft", remedy="Free some space.")
CHANGED = FileChangedError("The file was changed.", where="/tmp/a.sladraft")


def test_an_error_says_what_happened_where_and_what_to_do() -> None:
    with Answers() as answers:
        alerts.show_error(ERROR)

    assert answers.said == ["The disk is full.\n/tmp/<b>a</b>.sladraft\n\nFree some space."]


def test_an_unforeseen_error_says_that_the_work_is_kept() -> None:
    with Answers() as answers:
        alerts.show_error(ZeroDivisionError("division by zero"))

    assert "did not foresee" in answers.said[0]
    assert "Your work is kept" in answers.said[0]
    assert "ZeroDivisionError: division by zero" in answers.said[0]


def test_foreign_text_in_a_box_is_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    formats: list[Qt.TextFormat] = []

    def look(box: QMessageBox) -> int:
        formats.extend(label.textFormat() for label in box.findChildren(QLabel) if label.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    alerts.show_error(ERROR)

    assert len(formats) == 2
    assert set(formats) == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("answer", [Answer.SAVE, Answer.DISCARD, Answer.CANCEL])
def test_each_button_about_unsaved_changes_gives_its_answer(answer: Answer) -> None:
    with Answers(f"answer.{answer.value}") as answers:
        given = alerts.ask_to_save("Hosting SLA")

    assert given is answer
    assert "“Hosting SLA”" in answers.said[0]


@pytest.mark.parametrize("answer", [Answer.SAVE_AS, Answer.RELOAD, Answer.OVERWRITE, Answer.CANCEL])
def test_each_button_about_a_changed_file_gives_its_answer(answer: Answer) -> None:
    with Answers(f"answer.{answer.value}"):
        assert alerts.ask_about_changed_file(CHANGED) is answer


@pytest.mark.parametrize("answer", [Answer.READ_ONLY, Answer.COPY, Answer.CANCEL])
def test_each_button_about_a_draft_open_elsewhere_gives_its_answer(answer: Answer) -> None:
    with Answers(f"answer.{answer.value}"):
        assert alerts.ask_about_open_draft("a.sladraft", "By process 7.") is answer


@pytest.mark.parametrize(
    "ask",
    [
        lambda: alerts.ask_to_save("x"),
        lambda: alerts.ask_about_changed_file(CHANGED),
        lambda: alerts.ask_after_failed_save(ERROR),
        lambda: alerts.ask_about_open_draft("x", ""),
        lambda: alerts.ask_to_replace("x"),
        lambda: alerts.ask_to_discard("x"),
    ],
)
def test_escape_never_loses_anything(ask: object) -> None:
    assert callable(ask)
    with Answers() as answers:
        assert ask() is Answer.CANCEL

    assert len(answers.said) == 1
    assert QApplication.activeModalWidget() is None
