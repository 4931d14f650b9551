"""Checks of every text's characters: what cannot be seen, what looks like something else, what no file can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.characters import LOOKALIKE_SCRIPTS, is_control, is_hidden, named, script_of
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import quoted
from slawizard.i18n import _

BOOK = Rulebook("AGR")

_NAME_FIELDS = frozenset(
    [
        "title",
        "legal_name",
        "short_name",
        "registration",
        "name",
        "job_title",
        "email",
        "phone",
        "service_name",
        "reference",
        "version",
        "unit",
        "id",
        "currency",
        "language",
        "governing_law",
        "time_zone",
    ]
)
"""Fields whose text is a name or a figure, where one wrong character makes it another name or figure."""

_PLAIN = re.compile(r"[\n\t\x20-\x7e]*")
_LETTER_AS_FIGURE = re.compile(r"(?<![\w.])(?:\d[\d.,]*(?:[Oo]|[lI](?=[\d.,]*\d))|[Oo][.,]\d)[\dOolI.,]*(?!\w)")
_CODES = frozenset({"address", "phone", "registration", "reference"})
"""Fields whose letters and figures stand side by side by right."""

_UNIT_LETTERS = "μΩ"  # Greek letters that stand before Latin ones in units
_LATIN_DOUBLES = frozenset("аеорсухіјѕԛԝһӏАВЕКМНОРСТХУЅІЈԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυ")
"""Letters of Cyrillic and Greek whose usual shape is that of a Latin letter (from Unicode's confusables, UTS 39)."""


@BOOK.family(
    Code("AGR-CONTROL-CHARACTER", FindingLevel.ERROR, Quality.CLEAR),
    Code("AGR-INVISIBLE-IN-NAME", FindingLevel.ERROR, Quality.CLEAR),
    Code("AGR-INVISIBLE-IN-TEXT", FindingLevel.WARNING, Quality.CLEAR),
    Code("AGR-LOOKALIKE-IN-NAME", FindingLevel.ERROR, Quality.CLEAR),
    Code("AGR-LOOKALIKE-IN-TEXT", FindingLevel.WARNING, Quality.CLEAR),
    Code("AGR-FOREIGN-FIGURE", FindingLevel.WARNING, Quality.CLEAR),
    Code("AGR-LETTER-AS-FIGURE", FindingLevel.WARNING, Quality.CLEAR),
)
def treacherous_characters(agreement: Agreement) -> Iterator[Spot]:
    """Every text once, for all that its characters can hide."""
    for path, text in texts(agreement):
        if not _PLAIN.fullmatch(text):
            yield from _beyond_plain(path, text)
        figure = _LETTER_AS_FIGURE.search(text)
        if figure and path.rsplit(".", 1)[-1] not in _CODES:
            yield _letter_as_figure(path, figure.group())


def texts(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text that is not empty, with its field's path, in the order of the model."""
    if type(node) is str:
        if node:
            yield path, node
    elif isinstance(node, tuple):
        for position, item in enumerate(node):
            yield from texts(item, f"{path}.{position}")
    elif isinstance(node, msgspec.Struct):
        prefix = f"{path}." if path else ""
        for name in node.__struct_fields__:
            yield from texts(getattr(node, name), prefix + name)


def _is_name(path: str) -> bool:
    return path.rsplit(".", 1)[-1] in _NAME_FIELDS


def _beyond_plain(path: str, text: str) -> Iterator[Spot]:
    controls = sorted({char for char in text if is_control(char)})
    if controls:
        yield _control_character(path, controls)
    hidden = sorted({char for position, char in enumerate(text) if is_hidden(text, position)})
    if hidden:
        yield _invisible_character(path, hidden)
    word = next((word for word in re.findall(r"\w+", text) if _is_lookalike(word, text)), None)
    if word is not None:
        yield _lookalike(path, word)
    figures = [char for char in text if char.isdigit() and unicodedata.category(char) == "Nd" and not char.isascii()]
    if figures:
        yield _foreign_figure(path, figures[0])


def _is_lookalike(word: str, text: str) -> bool:
    letters = [char for char in word if char.isalpha() and char not in _UNIT_LETTERS]
    if len({script_of(char) for char in letters} & set(LOOKALIKE_SCRIPTS)) > 1:
        return True
    disguised = len(letters) > 1 and all(char in _LATIN_DOUBLES for char in letters)
    return disguised and any(script_of(char) == "LATIN" for char in text if char.isalpha())


def _control_character(path: str, controls: list[str]) -> Spot:
    return Spot(
        path,
        _("This text holds {characters}.").format(characters=named(controls)),
        _("Such a character is no part of any writing; Word and PDF files cannot hold it."),
        _("Delete the text and type it again, or paste it as plain text."),
        "AGR-CONTROL-CHARACTER",
    )


def _invisible_character(path: str, hidden: list[str]) -> Spot:
    return Spot(
        path,
        _("This text holds what cannot be seen: {characters}.").format(characters=named(hidden)),
        _("It can make two names differ that look the same, or show a figure in another order than it is stored."),
        _("Delete the text and type it again."),
        "AGR-INVISIBLE-IN-NAME" if _is_name(path) else "AGR-INVISIBLE-IN-TEXT",
    )


def _lookalike(path: str, word: str) -> Spot:
    scripts = sorted({script_of(char).capitalize() for char in word if char.isalpha()})
    return Spot(
        path,
        _("The word {word} holds letters of {scripts} that look like other letters.").format(
            word=quoted(word), scripts=" + ".join(scripts)
        ),
        _("It reads as one word and is another: a search, a court register or a signature check will not find it."),
        _("Type the word again in one alphabet."),
        "AGR-LOOKALIKE-IN-NAME" if _is_name(path) else "AGR-LOOKALIKE-IN-TEXT",
    )


def _foreign_figure(path: str, figure: str) -> Spot:
    return Spot(
        path,
        _("The figure {figure} ({name}) is not one of 0 to 9.").format(
            figure=quoted(figure), name=unicodedata.name(figure, "").capitalize()
        ),
        _("Readers and programs may take it for another number."),
        _("Type it with the figures 0 to 9."),
        "AGR-FOREIGN-FIGURE",
    )


def _letter_as_figure(path: str, figure: str) -> Spot:
    return Spot(
        path,
        _("{figure} looks like a number but holds a letter.").format(figure=quoted(figure)),
        _("A letter O or l in place of 0 or 1 is read over, and leaves the number void."),
        _("Type the number again with figures only."),
        "AGR-LETTER-AS-FIGURE",
    )
