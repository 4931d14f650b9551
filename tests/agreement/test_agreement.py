"""Tests of the root of the model: immutable, found by id, the same after a round trip through plain data."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from slawizard.agreement.agreement import Agreement, LeftOut
from tests.agreements import empty, full, small
from tests.strategies import AGREEMENTS


def test_nothing_can_be_changed_in_place() -> None:
    with pytest.raises(AttributeError):
        full().title = "Another"  # type: ignore[misc]


def test_a_blank_agreement_holds_nothing_but_presets() -> None:
    assert empty() == Agreement()
    assert empty().metrics.levels == ()


def test_rows_are_found_by_their_ids() -> None:
    level, severity, hours = full().level("latency"), full().severity("s2"), full().calendar("extended")
    assert level is not None
    assert severity is not None
    assert hours is not None
    assert (level.name, severity.name, hours.name) == ("Latency", "Severity 2", "Extended hours")


@pytest.mark.parametrize("unknown", ["", "LATENCY", "latency "])
def test_an_unknown_id_finds_nothing(unknown: str) -> None:
    assert full().level(unknown) is None
    assert full().severity(unknown) is None
    assert full().calendar(unknown) is None


def test_a_reason_is_found_by_its_path_alone() -> None:
    agreement = Agreement(left_out=(LeftOut("frame.courts", "The master agreement names them."),))
    assert agreement.reason_left_out("frame.courts") == "The master agreement names them."
    assert agreement.reason_left_out("frame") is None
    assert agreement.reason_left_out("frame.courts.0") is None


def test_agreements_with_the_same_words_are_the_same() -> None:
    copy = msgspec.convert(msgspec.to_builtins(full()), Agreement)
    assert copy == full()
    assert hash(copy) == hash(full())
    assert copy != small()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(AGREEMENTS)
def test_plain_data_and_back_is_the_same_agreement(agreement: Agreement) -> None:
    assert msgspec.convert(msgspec.to_builtins(agreement), Agreement) == agreement


def test_a_field_that_the_model_does_not_have_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"titel": "x"}, Agreement)
