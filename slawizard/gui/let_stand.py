"""Letting a finding stand for a reason, and taking that back: each one edit of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from slawizard.agreement.agreement import Waiver
from slawizard.errors import SlaWizardError
from slawizard.gui import alerts

if TYPE_CHECKING:
    from slawizard.checks import Finding
    from slawizard.gui.draft_store import DraftStore

WAIVED = "waived"
"""The path of what is let stand."""


def ask_to_let_stand(store: DraftStore, finding: Finding, parent: QWidget) -> None:
    """Ask why this finding may stand, and keep the answer in the draft. Nothing happens in a draft to read only."""
    if store.is_read_only:
        return
    from slawizard.gui.dialogs.let_stand_dialog import LetStandDialog

    dialog = LetStandDialog(finding, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.answered.connect(lambda reason: let_stand(store, finding, reason, parent))
    dialog.open()


def let_stand(store: DraftStore, finding: Finding, reason: str, parent: QWidget | None = None) -> None:
    """Let this finding stand for this reason."""
    from slawizard.checks import waiver_for

    new = waiver_for(store.agreement, finding, reason)
    others = tuple(
        each
        for each in store.agreement.waived
        if each.reason.strip() or (each.code, each.field) != (new.code, new.field)
    )
    _edit(store, (*others, new), parent)


def take_back(store: DraftStore, finding: Finding, parent: QWidget | None = None) -> None:
    """Let a finding count again; of a finding about an entry among those let stand, take away that entry."""
    behind = _entry_behind(store, finding) or next((waiver for each, waiver in store.waived if each == finding), None)
    if behind is not None:
        take_away(store, behind, parent)


def take_away(store: DraftStore, waiver: Waiver, parent: QWidget | None = None) -> None:
    """Take away one entry of those that are let stand."""
    _edit(store, tuple(each for each in store.agreement.waived if each != waiver), parent)


def _entry_behind(store: DraftStore, finding: Finding) -> Waiver | None:
    root, _dot, rest = finding.field.partition(".")
    place = rest.partition(".")[0]
    waived = store.agreement.waived
    if root != WAIVED or not place.isdigit() or int(place) >= len(waived):
        return None
    entry = waived[int(place)]
    # Findings are a moment behind the draft: another entry may have come to this place.
    return entry if (entry.said or entry.code) in finding.text or entry.code in finding.text else None


def _edit(store: DraftStore, waived: tuple[Waiver, ...], parent: QWidget | None) -> None:
    store.end_burst()  # each a step of undo of its own
    try:
        store.edit(WAIVED, waived)
    except SlaWizardError as error:
        alerts.show_error(error, parent)
    store.end_burst()
