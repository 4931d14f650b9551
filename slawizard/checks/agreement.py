"""Checks that span steps: ids, what they refer to, time zones, currencies, working days, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read
from slawizard.agreement.quantities import Duration, Money, TimeUnit
from slawizard.agreement.wording import money_words
from slawizard.checks.finding import FindingLevel
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import quoted
from slawizard.errors import EditError
from slawizard.i18n import _

BOOK = Rulebook("AGR")

_LISTS_WITH_IDS = (
    "objectives.calendars",
    "objectives.objectives",
    "expectations.duties",
    "expectations.suppliers",
    "metrics.levels",
    "metrics.severities",
    "consequences.rules",
)


@BOOK.rule("AGR-ID-DUPLICATE", FindingLevel.ERROR, Quality.CLEAR)
def two_rows_with_one_id(agreement: Agreement) -> Iterator[Spot]:
    """Two rows of a list have the same id."""
    for list_path in _LISTS_WITH_IDS:
        seen: dict[str, int] = {}
        for position, item in enumerate(read(agreement, list_path)):
            if item.id and item.id in seen:
                yield Spot(
                    f"{list_path}.{position}.id",
                    _("Rows {first} and {second} both have the id {id}.").format(
                        first=seen[item.id] + 1, second=position + 1, id=quoted(item.id)
                    ),
                    _("Whatever refers to this id could mean either row."),
                    _("Give one of them another id, and check what refers to it."),
                )
            seen.setdefault(item.id, position)


@BOOK.rule("AGR-ID-EMPTY", FindingLevel.ERROR, Quality.CLEAR)
def row_without_an_id(agreement: Agreement) -> Iterator[Spot]:
    """A row that others refer to has no id."""
    for list_path in _LISTS_WITH_IDS:
        for position, item in enumerate(read(agreement, list_path)):
            if not item.id.strip():
                yield Spot(
                    f"{list_path}.{position}.id",
                    _("Row {number} has no id.").format(number=position + 1),
                    _("Nothing else in the agreement can refer to it."),
                    _("Give it a short id of its own, such as “uptime”."),
                )


@BOOK.rule("AGR-TIME-ZONE-UNKNOWN", FindingLevel.ERROR, Quality.MEASURABLE)
def time_zone_that_is_unknown(agreement: Agreement) -> Iterator[Spot]:
    """A time zone that the IANA database does not have."""
    for path, zone in _time_zones(agreement):
        if zone.strip() and not _is_zone(zone):
            yield Spot(
                path,
                _("There is no time zone {zone}.").format(zone=quoted(zone)),
                _("The first and last minute of a day, a month and an hour of service would be unknown."),
                _("Choose a name of the IANA list, such as “Europe/Berlin” or “UTC”."),
            )


def _time_zones(agreement: Agreement) -> Iterator[tuple[str, str]]:
    for position, calendar in enumerate(agreement.objectives.calendars):
        yield f"objectives.calendars.{position}.time_zone", calendar.time_zone
    yield "expectations.maintenance.time_zone", agreement.expectations.maintenance.time_zone
    for position, level in enumerate(agreement.metrics.levels):
        yield f"metrics.levels.{position}.time_zone", level.time_zone


@lru_cache(maxsize=128)
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a missing key, a path out of the database, a folder of it
        return False
    return True


@BOOK.rule("AGR-CURRENCY-MIXED", FindingLevel.WARNING, Quality.CLEAR)
def money_in_another_currency(agreement: Agreement) -> Iterator[Spot]:
    """A sum in another currency than the agreement's."""
    for path, money in _found(agreement.consequences, "consequences", Money):
        yield from _foreign_money(agreement, path, money)
    for path, money in _found(agreement.flexibility.scaling, "flexibility.scaling", Money):
        yield from _foreign_money(agreement, path, money)


def _foreign_money(agreement: Agreement, path: str, money: Money) -> Iterator[Spot]:
    currency = agreement.frame.currency
    if money.currency != currency:
        yield Spot(
            path,
            _("{money} is not in {currency}, the agreement's currency.").format(
                money=money_words(money), currency=currency
            ),
            _("Credits, caps and prices in two currencies cannot be added up without a rate."),
            _("Enter the sum in {currency}, or change the agreement's currency.").format(currency=currency),
        )


