"""Values of several kinds: statistics, surveys, earn-back."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QLineEdit

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Metrics, Percentile, ServiceLevel, Survey, TimeShare
from slawizard.gui.pages.forms.levels import MEASURE_CARD
from slawizard.gui.pages.forms.measurement import SOURCE_CARD
from tests.drivers import enter, find, settle
from tests.gui.widgets.form_fixtures import Form, form

STATISTIC = MEASURE_CARD.fields[0].at("metrics.levels.0.statistic")
SURVEY = SOURCE_CARD.more[0].at("metrics.levels.0.survey")


def choose(shown: Form, path: str, words: str) -> None:
    """Choose a kind from the list."""
    combo = find(shown, QComboBox, path)
    combo.activated.emit(combo.findText(words))
    settle()


def level(**changes: object) -> Agreement:
    """One service level."""
    return Agreement(metrics=Metrics((ServiceLevel("a", **changes),)))  # type: ignore[arg-type]


def test_choosing_a_kind_shows_its_fields() -> None:
    shown = form(STATISTIC, agreement=level())
    choose(shown, STATISTIC.path, "Percentile")
    enter(shown, f"{STATISTIC.path}.p", "99.9")

    assert shown.value(STATISTIC.path) == Percentile(Decimal("99.9"))


def test_going_back_to_a_kind_finds_its_figures_again() -> None:
    shown = form(STATISTIC, agreement=level(statistic=Percentile(Decimal(50))))
    choose(shown, STATISTIC.path, "Mean")
    choose(shown, STATISTIC.path, "Percentile")

    assert shown.value(STATISTIC.path) == Percentile(Decimal(50))
    assert find(shown, QLineEdit, f"{STATISTIC.path}.p").text() == "50"


def test_an_undo_shows_the_kind_before() -> None:
    shown = form(STATISTIC, agreement=level())
    choose(shown, STATISTIC.path, "Percentile")
    shown.store.undo()
    settle()

    assert shown.value(STATISTIC.path) == TimeShare()
    assert find(shown, QComboBox, STATISTIC.path).currentText() == "Share of the time up"
    assert not any(line.objectName().endswith(".p") for line in shown.findChildren(QLineEdit))


def test_none_is_a_kind_too() -> None:
    shown = form(SURVEY, agreement=level(survey=Survey()))
    choose(shown, SURVEY.path, "Not a survey")
    assert shown.value(SURVEY.path) is None
    choose(shown, SURVEY.path, "Answers to a survey")

    assert shown.value(SURVEY.path) == Survey()


def test_a_field_inside_is_gone_to_by_its_path() -> None:
    shown = form(STATISTIC, agreement=level(statistic=Percentile()))
    box = next(iter(shown.card.boxes()))

    assert box.reveal(f"{STATISTIC.path}.p", exact=True)
    assert find(shown, QLineEdit, f"{STATISTIC.path}.p").hasFocus()
