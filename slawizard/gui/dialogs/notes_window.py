"""The window of private notes: what one's own side keeps to itself about each target, and about the whole."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from slawizard.agreement.parties import Role as Side
from slawizard.agreement.private import PrivateNotes
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.dialogs.notes_fields import text_field
from slawizard.gui.dialogs.notes_places import PRIORITIES, NotePlace, places
from slawizard.gui.dialogs.notes_row import NotesRow
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.private_notes import NotesKeeper, NotesState
from slawizard.gui.theme import SPACE, Role, cut_to_lines, plain_tip, set_role, text_width, wrapped_height
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _

SIDES = {Side.PROVIDER: _("the Provider’s"), Side.CUSTOMER: _("the Customer’s")}


_NAME_LINES = 2
# Margins of an item, and the bar that may stand beside it.
_ROOM_BESIDE = 5 * SPACE


class NotesWindow(QDialog):
    """Stands beside the main window. `go_requested` carries the path of a field to show there, `brief_requested` the
    side whose brief is wanted.
    """

    go_requested = Signal(str)
    brief_requested = Signal(object)

    def __init__(self, store: DraftStore, keeper: NotesKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._keeper = keeper
        self._mark = plain_label("", Role.BADGE_BAD)
        self._where = plain_label("", Role.SENTENCE, wraps=True)
        self._side = QuietCombo()
        self._list = QListWidget()
        self._places: list[NotePlace | None] = []
        self._row = NotesRow()
        self._alternative = text_field(
            "notes.alternative",
            _("If there is &no agreement"),
            self,
            _("What we do then. Whoever knows negotiates best."),
        )
        self._remarks = text_field("notes.remarks", _("Re&marks"), self)
        self._stack = QStackedWidget()
        self._trouble = plain_label("", Role.BAD, wraps=True)
        self._again = QPushButton(_("Read &again"))
        self._mine = QPushButton(_("&Overwrite theirs"))
        self._build()
        self._connect()

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("notes")
        self.setWindowTitle(_("Private notes"))
        open_at(self, 132, 110)
        self.setMinimumSize(text_width(84), text_width(56))
        body = QHBoxLayout()
        body.setSpacing(4 * SPACE)
        body.addWidget(self._build_list())
        body.addWidget(self._build_right(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 4 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addLayout(self._build_head())
        column.addLayout(self._build_trouble())
        column.addLayout(body, 1)
        column.addLayout(self._build_foot())

    def _build_head(self) -> QVBoxLayout:
        self._mark.setObjectName("notes.mark")
        self._where.setObjectName("notes.where")
        self._side.setObjectName("notes.side")
        self._side.setAccessibleName(_("Whose notes these are"))
        for side, words in ((Side.PROVIDER, _("We are the Provider")), (Side.CUSTOMER, _("We are the Customer"))):
            self._side.addItem(words, side)
        label = QLabel(_("&Side"))
        label.setBuddy(self._side)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self._mark)
        row.addStretch(1)
        row.addWidget(label)
        row.addWidget(self._side)
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addLayout(row)
        column.addWidget(self._where)
        return column

    def _build_trouble(self) -> QHBoxLayout:
        self._trouble.setObjectName("notes.trouble")
        row = QHBoxLayout()
        row.addWidget(self._trouble, 1)
        for button, name in ((self._again, "notes.again"), (self._mine, "notes.overwrite")):
            button.setObjectName(name)
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    def _build_list(self) -> QListWidget:
        self._list.setObjectName("notes.list")
        self._list.setAccessibleName(_("What the notes are about"))
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)  # its words are cut to what there is room for
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFixedWidth(text_width(34))
        return self._list

    def _build_right(self) -> QScrollArea:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * SPACE)
        column.addWidget(plain_label(_("The whole agreement"), Role.CARD_TITLE))
        column.addWidget(self._alternative)
        column.addWidget(self._remarks)
        column.addStretch(1)
        self._stack.addWidget(whole)
        self._stack.addWidget(self._row)
        card = QFrame()
        set_role(card, Role.CARD)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 4 * SPACE)
        inside.addWidget(self._stack)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(card)
        return area

    def _build_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        brief, close = QPushButton(_("&Brief…")), QPushButton(_("&Close"))
        brief.setObjectName("notes.brief")
        brief.clicked.connect(lambda: self.brief_requested.emit(self._keeper.notes.side))
        close.setObjectName("notes.close")
        close.clicked.connect(self.close)
        for button in (brief, close):
            button.setAutoDefault(False)
        row.addWidget(brief)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _connect(self) -> None:
        keeper = self._keeper
        self._side.activated.connect(lambda _row: self._edit(side=Side(self._side.currentData())))
        self._list.currentRowChanged.connect(lambda _row: self._show_place())
        self._row.changed.connect(self._take)
        self._row.go_requested.connect(self.go_requested)
        self._alternative.taken.connect(lambda words: self._edit(alternative=words))
        self._remarks.taken.connect(lambda words: self._edit(remarks=words))
        self._again.clicked.connect(keeper.read_again)
        self._mine.clicked.connect(keeper.keep_mine)
        keeper.changed.connect(self.refresh)
        keeper.state_changed.connect(self._show_state)
        self._store.changed.connect(lambda _path: self.refresh())

    # --- showing -----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Show the notes as they are now."""
        super().showEvent(event)
        self.refresh()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show notes and draft as they are now; hidden, the window waits until it is shown."""
        if not self.isVisible():
            return
        notes = self._keeper.notes
        self._side.setCurrentIndex(self._side.findData(notes.side))
        self._alternative.show_value(notes.alternative, notes.alternative)
        self._remarks.show_value(notes.remarks, notes.remarks)
        self._fill_list(notes)
        self._show_place()
        self._show_state()

    def _fill_list(self, notes: PrivateNotes) -> None:
        found: list[NotePlace | None] = [*places(self._store.agreement, notes), None]
        is_chosen = 0 <= self._list.currentRow() < len(self._places)
        chosen = self._places[self._list.currentRow()] if is_chosen else None
        was_whole = is_chosen and chosen is None
        self._places = found
        self._list.blockSignals(True)
        while self._list.count() > len(found):
            self._list.takeItem(self._list.count() - 1)
        for number, place in enumerate(found):
            if number == self._list.count():
                self._list.addItem(QListWidgetItem())
            self._show_item(self._list.item(number), place, notes)
        same = [
            at for at, each in enumerate(found) if each is not None and chosen is not None and each[:2] == chosen[:2]
        ]
        self._list.setCurrentRow(len(found) - 1 if was_whole else same[0] if same else 0)
        self._list.blockSignals(False)

    def _show_item(self, item: QListWidgetItem, place: NotePlace | None, notes: PrivateNotes) -> None:
        name, about = self._item_words(place, notes)
        width = self._list.width() - _ROOM_BESIDE
        lines = [cut_to_lines(name, self._list.font(), width, _NAME_LINES), *([about] if about else [])]
        words = "\n".join(lines)
        item.setText(words)
        item.setToolTip(plain_tip(name))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(filter(None, (name, about))))
        item.setSizeHint(QSize(0, wrapped_height(words, self._list.font(), width) + 3 * SPACE))

    def _item_words(self, place: NotePlace | None, notes: PrivateNotes) -> tuple[str, str]:
        """The name of what is noted about, and what is noted about it, shortly."""
        if place is None:
            return _("The whole agreement"), ""
        note = place.note(notes)
        name = (
            place.name if place.level is not None else _("{name} (not in the draft any more)").format(name=place.name)
        )
        if note is None:
            return name, ""
        limit = place.words(self._store.agreement, note.limit) if note.limit is not None and place.unit else ""
        about = [_("limit {figure}").format(figure=limit)] if limit else []
        return name, ", ".join([*about, PRIORITIES[note.priority].lower()])

    def _show_place(self) -> None:
        row = self._list.currentRow()
        place = self._places[row] if 0 <= row < len(self._places) else None
        locked = self._keeper.is_read_only
        for field in (self._alternative, self._remarks):
            field.lock(locked)
        self._side.setEnabled(not locked)
        self._stack.setCurrentIndex(0 if place is None else 1)
        if place is not None:
            self._row.show_place(self._store.agreement, self._keeper.notes, place, locked=locked)

    def _show_state(self) -> None:
        keeper = self._keeper
        whose = SIDES[keeper.notes.side]
        self._mark.setText(_("PRIVATE – for {whose} side only").format(whose=whose))
        self._where.setText(self._where_words())
        self._trouble.setText(keeper.trouble)
        self._trouble.setVisible(bool(keeper.trouble))
        self._again.setText(_("Read t&heirs, drop mine") if keeper.is_conflict else _("Read &again"))
        self._again.setVisible(keeper.is_conflict or keeper.state is NotesState.DAMAGED)
        self._mine.setVisible(keeper.is_conflict)

    def _where_words(self) -> str:
        keeper = self._keeper
        if self._store.is_read_only:
            return _("This draft is open in another window. You can read the notes here; changes are not taken.")
        if keeper.has_draft_file:
            words = _("Kept by itself in {file}, beside the draft.").format(file=keeper.path.name)
        else:
            words = _("Kept on this computer until the draft is saved, then beside it.")
        return words + " " + _("No agreement, term sheet, template or pack holds a word of it.")

    # --- taking ------------------------------------------------------------------------------------------------

    def _edit(self, **fields: Any) -> None:
        self._take(msgspec.structs.replace(self._keeper.notes, **fields))

    def _take(self, notes: PrivateNotes) -> None:
        self._keeper.edit(notes)
        self.refresh()
