"""The draft file: one agreement as one JSON file that can be read, and mended, without the program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from slawizard import __version__
from slawizard.agreement.agreement import Agreement
from slawizard.errors import DraftFileError
from slawizard.files import Fingerprint, read_file, write_atomic
from slawizard.storage.decoding import Misfit, find_misfit, fit, parse_json, shown
from slawizard.storage.encoding import (
    FIGURE_PATTERN,
    LARGEST_WHOLE_NUMBER,
    agreement_as_plain,
    write_json,
)
from slawizard.storage.migrations import SCHEMA_VERSION, migrate

FORMAT = "SLA Wizard draft"
"""What the file says it is, in its first line."""

SUFFIX = ".sladraft"
"""How the name of a draft file ends."""

LARGEST_BYTES = 20_000_000
"""The largest draft that is read: some fifty thousand rows."""

_ENVELOPE = ("format", "schema_version", "program", "agreement")


class OpenedDraft(msgspec.Struct, frozen=True):
    """A draft as it was read: `fingerprint` tells later whether the file at `path` is still the same."""

    agreement: Agreement
    fingerprint: Fingerprint
    path: Path


def encode_draft(agreement: Agreement) -> bytes:
    """The draft file of an agreement. Raises DraftFileError for a figure that a draft cannot hold, with its path."""
    head = {"format": FORMAT, "schema_version": SCHEMA_VERSION, "program": f"SLA Wizard {__version__}"}
    return write_json({**head, "agreement": agreement_as_plain(agreement)})


def decode_draft(data: bytes, where: str) -> Agreement:
    """The agreement in a draft file. `where` names the file in messages.

    Raises DraftFileError, with the line or the field and the cause, for everything that is not wholly right.
    """
    if len(data) > LARGEST_BYTES:
        raise DraftFileError("The draft is larger than 20 MB.", where=where, remedy="Is it the right file?")
    return fit(_agreement_part(_envelope(parse_json(data, where), where), where), where, Agreement)


def load_draft(path: Path) -> OpenedDraft:
    """Read a draft; the file is only read, whatever is in it. Raises FileAccessError or DraftFileError."""
    content = read_file(path, LARGEST_BYTES)
    return OpenedDraft(decode_draft(content.data, str(path)), content.fingerprint, path.absolute())


def save_draft(agreement: Agreement, path: Path, expected: Fingerprint | None) -> Fingerprint:
    """Write a draft and give its new fingerprint; `expected` as in `files.write_atomic`.

    Raises DraftFileError, FileAccessError or FileChangedError; the file is then as it was.
    """
    return write_atomic(path, encode_draft(agreement), expected=expected)


def draft_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of draft files."""
    schema = msgspec.json.schema(DraftFile)
    _tighten(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A draft of SLA Wizard",
        **schema,
    }


class DraftFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A draft file of SLA Wizard: a service level agreement, and what wrote it."""

    format: Literal["SLA Wizard draft"]
    schema_version: Annotated[int, msgspec.Meta(ge=1, le=SCHEMA_VERSION)]
    agreement: Agreement
    program: str = ""


def _tighten(schema: Any) -> None:
    """Say of figures and whole numbers what the reader holds them to, wherever they stand in the schema."""
    if isinstance(schema, dict):
        if schema.get("format") == "decimal":
            schema["pattern"] = f"^{FIGURE_PATTERN}$"
        if schema.get("type") == "integer":
            schema.setdefault("minimum", -LARGEST_WHOLE_NUMBER)
            schema.setdefault("maximum", LARGEST_WHOLE_NUMBER)
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        _tighten(inner)


# --- reading ----------------------------------------------------------------------------------------------------


def _envelope(document: Any, where: str) -> dict[str, Any]:
    """The outer part of the file, proved to be a draft's."""
    if isinstance(document, Misfit):
        raise DraftFileError(document.reason, where=where, remedy="Use another copy of it.")
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DraftFileError(
            "This is not a draft of SLA Wizard.",
            where=where,
            remedy=f"A draft says “format”: “{FORMAT}” at its beginning.",
        )
    return document


def _agreement_part(document: dict[str, Any], where: str) -> Any:
    """The agreement's own values, brought to this program's version."""
    version = _version(document, where)
    unknown = next((name for name in document if name not in _ENVELOPE), None)
    if unknown is not None:
        raise DraftFileError(f"A draft has no field {shown(unknown)} at this place.", where=where)
    agreement = document.get("agreement")
    if isinstance(agreement, Misfit):
        raise DraftFileError(agreement.reason, where=f"{where}, agreement")
    if not isinstance(agreement, dict):
        raise DraftFileError("The draft holds no agreement.", where=where, remedy="Use another copy of it.")
    if version == SCHEMA_VERSION:
        return agreement
    misfit = find_misfit(agreement)
    if misfit:
        raise DraftFileError(misfit[1].reason, where=f"{where}, {misfit[0]}")
    return migrate(agreement, version)


def _version(document: dict[str, Any], where: str) -> int:
    version = document.get("schema_version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise DraftFileError("The draft does not say a valid version.", where=f"{where}, schema_version")
    if version > SCHEMA_VERSION:
        program = document.get("program")
        maker = shown(program) if isinstance(program, str) and program else "a newer program"
        raise DraftFileError(
            f"The draft was written by {maker}, in version {version} of the file; this program reads version "
            f"{SCHEMA_VERSION}.",
            where=where,
            remedy="Open it with a newer SLA Wizard.",
        )
    return version
