"""The clauses that come with the program: complete, without contradiction, in plain words."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, CreditUnit, Fee, FeeScope, PaymentForm, Stacking
from slawizard.agreement.credit_shapes import KeyedOn
from slawizard.agreement.edits import read, replace
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.agreement.texts import Stance, Texts
from slawizard.clauses.assemble import assemble
from slawizard.clauses.context.values import CREDIT_CLAUSES
from slawizard.clauses.library import bundled_library, check_library
from slawizard.clauses.specimen import specimen
from slawizard.clauses.template import ClauseTemplate
from slawizard.document.nodes import CrossRef, Document, Note, Paragraph, ParagraphStyle, Table, Term, Text, Value
from slawizard.document.terms import term_anchor
from slawizard.document.visitor import clause_text, clauses_of, every_inline, inlines_of, plain
from tests.agreements import empty, full, small

TEMPLATES = bundled_library().templates
IDS = [one.front.id for one in TEMPLATES]
LEAST_TEMPLATES = 60


EXAMPLES: dict[str, Callable[[], Agreement]] = {"empty": empty, "small": small, "full": full, "specimen": specimen}
NAMES = [f"{name} {stance}" for stance in Stance for name in EXAMPLES]
FINISHED = [name for name in NAMES if not name.startswith("specimen")]
WHOLE = [name for name in FINISHED if not name.startswith("empty")]


def agreement_named(name: str) -> Agreement:
    """An example in the words of a stance: "full provider"."""
    example, _, stance = name.partition(" ")
    return replace(EXAMPLES[example](), "texts", Texts(Stance(stance)))


def document_texts(document: Document) -> Iterator[str]:
    """The clauses' own words, without values: a run of text between two values is one piece."""
    for clause in clauses_of(document):
        for block in clause.blocks:
            for run in inlines_of(block):
                yield "".join(one.text if isinstance(one, Text | Term) else "\uffff" for one in run)


def thinned(node: Any, chance: random.Random, share: float) -> Any:
    """`node` with some of its fields and list items left out."""
    if isinstance(node, tuple):
        return tuple(thinned(one, chance, share) for one in node if chance.random() > share)
    if not isinstance(node, msgspec.Struct):
        return node
    changes: dict[str, Any] = {}
    for field in msgspec.structs.fields(node):
        if field.name != "id" and not field.required and chance.random() < share:
            made = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
            changes[field.name] = made
        else:
            changes[field.name] = thinned(getattr(node, field.name), chance, share)
    return msgspec.structs.replace(node, **changes)


# --- they hold together -------------------------------------------------------------------------------------------


def test_there_are_enough_templates_for_every_step() -> None:
    steps = {one.front.step for one in TEMPLATES}
    assert len(TEMPLATES) >= LEAST_TEMPLATES
    assert steps == {"objectives", "expectations", "metrics", "consequences", "flexibility"}


def test_every_name_in_every_template_is_known() -> None:
    check_library(bundled_library())


@pytest.mark.parametrize("name", NAMES)
def test_every_agreement_renders_and_its_references_resolve(name: str) -> None:
    document = assemble(agreement_named(name))
    references = [one for one in every_inline(document) if isinstance(one, CrossRef)]
    assert references
    assert all(one.number for one in references)


def test_every_template_applies_to_the_full_example() -> None:
    used = {clause.template for clause in clauses_of(assemble(full()))}
    assert set(IDS) - used == set()


@pytest.mark.parametrize("seed", range(120))
def test_no_part_left_out_breaks_a_reference(seed: int) -> None:
    chance = random.Random(seed)
    agreement = thinned(full(), chance, chance.choice([0.05, 0.15, 0.3, 0.6]))
    assemble(replace(agreement, "texts", Texts(list(Stance)[seed % len(Stance)])))


def test_no_id_could_be_taken_for_a_repeated_clause() -> None:
    repeated = [one.front.id for one in TEMPLATES if one.front.repeat]
    assert (
        not [(one, other) for one in repeated for other in IDS if other.startswith(f"{one}-")]
        or {other for one in repeated for other in IDS if other.startswith(f"{one}-")} == CREDIT_FAMILY
    )


CREDIT_FAMILY = {f"credit-{name}" for name in CREDIT_CLAUSES}


# --- needs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", [one for one in TEMPLATES if one.front.needs], ids=lambda one: one.front.id)
def test_a_needed_field_that_is_empty_is_seen(template: ClauseTemplate) -> None:
    for path in template.front.needs:
        emptied = replace(
            full(), path, type(read(Agreement(), path))() if isinstance(read(Agreement(), path), str | tuple) else None
        )
        document = assemble(emptied)
        clause = next((one for one in clauses_of(document) if one.template == template.front.id), None)
        if clause is None:
            continue
        assert PLACEHOLDER.search(clause_text(clause)), path


