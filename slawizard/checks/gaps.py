"""Empty fields in the middle of what was begun: the finished text would print a gap there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read
from slawizard.agreement.expectations import PositionStatus
from slawizard.checks.agreement import is_empty, left_out_reason
from slawizard.checks.finding import FindingLevel
from slawizard.checks.needs import NEEDS
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.i18n import _

BOOK = Rulebook("OBJ", "EXP", "MET", "CON", "FLX")

_PREFIXES = {
    "frame": "OBJ",
    "objectives": "OBJ",
    "expectations": "EXP",
    "metrics": "MET",
    "consequences": "CON",
    "flexibility": "FLX",
}


class Gap(msgspec.Struct, frozen=True):
    """A field that a sentence or table row needs once it is begun. `path` may hold ``.*.`` for each row of a list;
    `applies` looks at the row, or at the whole agreement where there is none.
    """

    path: str
    name: str
    applies: Callable[[Any], bool] = lambda _begun: True


def _has_maintenance(agreement: Agreement) -> bool:
    one = agreement.expectations.maintenance
    return bool(one.windows or one.notice or one.most_hours is not None)


def _has_review(agreement: Agreement) -> bool:
    one = agreement.flexibility.review
    return bool(one.every or one.participants or one.agenda)


def _has_change(agreement: Agreement) -> bool:
    one = agreement.flexibility.change
    return bool(one.request_to or one.answer_within or one.agree_within or one.effective_after)


def _has_scaling(agreement: Agreement) -> bool:
    one = agreement.flexibility.scaling
    return bool(one.unit or one.bands or one.up_lead_time or one.down_notice)


def _has_data_return(agreement: Agreement) -> bool:
    one = agreement.flexibility.exit
    return bool(one.data_return_format or one.data_return_within or one.data_deletion_within)


def _is_open(position: Any) -> bool:
    return bool(position.status is PositionStatus.OPEN)


_GAPS = (
    Gap("frame.contacts.*.name", _("name of the contact")),
    Gap("objectives.channels.*.kind", _("kind of channel")),
    Gap("objectives.seasonal_peaks.*.name", _("name of the busy time")),
    Gap("objectives.seasonal_peaks.*.start", _("first day of the busy time")),
    Gap("objectives.seasonal_peaks.*.end", _("last day of the busy time")),
    Gap("objectives.seasonal_peaks.*.effect", _("effect of the busy time")),
    Gap("expectations.volumes.*.name", _("name of the volume")),
    Gap("expectations.volumes.*.amount", _("figure of the volume")),
    Gap("expectations.staffing.*.team", _("team on duty")),
    Gap("expectations.staffing.*.people", _("number of people on duty")),
    Gap("expectations.suppliers.*.name", _("name of the supplier")),
    Gap("expectations.suppliers.*.provides", _("what the supplier provides")),
    Gap("expectations.positions.*.customer_asks", _("what the customer asks for"), _is_open),
    Gap("expectations.positions.*.provider_offers", _("what the provider offers"), _is_open),
    Gap("expectations.maintenance.notice", _("notice of maintenance"), _has_maintenance),
    Gap(
        "expectations.maintenance.time_zone",
        _("time zone of the maintenance windows"),
        lambda agreement: bool(agreement.expectations.maintenance.windows),
    ),
    Gap("metrics.levels.*.survey.question", _("question of the survey"), lambda level: level.survey is not None),
    Gap("consequences.bonuses.*.level", _("service level of the bonus")),
    Gap("consequences.escalation.*.after", _("time until the step of the escalation")),
    Gap("flexibility.review.every", _("how often the agreement is reviewed"), _has_review),
    Gap("flexibility.change.request_to", _("where changes are asked for"), _has_change),
    Gap("flexibility.change.answer_within", _("time to answer a change"), _has_change),
    Gap("flexibility.scaling.unit", _("unit of the bands"), _has_scaling),
    Gap("flexibility.scaling.up_lead_time", _("lead time for growth"), _has_scaling),
    Gap("flexibility.scaling.down_notice", _("notice for shrinking"), _has_scaling),
    Gap("flexibility.scaling.bands.*.lower", _("lower end of the band")),
    Gap("flexibility.exit.data_return_format", _("format of the returned data"), _has_data_return),
    Gap("flexibility.exit.data_return_within", _("time to return the data"), _has_data_return),
    Gap("flexibility.revisions.*.version", _("number of the version")),
    Gap("flexibility.revisions.*.date", _("date of the version")),
    Gap("flexibility.approvals.*.name", _("name of who approves")),
    Gap("flexibility.riders.*.applies_to", _("case that the clause of your own is for")),
)


# The text reads without an item that both parties left out on purpose; nothing else can be left out in its middle.
_CAN_BE_LEFT_OUT = frozenset(need.path for need in NEEDS)


@BOOK.family(
    Code("OBJ-GAP", FindingLevel.ERROR, Quality.CLEAR),
    Code("EXP-GAP", FindingLevel.ERROR, Quality.CLEAR),
    Code("MET-GAP", FindingLevel.ERROR, Quality.CLEAR),
    Code("CON-GAP", FindingLevel.ERROR, Quality.CLEAR),
    Code("FLX-GAP", FindingLevel.ERROR, Quality.CLEAR),
)
def gaps_in_the_text(agreement: Agreement) -> Iterator[Spot]:
    """Every field that the text needs where it stands, and that is empty."""
    for path, name in empty_in_text(agreement):
        yield Spot(
            path,
            _("Still empty in what was begun: {name}.").format(name=name),
            _("The finished text would print a gap there."),
            _("Fill it in, or remove what it belongs to."),
            f"{_PREFIXES[path.split('.')[0]]}-GAP",
        )


def empty_in_text(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """The paths and names of the fields that would print a gap."""
    for gap in _GAPS:
        for path, begun in _places(agreement, gap.path):
            if gap.path in _CAN_BE_LEFT_OUT and left_out_reason(agreement, path) is not None:
                continue
            if gap.applies(begun) and is_empty(read(agreement, path)):
                yield path, gap.name
    yield from _uneven_bands(agreement)


def _uneven_bands(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Bands without what other bands of the same table have."""
    bands = agreement.flexibility.scaling.bands
    for field, name in (("unit_price", _("price of the band")), ("targets", _("targets of the band"))):
        empty = [is_empty(getattr(band, field)) for band in bands]
        if not all(empty):
            yield from (
                (f"flexibility.scaling.bands.{position}.{field}", name) for position, lacks in enumerate(empty) if lacks
            )


def _places(agreement: Agreement, path: str) -> Iterator[tuple[str, Any]]:
    if "*" not in path:
        yield path, agreement
        return
    list_path, field = path.split(".*.")
    for position, row in enumerate(read(agreement, list_path)):
        yield f"{list_path}.{position}.{field}", row
