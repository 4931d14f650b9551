"""Packs that break one rule each, with the words by which they must be refused."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import random
import stat
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.storage.library.saved import png
from tests.storage.packs.zips import Part, good_part, manifest_of, pack_of, template_bytes, zipped

NAME = "templates/it.slatemplate"


class Hostile(NamedTuple):
    """A pack, what is wrong with it, and some words of the refusal."""

    name: str
    data: bytes
    reason: str


def all_hostile() -> list[Hostile]:
    """Every hostile pack; the same at every call."""
    headers = (_names, _collisions, _flags, _types, _lies, _overlaps, _bombs, _ends, _breaks)
    return [hostile for maker in (*headers, _manifests, _members, _contents, _slow) for hostile in maker()]


# --- names ------------------------------------------------------------------------------------------------------

_BAD_NAMES = {
    "leads out": ("../x", "a/../../x", "..", "a/..", "templates/../../../x.slatemplate"),
    "absolute path": ("/etc/passwd", "/x", "C:/x", "c:x", "//server/x"),
    "backslash": ("a\\b", "..\\x", "C:\\x", "\\\\server\\x"),
    "at most 200": ("", "x" * 201),
    "empty part": ("a//b", "./a", "a/./b", "."),
    "folder": ("dir/", "a/b/"),
    "cannot be seen": ("a\x00b", "a\nb", "a\u202eb", "a\u200bb", "a\x7fb", "a\x1bb", "a\ufeffb", "a\u2028b"),
    "another system": (
        "con",
        "NUL",
        "aux.txt",
        "com1",
        "LPT9.x",
        "templates/prn.slatemplate",
        "a.",
        "a ",
        " a",
        "b/ a",
    ),
    "not every system": ("a<b", "a>b", "a|b", "a?b", "a*b", 'a"b', "ab:c"),
    "too deep": ("a/b/c/d/e/f",),
}


def _names() -> Iterator[Hostile]:
    for reason, names in _BAD_NAMES.items():
        for name in names:
            yield Hostile(f"name {name[:30]!r}", pack_of(Part(name, b"{}")), reason)
    yield Hostile("name that is no text", pack_of(Part(b"\xff\xfe", b"{}")), "not text in UTF-8")
    yield Hostile("name in code page 437", pack_of(Part(b"\x81.x", b"{}", both={"flags": 0})), "not text in UTF-8")
    yield Hostile("surrogate in a name", pack_of(Part("a\ud800", b"{}")), "not text in UTF-8")


_TWINS = (
    ("a", "a"),
    ("a", "A"),
    ("templates/x", "Templates/X"),
    ("\u00e9", "e\u0301"),
    ("\u00c9", "e\u0301"),
    ("\ufb01", "fi"),
    ("stra\u00dfe", "STRASSE"),
    ("\u212a", "k"),
    ("\uff41", "a"),
    ("\u03c3", "\u03c2"),
    ("\u2460", "1"),
    ("\u0130", "i\u0307"),
)


def _collisions() -> Iterator[Hostile]:
    for one, other in _TWINS:
        data = pack_of(Part(one, b"1"), Part(other, b"2"))
        yield Hostile(f"names {one!r} and {other!r}", data, "cannot tell apart")
    yield Hostile("file and folder", pack_of(Part("a", b"1"), Part("A/b", b"2")), "file and a folder")


# --- headers ----------------------------------------------------------------------------------------------------


def _changed(**part: Any) -> bytes:
    """A pack whose one template is described otherwise."""
    return pack_of(good_part()._replace(**part))


def _flags() -> Iterator[Hostile]:
    for flags, reason in (
        (0x0001, "encrypted"),
        (0x0040, "encrypted"),
        (0x2000, "encrypted"),
        (0x0008, "before its content"),
        *((1 << bit, "no pack needs") for bit in (4, 5, 7, 8, 9, 10, 12, 14, 15)),
    ):
        yield Hostile(f"flags {flags:#x}", _changed(both={"flags": 0x0800 | flags}), reason)
    for method in (1, 2, 3, 4, 5, 6, 9, 10, 12, 14, 18, 19, 20, 93, 94, 95, 96, 97, 98, 99, 65535):
        yield Hostile(f"method {method}", _changed(both={"method": method}), "by a method")


def _types() -> Iterator[Hostile]:
    yield Hostile("link", _changed(central={"external": (stat.S_IFLNK | 0o777) << 16}), "a link")
    for kind in (stat.S_IFDIR, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK):
        yield Hostile(f"type {kind:#o}", _changed(central={"external": (kind | 0o777) << 16}), "not an ordinary file")
    for external in (0x10, 0x08, 0x40, 0x400):
        central = {"external": external, "maker": 20}
        yield Hostile(f"attributes {external:#x}", _changed(central=central), "not an ordinary file")


def _lies() -> Iterator[Hostile]:
    says = "says something else"
    for field, value in (
        ("flags", 0),
        ("method", 0),
        ("time", 1),
        ("date", 34),
        ("crc", 1),
        ("packed", 1),
        ("unpacked", 1),
        ("name_length", 3),
    ):
        yield Hostile(f"own header lies on {field}", _changed(local={field: value}), says)
    other = b"templates/IT.slatemplate"
    yield Hostile("own header has another name", _changed(local={"name": other}), says)
    extra = {"extra": 4, "tail": b"\x01\x00\x00\x00"}
    yield Hostile("extra field in its own header", _changed(local=extra), "more than its content")
    yield Hostile("extra field in the list", _changed(central=extra), "more than its content")
    yield Hostile("comment of a member", _changed(central={"comment": 2, "tail": b"hi"}), "more than its content")
    yield Hostile("member on another disk", _changed(central={"disk": 1}), "more than its content")
    yield Hostile("version 4.5", _changed(both={"needed": 45}), "zip64")
    yield Hostile("own header of version 4.5", _changed(local={"needed": 45}), "more than its content")
    for field in ("packed", "unpacked"):
        yield Hostile(f"zip64 {field}", _changed(both={field: 0xFFFFFFFF}), "zip64")
    yield Hostile("zip64 offset", _changed(central={"offset": 0xFFFFFFFF}), "zip64")
    yield Hostile("wrong sign of a member", _changed(local={"sign": b"PK\x07\x08"}), "does not begin where")
    yield Hostile("wrong sign of an entry", _changed(central={"sign": b"PK\x06\x06"}), "contents is damaged")


def _overlaps() -> Iterator[Hostile]:
    good, twin = good_part(), good_part("templates/two.slatemplate")
    manifest = manifest_of([good, twin])
    for offset in (0, 1, 30, 400, 10**6):
        moved = twin._replace(central={"offset": offset})
        yield Hostile(f"second member at {offset}", zipped([manifest, good, moved]), "overlap")
    # One member quoted inside another: its header is the beginning of the other's content.
    quoted = b"{" + zipped([twin])[: -22 - 46 - len(twin.name)]
    outer = Part(NAME, quoted, 0)
    inner = twin._replace(central={"offset": len(zipped([manifest])) - 22 - 46 - 13 + 31 + len(NAME)})
    yield Hostile("quoted overlap", zipped([manifest_of([outer, twin]), outer, inner]), "overlap")
    gap = good._replace(local={"tail": b"hidden"})
    yield Hostile("something between header and content", zipped([manifest_of([gap]), gap]), "")
    swapped = zipped([manifest, good, twin])
    yield Hostile("something before the first", b"MZ" + swapped, "does not begin as a zip")
    yield Hostile("a script before it", b"#!/bin/sh\n" + swapped, "does not begin as a zip")
    hidden = zipped([manifest_of([good]), good], before=b"PK\x03\x04hidden")
    yield Hostile("something hidden before the first", hidden, "overlap")
    longer = zipped([manifest_of([good]), good._replace(packed=_deflated(good.content) + b"hidden")])
    yield Hostile("something after the content", longer, "breaks off, or something follows")
    shorter = zipped([manifest_of([good]), good._replace(packed=_deflated(good.content)[:-9])])
    yield Hostile("content that breaks off", shorter, "breaks off")


# --- sizes ------------------------------------------------------------------------------------------------------


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _bombs() -> Iterator[Hostile]:
    zeros = bytes(4_000_000)
    yield Hostile("bomb", pack_of(Part(NAME, zeros)), "would grow more than 100 times")
    for claimed in (0, 1, 100, 10_000, 300_000):
        lying = Part(NAME, zeros, both={"unpacked": claimed})
        yield Hostile(f"bomb that says it has {claimed}", pack_of(lying), "not as large as it says")
    noise = random.Random(1).randbytes(60_000)
    large = [Part(f"{number}.x", noise, 0, both={"unpacked": 4_900_000, "method": 8}) for number in range(21)]
    yield Hostile("more than 100 MB", pack_of(*large), "Unpacked, the pack would hold")
    yield Hostile("member of 4 GB", _changed(both={"unpacked": 0xFFFFFFFE}), "Unpacked, the pack would hold")
    yield Hostile("member of 6 MB", pack_of(Part(NAME, noise * 100, 0)), "larger than 5 MB")
    many = [Part(f"{number}.x", b"") for number in range(2001)]
    yield Hostile("too many members", zipped(many), "2000 are the most")
    yield Hostile("stored with two sizes", _changed(method=0, both={"unpacked": 5}), "not as large")
    yield Hostile("no stream at all", _changed(packed=b"\xff" * 2000), "cannot be unpacked")
    yield Hostile("wrong checksum", _changed(both={"crc": 7}), "checksum")
    nested = zipped([Part("a", zlib.compress(bytes(1000)))])
    yield Hostile("zip inside", pack_of(Part(NAME, nested)), "another zip file")
    yield Hostile("empty zip inside", pack_of(Part(NAME, zipped([]))), "another zip file")
    values = b"[" + b"[]," * 400_000 + b"[]]"
    masses = Part(NAME, json.dumps({"format": "SLA Wizard template"}).encode() + values + noise)
    yield Hostile("a million values", pack_of(masses), "more than 300000 values")
    deep = Part(NAME, b'{"a":' * 5000 + b"1" + b"}" * 5000, 0)
    yield Hostile("deep nesting", pack_of(deep), "nested more than")


# --- the end ----------------------------------------------------------------------------------------------------


def _ends() -> Iterator[Hostile]:
    parts = [manifest_of([good_part()]), good_part()]
    for after in (b"\0", b"hidden", b"PK\x05\x06", bytes(70_000)):
        yield Hostile(f"{len(after)} bytes after the end", zipped(parts, after=after), "end of the pack is missing")
    yield Hostile("comment of the pack", zipped(parts, end={"comment": 3}, after=b"abc"), "end of the pack is missing")
    for field, value, reason in (
        ("comment", 3, "does not say"),
        ("disk", 1, "does not say"),
        ("first_disk", 1, "does not say"),
        ("here", 1, "does not say"),
        ("count", 3, "does not say"),
        ("size", 1, "not where the pack says"),
        ("start", 1, "not where the pack says"),
        ("count", 0xFFFF, "zip64"),
        ("here", 0xFFFF, "zip64"),
        ("size", 0xFFFFFFFF, "zip64"),
        ("start", 0xFFFFFFFF, "zip64"),
    ):
        yield Hostile(f"end says {field} {value:#x}", zipped(parts, end={field: value}), reason)
    yield Hostile("one entry fewer", zipped(parts, end={"count": 1, "here": 1}), "longer than its entries")
    yield Hostile("one entry more", zipped(parts, end={"count": 3, "here": 3}), "")
    yield Hostile("no members", zipped([]), "does not begin as a zip")
    whole = zipped(parts)
    locator = whole[:-22] + b"PK\x06\x07" + bytes(16) + whole[-22:]
    yield Hostile("zip64 locator", locator, "zip64")


def _breaks() -> Iterator[Hostile]:
    whole = pack_of(good_part())
    for eighth in range(1, 8):
        yield Hostile(f"{eighth} of 8 parts", whole[: len(whole) * eighth // 8], "end of the pack is missing")
    for missing in (1, 5, 21, 22, 23, 60):
        yield Hostile(f"{missing} bytes missing", whole[:-missing], "end of the pack is missing")
    chance = random.Random(5)
    start = whole.index(b".slatemplate") + 12
    end = whole.index(b"PK\x01\x02")
    for number in range(1, 21):
        place = chance.randrange(start, end)
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        yield Hostile(f"a bit wrong, {number}", bytes(damaged), "")
    for name, data in (
        ("nothing", b""),
        ("a PDF", b"%PDF-1.7\n" + bytes(100)),
        ("gzip", gzip.compress(whole)),
        ("text", b"hello " * 30),
        ("seven-zip", b"7z\xbc\xaf\x27\x1c" + bytes(100)),
    ):
        yield Hostile(name, data, "does not begin as a zip")


# --- what is inside ---------------------------------------------------------------------------------------------


def _manifests() -> Iterator[Hostile]:
    good = good_part()
    right = manifest_of([good])
    yield Hostile("no manifest", zipped([good]), "begin with its manifest")
    yield Hostile("manifest at the end", zipped([good, right]), "begin with its manifest")
    yield Hostile("manifest that is no JSON", zipped([right._replace(content=b"x"), good]), "not a pack")
    broken = right.content.replace(b'"pack": {', b'"pack": {{', 1)
    yield Hostile("damaged manifest", zipped([right._replace(content=broken), good]), "damaged")
    for field, value, reason in (
        ("format", "another", "not a pack"),
        ("schema_version", 99, "version 99"),
        ("schema_version", 0, "valid version"),
        ("more", 1, "no field"),
    ):
        document = json.loads(right.content) | {field: value}
        yield Hostile(
            f"manifest with {field} {value}",
            zipped([right._replace(content=json.dumps(document).encode()), good]),
            reason,
        )
    stray = Part("stray.slatemplate", b"{}")
    yield Hostile("member that is not named", zipped([right, good, stray]), "does not name")


def _members() -> Iterator[Hostile]:
    good = good_part()
    member = json.loads(manifest_of([good]).content)["pack"]["members"][0]
    for change, reason in (
        ({"members": []}, "nothing in the pack"),
        ({"title": " "}, "title and version"),
        ({"version": 0}, "title and version"),
        ({"members": [member, member]}, "names a member twice"),
        ({"members": [{**member, "name": "other.slatemplate"}]}, "not in the pack"),
        ({"members": [{**member, "size": 1}]}, "another size"),
        ({"members": [{**member, "sha256": "0" * 64}]}, "SHA-256 differs"),
        ({"members": [{**member, "sha256": member["sha256"].upper()}]}, "SHA-256 differs"),
        ({"members": [{**member, "kind": "style"}]}, "does not fit its kind"),
        ({"members": [{**member, "kind": "program"}]}, "none of the words"),
        ({"members": [{**member, "extra": 1}]}, "no field"),
        ({"surprise": 1}, "no field"),
        ({"title": 7}, "should be a text"),
    ):
        yield Hostile(f"manifest: {str(change)[:60]}", pack_of(good, **change), reason)
    own = {**member, "name": "manifest.json"}
    yield Hostile("manifest that names itself", pack_of(good, members=[member, own]), "does not fit its kind")


def _contents() -> Iterator[Hostile]:
    document = json.loads(template_bytes())
    for change, reason in (
        ({"id": "../../escape"}, "id of a template"),
        ({"title": ""}, "no title"),
        ({"versions": []}, "no version"),
        ({"picture": "////"}, "not a PNG"),
        ({"picture": _base64(png(60_000, 60_000))}, "sides of 60000"),
        ({"unknown": 1}, "no field"),
    ):
        content = json.dumps({**document, "template": {**document["template"], **change}}).encode()
        yield Hostile(f"template with {str(change)[:40]}", pack_of(Part(NAME, content)), reason)
    same = Part("templates/again.slatemplate", good_part().content)
    first = same._replace(name=NAME)
    yield Hostile("one template twice", pack_of(first, same), "holds this twice")
    for name, kind, content, reason in (
        ("clauses/a.md.j2", "clause", b"no front matter", ""),
        ("clauses/a.md.j2", "clause", b"+++\nid = 3\n+++\nx", ""),
        ("clauses/a.md.j2", "clause", b"\xff\xfe", "not text in UTF-8"),
        ("clauses/a.md.j2", "clause", random.Random(2).randbytes(60_000).hex().encode(), "longer than 100 kB"),
        ("clauses/a.md.j2", "clause", _clause(".".join("a" * 40_000) + " = 1"), "head of the clause"),
        ("clauses/a.md.j2", "clause", _clause("a = " + "1" * 90_000), "head of the clause"),
        ("clauses/a.md.j2", "clause", _clause("a = " + "[" * 1900), ""),
        ("clauses/a.md.j2", "clause", _clause("a.b = 1\n" * 3000), "head of the clause"),
        ("clauses/a.slaclauses", "clauses", b"{}", "not a bundle of clauses"),
        ("styles/a.slastyle", "style", b"{}", "not a house style"),
        ("styles/a.slastyle", "style", b"<svg/>", ""),
    ):
        entry = {"kind": kind, "name": name, "title": "T", "size": len(content)}
        members = [{**entry, "sha256": hashlib.sha256(content).hexdigest()}]
        yield Hostile(f"{kind}: {content[:20]!r}", pack_of(Part(name, content, 0), members=members), reason)


def _clause(line: str) -> bytes:
    """A clause with one more line in its front matter."""
    return f'+++\nid = "care"\ntitle = "Care"\nstep = "objectives"\norder = 1\n{line}\n+++\nText.\n'.encode()


def _slow() -> Iterator[Hostile]:
    """What is small, and yet would take a careless reader minutes."""
    names = ",".join(f'"n{number}": 1' for number in range(200_000))
    twice = f'{{"format": "x", {names}, "n0": 1}}'.encode()
    yield Hostile("a name twice among 200,000", pack_of(Part(NAME, twice)), "stands twice")
    late = f'{{"format": "x", {names}, "n199999": 1}}'.encode()
    yield Hostile("a name twice at the end", pack_of(Part(NAME, late)), "stands twice")
    noise = random.Random(3).randbytes(1_000_000).hex()
    rows = ",".join("1" for _number in range(250_000))
    long = f'{{"format": "x", "{noise}": [{rows}, 1.5]}}'.encode()
    yield Hostile("a name of two million letters", pack_of(Part(NAME, long)), "quotation marks")
    document = json.loads(template_bytes())
    for field, value in (("title", "x" * 201), ("note", noise[:5001]), ("tags", ["x"] * 41), ("tags", ["y" * 61])):
        content = json.dumps({**document, "template": {**document["template"], field: value}}).encode()
        yield Hostile(f"template with too long {field} {len(value)}", pack_of(Part(NAME, content, 0)), "longer than")
    style = {"format": "SLA Wizard house style", "schema_version": 1}
    for change, reason in (
        ({"name": ""}, "no name"),
        ({"name": noise[:300]}, "up to 80 characters"),
        ({"name": "x", "ink": noise}, ""),
        ({"name": "x", noise[:900_000]: 1}, "no field"),
    ):
        content = json.dumps({**style, "style": change}).encode()
        member = {"kind": "style", "name": "styles/a.slastyle", "title": "T", "size": len(content)}
        members = [{**member, "sha256": hashlib.sha256(content).hexdigest()}]
        data = pack_of(Part("styles/a.slastyle", content), members=members)
        yield Hostile(f"style {str(change)[:30]}", data, reason)
    for field, most in (("title", 200), ("author", 200), ("note", 5000)):
        yield Hostile(f"pack with too long {field}", pack_of(good_part(), **{field: noise[: most + 1]}), "longer than")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
