"""Who promised and who works in each hour of a week, as states and in words. Knows no widgets."""

from __future__ import annotations

from enum import StrEnum, auto
from typing import NamedTuple

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.parties import Role
from slawizard.analysis.cover import hours_of_week, minutes_words, promised_minutes, staffed_minutes
from slawizard.i18n import _


class State(StrEnum):
    """What stands in one hour of the week."""

    COVERED = auto()
    ON_CALL = auto()
    PARTLY = auto()
    UNCOVERED = auto()
    EXTRA = auto()
    FREE = auto()


WORDS = {
    State.COVERED: "promised, somebody is there",
    State.ON_CALL: "promised, on call only",
    State.PARTLY: "promised, covered in part",
    State.UNCOVERED: "promised, nobody is there",
    State.EXTRA: "not promised, somebody is there",
    State.FREE: "not promised",
}


class WeekCover(NamedTuple):
    """The state of each hour, from Monday 00:00, and all of it in words."""

    states: tuple[tuple[State, ...], ...]
    words: tuple[str, ...]


def cover_of(agreement: Agreement, party: Role) -> WeekCover | None:
    """The cover of the support hours by the provider's shifts; for the customer, whenever its people are there.

    None where that party has no shifts, or for the provider where no support hours are chosen.
    """
    shifts = [shift for shift in agreement.expectations.staffing if shift.party is party]
    calendar = agreement.calendar(agreement.objectives.support_hours)
    if not shifts or (calendar is None and party is Role.PROVIDER):
        return None
    there = staffed_minutes(shift for shift in shifts if not shift.on_call)
    called = staffed_minutes(shift for shift in shifts if shift.on_call)
    promised = promised_minutes(calendar) if party is Role.PROVIDER else there | called
    sets = (promised, promised & ~(there | called), promised & ~there, (there | called) & ~promised)
    counts = [hours_of_week(each) for each in sets]
    states = tuple(
        tuple(_state(*(count[day][hour] for count in counts)) for hour in range(24)) for day in range(len(counts[0]))
    )
    bare_on_holidays = promised_minutes(calendar, on_holiday=True) & ~staffed_minutes(shifts, on_holiday=True)
    return WeekCover(states, _words(party, promised, sets[1], sets[2] & called, bare_on_holidays))


def _state(promised: int, bare: int, without_staff: int, extra: int) -> State:
    """The state of an hour, from the minutes of it that are promised, bare, without staff, and worked but not owed."""
    if not promised:
        return State.EXTRA if extra else State.FREE
    if bare:
        return State.UNCOVERED if bare == promised else State.PARTLY
    return State.ON_CALL if without_staff else State.COVERED


def _words(party: Role, promised: int, bare: int, on_call: int, bare_on_holidays: int) -> tuple[str, ...]:
    said = []
    if party is Role.CUSTOMER:
        said.append(_("Somebody is there: {hours}.").format(hours=minutes_words(promised) or _("never")))
    else:
        said.append(_("Promised: {hours}.").format(hours=minutes_words(promised) or _("nothing")))
        if bare:
            said.append(_("Promised, but nobody is there: {hours}.").format(hours=minutes_words(bare)))
        else:
            said.append(_("Every promised hour is covered."))
    if on_call:
        said.append(_("On call only: {hours}.").format(hours=minutes_words(on_call)))
    if party is Role.PROVIDER and bare_on_holidays & ~bare:
        said.append(_("On public holidays also nobody: {hours}.").format(hours=minutes_words(bare_on_holidays)))
    return tuple(said)
