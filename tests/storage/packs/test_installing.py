"""What is chosen of a pack comes into the library, and what is there already is never lost."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from slawizard.agreement.texts import ClauseEdit, OwnClause
from slawizard.document.style import HouseStyle
from slawizard.errors import FileAccessError, LibraryError, PackError
from slawizard.storage.library.folders import LibraryFolder
from slawizard.storage.library.making import add_version
from slawizard.storage.library.shelf import list_templates, load_template
from slawizard.storage.library.template_file import SavedTemplate
from slawizard.storage.packs.building import build_pack, bundle_source, style_source, template_source
from slawizard.storage.packs.clause_bundle import ClauseBundle, kept_bundles
from slawizard.storage.packs.inspecting import Inspected, inspect_pack
from slawizard.storage.packs.installing import Taking, conflicts, install_pack
from slawizard.storage.styles import list_styles
from tests.storage.library.saved import TODAY, saved, starter

TEMPLATE = saved()
NEWER = add_version(TEMPLATE, starter(), "Theirs", today=TODAY)
BUNDLE = ClauseBundle("tone", "Our tone", own=(OwnClause("extra", text="Own."),))
OTHER_BUNDLE = msgspec.structs.replace(BUNDLE, edits=(ClauseEdit("background", "Text."),))
STYLE = msgspec.structs.replace(HouseStyle(), name="Ours")


def packed(template: SavedTemplate = TEMPLATE, bundle: ClauseBundle = BUNDLE, style: HouseStyle = STYLE) -> Inspected:
    """A pack of the three, looked into."""
    data = build_pack("Pack", [template_source(template), bundle_source(bundle), style_source(style)])
    return inspect_pack(data, "p")


def take(pack: Inspected, taking: Taking) -> list[str]:
    """Take every member in one way; the titles under which they stand now."""
    return [one.title for one in install_pack(pack, {seen.member.name: taking for seen in pack.members})]


def templates() -> list[tuple[str, int]]:
    """The titles and newest versions of all templates."""
    return [(entry.title, entry.version) for contents in list_templates() for entry in contents.entries]


def test_chosen_members_come_into_the_library() -> None:
    pack = packed()
    assert conflicts(pack) == ()
    taken = install_pack(pack, {seen.member.name: Taking.ADD for seen in pack.members})
    assert all(one.path is not None and one.path.is_file() for one in taken)
    assert templates() == [("Managed IT", 1)]
    assert [kept.bundle for kept in kept_bundles()] == [BUNDLE]
    assert [saved_style.style for saved_style in list_styles()] == [STYLE]


def test_what_is_not_chosen_is_left() -> None:
    pack = packed()
    (taken,) = install_pack(pack, {pack.members[0].member.name: Taking.ADD})
    assert taken.title == "Managed IT"
    assert (kept_bundles(), list_styles()) == ((), ())


def test_what_is_there_just_so_is_no_trouble() -> None:
    take(packed(), Taking.ADD)
    assert all(conflict.is_same for conflict in conflicts(packed()))
    taken = install_pack(packed(), {seen.member.name: Taking.ADD for seen in packed().members})
    assert {one.taking for one in taken} == {Taking.SKIP}
    assert templates() == [("Managed IT", 1)]


def test_nothing_is_replaced_that_was_not_decided_on() -> None:
    take(packed(), Taking.ADD)
    other = packed(NEWER, OTHER_BUNDLE)
    assert [(one.existing, one.is_same) for one in conflicts(other)] == [
        ("Managed IT", False),
        ("Our tone", False),
        ("Ours", True),
    ]
    with pytest.raises(PackError, match="in the library already"):
        take(other, Taking.ADD)
    assert templates() == [("Managed IT", 1)]
    assert [kept.bundle for kept in kept_bundles()] == [BUNDLE]


def test_both_are_kept_under_two_titles() -> None:
    take(packed(), Taking.ADD)
    assert take(packed(NEWER, OTHER_BUNDLE), Taking.KEEP_BOTH) == ["Managed IT (2)", "Our tone (2)", "Ours (2)"]
    assert templates() == [("Managed IT", 1), ("Managed IT (2)", 2)]
    assert len(kept_bundles()) == 2
    assert take(packed(NEWER, OTHER_BUNDLE), Taking.KEEP_BOTH)[0] == "Managed IT (3)"


def test_a_new_version_keeps_those_before_it() -> None:
    take(packed(), Taking.ADD)
    take(packed(NEWER, OTHER_BUNDLE), Taking.NEW_VERSION)
    template = load_template(TEMPLATE.id).template
    assert template.version(1) == TEMPLATE.newest
    assert template.newest.agreement == NEWER.newest.agreement
    assert template.newest.change == "From the pack “Pack”: Theirs"
    assert [kept.bundle for kept in kept_bundles()] == [OTHER_BUNDLE]


def test_what_is_skipped_stays_as_it_is() -> None:
    take(packed(), Taking.ADD)
    take(packed(NEWER, OTHER_BUNDLE), Taking.SKIP)
    assert templates() == [("Managed IT", 1)]


def test_templates_can_be_taken_into_a_teams_folder(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    pack = packed()
    name = pack.members[0].member.name
    (taken,) = install_pack(pack, {name: Taking.ADD}, LibraryFolder(tmp_path / "team", "Team"))
    assert taken.path is not None
    assert taken.path.parent == tmp_path / "team"
    other = packed(saved())
    with pytest.raises(LibraryError, match="read from only"):
        install_pack(
            other, {other.members[0].member.name: Taking.ADD}, LibraryFolder(tmp_path / "team", "Team", writable=False)
        )


def test_a_name_that_is_not_in_the_pack_is_told() -> None:
    with pytest.raises(PackError, match="There is no “x” in the pack"):
        install_pack(packed(), {"x": Taking.ADD})


def test_a_pack_whose_folder_cannot_be_made_is_told(home: Path) -> None:
    home.write_text("a file in the way")
    with pytest.raises(FileAccessError):
        take(packed(), Taking.ADD)
