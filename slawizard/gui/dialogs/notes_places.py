"""What one may note something about: each target of the draft, and what was noted on targets that are gone."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Position, PositionStatus
from slawizard.agreement.metrics import Coordinate, ServiceLevel, Target
from slawizard.agreement.parties import Role
from slawizard.agreement.private import Priority, PrivateNotes, PrivatePosition
from slawizard.agreement.wording import quantity_words
from slawizard.gui.widgets.target_curve_view import Mark
from slawizard.gui.widgets.verdict_words import cell_name
from slawizard.i18n import _, interface_locale

PRIORITIES = {
    Priority.MUST_HAVE: _("Must have"),
    Priority.WANTED: _("Wanted"),
    Priority.MAY_GIVE: _("May be given"),
}


class NotePlace(NamedTuple):
    """A target by its level's id and its row's cell. `number` and `row` say where it stands in the draft; the level is
    None where it stands there no more.
    """

    level_id: str
    where: tuple[Coordinate, ...]
    number: int = -1
    row: int = -1
    level: ServiceLevel | None = None

    @property
    def target(self) -> Target | None:
        """The target, while the draft has it."""
        return self.level.targets[self.row] if self.level is not None else None

    @property
    def unit(self) -> str:
        """The code of the unit that its figures are in."""
        return (self.target.unit if self.target else "") or (self.level.unit if self.level else "")

    @property
    def name(self) -> str:
        """The level's name, with the row's cell."""
        name = (self.level.name if self.level else "") or self.level_id
        return " · ".join(part for part in (name, cell_name(self.where)) if part)

    def note(self, notes: PrivateNotes) -> PrivatePosition | None:
        """What is noted about it."""
        if self.level is None:
            return next((each for each in notes.positions if (each.level, each.where) == self[:2]), None)
        return notes.position(self.level_id, self.where, is_first=self.row == 0)

    def said(self, agreement: Agreement) -> Position | None:
        """What both sides say of the level; its figures are those of the first row."""
        return next((each for each in agreement.expectations.positions if each.level == self.level_id), None)

    def words(self, agreement: Agreement, value: Decimal | None) -> str:
        """A figure in its unit, in the language of the window; "–" for none."""
        if value is None:
            return "–"
        return quantity_words(value, self.unit, interface_locale(), agreement.frame.currency)


class Standing(NamedTuple):
    """The figures of a target from the table: None where one is not named, or belongs to another row."""

    theirs: Decimal | None
    ours: Decimal | None
    drafted: Decimal | None
    is_agreed: bool


def places(agreement: Agreement, notes: PrivateNotes) -> tuple[NotePlace, ...]:
    """Every target in the order of the draft, then what is noted on others."""
    found = [
        NotePlace(level.id, target.where, number, row, level)
        for number, level in enumerate(agreement.metrics.levels)
        for row, target in enumerate(level.targets)
    ]
    shown = [place.note(notes) for place in found]
    lost = [each for each in notes.positions if not any(each is one for one in shown)]
    return (*found, *(NotePlace(each.level, each.where) for each in lost))


def standing(agreement: Agreement, place: NotePlace, side: Role) -> Standing:
    """Where both sides stand on a target, seen from one side."""
    said = place.said(agreement)
    figures = said if said is not None and place.row == 0 else None
    asked = figures.customer_asks if figures else None
    offered = figures.provider_offers if figures else None
    theirs, ours = (asked, offered) if side is Role.PROVIDER else (offered, asked)
    drafted = place.target.value if place.target else None
    return Standing(theirs, ours, drafted, said is not None and said.status is PositionStatus.AGREED)


def side_words(side: Role) -> tuple[str, str]:
    """What they do and what we do: "They ask", "We offer"."""
    if side is Role.PROVIDER:
        return _("They ask"), _("We offer")
    return _("They offer"), _("We ask")


def marks(at: Standing, limit: Decimal | None, side: Role) -> tuple[Mark, ...]:
    """What is pointed out on the curve."""
    theirs, ours = side_words(side)
    drafted = _("Agreed") if at.is_agreed else _("In the draft")
    figures = ((at.theirs, theirs), (at.ours, ours), (at.drafted, drafted))
    found = [Mark(value, word) for value, word in figures if value is not None]
    if limit is not None:
        found.append(Mark(limit, _("Our limit (private)"), is_private=True))
    return tuple(found)
