"""Credit rules and caps as templates see them: figures in words, bands row by row, and a computed example."""

from __future__ import annotations

import re
from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Cap, CapPeriod, CapUnit, CreditRule, CreditUnit, StartsBelow
from slawizard.agreement.credit_shapes import (
    Band,
    Bands,
    Flat,
    IncrementRounding,
    Increments,
    KeyedOn,
    LostTime,
    Overlap,
    PerOccurrence,
)
from slawizard.agreement.metrics import EventShare, ServiceLevel, ShareWithin
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.analysis.credits import band_words
from slawizard.analysis.examples import worked_example
from slawizard.analysis.fees import base_words as spoken_base
from slawizard.analysis.miss import unit_scale
from slawizard.clauses.context.bases import base_words
from slawizard.clauses.context.metrics import MONTH_NAMES, level_anchors, level_name
from slawizard.clauses.context.occurring import single_word
from slawizard.clauses.context.values import CREDIT_CLAUSES, ContextValue, Words, Writer, make_anchors, with_terms

_CAP_PERIODS = {
    CapPeriod.INCIDENT: "for one Incident",
    CapPeriod.WINDOW: "for one Measurement Window",
    CapPeriod.MONTH: "for one calendar month",
    CapPeriod.QUARTER: "for one calendar quarter",
    CapPeriod.YEAR: "for one calendar year",
    CapPeriod.TRAILING: "for any {} calendar months in a row",
    CapPeriod.TERM: "for the whole term of the Agreement",
}
_TERMS = {
    "measured value": "Measured Value",
    "of the target": "of the Target",
    "of the base": "of the Credit Base",
    "of downtime": "of Downtime",
}
"""What the calculation says in small letters, and an agreement defines."""
_POINTS = re.compile(r"((?:^|earns |: |× |= )[\d.,]+\s)point")
_SHAPES = {
    "bands": Bands,
    "flat": Flat,
    "lost_time": LostTime,
    "increments": Increments,
    "per_occurrence": PerOccurrence,
}


def rules_words(agreement: Agreement, write: Writer) -> list[Words]:
    """Every credit rule."""
    rules = agreement.consequences.rules
    anchors = make_anchors((rule.id for rule in rules), CREDIT_CLAUSES)
    return [_rule(agreement, rule, number, anchors[number], write) for number, rule in enumerate(rules)]


def _rule(agreement: Agreement, rule: CreditRule, number: int, anchor: str, write: Writer) -> Words:
    path = f"consequences.rules.{number}"
    level = agreement.level(rule.level) or ServiceLevel(id=rule.level)
    names = level_anchors(agreement)
    where = "; ".join(f"{one.dimension}: {one.value}" for one in rule.where)
    place = next((n for n, one in enumerate(agreement.metrics.levels) if one.id == rule.level), 0)
    title = level_name(level, f"metrics.levels.{place}", write)
    name = write.line(title, f"{path}.level", "service level")
    unit = CreditUnit.HOURS_OF_SERVICE if isinstance(rule.shape, LostTime) else rule.unit
    where_value = write.phrase(where, f"{path}.where")
    return {
        "anchor": anchor,
        "path": path,
        "schedule": f"credit-{anchor}",
        "level": name,
        "level_schedule": f"service-level-{names[level.id]}" if level.id in names else "",
        "level_given": level.id in names,
        "where": where_value,
        "short_name": f"{name} ({where_value})" if where else name,
        "from_minimum": rule.starts_below is StartsBelow.MINIMUM,
        **_measured_words(level),
        "percent": unit is CreditUnit.PERCENT_OF_BASE,
        "money": unit is CreditUnit.MONEY,
        "days": unit is CreditUnit.DAYS_OF_SERVICE,
        "hours": unit is CreditUnit.HOURS_OF_SERVICE,
        "points": unit is CreditUnit.POINTS,
        "base": base_words(rule.base, f"{path}.base", write),
        "automatic": rule.automatic,
        "most": _amount(rule.most, unit, f"{path}.most", write),
        "capped": rule.most is not None,
        "plain_group": rule.group,
        "group": write.line(rule.group, f"{path}.group"),
        **_window_words(rule, level, path, write),
        "eligibility": write.phrases(rule.eligibility, f"{path}.eligibility"),
        "note": write.sentence(rule.from_date_note, f"{path}.from_date_note"),
        **_shape_words(agreement, rule, level, unit, f"{path}.shape", write),
        "example": _example_words(agreement, rule, f"{path}.shape", write),
    }


def _measured_words(level: ServiceLevel) -> Words:
    """What the level's figure is made of, so that a credit speaks of that."""
    return {
        "counts_downtime": level.statistic.__struct_config__.tag == "time_share",
        "of_items": isinstance(level.statistic, ShareWithin),
        "of_events": isinstance(level.statistic, EventShare),
        "higher": level.direction == "higher",
        "one": single_word(level),
        "per_incident": level.window.kind == "per_incident",
    }


