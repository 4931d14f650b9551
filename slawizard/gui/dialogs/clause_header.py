"""What stands over a clause's text: its title and mark, when it applies, what it needs, and whose words it is in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import Stance
from slawizard.clauses.arranging import step_order
from slawizard.clauses.template import FALLBACK
from slawizard.gui.dialogs.clause_rows import STANCE_WORDS, ClauseRow, stance_words
from slawizard.gui.theme import SPACE, Role, plain_tip, set_role
from slawizard.gui.widgets.elided_link import ElidedLink
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.flow_layout import FlowLayout
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _
from slawizard.storage.library.words import field_words
from slawizard.wizard.steps import STEPS

_AS_ALL = ""
_AT_END = ""
_MARK_ROLES = {True: Role.BADGE_WARN, False: Role.BADGE_SOFT}


class ClauseHeader(QWidget):
    """`field_chosen` carries the path of a field that the clause needs; `stance_chosen` a Stance or None;
    `title_typed` an own clause's title; `moved` the step and the clause that it is to follow.
    """

    field_chosen = Signal(str)
    stance_chosen = Signal(object)
    title_typed = Signal(str)
    moved = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = plain_label("", Role.CARD_TITLE, wraps=True)
        self._mark = plain_label("", Role.BADGE_SOFT)
        self._applies = plain_label("", Role.SOFT, wraps=True)
        self._needs = QWidget()
        self._needs_row = FlowLayout(self._needs)
        self._needed: tuple[tuple[str, str], ...] = ()
        self._stance_row = QWidget()
        self._stance = QuietCombo()
        self._used = plain_label("", Role.DERIVED, wraps=True)
        self._own_row = QWidget()
        self._own_title = QLineEdit()
        self._step = QuietCombo()
        self._after = QuietCombo()
        self._build()

    def _build(self) -> None:
        for label, name in ((self._title, "title"), (self._mark, "mark"), (self._applies, "applies")):
            label.setObjectName(f"clauses.{name}")
        top = QHBoxLayout()
        top.setSpacing(2 * SPACE)
        top.addWidget(self._title, 1)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(top)
        for each in (self._applies, self._needs, self._build_stance(), self._build_own()):
            column.addWidget(each)

    def _build_stance(self) -> QWidget:
        label = QLabel(_("W&hose words"))
        label.setBuddy(self._stance)
        self._stance.setObjectName("clauses.stance")
        self._stance.activated.connect(self._on_stance_activated)
        self._used.setObjectName("clauses.used")
        row = QHBoxLayout(self._stance_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(label)
        row.addWidget(self._stance)
        row.addWidget(self._used, 1)
        return self._stance_row

    def _build_own(self) -> QWidget:
        self._own_title.setObjectName("clauses.own_title")
        self._own_title.textEdited.connect(self.title_typed)
        self._step.setObjectName("clauses.own_step")
        for step in STEPS:
            self._step.addItem(step.title, step.key)
        self._step.activated.connect(lambda _row: self.moved.emit(str(self._step.currentData()), ""))
        self._after.setObjectName("clauses.own_after")
        self._after.setMinimumContentsLength(14)
        self._after.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._after.activated.connect(self._on_after_activated)
        row = QHBoxLayout(self._own_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        for words, widget, stretch in (
            (_("&Title"), self._own_title, 3),
            (_("&Step"), self._step, 0),
            (_("A&fter"), self._after, 2),
        ):
            label = QLabel(words)
            label.setBuddy(widget)
            row.addWidget(label)
            row.addWidget(widget, stretch)
        return self._own_row

    # --- showing -----------------------------------------------------------------------------------------------

    def show_clause(self, row: ClauseRow, agreement: Agreement, titles: dict[str, str], *, can_change: bool) -> None:
        """Show a clause; `titles` are those of all clauses, by their ids."""
        self._title.setText(f"{row.number}  {row.title}".strip())
        self._mark.setText(row.mark)
        self._mark.setVisible(bool(row.mark))
        set_role(self._mark, Role.BADGE_BAD if row.has_problem else _MARK_ROLES[row.updated])
        self._applies.setText(_applies_words(row))
        self._show_needs(row, agreement)
        self._stance_row.setVisible(row.entry is not None)
        self._own_row.setVisible(row.own is not None)
        if row.own is not None:
            self._show_own(row, agreement, titles, can_change)
        elif row.entry is not None:
            self._show_stance(row, agreement, can_change)

    def focus_title(self) -> None:
        """Go to the title of an own clause."""
        self._own_title.setFocus()
        self._own_title.selectAll()

    def _show_needs(self, row: ClauseRow, agreement: Agreement) -> None:
        needed = tuple((path, field_words(agreement, path)) for path in row.entry.needs) if row.entry else ()
        self._needs.setVisible(bool(needed))
        if needed == self._needed:
            return
        self._needed = needed
        while (item := self._needs_row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if needed:
            self._needs_row.addWidget(plain_label(_("Needs:"), Role.LABEL))
        for number, (path, words) in enumerate(needed):
            link = ElidedLink()
            link.setObjectName(f"clauses.needs.{number}")
            link.show_words(words, _("Go to this field: {path}").format(path=words))
            link.setAccessibleName(_("Needs {field}: go to it").format(field=words))
            link.setAutoDefault(False)
            link.clicked.connect(lambda _checked=False, path=path: self.field_chosen.emit(path))
            self._needs_row.addWidget(link)

    def _show_stance(self, row: ClauseRow, agreement: Agreement, can_change: bool) -> None:
        assert row.entry is not None
        has_stances = len(row.entry.texts) > 1
        chosen = next((one.stance for one in agreement.texts.choices if one.clause == row.id), None)
        self._stance.clear()
        everyone = STANCE_WORDS[agreement.texts.stance].lower()
        self._stance.addItem(_("As the whole agreement ({stance})").format(stance=everyone), _AS_ALL)
        for stance in row.entry.stances:
            self._stance.addItem(STANCE_WORDS[stance], stance)
        self._stance.setCurrentIndex(max(0, self._stance.findData(chosen) if chosen else 0))
        self._stance.setEnabled(can_change and has_stances)
        used = row.entry.text_for(chosen or agreement.texts.stance)
        words = stance_words(agreement, row)
        self._used.setText(words if row.differs else f"{words} {used.note}".strip())
        order = [STANCE_WORDS[one].lower() for one in FALLBACK[chosen or agreement.texts.stance]]
        self._used.setToolTip(plain_tip(_("Settles for: {order}.").format(order=_(", then ").join(order))))

    def _show_own(self, row: ClauseRow, agreement: Agreement, titles: dict[str, str], can_change: bool) -> None:
        assert row.own is not None
        if self._own_title.text() != row.own.title:
            self._own_title.setText(row.own.title)
            self._own_title.setCursorPosition(0)
        self._step.setCurrentIndex(max(0, self._step.findData(row.step)))
        order = step_order(agreement.texts, row.step)
        self._after.clear()
        for clause in order:
            if clause != row.id:
                self._after.addItem(titles.get(clause, clause), clause)
        place = order.index(row.id) if row.id in order else 0
        self._after.setCurrentIndex(self._after.findData(order[place - 1]) if place else -1)
        self._own_title.setReadOnly(not can_change)
        for widget in (self._step, self._after):
            widget.setEnabled(can_change)

    def _on_stance_activated(self, row: int) -> None:
        chosen = self._stance.itemData(row)
        self.stance_chosen.emit(Stance(chosen) if chosen else None)

    def _on_after_activated(self, row: int) -> None:
        self.moved.emit(str(self._step.currentData()), str(self._after.itemData(row)))


def _applies_words(row: ClauseRow) -> str:
    applies = row.entry.applies if row.entry else _("A clause of your own; it always stands.")
    if row.shown:
        numbers = ", ".join(dict.fromkeys(one.number for one in row.shown if one.number))
        here = _("In this draft as {numbers}.").format(numbers=numbers) if numbers else _("In this draft.")
    else:
        here = _("Not in this draft as it stands.")
    return f"{applies} {here}"
