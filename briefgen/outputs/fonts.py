"""Which typefaces this computer has: the families that the font files in its usual folders say they belong to.

Asked by `briefgen doctor` alone. No document depends on it. Source: OpenType 1.9.1, “Organization of an OpenType font”,
“TTC Header” and “name — Naming Table”.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

MOST_FILES = 20_000
_LARGEST_TABLE = 1 << 20  # bytes of names; the largest known has 60 000
_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_COLLECTION, _SOME_FONTS = b"ttcf", 64
_FAMILY = frozenset({1, 16})  # the family, and that of a font with more than four styles
_UNICODE, _MACINTOSH, _WINDOWS = 0, 1, 3
_ALIKE: Mapping[str, tuple[str, ...]] = {
    "arial": ("Liberation Sans", "Arimo"),
    "calibri": ("Carlito",),
    "cambria": ("Caladea",),
    "courier new": ("Liberation Mono", "Cousine"),
    "times new roman": ("Liberation Serif", "Tinos"),
}


def font_folders(environment: Mapping[str, str]) -> list[Path]:
    """The folders in which Linux, macOS and Windows keep fonts, as far as they are there."""
    fixed = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"]
    home, mine = environment.get("HOME", ""), environment.get("LOCALAPPDATA", "")
    of_user = [f"{home}/{each}" for each in (".fonts", ".local/share/fonts", "Library/Fonts") if home]
    windows = [f"{environment['WINDIR']}/Fonts"] if environment.get("WINDIR") else []
    below = [f"{mine}/Microsoft/Windows/Fonts"] if mine else []
    return [path for path in map(Path, (*fixed, *of_user, *windows, *below)) if path.is_dir()]


def font_families(folders: Iterable[Path]) -> frozenset[str]:
    """The families in some folders and all below them, with small letters; files that are no fonts are passed over."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in _ENDINGS)
    return frozenset(name.casefold() for path in islice(files, MOST_FILES) for name in _families_in(path))


def stand_ins(name: str, families: frozenset[str]) -> list[str]:
    """The typefaces with letters of the same widths that are there for one that is missing."""
    return [each for each in _ALIKE.get(name.casefold(), ()) if each.casefold() in families]


def _families_in(path: Path) -> list[str]:
    with suppress(OSError, struct.error, ValueError), path.open("rb") as file:
        return [name for start in _fonts_in(file) for name in _names(file, start)]
    return []


def _fonts_in(file: BinaryIO) -> list[int]:
    """Where the fonts of a file begin: one, or those of a collection."""
    tag, _, count = struct.unpack(">4sII", file.read(12))
    if tag != _COLLECTION:
        return [0]
    return list(struct.unpack(f">{min(count, _SOME_FONTS)}I", file.read(4 * min(count, _SOME_FONTS))))


def _names(file: BinaryIO, start: int) -> Iterator[str]:
    file.seek(start + 4)
    [count] = struct.unpack(">H6x", file.read(8))
    tables = (struct.unpack(">4s4xII", file.read(16)) for _ in range(count))
    offset, length = next(((at, size) for tag, at, size in tables if tag == b"name"), (0, 0))
    file.seek(offset)
    yield from _families(file.read(min(length, _LARGEST_TABLE)))


def _families(table: bytes) -> Iterator[str]:
    """The family names of a naming table, in all languages."""
    if not table:
        return
    _, count, storage = struct.unpack_from(">3H", table)
    for number in range(count):
        platform, encoding, _, kind, length, offset = struct.unpack_from(">6H", table, 6 + 12 * number)
        text = table[storage + offset : storage + offset + length]
        if kind in _FAMILY and platform in (_UNICODE, _WINDOWS):
            yield text.decode("utf-16-be", "replace")
        elif kind in _FAMILY and platform == _MACINTOSH and encoding == 0:
            yield text.decode("mac-roman", "replace")
