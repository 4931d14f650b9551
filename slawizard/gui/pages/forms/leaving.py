"""Step 5, second half: new and retired service levels, renewal, exit, and the record of versions."""

from __future__ import annotations

from slawizard.agreement.flexibility import Approval, LegalRider, Revision
from slawizard.gui.pages.forms.parties import ROLES
from slawizard.gui.widgets.field import Card, Field, Kind

# fmt: off
LEVELS_CARD = Card("Adding and retiring service levels", "So that the figures stay the right ones.", (
    Field("flexibility.level_changes.how_to_add", "How one is added", Kind.PROSE,
          "Who may ask for a new service level, and how.",
          "What matters today may not have existed when you signed.", required=True),
    Field("flexibility.level_changes.how_to_retire", "How one is retired", Kind.PROSE,
          "How a level that serves no one ends.",
          "Measuring what nobody needs costs both sides.", required=True),
    Field("flexibility.level_changes.trial_period", "Trial before credits", Kind.DURATION,
          "How long a new level runs before a miss costs anything.",
          "Nobody knows a fair target before it has been measured.", "3 months", width=3, required=True),
    Field("flexibility.level_changes.changes_per_year", "Changes a year", Kind.WHOLE, "The most changes in a year.",
          "Figures need time to mean something.", "2", width=3),
))

EXIT_CARD = Card("Renewal and exit", "How it goes on, and how it ends without harm.", (
    Field("flexibility.renewal_notice", "Notice before renewal", Kind.DURATION,
          "How long before the end one must say no.",
          "A renewal that nobody noticed is nobody's wish.", "3 months", width=4, required=True),
    Field("flexibility.exit.provider_notice", "Notice by the provider", Kind.DURATION,
          "How long before the provider may leave.",
          "The customer needs time to find another.", "6 months", width=4, required=True),
    Field("flexibility.exit.customer_notice", "Notice by the customer", Kind.DURATION,
          "How long before the customer may leave.",
          "The provider has people and contracts too.", "3 months", width=4, required=True),
    Field("flexibility.exit.transition_period", "Transition lasts", Kind.DURATION,
          "How long the provider helps with the move.",
          "A hard end stops the customer's business.", "3 months", width=4, required=True),
    Field("flexibility.exit.data_return_within", "Data returned within", Kind.DURATION,
          "How soon the customer has its data.",
          "Without its data nobody can move.", "10 working days", width=4, required=True),
    Field("flexibility.exit.data_deletion_within", "then deleted within", Kind.DURATION,
          "How soon all copies are gone.",
          "Law may ask for it.", "30 days", width=4),
    Field("flexibility.exit.transition_duties", "Help with the transition", Kind.LINES,
          "What the provider does, one duty on each line.",
          "Help that is not named is not given.", "Export of all tickets", required=True),
    Field("flexibility.exit.data_return_format", "Format of the data", Kind.TEXT, "How the data is handed over.",
          "A format nobody can read is no return.", "CSV files with a description of each column", required=True),
))

HISTORY_CARD = Card("Versions and approvals", "What changed when, and who approved it.", (
    Field("flexibility.revisions", "Version history", Kind.TABLE, "Each version, the newest last.",
          "Years later someone will ask which text held.", required=True, width=12, add="Add a version",
          empty="No versions yet. Add the first: this draft.", new=lambda agreement: Revision(agreement.frame.version),
          columns=(
              Field("version", "Version", Kind.NAME, "Its number.", "", "1.0", width=2),
              Field("date", "Date", Kind.DATE, "The day it was made.", "", "1 March 2027", width=4),
              Field("author", "Author", Kind.NAME, "Who made it.", "", "Ada Okafor", width=4),
              Field("summary", "What changed", Kind.TEXT, "In a few words.", "", "First version", width=7),
          )),
    Field("flexibility.approvals", "Approvals", Kind.TABLE, "Who approves this version before it is signed.",
          "Those who must deliver should have said yes.", required=True, width=12, add="Add an approval",
          empty="No approvals yet. Add those on both sides who must say yes.", new=lambda _: Approval(), columns=(
              Field("party", "Of", Kind.CHOICE, "Their side.", options=ROLES, width=3),
              Field("name", "Name", Kind.NAME, "The person.", "", "Ada Okafor", width=5),
              Field("job_title", "Function", Kind.NAME, "Their role.", "", "Head of operations", width=5),
              Field("date", "Approved on", Kind.DATE, "Empty until it is done.", "", "1 March 2027", width=4),
          )),
), more=(
    Field("flexibility.riders", "Clauses of your own", Kind.TABLE, "Text that one country or case needs.",
          "Some laws ask for sentences of their own.", width=12, add="Add a clause",
          empty="No clauses of your own yet.", new=lambda _: LegalRider(), columns=(
              Field("applies_to", "Applies to", Kind.NAME, "Where, or to what, it applies.", "",
                    "Customers in Germany", width=4),
              Field("text", "Text", Kind.PROSE, "The clause.", width=10),
          )),
))
