"""What a clause's author can put in: the agreement's values by name, with words and an example for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.clauses.context import build_context
from slawizard.clauses.filters import FILTERS
from slawizard.clauses.own_texts import STEP_ORDER
from slawizard.clauses.specimen import specimen_context
from slawizard.document.marks import MarkedValue, take_values

TEXT, YES_OR_NO, TEXTS, ROWS = "text", "yes or no", "texts", "rows"
_HIDDEN = {"br", "clauses", "definitions", "anchor", "path", "widths", "plain_group", "plain_name", "plain_words"}
_DEEPEST = 4
FILTER_WORDS = {
    "series": "A list in prose: a, b and c",
    "choice": "A list of which one is enough: a, b or c",
    "capital": "With a capital at the beginning",
    "several": "Whether a list has more than one item",
    "wanted": "Whether a value was not left out on purpose",
}
"""What each filter does, in words."""


class Chip(msgspec.Struct, frozen=True):
    """A value that a clause can print, test or repeat: its name, what it is in words, and what it is in an agreement.

    `kind` is "text", "yes or no", "texts" or "rows"; `markup` is what is written into the clause. `field` is the path
    of the field it comes from, `step` the step of that field (""; of several). `example` is empty where nothing was
    entered. Rows have `columns`: the names that each of them has, written after the name of the loop's item.
    """

    name: str
    label: str
    kind: str
    markup: str
    step: str = ""
    field: str = ""
    example: str = ""
    columns: tuple[Chip, ...] = ()


def chips(step: str, agreement: Agreement | None = None, repeat: str = "") -> tuple[Chip, ...]:
    """The values for a clause of a step: those of that step first, then the others in the order of the steps.

    Examples are taken from `agreement`. In a clause that is repeated for the list `repeat`, `item` has values too.
    """
    context = build_context(agreement if agreement is not None else Agreement(), "en")
    found = list(_chips_of(_specimen(), context, "", 0))
    if repeat:
        rows = next((one for one in found if one.name == repeat), None)
        found += [_renamed(one, f"item.{one.name}") for one in (rows.columns if rows else ())]
    order = [step, *(one for one in STEP_ORDER if one != step), ""]
    return tuple(sorted(found, key=lambda one: order.index(one.step)))


def filters() -> dict[str, str]:
    """The filters by name, each with what it does."""
    return {name: FILTER_WORDS[name] for name in FILTERS}


@lru_cache(maxsize=1)
def _specimen() -> dict[str, Any]:
    return specimen_context(())


def _chips_of(specimen: Mapping[str, Any], real: Any, lead: str, depth: int) -> Iterator[Chip]:
    for key, value in specimen.items():
        if key in _HIDDEN or depth > _DEEPEST:
            continue
        own = real.get(key) if isinstance(real, Mapping) else None
        name = f"{lead}{key}"
        if isinstance(value, Mapping):
            yield from _chips_of(value, own, f"{name}.", depth + 1)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield _rows(name, value[0], own, depth)
        else:
            yield _chip(name, value, own)


def _chip(name: str, value: Any, own: Any) -> Chip:
    if isinstance(value, bool):
        markup = f"{{% if {name} %}} {{% endif %}}"
        return Chip(name, _words(name), YES_OR_NO, markup, example={True: "yes", False: "no"}.get(own, ""))
    if isinstance(value, list):
        first = _marked(value[0]) if value else None
        example = ", ".join(_text(one) for one in own) if isinstance(own, list) else ""
        field = first.path.rpartition(".")[0] if first else ""
        return Chip(name, _words(name), TEXTS, f"{{{{ {name}|series }}}}", _step_of(field), field, example)
    marked = _marked(value)
    field = marked.path if marked else ""
    here = _marked(own) if isinstance(own, str) else None
    label = here.text.strip("[]") if here is not None and here.missing else _words(name)
    example = "" if here is None or here.missing else here.text
    return Chip(name, label[:1].upper() + label[1:], TEXT, f"{{{{ {name} }}}}", _step_of(field), field, example)


def _rows(name: str, row: Mapping[str, Any], own: Any, depth: int) -> Chip:
    first = own[0] if isinstance(own, list) and own else None
    columns = tuple(_chips_of(row, first, "", depth + 1))
    field = next((one.field for one in columns if one.field), "")
    markup = f"{{% for one in {name} %}}\n1. {{{{ one.{columns[0].name if columns else 'name'} }}}}\n\n{{% endfor %}}"
    path = ".".join(field.split(".")[:2])
    return Chip(name, _words(name), ROWS, markup, _step_of(field), path, columns=columns)


def _renamed(chip: Chip, name: str) -> Chip:
    markup = chip.markup.replace(f" {chip.name}", f" {name}", 1)
    return msgspec.structs.replace(chip, name=name, markup=markup)


def _marked(value: object) -> MarkedValue | None:
    found = take_values(str(value))[1]
    return found[0] if found else None


def _text(value: object) -> str:
    marked = _marked(value)
    return marked.text if marked else str(value)


def _words(name: str) -> str:
    words = name.replace("_", " ").replace(".", ": ")
    return words[:1].upper() + words[1:]


def _step_of(field: str) -> str:
    first = field.partition(".")[0]
    if first in STEP_ORDER:
        return first
    return "objectives" if field else ""
