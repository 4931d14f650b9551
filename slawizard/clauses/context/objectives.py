"""The first step as templates see it: the service, its hours, its support, and the objectives."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.objectives import Consent, Criticality, Objective, Objectives, Priority, SupportChannel
from slawizard.agreement.quantities import HoursCalendar
from slawizard.agreement.wording import calendar_words, date_words, days_words, region_words, span_words
from slawizard.analysis.service_time import working_week
from slawizard.clauses.context.values import ContextValue, Words, Writer, make_anchors

_PRIORITY_WORDS = {Priority.MUST: "Must have", Priority.SHOULD: "Should have", Priority.COULD: "Could have"}
_CONSENT_WORDS = {
    (Consent.ACCEPTED, Consent.ACCEPTED): "Both parties",
    (Consent.ACCEPTED, Consent.OPEN): "The Provider only",
    (Consent.OPEN, Consent.ACCEPTED): "The Customer only",
    (Consent.OPEN, Consent.OPEN): "Not yet",
}


def objectives_words(agreement: Agreement, write: Writer) -> Words:
    """Everything that the first step holds besides the parties."""
    step = agreement.objectives
    calendars = Calendars(agreement, write)
    return {
        "service": _service_words(step, write),
        "calendars": calendars.all,
        "service_hours": calendars.find(step.service_hours, "objectives.service_hours"),
        "support_hours": calendars.find(step.support_hours, "objectives.support_hours"),
        "working_days": _working_days(agreement, write),
        "channels": [_channel_words(one, number, calendars, write) for number, one in enumerate(step.channels)],
        "objectives": [_objective_words(agreement, one, number, write) for number, one in enumerate(step.objectives)],
        "peaks": [
            {
                "name": write.line(one.name, f"objectives.seasonal_peaks.{number}.name"),
                "start": write.date(one.start, f"objectives.seasonal_peaks.{number}.start"),
                "end": write.date(one.end, f"objectives.seasonal_peaks.{number}.end"),
                "effect": write.sentence(one.effect, f"objectives.seasonal_peaks.{number}.effect"),
            }
            for number, one in enumerate(step.seasonal_peaks)
        ],
    }


_TERMS = ("support hours", "service hours")


def _working_days(agreement: Agreement, write: Writer) -> Words:
    """Whether Working Days are those of Support Hours, on which days; else the place whose public holidays are none."""
    week = working_week(agreement)
    calendars = agreement.objectives.calendars
    place = next((n for n, one in enumerate(calendars) if one.holidays_of == week.holidays_of), 0)
    days = days_words(tuple(day for span in week.spans for day in span.days))
    own = f"objectives.calendars.{calendars.index(week)}.spans" if week in calendars else ""
    return {
        "by_support_hours": bool(own),
        "days": write.optional(days if own else "", own),
        "holidays_of": write.optional(region_words(week.holidays_of), f"objectives.calendars.{place}.holidays_of"),
    }


class Calendars:
    """The agreement's hours by id, in words."""

    def __init__(self, agreement: Agreement, write: Writer) -> None:
        self._write = write
        calendars = agreement.objectives.calendars
        anchors = make_anchors(one.id for one in calendars)
        self._used = _used_calendars(agreement)
        self.all = [self._words(one, number, anchors[number]) for number, one in enumerate(calendars)]
        self._by_id = {one.id: words for one, words in zip(calendars, self.all, strict=True)}

    def find(self, calendar_id: str, path: str) -> Words:
        """The hours with this id, with the path of the field that names them. Without one: `given` is false."""
        found = self._by_id.get(calendar_id)
        if found is None:
            nothing = self._write.text("", path, "hours")
            return {
                "given": nothing,
                "name": nothing,
                "words": nothing,
                "named_as_term": False,
                "always": False,
                "schedule": "",
                "time_zone": nothing,
            }
        name = self._write.text(found["plain_name"], path)
        return {
            "given": True,
            "name": name,
            "words": self._write.words(found["plain_words"], path),
            "named_as_term": " ".join(found["plain_name"].casefold().split()) in _TERMS,
            "always": found["always"],
            "schedule": found["schedule"],
            "time_zone": found["time_zone"],
        }

    def _words(self, one: HoursCalendar, number: int, anchor: str) -> Words:
        write, path = self._write, f"objectives.calendars.{number}"
        name = one.name or one.id
        words = calendar_words(one)
        return {
            "anchor": anchor,
            "path": path,
            "schedule": f"hours-{anchor}",
            "name": write.line(name, f"{path}.name", "name of the hours"),
            "words": write.words(words, path),
            "plain_name": name,
            "plain_words": words,
            "always": one.is_continuous,
            "used": one.id in self._used,
            "time_zone": write.text(one.time_zone, f"{path}.time_zone", "time zone"),
            "spans": [
                {
                    "days": write.text(_capital(days_words(span.days)), f"{path}.spans.{place}.days"),
                    "hours": write.words(span_words(span).partition(", ")[2], f"{path}.spans.{place}"),
                }
                for place, span in enumerate(one.spans)
            ]
            or [{"days": write.text("", f"{path}.spans", "days"), "hours": write.text("", f"{path}.spans", "hours")}],
            "holidays_of": write.optional(region_words(one.holidays_of), f"{path}.holidays_of"),
            "own_holidays": [
                write.text(date_words(day, write.language), f"{path}.own_holidays.{place}")
                for place, day in enumerate(one.own_holidays)
            ],
        }


