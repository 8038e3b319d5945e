"""A package as a value: its parts, what they are and how they belong together (ISO/IEC 29500-2), and its writer.

The same parts always give the same bytes: fixed order, dates of 1980, no extra fields, deflate level 6; zlib may differ
from Python to Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from briefgen.opc.refusals import refusal
from briefgen.opc.relationships import (
    CONTENT_TYPES,
    RELS_TYPE,
    ContentTypes,
    Relationship,
    read_content_types,
    read_relationships,
    with_content_types,
)
from briefgen.opc.xml import Element, parse_xml
from briefgen.opc.zip import Part, central_record, deflate_part, end_record

_FIRST = (CONTENT_TYPES, "_rels/.rels")


class LeftOut(Struct, frozen=True):
    """Something of a file that is not in the package made of it.

    Attributes:
        code: what it is, a key of `briefgen.opc.refusals.LEFT_OUT`.
        detail: which, e.g. the path of a template.
    """

    code: str
    detail: str


class Package(Struct, frozen=True):
    """A Word file, read and checked.

    Attributes:
        file: the file's name, for messages.
        parts: the parts by name, in the order in which they are written.
        types: the parts' content types.
        related: the relationships of each source by its name; "" is the package itself.
        main_part: the name of the main document part, usually "word/document.xml".
        left_out: what was in the file and is not in the package.
    """

    file: str
    parts: Mapping[str, Part]
    types: ContentTypes
    related: Mapping[str, tuple[Relationship, ...]]
    main_part: str
    left_out: tuple[LeftOut, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts in the order in which they are written: content types first, then sorted."""
        return tuple(self.parts)

    def part(self, name: str) -> bytes:
        """The unpacked bytes of a part.

        Raises:
            KeyError: there is no such part.
        """
        return self.parts[name].data

    def xml(self, name: str) -> Element:
        """The root element of a part, parsed again at each call, so that it may be changed.

        Raises:
            KeyError: there is no such part.
            PackageRefusedError: the part is not well-formed; the message names the file and the part.
        """
        return parse_xml(self.part(name), name, self.file)

    def content_type(self, name: str) -> str:
        """The content type of a part, or "" where none is given."""
        return self.types.of(name)

    def relationships(self, name: str = "") -> tuple[Relationship, ...]:
        """The relationships of a part; of the package itself by default."""
        return self.related.get(name, ())

    def related_parts(self, name: str, kind: str) -> tuple[str, ...]:
        """The parts that a part refers to by relationships of one kind ("header", "styles", "image" …)."""
        found = (each.part for each in self.relationships(name) if each.kind == kind and not each.external)
        return tuple(part for part in found if part in self.parts)

    def with_parts(self, changed: Mapping[str, bytes], added: Mapping[str, tuple[bytes, str]] | None = None) -> Package:
        """The package with other bytes for some parts, and with new parts.

        Args:
            changed: bytes by part name; parts not named stay. A .rels part may be new here.
            added: bytes and content type of new parts by name; their types go into [Content_Types].xml.
                Relationships to them are the caller's (see `with_relationships`).
        """
        new = dict(changed) | _added(self, changed, added or {})
        parts = dict(self.parts) | {name: deflate_part(name, data) for name, data in new.items()}
        return replace(assemble_package(self.file, parts, self.main_part), left_out=self.left_out)


def assemble_package(file: str, parts: Mapping[str, Part], main_part: str = "") -> Package:
    """The package that some parts make.

    Args:
        file: the file's name, for messages.
        parts: the parts by name, in any order; [Content_Types].xml is among them.
        main_part: the main part's name where it is known; else it is found by relationship.

    Raises:
        PackageRefusedError: content types or relationships are not well-formed, or lead to no main part.
    """
    ordered = {name: parts[name] for name in sorted(parts, key=_rank)}
    related = dict(_related(ordered, file))
    types = read_content_types(ordered[CONTENT_TYPES].data, file)
    return Package(file, ordered, types, related, main_part or _main_part(related, ordered, file))


