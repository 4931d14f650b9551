"""What a batch is made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from slawizard.batch.source import find_source
from slawizard.errors import LibraryError
from slawizard.storage.draft_file import encode_draft
from slawizard.storage.library import add_template, new_template
from slawizard.storage.library.template_file import encode_template
from tests.agreements import small


def test_a_starter_is_found_by_its_key() -> None:
    assert find_source("saas").agreement.frame.customer.legal_name


def test_a_draft_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.sladraft"
    path.write_bytes(encode_draft(small()))

    assert find_source(str(path)).agreement == small()


def test_a_template_is_found_in_the_library_and_as_a_file(tmp_path: Path) -> None:
    made = new_template(small(), "Harbour")
    saved = add_template(made)
    path = tmp_path / "copy.slatemplate"
    path.write_bytes(encode_template(made))

    assert find_source(saved.template.id) == find_source(str(path))
    assert find_source(saved.template.id).agreement.origin is not None


@pytest.mark.parametrize("name", ["nowhere", "harbour-12345678"])
def test_what_is_not_there_is_refused_with_where_to_look(name: str) -> None:
    with pytest.raises(LibraryError, match="template list"):
        find_source(name)


def test_a_starter_has_no_versions() -> None:
    with pytest.raises(LibraryError, match="versions"):
        find_source("saas", 2)