PLACEHOLDER = re.compile(r"\[[^\]]+\]")


def test_the_full_example_has_no_placeholder() -> None:
    missing = [one.path for one in every_inline(assemble(full())) if isinstance(one, Value) and one.missing]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_every_value_and_heading_leads_to_a_field(name: str) -> None:
    agreement = agreement_named(name)
    document = assemble(agreement)
    cover = [one for line in document.cover for one in line.inlines]
    for one in (*every_inline(document), *cover, *document.subtitle):
        if isinstance(one, Value):
            read(agreement, one.path)
    for clause in clauses_of(document):
        read(agreement, clause.path)


# --- words --------------------------------------------------------------------------------------------------------

FORBIDDEN = re.compile(
    r"\b(?:shall|hereinafter|hereby|herein|thereof|hereto|aforesaid|notwithstanding|inter alia|mutatis mutandis"
    r"|reasonable efforts|best efforts|reasonable endeavours|and/or)\b",
    re.IGNORECASE,
)
STRAIGHT = re.compile(r"[\"']|(?<= )-(?= )|--|\.\.\.")


@pytest.mark.parametrize("name", FINISHED)
def test_the_clauses_use_plain_words_and_typographic_signs(name: str) -> None:
    for text in document_texts(assemble(agreement_named(name))):
        assert not FORBIDDEN.search(text), text
        assert not STRAIGHT.search(text), text
        assert "  " not in text.replace("\uffff", "x"), text
        assert not re.search(r" [.,;:]", text), text
        assert ".." not in text, text


@pytest.mark.parametrize("name", WHOLE)
def test_every_sub_clause_is_a_whole_sentence(name: str) -> None:
    for clause in clauses_of(assemble(agreement_named(name))):
        for block in clause.blocks:
            if isinstance(block, Paragraph) and block.style is ParagraphStyle.NUMBERED:
                assert plain(block.inlines)[-1] in ".;:", plain(block.inlines)
                if block.level == 1:
                    first = block.inlines[0]
                    assert not isinstance(first, CrossRef), plain(block.inlines)
                    assert plain(block.inlines)[0].isupper() or plain(block.inlines)[0] == "“", plain(block.inlines)


def test_no_sentence_begins_with_a_reference_in_small_letters() -> None:
    for document in map(assemble, map(agreement_named, WHOLE)):
        for clause in clauses_of(document):
            assert not re.search(r"(?:[.!?:] |\n|^)clause\u00a0\d", clause_text(clause).replace(": clause", "")), (
                clause.id
            )


CAPITALS = {
    "Part", "Schedule", "Schedules", "Annex", "Annexes", "Must", "May", "Including", "English", "Saturday", "Sunday",
    "Monday", "Friday", "Note", "Step", "Worked", "January", "EUR",
}  # fmt: skip


def test_a_capital_inside_a_sentence_is_a_defined_term() -> None:
    """A used term that is never defined reads like an ordinary word with a capital."""
    for document in map(assemble, map(agreement_named, WHOLE)):
        for clause in clauses_of(document):
            for block in clause.blocks:
                if isinstance(block, Table | Note) or not isinstance(block, Paragraph):
                    continue
                for one in block.inlines[1:] if block.style is ParagraphStyle.DEFINITION else block.inlines:
                    words = re.findall(r"(?<=[a-z,;’] )[A-Z][a-z]+", one.text) if isinstance(one, Text) else []
                    assert set(words) <= CAPITALS, (clause.id, words)


def terms_in(document: Document, *, values: bool) -> set[str]:
    """The terms that clauses use; with `values` also those that could be read in a value ("5 Working Days")."""
    inlines = list(every_inline(document))
    used = {one.target for one in inlines if isinstance(one, Term)}
    if values:
        texts = [one.text for one in inlines if isinstance(one, Value)]
        used |= {term_anchor(key) for text in texts for _, key in bundled_library().terms.split(text) if key}
    return used


def defined_in(document: Document) -> set[str]:
    clause = next(one for one in clauses_of(document) if one.id == "definitions")
    return {block.anchor for block in clause.blocks if isinstance(block, Paragraph) and not block.number}


def test_every_defined_term_is_used_somewhere() -> None:
    assert {term_anchor(one.key) for one in bundled_library().definitions} == defined_in(assemble(full()))


