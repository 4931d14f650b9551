"""The agreement as it reads now: the clause being edited as text at once, and all of it as pages soon after."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from slawizard.errors import shortly
from slawizard.gui import theme
from slawizard.gui.panel.live_preview import LivePreview
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.i18n import Plural, _
from slawizard.worker.protocol import OutlineEntry, Pages, Preview

if TYPE_CHECKING:
    from slawizard.gui.panel.page_view import PageView


class AgreementView(QWidget):
    """Clause text over pages. `field_chosen` carries the path of the field that made what was clicked,
    `clause_edit_asked` the id of the clause whose words are to be changed.
    """

    field_chosen = Signal(str)
    clause_edit_asked = Signal(str)

    def __init__(self, preview: LivePreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._shown: Preview | None = None
        self._outline: tuple[OutlineEntry, ...] = ()
        self._pages: PageView | None = None
        self._contents = QComboBox()
        self._contents.setMaxVisibleItems(24)
        self._state = QLabel()
        self._edit = QPushButton(_("Edit…"))
        self._clause = QTextBrowser()
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._build()
        preview.clause_arrived.connect(self._on_clause_arrived)
        preview.pages_arrived.connect(self._on_pages_arrived)
        preview.pages_outdated.connect(self._on_pages_outdated)
        preview.failed.connect(self._on_failed)

    def _build(self) -> None:
        self._contents.setObjectName("agreement.contents")
        self._contents.setAccessibleName(_("Clauses of the agreement"))
        self._contents.setToolTip(_("Go to a clause"))
        self._contents.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._contents.setMinimumContentsLength(4)  # a narrow panel leaves the form its room
        self._contents.setEnabled(False)
        self._contents.activated.connect(self._on_contents_activated)
        self._edit.setObjectName("agreement.edit_clause")
        self._edit.setAccessibleName(_("Edit this clause"))
        self._edit.setToolTip(_("See and change the words of the clause that is shown"))
        self._edit.setEnabled(False)
        self._edit.clicked.connect(lambda _checked=False: self._on_edit())
        self._state.setObjectName("agreement.state")
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setWordWrap(True)
        set_role(self._state, Role.DERIVED)
        self._clause.setObjectName("agreement.clause")
        self._clause.setAccessibleName(_("The clause being edited"))
        self._clause.setOpenLinks(False)
        self._clause.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._clause.anchorClicked.connect(self._on_link)
        self._parts.setObjectName("agreement.parts")
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self._clause)
        bar = QHBoxLayout()
        bar.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, SPACE)
        bar.setSpacing(3 * SPACE)
        bar.addWidget(self._contents, 1)
        bar.addWidget(self._edit)
        self._state.setContentsMargins(3 * SPACE, 0, 3 * SPACE, 2 * SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._state)
        column.addWidget(self._parts, 1)
        self._dress()

    def forget(self) -> None:
        """Another draft is open: nothing of the one before is shown any more."""
        self._shown, self._outline = None, ()
        self._contents.clear()
        self._edit.setEnabled(False)
        self._dress()
        if self._pages is not None:
            self._pages.forget()

    # --- what arrives ------------------------------------------------------------------------------------------

    def _on_clause_arrived(self, preview: Preview) -> None:
        same = self._shown is not None and self._shown.clause_id == preview.clause_id
        if self._pages is not None and not same:
            self._pages.show_clause(preview.clause_id)  # who goes on to another clause sees its page; typing moves none
        position = self._clause.verticalScrollBar().value() if same else 0
        if self._shown is None or preview.clause_html != self._shown.clause_html:
            self._show_text(preview.clause_html)
            self._clause.verticalScrollBar().setValue(position)
        self._shown = preview
        self._edit.setEnabled(bool(preview.clause_id))
        self._show_outline(preview)

    def _show_text(self, text: str) -> None:
        """Break lines between words; within one only where a word is wider than the panel."""
        self._clause.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self._clause.setHtml(text)
        if self._clause.horizontalScrollBar().maximum() > 0:
            self._clause.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def _show_outline(self, preview: Preview) -> None:
        if preview.outline != self._outline:
            self._outline = preview.outline
            self._contents.clear()
            self._contents.addItems([f"{entry.number}  {entry.title}".strip() for entry in self._outline])
            self._contents.setEnabled(bool(self._outline))
        ids = [entry.id for entry in self._outline]
        self._contents.setCurrentIndex(ids.index(preview.clause_id) if preview.clause_id in ids else -1)

    def _on_pages_arrived(self, pages: Pages) -> None:
        if self._pages is None:
            self._pages = self._make_page_view()
        self._pages.show_pages(pages)
        set_role(self._state, Role.DERIVED)
        self._state.setText(Plural("{count} page", "{count} pages").of(pages.count))

    def _make_page_view(self) -> PageView:
        from slawizard.gui.panel.page_view import PageView  # QtPdf comes after the first paint

        view = PageView(self)
        view.place_chosen.connect(lambda place: self.field_chosen.emit(place.path))
        self._parts.addWidget(view)
        QWidget.setTabOrder(self._clause, view)
        self._parts.setStretchFactor(0, 2)
        self._parts.setStretchFactor(1, 5)
        self._parts.setSizes([self.height() * 2 // 7, self.height() * 5 // 7])
        return view

    def _on_pages_outdated(self) -> None:
        set_role(self._state, Role.DERIVED)
        self._state.setText(_("Laying out the pages…"))

    def _on_failed(self, error: Exception) -> None:
        words = shortly(error)
        set_role(self._state, Role.BAD)
        self._state.setText(words)

    # --- where a click leads -----------------------------------------------------------------------------------

    def _on_contents_activated(self, row: int) -> None:
        self._go_to_clause(self._outline[row].id)

    def _on_link(self, url: QUrl) -> None:
        kind, _colon, target = QUrl.fromPercentEncoding(url.toEncoded().data()).partition(":")
        if kind == "field":
            self.field_chosen.emit(target)
        elif kind == "clause" and self._shown is not None and target == self._shown.clause_id:
            entry = next((entry for entry in self._outline if entry.id == target), None)
            if entry is not None:
                self.field_chosen.emit(entry.path)
        elif kind == "clause":
            self._go_to_clause(target)

    def _on_edit(self) -> None:
        if self._shown is not None:
            self.clause_edit_asked.emit(self._shown.clause_id)

    def _go_to_clause(self, clause_id: str) -> None:
        self._preview.show_clause(clause_id)

    # --- colours -----------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = theme.colours()
        document = self._clause.document()
        document.setDefaultStyleSheet(f"a {{ color: {look.accent}; text-decoration: none; }}")
        document.setDocumentMargin(4 * SPACE)
        if self._shown is not None:
            self._show_text(self._shown.clause_html)
        else:
            words = html.escape(_("The clause you are working on is shown here as you type."))
            self._clause.setHtml(f'<p style="color:{look.soft_ink}">{words}</p>')
