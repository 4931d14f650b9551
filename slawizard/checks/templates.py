"""What the template of a draft asks, and nobody has answered yet."""

from __future__ import annotations

from collections.abc import Iterator

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read
from slawizard.agreement.origin import Question
from slawizard.agreement.rows import resolved
from slawizard.checks.agreement import is_empty, left_out_reason
from slawizard.checks.finding import FindingLevel
from slawizard.checks.needs import NEEDS
from slawizard.checks.rulebook import Quality, Rulebook, Spot
from slawizard.checks.words import quoted
from slawizard.i18n import _

BOOK = Rulebook("TPL")

QUESTION_OPEN = "TPL-QUESTION-OPEN"
"""The code under which an open question is found."""

_NAMES = {need.path: need.name for need in NEEDS}


def open_questions(agreement: Agreement) -> tuple[Question, ...]:
    """The questions of the draft's template that are open, with their paths as positions stand now.

    One is answered when its field holds something, or was left out on purpose; it is gone when its row is.
    """
    if agreement.origin is None:
        return ()
    asked = ((resolved(agreement, question.path), question.words) for question in agreement.origin.questions)
    return tuple(
        Question(path, words)
        for path, words in asked
        if path is not None and is_empty(read(agreement, path)) and left_out_reason(agreement, path) is None
    )


def asked_paths(agreement: Agreement) -> frozenset[str]:
    """The paths of the open questions."""
    return frozenset(question.path for question in open_questions(agreement))


def question_words(question: Question) -> str:
    """What is asked: the template's own words, else what the field is called, else its path."""
    return question.words.strip() or _NAMES.get(question.path, question.path)


@BOOK.rule(QUESTION_OPEN, FindingLevel.ERROR, Quality.CLEAR)
def questions_not_answered(agreement: Agreement) -> Iterator[Spot]:
    """A question of the template whose field is still empty."""
    title = quoted(agreement.origin.title) if agreement.origin is not None and agreement.origin.title else ""
    for question in open_questions(agreement):
        yield Spot(
            question.path,
            _("Still to answer: {question}").format(question=quoted(question_words(question))),
            _("The template {title} leaves this to each agreement that is made from it.").format(title=title)
            if title
            else _("The template leaves this to each agreement that is made from it."),
            _("Fill it in, or leave it out on purpose and say why."),
        )
