"""Which widget edits which kind of field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from slawizard.gui.widgets.choice_boxes import CheckBox, ChoiceBox, IdsBox, ShownBox
from slawizard.gui.widgets.context import FormContext
from slawizard.gui.widgets.field import Field, Kind
from slawizard.gui.widgets.field_box import FieldBox
from slawizard.gui.widgets.hours_box import HoursBox
from slawizard.gui.widgets.list_box import ListBox
from slawizard.gui.widgets.typed_boxes import EntryBox, ProseBox, SuggestBox

_BOXES: dict[Kind, type[FieldBox]] = {
    Kind.PROSE: ProseBox,
    Kind.LINES: ProseBox,
    Kind.DATES: ProseBox,
    Kind.HOURS: HoursBox,
    Kind.CHOICE: ChoiceBox,
    Kind.CHECK: CheckBox,
    Kind.IDS: IdsBox,
    Kind.SHOWN: ShownBox,
    Kind.TABLE: ListBox,
}


def make_box(context: FormContext, field: Field, parent: QWidget | None = None) -> FieldBox:
    """The box for a field; one that is typed on a line where its kind has no box of its own."""
    if field.build is not None:
        return field.build(context, field)
    if field.suggestions is not None:
        return SuggestBox(context, field, parent)
    return _BOXES.get(field.kind, EntryBox)(context, field, parent)
