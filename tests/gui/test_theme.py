"""The look: legible in both palettes, free of fixed type sizes, and following the system."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from slawizard.gui import theme
from slawizard.gui.theme import DARK, LIGHT, Colours, Role, set_role
from slawizard.paths import resource_path

TEXTS = ("ink", "soft_ink", "accent", "good", "warn", "bad")
GROUNDS = ("paper", "ground", "accent_wash")


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2."""
    lighter, darker = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_colour_keeps_its_contrast_on_every_ground(look: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(look, text), getattr(look, ground)) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_the_primary_button_can_be_read_and_a_fields_line_can_be_seen(look: Colours) -> None:
    assert contrast(look.on_accent, look.accent) >= 4.5
    assert contrast(look.on_accent, look.accent_strong) >= 4.5
    assert contrast(look.field_line, look.paper) >= 3


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_name_in_the_stylesheet_is_in_the_table(dark: bool) -> None:
    rules = re.sub(r"/\*.*?\*/", "", theme.stylesheet(dark, 9.0), flags=re.DOTALL)

    assert re.findall(r"@\w+", rules) == []


def test_the_stylesheet_fixes_no_size_of_type() -> None:
    text = resource_path("window.qss").read_text(encoding="utf-8")

    assert re.findall(r"font(?:-size)?:[^;]*\d", re.sub(r"font-weight: 600", "", text)) == []


def test_type_grows_with_the_systems_font() -> None:
    assert "font-size: 15.23pt" in theme.stylesheet(False, 9.0)
    assert "font-size: 30.46pt" in theme.stylesheet(False, 18.0)


def test_every_icon_of_the_stylesheet_is_there_light_and_dark() -> None:
    names = re.findall(r"@icons/([\w.-]+)", resource_path("window.qss").read_text(encoding="utf-8"))

    assert names
    assert all(resource_path("icons", look, name).is_file() for look in ("light", "dark") for name in names)


def test_choosing_dark_dresses_the_program_dark(app: QApplication) -> None:
    theme.apply(app, "dark")
    try:
        assert theme.is_dark()
        assert app.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
        assert DARK.paper in app.styleSheet()
    finally:
        theme.apply(app, "light")


def test_a_change_of_the_systems_colours_is_followed(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(app, "system")
    try:
        monkeypatch.setattr("PySide6.QtGui.QStyleHints.colorScheme", lambda hints: Qt.ColorScheme.Dark)
        app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert app.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
        monkeypatch.setattr("PySide6.QtGui.QStyleHints.colorScheme", lambda hints: Qt.ColorScheme.Light)
        app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
        assert app.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.ground)
    finally:
        theme.apply(app, "light")


def test_a_choice_of_ones_own_stays_when_the_system_changes(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PySide6.QtGui.QStyleHints.colorScheme", lambda hints: Qt.ColorScheme.Dark)
    app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert app.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.ground)


def test_a_role_changes_how_a_label_looks() -> None:
    label = QLabel("x")
    set_role(label, Role.BAD)
    label.ensurePolished()

    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(LIGHT.bad)


def test_a_tool_tip_shows_foreign_text_as_it_is() -> None:
    assert theme.plain_tip("<b>Foo & Co</b>") == "<qt>&lt;b&gt;Foo &amp; Co&lt;/b&gt;</qt>"
