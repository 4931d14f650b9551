"""Windows that slide: what laying them end to end does not see, told beside the history."""

from __future__ import annotations

from collections.abc import Iterable

from slawizard.agreement.wording import duration_words
from slawizard.analysis.rounding import half_up
from slawizard.analysis.setting import Setting
from slawizard.analysis.sliding import worst_place
from slawizard.analysis.windows import Span
from slawizard.evidence.context import Context
from slawizard.evidence.instants import micros_of, moment
from slawizard.evidence.outage_list import OutageList, is_excluded
from slawizard.evidence.quick_outages import MINUTE, is_long

Spans = list[tuple[int, int]]
_LAID = "The windows slide; the history lays them end to end, and an outage across two of them counts in parts."


def tell_sliding(context: Context, spans: tuple[Span, ...], outages: OutageList, setting: Setting) -> None:
    """Note where in the period the worst window of the agreed length lies, wherever it begins."""
    context.notes.append(_LAID)
    length, rule = context.level.window.length, setting.level.measurement.outage
    always = context.calendar is None or context.calendar.is_continuous
    if length is None or length.seconds is None or not always or rule.interval or rule.weighted_by_affected:
        context.notes.append(
            "Its worst place is not looked for: downtime is weighed, or counted in hours or intervals."
        )
        return
    first, last = micros_of(spans[0].start), micros_of(spans[-1].end)
    found = worst_place(_lost(context, outages, setting), int(length.seconds * 1_000_000), first, last)
    if found is None:
        return
    minutes = half_up(found.lost / MINUTE, 2)
    begins = moment(found.start, context.window_zone)
    words = duration_words(length, "en")
    context.notes.append(
        f"Wherever a window of {words} begins, the most downtime in one is {minutes:f} minutes, "
        f"from {begins:%Y-%m-%d %H:%M}."
    )


def _lost(context: Context, outages: OutageList, setting: Setting) -> Spans:
    """The downtime that counts, joined, without what is excluded."""
    counted: Spans = []
    excluded: Spans = []
    for place, (start, end) in enumerate(zip(outages.starts, outages.ends, strict=True)):
        if is_excluded(place, outages, context):
            excluded.append((start, end))
        elif is_long(start, end, setting):
            counted.append((start, end))
    return without(joined(counted), joined(excluded))


def joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """The spans in order, joined where they touch or overlap."""
    found: Spans = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def without(spans: Spans, holes: Spans) -> Spans:
    """What of joined spans lies in none of the joined holes."""
    left: Spans = []
    place = 0
    for start, end in spans:
        while place < len(holes) and holes[place][1] <= start:
            place += 1
        number = place
        while number < len(holes) and holes[number][0] < end:
            if holes[number][0] > start:
                left.append((start, holes[number][0]))
            start = max(start, holes[number][1])
            number += 1
        if start < end:
            left.append((start, end))
    return left
