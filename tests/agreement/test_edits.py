"""Tests of reading and editing by path: what is written is read back, and nothing else moves."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import insert, move, read, remove, replace
from slawizard.agreement.metrics import Percentile, ServiceLevel
from slawizard.agreement.objectives import Criticality
from slawizard.errors import EditError
from tests.agreements import full, small
from tests.strategies import values

LISTS = ("metrics.levels", "metrics.severities", "consequences.rules", "frame.contacts", "objectives.in_scope")


@cache
def _fields() -> tuple[tuple[str, Any], ...]:
    """Every path of the full example with the type of its field."""

    def walk(node: object, path: str) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = []
        if isinstance(node, msgspec.Struct):
            for field in msgspec.structs.fields(type(node)):
                place = f"{path}.{field.name}" if path else field.name
                found.append((place, field.type))
                found += walk(getattr(node, field.name), place)
        elif isinstance(node, tuple):
            for position, item in enumerate(node):
                found += walk(item, f"{path}.{position}")
        return found

    return tuple(walk(full(), ""))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_written_is_read_back(data: st.DataObject) -> None:
    path, kind = data.draw(st.sampled_from(_fields()))
    value = data.draw(values(kind))
    assert read(replace(full(), path, value), path) == value


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_is_not_on_the_path_is_the_same_object(data: st.DataObject) -> None:
    path, kind = data.draw(st.sampled_from(_fields()))
    before, after = full(), replace(full(), path, data.draw(values(kind)))
    steps = path.split(".")
    for depth in range(len(steps)):
        parent = ".".join(steps[:depth])
        old, new = (read(before, parent), read(after, parent)) if parent else (before, after)
        for name, child in _children(old):
            if name != steps[depth]:
                assert dict(_children(new))[name] is child


def _children(node: Any) -> list[tuple[str, Any]]:
    if isinstance(node, tuple):
        return [(str(position), item) for position, item in enumerate(node)]
    return [(name, getattr(node, name)) for name in node.__struct_fields__]


def test_the_agreement_before_an_edit_stays_as_it_was() -> None:
    before = msgspec.to_builtins(full())
    replace(full(), "metrics.levels.0.targets.0.value", Decimal(50))
    assert msgspec.to_builtins(full()) == before


def test_a_step_of_the_shape_is_read_like_any_other() -> None:
    assert read(full(), "consequences.rules.0.shape.bands.1.credit") == 25
    latency = [level.id for level in full().metrics.levels].index("latency")
    assert read(full(), f"metrics.levels.{latency}.statistic") == Percentile(Decimal(95))


@pytest.mark.parametrize(
    "path",
    [
        "nowhere",
        "frame.nowhere",
        "metrics.levels.99.name",
        "metrics.levels.-1.name",
        "metrics.levels.x",
        "metrics.levels.0.",
        "frame..start",
        "title.upper",
        "metrics.levels.0x0",
        "metrics.levels.²",
        "__class__",
        "frame.__struct_fields__",
    ],
)
def test_a_path_that_leads_nowhere_is_named(path: str) -> None:
    with pytest.raises(EditError) as problem:
        read(full(), path)
    assert problem.value.where == path
    with pytest.raises(EditError):
        replace(full(), path, "x")


def test_an_empty_path_is_refused() -> None:
    with pytest.raises(EditError):
        read(full(), "")
    with pytest.raises(EditError):
        replace(full(), "", full())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", 5),
        ("title", None),
        ("frame.start", "soon"),
        ("metrics.levels.0.targets.0.value", 99.9),
        ("metrics.levels", [ServiceLevel("x")]),
        ("metrics.levels.0", "uptime"),
        ("objectives.criticality", "vital"),
        ("frame.term", 12),
        ("consequences.sole_remedy", "yes"),
    ],
)
def test_a_value_of_another_type_is_refused_and_its_place_named(path: str, value: Any) -> None:
    with pytest.raises(EditError) as problem:
        replace(full(), path, value)
    assert problem.value.where == path


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_row_inserted_and_removed_again_leaves_no_trace(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(LISTS))
    rows = read(full(), path)
    position = data.draw(st.integers(0, len(rows)))
    more = insert(full(), path, position, data.draw(st.sampled_from(rows)))
    assert len(read(more, path)) == len(rows) + 1
    assert remove(more, path, position) == full()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_row_moved_there_and_back_is_where_it_was(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(LISTS))
    rows = read(full(), path)
    places = st.integers(0, len(rows) - 1)
    position, new_position = data.draw(places), data.draw(places)
    moved = move(full(), path, position, new_position)
    assert read(moved, path)[new_position] is rows[position]
    assert sorted(map(id, read(moved, path))) == sorted(map(id, rows))
    assert move(moved, path, new_position, position) == full()


@pytest.mark.parametrize("position", [-1, 2, 99])
def test_a_row_that_is_not_there_cannot_be_removed_or_moved(position: int) -> None:
    with pytest.raises(EditError) as problem:
        remove(small(), "metrics.levels", position)
    assert problem.value.where == f"metrics.levels.{position}"
    with pytest.raises(EditError):
        move(small(), "metrics.levels", position, 0)
    with pytest.raises(EditError):
        move(small(), "metrics.levels", 0, position)


def test_a_whole_number_and_a_word_become_what_the_field_holds() -> None:
    edited = replace(replace(full(), "metrics.levels.0.targets.0.value", 99), "objectives.criticality", "low")
    assert type(edited.metrics.levels[0].targets[0].value) is Decimal
    assert edited.objectives.criticality is Criticality.LOW


def test_a_row_of_another_kind_cannot_be_inserted() -> None:
    with pytest.raises(EditError):
        insert(small(), "metrics.levels", 0, "uptime")


def test_edits_work_on_a_part_of_an_agreement_too() -> None:
    frame = replace(full().frame, "provider.short_name", "BW")
    assert frame.provider.short_name == "BW"
    assert isinstance(replace(Agreement(), "frame", frame), Agreement)
