"""A path that names rows by their ids means the same row wherever it has moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement import edits
from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.agreement.rows import anchored, ids_of, resolved

LEVELS = Agreement(metrics=Metrics(levels=(ServiceLevel("uptime", targets=(Target(),)), ServiceLevel("response"))))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("frame.start", "frame.start"),
        ("metrics.levels.0.name", "metrics.levels.=uptime.name"),
        ("metrics.levels.0.targets.0.value", "metrics.levels.=uptime.targets.0.value"),
        ("metrics.levels.7.name", "metrics.levels.7.name"),
        ("nothing.here", "nothing.here"),
    ],
)
def test_a_row_with_an_id_is_named_by_it(path: str, expected: str) -> None:
    assert anchored(LEVELS, path) == expected


def test_the_row_is_found_again_where_it_has_moved() -> None:
    moved = edits.move(LEVELS, "metrics.levels", 0, 1)
    assert resolved(moved, "metrics.levels.=uptime.name") == "metrics.levels.1.name"


@pytest.mark.parametrize("path", ["", "metrics.levels.=gone.name", "metrics.levels.9", "frame.nothing", "title.0"])
def test_a_path_that_leads_nowhere_is_nothing(path: str) -> None:
    assert resolved(LEVELS, path) is None


@pytest.mark.parametrize("twin", ["uptime", "", "a.b"])
def test_a_row_whose_id_cannot_tell_it_apart_keeps_its_position(twin: str) -> None:
    agreement = Agreement(metrics=Metrics(levels=(ServiceLevel(twin), ServiceLevel(twin))))
    assert anchored(agreement, "metrics.levels.1.name") == "metrics.levels.1.name"


def test_a_list_has_ids_when_every_row_has_one_of_its_own() -> None:
    assert ids_of(LEVELS.metrics.levels) == ("uptime", "response")
    assert ids_of((ServiceLevel("a"), ServiceLevel("a"))) is None
    assert ids_of(("a", "b")) is None


@given(st.lists(st.text(min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_any_row_is_found_by_its_anchored_path(ids: list[str], data: st.DataObject) -> None:
    agreement = Agreement(metrics=Metrics(levels=tuple(map(ServiceLevel, ids))))
    position = data.draw(st.integers(0, len(ids) - 1))
    path = f"metrics.levels.{position}.name"
    assert resolved(agreement, anchored(agreement, path)) == path
