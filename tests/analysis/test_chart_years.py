"""The years behind the picture of the credits are those of the exposure, fewer of them, and reckoned once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from slawizard.analysis import chart_years
from slawizard.analysis.chart_years import YEARS, simulated_years
from slawizard.analysis.exposure import price
from tests.analysis.calculating import agreement, rule, uptime
from tests.analysis.evidence import months, with_history

TERMS = with_history(*months("99.95", "99.99", "99.4", "98", "99.97", "100"), fee="1000")


def test_they_are_the_first_years_of_the_exposure() -> None:
    found, priced = simulated_years(TERMS), price(TERMS, years=YEARS).simulated
    assert found is not None
    assert priced is not None
    assert len(found.sums) == YEARS
    assert list(found.sums) == sorted(found.sums)
    assert found.sums[-1] == priced.highest
    assert abs(sum(found.sums, Decimal(0)) / YEARS - priced.expected) <= Decimal("0.01")
    assert found.fees == 12000
    assert found.in_money


def test_other_words_do_not_simulate_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = simulated_years(TERMS)
    monkeypatch.setattr(chart_years, "pools_of", lambda *_: pytest.fail("simulated again"))
    assert simulated_years(replace(TERMS, title="Another")) is first


def test_without_credits_or_evidence_there_are_none() -> None:
    assert simulated_years(agreement(uptime())) is None
    assert simulated_years(agreement(uptime(), rules=(rule(),))) is None