@BOOK.family(
    Code("AGR-DURATION-ZERO", FindingLevel.WARNING, Quality.REALISTIC),
    Code("AGR-DURATION-NEGATIVE", FindingLevel.ERROR, Quality.CLEAR),
)
def length_of_time_that_is_none(agreement: Agreement) -> Iterator[Spot]:
    """A length of time of zero or less."""
    for path, duration in _durations(agreement):
        if duration.amount < 0:
            yield Spot(
                path,
                _("A length of time of less than nothing is entered here."),
                _("No deadline can lie before the event that it counts from."),
                _("Enter the length as a positive number."),
                "AGR-DURATION-NEGATIVE",
            )
        elif duration.amount == 0:
            yield Spot(
                path,
                _("A length of time of zero is entered here."),
                _("Nothing can be done within no time, so it would be missed every time."),
                _("Enter how long it may take, or clear the field."),
                "AGR-DURATION-ZERO",
            )


@BOOK.rule("AGR-WORKING-DAY-HOLIDAYS", FindingLevel.NOTE, Quality.CLEAR)
def working_days_on_public_holidays(agreement: Agreement) -> Iterator[Spot]:
    """Working Days are counted by support hours that leave out no holidays."""
    hours = agreement.calendar(agreement.objectives.support_hours)
    if hours is None or not hours.spans or hours.is_continuous or hours.holidays_of or hours.own_holidays:
        return
    if not any(duration.unit is TimeUnit.WORKING_DAYS for _path, duration in _durations(agreement)):
        return
    yield Spot(
        f"objectives.calendars.{agreement.objectives.calendars.index(hours)}.holidays_of",
        _("Working Days are the days of {hours}, and these leave out no public holidays.").format(
            hours=quoted(hours.name or hours.id)
        ),
        _("A deadline in Working Days would run on through the holidays."),
        _("Enter the country whose public holidays do not count, or keep it if both parties work on them."),
    )


def _durations(agreement: Agreement) -> Iterator[tuple[str, Duration]]:
    """Every length of time in the agreement, with its path."""
    for step in ("frame", "expectations", "metrics", "consequences", "flexibility"):
        yield from _found(getattr(agreement, step), step, Duration)


def _found(node: Any, path: str, kind: type[msgspec.Struct]) -> Iterator[tuple[str, Any]]:
    if isinstance(node, kind):
        yield path, node
    elif isinstance(node, tuple):
        for position, item in enumerate(node):
            yield from _found(item, f"{path}.{position}", kind)
    elif isinstance(node, msgspec.Struct):
        for name in node.__struct_fields__:
            yield from _found(getattr(node, name), f"{path}.{name}", kind)


@BOOK.rule("AGR-LEFT-OUT-NO-REASON", FindingLevel.WARNING, Quality.CLEAR)
def left_out_without_a_reason(agreement: Agreement) -> Iterator[Spot]:
    """A field was left out on purpose, but the reason is missing."""
    for position, item in enumerate(agreement.left_out):
        if not item.reason.strip():
            yield Spot(
                f"left_out.{position}.reason",
                _("The field {path} is left out on purpose, without a reason.").format(path=quoted(item.path)),
                _("Later nobody can tell an agreed gap from a forgotten one."),
                _("Write in a few words why both parties can do without it."),
            )


@BOOK.rule("AGR-LEFT-OUT-FILLED", FindingLevel.WARNING, Quality.CLEAR)
def left_out_and_yet_filled(agreement: Agreement) -> Iterator[Spot]:
    """A field is said to be left out, but holds something, or does not exist."""
    for position, item in enumerate(agreement.left_out):
        try:
            value = read(agreement, item.path)
        except EditError:
            text = _("{path} is left out on purpose, but there is no such field any more.")
        else:
            if is_empty(value):
                continue
            text = _("{path} is left out on purpose, but something is entered there.")
        yield Spot(
            f"left_out.{position}.path",
            text.format(path=quoted(item.path)),
            _("The list of what was left out would say something else than the agreement."),
            _("Remove the entry from what is left out, or clear the field."),
        )


def left_out_reason(agreement: Agreement, path: str) -> str | None:
    """Why the field, or a group of fields that it belongs to, was left out on purpose; None when it was not."""
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        reason = agreement.reason_left_out(".".join(parts[:count]))
        if reason is not None:
            return reason
    return None


def is_empty(value: Any) -> bool:
    """Whether a field holds nothing: no text but spaces, no rows, no value, or a group of fields as it came."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, msgspec.Struct) and not isinstance(value, Duration | Money):
        return all(is_empty(getattr(value, name)) or _is_preset(value, name) for name in value.__struct_fields__)
    return value is None or value == ()


def _is_preset(node: msgspec.Struct, name: str) -> bool:
    field = next(field for field in msgspec.structs.fields(node) if field.name == name)
    return field.default is not msgspec.NODEFAULT and bool(field.default == getattr(node, name))
