"""The 118 cases worked out by hand from published agreements, each computed by the program and compared exactly."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from slawizard.cli import main
from slawizard.worker.client import RenderWorker
from slawizard.worker.protocol import Preview, PreviewJob
from tests.published.cases import TABLES
from tests.published.catalogue import FOLDER, PUBLISHED, draft_path
from tests.published.routes import measured_document

COPY = FOLDER / "cases.json"
ORIGINALS = Path(__file__).parents[2] / "shared" / "corpus"
"""Where the facts come from; the copy serves where it is not there."""
LEAST_EXACT = 115

Case = dict[str, Any]


def _parsed(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _original_cases() -> list[Case]:
    agreements = [_parsed(path) for path in sorted(ORIGINALS.glob("*.json"))]
    return [{"agreement": each["id"], **case} for each in agreements for case in each["credit_cases"]]


def _cases() -> list[Case]:
    return _original_cases() or _parsed(COPY)


# --- the program's answer ---------------------------------------------------------------------------------------


class Shared:
    """One render process for all commands of this file, in place of one for each."""

    def __init__(self, worker: RenderWorker) -> None:
        self._worker = worker

    def start(self) -> None:
        """It runs already."""

    def close(self) -> None:
        """It runs on."""

    def call(self, job: PreviewJob) -> Preview:
        """The render process's answer."""
        preview = self._worker.call(job)
        assert isinstance(preview, Preview)
        return preview


@pytest.fixture(scope="module")
def worker() -> Iterator[RenderWorker]:
    """A render process."""
    running = RenderWorker()
    running.start()
    yield running
    running.close()


class Program:
    """``slawizard credits FILE --measured MEASURED --json``, for one case after the other."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self._measured = folder / "measured.json"
        self._capture = capture

    def answer(self, case: Case) -> Any:
        """Its answer to a case. Raises RefusalError where it gives none."""
        document = measured_document(TABLES[case["agreement"]], case["measured"])
        # Figures as text, as printed: 99.75 must not become a binary fraction on the way.
        self._measured.write_text(json.dumps(document, default=str), encoding="utf-8")
        draft = draft_path(case["agreement"])
        code = main(["credits", str(draft), "--measured", str(self._measured), "--json"], _no_window)
        out, err = self._capture.readouterr()
        if code:
            raise RefusalError(f"exit code {code}: {err}")
        return json.loads(out)


class RefusalError(Exception):
    """The program gave no answer."""


def _no_window(_draft: Path | None) -> int:
    raise AssertionError("no window is asked for")


@pytest.fixture
def program(
    worker: RenderWorker, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Program:
    """The command."""
    monkeypatch.setattr("slawizard.worker.client.RenderWorker", lambda: Shared(worker))
    return Program(tmp_path, capsys)


def _only_level(answer: Any) -> Any:
    (window,) = answer["windows"]
    (level,) = window["levels"]
    return level


def _only_outcome(answer: Any) -> Any:
    (outcome,) = _only_level(answer)["outcomes"]
    return outcome


READ: dict[str, Callable[[Any], Any]] = {
    "expected_credit": lambda answer: Decimal(answer["total"]),
    "expected_breach": lambda answer: {True: False, False: True, None: None}[_only_level(answer)["met"]],
    "expected_measured_value": lambda answer: Decimal(_only_outcome(answer)["value"]),
    "expected_priority": lambda answer: _only_outcome(answer)["severity_name"],
    "expected_allowed_downtime_mm_ss": lambda answer: _only_outcome(answer)["allowed_downtime"]["clock"],
    "expected_termination_right": lambda answer: any(right["right"] for right in answer["termination"]),
    "expected_monthly_price_eur": lambda answer: Decimal(answer["monthly_price"]["amount"]),
}
"""Where the answer says what a case expects."""


def _expectation(case: Case) -> tuple[str, Any]:
    (key,) = [name for name in case if name.startswith("expected_")]
    return key, case[key]


def _verdict(case: Case, program: Program) -> str:
    """ "exact", or what differs, or why the program gives no answer."""
    key, wanted = _expectation(case)
    try:
        found = READ[key](program.answer(case))
    except (RefusalError, KeyError) as problem:
        return f"not expressible: {problem!r}"
    return "exact" if found == wanted else f"differs: {found}, not {wanted}"


# --- tests ------------------------------------------------------------------------------------------------------


def test_every_case_comes_out_exactly(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = {case["id"]: _verdict(case, program) for case in _cases()}

    counts = Counter(verdict.partition(":")[0] for verdict in verdicts.values())
    with capsys.disabled():
        line = f"{counts['exact']} exact, {counts['differs']} differ, {counts['not expressible']} not expressible"
        print(f"\n{len(verdicts)} cases: {line}")
    wrong = {key: verdict for key, verdict in verdicts.items() if verdict.startswith("differs")}
    assert not wrong
    assert counts["exact"] >= LEAST_EXACT, {key: each for key, each in verdicts.items() if each != "exact"}


def test_there_are_118_cases_of_24_agreements() -> None:
    cases = _cases()

    assert len(cases) == 118
    assert len({case["id"] for case in cases}) == 118
    assert {case["agreement"] for case in cases} == set(PUBLISHED) == set(TABLES)


def test_the_copy_of_the_cases_says_what_the_originals_say() -> None:
    assert _parsed(COPY) == (_original_cases() or _parsed(COPY))


def test_an_input_that_no_table_knows_is_refused() -> None:
    with pytest.raises(KeyError, match="phase_of_the_moon"):
        measured_document(TABLES["05-google-vertex-search"], {"phase_of_the_moon": "full"})


def test_the_answer_names_the_clauses_that_it_follows(program: Program) -> None:
    answer = program.answer(next(each for each in _cases() if each["id"] == "23.4"))

    uptime, _response_time = answer["windows"][0]["levels"]
    assert uptime["clause"] == "Schedule 1"
    assert uptime["credits"][0]["clause"] == "Schedule 3"
    assert answer["caps"][0]["clause"].isdecimal()


def test_a_wrong_expectation_would_be_seen(program: Program) -> None:
    case = next(each for each in _cases() if each["id"] == "33.4")

    assert _verdict(case | {"expected_credit": 800}, program) == "differs: 1200.00, not 800"
