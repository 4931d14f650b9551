"""Colours, type and spacing of the window, light and dark; widgets name a role here and never a colour of their own."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from slawizard.paths import resource_path

SPACE = 4
"""All gaps are multiples of this, in device-independent pixels."""


class Colours(NamedTuple):
    """The colours by what they are for. Texts keep 4.5 : 1 on all three grounds, lines of fields 3 : 1 on paper."""

    ink: str
    soft_ink: str
    hairline: str
    field_line: str
    paper: str
    ground: str
    accent: str
    accent_strong: str
    on_accent: str
    accent_wash: str
    good: str
    warn: str
    bad: str


LIGHT = Colours(
    ink="#1d2733",
    soft_ink="#5b6777",
    hairline="#d9dfe6",
    field_line="#8793a3",
    paper="#ffffff",
    ground="#f4f6f8",
    accent="#1f5f8b",
    accent_strong="#174a6d",
    on_accent="#ffffff",
    accent_wash="#e6f0f7",
    good="#2a7548",
    warn="#965a00",
    bad="#b3261e",
)
DARK = Colours(
    ink="#e6ebf1",
    soft_ink="#a9b5c3",
    hairline="#343f4c",
    field_line="#6f7d8d",
    paper="#1e252e",
    ground="#161b22",
    accent="#7cbbe6",
    accent_strong="#a3d1f0",
    on_accent="#0d1b26",
    accent_wash="#223547",
    good="#74c997",
    warn="#e3a955",
    bad="#f2938a",
)


class Role(StrEnum):
    """What a widget is for, where its class alone does not say; set with `set_role`."""

    PAGE_TITLE = "page-title"
    SENTENCE = "sentence"
    CARD = "card"
    CARD_TITLE = "card-title"
    LABEL = "label"
    SOFT = "soft"
    DERIVED = "derived"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    PRIMARY = "primary"
    QUIET = "quiet"
    LINK = "link"
    PAPER = "paper"
    GROUND = "ground"
    HAIRLINE = "hairline"
    BADGE_GOOD = "badge-good"
    BADGE_WARN = "badge-warn"
    BADGE_BAD = "badge-bad"
    BADGE_SOFT = "badge-soft"


class TextSize(NamedTuple):
    """Sizes of type as shares of the system's font, from the design's 13 px of running text."""

    page_title: float = 22 / 13
    card_title: float = 14 / 13
    label: float = 12 / 13
    small: float = 11 / 13


SIZES = TextSize()

_choice = "system"
_is_dark = False


def set_role(widget: QWidget, role: Role) -> None:
    """Give `widget` the look of `role`; may be changed later (a note from GOOD to BAD)."""
    if widget.property("role") == role.value:
        return
    widget.setProperty("role", role.value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it will get its look when it is shown
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def is_dark() -> bool:
    """Whether the window shows its dark colours now."""
    return _is_dark


def colours(dark: bool | None = None) -> Colours:
    """The colours shown now, or the light or dark ones."""
    return DARK if (is_dark() if dark is None else dark) else LIGHT


def scaled_font(share: float, *, semibold: bool = False) -> QFont:
    """The system's font at a share of its size, for what is painted by hand (charts, step marks)."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * share)
    if semibold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def text_width(characters: int) -> int:
    """The width of so many average characters in the system's font, for widths that must follow the type."""
    return round(QFontMetricsF(QApplication.font()).averageCharWidth() * characters)


def wrapped_height(text: str, font: QFont, width: int) -> int:
    """The height of plain `text` wrapped to `width`, for rows that are painted by hand."""
    return QFontMetrics(font).boundingRect(0, 0, width, 1 << 20, Qt.TextFlag.TextWordWrap, text).height()


def cut_to_lines(text: str, font: QFont, width: int, lines: int) -> str:
    """As much of `text` as fits into so many lines of `width`, with an ellipsis where it was cut."""
    metrics = QFontMetrics(font)
    if lines == 1:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    # A line more than that is higher by far; lines themselves are rounded up one by one.
    most = round(metrics.lineSpacing() * (lines + 0.5))

    def fits(words: str) -> bool:
        area = metrics.boundingRect(0, 0, width, 1 << 20, Qt.TextFlag.TextWordWrap, words)
        return area.height() <= most and area.width() <= width

    if fits(text):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle].rstrip() + "…") else (low, middle - 1)
    return text[:low].rstrip() + "…"


def plain_tip(text: str) -> str:
    """Foreign text for a tool tip, which has no plain-text setting: wrapped as HTML that shows just the text."""
    import html  # not needed for the first paint

    return f"<qt>{html.escape(text)}</qt>" if text else ""


def palette(dark: bool) -> QPalette:
    """The Qt palette of the light or the dark look."""
    look = colours(dark)
    result = QPalette()
    pairs = {
        QPalette.ColorRole.Window: look.ground,
        QPalette.ColorRole.WindowText: look.ink,
        QPalette.ColorRole.Base: look.paper,
        QPalette.ColorRole.AlternateBase: look.ground,
        QPalette.ColorRole.Text: look.ink,
        QPalette.ColorRole.PlaceholderText: look.soft_ink,
        QPalette.ColorRole.Button: look.paper,
        QPalette.ColorRole.ButtonText: look.ink,
        QPalette.ColorRole.ToolTipBase: look.paper,
        QPalette.ColorRole.ToolTipText: look.ink,
        QPalette.ColorRole.BrightText: look.bad,
        QPalette.ColorRole.Highlight: look.accent,
        QPalette.ColorRole.HighlightedText: look.on_accent,
        QPalette.ColorRole.Accent: look.accent,
        QPalette.ColorRole.Link: look.accent,
        QPalette.ColorRole.LinkVisited: look.accent,
    }
    for role, colour in pairs.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.soft_ink))
    # A box that is checked and cannot be unchecked must still be seen to be checked.
    for role in (QPalette.ColorRole.Accent, QPalette.ColorRole.Highlight):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.field_line))
    return result


def stylesheet(dark: bool, base_pt: float) -> str:
    """The stylesheet of the light or the dark look, its type sizes counted from `base_pt` points."""
    sizes = {name: f"{base_pt * share:.2f}pt" for name, share in SIZES._asdict().items()}
    icons = resource_path("icons", "dark" if dark else "light").as_posix()
    text = resource_path("window.qss").read_text(encoding="utf-8")
    # Longest names first: "accent_wash" must not be read as "accent" and a rest.
    names = {**colours(dark)._asdict(), **{f"size_{key}": value for key, value in sizes.items()}, "icons": icons}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(f"@{name}", names[name])
    return text


def make_app(name: str) -> QApplication:
    """The program, in the style that `apply` would otherwise set: to set it costs the first paint more."""
    app = QApplication([name, "-style", "Fusion"])
    app.setProperty("styled", True)
    return app


def apply(app: QApplication, choice: str = "system") -> None:
    """Dress the program in `choice`: "light", "dark", or "system", which then follows the system."""
    global _choice
    _choice = choice
    hints = app.styleHints()
    if not app.property("dressed"):
        app.setProperty("dressed", True)
        if app.property("styled") is None:
            app.setStyle("Fusion")
        hints.colorSchemeChanged.connect(lambda _scheme: _dress(app))
    # Tells the system too, where it draws title bars and file dialogs; not every platform listens.
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
    _dress(app)


def _dress(app: QApplication) -> None:
    global _is_dark
    _is_dark = _choice == "dark" or (_choice == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    app.setPalette(palette(_is_dark))
    app.setStyleSheet(stylesheet(_is_dark, app.font().pointSizeF()))
