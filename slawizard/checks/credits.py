"""Checks of the credits in step 4: bands, shapes, bases and caps, and whether what they promise is ever paid."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import CreditRule, CreditUnit, StartsBelow
from slawizard.agreement.credit_shapes import Bands, IncrementRounding, Increments, KeyedOn, LostTime, PerOccurrence
from slawizard.agreement.metrics import Direction, ServiceLevel, Target, TimeShare
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.agreement.wording import percent_words, quantity_words
from slawizard.analysis.bands import BandFault, BandTable, FaultKind, prove
from slawizard.analysis.cells import targets_of_rule
from slawizard.analysis.downtime import mean_window_minutes
from slawizard.analysis.miss import convert
from slawizard.analysis.proof import table_of
from slawizard.analysis.yearly import FIRST_YEAR
from slawizard.checks.finding import FindingLevel
from slawizard.checks.measurement import MOST_PLACES
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import level_name, level_name_of, value_words
from slawizard.i18n import _

BOOK = Rulebook("CON")

_FINE = Decimal("0.1")
"""The allowance, in percentage points, that a step is measured by under a target that leaves less."""

Named = Iterator[tuple[str, str, CreditRule, ServiceLevel]]


def named_rules(agreement: Agreement) -> Named:
    """Every credit rule whose service level exists: path, what it is called, rule, level."""
    for position, rule in enumerate(agreement.consequences.rules):
        level = agreement.level(rule.level)
        if level is not None:
            name = _("The credit for {level}").format(level=level_name(level))
            yield f"consequences.rules.{position}", name, rule, level


def targets_of(level: ServiceLevel, rule: CreditRule) -> Iterator[tuple[int, Target]]:
    """The targets that a rule applies to, with their positions."""
    applies = {id(target) for target in targets_of_rule(level, rule)}
    yield from ((row, target) for row, target in enumerate(level.targets) if id(target) in applies)


def bound_of(rule: CreditRule, target: Target) -> Decimal | None:
    """The figure from which a miss earns: the minimum level where credits begin there, else the target."""
    from_minimum = rule.starts_below is StartsBelow.MINIMUM and target.minimum is not None
    return target.minimum if from_minimum else target.value


# --- shapes that are not filled in, or do not fit ----------------------------------------------------------------


@BOOK.rule("CON-CREDIT-MISSING", FindingLevel.ERROR, Quality.CLEAR)
def credit_without_a_figure(agreement: Agreement) -> Iterator[Spot]:
    """A credit rule, or one of its bands, does not say how much."""
    for position, rule in enumerate(agreement.consequences.rules):
        path, name = f"consequences.rules.{position}.shape", level_name_of(agreement, rule.level)
        mend = _("Enter the figure, or remove the row.")
        if isinstance(rule.shape, Bands):
            fields = [f"bands.{row}.credit" for row, band in enumerate(rule.shape.bands) if band.credit is None]
            if not rule.shape.bands:
                fields, mend = ["bands"], _("Add a band for each step of the credit.")
        else:
            fields = ["credit"] if not isinstance(rule.shape, LostTime) and rule.shape.credit is None else []
        for field in fields:
            yield Spot(
                f"{path}.{field}",
                _("A credit for {level} does not say how much it is.").format(level=name),
                _("A miss would be owed an unknown sum."),
                mend,
            )


@BOOK.family(
    Code("CON-CREDIT-ZERO", FindingLevel.WARNING, Quality.REALISTIC),
    Code("CON-CREDIT-BEYOND-FEE", FindingLevel.WARNING, Quality.REALISTIC),
)
def credits_of_nothing_or_more_than_all(agreement: Agreement) -> Iterator[Spot]:
    """A credit of zero, or of more than the whole of its base."""
    for path, name, rule, _level in named_rules(agreement):
        for field, credit in credit_figures(rule):
            if credit == 0:
                yield Spot(
                    f"{path}.{field}",
                    _("{rule} is zero.").format(rule=name),
                    _("The customer reads a remedy where there is none."),
                    _("Enter a figure above zero, or remove the row."),
                    "CON-CREDIT-ZERO",
                )
            elif rule.unit is CreditUnit.PERCENT_OF_BASE and credit > 100:
                yield Spot(
                    f"{path}.{field}",
                    _("{rule} is {percent} of its base.").format(rule=name, percent=percent_words(credit)),
                    _("The provider would pay more than it earns; a court may strike that out as a penalty."),
                    _("Keep it at or below 100 %, unless both parties mean it."),
                    "CON-CREDIT-BEYOND-FEE",
                )


def credit_figures(rule: CreditRule) -> Iterator[tuple[str, Decimal]]:
    """Every figure of credit that a rule names, with its path inside the rule."""
    shape = rule.shape
    if isinstance(shape, Bands):
        for row, band in enumerate(shape.bands):
            if band.credit is not None:
                yield f"shape.bands.{row}.credit", band.credit
    elif not isinstance(shape, LostTime) and shape.credit is not None:
        yield "shape.credit", shape.credit


@BOOK.family(
    Code("CON-LOST-TIME-UNFIT", FindingLevel.ERROR, Quality.MEASURABLE),
    Code("CON-OCCURRENCE-UNFIT", FindingLevel.ERROR, Quality.MEASURABLE),
)
def shapes_that_the_level_cannot_feed(agreement: Agreement) -> Iterator[Spot]:
    """The price of lost time without downtime, a credit per item without items."""
    for path, name, rule, level in named_rules(agreement):
        is_time_share = isinstance(level.statistic, TimeShare)
        if isinstance(rule.shape, LostTime) and not is_time_share:
            yield Spot(
                f"{path}.shape",
                _("{rule} pays for lost time, but {level} does not measure downtime.").format(
                    rule=name, level=level_name(level)
                ),
                _("There would be no minutes to pay for."),
                _("Choose increments or bands, or an availability service level."),
                "CON-LOST-TIME-UNFIT",
            )
        elif isinstance(rule.shape, PerOccurrence) and is_time_share:
            yield Spot(
                f"{path}.shape",
                _("{rule} pays for each item that missed, but {level} has one figure a window.").format(
                    rule=name, level=level_name(level)
                ),
                _("There would be no items to count."),
                _("Choose bands or a flat credit, or measure each ticket on its own."),
                "CON-OCCURRENCE-UNFIT",
            )


@BOOK.family(
    Code("CON-INCREMENT-NEVER", FindingLevel.WARNING, Quality.REALISTIC),
    Code("CON-INCREMENT-COARSE", FindingLevel.WARNING, Quality.REALISTIC),
)
def increments_that_hardly_pay(agreement: Agreement) -> Iterator[Spot]:
    """Full steps that are larger than any miss, or than any miss that still lets people work."""
    for path, name, rule, level in named_rules(agreement):
        shape = rule.shape
        if not isinstance(shape, Increments) or shape.keyed_on is not KeyedOn.MISS or shape.initial:
            continue
        for _row, target in targets_of(level, rule):
            bound = bound_of(rule, target)
            if bound is None or level.unit != "percent" or level.direction is not Direction.HIGHER:
                continue
            free = shape.grace + (shape.every if shape.rounding is IncrementRounding.FULL_ONLY else 0)
            first, spots = _in_points(free, shape.unit, level), f"{path}.shape.every"
            if first is not None and first > bound:
                yield Spot(
                    spots,
                    _("{rule} pays for steps that are larger than any miss of {bound} can be.").format(
                        rule=name, bound=percent_words(bound)
                    ),
                    _("The credit never falls due."),
                    _("Choose a smaller step."),
                    "CON-INCREMENT-NEVER",
                )
            elif first is not None and first > 5 * max(100 - bound, _FINE):
                yield _coarse(spots, name, bound, free, shape.unit)


def _in_points(figure: Decimal, unit: str, level: ServiceLevel) -> Decimal | None:
    """A distance from a target in percentage points; one in time as a share of the mean window, round the clock."""
    minutes = convert(figure, unit, "minutes") if unit and unit != "percent" else None
    if minutes is None:
        return figure if find_unit(unit or "percent").kind is UnitKind.PERCENT else None
    whole = mean_window_minutes(level, None, FIRST_YEAR) if isinstance(level.statistic, TimeShare) else None
    return None if not whole else minutes * 100 / whole


def _coarse(field: str, name: str, bound: Decimal, first: Decimal, unit: str) -> Spot:
    why = _("Most misses would cost nothing; the step is far larger than what the target leaves.")
    if find_unit(unit or "percent").kind is UnitKind.TIME:
        text = _("{rule} pays nothing until the downtime is {first} more than {bound} allows.").format(
            rule=name, first=quantity_words(first, unit), bound=percent_words(bound)
        )
        return Spot(field, text, why, _("Choose a smaller step, or count the steps that have begun."),
                    "CON-INCREMENT-COARSE")  # fmt: skip
    begins = percent_words(max(bound - first, Decimal(0)))
    text = _("{rule} pays nothing until the value has fallen from {bound} to {first}.").format(
        rule=name, bound=percent_words(bound), first=begins
    )
    mend = _("Choose a step of the size of the target's own allowance, such as {step}.").format(
        step=percent_words(max(100 - bound, _FINE))
    )
    return Spot(field, text, why, mend, "CON-INCREMENT-COARSE")


@BOOK.family(
    Code("CON-MINIMUM-MISSING", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-MINIMUM-UNUSED", FindingLevel.WARNING, Quality.CLEAR),
)
def minimum_levels_and_credits(agreement: Agreement) -> Iterator[Spot]:
    """Credits that begin at a minimum level which is missing, and minimum levels at which no credit begins."""
    used: set[tuple[str, int]] = set()
    ruled: set[str] = set()
    for path, name, rule, level in named_rules(agreement):
        ruled.add(level.id)
        applies = list(targets_of(level, rule))
        if rule.starts_below is StartsBelow.MINIMUM:
            used |= {(level.id, row) for row, _target in applies}
            if any(target.minimum is None for _row, target in applies):
                yield Spot(
                    f"{path}.starts_below",
                    _("{rule} begins at the minimum of {level}, which has none.").format(
                        rule=name, level=level_name(level)
                    ),
                    _("From which figure credits are due would be open."),
                    _("Enter the minimum in step 3, or let credits begin at the target."),
                    "CON-MINIMUM-MISSING",
                )
        elif isinstance(rule.shape, PerOccurrence) and rule.shape.threshold is not None:
            used |= {(level.id, row) for row, _target in applies}
    for position, level in enumerate(agreement.metrics.levels):
        for row, target in enumerate(level.targets):
            if target.minimum is not None and level.id in ruled and (level.id, row) not in used:
                yield Spot(
                    f"metrics.levels.{position}.targets.{row}.minimum",
                    _("{level} has a minimum of {minimum}, but its credits begin at the target.").format(
                        level=level_name(level), minimum=value_words(agreement, level, target.minimum, target)
                    ),
                    _("The minimum then decides nothing, and a reader will think that it does."),
                    _("Let credits begin at the minimum, or clear it."),
                    "CON-MINIMUM-UNUSED",
                )


# --- bands ------------------------------------------------------------------------------------------------------

_BAND_CODES = {
    FaultKind.GAP: "CON-BAND-GAP",
    FaultKind.EDGE_IN_NEITHER: "CON-BAND-EDGE-IN-NEITHER",
    FaultKind.OVERLAP: "CON-BAND-OVERLAP",
    FaultKind.EDGE_IN_BOTH: "CON-BAND-EDGE-IN-BOTH",
    FaultKind.WRONG_ORDER: "CON-BAND-ORDER",
    FaultKind.DEEPER_PAYS_LESS: "CON-BAND-DEEPER-PAYS-LESS",
    FaultKind.NEVER_REACHED: "CON-BAND-NEVER-REACHED",
    FaultKind.PAYS_ON_TARGET: "CON-BAND-PAYS-ON-TARGET",
    FaultKind.NEVER_PAYS: "CON-BAND-NEVER-PAYS",
}
_STARTS_LATE = "CON-BAND-STARTS-LATE"


def _band_words(code: str) -> tuple[str, str]:
    """Why a fault of the table matters, and how to mend it."""
    in_none = _("A window with such a value is a miss, and the table does not say what it earns.")
    in_two = _("Two rows apply, and each side will choose its own.")
    words = {
        "CON-BAND-GAP": (in_none, _("Move an edge so that the bands meet.")),
        _STARTS_LATE: (
            _("The target is missed there, and nothing is credited: a reader will ask whether that is meant."),
            _("Start the first band at the target, or enter a minimum level and let credits begin there."),
        ),
        "CON-BAND-EDGE-IN-NEITHER": (in_none, _("Let one of the two bands include the edge.")),
        "CON-BAND-OVERLAP": (in_two, _("Move an edge so that the bands meet, or choose that the deepest one wins.")),
        "CON-BAND-EDGE-IN-BOTH": (in_two, _("Let only one of the two bands include the edge.")),
        "CON-BAND-ORDER": (
            _("A table that jumps to and fro, or a band whose edges are swapped, is read wrongly."),
            _("Write the lower figure as the lower edge, and the bands from the smallest miss to the largest."),
        ),
        "CON-BAND-DEEPER-PAYS-LESS": (
            _("Once a window is bad, it would pay to let it get worse."),
            _("Let each deeper band credit at least as much as the one before."),
        ),
        "CON-BAND-NEVER-REACHED": (
            _("No measured value can lie in it, or another band always wins over it."),
            _("Remove the band, or check its edges and its unit."),
        ),
        "CON-BAND-PAYS-ON-TARGET": (
            _("A credit would be due although the service level is met."),
            _("Let the first band begin beyond the target, with the target itself excluded."),
        ),
        "CON-BAND-NEVER-PAYS": (
            _("The customer reads a remedy where there is none."),
            _("Check the edges against the target and its direction."),
        ),
    }
    return words[code]


@BOOK.family(
    Code("CON-BAND-GAP", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-BAND-STARTS-LATE", FindingLevel.WARNING, Quality.CLEAR),
    Code("CON-BAND-EDGE-IN-NEITHER", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-BAND-OVERLAP", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-BAND-EDGE-IN-BOTH", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-BAND-ORDER", FindingLevel.WARNING, Quality.CLEAR),
    Code("CON-BAND-DEEPER-PAYS-LESS", FindingLevel.WARNING, Quality.CLEAR),
    Code("CON-BAND-NEVER-REACHED", FindingLevel.WARNING, Quality.CLEAR),
    Code("CON-BAND-PAYS-ON-TARGET", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-BAND-NEVER-PAYS", FindingLevel.WARNING, Quality.REALISTIC),
)
def faults_of_bands(agreement: Agreement) -> Iterator[Spot]:
    """What the prover of band tables finds, in words; each fault once, for the first target that shows it."""
    for path, _name, rule, level in named_rules(agreement):
        if not isinstance(rule.shape, Bands) or not rule.shape.bands:
            continue
        seen: set[tuple[str, str]] = set()
        for table in _tables(agreement, rule, level):
            for fault in _faults(table):
                code = _STARTS_LATE if _lies_before_all_bands(fault, table) else _BAND_CODES[fault.kind]
                field = f"{path}.shape.bands" + (f".{fault.rows[-1]}" if fault.rows else "")
                if (code, field) not in seen:
                    seen.add((code, field))
                    yield _band_spot(code, field, level, fault, table)


def _band_spot(code: str, field: str, level: ServiceLevel, fault: BandFault, table: BandTable) -> Spot:
    unit = "percent" if table.keyed_on is KeyedOn.MISS_PERCENT else table.unit
    why, mend = _band_words(code)
    text = _("Credit table of {level}: {fault}").format(level=level_name(level), fault=fault.words(unit))
    return Spot(field, text, why, mend, code)


def _tables(agreement: Agreement, rule: CreditRule, level: ServiceLevel) -> Iterator[BandTable]:
    places = level.measurement.rounding.places
    if places is not None and not 0 <= places <= MOST_PLACES:
        return  # that is found by itself; no grid of figures has so many decimals
    for _row, target in targets_of(level, rule):
        table = table_of(agreement, rule, level, target)
        if table is not None and bound_of(rule, target) is not None:
            yield msgspec.structs.replace(table, cap=None)  # caps have checks of their own


@lru_cache(maxsize=256)
def _faults(table: BandTable) -> tuple[BandFault, ...]:
    return prove(table)


def _lies_before_all_bands(fault: BandFault, table: BandTable) -> bool:
    """Whether a gap lies between the target and the first band, where misses are smallest."""
    if fault.kind is not FaultKind.GAP or table.direction is Direction.BAND:
        return False
    if table.worse_is_lower:
        return fault.lower is not None and all(_is_at_most(band.upper, fault.lower) for band in table.bands)
    return fault.upper is not None and all(_is_at_most(fault.upper, band.lower) for band in table.bands)


def _is_at_most(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low <= high
