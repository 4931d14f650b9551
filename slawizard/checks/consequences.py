"""Checks of step 4: whether every miss has a consequence, and whether the remedies, triggers and rewards can work."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import TerminationTrigger
from slawizard.agreement.metrics import Direction, ServiceLevel, Standing
from slawizard.agreement.wording import duration_words, join_words, percent_words
from slawizard.checks.durations import certainly_as_long
from slawizard.checks.finding import FindingLevel
from slawizard.checks.measurement import window_length
from slawizard.checks.metrics import named_levels
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import level_name, level_name_of, quoted, row_name, value_words
from slawizard.i18n import _

BOOK = Rulebook("CON")


# --- a consequence for each level, a level for each consequence --------------------------------------------------


@BOOK.rule("CON-LEVEL-WITHOUT", FindingLevel.ERROR, Quality.MEASURABLE)
def level_without_a_consequence(agreement: Agreement) -> Iterator[Spot]:
    """A binding service level that nothing follows from, without a reason."""
    consequences = agreement.consequences
    covered = {rule.level for rule in consequences.rules} | {row.level for row in consequences.no_consequence}
    for _path, name, level in named_levels(agreement):
        if level.standing is Standing.BINDING and level.id not in covered:
            yield Spot(
                "consequences.no_consequence",
                _("Nothing follows when {level} is missed, and no reason is given.").format(level=name),
                _("A reader cannot tell whether a credit was forgotten or left out."),
                _("Add a credit for it, or list it as a service level without a consequence and say why."),
            )


@BOOK.family(
    Code("CON-NONE-NO-REASON", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-NONE-AND-CREDIT", FindingLevel.ERROR, Quality.CLEAR),
)
def levels_listed_as_without(agreement: Agreement) -> Iterator[Spot]:
    """A service level listed as without a consequence that lacks the reason, or has a credit after all."""
    credited = {rule.level for rule in agreement.consequences.rules}
    for position, row in enumerate(agreement.consequences.no_consequence):
        path, name = f"consequences.no_consequence.{position}", level_name_of(agreement, row.level)
        if not row.reason.strip():
            yield Spot(
                f"{path}.reason",
                _("{level} has no consequence, and the reason is missing.").format(level=name),
                _("Without it, the gap looks like an oversight at the first dispute."),
                _("Say in a few words why both parties want it so."),
                "CON-NONE-NO-REASON",
            )
        if row.level in credited:
            yield Spot(
                f"{path}.level",
                _("{level} is listed as without a consequence, and has a credit.").format(level=name),
                _("Both sentences would stand in the agreement."),
                _("Remove it from the list, or remove the credit."),
                "CON-NONE-AND-CREDIT",
            )


@BOOK.family(
    Code("CON-RULE-NO-LEVEL", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-RULE-INFORMATIONAL", FindingLevel.ERROR, Quality.CLEAR),
)
def credits_for_nothing(agreement: Agreement) -> Iterator[Spot]:
    """A credit for no service level, or for one that binds nobody."""
    for position, rule in enumerate(agreement.consequences.rules):
        path, level = f"consequences.rules.{position}.level", agreement.level(rule.level)
        if not rule.level:
            yield Spot(
                path,
                _("{credit} belongs to no service level.").format(credit=row_name(_("Credit"), position, rule.id)),
                _("Nobody could say when it falls due."),
                _("Choose the service level whose miss it answers, or remove it."),
                "CON-RULE-NO-LEVEL",
            )
        elif level is not None and level.standing is Standing.INFORMATIONAL:
            yield Spot(
                path,
                _("There is a credit for {level}, which is for information only.").format(level=level_name(level)),
                _("A figure that binds nobody cannot be breached, yet its miss would cost money."),
                _("Make the service level binding, or remove the credit."),
                "CON-RULE-INFORMATIONAL",
            )


# --- remedies and escalation --------------------------------------------------------------------------------------


@BOOK.family(
    Code("CON-REMEDY-NO-TRIGGER", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-REMEDY-NO-TIME", FindingLevel.ERROR, Quality.MEASURABLE),
)
def remedies_that_are_open(agreement: Agreement) -> Iterator[Spot]:
    """A remedy without what triggers it, or without its time limit."""
    for position, remedy in enumerate(agreement.consequences.remedies):
        path, name = f"consequences.remedies.{position}", quoted(remedy.kind.replace("_", " "))
        if not remedy.trigger.strip():
            yield Spot(
                f"{path}.trigger",
                _("Nothing says when the remedy {remedy} is owed.").format(remedy=name),
                _("One side will ask for it after every miss, the other will wait for something worse."),
                _("Say what must have happened, for example “a service level is missed twice in a row”."),
                "CON-REMEDY-NO-TRIGGER",
            )
        if remedy.within is None:
            yield Spot(
                f"{path}.within",
                _("There is no time limit for the remedy {remedy}.").format(remedy=name),
                _("It can then never be late."),
                _("Enter within how long it is owed."),
                "CON-REMEDY-NO-TIME",
            )


@BOOK.family(
    Code("CON-ESCALATION-ORDER", FindingLevel.WARNING, Quality.CLEAR),
    Code("CON-ESCALATION-NOBODY", FindingLevel.ERROR, Quality.CLEAR),
)
def escalation_ladder(agreement: Agreement) -> Iterator[Spot]:
    """A rung that is reached before the one under it, or on which nobody stands."""
    ladder = agreement.consequences.escalation
    for position, (first, second) in enumerate(pairwise(ladder), start=1):
        if first.after and second.after and certainly_as_long(first.after, second.after):
            yield Spot(
                f"consequences.escalation.{position}.after",
                _("Step {number} of the escalation comes after {second}, the step before it after {first}.").format(
                    number=position + 1, second=duration_words(second.after), first=duration_words(first.after)
                ),
                _("The higher rung would be called first, or both at once."),
                _("Let the times rise from step to step."),
                "CON-ESCALATION-ORDER",
            )
    for position, rung in enumerate(ladder):
        if not rung.provider_role.strip() or not rung.customer_role.strip():
            side = "provider_role" if not rung.provider_role.strip() else "customer_role"
            yield Spot(
                f"consequences.escalation.{position}.{side}",
                _("Step {number} of the escalation names nobody at {party}.").format(
                    number=position + 1, party=_("the provider") if side == "provider_role" else _("the customer")
                ),
                _("A problem that is raised to nobody stays where it is."),
                _("Name a role on both sides, of about the same rank."),
                "CON-ESCALATION-NOBODY",
            )


# --- termination --------------------------------------------------------------------------------------------------


@BOOK.family(
    Code("CON-TERMINATION-NEVER", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-TERMINATION-INCOMPLETE", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-TERMINATION-ON-TARGET", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-TERMINATION-NO-NOTICE", FindingLevel.WARNING, Quality.CLEAR),
    Code("CON-TERMINATION-NOTIFY", FindingLevel.ERROR, Quality.MEASURABLE),
)
def termination_triggers(agreement: Agreement) -> Iterator[Spot]:
    """A trigger that can never fire, is not complete, fires too early, or says nothing of notice."""
    for position, trigger in enumerate(agreement.consequences.termination):
        path = f"consequences.termination.{position}"
        yield from _counts(agreement, path, trigger)
        yield from _floor(agreement, path, trigger)
        if trigger.notice is None:
            yield Spot(
                f"{path}.notice",
                _("The right to terminate says nothing of a period of notice."),
                _("Whether the service stops today or next quarter would be open."),
                _("Enter how long after the notice the agreement ends."),
                "CON-TERMINATION-NO-NOTICE",
            )
        if trigger.needs_notice_of_each and trigger.notify_within is None:
            yield Spot(
                f"{path}.notify_within",
                _("Each miss must have been notified in time, and no time is set down."),
                _("Whether the right exists would turn on what “in time” means."),
                _("Enter within how long a miss must be notified."),
                "CON-TERMINATION-NOTIFY",
            )


def _triggering(agreement: Agreement, trigger: TerminationTrigger) -> list[ServiceLevel]:
    chosen = [level for level in agreement.metrics.levels if not trigger.levels or level.id in trigger.levels]
    return [level for level in chosen if level.standing is Standing.BINDING]


def _counts(agreement: Agreement, path: str, trigger: TerminationTrigger) -> Iterator[Spot]:
    never = _("The customer would rely on a right that does not exist.")
    begun = trigger.floor is None or trigger.windows is not None
    if (trigger.misses is None and begun) or (trigger.windows is None and trigger.floor is None):
        field = "misses" if trigger.misses is None else "windows"
        yield Spot(
            f"{path}.{field}",
            _("The right to terminate does not say after how many misses in how many windows."),
            _("Nobody could say whether it has arisen."),
            _("Enter both figures, for example 2 misses in 3 windows, or a floor."),
            "CON-TERMINATION-INCOMPLETE",
        )
    elif trigger.misses is not None and trigger.windows is not None and trigger.misses > trigger.windows:
        yield Spot(
            f"{path}.misses",
            _("The right to terminate needs {misses} misses in {windows} windows.").format(
                misses=trigger.misses, windows=trigger.windows
            ),
            never,
            _("Enter at most {windows} misses, or more windows.").format(windows=trigger.windows),
            "CON-TERMINATION-NEVER",
        )
    elif agreement.metrics.levels and not _triggering(agreement, trigger):
        yield Spot(
            f"{path}.levels",
            _("The right to terminate depends on service levels that are all for information only."),
            never,
            _("Choose a binding service level, or make one of these binding."),
            "CON-TERMINATION-NEVER",
        )
    elif trigger.misses is not None and _outlasts_term(agreement, trigger):
        yield Spot(
            f"{path}.misses",
            _("The term ends before {misses} windows of the service levels concerned have passed.").format(
                misses=trigger.misses
            ),
            never,
            _("Enter fewer misses, or measure over shorter windows."),
            "CON-TERMINATION-NEVER",
        )


def _outlasts_term(agreement: Agreement, trigger: TerminationTrigger) -> bool:
    term, misses = agreement.frame.term, trigger.misses or 0
    lengths = [window_length(level.window) for level in _triggering(agreement, trigger)]
    if term is None or not lengths or agreement.frame.renewal != "ends":
        return False
    needed = [type(term)(length.amount * misses, length.unit) if length else None for length in lengths]
    return all(time is not None and certainly_as_long(time, term) and time != term for time in needed)


def _floor(agreement: Agreement, path: str, trigger: TerminationTrigger) -> Iterator[Spot]:
    if trigger.floor is None:
        return
    for level in _triggering(agreement, trigger):
        for target in level.targets:
            if target.value is None or level.direction is Direction.BAND:
                continue
            higher = level.direction is Direction.HIGHER
            if trigger.floor > target.value if higher else trigger.floor < target.value:
                yield Spot(
                    f"{path}.floor",
                    _("The agreement may be ended at {floor}, though {level} is met from {target} on.").format(
                        floor=value_words(agreement, level, trigger.floor, target),
                        level=level_name(level),
                        target=value_words(agreement, level, target.value, target),
                    ),
                    _("The customer could leave although nothing was missed."),
                    _("Choose a floor that is worse than the target, or name the service levels it is for."),
                    "CON-TERMINATION-ON-TARGET",
                )
                return


# --- how remedies stand to each other ----------------------------------------------------------------------------


@BOOK.family(
    Code("CON-SOLE-REMEDY-OTHERS", FindingLevel.WARNING, Quality.CLEAR),
    Code("CON-SOLE-REMEDY-NO-CREDIT", FindingLevel.ERROR, Quality.CLEAR),
)
def sole_remedy_beside_others(agreement: Agreement) -> Iterator[Spot]:
    """Credits are the only remedy, beside others, or without any credits."""
    consequences = agreement.consequences
    if not consequences.sole_remedy:
        return
    others = [_("other remedies")] if consequences.remedies else []
    others += [_("a right to terminate")] if consequences.termination else []
    if others and not consequences.sole_remedy_exceptions:
        yield Spot(
            "consequences.sole_remedy_exceptions",
            _("Credits are to be the only remedy; beside them stand {others}, and no exceptions are listed.").format(
                others=join_words(others)
            ),
            _("The customer will read that these stay, the provider that nothing does."),
            _("List what stays beside the credits, such as intent or gross negligence, or let other rights stand."),
            "CON-SOLE-REMEDY-OTHERS",
        )
    if not consequences.rules:
        yield Spot(
            "consequences.sole_remedy",
            _("Credits are the only remedy, but there are no credits."),
            _("The customer would have no remedy at all, which many courts do not accept."),
            _("Add credits in this step, or let other remedies stand."),
            "CON-SOLE-REMEDY-NO-CREDIT",
        )


@BOOK.family(
    Code("CON-EARN-BACK-NO-CREDITS", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-EARN-BACK-OPEN", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-EARN-BACK-SHARE", FindingLevel.ERROR, Quality.CLEAR),
)
def earn_back(agreement: Agreement) -> Iterator[Spot]:
    """Credits that are earned back without credits, or by figures that are missing or cannot be."""
    consequences = agreement.consequences
    back = consequences.earn_back
    if back is None:
        return
    credited = {rule.level for rule in consequences.rules}
    if not credited or (back.levels and not credited & set(back.levels)):
        yield Spot(
            "consequences.earn_back",
            _("Credits can be earned back, but none of the service levels concerned has a credit."),
            _("There is nothing to give back."),
            _("Add the credits, choose other service levels, or remove the earn-back."),
            "CON-EARN-BACK-NO-CREDITS",
        )
    if back.windows is None or back.share_percent is None:
        yield Spot(
            f"consequences.earn_back.{'windows' if back.windows is None else 'share_percent'}",
            _("Credits can be earned back, but not all figures for it are entered."),
            _("After how many good windows, and how much of the credit, would be open."),
            _("Enter the number of windows and the share in percent."),
            "CON-EARN-BACK-OPEN",
        )
    elif not 0 < back.share_percent <= 100:
        yield Spot(
            "consequences.earn_back.share_percent",
            _("{share} of a credit can be earned back.").format(share=percent_words(back.share_percent)),
            _("The provider cannot take back more than it gave."),
            _("Enter a share above 0 % and up to 100 %."),
            "CON-EARN-BACK-SHARE",
        )


@BOOK.family(
    Code("CON-BONUS-WRONG-SIDE", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-BONUS-OPEN", FindingLevel.ERROR, Quality.CLEAR),
)
def bonuses(agreement: Agreement) -> Iterator[Spot]:
    """A bonus for doing worse than the target, or without its figures."""
    for position, bonus in enumerate(agreement.consequences.bonuses):
        path, level = f"consequences.bonuses.{position}", agreement.level(bonus.level)
        if bonus.above is None or (bonus.percent is None and bonus.amount is None):
            yield Spot(
                f"{path}.{'above' if bonus.above is None else 'percent'}",
                _("The bonus for {level} lacks a figure.").format(level=level_name_of(agreement, bonus.level)),
                _("From which value on, or how much is earned, would be open."),
                _("Enter both figures, or remove the bonus."),
                "CON-BONUS-OPEN",
            )
            continue
        figures = [target.value for target in level.targets if target.value is not None] if level else []
        if level is None or not figures or level.direction is Direction.BAND:
            continue
        higher = level.direction is Direction.HIGHER
        strictest = max(figures) if higher else min(figures)
        if bonus.above <= strictest if higher else bonus.above >= strictest:
            yield Spot(
                f"{path}.above",
                _("A bonus is earned from {bonus} on, while the target of {level} is {target}.").format(
                    bonus=value_words(agreement, level, bonus.above),
                    level=level_name(level),
                    target=value_words(agreement, level, strictest),
                ),
                _("The customer would pay extra for what is promised anyway, or for a miss."),
                _("Enter a value that is better than the target: {side}.").format(
                    side=_("a higher one") if higher else _("a lower one")
                ),
                "CON-BONUS-WRONG-SIDE",
            )


@BOOK.rule("CON-GRACE-BEYOND-TERM", FindingLevel.ERROR, Quality.CLEAR)
def grace_as_long_as_the_term(agreement: Agreement) -> Iterator[Spot]:
    """The time without credits at the start lasts as long as the term."""
    grace, term = agreement.consequences.grace_period, agreement.frame.term
    if grace and term and certainly_as_long(grace, term):
        yield Spot(
            "consequences.grace_period",
            _("No credit is due in the first {grace}, and the term is {term}.").format(
                grace=duration_words(grace), term=duration_words(term)
            ),
            _("Credits would never begin."),
            _("Shorten the grace period."),
        )
