"""What a template should ask anew of a draft, what is no business of a template, and what still names someone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import CapUnit
from slawizard.agreement.edits import read, replace
from slawizard.agreement.objectives import Consent
from slawizard.agreement.origin import Question
from slawizard.agreement.parties import ContactPurpose, Role
from slawizard.agreement.quantities import Money
from slawizard.agreement.rows import anchored, resolved
from slawizard.errors import LibraryError
from slawizard.i18n import _
from slawizard.storage.library.words import field_words

DROPPED = (
    "expectations.evidence",
    "expectations.positions",
    "flexibility.revisions",
    "flexibility.approvals",
    "waived",
    "frame.version",
)
"""What a template does not take over unless it is told to: the evidence is confidential, the rest is of one deal."""

_PARTY = (
    ("legal_name", _("{party}'s legal name")),
    ("legal_form", _("{party}'s legal form")),
    ("registration", _("{party}'s register entry")),
    ("address", _("{party}'s address")),
    ("short_name", _("{party}'s short name")),
)
_PARTY_WORDS = {Role.PROVIDER: _("Provider"), Role.CUSTOMER: _("Customer")}
_PURPOSE_WORDS = {
    ContactPurpose.DAILY: _("daily questions"),
    ContactPurpose.ESCALATION: _("escalations"),
    ContactPurpose.EMERGENCY: _("emergencies"),
    ContactPurpose.REVIEW: _("reviews"),
    ContactPurpose.NOTICES: _("notices"),
}
_FIELD_WORDS = {
    "name": _("name"),
    "job_title": _("job title"),
    "email": _("e-mail address"),
    "phone": _("telephone number"),
}
_ASKED = (
    "frame.start",
    "frame.master_agreement",
    "frame.master_agreement_date",
    "frame.reference",
    "objectives.channels.*.address",
    "objectives.seasonal_peaks.*.start",
    "objectives.seasonal_peaks.*.end",
    "expectations.ramp_up_until",
    "consequences.rules.*.applies_from",
    "consequences.rules.*.applies_until",
)


class Mention(msgspec.Struct, frozen=True):
    """A text that a template would keep and that names someone: its path, and the name in it."""

    path: str
    name: str


def suggested_questions(agreement: Agreement) -> tuple[Question, ...]:
    """What is asked by default: parties, who signs, contacts, dates, references, and every sum of money.

    Only fields that hold something are among them; their paths are anchored.
    """
    paths = dict.fromkeys([*_asked_paths(agreement), *_money_paths(agreement)])
    others = [Question(anchored(agreement, path), field_words(agreement, path)) for path in paths]
    return (*_questions_on_parties(agreement), *_questions_on_contacts(agreement), *others)


def _questions_on_parties(agreement: Agreement) -> Iterator[Question]:
    for role, party_words in _PARTY_WORDS.items():
        party = agreement.frame.provider if role is Role.PROVIDER else agreement.frame.customer
        for field, words in _PARTY:
            if getattr(party, field):
                yield Question(f"frame.{role}.{field}", words.format(party=party_words))
        for position, signatory in enumerate(party.signatories):
            place = f" {position + 1}" if len(party.signatories) > 1 else ""
            for field in ("name", "job_title"):
                if getattr(signatory, field):
                    words = _("{party}'s signatory{place}: {field}")
                    words = words.format(party=party_words, place=place, field=_FIELD_WORDS[field])
                    yield Question(f"frame.{role}.signatories.{position}.{field}", words)


def _questions_on_contacts(agreement: Agreement) -> Iterator[Question]:
    """By what each contact is for: a template must not name the one it was made from."""
    for position, contact in enumerate(agreement.frame.contacts):
        for field in ("name", "email", "phone"):
            if getattr(contact, field):
                words = _("{party}'s contact for {purpose}: {field}").format(
                    party=_PARTY_WORDS[contact.party],
                    purpose=_PURPOSE_WORDS[contact.purpose],
                    field=_FIELD_WORDS[field],
                )
                yield Question(f"frame.contacts.{position}.{field}", words)


def emptied(agreement: Agreement, path: str) -> Agreement:
    """A copy with nothing in the field at `path`. Raises LibraryError for one that is never empty, and EditError."""
    return replace(agreement, path, _nothing_at(agreement, path))


def without(agreement: Agreement, paths: Iterable[str]) -> Agreement:
    """A copy in which every field at `paths` is as in a blank agreement, and no consent is given yet.

    Raises EditError for a path that a blank agreement does not have.
    """
    blank = Agreement()
    for path in paths:
        agreement = replace(agreement, path, read(blank, path))
    rows = tuple(
        msgspec.structs.replace(row, provider_consent=Consent.OPEN, customer_consent=Consent.OPEN)
        for row in agreement.objectives.objectives
    )
    return replace(agreement, "objectives.objectives", rows) if rows else agreement


def mentions(agreement: Agreement, kept: Agreement) -> tuple[Mention, ...]:
    """The texts of `kept` in which a party, a person or an address of `agreement` is still named."""
    names = sorted(_names(agreement), key=len, reverse=True)
    named = ((path, next((name for name in names if name.casefold() in text), "")) for path, text in _texts(kept))
    return tuple(Mention(path, name) for path, name in named if name)


def _names(agreement: Agreement) -> set[str]:
    frame = agreement.frame
    parties = (frame.provider, frame.customer)
    found = [name for party in parties for name in (party.legal_name, party.short_name, party.registration)]
    found += [signatory.name for party in parties for signatory in party.signatories]
    found += [text for contact in frame.contacts for text in (contact.name, contact.email, contact.phone)]
    # Shorter ones are words of every contract.
    return {text.strip() for text in found if len(text.strip()) > 3}


def _asked_paths(agreement: Agreement) -> Iterator[str]:
    for pattern in _ASKED:
        for path in _expanded(agreement, pattern.split("."), ""):
            if read(agreement, path):
                yield path


def _expanded(node: Any, steps: list[str], so_far: str) -> Iterator[str]:
    if not steps:
        yield so_far
        return
    first, rest = steps[0], steps[1:]
    for step in [str(position) for position in range(len(node))] if first == "*" else [first]:
        inner = node[int(step)] if first == "*" else getattr(node, step)
        yield from _expanded(inner, rest, f"{so_far}.{step}" if so_far else step)


def _money_paths(agreement: Agreement) -> Iterator[str]:
    for path, value in _values(agreement, ""):
        if isinstance(value, Money) and not path.startswith("expectations.evidence"):
            yield path
    for position, cap in enumerate(agreement.consequences.caps):
        if cap.unit is CapUnit.MONEY and cap.amount is not None:
            yield f"consequences.caps.{position}.amount"


def _texts(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Every text in small letters, with its path."""
    yield from ((path, value.casefold()) for path, value in _values(agreement, "") if type(value) is str and value)


