"""The second half of the window for batches: how far it is, what came of it, and how to go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from slawizard.batch.report import summary_words
from slawizard.batch.run import Outcome, Progress, RowReport, Summary
from slawizard.gui.dialogs.batch_result import OUTCOMES, BatchResult
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _

_MINUTES = Plural("about {count} minute left", "about {count} minutes left")
_SECONDS = Plural("about {count} second left", "about {count} seconds left")


class BatchWork(QWidget):
    """Shows a batch under way and its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._reports: tuple[str, ...] = ()
        self._title = plain_label(role=Role.CARD_TITLE, wraps=True)
        self._bar = QProgressBar()
        self._words = plain_label(role=Role.SENTENCE, wraps=True)
        self._note = plain_label(role=Role.SOFT, wraps=True)
        self.result = BatchResult()
        self._links = QWidget()
        self._build()

    def _build(self) -> None:
        self._title.setObjectName("batch.title")
        self._bar.setObjectName("batch.progress")
        self._bar.setAccessibleName(_("Progress"))
        self._words.setObjectName("batch.counts")
        self._note.setObjectName("batch.end")
        links = QHBoxLayout(self._links)
        links.setContentsMargins(0, 0, 0, 0)
        for words, name, slot in (
            (_("Open the f&older"), "open_folder", lambda: _open(self._folder)),
            (_("Open the &report"), "open_report", lambda: _open(self._folder / self._reports[0])),
        ):
            button = QPushButton(words)
            button.setObjectName(f"batch.{name}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            links.addWidget(button)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * SPACE)
        for widget in (self._title, self._bar, self._words, self._note, self._links):
            column.addWidget(widget)
        column.addWidget(self.result, 1)
        column.addStretch(0)

    def show_start(self, total: int, folder: Path) -> None:
        """Show that it has begun."""
        self._folder = folder
        self._title.setText(_("Writing into {folder}").format(folder=folder))
        self._bar.setRange(0, total)
        self._bar.setValue(0)
        self._bar.setFormat("%p %")
        self._bar.show()
        self._words.setText(_("Looking at what is in the folder…"))
        self._say("")
        self._links.hide()
        self.result.begin(folder)
        self.result.show()

    def show_progress(self, progress: Progress, reports: Sequence[RowReport]) -> None:
        """Show how far it is, and what became of these rows, which came since the last time."""
        self._bar.setValue(progress.done)
        self._words.setText(progress_words(progress))
        self.result.add_rows(reports)

    def show_end(self, summary: Summary, reports: tuple[str, ...]) -> None:
        """Show what became of the rows."""
        self._reports = reports
        self._bar.hide()
        self._title.setText(_("Written into {folder}").format(folder=self._folder))
        self._words.setText(summary_words(summary))
        on = _("“Go on” writes the rest, now or another day: the same choices and folder go on where it stopped.")
        if summary.trouble is not None:
            trouble = f"{summary.trouble.what} {summary.trouble.remedy}".strip()
            self._say(_("It ended early. {trouble} What is done is kept.").format(trouble=trouble) + f" {on}", Role.BAD)
        elif summary.stopped:
            self._say(_("Stopped. What is done is kept.") + f" {on}", Role.WARN)
        elif summary.count(Outcome.WRITTEN, Outcome.UNCHANGED) == len(summary.rows):
            self._say(_("All agreements are there."), Role.GOOD)
        else:
            words = _("The rows below were not written. Mend them in the table, then write again into this folder:")
            self._say(f"{words} " + _("only what was changed is done again."), Role.WARN)
        self._links.show()
        self.result.show_rows(summary.rows)
        self.result.focus_rows()

    def show_failure(self, words: str) -> None:
        """Show why nothing could be begun."""
        self._bar.hide()
        self.result.hide()
        self._words.setText(_("Nothing was written."))
        self._say(words, Role.BAD)

    def _say(self, words: str, role: Role = Role.SOFT) -> None:
        set_role(self._note, role)
        self._note.setText(words)
        self._note.setVisible(bool(words))


def progress_words(progress: Progress) -> str:
    """How far it is, with figures."""
    words = _("{done} of {total}").format(done=f"{progress.done:,}", total=f"{progress.total:,}")
    counts = ", ".join(
        f"{count:,} {OUTCOMES[outcome]}" for outcome in OUTCOMES if (count := progress.counts.get(outcome, 0))
    )
    left = ""
    if progress.seconds_left is not None and progress.done < progress.total:
        seconds = progress.seconds_left
        left = _MINUTES.of(round(seconds / 60)) if seconds >= 90 else _SECONDS.of(max(1, round(seconds)))
    return f"{words}: {counts}" + (f" · {left}" if left else "")


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
