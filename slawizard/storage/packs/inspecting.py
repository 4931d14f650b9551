"""Looking into a pack: everything in it is read and shown, nothing is run, and nothing is taken yet."""

from __future__ import annotations

from pathlib import Path

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.errors import ClauseError, DraftFileError, PackError, SlaWizardError, StyleError
from slawizard.files import read_file
from slawizard.storage.decoding import shown
from slawizard.storage.library.template_file import LONGEST_TITLE, SavedTemplate, decode_template
from slawizard.storage.packs.clause_bundle import ClauseBundle, bundle_of_clause, decode_bundle
from slawizard.storage.packs.manifest import Manifest, Member, MemberKind, checked_manifest, refuse_masses
from slawizard.storage.packs.zip_reader import LARGEST_PACK_BYTES, read_zip
from slawizard.storage.styles import decode_style

SUFFIX = ".slapack"
"""How the name of a pack ends."""

_LONGEST_REASON = 500


class SeenClause(msgspec.Struct, frozen=True):
    """A clause in a pack, as it is written. `replaces`: it stands for the library's clause of this id."""

    id: str
    title: str
    step: str
    text: str
    replaces: bool


class Seen(msgspec.Struct, frozen=True):
    """One member as it is shown before it is taken. `data` is its content, `id` its own; for a style, its name.

    For a template, `versions` counts its versions, `questions` what the newest asks; other kinds have none. `clauses`
    are all texts that the member brings along: a bundle's, or those of a template's newest version.
    """

    member: Member
    title: str
    note: str
    data: bytes
    id: str = ""
    versions: int = 0
    questions: int = 0
    clauses: tuple[SeenClause, ...] = ()


class Inspected(msgspec.Struct, frozen=True):
    """A pack that keeps all rules, with everything in it. `where` names it in messages."""

    where: str
    manifest: Manifest
    members: tuple[Seen, ...]

    def seen(self, name: str) -> Seen:
        """The member of this name. Raises PackError when there is none."""
        found = next((one for one in self.members if one.member.name == name), None)
        if found is None:
            names = ", ".join(one.member.name for one in self.members)
            raise PackError(f"There is no {shown(name)} in the pack.", where=self.where, remedy=f"There are: {names}.")
        return found


def load_pack(path: Path) -> Inspected:
    """Read a pack from a file. Raises FileAccessError or PackError."""
    return inspect_pack(read_file(path, LARGEST_PACK_BYTES).data, str(path))


def inspect_pack(data: bytes, where: str) -> Inspected:
    """Everything in a pack. `where` names it in messages. Raises PackError when anything in it is not wholly right."""
    contents = read_zip(data, where)
    manifest = checked_manifest(contents, where)
    members = tuple(_seen(member, contents[member.name], where) for member in manifest.members)
    _refuse_twins(members, where)
    return Inspected(where, manifest, members)


def template_in(seen: Seen, where: str) -> SavedTemplate:
    """The template in a member that is one. Raises DraftFileError."""
    return decode_template(seen.data, f"{where}, {shown(seen.member.name)}")


def newest_agreement(seen: Seen, where: str) -> Agreement:
    """The agreement of a template's newest version, to be checked before it is taken. Raises DraftFileError."""
    return template_in(seen, where).newest.agreement


def bundle_in(seen: Seen, where: str) -> ClauseBundle:
    """The clauses in a member that holds some. Raises DraftFileError or ClauseError."""
    place = f"{where}, {shown(seen.member.name)}"
    if seen.member.kind is MemberKind.CLAUSE:
        return bundle_of_clause(seen.data, place)
    return decode_bundle(seen.data, place)


def _seen(member: Member, data: bytes, where: str) -> Seen:
    place = f"{where}, {shown(member.name)}"
    if member.kind is not MemberKind.CLAUSE:
        refuse_masses(data, place)
    bare = Seen(member, member.title, "", data)
    try:
        if member.kind is MemberKind.TEMPLATE:
            return _seen_template(bare, where)
        if member.kind is MemberKind.STYLE:
            name = decode_style(data, place).name
            if not name.strip() or len(name) > LONGEST_TITLE:
                raise StyleError("The style has no name, or a longer one than can be shown.", where=place)
            return msgspec.structs.replace(bare, id=name.casefold(), title=name)
        bundle = bundle_in(bare, where)
        shown_as = {"id": bundle.id, "title": bundle.title, "note": bundle.note}
        return msgspec.structs.replace(bare, **shown_as, clauses=_clauses(bundle))
    except (DraftFileError, ClauseError, StyleError) as problem:
        raise _as_pack_error(problem, place) from problem


def _refuse_twins(members: tuple[Seen, ...], where: str) -> None:
    """Refuse a pack that holds one thing twice: taking the one would replace the other."""
    seen: set[tuple[str, str]] = set()
    for one in members:
        kind = MemberKind.CLAUSES if one.member.kind is MemberKind.CLAUSE else one.member.kind
        if (kind, one.id) in seen:
            raise PackError("The pack holds this twice.", where=f"{where}, {shown(one.member.name)}")
        seen.add((kind, one.id))


def _seen_template(bare: Seen, where: str) -> Seen:
    template = template_in(bare, where)
    texts = template.newest.agreement.texts
    return msgspec.structs.replace(
        bare,
        id=template.id,
        title=template.title,
        note=template.note,
        versions=len(template.versions),
        questions=len(template.newest.questions),
        clauses=_clauses(ClauseBundle(template.id, template.title, "", texts.edits, texts.own)),
    )


def _clauses(bundle: ClauseBundle) -> tuple[SeenClause, ...]:
    edits = (SeenClause(row.clause, "", "", row.text, True) for row in bundle.edits)
    own = (SeenClause(row.id, row.title, row.step, row.text, False) for row in bundle.own)
    return (*edits, *own)


def _as_pack_error(problem: SlaWizardError, place: str) -> PackError:
    where = problem.where if problem.where.startswith(place) else place
    # Whoever refused may have quoted the member's own words at any length.
    what = problem.what if len(problem.what) <= _LONGEST_REASON else f"{problem.what[:_LONGEST_REASON]}…"
    return PackError(what, where=where[: _LONGEST_REASON + len(place)], remedy=problem.remedy)
