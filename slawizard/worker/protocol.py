"""What the program and its render process say to each other, and how a message is framed on the pipe between them.

A frame is four bytes of mark, four bytes of length (big-endian), and that many bytes of MessagePack. Whatever else
arrives is not ours, and ends the conversation instead of being guessed at.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, Generic, TypeVar

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.clauses.problem import TextProblem
from slawizard.document.nodes import Chart, Document, Numbering
from slawizard.document.style import PLAIN_STYLE, HouseStyle
from slawizard.errors import WorkerError
from slawizard.evidence.imported import ImportAnswers, Imported
from slawizard.export.options import ExportOptions
from slawizard.export.pages import Pages, Place, PlaceKind
from slawizard.tables.answers import Answers
from slawizard.worker.row_messages import RowResult, RowsJob

__all__ = [
    "Cancel",
    "ChartJob",
    "CheckTextJob",
    "DocumentJob",
    "Done",
    "ExportJob",
    "Failed",
    "Frames",
    "ImportJob",
    "Imported",
    "Job",
    "Message",
    "OutlineEntry",
    "Pages",
    "PagesJob",
    "Place",
]
__all__ += ["PlaceKind", "Preview", "PreviewJob", "Progress", "Reply", "Request", "RowEnded", "RowResult"]
__all__ += ["RowsJob", "TableJob", "encode", "frame"]

_MARK = b"SLAW"
_HEADER_BYTES = 8
# A hundred times the largest agreement seen; a length above it is noise on the pipe, not a message.
LARGEST_FRAME_BYTES = 256 * 1024 * 1024


class ExportJob(msgspec.Struct, frozen=True, tag="export"):
    """Write the agreement as a file; `format` is a key of FORMATS. Answered with its bytes.

    `style` and `reference` as in ExportOptions. `first_page`: no more than page one is wanted, what follows may be
    missing.
    """

    agreement: Agreement
    format: str
    watermark: str = ""
    style: HouseStyle = PLAIN_STYLE
    reference: bytes = b""
    first_page: bool = False

    @property
    def options(self) -> ExportOptions:
        """What the writer is told."""
        return ExportOptions(watermark=self.watermark, style=self.style, reference=self.reference)


class PreviewJob(msgspec.Struct, frozen=True, tag="preview"):
    """Show the clause that the field at `edited_path` belongs to. Answered with a Preview at once, also while a PDF
    is being laid out.

    `clause_id` asks for that clause instead, when the reader chose one in the outline. `numbering` is that of the house
    style.
    """

    agreement: Agreement
    edited_path: str = ""
    clause_id: str = ""
    numbering: Numbering = Numbering.CLASSIC


class PagesJob(msgspec.Struct, frozen=True, tag="pages"):
    """Lay the agreement out as pages. Answered with Pages; a newer one cancels the older."""

    agreement: Agreement
    watermark: str = ""
    style: HouseStyle = PLAIN_STYLE

    @property
    def options(self) -> ExportOptions:
        """What the writer is told."""
        return ExportOptions(watermark=self.watermark, style=self.style)


class DocumentJob(msgspec.Struct, frozen=True, tag="document"):
    """Write a document that is no agreement (a brief, a term sheet); `format` is a key of FORMATS. Answered with its
    bytes.
    """

    document: Document
    format: str
    watermark: str = ""
    style: HouseStyle = PLAIN_STYLE

    @property
    def options(self) -> ExportOptions:
        """What the writer is told."""
        return ExportOptions(watermark=self.watermark, style=self.style)


class ChartJob(msgspec.Struct, frozen=True, tag="chart_job"):
    """Draw a chart. Answered with the bytes of an SVG."""

    chart: Chart


class CheckTextJob(msgspec.Struct, frozen=True, tag="check_text"):
    """Check a clause's text as someone writes it; see `clauses.checking.check_text`. Answered with Problems."""

    text: str
    step: str
    title: str = ""
    clause: str = ""
    own_ids: tuple[str, ...] = ()


class ImportJob(msgspec.Struct, frozen=True, tag="import"):
    """Read the file at `path` (absolute) as the history of a service level (its id). Answered with Imported, after
    Progress.
    """

    agreement: Agreement
    level: str
    path: str
    answers: ImportAnswers = ImportAnswers()


class TableJob(msgspec.Struct, frozen=True, tag="table"):
    """Read the file at `path` (absolute) as a table, `most_rows` and one more at most. Answered with HeldTable, after
    Progress.
    """

    path: str
    answers: Answers = Answers()
    most_rows: int = 100_000


