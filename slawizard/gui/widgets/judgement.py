"""The verdicts on the targets of the draft, judged on another thread as the draft changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Signal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import Texts
from slawizard.gui.widgets.context import FormContext
from slawizard.gui.widgets.latest import Latest

if TYPE_CHECKING:  # the arithmetic is not needed to show a page
    from slawizard.analysis.assessment import Assessed
    from slawizard.analysis.duties import AssessedDuty

_DELAY_MS = 150


class Judgement(QObject):
    """The verdicts by the paths of their targets, and those on `duties`; one for each page that shows them."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._latest = Latest(_DELAY_MS, self)
        self._latest.arrived.connect(self._on_arrived)
        self._by_path: dict[str, Assessed] = {}
        self.duties: tuple[AssessedDuty, ...] = ()

    @classmethod
    def of(cls, context: FormContext) -> Judgement:
        """The one of this page."""
        return context.findChild(cls) or cls(context)

    def look(self, agreement: Agreement) -> None:
        """Judge the draft as it stands now; `changed` tells when that is done."""
        part = judged_part(agreement)
        self._latest.want(part, lambda: _assess(part))

    @property
    def is_current(self) -> bool:
        """Whether the verdicts are those on the draft that was looked at last."""
        return self._latest.is_current

    def at(self, path: str) -> Assessed | None:
        """The verdict on the target at `path`; None while there is none."""
        return self._by_path.get(path)

    def _on_arrived(self) -> None:
        targets, self.duties = self._latest.result
        self._by_path = {each.promise.path: each for each in targets}
        self.changed.emit()


def judged_part(agreement: Agreement) -> Agreement:
    """The agreement without what no verdict depends on, so that typing there does not judge it all again."""
    expectations = msgspec.structs.replace(agreement.expectations, positions=())
    return msgspec.structs.replace(
        agreement, expectations=expectations, left_out=(), waived=(), texts=Texts(), title="", style=""
    )


def _assess(agreement: Agreement) -> Any:
    # Imported here, on the background thread, because nothing is judged before the first paint.
    from slawizard.analysis.assessment import assess
    from slawizard.analysis.duties import assess_duties

    return assess(agreement), assess_duties(agreement)
