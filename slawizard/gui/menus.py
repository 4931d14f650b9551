"""The menus as a table: what each item says, its shortcut, and whether it needs an open draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from slawizard.i18n import _
from slawizard.wizard.steps import ALL_STEPS

Keys = QKeySequence.StandardKey | str | None


class Item(NamedTuple):
    """One menu item. `name` is the action's object name, and names its slot in the window: "file.save_as"."""

    name: str
    words: str
    keys: Keys = None
    needs_draft: bool = True


_Std = QKeySequence.StandardKey
SEPARATOR = Item("", "")

MENUS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        _("&File"),
        (
            Item("file.new", _("&New…"), _Std.New, needs_draft=False),
            Item("file.open", _("&Open…"), _Std.Open, needs_draft=False),
            SEPARATOR,
            Item("file.save", _("&Save"), _Std.Save),
            Item("file.save_as", _("Save &as…"), "Ctrl+Shift+S"),
            SEPARATOR,
            Item("file.export", _("&Export…"), "Ctrl+E"),
            Item("file.print", _("&Print…"), _Std.Print),
            SEPARATOR,
            Item("file.quit", _("&Quit"), "Ctrl+Q", needs_draft=False),
        ),
    ),
    (
        _("&Edit"),
        (
            Item("edit.undo", _("&Undo"), _Std.Undo),
            Item("edit.redo", _("&Redo"), "Ctrl+Y"),
        ),
    ),
    (
        _("&Draft"),
        (
            Item("draft.back", _("&Back"), "Alt+Left"),
            Item("draft.next", _("&Next step"), "Alt+Right"),
            SEPARATOR,
            *(
                Item(f"draft.step.{step.key}", f"&{number} {step.title}", f"Ctrl+{number}")
                for number, step in enumerate(ALL_STEPS, start=1)
            ),
            SEPARATOR,
            Item("draft.next_finding", _("Go to the next &finding"), "F8"),
            Item("draft.next_question", _("Go to the next &question"), "F7"),
        ),
    ),
    (
        _("Nego&tiate"),
        (
            Item("negotiate.notes", _("Private &notes…"), "Ctrl+Shift+N"),
            SEPARATOR,
            Item("negotiate.brief_provider", _("Brief for the &provider…")),
            Item("negotiate.brief_customer", _("Brief for the &customer…")),
            Item("negotiate.term_sheet", _("&Term sheet…")),
        ),
    ),
    (
        _("&Library"),
        (
            Item("library.save_template", _("Save as &template…")),
            Item("library.changes", _("What &changed in the template…")),
            Item("library.unlock", _("&Unlock…")),
            SEPARATOR,
            Item("library.templates", _("&Manage templates…"), needs_draft=False),
            Item("library.folders", _("&Folders…"), needs_draft=False),
            SEPARATOR,
            Item("library.clauses", _("C&lauses…"), needs_draft=False),
            SEPARATOR,
            Item("library.pack", _("Make a &pack…"), needs_draft=False),
            Item("library.open_pack", _("&Open a pack…"), needs_draft=False),
            SEPARATOR,
            Item("library.address_book", _("&Address book…"), needs_draft=False),
            SEPARATOR,
            Item("library.styles", _("House &styles…"), needs_draft=False),
            SEPARATOR,
            Item("library.batch", _("Many agreements f&rom a table…"), needs_draft=False),
        ),
    ),
    (
        _("&View"),
        (
            Item("view.panel", _("&Side panel"), "F9"),
            Item("view.agreement", _("&Agreement"), "Alt+1"),
            Item("view.checks", _("&Checks"), "Alt+2"),
            Item("view.guide", _("&Guide"), "Alt+3"),
            SEPARATOR,
            Item("view.theme.system", _("Colours of the s&ystem"), needs_draft=False),
            Item("view.theme.light", _("&Light"), needs_draft=False),
            Item("view.theme.dark", _("&Dark"), needs_draft=False),
        ),
    ),
    (
        _("&Help"),
        (
            Item("help.guide", _("&Guide to this field"), "F1"),
            Item("help.about", _("&About SLA Wizard"), needs_draft=False),
        ),
    ),
)

_CHECKABLE = ("view.panel", "view.theme.")


class Menus:
    """The menu bar of a window. Its titles are there at once; its items come with `fill`, or the first use of
    `actions`: the first paint does without them.
    """

    def __init__(self, window: QMainWindow, act: Callable[[str], object]) -> None:
        """`act` is called with the name of the item that was chosen."""
        self._window = window
        self._act = act
        self._actions: dict[str, QAction] = {}
        self._themes: QActionGroup | None = None
        self._is_open = False
        self._empty = [(window.menuBar().addMenu(title), items) for title, items in MENUS]

    @property
    def actions(self) -> dict[str, QAction]:
        """The items by name."""
        self.fill()
        return self._actions

    def fill(self) -> None:
        """Make the items, unless that was done."""
        empty, self._empty = self._empty, []
        for menu, items in empty:
            for item in items:
                self._add(menu, item)

    def _add(self, menu: QMenu, item: Item) -> None:
        if item == SEPARATOR:
            menu.addSeparator()
            return
        action = QAction(item.words, self._window)
        action.setObjectName(item.name)
        action.setCheckable(item.name.startswith(_CHECKABLE))
        action.setEnabled(self._is_open or not item.needs_draft)
        if item.keys is not None:
            action.setShortcut(QKeySequence(item.keys))
        action.triggered.connect(lambda _checked=False: self._act(item.name))
        if item.name.startswith("view.theme."):
            if self._themes is None:
                self._themes = QActionGroup(self._window)
            self._themes.addAction(action)
        menu.addAction(action)
        self._actions[item.name] = action

    def enable_for_draft(self, is_open: bool) -> None:
        """Enable what needs a draft while one is open, and only then."""
        self._is_open = is_open
        for _title, items in MENUS:
            for item in items:
                if item.needs_draft and item.name in self._actions:
                    self._actions[item.name].setEnabled(is_open)
