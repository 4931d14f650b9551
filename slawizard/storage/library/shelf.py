"""Taking templates from the library's folders and putting them there: nothing is replaced that someone else changed."""

from __future__ import annotations

from pathlib import Path

import msgspec

from slawizard.errors import FileAccessError, LibraryError
from slawizard.files import ABSENT, Fingerprint, delete_file, make_folder, write_atomic
from slawizard.storage.library.folders import (
    Entry,
    FolderContents,
    LibraryFolder,
    library_folders,
    own_folder,
    refuse_read_only,
)
from slawizard.storage.library.making import clean_tags, new_id
from slawizard.storage.library.template_file import SUFFIX, SavedTemplate, encode_template, load_template_file
from slawizard.storage.library.watcher import LibraryWatcher

WAIT_S = 5.0
"""How long the folders are waited for where nobody looks at a window."""


class OpenedTemplate(msgspec.Struct, frozen=True):
    """A template as it was read: `fingerprint` tells later whether the file at `path` is still the same."""

    template: SavedTemplate
    folder: LibraryFolder
    path: Path
    fingerprint: Fingerprint


def list_templates(timeout_s: float = WAIT_S) -> tuple[FolderContents, ...]:
    """What every folder of the library holds; waits for slow ones at most `timeout_s`. Not for the window's thread."""
    return LibraryWatcher().wait(timeout_s)


def load_template(template_id: str, folder: LibraryFolder | None = None) -> OpenedTemplate:
    """The template with this id, the user's own first; or from one folder.

    Raises LibraryError when there is none, FileAccessError or DraftFileError when it cannot be read.
    """
    for contents in list_templates():
        if folder in (None, contents.folder):
            for entry in contents.entries:
                if entry.id == template_id:
                    return open_entry(entry, contents.folder)
    raise LibraryError(
        f"There is no template “{template_id}” in the library.", remedy="“slawizard template list” lists what there is."
    )


def open_entry(entry: Entry, folder: LibraryFolder) -> OpenedTemplate:
    """Read a template of a list. Raises FileAccessError or DraftFileError."""
    path = Path(entry.path)
    template, fingerprint = load_template_file(path)
    return OpenedTemplate(template, folder, path, fingerprint)


def add_template(template: SavedTemplate, folder: LibraryFolder | None = None) -> OpenedTemplate:
    """Save a template that is not in the folder yet; None: the user's own folder.

    Raises LibraryError when the folder only can be read or has it already, DraftFileError or FileAccessError.
    """
    place = folder or own_folder()
    refuse_read_only(place)
    data = encode_template(template)
    if place.is_own:
        make_folder(place.path)
    path = place.path / f"{template.id}{SUFFIX}"
    try:
        fingerprint = write_atomic(path, data, expected=ABSENT)
    except FileAccessError as problem:
        if place.is_own or place.path.is_dir():
            raise
        raise LibraryError(f"The folder “{place.name}” is not there.", where=str(place.path)) from problem
    return OpenedTemplate(template, place, path, fingerprint)


def save_template(opened: OpenedTemplate, template: SavedTemplate) -> OpenedTemplate:
    """Put `template` in the place of the one that was opened.

    Raises FileChangedError when someone else changed the file since, LibraryError when the folder can only be read,
    DraftFileError or FileAccessError; the file is then as it was.
    """
    refuse_read_only(opened.folder)
    if template.id != opened.template.id:
        raise LibraryError("A template keeps its id.", where=str(opened.path))
    fingerprint = write_atomic(opened.path, encode_template(template), expected=opened.fingerprint)
    return OpenedTemplate(template, opened.folder, opened.path, fingerprint)


def rename_template(
    opened: OpenedTemplate, *, title: str | None = None, note: str | None = None, tags: tuple[str, ...] | None = None
) -> OpenedTemplate:
    """Give a template another title, note or tags; None: as it is. Raises as `save_template` does."""
    before = opened.template
    if title is not None and not title.strip():
        raise LibraryError("A template needs a title.", remedy="Say in a few words what it is for.")
    changed = msgspec.structs.replace(
        before,
        title=before.title if title is None else title.strip(),
        note=before.note if note is None else note,
        tags=before.tags if tags is None else clean_tags(tags),
    )
    return save_template(opened, changed)


def duplicate_template(opened: OpenedTemplate, title: str, folder: LibraryFolder | None = None) -> OpenedTemplate:
    """A template of its own with the same versions, under another title and id. Raises as `add_template` does."""
    if not title.strip():
        raise LibraryError("A template needs a title.", remedy="Say in a few words what it is for.")
    copy = msgspec.structs.replace(opened.template, id=new_id(title), title=title.strip())
    return add_template(copy, folder)


def delete_template(opened: OpenedTemplate) -> None:
    """Delete a template with all its versions.

    Raises FileChangedError when someone else changed the file since, LibraryError or FileAccessError.
    """
    refuse_read_only(opened.folder)
    delete_file(opened.path, opened.fingerprint)


def folder_named(name: str) -> LibraryFolder:
    """The team's folder that is shown by this name; "" is the user's own. Raises LibraryError."""
    folders = library_folders()
    found = next((folder for folder in folders if folder.name == name), None)
    if found is None:
        names = ", ".join(f"“{folder.name}”" for folder in folders if folder.name)
        remedy = f"The folders are: {names}." if names else "No team's folder has been added."
        raise LibraryError(f"There is no folder “{name}”.", remedy=remedy)
    return found
