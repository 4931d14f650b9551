"""Of a target that counts tickets done in time: which time, severity by severity, staff and cover would keep."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from slawizard.agreement.metrics import Coordinate, Severity, SeverityTime, ShareWithin
from slawizard.agreement.quantities import Duration
from slawizard.analysis.setting import SEVERITY
from slawizard.analysis.ticket_constraints import cover_constraint, is_about_tickets, limits_of, queue_constraint
from slawizard.analysis.verdict import Promise, Verdict, binding

_MULTIPLES = tuple(map(Decimal, ("1", "1.5", "2", "3", "4", "6", "8", "12", "16", "24", "48", "72", "96")))
"""How much longer a time may become."""


class NearestTime(msgspec.Struct, frozen=True):
    """The time agreed for the tickets of one severity, and the shortest of its multiples that is comfortable; None
    where none of them is.
    """

    severity: str
    agreed: Duration
    nearest: Duration | None


def nearest_times(promise: Promise) -> tuple[NearestTime, ...]:
    """For each severity that the target counts, the nearest time that staff and cover would keep as often as is asked.

    Empty where the target counts no tickets by a time of their severity, or no staff is known. Each severity is judged
    as if the target were for it alone.
    """
    statistic = promise.level.statistic
    if not is_about_tickets(promise) or not isinstance(statistic, ShareWithin) or statistic.limit is not None:
        return ()
    found = []
    for limit in limits_of(promise):
        severity = promise.agreement.severity(limit.severity)
        agreed = _time_of(promise, severity) if severity else None
        if severity is not None and agreed is not None and _is_judged(_alone(promise, severity, agreed)):
            found.append(NearestTime(severity.id, agreed, _nearest(promise, severity, agreed)))
    return tuple(found)


def _nearest(promise: Promise, severity: Severity, agreed: Duration) -> Duration | None:
    for multiple in _MULTIPLES:
        time = Duration(agreed.amount * multiple, agreed.unit)
        if _is_comfortable(_alone(promise, severity, time)):
            return time
    return None


def _time_of(promise: Promise, severity: Severity) -> Duration | None:
    return severity.resolution if promise.level.severity_time is SeverityTime.RESOLUTION else severity.response


def _alone(promise: Promise, severity: Severity, time: Duration) -> Promise:
    """The same target for one severity alone, with another time."""
    is_resolution = promise.level.severity_time is SeverityTime.RESOLUTION
    changed = msgspec.structs.replace(severity, **{"resolution" if is_resolution else "response": time})
    metrics = promise.agreement.metrics
    severities = tuple(changed if each.id == severity.id else each for each in metrics.severities)
    agreement = msgspec.structs.replace(
        promise.agreement, metrics=msgspec.structs.replace(metrics, severities=severities)
    )
    others = tuple(each for each in promise.target.where if each.dimension.lower() != SEVERITY)
    target = msgspec.structs.replace(promise.target, where=(*others, Coordinate(SEVERITY, severity.id)))
    return msgspec.structs.replace(promise, agreement=agreement, target=target)


def _is_judged(promise: Promise) -> bool:
    return cover_constraint(promise) is not None or queue_constraint(promise) is not None


def _is_comfortable(promise: Promise) -> bool:
    found = tuple(each for each in (cover_constraint(promise), queue_constraint(promise)) if each is not None)
    decided = binding(found)
    # Where cover leaves all its room and no volumes are known, nothing stands in the way.
    return decided is None or decided.verdict is Verdict.COMFORTABLE
