"""Content types and relationships: how the parts of a package say what they are and what they belong to.

Source: ISO/IEC 29500-2 (Open Packaging Conventions), 7.2.3 (content types) and 6.5 (relationships).
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Mapping

from lxml import etree
from msgspec import Struct, field

from briefgen.opc.xml import Element, parse_xml

CONTENT_TYPES = "[Content_Types].xml"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_RELATIONSHIPS = b'<Relationships xmlns="%s"/>' % RELS_NS.encode()


class Relationship(Struct, frozen=True):
    """How one part refers to another, or to something outside the package.

    Attributes:
        id: e.g. "rId3"; unique within its source.
        type: a URI, e.g. OFFICE + "/image".
        target: the target as it is written in the file.
        external: whether the target is outside the package.
        part: the name of the target part; "" where the target is outside.
    """

    id: str
    type: str
    target: str
    external: bool = False
    part: str = ""

    @property
    def kind(self) -> str:
        """The last step of the type: "image", "hyperlink", "header" and so on."""
        return self.type.rpartition("/")[2]


class ContentTypes(Struct, frozen=True):
    """The content types of a package's parts.

    Attributes:
        defaults: by extension, in lower case.
        overrides: by part name, in lower case and without a leading slash.
    """

    defaults: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)

    def of(self, part: str) -> str:
        """The content type of a part, or "" where none is given."""
        lowered = part.lower()
        return self.overrides.get(lowered) or self.defaults.get(lowered.rpartition(".")[2], "")


def read_content_types(xml: bytes, file: str) -> ContentTypes:
    """The content types that [Content_Types].xml gives.

    Raises:
        PackageRefusedError: it is not well-formed.
    """
    root = parse_xml(xml, CONTENT_TYPES, file)
    defaults = {_of(each, "Extension").lower(): _of(each, "ContentType") for each in root.iter(_t("Default"))}
    overrides = {
        _of(each, "PartName").lower().lstrip("/"): _of(each, "ContentType") for each in root.iter(_t("Override"))
    }
    return ContentTypes(defaults, overrides)


def with_content_types(xml: bytes, types: Mapping[str, str]) -> bytes:
    """[Content_Types].xml with the types of some parts set.

    Args:
        xml: the bytes as they are.
        types: content types by part name; a part that has an override already gets the new type.
    """
    root = parse_xml(xml, CONTENT_TYPES)
    known = {_of(each, "PartName").lower(): each for each in root.iter(_t("Override"))}
    for part, content_type in types.items():
        override = known.get(f"/{part}".lower())
        if override is None:
            override = etree.SubElement(root, _t("Override"), PartName=f"/{part}")
        override.set("ContentType", content_type)
    return _serialised(root)


def with_default_types(xml: bytes, types: Mapping[str, str]) -> bytes:
    """[Content_Types].xml with default types for extensions that have none.

    Args:
        types: content types by extension, in lower case.
    """
    root = parse_xml(xml, CONTENT_TYPES)
    known = {_of(each, "Extension").lower() for each in root.iter(_t("Default"))}
    for extension, content_type in sorted(types.items()):
        if extension not in known:
            root.insert(0, etree.Element(_t("Default"), Extension=extension, ContentType=content_type))
    return _serialised(root)


def without_content_types(xml: bytes, parts: Container[str]) -> bytes:
    """[Content_Types].xml without the types of some parts, by their names."""
    root = parse_xml(xml, CONTENT_TYPES)
    for override in list(root.iter(_t("Override"))):
        if _of(override, "PartName").lstrip("/") in parts:
            root.remove(override)
    return _serialised(root)


def relationships_name(part: str) -> str:
    """The name of the part that holds another part's relationships; the package's own for ""."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relationships(xml: bytes, source: str, file: str) -> tuple[Relationship, ...]:
    """The relationships of one source, in the order of the file.

    Args:
        xml: the bytes of the .rels part.
        source: the name of the part whose relationships these are; "" for the package.
        file: the file's name, for messages.

    Raises:
        PackageRefusedError: the part is not well-formed.
    """
    root = parse_xml(xml, relationships_name(source), file)
    return tuple(_relationship(each, source) for each in root.iter(f"{{{RELS_NS}}}Relationship"))


def with_relationships(xml: bytes | None, added: Iterable[Relationship]) -> bytes:
    """A .rels part with relationships added at its end.

    Args:
        xml: the bytes as they are, or None where the source has no relationships yet.
        added: what to add, with free ids (see `free_id`); `target` is written as it is, `part` is not read.
    """
    root = parse_xml(xml or _NO_RELATIONSHIPS, "_rels")
    for each in added:
        element = etree.SubElement(root, f"{{{RELS_NS}}}Relationship", Id=each.id, Type=each.type, Target=each.target)
        if each.external:
            element.set("TargetMode", "External")
    return _serialised(root)


def without_relationships(xml: bytes, ids: Container[str]) -> bytes:
    """A .rels part without the relationships of some ids."""
    root = parse_xml(xml, "_rels")
    for element in list(root):
        if element.get("Id") in ids:
            root.remove(element)
    return _serialised(root)


def free_id(taken: Iterable[Relationship]) -> str:
    """The first id of the form rId1, rId2 … above all that are taken."""
    numbers = (each.id[3:] for each in taken if each.id.lower().startswith("rid"))
    return f"rId{max((int(number) for number in numbers if number.isdecimal() and len(number) < 10), default=0) + 1}"


def _relationship(element: Element, source: str) -> Relationship:
    target = _of(element, "Target")
    external = (element.get("TargetMode") or "Internal") != "Internal"
    part = "" if external else _resolved(target, source)
    return Relationship(_of(element, "Id"), _of(element, "Type"), target, external, part)


def _resolved(target: str, source: str) -> str:
    """The part that a target means, seen from its source's folder (ISO/IEC 29500-2, 6.5.3.4)."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")


def _of(element: Element, name: str) -> str:
    return element.get(name) or ""


def _t(name: str) -> str:
    return f"{{{TYPES_NS}}}{name}"


def _serialised(root: Element) -> bytes:
    return _DECLARATION + etree.tostring(root)
