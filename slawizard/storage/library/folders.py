"""The folders that templates lie in: the user's own, and those that a team shares; what is in each, as last read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import msgspec

from slawizard.errors import LibraryError, SlaWizardError
from slawizard.files import Fingerprint, describe_os_error
from slawizard.i18n import _
from slawizard.paths import data_folder
from slawizard.settings import TeamFolder, load_settings
from slawizard.storage.library.template_file import SUFFIX, SavedTemplate, load_template_file

MOST_FILES = 2000
"""How many templates of one folder are read."""


class LibraryFolder(msgspec.Struct, frozen=True):
    """A folder with templates. `name` is how it is shown; the user's own has none. `path` is absolute."""

    path: Path
    name: str = ""
    writable: bool = True

    @property
    def is_own(self) -> bool:
        """Whether it is the user's own."""
        return not self.name


class Entry(msgspec.Struct, frozen=True):
    """A template as it stands in a list. `version` is its newest; `questions` counts what that version asks.

    `stamp` tells whether the file must be read again: its time of change in nanoseconds, and its size.
    """

    id: str
    title: str
    note: str
    tags: tuple[str, ...]
    version: int
    saved: str
    questions: int
    picture: bool
    path: str
    stamp: tuple[int, int]
    fingerprint: Fingerprint


class FolderState(StrEnum):
    """How a folder was found. READING: its contents are those of an earlier time, and it is being read."""

    FRESH = "fresh"
    READING = "reading"
    SLOW = "slow"
    MISSING = "missing"
    UNREADABLE = "unreadable"


class FolderContents(msgspec.Struct, frozen=True):
    """What a folder holds, as last known. `trouble` says what is wrong with it; `damaged` what could not be read."""

    folder: LibraryFolder
    state: FolderState
    entries: tuple[Entry, ...] = ()
    trouble: str = ""
    damaged: tuple[str, ...] = ()


def own_folder() -> LibraryFolder:
    """The user's own folder, which need not exist yet."""
    return LibraryFolder(data_folder().absolute() / "library")


def team_folder(one: TeamFolder) -> LibraryFolder:
    """A team's folder as the settings name it."""
    path = Path(one.path).absolute()
    return LibraryFolder(path, one.name.strip() or path.name or str(path), one.writable)


def library_folders() -> tuple[LibraryFolder, ...]:
    """The user's own folder, and those of teams as the settings name them."""
    return (own_folder(), *(team_folder(one) for one in load_settings().team_folders))


def read_folder(folder: LibraryFolder, known: Mapping[str, Entry]) -> FolderContents:
    """What a folder holds now; files that are as in `known` (by path) are not read again. Never raises for the disk.

    This waits as long as the disk makes it wait: never call it on the window's thread.
    """
    try:
        found = _stamped_files(folder.path)
    except FileNotFoundError:
        if folder.is_own:  # it is made when the first template is saved
            return FolderContents(folder, FolderState.FRESH)
        trouble = _("The folder “{name}” is not there: {path}.").format(name=folder.name, path=folder.path)
        return FolderContents(folder, FolderState.MISSING, trouble=trouble)
    except OSError as error:
        trouble = str(describe_os_error(error, folder.path, writing=False))
        return FolderContents(folder, FolderState.UNREADABLE, trouble=trouble)
    entries: list[Entry] = []
    damaged: list[str] = []
    for path, stamp in found[:MOST_FILES]:
        entry = known.get(str(path))
        if entry is None or entry.stamp != stamp:
            try:
                template, fingerprint = load_template_file(path)
            except SlaWizardError as problem:
                damaged.append(str(problem))
                continue
            entry = describe(template, path, stamp, fingerprint)
        entries.append(entry)
    damaged += _twins(entries)
    if len(found) > MOST_FILES:
        damaged.append(_("Only the first {count} templates are shown.").format(count=MOST_FILES))
    ordered = tuple(sorted(entries, key=lambda entry: (entry.title.casefold(), entry.id, entry.path)))
    return FolderContents(folder, FolderState.FRESH, ordered, damaged=tuple(damaged))


def describe(template: SavedTemplate, path: Path, stamp: tuple[int, int], fingerprint: Fingerprint) -> Entry:
    """A template as it stands in a list."""
    newest = template.newest
    return Entry(
        id=template.id,
        title=template.title,
        note=template.note,
        tags=template.tags,
        version=newest.number,
        saved=newest.saved.isoformat(),
        questions=len(newest.questions),
        picture=bool(template.picture),
        path=str(path),
        stamp=stamp,
        fingerprint=fingerprint,
    )


def refuse_read_only(folder: LibraryFolder) -> None:
    """Raise LibraryError when nothing may be saved in the folder."""
    if not folder.writable:
        what = _("The folder “{name}” was added to read from only.").format(name=folder.name)
        raise LibraryError(what, where=str(folder.path), remedy=_("Save a copy in your own library instead."))


def _stamped_files(folder: Path) -> list[tuple[Path, tuple[int, int]]]:
    """The templates in a folder by name, each with its time of change and size."""
    found: list[tuple[Path, tuple[int, int]]] = []
    with os.scandir(folder) as items:
        for item in items:
            if item.name.lower().endswith(SUFFIX) and not item.name.startswith("."):
                try:
                    status = item.stat()
                except FileNotFoundError:  # gone since, or a link to nothing
                    continue
                found.append((Path(item.path), (status.st_mtime_ns, status.st_size)))
    return sorted(found)


def _twins(entries: list[Entry]) -> list[str]:
    """What is wrong when two files hold the same template: copied by hand, perhaps."""
    first: dict[str, Entry] = {}
    words: list[str] = []
    for entry in entries:
        other = first.setdefault(entry.id, entry)
        if other is not entry:
            words.append(
                _("{one} and {other} hold the same template; the first is used.").format(
                    one=Path(other.path).name, other=Path(entry.path).name
                )
            )
    return words
