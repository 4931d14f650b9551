"""The desk for templates: what the start screen offers, saving drafts as templates, and following what they change."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from slawizard.agreement.agreement import Agreement
from slawizard.gui import alerts
from slawizard.gui.desks.desk import Desk
from slawizard.gui.saved_templates import SavedTemplates
from slawizard.gui.start_gallery import Offer, Shelf
from slawizard.gui.starter_pictures import StarterPictures
from slawizard.gui.tasks import run_aside, run_in_background
from slawizard.i18n import Plural, _
from slawizard.storage.library import (
    Entry,
    FolderContents,
    LibraryFolder,
    OpenedTemplate,
    SavedTemplate,
    open_entry,
    use_version,
)
from slawizard.storage.starters import list_starters, load_starter

if TYPE_CHECKING:
    from slawizard.gui.dialogs.template_preview import Look
    from slawizard.gui.main_window import MainWindow
    from slawizard.gui.workbench import Workbench

_ASKS = Plural("asks {count} question", "asks {count} questions")
_LOCKS = Plural("{count} field is locked", "{count} fields are locked")


class TemplatesDesk(Desk):
    """Keeps the shelves of the start screen, and opens the dialogs about templates."""

    def __init__(self, bench: Workbench, window: MainWindow) -> None:
        super().__init__(bench, window)
        self.saved = SavedTemplates(self)
        self._pictures: dict[LibraryFolder, StarterPictures] = {}
        self._drawn: set[tuple[str, str]] = set()
        self.saved.changed.connect(self._on_changed)
        bench.starter_chosen.connect(self.look_at_starter)
        bench.saved_chosen.connect(self.look_at_saved)

    def actions(self) -> dict[str, Callable[[], object]]:
        """See Desk."""
        return {
            "library.save_template": self.save_as_template,
            "library.changes": self.show_changes,
            "library.unlock": self.unlock,
            "library.templates": self.manage,
            "library.folders": self.manage_folders,
            "draft.next_question": self.go_to_next_question,
        }

    def enabled(self) -> dict[str, bool]:
        """See Desk."""
        from slawizard.agreement.locked import locked_paths
        from slawizard.checks.templates import open_questions

        agreement, editable = self.bench.store.agreement, not self.bench.store.is_read_only
        return {
            "library.changes": editable and self._origin_entry() is not None,
            "library.unlock": editable and bool(locked_paths(agreement)),
            "draft.next_question": bool(open_questions(agreement)),
        }

    # --- the start screen --------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self.window.start_view.show_saved(shelf for one in self.saved.contents if (shelf := _shelf(one)) is not None)
        for contents in self.saved.contents:
            self._draw(contents)
        self.state_changed.emit()

    def _draw(self, contents: FolderContents) -> None:
        """Draw what is new; each folder's on threads of its own, so that a slow one holds up no other."""
        new = [entry for entry in contents.entries if (entry.path, entry.fingerprint.digest) not in self._drawn]
        if not new:
            return
        self._drawn |= {(entry.path, entry.fingerprint.digest) for entry in new}
        folder = contents.folder
        if folder not in self._pictures:
            pictures = StarterPictures(
                self.bench.renderer, partial(self._load, folder), self, run=partial(run_aside, self)
            )
            pictures.drawn.connect(self.window.show_picture)
            self._pictures[folder] = pictures
        self._pictures[folder].draw(entry.path for entry in new)

    def _load(self, folder: LibraryFolder, path: str) -> Agreement | bytes:
        from slawizard.storage.library.template_file import load_template_file

        template, _fingerprint = load_template_file(Path(path))
        return template.picture_bytes or template.newest.agreement

    def look_at_starter(self, key: str) -> None:
        """Show a starter before it is taken."""
        starter = next(one for one in list_starters() if one.key == key)

        def look() -> Look:
            from slawizard.gui.dialogs.template_preview import Look, Version

            return Look(starter.title, (starter.suits, starter.summary), (Version("", "", load_starter(key)),))

        def fetch(done: Callable[[Look], object], failed: Callable[[Exception], object]) -> object:
            return run_in_background(look, done, failed)

        self._open_preview(starter.title, fetch, lambda _place: self.bench.files.new_from_starter(key))

    def look_at_saved(self, path: str) -> None:
        """Show a saved template before it is taken."""
        found = self.saved.find(path)
        if found is not None:
            self.look_at_entry(*found)

    def look_at_entry(self, entry: Entry, folder: LibraryFolder) -> None:
        """Show a template of the library, with all of its versions, before it is taken."""
        opened: list[OpenedTemplate] = []

        def fetch(done: Callable[[Look], object], failed: Callable[[Exception], object]) -> object:
            def take(one: OpenedTemplate) -> None:
                opened.append(one)
                done(_look(one.template))

            run_aside(self, lambda: open_entry(entry, folder), take, failed)
            return None

        self._open_preview(entry.title, fetch, lambda place: self._begin(opened[0].template, place))

    def look_at_file(self, path: Path) -> None:
        """Show a template from any file, as one that was dropped here, before it is taken."""
        from slawizard.storage.library.template_file import load_template_file

        read: list[SavedTemplate] = []

        def fetch(done: Callable[[Look], object], failed: Callable[[Exception], object]) -> object:
            def take(found: tuple[SavedTemplate, object]) -> None:
                read.append(found[0])
                done(_look(found[0]))

            run_aside(self, lambda: load_template_file(path), take, failed)
            return None

        self._open_preview(path.name, fetch, lambda place: self._begin(read[0], place))

    def _begin(self, template: SavedTemplate, place: int) -> None:
        number = template.versions[-1 - place].number
        self.bench.files.new(use_version(template, number))
        if self.bench.has_open_draft():
            self.go_to_next_question()

    def _open_preview(
        self,
        title: str,
        fetch: Callable[[Callable[[Look], object], Callable[[Exception], object]], object],
        taken: Callable[[int], object],
    ) -> None:
        from slawizard.gui.dialogs.template_preview import PreviewDialog

        dialog = PreviewDialog(title, fetch, self.bench.renderer, self.window)
        dialog.taken.connect(taken)
        dialog.finished.connect(lambda _result: None if self.bench.has_open_draft() else self.bench.pictures.resume())
        self.bench.pictures.hold()  # or its pages would wait for the pictures of all others
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # --- questions and locks -----------------------------------------------------------------------------------

    def go_to_next_question(self) -> None:
        """Go to the first open question of the draft's template behind the field with the focus, or to the first."""
        from slawizard.checks.templates import open_questions

        paths = [question.path for question in open_questions(self.bench.store.agreement)]
        wizard = self.bench.wizard
        if not paths or wizard is None:
            return
        ordered = sorted(paths, key=_place_in_wizard)
        here = wizard.focused_path
        behind = [path for path in ordered if here and _place_in_wizard(path) > _place_in_wizard(here)]
        self.bench.go_to((behind or ordered)[0])

    def unlock(self) -> None:
        """Show what the template locks, to unlock some of it on purpose."""
        from slawizard.gui.dialogs.template_locks import LocksDialog

        self._open(LocksDialog(self.bench.store, self.window))

    # --- saving, following, managing ---------------------------------------------------------------------------

    def save_as_template(self) -> None:
        """Save the open draft as a template, or as a new version of the one that it came from."""
        from slawizard.gui.dialogs.template_save import SaveTemplateDialog

        dialog = SaveTemplateDialog(
            self.bench.store.agreement, self.saved, self._origin_entry(), self.bench.renderer, self.window
        )
        self._open(dialog)

    def show_changes(self) -> None:
        """Show what the draft's template changed since, and take over what is chosen."""
        found = self._origin_entry()
        if found is None:
            return

        def show(opened: OpenedTemplate) -> None:
            from slawizard.gui.dialogs.template_changes import ChangesDialog

            self._open(ChangesDialog(self.bench.store, opened.template, self.window))

        run_aside(self, lambda: open_entry(*found), show, self._tell)

    def manage(self) -> None:
        """Rename, duplicate and delete saved templates, and look at their versions."""
        from slawizard.gui.dialogs.library_templates import TemplatesDialog

        dialog = TemplatesDialog(self.saved, self.window)
        dialog.look_requested.connect(self.look_at_saved)
        self._open(dialog)

    def manage_folders(self) -> None:
        """Add and remove the folders of teams."""
        from slawizard.gui.dialogs.library_folders import FoldersDialog

        dialog = FoldersDialog(self.window.settings.team_folders, self.saved, self.window.folder(), self.window)
        dialog.chosen.connect(self._on_folders_chosen)
        self._open(dialog)

    def _on_folders_chosen(self, folders: object) -> None:
        self.window.remember(team_folders=folders)
        self.saved.read_again()

    def _origin_entry(self) -> tuple[Entry, LibraryFolder] | None:
        origin = self.bench.store.agreement.origin
        return self.saved.named(origin.template) if origin is not None else None

    def _tell(self, error: Exception) -> None:
        alerts.show_error(error, self.window)


