"""What was left out on purpose as templates see it: each matter in the words of the text, with its reason."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read
from slawizard.clauses.context.values import Words, Writer
from slawizard.clauses.filters import series
from slawizard.errors import EditError

_MATTERS = {
    "frame.provider": "The Provider’s details",
    "frame.provider.legal_name": "The Provider’s name",
    "frame.provider.legal_form": "The Provider’s legal form",
    "frame.provider.registration": "The Provider’s registration",
    "frame.provider.address": "The Provider’s address",
    "frame.provider.signatories": "Who signs for the Provider",
    "frame.customer": "The Customer’s details",
    "frame.customer.legal_name": "The Customer’s name",
    "frame.customer.legal_form": "The Customer’s legal form",
    "frame.customer.registration": "The Customer’s registration",
    "frame.customer.address": "The Customer’s address",
    "frame.customer.signatories": "Who signs for the Customer",
    "frame.contacts": "Contacts",
    "frame.start": "A fixed date of the start",
    "frame.term": "A fixed term",
    "frame.renewal": "Renewal",
    "frame.master_agreement": "A contract above this one",
    "frame.precedence": "Order of documents",
    "frame.governing_law": "Governing law",
    "frame.courts": "Courts",
    "frame.language": "Language of the Agreement",
    "objectives.service_name": "Name of the Service",
    "objectives.service_description": "Description of the Service",
    "objectives.business_purpose": "Purpose of the Service",
    "objectives.criticality": "How important the Service is",
    "objectives.users": "Users of the Service",
    "objectives.sites": "Sites",
    "objectives.in_scope": "What the Service includes",
    "objectives.out_of_scope": "What the Service does not include",
    "objectives.service_hours": "Service Hours",
    "objectives.support_hours": "Support Hours",
    "objectives.channels": "Channels of support",
    "objectives.objectives": "Objectives",
    "objectives.seasonal_peaks": "Busy times",
    "objectives.data_processed": "The data that the Service handles",
    "objectives.data_locations": "Places of the data",
    "expectations.duties": "Further duties of the parties",
    "expectations.volumes": "Assumed volumes",
    "expectations.staffing": "Staff and cover",
    "expectations.suppliers": "Suppliers",
    "expectations.maintenance": "Planned maintenance",
    "expectations.maintenance.windows": "Times for maintenance",
    "expectations.maintenance.notice": "Notice of maintenance",
    "expectations.maintenance.most_hours": "The most hours of maintenance",
    "expectations.maintenance.emergency_notice": "Notice of emergency maintenance",
    "expectations.known_limits": "Known limits",
    "expectations.exclusions": "Further Excluded Events",
    "expectations.positions": "What each party asks and offers",
    "expectations.continuity": "Disasters and continuity",
    "expectations.continuity.recovery_time": "Time to recover from a disaster",
    "expectations.continuity.recovery_point": "Age of the data after a disaster",
    "expectations.continuity.test_every": "Tests of the plan for disasters",
    "metrics.levels": "Service Levels",
    "metrics.severities": "Severities",
    "metrics.levels.*.name": "name",
    "metrics.levels.*.purpose": "purpose",
    "metrics.levels.*.unit": "unit",
    "metrics.levels.*.numerator": "what is counted",
    "metrics.levels.*.denominator": "denominator",
    "metrics.levels.*.targets": "Target",
    "metrics.levels.*.time_zone": "time zone",
    "metrics.levels.*.clock.stops": "when the clock stops",
    "metrics.levels.*.measurement.source": "source of the figures",
    "metrics.levels.*.measurement.tool": "tool that measures",
    "metrics.levels.*.measurement.measured_by": "who measures",
    "metrics.levels.*.measurement.report_within": "time limit of the report",
    "metrics.levels.*.measurement.report_to": "who receives the report",
    "metrics.levels.*.measurement.dispute_within": "time to dispute a figure",
    "metrics.levels.*.measurement.dispute_how": "how a figure is disputed",
    "metrics.severities.*.definition": "definition",
    "metrics.severities.*.response": "Response Time",
    "metrics.severities.*.update": "time between updates",
    "metrics.severities.*.workaround": "time to a workaround",
    "metrics.severities.*.resolution": "Resolution Time",
    "consequences.single_breach": "Further words on a single miss",
    "consequences.repeated_breach": "Repeated misses",
    "consequences.rules": "Credits for misses",
    "consequences.caps": "A limit of all Service Credits",
    "consequences.claim": "Claims",
    "consequences.claim.within": "Time to claim a Service Credit",
    "consequences.claim.channel": "Where Claims go",
    "consequences.payment": "How Service Credits are paid",
    "consequences.payment.within": "Time to pay a Service Credit",
    "consequences.remedies": "Other remedies",
    "consequences.escalation": "Escalation",
    "consequences.termination": "Ending the Agreement because of misses",
    "consequences.sole_remedy": "Whether Service Credits are the only remedy",
    "consequences.counts_toward_liability_cap": "Whether Service Credits count towards limits of liability",
    "consequences.dispute_steps": "Steps to settle a dispute",
    "consequences.dispute_within": "Time to dispute a consequence",
    "flexibility.review": "Reviews",
    "flexibility.review.every": "How often reviews are held",
    "flexibility.review.participants": "Who takes part in reviews",
    "flexibility.review.agenda": "Agenda of reviews",
    "flexibility.change": "How changes are made",
    "flexibility.change.request_to": "Where requests for a change go",
    "flexibility.change.answer_within": "Time to answer a request for a change",
    "flexibility.change.agree_within": "Time to agree on a change",
    "flexibility.change.if_not_agreed": "What applies if a change is not agreed",
    "flexibility.triggers": "When the parties must talk again",
    "flexibility.scaling": "Scaling up and down",
    "flexibility.scaling.agreed": "The agreed number",
    "flexibility.scaling.bands": "Bands of numbers and prices",
    "flexibility.scaling.up_lead_time": "Time to scale up",
    "flexibility.scaling.down_notice": "Notice for scaling down",
    "flexibility.scaling.least_commitment": "The least number",
    "flexibility.scaling.peak_percent": "Use above the agreed number for a time",
    "flexibility.level_changes": "Adding and retiring Service Levels",
    "flexibility.level_changes.how_to_add": "How a Service Level is added",
    "flexibility.level_changes.how_to_retire": "How a Service Level is retired",
    "flexibility.level_changes.trial_period": "Trial period of a new Service Level",
    "flexibility.renewal_notice": "Notice against renewal",
    "flexibility.exit": "Exit",
    "flexibility.exit.customer_notice": "Notice by the Customer without a reason",
    "flexibility.exit.provider_notice": "Notice by the Provider without a reason",
    "flexibility.exit.transition_period": "Transition",
    "flexibility.exit.data_return_within": "Time to return the data",
    "flexibility.exit.data_return_format": "Format of the returned data",
    "flexibility.revisions": "Versions",
    "flexibility.approvals": "Approvals",
}
"""What a field is called in an agreement; within a row, after the name of the row."""


def left_out_words(agreement: Agreement, write: Writer) -> list[Words]:
    """Each matter with its reason, in the order of the draft."""
    found: list[Words] = []
    for numbers in _alike(agreement).values():
        items = [agreement.left_out[number] for number in numbers]
        own = f"left_out.{numbers[0]}"
        path = _field_or(agreement, items[0].path, f"{own}.path")
        matter = write.text(_matter(agreement, [item.path for item in items]), path)
        found.append({"matter": matter, "reason": write.sentence(items[0].reason, f"{own}.reason")})
    return found


def is_named(path: str) -> bool:
    """Whether a field that can be left out has words of its own; the rows of a list are a star in the path."""
    return path in _MATTERS


def _alike(agreement: Agreement) -> dict[tuple[str, str], list[int]]:
    """What was left out, by its place in `left_out`; the same field of several rows for one reason is one matter."""
    groups: dict[tuple[str, str], list[int]] = {}
    for number, item in enumerate(agreement.left_out):
        if item.path.strip():
            groups.setdefault((_starred(item.path), item.reason.strip()), []).append(number)
    return groups


def _starred(path: str) -> str:
    return ".".join("*" if step.isdigit() else step for step in path.split("."))


def _field_or(agreement: Agreement, path: str, other: str) -> str:
    """`path` where the agreement has such a field, else `other`."""
    try:
        read(agreement, path)
    except EditError:
        return other
    return path


def _matter(agreement: Agreement, paths: list[str]) -> str:
    """A field's path as readers say it: "Transition"; in a list, with the names of the rows it belongs to:
    "Availability and Latency: time zone". The paths differ in their rows alone.
    """
    steps = paths[0].split(".")
    rows = [place for place, step in enumerate(steps) if step.isdigit()]
    told = [_row_name(agreement, ".".join(path.split(".")[: rows[-1] + 1])) for path in paths] if rows else []
    named = series([name for name in told if name])
    own = _MATTERS.get(_starred(paths[0]))
    if own is None:
        names = [step.replace("_", " ") for step in steps[rows[-1] + 1 if named else 0 :] if not step.isdigit()]
        own = ": ".join(names if named else names[-2:] if len(names) > 2 else names[-1:])
    words = ": ".join(each for each in (named, own) if each)
    return words[:1].upper() + words[1:]


def _row_name(agreement: Agreement, path: str) -> str:
    """The name of a row of a list; nothing for a row without one, or that is not there any more."""
    try:
        row = read(agreement, path)
    except EditError:
        return ""
    return str(getattr(row, "name", "")).strip()
