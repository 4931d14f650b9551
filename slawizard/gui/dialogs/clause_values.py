"""What can be put into a clause at a place: values, conditions, lists and references, each in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from slawizard.agreement.agreement import Agreement
from slawizard.clauses.catalogue import reference_targets
from slawizard.clauses.chips import ROWS, TEXT, TEXTS, YES_OR_NO, Chip, chips
from slawizard.clauses.tokens import all_loops, open_loops
from slawizard.gui.widgets.chip_look import Value
from slawizard.i18n import _
from slawizard.storage.library.words import field_words
from slawizard.wizard.steps import find_step

_PART = "part-"
"""So the targets begin that are no clauses: the parts of the agreement."""
_ENDS_OF_LOOPS = (("first", _("It is the first")), ("last", _("It is the last")))
_TAGS = (
    ("{% else %}", _("Otherwise")),
    ("{% endif %}", _("End of “only if”")),
    ("{% endfor %}", _("End of “for each of”")),
)


class Offer(NamedTuple):
    """Something to put in: in words, what it is in this draft, where it comes from, and what is written for it."""

    label: str
    example: str
    place: str
    markup: str
    is_reference: bool = False


class ClauseWords(NamedTuple):
    """The values of a clause by name, the references by target, the chips that the first were made of, and what the
    fields are called that these come from, by their paths.
    """

    values: dict[str, Value]
    targets: dict[str, str]
    chips: tuple[Chip, ...]
    fields: dict[str, str]


def clause_words(agreement: Agreement, step: str, repeat: str, text: str) -> ClauseWords:
    """What the chips of a clause's text stand for in this agreement. Takes a moment: not for the window's thread."""
    found = chips(step, agreement, repeat)
    values = {one.name: Value(one.label, one.example) for one in found}
    for item, columns in _loops(all_loops(text), found).items():
        values |= {f"{item}.{one.name}": Value(one.label, one.example) for one in columns}
    targets = {one.target: one.title for one in reference_targets()}
    targets |= {one.id: one.title for one in agreement.texts.own}
    fields = {one.field: field_words(agreement, one.field) for one in found if one.field}
    return ClauseWords(values, targets, found, fields)


def offers(words: ClauseWords, before: str) -> tuple[Offer, ...]:
    """What can be put in behind the text `before`, what its open loops offer first."""
    found: list[Offer] = []
    for item, columns in _loops(open_loops(before), words.chips).items():
        place = _("of each")
        found += [_value(one, f"{item}.{one.name}", place) for one in columns if one.kind != ROWS]
    found += [_value(one, one.name, _place(one, words)) for one in words.chips if one.kind not in (ROWS, YES_OR_NO)]
    found += list(_conditions(words))
    found += [Offer(label, "", _("Condition"), markup) for markup, label in _TAGS]
    found += [
        Offer(_("→ {title}").format(title=title), f"[[{target}]]", _("Reference"), f"[[{target}]]", True)
        for target, title in words.targets.items()
    ]
    return tuple(found)


def askable(words: ClauseWords, before: str) -> tuple[Offer, ...]:
    """What a condition behind the text `before` can ask, what its open loops offer first; `markup` is what is asked."""
    found: list[Offer] = []
    loops = open_loops(before)
    for item, columns in _loops(loops, words.chips).items():
        for one in columns:
            found += _askable(one, f"{item}.{one.name}", _("of each"))
    if loops:
        found += [Offer(label, "", _("of each"), f"loop.{name}") for name, label in _ENDS_OF_LOOPS]
    for one in words.chips:
        found += _askable(one, one.name, _place(one, words))
    stands = _("The clause “{title}” stands")
    found += [
        Offer(stands.format(title=title), "", _("Clause"), f"clauses['{target}']")
        for target, title in words.targets.items()
        if "#" not in target and not target.startswith(_PART)
    ]
    return tuple(found)


def lists(words: ClauseWords, before: str) -> tuple[Offer, ...]:
    """The lists that a loop behind the text `before` can go through; `markup` is the list's name."""
    found = [
        Offer(one.label, "", _("of each"), f"{item}.{one.name}")
        for item, columns in _loops(open_loops(before), words.chips).items()
        for one in columns
        if one.kind in (ROWS, TEXTS)
    ]
    found += [Offer(one.label, "", _place(one, words), one.name) for one in words.chips if one.kind in (ROWS, TEXTS)]
    return tuple(found)


def _askable(chip: Chip, name: str, place: str) -> Iterator[Offer]:
    if chip.kind == YES_OR_NO:
        yield Offer(chip.label, chip.example, place, name)
    elif chip.kind == TEXT:
        yield Offer(_("{label} is entered").format(label=chip.label), chip.example, place, name)
        yield Offer(_("{label} is wanted: not left out").format(label=chip.label), "", place, f"{name}|wanted")
    else:
        yield Offer(_("There is any: {label}").format(label=chip.label), "", place, name)
        yield Offer(_("There are several: {label}").format(label=chip.label), "", place, f"{name}|several")


def _conditions(words: ClauseWords) -> Iterator[Offer]:
    for one in words.chips:
        if one.kind == ROWS:
            yield Offer(_("For each of: {label}").format(label=one.label), "", _place(one, words), one.markup)
        elif one.kind == YES_OR_NO:
            yield Offer(_("Only if: {label}").format(label=one.label), one.example, _place(one, words), one.markup)
    for one in words.chips:
        if one.kind == TEXT:
            label = _("Only where this is wanted: {label}").format(label=one.label)
            yield Offer(label, one.example, _place(one, words), f"{{% if {one.name}|wanted %}} {{% endif %}}")


def _value(chip: Chip, name: str, place: str) -> Offer:
    if chip.kind == YES_OR_NO:
        return Offer(_("Only if: {label}").format(label=chip.label), "", place, f"{{% if {name} %}} {{% endif %}}")
    return Offer(chip.label, chip.example, place, chip.markup.replace(chip.name, name, 1))


def _place(chip: Chip, words: ClauseWords) -> str:
    if chip.field in words.fields:
        return words.fields[chip.field]
    return find_step(chip.step).title if chip.step else _("Agreement")


def _loops(loops: Mapping[str, str], known: tuple[Chip, ...]) -> dict[str, tuple[Chip, ...]]:
    """What each loop's item has, by the name of the item; a list may be one of an outer loop's item."""
    found: dict[str, tuple[Chip, ...]] = {}
    for item, source in loops.items():
        outer, _dot, inner = source.partition(".")
        among, name = (found[outer], inner) if outer in found else (known, source)
        found[item] = next((one.columns for one in among if one.name == name and one.kind == ROWS), ())
    return found
