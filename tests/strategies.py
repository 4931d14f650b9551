"""Hypothesis strategies for any agreement that the model allows, made from the model itself."""

from __future__ import annotations

import datetime as dt
import types
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement

_MOST_FIELDS = 4


def _joined(text: str) -> str:
    """The same text with halves that belong together as the one character they are."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


TEXTS = st.one_of(
    st.text(max_size=20),
    # What comes from the clipboard: halves of characters, controls, marks that turn the direction of reading.
    st.text(st.characters(categories=("Cs", "Cf", "Cc", "Zl", "Zp", "Zs")), max_size=5).map(_joined),
)
FIGURES = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(0, 12),
)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    bool: st.booleans(),
    int: st.integers(-(10**15) + 1, 10**15 - 1),
    Decimal: FIGURES,
    dt.date: st.dates(),
    dt.time: st.times(),
    types.NoneType: st.none(),
}


@cache
def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type that stands in the model."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=3).map(tuple)
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of([values(choice) for choice in get_args(kind)])
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    return structs(kind)


@st.composite
def structs(draw: st.DrawFn, kind: type[Any]) -> Any:
    """Structs with their required fields and a few of the others, so that an agreement stays small."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    required = [name for name, field in fields.items() if field.required]
    optional = [name for name in fields if name not in required]
    few = st.lists(st.sampled_from(optional), max_size=_MOST_FIELDS, unique=True) if optional else st.just([])
    return kind(**{name: draw(values(fields[name].type)) for name in [*required, *draw(few)]})


AGREEMENTS: st.SearchStrategy[Agreement] = structs(Agreement)
"""Any agreement."""
