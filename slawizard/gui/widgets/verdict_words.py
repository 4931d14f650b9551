"""What the window says of a verdict: its sign, its words, its colour, and the sentences below it. Knows no widgets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Coordinate, Direction, WindowKind
from slawizard.agreement.wording import quantity_words
from slawizard.gui.theme import Role
from slawizard.i18n import _

if TYPE_CHECKING:  # the arithmetic is not needed to show a page
    from slawizard.analysis.assessment import Assessed
    from slawizard.analysis.verdict import Constraint

EVERY_WINDOW = {
    WindowKind.CLOCK_HOUR: "every hour",
    WindowKind.DAY: "every day",
    WindowKind.WEEK: "every week",
    WindowKind.CALENDAR_MONTH: "every month",
    WindowKind.BILLING_MONTH: "every month",
    WindowKind.QUARTER: "every quarter",
    WindowKind.YEAR: "every year",
}


class Look(NamedTuple):
    """How a verdict is shown: a sign and a word beside the colour, and what it means for whoever must sign."""

    sign: str
    word: str
    badge: Role
    text: Role
    meaning: str


LOOKS = {
    "comfortable": Look("✓", "Comfortable", Role.BADGE_GOOD, Role.GOOD, "It can be signed as it stands."),
    "likely": Look("●", "Likely", Role.BADGE_GOOD, Role.GOOD, "It is usually kept; expect a miss now and then."),
    "stretch": Look("▲", "Stretch", Role.BADGE_WARN, Role.WARN, "It is a gamble: agree first on what must change."),
    "unrealistic": Look("✕", "Unrealistic", Role.BADGE_BAD, Role.BAD, "It will be missed more often than kept."),
    "not enough evidence": Look("?", "Not enough evidence", Role.BADGE_SOFT, Role.SOFT, "Nobody can tell yet."),
}
"""How each verdict looks, by its name."""


def look_of(assessed: Assessed) -> Look:
    """How this verdict looks."""
    return LOOKS[assessed.verdict.value]


def percent_of(chance: float) -> str:
    """A chance as read: "96 %", never 0 % or 100 %."""
    if chance > 0.99:
        return _("over 99\u00a0%")
    if chance < 0.01:
        return _("under 1\u00a0%")
    return f"{chance * 100:.0f}\u00a0%"


def headline(assessed: Assessed) -> str:
    """The chance in one sentence, or what the verdict means where no chance is known."""
    if assessed.chance is None:
        return _(look_of(assessed).meaning)
    window = EVERY_WINDOW.get(assessed.promise.level.window.kind)
    words = _("{chance} likely to be kept {window}.") if window else _("{chance} likely to be kept.")
    sentence = words.format(chance=percent_of(assessed.chance), window=_(window or ""))
    return sentence[0].upper() + sentence[1:]


def reason(assessed: Assessed) -> str:
    """The evidence that decides, in one sentence, or what has to be known first."""
    if assessed.missing:
        return without_paths(assessed.missing)
    return without_paths(assessed.decided_by.words) if assessed.decided_by is not None else ""


def without_paths(sentence: str) -> str:
    """A sentence without the names of fields in brackets, which are for the command line."""
    return re.sub(r" \((expectations|metrics|objectives|consequences)\.[\w.]+\)", "", sentence)


def quantity_of(assessed: Assessed, value: Decimal) -> str:
    """A figure in the unit of the target."""
    promise = assessed.promise
    return quantity_words(value, promise.unit, "en", promise.agreement.frame.currency)


def nearest_words(assessed: Assessed) -> str:
    """The nearest figure that would be comfortable; empty where the target is, or where nobody can tell."""
    if assessed.verdict.value in ("comfortable", "not enough evidence"):
        return ""
    if assessed.promise.level.direction is Direction.BAND:
        return ""
    if assessed.nearest is None:
        return _("No usual figure would be comfortable yet: it needs more or better evidence.")
    return _("Nearest comfortable: {value}").format(value=quantity_of(assessed, assessed.nearest))


def cell_name(where: tuple[Coordinate, ...]) -> str:
    """The cell of a table of targets: "P1 · Europe"."""
    return " · ".join(coordinate.value for coordinate in where)


def evidence_lines(assessed: Assessed) -> Iterator[tuple[str, str]]:
    """All that was looked at, the deciding evidence first: a title and what stands below it, line by line."""
    ordered = sorted(assessed.constraints, key=lambda each: each is not assessed.decided_by)
    for each in ordered:
        verdict = "" if each.verdict is None else _(LOOKS[each.verdict.value].word).lower()
        decides = _("decides") if each is assessed.decided_by else ""
        title = " · ".join(part for part in (_(each.kind).capitalize(), verdict, decides) if part)
        yield title, "\n".join(_constraint_lines(each))
    if assessed.others:
        yield (
            _("The same history at other targets"),
            "\n".join(
                _("{target}: met in {met} windows, {chance} for the next").format(
                    target=quantity_of(assessed, other.target), met=other.met, chance=percent_of(other.chance)
                )
                for other in assessed.others
            ),
        )


def _constraint_lines(each: Constraint) -> Iterator[str]:
    yield without_paths(each.words)
    for name, value in each.figures:
        yield f"{name}: {value}"
    for assumption in each.assumptions:
        yield _("Assumed: {assumption}").format(assumption=assumption)
    if each.source:
        yield _("Source: {source}").format(source=each.source)


def history_words(agreement: Agreement, level_id: str) -> str:
    """What is known of a level's past: "History: uptime.csv, 12 windows"; empty for nothing."""
    found = [each for each in agreement.expectations.evidence.histories if each.level == level_id and each.windows]
    if not found:
        return ""
    longest = max(found, key=lambda each: len(each.windows))
    words = _("History: {source}, {count} windows").format(
        source=longest.source or _("typed"), count=len(longest.windows)
    )
    return words if len(found) == 1 else words + _(" and {count} more").format(count=len(found) - 1)
