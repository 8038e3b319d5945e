"""The zip container of a package, read without trusting a word of it, and its records as they are written.

Read and written here rather than by `zipfile`, because unchanged parts are to be copied as compressed bytes,
because declared sizes are not to be believed, and because importing `zipfile` costs a tenth of a whole run.
Source: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from briefgen.opc.refusals import PackageRefusedError, refusal

MAX_ENTRIES = 2_000
MAX_RATIO = 200
RATIO_MATTERS_FROM = 1 << 20


class Limits(NamedTuple):
    """How large a package may be, unpacked.

    Attributes:
        part: bytes of its largest part.
        package: bytes of all parts.
        ratio: whether a part must not be many times larger than it is packed.
    """

    part: int
    package: int
    ratio: bool


FOREIGN = Limits(40 << 20, 100 << 20, ratio=True)
"""Of files that come by e-mail: a part of XML becomes a tree of ten times its size."""

WORKBOOKS = Limits(100 << 20, 160 << 20, ratio=True)
"""Of workbooks, which are read as a stream: a sheet of 100 000 rows has 30 MB and more, its texts as much."""

OWN = Limits(400 << 20, 1 << 30, ratio=False)
"""Of files that briefgen has just made: they are as large as the ledger makes them, 15 000 points have 45 MB."""

STORED, DEFLATED = 0, 8
_PACKED_ALREADY = (".png", ".jpeg", ".jpg", ".gif")
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_OFFSET = slice(42, 46)  # in a central record: the place of the local record
_VERSION = 20
_TIME, _DATE = 0, (0 << 9) | (1 << 5) | 1  # 1980-01-01 00:00, the first moment a zip can name


class Part(Struct, frozen=True, dict=True):
    """One part of a package.

    Attributes:
        name: the name without a leading slash, e.g. "word/document.xml".
        data: the unpacked bytes.
        compressed: the bytes as the archive has them.
        method: 0 (stored) or 8 (deflated).
        crc: the CRC-32 of `data`.
    """

    name: str
    data: bytes
    compressed: bytes
    method: int
    crc: int

    @cached_property
    def head(self) -> bytes:
        """Its local header, with the name, as it is written (APPNOTE 4.3.7)."""
        name = self.name.encode()
        return _LOCAL.pack(b"PK\3\4", *_shared_fields(self, name)) + name

    @cached_property
    def entry(self) -> bytes:
        """Its record in the central directory (APPNOTE 4.3.12), as if it were the first."""
        name = self.name.encode()
        return _CENTRAL.pack(b"PK\1\2", _VERSION, *_shared_fields(self, name), 0, 0, 0, 0, 0) + name


class _Entry(Struct, frozen=True):
    """A record of the central directory: claims, not facts; `typed` is its name as it stands there."""

    name: str
    typed: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def deflate_part(name: str, data: bytes) -> Part:
    """A part made from its unpacked bytes, deflated at level 6; images, which are packed in themselves, as they are."""
    if name.lower().endswith(_PACKED_ALREADY):
        return Part(name, data, data, STORED, zlib.crc32(data))
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Part(name, data, packer.compress(data) + packer.flush(), DEFLATED, zlib.crc32(data))


_NONE: Mapping[str, Part] = {}


def read_parts(data: bytes, file: str, known: Mapping[str, Part] = _NONE, limits: Limits = FOREIGN) -> list[Part]:
    """The parts of a zip archive, in the order of its directory, folders left out.

    Args:
        data: the archive.
        file: its name, for messages.
        known: parts by name that have been read from another archive, all or some of them; one with the same bytes is
            not unpacked again.
        limits: how large it may be.

    Raises:
        PackageRefusedError: it is cut off, damaged, encrypted, too large, or made to mislead.
    """
    if known and (alike := read_alike(data, file, known, limits)):
        return alike
    entries = _entries(data, file)
    _refuse_names(entries, file)
    _refuse_sizes(entries, file, limits)
    return [_unpacked(data, entry, file, known) for entry in entries if not entry.name.endswith("/")]


def read_alike(data: bytes, file: str, known: Mapping[str, Part], limits: Limits) -> list[Part] | None:
    """The parts of an archive that is laid out as we write them, byte for byte, with the names of the known ones.

    Of a known part all bytes, and its records, are compared with what stood there; only others are read. None
    where anything is laid out otherwise, which is then looked at without such expectations.
    """
    at = len(data) - _END.size
    if at < 0 or not data.startswith(b"PK\5\6", at):
        return None
    start = record = _END.unpack_from(data, at)[6]
    parts, local = list[Part](), 0
    for part in known.values():
        claim = data[record : record + len(part.entry)]
        found = part if claim == central_record(part, local) else _claimed(data, claim, file, limits)
        if not (found and (found is part or claim == central_record(found, local)) and _stands_at(data, local, found)):
            return None
        parts.append(found)
        local, record = local + len(found.head) + len(found.compressed), record + len(claim)
    is_whole = (local, record) == (start, at) and data[at:] == end_record(len(parts), record - start, start)
    return parts if is_whole and sum(len(each.data) for each in parts) <= limits.package else None


def _stands_at(data: bytes, local: int, part: Part) -> bool:
    """Whether an archive has a part at some place, with its header."""
    return data.startswith(part.head, local) and data.startswith(part.compressed, local + len(part.head))


def _claimed(data: bytes, claim: bytes, file: str, limits: Limits) -> Part | None:
    """The part that a record of the directory promises; None where there is anything odd about it."""
    with suppress(PackageRefusedError):
        for entry in _directory(claim, file):
            _refuse_sizes([entry], file, limits)
            return _unpacked(data, entry, file, {})
    return None


def part_names(data: bytes, file: str) -> list[str]:
    """The names in a zip archive's directory; nothing is unpacked.

    Raises:
        PackageRefusedError: it is cut off or damaged.
    """
    return [entry.name for entry in _entries(data, file)]


def _entries(data: bytes, file: str) -> list[_Entry]:
    count, size, start = _end_of_directory(data, file)
    if count > MAX_ENTRIES:
        raise refusal("TOO_MANY_ENTRIES", file, f"{count:,}")
    if start + size > len(data):
        raise refusal("DAMAGED", file, "the directory of the archive is incomplete")
    entries = list(_directory(data[start : start + size], file))
    if len(entries) != count:
        raise refusal("DAMAGED", file, "the directory of the archive is incomplete")
    return entries


def _end_of_directory(data: bytes, file: str) -> tuple[int, int, int]:
    """Number of entries, size and start of the central directory."""
    at = len(data) - _END.size  # unless a comment follows
    if not data.startswith(b"PK\5\6", max(at, 0)):
        at = data.rfind(b"PK\5\6", max(0, at - 0xFFFF))
    if at < 0 or at + _END.size > len(data):
        raise refusal("TRUNCATED", file)
    _, _, _, _, count, size, start, _ = _END.unpack_from(data, at)
    if start == 0xFFFFFFFF:
        raise refusal("ZIP_METHOD", file, "Zip64")
    return count, size, start


def _directory(records: bytes, file: str) -> Iterator[_Entry]:
    at = 0
    while at + _CENTRAL.size <= len(records) and at >= 0:
        fields = _CENTRAL.unpack_from(records, at)
        if fields[0] != b"PK\1\2":
            raise refusal("DAMAGED", file, "the directory of the archive is broken")
        name_end = at + _CENTRAL.size + fields[10]
        raw_name = records[at + _CENTRAL.size : name_end]
        yield _entry(fields, _decoded(raw_name, fields[3], file), raw_name)
        at = name_end + fields[11] + fields[12]


def _entry(fields: tuple[int, ...], name: str, typed: bytes) -> _Entry:
    return _Entry(name, typed, fields[3], fields[4], fields[7], fields[8], fields[9], fields[16])


def _decoded(raw_name: bytes, flags: int, file: str) -> str:
    """The name; old packers of Windows write backslashes for slashes (APPNOTE 4.4.17 asks for the latter)."""
    try:
        return raw_name.decode("utf-8" if flags & _UTF8 else "cp437").replace("\\", "/")
    except UnicodeDecodeError:
        raise refusal("ZIP_PATH", file, repr(raw_name)) from None


def _refuse_names(entries: list[_Entry], file: str) -> None:
    seen: set[str] = set()
    for entry in entries:
        if _is_odd(entry.name):
            raise refusal("ZIP_PATH", file, entry.name.encode("unicode_escape").decode())
        if entry.name.lower() in seen:  # part names are equal whatever their case: ISO/IEC 29500-2, 6.3.5
            raise refusal("DUPLICATE_ENTRY", file, entry.name, entry.name)
        seen.add(entry.name.lower())


def _is_odd(name: str) -> bool:
    steps = name.removesuffix("/").split("/")
    return ":" in name or "\0" in name or any(step in {"", ".", ".."} for step in steps)


def _refuse_sizes(entries: list[_Entry], file: str, limits: Limits) -> None:
    unpacked = sum(entry.size for entry in entries)
    for entry in entries:
        if entry.flags & _ENCRYPTED:
            raise refusal("ENCRYPTED", file, entry.name)
        if entry.method not in (STORED, DEFLATED):
            raise refusal("ZIP_METHOD", file, f"{entry.name}: method {entry.method}")
        # a part of XML becomes a tree of many times its size; of a picture below the limit a ratio says nothing
        is_xml = limits.ratio and entry.name.lower().endswith((".xml", ".rels"))
        if is_xml and entry.size > RATIO_MATTERS_FROM and entry.size > MAX_RATIO * entry.packed:
            raise refusal("ZIP_BOMB_RATIO", file, entry.name, entry.name)
        if entry.size > limits.part:
            detail = f"{entry.name}: more than {limits.part >> 20} MB"
            raise refusal("PART_TOO_LARGE", file, detail, entry.name)
    if unpacked > limits.package:
        detail = f"{unpacked >> 20:,} MB when unpacked, more than the {limits.package >> 20} MB"
        raise refusal("TOO_LARGE_UNPACKED", file, detail)


def _unpacked(data: bytes, entry: _Entry, file: str, known: Mapping[str, Part]) -> Part:
    compressed, same = _compressed(data, entry, file), known.get(entry.name)
    if same and (entry.method, entry.crc, entry.size, compressed) == (
        same.method,
        same.crc,
        len(same.data),
        same.compressed,
    ):
        return same
    unpacked = compressed if entry.method == STORED else _inflated(compressed, entry, file)
    if len(unpacked) != entry.size:
        raise refusal("UNREADABLE_PART", file, entry.name, entry.name)
    if zlib.crc32(unpacked) != entry.crc:
        raise refusal("BAD_CRC", file, entry.name, entry.name)
    return Part(entry.name, unpacked, compressed, entry.method, entry.crc)


def _compressed(data: bytes, entry: _Entry, file: str) -> bytes:
    if entry.offset + _LOCAL.size > len(data):
        raise refusal("UNREADABLE_PART", file, entry.name, entry.name)
    signature, *_, name_length, extra_length = _LOCAL.unpack_from(data, entry.offset)
    name_end = entry.offset + _LOCAL.size + name_length
    start = name_end + extra_length
    # a local name other than the directory's lets two programs see two different documents
    same = data[name_end - name_length : name_end] == entry.typed
    if signature != b"PK\3\4" or not same or start + entry.packed > len(data):
        raise refusal("UNREADABLE_PART", file, entry.name, entry.name)
    return data[start : start + entry.packed]


def _inflated(compressed: bytes, entry: _Entry, file: str) -> bytes:
    """At most one byte more than was declared, so that a lie about the size costs nothing."""
    unpacker = zlib.decompressobj(-15)
    try:
        unpacked = unpacker.decompress(compressed, entry.size + 1)
    except zlib.error:
        raise refusal("UNREADABLE_PART", file, entry.name, entry.name) from None
    return unpacked if unpacker.eof else b""


def central_record(part: Part, offset: int) -> bytes:
    """The part's record in the central directory (APPNOTE 4.3.12), with the place of its local record."""
    return part.entry[: _OFFSET.start] + offset.to_bytes(4, "little") + part.entry[_OFFSET.stop :]


def end_record(count: int, size: int, start: int) -> bytes:
    """The end of the central directory (APPNOTE 4.3.16)."""
    return _END.pack(b"PK\5\6", 0, 0, count, count, size, start, 0)


def _shared_fields(part: Part, name: bytes) -> tuple[int, ...]:
    flags = 0 if name.isascii() else _UTF8
    return (
        _VERSION,
        flags,
        part.method,
        _TIME,
        _DATE,
        part.crc,
        len(part.compressed),
        len(part.data),
        len(name),
        0,
    )
