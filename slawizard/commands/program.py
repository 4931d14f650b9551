"""The commands about the program itself: `slawizard schema` and `doctor`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from slawizard.commands.command import DONE, Command, no_arguments
from slawizard.terminal import show_json, standard_output


def _print_schema(arguments: argparse.Namespace) -> int:
    show_json(_SCHEMAS[arguments.of]())
    return DONE


def _draft_schema() -> object:
    from slawizard.storage.draft_file import draft_schema

    return draft_schema()


def _measured_schema() -> object:
    from slawizard.analysis.measured import measured_schema

    return measured_schema()


_SCHEMAS: dict[str, Callable[[], object]] = {"draft": _draft_schema, "measured": _measured_schema}
"""What `slawizard schema` can describe."""


def _run_doctor(_arguments: argparse.Namespace) -> int:
    from slawizard.doctor import run_doctor

    return run_doctor(standard_output())


def _schema_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("of", nargs="?", choices=sorted(_SCHEMAS), default="draft", help="the kind of file")


COMMANDS = (
    Command("schema", "print the JSON Schema of draft or measured files", _schema_arguments, _print_schema),
    Command("doctor", "say what this machine lacks, and how to get it", no_arguments, _run_doctor),
)
