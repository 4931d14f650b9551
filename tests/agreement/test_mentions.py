"""What the parties' own words speak of."""

from __future__ import annotations

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement, LeftOut
from slawizard.agreement.consequences import Remedy
from slawizard.agreement.edits import replace
from slawizard.agreement.flexibility import RenegotiationTrigger, TriggerKind
from slawizard.agreement.mentions import speaks_of_repeated_misses, written
from tests.agreements import full


@pytest.mark.parametrize("words", ["misses are repeated", "Repeated misses call a meeting"])
def test_a_remedy_for_repeated_misses_speaks_of_them(words: str) -> None:
    assert speaks_of_repeated_misses(replace(Agreement(), "consequences.remedies", (Remedy(trigger=words),)))


def test_the_case_itself_the_names_of_fields_and_kinds_are_no_mention() -> None:
    told = replace(Agreement(), "consequences.repeated_breach", "misses are repeated if there are two")
    told = replace(told, "flexibility.triggers", (RenegotiationTrigger(TriggerKind.REPEATED_MISS, "three misses"),))
    told = replace(told, "left_out", (LeftOut("consequences.repeated_breach", "nothing is repeated here"),))
    assert not speaks_of_repeated_misses(told)


def test_half_a_character_somewhere_does_not_end_the_search() -> None:
    agreement = replace(
        replace(full(), "title", "\ud83d"), "consequences.remedies", (Remedy(trigger="Repeated outages"),)
    )
    with pytest.raises(UnicodeEncodeError):
        msgspec.json.encode(agreement)
    assert speaks_of_repeated_misses(agreement)
    whole = replace(full(), "title", "?")
    assert written(replace(full(), "title", "\ud83d")) == written(whole) == msgspec.json.encode(whole)
