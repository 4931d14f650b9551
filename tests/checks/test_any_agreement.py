"""Tests that the checks hold for every agreement that the model allows, sensible or not."""

from hypothesis import HealthCheck, given, settings

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read
from slawizard.checks import CODES, completeness, findings, qualities
from tests.strategies import AGREEMENTS


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(AGREEMENTS)
def test_no_agreement_is_too_odd_to_be_checked(agreement: Agreement) -> None:
    made = findings(agreement)
    for finding in made:
        read(agreement, finding.field)
        assert finding.code in CODES
        assert finding.text.strip()
        assert finding.why.strip()
        assert finding.mend.strip()
    assert sum(len(answer.findings) for answer in qualities(made)) == len(made)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(AGREEMENTS)
def test_no_agreement_is_too_odd_to_be_listed(agreement: Agreement) -> None:
    for item in completeness(agreement):
        read(agreement, item.path)
        assert item.name
