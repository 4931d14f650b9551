"""Checks of the parties and the frame: who signs, whom to reach, which documents and dates hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.parties import Contact, ContactPurpose, Role
from slawizard.agreement.wording import date_words, join_words
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Quality, Rulebook, Spot
from slawizard.checks.words import party_name, quoted, row_name
from slawizard.i18n import _

BOOK = Rulebook("AGR")

_EMAIL = re.compile(r"[^@\s,;<>()\[\]\"]+@(?:[^@\s.,;<>()\[\]\"]+\.)+[^@\s.,;<>()\[\]\"]{2,}")
_LEGAL_FORMS = frozenset(
    [
        "ab",
        "ag",
        "as",
        "aps",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "incorporated",
        "kg",
        "limited",
        "llc",
        "llp",
        "ltd",
        "nv",
        "oy",
        "plc",
        "pte",
        "pty",
        "sa",
        "sarl",
        "sas",
        "se",
        "spa",
        "srl",
    ]
)
_NEEDED_PURPOSES = (ContactPurpose.DAILY, ContactPurpose.ESCALATION, ContactPurpose.EMERGENCY, ContactPurpose.REVIEW)
_PURPOSE_WORDS = {
    ContactPurpose.DAILY: _("daily questions"),
    ContactPurpose.ESCALATION: _("escalation"),
    ContactPurpose.EMERGENCY: _("emergencies"),
    ContactPurpose.REVIEW: _("reviews"),
    ContactPurpose.NOTICES: _("notices"),
}


@BOOK.rule("AGR-SAME-PARTIES", FindingLevel.ERROR, Quality.CLEAR)
def two_parties_look_the_same(agreement: Agreement) -> Iterator[Spot]:
    """Provider and customer have the same name but for case, marks and legal form."""
    provider, customer = agreement.frame.provider.legal_name, agreement.frame.customer.legal_name
    if _core_name(provider) and _core_name(provider) == _core_name(customer):
        yield Spot(
            "frame.customer.legal_name",
            _("The customer is {customer} and the provider is {provider}: they read as the same party.").format(
                customer=quoted(customer), provider=quoted(provider)
            ),
            _("Nobody can agree with themselves, and a reader cannot tell who owes what."),
            _("Enter each party's full legal name; add the place or the register number if the names are alike."),
        )


def _core_name(name: str) -> str:
    plain = "".join(char for char in unicodedata.normalize("NFKD", name).casefold() if char.isalnum() or char.isspace())
    words = [word for word in plain.split() if word not in _LEGAL_FORMS]
    return " ".join(words or plain.split())


@BOOK.rule("AGR-SAME-SHORT-NAME", FindingLevel.ERROR, Quality.CLEAR)
def two_parties_share_a_short_name(agreement: Agreement) -> Iterator[Spot]:
    """Both parties would be called the same in the text."""
    provider, customer = agreement.frame.provider.short_name.strip(), agreement.frame.customer.short_name.strip()
    if provider and provider.casefold() == customer.casefold():
        yield Spot(
            "frame.customer.short_name",
            _("Both parties have the short name {name}.").format(name=quoted(customer)),
            _("A sentence that uses it could bind either of them."),
            _("Give one of them another short name."),
        )


@BOOK.rule("AGR-SIGNATORY-NAMELESS", FindingLevel.WARNING, Quality.CLEAR)
def signatory_without_a_name(agreement: Agreement) -> Iterator[Spot]:
    """A row of signatories without a name."""
    for role, party in ((Role.PROVIDER, agreement.frame.provider), (Role.CUSTOMER, agreement.frame.customer)):
        for position, signatory in enumerate(party.signatories):
            if not signatory.name.strip():
                yield Spot(
                    f"frame.{role}.signatories.{position}.name",
                    _("Signatory {number} of {party} has no name.").format(number=position + 1, party=party_name(role)),
                    _("The signature block would have a line that nobody is named to sign."),
                    _("Enter who signs, or remove the row."),
                )


@BOOK.rule("AGR-CONTACT-PURPOSE", FindingLevel.WARNING, Quality.CLEAR)
def purposes_without_a_contact(agreement: Agreement) -> Iterator[Spot]:
    """Contacts are named, but not for every purpose at both parties."""
    contacts = agreement.frame.contacts
    if not contacts:
        return
    for role in Role:
        named = {contact.purpose for contact in contacts if contact.party is role}
        missing = [_PURPOSE_WORDS[purpose] for purpose in _NEEDED_PURPOSES if purpose not in named]
        if missing:
            yield Spot(
                "frame.contacts",
                _("No contact of {party} is named for {purposes}.").format(
                    party=party_name(role), purposes=join_words(missing)
                ),
                _("When it matters, the other side would not know whom to call."),
                _("Add a contact for each purpose; the same person may appear more than once."),
            )


@BOOK.rule("AGR-CONTACT-UNREACHABLE", FindingLevel.WARNING, Quality.CLEAR)
def contact_that_cannot_be_reached(agreement: Agreement) -> Iterator[Spot]:
    """A contact with neither e-mail nor telephone."""
    for position, contact in enumerate(agreement.frame.contacts):
        if not contact.email.strip() and not contact.phone.strip():
            yield Spot(
                f"frame.contacts.{position}.email",
                _("{contact} has neither an e-mail address nor a telephone number.").format(
                    contact=_contact_name(contact, position)
                ),
                _("A contact that cannot be reached helps nobody."),
                _("Enter an e-mail address or a telephone number."),
            )


@BOOK.rule("AGR-CONTACT-EMERGENCY-PHONE", FindingLevel.NOTE, Quality.REALISTIC)
def emergency_contact_without_telephone(agreement: Agreement) -> Iterator[Spot]:
    """An emergency contact that can only be written to."""
    for position, contact in enumerate(agreement.frame.contacts):
        if contact.purpose is ContactPurpose.EMERGENCY and contact.email.strip() and not contact.phone.strip():
            yield Spot(
                f"frame.contacts.{position}.phone",
                _("{contact} is the emergency contact and has no telephone number.").format(
                    contact=_contact_name(contact, position)
                ),
                _("In an emergency at night an e-mail may be read only the next day."),
                _("Add a telephone number that is answered at any hour."),
            )


@BOOK.rule("AGR-EMAIL-MALFORMED", FindingLevel.WARNING, Quality.CLEAR)
def email_address_that_is_none(agreement: Agreement) -> Iterator[Spot]:
    """An e-mail address without the shape of one."""
    for position, contact in enumerate(agreement.frame.contacts):
        email = contact.email.strip()
        if email and not _EMAIL.fullmatch(email):
            yield Spot(
                f"frame.contacts.{position}.email",
                _("{email} is not a complete e-mail address.").format(email=quoted(email)),
                _("A notice sent there would not arrive, and a deadline may hang on it."),
                _("Write it as name@company.example."),
            )


def _contact_name(contact: Contact, position: int) -> str:
    return row_name(_("Contact"), position, contact.name or contact.job_title)


@BOOK.rule("AGR-LANGUAGE-UNKNOWN", FindingLevel.ERROR, Quality.CLEAR)
def language_that_is_unknown(agreement: Agreement) -> Iterator[Spot]:
    """The language tag names no language."""
    tag = agreement.frame.language.strip()
    if tag and not _is_language(tag):
        yield Spot(
            "frame.language",
            _("No language has the tag {tag}.").format(tag=quoted(tag)),
            _("Dates and figures are written as the agreement's language has them."),
            _("Choose a language such as “en” or “en-US”."),
        )


@lru_cache(maxsize=32)
def _is_language(tag: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True


@BOOK.rule("AGR-CURRENCY-UNKNOWN", FindingLevel.ERROR, Quality.CLEAR)
def currency_that_is_unknown(agreement: Agreement) -> Iterator[Spot]:
    """The currency's code is not one of ISO 4217."""
    code = agreement.frame.currency.strip()
    if not is_currency(code):
        yield Spot(
            "frame.currency",
            _("{code} is not the code of a currency.").format(code=quoted(code)),
            _("Credits and caps would be sums of an unknown money."),
            _("Enter the three-letter ISO code, for example EUR, GBP or USD."),
        )


