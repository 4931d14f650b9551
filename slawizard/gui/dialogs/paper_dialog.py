"""A paper for the negotiating table, seen before it is written: a private brief, or a term sheet for both sides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from slawizard.document.nodes import Document
from slawizard.document.style import HouseStyle, PageSize
from slawizard.errors import ExportError, shortly
from slawizard.export.formats import FORMATS
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.dialogs.write_dialog import Failed, Made, WriteDialog
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.panel.page_view import PageView
from slawizard.gui.tasks import Task, on_window_thread, run_in_background
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _
from slawizard.worker.protocol import DocumentJob, Pages

_FORMATS = ("pdf", "docx")
_SIZES = {PageSize.A4: _("A4"), PageSize.LETTER: _("Letter")}


class Paper(NamedTuple):
    """What is written. `make` makes it, on another thread; `style` gives its look on a size of paper; `mark` is what
    stands on a private one, and empty for one that both sides may read; `stem` is the name proposed for its file.
    """

    title: str
    sentence: str
    mark: str
    stem: str
    make: Callable[[], Document]
    style: Callable[[PageSize], HouseStyle]


class PaperDialog(WriteDialog):
    """Shows the pages of a paper as soon as they are laid out, and writes it. `never` are files it must not replace."""

    name = "paper"

    def __init__(
        self,
        paper: Paper,
        renderer: Renderer,
        folder: Path,
        never: tuple[Path, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(renderer, folder, tuple(FORMATS[key] for key in _FORMATS), parent)
        self._paper = paper
        self._never = never
        self.owner_only = bool(paper.mark)
        self._document: Document | None = None
        self._pdf: tuple[PageSize, bytes] | None = None
        self._layout: int | None = None
        self._look = 0
        self._size = QuietCombo()
        self._pages = PageView(self)
        self._state = plain_label("", Role.LABEL, wraps=True)
        self._build()
        self._making: Task = run_in_background(paper.make, self._on_document, self._tell)

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        paper = self._paper
        self.setWindowTitle(paper.title)
        open_at(self, 150, 100)
        self._pages.setObjectName("paper.pages")
        self._pages.setAccessibleName(_("Pages of the paper"))
        self._state.setObjectName("paper.state")
        self._state.setText(_("Reckoning…"))
        self._export.setEnabled(False)
        side = QVBoxLayout()
        side.setSpacing(3 * SPACE)
        side.addWidget(plain_label(paper.title, Role.PAGE_TITLE, wraps=True))
        if paper.mark:
            mark = plain_label(paper.mark, Role.BADGE_BAD, wraps=True)
            mark.setObjectName("paper.mark")
            side.addWidget(mark)
        side.addWidget(plain_label(paper.sentence, Role.SENTENCE, wraps=True))
        side.addSpacing(2 * SPACE)
        side.addLayout(self.build_column(_("Write it as"), _FORMATS[0]))
        side.addStretch(1)
        holder = QWidget()
        holder.setLayout(side)
        holder.setFixedWidth(text_width(52))
        row = QHBoxLayout(self)
        row.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        row.setSpacing(5 * SPACE)
        row.addWidget(holder)
        row.addWidget(self._pages, 1)

    def build_choices(self) -> QVBoxLayout:
        """The size of the paper, and how far its pages are."""
        self._size.setObjectName("paper.size")
        self._size.setAccessibleName(_("Paper"))
        for size, words in _SIZES.items():
            self._size.addItem(words, size)
        self._size.activated.connect(lambda _row: self._lay_out())
        label = QLabel(_("&Paper"))
        label.setBuddy(self._size)
        set_role(label, Role.LABEL)
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        for widget in (label, self._size, self._state):
            column.addWidget(widget)
        return column

    def build_button_row(self, *buttons: QPushButton) -> QGridLayout:
        """The buttons in two rows, because the column is narrow."""
        grid = QGridLayout()
        for number, button in enumerate(buttons):
            grid.addWidget(button, number // 2, number % 2)
        return grid

    def lock_choices(self, locked: bool) -> None:
        """The paper stays while it is written."""
        self._size.setEnabled(not locked)

    # --- the pages ---------------------------------------------------------------------------------------------

    @property
    def size_chosen(self) -> PageSize:
        """The size of the paper."""
        return PageSize(self._size.currentData())

    def _on_document(self, document: Document) -> None:
        self._document = document
        self._export.setEnabled(True)
        self._lay_out()

    def _lay_out(self) -> None:
        if self._document is None:
            return
        self._drop_layout()
        self._look += 1
        look, size = self._look, self.size_chosen
        self._state.setText(_("Laying out its pages…"))
        self._layout = self._renderer.submit(
            self._job(self._document, "pdf"),
            on_window_thread(lambda pdf: self._on_laid_out(look, size, pdf)),
            on_window_thread(lambda error: self._on_not_laid_out(look, error)),
        )

    def _job(self, document: Document, format_key: str) -> DocumentJob:
        return DocumentJob(document, format_key, style=self._paper.style(self.size_chosen))

    def _on_laid_out(self, look: int, size: PageSize, pdf: bytes) -> None:
        if look != self._look:
            return
        self._layout = None
        self._pdf = size, pdf
        self._state.setText("")
        self._pages.show_pages(Pages(pdf, (), {}, 0))  # nothing on them leads to a field

    def _on_not_laid_out(self, look: int, error: Exception) -> None:
        if look == self._look:
            self._layout = None
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        words = shortly(error)
        set_role(self._state, Role.BAD)
        self._state.setText(words)

    # --- writing -----------------------------------------------------------------------------------------------

    def file_stem(self) -> str:
        """What the paper proposes."""
        return self._paper.stem

    def check_path(self, path: Path) -> None:
        """Refuse the draft and its notes too. Raises SlaWizardError."""
        super().check_path(path)
        if path.exists() and any(each.exists() and path.samefile(each) for each in self._never):
            raise ExportError(_("This is the draft, or its notes."), where=str(path), remedy=_("Give another name."))

    def submit(self, done: Made, failed: Failed) -> int | None:
        """The pages that are shown, or the same in Word."""
        assert self._document is not None  # the button waits for it
        if self.format_key == "pdf" and self._pdf is not None and self._pdf[0] is self.size_chosen:
            done(self._pdf[1])
            return None
        return self._renderer.submit(self._job(self._document, self.format_key), done, failed)

    # --- closing -----------------------------------------------------------------------------------------------

    def _drop_layout(self) -> None:
        if self._layout is not None:
            self._renderer.cancel(self._layout)
            self._layout = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for its pages any more."""
        if not event.spontaneous():
            self._making.cancel()
            self._look += 1
            self._drop_layout()
        super().hideEvent(event)
