"""Clauses on the command line: looked at, checked, compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slawizard.agreement.edits import replace
from slawizard.agreement.texts import ClauseChoice, ClauseEdit, OwnClause, Stance, Texts
from slawizard.storage.draft_file import encode_draft
from tests.agreements import small
from tests.cli.conftest import Terminal


@pytest.fixture
def own_draft(tmp_path: Path) -> Path:
    """A draft with texts of its own, two of them wrong."""
    texts = Texts(
        choices=(ClauseChoice("breach", Stance.CUSTOMER),),
        edits=(ClauseEdit("term", "The parties begin {{ term.strat }}.", "0" * 64), ClauseEdit("gone", "x")),
        own=(OwnClause("ours", "metrics", "Ours", "One.\n\nSee [[severity-table]]."),),
    )
    path = tmp_path / "own.sladraft"
    agreement = replace(replace(small(), "texts", texts), "metrics.severities", ())
    path.write_bytes(encode_draft(agreement))
    return path


def test_clauses_are_listed_by_step_with_their_stances(slawizard: Terminal) -> None:
    out = slawizard("clause", "list", "--step", "consequences").out
    assert "credit-claim  (consequences; balanced, provider, customer)\n  Claiming Service Credits" in out
    assert "parties" not in out
    data = json.loads(slawizard("clause", "list", "--json").out)
    claim = next(one for one in data if one["id"] == "credit-claim")
    assert claim["needs"] == ["consequences.claim.within", "consequences.claim.channel"]
    assert set(claim["stances"]) == {"balanced", "provider", "customer"}


def test_a_clause_is_shown_as_written(slawizard: Terminal) -> None:
    out = slawizard("clause", "show", "suspension", "--stance", "provider").out
    assert "Favours the provider" in out
    assert "on the day after the Customer has received this" in out
    result = slawizard("clause", "show", "parties", "--stance", "customer")
    assert "no text of the customer’s; this is the balanced one" in result.err
    assert result.code == 0


def test_a_clause_is_shown_as_it_reads_in_a_draft(slawizard: Terminal, draft: Path) -> None:
    out = slawizard("clause", "show", "parties", "--draft", draft).out
    assert "Harbour Software Ltd" in out
    assert "{{" not in out
    both = slawizard("clause", "show", "service-level", "--draft", draft).out
    assert "Service Level: Availability" in both
    assert "Service Level: First response" in both


def test_a_clause_that_does_not_stand_says_when_it_would(slawizard: Terminal, draft: Path) -> None:
    result = slawizard("clause", "show", "earn-back", "--draft", draft)
    assert result.code == 2
    assert "It stands: where the Provider can earn Service Credits back." in result.err


def test_an_unknown_clause_is_answered_with_the_one_that_was_meant(slawizard: Terminal) -> None:
    result = slawizard("clause", "compare", "credti-claim")
    assert result.code == 2
    assert "Did you mean “credit-claim”?" in result.err


def test_the_stances_of_a_clause_are_compared(slawizard: Terminal) -> None:
    out = slawizard("clause", "compare", "suspension").out
    assert [line for line in out.splitlines() if line.startswith("---")] == [
        "--- balanced",
        "--- provider",
        "--- customer",
    ]


def test_a_sound_clause_has_no_problems(slawizard: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "ours.md.j2"
    path.write_text("The Provider is {{ provider.name }}.\n", encoding="utf-8")
    result = slawizard("clause", "check", path)
    assert (result.code, result.out) == (0, "Nothing found.\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One.\n\n{{ provider.nmae }}", "Line 3: There is no “nmae” here. Perhaps “name” was meant."),
        ('+++\nid = "x"\ntitle = "X"\nstep = "metrics"\norder = 1\n+++\n{{ nmae }}', "Line 7: There is no “nmae”"),
        (
            '+++\nid = "x"\ntitle = "X"\nstep = "metrics"\norder = 1\nwhen = "rulse"\n+++\nOne.',
            "Line 6: There is no “rul",
        ),
        ('+++\nid = "x"\ntitel = "X"\n+++\nOne.', "Line 3: The front matter does not fit"),
        ("{{ 'x' * 9 }}", "Line 1: A clause may not use “mul”"),
    ],
)
def test_a_wrong_clause_in_a_file_is_told_with_file_and_line(
    slawizard: Terminal, tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "ours.md.j2"
    path.write_text(text, encoding="utf-8")
    result = slawizard("clause", "check", path)
    assert result.code == 1
    assert f"{path}: " in result.out
    assert words in result.out


def test_a_file_that_is_no_text_is_refused(slawizard: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "ours.md.j2"
    path.write_bytes(b"\xff\xfe")
    result = slawizard("clause", "check", path)
    assert (result.code, "not UTF-8" in result.err) == (2, True)


def test_every_wrong_text_of_a_draft_is_told(slawizard: Terminal, own_draft: Path) -> None:
    result = slawizard("clause", "check", own_draft, "--json")
    assert result.code == 1
    found = {(one["where"], one["line"], one["suggestion"]) for one in json.loads(result.out)}
    assert found == {
        ("the clause “term”", 1, "start"),
        ("the clause “gone”", 0, ""),
        ("the clause “Ours”", 3, ""),
    }


def test_a_draft_in_the_librarys_words_has_no_problems(slawizard: Terminal, draft: Path) -> None:
    assert slawizard("clause", "check", draft).code == 0
    assert "No text differs" in slawizard("clause", "diff", draft).out


def test_what_differs_from_the_library_is_shown_word_by_word(slawizard: Terminal, own_draft: Path) -> None:
    out = slawizard("clause", "diff", own_draft).out
    assert "breach: the customer text" in out
    assert "term: edited  (the library’s text has changed since)" in out
    assert "[-" in out
    assert "{+" in out
    assert "ours: added in metrics, “Ours”" in out
