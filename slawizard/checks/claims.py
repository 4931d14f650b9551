"""Checks of claiming, deciding, paying and disputing in step 4: whether one deadline can be met before the next."""

from __future__ import annotations

from collections.abc import Iterator

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Anchor, Fee, PaymentForm
from slawizard.agreement.quantities import Duration
from slawizard.agreement.wording import duration_words, money_words
from slawizard.checks.agreement import left_out_reason
from slawizard.checks.credits import named_rules
from slawizard.checks.durations import certainly_as_long, certainly_longer, longest_days, shortest_days
from slawizard.checks.finding import FindingLevel
from slawizard.checks.measurement import window_length
from slawizard.checks.metrics import named_levels
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import level_name, level_name_of
from slawizard.i18n import _

BOOK = Rulebook("CON")

_INCIDENT_ANCHORS = (Anchor.INCIDENT_START, Anchor.INCIDENT_END, Anchor.TICKET_CLOSED)


@BOOK.family(
    Code("CON-CLAIM-BEFORE-REPORT", FindingLevel.WARNING, Quality.REALISTIC),
    Code("CON-CLAIM-BEFORE-WINDOW-END", FindingLevel.WARNING, Quality.REALISTIC),
)
def claims_due_before_the_figures(agreement: Agreement) -> Iterator[Spot]:
    """The customer must claim before the report, or even the window's end, can show the miss."""
    claim = agreement.consequences.claim
    seen: set[str] = set()
    for _path, _name, rule, level in named_rules(agreement):
        report, window = level.measurement.report_within, window_length(level.window)
        if claim.within is None or rule.automatic or level.id in seen:
            continue
        seen.add(level.id)
        words = {"level": level_name(level), "claim": duration_words(claim.within)}
        if claim.anchor is Anchor.WINDOW_END and report and certainly_as_long(report, claim.within):
            yield Spot(
                "consequences.claim.within",
                _(
                    "A credit for {level} must be claimed within {claim} of the window's end; "
                    "the report comes within {report}."
                ).format(**words, report=duration_words(report)),
                _("The claim may be late before the customer has seen the figure that proves it."),
                _("Give more time for the claim, let it count from the report, or report sooner."),
                "CON-CLAIM-BEFORE-REPORT",
            )
        elif claim.anchor in _INCIDENT_ANCHORS and window and certainly_longer(window, claim.within):
            yield Spot(
                "consequences.claim.anchor",
                _(
                    "A credit for {level} must be claimed within {claim} of the incident; the window lasts {window}."
                ).format(**words, window=duration_words(window)),
                _("After an incident early in the window, the claim is due before anybody knows that it was missed."),
                _("Let the time for the claim count from the end of the measurement window, or from the report."),
                "CON-CLAIM-BEFORE-WINDOW-END",
            )


@BOOK.rule("CON-DISPUTE-AFTER-CLAIM", FindingLevel.WARNING, Quality.REALISTIC)
def disputes_that_end_after_the_claim(agreement: Agreement) -> Iterator[Spot]:
    """A measured value may still be disputed when the time for the claim is over."""
    claim = agreement.consequences.claim
    credited = {rule.level for rule in agreement.consequences.rules if not rule.automatic}
    for path, name, level in named_levels(agreement):
        dispute, report = level.measurement.dispute_within, level.measurement.report_within
        if level.id not in credited or claim.within is None or dispute is None:
            continue
        if _ends_later(dispute, report, claim.within, claim.anchor):
            yield Spot(
                f"{path}.measurement.dispute_within",
                _("A value of {level} may be disputed for {dispute}, longer than a credit may be claimed.").format(
                    level=name, dispute=duration_words(dispute)
                ),
                _("A dispute that the customer wins would come too late for the credit."),
                _("Shorten the time for disputes, or give more time for claims ({claim} now).").format(
                    claim=duration_words(claim.within)
                ),
            )


def _ends_later(dispute: Duration, report: Duration | None, claim: Duration, anchor: Anchor) -> bool:
    if anchor is Anchor.REPORT:
        return certainly_longer(dispute, claim)
    most = longest_days(claim)
    if anchor is not Anchor.WINDOW_END or most is None:
        return False
    return shortest_days(dispute) + (shortest_days(report) if report else 0) > most


