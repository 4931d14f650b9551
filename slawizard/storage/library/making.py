"""From a draft to a template and back: what is kept, what is asked, what is locked, and a draft from it."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import unicodedata
from collections.abc import Mapping

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.answers import entered
from slawizard.agreement.edits import replace
from slawizard.agreement.locked import locked_change
from slawizard.agreement.origin import Origin, Question
from slawizard.agreement.rows import resolved
from slawizard.errors import LibraryError, LockedError
from slawizard.storage.library.questions import DROPPED, check_path, emptied, suggested_questions, without
from slawizard.storage.library.template_file import SavedTemplate, TemplateVersion, as_picture
from slawizard.storage.library.words import field_words


class Choices(msgspec.Struct, frozen=True):
    """What becomes of a draft's fields in a template.

    `dropped` are paths that are not kept. `questions` are asked and emptied; None: those that are asked by default, or,
    for a new version, those that the draft's own template asked. `locked` stay as they are; None: as they were.
    """

    dropped: tuple[str, ...] = DROPPED
    questions: tuple[Question, ...] | None = None
    locked: tuple[str, ...] | None = None


def new_template(
    agreement: Agreement,
    title: str,
    choices: Choices | None = None,
    *,
    note: str = "",
    tags: tuple[str, ...] = (),
    picture: bytes = b"",
    today: dt.date | None = None,
) -> SavedTemplate:
    """A template in its first version. `picture` is its page one as PNG.

    Raises LibraryError for choices that do not fit the agreement, and DraftFileError for a bad picture.
    """
    if not title.strip():
        raise LibraryError("A template needs a title.", remedy="Say in a few words what it is for.")
    first = make_version(agreement, choices or Choices(), 1, today=today)
    shown = as_picture(picture) if picture else ""
    return SavedTemplate(new_id(title), title.strip(), note, clean_tags(tags), shown, (first,))


def add_version(
    template: SavedTemplate,
    agreement: Agreement,
    change: str,
    choices: Choices | None = None,
    *,
    picture: bytes = b"",
    today: dt.date | None = None,
) -> SavedTemplate:
    """The template with one more version, and a note on what changed. Raises LibraryError and DraftFileError."""
    if not change.strip():
        raise LibraryError("A new version needs a note on what changed.", remedy="Say it in a few words.")
    chosen = _as_before(template, agreement, choices or Choices())
    version = make_version(agreement, chosen, template.newest.number + 1, change=change.strip(), today=today)
    shown = as_picture(picture) if picture else template.picture
    return msgspec.structs.replace(template, picture=shown, versions=(*template.versions, version))


def make_version(
    agreement: Agreement, choices: Choices, number: int, *, change: str = "", today: dt.date | None = None
) -> TemplateVersion:
    """The agreement as a version of a template: less what is dropped, and with its questions emptied.

    Raises LibraryError for a path that leads nowhere, a field that is never empty, and a field both asked and locked.
    """
    bare = msgspec.structs.replace(agreement, origin=None)
    kept = without(bare, (_known(bare, path) for path in choices.dropped))
    questions = suggested_questions(kept) if choices.questions is None else choices.questions
    asked = tuple(
        Question(check_path(kept, one.path), one.words or field_words(kept, one.path)) for one in _unique(questions)
    )
    locked = tuple(dict.fromkeys(check_path(kept, path) for path in choices.locked or ()))
    _refuse_overlaps(asked, locked)
    for question in asked:
        kept = emptied(kept, resolved(kept, question.path) or question.path)
    return TemplateVersion(number, today or dt.date.today(), change, asked, locked, kept)


def use_version(
    template: SavedTemplate, number: int | None = None, answers: Mapping[str, str] | None = None
) -> Agreement:
    """A draft from a version of the template, with its questions open but for `answers`: what was typed, by path.

    Raises LibraryError for an answer to what is no field, LockedError for one to what is locked, EntryError and
    EditError for one that does not fit.
    """
    version = template.version(number)
    origin = Origin(template.id, template.title, version.number, version.questions, version.locked)
    agreement = msgspec.structs.replace(version.agreement, origin=origin)
    for path, text in (answers or {}).items():
        place = resolved(agreement, path)
        if place is None:
            raise LibraryError("This agreement has no such field.", where=path)
        answered = replace(agreement, place, entered(agreement, place, text))
        if locked_change(agreement, answered) is not None:
            raise LockedError("The template keeps this as it is.", where=path)
        agreement = answered
    return agreement


def new_id(title: str) -> str:
    """An id for a template of this title that no other has."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    return f"{words or 'template'}-{secrets.token_hex(4)}"


def clean_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags without what is empty or stands twice."""
    return tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))


def _as_before(template: SavedTemplate, agreement: Agreement, choices: Choices) -> Choices:
    """The choices of a new version: what was not chosen anew is as in the version that the draft came from."""
    origin = agreement.origin
    ours = origin is not None and origin.template == template.id
    questions, locked = choices.questions, choices.locked
    if questions is None:
        known = origin.questions if origin is not None and ours else template.newest.questions
        kept = without(msgspec.structs.replace(agreement, origin=None), choices.dropped)
        questions = tuple(one for one in known if resolved(kept, one.path) is not None)
    if locked is None:
        known_locks = origin.locked if origin is not None and ours else template.newest.locked
        locked = tuple(path for path in known_locks if resolved(agreement, path) is not None)
    return msgspec.structs.replace(choices, questions=questions, locked=locked)


def _known(agreement: Agreement, path: str) -> str:
    check_path(agreement, path)
    if resolved(Agreement(), path) is None:
        raise LibraryError("Only whole parts can be left out of a template, not a row or its fields.", where=path)
    return path


def _unique(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    return tuple({question.path: question for question in questions}.values())


def _refuse_overlaps(asked: tuple[Question, ...], locked: tuple[str, ...]) -> None:
    for question in asked:
        for other in asked:
            if question is not other and question.path.startswith(f"{other.path}."):
                raise LibraryError(f"This field is asked already, as a part of “{other.path}”.", where=question.path)
        for path in locked:
            if f"{question.path}.".startswith(f"{path}.") or path.startswith(f"{question.path}."):
                what = f"A field cannot be asked and locked at once; “{path}” is locked."
                raise LibraryError(what, where=question.path, remedy="Lock its neighbours one by one, or ask less.")
