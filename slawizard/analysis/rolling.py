"""The values of the windows that a file has told so far, for rolling means."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from slawizard.agreement.metrics import RollingMean
from slawizard.analysis.measurement import own_value
from slawizard.analysis.setting import Cell, Setting
from slawizard.analysis.termination import ordinal


class History:
    """Own values of windows by level, case and place in time."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, Cell, Decimal], Decimal] = {}

    def with_previous(self, setting: Setting) -> Setting:
        """The setting whose reading knows the windows right before it, where the file told them and not the reading."""
        statistic = setting.level.statistic
        if not isinstance(statistic, RollingMean) or setting.reading.missed is not None:
            return setting
        level, own = setting.level.id, ordinal(setting)
        found = own_value(setting)
        if found is not None:
            self._values[level, setting.cell, own] = found
        if setting.reading.previous:
            return setting
        before = [self._values.get((level, setting.cell, own - back)) for back in range(1, statistic.windows)]
        known = before[: before.index(None)] if None in before else before
        previous = tuple(value for value in reversed(known) if value is not None)
        return msgspec.structs.replace(setting, reading=msgspec.structs.replace(setting.reading, previous=previous))
