"""How an input is changed by chance: words of a text, elements and values of XML, parts and bytes of a package.

Each change takes what draws the lots first, so that the same seed gives the same input.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random

from lxml import etree

from tests.word.good import zipped

_LINES = Path(__file__).with_name("odd.txt").read_text(encoding="ascii").splitlines()
ODD = [*(line.encode().decode("unicode_escape") for line in _LINES), "9" * 5_000, "x" * 40_000, "(" * 300]
ODD_IN_XML = [each for each in ODD if not re.search("[\x00-\x1f\uffff]", each)]  # what lxml lets into a tree
_ENCODINGS = "utf-16 utf-16-be utf-8-sig latin-1 cp1252 utf-32 utf-7".split()
_NAMES = ["", *r"../x /x word\x.xml WORD/DOCUMENT.XML word/ é.xml con word/vbaProject.bin".split(), "x" * 300]
Parts = dict[str, bytes]


def change_text(chance: Random, content: bytes) -> bytes:
    """One or two changes of a text in UTF-8, and now and then of its encoding or bytes."""
    text = content.decode()
    for _ in range(chance.choice((1, 1, 2))):
        text = chance.choice((_change_lines, _change_word, _change_word, _cut))(chance, text)
    encoding = chance.choice(_ENCODINGS) if chance.random() < 0.1 else "utf-8"
    return (change_bytes if chance.random() < 0.05 else _same)(chance, text.encode(encoding, "replace"))


def _same(_chance: Random, content: bytes) -> bytes:
    return content


def _change_lines(chance: Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), line * chance.choice((0, 1, 2, 1_000)))
    return "".join(lines)


def _change_word(chance: Random, text: str) -> str:
    kind = chance.choice((r"\w+", r"\w+", r"[^\w\s]", r"\b", r'(?<=": ).*\b'))
    words = [each.span() for each in re.finditer(kind, text)] or [(0, 0)]
    (start, end), (first, last) = chance.choice(words), chance.choice(words)
    return text[:start] + chance.choice((chance.choice(ODD), text[first:last])) + text[end:]


def _cut(chance: Random, text: str) -> str:
    start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return text[:start] + text[min(end, start + 9) :] if chance.random() < 0.7 else text[:end]


def change_bytes(chance: Random, content: bytes) -> bytes:
    """Some bytes are others, are missing, or are there twice."""
    changed = bytearray(content)
    start = chance.randrange(len(changed) + 1)
    end = min(len(changed), start + chance.choice((1, 2, 4, 100, 10_000)))
    changed[start:end] = chance.choice((chance.randbytes(end - start), b"", changed[start:end] * 2, bytes(4)))
    return bytes(changed)


def change_archive(chance: Random, content: bytes) -> bytes:
    """The container is damaged, or says something else than it holds, or is packed as other programs do."""
    entries = list(unzipped(content).items())
    name, data = chance.choice(entries)
    what = chance.choice(("bytes", "drop", "add", "order", "size", "look", "directory"))
    if what == "drop":
        entries.remove((name, data))
    elif what == "add":
        entries.append((chance.choice((*_NAMES, name)), data))
    elif what == "order":
        chance.shuffle(entries)
    elif what == "size":
        entries.append(("word/more.xml", b" " * chance.choice((9_000, 5_000_000))))
    archive = _archive(chance, entries, name if what == "look" else None)
    return {"bytes": change_bytes, "directory": _with_false_directory}.get(what, _same)(chance, archive)


def _archive(chance: Random, entries: list[tuple[str, bytes]], odd: str | None) -> bytes:
    """An archive, with one entry packed in an unusual way."""
    file = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(file, "w") as archive:
        for name, data in entries:
            info, is_odd = zipfile.ZipInfo(name), name == odd
            info.external_attr = chance.choice((0, 0o120777 << 16, 0x10)) if is_odd else 0
            info.extra = chance.choice((b"", b"\x01\x00\x08\x00" + b"\xff" * 8)) if is_odd else b""
            archive.writestr(info, data, chance.choice((0, 8, 12, 14)) if is_odd else 8)
    return file.getvalue()


def _with_false_directory(chance: Random, archive: bytes) -> bytes:
    """Flags, method, checksum, sizes or place of the first entry of the directory are wrong (APPNOTE 4.3.12)."""
    content = bytearray(archive)
    at = content.find(b"PK\x01\x02") + chance.choice((8, 10, 16, 20, 24, 42))
    content[at : at + 2] = chance.choice((b"\x01\x00", b"\x00\x08", b"\xff\xff"))
    return bytes(content)


def unzipped(content: bytes) -> Parts:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def change_nodes(chance: Random, tree: etree._Element) -> None:
    """An element is missing, doubled, elsewhere, called like another, or holds something else."""
    nodes = list(tree.iterdescendants(etree.Element)) or [tree]
    node, other = chance.choice(nodes), chance.choice(nodes)
    copy, parent = deepcopy(node), node.getparent()
    what = chance.choice(("drop", "double", "move", "rename", "nest", "empty", "foreign"))
    if what in {"drop", "move"} and parent is not None:
        parent.remove(node)
    if what in {"double", "move"}:
        other.insert(0, copy)
    elif what == "rename":
        node.tag = other.tag
    elif what == "empty":
        node[:] = []
    elif what == "nest":
        for _ in range(chance.choice((1, 30, 300))):
            node = etree.SubElement(node, other.tag)
    elif what == "foreign":
        node.append(chance.choice((etree.Element("{urn:x}a"), etree.Comment("{{ x }}"), etree.PI("x", "y"))))


def change_values(chance: Random, tree: etree._Element) -> None:
    """An attribute or a text is another, or missing."""
    node = chance.choice(list(tree.iter(etree.Element)))
    attribute = chance.choice([*node.attrib, None])
    if attribute is None:
        node.text = chance.choice(ODD_IN_XML)
    elif chance.random() < 0.2:
        del node.attrib[attribute]
    else:
        node.set(attribute, chance.choice(ODD_IN_XML))


def in_a_tree(change: Callable[[Random, etree._Element], None]) -> Callable[[Random, bytes], bytes]:
    """A change of a package by some changes of one of its parts, most often of the text itself."""

    def change_package(chance: Random, content: bytes) -> bytes:
        parts = unzipped(content)
        names = [name for name in parts if name.endswith((".xml", ".rels"))]
        main = [name for name in names if name.endswith(("document.xml", "sheet1.xml"))]
        name = chance.choice(main if chance.random() < 0.4 else names)
        tree = etree.fromstring(parts[name])
        for _ in range(chance.randint(1, 3)):
            change(chance, tree)
        parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return zipped(parts)

    return change_package


def change_parts(chance: Random, content: bytes) -> bytes:
    """A part is missing, empty, another's, in another encoding or spelling, or holds what Word never writes."""
    parts = unzipped(content)
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    data, (pattern, spelling) = parts.pop(name), chance.choice(_SPELLINGS)
    changes: list[Parts] = [{}, {name: b""}, {name: parts.get(other, b"x")}, {name.upper(): data}]
    changes += [{name: _recoded(chance, data)}, *[{name: re.sub(pattern, spelling, data)}] * 5]
    return zipped(parts | chance.choice(changes))


_SPELLINGS = (
    (rb"\bw(?=:\w|=\"http)", b"ns0"),
    (rb"(?<=\?>)", b'<!DOCTYPE x [<!ENTITY y "z">]>'),
    (rb"(?<=\?>)", b"<?mso x?><!-- {{ x }} -->"),
    (rb">([^<>{}]+)<", rb"><![CDATA[\1]]><"),
    (rb"<(?=w:p\b)", b"\n<"),
)


def _recoded(chance: Random, data: bytes) -> bytes:
    encoding = chance.choice(_ENCODINGS)
    text = data.decode("utf-8", "replace").replace("UTF-8", encoding.removesuffix("-be").removesuffix("-sig"), 1)
    return text.encode(encoding, "xmlcharrefreplace")
