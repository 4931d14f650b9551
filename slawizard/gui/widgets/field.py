"""The rows that forms are made of: fields and cards as data, so that a page is a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum, auto
from typing import TYPE_CHECKING, Any, NamedTuple

from slawizard.agreement.agreement import Agreement

if TYPE_CHECKING:
    from slawizard.gui.widgets.context import FormContext
    from slawizard.gui.widgets.field_box import FieldBox


class Kind(StrEnum):
    """What a field holds, and so which widget edits it."""

    NAME = auto()
    TEXT = auto()
    PROSE = auto()
    LINES = auto()
    DATES = auto()
    PERCENT = auto()
    NUMBER = auto()
    WHOLE = auto()
    QUANTITY = auto()
    DURATION = auto()
    MONEY = auto()
    DATE = auto()
    TIME = auto()
    SPAN = auto()
    HOURS = auto()
    UNIT = auto()
    CHOICE = auto()
    CHECK = auto()
    IDS = auto()
    SHOWN = auto()
    TABLE = auto()
    CUSTOM = auto()


class Option(NamedTuple):
    """One value of a choice and its words."""

    value: Any
    words: str


class GuideText(NamedTuple):
    """What the guide says about a field: what it asks, why that matters, an answer as it could read."""

    asks: str
    why: str = ""
    example: str = ""


class Variant(NamedTuple):
    """One kind of value of a union: its type (NoneType: none), its words, how it begins, and its own fields."""

    kind: type
    words: str
    make: Callable[[], Any]
    fields: tuple[Field, ...] = ()


Options = Callable[[Agreement, str], Sequence[Option]]


@dataclass(frozen=True)
class Field:
    """One field of a form.

    `path` is a field path; in a table, and on a card that follows one, it is relative to the row. `width` is of 12
    columns. `required`: every agreement needs an answer, or a reason why it is left out. `suggestions` may be typed
    over; `options` are the only values. `apply` turns a chosen value into a wider edit. `when` hides a field that does
    not apply; `derived` gives the sentence below it. A table has `columns`, `new` (a fresh row) and `empty` (what to
    add, and why). `create` makes what the path leads through where that does not exist yet. `variants` are the kinds of
    value of a union, `inside` the fields beside its own that a widget of its own (`build`) edits, their paths relative
    to `inside_of` (empty: as the field's own). `is_titled`: the title of the card is label enough.
    """

    path: str
    label: str
    kind: Kind = Kind.NAME
    help: str = ""
    why: str = ""
    example: str = ""
    width: int = 6
    required: bool = False
    unset: str = ""
    options: Options | None = None
    suggestions: Callable[[], Sequence[str]] | None = None
    most: Decimal | None = None
    least: Decimal | None = Decimal(0)
    apply: Callable[[Agreement, str, Any], tuple[str, Any]] | None = None
    when: Callable[[Agreement, str], bool] | None = None
    derived: Callable[[Agreement, str], str] | None = None
    columns: tuple[Field, ...] = ()
    new: Callable[[Agreement], Any] | None = None
    add: str = ""
    empty: str = ""
    build: Callable[[FormContext, Field], FieldBox] | None = None
    create: Callable[[Agreement, str, Any], tuple[str, Any]] | None = None
    variants: tuple[Variant, ...] = ()
    inside: tuple[Field, ...] = ()
    inside_of: str = ""
    is_titled: bool = False

    @property
    def guide(self) -> GuideText:
        """What the guide says while this field has the focus."""
        return GuideText(self.help or self.label, self.why, self.example)

    def at(self, path: str) -> Field:
        """The same field under another path."""
        return replace(self, path=path)


@dataclass(frozen=True)
class Card:
    """Fields under one title. `picker` is a list whose chosen row the fields belong to; `follows` names the list of
    another card's picker. `{name}` in the title is that row's name. `is_bare`: the field brings cards of its own.
    """

    title: str
    sentence: str = ""
    fields: tuple[Field, ...] = ()
    more: tuple[Field, ...] = ()
    picker: Field | None = None
    follows: str = ""
    when: Callable[[Agreement, str], bool] | None = None
    is_bare: bool = False

    @property
    def list_path(self) -> str:
        """The list whose chosen row the fields belong to; empty where they belong to the agreement itself."""
        return self.picker.path if self.picker else self.follows


def choices(words: dict[Any, str]) -> Options:
    """Options from a table of values and their words."""
    fixed = tuple(Option(value, text) for value, text in words.items())
    return lambda _agreement, _path: fixed
