"""The command `slawizard template`: saved templates, and drafts from them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from slawizard.commands.command import DONE, Command, draft_argument, json_argument, load_agreement, offering_force
from slawizard.commands.template_changes import CHANGE_VERBS
from slawizard.commands.template_folders import FOLDER_VERB
from slawizard.commands.verbs import with_verbs
from slawizard.errors import LibraryError
from slawizard.terminal import show, show_json, tell

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement
    from slawizard.storage.library import Choices, Entry, FolderContents, OpenedTemplate

# --- listing and showing ----------------------------------------------------------------------------------------


def _list(arguments: argparse.Namespace) -> int:
    from slawizard.storage.library import list_templates

    wanted = set(arguments.tag)
    found = [
        (contents, [entry for entry in contents.entries if wanted <= set(entry.tags)]) for contents in list_templates()
    ]
    if arguments.json:
        show_json([_entry_data(entry, contents) for contents, entries in found for entry in entries])
    else:
        for contents, entries in found:
            _show_entries(contents, entries)
        if not any(entries for _contents, entries in found):
            show("There is no such template." if wanted else "There are no templates yet.")
    for contents, _entries in found:
        for trouble in (contents.trouble, *contents.damaged):
            if trouble:
                tell(trouble)
    return DONE


def _show_entries(contents: FolderContents, entries: list[Entry]) -> None:
    if contents.folder.name and entries:
        show(f"{contents.folder.name} ({contents.folder.path})\n")
    for entry in entries:
        tags = f" [{', '.join(entry.tags)}]" if entry.tags else ""
        show(f"{entry.id}\n  {entry.title}{tags}, version {entry.version} of {entry.saved}")
        if entry.note:
            show(f"  {entry.note}")


def _entry_data(entry: Entry, contents: FolderContents) -> dict[str, object]:
    names = ("id", "title", "note", "tags", "version", "saved", "questions", "path")
    return {**{name: getattr(entry, name) for name in names}, "folder": contents.folder.name}


def _show(arguments: argparse.Namespace) -> int:
    from slawizard.storage.library import load_template

    template = load_template(arguments.id).template
    version = template.version(arguments.version)
    if arguments.json:
        show_json(
            {
                "id": template.id,
                "title": template.title,
                "note": template.note,
                "tags": list(template.tags),
                "version": version.number,
                "versions": [
                    {"number": one.number, "saved": one.saved.isoformat(), "change": one.change}
                    for one in template.versions
                ],
                "questions": [{"path": one.path, "words": one.words} for one in version.questions],
                "locked": list(version.locked),
            }
        )
        return DONE
    show(f"{template.title}" + (f" [{', '.join(template.tags)}]" if template.tags else ""))
    if template.note:
        show(template.note)
    for one in template.versions:
        show(f"  version {one.number}, {one.saved.isoformat()}" + (f": {one.change}" if one.change else ""))
    show(f"\nVersion {version.number} asks {len(version.questions)}:")
    for question in version.questions:
        show(f"  {question.path}\n    {question.words}")
    for path in version.locked:
        show(f"  locked: {path}")
    return DONE


# --- saving -----------------------------------------------------------------------------------------------------


def _save(arguments: argparse.Namespace) -> int:
    from slawizard.storage.library import (
        add_template,
        add_version,
        folder_named,
        load_template,
        mentions,
        new_template,
        save_template,
    )

    agreement = load_agreement(arguments.file)
    choices = _choices(agreement, arguments)
    if arguments.version_of:
        opened = load_template(arguments.version_of)
        newer = add_version(opened.template, agreement, arguments.change, choices)
        saved = save_template(opened, newer)
    else:
        if not arguments.title:
            raise LibraryError("A template needs a title.", remedy="Add --title, or --version-of for a new version.")
        made = new_template(agreement, arguments.title, choices, note=arguments.note, tags=tuple(arguments.tag))
        saved = add_template(made, folder_named(arguments.folder))
    for mention in mentions(agreement, saved.template.newest.agreement):
        tell(f"Still named in the template: “{mention.name}”, in {mention.path}.")
    tell(f"Saved as version {saved.template.newest.number}: {saved.path}")
    show(saved.template.id)
    return DONE


def _choices(agreement: Agreement, arguments: argparse.Namespace) -> Choices:
    """What is asked, kept and locked: the usual, less what is to be kept, and what was named beside it."""
    from slawizard.agreement.origin import Question
    from slawizard.agreement.rows import anchored
    from slawizard.storage.library import DROPPED, Choices, suggested_questions
    from slawizard.storage.library.questions import without

    kept = tuple(arguments.keep)
    dropped = tuple(path for path in (*DROPPED, *arguments.drop) if not _is_kept(path, kept))
    asked: tuple[Question, ...] | None = None
    if not arguments.version_of or kept or arguments.question or arguments.ask_nothing:
        usual = () if arguments.ask_nothing else suggested_questions(without(agreement, dropped))
        anchors = tuple(anchored(agreement, path) for path in kept)
        more = tuple(Question(anchored(agreement, path)) for path in arguments.question)
        asked = (*(one for one in usual if not _is_kept(one.path, anchors)), *more)
        asked = tuple({one.path: one for one in reversed(asked)}.values())[::-1]
    return Choices(dropped, asked, tuple(arguments.lock) or None)


def _is_kept(path: str, kept: tuple[str, ...]) -> bool:
    return any(f"{path}.".startswith(f"{one}.") for one in kept)


# --- using, and the rest ----------------------------------------------------------------------------------------


def _use(arguments: argparse.Namespace) -> int:
    from slawizard.checks import open_questions
    from slawizard.files import ABSENT
    from slawizard.storage.draft_file import save_draft
    from slawizard.storage.library import load_template, use_version

    answers = dict(_answer(text) for text in arguments.answer)
    agreement = use_version(load_template(arguments.id).template, arguments.version, answers)
    with offering_force():
        save_draft(agreement, arguments.output, None if arguments.force else ABSENT)
    still = open_questions(agreement)
    for question in still:
        tell(f"Still to answer: {question.path} ({question.words})")
    tell(f"Written: {arguments.output}" + (f", with {len(still)} still to answer." if still else ""))
    return DONE


def _answer(text: str) -> tuple[str, str]:
    path, sign, value = text.partition("=")
    if path.endswith(".") or not sign:  # the id of a row begins with the same sign: metrics.levels.=uptime.name=Uptime
        name, sign, value = value.partition("=")
        path = f"{path}={name}"
    if not sign or not path:
        raise LibraryError(f"“{text}” is no answer.", remedy="Write it as PATH=VALUE.")
    return path, value


def _opened(arguments: argparse.Namespace) -> OpenedTemplate:
    from slawizard.storage.library import load_template

    return load_template(arguments.id)


def _delete(arguments: argparse.Namespace) -> int:
    from slawizard.i18n import Plural
    from slawizard.storage.library import delete_template

    opened = _opened(arguments)
    delete_template(opened)
    versions = Plural("{count} version", "{count} versions").of(len(opened.template.versions))
    tell(f"Deleted: “{opened.template.title}”, with {versions}: {opened.path}")
    return DONE


def _rename(arguments: argparse.Namespace) -> int:
    from slawizard.storage.library import rename_template

    tags = None if arguments.tag is None else tuple(arguments.tag)
    renamed = rename_template(_opened(arguments), title=arguments.title, note=arguments.note, tags=tags)
    tell(f"Saved: {renamed.path}")
    return DONE


def _duplicate(arguments: argparse.Namespace) -> int:
    from slawizard.storage.library import duplicate_template, folder_named

    copy = duplicate_template(_opened(arguments), arguments.title, folder_named(arguments.folder))
    tell(f"Saved: {copy.path}")
    show(copy.template.id)
    return DONE


# --- arguments --------------------------------------------------------------------------------------------------


def _id_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the template, as “slawizard template list” names it")


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tag", action="append", default=[], metavar="TAG", help="only those with this tag")
    json_argument(parser)


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    _id_argument(parser)
    parser.add_argument("--version", type=int, metavar="N", help="another version than the newest")
    json_argument(parser)


def _save_arguments(parser: argparse.ArgumentParser) -> None:
    draft_argument(parser)
    parser.add_argument("--title", default="", help="what the template is called")
    parser.add_argument("--note", default="", help="what it is for")
    parser.add_argument("--tag", action="append", default=[], metavar="TAG")
    parser.add_argument("--folder", default="", metavar="NAME", help="a team's folder instead of one's own library")
    parser.add_argument("--version-of", default="", metavar="ID", help="save a new version of this template")
    parser.add_argument("--change", default="", metavar="NOTE", help="what is different in the new version")
    paths = parser.add_argument_group("what becomes of the fields")
    paths.add_argument("--question", action="append", default=[], metavar="PATH", help="ask this too, and empty it")
    paths.add_argument("--ask-nothing", action="store_true", help="ask only what --question names")
    paths.add_argument(
        "--keep", action="append", default=[], metavar="PATH", help="keep this, though it is usually asked or left out"
    )
    paths.add_argument("--drop", action="append", default=[], metavar="PATH", help="leave this out, as a whole step")
    paths.add_argument("--lock", action="append", default=[], metavar="PATH", help="let nobody change this by accident")


def _use_arguments(parser: argparse.ArgumentParser) -> None:
    _id_argument(parser)
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the draft to write")
    parser.add_argument("--answer", action="append", default=[], metavar="PATH=VALUE", help="answer a question")
    parser.add_argument("--version", type=int, metavar="N", help="another version than the newest")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")


def _rename_arguments(parser: argparse.ArgumentParser) -> None:
    _id_argument(parser)
    parser.add_argument("--title", help="what it is called from now on")
    parser.add_argument("--note", help="what it is for")
    parser.add_argument("--tag", action="append", metavar="TAG", help="its tags from now on")


def _duplicate_arguments(parser: argparse.ArgumentParser) -> None:
    _id_argument(parser)
    parser.add_argument("--title", required=True, help="what the copy is called")
    parser.add_argument("--folder", default="", metavar="NAME", help="a team's folder instead of one's own library")


_VERBS = (
    Command("list", "list the templates in the library", _list_arguments, _list),
    Command("save", "save a draft as a template, or as a new version of one", _save_arguments, _save),
    Command("show", "show what a template asks, locks and has changed", _show_arguments, _show),
    Command("use", "write a draft from a template", _use_arguments, _use),
    *CHANGE_VERBS,
    Command("rename", "give a template another title, note or tags", _rename_arguments, _rename),
    Command("duplicate", "make a template of its own from another", _duplicate_arguments, _duplicate),
    Command("delete", "delete a template with all its versions", _id_argument, _delete),
    FOLDER_VERB,
)

COMMANDS = (with_verbs("template", "save drafts as templates, and use them", _VERBS),)
