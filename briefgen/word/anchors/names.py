"""The names of anchors: what stands in them, how they are made and read.

`_bgp` (a paragraph) or `_bgr` (a row), 12 digits for the record, 6 for the place in the template, `_`, 8 for the
content of the record, all hexadecimal; behind the second and further anchors of one name `_2` and so on. That is less
than the 40 characters that a bookmark's name may have. The digests have no salt: they are not readable, and not secret.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from zlib import crc32

from msgspec import Struct

PREFIX = "_bg"
"""How the names of all anchors begin."""

NO_RECORD, NO_CONTENT = "0" * 12, "0" * 8
"""The digests of a paragraph that no loop repeats: its place in the template says all."""

NAME = re.compile(r"_bg([pr])([0-9a-f]{12})([0-9a-f]{6})_([0-9a-f]{8})(_\d+)?")
_KINDS = (str, int)
_BETWEEN = "\x1f"  # in no text of a document


class AnchorName(Struct, frozen=True):
    """The name of an anchor, taken apart.

    Attributes:
        is_row: whether it stands for a whole row of a table, not for a paragraph.
        record: the digest of the record that a loop was at, with the records around it.
        place: the digest of the paragraph of the template.
        content: the digest of what the record says.
        copy: "_2" and so on behind the second and further ones of one record and place, else "".
    """

    is_row: bool
    record: str
    place: str
    content: str
    copy: str = ""

    @property
    def identity(self) -> str:
        """What stays the same while the words change; unique among the rows or paragraphs of a document."""
        return self.record + self.place + self.copy

    @property
    def is_fixed(self) -> bool:
        """Whether the paragraph stands in the template once, and belongs to no record."""
        return self.record == NO_RECORD


def read_name(name: str) -> AnchorName | None:
    """The anchor that a bookmark is by its name; None for other bookmarks."""
    found = NAME.fullmatch(name)
    if found is None:
        return None
    kind, record, place, content, copy = found.groups()
    return AnchorName(kind == "r", record, place, content, copy or "")


def place_digest(source: str, count: int) -> str:
    """The place of a paragraph in a template, by what is typed there: edits elsewhere do not change it.

    Args:
        source: the paragraph's words and tags.
        count: how many paragraphs before it have the same.
    """
    return _digest(f"{source}{_BETWEEN}{count}", 3)


def record_digest(keys: Sequence[str]) -> str:
    """The digest of a record, by its key and those of the records around it, outermost first."""
    return _digest(_BETWEEN.join(keys), 6)


def content_digest(text: str) -> str:
    """The digest of what a record says."""
    return f"{crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def keys_of(records: Sequence[object]) -> list[str]:
    """The keys by which some records, outermost first, are known; none where the innermost cannot be told from others.

    A record is known by its `key` or `id`, a plain text or number by itself, a tuple (what one loop or macro binds
    together) by the keys in it, and a group below a record with a key by its `title`.
    """
    found = list(map(_key_of, records))
    keys, innermost = [key for key in found if key], records[-1]
    if found[-1]:
        return keys
    title = innermost.get("title") if type(innermost) is dict else None
    return [*keys, title] if keys and type(title) is str and title else []


def _key_of(record: object) -> str:
    if type(record) is tuple:
        return _BETWEEN.join(filter(None, map(_key_of, record)))
    for key in (record.get("key"), record.get("id")) if type(record) is dict else (record,):
        if type(key) in _KINDS and key != "":
            return str(key)
    return ""


def _digest(text: str, size: int) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
