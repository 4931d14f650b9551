"""Checks of the suppliers in step 2: what they promise, and whether the target can stand on it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Direction, LevelKind, ServiceLevel
from slawizard.agreement.wording import percent_words
from slawizard.analysis.suppliers import promised_together
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import level_name, quoted, row_name
from slawizard.i18n import _

BOOK = Rulebook("EXP")


@BOOK.family(
    Code("EXP-SUPPLIER-NO-LEVEL", FindingLevel.NOTE, Quality.REALISTIC),
    Code("EXP-SUPPLIER-PERCENT", FindingLevel.ERROR, Quality.CLEAR),
)
def supplier_promises(agreement: Agreement) -> Iterator[Spot]:
    """A supplier without a promised availability, or with one that no percentage can be."""
    for position, supplier in enumerate(agreement.expectations.suppliers):
        name = row_name(_("Supplier"), position, supplier.name)
        path = f"expectations.suppliers.{position}.availability"
        if supplier.availability is None:
            yield Spot(
                path,
                _("{supplier} promises no availability.").format(supplier=name),
                _("What this supplier loses, the provider cannot make up for; the risk stays unknown."),
                _("Enter what the supplier's own agreement promises, in percent."),
                "EXP-SUPPLIER-NO-LEVEL",
            )
        elif not 0 <= supplier.availability <= 100:
            yield Spot(
                path,
                _("{supplier} is said to promise an availability of {percent}.").format(
                    supplier=name, percent=percent_words(supplier.availability)
                ),
                _("An availability lies between 0 % and 100 %."),
                _("Check the figure against the supplier's agreement."),
                "EXP-SUPPLIER-PERCENT",
            )


@BOOK.family(
    Code("EXP-SUPPLIER-GROUP-SHORT", FindingLevel.ERROR, Quality.REALISTIC),
    Code("EXP-SUPPLIER-GROUP-UNEVEN", FindingLevel.WARNING, Quality.CLEAR),
)
def supplier_groups(agreement: Agreement) -> Iterator[Spot]:
    """A group that needs more suppliers than it has, or whose rows disagree on how many it needs."""
    groups: dict[str, list[int]] = {}
    suppliers = agreement.expectations.suppliers
    for position, supplier in enumerate(suppliers):
        if supplier.group:
            groups.setdefault(supplier.group, []).append(position)
    for group, members in groups.items():
        needs = [suppliers[member].needed for member in members]
        path = f"expectations.suppliers.{members[needs.index(max(needs))]}.needed"
        if max(needs) > len(members):
            yield Spot(
                path,
                _("The group {group} needs {needed} suppliers and has {count}.").format(
                    group=quoted(group), needed=max(needs), count=len(members)
                ),
                _("By these figures the service could never work."),
                _("Add the missing suppliers to the group, or need fewer."),
                "EXP-SUPPLIER-GROUP-SHORT",
            )
        elif min(needs) != max(needs):
            yield Spot(
                path,
                _("The rows of the group {group} say that {least} and that {most} of its suppliers are needed.").format(
                    group=quoted(group), least=min(needs), most=max(needs)
                ),
                _("The chance that the group works depends on this figure."),
                _("Enter the same number in each row of the group."),
                "EXP-SUPPLIER-GROUP-UNEVEN",
            )


@BOOK.rule("EXP-SUPPLIERS-BELOW-TARGET", FindingLevel.WARNING, Quality.REALISTIC)
def target_beyond_what_suppliers_promise(agreement: Agreement) -> Iterator[Spot]:
    """The suppliers together promise less than the strictest availability target."""
    together = promised_together(agreement.expectations.suppliers)
    strictest = next(availability_targets(agreement), None)
    if together is None or strictest is None or together >= strictest[2]:
        return
    yield Spot(
        "expectations.suppliers",
        _("All suppliers together promise {together}, less than the {target} of {level}.").format(
            together=percent_words(together.quantize(Decimal("0.0001"), ROUND_FLOOR)),
            target=percent_words(strictest[2]),
            level=level_name(strictest[1]),
        ),
        _("The provider would promise more than it was promised itself, and carry the difference."),
        _("Lower the target, ask the suppliers for more, or use two of them side by side where one is the weak point."),
    )


def availability_targets(agreement: Agreement) -> Iterator[tuple[str, ServiceLevel, Decimal]]:
    """Each availability promised as a percentage, strictest first, with the target's path."""
    found = [
        (f"metrics.levels.{position}.targets.{row}.value", level, target.value)
        for position, level in enumerate(agreement.metrics.levels)
        if level.kind is LevelKind.AVAILABILITY and level.unit == "percent" and level.direction is Direction.HIGHER
        for row, target in enumerate(level.targets)
        if target.value is not None and target.unit in ("", "percent")
    ]
    yield from sorted(found, key=lambda entry: -entry[2])
