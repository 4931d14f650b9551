"""The second step as templates see it: duties, volumes, resources, maintenance, limits, continuity."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import (
    Duty,
    EvidenceChart,
    Expectations,
    History,
    Maintenance,
    StaffShift,
    Supplier,
    Volume,
)
from slawizard.agreement.metrics import ServiceLevel
from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.agreement.wording import region_words, span_words
from slawizard.clauses.context.objectives import Calendars
from slawizard.clauses.context.values import ContextValue, Words, Writer


def expectations_words(agreement: Agreement, write: Writer) -> Words:
    """Everything that the second step holds, except positions, which stand beside their service levels."""
    step = agreement.expectations
    calendars = Calendars(agreement, write)
    return {
        "duties": {
            "provider": _duties(step, Role.PROVIDER, calendars, write),
            "customer": _duties(step, Role.CUSTOMER, calendars, write),
        },
        "volumes": [_volume(one, number, write) for number, one in enumerate(step.volumes)],
        "staffing": [
            _shift(one, number, write) for number, one in enumerate(step.staffing) if one.party is Role.PROVIDER
        ],
        "suppliers": [_supplier(one, number, step, write) for number, one in enumerate(step.suppliers)],
        "maintenance": _maintenance(step.maintenance, write),
        "known_limits": write.sentences(step.known_limits, "expectations.known_limits"),
        "exclusions": write.phrases(step.exclusions, "expectations.exclusions"),
        "continuity": _continuity(step, write),
        "evidence": _evidence(agreement, write),
        "ramp_up": {
            "any": step.ramp_up is not None or step.ramp_up_until is not None,
            "length": write.duration(step.ramp_up, "expectations.ramp_up"),
            "until": write.date(step.ramp_up_until, "expectations.ramp_up_until"),
            "terms": write.sentence(step.ramp_up_terms, "expectations.ramp_up_terms"),
        },
    }


def _duties(step: Expectations, party: Role, calendars: Calendars, write: Writer) -> list[Words]:
    return [_duty(one, number, calendars, write) for number, one in enumerate(step.duties) if one.party is party]


def _duty(duty: Duty, number: int, calendars: Calendars, write: Writer) -> Words:
    path = f"expectations.duties.{number}"
    return {
        "text": write.phrase(duty.text, f"{path}.text", "duty"),
        "within": write.duration(duty.within, f"{path}.within", "time limit"),
        "counted_from": write.phrase(duty.counted_from, f"{path}.counted_from", "event that starts the time limit"),
        "team": write.line(duty.answered_by, f"{path}.answered_by"),
        "hours": calendars.find(duty.calendar, f"{path}.calendar"),
    }


def _volume(volume: Volume, number: int, write: Writer) -> Words:
    path = f"expectations.volumes.{number}"
    return {
        "name": write.line(volume.name, f"{path}.name"),
        "amount": write.number(volume.amount, f"{path}.amount"),
        "unit": write.optional(volume.unit, f"{path}.unit"),
        "period": write.optional(volume.period, f"{path}.period"),
        "tolerance": write.percent(volume.tolerance_percent, f"{path}.tolerance_percent"),
    }


def _shift(shift: StaffShift, number: int, write: Writer) -> Words:
    path = f"expectations.staffing.{number}"
    words = span_words(shift.hours)
    return {
        "team": write.line(shift.team, f"{path}.team"),
        "people": write.number(shift.people, f"{path}.people", "number of people"),
        "hours": write.text(words[:1].upper() + words[1:], f"{path}.hours"),
        "on_call": shift.on_call,
    }


def _supplier(supplier: Supplier, number: int, step: Expectations, write: Writer) -> Words:
    path = f"expectations.suppliers.{number}"
    beside = [one.name for one in step.suppliers if one.group and one.group == supplier.group]
    return {
        "name": write.line(supplier.name, f"{path}.name", "supplier"),
        "provides": write.line(supplier.provides, f"{path}.provides", "what it provides"),
        "availability": write.percent(supplier.availability, f"{path}.availability"),
        "window": write.optional(supplier.window, f"{path}.window"),
        "alone": len(beside) < 2,
        "needed": write.number(supplier.needed, f"{path}.needed"),
        "of": write.number(len(beside), f"{path}.group"),
    }


def _maintenance(one: Maintenance, write: Writer) -> Words:
    path = "expectations.maintenance"
    return {
        "any": bool(one.windows or one.notice or one.most_hours is not None),
        "windows": [
            write.text(span_words(span) if span.days else "", f"{path}.windows.{number}", "days")
            for number, span in enumerate(one.windows)
        ]
        + _on_holidays(one, write),
        "time_zone": write.text(one.time_zone, f"{path}.time_zone", "time zone"),
        "notice": write.duration(one.notice, f"{path}.notice", "notice"),
        "capped": one.most_hours is not None,
        "most": write.duration(
            None if one.most_hours is None else Duration(one.most_hours, TimeUnit.HOURS), f"{path}.most_hours"
        ),
        "per": write.phrase(one.most_hours_per, f"{path}.most_hours_per"),
        "emergency_notice": write.duration(one.emergency_notice, f"{path}.emergency_notice"),
        "counts_as_downtime": one.counts_as_downtime,
    }


def _on_holidays(one: Maintenance, write: Writer) -> list[ContextValue]:
    if not (one.windows and one.holidays_of.strip()):
        return []
    words = f"public holidays in {region_words(one.holidays_of)}, as on Sundays"
    return [write.text(words, "expectations.maintenance.holidays_of", "public holidays")]


def _continuity(step: Expectations, write: Writer) -> Words:
    one, path = step.continuity, "expectations.continuity"
    return {
        "any": any((one.recovery_time, one.recovery_point, one.test_every, one.declared_after)),
        "recovery_time": write.duration(one.recovery_time, f"{path}.recovery_time"),
        "recovery_point": write.duration(one.recovery_point, f"{path}.recovery_point"),
        "test_every": write.interval(one.test_every, f"{path}.test_every"),
        "declared_after": write.duration(one.declared_after, f"{path}.declared_after"),
    }


def _evidence(agreement: Agreement, write: Writer) -> Words:
    """The sources of the evidence, where an annex shows it; `annex` says whether one does."""
    one, path = agreement.expectations.evidence, "expectations.evidence"
    known = ((number, history, agreement.level(history.level)) for number, history in enumerate(one.histories))
    return {
        "annex": bool(one.annex),
        "credits": EvidenceChart.CREDITS in one.annex,
        "sources": [
            _source(history, level, f"{path}.histories.{number}", write) for number, history, level in known if level
        ],
    }


def _source(history: History, level: ServiceLevel, path: str, write: Writer) -> Words:
    where = ", ".join(each.value for each in history.where)
    return {
        "level": write.line((level.name or level.id) + (f" ({where})" if where else ""), f"{path}.level"),
        "source": write.optional(history.source, f"{path}.source"),
        "windows": write.number(len(history.windows), f"{path}.windows"),
        "digest": write.text("" if history.digest == "typed" else history.digest, f"{path}.digest"),
        "typed": history.digest == "typed",
    }
