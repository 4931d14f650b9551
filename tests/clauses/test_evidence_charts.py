"""The annex on the evidence: where it was chosen, with the charts that were chosen, at no cost elsewhere."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import EvidenceChart, StaffShift
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import HoursCalendar, HoursSpan
from slawizard.analysis import chart_years
from slawizard.clauses import evidence_charts
from slawizard.clauses.assemble import assemble
from slawizard.clauses.evidence_charts import EVIDENCE_CLAUSE
from slawizard.document.nodes import Chart, Clause, PartKind
from slawizard.document.visitor import charts_of, clause_text, clauses_of
from tests.negotiation.cases import on_the_table


def with_annex(*charts: EvidenceChart) -> Agreement:
    terms = on_the_table()
    hours = HoursCalendar("desk", spans=(HoursSpan(),))
    expectations = replace(
        terms.expectations,
        evidence=replace(terms.expectations.evidence, annex=charts),
        staffing=(StaffShift("Desk", 2, HoursSpan()),),
    )
    return replace(terms, objectives=Objectives(calendars=(hours,), support_hours="desk"), expectations=expectations)


def annex_of(terms: Agreement) -> Clause | None:
    return next((clause for clause in clauses_of(assemble(terms)) if clause.template == EVIDENCE_CLAUSE), None)


def kinds_of(terms: Agreement) -> list[str]:
    return [chart.kind.value for chart in charts_of(assemble(terms))]


def test_without_a_choice_there_is_no_annex_and_nothing_is_reckoned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_charts, "evidence_charts", lambda *_: pytest.fail("nobody asked for charts"))
    assert annex_of(with_annex()) is None


def test_each_chart_that_is_chosen_is_there() -> None:
    assert kinds_of(with_annex(*EvidenceChart)) == ["history", "chance", "cover", "credits"]
    assert kinds_of(with_annex(EvidenceChart.COVER)) == ["cover"]


def test_the_annex_names_its_sources_and_says_that_it_promises_nothing() -> None:
    found = annex_of(with_annex(EvidenceChart.HISTORY))
    assert found is not None
    words = clause_text(found)
    assert found.number == "Annex A"
    assert "It promises nothing" in words
    assert "reports" in words
    assert "Typed in by hand" in words


def test_a_digest_is_printed_whole() -> None:
    terms = with_annex(EvidenceChart.HISTORY)
    evidence = terms.expectations.evidence
    (history,) = evidence.histories
    evidence = replace(evidence, histories=(replace(history, digest="3f" * 32),))
    found = annex_of(replace(terms, expectations=replace(terms.expectations, evidence=evidence)))
    assert found is not None
    assert "3f" * 32 in clause_text(found)


def test_what_there_is_no_evidence_of_is_not_drawn() -> None:
    terms = with_annex(*EvidenceChart)
    evidence = replace(terms.expectations.evidence, histories=())
    terms = replace(terms, expectations=replace(terms.expectations, evidence=evidence, staffing=()))
    assert kinds_of(terms) == []
    assert annex_of(terms) is not None


def test_the_charts_follow_the_text_with_anchors_of_their_own() -> None:
    document = assemble(with_annex(*EvidenceChart))
    annexes = next(part for part in document.parts if part.kind is PartKind.ANNEXES)
    blocks = annexes.clauses[0].blocks
    assert [isinstance(block, Chart) for block in blocks[-4:]] == [True] * 4
    assert len({block.anchor for block in blocks}) == len(blocks)
    assert {block.clause for block in blocks} == {EVIDENCE_CLAUSE}


def test_a_name_with_line_ends_and_marks_is_one_plain_line() -> None:
    terms = with_annex(EvidenceChart.HISTORY)
    level = replace(terms.metrics.levels[0], name="Up\ntime \ue000*x*")
    (chart,) = charts_of(assemble(replace(terms, metrics=replace(terms.metrics, levels=(level,)))))
    assert chart.title.startswith("Up time *x*:")


def test_typing_elsewhere_does_not_simulate_again(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = with_annex(EvidenceChart.CREDITS)
    assemble(terms)
    monkeypatch.setattr(chart_years, "pools_of", lambda *_: pytest.fail("simulated again"))
    assert kinds_of(replace(terms, title="Another title")) == ["credits"]


def test_many_targets_do_not_make_an_annex_without_end() -> None:
    terms = with_annex(EvidenceChart.HISTORY)
    levels = tuple(replace(terms.metrics.levels[0], id=f"l{number}") for number in range(20))
    (history,) = terms.expectations.evidence.histories
    evidence = replace(
        terms.expectations.evidence, histories=tuple(replace(history, level=level.id) for level in levels)
    )
    terms = replace(
        terms,
        metrics=replace(terms.metrics, levels=levels),
        expectations=replace(terms.expectations, evidence=evidence),
    )
    assert len(kinds_of(terms)) == evidence_charts.MOST_OF_A_KIND
