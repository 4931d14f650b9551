"""Whatever an agreement says, however unfinished or absurd: the analysis answers, or says why it cannot."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Cap, Claim, Consequences, CreditRule, TerminationTrigger
from slawizard.agreement.credit_shapes import Band, Bands
from slawizard.agreement.metrics import MeasurementWindow, Metrics, ServiceLevel, Target
from slawizard.agreement.quantities import Duration, HoursCalendar
from slawizard.analysis.calculator import calculate
from slawizard.analysis.downtime import allowance
from slawizard.analysis.examples import worked_example
from slawizard.analysis.measured import decode_measured
from slawizard.analysis.measured_template import measured_template
from slawizard.analysis.proof import first_paying, prove_rule
from slawizard.analysis.report import report
from slawizard.analysis.report_words import report_words
from slawizard.errors import CalculationError, MeasuredFileError
from tests.strategies import AGREEMENTS, FIGURES, structs, values

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


@st.composite
def terms(draw: st.DrawFn) -> Agreement:
    """An agreement in which a rule with a level of its own is drawn field by field."""
    level: ServiceLevel = draw(structs(ServiceLevel))
    targets = draw(st.lists(structs(Target), min_size=1, max_size=2).map(tuple))
    rule: CreditRule = draw(structs(CreditRule))
    rule = msgspec.structs.replace(rule, level=level.id, shape=draw(values(_SHAPE)))
    level = msgspec.structs.replace(level, targets=targets, window=draw(structs(MeasurementWindow)))
    consequences = Consequences(
        claim=draw(structs(Claim)),
        caps=draw(st.lists(structs(Cap), max_size=2).map(tuple)),
        termination=draw(st.lists(structs(TerminationTrigger), max_size=1).map(tuple)),
        grace_period=draw(st.none() | structs(Duration)),
    )
    return Agreement(
        metrics=Metrics(levels=(level,)), consequences=msgspec.structs.replace(consequences, rules=(rule,))
    )


_SHAPE = next(field.type for field in msgspec.structs.fields(CreditRule) if field.name == "shape")


@SLOW
@given(terms())
def test_any_rule_has_an_example_or_none(found: Agreement) -> None:
    (rule,) = found.consequences.rules
    example = worked_example(found, rule)
    assert example is None or all(example.steps)


@SLOW
@given(terms())
def test_any_rule_can_be_proved(found: Agreement) -> None:
    (rule,), (level,) = found.consequences.rules, found.metrics.levels
    for fault in prove_rule(found, rule):
        assert fault.words(level.unit)
    for target in level.targets:
        start = first_paying(rule, level, target)
        assert start is None or start.value is not None


@SLOW
@given(st.lists(structs(Band), max_size=4).map(tuple), terms())
def test_any_table_of_bands_can_be_proved(bands: tuple[Band, ...], found: Agreement) -> None:
    (rule,) = found.consequences.rules
    shape = rule.shape if isinstance(rule.shape, Bands) else Bands()
    changed = msgspec.structs.replace(rule, shape=msgspec.structs.replace(shape, bands=bands))
    assert isinstance(prove_rule(found, changed), tuple)


@SLOW
@given(structs(ServiceLevel), FIGURES, st.none() | structs(HoursCalendar), st.dates(dt.date(1990, 1, 1)))
def test_any_level_has_an_allowance_or_says_why_not(
    level: ServiceLevel, target: Any, calendar: HoursCalendar | None, start: dt.date
) -> None:
    assert _allowance_words(level, target, calendar, start)


def _allowance_words(level: ServiceLevel, target: Any, calendar: HoursCalendar | None, start: dt.date) -> str:
    try:
        return str(allowance(level, target, calendar, start).agreed_minutes)
    except CalculationError as problem:
        return str(problem)


@SLOW
@given(AGREEMENTS)
def test_any_agreement_has_a_template(found: Agreement) -> None:
    assert json.loads(measured_template(found))["version"] == 1


@SLOW
@given(
    terms(),
    st.dictionaries(st.sampled_from(["value", "missed", "violations", "samples", "outages"]), st.none(), max_size=1),
    FIGURES,
)
def test_any_calculation_ends_in_an_answer_or_a_sentence(found: Agreement, kind: dict[str, None], figure: Any) -> None:
    figures: dict[str, Any] = {
        "value": str(figure),
        "missed": True,
        "violations": 3,
        "samples": [str(figure), "1"],
        "outages": [{"lasted": str(abs(figure))}],
    }
    name = next(iter(kind), "value")
    (level,) = found.metrics.levels
    fees = [{"fee": "monthly_fee", "scope": scope, "amount": 1000} for scope in ("whole_service", "affected_service")]
    reading = {"level": level.id, "where": _cell(level), name: figures[name]}
    file = {"windows": [{"start": "2026-01-01", "fees": fees, "readings": [reading]}]}
    assert _words(found, json.dumps(file).encode())


def _cell(level: ServiceLevel) -> dict[str, str]:
    return {each.dimension: each.value for target in level.targets[:1] for each in target.where}


def _words(found: Agreement, file: bytes) -> str:
    try:
        return report_words(report(calculate(found, decode_measured(file))))
    except (MeasuredFileError, CalculationError) as problem:
        return str(problem)
