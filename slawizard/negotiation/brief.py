"""The negotiation brief: one page for one's own side, and for nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Duty
from slawizard.agreement.parties import Role
from slawizard.agreement.private import Priority, PrivateNotes
from slawizard.agreement.quantities import Money
from slawizard.agreement.wording import duration_words, money_words, percent_words
from slawizard.analysis.exposure import Exposure, price
from slawizard.analysis.rounding import HUNDRED, half_up
from slawizard.analysis.target_curve import CurvePoint
from slawizard.analysis.verdict import Verdict, chance_words
from slawizard.document.nodes import Clause, Document, Inlines
from slawizard.negotiation.arguments import arguments, best_comfortable, deciding_words, most_arguments
from slawizard.negotiation.sheet import lines, paragraph, section, sheet, table, text
from slawizard.negotiation.standing import Standing, chance_phrase, standings

_PRIORITY = {Priority.MUST_HAVE: "Must have", Priority.MAY_GIVE: "May be given", Priority.WANTED: ""}
_OTHER = {Role.PROVIDER: Role.CUSTOMER, Role.CUSTOMER: Role.PROVIDER}
_NAMES = {Role.PROVIDER: "Provider", Role.CUSTOMER: "Customer"}


def private_mark(side: Role) -> str:
    """What stands on top of a brief and in the head and foot of each of its pages."""
    return f"PRIVATE – for the {_NAMES[side]}’s side only"


def brief(agreement: Agreement, private: PrivateNotes, side: Role) -> Document:
    """The brief of one side. Private notes of the other side are not looked at. Never raises for the draft."""
    notes = private if private.side is side else PrivateNotes(side)
    found = standings(agreement, notes, side)
    return sheet(
        "Negotiation brief",
        text(_between(agreement, side)),
        private_mark(side),
        "",
        (_figures(found, side), _talk(found), _rest(agreement, notes, side)),
    )


def _between(agreement: Agreement, side: Role) -> str:
    frame = agreement.frame
    names = {Role.PROVIDER: frame.provider.legal_name, Role.CUSTOMER: frame.customer.legal_name}
    ours, theirs = names[side] or f"the {_NAMES[side]}", names[_OTHER[side]] or f"the {_NAMES[_OTHER[side]]}"
    draft = ", ".join(
        filter(None, (agreement.title, frame.reference, f"version {frame.version}" if frame.version else ""))
    )
    return f"{ours} ({_NAMES[side]}) with {theirs}, on {draft}"


# --- where each target stands -----------------------------------------------------------------------------------


def _figures(found: tuple[Standing, ...], side: Role) -> Clause:
    title = "Where each target stands"
    if not found:
        return section("figures", title, paragraph("figures", 1, text("The draft has no target that is a figure.")))
    ours, theirs = ("We offer", "They ask") if side is Role.PROVIDER else ("We ask", "They offer")
    header = ("Target", theirs, ours, "In the draft", "Our limit", "Room left", "Comfortable")
    rows = [tuple(_figure_row(each, side)) for each in found]
    return section(
        "figures",
        title,
        table("figures", 1, (17, 13, 13, 13, 13, 18, 13), header, rows),
        paragraph("figures", 2, text(_LEGEND, emphasis=True)),
    )


_LEGEND = (
    "Under each figure: the chance that a measurement window keeps it, and the credits it should cost a year. "
    "Comfortable: the strictest usual figure that all the evidence carries."
)


def _figure_row(standing: Standing, side: Role) -> Iterator[Inlines]:
    asked, offered = _point(standing, standing.asked), _point(standing, standing.offered)
    priority = _PRIORITY[standing.note.priority] if standing.note is not None else ""
    yield lines(text(standing.name), text(priority, emphasis=True))
    yield asked if side is Role.PROVIDER else offered
    yield offered if side is Role.PROVIDER else asked
    yield _in_draft(standing)
    yield _point(standing, standing.limit)
    yield text("\n".join(_room(standing)))
    best = best_comfortable(standing)
    no_figure = "" if standing.assessed.verdict is Verdict.NOT_ENOUGH_EVIDENCE else "No usual figure"
    yield text(no_figure if best is None else standing.short_words(best))


def _point(standing: Standing, point: CurvePoint | None) -> Inlines:
    """A figure, how likely it is kept, and what it costs a year."""
    if point is None:
        return ()
    figure = text(standing.short_words(point.target), strong=True)
    return lines(figure, text(chance_phrase(point)), text(standing.credits_words(point)))


def _in_draft(standing: Standing) -> Inlines:
    """The draft's own figure; what it would mean stands beside the same figure where one side names it."""
    said = {each.target for each in (standing.asked, standing.offered) if each is not None}
    status = text("Agreed" if standing.is_agreed else "Open", emphasis=True)
    if standing.current.target in said:
        return lines(text(standing.short_words(standing.current.target), strong=True), status)
    return lines(*(_point(standing, standing.current), status))


