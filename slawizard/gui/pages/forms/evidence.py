"""Step 2: what is known of the past, by which the targets are judged; in the document only where an annex shows it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from typing import Any

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import EvidenceChart, History, TicketLoad, TypicalIncidents
from slawizard.agreement.metrics import Coordinate
from slawizard.gui.pages.forms import statistics as words
from slawizard.gui.pages.forms.sources import chosen_level_options, row_of, severity_options
from slawizard.gui.widgets.exposure_box import ExposureBox
from slawizard.gui.widgets.field import Card, Field, Kind, Option, choices
from slawizard.gui.widgets.histories_box import HistoriesBox
from slawizard.gui.widgets.history_box import HistoryBox
from slawizard.i18n import Plural, _

_MOST_CELLS = 60


def _free_level(agreement: Agreement, taken: Sequence[Any]) -> str:
    """The first level that nothing is known of yet, or the first of all."""
    ids = [level.id for level in agreement.metrics.levels]
    there = {one.level for one in taken}
    return next((level for level in ids if level not in there), ids[0] if ids else "")


def _new_history(agreement: Agreement) -> History:
    level_id = _free_level(agreement, agreement.expectations.evidence.histories)
    level = agreement.level(level_id)
    return History(level_id, window=level.window.kind) if level else History(level_id)


def _new_incidents(agreement: Agreement) -> TypicalIncidents:
    return TypicalIncidents(_free_level(agreement, agreement.expectations.evidence.incidents))


def _new_load(agreement: Agreement) -> TicketLoad:
    there = {load.severity for load in agreement.expectations.evidence.tickets}
    return TicketLoad(next((one.id for one in agreement.metrics.severities if one.id not in there), ""))


def _cells(agreement: Agreement, path: str) -> Sequence[Option]:
    """All targets of a history's level, or one row of its table."""
    history = row_of(agreement, path, History)
    level = agreement.level(history.level) if history else None
    options = [Option((), "The whole level")]
    dimensions = [one for one in level.dimensions if one.values] if level else []
    for row in product(*(one.values for one in dimensions)) if dimensions else ():
        cell = tuple(Coordinate(each.name, value) for each, value in zip(dimensions, row, strict=True))
        options.append(Option(cell, " · ".join(row)))
    return options[:_MOST_CELLS]


def _known(agreement: Agreement, path: str) -> str:
    history = row_of(agreement, path, History)
    return Plural("{count} window", "{count} windows").of(len(history.windows)) if history else ""


def _trace(agreement: Agreement, path: str) -> str:
    history = row_of(agreement, path, History)
    typed = history is None or history.digest == "typed"
    return _("Typed by hand") if typed else _("SHA-256 {digest}…").format(digest=history.digest[:16] if history else "")


# fmt: off
HISTORIES_CARD = Card("What is known of the past",
"By this the targets are judged. It stays in the draft; the agreement shows it only in an annex that you choose.",
    picker=Field("expectations.evidence.histories", "Histories", Kind.TABLE,
                 "For a service level: what was measured in the past, window by window.",
                 "Twelve months of the past say more than any hope.", width=12, add="Type a history",
                 empty="Nothing is known yet, so nobody can tell whether the targets can be kept. Import a table from "
                       "your monitoring, your status page or your ticket system, or type the last twelve figures.",
                 new=_new_history, build=HistoriesBox, columns=(
                     Field("level", "Service level", Kind.CHOICE, "Whose past it is.", options=chosen_level_options,
                           width=5),
                     Field("source", "Source", Kind.TEXT, "Where the figures come from.", "Both sides must be able to "
                           "look it up.", "Status page, 2026", width=6),
                     Field("known", "Known", Kind.SHOWN, "How many windows are known.", derived=_known, width=3),
                 )))

