"""A command that does several things to one kind of object: `slawizard template list`, `slawizard template save …`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from slawizard.commands.command import Command


def with_verbs(name: str, summary: str, verbs: Sequence[Command]) -> Command:
    """One command for all the verbs; each verb is a command of its own, chosen by the first argument."""

    def add_arguments(parser: argparse.ArgumentParser) -> None:
        parsers = parser.add_subparsers(metavar="VERB", required=True, title="verbs")
        for verb in verbs:
            own = parsers.add_parser(verb.name, help=verb.summary, description=verb.summary)
            verb.add_arguments(own)
            own.set_defaults(verb=verb.run)

    def run(arguments: argparse.Namespace) -> int:
        code: int = arguments.verb(arguments)
        return code

    return Command(name, summary, add_arguments, run)
