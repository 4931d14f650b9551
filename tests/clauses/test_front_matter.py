"""The head of a clause is read strictly."""

from __future__ import annotations

import pytest

from slawizard.clauses.front_matter import read_front_matter
from slawizard.document.nodes import PartKind
from slawizard.errors import ClauseError

HEAD = '+++\nid = "a-b"\ntitle = "T"\nstep = "objectives"\norder = 3\n'


def test_a_head_is_read_with_its_defaults() -> None:
    front, body, line = read_front_matter(HEAD + "+++\nBody\n", "c.md.j2")
    assert (front.id, front.title, front.order, front.part, front.when, front.needs) == (
        "a-b", "T", 3, PartKind.BODY, "", (),
    )  # fmt: skip
    assert (body, line) == ("Body\n", 7)


def test_a_head_knows_its_lines() -> None:
    front, _, _ = read_front_matter(HEAD + "+++\n", "c.md.j2")
    assert (front.line_of("order"), front.line_of("when")) == (5, 1)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("No head", 1, "front matter"),
        ("+++\nid = 1", 1, "front matter"),
        (HEAD + "colour = 1\n+++\n", 6, "colour"),
        (HEAD + "part = 'attic'\n+++\n", 6, "attic"),
        (HEAD.replace("order = 3", 'order = "x"') + "+++\n", 5, "order"),
        (HEAD.replace("order = 3\n", "") + "+++\n", 1, "order"),
        (HEAD.replace("a-b", "A b") + "+++\n", 2, "small letters"),
        (HEAD + 'path = "frame.nowhere"\n+++\n', 6, "no field"),
        (HEAD + 'needs = ["frame.start", "objectives.nothing"]\n+++\n', 6, "no field"),
        (HEAD + "when = \n+++\n", 6, "TOML"),
        (HEAD + "lines = {}\n+++\n", 6, "lines"),
        (HEAD + "+++\nOne \ue000 two\n", 7, "private-use"),
    ],
)
def test_a_slip_in_the_head_is_refused_with_file_and_line(text: str, line: int, words: str) -> None:
    with pytest.raises(ClauseError) as caught:
        read_front_matter(text, "c.md.j2")
    assert caught.value.where == f"c.md.j2, line {line}"
    assert words in caught.value.what
