"""The fields of a house style as a form, built from a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout, QWidget

from slawizard.agreement.edits import read, replace
from slawizard.document.nodes import Numbering
from slawizard.document.style import HouseStyle, LogoPlace, PageSize
from slawizard.gui.dialogs.style_editors import (
    CheckEditor,
    ChoiceEditor,
    Choices,
    ColourEditor,
    LengthEditor,
    PictureEditor,
    PointsEditor,
    StyleEditor,
    TypefaceEditor,
    WordsEditor,
)
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.i18n import _


class StyleRow(NamedTuple):
    """One field: its path in the style, label, editor, what it means, and for a choice its values with their words."""

    path: str
    label: str
    editor: type[StyleEditor]
    help: str = ""
    choices: Choices = ()


class StyleGroup(NamedTuple):
    """Fields under one heading."""

    title: str
    rows: tuple[StyleRow, ...]


_RUNNING = _("Words, and fields in braces: {title} {reference} {version} {provider} {page} {pages}")
# fmt: off
GROUPS: tuple[StyleGroup, ...] = (
    StyleGroup(_("Name and logo"), (
        StyleRow("name", _("&Name"), WordsEditor, _("How the style is called, here and in the packs you hand on.")),
        StyleRow("logo", _("&Logo"), PictureEditor, _("A PNG or JPEG picture of up to 2 MB.")),
        StyleRow("logo_words", _("Logo in &words"), WordsEditor, _("What it shows, for whoever cannot see it.")),
        StyleRow("logo_place", _("Logo &on"), ChoiceEditor, "", (
            (LogoPlace.COVER, _("the title page")), (LogoPlace.PAGES, _("all other pages")),
            (LogoPlace.BOTH, _("every page")))),
        StyleRow("logo_height", _("Logo hei&ght"), LengthEditor),
    )),
    StyleGroup(_("Letters and colours"), (
        StyleRow("text_font", _("&Text"), TypefaceEditor, _("Empty: Source Serif 4, which comes along.")),
        StyleRow("heading_font", _("&Headings"), TypefaceEditor, _("Empty: Source Sans 3, which comes along.")),
        StyleRow("text_size", _("&Size"), PointsEditor, _("Everything else grows with it.")),
        StyleRow("ink", _("Colour of te&xt"), ColourEditor),
        StyleRow("heading", _("Colour of hea&dings"), ColourEditor),
        StyleRow("accent", _("&Accent"), ColourEditor, _("Rules, numbers of parts, heads of tables.")),
    )),
    StyleGroup(_("Paper"), (
        StyleRow("page", _("&Paper"), ChoiceEditor, "", ((PageSize.A4, _("A4")), (PageSize.LETTER, _("US Letter")))),
        StyleRow("margins.top", _("Margin: top"), LengthEditor),
        StyleRow("margins.bottom", _("Margin: bottom"), LengthEditor),
        StyleRow("margins.left", _("Margin: left"), LengthEditor),
        StyleRow("margins.right", _("Margin: right"), LengthEditor),
        StyleRow("cover", _("A title page"), CheckEditor),
        StyleRow("contents", _("A table of contents"), CheckEditor),
        StyleRow("numbering", _("N&umbers"), ChoiceEditor, "", (
            (Numbering.CLASSIC, _("4 · 4.2 · (a) · (i)")), (Numbering.DECIMAL, _("4 · 4.2 · 4.2.1 · 4.2.1.1")))),
    )),
    StyleGroup(_("Head and foot of each page"), (
        StyleRow("header.left", _("Head: left"), WordsEditor, _RUNNING),
        StyleRow("header.center", _("Head: middle"), WordsEditor, _RUNNING),
        StyleRow("header.right", _("Head: right"), WordsEditor, _RUNNING),
        StyleRow("footer.left", _("Foot: left"), WordsEditor, _RUNNING),
        StyleRow("footer.center", _("Foot: middle"), WordsEditor, _RUNNING),
        StyleRow("footer.right", _("Foot: right"), WordsEditor, _RUNNING),
    )),
)
# fmt: on


class StyleForm(QWidget):
    """Shows a style and tells when it was changed. Each editor's object name is "style." and its path."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = HouseStyle()
        self._editors: dict[str, StyleEditor] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 2 * SPACE, 0)
        column.setSpacing(4 * SPACE)
        for group in GROUPS:
            column.addWidget(self._build_group(group))
        column.addStretch(1)

    def _build_group(self, group: StyleGroup) -> QFrame:
        card = QFrame()
        set_role(card, Role.CARD)
        column = QVBoxLayout(card)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        heading = QLabel(group.title)
        set_role(heading, Role.CARD_TITLE)
        column.addWidget(heading)
        form = QFormLayout()
        column.addLayout(form)
        form.setSpacing(2 * SPACE)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for row in group.rows:
            editor = self._editors[row.path] = row.editor(row.choices)
            editor.setObjectName(f"style.{row.path}")
            editor.setToolTip(row.help)
            field = editor.field
            field.setAccessibleName(row.label.replace("&", ""))
            field.setAccessibleDescription(row.help)
            editor.edited.connect(self._make_taker(row.path, editor))
            label = QLabel(row.label)
            label.setBuddy(field)
            set_role(label, Role.LABEL)
            form.addRow(label, editor)
        return card

    def _make_taker(self, path: str, editor: StyleEditor) -> Callable[[], None]:
        def take() -> None:
            if editor.value() != read(self._style, path):
                self._style = replace(self._style, path, editor.value())
                self.changed.emit()

        return take

    def style_shown(self) -> HouseStyle:
        """The style as it is in the form now, right or not."""
        return self._style

    def show_style(self, style: HouseStyle) -> None:
        """Show another style; this is no change."""
        for path, editor in self._editors.items():
            editor.blockSignals(True)
            editor.show_value(read(style, path))
            editor.blockSignals(False)
        self._style = style

    def set_changeable(self, changeable: bool) -> None:
        """Whether the fields can be changed."""
        for editor in self._editors.values():
            editor.setEnabled(changeable)

    def go_to(self, path: str) -> None:
        """Put the keyboard into the field at `path`, or the first field inside it."""
        for each, editor in self._editors.items():
            if f"{each}.".startswith(f"{path}."):
                editor.setFocus()
                return
