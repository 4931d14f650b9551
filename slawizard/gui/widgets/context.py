"""What the fields of one page share: the draft, what is typed but not yet taken, and which rows are chosen."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from slawizard.agreement.agreement import Agreement, LeftOut
from slawizard.errors import EditError
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.widgets.mnemonics import Mnemonics
from slawizard.gui.widgets.template_mark import NO_MARKS, TemplateMarks, marks_of
from slawizard.i18n import interface_locale

MISSING: Final = object()
"""Stands for the value of a path that leads nowhere now (a row that was removed)."""


class FormContext(QObject):
    """Shared by all fields of a page.

    `pending` keeps entries that were refused, by path, so that no rebuilding and no going back loses them. `seen` holds
    the paths of fields that were left once: only those show findings. `selected` is the chosen row of each list.
    `people` are names that may be typed into the name column of a list, by the list's path, as the address book has
    them. `go_requested` asks for the field at a path, on this page or another; `import_requested` for the import of a
    history of a service level (its id).
    """

    field_focused = Signal(str)
    selection_changed = Signal(str)
    go_requested = Signal(str)
    import_requested = Signal(str)

    def __init__(self, store: DraftStore, parent: QWidget) -> None:
        super().__init__(parent)
        self.store = store
        self.mnemonics = Mnemonics(parent)
        self.language = interface_locale()
        self.pending: dict[str, str] = {}
        self.seen: set[str] = set()
        self.selected: dict[str, int] = {}
        self.people: dict[str, tuple[str, ...]] = {}
        self._marks: tuple[Agreement | None, TemplateMarks] = (None, NO_MARKS)

    @property
    def marks(self) -> TemplateMarks:
        """What the draft's template asks and locks; reckoned once for each change of the draft."""
        if self._marks[0] is not self.agreement:
            self._marks = (self.agreement, marks_of(self.agreement))
        return self._marks[1]

    @property
    def agreement(self) -> Agreement:
        """The agreement as it stands now."""
        return self.store.agreement

    def value(self, path: str) -> Any:
        """The value at `path`, or MISSING."""
        try:
            return self.store.value(path)
        except EditError:
            return MISSING

    def select(self, list_path: str, row: int) -> None:
        """Make `row` the one that cards which follow this list show; -1 for none."""
        if self.selected.get(list_path, -1) != row:
            self.selected[list_path] = row
            self.selection_changed.emit(list_path)

    def prefix(self, list_path: str) -> str:
        """The path of the chosen row of a list, with a point at its end; "" when there is no row."""
        rows = self.value(list_path)
        row = self.selected.get(list_path, 0)
        if not isinstance(rows, tuple) or not rows:
            return ""
        return f"{list_path}.{min(max(row, 0), len(rows) - 1)}."

    def leave_out(self, path: str, reason: str) -> None:
        """Note why the field at `path` is left out on purpose; an empty reason takes the note away."""
        others = tuple(item for item in self.agreement.left_out if item.path != path)
        kept = (*others, LeftOut(path, reason)) if reason else others
        if reason and self.agreement.reason_left_out(path) is not None:
            kept = tuple(LeftOut(path, reason) if item.path == path else item for item in self.agreement.left_out)
        self.store.edit("left_out", kept)

    def shift_pending(self, list_path: str, moved: dict[int, int | None]) -> None:
        """Let refused entries follow their rows: `moved` maps old row numbers to new ones, None for a removed row."""
        renamed: dict[str, str] = {}
        for path, text in self.pending.items():
            row, __, rest = path.removeprefix(f"{list_path}.").partition(".")
            if path.startswith(f"{list_path}.") and row.isdigit() and int(row) in moved:
                new_row = moved[int(row)]
                if new_row is not None:
                    renamed[f"{list_path}.{new_row}.{rest}"] = text
            else:
                renamed[path] = text
        self.pending.clear()
        self.pending.update(renamed)
