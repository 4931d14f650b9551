"""Step 1, first half: who agrees, for how long, under which law."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.parties import Contact, ContactPurpose, RenewalKind, Role, Signatory
from slawizard.gui.pages.forms.sources import currencies, languages
from slawizard.gui.widgets.field import Card, Field, Kind, choices
from slawizard.gui.widgets.party_name_box import party_name_box

ROLES = choices({Role.PROVIDER: "Provider", Role.CUSTOMER: "Customer"})
PURPOSES = choices(
    {
        ContactPurpose.DAILY: "Daily business",
        ContactPurpose.ESCALATION: "Escalation",
        ContactPurpose.EMERGENCY: "Emergency",
        ContactPurpose.REVIEW: "Review",
        ContactPurpose.NOTICES: "Formal notices",
    }
)
RENEWALS = choices(
    {
        RenewalKind.ENDS: "it ends",
        RenewalKind.RENEWS: "it renews",
        RenewalKind.INDEFINITE: "it runs on",
    }
)


def _party(role: str, example: str) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    at = f"frame.{role}"
    who = f"the {role}"
    shown = (
        Field(f"{at}.legal_name", "Legal name", Kind.NAME, f"The name of {who} as the company register has it.",
              "A contract binds whom it names: a brand or a department cannot sign.", example, required=True,
              build=party_name_box),
        Field(f"{at}.short_name", "Short name", Kind.NAME, f"How the step list and the text may call {who}.",
              "Long legal names make clauses hard to read.", example.split(" ")[0], width=3),
        Field(f"{at}.legal_form", "Legal form", Kind.NAME, "The kind of company or body.",
              "It says who is liable, and who may sign.", "Limited company", width=3, required=True),
        Field(f"{at}.address", "Address", Kind.PROSE, "The registered address, on as many lines as it has.",
              "Notices that must arrive need a place to arrive at.", required=True),
        Field(f"{at}.registration", "Registration", Kind.NAME, "Register and number.",
              "Two companies can share a name, never a number.", "Companies House 01234567", required=True),
        Field(f"{at}.signatories", "Who signs", Kind.TABLE, f"Everyone who signs for {who}, in order.",
              "The signature page is made from this list.", required=True, width=12, add="Add a signatory",
              empty="Nobody signs yet. Add each person who signs, with their function.",
              new=lambda _: Signatory(), columns=(
                  Field("name", "Name", Kind.NAME, "The person's full name.", "", "Ada Okafor", width=6),
                  Field("job_title", "Function", Kind.NAME, "What gives them the right to sign.", "", "Director",
                        width=6),
              )),
    )  # fmt: skip
    return shown, ()


def _has_courts(agreement: Agreement, _path: str) -> bool:
    return not agreement.frame.same_organisation


PARTY_CARDS = (
    Card("The provider", "Who runs the service.", *_party("provider", "Calder & Finch Hosting Ltd")),
    Card("The customer", "Who relies on it.", *_party("customer", "Brackwater Utilities plc")),
)
# fmt: off
FRAME_CARD = Card("Term and law", "When the agreement starts, how long it runs, and what stands above it.", (
    Field("title", "Title of the document", Kind.NAME, "What stands on the title page.",
          "People look for it under this name.", "Hosting service level agreement", required=True),
    Field("frame.reference", "Reference", Kind.NAME, "Your number for this document.",
          "It stands at the head of every page.", "SLA-2031-0417", width=3),
    Field("frame.version", "Version", Kind.NAME, "The version of this text.",
          "Both sides must be sure that they read the same one.", "2.3", width=3, required=True),
    Field("frame.start", "Starts on", Kind.DATE, "The first day on which the promises hold.",
          "Windows, terms and notice dates are counted from it.", "1 March 2027", width=3, required=True),
    Field("frame.term", "Initial term", Kind.DURATION, "How long both sides are bound at first.",
          "It should hold whole measurement windows.", "24 months", width=3, required=True),
    Field("frame.renewal", "After that", Kind.CHOICE, "What happens when the initial term is over.",
          "Silence about this is the usual reason for a dispute.", options=RENEWALS, unset="Not decided yet", width=3,
          required=True),
    Field("frame.renewal_term", "Each renewal lasts", Kind.DURATION, "The length of each further term.",
          "A renewal without a length never ends.", "12 months", width=3, required=True,
          when=lambda agreement, _: agreement.frame.renewal is RenewalKind.RENEWS),
    Field("frame.same_organisation", "Both belong to one organisation", Kind.CHECK,
          "Whether both parties are departments, or other parts, of one organisation.",
          "They cannot sue each other: the text then speaks of no courts and no fees.", width=12),
    Field("frame.governing_law", "Governing law", Kind.NAME, "The law that the agreement is read by.",
          "What a credit or a remedy may be differs from country to country.", "The law of England and Wales",
          required=True, when=_has_courts),
    Field("frame.courts", "Courts", Kind.NAME, "Where a dispute is heard in the end.",
          "Without it, that is the first thing to be disputed.", "The courts of London", width=6, required=True,
          when=_has_courts),
    Field("frame.master_agreement", "Master agreement", Kind.NAME, "The contract that this agreement is part of.",
          "Liability and payment usually stand there.", "Master services agreement no. 118", required=True),
    Field("frame.master_agreement_date", "Its date", Kind.DATE, "The date of the master agreement.",
          "It tells it from later versions.", "12 January 2026", width=3),
    Field("frame.language", "Agreement language", Kind.NAME, "The language of the text, as a code.",
          "It is apart from the language of this window.", "en", width=3, required=True, suggestions=languages),
    Field("frame.precedence", "Order of precedence", Kind.LINES,
          "The documents of the contract, one on each line, the one that prevails first.",
          "When two documents contradict each other, this line decides.",
          "Master services agreement", width=12, required=True),
), more=(
    Field("frame.currency", "Currency", Kind.NAME, "The currency of fees and credits, as an ISO code.",
          "Amounts without a currency are worth nothing.", "EUR", width=3, suggestions=currencies),
    Field("frame.document_date", "Date of this text", Kind.DATE, "The day this version was drawn up.",
          "An annex can have a later one.", "17 April 2031", width=3),
))

CONTACTS_CARD = Card("Contacts", "Whom to reach at each side, and for what.", (
    Field("frame.contacts", "Contacts", Kind.TABLE, "Someone for daily business, escalation, emergencies and reviews.",
          "In an emergency nobody should have to search.", required=True, width=12, add="Add a contact",
          empty="No contacts yet. Add at least one person for each purpose, on both sides.",
          new=lambda _: Contact(), columns=(
              Field("party", "Of", Kind.CHOICE, "The side they belong to.", options=ROLES, width=4),
              Field("purpose", "For", Kind.CHOICE, "What they are there for.", options=PURPOSES, width=5),
              Field("name", "Name", Kind.NAME, "A person or a team.", "", "Service desk", width=5),
              Field("job_title", "Function", Kind.NAME, "Their role.", "", "Service manager", width=5),
              Field("email", "E-mail", Kind.NAME, "An address that is read.", "", "desk@example.com", width=6),
              Field("phone", "Telephone", Kind.NAME, "With the country code.", "", "+44 20 7946 0000", width=5),
              Field("available", "When", Kind.NAME, "The hours they can be reached.", "", "24 × 7", width=4),
          )),
))
