"""A draft becomes a template without what is nobody else's business, and a template a draft that asks."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read, replace
from slawizard.agreement.expectations import Evidence
from slawizard.agreement.locked import is_locked
from slawizard.agreement.objectives import Consent
from slawizard.agreement.origin import Question
from slawizard.agreement.quantities import Money
from slawizard.agreement.rows import resolved
from slawizard.checks import findings, open_questions
from slawizard.checks.agreement import is_empty
from slawizard.errors import EntryError, LibraryError
from slawizard.storage.library.making import Choices, add_version, new_id, new_template, use_version
from slawizard.storage.library.template_file import is_template_id
from tests.agreements import full
from tests.storage.library.saved import TODAY, saved, starter


def test_a_template_asks_for_parties_dates_and_fees_by_itself() -> None:
    asked = {question.path for question in saved().newest.questions}
    assert {
        "frame.provider.legal_name",
        "frame.customer.address",
        "frame.start",
        "flexibility.scaling.bands.0.unit_price",
    } <= asked


def test_the_fields_of_questions_are_empty() -> None:
    version = saved().newest
    for question in version.questions:
        assert is_empty(read(version.agreement, resolved(version.agreement, question.path) or ""))


def test_evidence_and_positions_are_not_kept_unless_on_purpose() -> None:
    agreement = full()
    assert agreement.expectations.evidence != Evidence()
    dropped = new_template(agreement, "T", today=TODAY).newest.agreement
    kept = new_template(agreement, "T", Choices(dropped=()), today=TODAY).newest.agreement
    assert dropped.expectations.evidence == Evidence()
    assert dropped.expectations.positions == ()
    assert kept.expectations.evidence.histories == agreement.expectations.evidence.histories


def test_nobody_has_accepted_the_objectives_of_a_template() -> None:
    rows = saved().newest.agreement.objectives.objectives
    assert rows
    assert {row.provider_consent for row in rows} | {row.customer_consent for row in rows} == {Consent.OPEN}


def test_a_step_can_be_left_out() -> None:
    version = saved(choices=Choices(dropped=("flexibility",))).newest
    assert version.agreement.flexibility == Agreement().flexibility
    assert not any(question.path.startswith("flexibility") for question in version.questions)


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (Choices(questions=(Question("frame.nothing"),)), "no such field"),
        (Choices(questions=(Question("metrics.levels.0"),)), "row of a list"),
        (Choices(questions=(Question("metrics.levels.0.direction"),)), "never empty"),
        (Choices(questions=(Question("metrics.levels.0.id"),)), "never empty"),
        (Choices(questions=(Question("frame"), Question("frame.start"))), "asked already"),
        (Choices(questions=(Question("frame.start"),), locked=("frame",)), "asked and locked"),
        (Choices(questions=(Question("frame"),), locked=("frame.start",)), "asked and locked"),
        (Choices(dropped=("metrics.levels.0",)), "whole parts"),
        (Choices(locked=("nothing",)), "no such field"),
    ],
)
def test_choices_that_do_not_fit_are_refused(choices: Choices, words: str) -> None:
    with pytest.raises(LibraryError, match=words):
        saved(choices=choices)


def test_a_draft_from_a_template_knows_it_and_asks() -> None:
    template = saved(choices=Choices(locked=("metrics.levels.0",)))
    draft = use_version(template)
    assert draft.origin is not None
    assert (draft.origin.template, draft.origin.title, draft.origin.version) == (template.id, "Managed IT", 1)
    assert len(open_questions(draft)) == len(template.newest.questions)
    assert is_locked(draft, "metrics.levels.0.name")


def test_a_template_made_of_a_finished_agreement_leaves_nothing_wrong_but_its_questions() -> None:
    errors = [finding.code for finding in findings(use_version(saved())) if finding.level == "error"]
    assert set(errors) == {"TPL-QUESTION-OPEN"}


def test_answers_fill_the_draft() -> None:
    draft = use_version(saved(), answers={"frame.start": "2027-05-01", "consequences.payment.least": "10"})
    assert draft.frame.start == dt.date(2027, 5, 1)
    assert draft.consequences.payment.least == Money(draft.consequences.payment.least.amount, "GBP")  # type: ignore[union-attr]
    assert "frame.start" not in {question.path for question in open_questions(draft)}


def test_an_answer_that_does_not_fit_is_refused() -> None:
    with pytest.raises(EntryError):
        use_version(saved(), answers={"frame.start": "one day"})
    with pytest.raises(LibraryError):
        use_version(saved(), answers={"frame.nothing": "x"})


def test_a_new_version_asks_what_the_draft_was_asked() -> None:
    template = saved(choices=Choices(questions=(Question("frame.start", "When?"),), locked=("frame.courts",)))
    draft = replace(use_version(template, answers={"frame.start": "2027-05-01"}), "title", "Better")
    newer = add_version(template, draft, "A better title", today=TODAY)
    assert (newer.newest.number, newer.newest.change, newer.newest.agreement.title) == (2, "A better title", "Better")
    assert newer.newest.questions == (Question("frame.start", "When?"),)
    assert newer.newest.locked == ("frame.courts",)
    assert newer.newest.agreement.frame.start is None
    assert newer.version(1) == template.newest


def test_a_new_version_needs_a_note_and_a_template_a_title() -> None:
    with pytest.raises(LibraryError, match="note on what changed"):
        add_version(saved(), starter(), " ")
    with pytest.raises(LibraryError, match="title"):
        new_template(starter(), " ")


def test_a_question_goes_with_its_row() -> None:
    path = "metrics.levels.1.targets.0.value"
    template = saved(choices=Choices(questions=(Question(path),)))
    level = starter().metrics.levels[1]
    assert template.newest.questions[0].path == f"metrics.levels.={level.id}.targets.0.value"
    draft = use_version(template)
    fewer = replace(draft, "metrics.levels", draft.metrics.levels[1:])
    assert [one.path for one in open_questions(fewer)] == ["metrics.levels.0.targets.0.value"]


@pytest.mark.parametrize("title", ["Managed IT", "Für alle – ganz groß", "日本語", "../../etc", "x" * 200])
def test_any_title_gives_an_id_that_can_be_a_file_name(title: str) -> None:
    assert is_template_id(new_id(title))
    assert new_id(title) != new_id(title)


def test_the_original_is_not_touched() -> None:
    before = starter()
    saved()
    assert msgspec.structs.replace(before) == starter()
