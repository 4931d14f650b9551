"""The main job by hand: a blank draft, five steps in order, the words of a small agreement, and its two documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.e2e.person import Person


class Words(NamedTuple):
    """What is typed into one field."""

    field: str
    text: str


PROVIDER = "Harrow Lane Systems Ltd"
CUSTOMER = "Northgate Library Trust"
OBJECTIVES = (
    Words("frame.provider.legal_name", PROVIDER),
    Words("frame.provider.short_name", "Harrow Lane"),
    Words("frame.provider.legal_form", "Limited company"),
    Words("frame.provider.address", "4 Harrow Lane, Bristol BS1 6TX"),
    Words("frame.provider.registration", "Companies House 07654321"),
)
CUSTOMER_WORDS = (
    Words("frame.customer.legal_name", CUSTOMER),
    Words("frame.customer.short_name", "Northgate"),
    Words("frame.customer.legal_form", "Charitable trust"),
    Words("frame.customer.address", "Northgate House, Leeds LS1 4AP"),
)
TERM = (
    Words("title", "Catalogue service level agreement"),
    Words("frame.reference", "SLA-2031-07"),
    Words("frame.start", "1 March 2031"),
    Words("frame.term", "24 months"),
)
LAW = (
    Words("frame.governing_law", "The law of England and Wales"),
    Words("frame.courts", "The courts of Leeds"),
    Words("frame.master_agreement", "Framework agreement no. 118"),
    Words("frame.precedence", "Framework agreement no. 118\nThis agreement"),
    Words("objectives.service_name", "Northgate Catalogue"),
)
SERVICE = (
    Words("objectives.service_description", "A search of all books and branches, with reservations."),
    Words("objectives.business_purpose", "Readers find and reserve books without asking at the desk."),
    Words("objectives.users", "All 32 branches and their readers"),
    Words("objectives.sites", "Leeds central library"),
    Words("objectives.in_scope", "Search and reservation pages"),
    Words("objectives.out_of_scope", "The self-service desks"),
)
LEVEL = "Availability of the catalogue"
LEVEL_ID = "availability-of-the-catalogue"
POSITIONS = (
    Words("expectations.positions.0.customer_asks", "99.9 %"),
    Words("expectations.positions.0.provider_offers", "99.5 %"),
    Words("metrics.levels.0.targets.0.value", "99.5 %"),
)
EXPECTATIONS = (
    Words("expectations.maintenance.windows", "Sun 02:00-06:00"),
    Words("expectations.maintenance.time_zone", "Europe/London"),
    Words("expectations.maintenance.notice", "5 working days"),
    Words("expectations.maintenance.most_hours", "4"),
    Words("expectations.known_limits", "Searches by cover colour take up to 20 seconds"),
    Words("expectations.exclusions", "Failure of a branch's own internet line"),
)
METRICS = (
    Words("metrics.levels.0.purpose", "Readers must find books without asking"),
    Words("metrics.levels.0.numerator", "Minutes in which a search is answered"),
    Words("metrics.levels.0.denominator", "Minutes of Branch hours in the month"),
    Words("metrics.levels.0.time_zone", "Europe/London"),
    Words("metrics.levels.0.measurement.source", "The probe's log"),
    Words("metrics.levels.0.measurement.tool", "Uptime probe"),
)
MEASUREMENT = (
    Words("metrics.levels.0.measurement.sampling", "Every minute from two places"),
    Words("metrics.levels.0.measurement.report_within", "5 working days"),
    Words("metrics.levels.0.measurement.report_to", "The head librarian"),
    Words("metrics.levels.0.measurement.dispute_within", "10 working days"),
    Words("metrics.levels.0.measurement.dispute_how", "Both compare their logs"),
    Words("metrics.levels.0.exclusions", "Planned maintenance as announced"),
)
CLAIM = (
    Words("consequences.claim.within", "30 days"),
    Words("consequences.claim.decided_within", "10 working days"),
    Words("consequences.claim.channel", "credits@harrowlane.example"),
    Words("consequences.claim.evidence", "The report of the month"),
)
BREACH = (
    Words("consequences.single_breach", "A binding service level misses its target in a month"),
    Words("consequences.repeated_breach", "Three misses of one service level within six months"),
)
DISPUTES = (
    Words("consequences.dispute_within", "30 days"),
    Words("consequences.dispute_steps", "The service managers talk"),
)
FLEXIBILITY = (
    Words("flexibility.review.every", "6 months"),
    Words("flexibility.review.participants", "Head librarian"),
    Words("flexibility.review.agenda", "Figures of the half-year"),
    Words("flexibility.change.request_to", "The service manager of the other side"),
    Words("flexibility.change.answer_within", "10 working days"),
    Words("flexibility.change.agree_within", "30 days"),
    Words("flexibility.change.effective_after", "1 month"),
    Words("flexibility.change.if_not_agreed", "Everything stays as it was."),
)
LEAVING = (
    Words("flexibility.level_changes.how_to_add", "Either side may propose one at a review."),
    Words("flexibility.level_changes.how_to_retire", "Both sides agree in writing."),
    Words("flexibility.level_changes.trial_period", "3 months"),
    Words("flexibility.exit.provider_notice", "6 months"),
    Words("flexibility.exit.customer_notice", "3 months"),
    Words("flexibility.exit.transition_period", "3 months"),
    Words("flexibility.exit.data_return_within", "10 working days"),
    Words("flexibility.exit.transition_duties", "Export of all reservations"),
    Words("flexibility.exit.data_return_format", "CSV files with a description of each column"),
)


def fill_all(person: Person, words: tuple[Words, ...]) -> None:
    """Type each text into its field, going on by Tab."""
    for each in words:
        person.fill(each.field, each.text)


def walk_objectives(person: Person) -> None:
    """Step 1: who agrees, for how long, on which service, in which hours."""
    fill_all(person, OBJECTIVES)
    person.add_row("frame.provider.signatories", "Ada Okafor", "Director")
    fill_all(person, CUSTOMER_WORDS)
    person.leave_out("frame.customer.registration", "The trust is in no register")
    person.add_row("frame.customer.signatories", "Per Lindqvist", "Head librarian")
    fill_all(person, TERM)
    person.choose("frame.renewal", "it ends")
    fill_all(person, LAW)
    person.choose("objectives.criticality", "High")
    fill_all(person, SERVICE)
    person.add_row("objectives.objectives", "Readers can search the catalogue whenever a branch is open")
    person.fill("objectives.objectives.0.levels:new", LEVEL)
    person.press("Return")
    person.program.until("is_shown", f"objectives.objectives.0.levels:{LEVEL_ID}", is_=True)
    person.fill("objectives.objectives.0.owner", "Head librarian")
    person.choose("objectives.objectives.0.provider_consent", "Accepted")
    person.choose("objectives.objectives.0.customer_consent", "Accepted")
    person.add_row("objectives.calendars", "Branch hours", "Mon-Sat 08:00-20:00", "Europe/London")
    person.fill("objectives.calendars.0.holidays_of", "GB-ENG")
    person.choose("objectives.service_hours", "Branch hours")
    person.choose("objectives.support_hours", "Branch hours")
    person.add_row("objectives.channels", "Telephone", "+44 113 496 0000")
    person.add_row("frame.contacts", "Provider", "Daily", "Service desk", "First line", "desk@harrowlane.example")


def walk_expectations(person: Person) -> None:
    """Step 2: what each side must do, and what the promises are made for."""
    person.choose("expectations.positions.0.status", "Agreed")
    fill_all(person, POSITIONS)
    person.add_row("expectations.duties", "Provider", "run the catalogue and mend its faults", "4 h", "a report")
    person.add_row("expectations.duties", "Customer", "name a person who can decide", "2 working days", "being asked")
    person.add_row("expectations.volumes", "Searches", "90000", "searches", "month", "20 %")
    person.add_row("expectations.staffing", "Service desk", "2", "Mon-Sat 08:00-20:00")
    person.add_row("expectations.suppliers", "Ashdown Data Centres", "Servers", "99.95 %", "month")
    fill_all(person, EXPECTATIONS)


def walk_metrics(person: Person) -> None:
    """Step 3: one service level, measured so that both sides come to the same figure; two severities."""
    fill_all(person, METRICS)
    person.choose("metrics.levels.0.measurement.measured_by", "The provider")
    fill_all(person, MEASUREMENT)
    person.add_row("metrics.severities", "1 Critical", "No reader can search", "30 min", "1 h", "4 h")
    person.add_row("metrics.severities", "2 Normal", "A part does not work", "4 h", "1 day", "3 days")


def walk_consequences(person: Person) -> None:
    """Step 4: a credit with a cap, how it is claimed, when the customer may leave."""
    person.add_row("consequences.rules", "Availability")
    person.add_row("consequences.rules.0.shape.bands", "99 %", "", "99.5 %", "", "10 %")
    person.add_row("consequences.rules.0.shape.bands", "", "", "99 %", "", "25 %")
    person.add_row("consequences.caps", "50 %")
    person.add_row("consequences.termination", "3", "6", "", "30 days")
    fill_all(person, CLAIM)
    person.fill("consequences.payment.within", "60 days")
    fill_all(person, BREACH)
    person.add_row("consequences.remedies", "Root", "every breach", "5 working days")
    person.add_row("consequences.escalation", "4 h", "Service manager", "Head librarian")
    person.choose("consequences.sole_remedy", "No, other rights remain")
    person.choose("consequences.counts_toward_liability_cap", "Yes, they use it up")
    fill_all(person, DISPUTES)


def walk_flexibility(person: Person) -> None:
    """Step 5: reviews, changes, new and retired service levels, exit, the first version."""
    fill_all(person, FLEXIBILITY)
    person.add_row(
        "flexibility.triggers", "Volume", "Searches exceed 150000 a month for three months", "15 working days"
    )
    person.leave_out("flexibility.scaling.bands", "The fee is fixed for the term")
    fill_all(person, LEAVING)
    person.add_row("flexibility.revisions", "1.0", "1 February 2031", "Ada Okafor", "First version")
    person.add_row("flexibility.approvals", "Provider", "Ada Okafor", "Director")


STEPS: dict[str, Callable[[Person], None]] = {
    "objectives": walk_objectives,
    "expectations": walk_expectations,
    "metrics": walk_metrics,
    "consequences": walk_consequences,
    "flexibility": walk_flexibility,
}

TYPED_IN_STEP = (
    (OBJECTIVES, CUSTOMER_WORDS, TERM, LAW, SERVICE),
    (POSITIONS, EXPECTATIONS),
    (METRICS, MEASUREMENT),
    (CLAIM, BREACH, DISPUTES),
    (FLEXIBILITY, LEAVING),
)
# Read by the step list and the checks, or printed in other words.
NOT_PRINTED = ("frame.provider.short_name", "frame.customer.short_name", "expectations.maintenance.windows")


def typed_words() -> tuple[str, ...]:
    """Everything that was typed and that a reader of the agreement must find in it."""
    words = (each for tables in TYPED_IN_STEP for table in tables for each in table)
    return tuple(line for each in words if each.field not in NOT_PRINTED for line in each.text.splitlines())


def begin(person: Person) -> None:
    """From the start screen to the first field of a blank draft."""
    person.click("start.blank")
    person.program.until("focused", is_="frame.provider.legal_name")


def walk_to_review(person: Person, look: Callable[[str], object] = lambda step: None) -> None:
    """All five steps in order, by the keyboard; `look` is called at the end of each."""
    for step, walk in STEPS.items():
        person.program.until("is_shown", f"page.{step}", is_=True)
        walk(person)
        look(step)
        person.press("alt+Right")
    person.program.until("is_shown", "page.review", is_=True)


def export(person: Person, key: str, folder: Path) -> Path:
    """Make the document of one format in `folder`, over the dialog, and give its path."""
    target = folder / f"agreement.{key}"
    person.press("ctrl+e")
    person.program.until("front", has={"name": "export"})
    person.click(f"export.format.{key}")
    person.program.until("is_checked", f"export.format.{key}", is_=True)
    person.click("export.path")
    person.press("ctrl+a")
    person.type(str(target))
    person.program.until("text", "export.path", is_=str(target))
    person.press("Return")
    # The render process gives way to all others: on a busy machine it takes its time.
    person.program.ask("text", "export.note", has="Written", within_s=90)
    person.press("Escape")
    person.program.until("front", has={"name": "main"})
    return target


def open_clauses(person: Person, words: str) -> None:
    """From the menu to the window of clauses, and there to the first clause that these words find."""
    program = person.program
    person.press("alt+l", "l")
    program.until("front", has={"name": "clauses"})
    person.press("ctrl+f")
    program.until("focused", is_="clauses.search")
    person.type(words)
    program.until("text", "clauses.search", is_=words)
    person.tab_to("clauses.list")
    person.press("Home", "Down")
