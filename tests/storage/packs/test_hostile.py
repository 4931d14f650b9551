"""Hostile packs, some 270: each is refused with its reason and within limits, and nothing is written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from slawizard.errors import PackError
from slawizard.storage.packs.inspecting import inspect_pack
from tests.storage.packs.hostile import Hostile, all_hostile
from tests.storage.packs.zips import good_part, pack_of

HOSTILE = all_hostile()
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("pack", HOSTILE, ids=lambda pack: ascii(pack.name))
def test_a_hostile_pack_is_refused_with_its_reason(pack: Hostile) -> None:
    with pytest.raises(PackError) as caught:
        inspect_pack(pack.data, "from-a-stranger.slapack")
    assert pack.reason in caught.value.what
    assert caught.value.where.startswith("from-a-stranger.slapack")
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 1000


def test_there_are_two_hundred_of_them_and_the_one_they_are_made_of_is_good() -> None:
    assert len({pack.data for pack in HOSTILE}) >= 200
    assert len(inspect_pack(pack_of(good_part()), "good").members) == 1


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of all of them in a process of 256 MB, with 3 s of the processor for each."""
    if sys.platform != "linux":
        pytest.skip("only Linux heeds the limit of memory")
    folder = tmp_path_factory.mktemp("limited")
    environment = {**os.environ, "SLAWIZARD_HOME": str(folder / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.storage.packs.limited", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, env=environment, timeout=250)
    found: dict[str, Any] = json.loads((folder / "report.json").read_text())
    found["home"] = str(folder / "home")
    return found


def test_each_is_refused_within_the_limits_of_foreign_files(report: dict[str, Any]) -> None:
    assert len(report["packs"]) == len(HOSTILE)
    beyond = [one for one in report["packs"] if one["refusal"] == "taken" or one["refusal"].startswith("limit")]
    assert beyond == []


def test_none_writes_anything_at_all(report: dict[str, Any]) -> None:
    assert [one for one in report["packs"] if one["written"]] == []


def test_after_each_a_good_pack_works(report: dict[str, Any]) -> None:
    assert {one["then_good"] for one in report["packs"]} == {"taken"}


def test_installing_writes_into_the_library_and_nowhere_else(report: dict[str, Any]) -> None:
    assert report["installed"] == "taken"
    written = report["written_by_installing"]
    assert any(path.endswith(".tmp") for path in written)  # the watch has seen something
    assert [path for path in written if not path.startswith(report["home"])] == []
