"""What every command is made of: its entry in the table, its exit codes, the arguments and words that many share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from slawizard.errors import FileAccessError, FileChangedError
from slawizard.terminal import DONE as DONE
from slawizard.terminal import ERRORS_FOUND as ERRORS_FOUND
from slawizard.terminal import NO_SCREEN as NO_SCREEN
from slawizard.terminal import UNUSABLE as UNUSABLE
from slawizard.terminal import show, show_json

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement, Waiver
    from slawizard.checks.finding import Finding

_INPUT = "standard input"


class Command(NamedTuple):
    """One command: its name, what it does in a line, its arguments, and its job, which gives the exit code."""

    name: str
    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


# --- arguments --------------------------------------------------------------------------------------------------


def no_arguments(_parser: argparse.ArgumentParser) -> None:
    """The command takes none."""


def json_argument(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def draft_argument(parser: argparse.ArgumentParser) -> None:
    """Add `FILE`, a draft."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the draft; - is standard input where it is only read")


def draft_and_json_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `FILE` and `--json`."""
    draft_argument(parser)
    json_argument(parser)


def run_verb(arguments: argparse.Namespace) -> int:
    """Do what the verb stands for whose parser set `verb` to its job; gives the exit code."""
    code: int = arguments.verb(arguments)
    return code


@contextmanager
def offering_force() -> Iterator[None]:
    """Say of a file that is there already that --force replaces it."""
    try:
        yield
    except FileChangedError as problem:
        remedy = "Choose another name, or add --force to replace it."
        raise FileChangedError(problem.what, where=problem.where, remedy=remedy) from problem


# --- drafts and what is found in them ---------------------------------------------------------------------------


def load_agreement(path: Path) -> Agreement:
    """The agreement in the draft at `path`; "-" is standard input. Raises FileAccessError or DraftFileError."""
    from slawizard.storage.draft_file import LARGEST_BYTES, decode_draft

    return decode_draft(*read_input(path, LARGEST_BYTES))


def read_input(path: Path, limit: int) -> tuple[bytes, str]:
    """What a file holds, or standard input where "-" is named, and what messages call it. Raises FileAccessError."""
    from slawizard.files import read_file

    if str(path) != "-":
        return read_file(path, limit).data, str(path)
    data = b"" if sys.stdin is None else sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise FileAccessError(f"It holds more than {limit // 1_000_000} MB, the most that is read.", where=_INPUT)
    return data, _INPUT


def count_errors(found: Sequence[Finding]) -> int:
    """How many of the findings keep a final document from being written."""
    return sum(finding.level == "error" for finding in found)


def print_findings(
    found: Sequence[Finding], *, as_json: bool = False, waived: Sequence[tuple[Finding, Waiver]] = ()
) -> None:
    """Show findings, one after the other, with their count, and then those that are let stand; or all as JSON, where
    `waived` holds the reason of these.
    """
    if as_json:
        plain = [_finding_data(finding) for finding in found]
        show_json([*plain, *({**_finding_data(finding), "waived": waiver.reason} for finding, waiver in waived)])
        return
    for finding in found:
        show(f"{finding.level.upper():<8} {finding.code}  {finding.field}")
        show(f"  {finding.text}\n  Why:  {finding.why}\n  Mend: {finding.mend}\n")
    for finding, waiver in waived:
        show(f"WAIVED   {finding.code}  {finding.field}  ({finding.level})")
        show(f"  {finding.text}\n  Waived, because: {waiver.reason}\n")
    show(_summary(found, len(waived)))


def _finding_data(finding: Finding) -> dict[str, str]:
    return {name: str(getattr(finding, name)) for name in ("code", "level", "field", "text", "why", "mend")}


def _summary(found: Sequence[Finding], waived: int = 0) -> str:
    from slawizard.i18n import Plural

    words = {
        "error": Plural("{count} error", "{count} errors"),
        "warning": Plural("{count} warning", "{count} warnings"),
        "note": Plural("{count} note", "{count} notes"),
    }
    counts = [(words[level], sum(finding.level == level for finding in found)) for level in words]
    words_found = ", ".join(plural.of(count) for plural, count in counts if count) if found else "Nothing found"
    return f"{words_found}{f'; {waived} waived' if waived else ''}."
