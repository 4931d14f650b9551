"""Private notes lie beside their draft, for their owner's eyes; they go along with a copy and are never lost."""

from __future__ import annotations

import stat
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.metrics import Coordinate
from slawizard.agreement.parties import Role
from slawizard.agreement.private import Priority, PrivateNotes, PrivatePosition
from slawizard.errors import DraftFileError, FileChangedError
from slawizard.storage import private_file
from slawizard.storage.private_file import (
    copy_notes,
    decode_notes,
    encode_notes,
    load_notes,
    private_path,
    save_notes,
)

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
FIGURES = st.none() | st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3)
POSITIONS = st.builds(
    PrivatePosition,
    level=WORDS,
    where=st.lists(st.builds(Coordinate, dimension=WORDS, value=WORDS), max_size=2).map(tuple),
    limit=FIGURES,
    reasons=WORDS,
    priority=st.sampled_from(Priority),
    trade=WORDS,
)
NOTES = st.builds(
    PrivateNotes,
    side=st.sampled_from(Role),
    positions=st.lists(POSITIONS, max_size=3).map(tuple),
    alternative=WORDS,
    remarks=WORDS,
)
SOME = PrivateNotes(Role.CUSTOMER, (PrivatePosition("uptime", limit=Decimal("99.5"), reasons="Budget"),))


@given(NOTES)
def test_any_notes_come_back_as_they_were_written(notes: PrivateNotes) -> None:
    assert decode_notes(encode_notes(notes), "x") == notes


@pytest.mark.parametrize(
    ("draft", "private"),
    [("a.sladraft", "a.slaprivate"), ("a.b.SLADRAFT", "a.b.slaprivate"), ("a.json", "a.json.slaprivate")],
)
def test_the_notes_lie_beside_the_draft_under_its_name(tmp_path: Path, draft: str, private: str) -> None:
    assert private_path(tmp_path / draft) == tmp_path / private


def test_no_notes_are_no_error(tmp_path: Path) -> None:
    assert load_notes(tmp_path / "a.slaprivate") is None


def test_what_was_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.slaprivate"
    fingerprint = save_notes(SOME, path, None)
    opened = load_notes(path)
    assert opened is not None
    assert (opened.notes, opened.fingerprint, opened.path) == (SOME, fingerprint, path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_only_the_owner_may_read_the_notes_whatever_the_mode_was_before(tmp_path: Path) -> None:
    path = tmp_path / "a.slaprivate"
    save_notes(SOME, path, None)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    save_notes(SOME, path, None)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_saving_over_someone_elses_change_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.slaprivate"
    before = save_notes(SOME, path, None)
    save_notes(PrivateNotes(), path, None)
    with pytest.raises(FileChangedError):
        save_notes(SOME, path, before)


def test_a_copy_of_the_draft_takes_the_notes_along(tmp_path: Path) -> None:
    save_notes(SOME, private_path(tmp_path / "a.sladraft"), None)
    copy_notes(tmp_path / "a.sladraft", tmp_path / "b.sladraft")
    copied, kept = (load_notes(private_path(tmp_path / name)) for name in ("b.sladraft", "a.sladraft"))
    assert copied is not None
    assert kept is not None
    assert copied.notes == kept.notes == SOME
    assert sys.platform == "win32" or stat.S_IMODE(copied.path.stat().st_mode) == 0o600


def test_a_draft_without_notes_copies_none(tmp_path: Path) -> None:
    assert copy_notes(tmp_path / "a.sladraft", tmp_path / "b.sladraft") is None
    assert list(tmp_path.iterdir()) == []


def test_a_draft_saved_under_its_own_name_keeps_its_notes(tmp_path: Path) -> None:
    save_notes(SOME, private_path(tmp_path / "a.sladraft"), None)
    assert copy_notes(tmp_path / "a.sladraft", tmp_path / "a.sladraft") is None
    assert load_notes(private_path(tmp_path / "a.sladraft")) is not None


WHOLE = encode_notes(SOME).decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "The file is empty"),
        (WHOLE[:200], "breaks off"),
        (WHOLE.replace("private notes", "draft"), "not a file of private notes"),
        ("%PDF-1.7", "a PDF document, not a file of private notes"),
        (WHOLE.replace('"schema_version": 1', '"schema_version": 2'), "newer SLA Wizard"),
        (WHOLE.replace('"schema_version": 1', '"schema_version": true'), "valid version"),
        (WHOLE.replace('"99.5"', '"99_5"'), "not a figure"),
        (WHOLE.replace('"99.5"', "99.5"), "quotation marks"),
        (WHOLE.replace('"reasons"', '"reason"'), "no field “reason”"),
        (WHOLE.replace('"program"', '"maker"'), "no field “maker”"),
        (WHOLE.replace('"customer"', '"nobody"'), "none of the words"),
        ('{"format": "SLA Wizard private notes", "schema_version": 1}', "no part “notes”"),
    ],
)
def test_damaged_notes_are_refused_with_the_cause_and_kept(tmp_path: Path, data: str, words: str) -> None:
    path = tmp_path / "a.slaprivate"
    path.write_text(data, encoding="utf-8")
    with pytest.raises(DraftFileError) as refused:
        load_notes(path)
    assert words in str(refused.value)
    assert str(path) in refused.value.where
    assert path.read_text(encoding="utf-8") == data


def test_notes_far_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_file, "KIND", private_file.KIND._replace(largest=10))
    with pytest.raises(DraftFileError, match="larger than"):
        decode_notes(encode_notes(SOME), "x")
