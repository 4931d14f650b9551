"""Tests of the checks of characters."""

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import replace
from slawizard.checks import findings
from tests.checks.cases import Case, changed, check_found, check_spared, fields_of, parametrized

PURPOSE = "objectives.business_purpose"
NAME = "frame.customer.legal_name"
KNOWN_CODES = ("AGR-LOOKALIKE-IN-TEXT", "AGR-INVISIBLE-IN-TEXT", "AGR-LETTER-AS-FIGURE", "AGR-FOREIGN-FIGURE")

CASES = (
    Case(
        "AGR-CONTROL-CHARACTER",
        PURPOSE,
        ((PURPOSE, "Clinics\x0b run on\uffff it."),),
        ((PURPOSE, "Clinics\nrun\ton it."),),
    ),
    Case("AGR-INVISIBLE-IN-NAME", NAME, ((NAME, "Lark\u200bfield plc"),), ((NAME, "Larkfield\u00a0plc"),)),
    Case("AGR-INVISIBLE-IN-NAME", NAME, ((NAME, "Larkfield\u202e plc"),), ((NAME, "Lärkfield plc"),)),
    Case(
        "AGR-INVISIBLE-IN-TEXT", PURPOSE, ((PURPOSE, "Pay \u202e05\u202c percent."),), ((PURPOSE, "Pay 50 percent."),)
    ),
    Case("AGR-INVISIBLE-IN-TEXT", PURPOSE, ((PURPOSE, "Clin\u200cics"),), ((PURPOSE, "می\u200cخواهم"),)),
    Case("AGR-LOOKALIKE-IN-NAME", NAME, ((NAME, "L\u0430rkfield plc"),), ((NAME, "Ларкфилд"),)),
    Case("AGR-LOOKALIKE-IN-NAME", NAME, ((NAME, "\u0420\u0410\u0421\u0415 Clinics"),), ((NAME, "РАСЕ"),)),
    Case("AGR-LOOKALIKE-IN-TEXT", PURPOSE, ((PURPOSE, "The \u0441linics"),), ((PURPOSE, "within 5 μs, at 10 kΩ"),)),
    Case("AGR-FOREIGN-FIGURE", PURPOSE, ((PURPOSE, "9９.9 %"),), ((PURPOSE, "99.9 % and 5²"),)),
    Case("AGR-LETTER-AS-FIGURE", PURPOSE, ((PURPOSE, "at 9O.5 %"),), ((PURPOSE, "at 90.5 % of 5l"),)),
    Case("AGR-LETTER-AS-FIGURE", PURPOSE, ((PURPOSE, "for 1l0 days"),), ((PURPOSE, "in EC1O 2AB, P1O2, 3D"),)),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


@pytest.mark.parametrize(
    "text", ["naïve café", "Ørsted & Søn", "株式会社", "“quoted” – 5 %", "😀👍🏽", "Μ. Παπαδόπουλος"]
)
def test_honest_writing_in_any_script_is_left_alone(text: str) -> None:
    agreement = changed(((PURPOSE, text),))
    assert [code for code in KNOWN_CODES if PURPOSE in fields_of(code, agreement)] == []


def test_the_hidden_character_is_named() -> None:
    from slawizard.checks import findings

    made = next(item for item in findings(changed(((NAME, "Lark\u200bfield"),))) if item.field == NAME)
    assert "zero width space (U+200B)" in made.text


@pytest.mark.parametrize("char", ["\x07", "\x85", "\ud83d", "\ue000", "\ufdd0", "\ufffe", "\uffff", "\U0001fffe"])
def test_a_character_that_no_export_takes_is_an_error_before_the_export(char: str) -> None:
    agreement = replace(Agreement(), "title", f"Service{char}")
    codes = [one.code for one in findings(agreement)]
    assert "AGR-CONTROL-CHARACTER" in codes
