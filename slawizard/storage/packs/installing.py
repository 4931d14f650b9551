"""Taking chosen members of a pack into the library; what is there already is asked about, and never lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import msgspec

from slawizard.errors import PackError
from slawizard.storage.library.folders import LibraryFolder, own_folder, read_folder
from slawizard.storage.library.index import known_entries
from slawizard.storage.library.making import new_id
from slawizard.storage.library.shelf import OpenedTemplate, add_template, open_entry, save_template
from slawizard.storage.library.template_file import SavedTemplate, TemplateVersion
from slawizard.storage.packs.clause_bundle import ClauseBundle, KeptBundle, keep_bundle, kept_bundles
from slawizard.storage.packs.inspecting import Inspected, Seen, bundle_in, template_in
from slawizard.storage.packs.manifest import MemberKind
from slawizard.storage.styles import SavedStyle, decode_style, list_styles, save_style


class Taking(StrEnum):
    """What is done with a member. ADD: take it when nothing of its id (a style: of its name) is there yet.

    NEW_VERSION: what is there keeps its versions and gets one more; clauses and styles are replaced.
    """

    ADD = "add"
    KEEP_BOTH = "keep_both"
    NEW_VERSION = "new_version"
    SKIP = "skip"


class Taken(msgspec.Struct, frozen=True):
    """What was done with one member. `path` is the file that now holds it; None: nothing was done."""

    name: str
    title: str
    taking: Taking
    path: Path | None


class Conflict(msgspec.Struct, frozen=True):
    """A member of which something is there already, under `existing` as its title; the same when `is_same`."""

    name: str
    title: str
    existing: str
    is_same: bool


class _Shelf:
    """What is in the library already, as far as a pack may run into it."""

    def __init__(self, folder: LibraryFolder) -> None:
        contents = read_folder(folder, {entry.path: entry for entry in known_entries(folder.path)})
        self.folder = folder
        self.entries = {entry.id: entry for entry in contents.entries}
        self.bundles = {kept.bundle.id: kept for kept in kept_bundles()}
        self.styles = {saved.name.casefold(): saved for saved in list_styles()}


class _Plan(msgspec.Struct, frozen=True):
    """One member, what it holds, and what is there of it already."""

    seen: Seen
    taking: Taking
    content: SavedTemplate | ClauseBundle | object
    existing: OpenedTemplate | KeptBundle | SavedStyle | None

    @property
    def is_same(self) -> bool:
        """Whether just this is there already."""
        match self.existing:
            case OpenedTemplate(template=template):
                return bool(template == self.content)
            case KeptBundle(bundle=bundle):
                return bool(bundle == self.content)
            case SavedStyle(style=style):
                return bool(style == self.content)
        return False


def conflicts(pack: Inspected, folder: LibraryFolder | None = None) -> tuple[Conflict, ...]:
    """The members of which something is in the library already, each to be decided on. None: the user's own folder."""
    shelf = _Shelf(folder or own_folder())
    plans = [_plan(seen, Taking.ADD, pack.where, shelf) for seen in pack.members]
    return tuple(
        Conflict(plan.seen.member.name, plan.seen.title, _title(plan.existing), plan.is_same)
        for plan in plans
        if plan.existing is not None
    )


def install_pack(
    pack: Inspected, takings: Mapping[str, Taking], folder: LibraryFolder | None = None
) -> tuple[Taken, ...]:
    """Take the named members; those that are not named are left.

    Everything is read and decided before the first file is written. Raises PackError for a name that is not in the pack
    and for a member that is there already and was not decided on; FileAccessError, FileChangedError or LibraryError
    when a file cannot be written: the members before it have been taken then.
    """
    shelf = _Shelf(folder or own_folder())
    plans = [_plan(pack.seen(name), taking, pack.where, shelf) for name, taking in takings.items()]
    for plan in plans:
        if plan.taking is Taking.ADD and plan.existing is not None and not plan.is_same:
            what = f"“{_title(plan.existing)}” is in the library already."
            remedy = "Keep both, take it as a new version, or skip it."
            raise PackError(what, where=f"{pack.where}, {plan.seen.member.name}", remedy=remedy)
    return tuple(_carried_out(plan, pack, shelf) for plan in plans)


