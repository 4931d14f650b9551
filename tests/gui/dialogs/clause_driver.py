"""Drives the window of clauses, with a render process that answers at once and truly."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QListWidget,
    QPushButton,
    QTextBrowser,
    QTreeWidget,
)

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import Texts
from slawizard.clauses.checking import check_text
from slawizard.gui.dialogs.clause_draft import ClauseDraft
from slawizard.gui.dialogs.clause_window import ClausesDialog
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.widgets.chip_editor import ChipEditor
from slawizard.worker.engine import Engine
from slawizard.worker.protocol import CheckTextJob, Job, PreviewJob
from tests.drivers import find, settle, until

CLAUSE = "credit-claim"


class TruthfulRenderer:
    """Answers at once and in this process what the render process would."""

    def __init__(self) -> None:
        self.engine = Engine()
        self.jobs: list[Job] = []

    def submit(
        self,
        job: Job,
        done: Callable[..., object],
        failed: Callable[..., object],
        progress: Callable[[float, str], object] | None = None,
    ) -> int:
        self.jobs.append(job)
        if isinstance(job, PreviewJob):
            done(self.engine.preview(job))
        elif isinstance(job, CheckTextJob):
            done(check_text(job.text, job.step, title=job.title, clause=job.clause, own_ids=job.own_ids))
        return len(self.jobs)

    def cancel(self, ticket: int) -> None:
        """Everything is answered already."""


class Shown:
    """The window with what stands around it."""

    def __init__(self, agreement: Agreement, clause: str = CLAUSE, *, is_example: bool = False) -> None:
        self.store = DraftStore(agreement, find_findings=lambda _agreement: ())
        self.renderer = TruthfulRenderer()
        self.draft = ClauseDraft(agreement, None if is_example else self.store)
        self.dialog = ClausesDialog(self.draft, self.renderer, clause)
        self.dialog.show()
        self.idle()

    def idle(self) -> None:
        for _turn in range(4):
            settle()
        until(lambda: self.dialog._ask._words.is_current, "the words of the chips")
        settle()

    @property
    def editor(self) -> ChipEditor:
        return find(self.dialog, ChipEditor, "clauses.text")

    @property
    def texts(self) -> Texts:
        return self.store.agreement.texts

    def tree(self) -> list[str]:
        tree = find(self.dialog, QTreeWidget, "clauses.list")
        groups = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
        rows = [group.child(number) for group in groups if group for number in range(group.childCount())]
        return [f"{row.text(0)} | {row.text(1)}" for row in rows if row]

    def write(self, text: str) -> None:
        self.editor.setFocus()
        self.editor.selectAll()
        self.editor.put_in(text)
        self.idle()

    def choose(self, name: str, data: object) -> None:
        box = find(self.dialog, QComboBox, name)
        box.setCurrentIndex(box.findData(data))
        box.activated.emit(box.currentIndex())
        self.idle()

    def reading(self) -> str:
        return find(self.dialog, QTextBrowser, "clauses.reading").toPlainText()

    def problems(self) -> list[str]:
        listed = find(self.dialog, QListWidget, "clauses.problems")
        return [listed.item(number).text() for number in range(listed.count())]

    def front(self, name: str) -> QDialog:
        found = [each for each in QApplication.topLevelWidgets() if each.objectName() == name and each.isVisible()]
        assert len(found) == 1, name
        assert isinstance(found[0], QDialog)
        return found[0]

    def can_press(self, name: str) -> bool:
        return find(self.dialog, QPushButton, name).isEnabled()
