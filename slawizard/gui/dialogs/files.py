"""Asking for a file: the one place that opens the system's file dialogs. None: nothing was chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from slawizard.i18n import _
from slawizard.storage.draft_file import SUFFIX

_ALL = _("All files (*)")
_TABLES = _("Tables (*.csv *.tsv *.txt *.xlsx *.xls *.ods)")
_PACKS = _("Packs (*.slapack)")
_STYLES = _("House styles (*.slastyle)")
_DRAFTS = _("Drafts (*{suffix})").format(suffix=SUFFIX)


# --- which file to read -----------------------------------------------------------------------------------------


def ask_for_draft(parent: QWidget, folder: Path) -> Path | None:
    """Which draft to open."""
    return _ask_open(parent, _("Open a draft"), folder, _DRAFTS)


def ask_for_table(parent: QWidget, folder: Path) -> Path | None:
    """Which table to import a history from."""
    return _ask_open(parent, _("Import a history"), folder, _TABLES)


def ask_for_rows(parent: QWidget, folder: Path) -> Path | None:
    """Which table to make agreements from."""
    return _ask_open(parent, _("Choose a table"), folder, _TABLES)


def ask_for_parties(parent: QWidget, folder: Path) -> Path | None:
    """Which table of parties to import."""
    return _ask_open(parent, _("Import parties"), folder, _TABLES)


def ask_for_picture(parent: QWidget) -> Path | None:
    """Which picture to take."""
    return _ask_open(parent, _("Choose a logo"), Path(), _("Pictures (*.png *.jpg *.jpeg)"))


def ask_for_style(parent: QWidget, folder: Path) -> Path | None:
    """Which house style to take over."""
    return _ask_open(parent, _("Take over a house style"), folder, _STYLES)


def ask_for_reference(parent: QWidget, folder: Path) -> Path | None:
    """Which Word file to take styles, heads and feet from."""
    return _ask_open(parent, _("Choose your company’s Word file"), folder, _("Word files (*.docx *.dotx)"))


def ask_for_pack(parent: QWidget, folder: Path) -> Path | None:
    """Which pack to look into."""
    return _ask_open(parent, _("Open a pack"), folder, _PACKS)


def _ask_open(parent: QWidget, title: str, folder: Path, kind: str) -> Path | None:
    chosen, _filter = QFileDialog.getOpenFileName(parent, title, str(folder), f"{kind};;{_ALL}")
    return Path(chosen) if chosen else None


# --- which folder -----------------------------------------------------------------------------------------------


def ask_where_to_write(parent: QWidget, folder: Path) -> Path | None:
    """Which folder to write agreements into."""
    return _ask_folder(parent, _("Choose a folder"), folder)


def ask_for_team_folder(parent: QWidget, folder: Path) -> Path | None:
    """Which folder of a team to add."""
    return _ask_folder(parent, _("Choose a team’s folder"), folder)


def _ask_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(parent, title, str(folder))
    return Path(chosen) if chosen else None


# --- where to write ---------------------------------------------------------------------------------------------


def ask_where_to_save(parent: QWidget, proposal: Path) -> Path | None:
    """Where to save the draft, with its suffix. Replacing a file was asked about."""
    return _ask_save(parent, _("Save the draft"), proposal, _DRAFTS, SUFFIX)


def ask_where_to_put_pack(parent: QWidget, proposal: Path) -> Path | None:
    """Where to put a pack, with its suffix. Replacing a file was asked about."""
    return _ask_save(parent, _("Save the pack"), proposal, _PACKS, ".slapack")


def ask_where_to_hand_on(parent: QWidget, proposal: Path) -> Path | None:
    """Where to put a style's file, with its suffix. Replacing a file was asked about."""
    return _ask_save(parent, _("Hand on a house style"), proposal, _STYLES, ".slastyle")


def ask_where_to_put_parties(parent: QWidget, proposal: Path) -> Path | None:
    """Where to put the table of the address book, with its suffix. Replacing a file was asked about."""
    return _ask_save(parent, _("Export the address book"), proposal, _("Tables (*.csv)"), ".csv")


def _ask_save(parent: QWidget, title: str, proposal: Path, kind: str, suffix: str) -> Path | None:
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(proposal), kind)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == suffix else path.with_name(path.name + suffix)


def ask_where_to_export(parent: QWidget, proposal: Path, title: str) -> Path | None:
    """Where to put an exported document. Replacing a file is asked about later."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent,
        _("Export the agreement"),
        str(proposal),
        f"{title} (*{proposal.suffix})",
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    return Path(chosen) if chosen else None


def file_name_for(title: str, reference: str = "") -> str:
    """A file name from an agreement's title and reference: letters, figures and dashes, never empty, never hidden."""
    words = "".join(letter if letter.isalnum() or letter in "-_." else " " for letter in f"{title} {reference}")
    return "-".join(words.split()).strip("-.")[:80] or "agreement"
