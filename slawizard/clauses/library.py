"""The clause templates and definitions as read from bytes, checked front matter and all; nothing is read twice."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import lru_cache
from typing import Any

from slawizard.agreement.texts import Stance, Texts
from slawizard.clauses.environment import ClauseEnvironment
from slawizard.clauses.front_matter import read_front_matter, read_variant
from slawizard.clauses.language_pack import CoverText, Definition, LanguagePack, read_definitions, read_language_pack
from slawizard.clauses.own_texts import STEP_ORDER, Variants, choose_templates
from slawizard.clauses.specimen import specimen_context
from slawizard.clauses.template import ClauseTemplate
from slawizard.clauses.vocabulary import check_words
from slawizard.document.nodes import PartKind
from slawizard.document.terms import TermIndex
from slawizard.errors import ClauseError
from slawizard.paths import template_path

TEMPLATE_SUFFIX = ".md.j2"
DEFINITIONS = "definitions.toml"
LANGUAGE_PACK = "document.toml"
_PART_ORDER = tuple(PartKind)


class ClauseLibrary:
    """All templates of one language in the agreement's order, with definitions and the document's own words.

    `variants` holds, for each clause by its id, its text by every stance that it has; `templates` those in use.
    """

    def __init__(
        self,
        language: str,
        templates: tuple[ClauseTemplate, ...],
        variants: Variants,
        definitions: tuple[Definition, ...],
        pack: LanguagePack,
    ) -> None:
        self.language = language
        self.templates = templates
        self.variants = variants
        self.definitions = definitions
        self.pack = pack
        self.terms = TermIndex({form: one.key for one in definitions for form in one.forms})

    def template(self, template_id: str) -> ClauseTemplate | None:
        """The template with this id, or None."""
        return next((one for one in self.templates if one.front.id == template_id), None)

    def with_texts(self, texts: Texts) -> ClauseLibrary:
        """This library in the words that an agreement chose. It shares the terms, by which parsed clauses are kept."""
        library = copy(self)
        library.templates = tuple(choose_templates(self.templates, self.variants, texts))
        return library


def load_templates(files: Mapping[str, bytes], language: str = "en", *, check: bool = True) -> ClauseLibrary:
    """A library from files in memory: "<step>/<id>.md.j2", "definitions.toml" and "document.toml"; beside a clause,
    "<step>/<id>.provider.md.j2" and "<step>/<id>.customer.md.j2" hold its text by another stance.

    Raises ClauseError with file and line for the first thing that is wrong. `check` looks up every name that a template
    uses, in branches not taken too.
    """
    environment = ClauseEnvironment()
    pack = read_language_pack(_text(files, LANGUAGE_PACK), LANGUAGE_PACK, environment)
    definitions = read_definitions(_text(files, DEFINITIONS), DEFINITIONS, environment)
    names = sorted(name for name in files if name.endswith(TEMPLATE_SUFFIX))
    plain = [name for name in names if _stance_of(name) is Stance.BALANCED]
    templates = sorted((_read_template(name, files, environment) for name in plain), key=_position)
    _refuse_twins(templates)
    variants = {one.front.id: {Stance.BALANCED: one} for one in templates}
    for name in (name for name in names if _stance_of(name) is not Stance.BALANCED):
        variant = _read_variant_of(name, files, variants, environment)
        variants[variant.front.id][variant.stance] = variant
    library = ClauseLibrary(language, tuple(templates), variants, definitions, pack)
    if check:
        check_library(library)
    return library


def bundled_library(language: str = "en") -> ClauseLibrary:
    """The templates that come with the program. Raises ClauseError for a language there are none for."""
    return _bundled(language)


@lru_cache(maxsize=4)
def _bundled(language: str) -> ClauseLibrary:
    folder = template_path("clauses", language)
    if not language.isalpha() or not folder.is_dir():
        raise ClauseError(f"There are no clauses in the language “{language}”.", remedy="Choose English (en).")
    paths = [folder / DEFINITIONS, folder / LANGUAGE_PACK, *folder.glob(f"*/*{TEMPLATE_SUFFIX}")]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    # The tests check the words of these templates once and for all.
    return load_templates(files, language, check=False)


def library_for(texts: Texts, language: str = "en") -> ClauseLibrary:
    """The clauses that come with the program in the words that an agreement chose: its stances, edits, own clauses."""
    return bundled_library(language) if texts == Texts() else _chosen(texts, language)


@lru_cache(maxsize=8)
def _chosen(texts: Texts, language: str) -> ClauseLibrary:
    return bundled_library(language).with_texts(texts)


def check_library(library: ClauseLibrary) -> None:
    """Raises ClauseError for the first name in a clause, definition or cover line that there is no such thing for."""
    context = specimen_context(tuple(one.front.id for one in library.templates))
    for template in (one for variants in library.variants.values() for one in variants.values()):
        own = words_in(template, context)
        for text in (template.when, template.title, template.body):
            if text is not None:
                check_words(text, own)
    for definition in library.definitions:
        check_words(definition.text, context)
    for cover in (*library.pack.cover, CoverText("", library.pack.subtitle)):
        for text in (cover.text, cover.when):
            if text is not None:
                check_words(text, context)


def words_in(template: ClauseTemplate, context: Mapping[str, Any]) -> dict[str, Any]:
    """What a template may speak of; with `item` in one that is repeated. Raises ClauseError where it cannot be."""
    return {**context, "item": _repeated(template, context)} if template.front.repeat else dict(context)


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
        text=body,
    )


def _stance_of(name: str) -> Stance:
    """Whose wording a file holds, by its name."""
    ending = name.removesuffix(TEMPLATE_SUFFIX).rpartition(".")[2]
    return Stance(ending) if ending in (Stance.PROVIDER, Stance.CUSTOMER) else Stance.BALANCED


def _read_variant_of(
    name: str, files: Mapping[str, bytes], variants: Variants, environment: ClauseEnvironment
) -> ClauseTemplate:
    stance = _stance_of(name)
    folder, _, file = name.removesuffix(f".{stance}{TEMPLATE_SUFFIX}").rpartition("/")
    base = variants[file][Stance.BALANCED] if file in variants else None
    if base is None or base.front.step != folder:
        raise ClauseError(f"There is no clause “{file}” in this folder that this could be a variant of.", where=name)
    front, body, first_line = read_variant(_text(files, name), name, base.front)
    own_title = front.title != base.front.title
    return ClauseTemplate(
        front,
        name,
        environment.text(front.title, name, front.line_of("title")) if own_title else base.title,
        environment.text(body, name, first_line, lines_marked=True),
        base.when,
        stance,
        body,
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
