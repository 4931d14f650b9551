"""Writing one document: as which format, where to, with progress, and nothing overwritten unasked."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from slawizard.errors import SlaWizardError
from slawizard.export.formats import FORMATS, Format
from slawizard.files import ABSENT, check_target, write_atomic
from slawizard.gui import alerts
from slawizard.gui.dialogs.files import ask_where_to_export
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.tasks import on_window_thread, run_in_background
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.i18n import _

_TICK_MS = 200

Made = Callable[[bytes], object]
Failed = Callable[[Exception], object]


class WriteDialog(QDialog):
    """Makes one document; what it is, a subclass says. `exported` carries the path of the file that was written.

    Its widgets are named after `name`: "export.path". `owner_only`: nobody else may read the file.
    """

    exported = Signal(object)
    name = "export"
    owner_only = False

    def __init__(self, renderer: Renderer, folder: Path, formats: tuple[Format, ...], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._folder = folder
        self._ticket: int | None = None
        self._turn = 0
        self._began_s = 0.0
        self._written: Path | None = None
        self._formats = QButtonGroup(self)
        self._path = QLineEdit()
        self._browse = QPushButton(_("&Browse…"))
        self._note = QLabel()
        self._progress = QProgressBar()
        self._export = QPushButton(_("&Export"), self)  # in the dialog from the start, to be the one that Enter presses
        self._close = QPushButton(_("Close"))
        self._show_file = QPushButton(_("Open the &file"))
        self._show_folder = QPushButton(_("Open the f&older"))
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_elapsed)
        self._offered = formats

    # --- for subclasses ----------------------------------------------------------------------------------------

    def file_stem(self) -> str:
        """The name proposed for the file, without its suffix."""
        raise NotImplementedError

    def submit(self, done: Made, failed: Failed) -> int | None:
        """Have the document made in the format that is chosen; gives the ticket of the job, None where there is none.

        `done` and `failed` may be called on any thread.
        """
        raise NotImplementedError

    def build_choices(self) -> QVBoxLayout:
        """What else is to be chosen; it stands below the file."""
        return QVBoxLayout()

    def lock_choices(self, locked: bool) -> None:
        """Nothing can be chosen while a document is being made."""

    # --- building ----------------------------------------------------------------------------------------------

    def build_column(self, heading: str, format_key: str) -> QVBoxLayout:
        """Everything under one another."""
        self.setObjectName(self.name)
        column = QVBoxLayout()
        column.setSpacing(3 * SPACE)
        words = QLabel(heading)
        set_role(words, Role.CARD_TITLE)
        column.addWidget(words)
        for each in self._offered:
            column.addWidget(self._build_format(each, is_chosen=each.key == format_key))
        column.addLayout(self._build_target())
        column.addLayout(self.build_choices())
        column.addWidget(self._progress)
        column.addWidget(self._note)
        column.addLayout(self._build_buttons())
        self.show_proposal()
        return column

    def _build_format(self, each: Format, *, is_chosen: bool) -> QRadioButton:
        choice = QRadioButton(f"{_(each.title)} ({each.suffix})")
        choice.setObjectName(f"{self.name}.format.{each.key}")
        choice.setProperty("format", each.key)
        choice.setChecked(is_chosen)
        choice.toggled.connect(self._on_format_toggled)
        self._formats.addButton(choice)
        return choice

    def _build_target(self) -> QVBoxLayout:
        label = QLabel(_("F&ile"))
        label.setBuddy(self._path)
        set_role(label, Role.LABEL)
        self._path.setObjectName(f"{self.name}.path")
        self._path.setAccessibleName(_("File"))
        self._path.textEdited.connect(self._on_path_edited)
        self._browse.setObjectName(f"{self.name}.browse")
        self._browse.clicked.connect(self._on_browse)
        row = QHBoxLayout()
        row.addWidget(self._path, 1)
        row.addWidget(self._browse)
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addSpacing(2 * SPACE)
        column.addWidget(label)
        column.addLayout(row)
        return column

    def _build_buttons(self) -> QVBoxLayout:
        self._progress.setObjectName(f"{self.name}.progress")
        self._progress.setAccessibleName(_("Progress"))
        self._progress.hide()
        self._note.setObjectName(f"{self.name}.note")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        set_role(self._export, Role.PRIMARY)
        self._export.setDefault(True)
        for button, name, slot in (
            (self._show_file, "open_file", self._on_open_file),
            (self._show_folder, "open_folder", self._on_open_folder),
            (self._close, "close", self.reject),
            (self._export, "start", self._on_export),
        ):
            button.setObjectName(f"{self.name}.{name}")
            button.clicked.connect(slot)
        for button in (self._browse, self._show_file, self._show_folder):
            button.setAutoDefault(False)
        self._show_file.hide()
        self._show_folder.hide()
        column = QVBoxLayout()
        column.addLayout(self.build_button_row(self._show_file, self._show_folder, self._close, self._export))
        return column

    def build_button_row(self, *buttons: QPushButton) -> QLayout:
        """The buttons in one row, those that open what was written on the left."""
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.insertStretch(2, 1)
        return row

    # --- choices -----------------------------------------------------------------------------------------------

    @property
    def format_key(self) -> str:
        """The key of the format that is chosen."""
        chosen = self._formats.checkedButton()
        assert chosen is not None  # one is checked from the start, and a group never unchecks its last
        return str(chosen.property("format"))

    def show_proposal(self) -> None:
        """Propose where the file goes."""
        self._path.setText(str(self._folder / f"{self.file_stem()}{FORMATS[self.format_key].suffix}"))

    def _on_format_toggled(self, chosen: bool) -> None:
        if not chosen:
            return
        path, suffix = Path(self._path.text()), FORMATS[self.format_key].suffix
        known = {each.suffix for each in FORMATS.values()}
        if path.suffix.lower() in known - {suffix}:
            self._path.setText(str(path.with_suffix(suffix)))
        self.show_note("")

    def _on_path_edited(self, text: str) -> None:
        """A PDF called .docx would open nowhere: who types a suffix that is known chooses its format."""
        suffix = Path(text).suffix.lower()
        for choice in self._formats.buttons():
            if FORMATS[choice.property("format")].suffix == suffix:
                choice.setChecked(True)

    def _on_browse(self) -> None:
        chosen = ask_where_to_export(self, Path(self._path.text()), FORMATS[self.format_key].title)
        if chosen is not None:
            self._path.setText(str(chosen))
            self._on_path_edited(str(chosen))

    # --- writing -----------------------------------------------------------------------------------------------

    def check_path(self, path: Path) -> None:
        """Raise SlaWizardError for a path that must not be written."""
        check_target(path)

    def _on_export(self) -> None:
        # A bare name goes where the proposal was, not where the program happened to be started.
        path = self._folder / Path(self._path.text()).expanduser()
        replaces = path.exists()
        try:
            self.check_path(path)
        except SlaWizardError as error:
            self._on_failed(self._turn, error)
            return
        if replaces and alerts.ask_to_replace(path.name, self) is not alerts.Answer.OVERWRITE:
            return
        self._turn += 1
        turn = self._turn
        done = on_window_thread(lambda data: self._on_made(turn, data, path, replaces))
        failed = on_window_thread(lambda error: self._on_failed(turn, error))
        self._show_busy(True)
        self._ticket = self.submit(done, failed)

    def _on_made(self, turn: int, data: bytes, path: Path, replaces: bool) -> None:
        if turn != self._turn:
            return
        self._ticket = None
        self._close.setEnabled(False)  # too late to cancel: the file is being put in place
        # A file that came to this name meanwhile was not asked about: it stays, and the write says so.
        expected = None if replaces else ABSENT
        run_in_background(
            lambda: write_atomic(path, data, expected=expected, owner_only=self.owner_only),
            lambda _print: self._on_written(path),
            lambda error: self._on_failed(turn, error),
        )

    def _on_written(self, path: Path) -> None:
        self._written = path
        self._show_busy(False)
        self.show_note(_("Written: {path}").format(path=path), Role.GOOD)
        self._show_file.show()
        self._show_folder.show()
        self._close.setFocus()
        self.exported.emit(path)

    def _on_failed(self, turn: int, error: Exception) -> None:
        if turn != self._turn:
            return
        self._ticket = None
        self._show_busy(False)
        self._export.setFocus()
        if isinstance(error, SlaWizardError):
            self.show_note(f"{error.what} {error.remedy}".strip(), Role.BAD)
        else:
            alerts.show_error(error, self)

    def _cancel(self) -> None:
        self._turn += 1
        if self._ticket is not None:
            self._renderer.cancel(self._ticket)
            self._ticket = None
        self._show_busy(False)
        self.show_note(_("Cancelled; no file was written."))

    # --- what is shown -----------------------------------------------------------------------------------------

    def _show_busy(self, busy: bool) -> None:
        self._began_s = time.monotonic()
        self._progress.setRange(0, 0 if busy else 1)
        self._progress.setVisible(busy)
        for widget in (self._export, self._path, self._browse, *self._formats.buttons()):
            widget.setEnabled(not busy)
        self.lock_choices(busy)
        self._close.setText(_("Cancel") if busy else _("Close"))
        self._close.setEnabled(True)
        self._show_file.setVisible(False)
        self._show_folder.setVisible(False)
        (self._tick.start if busy else self._tick.stop)()
        if busy:
            self._show_elapsed()

    def _show_elapsed(self) -> None:
        seconds = int(time.monotonic() - self._began_s)
        self.show_note(_("Making the document… {seconds} s").format(seconds=seconds))

    def show_note(self, words: str, role: Role = Role.SOFT) -> None:
        """Say what is going on, in one line above the buttons."""
        set_role(self._note, role)
        self._note.setText(words)

    def _on_open_file(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _on_open_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def reject(self) -> None:
        """Escape first cancels what is under way, then closes; while the file is being written it waits."""
        if not self._tick.isActive():
            super().reject()
        elif self._close.isEnabled():
            self._cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window cancels what is under way."""
        if self._tick.isActive():
            self.reject()
            event.ignore()
        else:
            super().closeEvent(event)
