"""Checks of step 2: duties and volumes, where each side stands, continuity and the time of ramping up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import PositionStatus
from slawizard.agreement.metrics import Direction, ServiceLevel
from slawizard.agreement.wording import date_words, duration_words, number_words
from slawizard.checks.durations import certainly_as_long
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import level_name, level_name_of, party_name, quoted, row_name, value_words
from slawizard.i18n import _

BOOK = Rulebook("EXP")


@BOOK.rule("EXP-DUTY-EMPTY", FindingLevel.ERROR, Quality.CLEAR)
def duty_without_words(agreement: Agreement) -> Iterator[Spot]:
    """A row of duties says nothing."""
    for position, duty in enumerate(agreement.expectations.duties):
        if not duty.text.strip():
            yield Spot(
                f"expectations.duties.{position}.text",
                _("Duty {number} has no words yet.").format(number=position + 1),
                _("The agreement would hold an empty sentence."),
                _("Say what the party must do, or remove the row."),
            )


@BOOK.rule("EXP-DUTY-NO-TIME", FindingLevel.WARNING, Quality.MEASURABLE)
def duty_without_a_time_limit(agreement: Agreement) -> Iterator[Spot]:
    """A party must do something, within no stated time."""
    for position, duty in enumerate(agreement.expectations.duties):
        if duty.text.strip() and duty.within is None:
            path = f"expectations.duties.{position}.within"
            if agreement.reason_left_out(path) is None:
                yield Spot(
                    path,
                    _("There is no time limit for what {party} must do: {duty}.").format(
                        party=party_name(duty.party), duty=quoted(duty.text)
                    ),
                    _("Nobody can say when the duty is late, and a clock that waits for it may wait for ever."),
                    _("Enter within how long, and from when it counts."),
                )


@BOOK.rule("EXP-DUTY-NO-ANCHOR", FindingLevel.ERROR, Quality.MEASURABLE)
def duty_whose_time_counts_from_nothing(agreement: Agreement) -> Iterator[Spot]:
    """A time limit without the event that it counts from."""
    for position, duty in enumerate(agreement.expectations.duties):
        if duty.within is not None and not duty.counted_from.strip():
            yield Spot(
                f"expectations.duties.{position}.counted_from",
                _("{party} has {time} for {duty}, counted from nothing.").format(
                    party=party_name(duty.party).capitalize(),
                    time=duration_words(duty.within),
                    duty=quoted(duty.text),
                ),
                _("A time limit without a start cannot run out."),
                _("Say from when it counts, for example “the other party's request”."),
            )


@BOOK.rule("EXP-VOLUME-NO-UNIT", FindingLevel.WARNING, Quality.REALISTIC)
def volume_of_unnamed_things(agreement: Agreement) -> Iterator[Spot]:
    """An assumed volume that does not say what is counted."""
    for position, volume in enumerate(agreement.expectations.volumes):
        if volume.amount is not None and not volume.unit.strip():
            yield Spot(
                f"expectations.volumes.{position}.unit",
                _("{volume} is assumed at {amount}; of what is not said.").format(
                    volume=row_name(_("Volume"), position, volume.name), amount=number_words(volume.amount)
                ),
                _("Nobody could say whether the actual volume lies above it."),
                _("Enter what is counted, for example “tickets”, and the period where there is one."),
            )


@BOOK.rule("EXP-VOLUME-NO-TOLERANCE", FindingLevel.NOTE, Quality.FLEXIBLE)
def volume_without_a_tolerance(agreement: Agreement) -> Iterator[Spot]:
    """An assumed volume without how far it may move."""
    for position, volume in enumerate(agreement.expectations.volumes):
        if volume.amount is not None and volume.tolerance_percent is None:
            yield Spot(
                f"expectations.volumes.{position}.tolerance_percent",
                _("{volume} is assumed at {amount}, with no tolerance.").format(
                    volume=row_name(_("Volume"), position, volume.name), amount=number_words(volume.amount)
                ),
                _("It will never be met exactly, and it stays open when a different volume changes the deal."),
                _("Enter by how many percent it may rise or fall before the parties talk."),
            )


@BOOK.family(
    Code("EXP-POSITION-OPEN", FindingLevel.WARNING, Quality.REALISTIC),
    Code("EXP-POSITION-BEYOND-OFFER", FindingLevel.WARNING, Quality.REALISTIC),
    Code("EXP-POSITION-BEYOND-ASK", FindingLevel.NOTE, Quality.REALISTIC),
)
def positions_and_targets(agreement: Agreement) -> Iterator[Spot]:
    """Positions that are still open, and agreed targets that neither side asked for or offered."""
    for position, stand in enumerate(agreement.expectations.positions):
        level = agreement.level(stand.level)
        path = f"expectations.positions.{position}"
        if stand.status is PositionStatus.OPEN:
            yield Spot(
                f"{path}.status",
                _("The target of {level} is still being negotiated.").format(
                    level=level_name_of(agreement, stand.level)
                ),
                _("The agreement prints the target as if both sides had settled on it."),
                _("Settle the figure, then mark the position as agreed."),
                "EXP-POSITION-OPEN",
            )
        elif level is not None:
            yield from _agreed_beyond(agreement, level, path, stand.provider_offers, stand.customer_asks)


def _agreed_beyond(
    agreement: Agreement, level: ServiceLevel, path: str, offer: Decimal | None, ask: Decimal | None
) -> Iterator[Spot]:
    target = level.targets[0].value if level.targets else None
    if target is None or level.direction is Direction.BAND:
        return
    words = {"level": level_name(level), "target": value_words(agreement, level, target)}
    if offer is not None and _is_stricter(level, target, offer):
        yield Spot(
            f"{path}.provider_offers",
            _("{level} is agreed at {target}, but the provider offers only {offer}.").format(
                **words, offer=value_words(agreement, level, offer)
            ),
            _("A promise beyond what the provider believes it can keep will be missed, and paid for."),
            _("Ask the provider what has changed and enter its new offer, or agree on a lower target."),
            "EXP-POSITION-BEYOND-OFFER",
        )
    if ask is not None and _is_stricter(level, target, ask):
        yield Spot(
            f"{path}.customer_asks",
            _("{level} is agreed at {target}, more than the {ask} the customer asks for.").format(
                **words, ask=value_words(agreement, level, ask)
            ),
            _("Each step of a service level costs; this one nobody asked for."),
            _("Check whether the lower figure would do and what it would save."),
            "EXP-POSITION-BEYOND-ASK",
        )


def _is_stricter(level: ServiceLevel, first: Decimal, second: Decimal) -> bool:
    return first > second if level.direction is Direction.HIGHER else first < second


@BOOK.rule("EXP-RECOVERY-UNTESTED", FindingLevel.NOTE, Quality.REALISTIC)
def recovery_that_is_never_tried(agreement: Agreement) -> Iterator[Spot]:
    """A recovery time is promised, and the plan behind it is never tested."""
    continuity = agreement.expectations.continuity
    if continuity.recovery_time is not None and continuity.test_every is None:
        yield Spot(
            "expectations.continuity.test_every",
            _("Recovery within {time} is promised, but no test of it is agreed.").format(
                time=duration_words(continuity.recovery_time)
            ),
            _("A recovery that was never tried seldom takes the time on paper."),
            _("Agree how often the plan is tested, for example every 12 months."),
        )


@BOOK.rule("EXP-RECOVERY-NO-POINT", FindingLevel.WARNING, Quality.CLEAR)
def recovery_without_a_point(agreement: Agreement) -> Iterator[Spot]:
    """How soon the service is back is agreed, but not how much data may be lost."""
    continuity = agreement.expectations.continuity
    path = "expectations.continuity.recovery_point"
    left_out = agreement.reason_left_out(path) is not None
    if continuity.recovery_time is not None and continuity.recovery_point is None and not left_out:
        yield Spot(
            path,
            _("The service must be back within {time}, but nothing says how much data may be lost.").format(
                time=duration_words(continuity.recovery_time)
            ),
            _("A service that is back in time with last month's data is of little use."),
            _("Enter the recovery point: the age of the newest copy that recovery may start from."),
        )


@BOOK.rule("EXP-RAMP-UP-TWICE", FindingLevel.WARNING, Quality.CLEAR)
def ramp_up_with_two_ends(agreement: Agreement) -> Iterator[Spot]:
    """The ramp-up ends after a length of time and on a date."""
    expectations = agreement.expectations
    if expectations.ramp_up is not None and expectations.ramp_up_until is not None:
        yield Spot(
            "expectations.ramp_up_until",
            _("The ramp-up lasts {time} and also ends on {date}.").format(
                time=duration_words(expectations.ramp_up), date=date_words(expectations.ramp_up_until)
            ),
            _("If the two do not fall on the same day, each side may count on its own."),
            _("Keep the length of time or the date, and clear the other."),
        )


@BOOK.rule("EXP-RAMP-UP-NO-TERMS", FindingLevel.ERROR, Quality.CLEAR)
def ramp_up_without_terms(agreement: Agreement) -> Iterator[Spot]:
    """A ramp-up is agreed, and nothing says what differs during it."""
    expectations = agreement.expectations
    if (expectations.ramp_up or expectations.ramp_up_until) and not expectations.ramp_up_terms.strip():
        yield Spot(
            "expectations.ramp_up_terms",
            _("A ramp-up is agreed, but not what is different while it lasts."),
            _("Without that, the service levels apply in full from the first day."),
            _("Say which service levels or credits do not apply yet, or apply with other figures."),
        )


@BOOK.rule("EXP-RAMP-UP-OUTSIDE-TERM", FindingLevel.ERROR, Quality.CLEAR)
def ramp_up_outside_the_term(agreement: Agreement) -> Iterator[Spot]:
    """The ramp-up is over before the start, or lasts as long as the term."""
    frame, expectations = agreement.frame, agreement.expectations
    mend = _("Check the ramp-up against the start and the term.")
    if frame.start and expectations.ramp_up_until and expectations.ramp_up_until < frame.start:
        yield Spot(
            "expectations.ramp_up_until",
            _("The ramp-up ends on {end}, before the agreement starts on {start}.").format(
                end=date_words(expectations.ramp_up_until), start=date_words(frame.start)
            ),
            _("It would be over before it begins."),
            mend,
        )
    if frame.term and expectations.ramp_up and certainly_as_long(expectations.ramp_up, frame.term):
        yield Spot(
            "expectations.ramp_up",
            _("The ramp-up lasts {time}, and the whole term is {term}.").format(
                time=duration_words(expectations.ramp_up), term=duration_words(frame.term)
            ),
            _("The agreement would end before its service levels apply in full."),
            mend,
        )
