"""An agreement is written so that it can be read without the program."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.flexibility import Flexibility, Scaling
from slawizard.agreement.metrics import Measurement, Metrics, ServiceLevel, Target
from slawizard.agreement.objectives import Objectives
from slawizard.errors import DraftFileError
from slawizard.storage.encoding import agreement_as_plain, write_json
from tests.agreements import empty, full


def level_with(target: Decimal) -> Agreement:
    """An agreement with one target."""
    return Agreement(metrics=Metrics(levels=(ServiceLevel(id="a", targets=(Target(value=target),)),)))


def test_figures_are_text_with_every_digit_that_was_typed() -> None:
    levels = agreement_as_plain(level_with(Decimal("99.90")))["metrics"]["levels"]
    assert levels[0]["targets"] == [{"value": "99.90", "strict": False, "due_date": False}]


def test_a_large_figure_is_written_without_an_exponent() -> None:
    levels = agreement_as_plain(level_with(Decimal("1.2E+7")))["metrics"]["levels"]
    assert levels[0]["targets"][0]["value"] == "12000000"


def test_what_is_empty_is_left_out() -> None:
    plain = agreement_as_plain(empty())
    assert "objectives" not in plain
    assert "left_out" not in plain
    assert "term" not in plain["frame"]


def test_a_default_that_says_something_is_written() -> None:
    plain = agreement_as_plain(empty())
    assert plain["consequences"]["stacking"] == "add"
    assert plain["consequences"]["claim"] == {"anchor": "window_end", "forfeited_when_late": True}


def test_an_empty_value_where_the_default_says_something_is_written() -> None:
    assert agreement_as_plain(Agreement(title=""))["title"] == ""


def test_an_empty_row_is_kept() -> None:
    plain = agreement_as_plain(Agreement(objectives=Objectives(sites=("", "Leeds"))))
    assert plain["objectives"]["sites"] == ["", "Leeds"]


def test_fields_stand_in_the_order_of_the_model() -> None:
    plain = agreement_as_plain(full())
    assert list(plain) == [name for name in Agreement.__struct_fields__ if name in plain]
    level = plain["metrics"]["levels"][0]
    assert list(level) == [name for name in ServiceLevel.__struct_fields__ if name in level]


@pytest.mark.parametrize("figure", ["NaN", "Infinity", "1E+15", "1E-13", "1E+999999"])
def test_a_figure_that_no_draft_can_hold_is_refused_with_its_field(figure: str) -> None:
    with pytest.raises(DraftFileError) as caught:
        agreement_as_plain(level_with(Decimal(figure)))
    assert caught.value.where == "metrics.levels.0.targets.0.value"


def test_a_number_that_no_draft_can_hold_is_refused_with_its_field() -> None:
    level = ServiceLevel(id="a", measurement=Measurement(least_sample=10**15))
    with pytest.raises(DraftFileError) as caught:
        agreement_as_plain(Agreement(metrics=Metrics(levels=(level,))))
    assert caught.value.where == "metrics.levels.0.measurement.least_sample"


def test_a_zero_with_places_is_a_figure() -> None:
    agreement = Agreement(flexibility=Flexibility(scaling=Scaling(peak_percent=Decimal("0.00"))))
    assert agreement_as_plain(agreement)["flexibility"]["scaling"] == {"peak_percent": "0.00"}


def test_json_is_indented_utf_8_with_a_newline_at_its_end() -> None:
    assert write_json({"a": ["é", {}]}) == '{\n  "a": [\n    "é",\n    {}\n  ]\n}\n'.encode()


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u0085", "\u2028"])
def test_characters_that_hide_are_written_as_escapes(hidden: str) -> None:
    written = write_json({"a": f"5{hidden}0"})
    assert hidden not in written.decode()
    assert json.loads(written) == {"a": f"5{hidden}0"}


def test_half_a_character_survives() -> None:
    assert json.loads(write_json({"a": "x\ud83dy"})) == {"a": "x\ud83dy"}
