"""The steps stand in their order, and every field belongs to one."""

from __future__ import annotations

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.wizard.steps import ALL_STEPS, STEP_KEYS, STEPS, find_step, step_after, step_before, step_of

_OF_NO_STEP = {"left_out", "waived", "texts", "style", "origin"}


def test_there_are_five_steps_and_the_review() -> None:
    assert [step.key for step in STEPS] == ["objectives", "expectations", "metrics", "consequences", "flexibility"]
    assert [step.key for step in ALL_STEPS] == [*(step.key for step in STEPS), "review"] == list(STEP_KEYS)


def test_every_part_of_an_agreement_belongs_to_one_step() -> None:
    roots = [root for step in STEPS for root in step.roots]
    assert sorted(roots) == sorted(set(Agreement.__struct_fields__) - _OF_NO_STEP)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("title", "objectives"),
        ("frame.provider.legal_name", "objectives"),
        ("metrics.levels.0.targets.0.value", "metrics"),
        ("consequences", "consequences"),
        ("left_out.0.reason", "review"),
        ("", "review"),
        ("metricsandmore", "review"),
    ],
)
def test_a_field_is_filled_in_on_its_step(path: str, key: str) -> None:
    assert step_of(path) == key


def test_steps_follow_one_another() -> None:
    assert [step_after(key) for key in STEP_KEYS] == [*STEP_KEYS[1:], None]
    assert [step_before(key) for key in STEP_KEYS] == [None, *STEP_KEYS[:-1]]


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(KeyError):
        find_step("summary")


def test_every_step_has_a_title_and_a_sentence() -> None:
    assert all(step.title and step.sentence.endswith((".", "?")) for step in ALL_STEPS)
