"""Outages in little room: a million of them, as they were read."""

from __future__ import annotations

from array import array
from decimal import Decimal

import msgspec

from slawizard.evidence.context import Context


class OutageList(msgspec.Struct):
    """Outages in little room, in the order of the file: instants in microseconds, the share affected in percent (an
    index of `shares`), and whether each was planned.
    """

    starts: array[int]
    ends: array[int]
    affected: array[int]
    planned: bytearray
    shares: list[Decimal]

    def by_start(self) -> list[int]:
        """The places of all outages, the earliest first."""
        return sorted(range(len(self.starts)), key=self.starts.__getitem__)


def is_excluded(place: int, outages: OutageList, context: Context) -> bool:
    """Whether an outage was planned, and planned ones do not count."""
    return bool(outages.planned[place]) and not context.agreement.expectations.maintenance.counts_as_downtime
