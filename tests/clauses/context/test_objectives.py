"""The first step in words."""

from __future__ import annotations

from slawizard.agreement.edits import replace
from slawizard.clauses.context.objectives import Calendars, objectives_words
from slawizard.clauses.context.values import Writer
from tests.agreements import empty, full
from tests.clauses.context.words import paths, seen

WRITE = Writer("en", "EUR")


def test_hours_are_told_with_their_holidays() -> None:
    extended = Calendars(full(), WRITE).all[1]
    assert [(seen(span["days"]), seen(span["hours"])) for span in extended["spans"]] == [
        ("Monday to Friday", "07:00 to 20:00"),
        ("Saturday", "09:00 to 13:00"),
    ]
    assert (seen(extended["holidays_of"]), [seen(day) for day in extended["own_holidays"]]) == (
        "Ireland",
        ["24 December 2027"],
    )


def test_a_part_of_a_country_has_its_name() -> None:
    agreement = replace(full(), "objectives.calendars.1.holidays_of", "GB-ENG")
    assert seen(Calendars(agreement, WRITE).all[1]["holidays_of"]) == "England (United Kingdom)"


def test_hours_are_found_by_their_id_and_lead_to_the_field_that_names_them() -> None:
    found = Calendars(full(), WRITE).find("extended", "objectives.support_hours")
    assert (seen(found["name"]), paths(found["name"]), found["schedule"]) == (
        "Extended hours",
        ["objectives.support_hours"],
        "hours-extended",
    )


def test_hours_that_nobody_named_are_a_gap() -> None:
    found = Calendars(empty(), WRITE).find("", "objectives.support_hours")
    assert not found["given"]
    assert seen(found["name"]) == "[hours]"


def test_an_objective_tells_who_agreed() -> None:
    found = objectives_words(full(), WRITE)["objectives"]
    assert [seen(one["accepted"]) for one in found] == ["Both parties", "The Provider only", "Not yet"]


def test_an_objective_names_its_service_levels() -> None:
    found = objectives_words(full(), WRITE)["objectives"][0]
    assert [seen(name) for name in found["levels"]] == ["Availability of the platform", "Latency"]