@lru_cache(maxsize=64)
def is_currency(code: str) -> bool:
    """Whether ISO 4217 knows the code, as Babel's data has it."""
    from babel.numbers import list_currencies

    return code in list_currencies()


@BOOK.rule("AGR-MASTER-LATER", FindingLevel.WARNING, Quality.CLEAR)
def master_agreement_later_than_start(agreement: Agreement) -> Iterator[Spot]:
    """This agreement starts before the one it stands under."""
    frame = agreement.frame
    if frame.start and frame.master_agreement_date and frame.master_agreement_date > frame.start:
        yield Spot(
            "frame.master_agreement_date",
            _("The master agreement is dated {master}, after this agreement starts on {start}.").format(
                master=date_words(frame.master_agreement_date), start=date_words(frame.start)
            ),
            _("Between the two dates this agreement would stand under a contract that does not exist yet."),
            _("Check both dates; let this agreement start on or after the master agreement's date."),
        )


@BOOK.rule("AGR-START-BACKDATED", FindingLevel.NOTE, Quality.CLEAR)
def start_before_the_document(agreement: Agreement) -> Iterator[Spot]:
    """The agreement starts before the date of the document."""
    frame = agreement.frame
    if frame.start and frame.document_date and frame.start < frame.document_date:
        yield Spot(
            "frame.start",
            _("The agreement starts on {start}, before the document's own date of {document}.").format(
                start=date_words(frame.start), document=date_words(frame.document_date)
            ),
            _("Service levels and credits would then reach back over time that has already passed."),
            _("Keep it if both parties want that; otherwise move the start to a day after signing."),
        )


@BOOK.rule("AGR-PRECEDENCE-REPEATED", FindingLevel.ERROR, Quality.CLEAR)
def document_ranked_twice(agreement: Agreement) -> Iterator[Spot]:
    """The order of precedence holds the same document at two ranks."""
    seen: dict[str, int] = {}
    for position, document in enumerate(agreement.frame.precedence):
        key = " ".join(document.casefold().split())
        if key and key in seen:
            yield Spot(
                f"frame.precedence.{position}",
                _("{document} has rank {first} and rank {second} in the order of precedence.").format(
                    document=quoted(document), first=seen[key] + 1, second=position + 1
                ),
                _("A document cannot prevail over itself."),
                _("Keep it at one rank only."),
            )
        seen.setdefault(key, position)


@BOOK.rule("AGR-PRECEDENCE-ALONE", FindingLevel.WARNING, Quality.CLEAR)
def precedence_of_one_document(agreement: Agreement) -> Iterator[Spot]:
    """An order of precedence with a single document."""
    if len(agreement.frame.precedence) == 1:
        yield Spot(
            "frame.precedence",
            _("The order of precedence names only {document}.").format(document=quoted(agreement.frame.precedence[0])),
            _("Where two documents disagree, one entry does not say which of them prevails."),
            _("List every document of the contract, the one that prevails first; this agreement is one of them."),
        )
