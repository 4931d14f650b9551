"""Jobs with an agreement that holds texts of someone's own: done under their limits, in a process of their own.

The worker itself puts together only what came with the program.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import Texts
from slawizard.clauses.problem import Problem, TextProblem
from slawizard.errors import ClauseError
from slawizard.export.options import ExportOptions
from slawizard.worker import limits
from slawizard.worker.protocol import CheckTextJob, PreviewJob

if TYPE_CHECKING:
    from slawizard.document.nodes import Document

TOO_SLOW = f"Putting the clauses together took longer than {limits.TEXTS_PROCESSOR_S:.0f} seconds."
ENDED_SLOW = f"Putting the clauses together took longer than {limits.TEXTS_CLOCK_S:.0f} seconds, and was ended."
SIMPLER = "Look at the clauses that you edited or added: one of them repeats or prints far too much."


class ShowOwn(msgspec.Struct, frozen=True, tag="show_own"):
    """Show a clause of the agreement. Answered with a Preview."""

    job: PreviewJob


class FindProblems(msgspec.Struct, frozen=True, tag="find_problems"):
    """Find the texts of the agreement that cannot be shown as written. Answered with TextProblems."""

    agreement: Agreement


class CheckText(msgspec.Struct, frozen=True, tag="check_text"):
    """Check a clause's text. Answered with Problems."""

    job: CheckTextJob


class LayOutOwn(msgspec.Struct, frozen=True, tag="lay_out_own"):
    """Make pages of the agreement."""

    agreement: Agreement
    options: ExportOptions


class WriteOwn(msgspec.Struct, frozen=True, tag="write_own"):
    """Make a file of the agreement; `format` is a key of FORMATS."""

    agreement: Agreement
    format: str
    options: ExportOptions


OwnTask = ShowOwn | FindProblems | CheckText | LayOutOwn | WriteOwn
_PROBLEMS: msgspec.msgpack.Decoder[tuple[TextProblem, ...]] = msgspec.msgpack.Decoder(tuple[TextProblem, ...])


def has_own_texts(agreement: Agreement) -> bool:
    """Whether the agreement holds text that is run as a template and did not come with the program."""
    return bool(agreement.texts.edits or agreement.texts.own)


def without_own_texts(agreement: Agreement) -> Agreement:
    """The agreement in the program's words alone: putting it together makes most of the other's clauses known."""
    texts = Texts(agreement.texts.stance, agreement.texts.choices)
    return msgspec.structs.replace(agreement, texts=texts)


def assemble_own(agreement: Agreement) -> Document:
    """The agreement as a document. Raises ClauseError, WorkerError, MemoryError."""
    from slawizard.clauses.assemble import assemble

    with limits.text_limits(TOO_SLOW, SIMPLER):
        return assemble(agreement)


def problems_of(agreement: Agreement) -> tuple[TextProblem, ...]:
    """The texts that cannot be shown as written. Raises ClauseError, WorkerError, MemoryError."""
    from slawizard.clauses.assemble import assemble_with_problems

    with limits.text_limits(TOO_SLOW, SIMPLER):
        return assemble_with_problems(agreement).problems


def check(job: CheckTextJob) -> tuple[Problem, ...]:
    """What is wrong with a text. Raises WorkerError, MemoryError."""
    from slawizard.clauses.checking import check_text

    with limits.text_limits(TOO_SLOW, SIMPLER):
        return check_text(job.text, job.step, title=job.title, clause=job.clause, own_ids=job.own_ids)


@cache
def load_checking() -> None:
    """Load what checking needs, with a text of the program's own."""
    from slawizard.clauses.checking import check_text

    check_text("The Service.", "objectives", title="The Service")


def refuse_problems(found: msgspec.Raw) -> None:
    """Raises ClauseError with the first problem of an answer to FindProblems: a final document shows every clause."""
    refusal = problem_error(_PROBLEMS.decode(found))
    if refusal is not None:
        raise refusal


def problem_error(problems: tuple[TextProblem, ...]) -> ClauseError | None:
    """The error with the first of the problems; None when there is none."""
    if not problems:
        return None
    more = f" {len(problems) - 1} more cannot be shown either." if len(problems) > 1 else ""
    first = problems[0]
    return ClauseError(
        f"The clause “{first.title}” cannot be shown as written. {first.problem}{more}",
        where=first.field,
        remedy="Mend its text, or take the library’s. With a watermark, a draft can be written.",
    )
