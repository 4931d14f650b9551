"""Checks of what credits are taken of and limited by in step 4: bases, points, groups and caps."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import (
    Base,
    Cap,
    CapPeriod,
    CapUnit,
    CreditRule,
    CreditUnit,
    Fee,
    FeeScope,
    PointsPeriod,
    Stacking,
)
from slawizard.agreement.metrics import WindowKind
from slawizard.agreement.quantities import Duration, Money, TimeUnit
from slawizard.agreement.wording import duration_words, money_words, number_words, percent_words
from slawizard.checks.credits import credit_figures, named_rules
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import level_name, quoted
from slawizard.i18n import _

BOOK = Rulebook("CON")

_MONTH_LONG = frozenset({Fee.MONTHLY_FEE, Fee.ANNUAL_TWELFTH})
_LONG_WINDOWS = {WindowKind.QUARTER: 3, WindowKind.YEAR: 12}
_CAP_MONTHS = {CapPeriod.MONTH: 1, CapPeriod.QUARTER: 3, CapPeriod.YEAR: 12}


@BOOK.rule("CON-AT-RISK-MISSING", FindingLevel.ERROR, Quality.CLEAR)
def share_of_an_unknown_amount(agreement: Agreement) -> Iterator[Spot]:
    """A credit is a share of an amount at risk that is not set."""
    for path, base in bases_of(agreement):
        if base.fee is Fee.AT_RISK_AMOUNT and base.at_risk is None:
            yield Spot(
                f"{path}.at_risk",
                _("The share is taken of an amount at risk that is not set down."),
                _("A percentage of an unknown sum is an unknown sum."),
                _("Enter the amount, or choose a fee."),
            )


def bases_of(agreement: Agreement) -> Iterator[tuple[str, Base]]:
    """Every sum that something is a share of, with its path."""
    consequences = agreement.consequences
    for position, rule in enumerate(consequences.rules):
        yield f"consequences.rules.{position}.base", rule.base
    for position, cap in enumerate(consequences.caps):
        yield f"consequences.caps.{position}.base", cap.base
    if any(rule.unit is CreditUnit.POINTS for rule in consequences.rules):
        yield "consequences.points_base", consequences.points_base
    for position, bonus in enumerate(consequences.bonuses):
        yield f"consequences.bonuses.{position}.base", bonus.base


@BOOK.rule("CON-BASE-WINDOW", FindingLevel.WARNING, Quality.CLEAR)
def monthly_base_for_a_longer_window(agreement: Agreement) -> Iterator[Spot]:
    """A level measured by the quarter or year earns a share of a month's fee."""
    for path, name, rule, level in named_rules(agreement):
        is_share = rule.unit is CreditUnit.PERCENT_OF_BASE
        if is_share and rule.base.fee in _MONTH_LONG and level.window.kind in _LONG_WINDOWS:
            yield Spot(
                f"{path}.base.fee",
                _("{rule} is a share of a month's fee, but {level} is measured over {months} months.").format(
                    rule=name, level=level_name(level), months=_LONG_WINDOWS[level.window.kind]
                ),
                _("Which month's fee is meant stays open, and fees may change within the window."),
                _("Choose the fee of the measurement window."),
            )


