"""What is put into a clause's text, or changed in it, by choosing: the dialogs for it, over the editor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from slawizard.clauses.conditions import loop_list, read_condition, with_list
from slawizard.gui.dialogs.clause_chooser import ValueChooser
from slawizard.gui.dialogs.clause_condition import ConditionDialog
from slawizard.gui.dialogs.clause_values import ClauseWords, askable, lists, offers
from slawizard.gui.widgets.chip_editor import ChipEditor
from slawizard.gui.widgets.chip_look import ChipWords
from slawizard.i18n import _


def put_in_value(editor: ChipEditor, words: ClauseWords, typed: str, parent: QWidget) -> None:
    """Have something chosen and put it in at the cursor; `typed` is what asked for it, or nothing."""
    begins = {"[[": "[[", "{%": "{%"}.get(typed, "")
    fitting = (one for one in offers(words, editor.source_before_cursor()) if one.markup.startswith(begins))
    title = {"[[": _("Put in a reference"), "{%": _("Put in a condition")}.get(typed, "")
    dialog = ValueChooser(fitting, title=title, parent=parent)
    _open(dialog, editor, lambda: editor.put_in(dialog.markup))


def change_tag(editor: ChipEditor, words: ClauseWords, spoken: ChipWords, tag: str, parent: QWidget) -> None:
    """Have the tag that is chosen in the editor changed: what it asks, or the list that it goes through."""
    before, condition, name = editor.source_before_cursor(), read_condition(tag), loop_list(tag)
    if condition is not None:
        asked = ConditionDialog(condition, askable(words, before), spoken, parent)
        asked.by_hand.connect(editor.unfold)
        _open(asked, editor, lambda: editor.put_in(asked.condition.tag(tag)))
    elif name:
        chooser = ValueChooser(lists(words, before), title=_("For each of"), parent=parent)
        chooser.choose(name)
        _open(chooser, editor, lambda: editor.put_in(with_list(tag, chooser.markup)))
    else:
        editor.unfold()


def _open(dialog: QDialog, editor: ChipEditor, accepted: Callable[[], object]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(accepted)
    dialog.finished.connect(lambda _result: editor.setFocus())
    dialog.open()
