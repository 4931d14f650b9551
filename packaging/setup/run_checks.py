"""Runs every check of the project, goes on after one fails, and says at the end what failed and what was skipped."""

import argparse
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / ".cache" / "reports"
_BIN = Path(sys.executable).parent
_NO_TESTS_RAN = 5


@dataclass(frozen=True, slots=True)
class Check:
    """A check by its name and command; the tests among them write what they skipped into a report."""

    name: str
    command: tuple[str, ...]
    report: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check ended, in words (empty when it passed), after how many seconds."""

    name: str
    trouble: str
    duration_s: float


def _tests(name: str, *arguments: str) -> Check:
    report = REPORTS / f"{name}.xml"
    pytest = (sys.executable, "-m", "pytest", "-q", f"--junitxml={report}")
    return Check(name, (*pytest, *arguments), report)


CHECKS = (
    Check("format", (sys.executable, "-m", "ruff", "format", "--check", "--quiet", ".")),
    # Without its cache: whether an import is ours depends on files that the cache does not look at.
    Check("lint", (sys.executable, "-m", "ruff", "check", "--quiet", "--no-cache", ".")),
    Check("types", (sys.executable, "-m", "mypy", "--no-error-summary")),
    Check("import contracts", (str(_BIN / "lint-imports"), "--no-logo")),
    _tests("sizes", "tests/test_house.py"),
    _tests("tests", "-n", "2", "--deselect", "tests/test_house.py"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all checks; return 0 when all passed, and, where that is asked for, none of their tests was skipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--none-skipped", action="store_true", help="fail when a test was skipped")
    none_skipped: bool = parser.parse_args(arguments).none_skipped
    started = time.monotonic()
    REPORTS.mkdir(parents=True, exist_ok=True)
    outcomes = [run_check(check) for check in CHECKS]
    skipped = skipped_tests([check.report for check in CHECKS if check.report is not None])
    print(summary(outcomes, skipped, time.monotonic() - started))
    failed = any(outcome.trouble for outcome in outcomes)
    return 1 if failed or (none_skipped and skipped) else 0


def run_check(check: Check) -> Outcome:
    """Run one check, showing what it prints."""
    print(f"\n== {check.name}", flush=True)
    if check.report is not None:
        check.report.unlink(missing_ok=True)
    # The tests open windows: they belong on no screen that somebody is working at.
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    started = time.monotonic()
    status = subprocess.run(check.command, check=False, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode
    return Outcome(check.name, trouble_of(check, status), time.monotonic() - started)


def trouble_of(check: Check, status: int) -> str:
    """Return in words how a check's exit code is to be read; empty when it passed."""
    if check.report is not None and status == _NO_TESTS_RAN:
        return "no test was found"
    if status < 0:
        return f"ended by signal {-status}"
    return f"exit code {status}" if status else ""


def skipped_tests(reports: Sequence[Path]) -> Mapping[str, int]:
    """Return the reasons why tests were skipped, with how many tests each kept from running."""
    reasons: Counter[str] = Counter()
    for report in reports:
        if not report.is_file():
            continue
        for mark in ElementTree.parse(report).iter("skipped"):
            if mark.get("type") == "pytest.skip":
                reasons[mark.get("message", "no reason given")] += 1
    return reasons


def summary(outcomes: Sequence[Outcome], skipped: Mapping[str, int], duration_s: float) -> str:
    """Return the closing lines: each check, each reason for skipping, and one sentence for all."""
    lines = ["", "== all checks"]
    for outcome in outcomes:
        result = f"FAILED: {outcome.trouble}" if outcome.trouble else "passed"
        lines.append(f"  {outcome.name:<18} {outcome.duration_s:6.1f} s  {result}")
    lines.append("")
    lines += [f"Skipped here ({count}): {reason}" for reason, count in sorted(skipped.items())]
    if not skipped:
        lines.append("No test was skipped.")
    failed = [outcome.name for outcome in outcomes if outcome.trouble]
    minutes, seconds = divmod(round(duration_s), 60)
    result = f"{', '.join(failed)} failed" if failed else "Every check passed"
    lines.append(f"{result} in {minutes} min {seconds:02} s.")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
