"""Checks of step 3: whether each service level's targets are figures that can be met, missed and told apart."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import (
    Direction,
    ServiceLevel,
    Standing,
    Target,
)
from slawizard.agreement.wording import join_words, number_words, percent_words
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import level_name, quoted, value_words
from slawizard.i18n import _

BOOK = Rulebook("MET")


def named_levels(agreement: Agreement) -> Iterator[tuple[str, str, ServiceLevel]]:
    """Every service level with its path and its name in quotation marks."""
    for position, level in enumerate(agreement.metrics.levels):
        yield f"metrics.levels.{position}", level_name(level), level


def _all_targets(agreement: Agreement) -> Iterator[tuple[str, str, ServiceLevel, Target]]:
    for path, name, level in named_levels(agreement):
        for row, target in enumerate(level.targets):
            yield f"{path}.targets.{row}", name, level, target


@BOOK.rule("MET-IN-NO-OBJECTIVE", FindingLevel.WARNING, Quality.CLEAR)
def level_in_no_objective(agreement: Agreement) -> Iterator[Spot]:
    """No objective is shown by the service level."""
    shown = {level for objective in agreement.objectives.objectives for level in objective.levels}
    for path, name, level in named_levels(agreement):
        if agreement.objectives.objectives and level.id not in shown:
            yield Spot(
                path,
                _("{level} shows none of the objectives.").format(level=name),
                _("Measuring costs effort; a figure that no objective needs is soon nobody's."),
                _("Choose it for an objective in step 1, or remove it."),
            )


@BOOK.rule("MET-SAME-NAME", FindingLevel.WARNING, Quality.CLEAR)
def levels_with_one_name(agreement: Agreement) -> Iterator[Spot]:
    """Two service levels have the same name."""
    seen: set[str] = set()
    for path, name, level in named_levels(agreement):
        key = " ".join(level.name.casefold().split())
        if key and key in seen:
            yield Spot(
                f"{path}.name",
                _("Two service levels are called {level}.").format(level=name),
                _("Reports, claims and credits name them; a reader could not tell which is meant."),
                _("Add to one name what sets it apart, such as the system or the hours."),
            )
        seen.add(key)


@BOOK.rule("MET-TARGET-MISSING", FindingLevel.ERROR, Quality.MEASURABLE)
def target_without_a_bound(agreement: Agreement) -> Iterator[Spot]:
    """A row of targets holds neither figure nor words."""
    for path, name, _level, target in _all_targets(agreement):
        if target.value is None and not (target.words.strip() or target.due_date):
            yield Spot(
                f"{path}.value",
                _("A target of {level} has no figure yet.").format(level=name),
                _("Nothing would say when the service level is missed."),
                _("Enter the figure, or remove the row."),
            )


@BOOK.rule("MET-TARGET-IN-WORDS", FindingLevel.WARNING, Quality.MEASURABLE)
def target_in_words(agreement: Agreement) -> Iterator[Spot]:
    """A binding target that is no figure."""
    for path, name, level, target in _all_targets(agreement):
        if level.standing is Standing.BINDING and target.value is None and target.words.strip():
            yield Spot(
                f"{path}.words",
                _("The target of {level} is in words: {words}.").format(level=name, words=quoted(target.words)),
                _("Whether it was met is then a matter of opinion."),
                _("Enter a figure, or let the service level be for information only."),
            )


@BOOK.family(
    Code("MET-TARGET-BEYOND-PERCENT", FindingLevel.ERROR, Quality.REALISTIC),
    Code("MET-TARGET-PERFECT", FindingLevel.WARNING, Quality.REALISTIC),
)
def percentages_that_cannot_be(agreement: Agreement) -> Iterator[Spot]:
    """A share above 100 % or below 0 %, or of all there is."""
    for path, name, level, target in _all_targets(agreement):
        if (target.unit or level.unit) != "percent":
            continue
        for field in ("value", "upper", "minimum"):
            figure = getattr(target, field)
            if figure is not None and not 0 <= figure <= 100:
                yield Spot(
                    f"{path}.{field}",
                    _("{level} is to reach {figure}.").format(level=name, figure=percent_words(figure)),
                    _("A share lies between 0 % and 100 %, so this can never be met or never be missed."),
                    _("Check the figure and its unit."),
                    "MET-TARGET-BEYOND-PERCENT",
                )
        perfect = {Direction.HIGHER: Decimal(100), Direction.LOWER: Decimal(0)}.get(level.direction)
        if target.value is not None and target.value == perfect and level.standing is Standing.BINDING:
            yield Spot(
                f"{path}.value",
                _("The target of {level} is {figure}.").format(level=name, figure=percent_words(perfect)),
                _("A single second or a single event misses it; nobody can keep that for long."),
                _("Ask what the business really needs, and promise that."),
                "MET-TARGET-PERFECT",
            )


@BOOK.family(
    Code("MET-MINIMUM-STRICTER", FindingLevel.ERROR, Quality.CLEAR),
    Code("MET-MINIMUM-IS-TARGET", FindingLevel.NOTE, Quality.CLEAR),
)
def minimum_against_target(agreement: Agreement) -> Iterator[Spot]:
    """A minimum level that is stricter than the target, or the same."""
    for path, name, level, target in _all_targets(agreement):
        if target.value is None or target.minimum is None or level.direction is Direction.BAND:
            continue
        gap = target.value - target.minimum if level.direction is Direction.HIGHER else target.minimum - target.value
        words = {
            "level": name,
            "minimum": value_words(agreement, level, target.minimum, target),
            "target": value_words(agreement, level, target.value, target),
        }
        if gap < 0:
            yield Spot(
                f"{path}.minimum",
                _("The minimum of {level}, {minimum}, is stricter than its target, {target}.").format(**words),
                _("Credits would be due although the target is met."),
                _("Enter a minimum that is easier to keep than the target; perhaps the two were swapped."),
                "MET-MINIMUM-STRICTER",
            )
        elif gap == 0:
            yield Spot(
                f"{path}.minimum",
                _("The minimum and the target of {level} are both {target}.").format(**words),
                _("A second level that says the same makes a reader look for a difference."),
                _("Clear the minimum, or enter the level at which credits really begin."),
                "MET-MINIMUM-IS-TARGET",
            )


@BOOK.family(
    Code("MET-BAND-EDGES", FindingLevel.ERROR, Quality.CLEAR),
    Code("MET-UPPER-UNUSED", FindingLevel.WARNING, Quality.CLEAR),
)
def edges_of_two_sided_targets(agreement: Agreement) -> Iterator[Spot]:
    """A target between two edges that lacks one or has them swapped; an upper edge where there is one side only."""
    for path, name, level, target in _all_targets(agreement):
        if level.direction is Direction.BAND:
            if target.value is not None and (target.upper is None or target.upper <= target.value):
                yield Spot(
                    f"{path}.upper",
                    _("{level} must stay between two figures, but the upper one is not above {lower}.").format(
                        level=name, lower=value_words(agreement, level, target.value, target)
                    ),
                    _("No measured value would lie between them."),
                    _("Enter the upper figure."),
                    "MET-BAND-EDGES",
                )
        elif target.upper is not None:
            yield Spot(
                f"{path}.upper",
                _("{level} has an upper figure of {upper}, but its target has one side only.").format(
                    level=name, upper=value_words(agreement, level, target.upper, target)
                ),
                _("A reader would ask whether a value above it is good or bad."),
                _("Clear the upper figure, or let the service level lie between two figures."),
                "MET-UPPER-UNUSED",
            )


@BOOK.family(
    Code("MET-RANGE-SWAPPED", FindingLevel.ERROR, Quality.CLEAR),
    Code("MET-RANGE-TARGET", FindingLevel.NOTE, Quality.CLEAR),
)
def targets_printed_as_ranges(agreement: Agreement) -> Iterator[Spot]:
    """A target printed as a range, of which only the last figure binds."""
    for path, name, level, target in _all_targets(agreement):
        if target.value is None or target.range_from is None or level.direction is Direction.BAND:
            continue
        last = value_words(agreement, level, target.value, target)
        words = {"level": name, "first": number_words(target.range_from), "last": last}
        higher = level.direction is Direction.HIGHER
        swapped = target.range_from <= target.value if higher else target.range_from >= target.value
        if swapped:
            yield Spot(
                f"{path}.range_from",
                _("The target of {level} reads {first} to {last}: the bound is not the easier end.").format(**words),
                _("The bound is the last figure; what comes before it must be stricter."),
                _("Swap the two figures, or clear the first."),
                "MET-RANGE-SWAPPED",
            )
        else:
            yield Spot(
                f"{path}.range_from",
                _("The target of {level} reads {first} to {last}; only {last} binds.").format(**words),
                _("One side will expect the first figure, the other will plan for the last."),
                _("Print the bound alone, and say the usual figure elsewhere if it helps."),
                "MET-RANGE-TARGET",
            )


@BOOK.family(
    Code("MET-TARGET-TWICE", FindingLevel.ERROR, Quality.CLEAR),
    Code("MET-TARGET-HOLE", FindingLevel.ERROR, Quality.CLEAR),
    Code("MET-DIMENSION-EMPTY", FindingLevel.ERROR, Quality.CLEAR),
)
def table_of_targets(agreement: Agreement) -> Iterator[Spot]:
    """Cases with two targets, cases with none, and dimensions without values."""
    for path, name, level in named_levels(agreement):
        yield from _targets_for_one_case(path, name, level)
        for row, dimension in enumerate(level.dimensions):
            if not dimension.name.strip() or not dimension.values:
                yield Spot(
                    f"{path}.dimensions.{row}",
                    _("{level} differs by {dimension}, which takes no values.").format(
                        level=name, dimension=quoted(dimension.name)
                    ),
                    _("The table of targets would have a heading and no rows."),
                    _("Enter the name and its values, or remove it."),
                    "MET-DIMENSION-EMPTY",
                )
        if level.targets and not level.external_table.strip():
            yield from _cases_without_a_target(path, name, level)


def _targets_for_one_case(path: str, name: str, level: ServiceLevel) -> Iterator[Spot]:
    seen: dict[frozenset[tuple[str, str]], int] = {}
    for row, target in enumerate(level.targets):
        case = frozenset((coordinate.dimension, coordinate.value) for coordinate in target.where)
        if case in seen:
            yield Spot(
                f"{path}.targets.{row}",
                _("{level} has two targets for {case}: rows {first} and {second}.").format(
                    level=name, case=_case_words(case), first=seen[case] + 1, second=row + 1
                ),
                _("Each side will rely on the one that suits it."),
                _("Remove one of them, or say what each applies to."),
                "MET-TARGET-TWICE",
            )
        seen.setdefault(case, row)


def _cases_without_a_target(path: str, name: str, level: ServiceLevel) -> Iterator[Spot]:
    cases = [{(coordinate.dimension, coordinate.value) for coordinate in target.where} for target in level.targets]
    dimensions = [dimension for dimension in level.dimensions if dimension.values]
    for values in product(*(dimension.values for dimension in dimensions)):
        cell = {(dimension.name, value) for dimension, value in zip(dimensions, values, strict=True)}
        if not any(case <= cell for case in cases):
            yield Spot(
                f"{path}.targets",
                _("{level} has no target for {case}.").format(level=name, case=_case_words(frozenset(cell))),
                _("For this case the agreement would promise nothing."),
                _("Add the target, or take the value out of what the targets differ by."),
                "MET-TARGET-HOLE",
            )
            return


def _case_words(case: frozenset[tuple[str, str]]) -> str:
    return join_words([f"{dimension} {quoted(value)}" for dimension, value in sorted(case)]) or _("every case")
