"""The clause templates and definitions as read from bytes, checked front matter and all; nothing is read twice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from slawizard.clauses.environment import ClauseEnvironment, ClauseText
from slawizard.clauses.front_matter import FrontMatter, read_front_matter
from slawizard.clauses.language_pack import CoverText, Definition, LanguagePack, read_definitions, read_language_pack
from slawizard.clauses.specimen import specimen_context
from slawizard.clauses.vocabulary import check_words
from slawizard.document.nodes import PartKind
from slawizard.document.terms import TermIndex
from slawizard.errors import ClauseError
from slawizard.paths import template_path

TEMPLATE_SUFFIX = ".md.j2"
DEFINITIONS = "definitions.toml"
LANGUAGE_PACK = "document.toml"
STEP_ORDER = ("objectives", "expectations", "metrics", "consequences", "flexibility")
_PART_ORDER = tuple(PartKind)


class ClauseTemplate(msgspec.Struct, frozen=True):
    """One clause as written: its front matter and its compiled texts. `source` is its file's name."""

    front: FrontMatter
    source: str
    title: ClauseText
    body: ClauseText
    when: ClauseText | None


class ClauseLibrary:
    """All templates of one language in the agreement's order, with definitions and the document's own words."""

    def __init__(
        self,
        language: str,
        templates: tuple[ClauseTemplate, ...],
        definitions: tuple[Definition, ...],
        pack: LanguagePack,
    ) -> None:
        self.language = language
        self.templates = templates
        self.definitions = definitions
        self.pack = pack
        self.terms = TermIndex({form: one.key for one in definitions for form in one.forms})

    def template(self, template_id: str) -> ClauseTemplate | None:
        """The template with this id, or None."""
        return next((one for one in self.templates if one.front.id == template_id), None)


def load_templates(files: Mapping[str, bytes], language: str = "en", *, check: bool = True) -> ClauseLibrary:
    """A library from files in memory: "<step>/<name>.md.j2", "definitions.toml" and "document.toml".

    Raises ClauseError with file and line for the first thing that is wrong. `check` looks up every name that a template
    uses, in branches not taken too.
    """
    environment = ClauseEnvironment()
    pack = read_language_pack(_text(files, LANGUAGE_PACK), LANGUAGE_PACK, environment)
    definitions = read_definitions(_text(files, DEFINITIONS), DEFINITIONS, environment)
    names = sorted(name for name in files if name.endswith(TEMPLATE_SUFFIX))
    templates = sorted((_read_template(name, files, environment) for name in names), key=_position)
    _refuse_twins(templates)
    library = ClauseLibrary(language, tuple(templates), definitions, pack)
    if check:
        check_library(library)
    return library


@lru_cache(maxsize=4)
def bundled_library(language: str = "en") -> ClauseLibrary:
    """The templates that come with the program. Raises ClauseError for a language there are none for."""
    folder = template_path("clauses", language)
    if not language.isalpha() or not folder.is_dir():
        raise ClauseError(f"There are no clauses in the language “{language}”.", remedy="Choose English (en).")
    paths = [folder / DEFINITIONS, folder / LANGUAGE_PACK, *folder.glob(f"*/*{TEMPLATE_SUFFIX}")]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    # The tests check the words of these templates once and for all.
    return load_templates(files, language, check=False)


def check_library(library: ClauseLibrary) -> None:
    """Raises ClauseError for the first name in a clause, definition or cover line that there is no such thing for."""
    context = specimen_context(tuple(one.front.id for one in library.templates))
    for template in library.templates:
        own = dict(context)
        if template.front.repeat:
            own["item"] = _repeated(template, context)
        for text in (template.when, template.title, template.body):
            if text is not None:
                check_words(text, own)
    for definition in library.definitions:
        check_words(definition.text, context)
    for cover in (*library.pack.cover, CoverText("", library.pack.subtitle)):
        check_words(cover.text, context)


def _repeated(template: ClauseTemplate, context: Mapping[str, Any]) -> Any:
    items = context.get(template.front.repeat)
    if not isinstance(items, list) or not items or not isinstance(items[0], Mapping) or "anchor" not in items[0]:
        line = template.front.line_of("repeat")
        raise ClauseError(
            f"“{template.front.repeat}” is no list that a clause can be repeated for.",
            where=f"{template.source}, line {line}",
        )
    return items[0]


def _text(files: Mapping[str, bytes], name: str) -> str:
    if name not in files:
        raise ClauseError("This file is missing from the clauses.", where=name)
    try:
        return files[name].decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        raise ClauseError("This file is not UTF-8 text.", where=name) from problem


def _read_template(name: str, files: Mapping[str, bytes], environment: ClauseEnvironment) -> ClauseTemplate:
    front, body, first_line = read_front_matter(_text(files, name), name)
    folder = name.partition("/")[0]
    if front.step not in STEP_ORDER or front.step != folder:
        raise ClauseError(
            f"The step “{front.step}” is not the folder that the file lies in.",
            where=f"{name}, line {front.line_of('step')}",
        )
    when = environment.condition(front.when, name, front.line_of("when")) if front.when else None
    return ClauseTemplate(
        front,
        name,
        environment.text(front.title, name, front.line_of("title")),
        environment.text(body, name, first_line, lines_marked=True),
        when,
    )


def _position(template: ClauseTemplate) -> tuple[int, int, int, str]:
    front = template.front
    part = _PART_ORDER.index(PartKind(front.part))
    step = STEP_ORDER.index(front.step) if front.part == PartKind.BODY else 0
    return part, step, front.order, front.id


def _refuse_twins(templates: list[ClauseTemplate]) -> None:
    seen: dict[str, str] = {}
    for template in templates:
        key = template.front.id
        if key in seen:
            raise ClauseError(
                f"The id “{key}” is taken by {seen[key]}.",
                where=f"{template.source}, line {template.front.line_of('id')}",
            )
        seen[key] = template.source