FIGURES_CARD = Card("{name}: what was measured", "", follows="expectations.evidence.histories", fields=(
    Field("windows", "Measured values", Kind.CUSTOM, "The value of each window, as it was reported.",
          "Six windows are the least for a verdict; twelve are better.", "99.97 %", width=12, build=HistoryBox,
          is_titled=True),
    Field("window", "Each is", Kind.CHOICE, "The stretch of time that each value was measured over.",
          "Values by the week say nothing of a promise by the month.", options=words.WINDOWS, width=4),
    Field("where", "Holds for", Kind.CHOICE, "The row of the table of targets that it is about.",
          "Critical tickets are not answered like the others.", options=_cells, width=4),
    Field("digest", "Traceable to", Kind.SHOWN, "The digest of the file that the values were read from.",
          "With it anyone can prove which file it was.", derived=_trace, width=4),
))

INCIDENTS_CARD = Card("Usual outages", "Where no history is at hand: how often it fails, and how long repair takes.", (
    Field("expectations.evidence.incidents", "Usual outages", Kind.TABLE,
          "For a service level: its outages in a usual year, and how long they last.",
          "Two outages of an hour each are more than 99.9 % of a month allows.", width=12, add="Add usual outages",
          empty="None entered. Estimate them where you have no history: a rough figure shows what is out of reach.",
          new=_new_incidents, columns=(
              Field("level", "Service level", Kind.CHOICE, "What fails.", options=chosen_level_options, width=4),
              Field("a_year", "A year", Kind.NUMBER, "How many outages a usual year has.", "", "6", width=2),
              Field("usual_repair", "Usual repair", Kind.DURATION, "Half of them are repaired within this time.", "",
                    "30 min", width=3),
              Field("long_repair", "Long repair", Kind.DURATION, "Nine in ten are repaired within this time.", "",
                    "2 h", width=3),
          )),
))

TICKETS_CARD = Card("Tickets and people", "How many tickets come, how long they take, and who takes them.", (
    Field("expectations.evidence.tickets", "Tickets", Kind.TABLE,
          "For each severity: tickets a month, and the working time on each.",
          "Response and resolution times follow from the load on the team.", width=12, add="Add a severity's tickets",
          empty="No ticket volumes yet. Add them for each severity, so that response and resolution times can be "
                "tested against the people there are.",
          new=_new_load, columns=(
              Field("severity", "Severity", Kind.CHOICE, "Which tickets.", options=severity_options, width=4),
              Field("a_month", "A month", Kind.NUMBER, "How many come in a month.", "", "40", width=3),
              Field("handling", "Work on each", Kind.DURATION, "The mean working time on one ticket.", "", "45 min",
                    width=3),
          )),
    Field("expectations.evidence.agents", "People on tickets", Kind.WHOLE,
          "How many take tickets at the same time; empty: as the shifts say.",
          "Waiting grows steeply when few people take many tickets.", "3", width=4, least=Decimal(1)),
))

EXPOSURE_CARD = Card("What misses cost", "The credits of a year, for both sides, before anyone signs.", (
    Field("expectations.evidence.monthly_fee", "Monthly fee", Kind.MONEY, "What the customer pays in a month.",
          "Credits are shares of it. It stays in the draft, and is never printed.", "EUR 10,000", width=4),
    Field("expectations.exposure", "Credits of simulated years", Kind.SHOWN,
          "What the promises would cost in thousands of years made of what is known.",
          "A promise has a price: this is it.", width=12, build=ExposureBox, is_titled=True),
))

_CHARTS = choices({
    EvidenceChart.HISTORY: "The past against each target", EvidenceChart.CHANCE: "Chance by target",
    EvidenceChart.COVER: "Who works when", EvidenceChart.CREDITS: "Credits of simulated years",
})
ANNEX_CARD = Card("Evidence in the agreement", "Nothing of it is printed unless both sides want to see it there.", (
    Field("expectations.evidence.annex", "Charts in an annex", Kind.IDS,
          "What an annex of the agreement shows; none pressed: there is no annex.",
          "It names the sources, and says that it promises nothing.", options=_CHARTS, width=12),
))
