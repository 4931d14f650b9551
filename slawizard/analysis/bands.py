"""The prover of band tables: figures in no band, in several, or in one that never counts; exact, by intervals."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from itertools import combinations, pairwise

import msgspec

from slawizard.agreement.credit_shapes import Band, KeyedOn, Overlap
from slawizard.agreement.metrics import Direction
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.agreement.wording import join_words, quantity_words
from slawizard.analysis.credits import depth
from slawizard.analysis.intervals import END, START, Cut, Interval, Shown, interval, on_grid, shown
from slawizard.analysis.rounding import HUNDRED, half_up

ZERO = Decimal(0)


class FaultKind(StrEnum):
    """What can be wrong with a table of bands."""

    GAP = "gap"
    EDGE_IN_NEITHER = "edge_in_neither"
    OVERLAP = "overlap"
    EDGE_IN_BOTH = "edge_in_both"
    WRONG_ORDER = "wrong_order"
    DEEPER_PAYS_LESS = "deeper_pays_less"
    NEVER_REACHED = "never_reached"
    PAYS_ON_TARGET = "pays_on_target"
    CAP_SWALLOWS = "cap_swallows"
    NEVER_PAYS = "never_pays"


class BandFault(msgspec.Struct, frozen=True):
    """One fault: the figures it is about (an edge of None: no limit) and the positions of the bands concerned."""

    kind: FaultKind
    lower: Decimal | None = None
    upper: Decimal | None = None
    rows: tuple[int, ...] = ()
    lower_inclusive: bool = False
    upper_inclusive: bool = False

    def figures_words(self, unit: str, language: str = "en") -> str:
        """The figures in words: "99 % to 99.01 % (both excluded)"; a single figure alone."""
        low = None if self.lower is None else quantity_words(self.lower, unit, language)
        high = None if self.upper is None else quantity_words(self.upper, unit, language)
        if low is None or high is None:
            if low is not None:
                return f"{low} {'and more' if self.lower_inclusive else 'and more, itself excluded'}"
            if high is not None:
                return f"{high} {'and less' if self.upper_inclusive else 'and less, itself excluded'}"
            return "every figure"
        if self.lower == self.upper:
            return f"exactly {low}"
        return f"{low} to {high}{_edge_words(low, high, self)}"

    def words(self, unit: str, language: str = "en") -> str:
        """The fault as a sentence; rows are numbered from 1."""
        rows = join_words([str(row + 1) for row in self.rows])
        text = _FAULT_WORDS[self.kind].format(figures=self.figures_words(unit, language), rows=rows)
        return text[:1].upper() + text[1:]


def _edge_words(low: str, high: str, fault: BandFault) -> str:
    if fault.lower_inclusive and fault.upper_inclusive:
        return ""
    if not fault.lower_inclusive and not fault.upper_inclusive:
        return " (both excluded)"
    return f" ({high if fault.lower_inclusive else low} excluded)"


_FAULT_WORDS = {
    FaultKind.GAP: "{figures} is in no band.",
    FaultKind.EDGE_IN_NEITHER: "{figures} is in no band: the edge belongs to neither side.",
    FaultKind.OVERLAP: "{figures} is in more than one band: rows {rows}.",
    FaultKind.EDGE_IN_BOTH: "{figures} is in two bands: the edge belongs to rows {rows}.",
    FaultKind.WRONG_ORDER: "row {rows}: the edges or the rows are in the wrong order.",
    FaultKind.DEEPER_PAYS_LESS: "rows {rows}: the deeper band pays less.",
    FaultKind.NEVER_REACHED: "row {rows}: no figure ever falls into this band.",
    FaultKind.PAYS_ON_TARGET: "{figures} keeps the target, and row {rows} pays all the same.",
    FaultKind.CAP_SWALLOWS: "row {rows}: the cap is lower than this band's credit, so the band never pays in full.",
    FaultKind.NEVER_PAYS: "no miss earns anything.",
}


class BandTable(msgspec.Struct, frozen=True):
    """A table with all that decides whether it is sound.

    `target` is the bound from which misses count (the minimum level where credits begin there), `upper_target` the
    upper edge of a two-sided target; `strict`: the bound itself misses. `places`: decimals of the rounded value, None:
    none. `cap` is in the bands' own unit of credit. `surely_kept`: where the target allows more in one window than in
    another (downtime in months of 28 to 31 days), what it allows in all of them; `target` is then what it allows in
    any.
    """

    bands: tuple[Band, ...]
    direction: Direction
    target: Decimal | None
    upper_target: Decimal | None = None
    strict: bool = False
    unit: str = "percent"
    keyed_on: KeyedOn = KeyedOn.VALUE
    overlap: Overlap = Overlap.FORBIDDEN
    places: int | None = None
    cap: Decimal | None = None
    surely_kept: Decimal | None = None

    def figures_of(self, position: int) -> Interval:
        """The figures of one band, on the grid of rounded values where there is one."""
        return on_grid(interval_of(self.bands[position]), self.grid)

    @property
    def grid(self) -> int | None:
        """Decimals that the figures keyed on have: the rounded value's; a miss from an unrounded target has any."""
        if self.places is None or self.keyed_on is KeyedOn.VALUE:
            return self.places
        is_on_grid = self.target is not None and self.target == half_up(self.target, self.places)
        return self.places if is_on_grid and self.keyed_on is KeyedOn.MISS else None

    @property
    def worse_is_lower(self) -> bool:
        """Whether deeper misses are smaller figures."""
        return self.keyed_on is KeyedOn.VALUE and self.direction is Direction.HIGHER


