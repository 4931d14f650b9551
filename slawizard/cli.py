"""The command `slawizard`: every job without a window, and the way to the window."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
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
from slawizard.commands.command import DONE, NO_SCREEN, UNUSABLE, Command
from slawizard.commands.credits import COMMANDS as CREDIT_COMMANDS
from slawizard.errors import SlaWizardError
from slawizard.terminal import Parser, drop_output, finish_output, show_numbers_of_unknown_characters, tell

INTERRUPTED, PIPE_CLOSED = 130, 141

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

OpenWindow = Callable[[Path | None], int]
"""Opens the window, with a draft when one is named, and gives the exit code when it is closed."""


def main(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Do what the command line says and give the exit code; `open_window` is called for the window, with its draft.

    0: done. 1: the draft has errors. 2: something cannot be used. 3: no screen for the window.
    """
    show_numbers_of_unknown_characters()
    try:
        code = _run(list(arguments), open_window)
        finish_output()
        return code
    except SlaWizardError as problem:
        tell(str(problem))
    except KeyboardInterrupt:
        tell("Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return PIPE_CLOSED
    except OSError as problem:
        drop_output()
        what = f"{problem.filename}: " if problem.filename else "The output could not be written: "
        tell(f"{what}{problem.strerror or problem}.")
    return UNUSABLE


def _run(arguments: list[str], open_window: OpenWindow) -> int:
    command = next((command for command in COMMANDS if arguments[:1] == [command.name]), None)
    try:
        if command is None:
            return _open(_window_arguments(arguments).file, open_window)
        parser = Parser(prog=f"slawizard {command.name}", description=command.summary)
        command.add_arguments(parser)
        return command.run(parser.parse_args(arguments[1:]))
    except SystemExit as stop:  # argparse has said its usage, its help or its complaint
        return stop.code if isinstance(stop.code, int) else DONE


# --- the window -------------------------------------------------------------------------------------------------


def _window_arguments(arguments: list[str]) -> argparse.Namespace:
    width = max(len(command.name) for command in COMMANDS)
    table = "\n".join(f"  {command.name:<{width}}  {command.summary}" for command in COMMANDS)
    parser = Parser(
        prog="slawizard",
        usage="slawizard [-h] [--version] [FILE]\n       slawizard COMMAND ...",
        description="Draft service level agreements, step by step. Without a command, the window opens.",
        epilog=f"commands:\n{table}\n\n“slawizard COMMAND --help” says more about one.",
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
        close = get_close_matches(word, [command.name for command in COMMANDS], n=1)
        parser.error(f"there is no command “{word}”" + (f"; did you mean “{close[0]}”?" if close else ""))


def _open(draft: Path | None, open_window: OpenWindow) -> int:
    if draft is not None:
        _check_openable(draft)
    from slawizard.screen import why_no_screen

    reason = why_no_screen(os.environ)
    if reason:
        tell(f"{reason} The window cannot open; everything else works without it:")
        tell("\n".join(f"  slawizard {command.name:<9} {command.summary}" for command in COMMANDS))
        return NO_SCREEN
    try:
        return open_window(draft)
    except ImportError as problem:
        tell(f"The window cannot open: {problem}. “slawizard doctor” says what is missing and how to get it.")
        return NO_SCREEN


def _check_openable(draft: Path) -> None:
    """Refuse a misspelt command or a wrong file at once, where it was named. Raises SlaWizardError.

    What is in the draft is read by the window, which shows what is wrong with it.
    """
    from slawizard.files import check_source

    close = get_close_matches(str(draft), [command.name for command in COMMANDS], n=1)
    if close and not draft.exists():
        raise SlaWizardError(f"There is no file and no command “{draft}”.", remedy=f"Did you mean “{close[0]}”?")
    check_source(draft)
