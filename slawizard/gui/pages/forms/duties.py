"""Step 2, first half: where both sides stand, what each must do, and how much is assumed."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Duty, PositionStatus, Volume
from slawizard.agreement.metrics import ServiceLevel, Target
from slawizard.agreement.presets import fresh_id
from slawizard.gui.pages.forms.parties import ROLES
from slawizard.gui.pages.forms.sources import hours_options, periods, row_of
from slawizard.gui.widgets.allowance_words import allowed_short
from slawizard.gui.widgets.duty_verdicts import DutyVerdicts
from slawizard.gui.widgets.field import Card, Field, Kind, choices
from slawizard.gui.widgets.positions_box import PositionsBox

STATUSES = choices({PositionStatus.OPEN: "Open", PositionStatus.AGREED: "Agreed"})


def _allows(agreement: Agreement, path: str) -> str:
    level = row_of(agreement, path, ServiceLevel)
    return allowed_short(agreement, level, level.targets[0].value if level.targets else None) if level else "—"


def _first_target(_agreement: Agreement, path: str, value: Decimal | None) -> tuple[str, tuple[Target, ...]]:
    return path.removesuffix(".0.value"), (Target(value=value),)


def _new_duty(agreement: Agreement) -> Duty:
    return Duty(fresh_id("duty", [one.id for one in agreement.expectations.duties]))


# fmt: off
POSITIONS_CARD = Card("What each side wants", is_bare=True, fields=(
    Field("expectations.positions", "What each side wants", Kind.CUSTOM, "Both sides' figures, side by side.",
          "A target is realistic when both can say why.", width=12, build=PositionsBox,
          empty="There are no service levels yet. Add one to an objective in step 1, or here in step 3; "
                "then both sides' figures stand side by side, each judged by what is known.",
          columns=(
              Field("customer_asks", "Customer asks", Kind.QUANTITY, "What the customer would like.",
                    "It shows how far apart you are.", width=3),
              Field("provider_offers", "Provider offers", Kind.QUANTITY, "What the provider is ready to promise.",
                    "A promise beyond it will be broken.", width=3),
              Field("status", "Standing", Kind.CHOICE, "Whether this one is settled.",
                    "Open ones are what the next meeting is about.", options=STATUSES, width=2),
          ),
          inside_of="metrics.levels.*.", inside=(
              Field("targets.0.value", "Agreed target", Kind.QUANTITY, "What you agree on: the target itself.",
                    "Credits and reports are counted against it.", width=3, create=_first_target),
              Field("allows", "Allows", Kind.SHOWN,
                    "The downtime that this percentage allows in one window, on average.",
                    "99.9 % sounds like always; it is three quarters of an hour a month.", width=3, derived=_allows),
          )),
))

DUTIES_CARD = Card("Duties of both sides", "What each must do, and within how long.", (
    Field("expectations.duties", "Duties", Kind.TABLE, "What the provider does, and what it needs the customer to do.",
          "A provider can only keep a promise when the customer does its part in time.", required=True, width=12,
          add="Add a duty", empty="No duties yet. Add what each side must do for the promises to be kept.",
          new=_new_duty, columns=(
              Field("party", "Who", Kind.CHOICE, "The side that must do it.", options=ROLES, width=4),
              Field("text", "must", Kind.PROSE, "What they must do, beginning with a verb.", "",
                    "name a person who can decide", width=8),
              Field("within", "within", Kind.DURATION, "Their time limit.", "", "2 working days", width=4),
              Field("counted_from", "of", Kind.TEXT, "What the time is counted from.", "", "being asked", width=4),
              Field("answered_by", "By team", Kind.NAME, "The team that does it, as the shifts name it.",
                    "Empty: anybody of that side who is on duty.", "First line", width=4),
              Field("calendar", "In hours", Kind.CHOICE, "The hours in which that side is there for it.",
                    "Without hours a promise holds at night, too.", options=hours_options("By the time limit"),
                    width=4),
          )),
    Field("expectations.duty_verdicts", "Can they be kept?", Kind.SHOWN,
          "Whether somebody of that side is there in time, by the shifts of both sides.",
          "A provider waits for the customer more often than anybody admits.", width=12, build=DutyVerdicts),
))

VOLUMES_CARD = Card("Assumed volumes", "How much use the promises are made for.", (
    Field("expectations.volumes", "Volumes", Kind.TABLE, "Users, tickets, transactions: how many, over what time.",
          "Beyond the assumed volume a target may not hold, and a review is due.", required=True, width=12,
          add="Add a volume", empty="No volumes yet. Add the use that the provider may count on.",
          new=lambda _: Volume(), columns=(
              Field("name", "What", Kind.NAME, "What is counted.", "", "Support tickets", width=5),
              Field("amount", "How many", Kind.NUMBER, "The number assumed.", "", "120", width=3),
              Field("unit", "Unit", Kind.NAME, "The word after the number.", "", "tickets", width=3),
              Field("period", "Per", Kind.NAME, "The time they are counted over.", "", "month", width=3,
                    suggestions=periods),
              Field("tolerance_percent", "Give or take", Kind.PERCENT, "How far off it may be.", "", "20 %", width=3,
                    most=Decimal(1000)),
          )),
))