def interval_of(band: Band) -> Interval:
    """The figures of a band among all decimals."""
    return interval(band.lower, band.lower_inclusive, band.upper, band.upper_inclusive)


def covered(bands: tuple[Band, ...], places: int | None = None) -> list[Shown]:
    """The figures that are in some band, as the fewest intervals, in order."""
    whole = on_grid(Interval(START, END), places)
    gaps = whole.minus([on_grid(interval_of(band), places) for band in bands])
    return [shown(piece, places) for piece in whole.minus(gaps)]


def prove(table: BandTable) -> tuple[BandFault, ...]:
    """Every fault of a table, in the order of `FaultKind`. An empty result means: each miss has exactly one credit."""
    faults = [
        *_gaps(table),
        *_overlaps(table),
        *_wrong_order(table),
        *_never_reached(table),
        *_pays_on_target(table),
        *_cap_swallows(table),
        *_never_pays(table),
    ]
    order = list(FaultKind)
    return tuple(sorted(faults, key=lambda fault: order.index(fault.kind)))


# --- the figures a miss can have --------------------------------------------------------------------------------


def possible(table: BandTable) -> Interval:
    """Every figure that can be measured: 0 to 100 for percent, no negative time, count or miss."""
    if table.keyed_on is KeyedOn.VALUE:
        if table.unit == "percent":
            return on_grid(interval(ZERO, True, HUNDRED, True), table.grid)
        is_signed = table.direction is Direction.BAND or find_unit(table.unit).kind not in (
            UnitKind.TIME,
            UnitKind.COUNT,
        )
        return on_grid(interval(None if is_signed else ZERO, True, None, True), table.grid)
    top = None
    if table.direction is Direction.HIGHER and find_unit(table.unit).kind is UnitKind.PERCENT:
        top = HUNDRED if table.keyed_on is KeyedOn.MISS_PERCENT else table.target
    return on_grid(interval(ZERO, True, top, True), table.grid)


def missed(table: BandTable) -> list[Interval]:
    """The figures that miss the target: those a band must hold."""
    if table.keyed_on is not KeyedOn.VALUE:
        pieces = [Interval(Cut(ZERO, not table.strict), END)]
    elif table.target is None:
        pieces = [Interval(START, END)]
    elif table.direction is Direction.HIGHER:
        pieces = [Interval(START, Cut(table.target, table.strict))]
    elif table.direction is Direction.LOWER:
        pieces = [Interval(Cut(table.target, not table.strict), END)]
    else:
        upper = [] if table.upper_target is None else [Interval(Cut(table.upper_target, True), END)]
        pieces = [Interval(START, Cut(table.target, False)), *upper]
    limits = possible(table)
    met = [on_grid(piece, table.grid).meets(limits) for piece in pieces]
    return [piece for piece in met if not piece.is_empty]


# --- the faults -------------------------------------------------------------------------------------------------


def _fault(kind: FaultKind, figures: Interval, table: BandTable, rows: tuple[int, ...] = ()) -> BandFault:
    seen = shown(figures, table.grid)
    return BandFault(kind, seen.lower, seen.upper, rows, seen.lower_inclusive, seen.upper_inclusive)


def _band_fault(kind: FaultKind, band: Band, row: int) -> BandFault:
    return BandFault(kind, band.lower, band.upper, (row,), band.lower_inclusive, band.upper_inclusive)


def _is_single(figures: Interval, table: BandTable) -> bool:
    seen = shown(figures, table.grid)
    return seen.lower is not None and seen.lower == seen.upper


def _edges(table: BandTable) -> set[Decimal]:
    return {edge for band in table.bands for edge in (band.lower, band.upper) if edge is not None}