Job = ExportJob | PreviewJob | PagesJob | DocumentJob | ChartJob | CheckTextJob | ImportJob | TableJob | RowsJob


class OutlineEntry(msgspec.Struct, frozen=True):
    """One clause in the list of contents: its id, number ("4", "Schedule 1"), title, step, and the field to go to."""

    id: str
    number: str
    title: str
    step: str
    path: str


class Preview(msgspec.Struct, frozen=True):
    """The clause to show, as HTML that QTextBrowser understands, and the list of all clauses.

    In the HTML a value links to `field:PATH` and a heading or reference to `clause:ID`. `problems` are the clauses in
    someone's own words that cannot be shown as written; a note in their place says why. `clause_text` is the clause as
    plain text, numbers included.
    """

    clause_id: str
    clause_html: str
    outline: tuple[OutlineEntry, ...]
    problems: tuple[TextProblem, ...] = ()
    clause_text: str = ""


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How far a job has come: a share from 0 to 1, and what is being done, in words."""

    ticket: int
    share: float
    words: str


class RowEnded(msgspec.Struct, frozen=True, tag="row_ended"):
    """What came of one row of a RowsJob: a RowResult, encoded as MessagePack."""

    ticket: int
    result: msgspec.Raw


class Request(msgspec.Struct, frozen=True, tag="request"):
    """A job and the ticket under which its answer is awaited."""

    ticket: int
    job: Job


class Cancel(msgspec.Struct, frozen=True, tag="cancel"):
    """Nobody awaits this ticket's answer any more."""

    ticket: int


class Done(msgspec.Struct, frozen=True, tag="done"):
    """A job's result: the bytes of a file, a Preview or Pages, encoded as MessagePack."""

    ticket: int
    result: msgspec.Raw


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """Why a job has no result, in the sentences of SlaWizardError; `kind` is the name of its class."""

    ticket: int
    kind: str
    what: str
    where: str = ""
    remedy: str = ""


Reply = Done | Failed
Message = Reply | Progress | RowEnded
MessageT = TypeVar("MessageT")
_encoder = msgspec.msgpack.Encoder()
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def encode(value: object) -> bytes:
    """`value` as MessagePack; the same value always gives the same bytes.

    Half a character, as a damaged file or the clipboard may hold it, has no bytes: a sign for that goes in its place.
    """
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        return _encoder.encode(_whole_characters(value))


def _whole_characters(value: Any) -> Any:
    match value:
        case StrEnum():
            return value
        case str():
            return _HALF_CHARACTER.sub("\ufffd", value)
        case msgspec.Struct():
            fields = {name: _whole_characters(getattr(value, name)) for name in value.__struct_fields__}
            return msgspec.structs.replace(value, **fields)
        case tuple() | list():
            return [_whole_characters(inner) for inner in value]
        case dict():
            return {_whole_characters(key): _whole_characters(inner) for key, inner in value.items()}
    return value


def frame(message: object) -> bytes:
    """A message as it goes on the pipe."""
    body = encode(message)
    return _MARK + len(body).to_bytes(4, "big") + body


class Frames(Generic[MessageT]):
    """Takes bytes as they come off a pipe and gives back whole messages of one type."""

    def __init__(self, message_type: type[MessageT] | object) -> None:
        self._decoder: msgspec.msgpack.Decoder[MessageT] = msgspec.msgpack.Decoder(message_type)
        self._pending = bytearray()

    def feed(self, data: bytes) -> list[MessageT]:
        """The messages completed by `data`. Raises WorkerError for bytes that are none of ours."""
        self._pending += data
        messages = []
        while (body := self._next_body()) is not None:
            try:
                messages.append(self._decoder.decode(body))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
                raise WorkerError("The render process sent something that cannot be understood.") from problem
        return messages

    def _next_body(self) -> bytes | None:
        head = bytes(self._pending[:_HEADER_BYTES])
        if head[: len(_MARK)] != _MARK[: len(head)]:
            raise WorkerError("The render process sent something that is no message.")
        if len(head) < _HEADER_BYTES:
            return None
        length = int.from_bytes(head[len(_MARK) :], "big")
        if length > LARGEST_FRAME_BYTES:
            raise WorkerError("The render process announced a message far too long to be true.")
        if len(self._pending) < _HEADER_BYTES + length:
            return None
        body = bytes(self._pending[_HEADER_BYTES : _HEADER_BYTES + length])
        del self._pending[: _HEADER_BYTES + length]
        return body
