"""The commands that test expectations: `slawizard assess`, `slawizard exposure` and `slawizard import-history`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from slawizard.commands.command import DONE, Command, draft_and_json_arguments, load_agreement
from slawizard.commands.evidence import COMMANDS as EVIDENCE_COMMANDS
from slawizard.terminal import show, show_json

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement


def _assess_draft(arguments: argparse.Namespace) -> int:
    """Show the verdict on every target of the draft `arguments.file`, as JSON with `arguments.json`; gives 0."""
    from slawizard.analysis.assessment import assess
    from slawizard.analysis.assessment_report import assessment_data, assessment_words
    from slawizard.analysis.duties import assess_duties

    return _answer(
        arguments,
        lambda agreement: assessment_data(agreement, assess(agreement)),
        lambda agreement: assessment_words(assess(agreement), agreement.frame.currency, assess_duties(agreement)),
    )


def _price_draft(arguments: argparse.Namespace) -> int:
    """Show what the credits of the draft `arguments.file` may come to, as JSON with `arguments.json`; gives 0."""
    from slawizard.analysis.exposure import price
    from slawizard.analysis.exposure_report import exposure_data, exposure_words

    return _answer(
        arguments,
        lambda agreement: exposure_data(agreement, price(agreement)),
        lambda agreement: exposure_words(agreement, price(agreement)),
    )


def _answer(
    arguments: argparse.Namespace, data: Callable[[Agreement], object], words: Callable[[Agreement], str]
) -> int:
    agreement = load_agreement(arguments.file)
    if arguments.json:
        show_json(data(agreement))
    else:
        show(words(agreement))
    return DONE


COMMANDS = (
    Command("assess", "say of each target how likely it is kept, and why", draft_and_json_arguments, _assess_draft),
    Command("exposure", "say what the credits of a year may come to", draft_and_json_arguments, _price_draft),
    *EVIDENCE_COMMANDS,
)
