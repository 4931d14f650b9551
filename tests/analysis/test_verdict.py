"""Tests of the five words, and of how well they are kept on histories whose truth is known."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from decimal import Decimal

import pytest

from slawizard.agreement.metrics import ServiceLevel, Target
from slawizard.analysis.assessment import assess, judge, verdict_on
from slawizard.analysis.verdict import (
    RANGES,
    Constraint,
    Promise,
    Verdict,
    binding,
    chance_words,
    verdict_of,
)
from tests.analysis.calculating import agreement, uptime
from tests.analysis.evidence import month, with_history

WINDOWS = 12


@pytest.mark.parametrize(
    ("chance", "verdict"),
    [
        (1.0, "comfortable"),
        (0.95, "comfortable"),
        (0.949, "likely"),
        (0.8, "likely"),
        (0.5, "stretch"),
        (0.0, "unrealistic"),
    ],
)
def test_each_word_has_its_range(chance: float, verdict: str) -> None:
    assert verdict_of(chance) == verdict


@pytest.mark.parametrize(
    ("chance", "words"), [(1.0, "over 99\u00a0%"), (0.0, "under 1\u00a0%"), (0.9615, "96\u00a0%"), (0.5, "50\u00a0%")]
)
def test_no_chance_is_ever_called_certain(chance: float, words: str) -> None:
    assert chance_words(chance) == words


def test_the_worst_verdict_decides_and_of_equal_ones_the_lowest_chance() -> None:
    good = Constraint("history", "", "", Verdict.COMFORTABLE, 0.97)
    bad, worse = Constraint("a", "", "", Verdict.STRETCH, 0.7), Constraint("b", "", "", Verdict.STRETCH, 0.6)
    assert binding((good, bad, worse)) is worse
    assert binding((good, Constraint("c", "", "", Verdict.LIKELY))) == Constraint("c", "", "", Verdict.LIKELY)
    assert binding((Constraint("d", "", ""),)) is None


def test_a_promise_knows_its_field_and_unit() -> None:
    level = ServiceLevel("a", unit="minutes", targets=(Target(Decimal(1)), Target(Decimal(2), unit="hours")))
    promise = Promise(agreement(uptime(), level), level, 1, 1, level.targets[1])
    assert (promise.path, promise.unit) == ("metrics.levels.1.targets.1.value", "hours")


Kept = dict[Verdict, list[bool]]


def _with_known_share(draw: random.Random) -> Kept:
    """Services whose true share of good windows, drawn at random, only the test knows."""
    found: Kept = {verdict: [] for verdict in Verdict}
    verdicts: dict[int, Verdict] = {}
    for _ in range(40_000):
        truth = draw.betavariate(0.5, 0.5)
        met = sum(draw.random() < truth for _ in range(WINDOWS))
        if met not in verdicts:
            windows = (month(number, "99.95" if number < met else "99.5") for number in range(WINDOWS))
            verdicts[met] = assess(with_history(*windows))[0].verdict
        found[verdicts[met]].append(draw.random() < truth)
    return found


def _with_known_outages(draw: random.Random) -> Kept:
    """Services whose outages come at a rate, and take times, that only the test knows; targets from slack to strict."""
    found: Kept = {verdict: [] for verdict in Verdict}
    for _ in range(6_000):
        rate, usual = 10 ** draw.uniform(-1.5, 0.7), 10 ** draw.uniform(0.7, 2.4)
        values = [_measured(rate, usual, draw) for _ in range(WINDOWS + 1)]
        target = draw.choice(("99", "99.5", "99.8", "99.9", "99.95", "99.99"))
        windows = (month(number, value) for number, value in enumerate(values[:-1]))
        terms = with_history(*windows, level=uptime(targets=(Target(Decimal(target)),)))
        level = terms.metrics.levels[0]
        verdict = verdict_on(judge(Promise(terms, level, 0, 0, level.targets[0])))
        found[verdict].append(Decimal(values[-1]) >= Decimal(target))
    return found


def _measured(rate: float, usual: float, draw: random.Random) -> str:
    lost, moment = 0.0, draw.expovariate(1.0)
    while moment < rate:
        lost += draw.lognormvariate(math.log(usual), 1.0)
        moment += draw.expovariate(1.0)
    return f"{max(0.0, 100 - lost / 43_829.1 * 100):.4f}"


@pytest.mark.parametrize("services", [_with_known_share, _with_known_outages])
def test_of_targets_with_a_verdict_the_share_kept_lies_in_its_range(services: Callable[[random.Random], Kept]) -> None:
    table, upper = services(random.Random(20)), 1.0
    print(f"\n{'verdict':<14} {'range':<14} {'targets':>8} {'kept':>7}")
    shares = []
    for verdict, least in RANGES:
        kept = table[verdict]
        shares.append((least, sum(kept) / len(kept), upper))
        print(f"{verdict.value:<14} {least:.2f} to {upper:.2f}   {len(kept):>8} {shares[-1][1]:>7.3f}")
        assert len(kept) > 100
        upper = least
    assert all(least <= share <= most for least, share, most in shares)
