"""What the parties' own words speak of."""

from __future__ import annotations

import pytest

from slawizard.agreement.agreement import Agreement, LeftOut
from slawizard.agreement.consequences import Remedy
from slawizard.agreement.edits import replace
from slawizard.agreement.flexibility import RenegotiationTrigger, TriggerKind
from slawizard.agreement.mentions import speaks_of_repeated_misses


@pytest.mark.parametrize("words", ["misses are repeated", "Repeated misses call a meeting"])
def test_a_remedy_for_repeated_misses_speaks_of_them(words: str) -> None:
    assert speaks_of_repeated_misses(replace(Agreement(), "consequences.remedies", (Remedy(trigger=words),)))


def test_the_case_itself_the_names_of_fields_and_kinds_are_no_mention() -> None:
    told = replace(Agreement(), "consequences.repeated_breach", "misses are repeated if there are two")
    told = replace(told, "flexibility.triggers", (RenegotiationTrigger(TriggerKind.REPEATED_MISS, "three misses"),))
    told = replace(told, "left_out", (LeftOut("consequences.repeated_breach", "nothing is repeated here"),))
    assert not speaks_of_repeated_misses(told)