@BOOK.rule("CON-TICKET-AFTER-CLAIM", FindingLevel.ERROR, Quality.CLEAR)
def ticket_due_after_the_claim(agreement: Agreement) -> Iterator[Spot]:
    """The first step of a claim may take longer than the claim itself, from the same event."""
    claim = agreement.consequences.claim
    from_incident = claim.anchor in (Anchor.INCIDENT_START, Anchor.INCIDENT_END)
    if from_incident and claim.within and claim.ticket_within and certainly_longer(claim.ticket_within, claim.within):
        yield Spot(
            "consequences.claim.ticket_within",
            _("The ticket may come {ticket} after the incident, the claim only {claim}.").format(
                ticket=duration_words(claim.ticket_within), claim=duration_words(claim.within)
            ),
            _("The first step of the claim would be allowed after the second."),
            _("Make the time for the ticket the shorter one."),
        )


@BOOK.rule("CON-CLAIM-UNUSED", FindingLevel.NOTE, Quality.CLEAR)
def claims_for_automatic_credits(agreement: Agreement) -> Iterator[Spot]:
    """A deadline for claims, while every credit is paid without one."""
    rules = agreement.consequences.rules
    if rules and agreement.consequences.claim.within is not None and all(rule.automatic for rule in rules):
        yield Spot(
            "consequences.claim.within",
            _("Every credit is paid without a claim, and yet claims have a deadline of {time}.").format(
                time=duration_words(agreement.consequences.claim.within)
            ),
            _("A customer who has read only that sentence will think that silence costs the credit."),
            _("Clear the deadline, or choose which credits must be claimed."),
        )


@BOOK.rule("CON-CLAIM-NO-CHANNEL", FindingLevel.ERROR, Quality.CLEAR)
def claim_without_an_address(agreement: Agreement) -> Iterator[Spot]:
    """Credits must be claimed, and there is no place to send the claim to; unless both parties want it so."""
    path = "consequences.claim.channel"
    claimed = any(not rule.automatic for rule in agreement.consequences.rules)
    if claimed and not agreement.consequences.claim.channel.strip() and left_out_reason(agreement, path) is None:
        yield Spot(
            path,
            _("Credits must be claimed, but nothing says where a claim is sent."),
            _("A claim that reached the wrong desk in time may count as late."),
            _("Enter the e-mail address or the portal for claims."),
        )


@BOOK.rule("CON-CREDIT-EXPIRES", FindingLevel.WARNING, Quality.REALISTIC)
def credit_that_lapses_before_it_is_paid(agreement: Agreement) -> Iterator[Spot]:
    """An unused credit lapses before, or as soon as, it has to be paid."""
    payment = agreement.consequences.payment
    expires, paid = payment.expires_after, payment.within
    if expires is not None and paid is not None and certainly_as_long(paid, expires):
        yield Spot(
            "consequences.payment.expires_after",
            _("A credit lapses after {expires}, and is paid within {paid}.").format(
                expires=duration_words(expires), paid=duration_words(paid)
            ),
            _("It could be gone before it is paid."),
            _("Let it last longer than the time for payment, by at least one invoice."),
        )


@BOOK.rule("CON-CREDIT-LOST-AT-END", FindingLevel.NOTE, Quality.REALISTIC)
def credit_of_the_last_month(agreement: Agreement) -> Iterator[Spot]:
    """Credits only lower the next invoice, and the last ones have no next invoice."""
    consequences = agreement.consequences
    payment = consequences.payment
    if consequences.rules and payment.form is PaymentForm.NEXT_INVOICE and not payment.paid_out_at_end:
        yield Spot(
            "consequences.payment.paid_out_at_end",
            _("Credits are set off against the next invoice, and are not paid out when the agreement ends."),
            _("For misses in the last months there is no next invoice, so they cost nothing."),
            _("Keep it if both parties know; otherwise let open credits be paid out at the end."),
        )


@BOOK.rule("CON-LEAST-PAYMENT", FindingLevel.WARNING, Quality.CLEAR)
def least_payment_above_the_amount_at_risk(agreement: Agreement) -> Iterator[Spot]:
    """The least credit that is paid is more than a rule can ever earn."""
    least = agreement.consequences.payment.least
    for rule in agreement.consequences.rules:
        at_risk = rule.base.at_risk if rule.base.fee is Fee.AT_RISK_AMOUNT else None
        if least is None or at_risk is None or at_risk.currency != least.currency:
            continue
        if at_risk.amount < least.amount:
            yield Spot(
                "consequences.payment.least",
                _("Credits below {least} are not paid, and the one for {level} never reaches that sum.").format(
                    least=money_words(least), level=level_name_of(agreement, rule.level)
                ),
                _("The credit would never be paid."),
                _("Lower the least payment, or raise the amount at risk ({amount}).").format(
                    amount=money_words(at_risk)
                ),
            )
