"""The file of a saved template: one JSON with every version of it, which can be read without the program."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from pathlib import Path
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.origin import Question
from slawizard.errors import DraftFileError, LibraryError
from slawizard.files import Fingerprint, read_file
from slawizard.storage.decoding import fit
from slawizard.storage.envelope import FileKind, encode_file, read_part
from slawizard.storage.migrations import SCHEMA_VERSION, migrate

SUFFIX = ".slatemplate"
"""How the name of such a file ends."""

LARGEST_BYTES = 20_000_000
"""The largest template that is read."""

LARGEST_PICTURE_BYTES = 2_000_000
LARGEST_PICTURE_SIDE = 4000
"""The largest side of a picture, in pixels."""

KIND = FileKind("SLA Wizard template", "a saved template", "template", SCHEMA_VERSION, LARGEST_BYTES)

LONGEST_TITLE = 200
LONGEST_NOTE = 5000
"""In characters, as for notes on changes and words of questions."""

_MOST_TAGS, _LONGEST_TAG = 40, 60
_PNG_START = b"\x89PNG\r\n\x1a\n"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


class TemplateVersion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of a template, 1 and up: what changed with it, when it was saved, and what it holds.

    `questions` are the fields that whoever uses it must fill, `locked` those that it keeps as they are; their paths
    name rows by their ids, as `agreement.rows` says.
    """

    number: int
    saved: dt.date
    change: str = ""
    questions: tuple[Question, ...] = ()
    locked: tuple[str, ...] = ()
    agreement: Agreement = Agreement()


class SavedTemplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A saved template: what it is called, and its versions, the oldest first. `picture`: page one as PNG, in base64.

    `id` names it wherever it lies; it holds small letters, digits and hyphens.
    """

    id: str
    title: str
    note: str = ""
    tags: tuple[str, ...] = ()
    picture: str = ""
    versions: tuple[TemplateVersion, ...] = ()

    @property
    def newest(self) -> TemplateVersion:
        """The version saved last."""
        return self.versions[-1]

    def version(self, number: int | None = None) -> TemplateVersion:
        """The version with this number; the newest for None. Raises LibraryError for one that there is not."""
        if number is None:
            return self.newest
        found = next((one for one in self.versions if one.number == number), None)
        if found is None:
            numbers = ", ".join(str(one.number) for one in self.versions)
            what = f"The template “{self.title}” has no version {number}."
            raise LibraryError(what, remedy=f"Its versions are: {numbers}.")
        return found

    @property
    def picture_bytes(self) -> bytes:
        """The picture as PNG; empty when there is none."""
        return base64.b64decode(self.picture)


def encode_template(template: SavedTemplate) -> bytes:
    """The file of a template. Raises DraftFileError for what no such file can hold."""
    _check(template, f"the template “{template.title}”")
    data = encode_file(KIND, template)
    if len(data) > LARGEST_BYTES:
        what = "With all its versions the template would be larger than 20 MB."
        raise DraftFileError(what, remedy="Duplicate its newest version alone, and go on with that.")
    return data


def decode_template(data: bytes, where: str) -> SavedTemplate:
    """The template in a file. `where` names the file in messages.

    Raises DraftFileError, with the line or the field and the cause, for everything that is not wholly right.
    """
    raw, version = read_part(data, where, KIND)
    template = fit(raw if version == SCHEMA_VERSION else _migrated(raw, version), where, SavedTemplate)
    _check(template, where)
    return template


def load_template_file(path: Path) -> tuple[SavedTemplate, Fingerprint]:
    """Read a template; the file is only read, whatever is in it. Raises FileAccessError or DraftFileError."""
    content = read_file(path, LARGEST_BYTES)
    return decode_template(content.data, str(path)), content.fingerprint


def as_picture(png: bytes) -> str:
    """A picture of page one as a template holds it. Raises DraftFileError for what is no PNG, or too large."""
    _check_picture(png, "the picture")
    return base64.b64encode(png).decode()


def is_template_id(text: str) -> bool:
    """Whether this can be the id of a template, and so a part of a file's name."""
    return _ID.fullmatch(text) is not None


def _migrated(raw: dict[str, Any], version: int) -> dict[str, Any]:
    versions = raw.get("versions")
    if not isinstance(versions, list):
        return raw
    return {**raw, "versions": [_migrated_version(one, version) for one in versions]}


def _migrated_version(raw: Any, version: int) -> Any:
    if isinstance(raw, dict) and isinstance(raw.get("agreement"), dict):
        return {**raw, "agreement": migrate(raw["agreement"], version)}
    return raw


def _check(template: SavedTemplate, where: str) -> None:
    if not is_template_id(template.id):
        what = "The id of a template holds only small letters, digits and hyphens, at most 80."
        raise DraftFileError(what, where=f"{where}, id")
    if not template.title.strip():
        raise DraftFileError("The template has no title.", where=f"{where}, title")
    if [one.number for one in template.versions] != list(range(1, len(template.versions) + 1)):
        raise DraftFileError("The versions must be numbered 1, 2, 3 and so on.", where=f"{where}, versions")
    if not template.versions:
        raise DraftFileError("The template has no version.", where=f"{where}, versions")
    for position, version in enumerate(template.versions):
        if version.agreement.origin is not None:
            what = "The agreement in a template does not come from another template."
            raise DraftFileError(what, where=f"{where}, versions.{position}.agreement.origin")
    _refuse_lengths(template, where)
    try:
        picture = base64.b64decode(template.picture, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise DraftFileError("The picture is not written in base64.", where=f"{where}, picture") from problem
    if template.picture:
        _check_picture(picture, f"{where}, picture")


def _refuse_lengths(template: SavedTemplate, where: str) -> None:
    """Hold what is shown in lists to what can be shown there."""
    changes = (version.change for version in template.versions)
    words = (question.words for version in template.versions for question in version.questions)
    for broken, field in (
        (len(template.title) > LONGEST_TITLE, "title"),
        (len(template.note) > LONGEST_NOTE, "note"),
        (len(template.tags) > _MOST_TAGS or any(len(tag) > _LONGEST_TAG for tag in template.tags), "tags"),
        (any(len(text) > LONGEST_NOTE for text in (*changes, *words)), "versions"),
    ):
        if broken:
            raise DraftFileError("This is longer than a template shows.", where=f"{where}, {field}")


def _check_picture(png: bytes, where: str) -> None:
    """Look at what the picture says of itself, so that nobody has to unpack one of a million lines."""
    if len(png) > LARGEST_PICTURE_BYTES:
        raise DraftFileError("The picture is larger than 2 MB.", where=where)
    if not png.startswith(_PNG_START) or png[12:16] != b"IHDR" or len(png) < 33:
        raise DraftFileError("The picture is not a PNG.", where=where)
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    if not (0 < width <= LARGEST_PICTURE_SIDE and 0 < height <= LARGEST_PICTURE_SIDE):
        raise DraftFileError(f"The picture has sides of {width} and {height} pixels; 4000 are the most.", where=where)
