"""Saving a draft as a template: what it is called, where it lies, and what becomes of each field."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.errors import SlaWizardError
from slawizard.gui.choice_card import PICTURE_SIZE
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.dialogs.template_fields import FieldFates, Node, field_tree
from slawizard.gui.dialogs.template_fields_view import FieldsView
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.saved_templates import SavedTemplates
from slawizard.gui.starter_pictures import first_page_png
from slawizard.gui.tasks import on_window_thread, run_aside, run_in_background, while_there
from slawizard.gui.theme import SPACE, Role, plain_tip, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _
from slawizard.storage.library import (
    Choices,
    Entry,
    LibraryFolder,
    Mention,
    OpenedTemplate,
    add_template,
    add_version,
    mentions,
    new_template,
    open_entry,
    own_folder,
    save_template,
)
from slawizard.storage.library.making import make_version
from slawizard.storage.library.words import field_words
from slawizard.worker.protocol import ExportJob

REST_MS = 400
_MOST_MENTIONS = 4


class _Place(NamedTuple):
    """Where a template is saved: a folder, or the template that gets one more version."""

    folder: LibraryFolder
    entry: Entry | None = None


class _Made(NamedTuple):
    """A template as it would be: its agreement, and whom its texts still name."""

    agreement: Agreement
    mentions: tuple[Mention, ...]


class SaveTemplateDialog(QDialog):
    """Saves `agreement`. With `origin`, the template that it came from, a new version of that is offered first."""

    def __init__(
        self,
        agreement: Agreement,
        saved: SavedTemplates,
        origin: tuple[Entry, LibraryFolder] | None,
        renderer: Renderer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._agreement = agreement
        self._saved = saved
        self._renderer = renderer
        self._ticket: int | None = None
        self._turn = 0
        self._fates: FieldFates | None = None
        self._drawn: tuple[Agreement, bytes] | None = None
        self._places = _places(saved, origin)
        self._lines = {name: QLineEdit() for name in ("title", "note", "tags", "change")}
        self._labels: dict[str, QLabel] = {}
        self._where = QuietCombo()
        self._picture = QLabel()
        self._view = FieldsView()
        self._named = plain_label("", Role.WARN, wraps=True)
        self._note = plain_label("", Role.SOFT, wraps=True)
        self._save = QPushButton(_("&Save template"))
        self._close = QPushButton(_("Cancel"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._draw)
        self._build()
        self._show_place()
        run_in_background(self._read_tree, while_there(self, self._on_tree))

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("save_template")
        self.setWindowTitle(_("Save as template"))
        open_at(self, 128, 92)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        top = QHBoxLayout()
        top.setSpacing(4 * SPACE)
        top.addLayout(self._build_form(), 1)
        self._picture.setFixedSize(PICTURE_SIZE)
        self._picture.setObjectName("save_template.picture")
        self._picture.setAccessibleName(_("Page one of the template"))
        self._picture.setFrameShape(QLabel.Shape.Box)
        top.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self._view, 1)
        self._view.changed.connect(self._rest.start)
        for label, name in ((self._named, "named"), (self._note, "note_line")):
            label.setObjectName(f"save_template.{name}")
            label.hide()
            column.addWidget(label)
        column.addLayout(self._build_buttons())

    def _build_form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(2 * SPACE)
        grid.setHorizontalSpacing(3 * SPACE)
        self._where.setObjectName("save_template.where")
        for place in self._places:
            self._where.addItem(_place_words(place))
        self._where.activated.connect(lambda _row: self._show_place())
        words = {
            "title": (_("&Title"), _("What it is called on the start screen")),
            "note": (_("&Note"), _("Whom it suits, in a sentence")),
            "tags": (_("Ta&gs"), _("Words to find it by, separated by commas")),
            "change": (_("&What changed"), _("What is different from the version before")),
        }
        for row, (name, (label, hint)) in enumerate(words.items(), start=1):
            line = self._lines[name]
            line.setObjectName(f"save_template.{name}")
            line.setPlaceholderText(hint)
            line.setAccessibleDescription(hint)
            line.textEdited.connect(lambda _text: self._tell(""))
            self._labels[name] = _buddy(label, line)
            grid.addWidget(self._labels[name], row, 0)
            grid.addWidget(line, row, 1)
        grid.addWidget(_buddy(_("Sa&ve in"), self._where), 0, 0)
        grid.addWidget(self._where, 0, 1)
        self._lines["title"].setText(self._agreement.title)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(words) + 1, 1)
        return grid

    def _build_buttons(self) -> QHBoxLayout:
        set_role(self._save, Role.PRIMARY)
        self._save.setObjectName("save_template.save")
        self._save.setDefault(True)
        self._save.setEnabled(False)
        self._save.clicked.connect(self._on_save)
        self._close.setObjectName("save_template.close")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._close)
        row.addWidget(self._save)
        return row

    # --- what is shown -----------------------------------------------------------------------------------------

    def _read_tree(self) -> tuple[tuple[Node, ...], FieldFates]:
        tree = field_tree(self._agreement)
        return tree, FieldFates(self._agreement, tree)

    def _on_tree(self, read: tuple[tuple[Node, ...], FieldFates]) -> None:
        tree, self._fates = read
        self._view.show_fields(tree, self._fates)
        self._save.setEnabled(True)
        self._draw()

    def _place(self) -> _Place:
        return self._places[max(0, self._where.currentIndex())]

    def _show_place(self) -> None:
        """A new version keeps the title, note and tags of its template, and says what changed."""
        is_version = self._place().entry is not None
        for name, line in self._lines.items():
            shown = (name == "change") == is_version
            line.setVisible(shown)
            self._labels[name].setVisible(shown)
        self._tell("")

    def _draw(self) -> None:
        """Show page one, and whom the texts still name, as the template would be now."""
        if self._fates is None:
            return
        choices, agreement = self._fates.choices(), self._agreement
        self._turn += 1
        turn = self._turn
        run_in_background(
            lambda: _made(agreement, choices),
            while_there(self, lambda made: self._on_made(turn, made)),
            while_there(self, lambda error: self._show_error(error) if turn == self._turn else None),
        )

    def _on_made(self, turn: int, made: _Made) -> None:
        if turn != self._turn:
            return
        self._show_mentions(made)
        self._tell("")
        self._render(made.agreement, lambda png: self._show_picture(png) if turn == self._turn else None)

    def _show_mentions(self, made: _Made) -> None:
        named = [f"“{one.name}”: {field_words(made.agreement, one.path)}" for one in made.mentions]
        self._named.setVisible(bool(named))
        more = len(named) - _MOST_MENTIONS
        shown = "; ".join(named[:_MOST_MENTIONS]) + (_("; and {count} more").format(count=more) if more > 0 else "")
        self._named.setText(_("Still named in the template: {named}.").format(named=shown))
        self._named.setToolTip(plain_tip("\n".join(named)))

    def _show_picture(self, png: bytes) -> None:
        picture = QPixmap()
        picture.loadFromData(png)
        ratio = self.devicePixelRatioF()
        if not picture.isNull():
            size = PICTURE_SIZE * ratio
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            picture = picture.scaled(size, keep, smooth)
            picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)

    def _render(self, agreement: Agreement, done: Callable[[bytes], object]) -> None:
        if self._drawn is not None and self._drawn[0] == agreement:
            done(self._drawn[1])
            return

        def take(pdf: bytes) -> None:
            self._drawn = agreement, first_page_png(pdf)
            done(self._drawn[1])

        if self._ticket is not None:
            self._renderer.cancel(self._ticket)
        self._ticket = self._renderer.submit(
            ExportJob(agreement, "pdf", first_page=True),
            on_window_thread(while_there(self, take)),
            on_window_thread(
                while_there(self, lambda _error: done(b""))
            ),  # a template without a picture is one all the same
        )

    # --- saving ------------------------------------------------------------------------------------------------

    def _on_save(self) -> None:
        place = self._place()
        needed = "change" if place.entry is not None else "title"
        if not self._lines[needed].text().strip():
            words = {"title": _("Give the template a title."), "change": _("Say in a few words what changed.")}
            self._tell(words[needed], Role.BAD)
            self._lines[needed].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._fates is None:
            return
        self._rest.stop()
        self._turn += 1
        self._save.setEnabled(False)
        self._tell(_("Drawing page one…"))
        choices, agreement = self._fates.choices(), self._agreement
        run_in_background(
            lambda: _made(agreement, choices),
            while_there(self, lambda made: self._render(made.agreement, lambda png: self._write(place, choices, png))),
            while_there(self, self._on_not_saved),
        )

    def _write(self, place: _Place, choices: Choices, picture: bytes) -> None:
        self._show_picture(picture)
        self._tell(_("Saving…"))
        said = {name: line.text() for name, line in self._lines.items()}
        agreement = self._agreement

        def write() -> OpenedTemplate:
            if place.entry is not None:
                opened = open_entry(place.entry, place.folder)
                newer = add_version(opened.template, agreement, said["change"], choices, picture=picture)
                return save_template(opened, newer)
            tags = tuple(said["tags"].split(","))
            made = new_template(
                agreement, said["title"], choices, note=said["note"].strip(), tags=tags, picture=picture
            )
            return add_template(made, place.folder)

        run_aside(self, write, self._on_saved, self._on_not_saved)

    def _on_saved(self, opened: OpenedTemplate) -> None:
        self._saved.read_again()
        words = _("Saved as version {number}: {path}").format(number=opened.template.newest.number, path=opened.path)
        self._tell(words, Role.GOOD)
        self._close.setText(_("Close"))
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_not_saved(self, error: Exception) -> None:
        self._save.setEnabled(True)
        self._show_error(error)

    def _show_error(self, error: Exception) -> None:
        if isinstance(error, SlaWizardError):
            self._tell(" ".join(part for part in (error.what, error.where, error.remedy) if part), Role.BAD)
        else:
            self._tell(str(error), Role.BAD)

    def _tell(self, words: str, role: Role = Role.SOFT) -> None:
        set_role(self._note, role)
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def done(self, result: int) -> None:
        """Nobody waits for its picture any more."""
        self._turn += 1
        if self._ticket is not None:
            self._renderer.cancel(self._ticket)
        super().done(result)


def _made(agreement: Agreement, choices: Choices) -> _Made:
    kept = make_version(agreement, choices, 1).agreement
    return _Made(kept, mentions(agreement, kept))


def _places(saved: SavedTemplates, origin: tuple[Entry, LibraryFolder] | None) -> list[_Place]:
    folders = [folder for folder in saved.folders if folder.writable] or [own_folder()]
    first = [_Place(origin[1], origin[0])] if origin is not None and origin[1].writable else []
    return [*first, *(_Place(folder) for folder in folders)]


def _place_words(place: _Place) -> str:
    if place.entry is not None:
        return _("“{title}”, as version {number}").format(title=place.entry.title, number=place.entry.version + 1)
    if place.folder.is_own:
        return _("Your own library")
    return _("Templates of {folder}").format(folder=place.folder.name)


def _buddy(words: str, widget: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(widget)
    return label
