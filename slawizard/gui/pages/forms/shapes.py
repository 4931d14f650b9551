"""Step 4: the shapes that a credit can have, each with a sentence and its few fields."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement import consequences as c
from slawizard.agreement import credit_shapes as s
from slawizard.agreement.agreement import Agreement
from slawizard.gui.pages.forms.sources import row_of, units
from slawizard.gui.widgets.credit_answers import downtime_of_band, question_of
from slawizard.gui.widgets.field import Field, Kind, Variant, choices

KEYED = choices({
    s.KeyedOn.VALUE: "the measured value", s.KeyedOn.MISS: "how far the target was missed",
    s.KeyedOn.MISS_PERCENT: "the miss in percent of the target",
})  # fmt: skip
ROUNDINGS = choices({
    s.IncrementRounding.FULL_ONLY: "Only full ones count", s.IncrementRounding.STARTED: "Each started one counts",
    s.IncrementRounding.PRO_RATA: "Parts count in proportion",
})  # fmt: skip
OVERLAPS = choices({
    s.Overlap.FORBIDDEN: "not allowed", s.Overlap.DEEPEST_WINS: "the deepest counts",
})  # fmt: skip


def _downtime(agreement: Agreement, path: str) -> str:
    rule = row_of(agreement, path, c.CreditRule)
    band = row_of(agreement, path, s.Band)
    return downtime_of_band(question_of(agreement, rule), band) if rule and band else "—"


def _is_of_a_miss(agreement: Agreement, path: str) -> bool:
    shape = getattr(row_of(agreement, path, c.CreditRule), "shape", None)
    return getattr(shape, "keyed_on", None) is s.KeyedOn.MISS or bool(getattr(shape, "unit", ""))


# fmt: off
_BAND_COLUMNS = (
    Field("lower", "Measured from", Kind.QUANTITY, "The lower edge; empty: no limit.", width=4),
    Field("lower_inclusive", "incl.", Kind.CHECK, "Whether the lower edge itself belongs to the band.", width=2),
    Field("upper", "to below", Kind.QUANTITY, "The upper edge; empty: no limit.", width=4),
    Field("upper_inclusive", "incl.", Kind.CHECK, "Whether the upper edge itself belongs to the band.", width=2),
    Field("credit", "Credit", Kind.QUANTITY, "What the band earns.", width=3),
    Field("downtime", "Downtime this means", Kind.SHOWN, "The downtime of these percentages, on average.", width=6,
          derived=_downtime),
)
_UNIT = Field("unit", "in", Kind.UNIT, "The unit of the figure, where it is not the level's.", width=3,
              suggestions=units, when=_is_of_a_miss)

SHAPES = (
    Variant(s.Bands, "Bands: The deeper the figure falls, the higher the credit, in steps.", s.Bands, (
        Field("bands", "Bands", Kind.TABLE, "From one value to the next, and what that earns.",
              "A gap between two bands pays nothing; an overlap is a quarrel.", width=12, add="Add a band",
              empty="No bands yet. Add the first: from which value to which, and what is paid?", new=lambda _: s.Band(),
              columns=_BAND_COLUMNS),
        Field("keyed_on", "The bands are of", Kind.CHOICE, "Which figure the edges are of.", options=KEYED, width=5),
        Field("overlap", "If bands overlap", Kind.CHOICE, "What a table of overlapping thresholds means.",
              "“Below 99.9: 10 %, below 99: 25 %” overlaps; say that the deepest counts.", options=OVERLAPS, width=4),
        _UNIT,
    )),
    Variant(s.Flat, "Flat: The same credit for any miss.", s.Flat, (
        Field("credit", "Credit", Kind.QUANTITY, "What any miss earns.",
              "Simple, but a small miss costs as much as a large one.",
              width=3),
    )),
    Variant(s.LostTime, "Lost time: The price of the time that was lost, times a factor.", s.LostTime, (
        Field("multiplier", "Times", Kind.NUMBER, "The factor on the price of the lost time.",
              "The bare price of an hour is usually next to nothing.", "10", width=3),
        Field("grace", "After", Kind.DURATION, "The first lost time that earns nothing.", "", "15 min", width=3),
        Field("beyond_allowance", "Only time past the target's allowance", Kind.CHECK,
              "Whether the downtime that the target allows stays free.", width=12),
    )),
    Variant(s.Increments, "Increments: So much for each full or started part of the miss.", s.Increments, (
        Field("credit", "Credit", Kind.QUANTITY, "What each part earns.", "", width=2),
        Field("every", "for every", Kind.QUANTITY, "The size of one part.", "", width=2),
        Field("keyed_on", "of", Kind.CHOICE, "What is counted in parts.", options=KEYED, width=5),
        Field("rounding", "Parts", Kind.CHOICE, "What happens to an unfinished part.",
              "“Or part thereof” doubles many credits.", options=ROUNDINGS, width=3),
        Field("grace", "after", Kind.QUANTITY, "How much is free.", "", width=2),
        Field("initial", "plus at once", Kind.QUANTITY, "What is due at the moment of the miss.", "", width=3),
        Field("most", "at most, parts", Kind.NUMBER, "The most parts that count.", "", "10", width=3),
        _UNIT,
    )),
    Variant(s.PerOccurrence, "Per case: So much for each ticket or item that missed.", s.PerOccurrence, (
        Field("credit", "Credit", Kind.QUANTITY, "What each case earns.", "", width=3),
        Field("threshold", "past", Kind.QUANTITY, "The value past which a case earns, where that is not the target.",
              "",
              width=3),
        Field("free", "after, cases", Kind.WHOLE, "How many cases of a window are free.", "", "2", width=3,
              most=Decimal(100000)),
    )),
)
