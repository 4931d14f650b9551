"""What can be put into a clause at a place, in words."""

from __future__ import annotations

from slawizard.clauses.checking import check_text
from slawizard.gui.dialogs.clause_values import askable, clause_words, lists, offers
from tests.agreements.examples import full

# What makes no sense by itself, with what belongs to it.
_PAIRED = {
    "{% else %}": "{% if internal %} a {% else %} b {% endif %}",
    "{% endif %}": "{% if internal %} a {% endif %}",
    "{% endfor %}": "{% for one in levels %} a {% endfor %}",
}
_LOOP = "{% for one in levels %}\n1. "


def test_every_value_that_is_offered_can_be_shown_in_a_clause_of_its_step() -> None:
    words = clause_words(full(), "metrics", "", "")
    texts = [one.markup for one in offers(words, "") if not one.is_reference]
    whole = [f"x {_PAIRED.get(text, text)} y" for text in texts]
    wrong = {text: found for text in whole if (found := check_text(text, "metrics", title="T"))}
    assert wrong == {}
    assert len(texts) > 200


def test_every_reference_that_is_offered_leads_somewhere() -> None:
    words = clause_words(full(), "metrics", "", "")
    references = [one.markup for one in offers(words, "") if one.is_reference]
    assert check_text("\n\n".join(f"See {one}." for one in references), "metrics", title="T") == ()
    assert len(references) > 80


def test_in_a_loop_what_each_item_has_comes_first() -> None:
    words = clause_words(full(), "metrics", "", _LOOP)
    first = offers(words, _LOOP)[0]
    assert first.markup.startswith("{{ one.")
    assert check_text(f"{_LOOP}{first.markup}\n\n{{% endfor %}}", "metrics", title="T") == ()


def test_a_clause_that_is_repeated_has_the_values_of_its_item() -> None:
    words = clause_words(full(), "metrics", "levels", "")
    assert any(one.markup.startswith("{{ item.") for one in offers(words, ""))


def test_a_value_shows_what_it_is_in_the_draft_and_which_field_it_comes_from() -> None:
    agreement = full()
    words = clause_words(agreement, "consequences", "", "")
    offer = next(one for one in offers(words, "") if one.markup == "{{ claim.within }}")
    assert offer.example
    assert offer.place == "Time to claim a credit"


def test_whatever_a_condition_is_offered_to_ask_can_be_asked_in_a_clause_of_its_step() -> None:
    words = clause_words(full(), "metrics", "", _LOOP)
    lead, end = _LOOP, "x\n\n{% endfor %}"
    asked = [one.markup for one in askable(words, _LOOP)]
    texts = [f"{lead}{{% if {one} %}}a{{% elif not {one} %}}b{{% endif %}}{end}" for one in asked]
    assert {text: found for text in texts if (found := check_text(text, "metrics", title="T"))} == {}
    assert len(asked) > 300
    assert {"loop.last", "clauses['disputes']", "levels|several", "claim.within|wanted"} <= set(asked)


def test_whatever_list_a_loop_is_offered_can_be_gone_through() -> None:
    words = clause_words(full(), "metrics", "", "")
    texts = [f"x {{% for one in {one.markup} %}}a{{% endfor %}}" for one in lists(words, "")]
    assert {text: found for text in texts if (found := check_text(text, "metrics", title="T"))} == {}
    assert len(texts) > 10
