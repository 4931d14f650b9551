"""Rows of a batch as the program and its render process speak of them: what each is to hold, and what came of it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.checks.finding import Finding
from slawizard.document.style import PLAIN_STYLE, HouseStyle


class RowAnswer(msgspec.Struct, frozen=True):
    """What stands in one field of a row's agreement: the field's path, with positions, and the text for it."""

    path: str
    text: str


class RowInput(msgspec.Struct, frozen=True):
    """One row: its number, which is only handed back, and its answers in the order in which they are entered."""

    number: int
    answers: tuple[RowAnswer, ...]


class RowsJob(msgspec.Struct, frozen=True, tag="rows"):
    """Write one agreement for each row, each in all `formats` (keys of FORMATS). Each row is answered with a RowResult
    as soon as it is done, in the order of the rows; the job itself, after them, with their count.

    `page_numbers`: a Word file names pages in its contents, for which the pages must be laid out. An agreement with
    errors is written only with a watermark. `style` and `reference` as in ExportOptions.
    """

    agreement: Agreement
    formats: tuple[str, ...]
    rows: tuple[RowInput, ...]
    watermark: str = ""
    style: HouseStyle = PLAIN_STYLE
    reference: bytes = b""
    page_numbers: bool = True


class RowState(StrEnum):
    """What came of a row. ERRORS: the agreement has errors, and was not written."""

    WRITTEN = "written"
    ERRORS = "errors"
    FAILED = "failed"


class RowFile(msgspec.Struct, frozen=True):
    """One of a row's files: a key of FORMATS, and its bytes."""

    format: str
    data: bytes


class RowResult(msgspec.Struct, frozen=True):
    """What came of the row with this number. `what`, `where` and `remedy` say why it failed, as SlaWizardError does."""

    number: int
    state: RowState
    findings: tuple[Finding, ...] = ()
    files: tuple[RowFile, ...] = ()
    what: str = ""
    where: str = ""
    remedy: str = ""
