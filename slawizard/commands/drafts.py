"""The commands that begin and check drafts: `slawizard starters`, `new` and `check`."""

from __future__ import annotations

import argparse
from pathlib import Path

from slawizard.commands.command import (
    DONE,
    ERRORS_FOUND,
    Command,
    count_errors,
    draft_and_json_arguments,
    json_argument,
    load_agreement,
    offering_force,
    print_findings,
)
from slawizard.terminal import show, show_json, tell


def _list_starters(arguments: argparse.Namespace) -> int:
    from slawizard.storage.starters import list_starters

    starters = list_starters()
    if arguments.json:
        show_json([{"key": one.key, "title": one.title, "summary": one.summary} for one in starters])
        return DONE
    for starter in starters:
        show(f"{starter.key}\n  {starter.title}\n  {starter.summary}")
    return DONE


def _write_new_draft(arguments: argparse.Namespace) -> int:
    from slawizard.files import ABSENT
    from slawizard.storage.draft_file import save_draft
    from slawizard.storage.starters import load_starter

    agreement = load_starter(arguments.starter)
    with offering_force():
        save_draft(agreement, arguments.output, None if arguments.force else ABSENT)
    tell(f"Written: {arguments.output}")
    return DONE


def _check_draft(arguments: argparse.Namespace) -> int:
    from slawizard.checks import findings, waived_findings

    agreement = load_agreement(arguments.file)
    found = findings(agreement)
    print_findings(found, as_json=arguments.json, waived=waived_findings(agreement))
    return ERRORS_FOUND if count_errors(found) else DONE


def _new_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("starter", metavar="STARTER", help="the key of a starter, as “slawizard starters” lists them")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the draft to write")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")


COMMANDS = (
    Command("starters", "list what one can start from", json_argument, _list_starters),
    Command("new", "write a draft from a starter", _new_arguments, _write_new_draft),
    Command("check", "say what is wrong with a draft: exit code 1 with errors", draft_and_json_arguments, _check_draft),
)
