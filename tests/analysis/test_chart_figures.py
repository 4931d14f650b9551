"""The figures of each chart, and the sentences that say what it shows."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Evidence, StaffShift
from slawizard.agreement.metrics import Direction, WindowKind
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import HoursCalendar, HoursSpan, Weekday
from slawizard.analysis.chart_figures import (
    ChartFigures,
    chance_figures,
    cover_figures,
    credits_figures,
    history_figures,
    promises_of,
)
from tests.agreements.quantities import d
from tests.analysis.calculating import agreement, rule, uptime
from tests.analysis.evidence import month, months, with_history

PAST = ("99.95", "99.99", "99.4", "99.92", "99.97", "100")


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def figures_of(terms: Agreement, make: object) -> ChartFigures | None:
    (promise,) = promises_of(terms)
    found: ChartFigures | None = make(promise)  # type: ignore[operator]
    return found


# --- history ------------------------------------------------------------------------------------------------------


def test_each_window_is_met_or_missed() -> None:
    found = figures_of(with_history(*months(*PAST)), history_figures)
    assert found is not None
    (_, met), (_, missed), (name, target) = found.series
    assert plain(name) == "target 99.9 %"
    assert target == (d("99.9"),) * 6
    assert [place for place, value in enumerate(missed) if value is not None] == [2]
    assert [value is None for value in met] == [value is not None for value in missed]
    assert found.categories[:2] == ("Jan 2025", "Feb 2025")


def test_the_sentence_tells_share_best_and_worst() -> None:
    found = figures_of(with_history(*months(*PAST)), history_figures)
    assert found is not None
    assert plain(found.alternative) == (
        "From Jan 2025 to Jun 2025, 5 of 6 windows met the target of 99.9 %. The best value was 100 %, the worst "
        "99.4 % (Mar 2025)."
    )


def test_windows_are_shown_in_the_order_of_time() -> None:
    found = figures_of(with_history(month(2, "99"), month(0, "100"), month(1, "99.95")), history_figures)
    assert found is not None
    assert found.categories == ("Jan 2025", "Feb 2025", "Mar 2025")


def test_the_worst_is_the_highest_where_less_is_better() -> None:
    level = replace(uptime(), direction=Direction.LOWER)
    found = figures_of(with_history(*months(*PAST), level=level), history_figures)
    assert found is not None
    assert "the worst 100" in plain(found.alternative)


def test_days_and_years_are_named_as_such() -> None:
    for kind, label in ((WindowKind.DAY, "1 Jan 2025"), (WindowKind.YEAR, "2025"), (WindowKind.QUARTER, "Jan 2025")):
        level = replace(uptime(), window=replace(uptime().window, kind=kind))
        found = figures_of(with_history(*months(*PAST), level=level), history_figures)
        assert found is not None
        assert found.categories[0] == label


def test_without_a_history_and_for_a_band_nothing_is_drawn() -> None:
    assert figures_of(agreement(uptime()), history_figures) is None
    band = replace(uptime(), direction=Direction.BAND)
    assert figures_of(with_history(*months(*PAST), level=band), history_figures) is None


# --- chance -------------------------------------------------------------------------------------------------------


def test_the_chance_is_told_at_each_target_with_the_agreed_one_marked() -> None:
    found = figures_of(with_history(*months(*PAST)), chance_figures)
    assert found is not None
    assert found.marked is not None
    assert plain(found.categories[found.marked]) == "99.9 %"
    chances = found.series[0][1]
    # 5 of 6 windows met the target: (5 + 1/2) / 7.
    assert chances[found.marked] == d("78.6")
    assert [plain(name) for name, _ in found.series[1:]] == [
        "comfortable from 95 %",
        "likely from 80 %",
        "stretch from 50 %",
    ]
    assert "99.9 % is kept with 79 %" in plain(found.alternative)


def test_what_is_comfortable_is_said() -> None:
    found = figures_of(with_history(*months(*["99.99"] * 12)), chance_figures)
    assert found is not None
    assert plain(found.alternative).endswith("Comfortable up to 99.99 %.")
    never = figures_of(with_history(*months(*["90"] * 12)), chance_figures)
    assert never is not None
    assert never.alternative.endswith("none of them comfortable.")


def test_without_evidence_no_chance_is_drawn() -> None:
    assert figures_of(agreement(uptime()), chance_figures) is None


# --- cover --------------------------------------------------------------------------------------------------------


def covered(*shifts: StaffShift) -> Agreement:
    """Support on Mondays from 08:00 to 12:00."""
    hours = HoursCalendar("desk", spans=(span("08:00", "12:00"),))
    terms = agreement(uptime())
    return replace(
        terms,
        objectives=Objectives(calendars=(hours,), support_hours="desk"),
        expectations=replace(terms.expectations, staffing=shifts),
    )


def span(start: str, end: str) -> HoursSpan:

    return HoursSpan((Weekday.MON,), dt.time.fromisoformat(start), dt.time.fromisoformat(end))


def test_each_promised_hour_tells_the_minutes_that_nobody_works() -> None:
    found = cover_figures(covered(StaffShift("Desk", 1, span("08:30", "11:00"))))
    assert found is not None
    name, monday = found.series[0]
    assert name == "Monday"
    assert monday[7:13] == (None, d("30"), d("0"), d("0"), d("60"), None)
    assert set(found.series[1][1]) == {None}
    assert "1.5 of the 4 promised hours" in found.alternative
    assert "Monday, 08:00 to 08:30" in found.alternative


def test_full_cover_says_so() -> None:
    found = cover_figures(covered(StaffShift("Desk", 1, span("07:00", "13:00"))))
    assert found is not None
    assert found.alternative == "Somebody works in every promised hour of an ordinary week."


def test_without_hours_or_shifts_no_week_is_drawn() -> None:
    assert cover_figures(covered()) is None
    assert cover_figures(agreement(uptime())) is None


# --- credits ------------------------------------------------------------------------------------------------------


def test_years_are_sorted_by_what_they_cost_and_add_up() -> None:
    found = credits_figures(with_history(*months(*PAST), fee="1000"))
    assert found is not None
    assert found.categories[0] == "none"
    ((_, shares),) = found.series
    told = [share for share in shares if share is not None]
    assert abs(sum(told, d("0")) - 100) <= 1
    assert found.across == "Credits of a year, EUR"
    assert "one year of 20 EUR" in plain(found.alternative)


def test_without_a_fee_credits_are_shares_of_the_fees() -> None:
    found = credits_figures(with_history(*months(*PAST)))
    assert found is not None
    assert found.across == "Credits of a year, % of its fees"
    assert "of the fees" in found.alternative


def test_years_without_any_credit_are_one_bar() -> None:
    found = credits_figures(with_history(*months(*["100"] * 12), fee="1000"))
    assert found is not None
    assert found.categories == ("none",)
    assert found.series[0][1] == (d("100"),)


@pytest.mark.parametrize("evidence", [Evidence()])
def test_what_cannot_be_priced_is_not_drawn(evidence: Evidence) -> None:
    terms = agreement(uptime(), rules=(rule(),))
    assert credits_figures(replace(terms, expectations=replace(terms.expectations, evidence=evidence))) is None
