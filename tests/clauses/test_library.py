"""A library is read from bytes, and whatever is wrong in it is told with file and line."""

from __future__ import annotations

import pytest

from slawizard.clauses.library import bundled_library, load_templates
from slawizard.errors import ClauseError
from tests.clauses.small_library import clause, files


def refuse(more: dict[str, bytes]) -> ClauseError:
    with pytest.raises(ClauseError) as caught:
        load_templates({**files(), **more})
    return caught.value


def test_a_library_has_its_templates_in_order() -> None:
    library = load_templates(files(extra=clause("Words.", order="0")))
    assert [one.front.id for one in library.templates] == ["extra", "parties", "definitions"]
    assert library.template("extra") is not None
    assert library.template("other") is None


def test_a_misspelt_variable_is_refused_though_its_branch_is_never_taken() -> None:
    found = refuse({"objectives/x.md.j2": clause("One.\n\n{% if left_out %}{{ provider.nmae }}{% endif %}")})
    assert found.where == "objectives/x.md.j2, line 9"


def test_a_misspelt_condition_is_refused() -> None:
    found = refuse({"objectives/x.md.j2": clause("One.", when='"provider.nmae"')})
    assert found.where == "objectives/x.md.j2, line 6"


def test_a_misspelt_title_is_refused() -> None:
    found = refuse({"objectives/x.md.j2": clause("One.", title='"{{ provder.name }}"')})
    assert found.where == "objectives/x.md.j2, line 3"


def test_a_condition_on_an_unknown_clause_is_refused() -> None:
    assert "partise" in refuse({"objectives/x.md.j2": clause("{% if clauses['partise'] %}One.{% endif %}")}).what


@pytest.mark.parametrize("repeat", ['"nothing"', '"provider"', '"currency"'])
def test_a_clause_is_repeated_for_a_list_only(repeat: str) -> None:
    found = refuse({"objectives/x.md.j2": clause("One.", repeat=repeat)})
    assert found.where == "objectives/x.md.j2, line 6"


def test_two_clauses_with_one_id_are_refused() -> None:
    found = refuse({"objectives/x.md.j2": clause("One.", "parties")})
    assert "objectives/parties.md.j2" in found.what + found.where


def test_a_clause_in_the_wrong_folder_is_refused() -> None:
    assert "folder" in refuse({"metrics/x.md.j2": clause("One.")}).what


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ClauseError, match=r"definitions\.toml"):
        load_templates({name: data for name, data in files().items() if name != "definitions.toml"})


def test_a_file_that_is_no_text_is_refused() -> None:
    assert "UTF-8" in refuse({"objectives/x.md.j2": b"\xff\xfe"}).what


def test_a_misspelt_definition_is_refused() -> None:
    text = b'[[definition]]\nkey = "a"\nterm = "A"\ntext = "means {{ nothing }}."\n'
    assert refuse({"definitions.toml": text}).where == "definitions.toml, line 2"


def test_a_misspelt_cover_line_is_refused() -> None:
    text = files()["document.toml"].replace(b"provider.name", b"provider.nmae")
    assert refuse({"document.toml": text}).where.startswith("document.toml, line ")


def test_a_language_without_clauses_is_refused() -> None:
    with pytest.raises(ClauseError, match="no clauses in the language"):
        bundled_library("xx")
    with pytest.raises(ClauseError, match="no clauses in the language"):
        bundled_library("../en")
