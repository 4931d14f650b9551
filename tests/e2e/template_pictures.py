"""Takes the pictures of saved templates for the documentation: `python -m tests.e2e.template_pictures [FOLDER]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.e2e.person import Person, Program, Screen, what_is_missing
from tests.e2e.pictures import FOLDER, Album, settle
from tests.e2e.test_template_walk import CUSTOMER, PROVIDER, choose_party, prepare

_WITHIN_S = 120


def take_all(folder: Path) -> None:
    """The start screen, a preview, questions that are open, and saving a template."""
    with tempfile.TemporaryDirectory() as home, Screen() as screen:
        prepare(Path(home))
        with Program(screen, Path(home)) as program:
            person = Person(screen, program)
            album = Album(person, folder)
            for key in ("saas", "managed-it", "cloud", "network", "colocation", "contact-centre"):
                program.ask("has_picture", f"start.starter.{key}", is_=True, within_s=_WITHIN_S)
            album.take("start")
            person.click("start.search")
            person.type("freight")
            program.until("text", "start.found", has="1 found")
            person.press("Return")
            program.until("front", has={"name": "preview"})
            program.ask("text", "preview.state", is_="", within_s=_WITHIN_S)
            program.ask("is_still", is_=True, within_s=_WITHIN_S)
            album.take("template-preview")
            person.press("Return")
            program.until("front", has={"name": "main"})
            person.press("Home")
            choose_party(person, "Ced", PROVIDER, "frame.provider.legal_name")
            settle(program)
            album.take("template-questions")
            person.press("F7")
            choose_party(person, "Bram", CUSTOMER, "frame.customer.legal_name")
            person.press("alt+l", "t")
            program.until("front", has={"name": "save_template"})
            program.ask("is_still", is_=True, within_s=_WITHIN_S)
            album.take("template-save")


def main() -> int:
    """Take the pictures into the folder of the documentation, or another."""
    if what_is_missing():
        print(f"No pictures: {what_is_missing()}.", file=sys.stderr)
        return 1
    take_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
