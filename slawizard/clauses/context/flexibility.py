"""The fifth step as templates see it: review, change, scaling, exit, history."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.flexibility import (
    Approval,
    Exit,
    Flexibility,
    LegalRider,
    RenegotiationTrigger,
    Revision,
    ScalingBand,
    TriggerKind,
)
from slawizard.clauses.context.frame import party_word
from slawizard.clauses.context.values import Words, Writer


def flexibility_words(agreement: Agreement, write: Writer) -> Words:
    """Everything that the fifth step holds."""
    step = agreement.flexibility
    return {
        "review": _review(step, write),
        "change": _change(step, write),
        "triggers": [_trigger(one, f"flexibility.triggers.{n}", write) for n, one in enumerate(step.triggers)],
        "scaling": _scaling(step, write),
        "level_changes": _level_changes(step, write),
        "renewal_notice": write.duration(step.renewal_notice, "flexibility.renewal_notice", "notice period"),
        "exit": _exit(step.exit, write),
        "revisions": [_revision(one, f"flexibility.revisions.{n}", write) for n, one in enumerate(step.revisions)],
        "approvals": [_approval(one, f"flexibility.approvals.{n}", write) for n, one in enumerate(step.approvals)],
        "riders": [_rider(one, f"flexibility.riders.{n}", write) for n, one in enumerate(step.riders)],
    }


def _review(step: Flexibility, write: Writer) -> Words:
    one, path = step.review, "flexibility.review"
    return {
        "every": write.interval(one.every, f"{path}.every", "time between reviews"),
        "participants": write.phrases(one.participants, f"{path}.participants"),
        "agenda": write.phrases(one.agenda, f"{path}.agenda"),
        "minutes_within": write.duration(one.minutes_within, f"{path}.minutes_within", "time limit"),
    }


def _trigger(one: RenegotiationTrigger, path: str, write: Writer) -> Words:
    return {
        **{kind.value: one.kind is kind for kind in TriggerKind},
        "condition": write.phrase(one.condition, f"{path}.condition", "condition"),
        "talks_within": write.duration(one.talks_within, f"{path}.talks_within", "time limit"),
    }


def _level_changes(step: Flexibility, write: Writer) -> Words:
    one, path = step.level_changes, "flexibility.level_changes"
    return {
        "how_to_add": write.sentence(one.how_to_add, f"{path}.how_to_add"),
        "how_to_retire": write.sentence(one.how_to_retire, f"{path}.how_to_retire"),
        "trial_period": write.duration(one.trial_period, f"{path}.trial_period"),
        "per_year": write.number(one.changes_per_year, f"{path}.changes_per_year"),
        "once": one.changes_per_year == 1,
    }


def _revision(one: Revision, path: str, write: Writer) -> Words:
    return {
        "version": write.line(one.version, f"{path}.version"),
        "date": write.date(one.date, f"{path}.date"),
        "author": write.optional(one.author, f"{path}.author"),
        "summary": write.optional(one.summary, f"{path}.summary"),
    }


def _approval(one: Approval, path: str, write: Writer) -> Words:
    return {
        "party": write.text(party_word(one.party), f"{path}.party"),
        "name": write.line(one.name, f"{path}.name"),
        "job_title": write.optional(one.job_title, f"{path}.job_title"),
        "date": write.date(one.date, f"{path}.date"),
    }


def _rider(one: LegalRider, path: str, write: Writer) -> Words:
    return {
        "applies_to": write.phrase(one.applies_to, f"{path}.applies_to", "where it applies"),
        "text": write.sentence(one.text, f"{path}.text", "text"),
    }


def _change(step: Flexibility, write: Writer) -> Words:
    one, path = step.change, "flexibility.change"
    return {
        "request_to": write.phrase(one.request_to, f"{path}.request_to", "to whom"),
        "answer_within": write.duration(one.answer_within, f"{path}.answer_within", "time limit"),
        "agree_within": write.duration(one.agree_within, f"{path}.agree_within", "time limit"),
        "effective_after": write.duration(one.effective_after, f"{path}.effective_after"),
        "if_not_agreed": write.sentence(one.if_not_agreed, f"{path}.if_not_agreed"),
    }


def _scaling(step: Flexibility, write: Writer) -> Words:
    one, path = step.scaling, "flexibility.scaling"
    return {
        "any": bool(one.unit or one.bands or one.up_lead_time or one.down_notice),
        "unit": write.phrase(one.unit, f"{path}.unit", "unit"),
        "bands": [_band(band, f"{path}.bands.{n}", write) for n, band in enumerate(one.bands)],
        "priced": any(band.unit_price is not None for band in one.bands),
        "targets": any(band.targets for band in one.bands),
        "up_lead_time": write.duration(one.up_lead_time, f"{path}.up_lead_time", "lead time"),
        "down_notice": write.duration(one.down_notice, f"{path}.down_notice", "notice"),
        "agreed": write.number(one.agreed, f"{path}.agreed", "agreed number"),
        "least": write.number(one.least_commitment, f"{path}.least_commitment"),
        "peak_percent": write.percent(one.peak_percent, f"{path}.peak_percent"),
        "peak_at_most": write.duration(one.peak_at_most, f"{path}.peak_at_most", "length"),
    }


def _band(band: ScalingBand, path: str, write: Writer) -> Words:
    return {
        "lower": write.number(band.lower, f"{path}.lower", "from"),
        "upper": write.number(band.upper, f"{path}.upper"),
        "price": write.money(band.unit_price, f"{path}.unit_price", "price"),
        "targets": write.line(band.targets, f"{path}.targets", "as agreed"),
    }


def _exit(one: Exit, write: Writer) -> Words:
    path = "flexibility.exit"
    return {
        "provider_notice": write.duration(one.provider_notice, f"{path}.provider_notice"),
        "customer_notice": write.duration(one.customer_notice, f"{path}.customer_notice"),
        "transition_period": write.duration(one.transition_period, f"{path}.transition_period"),
        "transition_duties": write.phrases(one.transition_duties, f"{path}.transition_duties"),
        "data_return_format": write.phrase(one.data_return_format, f"{path}.data_return_format", "format"),
        "data_return_within": write.duration(one.data_return_within, f"{path}.data_return_within", "time limit"),
        "data_deletion_within": write.duration(one.data_deletion_within, f"{path}.data_deletion_within"),
    }
