"""Writes zip files that may say anything of themselves: each field of each header can be set apart."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from slawizard.storage.library.template_file import encode_template
from slawizard.storage.packs.manifest import NAME
from tests.storage.library.saved import saved

REGULAR = 0o100644 << 16
_AS_IT_IS: Mapping[str, Any] = {}


class Part(NamedTuple):
    """One member and what its headers say where that is not the truth. `name` may be bytes that are no text."""

    name: str | bytes
    content: bytes
    method: int = 8
    both: Mapping[str, int] = _AS_IT_IS
    local: Mapping[str, Any] = _AS_IT_IS
    central: Mapping[str, Any] = _AS_IT_IS
    packed: bytes | None = None


def template_bytes(title: str = "Managed IT") -> bytes:
    """The file of a template."""
    return encode_template(saved(title))


def manifest_of(parts: list[Part], **changed: Any) -> Part:
    """The manifest of these members, true unless it is changed."""
    members = [
        {
            "kind": "template",
            "name": part.name if isinstance(part.name, str) else part.name.decode("latin-1"),
            "title": "T",
            "size": len(part.content),
            "sha256": hashlib.sha256(part.content).hexdigest(),
        }
        for part in parts
    ]
    pack = {"title": "Pack", "version": 1, "members": members, **changed}
    document = {"format": "SLA Wizard pack", "schema_version": 1, "program": "x", "pack": pack}
    return Part(NAME, json.dumps(document).encode())


def pack_of(*parts: Part, **changed: Any) -> bytes:
    """A pack of these members, with its manifest."""
    return zipped([manifest_of(list(parts), **changed), *parts])


def good_part(name: str = "templates/it.slatemplate") -> Part:
    """A template as a member."""
    return Part(name, template_bytes())


def zipped(parts: list[Part], *, end: dict[str, int] | None = None, before: bytes = b"", after: bytes = b"") -> bytes:
    """The zip file. `end` changes what its end says."""
    body, directory = bytearray(before), bytearray()
    for part in parts:
        head, entry = _headers(part, len(body))
        body += head
        directory += entry
    said = {
        "disk": 0,
        "first_disk": 0,
        "here": len(parts),
        "count": len(parts),
        "size": len(directory),
        "start": len(body),
        "comment": 0,
    } | (end or {})
    return bytes(body + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", *said.values()) + after)


def _headers(part: Part, offset: int) -> tuple[bytes, bytes]:
    """The member with its own header, and its entry in the table of contents."""
    raw = part.name if isinstance(part.name, bytes) else part.name.encode("utf-8", "surrogatepass")
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = part.packed
    if packed is None:
        packed = packer.compress(part.content) + packer.flush() if part.method == 8 else part.content
    truth = {
        "needed": 20,
        "flags": 0x0800,
        "method": part.method,
        "time": 0,
        "date": 33,
        "crc": zlib.crc32(part.content),
        "packed": len(packed),
        "unpacked": len(part.content),
        "name_length": len(raw),
        "extra": 0,
    } | dict(part.both)
    own = {**truth, **{key: value for key, value in part.local.items() if key in truth}}
    own_name = part.local.get("name", raw)
    head = struct.pack("<4s5H3L2H", part.local.get("sign", b"PK\x03\x04"), *own.values()) + own_name
    listed = {**truth, **{key: value for key, value in part.central.items() if key in truth}}
    rest = {"comment": 0, "disk": 0, "internal": 0, "external": REGULAR, "offset": offset}
    rest |= {key: value for key, value in part.central.items() if key in rest}
    entry = struct.pack(
        "<4s6H3L5H2L",
        part.central.get("sign", b"PK\x01\x02"),
        part.central.get("maker", 3 << 8 | 20),
        *listed.values(),
        *rest.values(),
    )
    return head + part.local.get("tail", b"") + packed, entry + part.central.get("name", raw) + part.central.get(
        "tail", b""
    )
