"""An agreement in words of its own: stances, edited clauses, added clauses, each where it belongs."""

from __future__ import annotations

import random

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import replace
from slawizard.agreement.texts import ClauseChoice, ClauseEdit, OwnClause, Stance, Texts
from slawizard.clauses.assemble import Assembled, assemble_with_problems
from slawizard.clauses.library import bundled_library, library_for, load_templates
from slawizard.document.nodes import Document, Value
from slawizard.document.visitor import clause_text, clauses_of, every_inline
from slawizard.errors import ClauseError
from tests.agreements import full
from tests.clauses.small_library import clause, files


def made(**texts: object) -> Assembled:
    return assemble_with_problems(replace(full(), "texts", Texts(**texts)))  # type: ignore[arg-type]


def ids(document: Document) -> list[str]:
    return [one.id for one in clauses_of(document)]


def text_of(document: Document, clause_id: str) -> str:
    return next(clause_text(one) for one in clauses_of(document) if one.id == clause_id).replace("\u00a0", " ")


# --- stances ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        (Stance.BALANCED, "at least ten days before"),
        (Stance.PROVIDER, "on the day after the Customer has received this"),
        (Stance.CUSTOMER, "at least 20 days before"),
    ],
)
def test_the_stance_of_the_agreement_holds_for_every_clause_that_has_it(stance: Stance, words: str) -> None:
    assert words in text_of(made(stance=stance).document, "suspension")


def test_a_choice_for_one_clause_comes_first() -> None:
    document = made(stance=Stance.PROVIDER, choices=(ClauseChoice("suspension", Stance.CUSTOMER),)).document
    assert "at least 20 days before" in text_of(document, "suspension")


def test_a_choice_for_a_clause_that_there_is_not_changes_nothing() -> None:
    assert made(choices=(ClauseChoice("nothing", Stance.CUSTOMER),)) == made()


def test_the_stances_have_the_same_clauses_and_numbers() -> None:
    documents = [made(stance=one).document for one in Stance]
    assert ids(documents[0]) == ids(documents[1]) == ids(documents[2])


@pytest.mark.parametrize("seed", range(20))
def test_every_mixture_of_stances_holds_together(seed: int) -> None:
    chance = random.Random(seed)
    choices = tuple(ClauseChoice(key, chance.choice(list(Stance))) for key in bundled_library().variants)
    assert made(choices=choices).problems == ()


# --- edits --------------------------------------------------------------------------------------------------------


def test_an_edited_clause_says_the_new_words_with_values_terms_and_references() -> None:
    text = "[#new] **{{ provider.name }}** grants no Service Credit.\n\n1. See [[parties]];\n1. {{ suspension }}."
    found = made(edits=(ClauseEdit("suspension", text),))
    assert found.problems == ()
    shown = text_of(found.document, "suspension").split("\n")
    assert shown[1].endswith(" grants no Service Credit.")
    assert shown[2].startswith("(a) See clause ")
    paths = {one.path for one in every_inline(found.document) if isinstance(one, Value)}
    assert "consequences.suspension" in paths


def test_an_edit_of_a_repeated_clause_holds_for_each_item() -> None:
    document = made(edits=(ClauseEdit("credit", "Only for {{ item.short_name }}."),)).document
    schedules = [one for one in clauses_of(document) if one.template == "credit"]
    assert len(schedules) == len(full().consequences.rules)
    assert all("Only for " in clause_text(one) for one in schedules)


def test_what_referred_to_a_paragraph_that_the_edit_took_away_refers_to_the_clause() -> None:
    found = made(edits=(ClauseEdit("change", "Nothing changes."),))
    assert found.problems == ()
    assert "if they do not agree, clause " in text_of(found.document, "renegotiation")


def test_a_definition_that_meant_such_a_paragraph_refers_to_the_clause_too() -> None:
    found = made(edits=(ClauseEdit("downtime", "Downtime is any trouble."),))
    assert found.problems == ()
    assert "Downtime has the meaning in clause " in text_of(found.document, "definitions")


def test_lines_of_any_system_are_lines() -> None:
    document = made(edits=(ClauseEdit("suspension", "One.\r\n\r\nTwo."),)).document
    assert text_of(document, "suspension").endswith("Two.")
    assert len(text_of(document, "suspension").split("\n")) == 3


# --- own clauses --------------------------------------------------------------------------------------------------


def own(key: str = "ours", **more: str) -> OwnClause:
    return OwnClause(key, **{"title": "Ours", "text": "Our own words.", "step": "metrics", **more})


def test_an_own_clause_ends_its_step_or_follows_the_clause_it_names() -> None:
    last = ids(made(own=(own(),)).document)
    assert last[last.index("ours") - 1] == "disputing-figures"
    after = ids(made(own=(own(after="measuring"),)).document)
    assert after[after.index("ours") - 1] == "measuring"


def test_own_clauses_can_follow_each_other() -> None:
    order = ids(made(own=(own(after="measuring"), own("second", after="ours"))).document)
    assert order[order.index("measuring") :][:3] == ["measuring", "ours", "second"]


