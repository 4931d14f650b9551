"""Where a target stands, seen from either side, with the room that is left."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from slawizard.agreement.expectations import Evidence
from slawizard.agreement.metrics import Coordinate, Direction
from slawizard.agreement.parties import Role
from slawizard.agreement.private import PrivateNotes
from slawizard.analysis.target_curve import CurvePoint
from slawizard.analysis.verdict import Verdict
from slawizard.negotiation.standing import chance_phrase, standings
from tests.agreements.quantities import d
from tests.analysis.calculating import agreement, rule, uptime
from tests.analysis.evidence import months, with_history
from tests.negotiation.cases import PAST, notes, on_the_table, standing


def test_each_figure_is_told_with_its_chance_and_its_credits() -> None:
    found = standing(on_the_table())
    assert found.asked is not None
    assert found.offered is not None
    assert found.limit is not None
    # 7 of 12 windows keep 99.95 %, 9 keep 99.93 %, 11 keep 99.9 %: (met + 1/2) / 13.
    assert [each.chance for each in (found.asked, found.limit, found.offered)] == [7.5 / 13, 9.5 / 13, 11.5 / 13]
    assert found.current == found.offered
    assert found.asked.yearly_credits is not None
    assert found.offered.yearly_credits is not None
    assert found.asked.yearly_credits >= found.offered.yearly_credits > 0


@pytest.mark.parametrize(
    ("side", "limit", "room"),
    [
        (Role.PROVIDER, "99.93", "0.03"),
        (Role.PROVIDER, "99.8", "-0.1"),
        (Role.CUSTOMER, "99.92", "0.03"),
        (Role.CUSTOMER, "99.99", "-0.04"),
    ],
)
def test_room_is_what_a_side_can_still_give(side: Role, limit: str, room: str) -> None:
    assert standing(on_the_table(), side, notes(side, limit)).room == Decimal(room)


def test_a_provider_gives_way_downwards_where_less_is_stricter() -> None:
    terms = on_the_table()
    level = replace(terms.metrics.levels[0], direction=Direction.LOWER, unit="minutes")
    terms = replace(terms, metrics=replace(terms.metrics, levels=(level,)))
    assert standing(terms).way_given(d("30"), d("20")) == 10
    assert standing(terms, Role.CUSTOMER).way_given(d("30"), d("20")) == -10


def test_a_band_has_no_room() -> None:
    terms = on_the_table()
    level = replace(terms.metrics.levels[0], direction=Direction.BAND)
    assert standing(replace(terms, metrics=replace(terms.metrics, levels=(level,)))).room is None


def test_without_a_limit_no_room_is_told() -> None:
    found = standing(on_the_table(), private=PrivateNotes())
    assert (found.limit, found.room) == (None, None)


def test_a_side_that_named_no_figure_stands_at_the_drafts() -> None:
    found = standing(on_the_table(asked="", offered=""))
    assert (found.asked, found.offered) == (None, None)
    assert found.ours.target == found.theirs.target == d("99.9")


def test_notes_of_the_other_side_are_not_looked_at() -> None:
    (found,) = standings(on_the_table(), notes(Role.CUSTOMER), Role.PROVIDER)
    assert (found.note, found.limit) == (None, None)


def test_credits_are_a_share_of_the_fees_where_no_fee_is_known() -> None:
    terms = on_the_table()
    evidence = replace(terms.expectations.evidence, monthly_fee=None)
    found = standing(replace(terms, expectations=replace(terms.expectations, evidence=evidence)))
    assert found.credits_words(found.current).endswith("of a year’s fees")


def test_credits_nobody_can_tell_are_not_told() -> None:
    terms = on_the_table()
    found = standing(replace(terms, expectations=replace(terms.expectations, evidence=Evidence())))
    assert found.credits_words(found.current) == ""
    assert chance_phrase(found.current) == ""


def test_a_chance_is_told_as_people_say_it_and_a_verdict_stands_in_for_it() -> None:
    assert chance_phrase(CurvePoint(d("1"), 0.916, None)) == "kept 92\u00a0%"
    assert chance_phrase(CurvePoint(d("1"), None, None, Verdict.STRETCH)) == "stretch"


def test_figures_are_told_in_their_unit() -> None:
    found = standing(on_the_table())
    assert found.bound_words(d("99.95")) == "99.95\u00a0%"
    assert found.distance_words(d("0.05")) == "0.05\u00a0points"


def test_a_narrow_column_has_short_units() -> None:
    level = replace(uptime(), unit="milliseconds", direction=Direction.LOWER)
    terms = with_history(*months(*PAST), level=level, terms=agreement(level, rules=(rule(),)))
    assert standing(terms).short_words(d("1500")) == "1,500\u00a0ms"


def test_a_level_that_is_agreed_is_agreed_in_all_its_rows_but_figures_are_the_first_ones() -> None:
    terms = on_the_table(is_agreed=True)
    level = terms.metrics.levels[0]
    gold = replace(level.targets[0], where=(Coordinate("plan", "Gold"),))
    level = replace(level, targets=(*level.targets, gold))
    first, second = standings(replace(terms, metrics=replace(terms.metrics, levels=(level,))), notes(), Role.PROVIDER)
    assert first.is_agreed
    assert second.is_agreed
    assert (second.asked, second.offered, second.limit) == (None, None, None)