def _room(standing: Standing) -> Iterator[str]:
    """How far we can still go, and whether their figure lies within it."""
    room, limit = standing.room, standing.limit
    if room is None or limit is None:
        return
    if standing.is_agreed:
        agreed = standing.way_given(limit.target, standing.current.target)
        if agreed is not None and agreed > 0:
            yield f"Agreed {standing.distance_words(agreed)} beyond our limit"
        return
    if room < 0:
        yield f"None: we stand {standing.distance_words(-room)} beyond our limit"
    else:
        yield standing.distance_words(room) if room else "None: we stand at it"
    if standing.theirs.target == standing.ours.target:
        return
    beyond = standing.way_given(limit.target, standing.theirs.target)
    if beyond is not None and beyond > 0:
        yield f"Theirs is {standing.distance_words(beyond)} beyond it"
    elif beyond is not None:
        yield "Theirs lies within it"


# --- what to say ------------------------------------------------------------------------------------------------


def _talk(found: tuple[Standing, ...]) -> Clause:
    rows = [tuple(_talk_row(each, most_arguments(len(found)))) for each in found]
    has_own = any(row[-1] for row in rows)
    header = ("Target", "What decides it, and what we can say", "Ours alone")
    kept = [row if has_own else row[:2] for row in rows]
    widths = (17, 58, 25) if has_own else (17, 83)
    blocks = (table("talk", 1, widths, header[: len(widths)], kept),) if rows else ()
    return section("talk", "What we can say", *blocks)


def _talk_row(standing: Standing, most: int) -> Iterator[Inlines]:
    verdict, kind, why = deciding_words(standing)
    yield lines(text(standing.name), text(f"{verdict}, by {kind}" if kind else verdict, emphasis=True))
    decides = text("Decides: ", strong=True) + text(why) if kind and why else text(why)
    yield lines(decides, *(text(each) for each in arguments(standing, most)))
    note = standing.note
    trade = text("Trade: ", strong=True) + text(note.trade) if note is not None and note.trade.strip() else ()
    yield lines(text(note.reasons if note is not None else ""), trade)


# --- duties, exposure, one's own --------------------------------------------------------------------------------


def _rest(agreement: Agreement, notes: PrivateNotes, side: Role) -> Clause:
    """What else must be at hand: the other side's duties, what the credits may come to, remarks, the way out."""
    other = _OTHER[side]
    points = (
        (f"The {_NAMES[other]} must", _duties(agreement, other)),
        ("Credits", _exposure(agreement, price(agreement), side)),
        ("If we do not agree", notes.alternative.strip()),
        ("Remarks", notes.remarks.strip()),
    )
    runs = [lines(text(f"{name}: ", strong=True) + text(words)) for name, words in points if words]
    return section("rest", "Keep at hand", *(paragraph("rest", number, run) for number, run in enumerate(runs, 1)))


def _duties(agreement: Agreement, party: Role) -> str:
    duties = [_duty_words(each) for each in agreement.expectations.duties if each.party is party and each.text.strip()]
    return f"{'; '.join(duties)}." if duties else "nothing by the draft. Name what our figures depend on."


def _duty_words(duty: Duty) -> str:
    within = f" within {duration_words(duty.within)}" if duty.within is not None else ""
    counted = f" of {duty.counted_from.strip()}" if within and duty.counted_from.strip() else ""
    return " ".join(duty.text.split()).rstrip(".") + within + counted


def _exposure(agreement: Agreement, exposure: Exposure, side: Role) -> str:
    """What the credits of a year may come to, in one sentence."""
    found = exposure.simulated
    if found is None:
        return _FIELD.sub("", exposure.unpriced)
    verb = "We pay" if side is Role.PROVIDER else "We receive"
    words = (
        f"{verb} {_sum(agreement, exposure, found.expected)} in credits in a mean year, "
        f"{_sum(agreement, exposure, found.one_in_20)} or more in one year of 20; "
        f"{_share(found.without_credit)} of years pass without any"
    )
    capped = max((share for _, share in found.cut_by), default=0.0)
    ends = max((share for _, share in found.termination), default=0.0)
    words += f"; a cap bites in {_share(capped)} of years" if capped else ""
    words += f"; {_share(ends)} of years give a right to terminate" if ends else ""
    return f"{words}." + "".join(f" Not in it: {each}" for each in exposure.left_out)


_FIELD = re.compile(r" \(expectations[\w.]*\)|: see expectations[\w.]*\w")
"""Where to type it, which is no use on paper."""


def _share(share: float) -> str:
    return chance_words(share) if share else "none"


def _sum(agreement: Agreement, exposure: Exposure, amount: Decimal) -> str:
    share = percent_words(half_up(amount * HUNDRED / exposure.fees, 2))
    if not exposure.in_money:
        return f"{share} of a year’s fees"
    return f"{money_words(Money(amount, agreement.frame.currency))} ({share} of fees)"
