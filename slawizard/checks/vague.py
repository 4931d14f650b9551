"""Checks for words that cannot be measured, in the service levels on which credits depend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import ServiceLevel
from slawizard.checks.finding import FindingLevel
from slawizard.checks.metrics import named_levels
from slawizard.checks.rulebook import Quality, Rulebook, Spot
from slawizard.checks.words import quoted, severity_name
from slawizard.i18n import _

BOOK = Rulebook("MET")

_VAGUE = re.compile(
    r"\b(as soon as (?:reasonably |practically )?(?:possible|practicable|practical)|asap|in a timely manner|promptly"
    r"|(?:best|reasonable|all reasonable|commercially reasonable) (?:efforts?|endeavou?rs)|without undue delay"
    r"|(?:within )?(?:a )?reasonable (?:time|period)|where(?:ver)? (?:possible|practicable)|if possible|normally"
    r"|usually|generally|typically|approximately|as appropriate|from time to time|quickly|substantially)\b",
    re.IGNORECASE,
)


@BOOK.rule("MET-VAGUE-WORDS", FindingLevel.WARNING, Quality.MEASURABLE)
def vague_words_where_money_depends(agreement: Agreement) -> Iterator[Spot]:
    """Words that leave room, in a field of a service level that carries credits."""
    credited = {rule.level for rule in agreement.consequences.rules}
    for path, name, level in named_levels(agreement):
        if level.id not in credited:
            continue
        for field, text in _texts(level):
            vague = _VAGUE.search(text)
            if vague:
                yield _spot(f"{path}.{field}", vague.group(), name)
    by_severity = any(level.severity_time and level.id in credited for level in agreement.metrics.levels)
    for position, severity in enumerate(agreement.metrics.severities if by_severity else ()):
        vague = _VAGUE.search(severity.definition)
        if vague:
            yield _spot(f"metrics.severities.{position}.definition", vague.group(), severity_name(severity))


def _texts(level: ServiceLevel) -> Iterator[tuple[str, str]]:
    clock, measurement = level.clock, level.measurement
    yield from (("numerator", level.numerator), ("denominator", level.denominator), ("scope", level.scope))
    yield from (("clock.start_words", clock.start_words), ("clock.stops", clock.stops))
    yield from ((f"clock.pauses.{place}", text) for place, text in enumerate(clock.pauses))
    yield from ((f"exclusions.{place}", text) for place, text in enumerate(level.exclusions))
    yield from ((f"eligibility.{place}", text) for place, text in enumerate(level.eligibility))
    for place, target in enumerate(level.targets):
        yield from ((f"targets.{place}.words", target.words), (f"targets.{place}.condition", target.condition))
    yield from (("measurement.source", measurement.source), ("measurement.sampling", measurement.sampling))
    yield "measurement.outage.degraded_when", measurement.outage.degraded_when


def _spot(field: str, words: str, name: str) -> Spot:
    return Spot(
        field,
        _("{words} stands in {name}, on which credits depend.").format(words=quoted(words), name=name),
        _("Money follows from the figure, and these words let each side read it in its own way."),
        _("Put a figure, an event or a list in their place."),
    )
