"""What the tests of checks share: an agreement to start from, and a case as two ways to change it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import insert, read, replace
from slawizard.checks import findings
from slawizard.storage.starters import load_starter

Edits = tuple[tuple[str, Any], ...]


class Add(msgspec.Struct, frozen=True):
    """Stands for a value: one more row at the end of the list at the path."""

    row: Any


class Case(msgspec.Struct, frozen=True):
    """The code that `trigger` brings about at `field`, and that `near`, close to it, does not.

    Both are edits of the starter `base`, which has no such finding by itself.
    """

    code: str
    field: str
    trigger: Edits
    near: Edits
    base: str = "managed-it"


def at(field: str, code: str, bad: Any, good: Any, base: str = "managed-it", found: str = "") -> Case:
    """A case in which one value in a field makes the difference; it is found there, or in the field `found`."""
    return Case(code, found or field, ((field, bad),), ((field, good),), base)


@cache
def sound(base: str = "managed-it") -> Agreement:
    """A starter: an agreement without errors and warnings."""
    return load_starter(base)


def changed(edits: Iterable[tuple[str, Any]], base: str = "managed-it") -> Agreement:
    """The sound agreement with some fields changed."""
    agreement = sound(base)
    for path, value in edits:
        if isinstance(value, Add):
            agreement = insert(agreement, path, len(read(agreement, path)), value.row)
        else:
            agreement = replace(agreement, path, value)
    return agreement


def fields_of(code: str, agreement: Agreement) -> list[str]:
    """Where the code is found."""
    return [finding.field for finding in findings(agreement) if finding.code == code]


def ids(cases: tuple[Case, ...]) -> list[str]:
    """Names of parametrized cases."""
    return [f"{case.code} at {case.field}" for case in cases]


def check_found(case: Case) -> None:
    """The case's code is found where it belongs, in three sentences with the draft's own words."""
    agreement = changed(case.trigger, case.base)
    made = [finding for finding in findings(agreement) if finding.code == case.code]
    assert case.field in [finding.field for finding in made]
    for finding in made:
        for sentence in (finding.text, finding.why, finding.mend):
            assert sentence[0] not in " .,{"
            assert sentence[0] == sentence[0].upper() or not sentence[0].isalpha()
            assert sentence[-1] in ".!?”"
            assert "{" not in sentence
            assert "None" not in sentence


def check_spared(case: Case) -> None:
    """The case's code is not found at its field, neither close to the case nor in the sound agreement."""
    assert case.field not in fields_of(case.code, changed(case.near, case.base))
    assert case.field not in fields_of(case.code, sound(case.base))


def parametrized(cases: tuple[Case, ...]) -> pytest.MarkDecorator:
    """The cases as parameters of a test."""
    return pytest.mark.parametrize("case", cases, ids=ids(cases))