def _rank(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _related(parts: Mapping[str, Part], file: str) -> list[tuple[str, tuple[Relationship, ...]]]:
    known = {name.lower(): name for name in parts}
    return [
        (source, tuple(_found(each, known) for each in read_relationships(parts[name].data, source, file)))
        for name in parts
        if (source := _source_of(name)) is not None
    ]


def _source_of(name: str) -> str | None:
    """The part whose relationships a part holds; None where it holds none."""
    folder, _, base = name.rpartition("/")
    if not base.endswith(".rels") or folder.rpartition("/")[2] != "_rels":
        return None
    return folder.removesuffix("_rels") + base.removesuffix(".rels")


def _found(relationship: Relationship, known: Mapping[str, str]) -> Relationship:
    """The relationship with its part's name as the archive spells it (case and percent signs apart)."""
    if relationship.external:
        return relationship
    wanted = relationship.part.lower()
    return replace(relationship, part=known.get(wanted) or known.get(_decoded(wanted)) or relationship.part)


def _decoded(name: str) -> str:
    return unquote(name) if "%" in name else name


def _main_part(related: Mapping[str, tuple[Relationship, ...]], parts: Mapping[str, Part], file: str) -> str:
    """The main part by relationship, not by name: Word Online calls it word/document2.xml."""
    main = next((each for each in related.get("", ()) if each.kind == "officeDocument"), None)
    if main is None or main.external or main.part not in parts:
        raise refusal("NO_DOCUMENT", file, main.target if main else "no relationship leads to one")
    return main.part


def _added(package: Package, changed: Mapping[str, bytes], added: Mapping[str, tuple[bytes, str]]) -> dict[str, bytes]:
    """The bytes of new parts, and of [Content_Types].xml that names them."""
    types = {name: content_type for name, (_, content_type) in added.items()}
    if any(name.endswith(".rels") for name in changed) and package.content_type("x.rels") != RELS_TYPE:
        types |= {name: RELS_TYPE for name in changed if name.endswith(".rels")}
    if not types:
        return {}
    base = changed.get(CONTENT_TYPES) or package.part(CONTENT_TYPES)
    return {name: data for name, (data, _) in added.items()} | {CONTENT_TYPES: with_content_types(base, types)}


class PackageWriter(Struct, frozen=True):
    """Writes a package again and again with some of its parts changed; may be shared between threads.

    Each part of the package keeps how it is laid out in a file, so that one document costs little more than deflating
    what is new in it.

    Attributes:
        package: the package whose parts are written where no others are given.
    """

    package: Package

    def write(self, changed: Mapping[str, bytes]) -> bytes:
        """The package as a file.

        Args:
            changed: bytes by part name, for parts that the package has; parts that every document gets are
                added to the package beforehand (`Package.with_parts`).

        Raises:
            KeyError: `changed` names a part that the package does not have.
        """
        if unknown := changed.keys() - self.package.parts.keys():
            raise KeyError(*sorted(unknown))
        new = {name: _deflated_once(name, data) for name, data in changed.items()}
        return _joined([new.get(name, part) for name, part in self.package.parts.items()])


# the documents of a batch share most of their small parts
_SMALL = 65_536
_deflated_small = lru_cache(maxsize=64)(deflate_part)


def _deflated_once(name: str, data: bytes) -> Part:
    return _deflated_small(name, data) if len(data) <= _SMALL else deflate_part(name, data)


def write_package(
    package: Package, changed: Mapping[str, bytes], added: Mapping[str, tuple[bytes, str]] | None = None
) -> bytes:
    """The package as a file, once, with some parts changed or added; arguments as in `Package.with_parts`."""
    return PackageWriter(package.with_parts(changed, added)).write({})


def _joined(parts: Iterable[Part]) -> bytes:
    archive, directory, offset = list[bytes](), list[bytes](), 0
    for part in parts:
        head, compressed = part.head, part.compressed
        archive += (head, compressed)
        directory.append(central_record(part, offset))
        offset += len(head) + len(compressed)
    joined = b"".join(directory)
    return b"".join([*archive, joined, end_record(len(directory), len(joined), offset)])
