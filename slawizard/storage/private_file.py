"""The private notes beside a draft: a file of its own, which no export reads and no shared draft takes along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from slawizard import __version__
from slawizard.agreement.private import PrivateNotes
from slawizard.errors import DraftFileError
from slawizard.files import Fingerprint, read_file, write_atomic
from slawizard.storage.decoding import Misfit, fit, parse_json, shown
from slawizard.storage.encoding import struct_as_plain, write_json

FORMAT = "SLA Wizard private notes"
"""What the file says it is, in its first line."""

SUFFIX = ".slaprivate"
"""How the name of such a file ends."""

VERSION = 1
"""The version of the file that is written, and the newest that is read."""

LARGEST_BYTES = 5_000_000
"""The largest file that is read."""

_DRAFT_SUFFIX = ".sladraft"
_ENVELOPE = ("format", "schema_version", "program", "notes")
_KEPT = "The file is left as it is. Mend it, use another copy, or move it away to begin anew."


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
    head = {"format": FORMAT, "schema_version": VERSION, "program": f"SLA Wizard {__version__}"}
    return write_json({**head, "notes": struct_as_plain(notes)})


def decode_notes(data: bytes, where: str) -> PrivateNotes:
    """The notes in a file. `where` names it in messages.

    Raises DraftFileError, with the line or the field and the cause, for everything that is not wholly right.
    """
    if len(data) > LARGEST_BYTES:
        raise DraftFileError("The private notes are larger than 5 MB.", where=where, remedy=_KEPT)
    return fit(_notes_part(parse_json(data, where, "a file of private notes"), where), where, PrivateNotes, _KEPT)


def load_notes(path: Path) -> OpenedNotes | None:
    """Read private notes; None where there is no such file. It is only read, whatever is in it.

    Raises FileAccessError, or DraftFileError for a damaged file.
    """
    if not path.exists():
        return None
    content = read_file(path, LARGEST_BYTES)
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
    return write_atomic(target, read_file(source, LARGEST_BYTES).data, owner_only=True)


def _notes_part(document: Any, where: str) -> dict[str, Any]:
    if isinstance(document, Misfit):
        raise DraftFileError(document.reason, where=where, remedy=_KEPT)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        what = f"This is not a file of private notes: it does not say “format”: “{FORMAT}”."
        raise DraftFileError(what, where=where, remedy=_KEPT)
    version = document.get("schema_version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise DraftFileError("The private notes do not say a valid version.", where=where, remedy=_KEPT)
    if version > VERSION:
        what = f"The private notes were written in version {version} of the file; this program reads {VERSION}."
        raise DraftFileError(what, where=where, remedy="Open them with a newer SLA Wizard.")
    unknown = next((name for name in document if name not in _ENVELOPE), None)
    if unknown is not None:
        raise DraftFileError(f"Private notes have no field {shown(unknown)} at this place.", where=where, remedy=_KEPT)
    notes = document.get("notes")
    if isinstance(notes, Misfit):
        raise DraftFileError(notes.reason, where=f"{where}, notes", remedy=_KEPT)
    if not isinstance(notes, dict):
        raise DraftFileError("The file holds no notes.", where=where, remedy=_KEPT)
    return notes
