"""Checks of step 5: review, change, scaling, renewal, exit and versions, against the term and each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.flexibility import ScalingBand, TriggerKind
from slawizard.agreement.parties import RenewalKind
from slawizard.agreement.wording import date_words, duration_words, money_words, number_words
from slawizard.checks.durations import certainly_as_long, certainly_longer
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import quoted
from slawizard.i18n import _

BOOK = Rulebook("FLX")

_MEASURABLE_TRIGGERS = (
    TriggerKind.VOLUME,
    TriggerKind.PRICE_INDEX,
    TriggerKind.REPEATED_MISS,
    TriggerKind.OVER_PERFORMANCE,
)
_HAS_FIGURE = re.compile(
    r"\d|\b(one|once|two|twice|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|double|any|every|first)\b",
    re.IGNORECASE,
)


@BOOK.family(
    Code("FLX-RENEWAL-TERM-MISSING", FindingLevel.ERROR, Quality.CLEAR),
    Code("FLX-RENEWAL-TERM-UNUSED", FindingLevel.WARNING, Quality.CLEAR),
)
def length_of_renewals(agreement: Agreement) -> Iterator[Spot]:
    """A renewal without its length, and a length without a renewal."""
    frame = agreement.frame
    renews = frame.renewal is RenewalKind.RENEWS
    if renews and frame.renewal_term is None:
        yield Spot(
            "frame.renewal_term",
            _("The agreement renews itself, and nothing says for how long."),
            _("After the first term nobody would know how long both parties are bound."),
            _("Enter the length of each renewal, for example 12 months."),
            "FLX-RENEWAL-TERM-MISSING",
        )
    if frame.renewal is not None and not renews and frame.renewal_term is not None:
        yield Spot(
            "frame.renewal_term",
            _("The agreement does not renew itself, yet a renewal of {time} is entered.").format(
                time=duration_words(frame.renewal_term)
            ),
            _("One party may rely on a renewal that the text does not grant."),
            _("Clear the length, or let the agreement renew itself."),
            "FLX-RENEWAL-TERM-UNUSED",
        )


@BOOK.family(
    Code("FLX-RENEWAL-NOTICE-BEYOND-TERM", FindingLevel.ERROR, Quality.FLEXIBLE),
    Code("FLX-RENEWAL-NOTICE-UNUSED", FindingLevel.WARNING, Quality.CLEAR),
)
def notice_against_renewal(agreement: Agreement) -> Iterator[Spot]:
    """A notice that nobody needs to give, or that is due before it could be given."""
    frame, notice = agreement.frame, agreement.flexibility.renewal_notice
    renews = frame.renewal is RenewalKind.RENEWS
    if notice is not None and frame.renewal is RenewalKind.ENDS:
        yield Spot(
            "flexibility.renewal_notice",
            _("Notice of {notice} against a renewal is asked for, but the agreement ends by itself.").format(
                notice=duration_words(notice)
            ),
            _("Nobody needs to give it, and a reader will think that silence prolongs the agreement."),
            _("Clear the notice, or let the agreement renew itself."),
            "FLX-RENEWAL-NOTICE-UNUSED",
        )
    for words, length in ((_("term"), frame.term), (_("renewal"), frame.renewal_term)):
        if renews and notice is not None and length is not None and certainly_as_long(notice, length):
            yield Spot(
                "flexibility.renewal_notice",
                _("Notice against a renewal is due {notice} ahead, but the {what} lasts only {length}.").format(
                    notice=duration_words(notice), what=words, length=duration_words(length)
                ),
                _("The last day for it would lie before the {what} begins, so nobody could ever leave.").format(
                    what=words
                ),
                _("Choose a notice well below {length}.").format(length=duration_words(length)),
                "FLX-RENEWAL-NOTICE-BEYOND-TERM",
            )
            return


@BOOK.rule("FLX-REVIEW-RARE", FindingLevel.WARNING, Quality.FLEXIBLE)
def reviews_rarer_than_the_term(agreement: Agreement) -> Iterator[Spot]:
    """The first review would come when the term is over."""
    every, term = agreement.flexibility.review.every, agreement.frame.term
    if every and term and certainly_as_long(every, term):
        yield Spot(
            "flexibility.review.every",
            _("The parties review the agreement every {every}, and its term is {term}.").format(
                every=duration_words(every), term=duration_words(term)
            ),
            _("The first review would come when there is nothing left to change."),
            _("Review more often, for example every 3 months."),
        )


@BOOK.family(
    Code("FLX-CHANGE-ORDER", FindingLevel.ERROR, Quality.FLEXIBLE),
    Code("FLX-CHANGE-DEADLOCK", FindingLevel.WARNING, Quality.FLEXIBLE),
)
def change_procedure(agreement: Agreement) -> Iterator[Spot]:
    """Agreement is due before the answer; nothing says what holds without agreement."""
    change = agreement.flexibility.change
    if change.answer_within and change.agree_within and certainly_longer(change.answer_within, change.agree_within):
        yield Spot(
            "flexibility.change.agree_within",
            _("A change must be agreed within {agree}, but its answer may take {answer}.").format(
                agree=duration_words(change.agree_within), answer=duration_words(change.answer_within)
            ),
            _("The time to agree could be over before the other side has answered."),
            _("Give more time to agree than to answer."),
            "FLX-CHANGE-ORDER",
        )
    path = "flexibility.change.if_not_agreed"
    if change.answer_within and not change.if_not_agreed.strip() and agreement.reason_left_out(path) is None:
        yield Spot(
            path,
            _("Nothing says what holds when the parties do not agree on a change."),
            _("The one who wants the change and the one who does not would both believe they are in the right."),
            _("Say it, for example “the agreement goes on unchanged”."),
            "FLX-CHANGE-DEADLOCK",
        )


@BOOK.family(
    Code("FLX-TRIGGER-EMPTY", FindingLevel.ERROR, Quality.FLEXIBLE),
    Code("FLX-TRIGGER-NO-FIGURE", FindingLevel.WARNING, Quality.FLEXIBLE),
    Code("FLX-TRIGGER-NO-TIME", FindingLevel.ERROR, Quality.FLEXIBLE),
    Code("FLX-TRIGGER-NO-VOLUME", FindingLevel.WARNING, Quality.FLEXIBLE),
)
def renegotiation_triggers(agreement: Agreement) -> Iterator[Spot]:
    """Triggers without a condition, a figure, a time limit, or the volume that they look at."""
    for position, trigger in enumerate(agreement.flexibility.triggers):
        path = f"flexibility.triggers.{position}"
        kind = quoted(trigger.kind.replace("_", " "))
        if not trigger.condition.strip():
            yield Spot(
                f"{path}.condition",
                _("The trigger {trigger} does not say what must have happened.").format(trigger=kind),
                _("Either side could call for talks at any time, or refuse them."),
                _("Say it in a sentence, with a figure where there is one."),
                "FLX-TRIGGER-EMPTY",
            )
        elif trigger.kind in _MEASURABLE_TRIGGERS and not _HAS_FIGURE.search(trigger.condition):
            yield Spot(
                f"{path}.condition",
                _("The trigger {trigger} holds no figure: {condition}.").format(
                    trigger=kind, condition=quoted(trigger.condition)
                ),
                _("When it is reached would be a matter of opinion."),
                _("Add by how much, how often or for how long."),
                "FLX-TRIGGER-NO-FIGURE",
            )
        if trigger.talks_within is None:
            yield Spot(
                f"{path}.talks_within",
                _("Nothing says how soon talks begin after the trigger {trigger}.").format(trigger=kind),
                _("The other side could put them off for ever."),
                _("Enter within how long the parties meet."),
                "FLX-TRIGGER-NO-TIME",
            )
        if trigger.kind is TriggerKind.VOLUME and not agreement.expectations.volumes:
            yield Spot(
                f"{path}.kind",
                _("Talks begin when the volume changes, but step 2 assumes no volume."),
                _("Nothing says from which figure the change is counted."),
                _("Enter the volumes that the service levels are promised for in step 2."),
                "FLX-TRIGGER-NO-VOLUME",
            )


# --- scaling ------------------------------------------------------------------------------------------------------


@BOOK.family(
    Code("FLX-SCALING-EDGES", FindingLevel.ERROR, Quality.FLEXIBLE),
    Code("FLX-SCALING-GAP", FindingLevel.ERROR, Quality.FLEXIBLE),
    Code("FLX-SCALING-OVERLAP", FindingLevel.ERROR, Quality.FLEXIBLE),
    Code("FLX-SCALING-DEARER", FindingLevel.NOTE, Quality.FLEXIBLE),
)
def scaling_bands(agreement: Agreement) -> Iterator[Spot]:
    """Bands of volume that leave a gap, overlap, or are the wrong way round."""
    scaling = agreement.flexibility.scaling
    for position, band in enumerate(scaling.bands):
        if band.lower is not None and band.upper is not None and band.upper <= band.lower:
            yield Spot(
                f"flexibility.scaling.bands.{position}.upper",
                _("Band {number} runs from {lower} up to {upper}.").format(
                    number=position + 1, lower=number_words(band.lower), upper=number_words(band.upper)
                ),
                _("No volume lies in it."),
                _("Enter an upper end that is higher than the lower one, or leave it open."),
                "FLX-SCALING-EDGES",
            )
    for position, (first, second) in enumerate(pairwise(scaling.bands), start=1):
        yield from _neighbours(scaling.unit, position, first, second)


def _neighbours(unit: str, position: int, first: ScalingBand, second: ScalingBand) -> Iterator[Spot]:
    path = f"flexibility.scaling.bands.{position}"
    lower = second.lower if second.lower is not None else Decimal(0)
    if first.upper is None or first.upper > lower:
        yield Spot(
            f"{path}.lower",
            _("Bands {first} and {second} both hold {volume}.").format(
                first=position, second=position + 1, volume=f"{number_words(lower)} {unit}".strip()
            ),
            _("Two prices would hold for the same volume."),
            _("Let each band begin where the one before it ends."),
            "FLX-SCALING-OVERLAP",
        )
    elif first.upper < lower:
        yield Spot(
            f"{path}.lower",
            _("Between {end} and {start} {unit} no band holds.").format(
                end=number_words(first.upper), start=number_words(lower), unit=unit
            ),
            _("For such a volume there would be no price and no target."),
            _("Let each band begin where the one before it ends; the end itself belongs to the next band."),
            "FLX-SCALING-GAP",
        )
    prices = first.unit_price, second.unit_price
    if prices[0] and prices[1] and prices[0].currency == prices[1].currency and prices[1].amount > prices[0].amount:
        yield Spot(
            f"{path}.unit_price",
            _("A unit costs {more} in band {number}, more than the {less} of the band before.").format(
                more=money_words(prices[1]), number=position + 1, less=money_words(prices[0])
            ),
            _("More volume mostly lowers the price of each unit; the rows may have been swapped."),
            _("Check the two prices."),
            "FLX-SCALING-DEARER",
        )


@BOOK.rule("FLX-LEAST-COMMITMENT", FindingLevel.WARNING, Quality.FLEXIBLE)
def least_commitment_below_every_band(agreement: Agreement) -> Iterator[Spot]:
    """The least volume lies outside all bands."""
    scaling = agreement.flexibility.scaling
    least = scaling.least_commitment
    if least is None or not scaling.bands:
        return
    if not any((band.lower or 0) <= least and (band.upper is None or least < band.upper) for band in scaling.bands):
        yield Spot(
            "flexibility.scaling.least_commitment",
            _("The least commitment is {least} {unit}, which lies in none of the bands.").format(
                least=number_words(least), unit=scaling.unit
            ),
            _("At that volume there would be no price."),
            _("Let the first band begin at the least commitment or below it."),
        )


@BOOK.rule("FLX-PEAK-OPEN", FindingLevel.WARNING, Quality.FLEXIBLE)
def peak_without_an_end(agreement: Agreement) -> Iterator[Spot]:
    """Short peaks are allowed, and nothing says how long is short."""
    scaling = agreement.flexibility.scaling
    if scaling.peak_percent is not None and scaling.peak_at_most is None:
        yield Spot(
            "flexibility.scaling.peak_at_most",
            _("Peaks of up to {percent} % above the volume are allowed, without a longest time.").format(
                percent=number_words(scaling.peak_percent)
            ),
            _("A peak that stays is growth, and would be neither paid for nor planned for."),
            _("Enter how long a peak may last."),
        )


# --- exit and versions --------------------------------------------------------------------------------------------


@BOOK.family(
    Code("FLX-EXIT-NOTICE-BEYOND-TERM", FindingLevel.WARNING, Quality.FLEXIBLE),
    Code("FLX-DELETION-BEFORE-RETURN", FindingLevel.ERROR, Quality.CLEAR),
    Code("FLX-TRANSITION-OPEN", FindingLevel.WARNING, Quality.FLEXIBLE),
)
def leaving(agreement: Agreement) -> Iterator[Spot]:
    """Notice longer than the term, data deleted before it is handed back, help without an end."""
    leave, term = agreement.flexibility.exit, agreement.frame.term
    for field, notice in (("provider_notice", leave.provider_notice), ("customer_notice", leave.customer_notice)):
        if notice and term and certainly_longer(notice, term) and agreement.frame.renewal is not RenewalKind.INDEFINITE:
            yield Spot(
                f"flexibility.exit.{field}",
                _("Ending the agreement takes {notice} of notice, longer than the term of {term}.").format(
                    notice=duration_words(notice), term=duration_words(term)
                ),
                _("The agreement would end by its term before the notice does."),
                _("Choose a notice shorter than the term."),
                "FLX-EXIT-NOTICE-BEYOND-TERM",
            )
    back, gone = leave.data_return_within, leave.data_deletion_within
    if back and gone and certainly_longer(back, gone):
        yield Spot(
            "flexibility.exit.data_deletion_within",
            _("Data is deleted within {gone}, while it may be handed back within {back}.").format(
                gone=duration_words(gone), back=duration_words(back)
            ),
            _("It could be deleted before the customer has it."),
            _("Delete data only after the time for its return is over."),
            "FLX-DELETION-BEFORE-RETURN",
        )
    if leave.transition_duties and leave.transition_period is None:
        yield Spot(
            "flexibility.exit.transition_period",
            _("The provider helps with the transition, and nothing says for how long."),
            _("Help without an end is refused at the first extra week."),
            _("Enter the length of the transition, for example 3 months."),
            "FLX-TRANSITION-OPEN",
        )


@BOOK.family(
    Code("FLX-REVISION-ORDER", FindingLevel.WARNING, Quality.CLEAR),
    Code("FLX-VERSION-UNLISTED", FindingLevel.WARNING, Quality.CLEAR),
    Code("FLX-REVISION-TWICE", FindingLevel.ERROR, Quality.CLEAR),
)
def version_history(agreement: Agreement) -> Iterator[Spot]:
    """Versions out of order, listed twice, or a current version that the history does not have."""
    revisions = agreement.flexibility.revisions
    for position, (first, second) in enumerate(pairwise(revisions), start=1):
        if first.date and second.date and second.date < first.date:
            yield Spot(
                f"flexibility.revisions.{position}.date",
                _("Version {second} is dated {date}, before version {first} of {earlier}.").format(
                    second=second.version,
                    date=date_words(second.date),
                    first=first.version,
                    earlier=date_words(first.date),
                ),
                _("Which text holds is decided by the order of versions."),
                _("Check the dates; the oldest version comes first."),
                "FLX-REVISION-ORDER",
            )
    versions = [revision.version.strip() for revision in revisions]
    for position, version in enumerate(versions):
        if version and version in versions[:position]:
            yield Spot(
                f"flexibility.revisions.{position}.version",
                _("Version {version} is listed twice.").format(version=version),
                _("Two texts with one number cannot be told apart."),
                _("Give the later one the next number."),
                "FLX-REVISION-TWICE",
            )
    current = agreement.frame.version.strip()
    if revisions and current and current not in versions:
        yield Spot(
            "frame.version",
            _("This is version {version}, which the version history does not list.").format(version=current),
            _("A reader cannot tell what changed, or whether this is the newest text."),
            _("Add the version to the history, or correct its number."),
            "FLX-VERSION-UNLISTED",
        )


@BOOK.rule("FLX-RIDER-EMPTY", FindingLevel.ERROR, Quality.CLEAR)
def rider_without_words(agreement: Agreement) -> Iterator[Spot]:
    """A clause of one's own without its text."""
    for position, rider in enumerate(agreement.flexibility.riders):
        if not rider.text.strip():
            yield Spot(
                f"flexibility.riders.{position}.text",
                _("The clause of your own for {place} has no words yet.").format(
                    place=quoted(rider.applies_to or _("every case"))
                ),
                _("The agreement would hold an empty clause."),
                _("Enter its text, or remove it."),
            )
