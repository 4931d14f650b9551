"""The card of one service level: figures, verdict, curve and history together."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Evidence, Expectations, History, HistoryWindow, Supplier
from slawizard.agreement.metrics import Coordinate, Dimension, Metrics, ServiceLevel, Target
from slawizard.agreement.quantities import Money
from slawizard.gui.pages.base import Page
from slawizard.gui.widgets.curve_box import CurveBox
from slawizard.gui.widgets.elided_link import ElidedLink
from slawizard.gui.widgets.judgement import Judgement
from slawizard.gui.widgets.target_curve_view import TargetCurveView
from tests.drivers import enter, find, press, settle, until
from tests.gui.pages.page_fixtures import make_store, show_page
from tests.gui.widgets.form_fixtures import said

MONTHS = ("99.97", "99.99", "99.95", "99.92", "100", "99.98", "99.61", "99.96", "99.99", "99.94", "99.98", "99.97")
TARGET = "metrics.levels.0.targets.0.value"


def agreement(target: str = "99.95", *more: ServiceLevel) -> Agreement:
    """One level with twelve months behind it."""
    windows = tuple(HistoryWindow(dt.date(2026, month, 1), Decimal(value)) for month, value in enumerate(MONTHS, 1))
    evidence = Evidence(
        (History("uptime", (), "Status page", windows=windows),), monthly_fee=Money(Decimal(100), "EUR")
    )
    level = ServiceLevel("uptime", "Uptime", targets=(Target(Decimal(target)),))
    return Agreement(expectations=Expectations(evidence=evidence), metrics=Metrics((level, *more)))


def judged(page: Page) -> Page:
    """The page, as soon as every verdict and every curve is there."""
    judgement = Judgement.of(page.context)
    until(lambda: judgement.is_current, "the verdicts")
    settle()
    until(lambda: all(box.is_current for box in page.findChildren(CurveBox) if box.isVisible()), "the curves")
    settle()
    return page


def test_the_verdict_stands_beside_the_target_and_follows_it() -> None:
    page = judged(show_page("expectations", make_store(agreement())))
    assert "Stretch" in find(page, QLabel, f"{TARGET}:verdict").text()
    enter(page, TARGET, "99")
    judged(page)

    assert "Comfortable" in find(page, QLabel, f"{TARGET}:verdict").text()


def test_using_the_nearest_target_is_one_edit() -> None:
    page = judged(show_page("expectations", make_store(agreement())))
    press(page, f"{TARGET}:use")
    assert page.store.value(TARGET) < Decimal("99.95")
    page.store.undo()

    assert page.store.value(TARGET) == Decimal("99.95")
    assert not page.store.can_undo


def test_dragging_the_curve_shows_both_figures_and_letting_go_is_one_edit() -> None:
    page = judged(show_page("expectations", make_store(agreement())))
    view, words = find(page, TargetCurveView, f"{TARGET}:curve"), find(page, QLabel, f"{TARGET}:curve_words")
    view.setFocus()
    QTest.keyPress(view, Qt.Key.Key_Left)
    assert words.text().startswith("99.9\u00a0%: kept with 88\u00a0%")
    assert page.store.value(TARGET) == Decimal("99.95"), "nothing is taken while it is held"
    QTest.keyRelease(view, Qt.Key.Key_Left)
    assert page.store.value(TARGET) == Decimal("99.9")
    page.store.undo()

    assert page.store.value(TARGET) == Decimal("99.95")


def test_the_curve_can_be_folded() -> None:
    page = judged(show_page("expectations", make_store(agreement())))
    view = find(page, TargetCurveView, f"{TARGET}:curve")
    assert view.isVisible()
    press(page, f"{TARGET}:by_target")

    assert not view.isVisible()


def test_a_level_without_a_history_gets_one_to_type() -> None:
    other = ServiceLevel("speed", "Speed", targets=(Target(Decimal(95)),))
    page = judged(show_page("expectations", make_store(agreement("99.9", other))))
    assert find(page, ElidedLink, "metrics.levels.0:history").words == "History: Status page, 12 windows"
    press(page, "metrics.levels.1:history")
    settle()

    assert page.store.value("expectations.evidence.histories.1.level") == "speed"
    focused = page.focusWidget()
    assert focused is not None
    assert focused.objectName().startswith("expectations.evidence.histories.1.windows:")


def test_every_row_of_a_table_of_targets_has_its_own_field_and_verdict() -> None:
    where = [(Coordinate("Severity", name),) for name in ("P1", "P2")]
    rows = tuple(Target(Decimal(95), where=cell) for cell in where)
    level = ServiceLevel("response", "Response", dimensions=(Dimension("Severity", ("P1", "P2")),), targets=rows)
    page = judged(show_page("expectations", make_store(Agreement(metrics=Metrics((level,))))))
    for row in (0, 1):
        assert find(page, QLabel, f"metrics.levels.0.targets.{row}.value:verdict").isVisible()
    assert "P1\n" in said(page)
    enter(page, "metrics.levels.0.targets.1.value", "90")
    assert page.store.value("metrics.levels.0.targets.1.value") == Decimal(90)

    page.store.edit("metrics.levels.0.targets", rows[:1])
    settle()
    assert page.findChild(QLabel, "metrics.levels.0.targets.1.value:verdict") is None


def test_a_verdict_on_a_level_that_was_removed_is_not_shown_for_the_next() -> None:
    other = ServiceLevel("speed", "Speed", targets=(Target(Decimal(95)),))
    page = judged(show_page("expectations", make_store(agreement("99.9", other))))
    page.store.remove("metrics.levels", 0)

    assert find(page, QLabel, f"{TARGET}:verdict").isHidden() or not find(page, QLabel, f"{TARGET}:verdict").isVisible()
    judged(page)
    assert "Not enough evidence" in find(page, QLabel, f"{TARGET}:verdict").text()


def test_a_field_on_another_page_that_decides_is_asked_for() -> None:
    page = judged(show_page("expectations", make_store(agreement())))
    asked: list[str] = []
    page.field_chosen.connect(asked.append)
    page.context.go_requested.emit("metrics.levels.0.window.kind")

    assert asked == ["metrics.levels.0.window.kind"]


def test_a_long_source_is_cut_in_the_link_and_whole_in_its_tip() -> None:
    found = agreement()
    history = found.expectations.evidence.histories[0]
    long = msgspec.structs.replace(history, source="Report & " * 20)
    evidence = msgspec.structs.replace(found.expectations.evidence, histories=(long,))
    expectations = msgspec.structs.replace(found.expectations, evidence=evidence)
    page = show_page("expectations", make_store(msgspec.structs.replace(found, expectations=expectations)))
    link = find(page, QAbstractButton, "metrics.levels.0:history")

    assert "…" in link.text()
    assert "Report &amp; Report" in link.toolTip()
    assert page.width() <= 720, "a long name does not make the page wider"


def test_the_curve_stays_where_evidence_without_a_chance_decides() -> None:
    found = agreement("99")
    expectations = msgspec.structs.replace(
        found.expectations, suppliers=(Supplier("s", "Power", availability=Decimal(90)),)
    )
    store = make_store(msgspec.structs.replace(found, expectations=expectations))
    page = judged(show_page("expectations", store))

    assert find(page, QAbstractButton, f"{TARGET}:go").text() == "Go to: suppliers"
    assert "likely to be kept" not in find(page, QLabel, f"{TARGET}:chance").text()
    assert find(page, TargetCurveView, f"{TARGET}:curve").isVisible()
