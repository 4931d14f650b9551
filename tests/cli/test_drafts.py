"""Drafts are made from starters and checked, and what cannot be used is told."""

from __future__ import annotations

import io
import json
from pathlib import Path

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.checks import findings, waiver_for
from slawizard.checks.finding import Finding
from slawizard.storage.draft_file import encode_draft, load_draft
from tests.agreements import small
from tests.cli.conftest import Terminal
from tests.cli.programs import ERROR, WARNING

# --- starters and new ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("example_starters")
def test_starters_are_listed_for_people(slawizard: Terminal) -> None:
    assert slawizard("starters") == (0, "harbour\n  Harbour\n  A ledger.\n", "")


@pytest.mark.usefixtures("example_starters")
def test_starters_are_listed_for_programs(slawizard: Terminal) -> None:
    code, out, _err = slawizard("starters", "--json")
    assert code == 0
    assert json.loads(out) == [{"key": "harbour", "title": "Harbour", "summary": "A ledger."}]


@pytest.mark.usefixtures("example_starters")
def test_a_draft_is_written_from_a_starter(slawizard: Terminal, tmp_path: Path) -> None:
    code, out, err = slawizard("new", "harbour", "-o", tmp_path / "new.sladraft")
    assert (code, out) == (0, "")
    assert "new.sladraft" in err
    assert load_draft(tmp_path / "new.sladraft").agreement == small()


