"""Pictures of the starters: drawn once, kept, and left out where they cannot be drawn."""

from __future__ import annotations

from pathlib import Path

from slawizard.agreement.agreement import Agreement
from slawizard.errors import DraftFileError, WorkerError
from slawizard.gui.starter_pictures import PictureLane, StarterPictures, draw_first_page, first_page_png
from tests.drivers import Heard, until
from tests.gui.renderers import HeldRenderer, ReadyRenderer, two_pages


def load(key: str) -> Agreement:
    if key == "broken":
        raise DraftFileError("It is damaged.")
    return Agreement(title=key)


def test_every_starter_gets_its_picture() -> None:
    pictures = StarterPictures(ReadyRenderer(two_pages()), load)
    heard = Heard(pictures.drawn)
    pictures.draw(["a", "b"])
    until(lambda: len(heard) == 2)

    assert [key for key, _picture in heard.calls] == ["a", "b"]
    assert not heard.calls[0][1].isNull()


def test_a_picture_is_drawn_only_once(home: Path) -> None:
    first = StarterPictures(ReadyRenderer(two_pages()), load)
    first.draw(["a"])
    until(lambda: list((home / "pictures").glob("[!p]*.png")))
    renderer = HeldRenderer()
    again = StarterPictures(renderer, load)
    heard = Heard(again.drawn)
    again.draw(["a"])
    until(lambda: len(heard) == 1)

    assert renderer.sent == []


def test_a_starter_that_cannot_be_drawn_does_not_stop_the_others() -> None:
    renderer = HeldRenderer()
    pictures = StarterPictures(renderer, load)
    heard = Heard(pictures.drawn)
    pictures.draw(["broken", "a", "b"])
    until(lambda: len(renderer.sent) == 1)
    renderer.sent[0].failed(WorkerError("It died."))
    until(lambda: len(renderer.sent) == 2)
    renderer.sent[1].done(two_pages())
    until(lambda: len(heard) == 1)

    assert heard.calls[0][0] == "b"


def test_what_is_no_pdf_gives_no_picture() -> None:
    assert draw_first_page(b"no pdf").isNull()


# --- giving way -------------------------------------------------------------------------------------------------


def test_pictures_are_drawn_one_at_a_time() -> None:
    renderer = HeldRenderer()
    lane = PictureLane(renderer)
    first, second = StarterPictures(lane, load), StarterPictures(lane, load)
    heard = Heard(second.drawn)
    first.draw(["a"])
    second.draw(["b"])
    until(lambda: len(lane._waiting) == 1)
    assert len(renderer.sent) == 1
    renderer.sent[0].done(two_pages())
    until(lambda: len(renderer.sent) == 2)
    renderer.sent[1].done(two_pages())
    until(lambda: len(heard) == 1)

    assert heard.calls[0][0] == "b"


def test_a_picture_gives_way_and_is_drawn_later() -> None:
    renderer = HeldRenderer()
    lane = PictureLane(renderer)
    pictures = StarterPictures(lane, load)
    heard = Heard(pictures.drawn)
    pictures.draw(["a"])
    until(lambda: len(renderer.sent) == 1)
    lane.hold()
    assert renderer.cancelled == [0]
    renderer.sent[0].done(b"too late")
    lane.resume()
    until(lambda: len(renderer.sent) == 2)
    renderer.sent[1].done(two_pages())
    until(lambda: len(heard) == 1)

    assert heard.calls[0][0] == "a"


def test_a_picture_that_a_template_brings_along_is_only_made_smaller() -> None:
    renderer = HeldRenderer()
    pictures = StarterPictures(renderer, lambda _key: first_page_png(two_pages()))
    heard = Heard(pictures.drawn)
    pictures.draw(["a"])
    until(lambda: len(heard) == 1)

    assert renderer.sent == []
    assert not heard.calls[0][1].isNull()
