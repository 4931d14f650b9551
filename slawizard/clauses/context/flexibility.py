"""The fifth step as templates see it: review, change, scaling, exit, history."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.flexibility import Exit, Flexibility, ScalingBand, TriggerKind
from slawizard.clauses.context.frame import party_word
from slawizard.clauses.context.values import Words, Writer


def flexibility_words(agreement: Agreement, write: Writer) -> Words:
    """Everything that the fifth step holds."""
    step = agreement.flexibility
    path = "flexibility"
    return {
        "review": {
            "every": write.duration(step.review.every, f"{path}.review.every", "time between reviews"),
            "participants": write.phrases(step.review.participants, f"{path}.review.participants"),
            "agenda": write.phrases(step.review.agenda, f"{path}.review.agenda"),
            "minutes_within": write.duration(step.review.minutes_within, f"{path}.review.minutes_within", "time limit"),
        },
        "change": _change(step, write),
        "triggers": [
            {
                **{kind.value: one.kind is kind for kind in TriggerKind},
                "condition": write.phrase(one.condition, f"{path}.triggers.{n}.condition", "condition"),
                "talks_within": write.duration(one.talks_within, f"{path}.triggers.{n}.talks_within", "time limit"),
            }
            for n, one in enumerate(step.triggers)
        ],
        "scaling": _scaling(step, write),
        "level_changes": {
            "how_to_add": write.sentence(step.level_changes.how_to_add, f"{path}.level_changes.how_to_add"),
            "how_to_retire": write.sentence(step.level_changes.how_to_retire, f"{path}.level_changes.how_to_retire"),
            "trial_period": write.duration(step.level_changes.trial_period, f"{path}.level_changes.trial_period"),
            "per_year": write.number(step.level_changes.changes_per_year, f"{path}.level_changes.changes_per_year"),
            "once": step.level_changes.changes_per_year == 1,
        },
        "renewal_notice": write.duration(step.renewal_notice, f"{path}.renewal_notice", "notice period"),
        "exit": _exit(step.exit, write),
        "revisions": [
            {
                "version": write.line(one.version, f"{path}.revisions.{n}.version"),
                "date": write.date(one.date, f"{path}.revisions.{n}.date"),
                "author": write.optional(one.author, f"{path}.revisions.{n}.author"),
                "summary": write.optional(one.summary, f"{path}.revisions.{n}.summary"),
            }
            for n, one in enumerate(step.revisions)
        ],
        "approvals": [
            {
                "party": write.text(party_word(one.party), f"{path}.approvals.{n}.party"),
                "name": write.line(one.name, f"{path}.approvals.{n}.name"),
                "job_title": write.optional(one.job_title, f"{path}.approvals.{n}.job_title"),
                "date": write.date(one.date, f"{path}.approvals.{n}.date"),
            }
            for n, one in enumerate(step.approvals)
        ],
        "riders": [
            {
                "applies_to": write.phrase(one.applies_to, f"{path}.riders.{n}.applies_to", "where it applies"),
                "text": write.sentence(one.text, f"{path}.riders.{n}.text", "text"),
            }
            for n, one in enumerate(step.riders)
        ],
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
