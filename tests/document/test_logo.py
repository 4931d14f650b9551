"""A logo is looked at as a picture before anybody prints it: what is none, or is a bomb, is refused with a sentence."""

from __future__ import annotations

import random
import struct
import warnings
import zlib

import pytest

from slawizard.document.logo import logo_size
from slawizard.errors import StyleError
from tests.pictures import picture


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGBA", "PNG"), ("P", "PNG"), ("1", "PNG"), ("RGB", "JPEG"), ("CMYK", "JPEG")]
)
def test_pictures_of_every_usual_kind_are_read(mode: str, kind: str) -> None:
    assert logo_size(picture((30, 10), mode, kind)) == (30, 10)
    assert logo_size(picture((1, 1), mode, kind)) == (1, 1)


def test_a_logo_that_is_no_picture_is_refused() -> None:
    with pytest.raises(StyleError, match="cannot be read"):
        logo_size(b"\x89PNG\r\n\x1a\nnothing")


@pytest.mark.parametrize("others_fill_up", [False, True])
def test_a_picture_that_breaks_off_is_refused(monkeypatch: pytest.MonkeyPatch, others_fill_up: bool) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", others_fill_up)
    logo_size.cache_clear()
    whole = picture((200, 100), "RGB", "PNG")
    with pytest.raises(StyleError, match="cannot be read"):
        logo_size(whole[: len(whole) // 2])


def test_a_logo_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(StyleError, match="4000 pixels"):
        logo_size(picture((4001, 2)))


@pytest.mark.parametrize("side", [10_000, 20_000, 2**31 - 1])
def test_a_bomb_is_refused_by_what_it_says_of_itself_and_without_a_warning(side: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(StyleError):
            logo_size(_claiming(side))


def test_no_damage_is_too_odd_to_be_refused_with_a_sentence() -> None:
    chance = random.Random(4)
    refused = 0
    for _round in range(300):
        data = bytearray(picture((40, 30), "RGB", chance.choice(("PNG", "JPEG"))))
        for _byte in range(4):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            logo_size(bytes(data))
        except StyleError:
            refused += 1
    assert refused > 100


def _claiming(side: int) -> bytes:
    """A small PNG that says it has a side of so many pixels."""
    head = struct.pack(">2L5B", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data)) for kind, data in chunks
    )
