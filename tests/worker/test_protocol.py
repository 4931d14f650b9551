"""Frames on the pipe: whole messages come out, however they were cut; what is none is refused."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.texts import OwnClause, Stance, Texts
from slawizard.errors import WorkerError
from slawizard.worker.protocol import (
    LARGEST_FRAME_BYTES,
    Cancel,
    Failed,
    Frames,
    PreviewJob,
    Reply,
    Request,
    encode,
    frame,
)
from tests.agreements import full

_FAILURES = st.builds(Failed, st.integers(0, 2**32), st.text(), st.text(), st.text(), st.text())


@given(st.lists(_FAILURES, max_size=5), st.data())
def test_messages_come_out_whole_however_the_bytes_are_cut(messages: list[Failed], data: st.DataObject) -> None:
    stream = b"".join(frame(message) for message in messages)
    frames: Frames[Reply] = Frames(Reply)
    received: list[Reply] = []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        received += frames.feed(stream[:size])
        stream = stream[size:]

    assert received == messages


def test_an_agreement_with_every_field_comes_through_unchanged() -> None:
    frames: Frames[Request | Cancel] = Frames(Request | Cancel)
    sent = Request(7, PreviewJob(full(), "metrics.levels.0.name"))

    assert frames.feed(frame(sent)) == [sent]


def test_half_a_character_is_sent_as_a_sign_that_says_so_and_all_else_as_it_is() -> None:
    frames: Frames[Request | Cancel] = Frames(Request | Cancel)
    whole = full()
    texts = Texts(Stance.CUSTOMER, own=(OwnClause("ours", title="One \ud83d two", text="\udc00"),))
    with pytest.raises(UnicodeEncodeError):
        msgspec.msgpack.encode(texts)

    (received,) = frames.feed(frame(Request(1, PreviewJob(msgspec.structs.replace(whole, texts=texts)))))

    mended = Texts(Stance.CUSTOMER, own=(OwnClause("ours", title="One \ufffd two", text="\ufffd"),))
    assert received == Request(1, PreviewJob(msgspec.structs.replace(whole, texts=mended)))


def test_the_same_value_gives_the_same_bytes() -> None:
    assert encode(full()) == encode(full())


@given(st.binary(min_size=4).filter(lambda data: not data.startswith(b"SLAW")))
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(WorkerError, match="no message"):
        Frames(Reply).feed(data)


@pytest.mark.parametrize(
    "body", [b"\xff", b"\xa1\xff", b"\x85\xa4type\xa1\xff", b"\x82\xa4type\xa6failed\xa4what\xa1\xff"]
)
def test_a_message_that_means_nothing_is_refused(body: bytes) -> None:
    with pytest.raises(WorkerError, match="cannot be understood"):
        Frames(Reply).feed(b"SLAW" + len(body).to_bytes(4, "big") + body)


def test_the_first_wrong_byte_is_enough() -> None:
    with pytest.raises(WorkerError, match="no message"):
        Frames(Reply).feed(b"T")


def test_a_length_beyond_reason_is_refused_before_anything_is_kept() -> None:
    with pytest.raises(WorkerError, match="too long"):
        Frames(Reply).feed(b"SLAW" + (LARGEST_FRAME_BYTES + 1).to_bytes(4, "big"))


@given(st.binary(min_size=1, max_size=200).filter(lambda body: body[0] not in range(0x80, 0x90)))
def test_a_frame_with_nonsense_in_it_is_refused(body: bytes) -> None:
    """A message is a map; what begins with another byte is none."""
    with pytest.raises(WorkerError, match="cannot be understood"):
        Frames(Reply).feed(b"SLAW" + len(body).to_bytes(4, "big") + body)
