"""What the lists of pinned packages must hold so that every machine installs the same files, wherever it gets them."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "packaging" / "requirements.txt"
TEST = ROOT / "packaging" / "requirements-dev.txt"
LOCKS = pytest.mark.parametrize("lock", [RUN, TEST], ids=["run", "test"])


def entries(lock: Path) -> dict[str, str]:
    """Each package of a lock by its normalised name, with its whole entry on one line."""
    joined = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    return {_normalised(re.split(r"[=;\s]", line)[0]): line for line in joined.splitlines() if line.strip()}


def pinned_version(entry: str) -> str:
    """The version that an entry pins."""
    found = re.match(r"[\w.-]+==(\S+)", entry)
    assert found, entry
    return found.group(1)


def declared(*, for_tests: bool) -> list[Requirement]:
    """What pyproject.toml asks for, without its markers for other Pythons."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + (project["optional-dependencies"]["dev"] if for_tests else [])
    return [Requirement(line) for line in lines]


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@LOCKS
def test_every_entry_is_one_version_with_the_digests_of_its_files(lock: Path) -> None:
    for entry in entries(lock).values():
        assert re.fullmatch(r"[\w.-]+==\S+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", entry), entry


@LOCKS
def test_no_lock_says_where_packages_come_from(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", text) == []


@LOCKS
def test_every_declared_package_is_pinned_at_a_version_it_allows(lock: Path) -> None:
    pinned = entries(lock)

    for requirement in declared(for_tests=lock == TEST):
        version = pinned_version(pinned[_normalised(requirement.name)])
        assert requirement.specifier.contains(version), f"{requirement} is pinned at {version}"


def test_the_tests_run_with_the_same_packages_as_the_program() -> None:
    run, test = entries(RUN), entries(TEST)

    assert {name: test.get(name) for name in run} == run
