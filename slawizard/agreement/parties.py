"""The parties and the frame: who signs, for how long, under which law, in which order of precedence."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from slawizard.agreement.quantities import Duration


class Role(StrEnum):
    """Which party is meant."""

    PROVIDER = "provider"
    CUSTOMER = "customer"


class ContactPurpose(StrEnum):
    """What a contact is for."""

    DAILY = "daily"
    ESCALATION = "escalation"
    EMERGENCY = "emergency"
    REVIEW = "review"
    NOTICES = "notices"


class Contact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone to reach at a party, and for what."""

    party: Role = Role.PROVIDER
    purpose: ContactPurpose = ContactPurpose.DAILY
    name: str = ""
    job_title: str = ""
    email: str = ""
    phone: str = ""
    available: str = ""


class Signatory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone who signs for a party."""

    name: str = ""
    job_title: str = ""


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A party: its legal identity. `short_name` is how the clauses' prose may call it beside Provider and Customer."""

    legal_name: str = ""
    legal_form: str = ""
    registration: str = ""
    address: str = ""
    short_name: str = ""
    signatories: tuple[Signatory, ...] = ()


class RenewalKind(StrEnum):
    """What happens at the end of the initial term."""

    ENDS = "ends"
    RENEWS = "renews"
    INDEFINITE = "indefinite"


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parties, term, precedence, law. `language` is a BCP 47 tag; `term` is the length of the initial term.

    `precedence` lists the documents of the contract, the one that prevails first. `same_organisation`:
    both parties are parts of one, so that nobody can sue and no money is owed unless the text says so.
    """

    provider: Party = Party()
    customer: Party = Party()
    contacts: tuple[Contact, ...] = ()
    start: dt.date | None = None
    term: Duration | None = None
    renewal: RenewalKind | None = None
    renewal_term: Duration | None = None
    master_agreement: str = ""
    master_agreement_date: dt.date | None = None
    precedence: tuple[str, ...] = ()
    governing_law: str = ""
    courts: str = ""
    language: str = "en"
    currency: str = "EUR"
    reference: str = ""
    version: str = "1.0"
    document_date: dt.date | None = None
    same_organisation: bool = False
