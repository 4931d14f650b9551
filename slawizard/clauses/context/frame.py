"""The parties and the frame as templates see them."""

from __future__ import annotations

import calendar
import datetime as dt

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.parties import Contact, ContactPurpose, Frame, Party, RenewalKind, Role, Signatory
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.clauses.context.left_out import left_out_words
from slawizard.clauses.context.values import ContextValue, Words, Writer

_PARTY_WORDS = {Role.PROVIDER: "Provider", Role.CUSTOMER: "Customer"}
_PURPOSE_WORDS = {
    ContactPurpose.DAILY: "Daily matters",
    ContactPurpose.ESCALATION: "Escalation",
    ContactPurpose.EMERGENCY: "Emergencies",
    ContactPurpose.REVIEW: "Reviews",
    ContactPurpose.NOTICES: "Notices",
}
_MONTHS_IN = {TimeUnit.MONTHS: 1, TimeUnit.YEARS: 12}
_DAYS_IN = {TimeUnit.DAYS: 1, TimeUnit.WEEKS: 7}
_LONGEST_TERM = 40_000


def frame_words(agreement: Agreement, write: Writer) -> Words:
    """Parties, contacts, term, documents, law, and what the title page says."""
    frame = agreement.frame
    return {
        "agreement": _agreement_words(agreement, write),
        "provider": _party_words(frame.provider, "frame.provider", "Provider", write),
        "customer": _party_words(frame.customer, "frame.customer", "Customer", write),
        "contacts": _contact_words(frame, write),
        "notices": {
            "provider": _notice_words(frame, Role.PROVIDER, write),
            "customer": _notice_words(frame, Role.CUSTOMER, write),
        },
        "term": _term_words(agreement, write),
        "master": {
            "name": write.line(frame.master_agreement, "frame.master_agreement", "master agreement"),
            "date": write.date(frame.master_agreement_date, "frame.master_agreement_date", "date"),
            "precedence": write.phrases(frame.precedence, "frame.precedence"),
        },
        "law": {
            "governing": write.phrase(frame.governing_law, "frame.governing_law", "governing law"),
            "courts": write.phrase(frame.courts, "frame.courts", "courts"),
        },
        "currency": write.text(frame.currency, "frame.currency"),
        "internal": frame.same_organisation,
        "left_out": left_out_words(agreement, write),
    }


def party_word(role: Role) -> str:
    """ "Provider" or "Customer"."""
    return _PARTY_WORDS[role]


def _agreement_words(agreement: Agreement, write: Writer) -> Words:
    frame = agreement.frame
    return {
        "reference": write.phrase(frame.reference, "frame.reference"),
        "version": write.phrase(frame.version, "frame.version"),
        "language": write.words(_language_name(write.language), "frame.language"),
        "date": write.date(frame.document_date, "frame.document_date", "date"),
        "titled": _names_the_service(agreement),
    }


def _names_the_service(agreement: Agreement) -> bool:
    """Whether the title says already what the service is called."""
    title, name = (" ".join(one.casefold().split()) for one in (agreement.title, agreement.objectives.service_name))
    return bool(name) and name in title


def _language_name(tag: str) -> str:
    from babel import Locale

    return str(Locale.parse(tag.partition("-")[0]).get_display_name("en"))


def _party_words(party: Party, path: str, role: str, write: Writer) -> Words:
    hint = role.lower()
    signatories = party.signatories or (Signatory(),)
    return {
        "name": write.line(party.legal_name, f"{path}.legal_name", f"{hint}’s legal name"),
        "form": write.phrase(party.legal_form, f"{path}.legal_form", "legal form"),
        "registration": write.phrase(party.registration, f"{path}.registration", "registration"),
        "address": write.phrase(party.address, f"{path}.address", f"{hint}’s address"),
        "short_name": write.phrase(party.short_name, f"{path}.short_name"),
        "signatories": [
            {
                "name": write.optional(one.name, f"{path}.signatories.{number}.name"),
                "job_title": write.optional(one.job_title, f"{path}.signatories.{number}.job_title"),
            }
            for number, one in enumerate(signatories)
        ],
    }


