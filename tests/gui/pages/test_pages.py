"""All five pages: every path of the model has its field, every field its guide, every button its effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.errors import EditError
from slawizard.gui.pages import PAGES
from slawizard.gui.pages.base import Kind, Page
from slawizard.gui.widgets.shape_pictures import ShapePicture
from slawizard.wizard.steps import STEPS as STEP_TABLE
from tests.agreements.examples import full
from tests.drivers import Heard, settle, until
from tests.gui.pages.page_fixtures import STEPS, make_store, show_page
from tests.gui.pages.two_rows import TWO_ROWS

# Paths without a field of their own, each with the reason.
NO_FIELD = {
    r".*\.id": "made by the program",
    r"left_out.*": "written by the field that is left out",
    r"waived.*": "written where a finding is let stand",
    r"texts.*": "the words of clauses, chosen where the clauses are",
    r"style": "the look of the document, chosen for the whole of it",
    r"origin.*": "written when a draft is made from a template",
    r"expectations\.evidence\.histories\.\*\.where\..*": "chosen as a whole in the field `where`",
    r"expectations\.positions\.\*\.level": "follows from the service level beside it",
    r"metrics\.levels\.\*\.targets\.\*\.where.*": "the grid's rows and columns",
    r"metrics\.matrices\.\*\.cells.*": "the matrix's cells, edited in its grid",
    r"consequences\.rules\.\*\.where\..*": "chosen as a whole in the field `where`",
    r".*\.spans\..*|.*\.windows\.\*\..*|.*\.hours\.(days|start|end)": "weekly hours are one field",
    r".*\.(amount|unit|currency)": "amount and unit of a quantity are one field",
    r"consequences\.bonuses\.\*\.base\.(?!fee).*": "a bonus is of a fee, as the credits are",
    r"consequences\.(rules|caps)\.\*\.base\.(at_risk|trailing_days).*": "shown for the fee that needs it",
}


def model_paths(kind: type, prefix: str) -> Iterator[str]:
    """All paths of the model below a struct, `*` for the number of a row."""
    for field in msgspec.structs.fields(kind):
        yield from paths_of_type(field.type, f"{prefix}{field.name}")


def paths_of_type(kind: Any, path: str) -> Iterator[str]:
    """The path itself, and those of what it holds."""
    yield path
    members: tuple[Any, ...] = getattr(kind, "__args__", ())
    if getattr(kind, "__origin__", None) is tuple:
        yield from (inner for inner in paths_of_type(members[0], f"{path}.*") if inner != f"{path}.*")
        return
    for member in members or (kind,):
        if isinstance(member, type) and issubclass(member, msgspec.Struct):
            yield from model_paths(member, f"{path}.")


def page_paths() -> set[str]:
    """The paths of all fields of all pages."""
    return {path for step in STEPS for path in PAGES[step].fields()}


def is_covered(path: str, shown: set[str]) -> bool:
    """Whether a field holds this path, or fields hold what lies in it."""
    return path in shown or any(other.startswith(f"{path}.") for other in shown)


def test_every_path_of_the_model_has_a_field_on_a_page() -> None:
    shown = page_paths()
    missing = [
        path
        for path in dict.fromkeys(model_paths(Agreement, ""))
        if not is_covered(path, shown) and not any(re.fullmatch(pattern, path) for pattern in NO_FIELD)
    ]

    assert missing == []


def test_every_field_of_a_page_is_a_path_of_the_model_and_stands_on_its_own_step() -> None:
    known = set(model_paths(Agreement, "")) | {"metrics.levels.*.allows"}
    for step in STEP_TABLE:
        for path, field in PAGES[step.key].fields().items():
            if field.kind != "shown":
                assert path in known, path
            assert path.split(".")[0] in step.roots or path.startswith("metrics.levels.*."), path


def test_every_field_has_words_for_the_guide() -> None:
    for step in STEPS:
        for path, field in PAGES[step].fields().items():
            assert field.help.endswith((".", "?")), path
            assert field.label, path
            assert not field.why or field.why.endswith((".", "?", "”.")), path


@pytest.mark.parametrize("step", STEPS)
def test_a_page_opens_on_an_empty_and_on_a_full_agreement(step: str) -> None:
    for agreement in (Agreement(), TWO_ROWS, full()):
        page = show_page(step, make_store(agreement), more=True)

        assert page.store.agreement == agreement, "to look at a page changes nothing"


# What is typed into a field of each kind: never what it holds already.
TYPED = {
    Kind.NAME: "Other",
    Kind.TEXT: "Something else",
    Kind.PERCENT: "7 %",
    Kind.NUMBER: "7",
    Kind.WHOLE: "5",
    Kind.QUANTITY: "7",
    Kind.DURATION: "7 days",
    Kind.MONEY: "EUR 7",
    Kind.DATE: "2 May 2028",
    Kind.HOURS: "Sat 10:00-12:00",
    Kind.UNIT: "hours",
    Kind.DATES: "1 March 2028",
    Kind.LINES: "One",
    Kind.PROSE: "Something else",
}


@pytest.mark.parametrize("step", STEPS)
def test_typing_in_every_field_reaches_the_draft(step: str) -> None:
    page = show_page(step, make_store(TWO_ROWS), more=True)
    kinds = {path: field.kind for path, field in page.fields().items()}
    inputs: list[QLineEdit | QPlainTextEdit | QComboBox] = [
        *page.findChildren(QLineEdit),
        *page.findChildren(QPlainTextEdit),
        *(combo for combo in page.findChildren(QComboBox) if combo.isEditable()),
    ]
    typed = 0
    for entry in inputs:
        kind = kinds.get(re.sub(r"\.\d+(?=\.|$)", ".*", entry.objectName()))
        if kind is None or not entry.isVisible():
            continue
        line = entry.lineEdit() if isinstance(entry, QComboBox) else entry
        assert line is not None
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, TYPED[kind])
        assert page.store.agreement != TWO_ROWS, entry.objectName()
        while page.store.can_undo:
            page.store.undo()
        typed += 1

    assert typed > 5
    assert page.store.agreement == TWO_ROWS


@pytest.mark.parametrize("step", STEPS)
def test_choosing_in_every_list_reaches_the_draft(step: str) -> None:
    page = show_page(step, make_store(TWO_ROWS), more=True)
    chosen = 0
    for combo in page.findChildren(QComboBox):
        if not combo.isVisible() or combo.isEditable() or combo.count() < 2:
            continue
        before = page.store.agreement
        place = (combo.currentIndex() + 1) % combo.count()
        combo.setCurrentIndex(place)
        combo.activated.emit(place)
        assert page.store.agreement != before, combo.objectName()
        page.store.undo()
        chosen += 1

    assert chosen > 0 or step == "flexibility"
    assert page.store.agreement == TWO_ROWS


def buttons_of(page: Page) -> list[str]:
    """The names of all buttons that can be pressed now."""
    return [
        button.objectName()
        for button in page.findChildren(QAbstractButton)
        if button.isVisible() and button.isEnabled() and not isinstance(button, QCheckBox)
    ]


def state_of(page: Page) -> tuple[Any, ...]:
    """What a press can change: the draft, what is shown, what is ticked, and where the focus is."""
    shown = tuple(widget.isVisible() for widget in page.findChildren(QWidget))
    texts = tuple(line.text() for line in page.findChildren(QLineEdit))
    return page.store.agreement, shown, texts, page.focusWidget()


@pytest.mark.parametrize("step", STEPS)
def test_every_button_of_every_page_does_something(step: str) -> None:
    page = show_page(step, make_store(TWO_ROWS), more=True)
    names = buttons_of(page)
    assert all(names), "every button has a name"
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
    left, asked = Heard(page.field_chosen), Heard(page.import_requested)
    for name in names:
        button = page.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton), name
        if isinstance(button, ShapePicture) and button.isChecked():
            continue
        menu = button.menu() if isinstance(button, QPushButton) else None
        button.setFocus()
        before = state_of(page), len(left), len(asked)
        if menu is not None:
            menu.actions()[0].trigger()
        else:
            button.click()
        # What a button does off the window's thread shows a moment later.
        until(lambda: (state_of(page), len(left), len(asked)) != before, name)  # noqa: B023  (called at once)
        while page.store.can_undo:
            page.store.undo()
        for list_path in tuple(page.context.selected):
            page.context.select(list_path, 0)
        settle()
        if name.startswith("more:"):
            button.click()

    assert page.store.agreement == TWO_ROWS


@pytest.mark.parametrize("step", STEPS)
def test_every_tick_box_reaches_the_draft(step: str) -> None:
    page = show_page(step, make_store(TWO_ROWS), more=True)
    for box in page.findChildren(QCheckBox):
        if box.isVisible():
            before = page.store.agreement
            box.click()
            assert page.store.agreement != before, box.objectName()
            page.store.undo()

    assert page.store.agreement == TWO_ROWS


@pytest.mark.parametrize("step", STEPS)
def test_every_path_can_be_gone_to_and_tells_the_guide(step: str) -> None:
    page = show_page(step, make_store(TWO_ROWS))
    heard: list[str] = []
    page.field_focused.connect(heard.append)
    for pattern in page.fields():
        path = pattern.replace(".*", ".0")
        try:
            page.store.value(path)
        except EditError:
            continue
        assert page.guide_for(path) is not None, path
        assert page.focus_field(path), path

    assert len(set(heard)) > 5


def test_a_path_of_another_step_is_not_found() -> None:
    page = show_page("flexibility", make_store(TWO_ROWS))

    assert not page.focus_field("metrics.levels.0.name")


def test_an_item_and_a_list_are_gone_to_by_their_paths() -> None:
    page = show_page("metrics", make_store(TWO_ROWS))

    for path in ("metrics.levels", "metrics.levels.2", "metrics.levels.2.statistic", "metrics.levels.2.statistic.p"):
        assert page.focus_field(path), path
    assert page.context.selected["metrics.levels"] == 2


@pytest.mark.parametrize("step", STEPS)
def test_tab_reaches_every_field_and_comes_around(step: str) -> None:
    page = show_page(step, make_store(TWO_ROWS))
    first = page.card_views()[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    frame = page.window()
    seen: list[QWidget] = []
    for _turn in range(600):
        QTest.keyClick(frame.focusWidget() or frame, Qt.Key.Key_Tab)
        now = frame.focusWidget()
        if now is None or now in seen:
            break
        seen.append(now)
    wanted = {
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.window() is frame
        and not isinstance(widget, ShapePicture)
        and widget.focusProxy() is None
    }

    assert {widget.objectName() for widget in wanted - set(seen)} == set()
