"""A finished agreement speaks of nothing that it does not have, and defines nothing that it does not use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import replace
from slawizard.agreement.texts import Stance, Texts
from slawizard.clauses.assemble import assemble
from slawizard.clauses.library import bundled_library
from slawizard.document.nodes import Document, Paragraph, ParagraphStyle, PartKind, Text
from slawizard.document.terms import term_anchor
from slawizard.document.visitor import clause_text, clauses_of, inlines_of, plain
from slawizard.paths import template_path
from slawizard.storage.draft_file import load_draft
from tests.agreements import full, small
from tests.agreements.quantities import days

DATA = Path(__file__).parent.parent / "data"
DRAFTS = sorted([*template_path("starters").glob("*.sladraft"), *DATA.rglob("*.sladraft")])
CASES = [(path, stance) for path in DRAFTS for stance in Stance]
ALWAYS = {term_anchor(key) for key in ("agreement", "customer", "provider", "service")}


def by(agreement: Agreement, stance: Stance) -> Agreement:
    return msgspec.structs.replace(agreement, texts=msgspec.structs.replace(agreement.texts, stance=stance))


def text_of(agreement: Agreement, clause: str) -> str:
    found = [one for one in clauses_of(assemble(agreement)) if one.id == clause]
    return clause_text(found[0]).replace("\u00a0", " ") if found else ""


def whole(document: Document) -> str:
    return "\n".join(map(clause_text, clauses_of(document))).replace("\u00a0", " ")


def used_in_text(document: Document) -> Iterator[str]:
    """The forms of defined terms in each run of words that is not the definition of that very term."""
    terms = bundled_library().terms
    for clause in clauses_of(document):
        for block in clause.blocks:
            own = block.anchor if isinstance(block, Paragraph) and block.style is ParagraphStyle.DEFINITION else ""
            for run in inlines_of(block):
                found = {term_anchor(key) for _, key in terms.split(plain(run)) if key}
                yield from found - {own}


@pytest.mark.parametrize(("path", "stance"), CASES, ids=[f"{path.stem} {stance}" for path, stance in CASES])
def test_every_definition_is_used(path: Path, stance: Stance) -> None:
    document = assemble(by(load_draft(path).agreement, stance))
    used = set(used_in_text(document))
    defined = {
        block.anchor
        for clause in clauses_of(document)
        for block in clause.blocks
        if isinstance(block, Paragraph) and block.style is ParagraphStyle.DEFINITION
    }
    assert defined >= ALWAYS
    assert defined <= used


@pytest.mark.parametrize(("path", "stance"), CASES, ids=[f"{path.stem} {stance}" for path, stance in CASES])
def test_every_word_that_a_clause_defines_is_used_outside_it(path: Path, stance: Stance) -> None:
    document = assemble(by(load_draft(path).agreement, stance))
    text = whole(document)
    for part in (one for one in document.parts if one.kind is PartKind.BODY):
        for clause in part.clauses:
            for block in clause.blocks:
                if clause.id in ("breach", "term", "precedence") and isinstance(block, Paragraph):
                    for word in (one.text for one in block.inlines if isinstance(one, Text) and one.strong):
                        own = clause_text(clause).replace("\u00a0", " ").casefold().count(word.casefold())
                        assert text.casefold().count(word.casefold()) > own, word


@pytest.mark.parametrize(("path", "stance"), CASES, ids=[f"{path.stem} {stance}" for path, stance in CASES])
def test_no_list_has_one_item(path: Path, stance: Stance) -> None:
    for clause in clauses_of(assemble(by(load_draft(path).agreement, stance))):
        numbers = [one.number for one in clause.blocks if isinstance(one, Paragraph) and one.level == 2 and one.number]
        for place, number in enumerate(numbers):
            if number == "(a)":
                assert numbers[place + 1 : place + 2] == ["(b)"], clause.id


def test_what_is_measured_by_itself_is_called_by_what_it_is() -> None:
    levels = full().metrics.levels
    incident = next(one for one in levels if one.id == "single-response")
    months = next(one for one in levels if one.id == "availability")
    bare = replace(replace(full(), "consequences.rules", ()), "consequences.caps", ())

    text = whole(assemble(replace(bare, "metrics.levels", (months, incident))))
    assert "each Incident by itself" in text
    assert "or order" not in text

    text = whole(assemble(replace(bare, "metrics.levels", (months,))))
    assert "by itself, " not in text_of(replace(bare, "metrics.levels", (months,)), "definitions")
    assert "Measurement Window means the stretch of time for which one Measured Value is worked out." in text


def test_a_sum_for_a_named_unit_is_concerned_where_it_was_missed() -> None:
    agreement = full()
    number = next(n for n, one in enumerate(agreement.consequences.rules) if one.base.unit_name == "cabinet")
    rule = agreement.consequences.rules[number]
    alone = replace(replace(agreement, "consequences.rules", (rule,)), "consequences.caps", ())
    alone = replace(alone, "consequences.bonuses", ())

    assert "The Credit Base is the Monthly Fee for the cabinet concerned." in text_of(alone, f"credit-{rule.id}")
    assert "The cabinet “concerned” is the one for which the Service Level was missed." in text_of(alone, "credit-base")
    assert "A unit is" not in text_of(alone, "credit-base")


def test_the_sum_of_a_whole_term_says_how_far_it_reaches() -> None:
    assert "The Fees for the term of the Agreement are all Fees from the Start Date" in text_of(full(), "credit-base")
    assert "for the term" not in text_of(replace(full(), "consequences.caps", ()), "credit-base")
    assert "Fees of a quarter, a year or the term that are not yet due are taken" in text_of(full(), "credit-base")


def test_the_case_of_repeated_misses_is_said_whether_or_not_something_speaks_of_it() -> None:
    told = replace(full(), "consequences.repeated_breach", "one Service Level is missed twice")
    unspoken = replace(replace(told, "flexibility.triggers", ()), "consequences.remedies", ())
    assert "Misses are repeated in this case: one Service Level is missed twice." in text_of(unspoken, "breach")

    remedy = msgspec.structs.replace(full().consequences.remedies[0], trigger="misses are repeated")
    spoken = replace(unspoken, "consequences.remedies", (remedy,))
    assert "Misses are repeated in this case: one Service Level is missed twice." in text_of(spoken, "breach")
    assert "if misses are repeated, the Provider must" in text_of(spoken, "remedies")


def test_the_customers_text_uses_repeated_misses_where_credits_are_not_the_only_remedy() -> None:
    told = replace(full(), "consequences.repeated_breach", "one Service Level is missed twice")
    told = replace(replace(told, "flexibility.triggers", ()), "consequences.remedies", ())
    told = replace(replace(told, "texts", Texts(stance=Stance.CUSTOMER)), "consequences.sole_remedy", False)
    assert "Misses are repeated in this case" in text_of(told, "breach")
    assert "Repeated misses are a breach of a material duty." in text_of(told, "breach")


@pytest.mark.parametrize("stance", list(Stance))
def test_the_only_way_in_which_excluded_time_counts_is_said_in_one_sentence(stance: Stance) -> None:
    text = text_of(by(small(), stance), "downtime")
    assert "is taken out: it is neither Agreed Service Time nor Downtime." in text
    assert "(a)" not in text


@pytest.mark.parametrize("stance", list(Stance))
def test_one_limit_of_credits_is_a_sentence(stance: Stance) -> None:
    one = replace(full(), "consequences.caps", full().consequences.caps[:1])
    text = text_of(by(one, stance), "credit-caps")
    assert (
        "All Service Credits together do not exceed, for one calendar month, 30 % of the Monthly Fee for the whole "
        "Service." in text
    )
    assert "this limit" not in text


def test_a_clause_refers_to_a_part_by_its_letter() -> None:
    text = text_of(replace(full(), "consequences.sole_remedy", True), "termination-for-cause")
    assert re.search(r"only the consequences in Part [A-E] apply\.", text)


def test_a_job_that_repeats_the_name_of_a_contact_is_not_told_twice() -> None:
    contact = msgspec.structs.replace(full().frame.contacts[0], name="Service desk", job_title="service  Desk")
    assert "ervice  Desk" not in text_of(replace(full(), "frame.contacts", (contact,)), "contacts")
    other = msgspec.structs.replace(contact, job_title="Duty manager")
    assert "Service desk\nDuty manager" in text_of(replace(full(), "frame.contacts", (other,)), "contacts")


def test_a_title_that_names_the_service_has_no_second_line() -> None:
    named = replace(replace(full(), "objectives.service_name", "Fleet Desk"), "title", "Agreement for the fleet  desk")
    assert plain(assemble(named).subtitle) == ""
    assert plain(assemble(replace(named, "title", "Agreement")).subtitle) == "Fleet Desk"


@pytest.mark.parametrize(("path", "stance"), CASES, ids=[f"{path.stem} {stance}" for path, stance in CASES])
def test_no_text_prints_a_truth_value_or_a_list(path: Path, stance: Stance) -> None:
    text = whole(assemble(by(load_draft(path).agreement, stance)))
    assert not re.search(r"\b(True|False)\b|\[\]|\{\}", text)


def test_an_order_is_called_by_what_the_level_applies_to_each_of() -> None:
    number = next(n for n, one in enumerate(full().metrics.levels) if one.id == "activation")
    told = replace(full(), f"metrics.levels.{number}.scope", "Each consignment of the Customer")
    assert "Each consignment by itself" in text_of(told, "service-level-activation")
    assert "for the consignment" in text_of(told, "service-level-activation")
    assert "or that consignment fell due" in text_of(told, "credit-base")
    assert "Incident or consignment that begins or falls due in it" in text_of(told, "grace-period")


@pytest.mark.parametrize("stance", list(Stance))
def test_the_right_to_leave_speaks_of_what_it_has(stance: Stance) -> None:
    one = replace(by(full(), stance), "consequences.termination", full().consequences.termination[:1])
    text = text_of(one, "termination-for-misses")
    assert "by notice in writing in this case. If Availability" in text
    assert "for information only" not in text
    any_level = msgspec.structs.replace(full().consequences.termination[0], levels=())
    several = replace(one, "consequences.termination", (any_level, any_level))
    text = text_of(several, "termination-for-misses")
    assert "in each of these cases." in text
    assert "only if it is not for information only" in text
    assert "Each Service Level is counted by itself, and so is each case" in text


def test_one_bonus_is_a_sentence() -> None:
    one = replace(full(), "consequences.bonuses", full().consequences.bonuses[:1])
    assert re.search(r"earns a bonus of 2 % of the Monthly Fee .* if the Measured Value of", text_of(one, "bonus"))


@pytest.mark.parametrize("stance", list(Stance))
def test_what_every_schedule_names_needs_no_rule_for_where_none_does(stance: Stance) -> None:
    level = full().metrics.levels[0]
    measured = msgspec.structs.replace(level.measurement, report_to="the reviewer", dispute_within=days(9))
    named = replace(by(full(), stance), "metrics.levels", (msgspec.structs.replace(level, measurement=measured),))
    assert "names no recipient" not in text_of(named, "reporting")
    assert "names no time" not in text_of(named, "disputing-figures")
    bare = msgspec.structs.replace(level.measurement, report_to="", dispute_within=None)
    unnamed = replace(named, "metrics.levels", (msgspec.structs.replace(level, measurement=bare),))
    assert "Where a Schedule names no recipient" in text_of(unnamed, "reporting")
    assert "Where the Schedule names no time, it is 30 days." in text_of(unnamed, "disputing-figures")
