"""What the window says of a verdict, and what can be done about it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Evidence, Expectations, History, HistoryWindow
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.analysis.assessment import Assessed, assess
from slawizard.analysis.verdict import Verdict
from slawizard.gui.widgets import verdict_words as words
from slawizard.gui.widgets.verdict_view import VerdictView
from tests.drivers import Heard, activate, find, press, settle
from tests.gui.widgets.form_fixtures import said

MONTHS = ("99.97", "99.99", "99.95", "99.92", "100", "99.98", "99.61", "99.96", "99.99", "99.94", "99.98", "99.97")
VERDICTS = {"99": "comfortable", "99.9": "likely", "99.95": "stretch", "99.99": "unrealistic"}


def judged(target: str, values: tuple[str, ...] = MONTHS) -> Assessed:
    """The verdict on a target by these months."""
    windows = tuple(HistoryWindow(dt.date(2026, month, 1), Decimal(value)) for month, value in enumerate(values, 1))
    evidence = Evidence((History("uptime", (), "Status page", windows=windows),) if windows else ())
    level = ServiceLevel("uptime", "Uptime", targets=(Target(Decimal(target)),))
    return assess(Agreement(expectations=Expectations(evidence=evidence), metrics=Metrics((level,))))[0]


def shown(assessed: Assessed | None) -> VerdictView:
    """A verdict, in front."""
    view = VerdictView()
    view.name_after("x")
    view.show_verdict(assessed)
    activate(view)
    view.setVisible(assessed is not None)
    return view


@pytest.mark.parametrize("target", VERDICTS)
def test_each_verdict_has_a_word_and_a_sign_beside_its_colour(target: str) -> None:
    view, look = shown(judged(target)), words.LOOKS[VERDICTS[target]]

    assert find(view, QLabel, "x:verdict").text() == f"{look.sign}\u2002{look.word}"
    assert "likely to be kept every month" in said(view)
    assert "windows" in find(view, QLabel, "x:reason").text()


def test_no_two_verdicts_look_alike_and_none_is_forgotten() -> None:
    assert {verdict.value for verdict in Verdict} == set(words.LOOKS)
    assert len({look.sign for look in words.LOOKS.values()}) == len(words.LOOKS)


def test_without_evidence_it_says_what_to_add_and_names_no_field_of_the_file() -> None:
    view = shown(judged("99.9", ()))

    assert "Not enough evidence" in said(view)
    assert "history of six windows" in said(view)
    assert "expectations." not in said(view)


def test_the_nearest_comfortable_target_can_be_used() -> None:
    assessed = judged("99.95")
    view = shown(assessed)
    heard = Heard(view.use_requested)
    assert words.nearest_words(assessed) in said(view)
    press(view, "x:use")

    assert heard.last == assessed.nearest
    assert heard.last < Decimal("99.95")


def test_a_comfortable_target_offers_no_other() -> None:
    view = shown(judged("99"))

    assert not find(view, QAbstractButton, "x:use").isVisible()


def test_the_field_that_decides_can_be_gone_to() -> None:
    view = shown(judged("99.95"))
    heard = Heard(view.go_requested)
    press(view, "x:go")

    assert heard.last == "expectations.evidence.histories.0"


def test_all_the_evidence_is_shown_with_figures_assumptions_and_sources() -> None:
    view = shown(judged("99.95"))
    press(view, "x:evidence")
    settle()
    for part in ("windows met: ", "Assumed: ", "Source: Jeffreys", "The same history at other targets", "decides"):
        assert part in said(view)

    press(view, "x:evidence")
    settle()
    assert "Assumed: " not in said(view)


def test_a_verdict_that_is_being_judged_again_is_grey_until_then() -> None:
    view, assessed = VerdictView(), judged("99.99")
    view.name_after("x")
    badge = find(view, QLabel, "x:verdict")
    view.show_verdict(assessed, is_current=False)
    assert badge.property("role") == "badge-soft"
    view.show_verdict(assessed)

    assert badge.property("role") == "badge-bad"


def test_a_level_without_a_verdict_shows_none() -> None:
    assert shown(None).isHidden()


@pytest.mark.parametrize(
    ("chance", "text"), [(0.999, "over 99\u00a0%"), (0.004, "under 1\u00a0%"), (0.66, "66\u00a0%")]
)
def test_a_chance_is_never_certain(chance: float, text: str) -> None:
    assert words.percent_of(chance) == text
