"""The typefaces cut from the variable fonts."""

from __future__ import annotations

import io
from typing import Any

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

from slawizard.export.docx_fonts import _obfuscated, embedded_fonts
from slawizard.export.faces import EDITING_RANGES, cut, faces

pytestmark = pytest.mark.skipif(cut("sans") is None, reason="HarfBuzz is older than 6.0")


def opened(data: bytes | None) -> Any:
    assert data is not None
    return TTFont(io.BytesIO(data))


@pytest.mark.parametrize("name", sorted(faces()))
def test_a_cut_has_no_axes_left_and_the_letters_of_europe(name: str) -> None:
    font = opened(cut(name, EDITING_RANGES))

    assert "fvar" not in font
    assert {ord(sign) for sign in "AzÄéŁőñß€“”–—×÷≥"} <= set(font.getBestCmap())


def test_a_cut_is_as_wide_as_the_one_that_fonttools_makes() -> None:
    face = faces()["sans-bold"]
    whole = TTFont(face.file)
    slow = instantiateVariableFont(whole, dict(face.axes))
    quick = opened(cut("sans-bold"))

    for sign in map(ord, "AVamjit019.,"):
        assert quick["hmtx"][quick.getBestCmap()[sign]][0] == slow["hmtx"][slow.getBestCmap()[sign]][0]


def test_an_embedded_cut_has_the_family_weight_and_slant_that_word_looks_for() -> None:
    named = {}
    for font in embedded_fonts():
        key = bytes.fromhex(font.key.strip("{}").replace("-", ""))
        mask = bytes(reversed(key)) * 2
        plain = bytes(byte ^ other for byte, other in zip(font.data[:32], mask, strict=True)) + font.data[32:]
        file = opened(plain)
        named[font.family, font.slot] = (
            file["name"].getDebugName(1),
            file["name"].getDebugName(2),
            file["OS/2"].usWeightClass,
            file["head"].macStyle,
            file["OS/2"].fsType,
        )

    assert named == {
        ("Source Serif 4", "Regular"): ("Source Serif 4", "Regular", 400, 0, 0),
        ("Source Serif 4", "Bold"): ("Source Serif 4", "Bold", 700, 1, 0),
        ("Source Serif 4", "Italic"): ("Source Serif 4", "Italic", 400, 2, 0),
        ("Source Sans 3", "Regular"): ("Source Sans 3", "Regular", 400, 0, 0),
        ("Source Sans 3", "Bold"): ("Source Sans 3", "Bold", 700, 1, 0),
    }


def test_obfuscating_twice_gives_the_font_back() -> None:
    import uuid

    key = uuid.UUID(int=0x1234567890ABCDEF)
    data = bytes(range(64))

    assert _obfuscated(data, key) != data
    assert _obfuscated(_obfuscated(data, key), key) == data
