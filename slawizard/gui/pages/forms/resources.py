"""Step 2, second half: who is on duty, who supplies, when maintenance is done, and what is known not to hold."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import StaffShift, Supplier
from slawizard.agreement.presets import fresh_id
from slawizard.gui.pages.forms.parties import ROLES
from slawizard.gui.pages.forms.sources import periods, time_zones
from slawizard.gui.widgets.field import Card, Field, Kind
from slawizard.gui.widgets.week_box import WeekBox


def _new_supplier(agreement: Agreement) -> Supplier:
    return Supplier(fresh_id("supplier", [one.id for one in agreement.expectations.suppliers]))


# fmt: off
STAFFING_CARD = Card("Support staff", "How many people are there at the same time, and when.", (
    Field("expectations.staffing", "Shifts", Kind.TABLE, "Each shift: the people on duty together, and its hours.",
          "A promise at night needs someone who is awake.", required=True, width=12, add="Add a shift",
          empty="No shifts yet. Add when people are on duty, so that response times can be checked against it.",
          new=lambda _: StaffShift(), columns=(
              Field("team", "Team", Kind.NAME, "Who they are.", "", "First line", width=3),
              Field("people", "People", Kind.WHOLE, "How many at the same time.", "", "3", width=2),
              Field("hours", "Hours", Kind.SPAN, "Their hours, in the time zone of the support hours.", "",
                    "Mon–Fri 09:00–18:00", width=6),
              Field("on_call", "On call", Kind.CHECK, "Whether they are only called when needed.", width=2),
              Field("party", "Of", Kind.CHOICE, "The side whose people they are.",
                    "The customer's people must be there, too, when they are asked.", options=ROLES, width=3),
          )),
    Field("expectations.cover", "Cover of the week", Kind.SHOWN, "Which promised hours somebody works.",
          "A promise at night needs someone who is awake.", width=12, build=WeekBox),
))

SUPPLIERS_CARD = Card("Suppliers", "Whom the provider relies on, and what they promise.", (
    Field("expectations.suppliers", "Suppliers", Kind.TABLE, "Each supplier that can make the service fail.",
          "A chain is no better than the product of its links.", required=True, width=12, add="Add a supplier",
          empty="No suppliers yet. Add those without whom the service stops, with what they promise.",
          new=_new_supplier, columns=(
              Field("name", "Supplier", Kind.NAME, "Its name.", "", "Contoso Cloud", width=5),
              Field("provides", "Provides", Kind.NAME, "What you need it for.", "", "Servers", width=4),
              Field("availability", "Promises", Kind.PERCENT, "The availability in its own agreement.", "", "99.95 %",
                    width=3),
              Field("window", "Over", Kind.NAME, "The time it is measured over.", "", "month", width=3,
                    suggestions=periods),
              Field("group", "Beside", Kind.NAME, "The same word for suppliers that stand in for each other.", "",
                    "power", width=3),
              Field("needed", "Of these", Kind.WHOLE, "How many of that group are enough.", "", "1", width=3,
                    least=Decimal(1)),
          )),
))

MAINTENANCE_CARD = Card("Planned maintenance", "When it may be done, how much of it, and with what notice.", (
    Field("expectations.maintenance.windows", "When it may be done", Kind.HOURS, "Weekly hours for planned work.",
          "Outside them, planned work is downtime.", "Sun 02:00–06:00", width=12, required=True),
    Field("expectations.maintenance.time_zone", "Time zone", Kind.NAME, "The place whose clock these hours follow.",
          "02:00 is not night everywhere.", "Europe/London", width=4, suggestions=time_zones),
    Field("expectations.maintenance.notice", "Announced ahead", Kind.DURATION, "The notice the customer gets.",
          "People plan around what they know of.", "5 working days", width=3, required=True),
    Field("expectations.maintenance.most_hours", "At most, in hours", Kind.NUMBER, "The most hours of planned work.",
          "Unlimited maintenance makes any availability easy to keep.", "4", width=3, required=True),
    Field("expectations.maintenance.most_hours_per", "per", Kind.NAME, "The time those hours are counted over.", "",
          "month", width=2, suggestions=periods),
    Field("expectations.maintenance.counts_as_downtime", "Planned maintenance counts as downtime", Kind.CHECK,
          "Whether planned work makes the measured availability worse.", "Both rules exist; say which is yours.",
          width=12),
), more=(
    Field("expectations.maintenance.holidays_of", "As on Sundays on the public holidays of", Kind.NAME,
          "A country, or a part of one, as an ISO code; empty: holidays are days like others.",
          "A holiday is as quiet as a Sunday.", "DE-BE", width=4),
    Field("expectations.maintenance.emergency_notice", "Notice of emergency work", Kind.DURATION,
          "The notice for work that cannot wait.", "Security patches do not keep to windows.", "2 h", width=4),
))

LIMITS_CARD = Card("Known limits", "What is known not to hold, so that nobody counts on it.", (
    Field("expectations.known_limits", "Known limits", Kind.LINES, "What the service cannot do, one on each line.",
          "A limit that both know of is no breach.", "Reports of over 10,000 rows take minutes", required=True),
    Field("expectations.exclusions", "Excluded causes", Kind.LINES, "Causes that the provider does not answer for.",
          "Failures from outside should cost nobody.", "Failure of the customer's own internet line", required=True),
))

CONTINUITY_CARD = Card("Disaster and start", "What holds after a disaster, and while the service is being built up.", (
    Field("expectations.continuity.recovery_time", "Recovery time", Kind.DURATION, "How soon the service is back.",
          "It is the promise behind the backup.", "8 h", width=3),
    Field("expectations.continuity.recovery_point", "Recovery point", Kind.DURATION,
          "How much of the newest data may be lost.",
          "Backups every night lose up to a day.", "4 h", width=3),
), more=(
    Field("expectations.continuity.test_every", "Tested every", Kind.DURATION, "How often recovery is rehearsed.",
          "A plan that was never tried is a hope.", "12 months", width=3),
    Field("expectations.continuity.declared_after", "Declared after", Kind.DURATION,
          "When a failure becomes a disaster.",
          "Someone must know when the plan begins.", "24 h", width=3),
    Field("expectations.ramp_up", "Ramp-up lasts", Kind.DURATION, "A time at the start with other promises.",
          "A new service needs to settle.", "3 months", width=3),
    Field("expectations.ramp_up_until", "or until", Kind.DATE, "The day the ramp-up ends.", "", "30 June 2027",
          width=3),
    Field("expectations.ramp_up_terms", "What holds until then", Kind.PROSE, "The promises during the ramp-up.",
          "Otherwise the full targets hold from the first day.", width=6),
))
