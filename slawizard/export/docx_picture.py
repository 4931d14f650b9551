"""Pictures in the DOCX: each is stored once, and drawn in the line with words for whoever cannot see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from html import escape

from slawizard.export.docx_look import round_half_up

_EMU_PER_MM = 36_000
_DRAWING = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
_MAIN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored picture: the name of its file in the package, and its bytes."""

    name: str
    data: bytes


@dataclass(slots=True)
class Pictures:
    """The pictures of one part of the package (body or head), by the ids of their relationships."""

    family: str = "picture"
    stored: dict[str, Picture] = field(default_factory=dict)
    _drawn: int = 0

    def draw(self, data: bytes, kind: str, width_mm: Decimal, height_mm: Decimal, words: str) -> str:
        """A run with the picture, which is a PNG or a JPEG (`kind`: its media type), in the size given."""
        number = len(self.stored) + 1
        known = next((id_ for id_, picture in self.stored.items() if picture.data == data), "")
        relation = known or f"rPicture{number}"
        if not known:
            self.stored[relation] = Picture(f"{self.family}{number}.{_SUFFIXES[kind]}", data)
        self._drawn += 1
        return _run(relation, self._drawn, (_emu(width_mm), _emu(height_mm)), escape(words))


def _emu(millimetres: Decimal) -> int:
    return round_half_up(millimetres * _EMU_PER_MM)


def _run(relation: str, number: int, size: tuple[int, int], words: str) -> str:
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    named = f'id="{number}" name="Picture {number}" descr="{words}"'
    return (
        f'<w:r><w:drawing><wp:inline {_DRAWING} distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr {named}/><wp:cNvGraphicFramePr><a:graphicFrameLocks {_MAIN} noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic {_MAIN}><a:graphicData uri="{_PICTURE}">'
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