@pytest.mark.parametrize("name", FINISHED)
def test_the_definitions_are_just_those_in_use(name: str) -> None:
    document = assemble(agreement_named(name))
    assert terms_in(document, values=False) <= defined_in(document) <= terms_in(document, values=True)


def test_a_term_in_a_figure_is_defined_too() -> None:
    agreement = replace(empty(), "flexibility.change.answer_within", Duration(Decimal(5), TimeUnit.WORKING_DAYS))
    assert "term-working-day" in defined_in(assemble(agreement))


def test_every_table_has_a_caption_and_a_row() -> None:
    for clause in clauses_of(assemble(full())):
        for block in clause.blocks:
            if isinstance(block, Table):
                assert plain(block.caption), clause.id
                assert block.rows, clause.id
                assert all(len(row) == len(block.widths) for row in block.rows), clause.id


def test_every_credit_schedule_has_its_computed_example() -> None:
    schedules = [one for one in clauses_of(assemble(full())) if one.template == "credit"]
    assert len(schedules) == len(full().consequences.rules)
    assert all(any(isinstance(block, Note) for block in one.blocks) for one in schedules)


# --- every choice has its words -----------------------------------------------------------------------------------


@pytest.mark.parametrize("fee", list(Fee))
@pytest.mark.parametrize("scope", list(FeeScope))
def test_every_base_has_its_words(fee: Fee, scope: FeeScope) -> None:
    agreement = replace(full(), "consequences.rules.0.base", Base(fee, scope))
    text = clause_text(next(one for one in clauses_of(assemble(agreement)) if one.id == "credit-availability-bands"))
    assert re.search(r"The Credit Base is (?:the|all|one) ", text)


@pytest.mark.parametrize("stacking", list(Stacking))
def test_every_rule_for_several_credits_has_its_words(stacking: Stacking) -> None:
    agreement = replace(full(), "consequences.stacking", stacking)
    text = clause_text(next(one for one in clauses_of(assemble(agreement)) if one.id == "several-credits"))
    words = {
        Stacking.ADD: "are added up",
        Stacking.HIGHEST: "only the highest of them is due",
        Stacking.CUSTOMER_CHOOSES: "may choose which",
    }
    assert [stack for stack, phrase in words.items() if phrase in text] == [stacking]


@pytest.mark.parametrize("form", list(PaymentForm))
def test_every_form_of_payment_has_its_words(form: PaymentForm) -> None:
    agreement = replace(full(), "consequences.payment.form", form)
    text = clause_text(next(one for one in clauses_of(assemble(agreement)) if one.id == "credit-payment"))
    words = {
        PaymentForm.NEXT_INVOICE: "must deduct a Service Credit from the next invoice",
        PaymentForm.REFUND: "must pay a Service Credit to the Customer",
        PaymentForm.SERVICE_TIME: "time of the Service without charge",
        PaymentForm.CUSTOMER_CHOICE: "may choose whether",
    }
    assert [each for each, phrase in words.items() if phrase in text] == [form]


@pytest.mark.parametrize("unit", list(CreditUnit))
@pytest.mark.parametrize("keyed_on", list(KeyedOn))
def test_every_unit_and_key_of_a_band_has_its_words(unit: CreditUnit, keyed_on: KeyedOn) -> None:
    agreement = replace(full(), "consequences.rules.0.unit", unit)
    agreement = replace(agreement, "consequences.rules.0.shape.keyed_on", keyed_on)
    text = clause_text(next(one for one in clauses_of(assemble(agreement)) if one.id == "credit-availability-bands"))
    units = {
        CreditUnit.PERCENT_OF_BASE: "10\u00a0%",
        CreditUnit.MONEY: "EUR\u00a010.00",
        CreditUnit.DAYS_OF_SERVICE: "10\u00a0days of Service",
        CreditUnit.HOURS_OF_SERVICE: "10\u00a0hours of Service",
        CreditUnit.POINTS: "10 Credit Points",
    }
    keys = {
        KeyedOn.VALUE: "the band that holds the Measured Value",
        KeyedOn.MISS: "the band that holds the miss.",
        KeyedOn.MISS_PERCENT: "the band that holds the miss in percent",
    }
    assert units[unit] in text
    assert keys[keyed_on] in text


def test_a_table_of_bands_that_is_still_empty_leads_to_the_table() -> None:
    agreement = replace(full(), "consequences.rules.0.shape.bands", ())
    gaps = {one.path for one in every_inline(assemble(agreement)) if isinstance(one, Value) and one.missing}
    assert gaps == {"consequences.rules.0.shape.bands"}
