"""The words of the open draft, for the window of clauses: each change a step of undo, and no step further back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.locked import is_locked
from slawizard.agreement.texts import Texts
from slawizard.errors import SlaWizardError
from slawizard.gui.draft_store import DraftStore

PATH = "texts"


class ClauseDraft(QObject):
    """A draft, or without a store an example that is only looked at. `changed`: its words may be others.

    `refused` carries why a change was not made.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, agreement: Agreement, store: DraftStore | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._example = agreement
        self._at_first = agreement
        self._undone = 0
        if store is not None:
            store.changed.connect(self._on_changed)

    @property
    def agreement(self) -> Agreement:
        """The agreement as it stands now."""
        return self._example if self._store is None else self._store.agreement

    @property
    def is_example(self) -> bool:
        """Whether no draft is open, and clauses are shown on an example."""
        return self._store is None

    @property
    def is_locked(self) -> bool:
        """Whether the draft's template keeps its words as they are."""
        return is_locked(self.agreement, PATH)

    @property
    def can_change(self) -> bool:
        """Whether words can be changed at all."""
        return self._store is not None and not self._store.is_read_only and not self.is_locked

    def change(self, make: Callable[[Agreement], Texts], *, typing: bool = False) -> bool:
        """Change the words as one step of undo; typing joins the step before. False where nothing was changed."""
        store = self._store
        if store is None or store.is_read_only:
            return False
        if not typing:
            store.end_burst()
        before = store.agreement
        try:
            store.edit(PATH, make(before))
        except SlaWizardError as error:
            self.refused.emit(error)
            self.changed.emit()
            return False
        if not typing:
            store.end_burst()
        self._undone = 0 if store.agreement is not before else self._undone
        return store.agreement is not before

    def end_burst(self) -> None:
        """What is typed next is another step of undo."""
        if self._store is not None:
            self._store.end_burst()

    @property
    def can_undo(self) -> bool:
        """Whether something was changed since the window was opened; what was changed before stays."""
        store = self._store
        return store is not None and store.can_undo and store.agreement is not self._at_first

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back here."""
        return self._store is not None and self._store.can_redo and self._undone > 0

    def undo(self) -> None:
        """Take the last change back."""
        if self._store is not None and self.can_undo:
            self._undone += 1
            self._store.undo()

    def redo(self) -> None:
        """Make the change taken back last again."""
        if self._store is not None and self.can_redo:
            self._undone -= 1
            self._store.redo()

    def _on_changed(self, path: str) -> None:
        self.changed.emit()
