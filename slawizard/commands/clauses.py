"""The commands about clauses: `slawizard clause list`, `show`, `check`, `compare` and `diff`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from slawizard.commands.command import DONE, ERRORS_FOUND, Command, draft_argument, json_argument, load_agreement
from slawizard.commands.verbs import with_verbs
from slawizard.errors import ClauseError
from slawizard.terminal import show, show_json, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slawizard.agreement.agreement import Agreement
    from slawizard.agreement.texts import OwnClause
    from slawizard.clauses.catalogue import ClauseEntry
    from slawizard.clauses.problem import Problem, TextProblem
    from slawizard.worker.protocol import CheckTextJob

STEPS = ("objectives", "expectations", "metrics", "consequences", "flexibility")
_LARGEST_TEXT = 1_000_000


# --- looking ----------------------------------------------------------------------------------------------------


def _list(arguments: argparse.Namespace) -> int:
    from slawizard.clauses.catalogue import list_clauses

    entries = [one for one in list_clauses() if arguments.step in ("", one.step)]
    if arguments.json:
        show_json([_entry_data(one) for one in entries])
        return DONE
    for one in entries:
        part = "" if one.part == "body" else f", in the {one.part}"
        show(f"{one.id}  ({one.step}{part}; {', '.join(one.stances)})\n  {one.title}\n  {one.applies}")
    return DONE


def _entry_data(entry: ClauseEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "step": entry.step,
        "part": str(entry.part),
        "title": entry.title,
        "applies": entry.applies,
        "needs": list(entry.needs),
        "repeat": entry.repeat,
        "stances": {str(one.stance): {"note": one.note, "text": one.text} for one in entry.texts},
    }


def _show(arguments: argparse.Namespace) -> int:
    if arguments.draft:
        return _show_in_draft(arguments)
    from slawizard.agreement.texts import Stance

    entry = _find(arguments.id)
    text = entry.text_for(Stance(arguments.stance or Stance.BALANCED))
    if arguments.stance and text.stance != arguments.stance:
        tell(f"The clause has no text of the {arguments.stance}’s; this is the {text.stance} one.")
    show(f"{entry.title}\n  {entry.applies}" + (f"\n  {text.note}" if text.note else ""))
    show("  Needs: " + ", ".join(entry.needs) if entry.needs else "  Needs no field.")
    show(text.text.strip("\n"))
    return DONE


def _show_in_draft(arguments: argparse.Namespace) -> int:
    """The clause, or each of those that it is repeated for, as it reads in a draft."""
    from msgspec.structs import replace

    from slawizard.agreement.texts import ClauseChoice, Stance
    from slawizard.worker.client import RenderWorker
    from slawizard.worker.protocol import PreviewJob

    agreement = load_agreement(arguments.draft)
    if arguments.stance:
        choice = ClauseChoice(arguments.id, Stance(arguments.stance))
        kept = tuple(one for one in agreement.texts.edits if one.clause != arguments.id)
        texts = replace(agreement.texts, choices=(choice, *agreement.texts.choices), edits=kept)
        agreement = replace(agreement, texts=texts)
    worker = RenderWorker()
    worker.start()
    try:
        outline = worker.call(PreviewJob(agreement)).outline
        repeated = bool(_entry_or_none(arguments.id) and _find(arguments.id).repeat)
        ids = [
            one.id for one in outline if one.id == arguments.id or (repeated and one.id.startswith(f"{arguments.id}-"))
        ]
        for clause_id in ids:
            show(worker.call(PreviewJob(agreement, clause_id=clause_id)).clause_text)
    finally:
        worker.close()
    if not ids:
        raise ClauseError(
            "The clause does not stand in this agreement.", where=arguments.id, remedy=_when(arguments.id)
        )
    return DONE


def _when(clause_id: str) -> str:
    entry = _entry_or_none(clause_id)
    return (
        f"It stands: {entry.applies[:1].lower()}{entry.applies[1:]}" if entry else "“slawizard clause list” lists them."
    )


def _compare(arguments: argparse.Namespace) -> int:
    entry = _find(arguments.id)
    show(f"{entry.title}\n  {entry.applies}")
    if len(entry.texts) == 1:
        tell("The clause has one text, whoever proposes it.")
    for text in entry.texts:
        show(f"\n--- {text.stance}" + (f"\n    {text.note}" if text.note else ""))
        show(text.text.strip("\n"))
    return DONE


def _entry_or_none(clause_id: str) -> ClauseEntry | None:
    from slawizard.clauses.catalogue import find_clause

    return find_clause(clause_id)


def _find(clause_id: str) -> ClauseEntry:
    from slawizard.clauses.catalogue import list_clauses
    from slawizard.clauses.vocabulary import closest

    entry = _entry_or_none(clause_id)
    if entry is None:
        near = closest(clause_id, [one.id for one in list_clauses()])
        remedy = f"Did you mean “{near}”?" if near else "“slawizard clause list” lists them."
        raise ClauseError(f"The library has no clause “{clause_id}”.", remedy=remedy)
    return entry


# --- checking ---------------------------------------------------------------------------------------------------


def _check(arguments: argparse.Namespace) -> int:
    from slawizard.clauses.library import TEMPLATE_SUFFIX

    path: Path = arguments.file
    found = _check_file(path) if path.name.endswith(TEMPLATE_SUFFIX) else _check_draft(path)
    if arguments.json:
        show_json([_problem_data(where, one) for where, one in found])
    else:
        for where, one in found:
            show(f"{where}: {one}")
        show(_summary([one for _where, one in found]))
    return DONE if all(one.is_warning for _where, one in found) else ERRORS_FOUND


def _problem_data(where: str, problem: Problem) -> dict[str, object]:
    names = ("line", "column", "reason", "suggestion")
    level = "warning" if problem.is_warning else "error"
    return {"where": where, **{name: getattr(problem, name) for name in names}, "level": level}


def _summary(problems: Sequence[Problem]) -> str:
    from slawizard.i18n import Plural

    warnings = sum(one.is_warning for one in problems)
    counts = (
        (Plural("{count} problem", "{count} problems"), len(problems) - warnings),
        (Plural("{count} warning", "{count} warnings"), warnings),
    )
    return ", ".join(words.of(count) for words, count in counts if count) + "." if problems else "Nothing found."


def _check_file(path: Path) -> list[tuple[str, Problem]]:
    """The problems of one clause in a file, with a head or without one; lines are those of the file."""
    from msgspec.structs import replace

    from slawizard.clauses.problem import problem_of
    from slawizard.files import read_file
    from slawizard.worker.protocol import CheckTextJob

    try:
        text = read_file(path, _LARGEST_TEXT).data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        raise ClauseError("This file is not UTF-8 text.", where=str(path)) from problem
    if not text.startswith("+++"):
        return [(str(path), one) for one in _answers([CheckTextJob(text, STEPS[0], "A clause")])[0]]
    try:
        head, job, above = _job_for(path, text)
    except ClauseError as problem:
        # What the head should have said is unknown; what is wrong with the text itself is told all the same.
        body, above = _without_head(text)
        head, job = [problem_of(problem)], CheckTextJob(body, STEPS[0], "A clause")
    if job.text:
        head += (replace(one, line=one.line + above) if one.line else one for one in _answers([job])[0])
    return [(str(path), one) for one in head]


def _without_head(text: str) -> tuple[str, int]:
    """The body under a head that cannot be read, and the lines above it; empty where the head has no end."""
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "+++"), len(lines))
    return "\n".join(lines[end + 1 :]), end + 1


def _job_for(path: Path, text: str) -> tuple[list[Problem], CheckTextJob, int]:
    """What is wrong with the head of a clause in a file, the check of its body, and the lines above that.

    Raises ClauseError for a head that cannot be read.
    """
    from slawizard.clauses.checking import check_condition
    from slawizard.clauses.front_matter import read_front_matter, read_variant
    from slawizard.clauses.library import TEMPLATE_SUFFIX, bundled_library
    from slawizard.paths import template_path
    from slawizard.worker.protocol import CheckTextJob

    name, _, stance = path.name.removesuffix(TEMPLATE_SUFFIX).rpartition(".")
    base = bundled_library().template(name) if stance in ("provider", "customer") else None
    front, body, first = read_variant(text, str(path), base.front) if base else read_front_matter(text, str(path))
    head = list(check_condition(front.when, front.line_of("when"), front.repeat)) if not base else []
    taken = bundled_library().template(front.id)
    if taken and not base and not path.resolve().is_relative_to(template_path("clauses").resolve()):
        head.append(_taken_id(front.id, front.line_of("id")))
    return head, CheckTextJob(body, front.step, front.title, front.id if taken else ""), first - 1


def _taken_id(clause_id: str, line: int = 0) -> Problem:
    from slawizard.clauses.problem import Problem

    return Problem(line, 0, f"The id “{clause_id}” is that of a clause of the library; what refers to it leads there.")


def _check_draft(path: Path) -> list[tuple[str, Problem]]:
    """The problems of a draft's own texts, by themselves and within the agreement."""
    from slawizard.worker.protocol import CheckTextJob

    agreement = load_agreement(path)
    texts = agreement.texts
    own_ids = tuple(one.id for one in texts.own)
    jobs = {
        **{f"texts.edits.{n}.text": _edit_job(one.clause, one.text, own_ids) for n, one in enumerate(texts.edits)},
        **{
            f"texts.own.{n}.text": CheckTextJob(one.text, one.step, one.title, own_ids=own_ids)
            for n, one in enumerate(texts.own)
        },
    }
    names = [f"the clause “{one.clause}”" for one in texts.edits] + [f"the clause “{one.title}”" for one in texts.own]
    answers = _answers(list(jobs.values()))
    found = [*_id_problems(texts.own)]
    found += [(name, one) for name, problems in zip(names, answers, strict=True) for one in problems]
    told = {field for field, problems in zip(jobs, answers, strict=True) if problems}
    return [*found, *((f"the clause “{one.title}”", one.problem) for one in _shown(agreement) if one.field not in told)]


