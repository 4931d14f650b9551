"""The private notes beside a draft: a file of its own, which no export reads and no shared draft takes along."""

from __future__ import annotations

from pathlib import Path

import msgspec

from slawizard.agreement.private import PrivateNotes
from slawizard.errors import DraftFileError
from slawizard.files import Fingerprint, read_file, write_atomic
from slawizard.storage.envelope import FileKind, decode_file, encode_file

SUFFIX = ".slaprivate"
"""How the name of such a file ends."""

KIND = FileKind("SLA Wizard private notes", "a file of private notes", "notes", 1, 5_000_000)

_DRAFT_SUFFIX = ".sladraft"
_KEPT = "The file is left as it is; move it away to begin anew."


class OpenedNotes(msgspec.Struct, frozen=True):
    """Private notes as they were read; `fingerprint` tells later whether the file at `path` is still the same."""

    notes: PrivateNotes
    fingerprint: Fingerprint
    path: Path


def private_path(draft: Path) -> Path:
    """Where the private notes of a draft lie: beside it, NAME.slaprivate for NAME.sladraft."""
    name = draft.name
    stem = name[: -len(_DRAFT_SUFFIX)] if name.lower().endswith(_DRAFT_SUFFIX) and name != _DRAFT_SUFFIX else name
    return draft.with_name(stem + SUFFIX)


def encode_notes(notes: PrivateNotes) -> bytes:
    """The file of private notes. Raises DraftFileError for a figure that it cannot hold, with its path."""
    return encode_file(KIND, notes)


def decode_notes(data: bytes, where: str) -> PrivateNotes:
    """The notes in a file. `where` names it in messages.

    Raises DraftFileError, with the line or the field and the cause, for everything that is not wholly right.
    """
    try:
        return decode_file(data, where, KIND, PrivateNotes)
    except DraftFileError as problem:
        raise DraftFileError(problem.what, where=problem.where, remedy=f"{problem.remedy} {_KEPT}".strip()) from problem


def load_notes(path: Path) -> OpenedNotes | None:
    """Read private notes; None where there is no such file. It is only read, whatever is in it.

    Raises FileAccessError, or DraftFileError for a damaged file.
    """
    if not path.exists():
        return None
    content = read_file(path, KIND.largest)
    return OpenedNotes(decode_notes(content.data, str(path)), content.fingerprint, path.absolute())


def save_notes(notes: PrivateNotes, path: Path, expected: Fingerprint | None) -> Fingerprint:
    """Write private notes so that only their owner can read them; `expected` as in `files.write_atomic`.

    Raises DraftFileError, FileAccessError or FileChangedError; the file is then as it was.
    """
    return write_atomic(path, encode_notes(notes), expected=expected, owner_only=True)


def copy_notes(draft: Path, copy: Path) -> Fingerprint | None:
    """Take the private notes of one draft along to its copy, as they are; None where it has none.

    What lies beside the copy already is replaced, as the copy's own draft is. Raises FileAccessError.
    """
    return copy_notes_file(private_path(draft), private_path(copy))


def copy_notes_file(source: Path, target: Path) -> Fingerprint | None:
    """The same for the files of the notes themselves."""
    if not source.exists() or (target.exists() and source.samefile(target)):
        return None
    return write_atomic(target, read_file(source, KIND.largest).data, owner_only=True)
