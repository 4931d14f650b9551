"""The draft that is open: the one place that holds the agreement, edits it, undoes, and knows what its checks find."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from slawizard.agreement import edits
from slawizard.agreement.agreement import Agreement
from slawizard.agreement.locked import locked_change, unlock
from slawizard.errors import LockedError
from slawizard.gui.tasks import Task, run_in_background
from slawizard.i18n import _

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Waiver
    from slawizard.checks import Finding

# Two edits of one field closer together than this are one stretch of typing, and one step of undo.
BURST_S = 1.0
# Checks begin this long after the last edit, so that they never stand between two keys.
CHECK_DELAY_MS = 120
_UNDO_STEPS = 1000
_LOCKED = _("The template of this draft keeps this as it is.")
_UNLOCK = _("Unlock it first if you must change it.")

FindFindings: TypeAlias = "Callable[[Agreement], tuple[Finding, ...]]"
FindWaived: TypeAlias = "Callable[[Agreement], tuple[tuple[Finding, Waiver], ...]]"


class _Step(NamedTuple):
    """One step of undo or redo: the agreement to go back to, and the path that the edit touched."""

    agreement: Agreement
    path: str


def _checked(agreement: Agreement) -> tuple[Finding, ...]:
    # Imported here, on the background thread, because the checks are not needed for the first paint.
    from slawizard.checks import findings

    return findings(agreement)


def _let_stand(agreement: Agreement) -> tuple[tuple[Finding, Waiver], ...]:
    if not agreement.waived:
        return ()
    from slawizard.checks import waived_findings

    return waived_findings(agreement)


class DraftStore(QObject):
    """The open draft. Every edit makes a new Agreement; pages listen to `changed` and never keep a copy.

    `changed` carries the path that was edited, for a list its own path, and "" when everything may be different.
    `refused` carries the LockedError that says why rows could not be added, removed or moved.
    """

    changed = Signal(str)
    refused = Signal(object)
    findings_changed = Signal()
    undo_state_changed = Signal()

    def __init__(
        self,
        agreement: Agreement | None = None,
        *,
        find_findings: FindFindings = _checked,
        find_waived: FindWaived = _let_stand,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._agreement = agreement or Agreement()
        self._saved: Agreement | None = self._agreement
        self._undo: deque[_Step] = deque(maxlen=_UNDO_STEPS)
        self._redo: list[_Step] = []
        self._last_edit_s = float("-inf")
        self._is_read_only = False
        self._findings: tuple[Finding, ...] = ()
        self._waived: tuple[tuple[Finding, Waiver], ...] = ()
        self._find_findings = find_findings
        self._find_waived = find_waived
        self._checking: Task | None = None
        self._check_timer = QTimer(self)
        self._check_timer.setSingleShot(True)
        self._check_timer.setInterval(CHECK_DELAY_MS)
        self._check_timer.timeout.connect(self._start_checking)

    # --- what is there -----------------------------------------------------------------------------------------

    @property
    def agreement(self) -> Agreement:
        """The agreement as it stands now."""
        return self._agreement

    def value(self, path: str) -> Any:
        """The value at `path`. Raises EditError where the path leads nowhere."""
        return edits.read(self._agreement, path)

    @property
    def is_dirty(self) -> bool:
        """Whether the agreement differs from the one last saved or opened."""
        return self._agreement is not self._saved and self._agreement != self._saved

    @property
    def is_read_only(self) -> bool:
        """Whether edits are refused because another window has this draft open."""
        return self._is_read_only

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found last, without what is let stand; at most a moment behind the agreement."""
        return self._findings

    @property
    def waived(self) -> tuple[tuple[Finding, Waiver], ...]:
        """The findings that are let stand, each with the waiver that says why; as far behind as `findings`."""
        return self._waived

    def findings_at(self, path: str) -> tuple[Finding, ...]:
        """The findings on the field at `path` and on what lies inside it."""
        return tuple(item for item in self._findings if item.field == path or item.field.startswith(f"{path}."))

    # --- edits -------------------------------------------------------------------------------------------------

    def edit(self, path: str, value: Any) -> None:
        """Put `value` at `path`; typing in one field is one undo step.

        Raises EditError for a value that cannot fit, LockedError for a field that the draft's template keeps as it is.
        """
        if edits.read(self._agreement, path) == value:
            return
        changed = edits.replace(self._agreement, path, value)
        if locked_change(self._agreement, changed) is not None:
            raise LockedError(_LOCKED, where=path, remedy=_UNLOCK)
        now_s = time.monotonic()
        joins = bool(self._undo) and self._undo[-1].path == path and now_s - self._last_edit_s < BURST_S
        self._take(changed, path, joins=joins)
        self._last_edit_s = now_s

    def insert(self, list_path: str, position: int, item: Any) -> None:
        """Insert `item` into the list before `position`."""
        self._take_rows(edits.insert(self._agreement, list_path, position, item), list_path)

    def remove(self, list_path: str, position: int) -> None:
        """Remove the item at `position`. Raises EditError when there is none."""
        self._take_rows(edits.remove(self._agreement, list_path, position), list_path)

    def move(self, list_path: str, position: int, new_position: int) -> None:
        """Move an item of the list. Raises EditError for a place outside it."""
        if position != new_position:
            self._take_rows(edits.move(self._agreement, list_path, position, new_position), list_path)

    def unlock(self, *paths: str) -> None:
        """Let the fields at `paths` be changed although the draft's template keeps them; one step of undo."""
        self.take_over(reduce(unlock, paths, self._agreement), paths[0] if paths else "")

    def take_over(self, agreement: Agreement, path: str = "") -> None:
        """Go on with a changed agreement, as after one edit; what the template locks does not stand in the way.

        `path` is where an undo leads; "": everything may be different.
        """
        if agreement != self._agreement:
            self._take(agreement, path)

    def replace_all(self, agreement: Agreement, *, saved: bool = True, read_only: bool = False) -> None:
        """Start on another draft: nothing to undo. `saved`: it stands like this in its file."""
        self._agreement = agreement
        self._saved = agreement if saved else None
        self._is_read_only = read_only
        self._undo.clear()
        self._redo.clear()
        self._findings, self._waived = (), ()
        self._last_edit_s = float("-inf")
        self._announce("")
        self.findings_changed.emit()

    def mark_saved(self, agreement: Agreement | None = None) -> None:
        """Note that `agreement` (the present one when left out) is what a file of our own holds now."""
        self._saved = self._agreement if agreement is None else agreement
        self._is_read_only = False
        self._last_edit_s = float("-inf")
        self.undo_state_changed.emit()

    def mark_unsaved(self) -> None:
        """Note that what belongs to the draft is in no file of its own yet: it must not be left without a question."""
        self._saved = None
        self.undo_state_changed.emit()

    def end_burst(self) -> None:
        """The next edit begins a new undo step, even in the same field; called when a field is left."""
        self._last_edit_s = float("-inf")

    # --- undo and redo -----------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to make again."""
        return bool(self._redo)

    def undo(self) -> str | None:
        """Take the last edit back and return the path it touched; None when there is none."""
        return self._step_back(self._undo, self._redo)

    def redo(self) -> str | None:
        """Make the edit taken back last again and return the path it touched; None when there is none."""
        return self._step_back(self._redo, self._undo)

    # --- inside ------------------------------------------------------------------------------------------------

    def _take_rows(self, agreement: Agreement, list_path: str) -> None:
        if locked_change(self._agreement, agreement) is None:
            self._take(agreement, list_path)
            return
        self._announce(list_path)  # the list shows again what stands in the draft
        self.refused.emit(LockedError(_LOCKED, remedy=_UNLOCK))

    def _take(self, agreement: Agreement, path: str, *, joins: bool = False) -> None:
        if self._is_read_only:
            self._announce(path)  # the field shows again what stands in the draft
            return
        if not joins:
            self._undo.append(_Step(self._agreement, path))
        self._redo.clear()
        self._last_edit_s = float("-inf")
        self._agreement = agreement
        self._announce(path)

    def _step_back(self, source: deque[_Step] | list[_Step], other: deque[_Step] | list[_Step]) -> str | None:
        if not source:
            return None
        step = source.pop()
        other.append(_Step(self._agreement, step.path))
        self._agreement = step.agreement
        self._last_edit_s = float("-inf")
        self._announce(step.path)
        return step.path

    def _announce(self, path: str) -> None:
        self.changed.emit(path)
        self.undo_state_changed.emit()
        self.check_soon()

    def check_soon(self) -> None:
        """Run the checks on another thread as soon as the hands rest."""
        self._check_timer.start()

    def _start_checking(self) -> None:
        if self._checking is not None:
            self._checking.cancel()
        agreement = self._agreement
        self._checking = run_in_background(
            lambda: (self._find_findings(agreement), self._find_waived(agreement)), self._on_checked
        )

    def _on_checked(self, found: tuple[tuple[Finding, ...], tuple[tuple[Finding, Waiver], ...]]) -> None:
        self._checking = None
        if found != (self._findings, self._waived):
            self._findings, self._waived = found
            self.findings_changed.emit()
