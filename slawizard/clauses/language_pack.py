"""What a language brings besides its clauses: definitions, part titles, the cover, the writers' few words."""

from __future__ import annotations

import re
import tomllib
from typing import Any, TypeVar

import msgspec

from slawizard.clauses.environment import ClauseEnvironment, ClauseText
from slawizard.errors import ClauseError

StructT = TypeVar("StructT", bound=msgspec.Struct)
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class Definition(msgspec.Struct, frozen=True):
    """A defined term: its key, the word it is listed under, every form it is used in, and its text."""

    key: str
    term: str
    forms: tuple[str, ...]
    text: ClauseText
    line: int


class CoverText(msgspec.Struct, frozen=True):
    """A line of the title page: its label, its text, and the condition under which it stands there."""

    label: str
    text: ClauseText
    when: ClauseText | None = None


class LanguagePack(msgspec.Struct, frozen=True):
    """The titles of the parts by step or kind, the words of the writers, the cover lines and the subtitle."""

    parts: dict[str, str]
    words: dict[str, str]
    cover: tuple[CoverText, ...]
    subtitle: ClauseText


class _RawDefinition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    term: str
    text: str
    forms: tuple[str, ...] = ()


class _RawCover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    label: str
    text: str
    when: str = ""


class _RawPack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    subtitle: str
    parts: dict[str, str]
    words: dict[str, str]
    cover: tuple[_RawCover, ...] = ()


class _RawDefinitions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    definition: tuple[_RawDefinition, ...]


def read_definitions(text: str, name: str, environment: ClauseEnvironment) -> tuple[Definition, ...]:
    """The defined terms in the order of the alphabet. Raises ClauseError with file and line."""
    raw = _read(text, name, _RawDefinitions).definition
    lines = _lines_with(text, "key")
    seen: dict[str, str] = {}
    definitions: list[Definition] = []
    for one, line in zip(raw, lines, strict=True):
        if not _KEY.fullmatch(one.key):
            raise ClauseError("A key has small letters, digits and hyphens.", where=f"{name}, line {line}")
        for form in (one.term, *one.forms):
            if form in seen:
                raise ClauseError(f"“{form}” already means “{seen[form]}”.", where=f"{name}, line {line}")
            seen[form] = one.term
        compiled = environment.text(" ".join(one.text.split()), name, line, lines_marked=True)
        definitions.append(Definition(one.key, one.term, (one.term, *one.forms), compiled, line))
    return tuple(sorted(definitions, key=lambda one: one.term.casefold()))


def read_language_pack(text: str, name: str, environment: ClauseEnvironment) -> LanguagePack:
    """Part titles, words and cover. Raises ClauseError with file and line."""
    raw = _read(text, name, _RawPack)
    lines = _lines_with(text, "label")
    cover = tuple(
        CoverText(
            one.label,
            environment.text(one.text, name, line),
            environment.condition(one.when, name, line) if one.when else None,
        )
        for one, line in zip(raw.cover, lines, strict=True)
    )
    (subtitle_line,) = _lines_with(text, "subtitle")
    return LanguagePack(raw.parts, raw.words, cover, environment.text(raw.subtitle, name, subtitle_line))


def _read(text: str, name: str, kind: type[StructT]) -> StructT:
    try:
        raw: dict[str, Any] = tomllib.loads(text)
        return msgspec.convert(raw, kind)
    except tomllib.TOMLDecodeError as problem:
        line = found[1] if (found := re.search(r"line (\d+)", str(problem))) else "1"
        raise ClauseError(f"This is not valid TOML ({problem}).", where=f"{name}, line {line}") from None
    except msgspec.ValidationError as problem:
        raise ClauseError(f"This file does not fit ({problem}).", where=f"{name}, line 1") from None


def _lines_with(text: str, key: str) -> list[int]:
    return [number for number, line in enumerate(text.split("\n"), 1) if re.match(rf"\s*{key}\s*=", line)]
