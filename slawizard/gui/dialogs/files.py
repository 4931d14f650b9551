"""Asking for a file: the one place that opens the system's file dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from slawizard.i18n import _
from slawizard.storage.draft_file import SUFFIX


def ask_for_draft(parent: QWidget, folder: Path) -> Path | None:
    """Which draft to open; None when nothing was chosen."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Open a draft"), str(folder), _("Drafts (*{suffix});;All files (*)").format(suffix=SUFFIX)
    )
    return Path(chosen) if chosen else None


def ask_where_to_save(parent: QWidget, proposal: Path) -> Path | None:
    """Where to save the draft, with its suffix; None when nothing was chosen. Replacing a file was asked about."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save the draft"), str(proposal), _("Drafts (*{suffix})").format(suffix=SUFFIX)
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def ask_where_to_export(parent: QWidget, proposal: Path, title: str) -> Path | None:
    """Where to put an exported document; None when nothing was chosen. Replacing a file is asked about later."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent,
        _("Export the agreement"),
        str(proposal),
        f"{title} (*{proposal.suffix})",
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    return Path(chosen) if chosen else None


def ask_for_table(parent: QWidget, folder: Path) -> Path | None:
    """Which table to import a history from; None when nothing was chosen."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Import a history"), str(folder), _("Tables (*.csv *.tsv *.txt *.xlsx *.xls *.ods);;All files (*)")
    )
    return Path(chosen) if chosen else None


def ask_for_rows(parent: QWidget, folder: Path) -> Path | None:
    """Which table to make agreements from; None when nothing was chosen."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Choose a table"), str(folder), _("Tables (*.csv *.tsv *.txt *.xlsx *.xls *.ods);;All files (*)")
    )
    return Path(chosen) if chosen else None


def ask_where_to_write(parent: QWidget, folder: Path) -> Path | None:
    """Which folder to write agreements into; None when nothing was chosen."""
    chosen = QFileDialog.getExistingDirectory(parent, _("Choose a folder"), str(folder))
    return Path(chosen) if chosen else None


def ask_for_picture(parent: QWidget) -> Path | None:
    """Which picture to take; None when nothing was chosen."""
    chosen, _filter = QFileDialog.getOpenFileName(parent, _("Choose a logo"), "", _("Pictures (*.png *.jpg *.jpeg)"))
    return Path(chosen) if chosen else None


def ask_for_style(parent: QWidget, folder: Path) -> Path | None:
    """Which house style to take over; None when nothing was chosen."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Take over a house style"), str(folder), _("House styles (*.slastyle);;All files (*)")
    )
    return Path(chosen) if chosen else None


def ask_where_to_hand_on(parent: QWidget, proposal: Path) -> Path | None:
    """Where to put a style's file; None when nothing was chosen. Replacing a file was asked about."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Hand on a house style"), str(proposal), _("House styles (*.slastyle)")
    )
    return Path(chosen) if chosen else None


def ask_for_reference(parent: QWidget, folder: Path) -> Path | None:
    """Which Word file to take styles, heads and feet from; None when nothing was chosen."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Choose your company’s Word file"), str(folder), _("Word files (*.docx *.dotx);;All files (*)")
    )
    return Path(chosen) if chosen else None


def ask_for_team_folder(parent: QWidget, folder: Path) -> Path | None:
    """Which folder of a team to add; None when nothing was chosen."""
    chosen = QFileDialog.getExistingDirectory(parent, _("Choose a team’s folder"), str(folder))
    return Path(chosen) if chosen else None


def ask_for_pack(parent: QWidget, folder: Path) -> Path | None:
    """Which pack to look into; None when nothing was chosen."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Open a pack"), str(folder), _("Packs (*.slapack);;All files (*)")
    )
    return Path(chosen) if chosen else None


def ask_where_to_put_pack(parent: QWidget, proposal: Path) -> Path | None:
    """Where to put a pack; None when nothing was chosen. Replacing a file was asked about."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save the pack"), str(proposal), _("Packs (*.slapack)"))
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == ".slapack" else path.with_name(path.name + ".slapack")


def ask_for_parties(parent: QWidget, folder: Path) -> Path | None:
    """Which table of parties to import; None when nothing was chosen."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Import parties"), str(folder), _("Tables (*.csv *.tsv *.txt *.xlsx *.xls *.ods);;All files (*)")
    )
    return Path(chosen) if chosen else None


def ask_where_to_put_parties(parent: QWidget, proposal: Path) -> Path | None:
    """Where to put the table of the address book; None when nothing was chosen. Replacing was asked about."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Export the address book"), str(proposal), _("Tables (*.csv)")
    )
    return Path(chosen) if chosen else None


def file_name_for(title: str, reference: str = "") -> str:
    """A file name from an agreement's title and reference: letters, figures and dashes, never empty, never hidden."""
    words = "".join(letter if letter.isalnum() or letter in "-_." else " " for letter in f"{title} {reference}")
    return "-".join(words.split()).strip("-.")[:80] or "agreement"