def _shelf(contents: FolderContents) -> Shelf | None:
    folder = contents.folder
    trouble = "\n".join((*((contents.trouble,) if contents.trouble else ()), *contents.damaged[:3]))
    if not contents.entries and not trouble:
        return None
    heading = _("Your templates") if folder.is_own else _("Templates of {folder}").format(folder=folder.name)
    name = "start.template" if folder.is_own else f"start.template.{folder.name}"
    return Shelf(name, heading, tuple(_offer(entry) for entry in contents.entries), trouble)


def _offer(entry: Entry) -> Offer:
    details = [_("Version {number}").format(number=entry.version)]
    if entry.questions:
        details.append(_ASKS.of(entry.questions))
    if entry.tags:
        details.append(", ".join(entry.tags))
    return Offer(entry.path, entry.title, entry.note, "", entry.tags, " · ".join(details))


def _look(template: SavedTemplate) -> Look:
    from slawizard.gui.dialogs.template_preview import Look, Version

    versions = []
    for one in reversed(template.versions):
        about = [one.change] if one.change else []
        about.append((_ASKS.of(len(one.questions)) if one.questions else _("asks nothing")).capitalize() + ".")
        if one.locked:
            about.append(_LOCKS.of(len(one.locked)) + ".")
        words = _("{number}, saved {day}").format(number=one.number, day=f"{one.saved:%d.%m.%Y}")
        versions.append(Version(words, "\n".join(about), one.agreement))
    tags = _("Tags: {tags}").format(tags=", ".join(template.tags)) if template.tags else ""
    return Look(template.title, (template.note, tags), tuple(versions))


def _place_in_wizard(path: str) -> tuple[int, int, tuple[int, ...]]:
    """Where a field stands: its step, its place on that page, and the numbers of its rows."""
    from slawizard.gui.pages import PAGES
    from slawizard.gui.pages.base import Page
    from slawizard.wizard.steps import STEP_KEYS, step_of

    step = step_of(path)
    page = PAGES[step]
    order = list(page.fields()) if issubclass(page, Page) else []
    pattern = re.sub(r"\.\d+(?=\.|$)", ".*", path)
    while pattern and pattern not in order:
        pattern = pattern.rpartition(".")[0]
    rows = tuple(int(part) for part in path.split(".") if part.isdigit())
    return STEP_KEYS.index(step), order.index(pattern) if pattern else len(order), rows
