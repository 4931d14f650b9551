"""JSON text of unknown origin as plain values, and what is wrong with it as a sentence with its place."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from slawizard.errors import DraftFileError
from slawizard.storage.encoding import is_figure

_DEEPEST = 100
_CLIP = 40
_SCHEMA_HINT = "“slawizard schema” lists what each field may hold."
_COPY_HINT = "Use another copy of it."
_DRAFT = "a draft of SLA Wizard"
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")

PartT = TypeVar("PartT", bound=msgspec.Struct)

_FOREIGN_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a Word document or a zip file"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich-text document"),
    (b"<", "a web page or an XML file"),
)


class Misfit:
    """Stands in the parsed values for something that no draft holds, until its place is known."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def shown(text: str) -> str:
    """Foreign text as it may stand in a sentence: short, in quotation marks, with nothing hidden in it."""
    clipped = text[:_CLIP] + ("…" if len(text) > _CLIP else "")
    return "“" + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in clipped) + "”"


def parse_json(data: bytes, where: str, expected: str = _DRAFT) -> Any:
    """The values in `data`. What can never be right in a draft is a Misfit in them.

    Raises DraftFileError for what is not JSON in UTF-8, with its line; it says that `expected` was looked for.
    """
    text = _as_text(data, where, expected)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as problem:
        raise _syntax_error(data, text, problem, where, expected) from problem
    except RecursionError as problem:
        raise DraftFileError(
            f"Its parts are nested more than {_DEEPEST} deep, as no draft is.",
            where=f"{where}, line {_line_of_depth(text)}",
            remedy=_COPY_HINT,
        ) from problem


def fit(raw: dict[str, Any], where: str, model: type[PartT]) -> PartT:
    """Plain values as what the model says they are. Raises DraftFileError, with the field and the cause."""
    try:
        part = _converted(raw, model)
    except msgspec.ValidationError as problem:
        raise _fitting_error(problem, raw, where) from problem
    check_values(part, raw, where)
    return part


def _converted(raw: dict[str, Any], model: type[PartT]) -> PartT:
    try:
        return msgspec.convert(raw, model)
    except UnicodeEncodeError:
        # Half a character where no text stands. msgspec does not say where; a whole one at its place fits no better.
        return msgspec.convert(_with_whole_characters(raw), model)


def _with_whole_characters(raw: Any) -> Any:
    if isinstance(raw, str):
        return _HALF_CHARACTER.sub("\ufffd", raw)
    if isinstance(raw, dict):
        return {_with_whole_characters(name): _with_whole_characters(inner) for name, inner in raw.items()}
    return [_with_whole_characters(inner) for inner in raw] if isinstance(raw, list) else raw


def _fitting_error(problem: msgspec.ValidationError, raw: Any, where: str) -> DraftFileError:
    """What msgspec found wrong when it fitted `raw` to the model, as a sentence with the field's path."""
    # The names in the path are the model's own; those in the message are the file's, and may hold anything.
    found = re.fullmatch(r"(.*) - at `\$([\w.\[\]]*)`", str(problem), re.DOTALL)
    message, place = found.groups() if found else (str(problem), "")
    path = re.sub(r"\[(\d+)\]", r".\1", place).strip(".")
    culprit = _value_at(raw, path)
    sentence = culprit.reason if isinstance(culprit, Misfit) else _in_words(message, culprit)
    return DraftFileError(sentence, where=f"{where}, {path}" if path else where, remedy=_SCHEMA_HINT)


def find_misfit(raw: Any) -> tuple[str, Misfit] | None:
    """The first Misfit in the values, with its path; None when there is none."""
    found = _misfit_in(raw)
    if found is None:
        return None
    steps, misfit = found
    return ".".join(reversed(steps)), misfit


def _misfit_in(raw: Any) -> tuple[list[str], Misfit] | None:
    """The first Misfit, with the steps that lead to it, the last one first.

    They are put together only for what is found: the names in a file may be as long as the file.
    """
    if isinstance(raw, Misfit):
        return [], raw
    inner = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for key, value in inner:
        found = _misfit_in(value)
        if found:
            found[0].append(str(key)[:_CLIP])
            return found
    return None


# --- text and JSON ----------------------------------------------------------------------------------------------


