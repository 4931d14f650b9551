"""Pages on a draft, shown and in front, for the tests of each."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea

from slawizard.agreement.agreement import Agreement
from slawizard.checks.finding import Finding
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.pages import PAGES
from slawizard.gui.pages.base import Page
from tests.drivers import activate, settle

_frames: list[QScrollArea] = []
STEPS = ("objectives", "expectations", "metrics", "consequences", "flexibility")


def make_store(agreement: Agreement, findings: tuple[Finding, ...] = ()) -> DraftStore:
    """A draft whose checks find what they are told to find."""
    return DraftStore(agreement, find_findings=lambda _agreement: findings)


def show_page(step: str, store: DraftStore, *, more: bool = False) -> Page:
    """The whole page of a step in a window of its own, with all More options open if asked for."""
    page = PAGES[step](store)
    page.build_all()
    frame = QScrollArea()
    frame.setWidgetResizable(True)
    frame.setWidget(page)
    frame.resize(720, 900)
    _frames[:] = [frame]
    activate(frame)
    if more:
        for view in page.card_views():
            view.open_more()
    settle()
    return page