@pytest.mark.usefixtures("example_starters")
def test_new_replaces_no_file_unless_told_to(slawizard: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "precious"
    path.write_text("precious")
    code, _out, err = slawizard("new", "harbour", "-o", path)
    assert code == 2
    assert "already" in err
    assert "--force" in err
    assert path.read_text() == "precious"
    assert slawizard("new", "harbour", "-o", path, "--force").code == 0
    assert load_draft(path).agreement == small()


@pytest.mark.usefixtures("example_starters")
def test_an_unknown_starter_is_refused_with_those_there_are(slawizard: Terminal, tmp_path: Path) -> None:
    code, out, err = slawizard("new", "harbor", "-o", tmp_path / "x")
    assert (code, out) == (2, "")
    assert "Did you mean “harbour”?" in err
    assert not (tmp_path / "x").exists()


@pytest.mark.usefixtures("example_starters")
@pytest.mark.parametrize(
    ("place", "reason"), [("missing/x", "the folder does not exist"), ("", "this is a folder"), ("x" * 300, "too long")]
)
def test_a_place_where_nothing_can_be_written_is_named(
    slawizard: Terminal, tmp_path: Path, place: str, reason: str
) -> None:
    code, _out, err = slawizard("new", "harbour", "-o", tmp_path / place)
    assert code == 2
    assert reason in err


# --- check --------------------------------------------------------------------------------------------------------


def test_a_draft_without_findings_is_fine(slawizard: Terminal, draft: Path, found: list[Finding]) -> None:
    assert not found
    assert slawizard("check", draft) == (0, "Nothing found.\n", "")


def test_warnings_alone_are_no_errors(slawizard: Terminal, draft: Path, found: list[Finding]) -> None:
    found.append(WARNING)
    assert slawizard("check", draft).code == 0


def test_errors_are_told_with_reason_and_remedy(slawizard: Terminal, draft: Path, found: list[Finding]) -> None:
    found += [ERROR, WARNING]
    code, out, err = slawizard("check", draft)
    assert (code, err) == (1, "")
    for word in ("ERROR", ERROR.code, ERROR.field, ERROR.text, ERROR.why, ERROR.mend, "1 error, 1 warning."):
        assert word in out


def test_what_a_terminal_would_obey_is_shown_instead(slawizard: Terminal, draft: Path, found: list[Finding]) -> None:
    found.append(WARNING)
    assert "A \\u001b[2Jtrick\\u202e." in slawizard("check", draft).out


def test_findings_for_programs_have_exactly_their_six_names(
    slawizard: Terminal, draft: Path, found: list[Finding]
) -> None:
    found += [ERROR, WARNING]
    code, out, err = slawizard("check", draft, "--json")
    assert (code, err) == (1, "")
    first, second = json.loads(out)
    assert first == {
        "code": "CON-BAND-GAP",
        "level": "error",
        "field": ERROR.field,
        "text": ERROR.text,
        "why": ERROR.why,
        "mend": ERROR.mend,
    }
    assert second["text"] == WARNING.text


def test_no_findings_for_programs_are_an_empty_list(slawizard: Terminal, draft: Path, found: list[Finding]) -> None:
    assert not found
    assert slawizard("check", draft, "--json") == (0, "[]\n", "")


def test_the_real_checks_are_asked(slawizard: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "blank.sladraft"
    path.write_bytes(encode_draft(Agreement()))
    code, out, _err = slawizard("check", path, "--json")
    assert code == 1
    assert {finding["level"] for finding in json.loads(out)} >= {"error"}


UNUSABLE = {
    "missing": (None, "There is no such file"),
    "empty": (b"", "The file is empty"),
    "foreign": (b"PK\x03\x04\xff", "not a draft"),
    "cut off": (encode_draft(small())[:700], "breaks off in line"),
    "newer": (b'{"format": "SLA Wizard draft", "schema_version": 99, "agreement": {}}', "newer"),
}


@pytest.mark.parametrize("command", ["check", "export"])
@pytest.mark.parametrize(("data", "reason"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_an_unusable_file_is_refused_and_not_changed(
    slawizard: Terminal, tmp_path: Path, command: str, data: bytes | None, reason: str
) -> None:
    path = tmp_path / "a.sladraft"
    if data is not None:
        path.write_bytes(data)
    more: list[str | Path] = ["-o", tmp_path / "a.md"] if command == "export" else []
    code, out, err = slawizard(command, path, *more)
    assert (code, out) == (2, "")
    assert reason in err
    assert str(path) in err
    assert path.read_bytes() == data if data is not None else not path.exists()


def test_a_folder_is_no_draft(slawizard: Terminal, tmp_path: Path) -> None:
    code, _out, err = slawizard("check", tmp_path)
    assert code == 2
    assert "this is a folder" in err


def _waiving(tmp_path: Path) -> Path:
    """A blank draft whose first error is let stand."""
    blank = Agreement()
    first = findings(blank)[0]
    waived = msgspec.structs.replace(blank, waived=(waiver_for(blank, first, "Settled by the master agreement."),))
    path = tmp_path / "waived.sladraft"
    path.write_bytes(encode_draft(waived))
    return path


def test_what_is_let_stand_is_listed_last_with_its_reason(slawizard: Terminal, tmp_path: Path) -> None:
    out = slawizard("check", _waiving(tmp_path)).out
    assert "Waived, because: Settled by the master agreement." in out
    assert out.index("WAIVED  ") > out.rindex("Mend:")
    assert out.rstrip().endswith("; 1 waived.")


def test_what_is_let_stand_has_its_reason_for_programs(slawizard: Terminal, tmp_path: Path) -> None:
    found = json.loads(slawizard("check", _waiving(tmp_path), "--json").out)
    assert found[-1]["waived"] == "Settled by the master agreement."
    assert not any("waived" in each for each in found[:-1])


def test_a_draft_whose_only_errors_are_let_stand_passes(slawizard: Terminal, tmp_path: Path) -> None:
    blank = Agreement()
    waived = tuple(waiver_for(blank, each, "Only tried.") for each in findings(blank))
    path = tmp_path / "waived.sladraft"
    path.write_bytes(encode_draft(msgspec.structs.replace(blank, waived=waived)))
    code, out, _err = slawizard("check", path)
    assert code == 0
    assert "Nothing found;" in out


def test_a_draft_is_read_from_standard_input(slawizard: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(encode_draft(small()))))
    assert slawizard("clause", "diff", "-").code == 0
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"format": ')))
    result = slawizard("check", "-")
    assert (result.code, "standard input: The file breaks off in line 1" in result.err) == (2, True)
    monkeypatch.setattr("sys.stdin", None)
    result = slawizard("check", "-")
    assert (result.code, "standard input: The file is empty." in result.err) == (2, True)