def _values(node: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value in the agreement with its path: what is no row and no group of fields, and every sum of money."""
    if isinstance(node, tuple):
        for position, item in enumerate(node):
            yield from _values(item, f"{path}.{position}")
    elif isinstance(node, msgspec.Struct) and not isinstance(node, Money):
        for name in node.__struct_fields__:
            yield from _values(getattr(node, name), f"{path}.{name}" if path else name)
    else:
        yield path, node


def _nothing_at(agreement: Agreement, path: str) -> Any:
    parent_path, _dot, name = path.rpartition(".")
    parent = read(agreement, parent_path) if parent_path else agreement
    read(agreement, path)
    if isinstance(parent, tuple):
        what = "A row of a list cannot be asked for; ask for one of its fields, or for the whole list."
        raise LibraryError(what, where=path)
    field = next(field for field in msgspec.structs.fields(parent) if field.name == name)
    default = msgspec.NODEFAULT if name == "id" else field.default
    if default is None or default in ("", ()) or isinstance(default, msgspec.Struct):
        return default
    if type(None) in get_args(field.type):
        return None
    if field.type is str and name not in _NEVER_EMPTY:
        return ""
    raise LibraryError("This field is never empty, so it cannot be asked for.", where=path)


_NEVER_EMPTY = ("id", "level", "severity", "dimension", "language", "currency", "unit")


def check_path(agreement: Agreement, path: str) -> str:
    """The path, anchored. Raises LibraryError where it leads nowhere."""
    place = resolved(agreement, path)
    if place is None:
        raise LibraryError("This agreement has no such field.", where=path)
    return anchored(agreement, place)
