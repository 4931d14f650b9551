"""The command line as a whole: every command in one table, and what is read where none is named."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

from slawizard import __version__
from slawizard.commands import (
    address_book,
    batch,
    clauses,
    documents,
    drafts,
    expectations,
    negotiation,
    packs,
    program,
    styles,
    templates,
)
from slawizard.commands.command import Command
from slawizard.commands.credits import COMMANDS as CREDIT_COMMANDS
from slawizard.terminal import show, tell

COMMANDS: tuple[Command, ...] = (
    *drafts.COMMANDS,
    *documents.COMMANDS,
    *CREDIT_COMMANDS,
    *expectations.COMMANDS,
    *negotiation.COMMANDS,
    *templates.COMMANDS,
    *batch.COMMANDS,
    *packs.COMMANDS,
    *address_book.COMMANDS,
    *clauses.COMMANDS,
    *styles.COMMANDS,
    *program.COMMANDS,
)
"""Every command, in the order in which help lists them."""


class Parser(argparse.ArgumentParser):
    """A parser whose words go the way of all others: its own are lost where they cannot be written."""

    def _print_message(self, message: str, file: object = None) -> None:
        if file is sys.stdout:
            show(message.removesuffix("\n"))
        else:
            tell(message.removesuffix("\n"))


def find_command(arguments: list[str]) -> Command | None:
    """The command that the first word names."""
    return next((command for command in COMMANDS if arguments[:1] == [command.name]), None)


def close_command(word: str) -> str:
    """The command that a word nearly is; empty for none."""
    return next(iter(get_close_matches(word, [command.name for command in COMMANDS], n=1)), "")


def list_commands(before: str) -> str:
    """Every command with its summary, a line each that begins with `before`."""
    width = max(len(command.name) for command in COMMANDS)
    return "\n".join(f"{before}{command.name:<{width}}  {command.summary}" for command in COMMANDS)


def window_arguments(arguments: list[str]) -> argparse.Namespace:
    """What is said where no command is named: `file`, a draft or None. Raises SystemExit as argparse does."""
    parser = Parser(
        prog="slawizard",
        usage="slawizard [-h] [--version] [FILE]\n       slawizard COMMAND ...",
        description="Draft service level agreements, step by step. Without a command, the window opens.",
        epilog=f"commands:\n{list_commands('  ')}\n\n“slawizard COMMAND --help” says more about one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="a draft to open in the window")
    parser.add_argument("--version", action="version", version=f"SLA Wizard {__version__}")
    known, others = parser.parse_known_args(arguments)
    if others:
        if known.file is not None:
            _refuse_unknown_command(str(known.file), parser)
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    return known


def _refuse_unknown_command(word: str, parser: argparse.ArgumentParser) -> None:
    """Complain when what was typed as a file must have been meant as a command."""
    if not Path(word).exists():
        close = close_command(word)
        parser.error(f"there is no command “{word}”" + (f"; did you mean “{close}”?" if close else ""))
