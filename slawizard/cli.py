"""The command `slawizard`: every job without a window, and the way to the window."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from slawizard.errors import SlaWizardError
from slawizard.terminal import (
    DONE,
    INTERRUPTED,
    NO_SCREEN,
    PIPE_CLOSED,
    UNUSABLE,
    drop_output,
    finish_output,
    show_numbers_of_unknown_characters,
    tell,
)

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
    if not arguments or (len(arguments) == 1 and _is_draft(arguments[0])):
        # How the program is mostly started: the window is seen sooner without the commands, which it does not need.
        return _open(Path(arguments[0]) if arguments else None, open_window)
    from slawizard.commands import line

    command = line.find_command(arguments)
    try:
        if command is None:
            return _open(line.window_arguments(arguments).file, open_window)
        parser = line.Parser(prog=f"slawizard {command.name}", description=command.summary)
        command.add_arguments(parser)
        return command.run(parser.parse_args(arguments[1:]))
    except SystemExit as stop:  # argparse has said its usage, its help or its complaint
        return stop.code if isinstance(stop.code, int) else DONE


# --- the window -------------------------------------------------------------------------------------------------


def _is_draft(word: str) -> bool:
    """Whether a word can be nothing but the name of a draft: no option and no command has such an ending."""
    return not word.startswith("-") and word.endswith(".sladraft")


def _open(draft: Path | None, open_window: OpenWindow) -> int:
    if draft is not None:
        _check_openable(draft)
    from slawizard.screen import why_no_screen

    reason = why_no_screen(os.environ)
    if reason:
        from slawizard.commands.line import list_commands

        tell(f"{reason} The window cannot open; everything else works without it:")
        tell(list_commands("  slawizard "))
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

    if not draft.exists():
        from slawizard.commands.line import close_command

        close = close_command(str(draft))
        if close:
            raise SlaWizardError(f"There is no file and no command “{draft}”.", remedy=f"Did you mean “{close}”?")
    check_source(draft)
