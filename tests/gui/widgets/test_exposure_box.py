"""The price of the promises, simulated in the background."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtWidgets import QLabel, QProgressBar

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Consequences, CreditRule, TerminationTrigger
from slawizard.agreement.credit_shapes import Band, Bands
from slawizard.agreement.expectations import Evidence, Expectations, History, HistoryWindow
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.agreement.parties import Frame
from slawizard.agreement.quantities import Money
from slawizard.analysis import exposure
from slawizard.gui.pages.forms.evidence import EXPOSURE_CARD
from slawizard.gui.widgets.exposure_box import ExposureBox
from slawizard.gui.widgets.years_view import YearsView, bars_of
from tests.drivers import enter, find, press, settle, until
from tests.gui.widgets.form_fixtures import Form, form, said

PATH = "expectations.exposure"
MONTHS = ("99.95", "99.2", "99.95", "99.95", "99.95", "99.95")


def priced(fee: str = "1000", **more: object) -> Agreement:
    """A credit of a tenth of the fee in one month of six."""
    windows = tuple(HistoryWindow(dt.date(2026, month, 1), Decimal(value)) for month, value in enumerate(MONTHS, 1))
    evidence = Evidence((History("uptime", windows=windows),), monthly_fee=Money(Decimal(fee), "EUR") if fee else None)
    level = ServiceLevel("uptime", "Uptime", targets=(Target(Decimal("99.9")),))
    rule = CreditRule("r", "uptime", shape=Bands((Band(upper=Decimal("99.9"), credit=Decimal(10)),)))
    consequences = Consequences(rules=(rule,), termination=(TerminationTrigger(misses=1),))
    found = Agreement(
        frame=Frame(currency="EUR"),
        expectations=Expectations(evidence=evidence),
        metrics=Metrics((level,)),
        consequences=consequences,
    )
    return msgspec.structs.replace(found, **more)


def shown(agreement: Agreement, *, wait: bool = True) -> Form:
    """The card, as soon as the years are simulated."""
    card = form(*EXPOSURE_CARD.fields, agreement=agreement)
    if wait:
        until(box(card).is_current, "the simulated years")
        settle()
    return card


def box(card: Form) -> ExposureBox:
    """The box of the simulated years."""
    return next(each for each in card.card.boxes() if isinstance(each, ExposureBox))


def test_the_figures_of_both_sides_and_the_years_are_shown() -> None:
    card = shown(priced())

    for words in ("Expected a year", "Middle year", "Worst year in 20", "right to terminate", "For the customer:"):
        assert words in said(card)
    assert find(card, YearsView, f"{PATH}:years").isVisible()
    assert "Worst year in 20" in find(card, YearsView, f"{PATH}:years").accessibleDescription()


def test_without_a_fee_the_figures_are_shares_of_it() -> None:
    card = shown(priced(""))
    assert "of a year's fees" in said(card)
    assert "EUR" not in find(card, QLabel, f"{PATH}:meaning").text()
    enter(card, "expectations.evidence.monthly_fee", "EUR 2000")
    until(box(card).is_current)
    settle()

    assert "EUR" in find(card, QLabel, f"{PATH}:meaning").text()


def test_without_credits_or_a_past_it_says_what_is_missing() -> None:
    card = shown(priced(consequences=Consequences()))
    assert "no credits to price" in find(card, QLabel, f"{PATH}:none").text()
    assert not find(card, YearsView, f"{PATH}:years").isVisible()

    card = shown(priced(expectations=Expectations()))
    assert "expectations." not in find(card, QLabel, f"{PATH}:none").text()


def test_it_can_be_stopped_and_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    price, is_slow = exposure.price, [True]

    def endless(agreement: Agreement, **more: object) -> object:
        while is_slow[0]:
            more["progress"](0.25)  # type: ignore[operator]
        return price(agreement)

    monkeypatch.setattr(exposure, "price", endless)
    card = shown(priced(), wait=False)
    until(lambda: find(card, QProgressBar, f"{PATH}:progress").isVisible(), "the progress")
    assert find(card, QProgressBar, f"{PATH}:progress").value() == 25
    press(card, f"{PATH}:stop")
    settle()
    assert not find(card, QProgressBar, f"{PATH}:progress").isVisible()
    assert not box(card).is_current()

    is_slow[0] = False
    press(card, f"{PATH}:again")
    until(box(card).is_current)
    settle()
    assert "Expected a year" in said(card)


def test_a_newer_draft_ends_the_simulation_of_the_older(monkeypatch: pytest.MonkeyPatch) -> None:
    price, begun = exposure.price, []

    def first_endless(agreement: Agreement, **more: object) -> object:
        begun.append(agreement)
        while len(begun) == 1:
            more["progress"](0.0)  # type: ignore[operator]
        return price(agreement)

    monkeypatch.setattr(exposure, "price", first_endless)
    card = shown(priced(), wait=False)
    until(lambda: begun, "the first simulation")
    enter(card, "expectations.evidence.monthly_fee", "EUR 2000")
    until(box(card).is_current, "the newer simulation")

    assert begun[-1].expectations.evidence.monthly_fee == Money(Decimal(2000), "EUR")


def test_every_year_is_in_one_bar() -> None:
    bars = bars_of([Decimal(each) for each in (0, 0, 10, 50, 100)], 4)

    assert [bar.share for bar in bars] == [0.6, 0.0, 0.2, 0.2]
    assert bars_of([Decimal(0)] * 5) == ((Decimal(0), Decimal(0), 1.0),)
    assert bars_of([]) == ()
