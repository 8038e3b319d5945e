"""The floor: what filling a document costs at the least in Python.

The tags of a template are turned into a hand-made Jinja2 source, compiled once with autoescape. Parts that do not
change are copied as they stand in the archive, compressed; what changes is deflated at level 6. Nothing is checked.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

from jinja2 import Environment

_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
_HIGHER = {"tr": "w:tr", "p": "w:p", "r": "w:r"}


class _Member(NamedTuple):
    name: bytes
    packed: bytes
    crc: int
    size: int


def floor(template: bytes) -> Callable[[Mapping[str, Any]], bytes]:
    """What fills a template made by `benchmarks.samples`."""
    with ZipFile(BytesIO(template)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    env = Environment(autoescape=True)
    sources = {name: env.from_string(_source(data.decode())) for name, data in parts.items() if b"{{" in data}
    kept = {name: _member(name, data) for name, data in parts.items()}

    def render(data: Mapping[str, Any]) -> bytes:
        new = {name: _member(name, source.render(data).encode()) for name, source in sources.items()}
        return _archive([new.get(name, member) for name, member in kept.items()])

    return render


def _source(xml: str) -> str:
    """The part with each tag in the place of the row, paragraph or run that it stands for."""
    for level, element in _HIGHER.items():
        inside = rf"(?:(?!<{element}[ >]).)*?"
        xml = re.sub(
            rf"<{element}[ >]{inside}\{{%{level} ({inside})%\}}{inside}</{element}>", r"{% \1%}", xml, flags=re.DOTALL
        )
    return xml.replace("<w:t>{{ run.text", '<w:t xml:space="preserve">{{ run.text')


def _member(name: str, data: bytes) -> _Member:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return _Member(name.encode(), packer.compress(data) + packer.flush(), zlib.crc32(data), len(data))


def _archive(members: list[_Member]) -> bytes:
    local, central, offset = [], [], 0
    for member in members:
        fields = (20, 0, 8, 0, 33, member.crc, len(member.packed), member.size, len(member.name), 0)
        local += [_LOCAL.pack(b"PK\3\4", *fields), member.name, member.packed]
        central += [_CENTRAL.pack(b"PK\1\2", 20, *fields, 0, 0, 0, 0, offset), member.name]
        offset += _LOCAL.size + len(member.name) + len(member.packed)
    directory = b"".join(central)
    return b"".join(
        [*local, directory, _END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(directory), offset, 0)]
    )
