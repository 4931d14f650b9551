"""The one pass over a file: lines beyond ASCII are found, however long a line is."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from slawizard.tables.source import _high_lines, survey


@given(st.lists(st.sampled_from([b"a", b"b", b"\r", b"\n", b"\xe4", b"\xff"]), max_size=40))
def test_the_lines_beyond_ascii_are_found_and_no_others(parts: list[bytes]) -> None:
    piece = b"".join(parts)

    assert list(_high_lines(piece)) == [line for line in re.split(rb"[\r\n]", piece) if not line.isascii()]


def test_a_letter_beyond_ascii_after_a_very_long_line_does_not_hold_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"name,text\n" + b"x y " * 200_000 + b"\nM\xc3\xbcller,1\n")

    assert survey(path, lambda _share, _words: None).high == "Müller,1\n".encode()