def test_an_own_clause_after_one_of_another_step_ends_its_step() -> None:
    order = ids(made(own=(own(after="parties"),)).document)
    assert order[order.index("ours") - 1] == "disputing-figures"


def test_own_clauses_refer_to_each_other_and_are_guarded_like_others() -> None:
    text = "See [[second]].{% if clauses['second'] %} It stands.{% endif %}"
    found = made(own=(own(text=text), own("second")))
    assert found.problems == ()
    assert "It stands." in text_of(found.document, "ours")


def test_a_title_may_hold_values() -> None:
    document = made(own=(own(title="For {{ currency }}"),)).document
    assert "For EUR" in text_of(document, "ours")


def test_no_own_clause_is_lost_for_its_id_or_step() -> None:
    odd = (own("ours"), own("ours"), own("Not an id!"), own("parties"), own("x", step="nowhere", title=""))
    found = made(own=odd)
    assert {"ours", "ours-2", "own-3", "parties-2", "x"} <= set(ids(found.document))
    assert "Without a title" in text_of(found.document, "x")


# --- what cannot be shown -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("One.\n\n{{ nothing }}", 3, "There is no “nothing” here."),
        ("{% if provider.name %}One.", 1, "cannot be read"),
        ("One.\n\nSee [[nothing]].", 3, "leads to no clause"),
        ("# One", 1, "heading"),
        ("  ", 1, "There is no text."),
        ("@definition service **Service** is ours.", 1, "clause of definitions alone"),
    ],
)
def test_a_wrong_text_shows_why_in_its_place_and_the_rest_stands(text: str, line: int, words: str) -> None:
    found = made(edits=(ClauseEdit("suspension", text),), own=(own(),))
    (problem,) = found.problems
    assert (problem.clause, problem.field, problem.problem.line) == ("suspension", "texts.edits.0.text", line)
    assert words in problem.problem.reason
    assert f"[This clause cannot be shown. Line {line}: " in text_of(found.document, "suspension")
    assert "Our own words." in text_of(found.document, "ours")
    assert ids(found.document).count("suspension") == 1


def test_the_note_leads_to_the_field_to_mend() -> None:
    document = made(own=(own(text="{{ nothing }}"),)).document
    notes = [one for one in every_inline(document) if isinstance(one, Value) and one.path == "texts.own.0.text"]
    assert [one.missing for one in notes] == [True]


def test_the_definitions_can_be_edited_and_must_define_what_is_used() -> None:
    base = next(one for one in bundled_library().templates if one.front.id == "definitions")
    kept = made(edits=(ClauseEdit("definitions", base.text + "\n\nOther words have no meaning."),))
    assert kept.problems == ()
    assert "Other words have no meaning." in text_of(kept.document, "definitions")
    gone = made(edits=(ClauseEdit("definitions", "Words have meanings."),))
    assert "every term in use" in gone.problems[0].problem.reason
    assert len(gone.problems) == 1
    wrong = made(edits=(ClauseEdit("definitions", "{{ nothing }}"),))
    assert [one.problem.line for one in wrong.problems] == [1]
    for one in (gone, wrong):
        assert "Service Credit means" in text_of(one.document, "definitions").replace("\n", " ")


# --- the library --------------------------------------------------------------------------------------------------


def test_the_same_texts_give_the_same_library_and_none_gives_the_bundled_one() -> None:
    texts = Texts(stance=Stance.PROVIDER)
    assert library_for(texts) is library_for(Texts(stance=Stance.PROVIDER))
    assert library_for(Texts()) is bundled_library()


VARIANT = b'+++\nstance_note = "Favours the provider."\n+++\nThe provider\xe2\x80\x99s words.\n'


def test_a_variant_takes_over_what_it_does_not_say() -> None:
    library = load_templates({**files(extra=clause("Words.")), "objectives/extra.provider.md.j2": VARIANT})
    variant = library.variants["extra"][Stance.PROVIDER]
    assert (variant.front.title, variant.front.order) == ("Extra", 9)
    assert variant.text == "The provider’s words.\n"


def test_a_variant_lies_beside_its_clause() -> None:
    with pytest.raises(ClauseError, match="could be a variant of"):
        load_templates({**files(), "objectives/nothing.customer.md.j2": VARIANT})


def test_a_variant_says_whom_it_favours_and_sets_no_condition() -> None:
    here = files(extra=clause("Words."))
    for text, words in (
        (b"+++\n+++\nWords.", "whom it favours"),
        (b'+++\nstance_note = "x"\nwhen = "rules"\n+++\nWords.', "takes over its “when”"),
    ):
        with pytest.raises(ClauseError, match=words) as caught:
            load_templates({**here, "objectives/extra.customer.md.j2": text})
        assert caught.value.where.startswith("objectives/extra.customer.md.j2, line ")


def test_an_empty_agreement_can_have_its_own_words_too() -> None:
    agreement = replace(Agreement(), "texts", Texts(own=(own(),)))
    assert "ours" in ids(assemble_with_problems(agreement).document)
