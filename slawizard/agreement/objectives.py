"""Step 1, objectives: the service, what it is for, when it runs, and what both parties want from it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from slawizard.agreement.quantities import HoursCalendar


class Criticality(StrEnum):
    """How much the customer's business depends on the service."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Priority(StrEnum):
    """How an objective ranks (MoSCoW without "won't")."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


class Consent(StrEnum):
    """Where one party stands on an objective."""

    OPEN = "open"
    ACCEPTED = "accepted"


class Objective(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One objective as a sentence, its owner, and the ids of the service levels that show it."""

    id: str
    sentence: str = ""
    owner: str = ""
    priority: Priority = Priority.MUST
    levels: tuple[str, ...] = ()
    provider_consent: Consent = Consent.OPEN
    customer_consent: Consent = Consent.OPEN


class SupportChannel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to reach support. `calendar` is the id of the hours in which it is staffed."""

    kind: str = ""
    address: str = ""
    calendar: str = ""
    languages: tuple[str, ...] = ()


class SeasonalPeak(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known busy time and what it means for the service."""

    name: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    effect: str = ""


class Objectives(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The service and what the parties want. `service_hours` and `support_hours` are ids of `calendars`."""

    service_name: str = ""
    service_description: str = ""
    business_purpose: str = ""
    criticality: Criticality | None = None
    users: str = ""
    sites: tuple[str, ...] = ()
    in_scope: tuple[str, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    calendars: tuple[HoursCalendar, ...] = ()
    service_hours: str = ""
    support_hours: str = ""
    channels: tuple[SupportChannel, ...] = ()
    objectives: tuple[Objective, ...] = ()
    data_processed: str = ""
    data_locations: tuple[str, ...] = ()
    seasonal_peaks: tuple[SeasonalPeak, ...] = ()
