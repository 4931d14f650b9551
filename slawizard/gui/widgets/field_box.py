"""A field as it stands on a page: its label, its input, what was understood, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.entry import read_prose
from slawizard.errors import EditError, EntryError, LockedError
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.context import MISSING, FormContext
from slawizard.gui.widgets.field import Field
from slawizard.gui.widgets.focus_order import chain_widgets, last_stop
from slawizard.gui.widgets.readers import refusal_sentence
from slawizard.gui.widgets.template_mark import TemplateMark
from slawizard.i18n import _

if TYPE_CHECKING:  # the package of the checks is large, and not needed to show a page
    from slawizard.checks.finding import Finding

_REFUSAL_DELAY_MS = 700
_COMES_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_FINDING_LOOK = {
    "error": (Role.BAD, "✕"),
    "warning": (Role.WARN, "▲"),
    "note": (Role.SOFT, "•"),
}


def plain_label(text: str = "", role: Role = Role.LABEL, *, wraps: bool = False) -> QLabel:
    """A label that shows foreign text as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    set_role(label, role)
    return label


class FieldBox(QWidget):
    """The frame around every input. Subclasses build the input, show the draft's value, and call `take`."""

    def __init__(self, context: FormContext, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.field = field
        self.path = ""
        self._refusal = ""
        self._said_by_template = ""
        self._template = TemplateMark(self)
        self._label = QLabel(self)
        self._hint = plain_label(role=Role.DERIVED)
        self._hint.setParent(self)  # without a parent it would be Python's to delete, on whatever thread
        self._hint.hide()
        self._notice = plain_label(role=Role.BAD, wraps=True)
        self._derived = plain_label(role=Role.DERIVED, wraps=True)
        self._leave_out = QPushButton(_("Leave out…"))
        self._reason, self._reason_label = QLineEdit(), QLabel(_("Left out on purpose, because"))
        self._refusal_timer = QTimer(self)
        self._refusal_timer.setSingleShot(True)
        self._refusal_timer.setInterval(_REFUSAL_DELAY_MS)
        self._refusal_timer.timeout.connect(self._show_notice)
        self.input = self.build_input()
        self._build()

    # --- for subclasses ----------------------------------------------------------------------------------------

    def build_input(self) -> QWidget:
        """Make the input and connect it."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show the draft's value, which may just have changed; MISSING and None mean none."""
        raise NotImplementedError

    def shows_label(self) -> bool:
        """Whether the label stands above the input."""
        return bool(self.field.label) and not self.field.is_titled

    def take(self, value: Any) -> bool:
        """Put a value into the draft; False, with the sentence beside the field, where it does not fit."""
        path, new = self.path, value
        change = self.field.apply
        if self.field.create is not None and self.context.value(self.path) is MISSING:
            change = self.field.create
        if change is not None:
            path, new = change(self.context.agreement, self.path, value)
        try:
            self.write(path, new)
        except (EditError, EntryError) as refusal:
            empty = (new is None or new == "") and not isinstance(refusal, LockedError)
            self.refuse(_("This needs a value.") if empty else refusal_sentence_of(refusal))
            return False
        self.refuse("")
        return True

    def write(self, path: str, value: Any) -> None:
        """Edit the draft."""
        self.context.store.edit(path, value)

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self._build_leave_out()
        self._template.unlock_requested.connect(self._on_unlock_requested)
        if self.shows_label():
            column.addLayout(self._build_label_row())
        else:
            column.addWidget(self._template, 0, Qt.AlignmentFlag.AlignTrailing)
        column.addWidget(self.input)
        column.addWidget(self._leave_out, 0, Qt.AlignmentFlag.AlignLeading)
        if not self.shows_label():
            self._label.hide()
        for below in (self._derived, self._reason_label, self._build_reason(), self._notice):
            column.addWidget(below)
            below.hide()
        column.addStretch(1)
        chain_widgets(last_stop(self.input), (self._leave_out, self._reason))
        self.watch(self.input)

    def _build_label_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        label = self._label
        set_role(label, Role.LABEL)
        label.setMinimumWidth(1)
        self.context.mnemonics.add(label, _(self.field.label), self.focus_target)
        row.addWidget(label, 1)
        row.addWidget(self._hint)
        row.addWidget(self._template)
        return row

    def _build_leave_out(self) -> None:
        set_role(self._leave_out, Role.LINK)
        self._leave_out.setFlat(True)
        self._leave_out.setAccessibleName(_("Leave out “{field}”").format(field=_(self.field.label)))
        self._leave_out.setCursor(Qt.CursorShape.PointingHandCursor)
        self._leave_out.clicked.connect(self._on_leave_out_clicked)
        self._leave_out.hide()

    def _build_reason(self) -> QLineEdit:
        set_role(self._reason_label, Role.LABEL)
        self._reason.setPlaceholderText(_("e.g. The main contract says it."))
        self._reason.setAccessibleName(_("Why “{field}” is left out").format(field=_(self.field.label)))
        self._reason.textEdited.connect(self._on_reason_edited)
        return self._reason

    # --- binding -----------------------------------------------------------------------------------------------

    def bind(self, path: str) -> None:
        """Stand for the field at `path` from now on."""
        if path != self.path:
            self.path = path
            self._refusal_timer.stop()
            self._refusal = ""
            self._reason.setObjectName(f"{path}:reason")
            self._leave_out.setObjectName(f"{path}:leave_out")
            self._template.name(path, _(self.field.label))
            self.name_inputs()
            self._label.setBuddy(self.focus_target())
            self.forget()
        self.refresh()

    def name_inputs(self) -> None:
        """Name the input after its path, for drivers and screen readers."""
        target = self.focus_target()
        target.setObjectName(self.path)
        target.setAccessibleName(_(self.field.label))

    def forget(self) -> None:
        """Drop what was shown for another path."""

    def refresh(self) -> None:
        """Show the draft as it stands now."""
        self.show_value(self.context.value(self.path))
        if self.field.derived is not None:
            self.show_derived(self.field.derived(self.context.agreement, self.path))
        self._show_template()
        self._show_left_out()
        self._show_notice()

    def _show_template(self) -> None:
        """Mark what the template asks; what it keeps as it is cannot be changed before it is unlocked."""
        marks = self.context.marks
        self._said_by_template = self._template.show_marks(marks, self.path, self.width())
        locked = marks.locks(self.path)
        if self.input.isEnabled() == locked:
            self.input.setEnabled(not locked)

    def _on_unlock_requested(self) -> None:
        self.context.store.unlock(self.path)
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The mark of the template is shorter where there is little room."""
        super().resizeEvent(event)
        if self._said_by_template:
            self._show_template()

    def show_derived(self, text: str) -> None:
        """The figures that follow from this field, below it."""
        self._derived.setText(text)
        self._derived.setVisible(bool(text))

    def show_hint(self, text: str) -> None:
        """What was understood, beside the label."""
        self._hint.setText(f"= {text}" if text else "")
        self._hint.setVisible(bool(text))

    # --- focus -------------------------------------------------------------------------------------------------

    def focus_target(self) -> QWidget:
        """The widget that the label's key goes to."""
        return self.input

    def watch(self, widget: QWidget) -> None:
        """Follow the focus of an input that belongs to this field."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when the field gets the focus and when it is left."""
        if event.type() == QEvent.Type.FocusIn:
            self.context.field_focused.emit(self.path)
            self._show_left_out()
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self.leave()
            if isinstance(watched, QLineEdit) and event.reason() not in _COMES_BACK:
                show_beginning(watched)
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """The field was left: from now on it shows its findings, and the next edit is a new step of undo."""
        self.context.seen.add(self.path)
        self.context.store.end_burst()
        self.show_hint("")
        self._refusal_timer.stop()
        if not self.is_empty() and self.context.agreement.reason_left_out(self.path) is not None:
            self.context.leave_out(self.path, "")
        self.refresh()

    def reveal(self, path: str, *, exact: bool) -> bool:
        """Take the focus if this field is the one at `path` (or, not `exact`, holds it or lies in it)."""
        mine = path == self.path or (
            not exact and (path.startswith(f"{self.path}.") or self.path.startswith(f"{path}."))
        )
        if not mine or not self.path or self.isHidden():
            return False
        self.context.seen.add(self.path)
        target = self.focus_target() if self.input.isEnabled() else self._template.link
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_notice()
        return True

    # --- what is wrong, and what is left out -------------------------------------------------------------------

    def refuse(self, sentence: str) -> None:
        """Say below the field what cannot be taken; at once when it is left, after a moment while typing."""
        self._refusal = sentence
        if sentence:
            self._refusal_timer.start()
        else:
            self._refusal_timer.stop()
            self._show_notice()

    def show_refusal_now(self) -> None:
        """Do not wait for the hands to rest: what was refused was not typed."""
        self._refusal_timer.stop()
        self._show_notice()

    def is_empty(self) -> bool:
        """Whether the draft holds nothing here."""
        value = self.context.value(self.path)
        return value is MISSING or value is None or value in ("", ())

    def findings(self) -> tuple[Finding, ...]:
        """What the checks find on this field."""
        return tuple(item for item in self.context.store.findings if item.field == self.path)

    def _show_notice(self) -> None:
        role, text = Role.BAD, self._refusal
        if self._refusal_timer.isActive():
            text = ""
        elif not text and self.path in self.context.seen:
            found = self.findings()
            if found:
                role, mark = _FINDING_LOOK[found[0].level]
                text = f"{mark} {found[0].text}"
        self._notice.setText(text)
        self._notice.setToolTip(text)
        set_role(self._notice, role)
        self._notice.setVisible(bool(text))
        mark_wrong(self.focus_target(), bool(self._refusal) and bool(text))
        parts = [_(self.field.help), self._said_by_template, text] + (
            [_("Needed in every agreement.")] if self.field.required else []
        )
        self.focus_target().setAccessibleDescription(" ".join(part for part in parts if part))

    def _show_left_out(self) -> None:
        reason = self.context.agreement.reason_left_out(self.path) if self.field.required else None
        has_reason = reason is not None
        if has_reason and self._reason.text().strip() != reason:
            self._reason.setText(reason or "")
        empty = self.field.required and self.is_empty()
        self._show_reason(self.field.required and (has_reason or (empty and self._reason.hasFocus())))
        around = self.path in self.context.seen or self.focus_target().hasFocus()
        self._leave_out.setVisible(empty and not has_reason and around and self._reason.isHidden())

    def _show_reason(self, shown: bool) -> None:
        self._reason.setVisible(shown)
        self._reason_label.setVisible(shown)

    def _on_leave_out_clicked(self) -> None:
        self._reason.clear()
        self._show_reason(True)
        self._leave_out.hide()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reason_edited(self, text: str) -> None:
        try:
            reason = read_prose(text, _(self.field.label))
        except EntryError as refusal:
            self.refuse(refusal_sentence(refusal))
            return
        self.refuse("")
        self.context.leave_out(self.path, reason)


def show_beginning(line: QLineEdit) -> None:
    """Show the beginning of a text that does not fit into its line, where its end was typed."""
    if line.fontMetrics().horizontalAdvance(line.text()) > line.contentsRect().width():
        line.setCursorPosition(0)


def refusal_sentence_of(refusal: EditError | EntryError) -> str:
    """The sentence of a refusal, by whoever refused."""
    return f"{refusal.what} {refusal.remedy}".strip()


def mark_wrong(widget: QWidget, wrong: bool) -> None:
    """Draw the input's frame as wrong, or not."""
    if bool(widget.property("wrong")) != wrong:
        widget.setProperty("wrong", wrong)
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
