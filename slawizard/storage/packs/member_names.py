"""The names of a pack's members: none that could mean a place outside, or the same place as another on some system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from slawizard.errors import PackError
from slawizard.storage.decoding import shown

_LONGEST = 200
_DEEPEST = 4
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_FORBIDDEN = frozenset('<>:"|?*')


def check_name(name: str, place: str) -> None:
    """Raise PackError for a name that no member of a pack may have."""
    for broken, what in (
        (not name or len(name) > _LONGEST, "A member needs a name of at most 200 characters."),
        ("\\" in name, "The name of a member holds a backslash."),
        (name.startswith("/") or name[1:2] == ":", "The name of a member is an absolute path."),
        (".." in name.split("/"), "The name of a member leads out of the pack."),
        (name.endswith("/"), "The member is a folder."),
        ({"", "."} & set(name.split("/")) != set(), "The name of a member has an empty part."),
        (name.count("/") > _DEEPEST, "The member lies too deep in folders."),
        (not name.isprintable(), "The name of a member holds characters that cannot be seen."),
        (not _FORBIDDEN.isdisjoint(name), "The name of a member holds a character that not every system allows."),
    ):
        if broken:
            raise PackError(what, where=place)
    for part in name.split("/"):
        if part != part.strip(" ") or part.endswith(".") or _DEVICES.fullmatch(part):
            raise PackError("The name of a member means something else on another system.", where=place)


def refuse_collisions(names: Iterable[str], where: str) -> None:
    """Raise PackError when two names are one on a system that does not tell case or composed letters apart."""
    seen: dict[str, str] = {}
    for name in names:
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
        if folded in seen:
            what = (
                f"Two members have names that some systems cannot tell apart: {shown(seen[folded])} and {shown(name)}."
            )
            raise PackError(what, where=where)
        seen[folded] = name
    for folded in seen:
        parents = folded.split("/")[:-1]
        for depth in range(1, len(parents) + 1):
            if "/".join(parents[:depth]) in seen:
                raise PackError("A member is a file and a folder at once.", where=f"{where}, {shown(seen[folded])}")
