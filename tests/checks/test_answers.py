"""Tests of the four answers."""

from slawizard.checks import CODES, Finding, Quality, findings, qualities
from tests.agreements import full
from tests.checks.cases import changed, sound


def test_a_sound_agreement_answers_yes_four_times() -> None:
    assert [answer.answer for answer in qualities(findings(sound()))] == ["Yes."] * 4


def test_the_four_words_come_in_their_order() -> None:
    assert [answer.quality for answer in qualities(())] == ["clear", "realistic", "measurable", "flexible"]


def test_every_finding_stands_behind_just_one_word() -> None:
    made = findings(full())
    behind = [finding for answer in qualities(made) for finding in answer.findings]
    assert sorted(behind, key=str) == sorted(made, key=str)


def test_an_error_says_not_yet_and_a_warning_nearly() -> None:
    agreement = changed((("flexibility.review.every", None), ("metrics.levels.0.purpose", "")))
    answers = {answer.quality: answer.answer for answer in qualities(findings(agreement))}
    assert answers[Quality.CLEAR].startswith("Not yet: 1 ")
    assert answers[Quality.FLEXIBLE] == "Yes."
    softer = changed((("metrics.levels.0.purpose", ""),))
    assert qualities(findings(softer))[0].answer.startswith("Nearly: 1 ")


def test_every_quality_has_findings_of_its_own() -> None:
    assert {code.quality for code in CODES.values()} == set(Quality)


def test_a_finding_is_made_of_three_sentences() -> None:
    made: tuple[Finding, ...] = findings(full())
    for finding in made:
        for sentence in (finding.text, finding.why, finding.mend):
            assert sentence.endswith((".", "?", "!", "”"))
