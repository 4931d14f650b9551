"""Tests of the checks of parties and frame."""

import datetime as dt

from slawizard.agreement.parties import Contact, ContactPurpose, Role, Signatory
from tests.checks.cases import Add, Case, changed, check_found, check_spared, fields_of, parametrized

DESK = Contact(Role.PROVIDER, ContactPurpose.EMERGENCY, "Night desk", "", "night@example.com", "0117 496 0100")

CASES = (
    Case(
        "AGR-SAME-PARTIES",
        "frame.customer.legal_name",
        (("frame.customer.legal_name", "QUILLMARK Managed Services Ltd."),),
        (("frame.customer.legal_name", "Quillmark Clinics Ltd."),),
    ),
    Case(
        "AGR-SAME-SHORT-NAME",
        "frame.customer.short_name",
        (("frame.customer.short_name", "quillmark"),),
        (("frame.provider.short_name", ""), ("frame.customer.short_name", "")),
    ),
    Case(
        "AGR-SIGNATORY-NAMELESS",
        "frame.provider.signatories.1.name",
        (("frame.provider.signatories", Add(Signatory("", "Director"))),),
        (("frame.provider.signatories", Add(Signatory("Ida Frome", ""))),),
    ),
    Case(
        "AGR-CONTACT-PURPOSE",
        "frame.contacts",
        (("frame.contacts.4.purpose", ContactPurpose.NOTICES),),
        (("frame.contacts.5.purpose", ContactPurpose.REVIEW),),
    ),
    Case(
        "AGR-CONTACT-UNREACHABLE",
        "frame.contacts.0.email",
        (("frame.contacts.0.email", ""), ("frame.contacts.0.phone", " ")),
        (("frame.contacts.0.email", ""),),
    ),
    Case(
        "AGR-CONTACT-EMERGENCY-PHONE",
        "frame.contacts.3.phone",
        (("frame.contacts.3.phone", ""),),
        (("frame.contacts.1.phone", ""),),
    ),
    Case(
        "AGR-EMAIL-MALFORMED",
        "frame.contacts.0.email",
        (("frame.contacts.0.email", "desk@example"),),
        (("frame.contacts.0.email", "first.last+desk@mail.example.com"),),
    ),
    Case(
        "AGR-EMAIL-MALFORMED",
        "frame.contacts.0.email",
        (("frame.contacts.0.email", "desk@example..com"),),
        (("frame.contacts.0.email", ""),),
    ),
    Case("AGR-LANGUAGE-UNKNOWN", "frame.language", (("frame.language", "xx-yy"),), (("frame.language", "en-US"),)),
    Case("AGR-CURRENCY-UNKNOWN", "frame.currency", (("frame.currency", "GBQ"),), (("frame.currency", "CHF"),)),
    Case(
        "AGR-MASTER-LATER",
        "frame.master_agreement_date",
        (("frame.master_agreement_date", dt.date(2027, 4, 2)),),
        (("frame.master_agreement_date", dt.date(2027, 4, 1)),),
    ),
    Case(
        "AGR-START-BACKDATED",
        "frame.start",
        (("frame.document_date", dt.date(2027, 4, 2)),),
        (("frame.document_date", dt.date(2027, 4, 1)),),
    ),
    Case(
        "AGR-PRECEDENCE-REPEATED",
        "frame.precedence.2",
        (("frame.precedence.2", "the  AGREEMENT"),),
        (("frame.precedence.2", "this Agreement’s annexes"),),
    ),
    Case(
        "AGR-PRECEDENCE-ALONE",
        "frame.precedence",
        (("frame.precedence", ("this Agreement",)),),
        (("frame.precedence", ("this Agreement", "the order")),),
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_legal_forms_alone_do_not_make_parties_the_same() -> None:
    names = (("frame.provider.legal_name", "Co Ltd"), ("frame.customer.legal_name", "Limited"))
    assert fields_of("AGR-SAME-PARTIES", changed(names)) == []


def test_one_contact_for_each_purpose_is_enough() -> None:
    assert fields_of("AGR-CONTACT-PURPOSE", changed((("frame.contacts", Add(DESK)),))) == []
