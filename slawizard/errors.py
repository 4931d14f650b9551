"""The one small tree of errors that people see; each is worded for them where it is raised."""

from __future__ import annotations


class SlaWizardError(Exception):
    """Something the user must know: what happened, where, and what to do about it. All three are plain sentences.

    `where` names the place in the user's own terms (a field's path, a file and line, a clause id); it may be empty.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """All parts as one line, for the terminal and the log."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" {self.remedy}" if self.remedy else "")


class DraftFileError(SlaWizardError):
    """A draft file cannot be read as what it claims to be."""


class LibraryError(SlaWizardError):
    """A saved template, its folder or the address book cannot be used as was asked."""


class PackError(SlaWizardError):
    """A pack is damaged, breaks a rule of packs, or could do harm; nothing was taken from it."""


class FileAccessError(SlaWizardError):
    """The system refused to read or write a file."""


class FileChangedError(SlaWizardError):
    """The file on disk is no longer the one that was opened; writing would lose someone's change."""


class EditError(SlaWizardError):
    """A path or value does not fit the agreement."""


class LockedError(EditError):
    """The template of a draft keeps a field as it is; it must be unlocked on purpose first."""


class EntryError(SlaWizardError):
    """What was typed into a field cannot be understood, or could mean two things."""


class ClauseError(SlaWizardError):
    """A clause template is wrong: its front matter, a variable, a mark or a cross-reference."""


class ExportError(SlaWizardError):
    """A document could not be made."""


class StyleError(SlaWizardError):
    """A house style cannot be used: a colour, a margin, a field of a head or foot, a logo."""


class WorkerError(SlaWizardError):
    """The render process died, or went over its limits."""


class MeasuredFileError(SlaWizardError):
    """A file of measured values does not fit the agreement."""


class CalculationError(SlaWizardError):
    """What the agreement says does not suffice to calculate: an unknown time zone, a holiday calendar nobody has."""


class TableFileError(SlaWizardError):
    """A file is no table that can be read, or not one that can be understood."""


def shortly(error: BaseException) -> str:
    """What happened and what to do, as one line for beside what it is about; any other error as it says itself."""
    return f"{error.what} {error.remedy}".strip() if isinstance(error, SlaWizardError) else str(error)
