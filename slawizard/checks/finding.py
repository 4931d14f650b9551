"""A finding: something in the draft that a careful reader would stop at."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class FindingLevel(StrEnum):
    """How bad it is. ERROR: the text contradicts itself or cannot be signed. WARNING: it will cause trouble. NOTE:
    consider.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(msgspec.Struct, frozen=True):
    """One finding. `code` is stable ("CON-BAND-GAP"); `field` is the path to go to; `text`, `why`,
    `mend` are sentences.
    """

    code: str
    level: FindingLevel
    field: str
    text: str
    why: str
    mend: str