def _id_problems(own: Sequence[OwnClause]) -> Iterator[tuple[str, Problem]]:
    """What is wrong with the ids of clauses that a draft adds: the agreement shows such a clause under another id."""
    from slawizard.clauses.front_matter import is_id
    from slawizard.clauses.problem import Problem
    from slawizard.storage.decoding import shown

    seen: set[str] = set()
    for one in own:
        where = f"the clause “{one.title}”"
        if not is_id(one.id):
            what = f"The id {shown(one.id)} must be small letters, digits and hyphens." if one.id else "It has no id."
            yield where, Problem(0, 0, what)
        elif one.id in seen:
            yield where, Problem(0, 0, f"The id “{one.id}” is that of another clause of the draft.")
        elif _entry_or_none(one.id):
            yield where, _taken_id(one.id)
        seen.add(one.id)


def _edit_job(clause_id: str, text: str, own_ids: tuple[str, ...]) -> CheckTextJob:
    from slawizard.worker.protocol import CheckTextJob

    entry = _entry_or_none(clause_id)
    return CheckTextJob(text, entry.step if entry else STEPS[0], clause=clause_id, own_ids=own_ids)


def _answers(jobs: Sequence[CheckTextJob]) -> list[tuple[Problem, ...]]:
    """What the render process finds in each text, under the limits of texts that did not come with the program."""
    from slawizard.clauses.problem import Problem
    from slawizard.errors import WorkerError
    from slawizard.worker.client import RenderWorker

    answers: list[tuple[Problem, ...]] = []
    worker = RenderWorker()
    try:
        for job in jobs:
            try:
                answers.append(worker.call(job))
            except WorkerError as problem:
                answers.append((Problem(0, 0, problem.what),))
    finally:
        worker.close()
    return answers


