"""Severities and priority matrices as templates see them."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import PriorityMatrix, Severity
from slawizard.clauses.context.objectives import Calendars
from slawizard.clauses.context.values import Words, Writer


def severities_words(agreement: Agreement, calendars: Calendars, write: Writer) -> Words:
    """The severity levels with their times, and the matrices that lead to them."""
    severities = agreement.metrics.severities
    rows = [_severity(one, number, calendars, write) for number, one in enumerate(severities)]
    times = [name for name in ("response", "update", "workaround", "resolution") if _any(severities, name)]
    return {
        "any": bool(severities),
        "rows": rows,
        "graded": _any(severities, "impact") or _any(severities, "urgency"),
        "timed": bool(times),
        "some_none": any(getattr(one, name) is None for one in severities for name in times),
        "response": "response" in times,
        "update": "update" in times,
        "workaround": "workaround" in times,
        "resolution": "resolution" in times,
        "after_hours": _any(severities, "after_hours_response"),
        "widths": _widths(len(times)),
        "standard_grades": any(_has_standard_grades(one) for one in agreement.metrics.matrices),
        "matrices": [
            _matrix(agreement, one, number, write)
            for number, one in enumerate(agreement.metrics.matrices)
            if one.impacts and one.urgencies
        ],
    }


def _has_standard_grades(matrix: PriorityMatrix) -> bool:
    """Whether impact and urgency are only high, medium or low: words that need a meaning."""
    return matrix.impacts == PriorityMatrix().impacts or matrix.urgencies == PriorityMatrix().urgencies


def _any(severities: tuple[Severity, ...], field: str) -> bool:
    return any(getattr(one, field) for one in severities)


def _widths(times: int) -> str:
    """Widths of severity, one column a time, and hours."""
    each = 56 // times if times else 0
    return ",".join(map(str, (100 - each * times - 22, *[each] * times, 22)))


def _severity(one: Severity, number: int, calendars: Calendars, write: Writer) -> Words:
    path = f"metrics.severities.{number}"
    return {
        "name": write.line(one.name or one.id, f"{path}.name", "severity"),
        "definition": write.sentence(one.definition, f"{path}.definition", "definition"),
        "impact": write.line(one.impact, f"{path}.impact"),
        "urgency": write.line(one.urgency, f"{path}.urgency"),
        "hours": calendars.find(one.calendar, f"{path}.calendar"),
        "response": write.duration(one.response, f"{path}.response"),
        "after_hours_response": write.duration(one.after_hours_response, f"{path}.after_hours_response"),
        "update": write.duration(one.update, f"{path}.update"),
        "workaround": write.duration(one.workaround, f"{path}.workaround"),
        "resolution": write.duration(one.resolution, f"{path}.resolution"),
    }


def _matrix(agreement: Agreement, matrix: PriorityMatrix, number: int, write: Writer) -> Words:
    path = f"metrics.matrices.{number}"
    found = {
        (cell.impact, cell.urgency): (f"{path}.cells.{place}.severity", cell.severity)
        for place, cell in enumerate(matrix.cells)
    }

    def name_of(impact: str, urgency: str) -> str:
        place, severity_id = found.get((impact, urgency), (f"{path}.cells", ""))
        severity = agreement.severity(severity_id)
        name = (severity.name or severity.id) if severity else ""
        return write.line(name, place, "severity")

    each = 75 // max(1, len(matrix.impacts))
    return {
        "environment": write.phrase(matrix.environment, f"{path}.environment"),
        "impacts": write.texts(matrix.impacts, f"{path}.impacts"),
        "widths": ",".join(map(str, (100 - each * len(matrix.impacts), *[each] * len(matrix.impacts)))),
        "rows": [
            {
                "urgency": write.text(urgency, f"{path}.urgencies.{place}"),
                "cells": [name_of(impact, urgency) for impact in matrix.impacts],
            }
            for place, urgency in enumerate(matrix.urgencies)
        ],
    }
