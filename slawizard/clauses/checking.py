"""What is wrong with a clause's text, all at once, each with its line and with what was perhaps meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from slawizard.clauses.catalogue import LABEL, reference_targets
from slawizard.clauses.environment import ClauseEnvironment, ClauseText
from slawizard.clauses.filters import FILTERS
from slawizard.clauses.library import bundled_library, words_in
from slawizard.clauses.own_texts import STEP_ORDER
from slawizard.clauses.problem import Problem, problem_of
from slawizard.clauses.specimen import specimen_context
from slawizard.clauses.vocabulary import closest, problems_in
from slawizard.document.markup import parse_clause, parse_title
from slawizard.document.nodes import Paragraph, ParagraphStyle
from slawizard.errors import ClauseError

_REFERENCE = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_QUOTED = re.compile(r"“([^”]+)”")
_SOURCE = "This text"


def check_text(
    text: str, step: str, *, title: str = "", clause: str = "", own_ids: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Everything that keeps a clause's text from being shown, in the order of its lines; nothing where it can be.

    `clause` is the id of the clause of the library whose body the text replaces; without one it is a clause of its own
    under `title`. `own_ids` are the clauses that the agreement adds: they can be referred to. A reference to a clause
    that the agreement does not have at the time is found when the agreement is put together.
    """
    if step not in STEP_ORDER:
        return (Problem(0, 0, f"There is no step “{step}”.", closest(step, STEP_ORDER)),)
    library = bundled_library()
    template = library.template(clause)
    if clause and template is None:
        return (Problem(0, 0, f"The library has no clause “{clause}”.", closest(clause, library.variants)),)
    context = specimen_context((*library.variants, *own_ids))
    words = words_in(template, context) if template else context
    environment = ClauseEnvironment(guarded=True)
    body = environment.text(text.replace("\r\n", "\n"), _SOURCE, 1, lines_marked=True)
    problems = list(_body_problems(body, words, clause))
    problems += _reference_problems(text, own_ids, clause)
    if not clause:
        problems += _title_problems(environment.text(title, "The title", 1), context, title)
    lines = text.split("\n")
    return tuple(sorted((_placed(one, lines) for one in dict.fromkeys(problems)), key=lambda one: one.line))


def check_condition(when: str, line: int, repeat: str = "") -> tuple[Problem, ...]:
    """What is wrong with the condition in a clause's head; `repeat` is the list that the clause is repeated for."""
    if not when:
        return ()
    context = specimen_context(tuple(bundled_library().variants))
    items = context.get(repeat)
    words = {**context, "item": items[0]} if isinstance(items, list) and items else context
    try:
        return tuple(problems_in(ClauseEnvironment(guarded=True).condition(when, _SOURCE, line), words))
    except ClauseError as error:
        return (problem_of(error),)


def _body_problems(body: ClauseText, words: Mapping[str, Any], clause: str) -> Iterator[Problem]:
    try:
        unknown = problems_in(body, words)
        yield from unknown
        if unknown:
            return
        parsed = parse_clause(body.render(words), clause or "own", bundled_library().terms, source=_SOURCE)
    except ClauseError as error:
        found = _QUOTED.search(error.what) if "filter" in error.what else None
        yield _with_suggestion(problem_of(error), found[1] if found else "", FILTERS)
        return
    except (RecursionError, MemoryError):
        yield Problem(0, 0, "The text is nested too deeply to be read.")
        return
    if not parsed.blocks:
        yield Problem(1, 0, "There is no text.")
    if clause != "definitions" and any(
        isinstance(block, Paragraph) and block.style is ParagraphStyle.DEFINITION for block in parsed.blocks
    ):
        yield Problem(1, 0, "A term is defined in the clause of definitions alone; here, put the new word in bold.")


def _reference_problems(text: str, own_ids: Collection[str], clause: str) -> Iterator[Problem]:
    known = {one.target for one in reference_targets()} | set(own_ids)
    known |= {f"{clause}#{label}" for label in LABEL.findall(text)}
    for number, line in enumerate(text.split("\n"), 1):
        for found in _REFERENCE.finditer(line):
            target = found[1]
            paragraph = target.partition("#")[2]
            # What a template puts together, and a paragraph by its number, is known only in an agreement.
            if _TAG.search(target) or target in known or (paragraph.isdecimal() and target.partition("#")[0] in known):
                continue
            reason = f"There is no clause or paragraph “{target}” to refer to."
            yield Problem(number, found.start() + 1, reason, closest(target, known))


def _title_problems(title: ClauseText, context: Mapping[str, Any], plain: str) -> Iterator[Problem]:
    if not plain.strip():
        yield Problem(0, 0, "The clause has no title.")
        return
    try:
        unknown = problems_in(title, context)
        yield from map(_in_title, unknown)
        if not unknown:
            parse_title(title.render(context).strip(), source="The title")
    except ClauseError as error:
        yield _in_title(problem_of(error))


def _in_title(problem: Problem) -> Problem:
    return Problem(0, 0, f"In the title: {problem.reason}", problem.suggestion)


def _with_suggestion(problem: Problem, name: str, known: Collection[str]) -> Problem:
    return Problem(problem.line, problem.column, problem.reason, closest(name, known)) if name else problem


def _placed(problem: Problem, lines: list[str]) -> Problem:
    """The problem with the column at which the name that it quotes stands."""
    found = _QUOTED.search(problem.reason)
    if problem.column or not found or not 0 < problem.line <= len(lines):
        return problem
    at = re.search(rf"(?<![\w-]){re.escape(found[1])}(?![\w-])", lines[problem.line - 1])
    return Problem(problem.line, at.start() + 1 if at else 0, problem.reason, problem.suggestion)