def _shown(agreement: Agreement) -> Sequence[TextProblem]:
    from slawizard.worker.client import RenderWorker
    from slawizard.worker.protocol import PreviewJob

    worker = RenderWorker()
    try:
        return worker.call(PreviewJob(agreement)).problems
    finally:
        worker.close()


# --- differences ------------------------------------------------------------------------------------------------


def _diff(arguments: argparse.Namespace) -> int:
    from slawizard.clauses.comparison import differs_from_library, library_text, stance_of, updated_in_library

    agreement = load_agreement(arguments.file)
    texts = agreement.texts
    show(f"The agreement takes the {texts.stance} texts." if texts.stance != "balanced" else "Balanced texts.")
    for choice in texts.choices:
        show(f"{choice.clause}: the {stance_of(agreement, choice.clause)} text")
    edits = [
        one for one in texts.edits if differs_from_library(agreement, one.clause) or not _entry_or_none(one.clause)
    ]
    for edit in edits:
        note = "  (the library’s text has changed since)" if updated_in_library(edit) else ""
        show(f"\n{edit.clause}: edited{note}")
        show(_marked_up(library_text(agreement, edit.clause).strip(), edit.text.strip()))
    for own in texts.own:
        show(f"\n{own.id}: added in {own.step}, “{own.title}”\n{own.text.strip()}")
    if not (texts.choices or edits or texts.own):
        show("No text differs from the library’s.")
    return DONE


def _marked_up(old: str, new: str) -> str:
    """Both texts in one: [-taken away-] and {+added+}."""
    from slawizard.clauses.comparison import PieceKind, compare_words

    signs = {PieceKind.SAME: "{}", PieceKind.REMOVED: "[-{}-]", PieceKind.ADDED: "{{+{}+}}"}
    return "".join(signs[one.kind].format(one.text) for one in compare_words(old, new))


# --- arguments --------------------------------------------------------------------------------------------------


def _id_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the clause, as “slawizard clause list” names it")


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--step", choices=STEPS, default="", help="the clauses of one step")
    json_argument(parser)


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    _id_argument(parser)
    parser.add_argument("--stance", choices=("balanced", "provider", "customer"), default="", help="whose wording")
    parser.add_argument("--draft", metavar="FILE", type=Path, help="as it reads in this draft")


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a clause (.md.j2), or a draft with texts of its own")
    json_argument(parser)


COMMANDS = (
    with_verbs(
        "clause",
        "look at clauses, check and compare their texts",
        (
            Command("list", "list the clauses, and when each applies", _list_arguments, _list),
            Command("show", "show a clause’s text, or how it reads in a draft", _show_arguments, _show),
            Command("check", "say what is wrong with a text: exit code 1 with problems", _check_arguments, _check),
            Command("compare", "show a clause’s texts by every stance", _id_argument, _compare),
            Command("diff", "say where a draft’s words differ from the library’s", draft_argument, _diff),
        ),
    ),
)
