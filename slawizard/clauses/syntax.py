"""All that is wrong with the tags of a text that cannot be read: each tag by itself, and whether it is closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import msgspec

from slawizard.clauses.problem import Problem
from slawizard.clauses.vocabulary import closest

_OPENING = re.compile(r"\{\{|\{%|\{#")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STATEMENT = re.compile(r"\{%[-+]?\s*(\w*)\s*(.*?)\s*[-+]?%\}", re.DOTALL)
_VARIABLE = re.compile(r"\w+")
_LONGEST_SHOWN = 40
_WORDS = ("if", "elif", "else", "endif", "for", "endfor")
# What Jinja knows besides: that no clause may use it is said by whoever looks at the whole.
_REFUSED = re.compile("extends|from|import|include|do|(end)?(autoescape|block|call|filter|macro|raw|set|trans|with)")
_REASONS: tuple[tuple[str, str], ...] = (
    (r"Expected an expression, got .*", "nothing stands where a value should"),
    (r"expected token '(?:end of print statement|end of statement block)', got '?(.+?)'?", "“{0}” does not fit there"),
    (r"expected name or number", "a name is missing after the dot"),
    (r"expected token 'name', got .*", "a name is missing"),
    (r"expected token 'in', got .*", "a loop is written “for item in list”"),
    (r"unexpected char ['\"](.+)['\"] at \d+", "“{0}” means nothing there"),
    (r"unexpected 'end of .*", "its end is missing"),
    (r"unexpected '.*', expected '(.+)'", "“{0}” is missing"),
    (r"unexpected '([^']+)'", "“{0}” closes nothing there"),
)


class Mended(msgspec.Struct, frozen=True):
    """A text that can be read, line for line like the one that could not, and what was wrong with that.

    `loose` are the names that loops would have given, had they been readable.
    """

    text: str
    problems: tuple[Problem, ...]
    loose: frozenset[str]


def mend_tags(text: str, why_unreadable: Callable[[str], str]) -> Mended:
    """What is wrong with the tags of `text`, and the text without it.

    `why_unreadable` says what is wrong with a piece of text in Jinja's words; empty: nothing.
    """
    mender = _Mender(text, why_unreadable)
    mended = mender.mend()
    return Mended(mended, tuple(mender.problems), frozenset(mender.loose))


@dataclass
class _Open:
    """A condition or loop that waits for its end: its tag, where that begins, and how it is written now."""

    word: str
    tag: str
    at: int
    written: str
    has_else: bool = False


@dataclass
class _Mender:
    text: str
    why: Callable[[str], str]
    problems: list[Problem] = field(default_factory=list)
    loose: set[str] = field(default_factory=set)
    open: list[_Open] = field(default_factory=list)

    def mend(self) -> str:
        pieces: list[str] = []
        end = 0
        for start, stop in _tags(self.text):
            pieces.append(self.text[end:start])
            tag = self.text[start : stop or start + 2]
            pieces.append(self._mended(tag, start) if stop else self._unclosed(tag, start))
            end = start + len(tag)
        pieces.append(self.text[end:])
        while self.open:
            pieces.append(self._given_up(self.open.pop()))
        return "".join(pieces)

    def _tell(self, at: int, tag: str, why: str, suggestion: str = "") -> None:
        line, column = self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)
        shown = " ".join(tag.split())
        shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"
        self.problems.append(Problem(line, column, f"“{shown}” cannot be read: {why}.", suggestion))

    def _unclosed(self, opening: str, at: int) -> str:
        self._tell(at, self.text[at:].split("\n", 1)[0], f"it is never closed by “{_CLOSING[opening]}”")
        return ""

    def _mended(self, tag: str, at: int) -> str:
        if tag.startswith("{#"):
            return tag
        if tag.startswith("{{"):
            why = self._reason(tag)
            if why:
                self._tell(at, tag, why)
            return f"…{_lines(tag)}" if why else tag
        found = _STATEMENT.fullmatch(tag)
        word, rest = (found[1], found[2]) if found else ("", "")
        if _REFUSED.fullmatch(word):
            return tag
        meant = word if word in _WORDS else closest(word, _WORDS)
        if word not in _WORDS:
            self._tell(at, tag, f"there is no “{word}”" if word else "it says nothing", meant)
            tag = tag.replace(word, meant, 1) if meant else tag
        match meant:
            case "if" | "for":
                return self._opened(meant, rest, tag, at)
            case "elif" | "else":
                return self._other(meant, rest, tag, at)
            case "endif" | "endfor":
                return self._closed(meant.removeprefix("end"), rest, tag, at) + _lines(tag)
        return _lines(tag)

    def _reason(self, piece: str) -> str:
        message = self.why(piece)
        for pattern, words in _REASONS:
            found = re.fullmatch(pattern, message)
            if found:
                return words.format(*found.groups())
        return message.rstrip(".")

    def _opened(self, word: str, rest: str, tag: str, at: int) -> str:
        why = self._reason(f"{{% {word} {rest} %}}{{% end{word} %}}")
        if why:
            self._tell(at, tag, why)
        if why and word == "for":
            self.loose |= {"loop", *_VARIABLE.findall(rest)[:1]}
        self.open.append(_Open(word, tag, at, "if" if why else word))
        return f"{{% if 1 %}}{_lines(tag)}" if why else tag

    def _other(self, word: str, rest: str, tag: str, at: int) -> str:
        opener = self.open[-1] if self.open else None
        if opener is None or (word == "elif" and opener.word != "if"):
            self._tell(at, tag, "no “if” is open here")
            return _lines(tag)
        if opener.has_else:
            self._tell(at, tag, f"an “else” stands before it already, in the “{opener.word}” that is open here")
            return _lines(tag)
        opener.has_else = word == "else"
        why = "nothing can stand after “else”" if word == "else" and rest else ""
        why = why or (self._reason(f"{{% if {rest} %}}{{% endif %}}") if word == "elif" else "")
        if why:
            self._tell(at, tag, why)
            return f"{{% {'elif 1' if word == 'elif' else 'else'} %}}{_lines(tag)}"
        return tag

    def _closed(self, word: str, rest: str, tag: str, at: int) -> str:
        if all(one.word != word for one in self.open):
            self._tell(at, tag, f"no “{word}” is open here")
            return ""
        if rest:
            self._tell(at, tag, f"nothing can stand after “end{word}”")
        ends = ""
        while self.open[-1].word != word:
            ends += self._given_up(self.open.pop())
        return f"{ends}{{% end{self.open.pop().written} %}}"

    def _given_up(self, one: _Open) -> str:
        self._tell(one.at, one.tag, f"there is no “end{one.word}” for it")
        return f"{{% end{one.written} %}}"


def _tags(text: str) -> Iterator[tuple[int, int]]:
    """Where each tag begins and ends; 0 for the end of one that is never closed."""
    at = 0
    while found := _OPENING.search(text, at):
        end = text.find(_CLOSING[found[0]], found.end())
        inner = None if found[0] == "{#" else _OPENING.search(text, found.end())
        is_closed = end >= 0 and (inner is None or inner.start() > end)
        yield found.start(), end + 2 if is_closed else 0
        at = end + 2 if is_closed else found.end()


def _lines(tag: str) -> str:
    """The line ends of a tag, so that what follows keeps its line."""
    return "\n" * tag.count("\n")
