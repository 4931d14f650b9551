"""Values travel through a clause's text out of reach of its marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from slawizard.document.marks import (
    capitalise,
    clean,
    mark_line,
    mark_value,
    slot_number,
    take_lines,
    take_values,
)

PLAIN = st.text(st.characters(exclude_categories=("Cc", "Co", "Cs")))
PATHS = st.from_regex(r"[a-z_]+(\.[a-z0-9_]+){0,4}", fullmatch=True)


@given(st.lists(st.tuples(PLAIN, PATHS, st.booleans(), st.booleans()), max_size=5))
def test_marked_values_come_back_whole_and_in_order(values: list[tuple[str, str, bool, bool]]) -> None:
    text = " and ".join(mark_value(text, path, missing=missing, own=own) for text, path, missing, own in values)
    left, found = take_values(text)
    assert [(one.text, one.path, one.missing) for one in found] == [(t, p, m) for t, p, m, _ in values]
    assert [slot_number(piece) for piece in left.split(" and ") if piece] == list(range(len(values)))


def test_private_and_control_characters_of_a_user_are_left_out() -> None:
    assert clean("a\ue000b\x07c\x85d\r\ne\tf\uffff\ufdd0g") == "abcd\ne fg"


@given(st.text())
def test_a_value_can_never_end_its_own_mark(text: str) -> None:
    left, found = take_values(mark_value(text, "title") + ".")
    assert len(found) == 1
    assert len(left) == 2


def test_each_line_knows_the_source_line_it_came_from() -> None:
    text = f"{mark_line(4)}one\n{mark_line(5)}\ntwo\n{mark_line(9)}three"
    assert take_lines(text) == ("one\ntwo\nthree", [4, 5, 9])


def test_a_text_of_nothing_but_tags_has_one_line() -> None:
    assert take_lines(mark_line(3)) == ("", [1])


def test_a_sentence_may_begin_with_the_programs_own_words_only() -> None:
    own = take_values(capitalise(mark_value("each month", "p", own=True)))[1]
    users = take_values(capitalise(mark_value("iBank", "p")))[1]
    assert (own[0].text, users[0].text, capitalise("at most")) == ("Each month", "iBank", "At most")
