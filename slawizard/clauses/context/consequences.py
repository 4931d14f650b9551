"""The fourth step as templates see it: what a miss costs, how it is claimed and paid, and what else follows."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import (
    Anchor,
    Base,
    Bonus,
    Consequences,
    FeeScope,
    Payment,
    PaymentForm,
    PointsPeriod,
    Remedy,
    RemedyKind,
    Stacking,
    TerminationTrigger,
)
from slawizard.analysis.credits import is_of_a_place
from slawizard.clauses.context.bases import base_words
from slawizard.clauses.context.credits import caps_words, rules_words
from slawizard.clauses.context.metrics import MONTH_NAMES, is_binding, level_anchors
from slawizard.clauses.context.occurring import place_names
from slawizard.clauses.context.values import ContextValue, Words, Writer

_ANCHORS = {
    Anchor.INCIDENT_START: "the start of the Incident",
    Anchor.INCIDENT_END: "the end of the Incident",
    Anchor.TICKET_CLOSED: "the day on which the ticket is closed",
    Anchor.WINDOW_END: "the end of the Measurement Window",
    Anchor.REPORT: "the day on which the Customer receives the report",
    Anchor.ELIGIBILITY: "the day on which the Customer may first claim the Service Credit",
    Anchor.SECOND_BILLING_CYCLE: "the end of the second billing period after the Incident",
}


def consequences_words(agreement: Agreement, write: Writer) -> Words:
    """Everything that the fourth step holds."""
    step = agreement.consequences
    rules = rules_words(agreement, write)
    remedies = [_remedy(agreement, one, n, write) for n, one in enumerate(step.remedies)]
    return {
        "breach": {
            "single": write.sentence(step.single_breach, "consequences.single_breach"),
            "repeated": write.sentence(step.repeated_breach, "consequences.repeated_breach"),
        },
        "rules": rules,
        "caps": caps_words(agreement, write),
        "credits": _credits(agreement, rules, write),
        "points": _points(step, write),
        "claim": _claim(step, write),
        "payment": _payment(step.payment, write),
        "remedies": remedies,
        "escalation": [
            {
                "after": write.duration(one.after, f"consequences.escalation.{n}.after", "time"),
                "provider": write.line(one.provider_role, f"consequences.escalation.{n}.provider_role", "role"),
                "customer": write.line(one.customer_role, f"consequences.escalation.{n}.customer_role", "role"),
            }
            for n, one in enumerate(step.escalation)
        ],
        "terminations": [_termination(agreement, one, n, write) for n, one in enumerate(step.termination)],
        "leaving": _leaving(step),
        "liability": _liability(step, write),
        "grace_period": write.duration(step.grace_period, "consequences.grace_period"),
        "earn_back": _earn_back(agreement, write),
        "bonuses": [_bonus(agreement, one, n, write) for n, one in enumerate(step.bonuses)],
        "unpriced": _unpriced(agreement, write),
        "suspension": write.phrase(step.suspension, "consequences.suspension"),
        "dispute": {
            "within": write.duration(step.dispute_within, "consequences.dispute_within", "time limit"),
            "steps": write.phrases(step.dispute_steps, "consequences.dispute_steps"),
        },
    }


def level_names(agreement: Agreement, ids: tuple[str, ...], path: str, write: Writer) -> list[ContextValue]:
    """The names of service levels by id."""
    found = [level for level_id in ids if (level := agreement.level(level_id)) is not None]
    return [write.phrase(level.name or level.id, f"{path}.{number}") for number, level in enumerate(found)]


def _credits(agreement: Agreement, rules: list[Words], write: Writer) -> Words:
    step = agreement.consequences
    groups = sorted({rule.group for rule in step.rules if rule.group})
    automatic = [rule.automatic for rule in step.rules]
    return {
        "any": bool(step.rules),
        "automatic": bool(automatic) and all(automatic),
        "some_automatic": any(automatic),
        "some_claimed": not all(automatic),
        "add": step.stacking is Stacking.ADD,
        "highest": step.stacking is Stacking.HIGHEST,
        "customer_chooses": step.stacking is Stacking.CUSTOMER_CHOOSES,
        "groups": [
            {
                "name": write.text(group, _group_path(step, group)),
                "members": [rule["short_name"] for rule in rules if rule["plain_group"] == group],
            }
            for group in groups
        ],
        "group_places": place_names(_bases_of_groups(step), write),
        "grouped_by_place": any(rule.group and is_of_a_place(rule) for rule in step.rules),
        "eligible": any(rule.eligibility for rule in step.rules),
        "several_conditions": sum(bool(rule.eligibility) for rule in step.rules) > 1,
        "percent": any(rule["percent"] for rule in rules),
        "time": any(rule["days"] or rule["hours"] for rule in rules),
        "points": any(rule["points"] for rule in rules),
        "from_minimum": any(rule["from_minimum"] for rule in rules),
        "prorate": step.prorate_part_periods,
        "days_in_month": write.number(step.days_in_month, "consequences.days_in_month"),
    }


def _bases_of_groups(step: Consequences) -> dict[str, Base]:
    """The sums of rules in groups that are those of a region or unit, by their paths."""
    return {
        f"consequences.rules.{number}.base": rule.base
        for number, rule in enumerate(step.rules)
        if rule.group and is_of_a_place(rule)
    }


def _group_path(step: Consequences, group: str) -> str:
    return next(f"consequences.rules.{n}.group" for n, rule in enumerate(step.rules) if rule.group == group)


def _points(step: Consequences, write: Writer) -> Words:
    return {
        "steps": [
            {
                "points": write.number(one.points, f"consequences.points_table.{n}.points"),
                "percent": write.percent(one.percent, f"consequences.points_table.{n}.percent"),
            }
            for n, one in enumerate(sorted(step.points_table, key=lambda one: one.points))
        ]
        or [{name: write.text("", "consequences.points_table", name) for name in ("points", "percent")}],
        "base": base_words(step.points_base, "consequences.points_base", write),
        "period": write.words(_points_period(step), "consequences.points_period"),
        "term": step.points_period is PointsPeriod.TERM,
        "next": write.words(step.points_period.value, "consequences.points_period"),
    }


def _points_period(step: Consequences) -> str:
    """Within what the points are added up: "calendar quarter, counted from 1 February"."""
    if step.points_period in (PointsPeriod.MONTH, PointsPeriod.TERM) or step.year_starts == 1:
        return f"calendar {step.points_period.value}"
    first = f"1 {MONTH_NAMES[(step.year_starts - 1) % 12]}"
    length = "period of three months" if step.points_period is PointsPeriod.QUARTER else "period of twelve months"
    return f"{length}, counted from {first}"


def _claim(step: Consequences, write: Writer) -> Words:
    one, path = step.claim, "consequences.claim"
    return {
        "within": write.duration(one.within, f"{path}.within", "time limit of the claim"),
        "anchor": write.words(_ANCHORS[one.anchor], f"{path}.anchor"),
        "until_anchor": one.within is None and one.anchor is Anchor.SECOND_BILLING_CYCLE,
        "ticket_within": write.duration(one.ticket_within, f"{path}.ticket_within"),
        "evidence": write.phrases(one.evidence, f"{path}.evidence"),
        "channel": write.phrase(one.channel, f"{path}.channel", "where claims go"),
        "forfeited": one.forfeited_when_late,
        "decided_within": write.duration(one.decided_within, f"{path}.decided_within", "time limit of the answer"),
    }


def _payment(one: Payment, write: Writer) -> Words:
    path = "consequences.payment"
    return {
        **{form.value: one.form is form for form in PaymentForm},
        "within": write.duration(one.within, f"{path}.within"),
        "least": write.money(one.least, f"{path}.least"),
        "expires_after": write.duration(one.expires_after, f"{path}.expires_after"),
        "paid_out_at_end": one.paid_out_at_end,
    }


def _remedy(agreement: Agreement, one: Remedy, number: int, write: Writer) -> Words:
    path = f"consequences.remedies.{number}"
    return {
        **{kind.value: one.kind is kind for kind in RemedyKind},
        "trigger": write.phrase(one.trigger, f"{path}.trigger", "event"),
        "within": write.duration(one.within, f"{path}.within", "time limit"),
        "details": write.sentence(one.details, f"{path}.details"),
        "levels": level_names(agreement, one.levels, f"{path}.levels", write),
    }


def _termination(agreement: Agreement, one: TerminationTrigger, number: int, write: Writer) -> Words:
    path = f"consequences.termination.{number}"
    first = agreement.level(one.levels[0]) if one.levels else None
    unit = first.unit if first else "percent"
    by_count = one.misses is not None or one.windows is not None or one.floor is None
    return {
        "by_count": by_count,
        "misses": write.number(one.misses, f"{path}.misses", "number of misses"),
        "once": one.misses == 1 and one.windows in (None, 1),
        "in_a_row": one.misses is not None and one.misses == (one.windows or one.misses),
        "windows": write.number(one.windows or one.misses, f"{path}.windows", "number of windows"),
        "by_floor": one.floor is not None,
        "floor": write.quantity(one.floor, unit, f"{path}.floor"),
        "floor_is_ceiling": bool(first and first.direction == "lower"),
        "levels": level_names(agreement, one.levels, f"{path}.levels", write),
        "needs_notice": one.needs_notice_of_each,
        "notify_within": write.duration(one.notify_within, f"{path}.notify_within", "time limit"),
        "notice": write.duration(one.notice, f"{path}.notice"),
        "use_within": write.duration(one.use_within, f"{path}.use_within"),
        "refund": one.refund_prepaid,
        "part_only": one.part_only,
        "part": _part_of(agreement, one, write),
    }


def _leaving(step: Consequences) -> Words:
    """What the rights to end the agreement have in common."""
    rights = step.termination
    return {
        "in_part": any(one.part_only for one in rights),
        "any_level": any(not one.levels for one in rights),
        "several_levels": any(len(one.levels) != 1 for one in rights),
    }


def _part_of(agreement: Agreement, one: TerminationTrigger, write: Writer) -> str:
    """What a right to leave in part is a right to leave: the unit that the credits of its levels name, if one."""
    named = {
        rule.base.unit_name.strip(): f"consequences.rules.{number}.base.unit_name"
        for number, rule in enumerate(agreement.consequences.rules)
        if (not one.levels or rule.level in one.levels) and rule.base.scope is FeeScope.AFFECTED_UNIT
    }
    name, path = next(iter(named.items()), ("", ""))
    return write.line(name, path) if name and len(named) == 1 else "part, region or unit"


def _liability(step: Consequences, write: Writer) -> Words:
    return {
        "sole": step.sole_remedy is True,
        "not_sole": step.sole_remedy is False,
        "exceptions": write.phrases(step.sole_remedy_exceptions, "consequences.sole_remedy_exceptions"),
        "counts": step.counts_toward_liability_cap is True,
        "does_not_count": step.counts_toward_liability_cap is False,
    }


def _earn_back(agreement: Agreement, write: Writer) -> Words:
    one, path = agreement.consequences.earn_back, "consequences.earn_back"
    return {
        "any": one is not None,
        "windows": write.number(one.windows if one else None, f"{path}.windows", "number of windows"),
        "share": write.percent(one.share_percent if one else None, f"{path}.share_percent", "share"),
        "levels": level_names(agreement, one.levels if one else (), f"{path}.levels", write),
    }


def _bonus(agreement: Agreement, one: Bonus, number: int, write: Writer) -> Words:
    path = f"consequences.bonuses.{number}"
    level = agreement.level(one.level)
    return {
        "level": write.line(level.name or level.id if level else "", f"{path}.level", "service level"),
        "lower": bool(level and level.direction == "lower"),
        "above": write.quantity(one.above, level.unit if level else "percent", f"{path}.above"),
        "percent": write.percent(one.percent, f"{path}.percent"),
        "base": base_words(one.base, f"{path}.base", write),
        "fixed": one.amount is not None,
        "amount": write.money(one.amount, f"{path}.amount"),
        "or_equal": one.or_equal,
        "despite_misses": one.despite_misses,
    }


def _unpriced(agreement: Agreement, write: Writer) -> list[Words]:
    """Binding service levels that earn no credit, with the reason both parties gave."""
    step, anchors = agreement.consequences, level_anchors(agreement)
    priced = {rule.level for rule in step.rules}
    reasons = {one.level: (number, one.reason) for number, one in enumerate(step.no_consequence)}
    found: list[Words] = []
    for place, level in enumerate(agreement.metrics.levels):
        if level.id in priced or not (is_binding(level) or level.id in reasons):
            continue
        number, reason = reasons.get(level.id, (-1, ""))
        nowhere = "consequences.no_consequence" if step.rules else "consequences.rules"
        path = f"consequences.no_consequence.{number}.reason" if number >= 0 else nowhere
        found.append(
            {
                "name": write.line(level.name or level.id, f"metrics.levels.{place}.name"),
                "schedule": f"service-level-{anchors[level.id]}",
                "reason": write.sentence(reason, path, "reason"),
            }
        )
    return found
