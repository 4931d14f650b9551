"""The desk for batches."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox

from slawizard.gui.dialogs.batch_dialog import BatchDialog
from slawizard.storage.library import add_template, new_template, own_folder
from slawizard.storage.starters import list_starters
from tests.agreements.examples import small
from tests.drivers import find, settle, until
from tests.gui.desk import Desk


def _dialog(desk: Desk) -> BatchDialog:
    desk.action("library.batch").trigger()
    until(lambda: desk.window.findChild(BatchDialog) is not None, "the window of batches")
    settle()
    found = desk.window.findChild(BatchDialog)
    assert isinstance(found, BatchDialog)
    return found


def _offered(dialog: BatchDialog) -> list[str]:
    combo = find(dialog, QComboBox, "batch.template")
    return [words for row in range(combo.count()) if (words := combo.itemText(row))]


def test_without_a_draft_the_starters_are_offered(desk: Desk) -> None:
    dialog = _dialog(desk)

    assert _offered(dialog) == [f"{starter.title} – starters" for starter in list_starters()]
    until(lambda: dialog._set_up._source is not None, "the starter")
    dialog.close()


def test_the_open_draft_and_saved_templates_come_first(desk: Desk, file: Path) -> None:
    add_template(new_template(small(), "Harbour template"), own_folder())
    desk.open(file)
    dialog = _dialog(desk)
    until(lambda: "Harbour template – your templates" in _offered(dialog), "the template")

    assert _offered(dialog)[0] == f"{file.stem} – the open draft"
    assert _offered(dialog)[1] == "Harbour template – your templates"
    dialog.close()
