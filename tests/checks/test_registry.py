"""Tests of all checks together: no code that nothing finds, right paths, right order, fast."""

import importlib
import pkgutil
import subprocess
import sys
from itertools import chain

import pytest

import slawizard.checks
import tests.checks
from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read
from slawizard.checks import CODES, FindingLevel, findings
from slawizard.checks.needs import NEEDS
from slawizard.checks.registry import RULES
from slawizard.errors import EditError
from tests.agreements import empty, full, small
from tests.checks.cases import Case, changed, sound

STEP_OF_PREFIX = {
    "OBJ": ("frame", "objectives"),
    "EXP": ("expectations",),
    "MET": ("metrics",),
    "CON": ("consequences", "metrics"),
    "FLX": ("flexibility", "frame"),
}


def _all_cases() -> list[Case]:
    names = [module.name for module in pkgutil.iter_modules(tests.checks.__path__) if module.name.startswith("test_")]
    modules = [importlib.import_module(f"tests.checks.{name}") for name in names if name != "test_registry"]
    return list(chain.from_iterable(getattr(module, "CASES", ()) for module in modules))


def test_every_code_is_brought_about_by_some_test() -> None:
    tested = {case.code for case in _all_cases()} | {need.code for need in NEEDS}
    assert set(CODES) == tested


def test_a_code_belongs_to_one_rule_only() -> None:
    codes = [code.code for rule in RULES for code in rule.codes]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("agreement", [empty(), small(), full(), sound(), sound("saas")], ids=str)
def test_every_field_that_is_named_exists(agreement: Agreement) -> None:
    for finding in findings(agreement):
        assert _exists(agreement, finding.field), finding


def test_every_field_of_every_case_exists() -> None:
    for case in _all_cases():
        agreement = changed(case.trigger, case.base)
        for finding in findings(agreement):
            assert _exists(agreement, finding.field), finding


def test_a_code_says_to_which_step_its_field_belongs() -> None:
    for case in _all_cases():
        roots = STEP_OF_PREFIX.get(case.code.split("-")[0])
        assert roots is None or case.field.split(".")[0] in roots, case


def test_errors_come_first_and_each_level_follows_the_steps() -> None:
    roots = ["frame", "objectives", "expectations", "metrics", "consequences", "flexibility", "left_out"]
    made = findings(full())
    places = [(list(FindingLevel).index(one.level), roots.index(one.field.split(".")[0])) for one in made]
    assert places == sorted(places)


def test_rows_are_in_the_order_of_their_numbers() -> None:
    rows = [one.field for one in findings(full()) if one.code == "MET-NEEDS-SOURCE"]
    assert rows == sorted(rows, key=lambda field: int(field.split(".")[2]))


def test_the_same_agreement_gives_the_same_findings() -> None:
    assert findings(full()) == findings(full())


def _exists(agreement: Agreement, path: str) -> bool:
    try:
        read(agreement, path)
    except EditError:
        return False
    return True


def test_to_name_a_finding_loads_no_rules() -> None:
    program = "import sys, slawizard.checks.finding; sys.exit('slawizard.checks.registry' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_every_public_name_can_be_had() -> None:
    assert all(getattr(slawizard.checks, name) is not None for name in slawizard.checks.__all__)
    with pytest.raises(AttributeError):
        _ = slawizard.checks.nothing
