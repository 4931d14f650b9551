"""Step 1, second half: the service, its hours, and what both sides want from it."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.objectives import Consent, Criticality, Objective, Priority, SeasonalPeak, SupportChannel
from slawizard.agreement.presets import fresh_id
from slawizard.agreement.quantities import HoursCalendar
from slawizard.gui.pages.forms.sources import hours_options, level_options, time_zones
from slawizard.gui.widgets.field import Card, Field, Kind, choices

CRITICALITIES = choices({
    Criticality.LOW: "Low: work goes on without it", Criticality.MEDIUM: "Medium: work is slower without it",
    Criticality.HIGH: "High: work stops soon", Criticality.CRITICAL: "Critical: the business stops at once",
})  # fmt: skip
PRIORITIES = choices({Priority.MUST: "Must", Priority.SHOULD: "Should", Priority.COULD: "Could"})
CONSENTS = choices({Consent.OPEN: "Open", Consent.ACCEPTED: "Accepted"})


def _new_objective(agreement: Agreement) -> Objective:
    return Objective(fresh_id("objective", [one.id for one in agreement.objectives.objectives]))


def _new_hours(agreement: Agreement) -> HoursCalendar:
    return HoursCalendar(fresh_id("hours", [one.id for one in agreement.objectives.calendars]))


# fmt: off
SERVICE_CARD = Card("The service", "What is promised, to whom, and where it ends.", (
    Field("objectives.service_name", "Name of the service", Kind.NAME, "What both sides call the service.",
          "Every clause speaks of it by this name.", "Northwind Ledger", required=True),
    Field("objectives.criticality", "How critical it is", Kind.CHOICE, "What a failure means for the customer.",
          "It should decide how high the targets are: each further nine costs.", options=CRITICALITIES,
          unset="Not decided yet", required=True),
    Field("objectives.service_description", "What it does", Kind.PROSE, "The service in two or three sentences.",
          "What is not described cannot be missed.", width=12, required=True),
    Field("objectives.business_purpose", "What it is for", Kind.PROSE, "What the customer's business does with it.",
          "It is the measure for every doubtful clause.", width=12, required=True),
    Field("objectives.users", "Users", Kind.TEXT, "Who uses it, and how many they are.",
          "Satisfaction and volume are counted over them.", "All 400 staff of the finance department", required=True),
    Field("objectives.sites", "Sites", Kind.LINES, "Where it is used, one place on each line.",
          "A promise may hold at one place and not at another.", "London office", required=True),
    Field("objectives.in_scope", "In scope", Kind.LINES, "What belongs to the service, one part on each line.",
          "Both sides expect the same things.", "Web application and interfaces", required=True),
    Field("objectives.out_of_scope", "Out of scope", Kind.LINES, "What does not, one part on each line.",
          "Most quarrels are about what nobody mentioned.", "The customer's own network", required=True),
), more=(
    Field("objectives.data_processed", "Data processed", Kind.PROSE, "Which data of the customer the service handles.",
          "Personal data needs terms of its own.", width=6),
    Field("objectives.data_locations", "Where data is kept", Kind.LINES, "Countries or data centres, one on each line.",
          "Law may ask for it.", "Frankfurt, Germany"),
    Field("objectives.seasonal_peaks", "Busy times of the year", Kind.TABLE,
          "Times when failure hurts more, or load grows.",
          "A target may be higher then, and maintenance should wait.", width=12, add="Add a busy time",
          empty="No busy times yet.", new=lambda _: SeasonalPeak(), columns=(
              Field("name", "Name", Kind.NAME, "What the time is called.", "", "Year-end closing", width=4),
              Field("start", "From", Kind.DATE, "Its first day.", "", "15 December 2027", width=3),
              Field("end", "To", Kind.DATE, "Its last day.", "", "31 January 2028", width=3),
              Field("effect", "What it means", Kind.TEXT, "What changes then.", "", "Twice the load", width=5),
          )),
))

HOURS_CARD = Card("Hours and support", "When the service must run, when support answers, and how to reach it.",
    picker=Field("objectives.calendars", "Hours", Kind.TABLE, "Each set of hours that a promise can run on.",
                 "A clock that nobody defined is the first thing to be disputed.", required=True, width=12,
                 add="Add hours", empty="No hours yet. Add the hours of the service and those of support.",
                 new=_new_hours, columns=(
                     Field("name", "Name", Kind.NAME, "What these hours are called.", "", "Support hours", width=4),
                     Field("spans", "Weekly hours", Kind.HOURS, "Weekdays and times.", "", "Mon–Fri 09:00–17:00",
                           width=8),
                     Field("time_zone", "Time zone", Kind.NAME, "The place whose clock counts.", "", "Europe/London",
                           width=4, suggestions=time_zones),
                 )),
    fields=(
        Field("spans", "Weekly hours", Kind.HOURS, "The weekdays and times that count, as you would write them.",
              "Service hours decide how much downtime a percentage allows.", "Mon–Fri 09:00–17:00; Sat 10:00–14:00",
              width=12),
        Field("holidays_of", "Without the public holidays of", Kind.NAME,
              "A country, or a part of one, as an ISO code; empty for none.",
              "Else a holiday is a working day like any other.", "DE-BE", width=6),
        Field("own_holidays", "and without these days", Kind.DATES, "Further days off, one date on each line.",
              "Company holidays are in no calendar.", "24 December 2027", width=6),
    ))

SUPPORT_CARD = Card("Which hours apply", "", (
    Field("objectives.service_hours", "Service hours", Kind.CHOICE, "The hours in which the service must work.",
          "Downtime outside them does not count.", options=hours_options("Not decided yet"), required=True),
    Field("objectives.support_hours", "Support hours", Kind.CHOICE, "The hours in which someone answers.",
          "Response times can only be kept while somebody is there.", options=hours_options("Not decided yet"),
          required=True),
    Field("objectives.channels", "Ways to reach support", Kind.TABLE,
          "Telephone, e-mail, portal: where, when, in which language.",
          "A clock starts when a ticket reaches the right place.", required=True, width=12, add="Add a channel",
          empty="No way to reach support yet. Add the first one.", new=lambda _: SupportChannel(), columns=(
              Field("kind", "Kind", Kind.NAME, "What it is.", "", "Telephone", width=4),
              Field("address", "Where", Kind.NAME, "Number or address.", "", "+44 20 7946 0000", width=5),
              Field("calendar", "Staffed", Kind.CHOICE, "The hours in which someone is there.",
                    options=hours_options("Support hours"), width=4),
              Field("languages", "Languages", Kind.LINES, "The languages spoken, one on each line.", "", "English",
                    width=4),
          )),
))

OBJECTIVES_CARD = Card("Objectives", "What both sides want, each as one sentence, and the figures that will show it.",
    picker=Field("objectives.objectives", "Objectives", Kind.TABLE,
    "Availability, response, resolution, quality, satisfaction.",
                 "A service level that serves no objective is measured for nothing.", required=True, width=12,
                 add="Add an objective",
                 empty="No objectives yet. Add the first: what must the service do for the business?",
                 new=_new_objective, columns=(
                     Field("sentence", "Objective", Kind.TEXT, "What both sides want, in one sentence.", width=9),
                     Field("priority", "Priority", Kind.CHOICE, "How it ranks.", options=PRIORITIES, width=3),
                     Field("provider_consent", "Provider", Kind.CHOICE, "Where the provider stands.", options=CONSENTS,
                           width=3),
                     Field("customer_consent", "Customer", Kind.CHOICE, "Where the customer stands.", options=CONSENTS,
                           width=3),
                 )),
    fields=(
        Field("sentence", "The objective", Kind.PROSE, "One sentence with a verb: who can do what, how well.",
              "A wish is an objective only when both sides can see whether it was reached.",
              "Staff can post invoices at any hour of a working day", width=12),
        Field("levels", "Shown by", Kind.IDS, "The service levels (KPIs) that show whether it is reached.",
              "An objective with no figure behind it cannot be checked.", width=12, options=level_options,
              add="New service level: type its name, then Enter"),
        Field("owner", "Owner", Kind.NAME, "Who looks after it.", "What belongs to all is done by none.",
              "Head of finance", width=6),
        Field("priority", "Priority", Kind.CHOICE, "Must, should or could.", "It says what to give up first.",
              options=PRIORITIES, width=2),
        Field("provider_consent", "Provider", Kind.CHOICE, "Whether the provider has accepted it.",
              "An objective binds only when both have accepted it.", options=CONSENTS, width=2),
        Field("customer_consent", "Customer", Kind.CHOICE, "Whether the customer has accepted it.",
              "An objective binds only when both have accepted it.", options=CONSENTS, width=2),
    ))
