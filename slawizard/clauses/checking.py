"""What is wrong with a clause's text, all at once, each with its line and with what was perhaps meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Set
from typing import Any, NamedTuple

import msgspec
from jinja2 import nodes

from slawizard.clauses import guard
from slawizard.clauses.catalogue import LABEL, reference_targets
from slawizard.clauses.environment import ClauseEnvironment, mark_source_lines
from slawizard.clauses.filters import FILTERS
from slawizard.clauses.library import bundled_library, words_in
from slawizard.clauses.own_texts import STEP_ORDER, plain_lines
from slawizard.clauses.problem import Problem, problem_of
from slawizard.clauses.specimen import specimen_context
from slawizard.clauses.syntax import mend_tags
from slawizard.clauses.text_characters import character_problems, printable
from slawizard.clauses.vocabulary import closest, find_unknown, problem_with, problems_in
from slawizard.document.markup import parse_title, read_clause
from slawizard.document.nodes import Paragraph, ParagraphStyle
from slawizard.errors import ClauseError

_REFERENCE = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_ANY_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_QUOTED = re.compile(r"“([^”]+)”")
_SOURCE = "This text"

MOST_PROBLEMS = 50
"""So many problems of one text are told one by one."""


def check_text(
    text: str, step: str, *, title: str = "", clause: str = "", own_ids: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Everything that keeps a clause's text from being shown, in the order of its lines, and warnings of what would be
    shown as nobody means it; nothing where all is well.

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
    text = plain_lines(text)
    problems = [*character_problems(text), *_reference_problems(text, own_ids, clause)]
    problems += _body_problems(environment, printable(text), words, clause)
    if not clause:
        problems += map(_in_title, character_problems(title))
        problems += _title_problems(environment, printable(title), context)
    lines = text.split("\n")
    return _first_ones(sorted((_placed(one, lines) for one in dict.fromkeys(problems)), key=lambda one: one.line))


def _first_ones(problems: list[Problem]) -> tuple[Problem, ...]:
    """As many as someone reads; of the others, how many there are."""
    more = len(problems) - MOST_PROBLEMS
    if more <= 0:
        return tuple(problems)
    return (*problems[:MOST_PROBLEMS], Problem(0, 0, f"There are {more} more; mend these first."))


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


# --- tags -------------------------------------------------------------------------------------------------------


class _Readable(NamedTuple):
    """A text as far as its tags can be read, and what is wrong with them. Empty: it cannot be printed."""

    text: str
    problems: list[Problem]


def _readable(environment: ClauseEnvironment, text: str, source: str, words: Mapping[str, Any]) -> _Readable:
    """All that can be told of a text's tags: what is wrong with one does not hide what is wrong with another."""
    problems: list[Problem] = []
    loose: Set[str] = frozenset()
    try:
        guard.check_text(text, source)
    except ClauseError as error:
        return _Readable("", [problem_of(error)])
    try:
        tree = environment.read(text, source)
    except ClauseError as error:
        mended = mend_tags(text, environment.why_unreadable)
        text, loose, problems = mended.text, mended.loose, [*mended.problems] or [problem_of(error)]
        try:
            tree = environment.read(text, source)
        except ClauseError:
            return _Readable("", problems)
    refused = [*environment.refusals(tree, source), *guard.refusals(tree, source)]
    if refused:  # what sets names may not be used; what uses these names is not wrong for that
        loose |= {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    unknown = find_unknown(tree, words)
    problems += map(_refusal, refused)
    problems += (problem_with(one) for one in unknown if one.name not in loose)
    return _Readable("" if refused or unknown else text, problems)


def _refusal(error: ClauseError) -> Problem:
    problem, found = problem_of(error), _QUOTED.search(error.what) if "filter" in error.what else None
    return msgspec.structs.replace(problem, suggestion=closest(found[1], FILTERS) if found else "")


def _body_problems(
    environment: ClauseEnvironment, text: str, words: Mapping[str, Any], clause: str
) -> Iterator[Problem]:
    try:
        readable = _readable(environment, text, _SOURCE, words)
        yield from readable.problems
        if text and not readable.text:
            yield from _problems_between_tags(text, clause)
            return
        body = environment.text(readable.text, _SOURCE, 1, lines_marked=True)
        parsed, faults = read_clause(body.render(words), clause or "own", bundled_library().terms, source=_SOURCE)
    except ClauseError as error:
        yield problem_of(error)
        return
    except (RecursionError, MemoryError):
        yield Problem(0, 0, "The text is nested too deeply to be read.")
        return
    yield from map(problem_of, faults)
    if not (parsed.blocks or faults or readable.problems):
        yield Problem(1, 0, "There is no text.")
    if clause != "definitions" and any(
        isinstance(block, Paragraph) and block.style is ParagraphStyle.DEFINITION for block in parsed.blocks
    ):
        yield Problem(1, 0, "A term is defined in the clause of definitions alone; here, put the new word in bold.")


def _problems_between_tags(text: str, clause: str) -> Iterator[Problem]:
    """What is wrong on the lines without a tag where a text cannot be printed; on others a tag may be the cause."""
    words_alone = _ANY_TAG.sub(lambda found: "…" if found[0].startswith("{{") else "", mark_source_lines(text))
    _parsed, faults = read_clause(words_alone, clause or "own", bundled_library().terms, source=_SOURCE)
    lines = text.split("\n")
    yield from (one for one in map(problem_of, faults) if not set(lines[one.line - 1]) & set("{}"))


def _title_problems(environment: ClauseEnvironment, title: str, context: Mapping[str, Any]) -> Iterator[Problem]:
    if not title.strip():
        yield Problem(0, 0, "The clause has no title.")
        return
    try:
        readable = _readable(environment, title, "The title", context)
        yield from map(_in_title, readable.problems)
        if readable.text:
            parse_title(environment.text(readable.text, "The title", 1).render(context).strip(), source="The title")
    except ClauseError as error:
        yield _in_title(problem_of(error))


# --- references, characters, places -----------------------------------------------------------------------------


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


def _in_title(problem: Problem) -> Problem:
    return msgspec.structs.replace(problem, line=0, column=0, reason=f"In the title: {problem.reason}")


def _placed(problem: Problem, lines: list[str]) -> Problem:
    """The problem with the column at which the name that it quotes stands."""
    found = _QUOTED.search(problem.reason)
    if problem.column or not found or not 0 < problem.line <= len(lines):
        return problem
    at = re.search(rf"(?<![\w-]){re.escape(found[1])}(?![\w-])", lines[problem.line - 1])
    return msgspec.structs.replace(problem, column=at.start() + 1 if at else 0)
