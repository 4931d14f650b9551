"""The box about the program."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from slawizard import __version__
from slawizard.gui.dialogs.about import AboutDialog


def test_it_says_version_licence_and_libraries() -> None:
    about = AboutDialog()
    words = " ".join(label.text() for label in about.findChildren(QLabel))

    assert __version__ in words
    assert "Apache License 2.0" in words
    assert "WeasyPrint" in words
