"""Older drafts become drafts of today, one version at a time."""

from __future__ import annotations

from typing import Any

import pytest

from slawizard.errors import DraftFileError
from slawizard.storage.migrations import MIGRATIONS, SCHEMA_VERSION, migrate


def rename_name(agreement: dict[str, Any]) -> dict[str, Any]:
    """From version 1 to 2 of an invented format: "name" becomes "title"."""
    agreement["title"] = agreement.pop("name")
    return agreement


def split_parties(agreement: dict[str, Any]) -> dict[str, Any]:
    """From version 2 to 3: "parties", a text, becomes a list."""
    return {**agreement, "parties": agreement["parties"].split(" and ")}


INVENTED = {1: rename_name, 2: split_parties}


def test_every_step_is_taken_in_order() -> None:
    old = {"name": "Hosting", "parties": "Aster and Birch"}
    assert migrate(old, 1, to=3, migrations=INVENTED) == {"title": "Hosting", "parties": ["Aster", "Birch"]}


def test_a_step_that_lies_behind_is_not_taken_again() -> None:
    old = {"title": "Hosting", "parties": "Aster and Birch"}
    assert migrate(old, 2, to=3, migrations=INVENTED) == {"title": "Hosting", "parties": ["Aster", "Birch"]}


def test_the_values_that_were_read_are_not_touched() -> None:
    old = {"name": "Hosting", "parties": "Aster and Birch"}
    migrate(old, 1, to=3, migrations=INVENTED)
    assert old == {"name": "Hosting", "parties": "Aster and Birch"}


def test_a_draft_of_today_is_taken_as_it_is() -> None:
    today = {"title": "Hosting"}
    assert migrate(today, 3, to=3, migrations=INVENTED) is today


@pytest.mark.parametrize("broken", [{"parties": "Aster"}, {"name": "Hosting", "parties": 5}, {"name": "Hosting"}])
def test_content_that_is_not_of_its_version_is_refused_in_words(broken: dict[str, Any]) -> None:
    with pytest.raises(DraftFileError, match="its content is not"):
        migrate(broken, 1, to=3, migrations=INVENTED)


def test_a_version_from_which_no_way_leads_is_refused_in_words() -> None:
    with pytest.raises(DraftFileError, match="version 1 cannot be read"):
        migrate({}, 1, to=3, migrations={2: split_parties})


def test_a_way_leads_from_every_version_there_ever_was() -> None:
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA_VERSION))
