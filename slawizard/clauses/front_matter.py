"""The head of a clause template: TOML between two lines of plus signs, read strictly."""

from __future__ import annotations

import re
import tomllib

import msgspec

from slawizard.clauses.specimen import is_field
from slawizard.document.marks import PRIVATE
from slawizard.document.nodes import PartKind
from slawizard.errors import ClauseError

# How msgspec names the place of a wrong value, and the name of a field it does not know.
_PLACE = re.compile(r"`\$\.(\w+)|unknown field `(\w+)`")
_FENCE = "+++"
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a template says about itself.

    `order` sorts within a part (body clauses: within the step). `path` is the field or step to go to from the heading.
    `when` is a condition over the context; empty: always. `needs` are fields whose emptiness the text must show.
    `repeat` names a list of the context: one clause for each item, which the text calls `item`.
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
    lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """The line of the file on which this key stands (1 where it does not)."""
        return self.lines.get(key, 1)


def read_front_matter(text: str, name: str) -> tuple[FrontMatter, str, int]:
    """The front matter, the body, and the line on which the body begins. Raises ClauseError with file and line."""
    _refuse_private(text, name)
    lines = text.split("\n")
    if lines[0].strip() != _FENCE or _FENCE not in (line.strip() for line in lines[1:]):
        raise ClauseError("A clause begins with its front matter between two lines “+++”.", where=f"{name}, line 1")
    end = next(number for number, line in enumerate(lines) if number and line.strip() == _FENCE)
    head = lines[1:end]
    places = {line.partition("=")[0].strip(): number for number, line in enumerate(head, 2) if "=" in line}
    try:
        raw = tomllib.loads("\n".join(head))
        front = msgspec.convert({**raw, "lines": places}, FrontMatter)
    except tomllib.TOMLDecodeError as problem:
        line = int(found[1]) + 1 if (found := re.search(r"line (\d+)", str(problem))) else end
        raise ClauseError(f"The front matter is not valid TOML ({problem}).", where=f"{name}, line {line}") from None
    except msgspec.ValidationError as problem:
        found = _PLACE.search(str(problem))
        key = (found[1] or found[2]) if found else ""
        raise ClauseError(
            f"The front matter does not fit ({problem}).", where=f"{name}, line {places.get(key, 1)}"
        ) from None
    if "lines" in raw:
        raise ClauseError("The front matter knows no “lines”.", where=f"{name}, line {places['lines']}")
    _check(front, name)
    return front, "\n".join(lines[end + 1 :]), end + 2


def _check(front: FrontMatter, name: str) -> None:
    if not _ID.fullmatch(front.id):
        raise ClauseError(
            f"The id “{front.id}” must be small letters, digits and hyphens.",
            where=f"{name}, line {front.line_of('id')}",
        )
    for key, paths in (("path", (front.path,) if front.path else ()), ("needs", front.needs)):
        for path in paths:
            if not is_field(path):
                raise ClauseError(f"The agreement has no field “{path}”.", where=f"{name}, line {front.line_of(key)}")


def _refuse_private(text: str, name: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if PRIVATE.search(line):
            raise ClauseError("There is a private-use character on this line.", where=f"{name}, line {number}")
