"""An agreement on the table: asked, offered, kept back, with evidence to argue from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec.structs import replace

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Duty, Position, PositionStatus, Supplier, TypicalIncidents
from slawizard.agreement.parties import Frame, Party, Role
from slawizard.agreement.private import Priority, PrivateNotes, PrivatePosition
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.negotiation.standing import Standing, standings
from tests.agreements.quantities import d
from tests.analysis.calculating import agreement, rule, uptime
from tests.analysis.evidence import months, with_history

PAST = ("99.99", "99.97", "99.93", "99.92", "99.96", "99.91", "99.98", "99.94", "99.4", "99.95", "99.97", "99.99")


def on_the_table(
    *, asked: str = "99.95", offered: str = "99.9", is_agreed: bool = False, past: tuple[str, ...] = PAST, **more: Any
) -> Agreement:
    """99.9 % of uptime a month with a year of history, and a fee of EUR 1,000 a month."""
    status = PositionStatus.AGREED if is_agreed else PositionStatus.OPEN
    position = Position("uptime", d(asked) if asked else None, d(offered) if offered else None, status)
    terms = with_history(*months(*past), fee="1000", terms=agreement(uptime(), rules=(rule(),)), **more)
    frame = Frame(Party("Anvil Ltd"), Party("Bellows plc"), start=dt.date(2027, 1, 1), reference="R-1")
    expectations = replace(terms.expectations, positions=(position,))
    return replace(terms, title="Hosting", frame=frame, expectations=expectations)


def with_more_evidence(terms: Agreement) -> Agreement:
    """The same with suppliers that owe less, outages that take long, and a duty on each side."""
    hour, day = Duration(d("1"), TimeUnit.HOURS), Duration(d("1"), TimeUnit.DAYS)
    evidence = replace(
        terms.expectations.evidence, incidents=(TypicalIncidents("uptime", d("6"), hour, Duration(d("3"), hour.unit)),)
    )
    expectations = replace(
        terms.expectations,
        evidence=evidence,
        suppliers=(Supplier("host", "Host One", "hosting", d("99.5")),),
        duties=(
            Duty("a", Role.CUSTOMER, "name a contact.", day, "the signature"),
            Duty("b", Role.PROVIDER, "install updates"),
        ),
    )
    return replace(terms, expectations=expectations)


def notes(side: Role = Role.PROVIDER, limit: str = "99.93", **more: Any) -> PrivateNotes:
    """Private notes with a limit."""
    position = PrivatePosition("uptime", limit=d(limit), reasons="No second site", priority=Priority.MUST_HAVE)
    return PrivateNotes(side, (replace(position, **more),), "Keep the old contract", "Speak of price last")


def standing(terms: Agreement, side: Role = Role.PROVIDER, private: PrivateNotes | None = None) -> Standing:
    """Where its only target stands."""
    (found,) = standings(terms, private or notes(side), side)
    return found
