"""The commands about house styles: `slawizard style list`, `write`, `install` and `delete`."""

from __future__ import annotations

import argparse
from pathlib import Path

from slawizard.commands.command import DONE, Command, json_argument, run_verb
from slawizard.terminal import show, show_json, tell


def _list(arguments: argparse.Namespace) -> int:
    from slawizard.storage.styles import list_styles

    styles = list_styles()
    if arguments.json:
        show_json([{"name": one.name, "file": str(one.path), "trouble": one.trouble} for one in styles])
        return DONE
    for one in styles:
        show(one.name + (f"\n  cannot be used: {one.trouble}" if one.trouble else ""))
    if not styles:
        tell("No house style is kept yet. “slawizard style write -o FILE.slastyle” writes one to begin with.")
    return DONE


def _write(arguments: argparse.Namespace) -> int:
    from msgspec import structs

    from slawizard.files import ABSENT, write_atomic
    from slawizard.storage.styles import encode_style, find_style

    style = find_style(arguments.name)
    named = style if style.name else structs.replace(style, name=arguments.output.stem)
    write_atomic(arguments.output, encode_style(named), expected=ABSENT)
    tell(f"Written: {arguments.output}")
    return DONE


def _install(arguments: argparse.Namespace) -> int:
    from slawizard.files import read_file
    from slawizard.storage.styles import KIND, decode_style, list_styles, save_style

    style = decode_style(read_file(arguments.file, KIND.largest).data, str(arguments.file))
    same = next((one for one in list_styles() if one.name.casefold() == style.name.casefold()), None)
    saved = save_style(style, replaces=same if arguments.replace else None)
    tell(f"Kept as “{saved.name}”.")
    return DONE


def _delete(arguments: argparse.Namespace) -> int:
    from slawizard.errors import StyleError
    from slawizard.storage.styles import delete_style, list_styles

    found = next((one for one in list_styles() if one.name.casefold() == arguments.name.casefold()), None)
    if found is None:
        raise StyleError(f"There is no house style “{arguments.name}”.", remedy="“slawizard style list” lists them.")
    delete_style(found)
    tell(f"Taken away: “{found.name}”.")
    return DONE


def _arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="what styles are kept")
    json_argument(listing)
    listing.set_defaults(verb=_list)
    writing = verbs.add_parser("write", help="write a style as a file, to change it or to hand it on")
    writing.add_argument("name", metavar="NAME", nargs="?", default="", help="the style; default: the program’s own")
    writing.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the .slastyle file to write")
    writing.set_defaults(verb=_write)
    installing = verbs.add_parser("install", help="keep a style from a file")
    installing.add_argument("file", metavar="FILE", type=Path, help="the .slastyle file")
    installing.add_argument("--replace", action="store_true", help="in the place of the style of the same name")
    installing.set_defaults(verb=_install)
    deleting = verbs.add_parser("delete", help="take a style away")
    deleting.add_argument("name", metavar="NAME", help="the style")
    deleting.set_defaults(verb=_delete)


COMMANDS = (Command("style", "list, write, install and delete house styles", _arguments, run_verb),)
