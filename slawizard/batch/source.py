"""What a batch makes its agreements from: a saved template, a template's file, a draft, or a starter."""

from __future__ import annotations

from pathlib import Path

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.errors import LibraryError

_DRAFT = ".sladraft"


class BatchSource(msgspec.Struct, frozen=True):
    """The agreement that every row fills in, with the questions of its template, and what it is called."""

    agreement: Agreement
    title: str


def find_source(name: str, version: int | None = None) -> BatchSource:
    """The template with this id, the file at this path, or the starter with this key; `version` of a template alone.

    Raises LibraryError where there is none, FileAccessError and DraftFileError for a file that cannot be read.
    """
    from slawizard.storage.draft_file import load_draft
    from slawizard.storage.library import load_template
    from slawizard.storage.library.making import use_version
    from slawizard.storage.library.template_file import SUFFIX, load_template_file
    from slawizard.storage.starters import list_starters, load_starter

    path = Path(name)
    if path.suffix.lower() == SUFFIX:
        template = load_template_file(path)[0]
        return BatchSource(use_version(template, version), template.title)
    starter = next((one for one in list_starters() if one.key == name), None)
    if version is not None and (starter is not None or path.suffix.lower() == _DRAFT):
        raise LibraryError("Only a saved template has versions.", where=name, remedy="Leave --version out.")
    if path.suffix.lower() == _DRAFT:
        agreement = load_draft(path).agreement
        return BatchSource(agreement, agreement.title)
    if starter is not None:
        return BatchSource(load_starter(name), starter.title)
    try:
        template = load_template(name).template
    except LibraryError as problem:
        raise LibraryError(
            f"There is no template “{name}”, no starter of this name, and no file.",
            remedy="“slawizard template list” and “slawizard starters” list what there is; a file’s name ends in "
            f"{_DRAFT} or {SUFFIX}.",
        ) from problem
    return BatchSource(use_version(template, version), template.title)