def _as_text(data: bytes, where: str, expected: str) -> str:
    if not data.strip(b"\x00 \t\r\n"):
        what = "The file is empty." if not data.strip() else "The file holds nothing but zeros."
        raise DraftFileError(what, where=where, remedy=_COPY_HINT)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DraftFileError("The file is text in UTF-16.", where=where, remedy="Save it as UTF-8 text.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        kind = _foreign_kind(data)
        if kind:
            raise DraftFileError(f"This is {kind}, not {expected}.", where=where) from problem
        raise DraftFileError(
            "The file is not text in UTF-8.",
            where=f"{where}, line {_line(data[: problem.start])}",
            remedy=_COPY_HINT,
        ) from problem


def _foreign_kind(data: bytes) -> str:
    start = data[:64].lstrip()
    return next((kind for sign, kind in _FOREIGN_STARTS if start.startswith(sign)), "")


def _line(before: bytes) -> int:
    return before.count(b"\n") + 1


def _syntax_error(data: bytes, text: str, problem: json.JSONDecodeError, where: str, expected: str) -> DraftFileError:
    kind = _foreign_kind(data)
    if kind or not text.lstrip().startswith("{"):
        return DraftFileError(
            f"This is {kind or 'something else'}, not {expected}.", where=where, remedy="Choose another file."
        )
    place = f"{where}, line {problem.lineno}"
    if problem.pos >= len(text.rstrip()) or problem.msg.startswith("Unterminated string"):
        last = len(text.rstrip().splitlines())
        return DraftFileError(
            f"The file breaks off in line {last}; its end is missing.", where=where, remedy=_COPY_HINT
        )
    words = next((words for start, words in _SYNTAX if problem.msg.startswith(start)), "this is not JSON")
    found = shown(text[problem.pos : problem.pos + 1])
    return DraftFileError(
        f"The file is damaged: {words}, at character {problem.colno} ({found}).", where=place, remedy=_COPY_HINT
    )


_SYNTAX: tuple[tuple[str, str], ...] = (
    ("Expecting value", "a value is missing"),
    ("Expecting ',' delimiter", "a comma or a closing bracket is missing"),
    ("Expecting ':' delimiter", "a colon is missing after a name"),
    ("Expecting property name", "a name in quotation marks is missing"),
    ("Illegal trailing comma", "there is a comma too many"),
    ("Invalid control character", "a line break or control character stands inside a text"),
    ("Invalid \\", "a backslash is followed by something it cannot be followed by"),
    ("Extra data", "something follows after its end"),
)


def _line_of_depth(text: str) -> int:
    """The line in which the nesting passes the deepest allowed; the first line when it never does."""
    depth = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        sign = token.group()
        depth += 1 if sign in "[{" else -1 if sign in "]}" else 0
        if depth > _DEEPEST:
            return text.count("\n", 0, token.start()) + 1
    return 1


def _object(pairs: list[tuple[str, Any]]) -> Any:
    # JSON leaves open which of two equal names counts; a contract must not.
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    seen: set[str] = set()
    twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
    return Misfit(f"The name {shown(twice)} stands twice in this part.")


def _number_with_point(text: str) -> Misfit:
    return Misfit(f"The figure {shown(text)} must stand in quotation marks, so that no digit of it can change.")


def _whole_number(text: str) -> int | Misfit:
    # Sixteen characters are every number a draft may hold, with its sign.
    return int(text) if len(text) <= 16 else Misfit(f"The number {shown(text)} is too large.")


def _no_number(text: str) -> Misfit:
    return Misfit(f"{shown(text)} is not a number that a draft can hold.")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_number_with_point, parse_int=_whole_number, parse_constant=_no_number
)


# --- fitting to the model ---------------------------------------------------------------------------------------


def _value_at(raw: Any, path: str) -> Any:
    for step in path.split(".") if path else ():
        if isinstance(raw, dict) and step in raw:
            raw = raw[step]
        elif isinstance(raw, list) and step.isdigit() and int(step) < len(raw):
            raw = raw[int(step)]
        else:
            return None
    return raw


_KINDS = {
    "str": "a text",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "a part in braces",
    "null": "null",
    "decimal": "a figure in quotation marks",
    "date": "a date",
    "time": "a time of day",
}


def _kinds(names: str) -> str:
    return " or ".join(_KINDS.get(name, name) for name in names.split(" | "))


def _in_words(message: str, culprit: Any) -> str:
    value = shown(culprit) if isinstance(culprit, str) else "This"
    for pattern, sentence in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            groups = found.groups()
            return sentence.format(value=value, kinds=[_kinds(g) for g in groups], names=[shown(g) for g in groups])
    return f"{value} does not fit here ({message})."


_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"Object contains unknown field `(.*)`", "This part of an agreement has no field {names[0]}."),
    (r"Object missing required field `(.*)`", "The field {names[0]} is missing here."),
    (r"Expected `(.*)`, got `(.*)`", "Here should be {kinds[0]}, not {kinds[1]}."),
    (r"Invalid enum value .*", "{value} is none of the words that may stand here."),
    (r"Invalid value .*", "{value} is none of the kinds that may stand here."),
    (r"Invalid RFC3339 encoded date", "{value} is not a date written like “2027-03-31”."),
    (r"Invalid RFC3339 encoded time", "{value} is not a time of day written like “09:00:00”."),
    (r"Invalid decimal string", "{value} is not a figure written like “1200.50”."),
)


# --- strict forms ----------------------------------------------------------------------------------------------


def check_values(struct: msgspec.Struct, raw: dict[str, Any], where: str, path: str = "") -> None:
    """Hold figures and times to their strict forms: `convert` takes "1_000", "NaN", Arabic digits and bare numbers.

    `raw` is what `struct` was made from, `path` where that stands ("" or ending in a point). Raises DraftFileError.
    """
    for name, text in raw.items():
        value = getattr(struct, name, None)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                _check_value(item, text[index], where, f"{path}{name}.{index}")
        elif value is not None:
            _check_value(value, text, where, f"{path}{name}")


def _check_value(value: Any, text: Any, where: str, path: str) -> None:
    if isinstance(value, msgspec.Struct):
        check_values(value, text, where, f"{path}.")
    elif isinstance(value, Decimal):
        if not isinstance(text, str):
            raise DraftFileError(
                f"The figure {text} must stand in quotation marks, like “{text}”.", where=f"{where}, {path}"
            )
        if not is_figure(text):
            raise DraftFileError(
                f"{shown(text)} is not a figure written like “1200.50”: plain digits, a point, no separators.",
                where=f"{where}, {path}",
            )
    elif isinstance(value, dt.time) and value.tzinfo is not None:
        raise DraftFileError(
            f"{shown(text)} names a time zone; hours are local, and their calendar names the zone.",
            where=f"{where}, {path}",
        )
