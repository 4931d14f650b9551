"""Where Tab goes: fields that are made later take the place in its order where they stand on the page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain_focus(after: QWidget, container: QWidget) -> QWidget:
    """Let Tab go from `after` through all that was made later inside `container`; gives the last of it."""
    # The lists of combo boxes are windows of their own.
    return chain_widgets(after, (each for each in container.findChildren(QWidget) if each.window() is after.window()))


def chain_widgets(after: QWidget, widgets: Iterable[QWidget]) -> QWidget:
    """Let Tab go from `after` through these widgets, those passed over that never get the focus; gives the last."""
    previous = after
    for widget in widgets:
        if _takes_tab(widget):
            QWidget.setTabOrder(previous, widget)
            previous = widget
    return previous


def stop_before(holder: QWidget) -> QWidget:
    """Where Tab stops before it comes to what `holder` holds: Qt chains nothing to a widget that takes no focus."""
    widget = holder.previousInFocusChain()
    while widget is not None and widget is not holder and (not _takes_tab(widget) or holder.isAncestorOf(widget)):
        widget = widget.previousInFocusChain()
    return widget or holder


def last_stop(holder: QWidget) -> QWidget:
    """Where Tab stops last in what `holder` holds; the holder where it takes the focus itself."""
    stops = [each for each in holder.findChildren(QWidget) if _takes_tab(each) and each.window() is holder.window()]
    return holder if _takes_tab(holder) or not stops else stops[-1]


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
