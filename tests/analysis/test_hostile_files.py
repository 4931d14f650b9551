"""Measured files with anything in any place: an answer, or a sentence; never a traceback, never less than nothing."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.analysis.calculator import calculate
from slawizard.analysis.measured import decode_measured
from slawizard.analysis.report import report
from slawizard.errors import SlaWizardError
from tests.needs.contracts import CONTRACTS
from tests.needs.kinds import KINDS
from tests.needs.needs import NEEDS

SEEDS = [
    (need.agreement, json.loads(json.dumps({"windows": case.windows}, default=str)))
    for need in (made() for made in (NEEDS | KINDS | CONTRACTS).values())
    for case in need.cases
]
ANYTHING: list[Any] = [
    None, -1, 0, 1, "", "x", "-5", "1e5", "99.9", "0.0000001", True, [], {}, 0.1, 10**14, "999999999999999",
    "-999999999999999", "2026-04-01", "2026-04-31", "2026-04-01T10:00", "2026-03-29T02:30", "9000-12-01", "0002-01-01",
    "2026-04-01T10:00+14:00", "P1", "minutes", "months", "working_days", "celsius", ["5"], [{"lasted": 5}],
    {"total": 0, "bad": 0},
]  # fmt: skip
NAMES = [
    "value", "unit", "missed", "outages", "items", "samples", "events", "rates", "violations", "target", "excluded",
    "service_minutes", "previous", "sample_size", "claimed_on", "notified_on", "where", "severity", "opened", "done",
    "promised", "taken", "pauses", "start", "end", "lasted", "clock", "affected_percent", "subscribed_from", "chosen",
    "suspended", "fees", "accrued", "booked", "prepaid", "ended_on", "probes", "error_minutes", "alternative_value",
]  # fmt: skip


def _places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(place for key, each in inner for place in _places(each, (*path, key)))]


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[Any, Any]:
    """An agreement, and one of its measured files with something else in up to three places."""
    agreement, file = draw(st.sampled_from(SEEDS))
    file = copy.deepcopy(file)
    for _ in range(draw(st.integers(1, 3))):
        *outer, last = draw(st.sampled_from(_places(file)[1:] or [("windows",)]))
        node = file
        for key in outer:
            node = node[key]
        if isinstance(node, dict) and draw(st.booleans()):
            last = draw(st.sampled_from(NAMES))
        node[last] = copy.deepcopy(draw(st.sampled_from(ANYTHING)))
    return agreement, file


@given(spoilt())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_spoilt_file_gets_an_answer_or_a_sentence(case: tuple[Any, Any]) -> None:
    total, sentence = _outcome(*case)
    assert sentence.endswith(".") if total is None else total >= 0


def _outcome(agreement: Agreement, file: Any) -> tuple[Decimal | None, str]:
    try:
        answer = report(calculate(agreement, decode_measured(json.dumps(file).encode())))
    except SlaWizardError as problem:
        return None, problem.what
    return Decimal(answer["total"]), ""
