"""What the window does besides the five steps, one desk a subject; each is made when the workbench is.

A desk's own windows and dialogs are imported when they are opened.
"""

from __future__ import annotations

from slawizard.gui.desks.batch import BatchDesk
from slawizard.gui.desks.clauses import ClausesDesk
from slawizard.gui.desks.desk import Desk
from slawizard.gui.desks.negotiation import NegotiationDesk
from slawizard.gui.desks.packs import PacksDesk
from slawizard.gui.desks.parties import PartiesDesk
from slawizard.gui.desks.styles import StylesDesk
from slawizard.gui.desks.templates import TemplatesDesk

DESKS: tuple[type[Desk], ...] = (
    NegotiationDesk,
    StylesDesk,
    TemplatesDesk,
    PacksDesk,
    PartiesDesk,
    ClausesDesk,
    BatchDesk,
)
"""Every desk; their menu items stand in the table of menus."""
