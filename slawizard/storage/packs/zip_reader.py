"""Reads the zip file of a pack in memory, and refuses everything that a pack has no need of.

Packs come from strangers, and nothing in a zip file is true because it says so: sizes are counted while unpacking, both
of its tables of contents must say the same, and every byte of the file must belong to exactly one of its parts.
Format: PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import stat
import struct
import zlib
from typing import NamedTuple

from slawizard.errors import PackError
from slawizard.storage.decoding import shown
from slawizard.storage.packs.member_names import check_name, refuse_collisions

LARGEST_PACK_BYTES = 50_000_000
MOST_MEMBERS = 2000
MOST_UNPACKED_BYTES = 100_000_000
LARGEST_MEMBER_BYTES = 5_000_000
MOST_RATIO = 100

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _LATER_SIZES, _UTF8 = 0x0001, 0x0008, 0x0800
_ZIP64 = (0xFFFF, 0xFFFFFFFF)
_COPY = "Ask whoever sent it for another copy."


class _Entry(NamedTuple):
    """One member as both tables of contents must describe it."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    when: tuple[int, int]
    checksum: int
    packed: int
    unpacked: int
    offset: int


def read_zip(data: bytes, where: str) -> dict[str, bytes]:
    """The members of a pack by name, in their order. `where` names the pack in messages.

    Raises PackError that says which rule the file breaks; nothing is ever written.
    """
    if len(data) > LARGEST_PACK_BYTES:
        raise PackError(f"The pack is larger than {LARGEST_PACK_BYTES // 1_000_000} MB.", where=where)
    entries, directory = _read_directory(data, where)
    refuse_collisions([entry.name for entry in entries], where)
    _refuse_size(entries, where)
    members: dict[str, bytes] = {}
    position = 0
    for entry in entries:
        if entry.offset != position:
            what = "Members overlap, or something is hidden between them."
            raise PackError(what, where=f"{where}, {shown(entry.name)}", remedy=_COPY)
        start = _check_local(data, entry, where)
        position = start + entry.packed
        if position > directory:
            raise PackError("A member reaches into the table of contents.", where=f"{where}, {shown(entry.name)}")
        members[entry.name] = _unpacked(data[start:position], entry, f"{where}, {shown(entry.name)}")
    if position != directory:
        raise PackError("Something is hidden before the table of contents.", where=where, remedy=_COPY)
    return members


# --- the table of contents --------------------------------------------------------------------------------------


def _read_directory(data: bytes, where: str) -> tuple[list[_Entry], int]:
    """The entries in their order, and where the table of contents begins."""
    if not data.startswith(b"PK\x03\x04"):
        raise PackError("This is not a pack: it does not begin as a zip file does.", where=where)
    if len(data) < _END.size or data[-_END.size :][:4] != b"PK\x05\x06":
        raise PackError("The end of the pack is missing, or something follows it.", where=where, remedy=_COPY)
    _sign, disk, first_disk, here, count, size, start, comment = _END.unpack(data[-_END.size :])
    if count in _ZIP64 or here in _ZIP64 or size in _ZIP64 or start in _ZIP64 or data[-42:-38] == b"PK\x06\x07":
        raise PackError("A pack is never so large that it needs the zip64 format.", where=where)
    if disk or first_disk or here != count or comment:
        raise PackError("The end of the pack does not say what a pack's end says.", where=where, remedy=_COPY)
    if count > MOST_MEMBERS:
        raise PackError(f"The pack has {count} members; {MOST_MEMBERS} are the most.", where=where)
    if start + size != len(data) - _END.size:
        raise PackError("The table of contents is not where the pack says it is.", where=where, remedy=_COPY)
    entries: list[_Entry] = []
    position = start
    for _number in range(count):
        entry, position = _read_entry(data, position, where)
        entries.append(entry)
    if position != len(data) - _END.size:
        raise PackError("The table of contents is longer than its entries.", where=where, remedy=_COPY)
    return entries, start


def _read_entry(data: bytes, position: int, where: str) -> tuple[_Entry, int]:
    if position + _ENTRY.size > len(data) - _END.size:
        raise PackError("The table of contents breaks off.", where=where, remedy=_COPY)
    fields = _ENTRY.unpack_from(data, position)
    sign, maker, needed, flags, method, time, date, checksum, packed, unpacked = fields[:10]
    name_length, extra, comment, disk, _internal, external, offset = fields[10:]
    if sign != b"PK\x01\x02":
        raise PackError("The table of contents is damaged.", where=where, remedy=_COPY)
    end = position + _ENTRY.size + name_length
    raw_name = data[position + _ENTRY.size : end]
    name = _decoded_name(raw_name, flags, where)
    place = f"{where}, {shown(name)}"
    check_name(name, place)
    _check_flags(flags, method, place)
    if packed in _ZIP64 or unpacked in _ZIP64 or offset in _ZIP64 or needed >= 45:
        raise PackError("A pack is never so large that it needs the zip64 format.", where=place)
    if extra or comment or disk:
        raise PackError("The member carries more than its content.", where=place)
    _check_type(maker, external, place)
    return _Entry(name, raw_name, flags, method, (time, date), checksum, packed, unpacked, offset), end


