"""What is typed for any field becomes the value that the field holds, or is refused with the field's path."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.answers import entered
from slawizard.agreement.edits import replace
from slawizard.agreement.objectives import Criticality
from slawizard.agreement.parties import RenewalKind
from slawizard.agreement.quantities import Duration, Money, TimeUnit
from slawizard.errors import EditError, EntryError
from tests.agreements import full


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("frame.provider.legal_name", "Harbour Ltd", "Harbour Ltd"),
        ("frame.start", "2027-03-01", dt.date(2027, 3, 1)),
        ("frame.start", " ", None),
        ("frame.term", "2 years", Duration(Decimal(2), TimeUnit.YEARS)),
        ("frame.renewal", "Renews", RenewalKind.RENEWS),
        ("frame.precedence", "this; that ;", ("this", "that")),
        ("objectives.criticality", "high", Criticality.HIGH),
        ("expectations.evidence.monthly_fee", "1200.50", Money(Decimal("1200.50"), "EUR")),
        ("expectations.maintenance.counts_as_downtime", "yes", True),
        ("expectations.evidence.agents", "7", 7),
    ],
)
def test_a_text_becomes_what_the_field_holds(path: str, text: str, value: Any) -> None:
    assert entered(Agreement(), path, text) == value
    assert replace(Agreement(), path, entered(Agreement(), path, text))


def test_a_field_in_a_row_is_filled_too() -> None:
    assert entered(full(), "metrics.levels.0.targets.0.value", "99.5") == Decimal("99.5")
    assert entered(full(), "frame.precedence.0", "this") == "this"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("frame.start", "soon"),
        ("frame.renewal", "perhaps"),
        ("expectations.maintenance.counts_as_downtime", "perhaps"),
        ("frame.contacts", "Ann"),
        ("frame.provider", "Harbour"),
    ],
)
def test_a_text_that_does_not_fit_is_refused_with_the_path(path: str, text: str) -> None:
    with pytest.raises(EntryError) as caught:
        entered(Agreement(), path, text)
    assert path in caught.value.where


def test_a_path_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(EditError):
        entered(Agreement(), "frame.nothing", "x")