def _plan(seen: Seen, taking: Taking, where: str, shelf: _Shelf) -> _Plan:
    if seen.member.kind is MemberKind.TEMPLATE:
        template = template_in(seen, where)
        entry = shelf.entries.get(template.id)
        return _Plan(seen, taking, template, None if entry is None else open_entry(entry, shelf.folder))
    if seen.member.kind is MemberKind.STYLE:
        style = decode_style(seen.data, where)
        return _Plan(seen, taking, style, shelf.styles.get(style.name.casefold()))
    bundle = bundle_in(seen, where)
    return _Plan(seen, taking, bundle, shelf.bundles.get(bundle.id))


def _title(existing: OpenedTemplate | KeptBundle | SavedStyle | None) -> str:
    match existing:
        case OpenedTemplate(template=template):
            return template.title
        case KeptBundle(bundle=bundle):
            return bundle.title
        case SavedStyle(name=name):
            return name
    return ""


def _carried_out(plan: _Plan, pack: Inspected, shelf: _Shelf) -> Taken:
    taking = plan.taking
    if plan.existing is None and taking in (Taking.KEEP_BOTH, Taking.NEW_VERSION):
        taking = Taking.ADD
    if taking is Taking.SKIP or (taking is not Taking.KEEP_BOTH and plan.is_same):
        return Taken(plan.seen.member.name, plan.seen.title, Taking.SKIP, None)
    match plan.seen.member.kind:
        case MemberKind.TEMPLATE:
            title, path = _take_template(plan, taking, pack, shelf)
        case MemberKind.STYLE:
            title, path = _take_style(plan, taking, shelf)
        case _:
            title, path = _take_bundle(plan, taking)
    return Taken(plan.seen.member.name, title, taking, path)


def _take_template(plan: _Plan, taking: Taking, pack: Inspected, shelf: _Shelf) -> tuple[str, Path]:
    template = plan.content
    assert isinstance(template, SavedTemplate)
    if taking is Taking.NEW_VERSION:
        assert isinstance(plan.existing, OpenedTemplate)
        newer = _with_version(plan.existing.template, template.newest, pack.manifest.title)
        return newer.title, save_template(plan.existing, newer).path
    if taking is Taking.KEEP_BOTH:
        titles = {entry.title for entry in shelf.entries.values()}
        template = msgspec.structs.replace(template, id=new_id(template.title), title=_free(template.title, titles))
    return template.title, add_template(template, shelf.folder).path


def _with_version(ours: SavedTemplate, theirs: TemplateVersion, pack_title: str) -> SavedTemplate:
    change = f"From the pack “{pack_title}”" + (f": {theirs.change}" if theirs.change else "")
    version = msgspec.structs.replace(theirs, number=ours.newest.number + 1, saved=dt.date.today(), change=change)
    return msgspec.structs.replace(ours, versions=(*ours.versions, version))


def _take_bundle(plan: _Plan, taking: Taking) -> tuple[str, Path]:
    bundle = plan.content
    assert isinstance(bundle, ClauseBundle)
    if taking is Taking.KEEP_BOTH:
        titles = {kept.bundle.title for kept in kept_bundles()}
        bundle = msgspec.structs.replace(bundle, id=new_id(bundle.title), title=_free(bundle.title, titles))
    replaces = plan.existing if taking is Taking.NEW_VERSION else None
    assert replaces is None or isinstance(replaces, KeptBundle)
    return bundle.title, keep_bundle(bundle, replaces=replaces).path


def _take_style(plan: _Plan, taking: Taking, shelf: _Shelf) -> tuple[str, Path]:
    style = decode_style(plan.seen.data, plan.seen.member.name)
    if taking is Taking.KEEP_BOTH:
        style = msgspec.structs.replace(style, name=_free(style.name, {saved.name for saved in shelf.styles.values()}))
    replaces = plan.existing if taking is Taking.NEW_VERSION else None
    assert replaces is None or isinstance(replaces, SavedStyle)
    return style.name, save_style(style, replaces=replaces).path


def _free(title: str, taken: set[str]) -> str:
    """The title with a number behind it that no other has."""
    folded = {one.casefold() for one in taken}
    number = 2
    while f"{title} ({number})".casefold() in folded:
        number += 1
    return f"{title} ({number})"
