"""Tests of the checks of empty fields in what was begun, against the text itself."""

import functools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement, LeftOut
from slawizard.agreement.edits import replace
from slawizard.agreement.expectations import PositionStatus
from slawizard.agreement.flexibility import Flexibility
from slawizard.checks import FindingLevel, findings
from slawizard.clauses.assemble import assemble
from slawizard.document.nodes import Value
from slawizard.document.visitor import every_inline
from slawizard.errors import EditError
from tests.checks.cases import Case, at, changed, check_found, check_spared, fields_of, parametrized, sound

BANDS = "flexibility.scaling.bands"
CASES = (
    at("objectives.seasonal_peaks.0.effect", "OBJ-GAP", "", "More visits."),
    at("frame.contacts.0.name", "OBJ-GAP", " ", "Desk"),
    at("expectations.suppliers.0.provides", "EXP-GAP", "", "lines"),
    at("expectations.maintenance.notice", "EXP-GAP", None, None, found="expectations.maintenance.notice"),
    at("metrics.levels.4.survey.question", "MET-GAP", "", "How?"),
    at("consequences.escalation.0.after", "CON-GAP", None, None, found="consequences.escalation.0.after"),
    at("flexibility.exit.data_return_format", "FLX-GAP", "", "CSV"),
    at(f"{BANDS}.1.unit_price", "FLX-GAP", None, None, found=f"{BANDS}.1.unit_price"),
    at(f"{BANDS}.0.targets", "FLX-GAP", "", "as agreed"),
)
NEAR = {
    "expectations.maintenance.notice": (("expectations.maintenance", type(sound().expectations.maintenance)()),),
    "consequences.escalation.0.after": (("consequences.escalation", ()),),
    f"{BANDS}.1.unit_price": tuple((f"{BANDS}.{place}.unit_price", None) for place in range(3)),
}


@parametrized(CASES)
def test_a_gap_is_found_where_it_is(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_where_nothing_was_begun_there_is_no_gap(case: Case) -> None:
    check_spared(msgspec.structs.replace(case, near=NEAR.get(case.field, case.near)))


def test_an_open_position_needs_what_both_sides_want() -> None:
    path = "expectations.positions.0"
    edits = ((f"{path}.provider_offers", None), (f"{path}.status", PositionStatus.OPEN))
    assert fields_of("EXP-GAP", changed(edits)) == [f"{path}.provider_offers"]
    assert fields_of("EXP-GAP", changed(edits[:1])) == []


def test_a_step_that_is_still_blank_has_no_gaps() -> None:
    assert fields_of("FLX-GAP", changed((("flexibility", Flexibility()),))) == []


@functools.cache
def _leaves(base: str) -> tuple[tuple[str, object], ...]:
    """Every field of the starter that can be cleared, with what it holds when it is."""

    def walk(node: object, path: str) -> list[tuple[str, object]]:
        found: list[tuple[str, object]] = []
        if isinstance(node, msgspec.Struct):
            for field in msgspec.structs.fields(node):
                value, place = getattr(node, field.name), f"{path}.{field.name}" if path else field.name
                if field.default is not msgspec.NODEFAULT and not isinstance(value, msgspec.Struct):
                    found.append((place, field.default))
                found += walk(value, place)
        elif isinstance(node, tuple):
            for position, item in enumerate(node):
                found += walk(item, f"{path}.{position}")
        return found

    return tuple(walk(sound(base), ""))


def _printed_gaps(agreement: Agreement) -> set[str]:
    return {inline.path for inline in every_inline(assemble(agreement)) if isinstance(inline, Value) and inline.missing}


@pytest.mark.parametrize("base", ["saas", "managed-it"])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_whatever_prints_a_gap_is_an_error(base: str, data: st.DataObject) -> None:
    agreement = sound(base)
    for path, blank in data.draw(st.lists(st.sampled_from(_leaves(base)), min_size=1, max_size=4)):
        try:
            agreement = replace(agreement, path, blank)
        except EditError:
            continue  # the row was cleared with its list
    gaps = _printed_gaps(agreement)
    errors = {finding.field for finding in findings(agreement) if finding.level is FindingLevel.ERROR}
    if gaps:
        assert errors
    assert not any(gap not in errors and _is_alone(gap, errors) for gap in gaps), gaps - errors


def _is_alone(gap: str, errors: set[str]) -> bool:
    """Whether no error lies in the same row or group; a name that is missing is printed wherever it is used."""
    if gap.startswith("consequences.rules.") and gap.endswith(".level"):
        return not any(error.endswith((".name", ".level", ".id")) for error in errors)
    return not any(error.startswith(gap.rsplit(".", 1)[0]) for error in errors)


@pytest.mark.parametrize(
    ("path", "found"),
    [("flexibility.change.answer_within", []), ("flexibility.scaling.unit", ["flexibility.scaling.unit"])],
)
def test_an_item_that_was_left_out_on_purpose_is_no_gap_and_any_other_field_is(path: str, found: list[str]) -> None:
    blank = "" if path.endswith("unit") else None
    agreement = replace(replace(sound(), path, blank), "left_out", (LeftOut(path, "Both can do without it."),))
    assert fields_of("FLX-GAP", agreement) == found
