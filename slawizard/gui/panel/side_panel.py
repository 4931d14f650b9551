"""The right side of the wizard: the agreement, its checks and the guide, one tab each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from slawizard.agreement.agreement import Waiver
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.gui.panel.agreement_view import AgreementView
from slawizard.gui.panel.checks_list import ChecksList
from slawizard.gui.panel.guide import Guide
from slawizard.gui.panel.live_preview import LivePreview
from slawizard.gui.theme import Role, set_role
from slawizard.i18n import _


class SidePanel(QTabWidget):
    """Tabs Agreement, Checks and Guide. `field_chosen` carries the path that a click in any of them leads to."""

    field_chosen = Signal(str)

    def __init__(self, preview: LivePreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        set_role(self, Role.PAPER)
        self.setDocumentMode(True)
        self.tabBar().setObjectName("panel.tabs")
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)
        self.agreement = AgreementView(preview)
        self.checks = ChecksList()
        self.guide = Guide()
        self.addTab(self.agreement, _("&Agreement"))
        self.addTab(self.checks, "")
        self.addTab(self.guide, _("&Guide"))
        self.agreement.field_chosen.connect(self.field_chosen)
        self.checks.field_chosen.connect(self.field_chosen)
        self.show_findings(())

    def show_findings(self, findings: tuple[Finding, ...], waived: tuple[tuple[Finding, Waiver], ...] = ()) -> None:
        """Show the findings and those that are let stand, and in the tab how many want mending."""
        self.checks.show_findings(findings, waived)
        number = sum(finding.level is not FindingLevel.NOTE for finding in findings)
        words = _("&Checks ({number})").format(number=number) if number else _("&Checks")
        self.setTabText(self.indexOf(self.checks), words)

    def tab(self) -> str:
        """The key of the tab in front: "agreement", "checks" or "guide"."""
        return next(key for key, tab in self._tabs().items() if tab is self.currentWidget())

    def set_tab(self, key: str) -> None:
        """Bring a tab to the front; an unknown key changes nothing."""
        self.setCurrentWidget(self._tabs().get(key, self.currentWidget()))

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front and give it the focus."""
        self.set_tab(key)
        self.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tabs(self) -> dict[str, QWidget]:
        return {"agreement": self.agreement, "checks": self.checks, "guide": self.guide}
