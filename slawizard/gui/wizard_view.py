"""The wizard: step list, the pages one at a time, and the side panel; the only place that says where one may go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from slawizard.gui.draft_store import DraftStore
from slawizard.gui.let_stand import ask_to_let_stand, take_back
from slawizard.gui.pages import PAGES
from slawizard.gui.pages.base import Page
from slawizard.gui.pages.review import ReviewPage
from slawizard.gui.panel.live_preview import LivePreview, Renderer
from slawizard.gui.panel.side_panel import SidePanel
from slawizard.gui.step_list import StepList, StepState
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.i18n import _
from slawizard.wizard.flow import Flow, StepStatus
from slawizard.wizard.steps import ALL_STEPS, REVIEW, find_step, step_after

_PANEL_SHARE = 0.4
_FORM_CHARACTERS = 68
"""So many average characters wide a form is before anything in it is cut."""
_SHOWN_AS = {
    StepStatus.UNSEEN: StepState.OPEN,
    StepStatus.ERRORS: StepState.FAULTY,
    StepStatus.WARNINGS: StepState.ATTENTION,
    StepStatus.UNFINISHED: StepState.OPEN,
    StepStatus.CLEAR: StepState.DONE,
}


class WizardView(QWidget):
    """Steps on the left, one page in the middle, agreement, checks and guide on the right."""

    export_requested = Signal(str)
    save_as_requested = Signal()
    step_shown = Signal(str)
    text_chosen = Signal(str)

    def __init__(self, store: DraftStore, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.flow = Flow()
        self.focused_path = ""
        self._renderer = renderer
        self.preview = LivePreview(store, renderer, self)
        self.steps = StepList([(step.key, _mark(step.key), step.title) for step in ALL_STEPS])
        self.panel = SidePanel(self.preview)
        self._stack = QStackedWidget()
        self._pages: dict[str, Page] = {}
        self._frames: dict[str, QScrollArea] = {}
        self._making = QTimer(self)
        self._making.setInterval(0)  # when nothing else is to be done
        self._making.timeout.connect(self._make_ahead)
        self._banner = QFrame()
        self._back = QPushButton(_("&Back"))
        self._next = QPushButton()
        self._export = QPushButton(_("&Export…"))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._panel_width: int | None = None
        self._build()
        self._connect()

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        middle = QWidget()
        set_role(middle, Role.GROUND)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_banner())
        column.addWidget(self._stack, 1)
        column.addWidget(self._build_foot())
        self._splitter.setObjectName("wizard.splitter")
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(middle)
        self._splitter.addWidget(self.panel)
        self._splitter.setCollapsible(0, False)
        self._splitter.splitterMoved.connect(lambda _place, _index: self._on_panel_moved())
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 2)
        line = QFrame()
        set_role(line, Role.HAIRLINE)
        line.setFixedWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.steps)
        row.addWidget(line)
        row.addWidget(self._splitter, 1)

    def _build_banner(self) -> QWidget:
        words = QLabel(_("This draft is open in another window. You can read it here; changes are not taken."))
        words.setWordWrap(True)
        copy = QPushButton(_("Save a &copy…"))
        copy.setObjectName("wizard.save_copy")
        copy.clicked.connect(self.save_as_requested)
        self._banner.setObjectName("wizard.read_only")
        set_role(self._banner, Role.CARD)
        row = QHBoxLayout(self._banner)
        row.addWidget(words, 1)
        row.addWidget(copy)
        self._banner.hide()
        return self._banner

    def _build_foot(self) -> QWidget:
        foot = QWidget()
        self._back.setObjectName("wizard.back")
        self._next.setObjectName("wizard.next")
        self._export.setObjectName("wizard.export")
        for button in (self._next, self._export):
            set_role(button, Role.PRIMARY)
        row = QHBoxLayout(foot)
        row.setContentsMargins(7 * SPACE, 4 * SPACE, 7 * SPACE, 4 * SPACE)
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._next)
        row.addWidget(self._export)
        return foot

    def _connect(self) -> None:
        self.steps.chosen.connect(self.go_to_step)
        self._back.clicked.connect(self.go_back)
        self._next.clicked.connect(self.go_on)
        self._export.clicked.connect(lambda: self.export_requested.emit(""))
        self.panel.field_chosen.connect(self.go_to_field)
        self.panel.checks.let_stand_requested.connect(lambda finding: ask_to_let_stand(self._store, finding, self))
        self.panel.checks.take_back_requested.connect(lambda finding: take_back(self._store, finding, self))
        self._store.changed.connect(self._on_store_changed)
        self._store.findings_changed.connect(self._on_findings_changed)
        self.preview.pages_arrived.connect(self._making.start)

    # --- where one is ------------------------------------------------------------------------------------------

    def open_draft(self, flow: Flow) -> None:
        """Show the draft that the store now holds, on the flow's current step."""
        self.flow, self.focused_path = flow, ""
        self._banner.setVisible(self._store.is_read_only)
        self.panel.checks.allow_changes(not self._store.is_read_only)
        self._show_current(take_focus=True)

    def go_on(self) -> None:
        """Go to the next step."""
        if self.flow.can_go_on():
            self.flow.next()
            self._show_current(take_focus=True)

    def go_back(self) -> None:
        """Go to the step before."""
        if self.flow.can_go_back():
            self.flow.previous()
            self._show_current(take_focus=True)

    def go_to_step(self, key: str) -> None:
        """Go to a step that may be opened; a step that may not stays shut."""
        self.flow.go_to(key)
        self._show_current(take_focus=True)

    def go_to_field(self, path: str) -> None:
        """Show the step of a field, open what hides the field, and put the focus there; a clause's text is told of."""
        if path.startswith("texts."):
            self.text_chosen.emit(path)
            return
        key = self.flow.open_for(path)
        self._show_current()
        page = self._pages[key]
        if page.focus_field(path):
            # The page may have opened folded fields just now: it is laid out only after this.
            QTimer.singleShot(0, self, lambda: self._bring_into_view(key))

    def follow_change(self, path: str) -> None:
        """Show a field that was changed by undo or redo: here, where the page has it, or on its own step."""
        if self.current_page().focus_here(path):
            QTimer.singleShot(0, self, lambda: self._bring_into_view(self.flow.current))
        else:
            self.go_to_field(path)

    def current_page(self) -> Page:
        """The page that is shown."""
        return self._pages[self.flow.current]

    def sleep(self) -> None:
        """Follow the draft no more until `wake`: another window stands before this one and changes the draft, and what
        is asked for there is answered sooner.
        """
        self.preview.hold()
        self.current_page().sleep()

    def wake(self) -> None:
        """Follow the draft again, from how it stands now."""
        self.preview.resume()
        self.current_page().wake()

    def _bring_into_view(self, key: str) -> None:
        focused = self._pages[key].focusWidget()
        if focused is not None:
            self._frames[key].ensureWidgetVisible(focused, 4 * SPACE, 16 * SPACE)

    def _show_current(self, *, take_focus: bool = False) -> None:
        key = self.flow.current
        if key not in self._pages:
            self._make_page(key)
        for each, page in self._pages.items():
            (page.wake if each == key else page.sleep)()
        self._stack.setCurrentWidget(self._frames[key])
        step, after = find_step(key), step_after(key)
        self.panel.guide.show_step(step.title, step.sentence)
        self.steps.show_current(key)
        self._back.setEnabled(self.flow.can_go_back())
        self._next.setVisible(after is not None)
        self._export.setVisible(after is None)
        if after is not None:
            # "Next: Metrics": the mnemonic is N; a title never brings one of its own.
            self._next.setText(_("&Next: {step}").format(step=find_step(after).title.replace("&", "&&")))
        self._show_states()
        if take_focus:
            self._focus_soon(self._pages[key])
        self.step_shown.emit(key)

    def _focus_first(self, page: Page) -> None:
        """Begin at the uppermost field, so that the keyboard goes on where the eye does."""
        for card in page.card_views() or (page,):
            # Of a card the fields themselves: "Leave out…" stands higher than the field that it belongs to.
            own = [box.focus_target() for box in card.boxes()] if not isinstance(card, Page) else None
            inside = card.findChildren(QWidget) if own is None else own
            fields = [
                widget
                for widget in inside
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisible()
            ]
            if fields:
                places = {field: field.mapTo(card, QPoint(0, 0)) for field in fields}
                first = min(fields, key=lambda field: (places[field].y(), places[field].x()))
                first.setFocus(Qt.FocusReason.TabFocusReason)
                self._frames[page.step].verticalScrollBar().setValue(0)
                self._bring_into_view(page.step)
                return
        if len(page.card_views()) < len(page.cards):  # the first cards hold nothing yet, and the others are being made
            self._focus_soon(page)

    def _focus_soon(self, page: Page) -> None:
        # A page that was made just now is shown, and its fields find their places, in the next turn.
        QTimer.singleShot(0, page, lambda: self._focus_first(page))

    def _make_ahead(self) -> None:
        """Make the pages that were not shown yet, one after the other, so that none has to be waited for."""
        if not all(page.is_built() for page in self._pages.values()):
            return
        missing = next((step.key for step in ALL_STEPS if step.key not in self._pages), None)
        if missing is None:
            self._making.stop()
            self.preview.pages_arrived.disconnect(self._making.start)
            return
        self._make_page(missing)
        self._pages[missing].sleep()

    def _make_page(self, key: str) -> None:
        page = PAGES[key](self._store)
        page.field_focused.connect(self._on_field_focused)
        page.field_chosen.connect(self.go_to_field)
        if isinstance(page, Page):
            page.import_requested.connect(self._import_history)
        if isinstance(page, ReviewPage):
            page.export_requested.connect(self.export_requested)
            page.checks_requested.connect(self._show_checks)
        frame = QScrollArea()
        frame.setObjectName(f"page.{key}")
        frame.setWidgetResizable(True)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setWidget(_with_heading(page, find_step(key).title, find_step(key).sentence))
        self._pages[key], self._frames[key] = page, frame
        self._stack.addWidget(frame)

    def _show_checks(self) -> None:
        self.fold_panel(False)
        self.panel.show_tab("checks")

    def _import_history(self, level_id: str) -> None:
        from slawizard.gui.dialogs.import_dialog import import_history  # the reading of tables is not needed before

        import_history(self._store, self._renderer, level_id, self, self.go_to_field)

    # --- what is shown -----------------------------------------------------------------------------------------

    def _on_field_focused(self, path: str) -> None:
        page = self.sender()
        self.focused_path = path
        self.preview.show_field(path)
        if isinstance(page, Page):
            self.panel.guide.show_text(page.guide_for(path))

    def _on_store_changed(self, path: str) -> None:
        self._show_states()

    def _on_findings_changed(self) -> None:
        self.panel.show_findings(self._store.findings, self._store.waived)
        self._show_states()

    def _show_states(self) -> None:
        agreement, findings = self._store.agreement, self._store.findings
        parties = (agreement.frame.provider, agreement.frame.customer)
        self.steps.show_draft(agreement.title, *(party.short_name or party.legal_name for party in parties))
        for key, button in self.steps.buttons.items():
            state = _SHOWN_AS[self.flow.status(key, findings)]
            if not self.flow.may_open(key):
                state = StepState.LOCKED
            button.show_state(state, self.flow.news(key, agreement, findings))

    # --- the side panel ----------------------------------------------------------------------------------------

    def is_panel_folded(self) -> bool:
        """Whether the side panel is folded away."""
        return self._splitter.sizes()[1] == 0

    def fold_panel(self, folded: bool) -> None:
        """Fold the side panel away, or open it at its usual width."""
        if folded != self.is_panel_folded():
            self._share_width(0 if folded else None)

    @property
    def panel_width(self) -> int | None:
        """How wide someone has made the side panel; None while nobody has."""
        return self._panel_width

    def set_panel_width(self, width: int | None) -> None:
        """Make the side panel as wide as it was once made; None: as is usual, where the form has room enough."""
        self._panel_width = width
        self._share_width_anew()

    def _share_width(self, panel: int | None = None) -> None:
        """Give the side panel this width, or that which someone gave it, or else its share of what the form leaves."""
        whole = sum(self._splitter.sizes())
        if panel is None:
            left = max(whole - text_width(_FORM_CHARACTERS), self.panel.minimumSizeHint().width())
            panel = self._panel_width or min(round(whole * _PANEL_SHARE), left)
        self._splitter.setSizes([whole - panel, panel])

    def _on_panel_moved(self) -> None:
        self._panel_width = self._splitter.sizes()[1] or self._panel_width

    def _share_width_anew(self) -> None:
        if not self.is_panel_folded():  # also before the first layout, when nothing is known yet
            self._share_width()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the width once it is known."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._share_width_anew)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The form comes first where there is little room."""
        super().resizeEvent(event)
        self._share_width_anew()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the step marks anew when the colours change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.steps.update()


def _mark(key: str) -> str:
    return "→" if key == REVIEW.key else str([step.key for step in ALL_STEPS].index(key) + 1)


def _with_heading(page: QWidget, title: str, sentence: str) -> QWidget:
    heading, words = QLabel(title), QLabel(sentence)
    set_role(heading, Role.PAGE_TITLE)
    set_role(words, Role.SENTENCE)
    words.setWordWrap(True)
    inside = QWidget()
    set_role(inside, Role.GROUND)
    column = QVBoxLayout(inside)
    column.setContentsMargins(7 * SPACE, 6 * SPACE, 7 * SPACE, 4 * SPACE)
    column.setSpacing(3 * SPACE)
    column.addWidget(heading)
    column.addWidget(words)
    column.addWidget(page)
    column.addStretch(1)
    return inside
