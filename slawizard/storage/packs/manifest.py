"""The first member of a pack: what it is, who made it, and every other member with its kind, size and SHA-256."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Any

import msgspec

from slawizard.errors import DraftFileError, PackError
from slawizard.storage.decoding import shown
from slawizard.storage.envelope import FileKind, decode_file, encode_file
from slawizard.storage.library.template_file import LONGEST_NOTE, LONGEST_TITLE

NAME = "manifest.json"
"""The name of this member."""

KIND = FileKind("SLA Wizard pack", "a pack", "pack", 1, 2_000_000)

MOST_VALUES = 300_000
"""How many values a member may hold, so that reading it cannot eat the machine's memory."""


class MemberKind(StrEnum):
    """What a member is: a saved template, a bundle of clauses, one clause as the library writes it, a house style."""

    TEMPLATE = "template"
    CLAUSES = "clauses"
    CLAUSE = "clause"
    STYLE = "style"


SUFFIXES: dict[MemberKind, str] = {
    MemberKind.TEMPLATE: ".slatemplate",
    MemberKind.CLAUSES: ".slaclauses",
    MemberKind.CLAUSE: ".md.j2",
    MemberKind.STYLE: ".slastyle",
}
"""How the names of members end, by their kind."""


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One member: what it is, its name in the pack, its title, its size in bytes, and its SHA-256 in hexadecimal."""

    kind: MemberKind
    name: str
    title: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a pack says of itself. `author` is in words and proves nothing; `version` is the pack's own, 1 and up."""

    title: str
    version: int = 1
    author: str = ""
    note: str = ""
    members: tuple[Member, ...] = ()


def encode_manifest(manifest: Manifest) -> bytes:
    """The manifest as a member."""
    return encode_file(KIND, manifest)


def checked_manifest(members: dict[str, bytes], where: str) -> Manifest:
    """The manifest of a pack, which names all its members and no others, each with its true size and digest.

    Raises PackError.
    """
    if next(iter(members), None) != NAME:
        raise PackError(f"The pack does not begin with its {NAME}.", where=where)
    refuse_masses(members[NAME], f"{where}, {NAME}")
    try:
        manifest = decode_file(members[NAME], f"{where}, {NAME}", KIND, Manifest)
    except DraftFileError as problem:
        raise PackError(problem.what, where=problem.where, remedy=problem.remedy) from problem
    if manifest.version < 1 or not manifest.title.strip():
        raise PackError("The pack does not say its title and version.", where=f"{where}, {NAME}")
    limits = ((manifest.title, LONGEST_TITLE), (manifest.author, LONGEST_TITLE), (manifest.note, LONGEST_NOTE))
    if any(len(text) > most for text, most in limits):
        raise PackError("What the pack says of itself is longer than can be shown.", where=f"{where}, {NAME}")
    if not manifest.members:
        raise PackError("There is nothing in the pack.", where=where)
    _check_members(manifest, members, where)
    return manifest


def refuse_masses(data: bytes, place: str) -> None:
    """Raise PackError for JSON with so many values that reading it would need the whole memory."""
    if sum(data.count(sign) for sign in (b",", b"[", b"{")) > MOST_VALUES:
        raise PackError(f"The member holds more than {MOST_VALUES} values.", where=place)


def digest(data: bytes) -> str:
    """The SHA-256 of a member, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _check_members(manifest: Manifest, members: dict[str, bytes], where: str) -> None:
    named = [member.name for member in manifest.members]
    twice = next((name for name in named if named.count(name) > 1), None) if len(set(named)) < len(named) else None
    if twice is not None:
        raise PackError("The manifest names a member twice.", where=f"{where}, {shown(twice)}")
    _refuse(set(named) - members.keys(), "The manifest names a member that is not in the pack.", where)
    _refuse(members.keys() - set(named) - {NAME}, "The pack holds a member that its manifest does not name.", where)
    for member in manifest.members:
        place = f"{where}, {shown(member.name)}"
        if member.name == NAME or not member.name.endswith(SUFFIXES[member.kind]):
            raise PackError("The name of the member does not fit its kind.", where=place)
        if member.size != len(members[member.name]):
            raise PackError("The member has another size than the manifest says.", where=place)
        if member.sha256 != digest(members[member.name]):
            raise PackError("The member is not the one that the manifest means: its SHA-256 differs.", where=place)


def _refuse(names: Any, what: str, where: str) -> None:
    if names:
        raise PackError(what, where=f"{where}, {shown(min(names))}")
