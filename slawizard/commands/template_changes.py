"""The verbs that compare templates and drafts: `slawizard template diff`, `take` and `unlock`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from slawizard.commands.command import DONE, Command, draft_argument, json_argument
from slawizard.errors import LibraryError
from slawizard.terminal import show, show_json, tell

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement
    from slawizard.storage.library import Change, SavedTemplate


def _diff(arguments: argparse.Namespace) -> int:
    path = Path(arguments.what)
    if path.suffix or path.exists():
        return _diff_draft(path, arguments)
    from slawizard.storage.library import changes, load_template

    template = load_template(arguments.what).template
    newer = template.version(arguments.to)
    older = template.version(arguments.from_ or max(1, newer.number - 1))
    found = changes(older.agreement, newer.agreement)
    if arguments.json:
        show_json({"from": older.number, "to": newer.number, "changes": [_data(change) for change in found]})
        return DONE
    show(f"“{template.title}”, from version {older.number} to version {newer.number}:")
    _show_changes(found)
    return DONE


def _diff_draft(path: Path, arguments: argparse.Namespace) -> int:
    from slawizard.storage.draft_file import load_draft
    from slawizard.storage.library import compare_with_template

    if arguments.from_ is not None:
        raise LibraryError("A draft is compared with the version that it came from.", remedy="Leave --from out.")
    agreement = load_draft(path).agreement
    template = _template_of(agreement, path)
    found = compare_with_template(agreement, template, arguments.to)
    if arguments.json:
        show_json(
            {
                "template": template.id,
                "from": found.base,
                "to": found.newest,
                "template_changes": [_data(change) for change in found.theirs],
                "draft_changes": [_data(change) for change in found.ours],
            }
        )
        return DONE
    show(f"“{template.title}”, from version {found.base} to version {found.newest}:")
    _show_changes(found.theirs)
    show(f"\nThis draft, against version {found.base}:")
    _show_changes(found.ours)
    return DONE


def _take(arguments: argparse.Namespace) -> int:
    from slawizard.storage.draft_file import load_draft, save_draft
    from slawizard.storage.library import caught_up, compare_with_template, take_over

    opened = load_draft(arguments.file)
    template = _template_of(opened.agreement, arguments.file)
    offered = compare_with_template(opened.agreement, template, arguments.to).theirs
    unknown = set(arguments.change) - {change.path for change in offered}
    if unknown:
        raise LibraryError(
            f"The template has not changed “{min(unknown)}”.", remedy="“slawizard template diff” lists its changes."
        )
    if not (arguments.all or arguments.change or arguments.none):
        raise LibraryError("Nothing was chosen.", remedy="Say --all, --none, or --change PATH for each change.")
    wanted = [change for change in offered if arguments.all or change.path in arguments.change]
    taken = caught_up(take_over(opened.agreement, wanted), template, arguments.to)
    save_draft(taken, opened.path, opened.fingerprint)
    for change in wanted:
        tell(f"Taken over: {change.label}" + (" (in place of the draft's own)" if change.conflict else ""))
    version = taken.origin.version if taken.origin is not None else 1
    tell(f"Written: {opened.path}, now of version {version}, with {len(wanted)} of {len(offered)} changes.")
    return DONE


def _unlock(arguments: argparse.Namespace) -> int:
    from slawizard.agreement.locked import is_locked, locked_paths, unlock
    from slawizard.agreement.rows import resolved
    from slawizard.storage.draft_file import load_draft, save_draft

    opened = load_draft(arguments.file)
    place = resolved(opened.agreement, arguments.path)
    if place is None or not is_locked(opened.agreement, place):
        locked = ", ".join(locked_paths(opened.agreement)) or "nothing"
        raise LibraryError("This is not locked.", where=arguments.path, remedy=f"Locked are: {locked}.")
    save_draft(unlock(opened.agreement, place), opened.path, opened.fingerprint)
    tell(f"Written: {opened.path}")
    return DONE


def _template_of(agreement: Agreement, path: Path) -> SavedTemplate:
    from slawizard.storage.library import load_template

    if agreement.origin is None:
        raise LibraryError("This draft was not made from a saved template.", where=str(path))
    return load_template(agreement.origin.template).template


def _show_changes(found: tuple[Change, ...]) -> None:
    if not found:
        show("  No changes.")
    for change in found:
        conflict = "  (the draft has its own here)" if change.conflict else ""
        show(f"  {change.label}{conflict}\n    {change.path}\n    - {change.old}\n    + {change.new}")


def _data(change: Change) -> dict[str, object]:
    names = ("path", "kind", "label", "old", "new", "conflict")
    return {name: getattr(change, name) for name in names}


def _diff_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="FILE|ID", help="a draft from a template, or a template")
    parser.add_argument("--from", dest="from_", type=int, metavar="N", help="the older version; the one before")
    parser.add_argument("--to", type=int, metavar="N", help="the newer version; the newest")
    json_argument(parser)


def _take_arguments(parser: argparse.ArgumentParser) -> None:
    draft_argument(parser)
    parser.add_argument("--change", action="append", default=[], metavar="PATH", help="take this change over")
    parser.add_argument("--all", action="store_true", help="take every change over, also where the draft has its own")
    parser.add_argument("--none", action="store_true", help="take nothing over, and be asked no more")
    parser.add_argument("--to", type=int, metavar="N", help="another version than the newest")


def _unlock_arguments(parser: argparse.ArgumentParser) -> None:
    draft_argument(parser)
    parser.add_argument("path", metavar="PATH", help="the field, as “slawizard template show” names it")


CHANGE_VERBS = (
    Command("diff", "say what changed between versions, or between a draft and its template", _diff_arguments, _diff),
    Command("unlock", "let a field of a draft be changed that its template locks", _unlock_arguments, _unlock),
    Command("take", "take changes of its template over into a draft", _take_arguments, _take),
)
