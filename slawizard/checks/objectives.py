"""Checks of step 1: the service, its hours, and whether each objective can be seen to be reached."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Standing
from slawizard.agreement.objectives import Consent, Criticality, Objective
from slawizard.agreement.quantities import HoursCalendar
from slawizard.agreement.wording import calendar_words, date_words, join_words
from slawizard.analysis.week import span_minutes
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Quality, Rulebook, Spot
from slawizard.checks.words import level_name_of, quoted, row_name
from slawizard.i18n import _

BOOK = Rulebook("OBJ")


def _named_objectives(agreement: Agreement) -> Iterator[tuple[str, str, Objective]]:
    for position, objective in enumerate(agreement.objectives.objectives):
        name = row_name(_("Objective"), position, objective.sentence)
        yield f"objectives.objectives.{position}", name, objective


@BOOK.rule("OBJ-NO-METRIC", FindingLevel.WARNING, Quality.MEASURABLE)
def objective_without_a_metric(agreement: Agreement) -> Iterator[Spot]:
    """No service level shows whether the objective is reached."""
    for path, name, objective in _named_objectives(agreement):
        if not objective.levels:
            yield Spot(
                f"{path}.levels",
                _("No service level shows whether {objective} is reached.").format(objective=name),
                _("An objective that nothing measures cannot be kept or missed; it is a wish."),
                _("Choose the service levels that show it, or add one in step 3."),
            )


@BOOK.rule("OBJ-INFORMATIONAL-ONLY", FindingLevel.NOTE, Quality.MEASURABLE)
def objective_shown_by_figures_that_bind_nobody(agreement: Agreement) -> Iterator[Spot]:
    """Only informational service levels stand behind the objective."""
    for path, name, objective in _named_objectives(agreement):
        levels = [level for level in map(agreement.level, objective.levels) if level]
        if levels and all(level.standing is Standing.INFORMATIONAL for level in levels):
            yield Spot(
                f"{path}.levels",
                _("{objective} is shown only by figures that bind nobody ({levels}).").format(
                    objective=name, levels=join_words([quoted(level.name or level.id) for level in levels])
                ),
                _("The figures are reported, but nothing follows when they are poor."),
                _("Make one of these service levels binding, or add one that is."),
            )


@BOOK.rule("OBJ-SENTENCE-EMPTY", FindingLevel.ERROR, Quality.CLEAR)
def objective_without_words(agreement: Agreement) -> Iterator[Spot]:
    """A row of objectives says nothing."""
    for path, name, objective in _named_objectives(agreement):
        if not objective.sentence.strip():
            yield Spot(
                f"{path}.sentence",
                _("{objective} has no words yet.").format(objective=name),
                _("The agreement would hold an empty sentence."),
                _("Say in one sentence what the customer wants to be able to rely on, or remove the row."),
            )


@BOOK.rule("OBJ-NO-OWNER", FindingLevel.ERROR, Quality.CLEAR)
def objective_without_an_owner(agreement: Agreement) -> Iterator[Spot]:
    """Nobody is named who looks after the objective."""
    for path, name, objective in _named_objectives(agreement):
        if objective.sentence.strip() and not objective.owner.strip():
            yield Spot(
                f"{path}.owner",
                _("{objective} has no owner.").format(objective=name),
                _("When it slips, nobody is the first to act."),
                _("Name the role that looks after it, at either party."),
            )


@BOOK.rule("OBJ-NOT-ACCEPTED", FindingLevel.WARNING, Quality.REALISTIC)
def objective_that_is_still_open(agreement: Agreement) -> Iterator[Spot]:
    """One party, or both, has not accepted the objective."""
    for path, name, objective in _named_objectives(agreement):
        sides = (
            (_("the provider"), "provider_consent", objective.provider_consent),
            (_("the customer"), "customer_consent", objective.customer_consent),
        )
        waiting = [(party, field) for party, field, consent in sides if consent is Consent.OPEN]
        if objective.sentence.strip() and waiting:
            yield Spot(
                f"{path}.{waiting[0][1]}",
                _("{objective} is not yet accepted by {parties}.").format(
                    objective=name, parties=join_words([party for party, _field in waiting])
                ),
                _("A signature would settle what one side has not yet said yes to."),
                _("Ask that party; change the sentence until both accept it."),
            )


@BOOK.rule("OBJ-DUPLICATE", FindingLevel.WARNING, Quality.CLEAR)
def objective_written_twice(agreement: Agreement) -> Iterator[Spot]:
    """Two objectives say the same."""
    seen: dict[str, int] = {}
    for position, (path, _name, objective) in enumerate(_named_objectives(agreement)):
        key = " ".join(objective.sentence.casefold().split())
        if key and key in seen:
            yield Spot(
                f"{path}.sentence",
                _("Objectives {first} and {second} say the same: {sentence}.").format(
                    first=seen[key] + 1, second=position + 1, sentence=quoted(objective.sentence)
                ),
                _("Two owners, priorities or service levels for one objective lead to two readings of it."),
                _("Merge them into one."),
            )
        seen.setdefault(key, position)


@BOOK.rule("OBJ-SCOPE-CONTRADICTS", FindingLevel.ERROR, Quality.CLEAR)
def item_in_and_out_of_scope(agreement: Agreement) -> Iterator[Spot]:
    """The same words stand in scope and out of scope."""
    inside = {" ".join(item.casefold().split()) for item in agreement.objectives.in_scope}
    for position, item in enumerate(agreement.objectives.out_of_scope):
        if item.strip() and " ".join(item.casefold().split()) in inside:
            yield Spot(
                f"objectives.out_of_scope.{position}",
                _("{item} is in scope and out of scope.").format(item=quoted(item)),
                _("Both parties could find the sentence that suits them."),
                _("Remove it from one of the two lists, or say which part of it is meant."),
            )


@BOOK.rule("OBJ-HOURS-EMPTY", FindingLevel.ERROR, Quality.MEASURABLE)
def hours_that_hold_no_hour(agreement: Agreement) -> Iterator[Spot]:
    """Hours without a single opening span."""
    for path, name, calendar in _named_calendars(agreement):
        if not any(span.days for span in calendar.spans):
            yield Spot(
                f"{path}.spans",
                _("The hours {hours} hold no hour.").format(hours=name),
                _("A clock that runs on them would never move, and no deadline would ever pass."),
                _("Enter days and times, or remove these hours."),
            )


@BOOK.rule("OBJ-HOURS-OVERLAP", FindingLevel.WARNING, Quality.CLEAR)
def hours_that_overlap(agreement: Agreement) -> Iterator[Spot]:
    """Two spans of the same hours hold the same time."""
    for path, name, calendar in _named_calendars(agreement):
        minutes = 0
        for position, span in enumerate(calendar.spans):
            shared = (minutes & span_minutes(span)).bit_count()
            if shared:
                yield Spot(
                    f"{path}.spans.{position}",
                    _("Row {number} of the hours {hours} repeats {amount} minutes a week of the rows above it.").format(
                        number=position + 1, hours=name, amount=shared
                    ),
                    _("It is harmless for the clock, but a sign that one of the rows is not what was meant."),
                    _("Change the days or times so that each hour stands in one row only."),
                )
            minutes |= span_minutes(span)


@BOOK.rule("OBJ-HOURS-UNUSED", FindingLevel.NOTE, Quality.CLEAR)
def hours_that_nothing_uses(agreement: Agreement) -> Iterator[Spot]:
    """Hours are defined, and nothing refers to them."""
    used = _used_hours(agreement)
    for path, name, calendar in _named_calendars(agreement):
        if calendar.id and calendar.id not in used:
            yield Spot(
                path,
                _("Nothing refers to the hours {hours}.").format(hours=name),
                _("A reader will look for the promise that they belong to."),
                _("Choose them where they should count, or remove them."),
            )


def _used_hours(agreement: Agreement) -> set[str]:
    objectives, metrics = agreement.objectives, agreement.metrics
    used = {objectives.service_hours, objectives.support_hours}
    used |= {channel.calendar for channel in objectives.channels}
    used |= {severity.calendar for severity in metrics.severities}
    for level in metrics.levels:
        used |= {level.hours, level.clock.calendar, *(target.calendar for target in level.targets)}
    return used


def _named_calendars(agreement: Agreement) -> Iterator[tuple[str, str, HoursCalendar]]:
    for position, calendar in enumerate(agreement.objectives.calendars):
        yield f"objectives.calendars.{position}", quoted(calendar.name or calendar.id), calendar


@BOOK.rule("OBJ-HOLIDAYS-UNKNOWN", FindingLevel.ERROR, Quality.MEASURABLE)
def holidays_of_nowhere(agreement: Agreement) -> Iterator[Spot]:
    """Public holidays of a country or region that the holiday tables do not have."""
    for path, name, calendar in _named_calendars(agreement):
        if calendar.holidays_of and not has_holidays(calendar.holidays_of):
            yield Spot(
                f"{path}.holidays_of",
                _("The public holidays of {country}, which the hours {hours} leave out, are not known.").format(
                    country=quoted(calendar.holidays_of), hours=name
                ),
                _("Deadlines in these hours could not be worked out, and nobody could say which days are free."),
                _("Enter a country as two letters, with its region where needed (“DE”, “DE-BE”), or clear the field."),
            )


@lru_cache(maxsize=64)
def has_holidays(place: str) -> bool:
    """Whether the holiday tables have a country, or a part of one."""
    import holidays  # takes 50 ms, so only where a draft names a country

    country, _dash, region = place.partition("-")
    table = getattr(holidays, country, None) if len(country) == 2 and country.isupper() else None
    return table is not None and (not region or region in table.subdivisions)


@BOOK.rule("OBJ-CRITICAL-BY-DAY", FindingLevel.NOTE, Quality.REALISTIC)
def critical_service_with_office_hours(agreement: Agreement) -> Iterator[Spot]:
    """A critical service that is promised in part of the week only."""
    objectives = agreement.objectives
    hours = agreement.calendar(objectives.service_hours)
    if objectives.criticality is Criticality.CRITICAL and hours and hours.spans and not hours.is_continuous:
        yield Spot(
            "objectives.service_hours",
            _("The business depends on the service critically, yet it is promised only in {hours}.").format(
                hours=calendar_words(hours)
            ),
            _("Outside these hours an outage is no miss, however long it lasts."),
            _("Keep it if the business sleeps then; otherwise choose longer hours."),
        )


@BOOK.rule("OBJ-CHANNEL-NO-ADDRESS", FindingLevel.ERROR, Quality.CLEAR)
def channel_without_an_address(agreement: Agreement) -> Iterator[Spot]:
    """A way to reach support without its address."""
    for position, channel in enumerate(agreement.objectives.channels):
        if not channel.address.strip():
            yield Spot(
                f"objectives.channels.{position}.address",
                _("The channel {channel} has no address or number.").format(
                    channel=row_name(_("row"), position, channel.kind)
                ),
                _("A response time counts from a message that nobody knows where to send."),
                _("Enter the telephone number, e-mail address or web address."),
            )


@BOOK.rule("OBJ-PEAK-DATES", FindingLevel.ERROR, Quality.CLEAR)
def peak_that_ends_before_it_starts(agreement: Agreement) -> Iterator[Spot]:
    """A busy season whose dates are the wrong way round."""
    for position, peak in enumerate(agreement.objectives.seasonal_peaks):
        if peak.start and peak.end and peak.end < peak.start:
            yield Spot(
                f"objectives.seasonal_peaks.{position}.end",
                _("{peak} ends on {end}, before it starts on {start}.").format(
                    peak=row_name(_("Peak"), position, peak.name),
                    end=date_words(peak.end),
                    start=date_words(peak.start),
                ),
                _("No day lies in it, so whatever is agreed for it never applies."),
                _("Check the two dates and their years."),
            )


@BOOK.rule("OBJ-DATA-NOWHERE", FindingLevel.WARNING, Quality.CLEAR)
def data_without_a_place(agreement: Agreement) -> Iterator[Spot]:
    """Data is processed, and the agreement does not say where."""
    objectives = agreement.objectives
    left_out = agreement.reason_left_out("objectives.data_locations") is not None
    if objectives.data_processed.strip() and not objectives.data_locations and not left_out:
        yield Spot(
            "objectives.data_locations",
            _("Data is processed ({data}), but no place is named.").format(data=objectives.data_processed.strip()),
            _("Data protection law asks where personal data is kept, and the customer must be able to answer."),
            _("Name the countries or regions in which it is stored and processed."),
        )


@BOOK.rule("OBJ-MUST-WITHOUT-CREDIT", FindingLevel.NOTE, Quality.MEASURABLE)
def must_that_costs_nothing(agreement: Agreement) -> Iterator[Spot]:
    """The service levels of a "must" are among those without a consequence, and no remedy names them."""
    free = {row.level for row in agreement.consequences.no_consequence}
    free -= {level for remedy in agreement.consequences.remedies for level in remedy.levels}
    for path, name, objective in _named_objectives(agreement):
        if objective.priority == "must" and objective.levels and set(objective.levels) <= free:
            yield Spot(
                f"{path}.priority",
                _("{objective} is a must, yet nothing follows when {levels} is missed.").format(
                    objective=name,
                    levels=join_words([level_name_of(agreement, level) for level in objective.levels]),
                ),
                _("What must be reached and what may be missed without a consequence do not go together well."),
                _("Lower the priority, or agree a consequence in step 4."),
            )
