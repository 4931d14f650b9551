"""Tests of the answer on a terminal."""

from __future__ import annotations

from typing import Any

import pytest

from slawizard.agreement.consequences import (
    Bonus,
    Cap,
    Claim,
    EarnBack,
    NoConsequence,
    Remedy,
    RemedyKind,
    TerminationTrigger,
)
from slawizard.analysis.report_words import report_words
from tests.agreements.quantities import d, days
from tests.analysis.calculating import WHOLE, agreement, answer, rule, window


def words(*windows: Any, **terms: Any) -> str:
    found = answer(agreement(rules=(rule(eligibility=("bills are paid",)),), **terms), *windows)
    found["windows"][0]["levels"][0]["clause"] = "Schedule 1"
    return report_words(found).replace("\u00a0", " ")


MISSED = window({"level": "uptime", "outages": [{"lasted": 500}]})


@pytest.mark.parametrize(
    "line",
    [
        "  Uptime: MISSED  [Schedule 1]",
        "    measured 98.842592… %, target 99.9 %, MISSED",
        "      The target allows 43 min 12 s of downtime (43.2 of 43200 minutes).",
        "    Credit credit: EUR 250.00, payable EUR 100.00",
        "      To be claimed by 2026-05-07.",
        "      Only if: bills are paid",
        "Cap for 2026-04 (month): EUR 100.00 bites",
        "  EUR 250.00 are cut to EUR 100.00.",
        "Termination: the customer may end the agreement, since 2026-04-30",
        "These consequences are the only remedy.",
        "Total: EUR 100.00",
    ],
)
def test_the_terminal_tells_each_part(line: str) -> None:
    found = words(
        MISSED,
        caps=(Cap(d("10"), base=WHOLE),),
        claim=Claim(days(7)),
        termination=(TerminationTrigger(misses=1),),
        sole_remedy=True,
    )
    assert line in found.splitlines()


def test_what_comes_later_is_told_too() -> None:
    kept = window({"level": "uptime", "value": "100"}, start="2026-05-01")
    found = words(MISSED, kept, earn_back=EarnBack(1, d("50")), bonuses=(Bonus("uptime", d("99.99"), d("1"), WHOLE),))
    assert "Earned back: uptime, window of 2026-04-01: EUR 125.00" in found
    assert "Bonus: uptime, window of 2026-05-01: EUR 10.00" in found
    assert "Total: EUR 125.00" in found


def test_other_remedies_are_told() -> None:
    remedy = Remedy(RemedyKind.ROOT_CAUSE_REPORT, "any miss", days(5))
    none = NoConsequence("uptime", "It is new.")
    found = words(MISSED, remedies=(remedy,), no_consequence=(none,))
    assert "    Also follows: root cause report, within 5 days: any miss" in found
    assert "    No consequence: It is new." in found


def test_an_automatic_credit_needs_no_claim() -> None:
    found = answer(agreement(rules=(rule(automatic=True),)), MISSED)
    assert "It needs no claim." in report_words(found)
