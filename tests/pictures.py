"""Pictures made for tests."""

from __future__ import annotations

import io

from PIL import Image


def picture(size: tuple[int, int] = (300, 100), mode: str = "RGB", kind: str = "PNG") -> bytes:
    """A picture of one colour, as PNG or JPEG."""
    target = io.BytesIO()
    Image.new(mode, size, (20, 60, 90) if mode == "RGB" else 1 if len(mode) == 1 else (20, 60, 90, 200)).save(
        target, kind
    )
    return target.getvalue()
