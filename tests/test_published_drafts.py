"""The 24 published agreements as drafts: their files, what the checks say of them, and the documents made of them."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from slawizard import __version__
from slawizard.agreement.agreement import Agreement
from slawizard.analysis.examples import worked_example
from slawizard.checks import FindingLevel, findings
from slawizard.clauses.assemble import assemble
from slawizard.document.nodes import Value
from slawizard.document.visitor import clause_text, clauses_of, every_inline
from slawizard.storage.draft_file import SUFFIX, encode_draft, load_draft
from tests.published.catalogue import FOLDER, PUBLISHED, draft_path

ORDER_FORM = "The credit is left to the order form."
ON_TARGET = "Its ladder pays where the target is kept."
IN_NEITHER = "Its ladder leaves an edge out."

TRUE_ERRORS: dict[str, dict[str, str]] = {
    "16-github-enterprise": {
        **{f"CON-BAND-EDGE-IN-NEITHER consequences.rules.{rule}.shape.bands": IN_NEITHER for rule in range(3)},
        **{f"CON-BAND-PAYS-ON-TARGET consequences.rules.{rule}.shape.bands.0": ON_TARGET for rule in range(3)},
    },
    "23-zonos": {"CON-BAND-EDGE-IN-NEITHER consequences.rules.0.shape.bands": IN_NEITHER},
    "25-common-paper-sla": {
        "CON-CREDIT-MISSING consequences.rules.0.shape.credit": ORDER_FORM,
        "CON-CREDIT-MISSING consequences.rules.1.shape.credit": ORDER_FORM,
    },
    "29-packetfabric": {
        "CON-BAND-PAYS-ON-TARGET consequences.rules.1.shape.bands.0": ON_TARGET,
        "CON-BAND-PAYS-ON-TARGET consequences.rules.2.shape.bands.0": ON_TARGET,
    },
    "46-cu-boulder-service-levels": {
        "CON-REMEDY-NO-TIME consequences.remedies.0.within": "It says after which downtime a disaster is declared.",
    },
    "47-safepoint-it-msp": {
        "MET-MATRIX-HOLE metrics.matrices.0.cells": "Two cells of its matrix are known.",
        "MET-MATRIX-HOLE metrics.matrices.1.cells": "One row of its matrix for clinics is known.",
    },
}
"""What is wrong with the published texts themselves, by finding and field, with the reason."""

AMBIGUITIES: dict[str, tuple[str, ...]] = {
    "16-github-enterprise": ("Exactly 99 % is in no band", "Exactly 99.9 % keeps the target"),
    "23-zonos": ("Exactly 99.5 % is in no band",),
    "29-packetfabric": (
        "99.99 % to 99.999 % (99.999 % excluded) keeps the target",
        "99.9 % to 99.901 % (99.901 % excluded) keeps the target",
        "0 % to 10 % (10 % excluded) is in no band",
    ),
    "43-state-saas-rfq": ("99.89 % to 99.9 % (99.9 % excluded) is in no band",),
}
"""What the prover must say of the ladders, in a finding of the draft."""

names = pytest.mark.parametrize("name", PUBLISHED)


def _draft(name: str) -> Agreement:
    return load_draft(draft_path(name)).agreement


# --- files ------------------------------------------------------------------------------------------------------


@names
def test_the_file_of_a_published_agreement_is_what_its_builder_makes(name: str) -> None:
    written = json.loads(draft_path(name).read_bytes())
    built = json.loads(encode_draft(PUBLISHED[name]()))

    assert written | {"program": ""} == built | {"program": ""}


@names
def test_the_file_of_a_published_agreement_is_canonical(name: str) -> None:
    data = draft_path(name).read_bytes()
    program = json.loads(data)["program"].encode()

    assert encode_draft(_draft(name)) == data.replace(program, f"SLA Wizard {__version__}".encode())


def test_every_file_of_the_folder_has_a_builder() -> None:
    files = {path.name for path in FOLDER.iterdir()}

    assert files == {f"{name}{SUFFIX}" for name in PUBLISHED} | {"cases.json"}


# --- findings ---------------------------------------------------------------------------------------------------


@names
def test_a_published_agreement_has_the_errors_of_its_text_and_no_others(name: str) -> None:
    errors = [finding for finding in findings(_draft(name)) if finding.level is FindingLevel.ERROR]

    expected = TRUE_ERRORS.get(name, {})
    assert Counter(f"{error.code} {error.field}" for error in errors) == Counter(list(expected))


@pytest.mark.parametrize("name", AMBIGUITIES)
def test_the_prover_names_the_figures_that_a_published_ladder_leaves_open(name: str) -> None:
    told = [finding.text.replace("\u00a0", " ") for finding in findings(_draft(name)) if "-BAND-" in finding.code]

    for words in AMBIGUITIES[name]:
        assert any(words in text for text in told), told


def test_a_percentage_and_a_printed_hour_that_differ_are_pointed_out() -> None:
    told = [one.text.replace("\u00a0", " ") for one in findings(_draft("46-cu-boulder-service-levels"))]

    assert any("99.99 % or 1 hour; the percentage alone allows 52.6 to 52.7 minutes" in text for text in told)


@pytest.mark.parametrize("name", ["07-azure-api-for-fhir", "38-ibm-cloud"])
def test_overlapping_thresholds_are_no_fault_where_the_deepest_wins(name: str) -> None:
    assert not [finding for finding in findings(_draft(name)) if "-BAND-" in finding.code]


# --- documents --------------------------------------------------------------------------------------------------


@names
def test_the_text_of_a_published_agreement_shows_no_gap_that_is_not_accounted_for(name: str) -> None:
    agreement = _draft(name)
    missing = {
        inline.path for inline in every_inline(assemble(agreement)) if isinstance(inline, Value) and inline.missing
    }

    left_out = tuple(item.path for item in agreement.left_out)
    errors = {key.split()[1] for key in TRUE_ERRORS.get(name, {})}
    unexplained = {path for path in missing if not path.startswith((*left_out, *errors))}
    assert not unexplained


@names
def test_no_clause_of_a_published_agreement_is_empty(name: str) -> None:
    empty = [clause.id for clause in clauses_of(assemble(_draft(name))) if not clause.blocks]

    assert not empty


@pytest.mark.parametrize(
    ("name", "schedule", "counted"),
    [
        ("39-nashua-member-call-centre", "abandonment", "Numerator\ncalls that the member abandoned"),
        ("29-packetfabric", "packet-loss", "Numerator\npackets lost in the month"),
    ],
)
def test_a_rate_of_failures_is_defined_by_the_events_that_failed(name: str, schedule: str, counted: str) -> None:
    clauses = {clause.id: clause for clause in clauses_of(assemble(_draft(name)))}

    text = clause_text(clauses[f"service-level-{schedule}"])
    assert "The numerator divided by the denominator, in percent." in text
    assert counted in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("29-packetfabric", "As stated in the table of routes on the Provider's website"),
        ("48-mspowerhouse-msp", "Within the Response Time of the ticket’s Severity"),
        ("01-aws-ec2", "by the end of the second billing period after the Incident"),
        ("35-edge-centres-colo", "The Credit Base is the base fee for the whole Service"),
    ],
)
def test_what_a_published_text_leaves_to_another_place_or_name_reads_on(name: str, words: str) -> None:
    text = "\n".join(clause_text(clause) for clause in clauses_of(assemble(_draft(name))))

    assert words in text


@names
def test_every_credit_with_a_figure_has_a_worked_example(name: str) -> None:
    agreement = _draft(name)
    without = {rule.id for rule in agreement.consequences.rules if worked_example(agreement, rule) is None}

    # The order form has the credits of the one, the table of routes the targets of the other.
    assert without == {
        "25-common-paper-sla": {"uptime-credit", "response-credit"},
        "29-packetfabric": {"latency-credit"},
    }.get(name, set())
