"""Step 3, first half: each service level, its target, and how it is measured."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import LevelKind, ServiceLevel, WindowKind
from slawizard.agreement.presets import as_kind, new_level
from slawizard.gui.pages.forms import statistics as words
from slawizard.gui.pages.forms.sources import hours_options, row_of, time_zones, units
from slawizard.gui.pages.forms.targets import DIMENSIONS, MORE_TARGET_FIELDS, TARGET_FIELDS
from slawizard.gui.widgets.allowance_words import allowed_words
from slawizard.gui.widgets.field import Card, Field, Kind
from slawizard.gui.widgets.targets_box import TargetsBox
from slawizard.gui.widgets.variant_box import VariantBox


def _as_kind(agreement: Agreement, path: str, kind: Any) -> tuple[str, Any]:
    level = row_of(agreement, path, ServiceLevel)
    return (path.rpartition(".")[0], as_kind(level, LevelKind(kind))) if level else (path, kind)


def _window_is(*kinds: WindowKind) -> Any:
    def check(agreement: Agreement, path: str) -> bool:
        level = row_of(agreement, path, ServiceLevel)
        return level is not None and level.window.kind in kinds

    return check


def _allowed(agreement: Agreement, path: str) -> str:
    level = row_of(agreement, path, ServiceLevel)
    return allowed_words(agreement, level, level.targets[0].value if level.targets else None) if level else ""


# fmt: off
LEVEL_CARD = Card("Service levels", "Everything that is measured, and promised.",
    picker=Field("metrics.levels", "Service levels", Kind.TABLE, "All service levels of the agreement.",
                 "A promise that is not measured is a hope.", required=True, width=12, add="Add a service level",
                 empty="No service levels yet. Add the first: most agreements begin with availability.",
                 new=new_level, columns=(
                     Field("name", "Name", Kind.NAME, "What it is called.", "", "Availability", width=5),
                     Field("kind", "About", Kind.CHOICE, "What it is about.", options=words.KINDS, apply=_as_kind,
                           width=4),
                     Field("targets.0.value", "Target", Kind.QUANTITY, "Its first target.", width=3),
                     Field("window.kind", "Measured over", Kind.CHOICE, "Its window.", options=words.WINDOWS, width=4),
                 )))

PROMISE_CARD = Card("{name}: the promise", "", follows="metrics.levels", fields=(
    Field("name", "Name", Kind.NAME, "What it is called in the agreement.", "Reports and clauses use this name.",
          "Availability", width=5, required=True),
    Field("kind", "About", Kind.CHOICE, "What it is about; a new kind brings its usual statistic, unit and window.",
          "It chooses the wording of the clause.", options=words.KINDS, apply=_as_kind, width=3),
    Field("standing", "Standing", Kind.CHOICE, "Whether a miss is a breach, or the figure is only reported.",
          "Some figures are worth knowing, but not worth a penalty.", options=words.STANDINGS, width=4),
    Field("purpose", "Purpose", Kind.TEXT, "Why this is measured.", "A figure without a purpose is soon gamed.",
          "Staff must be able to post invoices", width=12, required=True),
    Field("targets", "Targets", Kind.CUSTOM, "The promised values.", "", width=12, required=True, build=TargetsBox,
          is_titled=True, derived=_allowed,
          columns=TARGET_FIELDS,
          inside=(DIMENSIONS, *(field.at(f"targets.0.{field.path}") for field in MORE_TARGET_FIELDS))),
), more=(
    Field("external_table", "Targets stand elsewhere", Kind.TEXT, "A document that holds the targets.",
          "It must be attached, in one version.", "Network map, version 7", width=6),
    Field("eligibility", "Holds only for", Kind.LINES, "What must be true for the promise to hold, one on each line.",
          "Otherwise it is claimed by those it was not made for.", "Customers on a paid plan", width=6),
))

MEASURE_CARD = Card("{name}: how it is measured", "", follows="metrics.levels", fields=(
    Field("statistic", "Statistic", Kind.CUSTOM, "How the samples of one window become one figure.",
          "The same month can be 99.9 % by one statistic and 98 % by another.", width=6, required=True,
          build=VariantBox,
          variants=words.STATISTICS),
    Field("unit", "Unit", Kind.UNIT, "The unit of the figure.", "99.9 of what?", "%", width=3, required=True,
          suggestions=units),
    Field("direction", "Better is", Kind.CHOICE, "Which side of the target is good.", "It decides what a miss is.",
          options=words.DIRECTIONS, width=3),
    Field("numerator", "Counted: numerator", Kind.TEXT, "What is counted, above the line.",
          "The formula must work with pencil and paper.", "Minutes in which the service answered", width=6,
          required=True),
    Field("denominator", "Out of: denominator", Kind.TEXT, "What it is a share of, below the line.",
          "A share of what decides the figure.", "Minutes of service hours in the month", width=6, required=True),
    Field("window.kind", "Measured over", Kind.CHOICE, "The stretch of time that gives one figure.",
          "99.9 % a year allows one outage of nine hours; a month does not.", options=words.WINDOWS, width=4,
          required=True),
    Field("window.length", "Length", Kind.DURATION, "The length of the window.", "", "30 days", width=2,
          when=_window_is(WindowKind.FIXED_DAYS, WindowKind.SLIDING)),
    Field("window.starts_on", "Begins on day", Kind.WHOLE, "The day of the month on which the billing month begins.",
          "", "1", width=2, least=Decimal(1), most=Decimal(28), when=_window_is(WindowKind.BILLING_MONTH)),
    Field("window.year_starts", "Year begins in month", Kind.WHOLE, "The first month of the year: 1 is January.", "",
          "1",
          width=2, least=Decimal(1), most=Decimal(12), when=_window_is(WindowKind.QUARTER, WindowKind.YEAR)),
    Field("time_zone", "Time zone", Kind.NAME, "The place whose midnight ends a window.",
          "Otherwise an outage at night falls into two months.", "Europe/London", width=4, required=True,
          suggestions=time_zones),
    Field("hours", "In these hours", Kind.CHOICE, "The hours that count for it.",
          "Downtime outside them costs nothing.", options=hours_options("The service hours"), width=4),
), more=(
    Field("window.counts_as", "Every window counts as", Kind.DURATION,
          "The service time of each window, whatever the calendar says; empty: its real length.",
          "“A month of 30 days” makes every month equally long.", "30 days", width=4),
    Field("window.part_counts_whole", "A part of a window counts as a whole one", Kind.CHECK,
          "Where the service began or ended within the window, the rest counts as time without downtime.",
          "Two bad hours in the last week are fewer percent of a month.", width=8),
    Field("scope", "Measured where", Kind.TEXT, "For which part: per site, per region, for all together.",
          "An average over ten sites hides the one that is down.", "Each region by itself", width=12),
))