def _window_words(rule: CreditRule, level: ServiceLevel, path: str, write: Writer) -> Words:
    """Which windows a rule covers, and its factor for a miss that follows another; incidents have no windows before."""
    factor = None if level.window.kind == "per_incident" else rule.repeat_factor
    return {
        "repeat": write.number(factor, f"{path}.repeat_factor"),
        "repeat_within": write.number(Decimal(rule.repeat_within), f"{path}.repeat_within"),
        "repeat_last": rule.repeat_within == 1,
        "applies_from": write.date(rule.applies_from, f"{path}.applies_from"),
        "applies_until": write.date(rule.applies_until, f"{path}.applies_until"),
    }


def _shape_words(
    agreement: Agreement, rule: CreditRule, level: ServiceLevel, unit: CreditUnit, path: str, write: Writer
) -> Words:
    shape = rule.shape
    words: Words = {name: isinstance(shape, kind) for name, kind in _SHAPES.items()}
    bands = shape if isinstance(shape, Bands) else Bands()
    increments = shape if isinstance(shape, Increments) else Increments()
    keyed_on = increments.keyed_on if isinstance(shape, Increments) else bands.keyed_on
    words |= {f"by_{key.value}": keyed_on is key for key in KeyedOn}
    words["in_downtime"] = _is_counted_in_downtime(level, increments.unit or bands.unit, keyed_on)
    words["deepest"] = bands.overlap is Overlap.DEEPEST_WINS
    words["rows"] = _band_rows(bands, _figure_unit(bands.keyed_on, bands.unit, level), unit, path, write)
    words["credit"] = _amount(getattr(shape, "credit", None), unit, f"{path}.credit", write)
    words["increment"] = _increment_words(increments, level, unit, path, write)
    words["lost"] = _lost_words(shape if isinstance(shape, LostTime) else LostTime(), path, write)
    words["occurrence"] = _occurrence_words(
        shape if isinstance(shape, PerOccurrence) else PerOccurrence(), level, path, write
    )
    return words


def _is_counted_in_downtime(level: ServiceLevel, unit: str, keyed_on: KeyedOn) -> bool:
    """Whether bands or steps in a unit of time stand under a target in percent: they mean the time lost."""
    return level.unit == "percent" and keyed_on is not KeyedOn.MISS_PERCENT and unit_scale(unit) is not None


def _figure_unit(keyed_on: KeyedOn, own_unit: str, level: ServiceLevel) -> str:
    if keyed_on is KeyedOn.MISS_PERCENT:
        return "percent"
    unit = own_unit or level.unit
    return "percentage_points" if unit == "percent" and keyed_on is KeyedOn.MISS else unit


def _band_rows(shape: Bands, figure_unit: str, unit: CreditUnit, path: str, write: Writer) -> list[Words]:
    if not shape.bands:
        path = f"{path}.bands"
        return [{"range": write.text("", path, "band"), "credit": write.text("", path, "credit")}]
    return [
        {
            "range": _range(band, figure_unit, f"{path}.bands.{number}", write),
            "credit": _amount(band.credit, unit, f"{path}.bands.{number}.credit", write),
        }
        for number, band in enumerate(shape.bands)
    ]


def _range(band: Band, unit: str, path: str, write: Writer) -> ContextValue:
    if band.lower is None and band.upper is None:
        return write.text("", path, "band")
    words = band_words(band, unit).words(write.language)
    return write.text(with_terms(words[:1].upper() + words[1:]), path)


def _amount(amount: Decimal | None, unit: CreditUnit, path: str, write: Writer) -> str:
    """An amount of credit in its unit: "10 %", "EUR 25.00", "2 days of service", "3 Credit Points"."""
    if amount is None:
        return write.number(None, path, "credit")
    if unit is CreditUnit.PERCENT_OF_BASE:
        return write.percent(amount, path)
    if unit is CreditUnit.MONEY:
        return write.sum(amount, path)
    if unit is CreditUnit.POINTS:
        return f"{write.number(amount, path)} Credit {'Point' if amount == 1 else 'Points'}"
    time = TimeUnit.DAYS if unit is CreditUnit.DAYS_OF_SERVICE else TimeUnit.HOURS
    return f"{write.duration(Duration(amount, time), path)} of Service"


