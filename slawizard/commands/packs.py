"""The command `slawizard pack`: templates, clauses and styles in one file, made, looked into and taken."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from slawizard.commands.command import DONE, Command, json_argument, load_agreement, offering_force
from slawizard.commands.verbs import with_verbs
from slawizard.errors import PackError, WorkerError
from slawizard.terminal import show, show_json, tell

if TYPE_CHECKING:
    from slawizard.storage.packs.building import Source
    from slawizard.storage.packs.inspecting import Inspected, Seen

_CHECK_PROCESSOR_S = 3.0

# --- making -----------------------------------------------------------------------------------------------------


def _build(arguments: argparse.Namespace) -> int:
    from slawizard.files import ABSENT, write_atomic
    from slawizard.storage.packs.building import build_pack

    data = build_pack(
        arguments.title,
        _sources(arguments),
        version=arguments.pack_version,
        author=arguments.author,
        note=arguments.note,
    )
    with offering_force():
        write_atomic(arguments.output, data, expected=None if arguments.force else ABSENT)
    tell(f"Written: {arguments.output}")
    return DONE


def _sources(arguments: argparse.Namespace) -> list[Source]:
    from slawizard.files import read_file
    from slawizard.storage.library import load_template
    from slawizard.storage.packs.building import bundle_source, clause_source, style_source, template_source
    from slawizard.storage.packs.clause_bundle import LONGEST_CLAUSE_BYTES, bundle_of
    from slawizard.storage.styles import find_style

    sources = [template_source(load_template(template_id).template) for template_id in arguments.template]
    for path in arguments.clauses:
        agreement = load_agreement(path)
        sources.append(bundle_source(bundle_of(agreement, f"Clauses of {path.stem}")))
    for path in arguments.clause:
        sources.append(clause_source(read_file(path, LONGEST_CLAUSE_BYTES).data, str(path)))
    sources += [style_source(find_style(name)) for name in arguments.style]
    return sources


# --- looking into it --------------------------------------------------------------------------------------------


def _inspect(arguments: argparse.Namespace) -> int:
    from slawizard.storage.packs.inspecting import load_pack
    from slawizard.storage.packs.installing import conflicts

    pack = load_pack(arguments.file)
    there = {conflict.name: conflict for conflict in conflicts(pack)}
    if arguments.json:
        show_json(
            {
                "title": pack.manifest.title,
                "version": pack.manifest.version,
                "author": pack.manifest.author,
                "note": pack.manifest.note,
                "members": [{**_data(seen, pack), "in_library": seen.member.name in there} for seen in pack.members],
            }
        )
        return DONE
    author = f", by {pack.manifest.author} as it says" if pack.manifest.author else ""
    show(f"{pack.manifest.title}, version {pack.manifest.version}{author}")
    if pack.manifest.note:
        show(pack.manifest.note)
    for seen in pack.members:
        _show_member(seen, pack, texts=arguments.texts)
        conflict = there.get(seen.member.name)
        if conflict is not None:
            same = "just so" if conflict.is_same else "otherwise"
            show(f"  In the library already, {same}: “{conflict.existing}”")
    return DONE


def _show_member(seen: Seen, pack: Inspected, *, texts: bool) -> None:
    from slawizard.i18n import Plural

    show(f"\n{seen.member.name}\n  {seen.member.kind.value}: {seen.title}")
    if seen.note:
        show(f"  {seen.note}")
    if seen.versions:
        errors = _errors(seen, pack)
        found = "too many to count" if errors is None else str(errors)
        versions = Plural("{count} version", "{count} versions").of(seen.versions)
        show(f"  {versions}; asks {seen.questions}; errors besides that: {found}")
    for clause in seen.clauses:
        what = (
            f"in place of “{clause.id}”" if clause.replaces else f"“{clause.title or clause.id}”, new in {clause.step}"
        )
        show(f"  clause {what}")
        if texts:
            show("\n".join(f"    | {line}" for line in clause.text.splitlines()))


def _data(seen: Seen, pack: Inspected) -> dict[str, object]:
    data: dict[str, object] = {
        "name": seen.member.name,
        "kind": seen.member.kind.value,
        "title": seen.title,
        "note": seen.note,
        "size": seen.member.size,
        "sha256": seen.member.sha256,
    }
    if seen.versions:
        data |= {"versions": seen.versions, "questions": seen.questions, "errors": _errors(seen, pack)}
    if seen.clauses:
        names = ("id", "title", "step", "text", "replaces")
        data["clauses"] = [{name: getattr(clause, name) for name in names} for clause in seen.clauses]
    return data


def _errors(seen: Seen, pack: Inspected) -> int | None:
    """How many errors a draft from this template would begin with, besides its questions; None when that cannot be
    told in reasonable time: the template may be made to be slow.
    """
    from slawizard.checks import findings
    from slawizard.checks.templates import QUESTION_OPEN
    from slawizard.storage.library import use_version
    from slawizard.storage.packs.inspecting import template_in
    from slawizard.worker.limits import processor_limit

    try:
        with processor_limit(_CHECK_PROCESSOR_S, "The checks took too long."):
            found = findings(use_version(template_in(seen, pack.where)))
    except WorkerError:
        return None
    return sum(finding.level == "error" and finding.code != QUESTION_OPEN for finding in found)


# --- taking -----------------------------------------------------------------------------------------------------


def _install(arguments: argparse.Namespace) -> int:
    from slawizard.storage.library import folder_named
    from slawizard.storage.packs.inspecting import load_pack
    from slawizard.storage.packs.installing import Taking, install_pack

    pack = load_pack(arguments.file)
    if not arguments.member and not arguments.all:
        raise PackError("Nothing was chosen.", where=str(arguments.file), remedy="Name members, or say --all.")
    names = [seen.member.name for seen in pack.members] if arguments.all else arguments.member
    taking = Taking(arguments.same.replace("-", "_")) if arguments.same else Taking.ADD
    decided = dict.fromkeys(names, taking)
    if taking is Taking.SKIP:
        from slawizard.storage.packs.installing import conflicts

        there = {conflict.name for conflict in conflicts(pack, folder_named(arguments.folder))}
        decided = {name: Taking.SKIP if name in there else Taking.ADD for name in names}
    for taken in install_pack(pack, decided, folder_named(arguments.folder)):
        tell(f"Skipped: “{taken.title}”" if taken.path is None else f"Taken: “{taken.title}”, {taken.path}")
    return DONE


def _clauses(arguments: argparse.Namespace) -> int:
    from slawizard.storage.draft_file import load_draft, save_draft
    from slawizard.storage.packs.clause_bundle import kept_bundles, take_bundle

    kept = {one.bundle.id: one.bundle for one in kept_bundles()}
    if arguments.bundle is None:
        for bundle in kept.values():
            show(f"{bundle.id}\n  {bundle.title}: {len(bundle.edits)} edited, {len(bundle.own)} of one's own")
        return DONE
    if arguments.bundle not in kept:
        raise PackError(f"There is no bundle “{arguments.bundle}” in the library.", remedy="Name one that is listed.")
    if arguments.into is None:
        raise PackError("Into which draft?", remedy="Add --into FILE.")
    opened = load_draft(arguments.into)
    changed = take_bundle(opened.agreement, kept[arguments.bundle], replace=arguments.replace)
    save_draft(changed, opened.path, opened.fingerprint)
    tell(f"Written: {opened.path}")
    return DONE


# --- arguments --------------------------------------------------------------------------------------------------


def _build_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the pack to write")
    parser.add_argument("--title", required=True, help="what the pack is called")
    parser.add_argument("--author", default="", help="who made it, in words")
    parser.add_argument("--note", default="", help="what it is for")
    parser.add_argument("--pack-version", type=int, default=1, metavar="N", help="the version of the pack; 1")
    parser.add_argument("--template", action="append", default=[], metavar="ID", help="a template of the library")
    parser.add_argument(
        "--clauses", action="append", default=[], type=Path, metavar="DRAFT", help="a draft's clauses in own words"
    )
    parser.add_argument(
        "--clause", action="append", default=[], type=Path, metavar="FILE", help="a clause as the library writes it"
    )
    parser.add_argument("--style", action="append", default=[], metavar="NAME", help="a house style")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")


def _file_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the pack")


def _inspect_arguments(parser: argparse.ArgumentParser) -> None:
    _file_argument(parser)
    parser.add_argument("--texts", action="store_true", help="with the whole text of every clause")
    json_argument(parser)


def _install_arguments(parser: argparse.ArgumentParser) -> None:
    _file_argument(parser)
    parser.add_argument(
        "member", metavar="NAME", nargs="*", help="members to take, as “slawizard pack inspect” names them"
    )
    parser.add_argument("--all", action="store_true", help="take everything")
    parser.add_argument(
        "--same", choices=("keep-both", "new-version", "skip"), help="what to do with what is in the library already"
    )
    parser.add_argument("--folder", default="", metavar="NAME", help="templates into a team's folder")


def _clauses_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "bundle", metavar="ID", nargs="?", help="a bundle to take into a draft; without it, all are listed"
    )
    parser.add_argument("--into", type=Path, metavar="FILE", help="the draft")
    parser.add_argument("--replace", action="store_true", help="also where the draft has texts of its own")


_VERBS = (
    Command("build", "make a pack of templates, clauses and styles", _build_arguments, _build),
    Command("inspect", "show everything in a pack; nothing is taken", _inspect_arguments, _inspect),
    Command("install", "take members of a pack into the library", _install_arguments, _install),
    Command("clauses", "list bundles of clauses, and take one into a draft", _clauses_arguments, _clauses),
)

COMMANDS = (with_verbs("pack", "share templates, clauses and styles in one file", _VERBS),)
