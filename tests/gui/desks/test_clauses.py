"""The ways to the window of clauses: the menu, the clause that is shown, a finding on a text, an export refused."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from slawizard.agreement.texts import ClauseEdit, OwnClause, Texts
from slawizard.clauses.arranging import with_text
from slawizard.gui.clause_note import ClauseNote
from slawizard.gui.dialogs.clause_window import ClausesDialog
from slawizard.storage.draft_file import save_draft
from tests.agreements.examples import small
from tests.drivers import Heard, find, press, read, settle, until
from tests.gui.desk import Desk


def _window(desk: Desk) -> ClausesDialog:
    def there() -> list[QWidget]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, ClausesDialog) and each.isVisible()]

    until(there, "the window of clauses")
    settle()
    found = there()[0]
    assert isinstance(found, ClausesDialog)
    return found


def _close(window: ClausesDialog) -> None:
    press(window, "clauses.close")
    settle()


def test_without_a_draft_the_menu_shows_the_library_to_be_read(desk: Desk) -> None:
    desk.action("library.clauses").trigger()
    window = _window(desk)
    assert "No draft is open" in read(window, "clauses.differing")
    _close(window)


def test_the_clause_that_is_shown_beside_the_form_is_opened(desk: Desk, file: Path) -> None:
    desk.open(file)
    button = find(desk.window, QPushButton, "agreement.edit_clause")
    assert button.isEnabled()
    desk.wizard.preview.show_clause("credit-claim")
    settle()
    press(desk.window, "agreement.edit_clause")
    window = _window(desk)
    assert window.clause == "credit-claim"
    _close(window)


def test_what_stands_behind_the_window_follows_when_it_is_closed(desk: Desk, file: Path) -> None:
    desk.open(file)
    shown = Heard(desk.wizard.preview.clause_arrived)
    desk.action("library.clauses").trigger()
    window = _window(desk)
    desk.store.edit("frame.provider.legal_name", "Harbour Hosting GmbH")
    settle()
    while_open = len(shown)
    _close(window)
    until(lambda: shown, "the clause to be shown anew")

    assert while_open == 0
    assert find(desk.window, QLineEdit, "frame.provider.legal_name").text() == "Harbour Hosting GmbH"


def test_a_finding_on_an_own_clause_leads_to_its_text(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "own.sladraft"
    texts = Texts(
        own=(OwnClause("tea-breaks", "metrics", "Tea", "Tea."),), edits=(ClauseEdit("credit-claim", "Mine."),)
    )
    save_draft(msgspec.structs.replace(small(), texts=texts), path, None)
    desk.open(path)
    for field, clause in (("texts.own.0.text", "tea-breaks"), ("texts.edits.0.text", "credit-claim")):
        desk.wizard.go_to_field(field)
        window = _window(desk)
        assert window.clause == clause
        _close(window)


def test_a_need_of_a_clause_leads_back_to_its_field(desk: Desk, file: Path) -> None:
    desk.open(file)
    desk.action("library.clauses").trigger()
    window = _window(desk)
    window.show_clause("background")
    press(window, "clauses.needs.0")
    settle()
    assert desk.wizard.flow.current == "objectives"
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, ClausesDialog) and each.isVisible()]


def test_the_review_says_how_many_clauses_differ(desk: Desk) -> None:
    note = ClauseNote()
    note.show_agreement(small())
    until(lambda: read(note, "review.clauses.words"), "the count")
    assert read(note, "review.clauses.words") == (
        "The agreement is in balanced words. Every clause is as the library has it."
    )
    changed = msgspec.structs.replace(small(), texts=with_text(small(), "credit-claim", "Mine."))
    note.show_agreement(changed)
    until(lambda: "1 clause differs" in read(note, "review.clauses.words"), "the new count")
    heard = Heard(note.field_chosen)
    press(note, "review.clauses.open")
    assert heard.last == "texts.stance"
    note.deleteLater()
