"""What all JSON files of the library have in common: an envelope that says what they are, around one content."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from slawizard import __version__
from slawizard.errors import DraftFileError
from slawizard.storage.decoding import Misfit, PartT, find_misfit, fit, parse_json, shown
from slawizard.storage.encoding import struct_as_plain, write_json

_COPY_HINT = "Use another copy of it."


class FileKind(NamedTuple):
    """A kind of file: what it says it is, how messages call it, the name of its one part, its version, its size.

    `largest` is in bytes, `version` the one that is written and the newest that is read.
    """

    format: str
    noun: str
    part: str
    version: int
    largest: int


def encode_file(kind: FileKind, part: msgspec.Struct) -> bytes:
    """The file with this content. Raises DraftFileError for a figure that it cannot hold, with its path."""
    head = {"format": kind.format, "schema_version": kind.version, "program": f"SLA Wizard {__version__}"}
    return write_json({**head, kind.part: struct_as_plain(part)})


def decode_file(data: bytes, where: str, kind: FileKind, model: type[PartT]) -> PartT:
    """The content of a file. `where` names it in messages.

    Raises DraftFileError, with the line or the field and the cause, for everything that is not wholly right.
    """
    raw, _version = read_part(data, where, kind)
    return fit(raw, where, model)


def read_part(data: bytes, where: str, kind: FileKind) -> tuple[dict[str, Any], int]:
    """The content of a file as plain values, without a Misfit in them, and the version that wrote them.

    Raises DraftFileError.
    """
    if len(data) > kind.largest:
        what = f"This is larger than {kind.largest // 1_000_000} MB, more than {kind.noun} may hold."
        raise DraftFileError(what, where=where, remedy="Is it the right file?")
    document = parse_json(data, where, kind.noun)
    misfit = find_misfit(document)
    if misfit is not None:
        path, problem = misfit
        raise DraftFileError(problem.reason, where=f"{where}, {path}" if path else where, remedy=_COPY_HINT)
    version = _proved(document, where, kind)
    part = document.get(kind.part)
    if not isinstance(part, dict):
        raise DraftFileError(f"The file holds no part “{kind.part}”.", where=where, remedy=_COPY_HINT)
    return part, version


def _proved(document: Any, where: str, kind: FileKind) -> int:
    """The version of the file, whose outer part is proved to be of this kind."""
    if isinstance(document, Misfit) or not isinstance(document, dict) or document.get("format") != kind.format:
        what = f"This is not {kind.noun}: it does not say “format”: “{kind.format}”."
        raise DraftFileError(what, where=where, remedy="Choose another file.")
    version = document.get("schema_version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise DraftFileError("The file does not say a valid version.", where=f"{where}, schema_version")
    if version > kind.version:
        what = f"The file was written in version {version}; this program reads version {kind.version}."
        raise DraftFileError(what, where=where, remedy="Open it with a newer SLA Wizard.")
    unknown = next((name for name in document if name not in ("format", "schema_version", "program", kind.part)), None)
    if unknown is not None:
        raise DraftFileError(f"There is no field {shown(unknown)} at this place.", where=where)
    return version
