"""Step 3: the fields of one target, and the dimensions that targets differ by."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Alternative, Dimension, Direction, ServiceLevel, Target
from slawizard.gui.pages.forms.sources import hours_options, row_of, units
from slawizard.gui.widgets.field import Field, Kind, Variant
from slawizard.gui.widgets.variant_box import VariantBox


def _is_band(agreement: Agreement, path: str) -> bool:
    level = row_of(agreement, path, ServiceLevel)
    return level is not None and level.direction is Direction.BAND


# fmt: off
TARGET_FIELDS = (
    Field("value", "Target", Kind.QUANTITY, "The value that is promised.",
          "It is what reports and credits are counted against.", "99.9 %", width=3,
          create=lambda _, path, value: (path.removesuffix(".0.value"), (Target(value=value),))),
    Field("upper", "up to", Kind.QUANTITY, "The upper edge of the band.", "Outside the band is a miss.", width=3,
          when=_is_band),
    Field("minimum", "Minimum level", Kind.QUANTITY,
          "The level below which credits begin, where that is not the target.",
          "Between the two a miss is reported, but costs nothing.", width=3),
    Field("words", "or in words", Kind.TEXT, "A target that is not a number.",
          "It cannot be measured: the checks will say so.", "as soon as practicable", width=6),
)
MORE_TARGET_FIELDS = (
    Field("strict", "The target itself already misses", Kind.CHECK, "Whether exactly the target counts as a miss.",
          "“Below 5 s” and “at most 5 s” are two promises.", width=6),
    Field("due_date", "The bound is the date named in each order", Kind.CHECK,
          "For deliveries with a date of their own.",
          width=6),
    Field("range_from", "Printed as a range from", Kind.QUANTITY, "The first figure of a target printed as a range.",
          "“1 to 2 working days”: the bound is the second figure.", width=4),
    Field("condition", "Only when", Kind.TEXT, "The condition under which the target holds.",
          "A promise may need something from the other side.", "both power feeds are used", width=8),
    Field("unit", "In a unit of its own", Kind.UNIT, "The unit of this target, where it is not the level's.", width=4,
          suggestions=units),
    Field("calendar", "On these hours", Kind.CHOICE, "The hours that the target's time runs on.",
          options=hours_options("As the level's clock"), width=4),
    Field("surcharge_percent", "Surcharge", Kind.PERCENT, "What this target costs on top of the fee.",
          "A level can be a priced option.", "200 %", width=2, most=Decimal(1000)),
    Field("price", "Price", Kind.QUANTITY, "What this target costs.", width=2),
    Field("alternative", "Or else", Kind.CUSTOM, "A second limit; keeping either one is enough.",
          "“24 hours in all, or 8 working hours”.", width=12, build=VariantBox, variants=(
              Variant(type(None), "No second limit", lambda: None),
              Variant(Alternative, "Keeping another limit is enough", lambda: Alternative(Decimal(8), "service_hours"),
                  (
                  Field("value", "Limit", Kind.QUANTITY, "The second limit.", width=3),
                  Field("unit", "Unit", Kind.UNIT, "Its unit.", width=4, suggestions=units),
              )),
          )),
)
DIMENSIONS = Field("dimensions", "Targets differ by", Kind.TABLE, "What targets differ by, and the values it takes.",
    "One row a dimension: severity, plan, region, class, time of day.", width=12, add="Add a dimension",
    new=lambda _: Dimension(), columns=(
        Field("name", "By", Kind.NAME, "What they differ by.", "", "Plan", width=4),
        Field("values", "Values", Kind.LINES, "Its values, one on each line.", "", "Basic", width=8),
    ))
