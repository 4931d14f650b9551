"""Bundles of clauses: texts of one's own and edited ones, kept in the library and taken into drafts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import ClauseEdit, OwnClause
from slawizard.clauses.front_matter import read_front_matter
from slawizard.errors import DraftFileError, LibraryError, SlaWizardError
from slawizard.files import ABSENT, Fingerprint, make_folder, read_file, write_atomic
from slawizard.paths import data_folder
from slawizard.storage.envelope import FileKind, decode_file, encode_file
from slawizard.storage.library.making import new_id
from slawizard.storage.library.template_file import LONGEST_NOTE, LONGEST_TITLE, is_template_id

SUFFIX = ".slaclauses"
KIND = FileKind("SLA Wizard clauses", "a bundle of clauses", "clauses", 1, 5_000_000)
LONGEST_CLAUSE_BYTES = 100_000
"""The longest clause that is read; the longest of the library has a twentieth of it."""

_FENCE = "+++"
_LONGEST_HEAD = 20_000
_LONGEST_HEAD_LINE = 2_000

RowT = TypeVar("RowT", ClauseEdit, OwnClause)


class ClauseBundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Clauses with a title: `edits` of the library's, and clauses of one's own. `id` as in a saved template."""

    id: str
    title: str
    note: str = ""
    edits: tuple[ClauseEdit, ...] = ()
    own: tuple[OwnClause, ...] = ()


class KeptBundle(msgspec.Struct, frozen=True):
    """A bundle as it was read from the library."""

    bundle: ClauseBundle
    path: Path
    fingerprint: Fingerprint


def bundle_of(agreement: Agreement, title: str, note: str = "") -> ClauseBundle:
    """The clauses that a draft has in words of its own. Raises LibraryError when it has none."""
    texts = agreement.texts
    if not texts.edits and not texts.own:
        raise LibraryError("The draft has no clauses in words of its own.", remedy="Edit a clause first, or add one.")
    return ClauseBundle(new_id(title), title, note, texts.edits, texts.own)


def encode_bundle(bundle: ClauseBundle) -> bytes:
    """The file of a bundle."""
    return encode_file(KIND, bundle)


def decode_bundle(data: bytes, where: str) -> ClauseBundle:
    """The bundle in a file. Raises DraftFileError for everything that is not wholly right."""
    bundle = decode_file(data, where, KIND, ClauseBundle)
    if not is_template_id(bundle.id) or not bundle.title.strip():
        raise DraftFileError("The bundle has no valid id and title.", where=where)
    if len(bundle.title) > LONGEST_TITLE or len(bundle.note) > LONGEST_NOTE:
        raise DraftFileError("The title or note of the bundle is longer than can be shown.", where=where)
    for rows in ([row.clause for row in bundle.edits], [row.id for row in bundle.own]):
        if len(set(rows)) < len(rows):
            raise DraftFileError("The bundle holds two texts of one clause.", where=where)
    texts = [*(row.text for row in bundle.edits), *(row.text for row in bundle.own)]
    if any(len(text.encode("utf-8", "replace")) > LONGEST_CLAUSE_BYTES for text in texts):
        raise DraftFileError("A clause in the bundle is longer than 100 kB.", where=where)
    return bundle


def bundle_of_clause(data: bytes, where: str) -> ClauseBundle:
    """A clause as the library writes it, as a bundle of one clause of one's own; it is read, and never run.

    Raises ClauseError or DraftFileError.
    """
    if len(data) > LONGEST_CLAUSE_BYTES:
        raise DraftFileError("The clause is longer than 100 kB.", where=where)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        raise DraftFileError("The clause is not text in UTF-8.", where=where) from problem
    _refuse_long_head(text, where)
    front, body, _line = read_front_matter(text, where)
    if front.repeat or front.when:
        raise DraftFileError(
            "The clause stands only under a condition or repeats itself, which one's own clauses cannot.", where=where
        )
    own = OwnClause(front.id, front.step, front.title, body)
    return ClauseBundle(f"clause-{front.id}"[:80], front.title, own=(own,))


def _refuse_long_head(text: str, where: str) -> None:
    """Refuse a front matter that would take the reader of TOML long: its time grows with the square of a name's parts.

    The longest of the library has a fiftieth of this.
    """
    head = text.split(f"\n{_FENCE}", 1)[0]
    if len(head) > _LONGEST_HEAD or any(len(line) > _LONGEST_HEAD_LINE for line in head.split("\n")):
        raise DraftFileError("The head of the clause is longer than any clause needs.", where=where)


def kept_bundles() -> tuple[KeptBundle, ...]:
    """The bundles in the library by title; what cannot be read is left out."""
    folder = data_folder() / "clauses"
    kept: list[KeptBundle] = []
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        try:
            content = read_file(path, KIND.largest)
            kept.append(KeptBundle(decode_bundle(content.data, str(path)), path, content.fingerprint))
        except SlaWizardError:
            continue
    return tuple(sorted(kept, key=lambda one: one.bundle.title.casefold()))


def keep_bundle(bundle: ClauseBundle, *, replaces: KeptBundle | None = None) -> KeptBundle:
    """Put a bundle into the library, in the place of `replaces` if that is given.

    Raises FileChangedError when there is another of its id, or when someone changed it since, or FileAccessError.
    """
    path = replaces.path if replaces is not None else data_folder() / "clauses" / f"{bundle.id}{SUFFIX}"
    make_folder(path.parent)
    expected = replaces.fingerprint if replaces is not None else ABSENT
    return KeptBundle(bundle, path, write_atomic(path, encode_bundle(bundle), expected=expected))


def clashes(agreement: Agreement, bundle: ClauseBundle) -> tuple[str, ...]:
    """The ids of the clauses of which the draft has another text of its own than the bundle."""
    edits = {row.clause: row.text for row in agreement.texts.edits}
    own = {row.id: row.text for row in agreement.texts.own}
    return (
        *(row.clause for row in bundle.edits if edits.get(row.clause, row.text) != row.text),
        *(row.id for row in bundle.own if own.get(row.id, row.text) != row.text),
    )


def take_bundle(agreement: Agreement, bundle: ClauseBundle, *, replace: bool = False) -> Agreement:
    """A copy of the draft with the bundle's clauses. Raises LibraryError for a clash unless `replace` is given."""
    clashing = clashes(agreement, bundle)
    if clashing and not replace:
        what = f"The draft has texts of its own for: {', '.join(clashing)}."
        raise LibraryError(what, remedy="Say that they shall be replaced, or leave the bundle.")
    edits = _merged(agreement.texts.edits, bundle.edits)
    own = _merged(agreement.texts.own, bundle.own)
    texts = msgspec.structs.replace(agreement.texts, edits=edits, own=own)
    return msgspec.structs.replace(agreement, texts=texts)


def _merged(old: Iterable[RowT], new: Iterable[RowT]) -> tuple[RowT, ...]:
    """Old and new rows by what they are about; a new one takes the place of the old."""
    rows = {_about(row): row for row in old}
    return tuple((rows | {_about(row): row for row in new}).values())


def _about(row: ClauseEdit | OwnClause) -> str:
    return row.clause if isinstance(row, ClauseEdit) else row.id
