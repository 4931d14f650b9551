"""Step 5, flexibility: how the agreement is reviewed, changed, scaled, renewed and left."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import msgspec

from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import Duration, Money


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The regular review: how often, who takes part, what is discussed, and when its minutes are sent."""

    every: Duration | None = None
    participants: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    minutes_within: Duration | None = None


class ChangeProcedure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a change is asked for, answered and made, and what stands when the parties do not agree."""

    request_to: str = ""
    answer_within: Duration | None = None
    agree_within: Duration | None = None
    effective_after: Duration | None = None
    if_not_agreed: str = ""


class TriggerKind(StrEnum):
    """A change of circumstances after which either party may ask to renegotiate."""

    VOLUME = "volume"
    LAW = "law"
    PRICE_INDEX = "price_index"
    TECHNOLOGY = "technology"
    REPEATED_MISS = "repeated_miss"
    OVER_PERFORMANCE = "over_performance"
    OTHER = "other"


class RenegotiationTrigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must have happened, in figures where there are any, and how soon talks begin."""

    kind: TriggerKind = TriggerKind.VOLUME
    condition: str = ""
    talks_within: Duration | None = None


class ScalingBand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From `lower` up to `upper` (None: no limit) of the scaling unit: price per unit,
    and the service levels' targets.
    """

    lower: Decimal | None = None
    upper: Decimal | None = None
    unit_price: Money | None = None
    targets: str = ""


class Scaling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Growing and shrinking: the unit counted, bands, lead times, the least commitment, and short peaks.

    `agreed` is the number with which the agreement begins, and from which scaling and peaks are counted.
    """

    unit: str = ""
    bands: tuple[ScalingBand, ...] = ()
    up_lead_time: Duration | None = None
    down_notice: Duration | None = None
    least_commitment: Decimal | None = None
    peak_percent: Decimal | None = None
    peak_at_most: Duration | None = None
    agreed: Decimal | None = None


class LevelChanges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Adding and retiring service levels: how, and how long a new one runs before credits apply."""

    how_to_add: str = ""
    how_to_retire: str = ""
    trial_period: Duration | None = None
    changes_per_year: int | None = None


class Exit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Leaving: notice, help with the transition, how data comes back and when it is deleted."""

    provider_notice: Duration | None = None
    customer_notice: Duration | None = None
    transition_period: Duration | None = None
    transition_duties: tuple[str, ...] = ()
    data_return_format: str = ""
    data_return_within: Duration | None = None
    data_deletion_within: Duration | None = None


class Revision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of the agreement."""

    version: str = ""
    date: dt.date | None = None
    author: str = ""
    summary: str = ""


class Approval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone who approves this version before it is signed."""

    party: Role = Role.PROVIDER
    name: str = ""
    job_title: str = ""
    date: dt.date | None = None


class LegalRider(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clause of one's own for one country or case: where it applies, and its text."""

    applies_to: str = ""
    text: str = ""


class Flexibility(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the agreement bends without breaking."""

    review: Review = Review()
    change: ChangeProcedure = ChangeProcedure()
    triggers: tuple[RenegotiationTrigger, ...] = ()
    scaling: Scaling = Scaling()
    level_changes: LevelChanges = LevelChanges()
    renewal_notice: Duration | None = None
    exit: Exit = Exit()
    revisions: tuple[Revision, ...] = ()
    approvals: tuple[Approval, ...] = ()
    riders: tuple[LegalRider, ...] = ()
