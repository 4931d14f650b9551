"""The verb `slawizard template folders`: the team's folders that templates are read from."""

from __future__ import annotations

import argparse
from pathlib import Path

from slawizard.commands.command import DONE, Command, json_argument
from slawizard.errors import LibraryError
from slawizard.settings import Settings, TeamFolder, load_settings, save_settings
from slawizard.terminal import show, show_json, tell


def _folders(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    if arguments.add is not None:
        settings = _added(settings, arguments.add, arguments.name, writable=arguments.writable)
    if arguments.remove is not None:
        settings = _removed(settings, arguments.remove)
    if arguments.add is not None or arguments.remove is not None:
        save_settings(settings)
        tell("Saved.")
        return DONE
    return _list(as_json=arguments.json)


def _list(*, as_json: bool) -> int:
    from slawizard.i18n import Plural
    from slawizard.storage.library import list_templates

    found = list_templates()
    if as_json:
        show_json(
            [
                {
                    "name": one.folder.name,
                    "path": str(one.folder.path),
                    "writable": one.folder.writable,
                    "state": one.state,
                    "templates": len(one.entries),
                    "trouble": one.trouble,
                }
                for one in found
            ]
        )
        return DONE
    for one in found:
        rights = "" if one.folder.writable else ", to read only"
        count = Plural("{count} template", "{count} templates").of(len(one.entries))
        show(f"{one.folder.name or 'Your own library'}{rights}\n  {one.folder.path}\n  {count}")
        if one.trouble:
            show(f"  {one.trouble}")
    return DONE


def _added(settings: Settings, path: Path, name: str, *, writable: bool) -> Settings:
    from slawizard.storage.library.folders import team_folder

    new = TeamFolder(str(path.absolute()), name, writable)
    if not path.is_dir():
        raise LibraryError("There is no such folder.", where=str(path), remedy="Make it first, or connect its disk.")
    others = tuple(one for one in settings.team_folders if one.path != new.path)
    names = {team_folder(one).name for one in others}
    if team_folder(new).name in names:
        raise LibraryError(
            f"There is a folder “{team_folder(new).name}” already.", remedy="Give this one another --name."
        )
    return settings._replace(team_folders=(*others, new))


def _removed(settings: Settings, path: Path) -> Settings:
    from slawizard.storage.library.folders import team_folder

    kept = tuple(
        one for one in settings.team_folders if one.path != str(path.absolute()) and team_folder(one).name != str(path)
    )
    if kept == settings.team_folders:
        raise LibraryError("This folder is not in the library.", where=str(path))
    return settings._replace(team_folders=kept)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--add", type=Path, metavar="DIR", help="add a folder that a team shares")
    parser.add_argument("--name", default="", help="how it is shown; otherwise by its own name")
    parser.add_argument("--writable", action="store_true", help="templates may be saved there")
    parser.add_argument(
        "--remove", type=Path, metavar="DIR", help="take a folder out of the library; it stays as it is"
    )
    json_argument(parser)


FOLDER_VERB = Command("folders", "list, add and remove the folders that a team shares", _arguments, _folders)
