"""Checks of what few agreements need: shares of fees, repeated misses, fixed lengths, years of one's own."""

from __future__ import annotations

from collections.abc import Iterator

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.mentions import speaks_of_repeated_misses
from slawizard.agreement.metrics import WindowKind
from slawizard.agreement.quantities import Duration
from slawizard.agreement.wording import percent_words
from slawizard.checks.caps import bases_of
from slawizard.checks.credits import named_rules
from slawizard.checks.finding import FindingLevel
from slawizard.checks.metrics import named_levels
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.i18n import _

BOOK = Rulebook("CON", "MET")


@BOOK.rule("CON-BASE-SHARE", FindingLevel.ERROR, Quality.CLEAR)
def shares_of_nothing_or_more_than_all(agreement: Agreement) -> Iterator[Spot]:
    """A base that is none of its fee, or more than all of it."""
    for path, base in bases_of(agreement):
        if base.share_percent is not None and not 0 < base.share_percent <= 100:
            yield Spot(
                f"{path}.share_percent",
                _("The base is {share} of its fee.").format(share=percent_words(base.share_percent)),
                _("A part of a fee is more than nothing and at most all of it."),
                _("Enter a share above 0 % and up to 100 %, or leave it empty for the whole fee."),
            )


@BOOK.rule("CON-REPEATED-UNUSED", FindingLevel.NOTE, Quality.CLEAR)
def repeated_misses_that_nothing_follows_from(agreement: Agreement) -> Iterator[Spot]:
    """A case of repeated misses that nothing in the agreement speaks of: the text says it to no effect."""
    if agreement.consequences.repeated_breach.strip() and not speaks_of_repeated_misses(agreement):
        yield Spot(
            "consequences.repeated_breach",
            _("Nothing follows when misses are repeated."),
            _("The text says when it is so, and then nothing of it."),
            _("Let a remedy, or an event that leads to talks, begin when “misses are repeated”."),
        )


@BOOK.family(
    Code("CON-REPEAT-FACTOR", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-REPEAT-INCIDENT", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-REPEAT-WINDOWS", FindingLevel.ERROR, Quality.CLEAR),
)
def factors_that_cannot_work(agreement: Agreement) -> Iterator[Spot]:
    """A factor for repeated misses that lowers the credit, or has no windows to look back at."""
    for path, name, rule, level in named_rules(agreement):
        if rule.repeat_factor is None:
            continue
        if rule.repeat_factor <= 1:
            yield Spot(
                f"{path}.repeat_factor",
                _("{rule} does not grow when the miss is repeated.").format(rule=name),
                _("A factor of one or less makes the second miss no dearer than the first."),
                _("Enter a factor above 1, or remove it."),
                "CON-REPEAT-FACTOR",
            )
        if level.window.kind is WindowKind.PER_INCIDENT:
            yield Spot(
                f"{path}.repeat_factor",
                _("{rule} grows when the window before was missed too, but each incident is judged by itself.").format(
                    rule=name
                ),
                _("Incidents have no window before them, so the factor would never apply."),
                _("Measure the service level by the month, or remove the factor."),
                "CON-REPEAT-INCIDENT",
            )
        if rule.repeat_within < 1:
            yield Spot(
                f"{path}.repeat_within",
                _("{rule} looks back at no window at all.").format(rule=name),
                _("Then no miss is ever a repeated one."),
                _("Enter 1 for the window right before, or more."),
                "CON-REPEAT-WINDOWS",
            )


@BOOK.rule("CON-YEAR-START", FindingLevel.ERROR, Quality.CLEAR)
def years_that_begin_in_no_month(agreement: Agreement) -> Iterator[Spot]:
    """Years of caps and points that begin in a month that there is not."""
    start = agreement.consequences.year_starts
    if not 1 <= start <= 12:
        yield Spot(
            "consequences.year_starts",
            _("The years of caps and points begin in month {start}.").format(start=start),
            _("A year has twelve months."),
            _("Enter a month from 1 to 12."),
        )


@BOOK.rule("MET-LENGTH-VARIES", FindingLevel.ERROR, Quality.MEASURABLE)
def lengths_that_are_not_fixed(agreement: Agreement) -> Iterator[Spot]:
    """A window that counts as a length of time, or an interval of one, which has no fixed number of minutes."""
    for path, name, level in named_levels(agreement):
        lengths = {
            f"{path}.window.counts_as": level.window.counts_as,
            f"{path}.measurement.outage.interval": level.measurement.outage.interval,
        }
        for field, length in lengths.items():
            if length is not None and not _is_fixed(length):
                yield Spot(
                    field,
                    _("A length of time in {level} is not the same number of minutes each time.").format(level=name),
                    _("Months and working days differ in length, and a length of zero is none."),
                    _("Enter it in days, hours or minutes."),
                )


def _is_fixed(length: Duration) -> bool:
    return bool(length.seconds)
