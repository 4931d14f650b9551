"""Every name in a template is looked up beforehand, in branches not taken too."""

from __future__ import annotations

import pytest

from slawizard.clauses.environment import ClauseEnvironment
from slawizard.clauses.vocabulary import check_words
from slawizard.errors import ClauseError

SPECIMEN = {"name": "x", "flag": False, "rows": [{"cells": ["y"], "title": "z"}], "clauses": {"parties": True}}


def check(text: str) -> None:
    check_words(ClauseEnvironment().text(text, "c.md.j2", 1), SPECIMEN)


@pytest.mark.parametrize(
    "text",
    [
        "{{ name }}",
        "{% if flag %}{{ name }}{% else %}{{ rows|several }}{% endif %}",
        "{% for row in rows %}{% for cell in row.cells %}{{ cell }}{{ loop.index }}{% endfor %}{% endfor %}",
        "{% if clauses['parties'] and not flag %}{{ name if flag else name }}{% endif %}",
    ],
)
def test_known_names_pass(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ nmae }}",
        "{% if flag %}{{ nmae }}{% endif %}",
        "{% if flgA %}x{% endif %}",
        "{% if flag %}a{% elif nmae %}b{% endif %}",
        "{% for row in rows %}{{ row.titel }}{% endfor %}",
        "{% for row in rwos %}{% endfor %}",
        "{% for row in rows %}{% for cell in row.clels %}{% endfor %}{% endfor %}",
        "{% for row in rows %}{{ loop.lsat }}{% endfor %}",
        "{% for row in rows %}{% endfor %}{{ row.title }}",
        "{% if clauses['partise'] %}x{% endif %}",
        "{{ nmae|capital }}",
        "{{ name if nmae else name }}",
        "{{ name.first }}",
        "{% for one in name %}{% endfor %}",
        "{{ rows[name] }}",
        "{% for a, b in rows %}{% endfor %}",
    ],
)
def test_a_misspelt_name_is_refused_with_file_and_line(text: str) -> None:
    with pytest.raises(ClauseError) as caught:
        check(f"\n{text}")
    assert caught.value.where == "c.md.j2, line 2"
