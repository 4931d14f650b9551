"""The library's clauses with the words that an agreement chose instead: other stances, edited texts, clauses added."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from slawizard.agreement.texts import ClauseEdit, OwnClause, Stance, Texts
from slawizard.clauses.environment import ClauseEnvironment
from slawizard.clauses.front_matter import FrontMatter, is_id
from slawizard.clauses.template import FALLBACK, ClauseTemplate
from slawizard.document.nodes import PartKind

STEP_ORDER = ("objectives", "expectations", "metrics", "consequences", "flexibility")
_OWN_ORDER = 1000

Variants = Mapping[str, Mapping[Stance, ClauseTemplate]]


def choose_templates(templates: tuple[ClauseTemplate, ...], variants: Variants, texts: Texts) -> list[ClauseTemplate]:
    """The templates of an agreement in their order. What names a clause that the library lacks is passed over."""
    environment = ClauseEnvironment(guarded=True)
    choices = {one.clause: one.stance for one in reversed(texts.choices)}
    edits = {one.clause: number for number, one in reversed(list(enumerate(texts.edits)))}
    chosen: list[ClauseTemplate] = []
    for template in templates:
        key = template.front.id
        one = variant_for(variants[key], choices.get(key, texts.stance))
        chosen.append(_edited(one, texts.edits[edits[key]], edits[key], environment) if key in edits else one)
    taken = {one.front.id for one in chosen}
    for number, own in enumerate(texts.own):
        template = _own_template(own, number, taken, environment)
        taken.add(template.front.id)
        chosen.insert(_place_of(own, template, chosen), template)
    return chosen


def variant_for(variants: Mapping[Stance, ClauseTemplate], stance: Stance) -> ClauseTemplate:
    """A clause's text by a stance, or by the next in the order of fallback that it has."""
    return next(variants[one] for one in FALLBACK[stance] if one in variants)


def _edited(base: ClauseTemplate, edit: ClauseEdit, number: int, environment: ClauseEnvironment) -> ClauseTemplate:
    source = f"The clause “{base.front.title}”" if "{" not in base.front.title else f"The clause “{base.front.id}”"
    body = environment.text(plain_lines(edit.text), source, 1, lines_marked=True)
    return msgspec.structs.replace(base, source=source, body=body, text=edit.text, field=f"texts.edits.{number}.text")


def _own_template(own: OwnClause, number: int, taken: set[str], environment: ClauseEnvironment) -> ClauseTemplate:
    """An own clause as a template. A step that there is not, or an id that is taken, is no reason to lose the text."""
    step = own.step if own.step in STEP_ORDER else STEP_ORDER[0]
    key = stem = own.id if is_id(own.id) else f"own-{number + 1}"
    count = 1
    while key in taken:
        count += 1
        key = f"{stem}-{count}"
    title = " ".join(own.title.split()) or "Without a title"
    source = f"The clause “{title}”" if "{" not in title else f"The clause “{key}”"
    front = FrontMatter(key, title, step, _OWN_ORDER, path=f"texts.own.{number}.text")
    return ClauseTemplate(
        front,
        source,
        environment.text(title, source, 1),
        environment.text(plain_lines(own.text), source, 1, lines_marked=True),
        None,
        text=own.text,
        field=f"texts.own.{number}.text",
    )


def _place_of(own: OwnClause, template: ClauseTemplate, chosen: list[ClauseTemplate]) -> int:
    """Right after the clause it follows, or at the end of its step."""
    for number, one in enumerate(chosen):
        if one.front.id == own.after and _in_body(one, template.front.step):
            return number + 1
    last = (n for n, one in enumerate(chosen, 1) if one.front.part is PartKind.BODY and _not_after(one, template))
    return max(last, default=0)


def _in_body(template: ClauseTemplate, step: str) -> bool:
    return template.front.part is PartKind.BODY and template.front.step == step


def _not_after(one: ClauseTemplate, other: ClauseTemplate) -> bool:
    return STEP_ORDER.index(one.front.step) <= STEP_ORDER.index(other.front.step)


def plain_lines(text: str) -> str:
    """The text with one kind of line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
