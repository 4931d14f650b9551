"""Checks that whatever one row says of another by its id really is there: hours, service levels, severities, rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Coordinate, ServiceLevel
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Quality, Rulebook, Spot
from slawizard.checks.words import level_name, level_name_of, quoted
from slawizard.i18n import _

BOOK = Rulebook("OBJ", "EXP", "MET", "CON")

References = Iterator[tuple[str, str]]
"""Field paths and the ids that stand there; an empty id refers to nothing, by right."""


def _dangling(references: Iterable[tuple[str, str]], known: Iterable[str]) -> References:
    ids = set(known)
    return ((path, reference) for path, reference in references if reference and reference not in ids)


def _spot(path: str, reference: str, sentence: str, mend: str) -> Spot:
    return Spot(
        path,
        sentence.format(id=quoted(reference)),
        _("The text would point to something that is not in the agreement."),
        mend,
    )


def _calendar_ids(agreement: Agreement) -> Iterable[str]:
    return (calendar.id for calendar in agreement.objectives.calendars)


def _level_ids(agreement: Agreement) -> Iterable[str]:
    return (level.id for level in agreement.metrics.levels)


def _objective_hours(agreement: Agreement) -> References:
    objectives = agreement.objectives
    yield "objectives.service_hours", objectives.service_hours
    yield "objectives.support_hours", objectives.support_hours
    for position, channel in enumerate(objectives.channels):
        yield f"objectives.channels.{position}.calendar", channel.calendar


def _metric_hours(agreement: Agreement) -> References:
    for position, level in enumerate(agreement.metrics.levels):
        yield f"metrics.levels.{position}.hours", level.hours
        yield f"metrics.levels.{position}.clock.calendar", level.clock.calendar
        for row, target in enumerate(level.targets):
            yield f"metrics.levels.{position}.targets.{row}.calendar", target.calendar
    for position, severity in enumerate(agreement.metrics.severities):
        yield f"metrics.severities.{position}.calendar", severity.calendar


def _duty_hours(agreement: Agreement) -> References:
    for position, duty in enumerate(agreement.expectations.duties):
        yield f"expectations.duties.{position}.calendar", duty.calendar


def _hours_rule(code: str, references: Callable[[Agreement], References]) -> None:
    @BOOK.rule(code, FindingLevel.ERROR, Quality.CLEAR)
    def hours_that_do_not_exist(agreement: Agreement) -> Iterator[Spot]:
        """Hours that step 1 does not define."""
        for path, reference in _dangling(references(agreement), _calendar_ids(agreement)):
            yield _spot(
                path,
                reference,
                _("There are no hours with the id {id}."),
                _("Choose hours that step 1 defines, or define these there."),
            )


_hours_rule("OBJ-HOURS-UNKNOWN", _objective_hours)
_hours_rule("EXP-HOURS-UNKNOWN", _duty_hours)
_hours_rule("MET-HOURS-UNKNOWN", _metric_hours)


def _objective_levels(agreement: Agreement) -> References:
    for position, objective in enumerate(agreement.objectives.objectives):
        for row, level in enumerate(objective.levels):
            yield f"objectives.objectives.{position}.levels.{row}", level


def _position_levels(agreement: Agreement) -> References:
    for position, stand in enumerate(agreement.expectations.positions):
        yield f"expectations.positions.{position}.level", stand.level


def _clock_levels(agreement: Agreement) -> References:
    for position, level in enumerate(agreement.metrics.levels):
        yield f"metrics.levels.{position}.clock.after", level.clock.after


def _consequence_levels(agreement: Agreement) -> References:
    step = agreement.consequences
    for name in ("rules", "bonuses", "no_consequence"):
        for position, row in enumerate(getattr(step, name)):
            yield f"consequences.{name}.{position}.level", row.level
    for name in ("remedies", "termination"):
        for position, row in enumerate(getattr(step, name)):
            for place, level in enumerate(row.levels):
                yield f"consequences.{name}.{position}.levels.{place}", level
    for place, level in enumerate(step.earn_back.levels if step.earn_back else ()):
        yield f"consequences.earn_back.levels.{place}", level


def _level_rule(code: str, references: Callable[[Agreement], References]) -> None:
    @BOOK.rule(code, FindingLevel.ERROR, Quality.CLEAR)
    def level_that_does_not_exist(agreement: Agreement) -> Iterator[Spot]:
        """A service level that step 3 does not define."""
        for path, reference in _dangling(references(agreement), _level_ids(agreement)):
            yield _spot(
                path,
                reference,
                _("There is no service level with the id {id}."),
                _("Choose a service level that step 3 defines, or remove this entry."),
            )


_level_rule("OBJ-LEVEL-UNKNOWN", _objective_levels)
_level_rule("EXP-LEVEL-UNKNOWN", _position_levels)
_level_rule("MET-LEVEL-UNKNOWN", _clock_levels)
_level_rule("CON-LEVEL-UNKNOWN", _consequence_levels)


@BOOK.rule("MET-SEVERITY-UNKNOWN", FindingLevel.ERROR, Quality.CLEAR)
def severity_that_does_not_exist(agreement: Agreement) -> Iterator[Spot]:
    """A cell of a priority matrix that leads to no severity."""
    cells = (
        (f"metrics.matrices.{position}.cells.{place}.severity", cell.severity)
        for position, matrix in enumerate(agreement.metrics.matrices)
        for place, cell in enumerate(matrix.cells)
    )
    for path, reference in _dangling(cells, (severity.id for severity in agreement.metrics.severities)):
        yield _spot(
            path,
            reference,
            _("There is no severity with the id {id}."),
            _("Choose a severity of the list for this cell."),
        )


@BOOK.rule("CON-CAP-RULE-UNKNOWN", FindingLevel.ERROR, Quality.CLEAR)
def cap_over_a_rule_that_does_not_exist(agreement: Agreement) -> Iterator[Spot]:
    """A cap lists a credit that is not there."""
    listed = (
        (f"consequences.caps.{position}.rules.{place}", rule)
        for position, cap in enumerate(agreement.consequences.caps)
        for place, rule in enumerate(cap.rules)
    )
    for path, reference in _dangling(listed, (rule.id for rule in agreement.consequences.rules)):
        yield _spot(
            path,
            reference,
            _("There is no credit with the id {id} for this cap to cover."),
            _("Choose a credit of the list, or let the cap cover all of them."),
        )


def _strangers(level: ServiceLevel, where: tuple[Coordinate, ...]) -> Iterator[tuple[int, Coordinate]]:
    values = {dimension.name: dimension.values for dimension in level.dimensions}
    for place, coordinate in enumerate(where):
        if coordinate.value not in values.get(coordinate.dimension, ()):
            yield place, coordinate


@BOOK.rule("MET-WHERE-UNKNOWN", FindingLevel.ERROR, Quality.CLEAR)
def target_for_a_case_that_does_not_exist(agreement: Agreement) -> Iterator[Spot]:
    """A target for a value that no dimension of its level takes."""
    for position, level in enumerate(agreement.metrics.levels):
        for row, target in enumerate(level.targets):
            for place, coordinate in _strangers(level, target.where):
                yield Spot(
                    f"metrics.levels.{position}.targets.{row}.where.{place}",
                    _("Target {number} of {level} is for {dimension} {value}, which {level} does not have.").format(
                        number=row + 1,
                        level=level_name(level),
                        dimension=quoted(coordinate.dimension),
                        value=quoted(coordinate.value),
                    ),
                    _("The target would apply to nothing."),
                    _("Choose one of the values that the service level's targets differ by, or add this one."),
                )


@BOOK.rule("CON-WHERE-UNKNOWN", FindingLevel.ERROR, Quality.CLEAR)
def credit_for_a_case_that_does_not_exist(agreement: Agreement) -> Iterator[Spot]:
    """A credit for a value that no dimension of its level takes."""
    for position, rule in enumerate(agreement.consequences.rules):
        level = agreement.level(rule.level)
        for place, coordinate in _strangers(level, rule.where) if level else ():
            yield Spot(
                f"consequences.rules.{position}.where.{place}",
                _("A credit for {level} is for {dimension} {value}, which no target has.").format(
                    level=level_name_of(agreement, rule.level),
                    dimension=quoted(coordinate.dimension),
                    value=quoted(coordinate.value),
                ),
                _("The credit would never fall due."),
                _("Choose one of the values that the service level's targets differ by."),
            )
