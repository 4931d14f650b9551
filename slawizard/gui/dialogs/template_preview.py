"""What one may begin with, seen before it is taken: whom it suits, what it asks, and all of its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.errors import shortly
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.panel.page_view import PageView
from slawizard.gui.tasks import on_window_thread
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _
from slawizard.worker.protocol import ExportJob, Pages


class Version(NamedTuple):
    """One version that can be looked at: its words, what is said about it, and its agreement."""

    words: str
    about: str
    agreement: Agreement


class Look(NamedTuple):
    """What is shown: its title, its sentences, and its versions, the newest first."""

    title: str
    sentences: tuple[str, ...]
    versions: tuple[Version, ...]


class PreviewDialog(QDialog):
    """Shows what `fetch` brings, as soon as it does. `taken` carries the place of the version that was chosen (0: the
    newest).
    """

    taken = Signal(int)

    def __init__(
        self,
        title: str,
        fetch: Callable[[Callable[[Look], object], Callable[[Exception], object]], object],
        renderer: Renderer,
        parent: QWidget | None = None,
    ) -> None:
        """`fetch` is given what to call with the Look, or with what went wrong."""
        super().__init__(parent)
        self._renderer = renderer
        self._look: Look | None = None
        self._ticket: int | None = None
        self._turn = 0
        self._is_closed = False
        self._title = plain_label(title, Role.PAGE_TITLE, wraps=True)
        self._words = plain_label("", Role.SENTENCE, wraps=True)
        self._about = plain_label("", Role.SENTENCE, wraps=True)
        self._state = plain_label(_("Reading…"), Role.LABEL, wraps=True)
        self._versions = QuietCombo()
        self._pages = PageView(self)
        self._use = QPushButton(_("&Begin with this"))
        self._build(title)
        fetch(self._on_fetched, self._on_failed)

    def _build(self, title: str) -> None:
        self.setObjectName("preview")
        self.setWindowTitle(title)
        open_at(self, 140, 96)
        self._words.setObjectName("preview.words")
        self._state.setObjectName("preview.state")
        self._versions.setObjectName("preview.versions")
        self._versions.activated.connect(lambda _row: self._show_version())
        label = QLabel(_("&Version"))
        label.setBuddy(self._versions)
        self._version_row = QWidget()
        row = QHBoxLayout(self._version_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self._versions, 1)
        self._version_row.hide()
        side = QVBoxLayout()
        side.setSpacing(3 * SPACE)
        for widget in (self._title, self._words, self._version_row, self._about):
            side.addWidget(widget)
        side.addStretch(1)
        side.addWidget(self._state)
        side.addLayout(self._build_buttons())
        holder = QWidget()
        holder.setLayout(side)
        holder.setFixedWidth(text_width(46))
        column = QHBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(5 * SPACE)
        column.addWidget(holder)
        sheet = QFrame()
        set_role(sheet, Role.CARD)
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._pages)
        self._pages.hide()
        column.addWidget(sheet, 1)
        self._use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_buttons(self) -> QHBoxLayout:
        self._use.setObjectName("preview.use")
        set_role(self._use, Role.PRIMARY)
        self._use.setDefault(True)
        self._use.setEnabled(False)
        self._use.clicked.connect(self._on_use)
        cancel = QPushButton(_("&Cancel"))
        cancel.setObjectName("preview.cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(cancel)
        row.addStretch(1)
        row.addWidget(self._use)
        return row

    # --- what is shown -----------------------------------------------------------------------------------------

    def _on_fetched(self, look: Look) -> None:
        if self._is_closed:
            return
        self._look = look
        self._title.setText(look.title)
        self._words.setText("\n\n".join(sentence for sentence in look.sentences if sentence))
        self._versions.clear()
        self._versions.addItems([version.words for version in look.versions])
        self._version_row.setVisible(len(look.versions) > 1)
        self._use.setEnabled(True)
        self._use.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_version()

    def _show_version(self) -> None:
        if self._look is None:
            return
        version = self._look.versions[self._versions.currentIndex()]
        self._about.setText(version.about)
        self._cancel_layout()
        self._turn += 1
        turn = self._turn
        self._state.setText(_("Laying out its pages…"))
        self._ticket = self._renderer.submit(
            ExportJob(version.agreement, "pdf"),  # a layout of the open draft would take the place of another
            on_window_thread(lambda pdf: self._on_pages(turn, pdf)),
            on_window_thread(lambda error: self._on_not_laid_out(turn, error)),
        )

    def _on_pages(self, turn: int, pdf: bytes) -> None:
        if turn == self._turn and not self._is_closed:
            self._ticket = None
            self._state.setText("")
            self._pages.show()
            self._pages.show_pages(Pages(pdf, (), {}, 0))

    def _on_not_laid_out(self, turn: int, error: Exception) -> None:
        if turn == self._turn and not self._is_closed:
            self._ticket = None
            self._tell(error)

    def _on_failed(self, error: Exception) -> None:
        if not self._is_closed:
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        words = shortly(error)
        set_role(self._state, Role.BAD)
        self._state.setText(words)

    def _on_use(self) -> None:
        place = self._versions.currentIndex()
        self.accept()
        self.taken.emit(place)

    # --- closing -----------------------------------------------------------------------------------------------

    def _cancel_layout(self) -> None:
        if self._ticket is not None:
            self._renderer.cancel(self._ticket)
            self._ticket = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for its pages any more."""
        if not event.spontaneous():
            self._is_closed = True
            self._cancel_layout()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """As after Cancel."""
        self._is_closed = True
        self._cancel_layout()
        super().closeEvent(event)