@BOOK.family(
    Code("CON-POINTS-NO-TABLE", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-POINTS-UNUSED", FindingLevel.WARNING, Quality.CLEAR),
    Code("CON-POINTS-ORDER", FindingLevel.ERROR, Quality.CLEAR),
)
def points(agreement: Agreement) -> Iterator[Spot]:
    """Points without a table, a table without points, and a table that does not rise."""
    consequences = agreement.consequences
    earning = [position for position, rule in enumerate(consequences.rules) if rule.unit is CreditUnit.POINTS]
    table = consequences.points_table
    if earning and not table:
        yield Spot(
            "consequences.points_table",
            _("A miss earns points, but no table turns points into a credit."),
            _("The points would be worth nothing."),
            _("Add the table: from how many points, which percentage."),
            "CON-POINTS-NO-TABLE",
        )
    if table and not earning:
        yield Spot(
            "consequences.points_table",
            _("There is a table of points, but no miss earns any."),
            _("A reader will look for the misses that it belongs to."),
            _("Let a credit be counted in points, or remove the table."),
            "CON-POINTS-UNUSED",
        )
    for row, (first, second) in enumerate(pairwise(table), start=1):
        if second.points <= first.points or second.percent <= first.percent:
            yield Spot(
                f"consequences.points_table.{row}",
                _("From {more} points on {most} is credited, from {points} points on {least}.").format(
                    more=number_words(second.points),
                    most=percent_words(second.percent),
                    points=number_words(first.points),
                    least=percent_words(first.percent),
                ),
                _("For some number of points two rows apply, or more points earn less."),
                _("Let both columns rise from row to row."),
                "CON-POINTS-ORDER",
            )


@BOOK.rule("CON-POINTS-BASE", FindingLevel.WARNING, Quality.CLEAR)
def points_of_more_than_a_months_fee(agreement: Agreement) -> Iterator[Spot]:
    """Points of a quarter, year or term that are worth a share of a month's fee."""
    terms = agreement.consequences
    earning = any(rule.unit is CreditUnit.POINTS for rule in terms.rules)
    if earning and terms.points_period is not PointsPeriod.MONTH and terms.points_base.fee in _MONTH_LONG:
        yield Spot(
            "consequences.points_base.fee",
            _("Points are added up over more than a month, and are worth a share of a month's fee."),
            _("Which month's fee is meant stays open, and fees may change within that time."),
            _("Choose the fee of that time, or let points be added up by the month."),
        )


@BOOK.rule("CON-GROUP-ALONE", FindingLevel.WARNING, Quality.CLEAR)
def group_of_one_credit(agreement: Agreement) -> Iterator[Spot]:
    """A group of which only one credit pays, with a single member."""
    groups = [rule.group.strip() for rule in agreement.consequences.rules]
    for position, group in enumerate(groups):
        if group and groups.count(group) == 1:
            yield Spot(
                f"consequences.rules.{position}.group",
                _("{group} joins only one credit.").format(group=quoted(group)),
                _("A group says that one of several credits pays; here there is nothing to choose from."),
                _("Give the other credits the same group, or clear it."),
            )


# --- caps -------------------------------------------------------------------------------------------------------


@BOOK.rule("CON-CAP-AMOUNT", FindingLevel.ERROR, Quality.CLEAR)
def cap_without_an_amount(agreement: Agreement) -> Iterator[Spot]:
    """A cap that does not say how much."""
    for position, cap in enumerate(agreement.consequences.caps):
        if cap.amount is None:
            yield Spot(
                f"consequences.caps.{position}.amount",
                _("Cap {number} does not say how much.").format(number=position + 1),
                _("Credits would be limited to an unknown sum."),
                _("Enter the figure, or remove the cap."),
            )


@BOOK.rule("CON-CAP-BEYOND-FEE", FindingLevel.WARNING, Quality.REALISTIC)
def cap_of_more_than_everything(agreement: Agreement) -> Iterator[Spot]:
    """A cap above the whole of its base."""
    for position, cap in enumerate(agreement.consequences.caps):
        if cap.amount is not None and cap.unit is CapUnit.PERCENT_OF_BASE and cap.amount > 100:
            yield Spot(
                f"consequences.caps.{position}.amount",
                _("Cap {number} lets credits reach {percent} of their base.").format(
                    number=position + 1, percent=percent_words(cap.amount)
                ),
                _("The provider could owe more than it is paid."),
                _("Keep it at or below 100 %, unless both parties mean it."),
            )


def _covers(cap: Cap, rule: CreditRule) -> bool:
    return not cap.rules or rule.id in cap.rules


def _is_comparable(cap: Cap, rule: CreditRule) -> bool:
    """Whether a cap's amount and a rule's credits are figures of the same kind, counted over the same fee."""
    if cap.unit is CapUnit.PERCENT_OF_BASE:
        return rule.unit is CreditUnit.PERCENT_OF_BASE and _is_same_sum(cap.base, rule.base)
    same = {CapUnit.MONEY: CreditUnit.MONEY, CapUnit.DAYS_OF_SERVICE: CreditUnit.DAYS_OF_SERVICE}
    return rule.unit is same[cap.unit]


def _is_same_sum(first: Base, second: Base) -> bool:
    """Whether percentages of two bases can be compared: those of one region or unit are not those of the whole."""
    parts = (FeeScope.AFFECTED_REGION, FeeScope.AFFECTED_UNIT)
    same_part = first.scope is second.scope or (first.scope not in parts and second.scope not in parts)
    return same_part and first.fee is second.fee and first.share_percent == second.share_percent


def _amount_words(agreement: Agreement, cap: Cap, amount: Decimal) -> str:
    if cap.unit is CapUnit.PERCENT_OF_BASE:
        return percent_words(amount)
    if cap.unit is CapUnit.MONEY:
        return money_words(Money(amount, agreement.frame.currency))
    return _("{number} days of service").format(number=number_words(amount))


@BOOK.family(
    Code("CON-CAP-BELOW-FIRST-CREDIT", FindingLevel.WARNING, Quality.CLEAR),
    Code("CON-CAP-CUTS-CREDIT", FindingLevel.NOTE, Quality.CLEAR),
)
def caps_below_credits(agreement: Agreement) -> Iterator[Spot]:
    """A cap lower than the smallest credit, or lower than the largest one, of a rule that it covers."""
    for position, cap in enumerate(agreement.consequences.caps):
        for _path, _name, rule, level in named_rules(agreement):
            figures = [credit for _field, credit in credit_figures(rule) if credit > 0]
            if cap.amount is None or not figures or not (_covers(cap, rule) and _is_comparable(cap, rule)):
                continue
            limit = _amount_words(agreement, cap, cap.amount)
            words = {"number": position + 1, "level": level_name(level), "cap": limit}
            if cap.amount < min(figures):
                yield Spot(
                    f"consequences.caps.{position}.amount",
                    _("Cap {number} is {cap}, less than the smallest credit for {level}, {credit}.").format(
                        **words, credit=_amount_words(agreement, cap, min(figures))
                    ),
                    _("No credit of this table is ever paid as it stands."),
                    _("Raise the cap, or lower the credits to what may really be paid."),
                    "CON-CAP-BELOW-FIRST-CREDIT",
                )
            elif cap.amount < max(figures):
                yield Spot(
                    f"consequences.caps.{position}.amount",
                    _("Cap {number} is {cap}, less than the largest credit for {level}, {credit}.").format(
                        **words, credit=_amount_words(agreement, cap, max(figures))
                    ),
                    _("The largest credit is never paid in full, even when nothing else went wrong."),
                    _("Keep it if both parties know; otherwise raise the cap or lower the credit."),
                    "CON-CAP-CUTS-CREDIT",
                )


def _months(count: int) -> str:
    return duration_words(Duration(Decimal(count), TimeUnit.MONTHS))


@BOOK.rule("CON-CAP-PERIOD", FindingLevel.WARNING, Quality.CLEAR)
def cap_over_less_than_a_window(agreement: Agreement) -> Iterator[Spot]:
    """A cap counted by the month over credits counted by the quarter or year."""
    for position, cap in enumerate(agreement.consequences.caps):
        months = _CAP_MONTHS.get(cap.period)
        for _path, _name, rule, level in named_rules(agreement):
            window = _LONG_WINDOWS.get(level.window.kind)
            if months is not None and window is not None and months < window and _covers(cap, rule):
                yield Spot(
                    f"consequences.caps.{position}.period",
                    _("Cap {number} counts over {cap}, but credits for {level} fall due over {window}.").format(
                        number=position + 1, cap=_months(months), level=level_name(level), window=_months(window)
                    ),
                    _("To which month such a credit belongs, and so how much of it is cut, stays open."),
                    _("Count the cap over the measurement window."),
                )
                break


@BOOK.rule("CON-NO-CAP", FindingLevel.NOTE, Quality.REALISTIC)
def credits_without_any_cap(agreement: Agreement) -> Iterator[Spot]:
    """Credits that add up beyond the whole fee, with no cap over them."""
    consequences = agreement.consequences
    deepest: dict[Fee, Decimal] = {}
    for _path, _name, rule, _level in named_rules(agreement):
        figures = [credit for _field, credit in credit_figures(rule)]
        if rule.unit is CreditUnit.PERCENT_OF_BASE and figures and not rule.group:
            deepest[rule.base.fee] = deepest.get(rule.base.fee, Decimal(0)) + max(figures)
    total = max(deepest.values(), default=Decimal(0))
    if not consequences.caps and consequences.stacking is Stacking.ADD and total > 100:
        yield Spot(
            "consequences.caps",
            _("Credits add up to {total} of the fee in the worst window, and no cap limits them.").format(
                total=percent_words(total)
            ),
            _("The provider could owe more than it is paid, which few insurers and no careful board accept."),
            _("Add a cap, or let only the highest credit of a window count."),
        )