def _increment_words(shape: Increments, level: ServiceLevel, unit: CreditUnit, path: str, write: Writer) -> Words:
    figure = _figure_unit(shape.keyed_on, shape.unit, level)
    return {
        "every": write.quantity(shape.every, figure, f"{path}.every"),
        "unit": write.unit(shape.unit, f"{path}.unit"),
        "full": shape.rounding is IncrementRounding.FULL_ONLY,
        "started": shape.rounding is IncrementRounding.STARTED,
        "pro_rata": shape.rounding is IncrementRounding.PRO_RATA,
        "grace": write.quantity(shape.grace or None, figure, f"{path}.grace"),
        "initial": _amount(shape.initial, unit, f"{path}.initial", write),
        "has_initial": bool(shape.initial),
        "most": write.number(shape.most, f"{path}.most"),
    }


def _lost_words(shape: LostTime, path: str, write: Writer) -> Words:
    return {
        "multiplier": write.number(shape.multiplier, f"{path}.multiplier"),
        "times": shape.multiplier != 1,
        "grace": write.duration(shape.grace, f"{path}.grace"),
        "beyond_allowance": shape.beyond_allowance,
    }


def _occurrence_words(shape: PerOccurrence, level: ServiceLevel, path: str, write: Writer) -> Words:
    return {
        "threshold": write.quantity(shape.threshold, level.unit, f"{path}.threshold"),
        "free": write.number(shape.free or None, f"{path}.free"),
        "one_free": shape.free == 1,
    }


def _example_words(agreement: Agreement, rule: CreditRule, path: str, write: Writer) -> Words:
    example = worked_example(agreement, rule)
    if example is None:
        nothing = write.optional("", path)
        return {"given": False, "measured": nothing, "fee": nothing, "credit": nothing, "steps": [nothing]}
    return {
        "given": True,
        "measured": write.text(_defined(example.measured), path),
        "fee": write.optional(example.fee.rpartition(": ")[2], path),
        "credit": write.money(example.credit, path),
        "steps": [write.text(_step_words(agreement, rule, step), path) for step in example.steps],
    }


def _step_words(agreement: Agreement, rule: CreditRule, step: str) -> str:
    """A step of the calculation in the terms of the clauses, which have one for what it calls by its fee's name."""
    base = agreement.consequences.points_base if rule.unit is CreditUnit.POINTS else rule.base
    words = _defined(step.replace(f"of the {spoken_base(base)}, ", "of the Credit Base, "))
    return _POINTS.sub(r"\1Credit Point", words) if rule.unit is CreditUnit.POINTS else words


def _defined(words: str) -> str:
    for plain, term in _TERMS.items():
        words = words.replace(plain, term)
    return with_terms(words)


def caps_words(agreement: Agreement, write: Writer) -> list[Words]:
    """Every cap: its amount, what it is of, over what period, and which credits it covers."""
    step = agreement.consequences
    short_names = {rule.id: number for number, rule in enumerate(step.rules)}
    caps: list[Words] = []
    for number, cap in enumerate(step.caps):
        path = f"consequences.caps.{number}"
        covered = [rule_id for rule_id in cap.rules if rule_id in short_names]
        caps.append(
            {
                "amount": _cap_amount(cap, path, write),
                "percent": cap.unit is CapUnit.PERCENT_OF_BASE,
                "days": cap.unit is CapUnit.DAYS_OF_SERVICE,
                "base": base_words(cap.base, f"{path}.base", write, step.year_starts),
                "period": write.text(_period(cap, step.year_starts), f"{path}.period"),
                "all": not covered,
                "rules": _covered_names(agreement, covered, path, write),
            }
        )
    return caps


def _period(cap: Cap, year_starts: int) -> str:
    words = _CAP_PERIODS[cap.period].format(cap.trailing_months)
    if year_starts == 1 or cap.period not in (CapPeriod.QUARTER, CapPeriod.YEAR):
        return words
    return f"{words.replace('calendar ', '')}, counted from 1\u00a0{MONTH_NAMES[(year_starts - 1) % 12]}"


def _cap_amount(cap: Cap, path: str, write: Writer) -> ContextValue:
    path = f"{path}.amount"
    if cap.unit is CapUnit.PERCENT_OF_BASE:
        return write.percent(cap.amount, path, "most")
    if cap.unit is CapUnit.MONEY:
        return write.sum(cap.amount, path, "most")
    return write.duration(None if cap.amount is None else Duration(cap.amount, TimeUnit.DAYS), path, "most")


def _covered_names(agreement: Agreement, ids: list[str], path: str, write: Writer) -> list[ContextValue]:
    rules = {rule.id: rule for rule in agreement.consequences.rules}
    names: list[ContextValue] = []
    for place, rule_id in enumerate(ids):
        level = agreement.level(rules[rule_id].level)
        where = "; ".join(f"{one.dimension}: {one.value}" for one in rules[rule_id].where)
        name = (level.name or level.id) if level else rule_id
        names.append(write.line(f"{name} ({where})" if where else name, f"{path}.rules.{place}"))
    return names
