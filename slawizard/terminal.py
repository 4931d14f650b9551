"""What is said on a terminal: results on standard output, messages on standard error, nothing that it would obey."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

DONE, ERRORS_FOUND, UNUSABLE, NO_SCREEN, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141
"""Exit codes."""

# What a terminal would obey instead of show, or show as something else.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def show(text: str) -> None:
    """A result, on standard output. Raises OSError when it cannot be written."""
    print(_visible(text), file=standard_output())


def show_json(value: object) -> None:
    """A result for programs, on standard output. Raises OSError when it cannot be written."""
    # In ASCII: every terminal and every reader takes it, and nothing in it is hidden.
    print(json.dumps(value, indent=2), file=standard_output())


def tell(text: str) -> None:
    """A message, on standard error. Where nobody listens any more, it is lost."""
    if sys.stderr is not None:  # printing to None would put it among the results
        with suppress(OSError):
            print(_visible(text), file=sys.stderr)


def show_numbers_of_unknown_characters() -> None:
    """A terminal that cannot show a character shows its number: it must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def finish_output() -> None:
    """Have everything written that was shown. Raises OSError when it cannot be."""
    if sys.stdout is not None:
        sys.stdout.flush()


def drop_output() -> None:
    """Send the rest of the output nowhere, so that the interpreter does not stumble over it again when it ends."""
    with suppress(OSError, ValueError, AttributeError), Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _visible(text: str) -> str:
    return _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def standard_output() -> TextIO:
    """Standard output. Raises OSError when the program was started without one."""
    # Printing to None writes nothing and says nothing.
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdout
