"""Clauses on the command line: looked at, checked, compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slawizard.agreement.edits import replace
from slawizard.agreement.texts import ClauseChoice, ClauseEdit, OwnClause, Stance, Texts
from slawizard.paths import template_path
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


def test_a_wrong_head_does_not_hide_what_is_wrong_below_it(slawizard: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "ours.md.j2"
    path.write_text('+++\nid = "x"\ntitel = "X"\n+++\nOne.\n\n{{ provider.nmae }}', encoding="utf-8-sig")
    out = slawizard("clause", "check", path).out
    assert "Line 3: The front matter does not fit" in out
    assert "Line 7: There is no “nmae” here." in out


def test_a_clause_in_a_file_may_not_have_the_id_of_one_of_the_library(slawizard: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "ours.md.j2"
    path.write_text('+++\nid = "breach"\ntitle = "X"\nstep = "consequences"\norder = 1\n+++\nOne.', encoding="utf-8")
    result = slawizard("clause", "check", path)
    assert (result.code, "Line 2: The id “breach” is that of a clause of the library" in result.out) == (1, True)
    bundled = template_path("clauses", "en", "consequences", "breach.md.j2")
    assert slawizard("clause", "check", bundled).code == 0


def test_a_warning_is_told_and_is_no_error(slawizard: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "ours.md.j2"
    path.write_text("Pay \u202e%05.\n", encoding="utf-8")
    result = slawizard("clause", "check", path)
    assert (result.code, result.out.splitlines()[-1]) == (0, "1 warning.")
    assert (
        "Line 1: There is a character on this line that cannot be seen: right-to-left override (U+202E)" in result.out
    )
    (found,) = json.loads(slawizard("clause", "check", path, "--json").out)
    assert found["level"] == "warning"


def test_ids_that_no_clause_can_have_are_told(slawizard: Terminal, tmp_path: Path) -> None:
    ids = ("", "a\nb", "breach", "ours", "ours")
    texts = Texts(own=tuple(OwnClause(one, "metrics", f"Title {n}", "One.") for n, one in enumerate(ids)))
    path = tmp_path / "ids.sladraft"
    path.write_bytes(encode_draft(replace(small(), "texts", texts)))
    result = slawizard("clause", "check", path)
    assert result.code == 1
    assert result.out.splitlines() == [
        "the clause “Title 0”: It has no id.",
        "the clause “Title 1”: The id “a\\u000ab” must be small letters, digits and hyphens.",
        "the clause “Title 2”: The id “breach” is that of a clause of the library; what refers to it leads there.",
        "the clause “Title 4”: The id “ours” is that of another clause of the draft.",
        "4 problems.",
    ]


def test_half_a_character_in_a_clause_ends_no_check(slawizard: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "half.sladraft"
    texts = Texts(own=(OwnClause("ours", "metrics", "Ours", "One \ud83d."),))
    path.write_bytes(encode_draft(replace(small(), "texts", texts)))
    result = slawizard("clause", "check", path)
    assert (result.code, "a character that was lost" in result.out) == (1, True)


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