def _all_figures(table: BandTable) -> list[Interval]:
    return [table.figures_of(position) for position in range(len(table.bands))]


def _gaps(table: BandTable) -> list[BandFault]:
    if not table.bands:
        return []
    bands, edges, faults = _all_figures(table), _edges(table), []
    for piece in missed(table):
        for gap in piece.minus(bands):
            first = shown(gap, table.grid).lower
            is_edge = _is_single(gap, table) and first in edges
            faults.append(_fault(FaultKind.EDGE_IN_NEITHER if is_edge else FaultKind.GAP, gap, table))
    return faults


def _overlaps(table: BandTable) -> list[BandFault]:
    if table.overlap is Overlap.DEEPEST_WINS:
        return []
    faults = []
    for (first, one), (second, other) in combinations(enumerate(_all_figures(table)), 2):
        both = one.meets(other).meets(possible(table))
        if not both.is_empty:
            kind = FaultKind.EDGE_IN_BOTH if _is_single(both, table) else FaultKind.OVERLAP
            faults.append(_fault(kind, both, table, (first, second)))
    return faults


def _wrong_order(table: BandTable) -> list[BandFault]:
    faults = [
        BandFault(FaultKind.WRONG_ORDER, band.upper, band.lower, (row,), True, True)
        for row, band in enumerate(table.bands)
        if interval_of(band).is_empty
    ]
    if faults or table.direction is Direction.BAND:
        return faults
    depths = [depth(band, worse_is_lower=table.worse_is_lower) for band in table.bands]
    rising = sorted(range(len(depths)), key=lambda row: depths[row])
    if rising not in (sorted(rising), sorted(rising, reverse=True)):
        row = next(now for now, (seen, wanted) in enumerate(zip(rising, sorted(rising), strict=True)) if seen != wanted)
        faults.append(BandFault(FaultKind.WRONG_ORDER, rows=(row,)))
    for shallow, deep in pairwise(rising):
        if (table.bands[deep].credit or ZERO) < (table.bands[shallow].credit or ZERO):
            faults.append(BandFault(FaultKind.DEEPER_PAYS_LESS, rows=(shallow, deep)))
    return faults


def _never_reached(table: BandTable) -> list[BandFault]:
    faults = []
    for row, band in enumerate(table.bands):
        if interval_of(band).is_empty:
            continue
        reach = table.figures_of(row).meets(possible(table))
        left = [reach] if table.overlap is Overlap.FORBIDDEN else reach.minus(_deeper(table, row))
        if all(piece.is_empty for piece in left):
            faults.append(_band_fault(FaultKind.NEVER_REACHED, band, row))
    return faults


def _deeper(table: BandTable, row: int) -> list[Interval]:
    """The figures of each band that wins over this one."""
    own = (depth(table.bands[row], worse_is_lower=table.worse_is_lower), row)
    return [
        table.figures_of(other)
        for other, band in enumerate(table.bands)
        if (depth(band, worse_is_lower=table.worse_is_lower), other) > own
    ]


def _pays_on_target(table: BandTable) -> list[BandFault]:
    if table.target is None:
        return []
    kept, faults = possible(table).minus(missed(table)), []
    if table.surely_kept is not None:
        kept = [interval(ZERO, True, table.surely_kept, True)]
    for row, band in enumerate(table.bands):
        if not band.credit:
            continue
        for piece in kept:
            paid = table.figures_of(row).meets(piece)
            if not paid.is_empty and not _is_only_the_best(paid, band, table):
                faults.append(_fault(FaultKind.PAYS_ON_TARGET, paid, table, (row,)))
    return faults


def _is_only_the_best(paid: Interval, band: Band, table: BandTable) -> bool:
    """Whether a band without an edge towards the target holds, of what is kept, no more than a time of no length.
    Bands of downtime without such an edge begin where a miss does.
    """
    if band.lower is not None or table.worse_is_lower or find_unit(table.unit).kind is not UnitKind.TIME:
        return False
    return table.surely_kept is not None or (_is_single(paid, table) and shown(paid, table.grid).lower == ZERO)


def _cap_swallows(table: BandTable) -> list[BandFault]:
    if table.cap is None:
        return []
    return [
        _band_fault(FaultKind.CAP_SWALLOWS, band, row)
        for row, band in enumerate(table.bands)
        if band.credit is not None and band.credit > table.cap
    ]


def _never_pays(table: BandTable) -> list[BandFault]:
    for row, band in enumerate(table.bands):
        if band.credit and any(not table.figures_of(row).meets(piece).is_empty for piece in missed(table)):
            return []
    return [BandFault(FaultKind.NEVER_PAYS)] if table.bands else []
