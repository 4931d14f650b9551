"""Checks of the duties in step 2 against the people of each side: whether anybody is there to do them in time."""

from __future__ import annotations

from collections.abc import Iterator

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Duty
from slawizard.agreement.parties import Role
from slawizard.agreement.wording import duration_words
from slawizard.analysis.cover import minutes_words, shifts_of
from slawizard.analysis.duties import assess_duties, duty_hours
from slawizard.analysis.verdict import Verdict, chance_words
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Quality, Rulebook, Spot
from slawizard.checks.words import party_name, quoted
from slawizard.i18n import _

BOOK = Rulebook("EXP")

_TOO_LITTLE = (Verdict.STRETCH, Verdict.UNREALISTIC)


@BOOK.rule("EXP-DUTY-TEAM-UNKNOWN", FindingLevel.WARNING, Quality.REALISTIC)
def duty_of_a_team_without_shifts(agreement: Agreement) -> Iterator[Spot]:
    """A duty names a team that no shift of its party has."""
    for position, duty in enumerate(agreement.expectations.duties):
        if duty.answered_by.strip() and not shifts_of(agreement, duty.party, duty.answered_by):
            yield Spot(
                f"expectations.duties.{position}.answered_by",
                _(
                    "{team} of {party} is to see to {duty}, but no shift says when anybody of that team is there."
                ).format(team=quoted(duty.answered_by), party=party_name(duty.party), duty=quoted(duty.text)),
                _("A time limit for people whose hours nobody knows is a guess."),
                _("Add a shift with the hours of this team, or choose a team that has one."),
            )


@BOOK.rule("EXP-DUTY-COVER", FindingLevel.WARNING, Quality.REALISTIC)
def duty_that_nobody_is_there_for(agreement: Agreement) -> Iterator[Spot]:
    """A duty's time passes too often before anybody of its party is on duty."""
    for assessed in assess_duties(agreement):
        hours = duty_hours(agreement, assessed.duty)
        if assessed.verdict not in _TOO_LITTLE or assessed.chance is None or hours is None:
            continue
        mend = _("Enter the hours in which somebody is there, narrow the hours of the duty, or allow more time.")
        if assessed.nearest is not None:
            mend = _("With the hours as they are, {time} would be comfortable; or let somebody be there more often.")
            mend = mend.format(time=duration_words(assessed.nearest))
        yield Spot(
            f"{assessed.path}.within",
            _("{who} has {time} for {duty}, but for {share} of the requests nobody is there in time: {hours}.").format(
                who=_who(assessed.duty),
                time=duration_words(assessed.duty.within) if assessed.duty.within else "",
                duty=quoted(assessed.duty.text),
                share=chance_words(1 - assessed.chance),
                hours=minutes_words(hours.bare),
            ),
            _("A duty that its own party cannot keep ends in a dispute over who was late."),
            mend,
        )


def _who(duty: Duty) -> str:
    name = _("The provider") if duty.party is Role.PROVIDER else _("The customer")
    return f"{name} ({duty.answered_by.strip()})" if duty.answered_by.strip() else name
