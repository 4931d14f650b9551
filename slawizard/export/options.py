"""What a writer is told besides the document: the watermark, the moment the file is dated, the pages already known."""

from __future__ import annotations

import datetime as dt
import os

import msgspec

from slawizard.document.style import PLAIN_STYLE, HouseStyle

# What a file is dated when nobody says otherwise: the first moment that a ZIP member can carry, known as "no date".
NO_DATE = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


class ExportOptions(msgspec.Struct, frozen=True):
    """How to write a document.

    `watermark` is printed across every page (one or two words; empty: none). `moment` dates the file, so that the
    same document always gives the same bytes; without it SOURCE_DATE_EPOCH does, and without that the file carries no
    date of its own. `pages` says on which page (from 1) each clause or part begins; DOCX writes it into its contents.
    `style` is the house style, which every writer follows as far as its format can. `reference` is a company's own Word
    file, whose styles, heads and feet a DOCX takes over; empty: none.
    """

    watermark: str = ""
    moment: dt.datetime | None = None
    pages: dict[str, int] = {}
    style: HouseStyle = PLAIN_STYLE
    reference: bytes = b""

    def dated(self) -> dt.datetime | None:
        """The moment that the file carries, in UTC, or None."""
        if self.moment is not None:
            return self.moment.astimezone(dt.UTC).replace(microsecond=0)
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdigit() else None
