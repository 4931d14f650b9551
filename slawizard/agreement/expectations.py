"""Step 2, expectations: what each side must do, with what resources, and where each stands on every service level."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import msgspec

from slawizard.agreement.metrics import Coordinate, WindowKind
from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import Duration, HoursSpan, Money


class Duty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one party must do, within how long of what.

    `answered_by` is the team that does it, as the shifts name it; empty: anybody of the party on duty. `calendar` is
    the id of the hours in which the party promises to be there for it; empty: support hours for a time that runs on
    service hours, else all hours.
    """

    id: str
    party: Role = Role.CUSTOMER
    text: str = ""
    within: Duration | None = None
    counted_from: str = ""
    answered_by: str = ""
    calendar: str = ""


class Volume(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An assumed volume: `amount` of `unit` per `period` ("users", "tickets" a "month"),
    with the tolerance in percent.
    """

    name: str = ""
    amount: Decimal | None = None
    unit: str = ""
    period: str = ""
    tolerance_percent: Decimal | None = None


class StaffShift(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """People of one party on duty at the same time in some hours, in the support calendar's time zone."""

    team: str = ""
    people: int | None = None
    hours: HoursSpan = HoursSpan()
    on_call: bool = False
    party: Role = Role.PROVIDER


class Supplier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone the provider relies on, what it promises, and whether it stands in the way alone or beside others.

    `availability` in percent. Suppliers that share a `group` work in parallel: any `needed` of them suffice.
    """

    id: str
    name: str = ""
    provides: str = ""
    availability: Decimal | None = None
    window: str = ""
    group: str = ""
    needed: int = 1


class Maintenance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Planned maintenance: when, with what notice, how much of it, and whether it counts as downtime.

    `holidays_of` is an ISO 3166 country, optionally with a subdivision ("DE-BE"): on its public holidays the windows
    are those of Sundays. Empty: holidays are days like others.
    """

    windows: tuple[HoursSpan, ...] = ()
    time_zone: str = ""
    notice: Duration | None = None
    most_hours: Decimal | None = None
    most_hours_per: str = "month"
    emergency_notice: Duration | None = None
    counts_as_downtime: bool = False
    holidays_of: str = ""


class Continuity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Recovery after a disaster: recovery time, recovery point, and how often the plan is tested."""

    recovery_time: Duration | None = None
    recovery_point: Duration | None = None
    test_every: Duration | None = None
    declared_after: Duration | None = None


class PositionStatus(StrEnum):
    """Where a service level stands in the negotiation."""

    OPEN = "open"
    AGREED = "agreed"


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each side says about one service level's first target; the agreed value is the target itself.

    `level` is the id of the service level; values are in that level's unit.
    """

    level: str
    customer_asks: Decimal | None = None
    provider_offers: Decimal | None = None
    status: PositionStatus = PositionStatus.OPEN


# --- evidence: what is known of the past, to judge targets by; in the document only where an annex shows it --------


class HistoryWindow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One measurement window of the past: the day it began, and the value measured, in the target's unit."""

    start: dt.date
    value: Decimal


class History(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one service level (`level`: its id) did in the past; `where` narrows it to a row of the table of targets.

    `source` names where the figures come from. `digest` is the SHA-256 of that file, or "typed". `window` is the kind
    of window that the values were measured over.
    """

    level: str
    where: tuple[Coordinate, ...] = ()
    source: str = ""
    digest: str = "typed"
    window: WindowKind = WindowKind.CALENDAR_MONTH
    windows: tuple[HistoryWindow, ...] = ()


class TypicalIncidents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The outages that a service level (its id) usually has: `a_year` of them, in its service hours.

    Half of them are repaired within `usual_repair`, nine in ten within `long_repair`; empty: all take the usual time.
    """

    level: str
    a_year: Decimal | None = None
    usual_repair: Duration | None = None
    long_repair: Duration | None = None


class TicketLoad(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tickets of one severity (its id): how many a month, and the mean working time on each."""

    severity: str
    a_month: Decimal | None = None
    handling: Duration | None = None


class EvidenceChart(StrEnum):
    """A chart that the agreement can show of its evidence, in an annex."""

    HISTORY = "history"
    CHANCE = "chance"
    COVER = "cover"
    CREDITS = "credits"


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the targets are judged by, and priced with.

    `agents` is the number of people who take tickets at the same time; empty: as the staffing says. `monthly_fee` is
    what credits are a share of. `annex` are the charts that an annex of the agreement shows; empty: there is no annex.
    """

    histories: tuple[History, ...] = ()
    incidents: tuple[TypicalIncidents, ...] = ()
    tickets: tuple[TicketLoad, ...] = ()
    agents: int | None = None
    monthly_fee: Money | None = None
    annex: tuple[EvidenceChart, ...] = ()


class Expectations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Duties, volumes, resources, limits and positions."""

    duties: tuple[Duty, ...] = ()
    volumes: tuple[Volume, ...] = ()
    staffing: tuple[StaffShift, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    maintenance: Maintenance = Maintenance()
    known_limits: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    continuity: Continuity = Continuity()
    ramp_up: Duration | None = None
    ramp_up_until: dt.date | None = None
    ramp_up_terms: str = ""
    evidence: Evidence = Evidence()
