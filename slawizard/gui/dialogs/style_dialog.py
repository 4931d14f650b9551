"""House styles with live pages: looking through them, making one's own, handing them on, choosing one for the draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from slawizard.document.style import PLAIN_STYLE, check_style
from slawizard.errors import SlaWizardError, StyleError, shortly
from slawizard.files import ABSENT, read_file, write_atomic
from slawizard.gui import alerts
from slawizard.gui.dialogs.dialog_size import room_of
from slawizard.gui.dialogs.files import ask_for_style, ask_where_to_hand_on, file_name_for
from slawizard.gui.dialogs.named_parts import NamedButtons
from slawizard.gui.dialogs.style_form import StyleForm
from slawizard.gui.panel.page_view import PageView
from slawizard.gui.tasks import on_window_thread
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _
from slawizard.storage.styles import KIND, SUFFIX, SavedStyle, decode_style, delete_style, encode_style, save_style
from slawizard.worker.protocol import Pages, PagesJob

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement
    from slawizard.gui.house_styles import HouseStyles
    from slawizard.gui.panel.live_preview import Renderer

REST_MS = 350
_USUAL_SIZE = QSize(1240, 820)
# Where a style lies that is not kept yet.
_UNSAVED = Path()


class StyleDialog(QDialog):
    """Shows `agreement` in the style that is chosen. `chosen` carries the name of the one to use for the draft."""

    chosen = Signal(str)

    def __init__(
        self, agreement: Agreement, styles: HouseStyles, renderer: Renderer, folder: Path, parent: QWidget | None = None
    ) -> None:
        """`folder` is where file dialogs begin."""
        super().__init__(parent)
        self._folder = folder
        self._agreement = agreement
        self._styles = styles
        self._renderer = renderer
        self._saved: SavedStyle | None = None
        self._turn = 0
        self._ticket: int | None = None
        self._form = StyleForm()
        self._list = QuietCombo()
        self._note = QLabel()
        self._pages = PageView(self)
        self._buttons = NamedButtons("styles")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._lay_out)
        self._build()
        self._form.changed.connect(self._on_changed)
        self._list.activated.connect(self._on_chosen)
        styles.changed.connect(self._list_anew)
        self._list_anew()
        self._show_saved(self._find(agreement.style))

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("styles")
        self.setWindowTitle(_("House styles"))
        self.resize(_USUAL_SIZE.boundedTo(room_of(self)))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self._form)
        scroll.setMinimumWidth(self._form.minimumSizeHint().width() + scroll.verticalScrollBar().sizeHint().width())
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(scroll)
        halves.addWidget(self._pages)
        halves.setStretchFactor(1, 1)
        self._pages.setObjectName("styles.pages")
        self._note.setObjectName("styles.note")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addLayout(self._build_top())
        column.addWidget(halves, 1)
        column.addWidget(self._note)
        column.addLayout(self._build_foot())

    def _build_top(self) -> QHBoxLayout:
        label = QLabel(_("St&yle"))
        label.setBuddy(self._list)
        self._list.setObjectName("styles.list")
        self._list.setMinimumContentsLength(18)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(label)
        row.addWidget(self._list, 1)
        row.addWidget(self._buttons.add("copy", _("New from this"), self._on_copy))
        row.addWidget(self._buttons.add("delete", _("Delete"), self._on_delete))
        row.addWidget(self._buttons.add("take", _("Take o&ver…"), self._on_take_over))
        row.addWidget(self._buttons.add("hand", _("Hand o&n…"), self._on_hand_on))
        return row

    def _build_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addStretch(1)
        row.addWidget(self._buttons.add("use", _("&Use for this draft"), self._on_use))
        row.addWidget(self._buttons.add("save", _("Save &style"), self._on_save))
        row.addWidget(self._buttons.add("close", _("Close"), self.close))
        set_role(self._buttons["save"], Role.PRIMARY)
        return row

    def offer_use(self, offered: bool) -> None:
        """Whether there is a draft that can be put into a style."""
        self._buttons["use"].setVisible(offered)

    # --- which style -------------------------------------------------------------------------------------------

    def _find(self, name: str) -> SavedStyle | None:
        return next((one for one in self._styles.saved if one.name.casefold() == name.casefold()), None)

    def _list_anew(self) -> None:
        self._list.clear()
        self._list.addItem(_("SLA Wizard’s own"), "")
        for one in self._styles.saved:
            self._list.addItem(one.name, one.name)
        self._list.setCurrentIndex(max(0, self._list.findData(self._saved.name if self._saved else "")))

    def _on_chosen(self, row: int) -> None:
        name = str(self._list.itemData(row))
        if self._may_leave():
            self._show_saved(self._find(name))
        else:
            self._list.setCurrentIndex(max(0, self._list.findData(self._saved.name if self._saved else "")))

    def _show_saved(self, saved: SavedStyle | None) -> None:
        self._saved = saved
        self._list.setCurrentIndex(max(0, self._list.findData(saved.name if saved else "")))
        self._form.show_style(saved.style if saved else PLAIN_STYLE)
        self._form.set_changeable(saved is not None and not saved.trouble)
        if saved is not None and saved.trouble:
            self._tell(saved.trouble, Role.BAD)
        elif saved is None:
            self._tell(_("This is the program’s own style. “New from this” makes one that you can change."))
        else:
            self._tell("")
        self._show_state()
        self._lay_out()

    def _is_changed(self) -> bool:
        known = self._saved.style if self._saved else PLAIN_STYLE
        return self._form.style_shown() != known or self._is_new()

    def _is_new(self) -> bool:
        return self._saved is not None and self._saved.fingerprint is None and not self._saved.trouble

    def _may_leave(self) -> bool:
        if not self._is_changed():
            return True
        answer = alerts.ask_to_save(self._form.style_shown().name, self)
        if answer is alerts.Answer.SAVE:
            return self._save()
        return answer is alerts.Answer.DISCARD

    # --- what the buttons do -----------------------------------------------------------------------------------

    def _on_copy(self) -> None:
        if not self._may_leave():
            return
        source = self._form.style_shown()
        taken = {one.name.casefold() for one in self._styles.saved}
        name = next(
            words
            for number in range(1, len(taken) + 2)
            if (words := _("My style {number}").format(number=number)).casefold() not in taken
        )
        fresh = msgspec.structs.replace(source, name=name)
        self._saved = SavedStyle(name, _UNSAVED, fresh)
        self._form.show_style(fresh)
        self._form.set_changeable(True)
        self._tell(_("A new style; it is kept when you save it."))
        self._show_state()
        self._form.go_to("name")

    def _on_delete(self) -> None:
        saved = self._saved
        if saved is None or alerts.ask_to_delete(saved.name, self) is not alerts.Answer.DISCARD:
            return
        if not self._is_new():
            try:
                delete_style(saved)
            except SlaWizardError as problem:
                alerts.show_error(problem, self)
                return
        self._styles.read()
        self._show_saved(None)

    def _on_take_over(self) -> None:
        path = ask_for_style(self, self._folder)
        if path is None or not self._may_leave():
            return
        try:
            style = decode_style(read_file(path, KIND.largest).data, str(path))
        except SlaWizardError as problem:
            alerts.show_error(problem, self)
            return
        self._saved = SavedStyle(style.name, _UNSAVED, style)
        self._form.show_style(style)
        self._form.set_changeable(True)
        self._tell(_("Look at it, then save it to keep it."))
        self._show_state()
        self._lay_out()

    def _on_hand_on(self) -> None:
        style = self._form.style_shown()
        path = ask_where_to_hand_on(self, self._folder / f"{file_name_for(style.name)}{SUFFIX}")
        if path is None:
            return
        try:
            write_atomic(path, encode_style(style), expected=ABSENT if not path.exists() else None)
        except SlaWizardError as problem:
            alerts.show_error(problem, self)
            return
        self._tell(_("Written: {path}").format(path=path), Role.GOOD)

    def _on_use(self) -> None:
        if self._is_changed() and not self._save():
            return
        self.chosen.emit(self._saved.name if self._saved else "")
        self._tell(_("The draft is in this style now."), Role.GOOD)

    def _on_save(self) -> None:
        self._save()

    def _save(self) -> bool:
        try:
            saved = save_style(self._form.style_shown(), replaces=None if self._is_new() else self._saved)
        except SlaWizardError as problem:
            self._tell(f"{problem.what} {problem.remedy}".strip(), Role.BAD)
            if isinstance(problem, StyleError):
                self._form.go_to(problem.where)
            return False
        self._saved = saved
        self._styles.read()
        self._tell(_("Saved."), Role.GOOD)
        self._show_state()
        return True

    # --- live pages --------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._show_state()
        try:
            check_style(self._form.style_shown())
        except StyleError as problem:
            self._tell(f"{problem.what} {problem.remedy}".strip(), Role.BAD)
            return
        self._tell("")
        self._rest.start()

    def _lay_out(self) -> None:
        if self._ticket is not None:
            self._renderer.cancel(self._ticket)
        self._turn += 1
        turn, style = self._turn, self._form.style_shown()
        plain = msgspec.structs.replace(self._agreement, style="")
        self._ticket = self._renderer.submit(
            PagesJob(plain, style=style),
            on_window_thread(lambda pages: self._on_pages(turn, pages)),
            on_window_thread(lambda error: self._on_failed(turn, error)),
        )

    def _on_pages(self, turn: int, pages: Pages) -> None:
        if turn == self._turn:
            self._ticket = None
            self._pages.show_pages(pages)

    def _on_failed(self, turn: int, error: Exception) -> None:
        if turn == self._turn:
            self._ticket = None
            words = shortly(error)
            self._tell(words, Role.BAD)

    def _show_state(self) -> None:
        own = self._saved is None
        broken = self._saved is not None and bool(self._saved.trouble)
        self._buttons["delete"].setEnabled(not own)
        self._buttons["save"].setEnabled(not own and not broken and self._is_changed())
        self._buttons["use"].setEnabled(not broken)
        self._buttons["hand"].setEnabled(not own and not broken)

    def _tell(self, words: str, role: Role = Role.SOFT) -> None:
        set_role(self._note, role)
        self._note.setText(words)
        self._note.setVisible(bool(words))

    # --- closing -----------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close, after a question about what is not saved; Qt asks for this when the window is closed too."""
        if not self._may_leave():
            return
        if self._ticket is not None:
            self._renderer.cancel(self._ticket)
        self._turn += 1
        super().reject()
