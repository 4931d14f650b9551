"""Asking for files: a draft always gets its suffix, and nothing chosen is nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from slawizard.gui.dialogs.files import ask_for_draft, ask_where_to_export, ask_where_to_save


def answer(monkeypatch: pytest.MonkeyPatch, chosen: str) -> None:
    """Answer every file dialog."""
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_arguments, **_options: (chosen, ""))


@pytest.mark.parametrize(
    ("chosen", "saved"),
    [("/tmp/a", "/tmp/a.sladraft"), ("/tmp/a.sladraft", "/tmp/a.sladraft"), ("/a.b", "/a.b.sladraft")],
)
def test_a_draft_is_saved_under_its_own_suffix(chosen: str, saved: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, chosen)

    assert ask_where_to_save(QWidget(), Path("/tmp/x")) == Path(saved)


def test_nothing_chosen_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "")

    assert ask_for_draft(QWidget(), Path("/tmp")) is None
    assert ask_where_to_save(QWidget(), Path("/tmp/x")) is None
    assert ask_where_to_export(QWidget(), Path("/tmp/x.pdf"), "PDF document") is None
