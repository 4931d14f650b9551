"""The pages of the wizard, one for each step, and the review; each is imported when it is opened first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from slawizard.gui.pages.base import Page

_CLASSES: Final = {
    "objectives": "ObjectivesPage",
    "expectations": "ExpectationsPage",
    "metrics": "MetricsPage",
    "consequences": "ConsequencesPage",
    "flexibility": "FlexibilityPage",
    "review": "ReviewPage",
}


class _Pages(Mapping[str, "type[Page]"]):
    """Page classes by the keys of their steps, in order; a page's tables are not read before it is asked for."""

    def __getitem__(self, step: str) -> type[Page]:
        name = _CLASSES[step]
        return cast("type[Page]", getattr(import_module(f"slawizard.gui.pages.{step}"), name))

    def __iter__(self) -> Iterator[str]:
        return iter(_CLASSES)

    def __len__(self) -> int:
        return len(_CLASSES)


PAGES: Final[Mapping[str, type[Page]]] = _Pages()
"""The pages by the keys of their steps, in order."""
