"""Weekly hours are read with one meaning, or refused with both."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.entry_hours import ROUND_THE_CLOCK, entry_hours, read_days, read_hours, read_span
from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, HoursSpan, Weekday
from slawizard.errors import EntryError

MIDNIGHT = dt.time(0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Mon-Fri 09:00-17:00", HoursSpan(WORKWEEK, dt.time(9), dt.time(17))),
        ("Mon – Fri, 9 to 18", HoursSpan(WORKWEEK, dt.time(9), dt.time(18))),
        ("weekdays 8:30-17", HoursSpan(WORKWEEK, dt.time(8, 30), dt.time(17))),
        ("24x7", ROUND_THE_CLOCK),
        ("24/7", ROUND_THE_CLOCK),
        ("Sat all day", HoursSpan((Weekday.SAT,), MIDNIGHT, MIDNIGHT)),
        ("Sat, Sun 10:00-24:00", HoursSpan((Weekday.SAT, Weekday.SUN), dt.time(10), MIDNIGHT)),
        ("daily 22-6", HoursSpan(WEEKDAYS, dt.time(22), dt.time(6))),
        (
            "Fri to Mon 9am-5pm",
            HoursSpan((Weekday.MON, Weekday.FRI, Weekday.SAT, Weekday.SUN), dt.time(9), dt.time(17)),
        ),
        ("08:00-20:00", HoursSpan(WEEKDAYS, dt.time(8), dt.time(20))),
    ],
)
def test_weekly_hours_are_taken_as_people_write_them(typed: str, meant: HoursSpan) -> None:
    assert read_span(typed, "en_GB") == meant


def test_several_hours_are_parted_by_semicolons_or_lines() -> None:
    assert len(read_hours("Mon-Fri 9-18; Sat 10-14\nSun 10-12", "en_GB")) == 3


def test_weekdays_are_taken_in_the_interfaces_language_too() -> None:
    assert read_days("Mo-Fr", "de_DE") == WORKWEEK
    assert read_days("Di, Do", "de_DE") == (Weekday.TUE, Weekday.THU)
    assert read_days("zondag", "nl_NL") == (Weekday.SUN,)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Mon-Fri 9-5", "09:00–17:00.*next day"),
        ("Mon-Fri", "does not name hours"),
        ("Moonday 9-17", "not a weekday"),
        ("Mon 09:00-09:00", "end when they begin"),
        ("office hours", "does not name hours"),
    ],
)
def test_doubtful_hours_are_refused_with_a_sentence(typed: str, words: str) -> None:
    with pytest.raises(EntryError, match=words):
        read_span(typed, "en_GB")


minutes = st.times().map(lambda time: time.replace(second=0, microsecond=0))
day_sets = st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(lambda days: tuple(d for d in WEEKDAYS if d in days))
spans = st.builds(HoursSpan, day_sets, minutes, minutes).filter(
    lambda span: span.start != span.end or span.start == MIDNIGHT
)


@given(st.lists(spans, max_size=3).map(tuple), st.sampled_from(("en_GB", "de_DE", "fr_FR", "it_IT", "es_ES", "pl_PL")))
def test_all_hours_written_for_a_field_read_back_the_same(hours: tuple[HoursSpan, ...], language: str) -> None:
    assert read_hours(entry_hours(hours), language) == hours
