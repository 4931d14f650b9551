"""What the window of clauses asks the render process: how a clause reads, what is wrong with it, its other stances."""

from __future__ import annotations

import re

import msgspec
from PySide6.QtCore import QObject, Signal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import Stance
from slawizard.clauses.arranging import with_choice, without_edit
from slawizard.clauses.problem import Problem, TextProblem
from slawizard.gui.dialogs.clause_rows import ClauseRow
from slawizard.gui.dialogs.clause_values import ClauseWords, clause_words
from slawizard.gui.newest_job import NewestJob
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.widgets.chip_look import ChipWords
from slawizard.gui.widgets.latest import Latest
from slawizard.worker.protocol import CheckTextJob, Preview, PreviewJob

_QUOTED = re.compile(r"“([^”]+)”")
_WORDS_DELAY_MS = 60


class ClauseQuestions(QObject):
    """Everything is asked again when it may be another; the newest answer stands."""

    preview_arrived = Signal(object)
    problems_arrived = Signal()
    words_arrived = Signal()
    stances_arrived = Signal()
    failed = Signal(object)

    def __init__(self, renderer: Renderer, parent: QObject) -> None:
        super().__init__(parent)
        self._preview = NewestJob(renderer, self)
        self._check = NewestJob(renderer, self)
        self._by_stance = {stance: NewestJob(renderer, self) for stance in Stance}
        self._words = Latest(_WORDS_DELAY_MS, self)
        self._problems: tuple[Problem, ...] = ()
        self._asked: dict[str, object] = {}
        self._stance_texts: dict[Stance, str] = {}
        self._stance_key: object = None
        self._preview.arrived.connect(self._on_preview)
        self._preview.failed.connect(lambda error, _job: self.failed.emit(error))
        self._check.arrived.connect(self._on_checked)
        self._check.failed.connect(self._on_check_failed)
        self._words.arrived.connect(self.words_arrived)
        for stance, job in self._by_stance.items():
            job.arrived.connect(lambda preview, job, stance=stance: self._on_stance(stance, preview, job))

    # --- asking ------------------------------------------------------------------------------------------------

    def about(self, agreement: Agreement, row: ClauseRow) -> None:
        """Ask how a clause reads, what is wrong with its text, and what its chips stand for."""
        shown = PreviewJob(agreement, clause_id=row.shown[0].id if row.shown else row.id)
        if self._is_new("preview", shown):
            self._preview.ask(shown)
        own_ids = tuple(one.id for one in agreement.texts.own)
        title = row.own.title if row.own else ""
        check = CheckTextJob(row.text, row.step, title, "" if row.own else row.id, own_ids)
        if self._is_new("check", check):
            if row.differs:
                self._check.ask(check)
            else:
                self._check.drop()
                self._problems = ()
        self.problems_arrived.emit()
        repeat = row.entry.repeat if row.entry else ""
        self._words.want(
            (agreement, row.step, repeat, row.text), lambda: clause_words(agreement, row.step, repeat, row.text)
        )

    def about_stances(self, agreement: Agreement, row: ClauseRow) -> None:
        """Ask how a clause reads by each of its stances."""
        key = (agreement, row.id, row.shown)
        if key == self._stance_key:
            return
        if self._stance_key is None or self._stance_key[1] != row.id:  # type: ignore[index]
            self._stance_texts = {}
        self._stance_key = key
        if row.entry is None or not row.shown:
            return
        for stance in row.entry.stances:
            texts = without_edit(with_choice(agreement.texts, row.id, stance), row.id)
            other = msgspec.structs.replace(agreement, texts=texts)
            self._by_stance[stance].ask(PreviewJob(other, clause_id=row.shown[0].id))

    def drop(self) -> None:
        """Ask no more."""
        for job in (self._preview, self._check, *self._by_stance.values()):
            job.drop()
        self._words.drop()

    def _is_new(self, kind: str, job: object) -> bool:
        is_new = self._asked.get(kind) != job
        self._asked[kind] = job
        return is_new

    # --- answers -----------------------------------------------------------------------------------------------

    @property
    def words(self) -> ClauseWords | None:
        """What can be put into the clause; None until it is known."""
        found = self._words.result
        return found if isinstance(found, ClauseWords) else None

    @property
    def chip_words(self) -> ChipWords:
        """What the chips say; a name that a problem quotes is wrong."""
        wrong = {name for one in self._problems for name in _QUOTED.findall(one.reason)}
        words = self.words
        return ChipWords(words.values, words.targets, wrong) if words else ChipWords(wrong=wrong)

    def problems_of(self, row: ClauseRow, found: tuple[TextProblem, ...]) -> tuple[Problem, ...]:
        """What is wrong with the text; where nothing is in itself, what is in the whole agreement, and warnings."""
        if not all(one.is_warning for one in self._problems):
            return self._problems
        here = {row.id, *(one.id for one in row.shown)}
        return (*dict.fromkeys(one.problem for one in found if one.clause in here), *self._problems)

    def stance_texts(self, row: ClauseRow) -> dict[Stance, str]:
        """The clause by each stance: as it reads in the draft, or as written where it does not stand there."""
        if row.entry is None:
            return {}
        if not row.shown:
            return {one.stance: one.text for one in row.entry.texts}
        return self._stance_texts if len(self._stance_texts) == len(row.entry.texts) else {}

    def _on_preview(self, preview: Preview, job: PreviewJob) -> None:
        if self._asked.get("preview") == job:
            self.preview_arrived.emit(preview)

    def _on_checked(self, problems: tuple[Problem, ...], job: CheckTextJob) -> None:
        if self._asked.get("check") == job:
            self._problems = problems
            self.problems_arrived.emit()

    def _on_check_failed(self, error: Exception, job: CheckTextJob) -> None:
        self._on_checked((Problem(0, 0, str(error)),), job)

    def _on_stance(self, stance: Stance, preview: Preview, job: PreviewJob) -> None:
        if preview.clause_id == job.clause_id:
            self._stance_texts = {**self._stance_texts, stance: preview.clause_text}
            self.stances_arrived.emit()
