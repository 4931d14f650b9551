"""How findings speak of the things in a draft: by their own names in quotation marks, or by their place in the list."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import ServiceLevel, Severity, Target
from slawizard.agreement.parties import Role
from slawizard.agreement.wording import quantity_words
from slawizard.i18n import _


def quoted(text: str) -> str:
    """Text of the draft, marked as such: “Uptime”."""
    return f"“{text.strip()}”"


def level_name(level: ServiceLevel) -> str:
    """A service level by its name, or by its id while it has none."""
    return quoted(level.name or level.id)


def level_name_of(agreement: Agreement, level_id: str) -> str:
    """A service level by its name where the id is known, by the id otherwise."""
    level = agreement.level(level_id)
    return quoted(level_id) if level is None else level_name(level)


def severity_name(severity: Severity) -> str:
    """A severity by its name, or by its id while it has none."""
    return quoted(severity.name or severity.id)


def row_name(kind: str, position: int, name: str = "") -> str:
    """A row of a list: its name where it has one, else "duty 3" (counted from one)."""
    return quoted(name) if name.strip() else f"{kind} {position + 1}"


def party_name(role: Role) -> str:
    """The party as the subject of a sentence."""
    return _("the provider") if role is Role.PROVIDER else _("the customer")


def value_words(agreement: Agreement, level: ServiceLevel, value: Decimal, target: Target | None = None) -> str:
    """A figure in the unit of a service level, or of one of its targets where that has its own."""
    unit = (target.unit if target is not None else "") or level.unit
    return quantity_words(value, unit, currency=agreement.frame.currency)