def _decoded_name(raw: bytes, flags: int, where: str) -> str:
    try:
        return raw.decode("utf-8" if flags & _UTF8 else "ascii")
    except UnicodeDecodeError as problem:
        raise PackError("The name of a member is not text in UTF-8.", where=where) from problem


def _check_flags(flags: int, method: int, place: str) -> None:
    if flags & _ENCRYPTED or flags & 0x2040:
        raise PackError("The member is encrypted.", where=place, remedy="Ask for a pack without a password.")
    if flags & _LATER_SIZES:
        raise PackError("The member does not say its size before its content.", where=place)
    if flags & ~(_UTF8 | 0x0006):
        raise PackError("The member uses something of the zip format that no pack needs.", where=place)
    if method not in (_STORED, _DEFLATED):
        raise PackError(f"The member is packed by a method ({method}) that no pack uses.", where=place)


def _check_type(maker: int, external: int, place: str) -> None:
    """Files alone are taken: the upper half holds the mode where the maker was a Unix."""
    mode = external >> 16
    kind = stat.S_IFMT(mode)
    if kind == stat.S_IFLNK:
        raise PackError("The member is a link.", where=place)
    if kind not in (0, stat.S_IFREG) or external & 0x10 or (maker >> 8 == 0 and external & 0x448):
        raise PackError("The member is not an ordinary file.", where=place)


def _refuse_size(entries: list[_Entry], where: str) -> None:
    """Refuse early what says of itself that it is too large; what lies is caught while unpacking."""
    total = sum(entry.unpacked for entry in entries)
    if total > MOST_UNPACKED_BYTES:
        what = (
            f"Unpacked, the pack would hold {total // 1_000_000} MB; {MOST_UNPACKED_BYTES // 1_000_000} are the most."
        )
        raise PackError(what, where=where)
    for entry in entries:
        place = f"{where}, {shown(entry.name)}"
        if entry.unpacked > LARGEST_MEMBER_BYTES:
            raise PackError(f"The member is larger than {LARGEST_MEMBER_BYTES // 1_000_000} MB.", where=place)
        if entry.unpacked > MOST_RATIO * entry.packed:
            raise PackError(f"The member would grow more than {MOST_RATIO} times when unpacked.", where=place)


# --- the members ------------------------------------------------------------------------------------------------


def _check_local(data: bytes, entry: _Entry, where: str) -> int:
    """Where the content of a member begins; its own header must say what the table of contents says."""
    place = f"{where}, {shown(entry.name)}"
    end = entry.offset + _LOCAL.size + len(entry.raw_name)
    if end > len(data):
        raise PackError("The member lies outside the pack.", where=place, remedy=_COPY)
    fields = _LOCAL.unpack_from(data, entry.offset)
    sign, needed, flags, method, time, date, checksum, packed, unpacked, name_length, extra = fields
    if sign != b"PK\x03\x04":
        raise PackError("The member does not begin where the table of contents says.", where=place, remedy=_COPY)
    name = data[entry.offset + _LOCAL.size : end]
    said = (flags, method, (time, date), checksum, packed, unpacked, name_length, name)
    sizes = (entry.checksum, entry.packed, entry.unpacked, len(entry.raw_name))
    expected = (entry.flags, entry.method, entry.when, *sizes, entry.raw_name)
    if said != expected:
        raise PackError("The member says something else of itself than the table of contents does.", where=place)
    if extra or needed >= 45:
        raise PackError("The member carries more than its content.", where=place)
    return end


def _unpacked(packed: bytes, entry: _Entry, place: str) -> bytes:
    if entry.method == _STORED:
        content = packed
    else:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            # One byte more than it says, and no more: enough to tell that it lies.
            content = inflater.decompress(packed, entry.unpacked + 1)
        except zlib.error as problem:
            raise PackError("The member cannot be unpacked.", where=place, remedy=_COPY) from problem
        if len(content) <= entry.unpacked and (not inflater.eof or inflater.unused_data):
            raise PackError("The content of the member breaks off, or something follows it.", where=place)
    if len(content) != entry.unpacked:
        raise PackError("The member is not as large as it says.", where=place)
    if zlib.crc32(content) != entry.checksum:
        raise PackError("The member is damaged: its checksum does not match.", where=place, remedy=_COPY)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise PackError("The member is another zip file.", where=place)
    return content
