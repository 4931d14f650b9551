"""Tests of waiting times: against published figures, numeric integration and what must always hold."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from slawizard.analysis.staffing import (
    MOST_AGENTS,
    agents_needed,
    answered_within,
    done_within,
    erlang_b,
    erlang_c,
    offered_load,
)

LOADS = st.floats(0.01, 60)
TEAMS = st.integers(1, 80)
TIMES = st.floats(0, 20)

# The load that so many lines carry at a blocking, to the digits printed: the manual of erlang.com's calculator (15
# lines), and the function reference of the Erlang Library for Excel, ErlbTrafFromBlockage, whose last digits are cut.
ERLANG_B = ((15, 0.01, "8.108"), (17, 0.01, "9.65160"), (17, 0.05, "12.4613"), (25, 0.01, "16.1245"))

# D. Collins, Carrier Grade Voice over IP, second edition, appendix A, "Table of Erlang B": the load in erlang that so
# many channels carry at each blocking, in percent, rounded to one decimal.
TABLE_BLOCKING = "0.01 0.05 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0 2.0 3.0 4.0 5.0"
TABLE = {
    5: "0.5 0.6 0.8 0.9 1.0 1.1 1.1 1.2 1.2 1.3 1.3 1.4 1.7 1.9 2.1 2.2",
    6: "0.7 1.0 1.1 1.3 1.4 1.5 1.6 1.7 1.8 1.8 1.9 1.9 2.3 2.5 2.8 3.0",
    7: "1.1 1.4 1.6 1.8 1.9 2.1 2.2 2.2 2.3 2.4 2.4 2.5 2.9 3.2 3.5 3.7",
    8: "1.4 1.8 2.1 2.3 2.5 2.6 2.7 2.8 2.9 3.0 3.1 3.1 3.6 4.0 4.3 4.5",
    9: "1.8 2.3 2.6 2.9 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 4.3 4.7 5.1 5.4",
}


def cut(number: float, places: int) -> str:
    """A number with so many decimals, the rest cut."""
    return str(Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_DOWN))


@pytest.mark.parametrize(("lines", "blocking", "load"), ERLANG_B)
def test_erlang_b_agrees_with_published_figures_to_the_last_digit(lines: int, blocking: float, load: str) -> None:
    assert cut(load_at(blocking, lines), len(load.split(".")[1])) == load


def load_at(blocking: float, lines: int) -> float:
    """The load that so many lines carry at a blocking, by bisection."""
    low, high = 0.0, 100.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if erlang_b(middle, lines) < blocking else (low, middle)
    return low


@pytest.mark.parametrize("lines", TABLE)
def test_erlang_b_agrees_with_a_published_table_to_the_last_digit(lines: int) -> None:
    found = [f"{load_at(float(percent) / 100, lines):.1f}" for percent in TABLE_BLOCKING.split()]
    assert found == TABLE[lines].split()


def test_erlang_c_agrees_with_the_published_example_of_a_call_centre_to_the_last_digit() -> None:
    # pyworkforce 0.1.0, the example of its description: 100 calls of 3 minutes in half an hour, 80 % of them within 20
    # seconds: 14 people, service level 0.8883500191794669, waiting 0.1741319335950498 (the last digit is that of a
    # float).
    load, within = 100 * 3 / 30, 20 / 60 / 3
    assert agents_needed(load, within, 0.8) == 14
    assert f"{erlang_c(load, 14):.15f}" == "0.174131933595050"
    assert f"{answered_within(load, 14, within):.15f}" == "0.888350019179467"


# J. Dunlop, D. Girma and J. Irvine, Digital Mobile Communications and the TETRA System (Wiley), appendix A, two entries
# of its Erlang C table as its worked example quotes them: the load that so many channels carry where 5 % and 1 % wait.
ERLANG_C_LOADS = ((8, 0.05, "3.87"), (10, 0.01, "4.08"))

# Cengage Learning, workbook "Multiple Server Queueing Model": 10 arrivals and 12 services an hour; for 2 to 8 servers
# the chance to wait, the mean number waiting and the mean time waiting, in hours, to three decimals.
QUEUE_WAITS = "0.245 0.058 0.011 0.002 0.000 0.000 0.000"
QUEUE_LENGTHS = "0.175 0.022 0.003 0.000 0.000 0.000 0.000"
QUEUE_TIMES = "0.018 0.002 0.000 0.000 0.000 0.000 0.000"


def waiting_load(share: float, servers: int) -> float:
    """The load at which this share waits, by bisection."""
    low, high = 0.0, float(servers)
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if erlang_c(middle, servers) < share else (low, middle)
    return low


@pytest.mark.parametrize(("channels", "share", "load"), ERLANG_C_LOADS)
def test_erlang_c_agrees_with_the_figures_of_a_printed_table(channels: int, share: float, load: str) -> None:
    assert f"{waiting_load(share, channels):.2f}" == load


def test_erlang_c_agrees_with_a_published_table_of_queues_to_the_last_digit() -> None:
    load, servers = 10 / 12, range(2, 9)
    waits = [erlang_c(load, count) for count in servers]
    lengths = [wait * load / (count - load) for wait, count in zip(waits, servers, strict=True)]
    assert [f"{each:.3f}" for each in waits] == QUEUE_WAITS.split()
    assert [f"{each:.3f}" for each in lengths] == QUEUE_LENGTHS.split()
    assert [f"{each / 10:.3f}" for each in lengths] == QUEUE_TIMES.split()


def test_erlang_c_agrees_with_bronsons_problem_of_three_servers() -> None:
    # R. Bronson, Operations Research (1982), problem 24.6, as printed with M. Casquilho's calculator (Lisbon): 300
    # arrivals a year, two days of service each, three servers: 0.352 wait on average, for 0.43 days.
    load = 300 * 2 / 365
    length = erlang_c(load, 3) * load / (3 - load)
    assert f"{length:.3f}" == "0.352"
    assert f"{length + load:.3f}" == "1.996"
    assert f"{length / 300:.6f}" == "0.001175"
    assert f"{length / 300 * 365:.2f}" == "0.43"


def test_erlang_c_agrees_with_a_published_figure_and_with_the_exact_fraction() -> None:
    # Function reference of the Erlang Library for Excel, ErlcFractionDelayed(11, 10.1): printed as 0.71095477, whose
    # eighth decimal is not that of the exact fraction.
    assert cut(erlang_c(10.1, 11), 7) == "0.7109547"
    terms = [Fraction(101, 10) ** count / math.factorial(count) for count in range(12)]
    waiting = terms[11] * 11 / (11 - Fraction(101, 10))
    assert erlang_c(10.1, 11) == pytest.approx(float(waiting / (sum(terms[:11]) + waiting)), rel=1e-14)


@given(LOADS, TEAMS)
def test_erlang_c_is_the_sum_that_defines_it(load: float, agents: int) -> None:
    if agents <= load:
        assert erlang_c(load, agents) == 1
        return
    terms = [math.exp(count * math.log(load) - math.lgamma(count + 1)) for count in range(agents + 1)]
    waiting = terms[agents] * agents / (agents - load)
    assert erlang_c(load, agents) == pytest.approx(waiting / (sum(terms[:agents]) + waiting), rel=1e-9)


@given(LOADS, TEAMS, TIMES)
def test_one_more_person_is_never_worse(load: float, agents: int, within: float) -> None:
    assert answered_within(load, agents + 1, within) >= answered_within(load, agents, within) - 1e-12
    assert done_within(load, agents + 1, within) >= done_within(load, agents, within) - 1e-12


@given(LOADS, TEAMS, TIMES, TIMES)
def test_more_time_is_never_worse(load: float, agents: int, first: float, more: float) -> None:
    assert answered_within(load, agents, first + more) >= answered_within(load, agents, first)
    assert done_within(load, agents, first + more) >= done_within(load, agents, first) - 1e-12


@settings(deadline=None)
@given(LOADS, st.integers(1, 10), st.floats(0.05, 10))
def test_done_is_waiting_and_then_work(load: float, spare: int, within: float) -> None:
    agents = math.ceil(load) + spare
    done, _error = quad(lambda work: math.exp(-work) * answered_within(load, agents, within - work), 0, within)
    assert done_within(load, agents, within) == pytest.approx(done, abs=1e-7)


def test_a_ticket_with_one_person_to_spare_has_its_own_limit() -> None:
    assert done_within(2.0, 3, 1.5) == pytest.approx(done_within(2.0000001, 3, 1.5), abs=1e-6)


@settings(deadline=None)
@given(LOADS, TIMES, st.floats(0.01, 0.999))
def test_the_people_needed_suffice_and_one_fewer_does_not(load: float, within: float, share: float) -> None:
    needed = agents_needed(load, within, share)
    assert needed is not None
    assert answered_within(load, needed, within) >= share - 1e-9
    assert needed == math.floor(load) + 1 or answered_within(load, needed - 1, within) < share + 1e-9


def test_nobody_can_promise_every_ticket() -> None:
    assert agents_needed(3.0, 1.0, 1.0) is None


def test_no_team_is_found_for_a_load_beyond_all_teams() -> None:
    assert agents_needed(MOST_AGENTS * 2.0, 1.0, 0.9) is None


def test_a_team_that_cannot_keep_up_answers_nothing_in_time() -> None:
    assert answered_within(5.0, 5, 1.0) == done_within(5.0, 5, 1.0) == 0
    assert erlang_c(0.0, 1) == 0


def test_the_load_is_tickets_times_work() -> None:
    assert offered_load(20, 0.5) == 10
