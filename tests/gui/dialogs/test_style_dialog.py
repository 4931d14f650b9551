"""House styles in the window: live pages, changes that are kept only when saved, and the draft's own style."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QPushButton

from slawizard.document.style import PLAIN_STYLE, HouseStyle, PageSize
from slawizard.gui.dialogs import style_editors
from slawizard.gui.dialogs.style_dialog import StyleDialog
from slawizard.gui.dialogs.style_editors import ChoiceEditor, StyleEditor
from slawizard.gui.house_styles import HouseStyles
from slawizard.storage.styles import find_style, list_styles, save_style
from slawizard.worker.protocol import PagesJob
from tests.agreements import small
from tests.drivers import Answers, Heard, find, press, read, settle, until
from tests.gui.renderers import ReadyRenderer, two_pages

_HOUSE = HouseStyle(name="Cedarline", accent="#7a1f3d")


class Shown:
    """The dialog with what stands around it."""

    def __init__(self, folder: Path, style: str = "") -> None:
        self.renderer = ReadyRenderer(two_pages())
        self.styles = HouseStyles()
        self.styles.read()
        until(lambda: len(self.styles.saved) == len(list_styles()))
        agreement = msgspec.structs.replace(small(), style=style)
        self.dialog = StyleDialog(agreement, self.styles, self.renderer, folder)
        self.dialog.show()
        settle()

    def type(self, path: str, text: str) -> None:
        line = self._editor(path).findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        line.setText(text)
        line.textEdited.emit(text)

    def set_length(self, path: str, value: float) -> None:
        spin = self._editor(path).findChild(QDoubleSpinBox)
        assert isinstance(spin, QDoubleSpinBox)
        spin.setValue(value)

    def _editor(self, path: str) -> StyleEditor:
        return find(self.dialog, StyleEditor, f"style.{path}")

    def choose(self, name: str) -> None:
        box = find(self.dialog, QComboBox, "styles.list")
        box.setCurrentIndex(box.findData(name))
        box.activated.emit(box.currentIndex())

    def last_style(self) -> HouseStyle:
        job = self.renderer.layouts()[-1].job
        assert isinstance(job, PagesJob)
        return job.style

    def enabled(self, name: str) -> bool:
        return find(self.dialog, QPushButton, f"styles.{name}").isEnabled()


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Shown]:
    save_style(_HOUSE)
    made = Shown(tmp_path, "Cedarline")
    yield made
    made.dialog._turn += 1
    made.dialog.deleteLater()


def test_it_opens_with_the_drafts_style_and_its_pages(shown: Shown) -> None:
    assert read(shown.dialog, "styles.list") == "Cedarline"
    assert shown.last_style() == _HOUSE
    assert not shown.enabled("save")


def test_the_programs_own_style_cannot_be_changed(shown: Shown) -> None:
    shown.choose("")
    assert not shown._editor("accent").isEnabled()
    assert not shown.enabled("delete")
    assert shown.last_style() == PLAIN_STYLE


def test_a_change_is_laid_out_when_the_hands_rest_and_kept_when_saved(shown: Shown) -> None:
    shown.set_length("text_size", 11.5)
    until(lambda: shown.last_style().text_size == Decimal("11.5"))
    assert find_style("Cedarline") == _HOUSE
    press(shown.dialog, "styles.save")
    assert find_style("Cedarline").text_size == Decimal("11.5")


def test_what_no_page_can_be_made_of_is_said_and_not_laid_out(shown: Shown) -> None:
    count = len(shown.renderer.layouts())
    shown.type("accent", "#ffff00")
    assert "too pale" in read(shown.dialog, "styles.note")
    press(shown.dialog, "styles.save")
    assert find_style("Cedarline") == _HOUSE
    assert len(shown.renderer.layouts()) == count


def test_a_new_style_begins_as_the_one_that_is_shown(shown: Shown) -> None:
    press(shown.dialog, "styles.copy")
    shown.type("name", "Second house")
    press(shown.dialog, "styles.save")
    assert find_style("Second house").accent == _HOUSE.accent
    assert len(list_styles()) == 2


def test_a_name_that_is_taken_is_refused(shown: Shown) -> None:
    press(shown.dialog, "styles.copy")
    shown.type("name", "CEDARLINE")
    press(shown.dialog, "styles.save")
    assert "already" in read(shown.dialog, "styles.note")
    assert len(list_styles()) == 1


def test_leaving_a_changed_style_asks_and_cancel_stays(shown: Shown) -> None:
    shown.set_length("margins.top", 40)
    answers = Answers("answer.cancel")
    shown.choose("")
    answers.stop()
    assert read(shown.dialog, "styles.list") == "Cedarline"
    assert shown.dialog._form.style_shown().margins.top == Decimal(40)


def test_a_changed_style_can_be_dropped(shown: Shown) -> None:
    shown.set_length("margins.top", 40)
    answers = Answers("answer.discard")
    shown.choose("")
    answers.stop()
    assert find_style("Cedarline") == _HOUSE


def test_a_style_is_deleted_after_a_question(shown: Shown) -> None:
    answers = Answers("answer.discard")
    press(shown.dialog, "styles.delete")
    answers.stop()
    assert list_styles() == ()


def test_the_draft_is_put_into_a_style_that_is_saved_first(shown: Shown) -> None:
    heard = Heard(shown.dialog.chosen)
    shown.set_length("logo_height", 20)
    press(shown.dialog, "styles.use")
    assert heard.last == "Cedarline"
    assert find_style("Cedarline").logo_height == 20


def test_a_logo_is_read_from_a_file_and_taken_away(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = io.BytesIO()
    Image.new("RGB", (60, 20), "#0a5c36").save(target, "PNG")
    path = tmp_path / "logo.png"
    path.write_bytes(target.getvalue())
    monkeypatch.setattr(style_editors, "ask_for_picture", lambda _parent: path)
    choose, remove = shown._editor("logo").findChildren(QPushButton)
    choose.click()
    assert shown.dialog._form.style_shown().logo == target.getvalue()
    remove.click()
    assert shown.dialog._form.style_shown().logo == b""


def test_a_file_that_is_no_picture_is_refused_in_words(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(b"<svg/>")
    monkeypatch.setattr(style_editors, "ask_for_picture", lambda _parent: path)
    answers = Answers()
    shown._editor("logo").findChildren(QPushButton)[0].click()
    assert "neither a PNG nor a JPEG" in answers.said[0]
    answers.stop()


def test_paper_is_chosen_from_a_list(shown: Shown) -> None:
    editor = shown._editor("page")
    assert isinstance(editor, ChoiceEditor)
    editor.show_value(PageSize.LETTER)
    assert shown.dialog._form.style_shown().page is PageSize.LETTER


def test_the_window_closes_when_it_is_told_to(shown: Shown) -> None:
    press(shown.dialog, "styles.close")
    assert not shown.dialog.isVisible()


def test_closing_with_a_change_asks_and_cancel_stays(shown: Shown) -> None:
    shown.set_length("margins.top", 40)
    with Answers("answer.cancel"):
        shown.dialog.close()
    assert shown.dialog.isVisible()
    with Answers("answer.discard"):
        shown.dialog.close()
    assert not shown.dialog.isVisible()
