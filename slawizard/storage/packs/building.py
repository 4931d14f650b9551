"""Making a pack: its members, the manifest before them, and a zip file of the plainest kind."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from slawizard.document.style import HouseStyle
from slawizard.errors import PackError
from slawizard.storage.library.template_file import SavedTemplate, encode_template
from slawizard.storage.packs import zip_reader
from slawizard.storage.packs.clause_bundle import ClauseBundle, bundle_of_clause, encode_bundle
from slawizard.storage.packs.manifest import (
    NAME,
    SUFFIXES,
    Manifest,
    Member,
    MemberKind,
    digest,
    encode_manifest,
    refuse_masses,
)
from slawizard.storage.styles import encode_style

# 1 January 1980, the first day that a zip file knows: the same content gives the same pack.
_TIME, _DATE = 0, 0x0021
_UNIX, _VERSION = 3 << 8, 20
_MODE = 0o100644 << 16
_UTF8 = 0x0800


class Source(NamedTuple):
    """What is to be packed: its kind, its file name, its title and its content."""

    kind: MemberKind
    name: str
    title: str
    data: bytes


def template_source(template: SavedTemplate) -> Source:
    """A saved template, with all its versions. Raises DraftFileError."""
    name = f"templates/{template.id}{SUFFIXES[MemberKind.TEMPLATE]}"
    return Source(MemberKind.TEMPLATE, name, template.title, encode_template(template))


def bundle_source(bundle: ClauseBundle) -> Source:
    """A bundle of clauses."""
    name = f"clauses/{bundle.id}{SUFFIXES[MemberKind.CLAUSES]}"
    return Source(MemberKind.CLAUSES, name, bundle.title, encode_bundle(bundle))


def clause_source(data: bytes, where: str) -> Source:
    """A clause as the library writes it. Raises ClauseError or DraftFileError."""
    bundle = bundle_of_clause(data, where)
    name = f"clauses/{bundle.own[0].id}{SUFFIXES[MemberKind.CLAUSE]}"
    return Source(MemberKind.CLAUSE, name, bundle.title, data)


def style_source(style: HouseStyle) -> Source:
    """A house style. Raises StyleError."""
    plain = unicodedata.normalize("NFKD", style.name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "style"
    data = encode_style(style)
    return Source(MemberKind.STYLE, f"styles/{stem}-{digest(data)[:8]}{SUFFIXES[MemberKind.STYLE]}", style.name, data)


def build_pack(title: str, sources: Iterable[Source], *, version: int = 1, author: str = "", note: str = "") -> bytes:
    """The pack with these members. Raises PackError for one that could not be read again, or for none at all."""
    kept = {source.name: source for source in sources}
    if not kept:
        raise PackError("There is nothing to put into the pack.", remedy="Name a template, a draft or a style.")
    if not title.strip() or version < 1:
        raise PackError("A pack needs a title and a version of 1 or more.")
    for source in kept.values():
        if source.kind is not MemberKind.CLAUSE:
            refuse_masses(source.data, f"“{source.title}”")
    members = tuple(
        Member(source.kind, source.name, source.title, len(source.data), digest(source.data))
        for source in kept.values()
    )
    manifest = encode_manifest(Manifest(title.strip(), version, author, note, members))
    data = _zipped([(NAME, manifest), *((source.name, source.data) for source in kept.values())])
    zip_reader.read_zip(data, f"“{title.strip()}”")
    return data


def _zipped(members: list[tuple[str, bytes]]) -> bytes:
    body, directory = bytearray(), bytearray()
    for name, content in members:
        raw, offset = name.encode(), len(body)
        method, packed = _packed(content)
        sizes = (zlib.crc32(content), len(packed), len(content))
        head = (_VERSION, _UTF8, method, _TIME, _DATE, *sizes, len(raw), 0)
        body += struct.pack("<4s5H3L2H", b"PK\x03\x04", *head) + raw + packed
        rest = (0, 0, 0, _MODE, offset)
        directory += struct.pack("<4s6H3L5H2L", b"PK\x01\x02", _UNIX | _VERSION, *head, *rest) + raw
    end = (0, 0, len(members), len(members), len(directory), len(body), 0)
    return bytes(body + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", *end))


def _packed(content: bytes) -> tuple[int, bytes]:
    """The way the content is packed, and what comes of it; stored where it would shrink more than a reader allows."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    if len(packed) < len(content) <= zip_reader.MOST_RATIO * len(packed):
        return 8, packed
    return 0, content
