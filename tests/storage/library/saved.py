"""Templates that the tests of the library share."""

from __future__ import annotations

import datetime as dt
import struct
import zlib

from slawizard.agreement.agreement import Agreement
from slawizard.storage.library.making import Choices, new_template
from slawizard.storage.library.template_file import SavedTemplate
from slawizard.storage.starters import load_starter

TODAY = dt.date(2026, 11, 23)


def starter() -> Agreement:
    """A complete agreement."""
    return load_starter("managed-it")


def saved(title: str = "Managed IT", choices: Choices | None = None) -> SavedTemplate:
    """A template of it, in its first version."""
    return new_template(starter(), title, choices, note="For help desks.", tags=("it", "desk"), today=TODAY)


def png(width: int = 2, height: int = 3) -> bytes:
    """A grey picture that says it has these sides."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\0\0" * 3))
        + chunk(b"IEND", b"")
    )
