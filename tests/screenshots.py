"""Makes the pictures of the window in docs/pictures, light and dark, from a starter: `python -m tests.screenshots`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from slawizard.gui.app import Program
    from slawizard.gui.main_window import MainWindow
    from slawizard.gui.wizard_view import WizardView

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SIZE = (1360, 860)
# The looks, and what their pictures' names end in.
LOOKS = {"light": "", "dark": "-dark"}
STARTER = "saas"
# Pages are drawn on a thread that tells nobody when it is done.
_DRAWING_S = 1.5
_LONGEST_S = 120


def main() -> int:
    """Write a picture of the start screen and of every page, in both looks, and say where they are."""
    # No screen is needed, and what is on somebody's desk is in no picture.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["LC_ALL"] = "en_GB.UTF-8"
    with TemporaryDirectory() as home:
        os.environ["SLAWIZARD_HOME"] = home
        from PySide6.QtWidgets import QApplication

        from slawizard.gui.app import Program

        app = QApplication([sys.argv[0]])
        program = Program(app)
        program.start()
        program.window.resize(*SIZE)
        FOLDER.mkdir(parents=True, exist_ok=True)
        _take_all(app, program)
        program.close()
    print(f"The pictures are in {FOLDER.name}/ under docs/.")
    return 0


def _take_all(app: QApplication, program: Program) -> None:
    from slawizard.gui import theme
    from slawizard.storage.starters import load_starter

    window = program.window
    for look, ending in LOOKS.items():
        theme.apply(app, look)
        _wait_for_pictures(window)
        _take(window, f"start{ending}")
    bench = window.workbench()
    bench.files.new(load_starter(STARTER))
    assert bench.wizard is not None
    for look, ending in LOOKS.items():
        theme.apply(app, look)
        _take_pages(window, bench.wizard, ending)


def _wait_for_pictures(window: MainWindow) -> None:
    from PySide6.QtWidgets import QLabel

    from tests.drivers import until

    labels = window.start_view.findChildren(QLabel, "picture")
    until(lambda: labels and all(not label.pixmap().isNull() for label in labels), "the pictures", _LONGEST_S)


def _take_pages(window: MainWindow, wizard: WizardView, ending: str) -> None:
    from slawizard.gui.panel.page_view import PageView
    from slawizard.wizard.steps import ALL_STEPS
    from tests.drivers import until

    until(lambda: wizard.findChildren(PageView, "agreement.pages"), "the pages", _LONGEST_S)
    for step in ALL_STEPS:
        wizard.flow.open_for(step.roots[0] if step.roots else "")
        wizard.go_to_step(step.key)
        until(wizard.current_page().is_built, "the page")
        _take(window, f"{step.key}{ending}")


def _take(window: MainWindow, name: str) -> None:
    from tests.drivers import until

    end_s = time.monotonic() + _DRAWING_S
    until(lambda: time.monotonic() > end_s)
    window.grab().save(str(FOLDER / f"{name}.png"))


if __name__ == "__main__":
    sys.exit(main())
