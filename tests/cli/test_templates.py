"""Templates are saved, used, compared and taken over from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slawizard.agreement.edits import replace
from slawizard.checks import findings
from slawizard.storage.draft_file import encode_draft, load_draft
from slawizard.storage.starters import load_starter
from tests.cli.conftest import Terminal


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of this test's own."""
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """A finished agreement."""
    path = tmp_path / "finished.sladraft"
    path.write_bytes(encode_draft(load_starter("managed-it")))
    return path


@pytest.fixture
def template(slawizard: Terminal, finished: Path) -> str:
    """The id of a template of it, which asks when it begins."""
    result = slawizard("template", "save", finished, "--title", "Help desk", "--tag", "it", "--ask-nothing",
                       "--question", "frame.start", "--lock", "frame.courts", "--note", "For help desks.")  # fmt: skip
    assert result.code == 0
    return result.out.strip()


def test_there_are_no_templates_at_first(slawizard: Terminal) -> None:
    assert slawizard("template", "list") == (0, "There are no templates yet.\n", "")


def test_a_saved_template_is_listed(slawizard: Terminal, template: str) -> None:
    code, out, err = slawizard("template", "list")
    assert (code, err) == (0, "")
    assert out.startswith(f"{template}\n  Help desk [it], version 1 of ")
    assert "For help desks." in out


def test_templates_are_listed_for_programs_and_by_tag(slawizard: Terminal, template: str) -> None:
    (entry,) = json.loads(slawizard("template", "list", "--tag", "it", "--json").out)
    assert (entry["id"], entry["questions"], entry["folder"]) == (template, 1, "")
    assert json.loads(slawizard("template", "list", "--tag", "other", "--json").out) == []


def test_saving_tells_who_is_still_named(slawizard: Terminal, finished: Path) -> None:
    result = slawizard("template", "save", finished, "--title", "T", "--keep", "frame.provider")
    assert "Still named in the template: “Quillmark" in result.err


def test_what_is_usual_is_asked_but_for_what_is_kept(slawizard: Terminal, finished: Path) -> None:
    saved = slawizard("template", "save", finished, "--title", "T", "--keep", "frame.contacts").out.strip()
    asked = [one["path"] for one in json.loads(slawizard("template", "show", saved, "--json").out)["questions"]]
    assert "frame.provider.legal_name" in asked
    assert not any(path.startswith("frame.contacts") for path in asked)


def test_a_template_is_shown(slawizard: Terminal, template: str) -> None:
    out = slawizard("template", "show", template).out
    assert "Version 1 asks 1:\n  frame.start\n    Start date" in out
    assert "locked: frame.courts" in out


def test_a_draft_from_a_template_asks_what_is_open(slawizard: Terminal, template: str, tmp_path: Path) -> None:
    path = tmp_path / "new.sladraft"
    result = slawizard("template", "use", template, "-o", path)
    assert result.code == 0
    assert "Still to answer: frame.start (Start date)" in result.err
    assert slawizard("check", path).code == 1


def test_a_draft_with_all_answers_is_finished(slawizard: Terminal, template: str, tmp_path: Path) -> None:
    path = tmp_path / "new.sladraft"
    assert slawizard("template", "use", template, "-o", path, "--answer", "frame.start=2027-05-01").code == 0
    assert [one.code for one in findings(load_draft(path).agreement) if one.level == "error"] == []


def test_a_field_of_a_row_is_answered_by_the_rows_id(slawizard: Terminal, template: str, tmp_path: Path) -> None:
    level = load_starter("managed-it").metrics.levels[1].id
    path = tmp_path / "new.sladraft"
    answer = f"metrics.levels.={level}.name=Quick = good"
    assert slawizard("template", "use", template, "-o", path, "--answer", answer).code == 0
    assert load_draft(path).agreement.metrics.levels[1].name == "Quick = good"


@pytest.mark.parametrize("answer", ["frame.start", "frame.start=soon", "frame.nothing=x", "=x"])
def test_an_answer_that_does_not_fit_is_refused(
    slawizard: Terminal, template: str, tmp_path: Path, answer: str
) -> None:
    result = slawizard("template", "use", template, "-o", tmp_path / "new", "--answer", answer)
    assert result.code == 2
    assert not (tmp_path / "new").exists()


def test_use_replaces_no_file_unless_told_to(slawizard: Terminal, template: str, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    assert slawizard("template", "use", template, "-o", tmp_path / "precious").code == 2
    assert (tmp_path / "precious").read_text() == "precious"
    assert slawizard("template", "use", template, "-o", tmp_path / "precious", "--force").code == 0


@pytest.fixture
def behind(slawizard: Terminal, template: str, finished: Path, tmp_path: Path) -> Path:
    """A draft of the first version, with a title of its own, after the template has changed title and courts."""
    path = tmp_path / "behind.sladraft"
    slawizard("template", "use", template, "-o", path)
    path.write_bytes(encode_draft(replace(load_draft(path).agreement, "title", "Mine")))
    newer = replace(replace(load_draft(finished).agreement, "title", "Newer"), "frame.courts", "Elsewhere")
    finished.write_bytes(encode_draft(newer))
    result = slawizard("template", "save", finished, "--version-of", template, "--change", "Other courts")
    assert result.code == 0
    return path


@pytest.mark.usefixtures("behind")
def test_versions_are_compared(slawizard: Terminal, template: str) -> None:
    out = slawizard("template", "diff", template).out
    assert "from version 1 to version 2" in out
    assert "+ Elsewhere" in out
    data = json.loads(slawizard("template", "diff", template, "--from", "2", "--to", "1", "--json").out)
    assert {change["path"] for change in data["changes"]} == {"title", "frame.courts"}


def test_a_draft_is_compared_with_its_template(slawizard: Terminal, behind: Path) -> None:
    data = json.loads(slawizard("template", "diff", behind, "--json").out)
    assert {change["path"]: change["conflict"] for change in data["template_changes"]} == {
        "title": True,
        "frame.courts": False,
    }
    assert [change["path"] for change in data["draft_changes"]] == ["title"]
    assert "(the draft has its own here)" in slawizard("template", "diff", behind).out


def test_chosen_changes_are_taken_over_and_not_offered_again(slawizard: Terminal, behind: Path) -> None:
    assert slawizard("template", "take", behind, "--change", "frame.courts").code == 0
    agreement = load_draft(behind).agreement
    assert (agreement.title, agreement.frame.courts) == ("Mine", "Elsewhere")
    assert json.loads(slawizard("template", "diff", behind, "--json").out)["template_changes"] == []


def test_taking_nothing_must_be_said_and_a_change_must_be_one(slawizard: Terminal, behind: Path) -> None:
    before = behind.read_bytes()
    assert slawizard("template", "take", behind).code == 2
    assert slawizard("template", "take", behind, "--change", "frame.start").code == 2
    assert behind.read_bytes() == before


def test_a_draft_of_ones_own_has_no_template(slawizard: Terminal, draft: Path) -> None:
    code, _out, err = slawizard("template", "diff", draft)
    assert code == 2
    assert "was not made from a saved template" in err


def test_a_locked_field_is_not_answered_and_is_unlocked_on_purpose(
    slawizard: Terminal, template: str, tmp_path: Path
) -> None:
    path = tmp_path / "new.sladraft"
    refused = slawizard("template", "use", template, "-o", path, "--answer", "frame.courts=Elsewhere")
    assert (refused.code, path.exists()) == (2, False)
    assert "keeps this as it is" in refused.err
    slawizard("template", "use", template, "-o", path)
    assert slawizard("template", "unlock", path, "frame.start").code == 2
    assert slawizard("template", "unlock", path, "frame.courts").code == 0
    origin = load_draft(path).agreement.origin
    assert origin is not None
    assert origin.locked == ()


def test_a_new_version_needs_a_note(slawizard: Terminal, template: str, finished: Path) -> None:
    assert "note on what changed" in slawizard("template", "save", finished, "--version-of", template).err


def test_a_template_is_renamed_duplicated_and_deleted(slawizard: Terminal, template: str) -> None:
    assert slawizard("template", "rename", template, "--title", "Desk").code == 0
    copy = slawizard("template", "duplicate", template, "--title", "Copy").out.strip()
    assert slawizard("template", "delete", template).code == 0
    assert [entry["id"] for entry in json.loads(slawizard("template", "list", "--json").out)] == [copy]
    assert slawizard("template", "delete", template).code == 2


def test_a_teams_folder_is_added_listed_and_removed(slawizard: Terminal, finished: Path, tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    assert slawizard("template", "folders", "--add", tmp_path / "team", "--writable").code == 0
    assert slawizard("template", "save", finished, "--title", "Theirs", "--folder", "team").code == 0
    own, team = json.loads(slawizard("template", "folders", "--json").out)
    assert (own["templates"], team["name"], team["templates"], team["writable"]) == (0, "team", 1, True)
    assert "team (" in slawizard("template", "list").out
    assert slawizard("template", "folders", "--remove", "team").code == 0
    assert slawizard("template", "folders", "--remove", "team").code == 2


def test_a_folder_that_is_not_there_is_not_added_and_one_that_went_away_is_told(
    slawizard: Terminal, tmp_path: Path
) -> None:
    assert slawizard("template", "folders", "--add", tmp_path / "team").code == 2
    (tmp_path / "team").mkdir()
    slawizard("template", "folders", "--add", tmp_path / "team")
    (tmp_path / "team").rmdir()
    code, _out, err = slawizard("template", "list")
    assert code == 0
    assert "The folder “team” is not there" in err


def test_a_verb_is_needed(slawizard: Terminal) -> None:
    assert slawizard("template").code == 2
    assert slawizard("template", "forge").code == 2
    assert "duplicate" in slawizard("template", "--help").out
