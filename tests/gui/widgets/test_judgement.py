"""The verdicts of the draft, judged as it changes."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from PySide6.QtCore import QObject

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Expectations, Position
from slawizard.gui.widgets.judgement import Judgement, judged_part
from tests.agreements.examples import full
from tests.drivers import Heard, settle, until

PATH = "metrics.levels.0.targets.0.value"


def test_a_draft_is_judged_and_each_verdict_found_by_its_target() -> None:
    parent = QObject()
    judgement = Judgement(parent)
    judgement.look(full())
    until(lambda: judgement.is_current, "the verdicts")
    found = judgement.at(PATH)
    assert found is not None

    assert found.promise.path == PATH
    assert judgement.at("metrics.levels.99.targets.0.value") is None


def test_what_no_verdict_depends_on_is_not_judged_again() -> None:
    parent = QObject()
    judgement = Judgement(parent)
    heard = Heard(judgement.changed)
    judgement.look(full())
    until(lambda: judgement.is_current)
    judgement.look(msgspec.structs.replace(full(), title="Another title"))
    settle()

    assert judgement.is_current
    assert len(heard) == 1


def test_where_both_sides_stand_is_no_part_of_what_is_judged() -> None:
    asked = Agreement(expectations=Expectations(positions=(Position("a", Decimal(99)),)))

    assert judged_part(asked) == judged_part(Agreement())
