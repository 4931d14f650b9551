"""The desk for the negotiating table: its menu opens notes and papers, and notes go with the draft they belong to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from slawizard.agreement.parties import Role
from slawizard.agreement.private import PrivateNotes
from slawizard.document.visitor import clauses_of
from slawizard.gui.desks.negotiation import NegotiationDesk
from slawizard.gui.dialogs.notes_window import NotesWindow
from slawizard.gui.dialogs.paper_dialog import PaperDialog
from slawizard.storage.private_file import encode_notes, load_notes, private_path
from slawizard.worker.protocol import DocumentJob
from tests.drivers import Answers, find, read, settle, until
from tests.gui.desk import Desk


def notes_window(desk: Desk) -> NotesWindow:
    """The window of notes, opened by its menu item."""
    desk.action("negotiate.notes").trigger()
    until(lambda: any(each.isVisible() for each in desk.window.findChildren(NotesWindow)), "the notes")
    return find(desk.window, NotesWindow, "notes")


def paper(desk: Desk, action: str) -> PaperDialog:
    """A paper, opened by its menu item."""
    desk.action(action).trigger()
    until(lambda: desk.window.findChildren(PaperDialog), "the paper")
    return find(desk.window, PaperDialog, "paper")


def sent_document(desk: Desk) -> DocumentJob:
    """The paper that was sent to be laid out."""
    until(lambda: any(isinstance(sent.job, DocumentJob) for sent in desk.renderer.sent), "the layout")
    return next(sent.job for sent in desk.renderer.sent if isinstance(sent.job, DocumentJob))


def test_without_a_draft_there_is_nothing_to_negotiate(desk: Desk) -> None:
    names = ("notes", "brief_provider", "brief_customer", "term_sheet")

    assert not any(desk.action(f"negotiate.{name}").isEnabled() for name in names)


def test_notes_are_typed_beside_the_open_draft(desk: Desk, file: Path) -> None:
    desk.open(file)
    window = notes_window(desk)
    window._list.setCurrentRow(window._list.count() - 1)
    find(window, QPlainTextEdit, "notes.remarks").setPlainText("Price last.")
    desk.bench.session.leave()
    opened = load_notes(private_path(file))

    assert not window.isModal()
    assert not window.isVisible(), "it closes with the draft"
    assert opened is not None
    assert opened.notes.remarks == "Price last."


def test_a_brief_holds_the_notes_of_its_own_side(desk: Desk, file: Path) -> None:
    private_path(file).write_bytes(encode_notes(PrivateNotes(Role.CUSTOMER, remarks="MARKER WORDS")))
    desk.open(file)
    dialog = paper(desk, "negotiate.brief_customer")
    document = sent_document(desk).document

    assert "MARKER WORDS" in repr(tuple(clauses_of(document)))
    assert "Customer" in read(dialog, "paper.mark")
    assert Path(read(dialog, "paper.path")).name.startswith("PRIVATE-brief-customer-")
    dialog.close()


def test_a_brief_of_the_other_side_holds_none(desk: Desk, file: Path) -> None:
    private_path(file).write_bytes(encode_notes(PrivateNotes(Role.CUSTOMER, remarks="MARKER WORDS")))
    desk.open(file)
    dialog = paper(desk, "negotiate.brief_provider")

    assert "MARKER WORDS" not in repr(sent_document(desk).document)
    dialog.close()


def test_the_term_sheet_is_neutral(desk: Desk, file: Path) -> None:
    private_path(file).write_bytes(encode_notes(PrivateNotes(Role.CUSTOMER, remarks="MARKER WORDS")))
    desk.open(file)
    dialog = paper(desk, "negotiate.term_sheet")

    assert "MARKER WORDS" not in repr(sent_document(desk).document)
    assert Path(read(dialog, "paper.path")).name.startswith("Term-sheet-")
    dialog.close()


def test_a_link_in_the_notes_leads_to_the_field(desk: Desk, file: Path) -> None:
    desk.open(file)
    window = notes_window(desk)
    window.go_requested.emit("metrics.levels.0.targets.0.value")
    settle()

    assert desk.wizard.flow.current == "metrics"


def test_where_notes_could_not_be_kept_it_is_said_where_they_are(desk: Desk, file: Path) -> None:
    desk.open(file)
    window = notes_window(desk)
    find(window, QPlainTextEdit, "notes.remarks").setPlainText("Mine.")
    private_path(file).write_bytes(encode_notes(PrivateNotes(remarks="Theirs.")))
    answers = Answers()
    desk.bench.session.leave()
    answers.stop()

    assert "deal" in answers.said[0] or "harbour" in answers.said[0]
    kept = [load_notes(each) for each in file.parent.glob("*.slaprivate")]
    assert {each.notes.remarks for each in kept if each is not None} == {"Mine.", "Theirs."}


def test_one_keeper_follows_every_draft(desk: Desk, file: Path) -> None:
    desk.open(file)
    notes_window(desk)
    keeper = next(each for each in desk.bench.desks if isinstance(each, NegotiationDesk)).keeper

    assert keeper.path == private_path(file)
