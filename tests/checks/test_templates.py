"""What a template asks is found until it is answered, and found only once."""

from __future__ import annotations

import msgspec

from slawizard.agreement import edits
from slawizard.agreement.agreement import Agreement, LeftOut
from slawizard.agreement.objectives import Objectives, SupportChannel
from slawizard.agreement.origin import Origin, Question
from slawizard.agreement.parties import Contact, Frame
from slawizard.checks import findings, is_still_open, open_questions
from slawizard.checks.finding import FindingLevel
from tests.checks.cases import Case, check_found, check_spared

_FIELD = "frame.provider.short_name"
_ORIGIN = Origin("hosting", questions=(Question(_FIELD),))
CASE = Case("TPL-QUESTION-OPEN", _FIELD, (("origin", _ORIGIN), (_FIELD, "")), (("origin", _ORIGIN),))
CASES = (CASE,)
ASKED = Agreement(origin=Origin("hosting", "Hosting", 2, (Question("frame.provider.legal_name", "Who provides it?"),)))


def test_an_open_question_is_found_and_an_answered_one_spared() -> None:
    check_found(CASE)
    check_spared(CASE)


def codes_at(agreement: Agreement, path: str) -> list[str]:
    """The codes of the findings on one field."""
    return [finding.code for finding in findings(agreement) if finding.field == path]


def test_an_open_question_is_an_error_that_only_waits_to_be_filled_in() -> None:
    found = next(finding for finding in findings(ASKED) if finding.code == "TPL-QUESTION-OPEN")
    assert found.level is FindingLevel.ERROR
    assert is_still_open(found)
    assert "Who provides it?" in found.text
    assert "“Hosting”" in found.why


def test_a_question_is_found_once_and_not_as_a_missing_item_too() -> None:
    assert codes_at(ASKED, "frame.provider.legal_name") == ["TPL-QUESTION-OPEN"]


def test_a_question_in_a_row_is_found_once_and_not_as_a_gap_too() -> None:
    origin = Origin("hosting", questions=(Question("frame.contacts.0.name"),))
    agreement = Agreement(frame=Frame(contacts=(Contact(),)), origin=origin)
    assert codes_at(agreement, "frame.contacts.0.name") == ["TPL-QUESTION-OPEN"]


def test_a_question_is_found_once_and_not_as_a_mistake_in_its_row_too() -> None:
    channel = SupportChannel(kind="Telephone")
    origin = Origin("hosting", questions=(Question("objectives.channels.0.address"),))
    agreement = Agreement(objectives=Objectives(channels=(channel,)), origin=origin)
    assert codes_at(agreement, "objectives.channels.0.address") == ["TPL-QUESTION-OPEN"]


def test_a_question_is_answered_by_its_field() -> None:
    answered = edits.replace(ASKED, "frame.provider.legal_name", "Harbour Ltd")
    assert open_questions(answered) == ()
    assert codes_at(answered, "frame.provider.legal_name") == []


def test_a_question_is_open_again_when_its_answer_is_cleared() -> None:
    answered = edits.replace(ASKED, "frame.provider.legal_name", "Harbour Ltd")
    assert open_questions(edits.replace(answered, "frame.provider.legal_name", " ")) == open_questions(ASKED) != ()


def test_a_question_is_settled_by_leaving_its_field_out_on_purpose() -> None:
    left_out = msgspec.structs.replace(ASKED, left_out=(LeftOut("frame.provider.legal_name", "Not known yet."),))
    assert open_questions(left_out) == ()


def test_a_question_is_gone_with_its_row() -> None:
    agreement = Agreement(origin=Origin("hosting", questions=(Question("frame.contacts.0.name"),)))
    assert open_questions(agreement) == ()


def test_a_draft_of_ones_own_has_no_questions() -> None:
    assert open_questions(Agreement()) == ()
