"""The specimen has something in every field."""

from __future__ import annotations

import msgspec

from slawizard.clauses.specimen import is_field, specimen, specimen_context


def empty_fields(node: object, path: str = "") -> list[str]:
    if isinstance(node, tuple):
        return [path] if not node else [found for one in node for found in empty_fields(one, path)]
    if isinstance(node, msgspec.Struct):
        names = node.__struct_fields__
        return [found for name in names for found in empty_fields(getattr(node, name), f"{path}.{name}")]
    return [path] if node is None or node == "" else []


def test_no_field_of_the_specimen_is_empty() -> None:
    assert empty_fields(specimen()) == []


def test_fields_of_the_model_are_known() -> None:
    assert is_field("consequences.claim.within")
    assert is_field("metrics.levels.0.targets.0.value")
    assert not is_field("consequences.claim.wihtin")
    assert not is_field("")


def test_the_context_of_the_specimen_knows_the_clauses() -> None:
    assert specimen_context(("parties",))["clauses"] == {"parties": True}
