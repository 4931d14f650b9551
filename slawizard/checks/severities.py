"""Checks of the severity table and the priority matrices."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import PriorityMatrix, Severity, SeverityTime
from slawizard.agreement.quantities import Duration
from slawizard.agreement.wording import duration_words
from slawizard.checks.durations import certainly_longer
from slawizard.checks.finding import FindingLevel
from slawizard.checks.metrics import named_levels
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import quoted, row_name, severity_name
from slawizard.i18n import _

BOOK = Rulebook("MET")

_TIMES = ("response", "update", "workaround", "resolution")
_TIME_WORDS = {
    "response": _("response"),
    "after_hours_response": _("response after hours"),
    "update": _("update"),
    "workaround": _("workaround"),
    "resolution": _("resolution"),
}


def _named_severities(agreement: Agreement) -> Iterator[tuple[str, str, Severity]]:
    for position, severity in enumerate(agreement.metrics.severities):
        yield f"metrics.severities.{position}", severity_name(severity), severity


def _time(severity: Severity, name: str) -> Duration | None:
    time: Duration | None = getattr(severity, name)
    return time


@BOOK.rule("MET-SEVERITY-SAME-NAME", FindingLevel.ERROR, Quality.CLEAR)
def severities_with_one_name(agreement: Agreement) -> Iterator[Spot]:
    """Two severities have the same name."""
    seen: set[str] = set()
    for path, name, severity in _named_severities(agreement):
        key = " ".join(severity.name.casefold().split())
        if key and key in seen:
            yield Spot(
                f"{path}.name",
                _("Two severities are called {name}.").format(name=name),
                _("A ticket of that severity would have two sets of times."),
                _("Give one of them another name."),
            )
        seen.add(key)


@BOOK.rule("MET-RESPONSE-BEYOND-RESOLUTION", FindingLevel.ERROR, Quality.REALISTIC)
def answers_later_than_solutions(agreement: Agreement) -> Iterator[Spot]:
    """A response or a workaround may come later than the resolution must."""
    for path, name, severity in _named_severities(agreement):
        for field in ("response", "after_hours_response", "workaround"):
            time = _time(severity, field)
            if time and severity.resolution and certainly_longer(time, severity.resolution):
                yield Spot(
                    f"{path}.{field}",
                    _("{severity} has {time} for the {stage} and {resolution} for the resolution.").format(
                        severity=name,
                        time=duration_words(time),
                        stage=_TIME_WORDS[field],
                        resolution=duration_words(severity.resolution),
                    ),
                    _("Something would be solved before anybody has looked at it."),
                    _("Make the {stage} the shorter of the two.").format(stage=_TIME_WORDS[field]),
                )


@BOOK.rule("MET-UPDATE-BEYOND-RESOLUTION", FindingLevel.WARNING, Quality.REALISTIC)
def updates_rarer_than_solutions(agreement: Agreement) -> Iterator[Spot]:
    """News of a ticket is due less often than its resolution."""
    for path, name, severity in _named_severities(agreement):
        if severity.update and severity.resolution and certainly_longer(severity.update, severity.resolution):
            yield Spot(
                f"{path}.update",
                _("{severity} has an update every {update}, but must be solved within {resolution}.").format(
                    severity=name,
                    update=duration_words(severity.update),
                    resolution=duration_words(severity.resolution),
                ),
                _("The first update would fall due after the work is done."),
                _("Ask for updates more often, or leave them out for this severity."),
            )


@BOOK.rule("MET-SEVERITY-STRICTER", FindingLevel.WARNING, Quality.REALISTIC)
def severity_stricter_than_the_one_above(agreement: Agreement) -> Iterator[Spot]:
    """A less severe ticket has a shorter time than a more severe one."""
    for (_above, upper_name, upper), (path, name, severity) in pairwise(_named_severities(agreement)):
        for field in _TIMES:
            time, upper_time = _time(severity, field), _time(upper, field)
            if time and upper_time and certainly_longer(upper_time, time):
                yield Spot(
                    f"{path}.{field}",
                    _("{severity} has {time} for the {stage}, less than the {upper_time} of {upper}.").format(
                        severity=name,
                        time=duration_words(time),
                        stage=_TIME_WORDS[field],
                        upper_time=duration_words(upper_time),
                        upper=upper_name,
                    ),
                    _("The lighter ticket would be served first, and users would learn to report it as such."),
                    _("Give it at least the time of the severity above, or swap the two."),
                )


@BOOK.rule("MET-MIXED-CLOCKS", FindingLevel.WARNING, Quality.CLEAR)
def times_on_different_clocks(agreement: Agreement) -> Iterator[Spot]:
    """The response runs in service hours and the resolution at all hours, or the other way round."""
    for path, name, severity in _named_severities(agreement):
        response, resolution = severity.response, severity.resolution
        if response is None or resolution is None or _narrowed(agreement, severity):
            continue
        if response.unit.runs_on_service_hours != resolution.unit.runs_on_service_hours:
            yield Spot(
                f"{path}.resolution",
                _("{severity} counts the response in {response} and the resolution in {resolution}.").format(
                    severity=name, response=duration_words(response), resolution=duration_words(resolution)
                ),
                _("One clock stands still at night and the other runs on, so the two cannot be compared."),
                _("Use the same kind of time for both, or choose hours for this severity in which both run."),
            )


def _narrowed(agreement: Agreement, severity: Severity) -> bool:
    """Whether all times of the severity run in the same hours, whatever their unit says."""
    return agreement.calendar(severity.calendar) is not None


@BOOK.family(
    Code("MET-AFTER-HOURS-NEVER", FindingLevel.WARNING, Quality.CLEAR),
    Code("MET-SERVICE-CLOCK-NO-HOURS", FindingLevel.ERROR, Quality.MEASURABLE),
)
def times_without_their_hours(agreement: Agreement) -> Iterator[Spot]:
    """A time after hours where no hours end, and a time in service hours where none are set down."""
    default = agreement.calendar(agreement.objectives.support_hours) or agreement.calendar(
        agreement.objectives.service_hours
    )
    for path, name, severity in _named_severities(agreement):
        own = agreement.calendar(severity.calendar)
        if severity.after_hours_response is not None and (own is None or own.is_continuous):
            yield Spot(
                f"{path}.after_hours_response",
                _("{severity} has a time for tickets after hours, but its hours never end.").format(severity=name),
                _("No ticket ever arrives outside them, so the second time never applies."),
                _("Choose the hours of this severity, or clear the time after hours."),
                "MET-AFTER-HOURS-NEVER",
            )
        for field in _TIMES:
            time = _time(severity, field)
            if time and time.unit.runs_on_service_hours and own is None and default is None:
                yield Spot(
                    f"{path}.{field}",
                    _("{severity} has {time} for the {stage}, and no service hours are set down.").format(
                        severity=name, time=duration_words(time), stage=_TIME_WORDS[field]
                    ),
                    _("The clock would have no hours to run in."),
                    _("Choose the support hours in step 1, or hours for this severity."),
                    "MET-SERVICE-CLOCK-NO-HOURS",
                )
                break


@BOOK.rule("MET-SEVERITY-TIME-MISSING", FindingLevel.ERROR, Quality.MEASURABLE)
def severity_without_the_time_that_is_measured(agreement: Agreement) -> Iterator[Spot]:
    """A service level measures a time that no severity, or not every one, has."""
    for path, name, level in named_levels(agreement):
        if level.severity_time is None:
            continue
        stage = SeverityTime(level.severity_time).value
        without = [severity for severity in agreement.metrics.severities if _time(severity, stage) is None]
        if without or not agreement.metrics.severities:
            yield Spot(
                f"{path}.severity_time",
                _("{level} measures the {stage} time of each ticket, and {severity} has none.").format(
                    level=name,
                    stage=_TIME_WORDS[stage],
                    severity=severity_name(without[0]) if without else _("the table of severities"),
                ),
                _("Such tickets could be neither in time nor late."),
                _("Enter the time for each severity."),
            )


def _cells(matrix: PriorityMatrix) -> dict[tuple[str, str], str]:
    return {(cell.impact, cell.urgency): cell.severity for cell in matrix.cells}


@BOOK.family(
    Code("MET-MATRIX-HOLE", FindingLevel.ERROR, Quality.CLEAR),
    Code("MET-MATRIX-TWICE", FindingLevel.ERROR, Quality.CLEAR),
)
def cells_of_the_matrix(agreement: Agreement) -> Iterator[Spot]:
    """A case that the matrix does not decide, or decides twice."""
    for position, matrix in enumerate(agreement.metrics.matrices):
        cells = _cells(matrix)
        name = row_name(_("Matrix"), position, matrix.environment)
        holes = [
            (impact, urgency)
            for impact in matrix.impacts
            for urgency in matrix.urgencies
            if not cells.get((impact, urgency))
        ]
        if holes:
            yield Spot(
                f"metrics.matrices.{position}.cells",
                _("{matrix} gives no severity for impact {impact} at urgency {urgency}.").format(
                    matrix=name, impact=quoted(holes[0][0]), urgency=quoted(holes[0][1])
                ),
                _("A ticket of that kind would have no times."),
                _("Choose a severity for each cell ({count} still empty).").format(count=len(holes)),
                "MET-MATRIX-HOLE",
            )
        seen: dict[tuple[str, str], str] = {}
        for place, cell in enumerate(matrix.cells):
            if seen.setdefault((cell.impact, cell.urgency), cell.severity) != cell.severity:
                yield Spot(
                    f"metrics.matrices.{position}.cells.{place}.severity",
                    _("{matrix} gives two severities for impact {impact} at urgency {urgency}.").format(
                        matrix=name, impact=quoted(cell.impact), urgency=quoted(cell.urgency)
                    ),
                    _("Each side would take the one that suits it."),
                    _("Keep one of them."),
                    "MET-MATRIX-TWICE",
                )


@BOOK.rule("MET-MATRIX-ORDER", FindingLevel.WARNING, Quality.CLEAR)
def matrix_that_runs_backwards(agreement: Agreement) -> Iterator[Spot]:
    """A higher impact, at the same urgency, leads to a lighter severity."""
    rank = {severity.id: place for place, severity in enumerate(agreement.metrics.severities)}
    for position, matrix in enumerate(agreement.metrics.matrices):
        cells = _cells(matrix)
        for urgency in matrix.urgencies:
            for higher, lower in pairwise(matrix.impacts):
                ranks = [rank.get(cells.get((impact, urgency), "")) for impact in (higher, lower)]
                if ranks[0] is not None and ranks[1] is not None and ranks[0] > ranks[1]:
                    place = next(
                        index
                        for index, cell in enumerate(matrix.cells)
                        if (cell.impact, cell.urgency) == (higher, urgency)
                    )
                    yield Spot(
                        f"metrics.matrices.{position}.cells.{place}.severity",
                        _("At urgency {urgency}, impact {higher} leads to a lighter severity than {lower}.").format(
                            urgency=quoted(urgency), higher=quoted(higher), lower=quoted(lower)
                        ),
                        _("The worse case would get the slower service."),
                        _("Check this cell; the impacts run from the highest to the lowest."),
                    )
