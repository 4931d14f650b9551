"""The root of the model: everything the two parties agree, as one immutable value."""

from __future__ import annotations

import msgspec

from slawizard.agreement.consequences import Consequences
from slawizard.agreement.expectations import Expectations
from slawizard.agreement.flexibility import Flexibility
from slawizard.agreement.metrics import Metrics, ServiceLevel, Severity
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.origin import Origin
from slawizard.agreement.parties import Frame
from slawizard.agreement.quantities import HoursCalendar
from slawizard.agreement.texts import Texts


class LeftOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field left empty on purpose: its path, and the reason both sides can read."""

    path: str
    reason: str


class Waiver(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that is let stand: its code, the field it is about, and the reason both sides can read.

    `field` is a path, anchored where rows have ids (see `agreement.rows`). `said` is what the finding said when it was
    let stand: in a list whose rows have no ids, the waiver counts only while it still says so. Empty: at any words.
    """

    code: str
    field: str
    reason: str
    said: str = ""


class Agreement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What provider and customer agree, step by step. Every edit makes a new one; nothing is ever changed in place.

    A field's *path* is its attribute names and list positions joined by dots: ``metrics.levels.0.targets.0.value``.
    `style` is the name of the house style that it is exported in; empty: the program's own.
    """

    title: str = "Service Level Agreement"
    frame: Frame = Frame()
    objectives: Objectives = Objectives()
    expectations: Expectations = Expectations()
    metrics: Metrics = Metrics()
    consequences: Consequences = Consequences()
    flexibility: Flexibility = Flexibility()
    left_out: tuple[LeftOut, ...] = ()
    waived: tuple[Waiver, ...] = ()
    texts: Texts = Texts()
    style: str = ""
    origin: Origin | None = None

    def level(self, level_id: str) -> ServiceLevel | None:
        """The service level with this id, or None."""
        return next((level for level in self.metrics.levels if level.id == level_id), None)

    def severity(self, severity_id: str) -> Severity | None:
        """The severity with this id, or None."""
        return next((severity for severity in self.metrics.severities if severity.id == severity_id), None)

    def calendar(self, calendar_id: str) -> HoursCalendar | None:
        """The hours with this id, or None."""
        return next((hours for hours in self.objectives.calendars if hours.id == calendar_id), None)

    def reason_left_out(self, path: str) -> str | None:
        """Why the field at `path` was left out on purpose; None when it was not."""
        return next((item.reason for item in self.left_out if item.path == path), None)
