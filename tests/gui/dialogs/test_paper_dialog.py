"""A paper for the table: seen before it is written, private ones for their owner alone, the draft never replaced."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QRadioButton

from slawizard.agreement.parties import Role
from slawizard.agreement.private import PrivateNotes
from slawizard.document.nodes import Document
from slawizard.document.style import PageSize
from slawizard.errors import ExportError
from slawizard.gui.dialogs.paper_dialog import Paper, PaperDialog
from slawizard.gui.panel.page_view import PageView
from slawizard.negotiation.brief import brief, private_mark
from slawizard.negotiation.look import sheet_style
from slawizard.worker.protocol import DocumentJob
from tests.agreements.examples import small
from tests.drivers import Answers, Heard, enter, find, press, read, until
from tests.gui.renderers import HeldRenderer, ReadyRenderer, two_pages

MARK = private_mark(Role.PROVIDER)


def make() -> Document:
    return brief(small(), PrivateNotes(), Role.PROVIDER)


def fail() -> Document:
    raise ExportError("No.", remedy="Try again.")


def paper(*, mark: str = MARK, works: bool = True) -> Paper:
    return Paper(
        "Brief", "For you.", mark, "PRIVATE-brief", make if works else fail, lambda size: sheet_style(mark, size)
    )


def show(
    renderer: HeldRenderer, folder: Path, wanted: Paper | None = None, never: tuple[Path, ...] = ()
) -> PaperDialog:
    dialog = PaperDialog(wanted or paper(), renderer, folder, never)
    dialog.show()
    return dialog


def shown(renderer: HeldRenderer, folder: Path, wanted: Paper | None = None, *never: Path) -> PaperDialog:
    """The dialog with its pages laid out."""
    dialog = show(renderer, folder, wanted, never)
    until(lambda: find(dialog, PageView, "paper.pages").pages is not None, "the pages")
    return dialog


def test_the_pages_are_seen_before_anything_is_written(tmp_path: Path) -> None:
    shown(ReadyRenderer(two_pages()), tmp_path)

    assert list(tmp_path.glob("*.*")) == []


def test_nothing_can_be_written_before_it_is_made(tmp_path: Path) -> None:
    dialog = show(HeldRenderer(), tmp_path)

    assert not find(dialog, QPushButton, "paper.start").isEnabled()
    until(lambda: find(dialog, QPushButton, "paper.start").isEnabled(), "the paper")


def test_a_private_paper_says_so_in_mark_and_name(tmp_path: Path) -> None:
    dialog = show(HeldRenderer(), tmp_path)

    assert read(dialog, "paper.mark") == MARK
    assert Path(read(dialog, "paper.path")).name.startswith("PRIVATE")


def test_a_neutral_paper_bears_no_mark(tmp_path: Path) -> None:
    dialog = show(HeldRenderer(), tmp_path, paper(mark=""))

    assert dialog.findChild(QLabel, "paper.mark") is None


def test_the_pdf_written_is_the_one_that_was_seen_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    renderer = ReadyRenderer(two_pages())
    dialog = shown(renderer, tmp_path)
    heard = Heard(dialog.exported)
    press(dialog, "paper.start")
    until(lambda: len(heard) == 1, "the file")

    assert heard.last.read_bytes() == renderer.pdf
    assert heard.last.stat().st_mode & 0o077 == 0
    assert len(renderer.sent) == 1, "it is not laid out twice"


def test_a_paper_for_both_sides_is_a_file_like_any_other(tmp_path: Path) -> None:
    dialog = shown(ReadyRenderer(two_pages()), tmp_path, paper(mark=""))
    heard = Heard(dialog.exported)
    press(dialog, "paper.start")
    until(lambda: len(heard) == 1, "the file")

    assert heard.last.stat().st_mode & 0o077


def test_word_is_made_when_it_is_wanted(tmp_path: Path) -> None:
    renderer = ReadyRenderer(two_pages())
    dialog = shown(renderer, tmp_path)
    find(dialog, QRadioButton, "paper.format.docx").click()
    heard = Heard(dialog.exported)
    press(dialog, "paper.start")
    until(lambda: len(heard) == 1, "the file")
    job = renderer.sent[-1].job

    assert isinstance(job, DocumentJob)
    assert job.format == "docx"
    assert heard.last.suffix == ".docx"


def test_another_paper_size_is_laid_out_anew(tmp_path: Path) -> None:
    renderer = ReadyRenderer(two_pages())
    dialog = shown(renderer, tmp_path)
    box = find(dialog, QComboBox, "paper.size")
    box.setCurrentIndex(box.findData(PageSize.LETTER))
    box.activated.emit(box.currentIndex())
    job = renderer.sent[-1].job

    assert isinstance(job, DocumentJob)
    assert job.style.page is PageSize.LETTER


def test_what_cannot_be_made_says_why(tmp_path: Path) -> None:
    dialog = show(HeldRenderer(), tmp_path, paper(works=False))
    until(lambda: read(dialog, "paper.state") == "No. Try again.", "the refusal")

    assert not find(dialog, QPushButton, "paper.start").isEnabled()


def test_the_draft_is_never_replaced(tmp_path: Path) -> None:
    draft = tmp_path / "deal.sladraft"
    draft.write_text("the draft")
    dialog = shown(ReadyRenderer(two_pages()), tmp_path, None, draft)
    enter(dialog, "paper.path", str(draft))
    press(dialog, "paper.start")

    assert read(dialog, "paper.note") == "This is the draft, or its notes. Give another name."
    assert draft.read_text() == "the draft"


def test_an_existing_file_is_replaced_only_after_a_yes(tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_text("old")
    dialog = shown(ReadyRenderer(two_pages()), tmp_path)
    enter(dialog, "paper.path", "mine.pdf")
    with Answers("answer.cancel"):
        press(dialog, "paper.start")

    assert (tmp_path / "mine.pdf").read_text() == "old"


def test_closed_it_waits_for_no_pages(tmp_path: Path) -> None:
    renderer = HeldRenderer()
    dialog = show(renderer, tmp_path)
    until(lambda: renderer.sent, "the layout")
    dialog.close()

    assert renderer.cancelled == [0]
