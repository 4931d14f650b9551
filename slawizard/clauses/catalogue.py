"""All clauses for someone who looks through them: when each applies, what it needs, its text by every stance."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from slawizard.agreement.texts import Stance
from slawizard.clauses.library import ClauseLibrary, bundled_library, words_in
from slawizard.clauses.own_texts import STEP_ORDER
from slawizard.clauses.specimen import specimen_context
from slawizard.clauses.template import FALLBACK, ClauseTemplate
from slawizard.document.marks import SLOT, take_values
from slawizard.document.nodes import PartKind

LABEL = re.compile(r"^\[#([a-z0-9-]+)\]", re.MULTILINE)
"""How a paragraph of a clause gets a name for references."""


class StanceText(msgspec.Struct, frozen=True):
    """A clause's text by one stance. `note`: whom it favours, and what the other side will object to."""

    stance: Stance
    text: str
    digest: str
    note: str = ""


class ClauseEntry(msgspec.Struct, frozen=True):
    """A clause of the library. `title` is readable without an agreement: "…" stands for what an agreement fills in.

    `applies` is a sentence; `needs` are the paths of fields that the text cannot do without; `repeat` is the list that
    the clause is repeated for; `texts` begins with the balanced one.
    """

    id: str
    step: str
    part: PartKind
    title: str
    applies: str
    needs: tuple[str, ...]
    repeat: str
    path: str
    texts: tuple[StanceText, ...]

    @property
    def stances(self) -> tuple[Stance, ...]:
        """The stances that the clause has."""
        return tuple(one.stance for one in self.texts)

    def text_for(self, stance: Stance) -> StanceText:
        """The text by a stance, or by the next in the order of fallback that the clause has."""
        by_stance = {one.stance: one for one in self.texts}
        return next(by_stance[one] for one in FALLBACK[stance] if one in by_stance)


class Target(msgspec.Struct, frozen=True):
    """Something that a clause can refer to: `[[target]]`, and what it is called."""

    target: str
    title: str


@lru_cache(maxsize=4)
def list_clauses(language: str = "en") -> tuple[ClauseEntry, ...]:
    """Every clause that comes with the program, in the order of the agreement."""
    library = bundled_library(language)
    context = specimen_context(tuple(library.variants))
    return tuple(_entry(one, library, context) for one in library.templates)


def find_clause(clause_id: str, language: str = "en") -> ClauseEntry | None:
    """The clause with this id, or None."""
    return next((one for one in list_clauses(language) if one.id == clause_id), None)


def reference_targets(language: str = "en") -> tuple[Target, ...]:
    """Everything that can be referred to whatever the agreement holds: the five parts, clauses that are not repeated,
    and their named paragraphs. Whether a clause stands depends on the agreement: guard the reference where it may not.
    """
    titles = bundled_library(language).pack.parts
    found = [Target(f"part-{step}", f"Part: {titles[step]}") for step in STEP_ORDER]
    for one in list_clauses(language):
        if not one.repeat:
            found.append(Target(one.id, one.title))
            labels = dict.fromkeys(label for each in one.texts for label in LABEL.findall(each.text))
            found += [Target(f"{one.id}#{label}", f"{one.title}: {label.replace('-', ' ')}") for label in labels]
    return tuple(found)


def defined_terms(language: str = "en") -> dict[str, tuple[str, ...]]:
    """The defined terms with all their forms, the first as the term is listed."""
    return {one.key: one.forms for one in bundled_library(language).definitions}


def _entry(template: ClauseTemplate, library: ClauseLibrary, context: dict[str, object]) -> ClauseEntry:
    front = template.front
    variants = library.variants[front.id]
    return ClauseEntry(
        front.id,
        front.step,
        front.part,
        _readable_title(template, context),
        front.applies,
        front.needs,
        front.repeat,
        front.path,
        tuple(
            StanceText(stance, variants[stance].text, variants[stance].digest, variants[stance].front.stance_note)
            for stance in Stance
            if stance in variants
        ),
    )


def _readable_title(template: ClauseTemplate, context: dict[str, object]) -> str:
    title, _ = take_values(template.title.render(words_in(template, context)))
    return SLOT.sub("…", title).strip()
