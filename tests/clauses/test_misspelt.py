"""Every name in every text that comes with the program, misspelt once: each is refused with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jinja2 import nodes

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import replace
from slawizard.agreement.texts import ClauseEdit, OwnClause, Texts
from slawizard.clauses.assemble import assemble_with_problems
from slawizard.clauses.checking import check_text
from slawizard.clauses.environment import ClauseText
from slawizard.clauses.library import bundled_library, check_library, load_templates, words_in
from slawizard.clauses.specimen import specimen_context
from slawizard.clauses.template import ClauseTemplate
from slawizard.clauses.vocabulary import check_words
from slawizard.errors import ClauseError
from slawizard.paths import template_path

FOLDER = template_path("clauses", "en")
LIBRARY = bundled_library()
TEMPLATES = [one for variants in LIBRARY.variants.values() for one in variants.values()]
CONTEXT = specimen_context(tuple(LIBRARY.variants))


def bundled_files() -> dict[str, bytes]:
    paths = (path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}


FILES = {name: data.decode().split("\n") for name, data in bundled_files().items()}


def looked_up(text: ClauseText) -> list[nodes.Name | nodes.Getattr]:
    """Each place where a template looks a name up; the name that a loop gives its item is none."""
    found = text.tree.find_all((nodes.Name, nodes.Getattr))
    return [
        one for one in found if isinstance(one, nodes.Getattr) or (isinstance(one, nodes.Name) and one.ctx == "load")
    ]


def misspell(node: nodes.Name | nodes.Getattr, name: str) -> str:
    """Gives the node another name, and tells the one it had."""
    if isinstance(node, nodes.Getattr):
        before, node.attr = node.attr, name
    else:
        before, node.name = node.name, name
    return before


def refused_everywhere(text: ClauseText, context: Mapping[str, Any]) -> int:
    """Misspells each name of a text in turn; how many there are."""
    found = looked_up(text)
    for node in found:
        name = misspell(node, "mispelt")
        try:
            with pytest.raises(ClauseError, match="mispelt") as caught:
                check_words(text, context)
        finally:
            misspell(node, name)
        assert caught.value.where == f"{text.source}, line {node.lineno}"
    return len(found)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.source)
def test_every_misspelt_variable_is_refused_with_file_and_line(template: ClauseTemplate) -> None:
    context = words_in(template, CONTEXT)
    for text in (one for one in (template.title, template.body) if one is not None):
        refused_everywhere(text, context)
        for node in looked_up(text):
            name = node.attr if isinstance(node, nodes.Getattr) else node.name
            assert name in FILES[text.source][node.lineno - 1]
    if template.when is not None:
        assert refused_everywhere(template.when, context)


def test_every_misspelt_variable_in_a_definition_is_refused() -> None:
    assert sum(refused_everywhere(one.text, CONTEXT) for one in LIBRARY.definitions)


def test_every_misspelt_variable_on_the_cover_is_refused() -> None:
    texts = [one.text for one in LIBRARY.pack.cover] + [LIBRARY.pack.subtitle]
    conditions = [one.when for one in LIBRARY.pack.cover if one.when is not None]
    assert sum(refused_everywhere(one, CONTEXT) for one in (*texts, *conditions))


def test_the_items_of_a_repeated_clause_are_misspelt_too() -> None:
    repeated = [one for one in TEMPLATES if one.front.repeat]
    assert {one.front.id for one in repeated} == {"hours", "service-level", "credit"}
    for template in repeated:
        names = {node.attr for node in looked_up(template.body) if isinstance(node, nodes.Getattr)}
        assert names


def with_line(name: str, line: str, other: str) -> dict[str, bytes]:
    files = bundled_files()
    assert line.encode() in files[name]
    return {**files, name: files[name].replace(line.encode(), other.encode(), 1)}


@pytest.mark.parametrize(
    ("name", "line", "other"),
    [
        ("consequences/credit.md.j2", 'repeat = "rules"', 'repeat = "ruels"'),
        ("consequences/credit.md.j2", 'title = "Service Credit: {{ item.short_name }}"', 'title = "{{ item.nmae }}"'),
        ("definitions.toml", "{% if master.name %}", "{% if mastre.name %}"),
        ("document.toml", 'when = "provider.name|wanted"', 'when = "provider.nmae|wanted"'),
        ("document.toml", "{{ term.start }}", "{{ term.strat }}"),
        ("consequences/disputes.provider.md.j2", "{{ dispute.within }}", "{{ dispute.wihtin }}"),
    ],
)
def test_a_library_with_one_misspelling_is_not_loaded(name: str, line: str, other: str) -> None:
    with pytest.raises(ClauseError) as caught:
        load_templates(with_line(name, line, other))
    assert caught.value.where.startswith(f"{name}, line ")


def test_the_library_as_it_comes_has_no_misspelling() -> None:
    check_library(LIBRARY)


# --- texts of someone's own ---------------------------------------------------------------------------------------


def misspelt_texts(template: ClauseTemplate) -> Iterator[tuple[str, int, str]]:
    """The template's text with each name after a dot misspelt once, the line of that, and the name."""
    lines = template.text.split("\n")
    for number, line in enumerate(lines):
        tag = line.find("{{ ")
        if tag >= 0 and "." in line[tag : line.index("}}", tag)]:
            end = line.index("}}", tag)
            at = line.index(".", tag, end)
            wrong = line[: at + 1] + "mispelt_" + line[at + 1 :]
            yield "\n".join([*lines[:number], wrong, *lines[number + 1 :]]), number + 1, "mispelt_"


@pytest.mark.parametrize("template", LIBRARY.templates, ids=lambda one: one.front.id)
def test_a_misspelling_in_an_edited_clause_is_told_with_clause_and_line(template: ClauseTemplate) -> None:
    for text, line, name in misspelt_texts(template):
        (problem,) = check_text(text, template.front.step, clause=template.front.id)
        assert problem.line == line
        assert name in problem.reason


def test_a_misspelling_in_an_own_clause_is_told_in_the_agreement() -> None:
    own = OwnClause("ours", title="Ours", text="One.\n\nTwo {{ provider.nmae }}.")
    edit = ClauseEdit("term", "{{ trem.start }}")
    made = assemble_with_problems(replace(Agreement(), "texts", Texts(edits=(edit,), own=(own,))))
    assert {(one.clause, one.problem.line) for one in made.problems} == {("ours", 3), ("term", 1)}
    assert all("nmae" in one.problem.reason or "trem" in one.problem.reason for one in made.problems)
