"""How the outcome of all checks is read and told."""

import sys
from pathlib import Path

import pytest
import run_checks
from run_checks import Check, Outcome

REPORT = """<testsuites><testsuite>
<testcase name="a"><skipped type="pytest.skip" message="LibreOffice is not installed">x.py:1</skipped></testcase>
<testcase name="b"><skipped type="pytest.skip" message="LibreOffice is not installed">x.py:9</skipped></testcase>
<testcase name="c"><skipped type="pytest.xfail" message="known">x.py:3</skipped></testcase>
<testcase name="d"/>
</testsuite></testsuites>"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.xml"
    path.write_text(REPORT, encoding="utf-8")
    return path


def _only_check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, report: Path | None = None) -> None:
    command = (sys.executable, "-c", code)
    monkeypatch.setattr(run_checks, "CHECKS", (Check("only", command, report),))
    monkeypatch.setattr(run_checks, "REPORTS", tmp_path)


def test_the_reasons_for_skipping_are_counted_and_expected_failures_are_not_among_them(report: Path) -> None:
    assert run_checks.skipped_tests([report]) == {"LibreOffice is not installed": 2}


def test_a_report_that_was_never_written_has_no_skipped_tests(tmp_path: Path) -> None:
    assert run_checks.skipped_tests([tmp_path / "absent.xml"]) == {}


def test_a_test_run_that_found_no_test_has_failed(report: Path) -> None:
    assert run_checks.trouble_of(Check("tests", (), report), 5) == "no test was found"


def test_exit_code_5_of_anything_but_tests_is_just_that_code() -> None:
    assert run_checks.trouble_of(Check("types", ()), 5) == "exit code 5"


def test_a_check_that_was_killed_is_told_by_its_signal() -> None:
    assert run_checks.trouble_of(Check("types", ()), -9) == "ended by signal 9"


def test_a_check_that_passed_has_no_trouble() -> None:
    assert run_checks.trouble_of(Check("types", ()), 0) == ""


def test_the_summary_names_what_failed_and_what_was_skipped() -> None:
    text = run_checks.summary(
        [Outcome("lint", "", 0.4), Outcome("types", "exit code 1", 12)], {"no screen": 3}, duration_s=75.2
    )

    assert "FAILED: exit code 1" in text
    assert "Skipped here (3): no screen" in text
    assert text.endswith("types failed in 1 min 15 s.")


def test_the_summary_says_when_all_is_well() -> None:
    text = run_checks.summary([Outcome("lint", "", 0.4)], {}, duration_s=0.4)

    assert text.endswith("No test was skipped.\nEvery check passed in 0 min 00 s.")


def test_a_failing_check_fails_the_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _only_check(monkeypatch, tmp_path, "raise SystemExit(3)")

    assert run_checks.main([]) == 1


def test_all_checks_passing_is_success(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _only_check(monkeypatch, tmp_path, "")

    assert run_checks.main([]) == 0


def test_a_skipped_test_fails_only_where_none_may_be_skipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    report = tmp_path / "written-by-the-check.xml"
    _only_check(monkeypatch, tmp_path, f"import pathlib; pathlib.Path({str(report)!r}).write_text({REPORT!r})", report)

    assert run_checks.main([]) == 0
    assert run_checks.main(["--none-skipped"]) == 1


def test_the_checks_run_without_a_screen_even_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    code = "import os; raise SystemExit(os.environ['QT_QPA_PLATFORM'] != 'offscreen')"
    _only_check(monkeypatch, tmp_path, code)

    assert run_checks.main([]) == 0
