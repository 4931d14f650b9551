"""The second step in words."""

from __future__ import annotations

from slawizard.agreement.edits import replace
from slawizard.agreement.expectations import StaffShift
from slawizard.agreement.parties import Role
from slawizard.clauses.context.expectations import expectations_words
from slawizard.clauses.context.values import Writer
from tests.agreements import empty, full
from tests.agreements.quantities import months
from tests.clauses.context.words import paths, seen

WRITE = Writer("en", "EUR")


def test_duties_stand_with_the_party_that_owes_them() -> None:
    duties = expectations_words(full(), WRITE)["duties"]
    assert [paths(one["text"]) for one in duties["customer"]] == [
        ["expectations.duties.2.text"],
        ["expectations.duties.3.text"],
    ]
    assert len(duties["provider"]) == 2


def test_suppliers_of_one_group_stand_beside_each_other() -> None:
    suppliers = expectations_words(full(), WRITE)["suppliers"]
    assert [one["alone"] for one in suppliers] == [False, False, True]
    assert (seen(suppliers[0]["needed"]), seen(suppliers[0]["of"])) == ("1", "2")


def test_maintenance_is_there_when_anything_of_it_is() -> None:
    assert expectations_words(full(), WRITE)["maintenance"]["any"]
    assert not expectations_words(empty(), WRITE)["maintenance"]["any"]


def test_a_single_month_between_tests_is_told_without_its_number() -> None:
    agreement = replace(full(), "expectations.continuity.test_every", months(1))
    assert seen(expectations_words(agreement, WRITE)["continuity"]["test_every"]) == "month"
    assert seen(expectations_words(full(), WRITE)["continuity"]["test_every"]) == "12\u00a0months"


def test_only_the_providers_people_are_staff_of_the_provider() -> None:
    shifts = (StaffShift("Desk"), StaffShift("Site managers", party=Role.CUSTOMER))
    found = expectations_words(replace(empty(), "expectations.staffing", shifts), WRITE)["staffing"]
    assert [seen(shift["team"]) for shift in found] == ["Desk"]
