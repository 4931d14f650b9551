"""Where one target stands: what is asked, offered, agreed and kept back, and what each figure would mean."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import PositionStatus
from slawizard.agreement.metrics import Direction
from slawizard.agreement.parties import Role
from slawizard.agreement.private import PrivateNotes, PrivatePosition
from slawizard.agreement.quantities import Money
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.agreement.wording import money_words, number_words, percent_words, quantity_words
from slawizard.analysis.assessment import Assessed, assess
from slawizard.analysis.cells import cell_words
from slawizard.analysis.target_curve import CurvePoint, chance_at
from slawizard.analysis.verdict import Promise, Verdict, chance_words

ZERO = Decimal(0)


class Standing(msgspec.Struct, frozen=True):
    """One row of one service level's targets, seen from `side`.

    `asked` and `offered` are what customer and provider say, `current` the draft's own figure and `limit` one's own
    last figure; each with what it would mean. `note` is what else is kept private about it.
    """

    side: Role
    assessed: Assessed
    current: CurvePoint
    asked: CurvePoint | None
    offered: CurvePoint | None
    limit: CurvePoint | None
    is_agreed: bool
    note: PrivatePosition | None

    @property
    def promise(self) -> Promise:
        """The target with its level and agreement."""
        return self.assessed.promise

    @property
    def name(self) -> str:
        """The level's name, with the row's place in the table of targets."""
        level, where = self.promise.level, cell_words(self.promise.target.where)
        return (level.name or level.id) + (f" ({where})" if where else "")

    @property
    def ours(self) -> CurvePoint:
        """The figure that one's own side stands at; the draft's where it has named none."""
        return (self.offered if self.side is Role.PROVIDER else self.asked) or self.current

    @property
    def theirs(self) -> CurvePoint:
        """The figure that the other side stands at; the draft's where it has named none."""
        return (self.asked if self.side is Role.PROVIDER else self.offered) or self.current

    @property
    def room(self) -> Decimal | None:
        """How far one's own side can still give way, in the target's unit; below zero: it stands beyond its limit.

        None without a limit, and for a band, which has two edges.
        """
        return None if self.limit is None else self.way_given(self.ours.target, self.limit.target)

    def way_given(self, start: Decimal, end: Decimal) -> Decimal | None:
        """How far one's own side gives way from `start` to `end`.

        A provider gives way towards the stricter, a customer towards the looser. None for a band.
        """
        if self.promise.level.direction is Direction.BAND:
            return None
        stricter_is_higher = self.promise.level.direction is Direction.HIGHER
        return end - start if stricter_is_higher is (self.side is Role.PROVIDER) else start - end

    def bound_words(self, value: Decimal) -> str:
        """A figure in the target's unit: "99.9 %"."""
        return quantity_words(value, self.promise.unit, "en", self.promise.agreement.frame.currency)

    def short_words(self, value: Decimal) -> str:
        """The same for a narrow column: "1,500 ms"."""
        unit = find_unit(self.promise.unit)
        if unit.kind is UnitKind.MONEY or not unit.sign:
            return self.bound_words(value)
        return f"{number_words(value)}\u00a0{unit.sign}"

    def distance_words(self, distance: Decimal) -> str:
        """A difference between two figures: "0.05 points" of percent, "10 minutes"."""
        unit = "score" if self.promise.unit == "percent" else self.promise.unit
        return quantity_words(distance, unit, "en", self.promise.agreement.frame.currency)

    def credits_words(self, point: CurvePoint) -> str:
        """The credits expected of a year at a figure: "EUR 1,200.00", or "2.5 % of a year's fees"; empty: unknown."""
        if point.yearly_credits is None:
            return ""
        if self.promise.agreement.expectations.evidence.monthly_fee is None:
            return f"{percent_words(point.yearly_credits)} of a year’s fees"
        return money_words(Money(point.yearly_credits, self.promise.agreement.frame.currency))


def standings(agreement: Agreement, private: PrivateNotes, side: Role) -> tuple[Standing, ...]:
    """Every target that is a figure, in the order of the agreement, seen from one side. Never raises for the draft."""
    return tuple(_standing(each, private, side) for each in assess(agreement))


def _standing(assessed: Assessed, private: PrivateNotes, side: Role) -> Standing:
    promise = assessed.promise
    agreement, level, row = promise.agreement, promise.level, promise.row
    stands = next((each for each in agreement.expectations.positions if each.level == level.id), None)
    said = stands if row == 0 else None  # its figures are those of the first row, its status is the level's
    note = private.position(level.id, promise.target.where, is_first=row == 0) if private.side is side else None

    def point(value: Decimal | None) -> CurvePoint | None:
        return None if value is None else chance_at(agreement, level.id, row, value)

    return Standing(
        side,
        assessed,
        chance_at(agreement, level.id, row, promise.target.value or ZERO),
        point(said.customer_asks if said else None),
        point(said.provider_offers if said else None),
        point(note.limit if note else None),
        stands is not None and stands.status is PositionStatus.AGREED,
        note,
    )


def chance_phrase(point: CurvePoint) -> str:
    """How likely a figure is kept, shortly: "kept 92 %"; or the verdict where no chance is known."""
    if point.chance is not None:
        return f"kept {chance_words(point.chance)}"
    return "" if point.verdict is Verdict.NOT_ENOUGH_EVIDENCE else point.verdict.value
