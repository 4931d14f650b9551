"""The wizard: the order of the steps, going to a field from anywhere, and a panel that always follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QLineEdit, QPushButton, QWidget

from slawizard.checks import Finding, FindingLevel
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.step_list import StepState
from slawizard.gui.wizard_view import WizardView
from slawizard.wizard.flow import Flow
from slawizard.wizard.steps import STEP_KEYS
from tests.agreements.examples import empty, full, small
from tests.drivers import Heard, activate, find, press, read, settle, until
from tests.gui.renderers import ReadyRenderer, two_pages

ERROR = Finding("CON-BAND-GAP", FindingLevel.ERROR, "consequences.claim.channel", "A gap.", "Why.", "Mend.")


@pytest.fixture
def store() -> DraftStore:
    return DraftStore(find_findings=lambda agreement: (ERROR,))


@pytest.fixture
def wizard(store: DraftStore) -> WizardView:
    view = WizardView(store, ReadyRenderer(two_pages()))
    view.resize(1200, 760)
    activate(view)
    store.replace_all(empty())
    view.open_draft(Flow())
    until(view.current_page().is_built, "the cards of the first step")
    settle()
    return view


def test_a_new_draft_begins_with_the_first_step_and_the_others_are_shut(wizard: WizardView) -> None:
    states = {key: button.state for key, button in wizard.steps.buttons.items()}

    assert wizard.flow.current == "objectives"
    assert [key for key, state in states.items() if state is StepState.LOCKED] == list(STEP_KEYS[2:])


def test_next_leads_through_all_steps_to_the_review(wizard: WizardView) -> None:
    shown = Heard(wizard.step_shown)
    while wizard.flow.can_go_on():
        press(wizard, "wizard.next")

    assert [key for (key,) in shown.calls] == list(STEP_KEYS[1:])


def test_next_says_where_it_leads_and_the_review_offers_the_export_instead(wizard: WizardView) -> None:
    assert read(wizard, "wizard.next") == "&Next: Expectations"

    wizard.go_to_field("review")

    assert not find(wizard, QPushButton, "wizard.next").isVisible()
    assert find(wizard, QPushButton, "wizard.export").isVisible()


def test_a_step_ahead_opens_when_the_one_before_has_been_seen(wizard: WizardView) -> None:
    assert not wizard.steps.buttons["metrics"].isEnabled()

    press(wizard, "wizard.next")

    assert wizard.steps.buttons["metrics"].isEnabled()
    press(wizard, "step.metrics")
    assert wizard.flow.current == "metrics"


def test_findings_never_stop_next(wizard: WizardView) -> None:
    until(lambda: wizard._store.findings)

    assert find(wizard, QPushButton, "wizard.next").isEnabled()


def test_back_is_shut_on_the_first_step_and_loses_no_entry(wizard: WizardView, store: DraftStore) -> None:
    assert not find(wizard, QPushButton, "wizard.back").isEnabled()
    press(wizard, "wizard.next")
    store.edit("expectations.ramp_up_terms", "Half the targets")

    press(wizard, "wizard.back")

    assert wizard.flow.current == "objectives"
    assert store.agreement.expectations.ramp_up_terms == "Half the targets"


def test_going_to_a_field_opens_its_step_and_gives_it_the_focus(wizard: WizardView) -> None:
    wizard.go_to_field("consequences.claim.channel")
    settle()

    focused = QApplication.focusWidget()
    assert wizard.flow.current == "consequences"
    assert focused is not None
    assert focused.objectName() == "consequences.claim.channel"


def test_a_field_far_down_is_scrolled_into_view(wizard: WizardView) -> None:
    wizard.go_to_field("frame.version")
    settle()
    focused = QApplication.focusWidget()
    assert focused is not None

    frame = wizard._frames["objectives"]
    top = focused.mapTo(frame.viewport(), focused.rect().topLeft()).y()
    assert 0 <= top <= frame.viewport().height() - focused.height()


def test_a_finding_that_is_chosen_leads_to_its_field(wizard: WizardView) -> None:
    until(lambda: wizard._store.findings)
    wizard.panel.checks.field_chosen.emit(ERROR.field)
    settle()

    assert wizard.flow.current == "consequences"


def test_the_step_with_an_error_shows_it_in_its_news(wizard: WizardView) -> None:
    wizard.go_to_field("consequences.claim.channel")
    until(lambda: wizard._store.findings)

    button = wizard.steps.buttons["consequences"]
    assert button.state is StepState.FAULTY
    assert button.news == "1 error"


def test_the_tab_counts_what_wants_mending(wizard: WizardView) -> None:
    until(lambda: wizard._store.findings)

    assert "(1)" in wizard.panel.tabText(1)


def test_the_guide_follows_the_field_with_the_focus(wizard: WizardView) -> None:
    wizard.go_to_field("objectives.service_name")
    settle()
    asks = read(wizard, "guide.asks")
    wizard.go_to_field("objectives.business_purpose")
    settle()

    assert asks
    assert read(wizard, "guide.asks") not in ("", asks)


def test_the_first_field_of_a_step_has_the_focus(wizard: WizardView) -> None:
    press(wizard, "wizard.next")
    page = wizard.current_page()
    until(lambda: page.isAncestorOf(QApplication.focusWidget() or wizard), "the first fields to be there")


def test_coming_back_to_a_step_shows_where_the_keyboard_is(wizard: WizardView) -> None:
    wizard.go_to_field("frame.contacts")
    settle()
    wizard.go_on()
    settle()
    wizard.go_back()
    settle()

    focused = wizard.current_page().focusWidget()
    assert focused is not None
    assert focused.objectName() == "frame.provider.legal_name"
    assert not focused.visibleRegion().isEmpty()


def test_no_letter_stays_underlined_after_alt_and_an_arrow(wizard: WizardView) -> None:
    field = find(wizard, QLineEdit, "frame.provider.legal_name")
    page = wizard.current_page()
    QTest.keyPress(field, Qt.Key.Key_Alt)
    assert any("&" in label.text() for label in page.findChildren(QLabel))
    wizard.go_on()
    settle()

    assert not any("&" in label.text() for label in page.findChildren(QLabel))


def test_the_panel_can_be_folded_away_and_comes_back(wizard: WizardView) -> None:
    wizard.fold_panel(True)
    settle()
    assert wizard.is_panel_folded()

    wizard.fold_panel(False)
    settle()
    assert wizard.panel.width() > 200


def test_a_read_only_draft_says_so_and_offers_a_copy(wizard: WizardView, store: DraftStore) -> None:
    asked = Heard(wizard.save_as_requested)
    store.replace_all(small(), read_only=True)
    wizard.open_draft(Flow.for_opened(small()))

    assert find(wizard, QFrame, "wizard.read_only").isVisible()
    press(wizard, "wizard.save_copy")
    assert len(asked) == 1


class Strays(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.found: list[str] = []
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt calls it so)
        shown = event.type() == QEvent.Type.Show and watched is not self._window
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.found.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_part_of_a_page_ever_flashes_up_as_a_window(
    wizard: WizardView, store: DraftStore, app: QApplication
) -> None:
    strays = Strays(wizard)
    app.installEventFilter(strays)
    for agreement in (full(), empty()):
        store.replace_all(agreement)
        wizard.open_draft(Flow())
        while wizard.flow.can_go_on():
            wizard.go_on()
            settle()
    app.removeEventFilter(strays)

    assert strays.found == []


def test_every_control_in_the_frame_is_reached_by_tab(wizard: WizardView) -> None:
    wizard.go_to_step("objectives")
    wizard.current_page().build_all()
    settle()
    start = QApplication.focusWidget()
    reached: list[QWidget] = []
    while len(reached) < 400 and (not reached or reached[-1] is not start):
        QTest.keyClick(QApplication.focusWidget() or wizard, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused)

    names = {widget.objectName() for widget in reached}
    assert {"step.objectives", "wizard.next", "panel.tabs", "agreement.contents", "frame.provider.legal_name"} <= names


def test_every_button_of_the_frame_has_a_name_for_a_screen_reader(wizard: WizardView) -> None:
    nameless = [
        button.objectName() or type(button).__name__
        for button in wizard.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]

    assert nameless == []


def test_the_form_has_its_room_before_the_panel_has_its_share(wizard: WizardView) -> None:
    wizard.resize(907, 560)
    settle()
    narrow = wizard.panel.width()
    assert wizard._frames["objectives"].horizontalScrollBar().maximum() == 0
    wizard.resize(1600, 900)
    settle()

    assert narrow < 300 < wizard.panel.width()


def test_the_panel_keeps_the_width_that_someone_gave_it(wizard: WizardView) -> None:
    wizard.resize(1400, 800)
    settle()
    wizard.set_panel_width(333)
    wizard.fold_panel(True)
    wizard.fold_panel(False)
    assert abs(wizard.panel.width() - 333) <= 1
    wizard.resize(1300, 800)
    settle()

    assert abs(wizard.panel.width() - 333) <= 1
    assert wizard.panel_width == 333


def test_what_the_review_page_has_no_room_for_is_shown_among_the_checks(wizard: WizardView) -> None:
    wizard.fold_panel(True)
    page = wizard._pages.get("review")
    if page is None:
        wizard._make_page("review")
        page = wizard._pages["review"]
    find(page, QPushButton, "review.clear.more").click()
    settle()

    assert not wizard.is_panel_folded()
    assert wizard.panel.tab() == "checks"
