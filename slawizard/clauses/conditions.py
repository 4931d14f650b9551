"""A condition of a clause's text as an author chooses it: things that are asked, all of which or one must hold."""

from __future__ import annotations

import re

import msgspec

_ASKED = re.compile(
    r"(?P<no>not\s+)?(?P<what>clauses\s*\[\s*(?P<clause>'[\w-]+'|\"[\w-]+\")\s*\]|[\w.]+(?:\s*\|\s*\w+)?)"
)
_TAG = re.compile(r"(?P<open>\{%[-+]?)\s*(?P<word>if|elif)\s+(?P<rest>.*?)\s*(?P<close>[-+]?%\})", re.DOTALL)
_LOOP = re.compile(r"\{%[-+]?\s*for\s+\w+\s+in\s+(?P<list>[\w.]+)\s*[-+]?%\}")
_JOINED = re.compile(r"\s+(and|or)\s+")


class Asked(msgspec.Struct, frozen=True):
    """One thing that is asked: whether a value is there ("claim.within"), what a filter says of it ("levels|several"),
    or whether a clause stands ("clauses['disputes']"). `negated`: it must not be so.
    """

    what: str
    negated: bool = False

    @property
    def clause(self) -> str:
        """The id of the clause that must stand; empty where a value is asked."""
        return self.what[9:-2] if self.what.startswith("clauses[") else ""

    @property
    def name(self) -> str:
        """The name of the value, without its filter; empty where a clause is asked."""
        return "" if self.clause else self.what.partition("|")[0]

    @property
    def filter(self) -> str:
        """The filter of the value; empty for none."""
        return "" if self.clause else self.what.partition("|")[2]


class Condition(msgspec.Struct, frozen=True):
    """What a tag asks; `word` is "if" or "elif". `is_any`: one thing of those that are asked is enough."""

    word: str
    asked: tuple[Asked, ...]
    is_any: bool = False

    def tag(self, like: str = "{% %}") -> str:
        """The tag as it is written, with the marks for white space of the tag `like`."""
        words = (" or " if self.is_any else " and ").join(
            f"not {one.what}" if one.negated else one.what for one in self.asked
        )
        opening = like[:3] if like[2:3] in "-+" else like[:2]
        closing = like[-3:] if like[-3:-2] in "-+" else like[-2:]
        return f"{opening} {self.word} {words} {closing}"


def read_condition(tag: str) -> Condition | None:
    """What a tag asks. None where it is no condition, or asks more than can be chosen: brackets, comparisons, both
    "and" and "or".
    """
    found = _TAG.fullmatch(tag)
    if found is None:
        return None
    parts = _JOINED.split(found["rest"])
    matches = [_ASKED.fullmatch(part) for part in parts[::2]]
    joined = set(parts[1::2])
    if len(joined) > 1 or not all(matches):
        return None
    asked = tuple(_asked(match) for match in matches if match is not None)
    if any(one.what in ("not", "and", "or") for one in asked):
        return None
    return Condition(found["word"], asked, joined == {"or"})


def _asked(match: re.Match[str]) -> Asked:
    what = f"clauses['{match['clause'][1:-1]}']" if match["clause"] else "".join(match["what"].split())
    return Asked(what, bool(match["no"]))


def loop_list(tag: str) -> str:
    """The list that a tag repeats its part for; empty for any other tag."""
    found = _LOOP.fullmatch(tag)
    return found["list"] if found else ""


def with_list(tag: str, name: str) -> str:
    """The tag of a loop, now for another list; the name of its item stays."""
    found = _LOOP.fullmatch(tag)
    return tag if found is None else tag[: found.start("list")] + name + tag[found.end("list") :]
