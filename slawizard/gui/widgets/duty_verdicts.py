"""Below the duties: for each with a time limit, whether somebody is there in time, and what would be comfortable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.parties import Role as Party
from slawizard.agreement.wording import duration_words
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field_box import FieldBox, plain_label
from slawizard.gui.widgets.focus_order import chain_widgets, stop_before
from slawizard.gui.widgets.judgement import Judgement
from slawizard.gui.widgets.verdict_words import LOOKS, percent_of, without_paths
from slawizard.i18n import Plural, _

if TYPE_CHECKING:
    from slawizard.analysis.duties import AssessedDuty

_PARTIES = {Party.PROVIDER: "Provider", Party.CUSTOMER: "Customer"}
_LONGEST_DUTY = 70


class DutyVerdicts(FieldBox):
    """Nothing to type: verdicts as they are judged, each with a way to the time that would be comfortable."""

    def build_input(self) -> QWidget:
        """A row for each duty that is judged, and a sentence for those that are not yet."""
        holder = QWidget()
        self._rows = QWidget(holder)
        self._unknown = plain_label(role=Role.SENTENCE, wraps=True)
        self._judgement = Judgement.of(self.context)
        self._judgement.changed.connect(self._show)
        self._shown: tuple[AssessedDuty, ...] = ()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._rows)
        column.addWidget(self._unknown)
        self._unknown.hide()
        return holder

    def shows_label(self) -> bool:
        """The verdicts say it."""
        return False

    def watch(self, widget: QWidget) -> None:
        """The buttons have their own focus."""

    def name_inputs(self) -> None:
        """The holder bears the path."""
        self.input.setObjectName(self.path)
        self._unknown.setObjectName(f"{self.path}:unknown")

    def show_value(self, value: Any) -> None:
        """Ask for the verdicts on the draft as it stands."""
        self._judgement.look(self.context.agreement)

    def _show(self) -> None:
        duties = self._judgement.duties
        if duties == self._shown:
            return
        self._shown = duties
        self._column_of_rows([each for each in duties if not each.missing])
        unknown = [each for each in duties if each.missing]
        many = Plural("{count} duty cannot be judged yet.", "{count} duties cannot be judged yet.").of(len(unknown))
        reasons = dict.fromkeys(without_paths(each.missing) for each in unknown)
        self._unknown.setText(" ".join((many, *reasons)))
        self._unknown.setVisible(bool(unknown))

    def _column_of_rows(self, judged: list[AssessedDuty]) -> None:
        layout = self.input.layout()
        assert isinstance(layout, QVBoxLayout)
        old, self._rows = self._rows, QWidget(self.input)
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(1.5 * SPACE))
        buttons = [button for each in judged if (button := self._add(column, each)) is not None]
        layout.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        self._rows.setVisible(bool(judged))
        chain_widgets(stop_before(self.input), buttons)

    def _add(self, column: QVBoxLayout, each: AssessedDuty) -> QPushButton | None:
        look = LOOKS[each.verdict.value]
        badge = plain_label(f"{look.sign}\u2002{_(look.word)}", look.badge)
        badge.setObjectName(f"{each.path}:verdict")
        duty = each.duty.text or _("A duty without words")
        short = duty if len(duty) <= _LONGEST_DUTY else duty[: _LONGEST_DUTY - 1].rstrip() + "…"
        lines = [f"{_(_PARTIES[each.duty.party])}: {short}"]
        if each.chance is not None:
            lines[0] += _(": {chance} in time.").format(chance=percent_of(each.chance))
        if each.constraint is not None and each.verdict.value != "comfortable":
            lines.append(without_paths(each.constraint.words))
        words = plain_label("\n".join(lines), Role.SENTENCE, wraps=True)
        words.setObjectName(f"{each.path}:words")
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(words)
        if each.nearest is None or each.nearest == each.duty.within:
            return None
        nearest = duration_words(each.nearest)
        use = QPushButton(_("Use {time}").format(time=nearest))
        use.setObjectName(f"{each.path}:use")
        use.setAccessibleName(_("Use {time} for the duty: {duty}").format(time=nearest, duty=short))
        use.setToolTip(_("The shortest of the usual times that would be comfortable."))
        set_role(use, Role.QUIET)
        use.clicked.connect(lambda: self._use(each))
        head.insertWidget(1, use)
        return use

    def _use(self, each: AssessedDuty) -> None:
        self.context.store.end_burst()
        self.context.store.edit(f"{each.path}.within", each.nearest)
        self.context.store.end_burst()
