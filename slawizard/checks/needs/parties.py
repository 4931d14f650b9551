"""What every agreement needs to know of its parties and its frame."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.parties import RenewalKind
from slawizard.checks.finding import FindingLevel
from slawizard.checks.needs.need import Need
from slawizard.checks.rulebook import Quality
from slawizard.i18n import _

ERROR, WARNING = FindingLevel.ERROR, FindingLevel.WARNING
CLEAR = Quality.CLEAR
_WHO = _("A court, and a successor in office, must be able to tell who is bound.")
_SIGN = _("An agreement that nobody is named to sign is not signed.")


def _has_term(agreement: Agreement) -> bool:
    return agreement.frame.renewal is not RenewalKind.INDEFINITE


def _are_two(agreement: Agreement) -> bool:
    """Whether the parties are two in law: departments of one organisation have no register, law or courts."""
    return not agreement.frame.same_organisation


def _has_master(agreement: Agreement) -> bool:
    return bool(agreement.frame.master_agreement.strip())


NEEDS = (
    Need("OBJ-NEEDS-PROVIDER", "frame.provider.legal_name", _("Provider's legal name"), ERROR, CLEAR, _WHO),
    Need("OBJ-NEEDS-PROVIDER-ADDRESS", "frame.provider.address", _("Provider's address"), ERROR, CLEAR, _WHO),
    Need(
        "OBJ-NEEDS-PROVIDER-FORM",
        "frame.provider.legal_form",
        _("Provider's legal form"),
        WARNING,
        CLEAR,
        _WHO,
        _are_two,
    ),
    Need(
        "OBJ-NEEDS-PROVIDER-REGISTER",
        "frame.provider.registration",
        _("Provider's register entry"),
        WARNING,
        CLEAR,
        _WHO,
        _are_two,
    ),
    Need(
        "OBJ-NEEDS-PROVIDER-SIGNATORY",
        "frame.provider.signatories",
        _("Who signs for the provider"),
        ERROR,
        CLEAR,
        _SIGN,
    ),
    Need("OBJ-NEEDS-CUSTOMER", "frame.customer.legal_name", _("Customer's legal name"), ERROR, CLEAR, _WHO),
    Need("OBJ-NEEDS-CUSTOMER-ADDRESS", "frame.customer.address", _("Customer's address"), ERROR, CLEAR, _WHO),
    Need(
        "OBJ-NEEDS-CUSTOMER-FORM",
        "frame.customer.legal_form",
        _("Customer's legal form"),
        WARNING,
        CLEAR,
        _WHO,
        _are_two,
    ),
    Need(
        "OBJ-NEEDS-CUSTOMER-REGISTER",
        "frame.customer.registration",
        _("Customer's register entry"),
        WARNING,
        CLEAR,
        _WHO,
        _are_two,
    ),
    Need(
        "OBJ-NEEDS-CUSTOMER-SIGNATORY",
        "frame.customer.signatories",
        _("Who signs for the customer"),
        ERROR,
        CLEAR,
        _SIGN,
    ),
    Need(
        "OBJ-NEEDS-CONTACTS",
        "frame.contacts",
        _("Contacts by purpose"),
        WARNING,
        CLEAR,
        _("Notices, emergencies and escalations need somebody to reach."),
    ),
    Need(
        "OBJ-NEEDS-START",
        "frame.start",
        _("Start date"),
        ERROR,
        CLEAR,
        _("From which day on service levels count would be open."),
    ),
    Need(
        "OBJ-NEEDS-TERM",
        "frame.term",
        _("Length of the term"),
        ERROR,
        CLEAR,
        _("How long both parties are bound would be open."),
        _has_term,
    ),
    Need(
        "OBJ-NEEDS-RENEWAL",
        "frame.renewal",
        _("What happens at the end of the term"),
        ERROR,
        CLEAR,
        _("On the last day each side could believe the opposite."),
    ),
    Need(
        "OBJ-NEEDS-MASTER",
        "frame.master_agreement",
        _("Master agreement"),
        WARNING,
        CLEAR,
        _("Liability, payment and confidentiality mostly stand there, not here."),
        _are_two,
    ),
    Need(
        "OBJ-NEEDS-PRECEDENCE",
        "frame.precedence",
        _("Order of precedence"),
        WARNING,
        CLEAR,
        _("Where this agreement and the master agreement disagree, one of them must prevail."),
        _has_master,
    ),
    Need(
        "OBJ-NEEDS-LAW",
        "frame.governing_law",
        _("Governing law"),
        ERROR,
        CLEAR,
        _("The same words mean different things under different laws."),
        _are_two,
    ),
    Need(
        "OBJ-NEEDS-COURTS",
        "frame.courts",
        _("Courts that decide"),
        ERROR,
        CLEAR,
        _("Without them the parties first have to argue about where to argue."),
        _are_two,
    ),
    Need(
        "OBJ-NEEDS-LANGUAGE",
        "frame.language",
        _("Language of the agreement"),
        ERROR,
        CLEAR,
        _("Where there is a translation, one text must be the one that counts."),
    ),
)
