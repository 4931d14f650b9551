"""Marker words planted in the private notes are in the brief, and in nothing else that the program ever writes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from slawizard.agreement.expectations import EvidenceChart
from slawizard.agreement.parties import Role
from slawizard.agreement.private import Priority, PrivateNotes, PrivatePosition
from slawizard.cli import main
from slawizard.storage.draft_file import save_draft
from slawizard.storage.journal import Journal
from slawizard.storage.private_file import SUFFIX, private_path, save_notes
from tests.agreements.quantities import d
from tests.negotiation.cases import on_the_table, with_more_evidence

MARKERS = ("99.9123", "Zanzibar", "Quokka", "Wombat", "Numbat")
"""The limit, the reasons, what may be traded, the alternative and the remarks."""

NOTES = PrivateNotes(
    Role.PROVIDER,
    (PrivatePosition("uptime", (), d("99.9123"), "Zanzibar", Priority.MUST_HAVE, "Quokka"),),
    "Wombat",
    "Numbat",
)


def words_in(name: str, data: bytes) -> Iterator[str]:
    """Everything that can be read in a file, however it is packed."""
    yield data.decode("utf-8", errors="replace")
    yield data.decode("utf-16-le", errors="replace")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                inner = archive.read(part)
                yield part
                yield from words_in(part, inner)
                # Word may cut a word into several runs.
                yield re.sub(r"<[^>]+>", "", inner.decode("utf-8", errors="replace"))
    elif data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as file:
            for item in file.objects:
                yield repr(item)
                if isinstance(item, pikepdf.Stream):
                    yield item.read_bytes().decode("latin-1")
            yield str(file.docinfo)
        yield "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def markers_in(name: str, data: bytes) -> set[str]:
    """The markers that can be read in a file."""
    found = set[str]()
    for words in words_in(name, data):
        flat = re.sub(r"\s", "", words)
        found |= {marker for marker in MARKERS if marker in flat or marker in words}
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Everything that the program writes of a draft that has private notes beside it."""
    made = tmp_path_factory.mktemp("deal")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SLAWIZARD_HOME", str(made / "home"))
        draft = made / "deal.sladraft"
        terms = with_more_evidence(on_the_table())
        evidence = replace(terms.expectations.evidence, annex=tuple(EvidenceChart))
        terms = replace(terms, expectations=replace(terms.expectations, evidence=evidence))
        save_draft(terms, draft, None)
        save_notes(NOTES, private_path(draft), None)
        Journal(made / "journals").record(terms, draft)
        for arguments in _commands(made, draft):
            assert main(arguments, lambda _draft: 0) == 0, arguments
        (saved,) = (made / "home").rglob("*.slatemplate")
        pack = ["pack", "build", "-o", str(made / "deal.slapack"), "--title", "Deal", "--template", saved.stem]
        assert main(pack, lambda _draft: 0) == 0
        yield made


def _commands(made: Path, draft: Path) -> Iterator[list[str]]:
    for ending in ("docx", "pdf", "html", "md"):
        yield ["export", str(draft), "--watermark", "-o", str(made / f"agreement.{ending}")]
    for ending in ("docx", "pdf"):
        yield ["term-sheet", str(draft), "-o", str(made / f"terms.{ending}")]
        yield ["brief", str(draft), "--side", "provider", "-o", str(made / f"brief.{ending}")]
    yield ["template", "save", str(draft), "--title", "Deal"]


def _written(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != SUFFIX]


def test_the_markers_can_be_found_where_they_are(folder: Path) -> None:
    for ending in ("docx", "pdf"):
        name = f"brief.{ending}"
        assert markers_in(name, (folder / name).read_bytes()) == set(MARKERS)
    notes = folder / "deal.slaprivate"
    assert markers_in(notes.name, notes.read_bytes()) == set(MARKERS)


def test_nothing_but_the_brief_holds_them(folder: Path) -> None:
    leaks = {
        path.relative_to(folder): found
        for path in _written(folder)
        if not path.name.startswith("brief.") and (found := markers_in(path.name, path.read_bytes()))
    }
    assert leaks == {}


def test_everything_that_is_written_was_searched(folder: Path) -> None:
    names = {path.name for path in _written(folder)}
    wanted = {f"agreement.{ending}" for ending in ("docx", "pdf", "html", "md")}
    assert wanted | {"terms.docx", "terms.pdf", "deal.sladraft", "deal.slapack"} <= names
    assert any(path.suffix == ".journal" for path in _written(folder))
    assert any(path.suffix == ".slatemplate" for path in _written(folder))


@pytest.mark.parametrize("command", ["assess", "exposure", "check", "show"])
def test_no_command_tells_them(folder: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([command, str(folder / "deal.sladraft"), *(["--json"] if command != "show" else [])], lambda _draft: 0)
    said = "".join(capsys.readouterr())
    assert said
    assert not [marker for marker in MARKERS if marker in said]


def test_the_brief_of_the_other_side_would_not_hold_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = folder / "customer.pdf"
    code = main(["brief", str(folder / "deal.sladraft"), "--side", "customer", "-o", str(output)], lambda _draft: 0)
    assert code == 2
    assert not output.exists()
    assert not [marker for marker in MARKERS if marker in "".join(capsys.readouterr())]
