"""A logo looked at as a picture: how large it is, and whether it can be drawn at all."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from slawizard.errors import StyleError

MOST_PIXELS = 4000
"""The longest side of a logo."""

_SMALLER = "Save it smaller."


@contextmanager
def _strict() -> Iterator[None]:
    """Have Pillow refuse a picture that breaks off: WeasyPrint tells it, for the whole process, to fill it up."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


@lru_cache(maxsize=16)
def logo_size(logo: bytes) -> tuple[int, int]:
    """Width and height of a logo in pixels. Raises StyleError for a picture that cannot be read, or is too large."""
    from PIL import Image

    try:
        with _strict(), warnings.catch_warnings():
            # What Pillow warns of is a picture of far more pixels than a logo has.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(logo), formats=("PNG", "JPEG")) as picture:
                size = picture.size
                if max(size) <= MOST_PIXELS:
                    picture.load()
                    return size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        pass
    except (OSError, ValueError, SyntaxError) as problem:
        raise StyleError("The logo cannot be read as a picture.", where="logo", remedy="Save it as PNG.") from problem
    raise StyleError(f"The logo is larger than {MOST_PIXELS} pixels.", where="logo", remedy=_SMALLER)
