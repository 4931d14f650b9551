"""Step five of the full example: review, change, scaling, exit and history."""

from __future__ import annotations

import datetime as dt

from slawizard.agreement.flexibility import (
    Approval,
    ChangeProcedure,
    Exit,
    Flexibility,
    LegalRider,
    LevelChanges,
    RenegotiationTrigger,
    Review,
    Revision,
    Scaling,
    ScalingBand,
    TriggerKind,
)
from slawizard.agreement.parties import Role
from tests.agreements.quantities import d, days, euro, months, working_days


def full_flexibility() -> Flexibility:
    """How the full example bends."""
    return Flexibility(
        review=Review(
            every=months(3),
            participants=("Service owner", "Head of Operations"),
            agenda=("the reports of the quarter", "misses and their causes", "volumes and what is planned"),
            minutes_within=working_days(5),
        ),
        change=ChangeProcedure(
            request_to="the service owner of the other party",
            answer_within=working_days(10),
            agree_within=days(30),
            effective_after=days(30),
            if_not_agreed="the Agreement stays as it is",
        ),
        triggers=tuple(
            RenegotiationTrigger(kind, f"a figure is passed that concerns {kind.value.replace('_', ' ')}", days(20))
            for kind in TriggerKind
        ),
        scaling=Scaling(
            unit="named users",
            bands=(
                ScalingBand(d("1"), d("1000"), euro("12.50"), "as agreed"),
                ScalingBand(d("1000"), None, euro("11"), "as agreed, after 30 days"),
            ),
            up_lead_time=days(10),
            down_notice=months(3),
            least_commitment=d("500"),
            peak_percent=d("20"),
            peak_at_most=days(45),
            agreed=d("750"),
        ),
        level_changes=LevelChanges("in writing, by both parties", "at the end of a quarter", months(3), 2),
        renewal_notice=months(6),
        exit=Exit(
            provider_notice=None,
            customer_notice=months(6),
            transition_period=months(3),
            transition_duties=("keep the Service running", "answer questions of the successor"),
            data_return_format="one CSV file for each table, in UTF-8",
            data_return_within=days(30),
            data_deletion_within=days(60),
        ),
        revisions=(
            Revision("1.0", dt.date(2026, 9, 1), "Brightwater", "First draft."),
            Revision("2.1", dt.date(2026, 11, 20), "Aldermoor", "Credits after the second round."),
        ),
        approvals=(
            Approval(Role.PROVIDER, "Emre Kaya", "Head of Operations", dt.date(2026, 11, 21)),
            Approval(Role.CUSTOMER, "Niamh Doran", "Chief Information Officer"),
        ),
        riders=(
            LegalRider("users in Germany", "Nothing in this Agreement limits a consumer's rights under German law."),
        ),
    )
