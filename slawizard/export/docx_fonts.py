"""The page's typefaces inside the DOCX, so that Word breaks its lines and pages where the PDF does.

Obfuscation as ECMA-376 part 4, 17.8.1, has it: the first 32 bytes are XORed with the bytes of a key that is named
beside the font. It protects nothing; readers expect it.
"""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from slawizard.export.faces import EDITING_RANGES, Face, cut, faces

_KEYS = uuid.UUID("5f0f6d9a-3c1e-5b8e-9a61-7c2f6c8f1d20")
# Where a reader's program does not take embedded fonts: what every Word has, nearest in colour and width.
SUBSTITUTES = {"Source Serif 4": ("Cambria", "roman"), "Source Sans 3": ("Calibri", "swiss")}
_BOLD_BIT, _ITALIC_BIT, _REGULAR_BIT = 1 << 5, 1 << 0, 1 << 6


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """One embedded cut: its family, Word's slot for it, the key, and the obfuscated bytes."""

    family: str
    slot: str
    key: str
    data: bytes


@lru_cache(maxsize=1)
def embedded_fonts() -> tuple[EmbeddedFont, ...]:
    """The cuts to embed; none where HarfBuzz cannot cut them (Word then takes its substitute)."""
    fonts = []
    for name, face in faces().items():
        data = cut(name, EDITING_RANGES)
        if data is None:
            return ()
        key = uuid.uuid5(_KEYS, name)
        fonts.append(EmbeddedFont(face.family, _slot(face), f"{{{key}}}".upper(), _obfuscated(_named(data, face), key)))
    return tuple(fonts)


def _slot(face: Face) -> str:
    bold, italic = face.weight >= 700, face.italic
    return "BoldItalic" if bold and italic else "Bold" if bold else "Italic" if italic else "Regular"


def _obfuscated(data: bytes, key: uuid.UUID) -> bytes:
    mask = bytes(reversed(key.bytes)) * 2
    return bytes(byte ^ other for byte, other in zip(data[:32], mask, strict=True)) + data[32:]


def _named(data: bytes, face: Face) -> bytes:
    """The cut under the family's name with the right marks of weight and slant: a program picks faces by these."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    style = _slot(face).replace("BoldItalic", "Bold Italic")
    full = face.family if style == "Regular" else f"{face.family} {style}"
    names = {1: face.family, 2: style, 3: f"{full};embedded", 4: full, 6: full.replace(" ", "")}
    table: Any = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 13, 14)]
    for identifier, words in names.items():
        table.setName(words, identifier, 3, 1, 0x409)
    bold, italic = face.weight >= 700, face.italic
    marks: Any = font["OS/2"]
    marks.usWeightClass = face.weight
    marks.fsType = 0
    marks.fsSelection = (
        (marks.fsSelection & ~(_BOLD_BIT | _ITALIC_BIT | _REGULAR_BIT))
        | (_BOLD_BIT if bold else 0)
        | (_ITALIC_BIT if italic else 0)
        | (0 if bold or italic else _REGULAR_BIT)
    )
    head: Any = font["head"]
    head.macStyle = (1 if bold else 0) | (2 if italic else 0)
    if "STAT" in font:  # it describes axes that a cut no longer has
        del font["STAT"]
    target = io.BytesIO()
    font.save(target, reorderTables=False)
    return target.getvalue()
