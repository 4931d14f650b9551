"""What the window says of the price of the promises, for both sides. Knows no widgets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.quantities import Money
from slawizard.agreement.wording import money_words, percent_words
from slawizard.gui.widgets.verdict_words import percent_of, without_paths
from slawizard.i18n import Plural, _

if TYPE_CHECKING:  # the arithmetic is not needed to show a page
    from slawizard.analysis.exposure import Exposure

_HUNDRED = Decimal(100)


def sum_words(agreement: Agreement, exposure: Exposure, amount: Decimal) -> str:
    """A sum with its share of a year's fees; without a fee the share alone."""
    share = (amount * _HUNDRED / exposure.fees).quantize(Decimal("0.01"))
    words = _("{share} of a year's fees").format(share=percent_words(share))
    if not exposure.in_money:
        return words
    return f"{money_words(Money(amount, agreement.frame.currency))} ({words})"


def short_sum(agreement: Agreement, exposure: Exposure, amount: Decimal) -> str:
    """A sum alone, for charts."""
    if exposure.in_money:
        return money_words(Money(amount, agreement.frame.currency))
    return percent_words((amount * _HUNDRED / exposure.fees).quantize(Decimal("0.01")))


def figures(agreement: Agreement, exposure: Exposure) -> Iterator[tuple[str, str]]:
    """The figures of a simulated year by their names."""
    found = exposure.simulated
    if found is None:
        return
    for name, amount in (
        (_("Expected a year"), found.expected),
        (_("Middle year"), found.median),
        (_("Worst year in 20"), found.one_in_20),
    ):
        yield name, sum_words(agreement, exposure, amount)
    yield _("Years without any credit"), _share(found.without_credit)
    for position, share in found.cut_by:
        yield _("Years in which cap {number} cuts credits").format(number=position + 1), _share(share)
    for position, share in found.termination:
        named = _("Years with a right to terminate (trigger {number})") if len(found.termination) > 1 else ""
        yield (named or _("Years with a right to terminate")).format(number=position + 1), _share(share)
    if exposure.replay is not None:
        many = Plural("The past {count} window", "The past {count} windows").of(len(exposure.replay.windows))
        yield (
            _("{windows} would have earned").format(windows=many),
            sum_words(agreement, exposure, exposure.replay.total),
        )


def both_sides(agreement: Agreement, exposure: Exposure) -> str:
    """What the figures mean for the provider, and for the customer."""
    found = exposure.simulated
    if found is None:
        return ""
    expected = short_sum(agreement, exposure, found.expected)
    worst = short_sum(agreement, exposure, found.one_in_20)
    ends = max((share for _position, share in found.termination), default=0.0)
    provider = _("For the provider: put {expected} a year into the price, and keep {worst} in reserve.")
    customer = _("For the customer: misses bring back {expected} a year; weigh that against what a miss costs you.")
    lines = [provider.format(expected=expected, worst=worst), customer.format(expected=expected)]
    if found.termination:
        lines.append(
            _("For both: in {share} of years the customer may terminate.").format(share=_share(ends))
            if ends
            else _("For both: no simulated year gives a right to terminate.")
        )
    return "\n".join(lines)


def basis(exposure: Exposure) -> str:
    """What the figures stand on, and what they leave out."""
    many = sum(len(pool.windows) for pool in exposure.pools)
    stands = Plural("They stand on {count} window that is known", "They stand on {count} windows that are known")
    said = _("{years} years were simulated from what is known. {stands}; every credit is claimed in time.")
    years = len(exposure.simulated.every_year) if exposure.simulated else 0
    words = [said.format(years=f"{years:,}", stands=stands.of(many))]
    if exposure.left_out:
        words.append(_("Not in these figures: {what}").format(what=" ".join(exposure.left_out)))
    return " ".join(words)


def why_not(exposure: Exposure) -> str:
    """Why there is no price, without the names of fields."""
    words = without_paths(exposure.unpriced)
    return words.replace(": see expectations.evidence.", ". Add one below, then the credits can be priced.")


def _share(share: float) -> str:
    return percent_of(share) if share else _("none")
