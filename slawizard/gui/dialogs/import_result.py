"""What an import gives: the windows, how many rows were used, and which were not, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.wording import quantity_words
from slawizard.analysis.rounding import half_up
from slawizard.evidence import Imported
from slawizard.gui.theme import SPACE, Role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.verdict_words import cell_name
from slawizard.gui.widgets.window_dates import window_name
from slawizard.i18n import Plural, _, interface_locale

_MOST_SHOWN = 8
_DECIMALS = 4


class ImportResult(QWidget):
    """Shows the result, nothing while questions are open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gives = plain_label(wraps=True, role=Role.SENTENCE)
        self._counts = plain_label(wraps=True, role=Role.SENTENCE)
        self._notes = plain_label(wraps=True, role=Role.WARN)
        self._rejected = QTableWidget()
        self._gives.setObjectName("import.gives")
        self._counts.setObjectName("import.counts")
        self._notes.setObjectName("import.notes")
        self._rejected.setObjectName("import.rejected")
        self._rejected.setAccessibleName(_("Rows that were not used"))
        self._rejected.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._rejected.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._rejected.setTabKeyNavigation(False)
        self._rejected.verticalHeader().hide()
        self._rejected.setColumnCount(3)
        self._rejected.setWordWrap(True)
        self._rejected.setHorizontalHeaderLabels([_("Line"), _("Reason"), _("Text")])
        for place, mode in enumerate(("ResizeToContents", "Stretch", "Stretch")):
            self._rejected.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode[mode])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(plain_label(_("What it gives"), Role.CARD_TITLE))
        for widget in (self._gives, self._notes, self._counts, self._rejected):
            column.addWidget(widget)

    def show_result(self, found: Imported, agreement: Agreement) -> None:
        """Show what was found, once nothing is open any more."""
        self.setVisible(not found.questions)
        self._gives.setText("\n".join(gives(found, agreement)) or _("Nothing that could be kept."))
        notes = (*found.notes, *replaced(found, agreement))
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._counts.setText(counted(found))
        rows = found.rejected
        self._rejected.setVisible(bool(rows))
        self._rejected.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for place, text in enumerate((f"{row.line:,}", row.reason, row.text)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._rejected.setItem(number, place, item)
        self._rejected.resizeRowsToContents()
        high = sum(self._rejected.rowHeight(row) for row in range(min(len(rows), _MOST_SHOWN)))
        self._rejected.setFixedHeight(high + self._rejected.horizontalHeader().height() + SPACE)


def replaced(found: Imported, agreement: Agreement) -> Iterator[str]:
    """What the draft holds now and would then no longer: a line for each history."""
    new = {(history.level, frozenset(history.where)) for history in found.histories}
    for history in agreement.expectations.evidence.histories:
        if (history.level, frozenset(history.where)) in new and history.windows:
            many = Plural("{count} window", "{count} windows").of(len(history.windows))
            words = _("It takes the place of what is known now: {source}, {many}. Undo brings that back.")
            yield words.format(source=history.source or _("typed"), many=many)


def counted(found: Imported) -> str:
    """How many rows were read, used and not used."""
    counts = found.counts
    parts = [
        Plural("{count} row was read", "{count} rows were read").of(counts.read),
        Plural("{count} was used", "{count} were used").of(counts.used),
        Plural("{count} was not", "{count} were not").of(counts.rejected),
    ]
    if counts.blank:
        parts.append(Plural("{count} was empty", "{count} were empty").of(counts.blank))
    words = ", ".join(parts) + "."
    if counts.rejected > len(found.rejected):
        words += " " + _("The first {count} of those not used are shown.").format(count=len(found.rejected))
    return words


def _shortened(value: Decimal) -> Decimal:
    """A value as it is shown: what is kept has all its decimals."""
    return half_up(value, _DECIMALS).normalize() + 0


def gives(found: Imported, agreement: Agreement) -> Iterator[str]:
    """What the draft would keep, a line for each history."""
    level = agreement.level(found.level)
    unit = level.unit if level else "count"
    for history in found.histories:
        values = [window.value for window in history.windows]
        if not values:
            continue
        low, high = (
            quantity_words(_shortened(each), unit, interface_locale(), agreement.frame.currency)
            for each in (min(values), max(values))
        )
        first, last = (window_name(history.window, history.windows[at].start) for at in (0, -1))
        name = cell_name(history.where)
        many = Plural("{count} window", "{count} windows").of(len(values))
        words = _("{many}, from {first} to {last}: {low} to {high}.")
        yield (f"{name}: " if name else "") + words.format(many=many, first=first, last=last, low=low, high=high)
    if found.incidents is not None and found.incidents.a_year is not None:
        yield _("Usual outages: {count} a year.").format(count=f"{found.incidents.a_year.normalize():f}")
    for load in found.tickets:
        if load.a_month is not None:
            severity = next((one for one in agreement.metrics.severities if one.id == load.severity), None)
            name = (severity.name or severity.id) if severity else load.severity
            yield _("Tickets of {severity}: {count} a month.").format(severity=name, count=f"{load.a_month:f}")
