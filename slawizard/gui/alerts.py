"""The one place that opens message boxes; all of their text is shown as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from slawizard.errors import SlaWizardError
from slawizard.i18n import _


class Answer(StrEnum):
    """What was chosen in a question."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"
    OVERWRITE = "overwrite"
    SAVE_AS = "save_as"
    READ_ONLY = "read_only"
    COPY = "copy"
    RELOAD = "reload"


class Choice(NamedTuple):
    """One button of a question: its answer, its words with a mnemonic, and its part in the platform's order."""

    answer: Answer
    words: str
    part: QMessageBox.ButtonRole = QMessageBox.ButtonRole.AcceptRole


_CANCEL = QMessageBox.ButtonRole.RejectRole
_DESTRUCTIVE = QMessageBox.ButtonRole.DestructiveRole


def show_error(error: BaseException, parent: QWidget | None = None) -> None:
    """Tell the user of an error: what happened, where, what to do. An unforeseen one says so, and that work is kept."""
    box = _box(parent, QMessageBox.Icon.Warning, *_error_words(error))
    box.addButton(_("&Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    box.deleteLater()


def ask_to_save(name: str, parent: QWidget | None = None) -> Answer:
    """Ask what becomes of unsaved changes to the draft called `name`: SAVE, DISCARD or CANCEL."""
    return _ask(
        parent,
        _("Save the changes to “{name}”?").format(name=name),
        _("Without saving, what was changed since the last time is lost."),
        Choice(Answer.SAVE, _("&Save")),
        Choice(Answer.DISCARD, _("&Don’t save"), _DESTRUCTIVE),
        Choice(Answer.CANCEL, _("&Cancel"), _CANCEL),
    )


def ask_about_changed_file(error: SlaWizardError, parent: QWidget | None = None) -> Answer:
    """Ask what to do when the file was changed by someone else meanwhile: SAVE_AS, OVERWRITE, RELOAD or CANCEL."""
    what, details = _error_words(error)
    return _ask(
        parent,
        what,
        details,
        Choice(Answer.SAVE_AS, _("Save &elsewhere…")),
        Choice(Answer.RELOAD, _("&Read theirs, drop mine"), _DESTRUCTIVE),
        Choice(Answer.OVERWRITE, _("&Overwrite theirs"), _DESTRUCTIVE),
        Choice(Answer.CANCEL, _("&Cancel"), _CANCEL),
    )


def ask_to_replace(name: str, parent: QWidget | None = None) -> Answer:
    """Ask whether the file called `name` may be replaced: OVERWRITE or CANCEL."""
    return _ask(
        parent,
        _("There is already a file called “{name}”.").format(name=name),
        _("Replacing it cannot be undone."),
        Choice(Answer.CANCEL, _("&Keep it"), _CANCEL),
        Choice(Answer.OVERWRITE, _("&Replace"), _DESTRUCTIVE),
    )


def ask_to_discard(title: str, parent: QWidget | None = None) -> Answer:
    """Ask whether recovered work called `title` is thrown away: DISCARD or CANCEL."""
    return _ask(
        parent,
        _("Throw away the recovered work on “{title}”?").format(title=title),
        _("This cannot be undone. The draft's file, if it has one, is not touched."),
        Choice(Answer.CANCEL, _("&Keep it"), _CANCEL),
        Choice(Answer.DISCARD, _("&Throw away"), _DESTRUCTIVE),
    )


def ask_to_delete(name: str, parent: QWidget | None = None) -> Answer:
    """Ask whether what is kept under `name` is deleted: DISCARD or CANCEL."""
    return _ask(
        parent,
        _("Delete “{name}”?").format(name=name),
        _("This cannot be undone."),
        Choice(Answer.CANCEL, _("&Keep it"), _CANCEL),
        Choice(Answer.DISCARD, _("&Delete"), _DESTRUCTIVE),
    )


def ask_to_stop_writing(done: int, total: int, parent: QWidget | None = None) -> Answer:
    """Ask whether a batch under way is to be stopped: DISCARD or CANCEL."""
    return _ask(
        parent,
        _("Stop writing agreements?"),
        _("{done} of {total} rows are done and are kept. The rest can be written later.").format(
            done=f"{done:,}", total=f"{total:,}"
        ),
        Choice(Answer.CANCEL, _("&Go on writing"), _CANCEL),
        Choice(Answer.DISCARD, _("&Stop and close"), _DESTRUCTIVE),
    )


def ask_to_replace_texts(clauses: Sequence[str], parent: QWidget | None = None) -> Answer:
    """Ask whether the draft's own texts of these clauses may be replaced: OVERWRITE or CANCEL."""
    return _ask(
        parent,
        _("The draft has texts of its own for: {clauses}.").format(clauses=", ".join(clauses)),
        _("They would be replaced. Undo brings them back."),
        Choice(Answer.CANCEL, _("&Keep them"), _CANCEL),
        Choice(Answer.OVERWRITE, _("&Replace"), _DESTRUCTIVE),
    )


def ask_after_failed_save(error: SlaWizardError, parent: QWidget | None = None) -> Answer:
    """Tell why saving failed, and offer another place: SAVE_AS or CANCEL."""
    what, details = _error_words(error)
    return _ask(
        parent,
        what,
        details,
        Choice(Answer.SAVE_AS, _("Save &elsewhere…")),
        Choice(Answer.CANCEL, _("&Cancel"), _CANCEL),
    )


def ask_about_open_draft(name: str, holder: str, parent: QWidget | None = None) -> Answer:
    """Ask how to open a draft that another window has: READ_ONLY, COPY or CANCEL. `holder` says who has it."""
    return _ask(
        parent,
        _("“{name}” is open in another window.").format(name=name),
        holder,
        Choice(Answer.READ_ONLY, _("Open to &read")),
        Choice(Answer.COPY, _("Open a c&opy")),
        Choice(Answer.CANCEL, _("&Cancel"), _CANCEL),
    )


def _error_words(error: BaseException) -> tuple[str, str]:
    if isinstance(error, SlaWizardError):
        return error.what, "\n\n".join(part for part in (error.where, error.remedy) if part)
    return (
        _("Something went wrong that SLA Wizard did not foresee."),
        _("Your work is kept: it was noted before this message opened. You can go on, or save and start again.")
        + f"\n\n{type(error).__name__}: {error}",
    )


def _ask(parent: QWidget | None, question: str, details: str, *choices: Choice) -> Answer:
    box = _box(parent, QMessageBox.Icon.Question, question, details)
    buttons: dict[QPushButton, Answer] = {}
    for choice in choices:
        button = box.addButton(choice.words, choice.part)
        button.setObjectName(f"answer.{choice.answer.value}")
        buttons[button] = choice.answer
        if choice.part == _CANCEL:
            box.setEscapeButton(button)
    box.setDefaultButton(next(iter(buttons)))
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return next((answer for button, answer in buttons.items() if button is clicked), Answer.CANCEL)


def _box(parent: QWidget | None, icon: QMessageBox.Icon, text: str, details: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setWindowTitle(_("SLA Wizard"))
    box.setText(text)
    box.setInformativeText(details)
    return box
