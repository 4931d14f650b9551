"""The head of a clause template: TOML between two lines of plus signs, read strictly."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import msgspec

from slawizard.clauses.specimen import is_field
from slawizard.document.marks import PRIVATE
from slawizard.document.nodes import PartKind
from slawizard.errors import ClauseError

# How msgspec names the place of a wrong value, and the name of a field it does not know.
_PLACE = re.compile(r"`\$\.(\w+)|unknown field `(\w+)`")
_FENCE = "+++"
_OF_A_VARIANT = {"stance_note", "title", "needs"}
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a template says about itself.

    `order` sorts within a part (body clauses: within the step). `path` is the field or step to go to from the heading.
    `when` is a condition over the context; empty: always. `needs` are fields whose emptiness the text must show.
    `repeat` names a list of the context: one clause for each item, which the text calls `item`. `applies` says in a
    sentence when the clause stands. `stance_note` says what a variant favours, and what the other side will object to.
    """

    id: str
    title: str
    step: str
    order: int
    part: PartKind = PartKind.BODY
    path: str = ""
    when: str = ""
    needs: tuple[str, ...] = ()
    repeat: str = ""
    applies: str = ""
    stance_note: str = ""
    lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """The line of the file on which this key stands (1 where it does not)."""
        return self.lines.get(key, 1)


def read_front_matter(text: str, name: str) -> tuple[FrontMatter, str, int]:
    """The front matter, the body, and the line on which the body begins. Raises ClauseError with file and line."""
    raw, places, body, first_line = _split(text, name)
    return _fitted(raw, places, name), body, first_line


def read_variant(text: str, name: str, base: FrontMatter) -> tuple[FrontMatter, str, int]:
    """The same for a clause's text by another stance: what it does not say itself, it takes over from `base`.

    Raises ClauseError with file and line.
    """
    raw, places, body, first_line = _split(text, name)
    for key in raw.keys() - _OF_A_VARIANT:
        raise ClauseError(f"A variant takes over its “{key}” and cannot set it.", where=_place(name, places, key))
    if not str(raw.get("stance_note", "")).strip():
        raise ClauseError("A variant says in its “stance_note” whom it favours.", where=f"{name}, line 1")
    inherited = {key: value for key, value in msgspec.to_builtins(base).items() if key != "lines"}
    front = _fitted({**inherited, **raw}, places, name)
    # What was taken over is at fault in the file that it was taken from.
    return (
        msgspec.structs.replace(front, lines={key: places.get(key, 1) for key in base.lines | places}),
        body,
        first_line,
    )


def _split(text: str, name: str) -> tuple[dict[str, Any], dict[str, int], str, int]:
    """The head as TOML, the line of each of its keys, the body, and the line on which that begins."""
    refuse_private(text, name)
    lines = text.split("\n")
    if lines[0].strip() != _FENCE or _FENCE not in (line.strip() for line in lines[1:]):
        raise ClauseError("A clause begins with its front matter between two lines “+++”.", where=f"{name}, line 1")
    end = next(number for number, line in enumerate(lines) if number and line.strip() == _FENCE)
    head = lines[1:end]
    places = {line.partition("=")[0].strip(): number for number, line in enumerate(head, 2) if "=" in line}
    try:
        raw = tomllib.loads("\n".join(head))
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        line = int(found[1]) + 1 if (found := re.search(r"line (\d+)", str(problem))) else end
        raise ClauseError(f"The front matter is not valid TOML ({problem}).", where=f"{name}, line {line}") from None
    if "lines" in raw:
        raise ClauseError("The front matter knows no “lines”.", where=_place(name, places, "lines"))
    return raw, places, "\n".join(lines[end + 1 :]), end + 2


def _fitted(raw: dict[str, Any], places: dict[str, int], name: str) -> FrontMatter:
    try:
        front = msgspec.convert({**raw, "lines": places}, FrontMatter)
    except msgspec.ValidationError as problem:
        found = _PLACE.search(str(problem))
        key = (found[1] or found[2]) if found else ""
        raise ClauseError(f"The front matter does not fit ({problem}).", where=_place(name, places, key)) from None
    _check(front, name)
    return front


def _place(name: str, places: dict[str, int], key: str) -> str:
    return f"{name}, line {places.get(key, 1)}"


def is_id(text: str) -> bool:
    """Whether a clause can be called so: small letters, digits and hyphens."""
    return bool(_ID.fullmatch(text))


def _check(front: FrontMatter, name: str) -> None:
    if not is_id(front.id):
        raise ClauseError(
            f"The id “{front.id}” must be small letters, digits and hyphens.",
            where=f"{name}, line {front.line_of('id')}",
        )
    for key, paths in (("path", (front.path,) if front.path else ()), ("needs", front.needs)):
        for path in paths:
            if not is_field(path):
                raise ClauseError(f"The agreement has no field “{path}”.", where=f"{name}, line {front.line_of(key)}")


def refuse_private(text: str, name: str) -> None:
    """Raises ClauseError, with the line, for a character that could be taken for one of the program's own marks."""
    for number, line in enumerate(text.split("\n"), 1):
        if PRIVATE.search(line):
            raise ClauseError("There is a private-use character on this line.", where=f"{name}, line {number}")