def _contact_words(frame: Frame, write: Writer) -> list[Words]:
    found: list[Words] = []
    for number, contact in enumerate(frame.contacts):
        path = f"frame.contacts.{number}"
        found.append(
            {
                "party": write.text(party_word(contact.party), f"{path}.party"),
                "purpose": write.text(_PURPOSE_WORDS[contact.purpose], f"{path}.purpose"),
                "name": write.line(contact.name, f"{path}.name"),
                "job_title": write.optional(_job_beside(contact), f"{path}.job_title"),
                "email": write.optional(contact.email, f"{path}.email"),
                "phone": write.optional(contact.phone, f"{path}.phone"),
                "available": write.optional(contact.available, f"{path}.available"),
            }
        )
    return found


def _job_beside(contact: Contact) -> str:
    """The job, where it says more than the name: a desk or a team is often called by what it does."""
    name, job = (" ".join(one.casefold().split()) for one in (contact.name, contact.job_title))
    return "" if job == name else contact.job_title


def _notice_words(frame: Frame, role: Role, write: Writer) -> list[ContextValue]:
    return [
        write.line(contact.email or contact.phone or contact.name, f"frame.contacts.{number}", "address for notices")
        for number, contact in enumerate(frame.contacts)
        if contact.party is role and contact.purpose is ContactPurpose.NOTICES
    ]


def _term_words(agreement: Agreement, write: Writer) -> Words:
    frame = agreement.frame
    last = last_day(frame.start, frame.term)
    notice_by = day_before(last, agreement.flexibility.renewal_notice)
    return {
        "start": write.date(frame.start, "frame.start", "start date"),
        "length": write.duration(frame.term, "frame.term", "length of the initial term"),
        "open_ended": frame.term is None
        and (frame.renewal is RenewalKind.INDEFINITE or write.is_left_out("frame.term")),
        "last_day": write.date(last, "frame.term", "last day"),
        "notice_by": write.date(notice_by, "flexibility.renewal_notice"),
        "ends": frame.renewal is RenewalKind.ENDS,
        "renews": frame.renewal is RenewalKind.RENEWS,
        "indefinite": frame.renewal is RenewalKind.INDEFINITE,
        "renewal": write.text(frame.renewal or "", "frame.renewal", "what happens at the end of the initial term"),
        "renewal_term": write.duration(frame.renewal_term, "frame.renewal_term", "length of a renewal term"),
    }


def last_day(start: dt.date | None, term: Duration | None) -> dt.date | None:
    """The last day of a term that begins on `start`; None where its length has no fixed end."""
    after = None if start is None or term is None else _shifted(start, term, 1)
    if start is None or after is None:
        return None
    # A start on the 31st has no such day in a shorter month: the term then ends with that month.
    is_cut = term is not None and term.unit in _MONTHS_IN and after.day != start.day
    return after if is_cut else after - dt.timedelta(days=1)


def day_before(end: dt.date | None, notice: Duration | None) -> dt.date | None:
    """The last day on which a notice of that length before the end of `end` can be given; None where there is none.

    The end counts as an event on the day after it: six months before the end of 30 April is 31 October.
    """
    if end is None or notice is None or end == dt.date.max:
        return None
    begin = _shifted(end + dt.timedelta(days=1), notice, -1)
    return None if begin is None or begin == dt.date.min else begin - dt.timedelta(days=1)


def _shifted(day: dt.date, length: Duration, sign: int) -> dt.date | None:
    count = int(length.amount) * sign
    if length.amount != int(length.amount) or not 0 < abs(count) < _LONGEST_TERM:
        return None
    try:
        if length.unit in _DAYS_IN:
            return day + dt.timedelta(days=count * _DAYS_IN[length.unit])
        if length.unit not in _MONTHS_IN:
            return None
        months = day.month - 1 + count * _MONTHS_IN[length.unit]
        year, month = day.year + months // 12, months % 12 + 1
        return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (OverflowError, ValueError, calendar.IllegalMonthError):
        return None
