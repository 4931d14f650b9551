"""Fields and values are told in words that a person finds them by."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Direction, Metrics, ServiceLevel, Target
from slawizard.agreement.parties import Contact, Party
from slawizard.agreement.quantities import Duration, HoursSpan, Money, TimeUnit
from slawizard.storage.library.words import field_words, value_words
from tests.strategies import AGREEMENTS

LEVELS = Agreement(metrics=Metrics(levels=(ServiceLevel("uptime", name="Uptime", targets=(Target(),)),)))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("title", "Title"),
        ("frame.start", "Start date"),
        ("frame.provider.short_name", "Provider: short name"),
        ("metrics.levels.0.targets.0.value", "Service level “Uptime”, target 1: value"),
        ("metrics.levels.=uptime.unit", "Service level “Uptime”: unit"),
        ("metrics.levels.=gone", "Gone"),
        ("consequences.payment.least", "Payment: least"),
    ],
)
def test_a_field_is_called_by_what_it_belongs_to(path: str, words: str) -> None:
    assert field_words(LEVELS, path) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        ("", "nothing"),
        ((), "nothing"),
        (True, "yes"),
        (Direction.HIGHER, "higher"),
        (7, "7"),
        (Decimal("1200.5"), "1,200.5"),
        (Duration(Decimal(4), TimeUnit.HOURS), "4\u00a0hours"),
        (Money(Decimal(5), "EUR"), "EUR\u00a05.00"),
        (dt.date(2027, 3, 1), "1 March 2027"),
        (dt.time(9, 30), "09:30"),
        (HoursSpan(), "Monday to Friday, 09:00 to 17:00"),
        (("a", "b"), "a; b"),
        ((Contact(name="Ann"),), "1 row: “Ann”"),
        (Party(legal_name="Harbour", address="Quay"), "legal name Harbour and address Quay"),
        (Party(), "as usual"),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_a_value_is_told_in_words(value: Any, words: str) -> None:
    assert value_words(value) == words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(AGREEMENTS)
def test_any_part_of_any_agreement_has_words(agreement: Agreement) -> None:
    for name in Agreement.__struct_fields__:
        assert value_words(getattr(agreement, name)) is not None
        assert field_words(agreement, name)
