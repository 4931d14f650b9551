"""The keys that go to a field by its label: Alt and a letter, which is underlined only while Alt is down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from shiboken6 import isValid

# Letters of the menus, and of Back and Next.
_TAKEN = frozenset("bnfedtlvhwz")

_Labelled = QLabel | QAbstractButton


class Mnemonics(QObject):
    """Gives each label of a page a letter. A letter that several labels share goes from one to the next."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._uses: Counter[str] = Counter()
        self._labels: list[tuple[_Labelled, str, str, Callable[[], QWidget]]] = []
        self._shortcuts: dict[str, QShortcut] = {}
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Underline the letters while Alt is down; no longer, too, when a key with Alt has led to another page."""
        kind = event.type()
        if kind == QEvent.Type.Hide:
            self.show_marks(False)
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
            self.show_marks(kind == QEvent.Type.KeyPress)
        return super().eventFilter(watched, event)

    def add(self, label: _Labelled, text: str, target: Callable[[], QWidget]) -> None:
        """Let a letter of `text` go to the widget that `target` names when it is asked."""
        plain = text.replace("&", "&&")
        label.setText(plain)
        places = [
            at for at, sign in enumerate(plain) if sign.isascii() and sign.isalpha() and sign.lower() not in _TAKEN
        ]
        if not places:
            return
        best = min(places, key=lambda at: (self._uses[plain[at].lower()], at))
        letter = plain[best].lower()
        self._uses[letter] += 1
        self._labels.append((label, plain, f"{plain[:best]}&{plain[best:]}", target))
        if letter not in self._shortcuts:
            shortcut = QShortcut(QKeySequence(f"Alt+{letter.upper()}"), self._page)
            shortcut.activated.connect(partial(self._go, letter))
            self._shortcuts[letter] = shortcut

    def show_marks(self, shown: bool) -> None:
        """Underline the letters, or not. While they are, Qt itself goes where they point, from one to the next."""
        for shortcut in self._shortcuts.values():
            shortcut.setEnabled(not shown)
        self._labels = [entry for entry in self._labels if isValid(entry[0])]
        for label, plain, marked, _target in self._labels:
            if label.isVisible() or not shown:
                label.setText(marked if shown else plain)

    def _go(self, letter: str) -> None:
        entries = [
            entry
            for entry in self._labels
            if isValid(entry[0]) and entry[0].isVisible() and entry[2][entry[2].index("&") + 1].lower() == letter
        ]
        if not entries:
            return
        targets = [target() for _label, _plain, _marked, target in entries]
        now = next((at for at, widget in enumerate(targets) if widget.hasFocus()), -1)
        following = targets[(now + 1) % len(targets)]
        following.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if len(entries) == 1 and entries[0][0] is following and isinstance(following, QAbstractButton):
            following.click()
