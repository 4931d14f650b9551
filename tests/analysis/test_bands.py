"""Tests of the prover of band tables."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.credit_shapes import Band, KeyedOn, Overlap
from slawizard.agreement.metrics import Direction
from slawizard.analysis.bands import BandTable, FaultKind, covered, interval_of, prove
from slawizard.analysis.credits import depth, holds
from slawizard.analysis.rounding import half_up

D = Decimal


def band(lower: str | None, upper: str | None, credit: str, edges: str = "[)") -> Band:
    return Band(
        None if lower is None else D(lower),
        edges[0] == "[",
        None if upper is None else D(upper),
        edges[1] == "]",
        D(credit),
    )


SOUND = (band("99", "99.9", "10"), band("95", "99", "25"), band(None, "95", "50"))


def uptime(*bands: Band, places: int | None = None, **more: object) -> BandTable:
    return BandTable(bands, Direction.HIGHER, D("99.9"), places=places, **more)  # type: ignore[arg-type]


def kinds(table: BandTable) -> list[FaultKind]:
    return [fault.kind for fault in prove(table)]


def test_a_sound_table_has_no_fault() -> None:
    assert prove(uptime(*SOUND)) == ()


def test_a_band_with_a_gap_names_the_gap() -> None:
    (fault,) = prove(uptime(band("99.01", "99.9", "10"), band(None, "99", "25")))
    assert fault.kind is FaultKind.GAP
    assert fault.words("percent") == "99\u00a0% to 99.01\u00a0% (99.01\u00a0% excluded) is in no band."


def test_two_excluded_edges_leave_a_gap_without_them() -> None:
    (fault,) = prove(uptime(band("99.01", "99.9", "10"), band(None, "99", "25", "[]")))
    assert fault.words("percent") == "99\u00a0% to 99.01\u00a0% (both excluded) is in no band."


def test_rounded_values_close_the_gap_between_neighbouring_hundredths() -> None:
    rows = (band("3.01", "3.40", "25", "[]"), band("3.41", "3.70", "50", "[]"), band("3.71", None, "75", "[]"))
    assert prove(BandTable(rows, Direction.LOWER, D("3.00"), places=2)) == ()
    assert kinds(BandTable(rows, Direction.LOWER, D("3.00"))) == [FaultKind.GAP] * 3


def test_an_edge_in_neither_band_is_named() -> None:
    faults = prove(uptime(band("99", "99.9", "10", "(]"), band(None, "99", "25")))
    assert [fault.kind for fault in faults] == [FaultKind.EDGE_IN_NEITHER, FaultKind.PAYS_ON_TARGET]
    assert faults[0].words("percent") == "Exactly 99\u00a0% is in no band: the edge belongs to neither side."
    assert faults[1].words("percent") == "Exactly 99.9\u00a0% keeps the target, and row 1 pays all the same."


def test_an_edge_in_both_bands_is_named() -> None:
    (fault,) = prove(uptime(band("99", "99.9", "10"), band(None, "99", "25", "[]")))
    assert (fault.kind, fault.lower, fault.upper, fault.rows) == (FaultKind.EDGE_IN_BOTH, D(99), D(99), (0, 1))


def test_overlapping_thresholds_are_a_fault_unless_the_deepest_wins() -> None:
    rows = (band(None, "99.9", "10"), band(None, "99", "25"))
    assert kinds(uptime(*rows)) == [FaultKind.OVERLAP]
    assert prove(uptime(*rows, overlap=Overlap.DEEPEST_WINS)) == ()


def test_a_band_hidden_by_a_deeper_one_is_never_reached() -> None:
    rows = (band("98", "99.9", "10"), band("98", "99", "5", "[)"), band(None, "99", "25"))
    faults = prove(uptime(*rows, overlap=Overlap.DEEPEST_WINS))
    assert FaultKind.NEVER_REACHED in {fault.kind for fault in faults if fault.rows == (1,)}


def test_a_band_above_a_hundred_percent_is_never_reached() -> None:
    assert FaultKind.NEVER_REACHED in kinds(uptime(*SOUND, band("100", None, "5", "(]")))


def test_figures_between_target_and_first_band_are_a_gap() -> None:
    (fault,) = prove(uptime(band("99.85", "99.89", "2.5"), band(None, "99.85", "5")))
    assert (fault.kind, fault.lower, fault.upper) == (FaultKind.GAP, D("99.89"), D("99.9"))


def test_a_first_step_of_ten_percent_over_leaves_smaller_misses_without_a_band() -> None:
    rows = (band("10", "20", "10"), band("20", None, "20"))
    (fault,) = prove(BandTable(rows, Direction.LOWER, D(2), keyed_on=KeyedOn.MISS_PERCENT, unit="milliseconds"))
    assert fault.words("percent") == "0\u00a0% to 10\u00a0% (both excluded) is in no band."


def test_edges_the_wrong_way_round_are_named_by_row() -> None:
    assert FaultKind.WRONG_ORDER in kinds(uptime(band("99.9", "99", "10"), band(None, "99.9", "25")))


def test_rows_out_of_order_are_named() -> None:
    assert kinds(uptime(SOUND[1], SOUND[0], SOUND[2])) == [FaultKind.WRONG_ORDER]


def test_a_deeper_band_that_pays_less_is_named() -> None:
    (fault,) = prove(uptime(band("99", "99.9", "25"), band(None, "99", "10")))
    assert (fault.kind, fault.rows) == (FaultKind.DEEPER_PAYS_LESS, (0, 1))


def test_a_cap_below_a_band_swallows_it() -> None:
    faults = prove(uptime(*SOUND, cap=D(20)))
    assert [(fault.kind, fault.rows) for fault in faults] == [
        (FaultKind.CAP_SWALLOWS, (1,)),
        (FaultKind.CAP_SWALLOWS, (2,)),
    ]


def test_a_table_of_nothing_but_zero_never_pays() -> None:
    assert kinds(uptime(band(None, "99.9", "0"))) == [FaultKind.NEVER_PAYS]


def test_a_two_sided_target_needs_bands_on_both_sides() -> None:
    table = BandTable((band("26", None, "5", "(]"),), Direction.BAND, D(22), D(26), unit="celsius")
    (fault,) = prove(table)
    assert (fault.kind, fault.lower, fault.upper, fault.upper_inclusive) == (FaultKind.GAP, None, D(22), False)


def test_an_outage_of_no_length_is_none() -> None:
    rows = (band(None, "9", "5"), band("9", None, "10"))
    assert prove(BandTable(rows, Direction.LOWER, D(0), unit="minutes")) == ()
    from_zero = BandTable((band("0", "9", "5"), rows[1]), Direction.LOWER, D(0), unit="minutes")
    assert kinds(from_zero) == [FaultKind.PAYS_ON_TARGET]
    assert kinds(BandTable(rows, Direction.LOWER, D(1), unit="minutes")) == [FaultKind.PAYS_ON_TARGET]


def test_the_figures_covered_are_joined() -> None:
    (whole,) = covered(SOUND)
    assert (whole.lower, whole.upper, whole.upper_inclusive) == (None, D("99.9"), False)


# --- the verdict against brute force over a fine grid -----------------------------------------------------------

edges = st.none() | st.integers(0, 50).map(lambda n: D(n) / 5)
bands_drawn = st.lists(
    st.builds(Band, edges, st.booleans(), edges, st.booleans(), st.sampled_from([D(0), D(5), D(10)])),
    min_size=1,
    max_size=4,
)
# Edges lie on fifths: the multiples of a tenth hold every edge, and a figure inside each stretch between two edges.
FINE_GRID = [D(n) / 10 for n in range(1001)]


@given(bands_drawn, st.integers(0, 50).map(lambda n: D(n) / 5), st.booleans(), st.sampled_from([None, 0, 1]))
def test_the_provers_verdict_equals_brute_force(
    rows: list[Band], target: Decimal, strict: bool, places: int | None
) -> None:
    table = BandTable(tuple(rows), Direction.LOWER, target, strict=strict, places=places)
    points = FINE_GRID if places is None else [point for point in FINE_GRID if point == half_up(point, places)]
    missing = [point for point in points if point > target or (strict and point == target)]
    counts = {point: sum(holds(row, point) for row in rows) for point in points}
    seen = set(kinds(table))
    gap_kinds = {FaultKind.GAP, FaultKind.EDGE_IN_NEITHER}
    both_kinds = {FaultKind.OVERLAP, FaultKind.EDGE_IN_BOTH}
    assert bool(seen & gap_kinds) == any(counts[point] == 0 for point in missing)
    assert bool(seen & both_kinds) == any(count > 1 for count in counts.values())
    paying = [row for row in rows if row.credit]
    kept = [point for point in points if point not in set(missing)]
    assert (FaultKind.PAYS_ON_TARGET in seen) == any(holds(row, point) for row in paying for point in kept)
    assert (FaultKind.NEVER_PAYS in seen) == (not any(holds(row, point) for row in paying for point in missing))


@given(bands_drawn, st.sampled_from([None, 0, 1]))
def test_the_figures_covered_equal_brute_force(rows: list[Band], places: int | None) -> None:
    points = FINE_GRID if places is None else [point for point in FINE_GRID if point == half_up(point, places)]
    pieces = covered(tuple(rows), places)
    for point in points:
        inside = any(
            holds(Band(piece.lower, piece.lower_inclusive, piece.upper, piece.upper_inclusive), point)
            for piece in pieces
        )
        assert inside == any(holds(row, point) for row in rows)
    assert all(one.upper is not None and other.lower is not None for one, other in pairwise(pieces))


@given(bands_drawn)
def test_deepest_wins_never_reaches_what_brute_force_never_picks(rows: list[Band]) -> None:
    table = BandTable(tuple(rows), Direction.LOWER, D(0), overlap=Overlap.DEEPEST_WINS)
    picked: set[int] = set()
    for point in FINE_GRID:
        found = [row for row, each in enumerate(rows) if holds(each, point)]
        if found:
            picked.add(max(found, key=lambda row: (depth(rows[row], worse_is_lower=False), row)))
    never = {fault.rows[0] for fault in prove(table) if fault.kind is FaultKind.NEVER_REACHED}
    reversed_rows = {row for row, each in enumerate(rows) if interval_of(each).is_empty}
    assert never == set(range(len(rows))) - picked - reversed_rows