def _used_calendars(agreement: Agreement) -> set[str]:
    """The ids of the hours that anything in the agreement runs in."""
    step, metrics = agreement.objectives, agreement.metrics
    return {
        step.service_hours,
        step.support_hours,
        *(one.calendar for one in step.channels),
        *(one.calendar for one in agreement.expectations.duties),
        *(one.calendar for one in metrics.severities),
        *(name for one in metrics.levels for name in (one.hours, one.clock.calendar)),
        *(target.calendar for one in metrics.levels for target in one.targets),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _service_words(step: Objectives, write: Writer) -> Words:
    criticality = step.criticality
    return {
        "name": write.phrase(step.service_name, "objectives.service_name", "name of the service"),
        "description": write.sentence(
            step.service_description, "objectives.service_description", "description of the service"
        ),
        "purpose": write.sentence(step.business_purpose, "objectives.business_purpose", "business purpose"),
        "criticality": write.text(criticality or "", "objectives.criticality"),
        "critical": criticality is Criticality.CRITICAL,
        "high": criticality is Criticality.HIGH,
        "medium": criticality is Criticality.MEDIUM,
        "low": criticality is Criticality.LOW,
        "users": write.phrase(step.users, "objectives.users", "users"),
        "sites": write.phrases(step.sites, "objectives.sites"),
        "in_scope": write.phrases(step.in_scope, "objectives.in_scope"),
        "out_of_scope": write.phrases(step.out_of_scope, "objectives.out_of_scope"),
        "data": write.sentence(step.data_processed, "objectives.data_processed"),
        "data_locations": write.phrases(step.data_locations, "objectives.data_locations"),
    }


def _channel_words(channel: SupportChannel, number: int, calendars: Calendars, write: Writer) -> Words:
    path = f"objectives.channels.{number}"
    return {
        "kind": write.line(channel.kind, f"{path}.kind", "channel"),
        "address": write.line(channel.address, f"{path}.address", "address"),
        "hours": calendars.find(channel.calendar, f"{path}.calendar"),
        "languages": write.phrases(channel.languages, f"{path}.languages"),
    }


def _objective_words(agreement: Agreement, one: Objective, number: int, write: Writer) -> Words:
    path = f"objectives.objectives.{number}"
    return {
        "sentence": write.sentence(one.sentence, f"{path}.sentence", "objective"),
        "owner": write.line(one.owner, f"{path}.owner", "owner"),
        "priority": write.text(_PRIORITY_WORDS[one.priority], f"{path}.priority"),
        "levels": _level_names(agreement, one.levels, f"{path}.levels", write),
        "accepted": write.text(_CONSENT_WORDS[one.provider_consent, one.customer_consent], f"{path}.provider_consent"),
    }


def _level_names(agreement: Agreement, ids: tuple[str, ...], path: str, write: Writer) -> list[ContextValue]:
    names = [(level.name or level.id) for level_id in ids if (level := agreement.level(level_id)) is not None]
    return [write.line(name, f"{path}.{number}") for number, name in enumerate(names)]
