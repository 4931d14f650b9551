"""What a batch is to write, put together: template, table, columns, files; what it gives is found out on the way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton, QTabWidget, QVBoxLayout, QWidget

from slawizard.batch.columns import fillable_fields
from slawizard.batch.plan import Order, Plan
from slawizard.batch.source import BatchSource
from slawizard.document.style import PLAIN_STYLE
from slawizard.errors import SlaWizardError
from slawizard.gui.dialogs.batch_columns import LEFT_OUT, OTHER, BatchColumns
from slawizard.gui.dialogs.batch_files import BatchFiles
from slawizard.gui.dialogs.batch_planning import BatchLook, BatchOffer, look_at
from slawizard.gui.dialogs.batch_preview import BatchPreview
from slawizard.gui.dialogs.batch_reading import BatchReading
from slawizard.gui.dialogs.export_dialog import WATERMARK
from slawizard.gui.dialogs.field_chooser import FieldChooser
from slawizard.gui.dialogs.files import ask_for_rows, file_name_for
from slawizard.gui.tasks import run_aside, run_in_background
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.latest import Latest
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import Plural, _
from slawizard.settings import BatchMemory
from slawizard.tables.answers import Answers, Question, Topic
from slawizard.tables.held import HeldTable

if TYPE_CHECKING:
    from slawizard.gui.house_styles import HouseStyles
    from slawizard.gui.panel.live_preview import Renderer

REST_MS = 250
_FRESH = Answers(header=True)
_LOOKING, _LOOKING_PART = _("Looking at the table…"), _("Looking at the table: {share}")
_OPEN_COLUMNS = Plural(
    "{count} column fills no field yet. Choose one for it, or leave it out.",
    "{count} columns fill no field yet. Choose one for each, or leave it out.",
)


class BatchSetUp(QWidget):
    """The choices. `changed` tells that `plan` may be different; nothing here waits for a file."""

    changed = Signal()

    def __init__(
        self,
        offers: Sequence[BatchOffer],
        styles: HouseStyles,
        folder: Path,
        renderer: Renderer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._offers, self._styles, self._folder = list(offers), styles, folder
        self._source: BatchSource | None = None
        self._asked_key = ""
        self._answers = _FRESH
        self._told: dict[str, str] = {}
        self._ignored: set[str] = set()
        self._look: BatchLook | None = None
        self._turn = 0
        self._template, self._table = QuietCombo(), QLineEdit()
        self._columns, self.files, self._preview = BatchColumns(), BatchFiles(folder), BatchPreview()
        self._tabs = QTabWidget()
        self._again, self._memory = QPushButton(_("A&s last time")), BatchMemory()
        self._note = plain_label(role=Role.SOFT, wraps=True)
        self._reading, self._latest = BatchReading(renderer, self), Latest(0, self)
        self._rest = QTimer(self)
        self._build()
        self._connect()
        self._list_offers()
        self._load_source()

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3 * SPACE)
        rows.addLayout(self._build_top())
        for widget, words in (
            (self._columns, _("Col&umns")),
            (self.files, _("&Files")),
            (self._preview, _("First &rows")),
        ):
            self._tabs.addTab(widget, words)
        self._tabs.setObjectName("batch.tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        rows.addWidget(self._tabs, 1)
        self._note.setObjectName("batch.note")
        rows.addWidget(self._note)

    def _build_top(self) -> QGridLayout:
        self._template.setObjectName("batch.template")
        self._template.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._table.setObjectName("batch.table")
        self._table.setPlaceholderText(_("CSV, TSV, XLSX, XLS or ODS: one row an agreement, with a header"))
        browse = QPushButton(_("Choose &table…"))
        browse.setObjectName("batch.browse_table")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse)
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        grid.setColumnStretch(1, 1)
        for row, (words, widget) in enumerate(((_("T&emplate"), self._template), (_("T&able"), self._table))):
            label = QLabel(words)
            label.setBuddy(widget)
            label.setMinimumWidth(text_width(10))
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        grid.addWidget(browse, 1, 2)
        self._again.setObjectName("batch.again")
        self._again.setAutoDefault(False)
        self._again.clicked.connect(self._on_again)
        self._again.hide()
        grid.addWidget(self._again, 0, 2)
        return grid

    def _connect(self) -> None:
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._find_out)
        self._reading.read.connect(self._on_read)
        self._reading.progressed.connect(lambda share: self._say(_LOOKING_PART.format(share=f"{share:.0%}")))
        self._latest.arrived.connect(lambda: self._on_look(self._latest.result))
        self._template.activated.connect(lambda _row: self._load_source())
        self._table.textChanged.connect(lambda _text: self._on_table())
        self._columns.decided.connect(self._on_decided)
        self._columns.answered.connect(self._on_answered)
        self.files.changed.connect(self.ask_anew)
        self._styles.changed.connect(self.ask_anew)

    # --- what is asked for -------------------------------------------------------------------------------------

    def show_offers(self, offers: Sequence[BatchOffer]) -> None:
        """Offer these templates; the one that is chosen stays, where it is still there."""
        if [one.key for one in offers] != [one.key for one in self._offers]:
            self._offers = list(offers)
            self._list_offers()
            if not self._table.text():
                self.offer_again(self._memory)

    def choose_table(self, path: Path) -> None:
        """Take this table."""
        self._table.setText(str(path))

    def offer_again(self, memory: BatchMemory) -> None:
        """Offer the choices of the last batch, where its template is still there."""
        self._memory = memory
        self._again.setVisible(any(one.key == memory.template for one in self._offers))

    def memory(self) -> BatchMemory:
        """What is chosen now, to be offered another time."""
        reading = {topic.value: value for topic in Topic if (value := str(getattr(self._answers, topic.value)))}
        return BatchMemory(
            self._asked_key,
            str(self._path() or ""),
            reading,
            dict(self._told),
            tuple(self._ignored),
            self.files.pattern.text(),
            str(self.files.path or ""),
            self.files.formats,
            self.files.draft.isChecked(),
            self.files.page_numbers.isChecked(),
        )

    def _on_again(self) -> None:
        memory, files = self._memory, self.files
        self._template.setCurrentIndex(self._template.findData(memory.template))
        self._load_source()
        self._table.setText(memory.table)
        known = {name: value for name, value in memory.reading.items() if name in set(Topic)}
        self._answers = msgspec.structs.replace(_FRESH, **known)
        self._told, self._ignored = dict(memory.columns), set(memory.ignored)
        files.pattern.setText(memory.pattern)
        files.folder.setText(memory.folder)
        files.set_formats(memory.formats)
        files.draft.setChecked(memory.draft)
        files.page_numbers.setChecked(memory.page_numbers)
        self._again.hide()
        self.ask_anew()
        self._table.setFocus()

    def _list_offers(self) -> None:
        before = self._template.currentData()
        self._template.clear()
        shelf = ""
        for offer in self._offers:
            if shelf and offer.shelf != shelf:
                self._template.insertSeparator(self._template.count())
            shelf = offer.shelf
            self._template.addItem(f"{offer.words} – {offer.shelf}" if offer.shelf else offer.words, offer.key)
        # Without a question for nothing: a separator has no data either.
        self._template.setCurrentIndex(max(0, self._template.findData(before)) if before else 0)

    def _load_source(self) -> None:
        offer = next((one for one in self._offers if one.key == self._template.currentData()), None)
        if offer is None or offer.key == self._asked_key:
            return
        self._asked_key, self._source = offer.key, None
        key = offer.key
        self.ask_anew()
        self._say(_("Reading the template…"))
        run_aside(
            self,
            offer.load,
            lambda source: self._on_source(source) if key == self._asked_key else None,
            lambda error: self._on_no_source(error) if key == self._asked_key else None,
        )

    def _on_source(self, source: BatchSource) -> None:
        self._source = source
        self._propose_folder()
        self.ask_anew()

    def _on_no_source(self, error: Exception) -> None:
        self._asked_key = ""
        self._say(error_words(error), Role.BAD)

    def _on_browse(self) -> None:
        path = ask_for_rows(self, self._folder)
        if path is not None:
            self._folder = path.parent
            self._table.setText(str(path))

    def _on_table(self) -> None:
        self._answers, self._told, self._ignored = _FRESH, {}, set()
        self._propose_folder()
        self.ask_anew()

    def _path(self) -> Path | None:
        text = self._table.text().strip()
        return self._folder / Path(text).expanduser() if text else None

    def _propose_folder(self) -> None:
        path = self._path()
        if path is not None and self._source is not None:
            self.files.propose_folder(path.parent / file_name_for(self._source.title))

    def _on_decided(self, column: str, field: str) -> None:
        if field == OTHER:
            self._choose_field(column)
            return
        self._told.pop(column, None)
        self._ignored.discard(column)
        if field == LEFT_OUT:
            self._ignored.add(column)
        else:
            self._told[column] = field
        self.ask_anew()

    def _choose_field(self, column: str) -> None:
        source = self._source
        if source is None:
            return

        def ask(fields: tuple[tuple[str, str], ...]) -> None:
            chooser = FieldChooser(fields, column, self)
            chooser.accepted.connect(lambda: self._on_decided(column, chooser.path))
            chooser.finished.connect(chooser.deleteLater)
            chooser.open()

        run_in_background(lambda: fillable_fields(source.agreement), ask)

    def _on_answered(self, question: Question, value: str) -> None:
        self._answers = msgspec.structs.replace(self._answers, **{question.topic: value})
        self.ask_anew()

    # --- what it gives -----------------------------------------------------------------------------------------

    def _order(self) -> Order | None:
        path = self._path()
        if self._source is None or path is None:
            return None
        is_word = "docx" in self.files.formats
        return Order(
            self._source,
            path,
            self.files.formats or ("docx",),
            self._answers,
            dict(self._told),
            tuple(self._ignored),
            self.files.pattern.text(),
            WATERMARK if self.files.draft.isChecked() else "",
            self._styles.named(self._source.agreement.style) or PLAIN_STYLE,
            self.files.reference.data if is_word else b"",
            self.files.page_numbers.isChecked(),
        )

    def ask_anew(self) -> None:
        """Find out once more what the choices give."""
        self._look = None
        self._show_state()
        self._rest.start()

    def _find_out(self) -> None:
        order = self._order()
        if self._source is not None:
            self.files.show_style(self._styles.words(self._source.agreement.style))
        if order is not None:
            self._reading.want(order.table, order.answers)

    def _on_read(self, table: HeldTable | SlaWizardError) -> None:
        order, folder = self._order(), self.files.path
        if isinstance(table, SlaWizardError):
            self._on_look(BatchLook(problem=table))
        elif order is not None:
            self._turn += 1
            self._latest.want(self._turn, lambda: look_at(order, folder, table))

    def _on_look(self, look: BatchLook) -> None:
        # Something was changed since: what comes of that is asked for in a moment.
        if self._rest.isActive() or self._reading.is_under_way or self._order() is None:
            return
        self._look = look
        self._columns.show_look(look)
        self.files.show_look(look)
        self._preview.show_look(look, with_errors=self.files.draft.isChecked())
        self._show_state()

    @property
    def plan(self) -> Plan | None:
        """What would be written now; None while something is open or wrong."""
        look = self._look
        return look.plan if look is not None and not self._state_words()[0] else None

    @property
    def left(self) -> int:
        """How many agreements are still to be written, as far as is known."""
        look = self._look
        if look is None or look.plan is None:
            return 0
        return sum(not row.problem for row in look.plan.rows) - (look.done_before or 0)

    def drop(self) -> None:
        """Nobody waits for what is being found out."""
        self._rest.stop()
        self._reading.drop()
        self._latest.drop()

    def _show_state(self) -> None:
        self._say(*self._state_words())
        self.changed.emit()

    def _state_words(self) -> tuple[str, Role]:
        """What keeps the batch from being written, the first thing first."""
        look, reference = self._look, self.files.reference
        if self._path() is None:
            return _("Choose a table: each of its rows gives one agreement."), Role.SOFT
        if look is None:
            return _LOOKING, Role.SOFT
        if look.problem is not None:
            return error_words(look.problem), Role.BAD
        if look.questions:
            return _("Answer the questions: then it is clear what the table says."), Role.WARN
        if look.open_columns:
            return _OPEN_COLUMNS.of(look.open_columns), Role.WARN
        if not self.files.formats:
            return _("Choose at least one format under “Files”."), Role.WARN
        if self.files.path is None:
            return _("Choose a folder under “Files”."), Role.WARN
        if "docx" in self.files.formats and not reference.is_ready:
            return _("Your company’s Word file cannot be used: see “Files”."), Role.BAD
        return "", Role.SOFT

    def _say(self, words: str, role: Role = Role.SOFT) -> None:
        set_role(self._note, role)
        self._note.setText(words)


def error_words(error: Exception) -> str:
    """An error as one line: what, where, what to do."""
    if isinstance(error, SlaWizardError):
        where = f" ({error.where})" if error.where and error.where not in error.what else ""
        return f"{error.what}{where} {error.remedy}".strip()
    return str(error)
