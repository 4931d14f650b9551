"""The page's typefaces, cut to fixed weights from the variable fonts that the program brings along.

The same cuts are used for the PDF and embedded in the DOCX, so that lines and pages break alike in both, on every
machine. HarfBuzz (6.0 or newer) makes a cut in ten milliseconds; fontTools takes two seconds for the same.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_LIBRARY_NAMES = (
    ("libharfbuzz.so.0", "libharfbuzz-subset.so.0"),
    ("libharfbuzz.0.dylib", "libharfbuzz-subset.0.dylib"),
    ("libharfbuzz-0.dll", "libharfbuzz-subset-0.dll"),
)
_READ_ONLY = 1
_NO_HINTING, _NOTDEF_OUTLINE = 0x1, 0x40
# What an editor of the DOCX may need: Latin of all of Europe, punctuation, currencies, the mathematics of a formula.
EDITING_RANGES = (
    (0x20, 0x17F),
    (0x2010, 0x205E),
    (0x20A0, 0x20BF),
    (0x2122, 0x2122),
    (0x2190, 0x2193),
    (0x2200, 0x22FF),
)
EVERYTHING = ((0x0, 0x10FFFF),)


@dataclass(frozen=True, slots=True)
class Face:
    """One cut: the family it belongs to, its weight (as CSS counts) and slant, and the file it is cut from."""

    family: str
    weight: int
    italic: bool
    file: Path
    axes: tuple[tuple[str, float], ...]


def faces() -> dict[str, Face]:
    """The five cuts in use, by a short name."""
    import fontpkg_source_sans_3
    import fontpkg_source_serif_4

    serif, sans = fontpkg_source_serif_4.ROOT / "files", fontpkg_source_sans_3.ROOT / "files"
    roman = serif / "SourceSerif4[opsz,wght].ttf"
    italic = serif / "SourceSerif4-Italic[opsz,wght].ttf"
    upright = sans / "SourceSans3[wght].ttf"
    optical = ("opsz", 11.0)
    return {
        "serif": Face("Source Serif 4", 400, False, roman, (optical, ("wght", 400.0))),
        "serif-bold": Face("Source Serif 4", 700, False, roman, (optical, ("wght", 700.0))),
        "serif-italic": Face("Source Serif 4", 400, True, italic, (optical, ("wght", 400.0))),
        "sans": Face("Source Sans 3", 400, False, upright, (("wght", 400.0),)),
        # Headings are semi-bold; a family of four cuts calls its heavy one bold.
        "sans-bold": Face("Source Sans 3", 700, False, upright, (("wght", 600.0),)),
    }


@lru_cache(maxsize=16)
def cut(name: str, ranges: tuple[tuple[int, int], ...] = EVERYTHING) -> bytes | None:
    """The font file of a cut with the characters of `ranges`; None where HarfBuzz is missing or older than 6.0."""
    library = _library()
    face = faces()[name]
    return None if library is None else _Subsetter(library).subset(face, ranges)


@lru_cache(maxsize=1)
def _library() -> tuple[ctypes.CDLL, ctypes.CDLL] | None:
    for shaping, subsetting in _LIBRARY_NAMES:
        try:
            pair = ctypes.CDLL(shaping), ctypes.CDLL(subsetting)
        except OSError:
            continue
        return pair if hasattr(pair[1], "hb_subset_input_pin_axis_location") else None
    return None


class _Subsetter:
    """The few functions of HarfBuzz that a cut takes, with their types (harfbuzz.github.io, hb-subset)."""

    def __init__(self, library: tuple[ctypes.CDLL, ctypes.CDLL]) -> None:
        shaping, subsetting = library
        pointer, number = ctypes.c_void_p, ctypes.c_uint
        self.blob_create = _typed(
            shaping.hb_blob_create, pointer, ctypes.c_char_p, number, ctypes.c_int, pointer, pointer
        )
        self.blob_data = _typed(shaping.hb_blob_get_data, pointer, pointer, ctypes.POINTER(number))
        self.blob_destroy = _typed(shaping.hb_blob_destroy, None, pointer)
        self.face_create = _typed(shaping.hb_face_create, pointer, pointer, number)
        self.face_blob = _typed(shaping.hb_face_reference_blob, pointer, pointer)
        self.face_destroy = _typed(shaping.hb_face_destroy, None, pointer)
        self.add_range = _typed(shaping.hb_set_add_range, None, pointer, number, number)
        self.input_create = _typed(subsetting.hb_subset_input_create_or_fail, pointer)
        self.input_destroy = _typed(subsetting.hb_subset_input_destroy, None, pointer)
        self.input_unicodes = _typed(subsetting.hb_subset_input_unicode_set, pointer, pointer)
        self.input_flags = _typed(subsetting.hb_subset_input_set_flags, None, pointer, number)
        self.pin = _typed(
            subsetting.hb_subset_input_pin_axis_location,
            ctypes.c_int,
            pointer,
            pointer,
            ctypes.c_uint32,
            ctypes.c_float,
        )
        self.make = _typed(subsetting.hb_subset_or_fail, pointer, pointer, pointer)

    def subset(self, face: Face, ranges: tuple[tuple[int, int], ...]) -> bytes | None:
        """The cut, or None where HarfBuzz cannot make it."""
        data = face.file.read_bytes()
        blob = self.blob_create(data, len(data), _READ_ONLY, None, None)
        source = self.face_create(blob, 0)
        wanted = self.input_create()
        try:
            pinned = [self.pin(wanted, source, int.from_bytes(tag.encode(), "big"), at) for tag, at in face.axes]
            for first, last in ranges:
                self.add_range(self.input_unicodes(wanted), first, last)
            self.input_flags(wanted, _NO_HINTING | _NOTDEF_OUTLINE)
            made = self.make(source, wanted) if all(pinned) else None
            return self._bytes_of(made) if made else None
        finally:
            self.input_destroy(wanted)
            self.face_destroy(source)
            self.blob_destroy(blob)

    def _bytes_of(self, made: int) -> bytes:
        length = ctypes.c_uint()
        blob = self.face_blob(made)
        data = ctypes.string_at(self.blob_data(blob, ctypes.byref(length)), length.value)
        self.blob_destroy(blob)
        self.face_destroy(made)
        return data


def _typed(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    function.restype, function.argtypes = result, arguments
    typed: Callable[..., Any] = function
    return typed
